//! The shape of a TOML table as data: its keys, what each may hold, and what it is for.
//!
//! One description serves three readers: [`crate::source::table`] checks files against it, the
//! JSON Schemas for editors are made from it, and so is the reference of keys. It never holds a
//! value.

/// A table: what it is called, and its keys.
#[derive(Debug)]
pub struct Form {
    /// What a table of this form is called in a message, such as “an action”.
    pub name: &'static str,
    /// Its keys in the order they are documented.
    pub keys: &'static [Key],
}

/// A key of a table.
#[derive(Debug)]
pub struct Key {
    /// The key.
    pub name: &'static str,
    /// What it holds.
    pub shape: Shape,
    /// Whether it must be there.
    pub required: bool,
    /// What it is for, in a sentence.
    pub doc: &'static str,
}

/// What a key may hold.
#[derive(Debug)]
pub enum Shape {
    /// Words, not empty.
    Text,
    /// Words; may be empty.
    AnyText,
    /// A list of words.
    Texts,
    /// An id of the record's own.
    Id,
    /// The id of another record.
    Reference,
    /// A list of ids of other records.
    References,
    /// A decimal number.
    Number,
    /// A number from 0 to 100.
    Percent,
    /// A number above zero.
    Positive,
    /// A whole number from zero up.
    Count,
    /// A whole number.
    Integer,
    /// true or false.
    Bool,
    /// A date without a time.
    Date,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// A list of some of these words.
    Choices(&'static [&'static str]),
    /// One table.
    Table(&'static Form),
    /// A list of tables.
    Tables(&'static Form),
    /// A number, or one table.
    PercentOr(&'static Form),
    /// Keys that the model decides: checked by the parser of the record.
    Scores,
    /// Percentages by the path of a section or criterion.
    Percents,
    /// Switches by name.
    Switches,
}

/// A key that must be there.
pub const fn must(name: &'static str, shape: Shape, doc: &'static str) -> Key {
    Key { name, shape, required: true, doc }
}

/// A key that may be there.
pub const fn may(name: &'static str, shape: Shape, doc: &'static str) -> Key {
    Key { name, shape, required: false, doc }
}

/// The words of a list of pairs of word and meaning, so that a form and its parser share it.
pub const fn words<T: Copy, const N: usize>(pairs: &[(&'static str, T); N]) -> [&'static str; N] {
    let mut words = [""; N];
    let mut at = 0;
    while at < N {
        #[expect(clippy::indexing_slicing, reason = "at < N, and this runs when the program is compiled")]
        {
            words[at] = pairs[at].0;
        }
        at += 1;
    }
    words
}

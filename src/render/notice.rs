//! What asks for somebody on a day, in words, before anybody decides how it is printed: a terminal
//! and a mail are made from the same.

/// What asks for somebody in one initiative.
#[derive(Clone, Debug)]
pub struct Notice {
    /// Title of the initiative.
    pub title: String,
    /// How much there is of each, a sentence each; that there is nothing, too.
    pub lead: String,
    /// What there is. A section that would be empty is left out.
    pub sections: Vec<Section>,
}

/// Rows of one sort.
#[derive(Clone, Debug)]
pub struct Section {
    /// What they are.
    pub title: String,
    /// Whether something is late or goes wrong here.
    pub signal: bool,
    /// The rows.
    pub rows: Vec<Row>,
}

/// A thing that asks for somebody.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// Short words before it, one for each column: a day, how far it is.
    pub before: Vec<String>,
    /// What it is.
    pub title: String,
    /// What is to be known of it, each on a line of its own.
    pub below: Vec<String>,
    /// A list of its own.
    pub points: Vec<String>,
}

//! Everything that has an address, from A to Z, and the words that a search looks through besides.
//!
//! The list is the page; it needs no script. The index holds only what the list does not show:
//! for each entry some words of the text it leads to, in the order of the list. So a title and an
//! address are written once, and nothing is in the index that no page shows.

use std::collections::{BTreeMap, BTreeSet};
use std::iter;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::render::address;
use crate::render::context::{self, Found, Letter, Link};
use crate::render::labels::Labels;

/// Most older assessments that an entry names; a list of all would bury the rest.
const MOST_OLDER: usize = 4;
/// Most words of a text that the index holds.
const MOST_WORDS: usize = 16;
/// Fewer letters say too little, in scripts with short alphabets.
const FEWEST_LETTERS: usize = 4;

/// What one initiative adds to the list.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct Catalog {
    /// Title of the initiative.
    pub initiative: String,
    /// Address of the page that lists only what it has, or empty.
    pub list: String,
    /// What it has, itself first.
    pub entries: Vec<Entry>,
}

/// Something that has an address.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Entry {
    /// What it is, in words.
    pub kind: String,
    /// Its title.
    pub title: String,
    /// What it is part of, or empty.
    pub within: String,
    /// Where it stands, the newest first: the assessment in words, or nothing, and the address.
    pub places: Vec<Link>,
    /// Words of its text for the index; see [`words_of`].
    pub words: String,
}

/// What a list holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// All that every initiative has.
    Everything,
    /// The initiatives, of which each has a list of its own.
    Initiatives,
    /// All that one of several initiatives has.
    Initiative,
}

impl Holds {
    const fn id(self) -> &'static str {
        match self {
            Self::Everything => "everything",
            Self::Initiatives => "initiatives",
            Self::Initiative => "initiative",
        }
    }
}

/// All entries in order.
#[derive(Debug)]
pub struct Listing<'a> {
    rows: Vec<(Initial, String, &'a Catalog, &'a Entry)>,
    /// Whether entries say which initiative they belong to.
    several: bool,
}

/// What an entry begins with: signs and digits first, then A to Z, then the other letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Initial {
    Sign,
    Latin(char),
    Other(char),
}

impl<'a> Listing<'a> {
    /// Orders the entries of all initiatives.
    pub fn of(catalogs: &[&'a Catalog]) -> Self {
        let entries = catalogs.iter().flat_map(|catalog| catalog.entries.iter().map(move |entry| (*catalog, entry)));
        let mut rows: Vec<_> = entries
            .map(|(catalog, entry)| {
                let key = fold(entry.title.trim_start_matches(|c: char| !c.is_alphanumeric()));
                (initial(&key), key, catalog, entry)
            })
            .collect();
        let first = |entry: &'a Entry| entry.places.first().map(|place| place.href.as_str());
        rows.sort_by(|a, b| (a.0, &a.1, &a.3.title, first(a.3)).cmp(&(b.0, &b.1, &b.3.title, first(b.3))));
        Self { rows, several: catalogs.len() > 1 }
    }

    /// The list for the page, and the address of the index for it.
    pub fn page(&self, holds: Holds, index: &str, labels: &Labels) -> context::Search {
        let mut letters: Vec<Letter> = Vec::new();
        for (number, (initial, _, catalog, entry)) in self.rows.iter().enumerate() {
            let anchor = initial.anchor();
            if letters.last().is_none_or(|letter| letter.anchor != anchor) {
                letters.push(Letter { anchor, title: initial.title(labels), entries: Vec::new() });
            }
            if let Some(letter) = letters.last_mut() {
                letter.entries.push(self.found(number, catalog, entry, labels));
            }
        }
        let count = labels.count("search.entries", self.rows.len());
        context::Search { holds: holds.id(), index: index.to_owned(), whole: address::SEARCH, count, letters }
    }

    fn found(&self, number: usize, catalog: &Catalog, entry: &Entry, labels: &Labels) -> Found {
        let newest = entry.places.first();
        let is_first = catalog.entries.first().is_some_and(|first| std::ptr::eq(first, entry));
        let is_other = self.several && catalog.initiative != entry.title;
        let initiative = if is_other { catalog.initiative.as_str() } else { "" };
        let place = newest.map_or("", |place| place.title.as_str());
        let about = [entry.kind.as_str(), entry.within.as_str(), initiative, place];
        let about: Vec<&str> = about.into_iter().filter(|words| !words.is_empty()).collect();
        let hidden = entry.places.len().saturating_sub(1 + MOST_OLDER);
        Found {
            number,
            title: entry.title.clone(),
            href: newest.map(|place| place.href.clone()).unwrap_or_default(),
            about: about.join(&labels.word("list.comma")),
            list: if is_first { catalog.list.clone() } else { String::new() },
            older: entry.places.iter().skip(1).take(MOST_OLDER).cloned().collect(),
            more: if hidden == 0 { String::new() } else { labels.count("search.more", hidden) },
        }
    }

    /// The index, as a plain script that sets one global: lines of words, and for each entry in the
    /// order of the list the number of its line. Initiatives that use one model share the lines of
    /// its criteria.
    pub fn index(&self) -> String {
        let lines: BTreeSet<&str> = self.rows.iter().map(|(_, _, _, entry)| entry.words.as_str()).collect();
        let numbers: BTreeMap<&str, usize> = lines.iter().enumerate().map(|(at, line)| (*line, at)).collect();
        let of: Vec<usize> =
            self.rows.iter().filter_map(|(_, _, _, entry)| numbers.get(entry.words.as_str()).copied()).collect();
        format!("window.prereadWords={};\n", serde_json::json!({ "lines": lines, "of": of }))
    }
}

impl Initial {
    fn anchor(self) -> String {
        match self {
            Self::Sign => "letter_signs".to_owned(),
            Self::Latin(letter) => format!("letter_{letter}"),
            Self::Other(letter) => format!("letter_{:x}", u32::from(letter)),
        }
    }

    fn title(self, labels: &Labels) -> String {
        match self {
            Self::Sign => labels.word("search.signs"),
            Self::Latin(letter) | Self::Other(letter) => letter.to_uppercase().collect(),
        }
    }
}

fn initial(key: &str) -> Initial {
    match key.chars().next() {
        Some(c) if c.is_ascii_lowercase() => Initial::Latin(c),
        Some(c) if c.is_alphabetic() => Initial::Other(c),
        _ => Initial::Sign,
    }
}

/// Words of a text for the index: small letters, each once, without those of the title, which the
/// list shows. Only letters and digits are left, so nothing in it can be read as code.
pub fn words_of<'t>(title: &str, texts: impl IntoIterator<Item = &'t str>) -> String {
    let lower = title.to_lowercase();
    let mut seen: BTreeSet<String> = words(&lower).map(str::to_owned).collect();
    let mut kept: Vec<String> = Vec::new();
    for text in texts {
        let lower = text.to_lowercase();
        let worth = words(&lower).filter(|word| !word.is_ascii() || word.len() >= FEWEST_LETTERS);
        for word in worth {
            if kept.len() == MOST_WORDS {
                return kept.join(" ");
            }
            if seen.insert(word.to_owned()) {
                kept.push(word.to_owned());
            }
        }
    }
    kept.join(" ")
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && !is_combining_mark(c)).filter(|word| !word.is_empty())
}

/// A text as it is ordered: small letters without accents. `search.js` does the same to what is
/// typed.
fn fold(text: &str) -> String {
    text.to_lowercase().chars().flat_map(plain_letters).collect()
}

fn plain_letters(letter: char) -> Box<dyn Iterator<Item = char>> {
    let instead = match letter {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ı' => "i",
        // A syllable is a letter of its own, and is not taken apart.
        '\u{ac00}'..='\u{d7a3}' => return Box::new(iter::once(letter)),
        _ => return Box::new(iter::once(letter).nfd().filter(|part| !is_combining_mark(*part))),
    };
    Box::new(instead.chars())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_do_not_decide_where_a_title_stands() {
        assert_eq!(fold("Élan ÆØÅ Straße Łódź"), "elan aeoa strasse lodz");
        assert_eq!(initial(&fold("Ärger")), Initial::Latin('a'));
        assert_eq!(initial(&fold("مبادرة")), Initial::Other('م'));
        assert_eq!(initial(&fold("한국")), Initial::Other('한'));
        assert_eq!(initial(&fold("44 coordinators")), Initial::Sign);
    }

    #[test]
    fn the_index_holds_words_and_nothing_else() {
        let words = words_of("No owner", ["</script><script>alert(\"owner\")</script> nobody\u{2028}asked", "Nobody"]);
        assert_eq!(words, "script alert nobody asked");
    }
}

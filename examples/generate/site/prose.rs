//! Markdown as assessors write it: paragraphs, now and then a heading, a list, a table, a quotation,
//! and links to other records.

use super::chance::Chance;
use super::words;

/// Words of the shortest observation.
const SHORTEST: i64 = 80;
/// Where a text of this many words gets no further block, so that none has more than 250.
const LONGEST: i64 = 190;

/// A link that a text may hold: words and the path from where the text stands.
pub struct Link {
    pub words: String,
    pub path: String,
}

/// A text of one to three paragraphs.
pub fn paragraphs(chance: &mut Chance, count: usize) -> String {
    (0..count).map(|_| paragraph(chance, &[])).collect::<Vec<_>>().join("\n\n")
}

/// The body of an observation: 80 to 250 words in blocks of all kinds.
pub fn observation(chance: &mut Chance, links: &[Link]) -> String {
    let wanted = usize::try_from(chance.between(SHORTEST, LONGEST)).unwrap_or_default();
    let mut headings = vec!["Next look", "Evidence", "Why it matters"];
    let mut blocks = vec![paragraph(chance, links)];
    let words = |blocks: &[String]| blocks.iter().map(|block| block.split_whitespace().count()).sum::<usize>();
    while words(&blocks) < wanted {
        match chance.between(0, 99) {
            0..=11 => {
                blocks.extend(headings.pop().map(|heading| format!("### {heading}")));
                blocks.push(paragraph(chance, links));
            }
            12..=33 => blocks.push(list(chance, "-")),
            34..=41 => blocks.push(list(chance, "1.")),
            42..=47 => blocks.push(table(chance)),
            48..=54 => blocks.push(format!("> {}\n> — {}", words::sentence(chance), words::role(chance))),
            _ => blocks.push(paragraph(chance, links)),
        }
    }
    blocks.join("\n\n")
}

fn paragraph(chance: &mut Chance, links: &[Link]) -> String {
    let count = usize::try_from(chance.between(1, 2)).unwrap_or(1);
    let mut said: Vec<String> = (0..count).map(|_| marked(chance)).collect();
    if !links.is_empty() && chance.percent(18) {
        let link = chance.pick(links);
        said.push(format!("See [{}]({}).", link.words, link.path));
    }
    said.join(" ")
}

/// A sentence; one of three has some words set off.
fn marked(chance: &mut Chance) -> String {
    let sentence = words::sentence(chance);
    let mut parts: Vec<String> = sentence.split(' ').map(str::to_owned).collect();
    let at = usize::try_from(chance.between(1, 3)).unwrap_or(1);
    let Some(word) = parts.get_mut(at).filter(|word| word.chars().all(char::is_alphanumeric)) else { return sentence };
    match chance.between(0, 11) {
        0 | 1 => *word = format!("**{word}**"),
        2 => *word = format!("*{word}*"),
        3 => *word = format!("`{word}`"),
        4 => *word = format!("[{word}](https://example.org/evidence/{at})"),
        _ => {}
    }
    parts.join(" ")
}

fn list(chance: &mut Chance, mark: &str) -> String {
    let count = chance.between(2, 4);
    (0..count).map(|_| format!("{mark} {}", words::statement(chance))).collect::<Vec<_>>().join("\n")
}

fn table(chance: &mut Chance) -> String {
    let mut lines = vec!["| Finding | Where | Percent |".to_owned(), "| --- | --- | ---: |".to_owned()];
    for _ in 0..chance.between(2, 4) {
        lines.push(format!("| {} | {} | {} |", words::label(chance), words::place(chance), chance.between(3, 97)));
    }
    lines.join("\n")
}

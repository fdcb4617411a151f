//! Markdown as a tree, made once. Every output walks this tree; nobody edits strings of markup.

use crate::model::chart::Chart;
use crate::place::Place;

/// A text: blocks in order. Empty when nothing was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prose {
    /// The blocks.
    pub blocks: Vec<Block>,
}

/// A block of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A heading, counted from one inside its text; a page moves it below its own headings.
    Heading {
        /// One to six.
        level: u8,
        /// Its address inside the text.
        id: String,
        /// Its words.
        content: Vec<Inline>,
    },
    /// A list.
    List {
        /// The first number, for a numbered list.
        start: Option<u64>,
        /// The items.
        items: Vec<Item>,
    },
    /// A quotation; with a title where it is a marked note.
    Quote {
        /// Note, tip, important, warning or caution.
        kind: Option<&'static str>,
        /// What it holds.
        blocks: Vec<Block>,
    },
    /// Text to be shown as it is.
    Code {
        /// The language, or nothing.
        language: String,
        /// The text.
        text: String,
    },
    /// A table: one row of heads, then rows.
    Table {
        /// How each column is aligned.
        alignment: Vec<Align>,
        /// The heads.
        head: Vec<Vec<Inline>>,
        /// The rows.
        rows: Vec<Vec<Vec<Inline>>>,
    },
    /// Terms and what they mean.
    Definitions(Vec<Definition>),
    /// A footnote's text.
    Footnote {
        /// Its number in the text, from one.
        number: usize,
        /// What it holds.
        blocks: Vec<Block>,
    },
    /// A break between thoughts.
    Rule,
    /// A chart of the assessment that the text belongs to; only at the top of a text.
    Chart {
        /// Which one.
        chart: Chart,
        /// Its title; empty for the one it has by itself.
        title: String,
        /// Where it is written.
        place: Place,
    },
}

/// An item of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Done or not, for a task.
    pub task: Option<bool>,
    /// What it holds.
    pub blocks: Vec<Block>,
}

/// A term or its meaning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Definition {
    /// The term.
    Term(Vec<Inline>),
    /// What it means.
    Meaning(Vec<Block>),
}

/// How a column is aligned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// As the language reads.
    Start,
    /// In the middle.
    Center,
    /// At the far side, as numbers are.
    End,
}

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inline {
    /// Words.
    Text(String),
    /// Emphasis.
    Emphasis(Vec<Inline>),
    /// Strong emphasis.
    Strong(Vec<Inline>),
    /// Struck out.
    Struck(Vec<Inline>),
    /// As it is typed.
    Code(String),
    /// One of the few tags that are let through: sub, sup, kbd.
    Tag(&'static str, Vec<Inline>),
    /// A link. What points elsewhere lies apart, so that words, of which there are many, stay small.
    Link(Box<Link>),
    /// A score of the assessment that the text belongs to.
    Score(Box<Score>),
    /// An image that lies beside the text.
    Image(Box<Image>),
    /// A reference to a footnote, by its number in the text, from one.
    Footnote(usize),
    /// A line break that was asked for.
    Break,
    /// A line end in the source, shown as a space.
    Softbreak,
}

/// A link in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Where it leads.
    pub target: Target,
    /// A title, or nothing.
    pub title: String,
    /// What it shows.
    pub content: Vec<Inline>,
    /// Where it is written.
    pub place: Place,
}

/// A score in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Score {
    /// The path of what is scored; empty for the whole.
    pub path: String,
    /// What is shown where it cannot be computed.
    pub words: String,
    /// Where it is written.
    pub place: Place,
}

/// An image in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Image {
    /// Path of the file, relative to the site.
    pub file: String,
    /// What it shows, in words.
    pub alternative: String,
    /// A title, or nothing.
    pub title: String,
    /// Where it is written.
    pub place: Place,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A web or mail address, as written.
    Outside(String),
    /// A file of the site that is a record, with a heading in it or nothing.
    Record {
        /// Path of the file, relative to the site.
        file: String,
        /// The heading, or nothing.
        fragment: String,
    },
    /// A heading in the same text.
    Here(String),
    /// A link that leads nowhere; it was reported, and only its words are shown.
    Nowhere,
}

impl Prose {
    /// Whether nothing was written.
    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    /// The words, without any markup, for counting, searching and short forms.
    pub fn plain(&self) -> String {
        let mut out = String::new();
        self.blocks.iter().for_each(|block| block_words(block, &mut out));
        out.trim_end().to_owned()
    }

    /// The charts of the text, with their places.
    pub fn charts(&self) -> impl Iterator<Item = (&Chart, &Place)> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Chart { chart, place, .. } => Some((chart, place)),
            _ => None,
        })
    }

    /// Calls `see` with everything that points elsewhere, in order: links, scores and images.
    pub fn pointers<'a>(&'a self, see: &mut dyn FnMut(&'a Inline)) {
        self.blocks.iter().for_each(|block| block_pointers(block, see));
    }
}

/// The words of a line, without markup.
pub fn plain(content: &[Inline]) -> String {
    let mut out = String::new();
    runs(content, &mut |words| out.push_str(words));
    out
}

/// Calls `see` with the words of a line, piece by piece.
pub fn runs<'a>(content: &'a [Inline], see: &mut dyn FnMut(&'a str)) {
    for inline in content {
        match inline {
            Inline::Text(words) | Inline::Code(words) => see(words),
            Inline::Image(image) => see(&image.alternative),
            Inline::Score(score) => see(&score.words),
            Inline::Break | Inline::Softbreak => see(" "),
            Inline::Footnote(_) => {}
            other => runs(children(other), see),
        }
    }
}

fn block_words(block: &Block, out: &mut String) {
    let blocks = |blocks: &[Block], out: &mut String| blocks.iter().for_each(|block| block_words(block, out));
    let line = |content: &[Inline], out: &mut String| {
        runs(content, &mut |words| out.push_str(words));
        out.push(' ');
    };
    match block {
        Block::Paragraph(content) | Block::Heading { content, .. } => line(content, out),
        Block::List { items, .. } => items.iter().for_each(|item| blocks(&item.blocks, out)),
        Block::Quote { blocks: inner, .. } | Block::Footnote { blocks: inner, .. } => blocks(inner, out),
        Block::Code { text, .. } => {
            out.push_str(text);
            out.push(' ');
        }
        Block::Table { head, rows, .. } => head.iter().chain(rows.iter().flatten()).for_each(|cell| line(cell, out)),
        Block::Definitions(list) => list.iter().for_each(|definition| match definition {
            Definition::Term(content) => line(content, out),
            Definition::Meaning(inner) => blocks(inner, out),
        }),
        Block::Chart { title, .. } => {
            out.push_str(title);
            out.push(' ');
        }
        Block::Rule => {}
    }
}

fn children(inline: &Inline) -> &[Inline] {
    match inline {
        Inline::Emphasis(content) | Inline::Strong(content) | Inline::Struck(content) | Inline::Tag(_, content) => {
            content
        }
        Inline::Link(link) => &link.content,
        _ => &[],
    }
}

fn block_pointers<'a>(block: &'a Block, see: &mut dyn FnMut(&'a Inline)) {
    match block {
        Block::Paragraph(content) | Block::Heading { content, .. } => line_pointers(content, see),
        Block::List { items, .. } => {
            items.iter().flat_map(|item| &item.blocks).for_each(|block| block_pointers(block, see));
        }
        Block::Quote { blocks, .. } | Block::Footnote { blocks, .. } => {
            blocks.iter().for_each(|block| block_pointers(block, see));
        }
        Block::Table { head, rows, .. } => {
            head.iter().chain(rows.iter().flatten()).for_each(|cell| line_pointers(cell, see));
        }
        Block::Definitions(list) => list.iter().for_each(|definition| match definition {
            Definition::Term(content) => line_pointers(content, see),
            Definition::Meaning(blocks) => blocks.iter().for_each(|block| block_pointers(block, see)),
        }),
        Block::Code { .. } | Block::Rule | Block::Chart { .. } => {}
    }
}

fn line_pointers<'a>(content: &'a [Inline], see: &mut dyn FnMut(&'a Inline)) {
    for inline in content {
        if matches!(inline, Inline::Link(_) | Inline::Score(_) | Inline::Image(_)) {
            see(inline);
        }
        line_pointers(children(inline), see);
    }
}

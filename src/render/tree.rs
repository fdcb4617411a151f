//! A text as a tree for a packet. It is data: a packet's templates give each kind of node its look,
//! and nothing a person wrote is ever read as markup there.
//!
//! It follows [`crate::render::prose`] in what it shows: headings never skip a level, footnotes
//! stand at the end, and a link that leads nowhere is its words.

use serde::Serialize;

use crate::model::prose::{Align, Block, Definition, Inline, Item, Prose, Target, plain};
use crate::render::context::Shown;
use crate::render::direction;
use crate::render::prose::{Piece, Setting, link_address};

/// How deep blocks and emphasis may lie in each other; what lies deeper is shown as its words.
/// The compiler of packets reads data 128 levels deep and calls functions 80 levels deep.
const DEEPEST: usize = 12;

/// Bytes of the longest heading: a PDF names what it holds in at most 32 KiB, two bytes a letter.
const LONGEST_HEADING: usize = 8_000;

/// Columns of a table that a sheet of paper holds; a wider one is set row by row.
const MOST_COLUMNS: usize = 8;

/// A node of a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Node {
    /// Words.
    Words(String),
    /// Anything else.
    Part(Box<Part>),
}

/// A node that holds others. `t` names its kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "t", rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the names are those of HTML and of model::prose")]
pub enum Part {
    Paragraph { c: Vec<Node>, dir: &'static str },
    Heading { level: u8, c: Vec<Node> },
    List { start: u64, ordered: bool, items: Vec<Entry> },
    Quote { mark: &'static str, kind: String, c: Vec<Node> },
    Pre { text: String },
    Table { align: Vec<&'static str>, head: Vec<Vec<Node>>, rows: Vec<Vec<Vec<Node>>> },
    Records { rows: Vec<Vec<Field>> },
    Terms { items: Vec<Meaning> },
    Rule,
    Notes { items: Vec<Note> },
    Emphasis { c: Vec<Node> },
    Strong { c: Vec<Node> },
    Struck { c: Vec<Node> },
    Code { text: String },
    Sub { c: Vec<Node> },
    Sup { c: Vec<Node> },
    Key { c: Vec<Node> },
    Link { to: String, c: Vec<Node> },
    Goto { to: String, c: Vec<Node> },
    Image { file: String, alternative: String },
    Break,
}

/// An item of a list; `task` says in words whether it is done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// Done or to do, in words; empty for what is no task.
    pub task: String,
    /// What it holds.
    pub c: Vec<Node>,
}

/// A cell of a wide table beside the head of its column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Field {
    /// The head.
    pub head: Vec<Node>,
    /// The cell.
    pub c: Vec<Node>,
}

/// A term and what it means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Meaning {
    /// The term; empty for a further meaning of the one before.
    pub term: Vec<Node>,
    /// What it means.
    pub c: Vec<Node>,
}

/// A footnote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Note {
    /// Its number.
    pub number: usize,
    /// What it says.
    pub c: Vec<Node>,
}

/// The text as a tree; a text that belongs to no assessment holds no charts.
pub fn whole(prose: &Prose, setting: &Setting<'_>) -> Vec<Node> {
    let written = |piece| if let Piece::Written(Shown::Tree(tree)) = piece { Some(tree) } else { None };
    pieces(prose, setting).into_iter().filter_map(written).flatten().collect()
}

/// The text as trees between its charts.
pub fn pieces<'a>(prose: &'a Prose, setting: &Setting<'_>) -> Vec<Piece<'a>> {
    let levels = prose.blocks.iter().filter_map(|block| match block {
        Block::Heading { level, .. } => Some(*level),
        _ => None,
    });
    let least = levels.min().unwrap_or(1);
    let mut writer = Writer { setting, least, last: setting.level.saturating_sub(1), notes: Vec::new() };
    let mut pieces = Vec::new();
    let mut nodes = Vec::new();
    let end = |nodes: &mut Vec<Node>, pieces: &mut Vec<Piece<'a>>| {
        if !nodes.is_empty() {
            pieces.push(Piece::Written(Shown::Tree(std::mem::take(nodes))));
        }
    };
    for block in &prose.blocks {
        match block {
            Block::Chart { chart, title, .. } => {
                end(&mut nodes, &mut pieces);
                pieces.push(Piece::Chart(chart, title));
            }
            block => nodes.extend(writer.block(block, 0)),
        }
    }
    nodes.extend(writer.footnotes());
    end(&mut nodes, &mut pieces);
    pieces
}

struct Writer<'a, 's> {
    setting: &'s Setting<'s>,
    least: u8,
    last: u8,
    notes: Vec<(usize, &'a [Block])>,
}

fn part(part: Part) -> Node {
    Node::Part(Box::new(part))
}

impl<'a> Writer<'a, '_> {
    fn blocks(&mut self, blocks: &'a [Block], depth: usize) -> Vec<Node> {
        blocks.iter().filter_map(|block| self.block(block, depth)).collect()
    }

    fn block(&mut self, block: &'a Block, depth: usize) -> Option<Node> {
        if depth > DEEPEST {
            let words = Prose { blocks: vec![block.clone()] }.plain();
            return (!words.is_empty()).then(|| self.paragraph(vec![Node::Words(words.clone())], &words));
        }
        let inside = depth + 1;
        Some(match block {
            Block::Paragraph(content) => {
                let line = self.line(content, inside);
                self.paragraph(line, &plain(content))
            }
            Block::Heading { level, content, .. } => return self.heading(*level, content, inside),
            Block::List { start, items } => part(Part::List {
                start: start.unwrap_or(1),
                ordered: start.is_some(),
                items: items.iter().map(|item| self.item(item, inside)).collect(),
            }),
            Block::Quote { kind, blocks } => {
                let words = kind.map(|kind| self.setting.kind(kind)).unwrap_or_default();
                part(Part::Quote { mark: kind.unwrap_or_default(), kind: words, c: self.blocks(blocks, inside) })
            }
            Block::Code { text, .. } => part(Part::Pre { text: text.clone() }),
            Block::Table { alignment, head, rows } => self.table(alignment, head, rows, inside),
            Block::Definitions(list) => part(Part::Terms { items: self.terms(list, inside) }),
            Block::Footnote { number, blocks } => {
                self.notes.push((*number, blocks));
                return None;
            }
            Block::Rule => part(Part::Rule),
            // Charts stand at the top of a text alone.
            Block::Chart { .. } => return None,
        })
    }

    fn paragraph(&self, c: Vec<Node>, words: &str) -> Node {
        let dir = direction::of(words).filter(|own| *own != self.setting.direction()).map_or("", |own| own.id());
        part(Part::Paragraph { c, dir })
    }

    /// Headings begin below those of the packet and never skip a level; one without words is none, and
    /// one that a PDF cannot name is a paragraph.
    fn heading(&mut self, level: u8, content: &'a [Inline], depth: usize) -> Option<Node> {
        let words = plain(content);
        if words.trim().is_empty() {
            return None;
        }
        if words.len() > LONGEST_HEADING {
            let c = vec![part(Part::Strong { c: self.line(content, depth) })];
            return Some(self.paragraph(c, &words));
        }
        let wanted = self.setting.level + level.saturating_sub(self.least);
        let level = wanted.min(self.last + 1).min(6);
        self.last = level;
        Some(part(Part::Heading { level, c: self.line(content, depth) }))
    }

    fn item(&mut self, item: &'a Item, depth: usize) -> Entry {
        let task = item.task.map(|is_done| self.setting.task(is_done)).unwrap_or_default();
        Entry { task, c: self.blocks(&item.blocks, depth) }
    }

    fn table(
        &mut self,
        alignment: &[Align],
        head: &'a [Vec<Inline>],
        rows: &'a [Vec<Vec<Inline>>],
        depth: usize,
    ) -> Node {
        let align = |align: &Align| match align {
            Align::Start => "start",
            Align::Center => "center",
            Align::End => "end",
        };
        if head.len() > MOST_COLUMNS {
            let field = |writer: &mut Self, at: usize, cell: &'a Vec<Inline>| Field {
                head: head.get(at).map(|head| writer.line(head, depth)).unwrap_or_default(),
                c: writer.line(cell, depth),
            };
            let row = |row: &'a Vec<Vec<Inline>>| {
                row.iter()
                    .enumerate()
                    .filter(|(_, cell)| !cell.is_empty())
                    .map(|(at, cell)| field(self, at, cell))
                    .collect()
            };
            return part(Part::Records { rows: rows.iter().map(row).collect() });
        }
        part(Part::Table {
            align: alignment.iter().map(align).collect(),
            head: head.iter().map(|cell| self.line(cell, depth)).collect(),
            rows: rows.iter().map(|row| row.iter().map(|cell| self.line(cell, depth)).collect()).collect(),
        })
    }

    fn terms(&mut self, list: &'a [Definition], depth: usize) -> Vec<Meaning> {
        let mut items: Vec<Meaning> = Vec::new();
        let mut term = Vec::new();
        for definition in list {
            match definition {
                Definition::Term(content) => {
                    if !term.is_empty() {
                        items.push(Meaning { term: std::mem::take(&mut term), c: Vec::new() });
                    }
                    term = self.line(content, depth);
                }
                Definition::Meaning(blocks) => {
                    items.push(Meaning { term: std::mem::take(&mut term), c: self.blocks(blocks, depth) });
                }
            }
        }
        if !term.is_empty() {
            items.push(Meaning { term, c: Vec::new() });
        }
        items
    }

    fn footnotes(&mut self) -> Option<Node> {
        let mut items = Vec::new();
        // A footnote may hold further ones; they follow.
        while !self.notes.is_empty() {
            let mut notes = std::mem::take(&mut self.notes);
            notes.sort_by_key(|(number, _)| *number);
            for (number, blocks) in notes {
                items.push(Note { number, c: self.blocks(blocks, 1) });
            }
        }
        (!items.is_empty()).then(|| part(Part::Notes { items }))
    }

    fn line(&self, content: &[Inline], depth: usize) -> Vec<Node> {
        let mut out: Vec<Node> = Vec::new();
        for inline in content {
            match (self.inline(inline, depth), out.last_mut()) {
                (Node::Words(more), Some(Node::Words(words))) => words.push_str(&more),
                (node, _) => out.push(node),
            }
        }
        out
    }

    fn inline(&self, inline: &Inline, depth: usize) -> Node {
        if depth > 2 * DEEPEST {
            return Node::Words(plain(std::slice::from_ref(inline)));
        }
        let line = |content: &[Inline]| self.line(content, depth + 1);
        match inline {
            Inline::Text(words) => Node::Words(words.clone()),
            Inline::Emphasis(content) => part(Part::Emphasis { c: line(content) }),
            Inline::Strong(content) => part(Part::Strong { c: line(content) }),
            Inline::Struck(content) => part(Part::Struck { c: line(content) }),
            Inline::Tag("sub", content) => part(Part::Sub { c: line(content) }),
            Inline::Tag("sup", content) => part(Part::Sup { c: line(content) }),
            Inline::Tag(_, content) => part(Part::Key { c: line(content) }),
            Inline::Code(words) => part(Part::Code { text: words.clone() }),
            Inline::Link(link) => self.link(&link.target, line(&link.content), &plain(&link.content)),
            Inline::Image(image) => {
                part(Part::Image { file: image.file.clone(), alternative: image.alternative.clone() })
            }
            Inline::Footnote(number) => part(Part::Sup { c: vec![Node::Words(number.to_string())] }),
            Inline::Score(score) => {
                Node::Words((self.setting.score)(&score.path).unwrap_or_else(|| score.words.clone()))
            }
            Inline::Break => part(Part::Break),
            Inline::Softbreak => Node::Words(" ".to_owned()),
        }
    }

    /// A link out of the packet, or to a record that may stand in it.
    fn link(&self, target: &Target, c: Vec<Node>, words: &str) -> Node {
        let to = match target {
            Target::Outside(address) => Some(part(Part::Link { to: link_address(address), c: c.clone() })),
            Target::Record { file, fragment } => {
                (self.setting.address)(file, fragment).map(|to| part(Part::Goto { to, c: c.clone() }))
            }
            Target::Here(_) | Target::Nowhere => None,
        };
        to.filter(|_| !words.trim().is_empty()).unwrap_or_else(|| part(Part::Goto { to: String::new(), c }))
    }
}

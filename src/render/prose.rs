//! A text as HTML. Everything a person wrote is escaped here; nothing else makes HTML of it.

use std::collections::BTreeSet;

use crate::model::chart::Chart;
use crate::model::prose::{Align, Block, Definition, Inline, Item, Link, Prose, Target, plain, runs};
use crate::render::context::Shown;
use crate::render::direction::{self, Direction};
use crate::render::labels::Labels;

/// How a text is put on a page.
pub struct Setting<'a> {
    /// Level of the highest heading in the text.
    pub level: u8,
    /// Put before every address inside the text, so that two texts on a page do not clash. It ends
    /// with an underscore, which no id and no heading has.
    pub prefix: &'a str,
    /// Where a link to a record leads from here; `None` when it leads nowhere.
    pub address: &'a dyn Fn(&str, &str) -> Option<String>,
    /// Where an image lies from here, as an address.
    pub image: &'a dyn Fn(&str) -> String,
    /// A score in words by its path; `None` shows what the writer put there.
    pub score: &'a dyn Fn(&str) -> Option<String>,
    /// The words that stand beside what is written: what a marked note is, whether a task is done.
    pub labels: &'a Labels,
}

impl Setting<'_> {
    /// The way the page runs. A block whose letters all run the other way says so.
    pub fn direction(&self) -> Direction {
        self.labels.direction()
    }

    /// What a marked note is, in words.
    pub fn kind(&self, kind: &str) -> String {
        self.labels.word(&format!("prose.{kind}"))
    }

    /// Whether a task is done, in words.
    pub fn task(&self, is_done: bool) -> String {
        self.labels.word(if is_done { "prose.done" } else { "prose.open" })
    }
}

/// A piece of a text: what is written, or a chart that the page draws there.
#[derive(Clone, Debug)]
pub enum Piece<'a> {
    /// What is written.
    Written(Shown),
    /// A chart and the title it was given.
    Chart(&'a Chart, &'a str),
}

/// The text as HTML; a text that belongs to no assessment holds no charts.
pub fn html(prose: &Prose, setting: &Setting<'_>) -> String {
    let text = |piece| if let Piece::Written(Shown::Html(html)) = piece { Some(html) } else { None };
    pieces(prose, setting).into_iter().filter_map(text).collect()
}

/// The text as HTML between its charts.
pub fn pieces<'a>(prose: &'a Prose, setting: &'a Setting<'a>) -> Vec<Piece<'a>> {
    let least = prose
        .blocks
        .iter()
        .filter_map(|block| if let Block::Heading { level, .. } = block { Some(*level) } else { None })
        .min()
        .unwrap_or(1);
    let mut writer = Writer {
        out: String::new(),
        pieces: Vec::new(),
        setting,
        least,
        last: setting.level.saturating_sub(1),
        notes: Vec::new(),
        referenced: BTreeSet::new(),
        noted: BTreeSet::new(),
    };
    writer.blocks(&prose.blocks);
    writer.footnotes();
    writer.end_piece();
    writer.pieces
}

/// Text as HTML text or as the value of an attribute in double quotes.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_escaped(&mut out, text);
    out
}

/// The same at the end of a text.
pub fn push_escaped(out: &mut String, text: &str) {
    // Nearly every text needs no escape. Asked of all bytes, and not up to the first, this is asked of
    // many at once.
    if !text.bytes().fold(false, |found, byte| found | is_special(byte)) {
        return out.push_str(text);
    }
    let mut rest = text;
    while let Some(at) = rest.bytes().position(is_special) {
        let (plain, special) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out.push_str(plain);
        let mut signs = special.chars();
        match signs.next() {
            Some('&') => out.push_str("&amp;"),
            Some('<') => out.push_str("&lt;"),
            Some('>') => out.push_str("&gt;"),
            Some('"') => out.push_str("&quot;"),
            // Control characters are not allowed in HTML.
            Some(c) if c.is_control() => out.push('\u{fffd}'),
            Some(c) => out.push(c),
            None => {}
        }
        rest = signs.as_str();
    }
    out.push_str(rest);
}

/// Whether a byte begins a sign that may be escaped. Those of 0xC2 are the upper control characters,
/// and some that are none.
const fn is_special(byte: u8) -> bool {
    let is_markup = (byte == b'&') | (byte == b'<') | (byte == b'>') | (byte == b'"');
    is_markup | (byte == 0x7f) | (byte == 0xc2) | ((byte < b' ') & (byte != b'\n') & (byte != b'\t'))
}

struct Writer<'a> {
    out: String,
    /// What stands before the last chart.
    pieces: Vec<Piece<'a>>,
    setting: &'a Setting<'a>,
    least: u8,
    last: u8,
    notes: Vec<(usize, &'a [Block])>,
    /// Footnotes that were referred to, which is where they lead back to.
    referenced: BTreeSet<usize>,
    /// Footnotes that were put down.
    noted: BTreeSet<usize>,
}

impl<'a> Writer<'a> {
    fn blocks(&mut self, blocks: &'a [Block]) {
        blocks.iter().for_each(|block| self.block(block));
    }

    fn end_piece(&mut self) {
        let html = std::mem::take(&mut self.out);
        if !html.trim().is_empty() {
            self.pieces.push(Piece::Written(Shown::Html(html)));
        }
    }

    fn block(&mut self, block: &'a Block) {
        match block {
            Block::Paragraph(content) => self.turned("p", content),
            Block::Heading { level, id, content } => self.heading(*level, id, content),
            Block::List { start, items } => self.list(*start, items),
            Block::Quote { kind, blocks } => {
                match kind {
                    Some(kind) => {
                        self.push(&["<blockquote class=\"marked is-", kind, "\"><p class=\"kind\">"]);
                        push_escaped(&mut self.out, &self.setting.kind(kind));
                        self.out.push_str("</p>\n");
                    }
                    None => self.out.push_str("<blockquote>"),
                }
                self.blocks(blocks);
                self.out.push_str("</blockquote>");
            }
            Block::Code { language, text } => {
                // A program runs from left to right, whatever stands around it.
                let turn = if self.setting.direction() == Direction::Rtl { " dir=\"ltr\"" } else { "" };
                self.out.push_str(&format!("<pre tabindex=\"0\"{turn}><code"));
                if !language.is_empty() {
                    self.out.push_str(&format!(" class=\"language-{}\"", escape(language)));
                }
                self.out.push('>');
                push_escaped(&mut self.out, text);
                self.out.push_str("</code></pre>");
            }
            Block::Table { alignment, head, rows } => self.table(alignment, head, rows),
            Block::Definitions(list) => self.definitions(list),
            Block::Footnote { number, blocks } => self.notes.push((*number, blocks)),
            Block::Rule => self.out.push_str("<hr>"),
            Block::Chart { chart, title, .. } => {
                self.end_piece();
                self.pieces.push(Piece::Chart(chart, title));
            }
        }
        self.out.push('\n');
    }

    fn wrapped(&mut self, tag: &str, content: &'a [Inline]) {
        self.out.push('<');
        self.out.push_str(tag);
        self.out.push('>');
        self.line(content);
        self.out.push_str("</");
        self.out.push_str(tag);
        self.out.push('>');
    }

    /// An element with a line of text, and with the way it runs if that is not the page's.
    fn turned(&mut self, tag: &str, content: &'a [Inline]) {
        let turn = self.turn(content);
        self.push(&["<", tag, turn, ">"]);
        self.line(content);
        self.push(&["</", tag, ">"]);
    }

    fn push(&mut self, pieces: &[&str]) {
        pieces.iter().for_each(|piece| self.out.push_str(piece));
    }

    fn turn(&self, content: &[Inline]) -> &'static str {
        if self.setting.direction() == Direction::Ltr {
            let mut is_turned = false;
            runs(content, &mut |words| is_turned |= direction::has_left(words));
            if !is_turned {
                return "";
            }
        }
        match direction::of(&plain(content)) {
            Some(own) if own != self.setting.direction() => match own {
                Direction::Ltr => " dir=\"ltr\"",
                Direction::Rtl => " dir=\"rtl\"",
            },
            _ => "",
        }
    }

    /// Headings begin below those of the page and never skip a level.
    fn heading(&mut self, level: u8, id: &str, content: &'a [Inline]) {
        let wanted = self.setting.level + level.saturating_sub(self.least);
        let level = wanted.min(self.last + 1).min(6);
        self.last = level;
        self.out.push_str(&format!("<h{level} id=\"{}{}\"{}>", self.setting.prefix, escape(id), self.turn(content)));
        self.line(content);
        self.out.push_str(&format!("</h{level}>"));
    }

    fn list(&mut self, start: Option<u64>, items: &'a [Item]) {
        match start {
            Some(1) => self.out.push_str("<ol>"),
            Some(start) => self.out.push_str(&format!("<ol start=\"{start}\">")),
            None => self.out.push_str("<ul>"),
        }
        for item in items {
            let turn = match item.blocks.as_slice() {
                [Block::Paragraph(content)] => self.turn(content),
                _ => "",
            };
            self.push(&["<li", turn, ">"]);
            if let Some(done) = item.task {
                self.out.push_str("<span class=\"task\">");
                push_escaped(&mut self.out, &self.setting.task(done));
                self.out.push_str("</span> ");
            }
            match item.blocks.as_slice() {
                // An item that is one line is set without a paragraph.
                [Block::Paragraph(content)] => self.line(content),
                blocks => self.blocks(blocks),
            }
            self.out.push_str("</li>");
        }
        self.out.push_str(if start.is_some() { "</ol>" } else { "</ul>" });
    }

    fn table(&mut self, alignment: &[Align], head: &'a [Vec<Inline>], rows: &'a [Vec<Vec<Inline>>]) {
        self.out.push_str("<div class=\"scroll\" tabindex=\"0\"><table><thead><tr>");
        for (at, cell) in head.iter().enumerate() {
            // A head without words is no head to a reader who listens.
            match cell.is_empty() {
                true => self.cell("td", "td", alignment.get(at), cell),
                false => self.cell("th scope=\"col\"", "th", alignment.get(at), cell),
            }
        }
        self.out.push_str("</tr></thead><tbody>");
        for row in rows {
            self.out.push_str("<tr>");
            for (at, cell) in row.iter().enumerate() {
                self.cell("td", "td", alignment.get(at), cell);
            }
            self.out.push_str("</tr>");
        }
        self.out.push_str("</tbody></table></div>");
    }

    fn cell(&mut self, open: &str, close: &str, align: Option<&Align>, content: &'a [Inline]) {
        let class = match align {
            Some(Align::Center) => " class=\"center\"",
            Some(Align::End) => " class=\"n\"",
            _ => "",
        };
        let turn = self.turn(content);
        self.push(&["<", open, class, turn, ">"]);
        self.line(content);
        self.push(&["</", close, ">"]);
    }

    fn definitions(&mut self, list: &'a [Definition]) {
        self.out.push_str("<dl>");
        for definition in list {
            match definition {
                Definition::Term(content) => self.turned("dt", content),
                Definition::Meaning(blocks) => {
                    self.out.push_str("<dd>");
                    self.blocks(blocks);
                    self.out.push_str("</dd>");
                }
            }
        }
        self.out.push_str("</dl>");
    }

    fn footnotes(&mut self) {
        if self.notes.is_empty() {
            return;
        }
        let [title, back] = ["prose.footnotes", "prose.back"].map(|key| self.setting.labels.word(key));
        self.out.push_str("<ol class=\"footnotes\" aria-label=\"");
        push_escaped(&mut self.out, &title);
        self.out.push_str("\">");
        // A footnote may hold further ones; they follow.
        while !self.notes.is_empty() {
            let mut notes = std::mem::take(&mut self.notes);
            notes.sort_by_key(|(number, _)| *number);
            notes.into_iter().for_each(|(number, blocks)| self.note(number, blocks, &back));
        }
        self.out.push_str("</ol>");
    }

    fn note(&mut self, number: usize, blocks: &'a [Block], back: &str) {
        let prefix = self.setting.prefix;
        // Of two footnotes with one name only the first has its place.
        let is_first = self.noted.insert(number);
        let id = if is_first { format!(" id=\"{prefix}_note-{number}\"") } else { String::new() };
        self.out.push_str(&format!("<li{id} value=\"{number}\">"));
        self.blocks(blocks);
        if is_first && self.referenced.contains(&number) {
            self.out.push_str(&format!("<a href=\"#{prefix}_ref-{number}\">"));
            push_escaped(&mut self.out, back);
            self.out.push_str("</a>");
        }
        self.out.push_str("</li>");
    }

    fn line(&mut self, content: &'a [Inline]) {
        content.iter().for_each(|inline| self.inline(inline));
    }

    fn inline(&mut self, inline: &'a Inline) {
        match inline {
            Inline::Text(words) => push_escaped(&mut self.out, words),
            Inline::Emphasis(content) => self.wrapped("em", content),
            Inline::Strong(content) => self.wrapped("strong", content),
            Inline::Struck(content) => self.wrapped("s", content),
            Inline::Tag(tag, content) => self.wrapped(tag, content),
            Inline::Code(words) => {
                self.out.push_str("<code>");
                push_escaped(&mut self.out, words);
                self.out.push_str("</code>");
            }
            Inline::Link(link) => self.link(link),
            Inline::Image(image) => {
                let (address, alternative) = ((self.setting.image)(&image.file), &image.alternative);
                self.out.push_str(&format!("<img src=\"{}\" alt=\"{}\"", escape(&address), escape(alternative)));
                self.title(&image.title);
                self.out.push('>');
            }
            Inline::Footnote(number) => {
                let prefix = self.setting.prefix;
                // Only the first reference can be the place to come back to.
                let is_first = self.referenced.insert(*number);
                let id = if is_first { format!(" id=\"{prefix}_ref-{number}\"") } else { String::new() };
                self.out.push_str(&format!("<sup{id}><a href=\"#{prefix}_note-{number}\">{number}</a></sup>"));
            }
            Inline::Score(score) => {
                let scored = (self.setting.score)(&score.path);
                // The page's words in a writer's text, which may run the other way; a bare number may stay.
                let shown = scored.as_deref().unwrap_or(&score.words);
                let [open, close] = if direction::of(shown).is_some() { ["<bdi>", "</bdi>"] } else { ["", ""] };
                self.out.push_str(open);
                push_escaped(&mut self.out, shown);
                self.out.push_str(close);
            }
            Inline::Break => self.out.push_str("<br>"),
            Inline::Softbreak => self.out.push('\n'),
        }
    }

    fn link(&mut self, link: &'a Link) {
        let Link { target, title, content, .. } = link;
        let address = match target {
            Target::Outside(address) => Some(address.clone()),
            Target::Here(fragment) => Some(format!("#{}{fragment}", self.setting.prefix)),
            Target::Record { file, fragment } => (self.setting.address)(file, fragment),
            Target::Nowhere => None,
        };
        let Some(address) = address else { return self.line(content) };
        self.out.push_str(&format!("<a href=\"{}\"", escape(&link_address(&address))));
        self.title(title);
        self.out.push('>');
        self.line(content);
        self.out.push_str("</a>");
    }

    fn title(&mut self, title: &str) {
        if !title.is_empty() {
            self.out.push_str(&format!(" title=\"{}\"", escape(title)));
        }
    }
}

/// An address as it was written, with the characters that no address may hold written out.
pub fn link_address(address: &str) -> String {
    let scheme = address.find("://").map_or(0, |at| at + 3);
    let path =
        address.get(scheme..).and_then(|rest| rest.find(['/', '?', '#'])).map_or(address.len(), |at| at + scheme);
    let mut fragment = false;
    let mut out = String::with_capacity(address.len());
    for (at, c) in address.char_indices() {
        let is_written_out = match c {
            '%' => !is_byte(address.get(at + 1..at + 3)),
            // The host may be a number in brackets.
            '[' | ']' => scheme == 0 || at >= path,
            '#' => std::mem::replace(&mut fragment, true),
            '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' => true,
            c => {
                c.is_whitespace()
                    || c.is_control()
                    || u32::from(c) & 0xfffe == 0xfffe
                    || ('\u{fdd0}'..='\u{fdef}').contains(&c)
            }
        };
        if is_written_out { push_bytes(&mut out, c.encode_utf8(&mut [0; 4])) } else { out.push(c) }
    }
    out
}

/// Whether these are two digits that stand for a byte.
fn is_byte(digits: Option<&str>) -> bool {
    digits.is_some_and(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()))
}

fn push_bytes(out: &mut String, text: &str) {
    text.bytes().for_each(|byte| out.push_str(&format!("%{byte:02X}")));
}

/// A path with the characters that an address cannot hold written out.
pub fn encode(path: &str) -> String {
    let mut out = String::new();
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' => out.push(char::from(byte)),
            byte => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

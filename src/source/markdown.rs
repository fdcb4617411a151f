//! Markdown into [`Prose`], once. What an assessor writes is data: HTML is shown as it is typed,
//! links may lead to the web or to a record of the site, images lie beside the record.

mod reports;
mod targets;

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{
    Alignment, BlockQuoteKind, BrokenLink, CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd,
};

use crate::diagnostic::{Code, did_you_mean};
use crate::model::chart::{self, Chart, Unnamed};
use crate::model::prose::{Align, Block, Definition, Image, Inline, Item, Link, Prose, Score, Target, plain};
use crate::source::definitions;
use crate::source::files::Files;
use crate::source::origin::Origin;

use reports::{first_line, report_unused};
use targets::{address, begins};
pub use targets::{is_image, is_record, resolve, unit_of};

/// Deepest nesting of lists, quotations and emphasis; what is deeper is shown flat.
const MOST_DEPTH: usize = 32;
/// Deepest nesting of footnotes in one line; reading more takes the parser too long.
const MOST_NOTES: usize = 8;
/// Tags that are let through when they have no attributes.
const TAGS: [&str; 3] = ["sub", "sup", "kbd"];
/// How the address of a chart begins, and that of a score.
const CHART: &str = "chart:";
const SCORE: &str = "score:";

/// Reads Markdown. The origin's offset is that of the Markdown in its file.
pub fn parse(text: &str, files: &Files, origin: &Origin<'_>) -> Prose {
    let mut options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST;
    if let Some(span) = deep_notes(text) {
        let message = format!("footnotes stand in footnotes here, more than {MOST_NOTES} deep");
        origin.report(Code::BrokenLink, span, message, "Begin each footnote on a line of its own.");
        options.remove(Options::ENABLE_FOOTNOTES);
    }
    let mut builder = Builder::new(text, files, origin);
    let undefined = RefCell::new(Vec::new());
    let see = |link: BrokenLink<'_>| {
        let asks = matches!(link.link_type, LinkType::ReferenceUnknown | LinkType::CollapsedUnknown);
        if asks || link.reference.starts_with('^') {
            undefined.borrow_mut().push((link.reference.to_string(), link.span));
        }
        None
    };
    let mut events = Parser::new_with_broken_link_callback(text, options, Some(see)).into_offset_iter();
    for (event, span) in events.by_ref() {
        builder.event(event, span);
    }
    if events.reference_definitions().iter().next().is_some() {
        definitions::unused(text, options).into_iter().for_each(|span| report_unused(text, &span, origin));
    }
    drop(events);
    for (reference, span) in undefined.into_inner() {
        let message = format!("`[{reference}]` is explained nowhere in this text");
        origin.report(
            Code::BrokenLink,
            span,
            message,
            "Add a line `[name]: address` to the text, or write the link out.",
        );
    }
    builder.finish()
}

/// What stands on one line, or in one cell.
type Line = Vec<Inline>;

/// What an open frame will become, with what only frames of that kind collect.
enum Kind {
    Root,
    Skipped,
    Paragraph,
    Heading(u8, Option<String>),
    Quote(Option<&'static str>),
    Code(String),
    List(Option<u64>, Vec<Item>),
    Item(Option<bool>),
    Footnote(usize),
    Definitions(Vec<Definition>),
    Term,
    Meaning,
    Table { alignment: Vec<Align>, head: Vec<Line>, rows: Vec<Vec<Line>> },
    Head(Vec<Line>),
    Row(Vec<Line>),
    Cell,
    Emphasis,
    Strong,
    Struck,
    Tag(&'static str),
    Link(Target, String, Range<usize>),
    Image(Option<(String, Range<usize>)>, String),
    Chart(Option<Chart>, Range<usize>),
    Score(String, Range<usize>),
    Html(Range<usize>),
}

/// A block or a piece of a line that is still open.
struct Frame {
    kind: Kind,
    blocks: Vec<Block>,
    line: Line,
    charts: Vec<(Chart, String, Range<usize>)>,
}

/// Adds a piece, at first with room for no other. Most lines and most items hold one, and the room for four
/// that a `Vec` begins with would be most of the memory of a text.
fn push_tight<T>(pieces: &mut Vec<T>, piece: T) {
    if pieces.is_empty() {
        pieces.reserve_exact(1);
    }
    pieces.push(piece);
}

impl Frame {
    const fn new(kind: Kind) -> Self {
        Self { kind, blocks: Vec::new(), line: Vec::new(), charts: Vec::new() }
    }

    /// Whether a tag opens a part that this frame is made of: what it holds has no other place.
    const fn is_made_of(&self, tag: &Tag<'_>) -> bool {
        matches!(
            (&self.kind, tag),
            (Kind::List(..), Tag::Item)
                | (Kind::Definitions(_), Tag::DefinitionListTitle | Tag::DefinitionListDefinition)
                | (Kind::Table { .. }, Tag::TableHead | Tag::TableRow)
                | (Kind::Head(_) | Kind::Row(_), Tag::TableCell)
        )
    }

    /// Text that stands in a block without a paragraph of its own becomes one.
    fn flush(&mut self) {
        if !self.line.is_empty() {
            let line = std::mem::take(&mut self.line);
            push_tight(&mut self.blocks, Block::Paragraph(line));
        }
    }

    fn into_blocks(mut self) -> Vec<Block> {
        self.flush();
        self.blocks
    }
}

struct Builder<'a> {
    text: &'a str,
    files: &'a Files,
    origin: &'a Origin<'a>,
    stack: Vec<Frame>,
    heading_ids: BTreeMap<String, usize>,
    footnotes: BTreeMap<String, usize>,
    here: Vec<(String, Range<usize>)>,
    /// How far the line was read, or the row.
    read: usize,
    /// Where the last image ends, which holds words alone.
    image_end: usize,
    /// How many pieces of HTML there were, and where the first is that was not reported.
    html: (usize, Range<usize>),
    /// How many links were compared with what they may have meant.
    sought: Cell<usize>,
}

impl<'a> Builder<'a> {
    fn new(text: &'a str, files: &'a Files, origin: &'a Origin<'a>) -> Self {
        Self {
            text,
            files,
            origin,
            stack: vec![Frame::new(Kind::Root)],
            heading_ids: BTreeMap::new(),
            footnotes: BTreeMap::new(),
            here: Vec::new(),
            read: 0,
            image_end: 0,
            html: (0, 0..0),
            sought: Cell::new(0),
        }
    }

    fn finish(mut self) -> Prose {
        while self.stack.len() > 1 {
            self.close();
        }
        for (fragment, span) in &self.here {
            if !self.heading_ids.contains_key(fragment) {
                let known = self.heading_ids.keys().map(String::as_str);
                let mend = if self.may_seek() { did_you_mean(fragment, known) } else { String::new() };
                self.origin.report(
                    Code::BrokenLink,
                    span.clone(),
                    format!("there is no heading `{fragment}` in this text"),
                    mend,
                );
            }
        }
        self.report_more_html();
        Prose { blocks: self.stack.pop().map(Frame::into_blocks).unwrap_or_default() }
    }

    fn event(&mut self, event: Event<'_>, span: Range<usize>) {
        let read = read_to(&event, &span);
        match event {
            Event::Start(tag) => self.open(tag, span),
            Event::End(tag) => {
                match tag {
                    TagEnd::TableHead | TagEnd::TableRow => self.report_more_cells(span.end),
                    TagEnd::Heading(_) => self.braces(span.end),
                    _ => {}
                }
                self.end();
            }
            Event::Text(words) => self.text(&words),
            Event::Code(words) => self.inline(Inline::Code(words.into_string())),
            Event::InlineHtml(html) => self.inline_html(&html, span),
            Event::Html(html) => self.text(&html),
            Event::FootnoteReference(name) => {
                let number = self.footnote(&name);
                self.inline(Inline::Footnote(number));
            }
            Event::SoftBreak => self.inline(Inline::Softbreak),
            Event::HardBreak => self.inline(Inline::Break),
            Event::Rule => self.block(Block::Rule),
            Event::TaskListMarker(done) => {
                // An item that is shown flat has no mark of its own, and its list none either.
                let mut near = self.stack.iter_mut().rev().take_while(|frame| !matches!(frame.kind, Kind::Skipped));
                match near.find_map(|frame| if let Kind::Item(task) = &mut frame.kind { Some(task) } else { None }) {
                    Some(task) => *task = Some(done),
                    None => self.text(if done { "[x] " } else { "[ ] " }),
                }
            }
            Event::InlineMath(words) | Event::DisplayMath(words) => self.text(&words),
        }
        self.read = read.unwrap_or(self.read);
    }

    fn open(&mut self, tag: Tag<'_>, span: Range<usize>) {
        let is_flat = self.stack.len() > MOST_DEPTH
            && (!says_more(&tag) || span.start < self.image_end)
            && !self.stack.last().is_some_and(|parent| parent.is_made_of(&tag));
        if !is_flat && matches!(tag, Tag::Image { .. }) {
            self.image_end = self.image_end.max(span.end);
        }
        // What is shown flat keeps apart what stood on lines of its own.
        if is_flat
            && matches!(
                tag,
                Tag::Paragraph
                    | Tag::List(_)
                    | Tag::Item
                    | Tag::Heading { .. }
                    | Tag::BlockQuote(_)
                    | Tag::TableCell
                    | Tag::DefinitionListTitle
                    | Tag::DefinitionListDefinition
            )
        {
            self.parent(|parent| {
                if !parent.line.is_empty() {
                    parent.line.push(Inline::Softbreak);
                }
            });
        }
        let kind = match tag {
            _ if is_flat => Kind::Skipped,
            Tag::Paragraph => Kind::Paragraph,
            Tag::Heading { level, id, .. } => Kind::Heading(level as u8, id.map(|id| crate::source::id::suggest(&id))),
            Tag::BlockQuote(kind) => Kind::Quote(kind.map(quote_kind)),
            Tag::CodeBlock(CodeBlockKind::Fenced(language)) => {
                self.report_more_than_language(&language, &span);
                Kind::Code(language.into_string())
            }
            Tag::CodeBlock(CodeBlockKind::Indented) => Kind::Code(String::new()),
            Tag::List(start) => Kind::List(start, Vec::new()),
            Tag::Item => Kind::Item(None),
            Tag::FootnoteDefinition(name) => Kind::Footnote(self.footnote(&name)),
            Tag::DefinitionList => Kind::Definitions(Vec::new()),
            Tag::DefinitionListTitle => Kind::Term,
            Tag::DefinitionListDefinition => Kind::Meaning,
            Tag::Table(alignment) => {
                let alignment = alignment.into_iter().map(align).collect();
                Kind::Table { alignment, head: Vec::new(), rows: Vec::new() }
            }
            Tag::TableHead => Kind::Head(Vec::new()),
            Tag::TableRow => Kind::Row(Vec::new()),
            Tag::TableCell => Kind::Cell,
            Tag::Emphasis => Kind::Emphasis,
            Tag::Strong => Kind::Strong,
            Tag::Strikethrough => Kind::Struck,
            Tag::Link { link_type: LinkType::Email, dest_url, title, .. } => {
                Kind::Link(self.target(&format!("mailto:{dest_url}"), &span), title.into_string(), span)
            }
            Tag::Link { dest_url, title, .. } => Kind::Link(self.target(&dest_url, &span), title.into_string(), span),
            Tag::Image { dest_url, title, .. } if begins(&dest_url, CHART) => {
                self.report_title("chart", &title, &span);
                Kind::Chart(self.chart(dest_url.get(CHART.len()..).unwrap_or_default(), &span), span)
            }
            Tag::Image { dest_url, title, .. } if begins(&dest_url, SCORE) => {
                self.report_title("score", &title, &span);
                let path = chart::scored(dest_url.get(SCORE.len()..).unwrap_or_default()).to_owned();
                self.speaks_of_assessment("score", &span);
                Kind::Score(path, span)
            }
            Tag::Image { dest_url, title, .. } => {
                Kind::Image(self.image(&dest_url, &span).map(|file| (file, span)), title.into_string())
            }
            Tag::HtmlBlock => Kind::Html(span),
            Tag::MetadataBlock(_) | Tag::Superscript | Tag::Subscript => Kind::Skipped,
            // A construct that a later version of the parser may add is shown without its frame.
            #[expect(unreachable_patterns, reason = "the parser's list of tags grows")]
            _ => Kind::Skipped,
        };
        self.stack.push(Frame::new(kind));
    }

    fn end(&mut self) {
        // A tag such as <sub> that was never closed ends with the text around it.
        self.close_tags();
        if self.stack.len() > 1 {
            self.close();
        }
    }

    fn close_tags(&mut self) {
        while matches!(self.stack.last(), Some(Frame { kind: Kind::Tag(_), .. })) {
            self.close();
        }
    }

    fn close(&mut self) {
        let Some(mut frame) = self.stack.pop() else { return };
        let kind = std::mem::replace(&mut frame.kind, Kind::Root);
        if !matches!(kind, Kind::Paragraph) {
            self.report_misplaced(&frame.charts);
        }
        match kind {
            Kind::Root | Kind::Skipped => {
                frame.blocks.drain(..).for_each(|block| self.block(block));
                frame.line.drain(..).for_each(|inline| self.inline(inline));
            }
            Kind::Html(span) => self.block_html(&plain(&frame.line), span),
            Kind::Paragraph => self.paragraph(frame),
            Kind::Heading(level, id) => {
                let id = self.heading_id(id.unwrap_or_else(|| crate::source::id::suggest(&plain(&frame.line))));
                self.block(Block::Heading { level, id, content: frame.line });
            }
            Kind::Quote(kind) => self.block(Block::Quote { kind, blocks: frame.into_blocks() }),
            Kind::Code(language) => self.block(Block::Code { language, text: plain(&frame.line) }),
            Kind::List(start, items) => self.block(Block::List { start, items }),
            Kind::Item(task) => {
                if let Some(Kind::List(_, items)) = self.around() {
                    items.push(Item { task, blocks: frame.into_blocks() });
                }
            }
            Kind::Footnote(number) => self.block(Block::Footnote { number, blocks: frame.into_blocks() }),
            Kind::Definitions(definitions) => self.block(Block::Definitions(definitions)),
            Kind::Term => {
                if let Some(Kind::Definitions(definitions)) = self.around() {
                    definitions.push(Definition::Term(frame.line));
                }
            }
            Kind::Meaning => {
                if let Some(Kind::Definitions(definitions)) = self.around() {
                    definitions.push(Definition::Meaning(frame.into_blocks()));
                }
            }
            Kind::Table { alignment, head, rows } => self.block(Block::Table { alignment, head, rows }),
            Kind::Head(cells) => {
                if let Some(Kind::Table { head, .. }) = self.around() {
                    *head = cells;
                }
            }
            Kind::Row(cells) => {
                if let Some(Kind::Table { rows, .. }) = self.around() {
                    rows.push(cells);
                }
            }
            Kind::Cell => {
                if let Some(Kind::Head(cells) | Kind::Row(cells)) = self.around() {
                    cells.push(frame.line);
                }
            }
            Kind::Emphasis => self.inline(Inline::Emphasis(frame.line)),
            Kind::Strong => self.inline(Inline::Strong(frame.line)),
            Kind::Struck => self.inline(Inline::Struck(frame.line)),
            Kind::Tag(tag) => self.inline(Inline::Tag(tag, frame.line)),
            Kind::Link(target, title, span) => {
                if plain(&frame.line).trim().is_empty() {
                    frame.line.extend(address(&target).map(Inline::Text));
                }
                let place = self.origin.place(span);
                self.inline(Inline::Link(Box::new(Link { target, title, content: frame.line, place })));
            }
            Kind::Chart(chart, span) => {
                let title = plain(&frame.line);
                match chart {
                    Some(chart) => self.parent(|parent| parent.charts.push((chart, title, span))),
                    None => self.inline(Inline::Text(title)),
                }
            }
            Kind::Score(path, span) => {
                let place = self.origin.place(span);
                self.inline(Inline::Score(Box::new(Score { path, words: plain(&frame.line), place })));
            }
            Kind::Image(file, title) => {
                let alternative = plain(&frame.line);
                match file {
                    Some((file, span)) => {
                        let place = self.origin.place(span.clone());
                        if alternative.trim().is_empty() {
                            self.report_wordless(span);
                        }
                        self.inline(Inline::Image(Box::new(Image { file, alternative, title, place })));
                    }
                    None => self.inline(Inline::Text(alternative)),
                }
            }
        }
    }

    /// A paragraph; one that is nothing but a chart, at the top of the text, becomes the chart.
    fn paragraph(&mut self, frame: Frame) {
        let is_alone = self.stack.len() == 1 && frame.line.is_empty();
        let mut charts = frame.charts;
        match (is_alone, charts.len()) {
            (true, 1) => {
                for (chart, title, span) in charts.drain(..) {
                    let place = self.origin.place(span);
                    self.block(Block::Chart { chart, title, place });
                }
            }
            _ => {
                self.report_misplaced(&charts);
                self.block(Block::Paragraph(frame.line));
            }
        }
    }

    /// The chart with a name. What is no chart, or stands where no assessment is, is reported.
    fn chart(&self, name: &str, span: &Range<usize>) -> Option<Chart> {
        if !self.speaks_of_assessment("chart", span) {
            return None;
        }
        let report = |message: String, mend: String| {
            self.origin.report(Code::UnknownChart, span.clone(), message, mend);
            None
        };
        let word = name.split('/').next().unwrap_or_default();
        match Chart::named(name) {
            Ok(chart) => Some(chart),
            Err(Unnamed::Unknown) => report(format!("there is no chart `{word}`"), did_you_mean(word, Chart::NAMES)),
            Err(Unnamed::Lacks) => {
                let mend = format!("Write the id of an outcome after a slash: `chart:{word}/repeat-orders`.");
                report(format!("the chart `{word}` does not say of what"), mend)
            }
            Err(Unnamed::Takes) => {
                report(format!("nothing stands after the name of the chart `{word}`"), format!("Write `chart:{word}`."))
            }
        }
    }

    /// Whether the text belongs to an assessment, of which alone charts and scores can speak.
    fn speaks_of_assessment(&self, what: &str, span: &Range<usize>) -> bool {
        let steps: Vec<&str> = self.origin.file.split('/').collect();
        let speaks = matches!(steps.as_slice(), ["content", _, _, "observations" | "patterns" | "briefing", _]);
        if !speaks {
            self.origin.report(
                Code::MisplacedChart,
                span.clone(),
                format!("this record belongs to no assessment, so that a {what} can speak of none"),
                "Charts and scores stand in observations, patterns and parts of a briefing.",
            );
        }
        speaks
    }

    /// The kind of the innermost frame.
    fn around(&mut self) -> Option<&mut Kind> {
        self.stack.last_mut().map(|frame| &mut frame.kind)
    }

    fn parent(&mut self, change: impl FnOnce(&mut Frame)) {
        if let Some(parent) = self.stack.last_mut() {
            change(parent);
        }
    }

    fn block(&mut self, block: Block) {
        // A tag that was never closed ends where a block begins.
        self.close_tags();
        self.parent(|parent| {
            parent.flush();
            push_tight(&mut parent.blocks, block);
        });
    }

    fn inline(&mut self, inline: Inline) {
        self.parent(|parent| push_tight(&mut parent.line, inline));
    }

    fn text(&mut self, words: &str) {
        self.parent(|parent| match parent.line.last_mut() {
            Some(Inline::Text(before)) => before.push_str(words),
            _ => push_tight(&mut parent.line, Inline::Text(words.to_owned())),
        });
    }

    /// The parser takes all that stands in braces at the end of a heading for attributes. The id is one;
    /// what else there is are words.
    fn braces(&mut self, heading_end: usize) {
        let rest = self.text.get(self.read..heading_end).unwrap_or_default();
        if let Some(words) = words_in_braces(rest) {
            self.close_tags();
            self.text(&format!(" {words}"));
        }
    }

    /// The number of a footnote; names are alike in capital letters.
    fn footnote(&mut self, name: &str) -> usize {
        let next = self.footnotes.len() + 1;
        *self.footnotes.entry(name.to_lowercase()).or_insert(next)
    }

    /// An address of its own for a heading: the second `x` is `x-2`. The map remembers the last
    /// number given to each word, so that many equal headings cost no more than different ones.
    fn heading_id(&mut self, wanted: String) -> String {
        let wanted = if wanted.is_empty() { "heading".to_owned() } else { wanted };
        let mut number = self.heading_ids.get(&wanted).copied().unwrap_or(0) + 1;
        let mut id = if number == 1 { wanted.clone() } else { format!("{wanted}-{number}") };
        while number > 1 && self.heading_ids.contains_key(&id) {
            number += 1;
            id = format!("{wanted}-{number}");
        }
        self.heading_ids.insert(wanted, number);
        self.heading_ids.entry(id.clone()).or_insert(1);
        id
    }

    fn inline_html(&mut self, html: &str, span: Range<usize>) {
        let word = html.trim_matches(['<', '>', '/', ' ']);
        if html.starts_with("<!--") {
            return;
        }
        if word == "br" {
            return self.inline(Inline::Break);
        }
        match TAGS.into_iter().find(|tag| *tag == word) {
            Some(tag) if html.starts_with("</") => match self.stack.last() {
                Some(Frame { kind: Kind::Tag(open), .. }) if *open == tag => self.close(),
                _ => self.text(html),
            },
            Some(tag) if self.stack.len() <= MOST_DEPTH => self.stack.push(Frame::new(Kind::Tag(tag))),
            _ => {
                if !html.starts_with("</") {
                    self.report_html(span);
                }
                self.text(html);
            }
        }
    }

    /// A block of HTML is shown as it stands; comments in it are for the writer alone.
    fn block_html(&mut self, html: &str, span: Range<usize>) {
        let (shown, is_ended) = without_comments(html);
        if !is_ended {
            self.origin.report(
                Code::UnshownWords,
                first_line(self.text, &span),
                "a comment begins here and never ends, so that nothing after it would be shown",
                "End it with `-->`, without an empty line before that if it stands inside other HTML.",
            );
        }
        if !shown.trim().is_empty() {
            self.report_html(span.start..span.start + html.trim_end().len());
            self.block(Block::Paragraph(vec![Inline::Text(shown.trim().to_owned())]));
        }
    }
}

/// Where footnotes begin inside footnotes deeper than is read, if anywhere.
fn deep_notes(text: &str) -> Option<Range<usize>> {
    let mut start = 0;
    if !text.contains("[^") {
        return None;
    }
    for line in text.split_inclusive('\n') {
        if notes_in(line) > MOST_NOTES {
            return Some(start..start + line.trim_end().len());
        }
        start += line.len();
    }
    None
}

/// How many footnotes begin at the start of a line, each in the one before.
fn notes_in(line: &str) -> usize {
    let mut count = 0;
    let mut rest = line;
    let marks = |c: char| matches!(c, ' ' | '\t' | '>' | '-' | '*' | '+' | '.' | ')') || c.is_ascii_digit();
    while let Some((_, after)) =
        rest.trim_start_matches(marks).strip_prefix("[^").and_then(|name| name.split_once("]:"))
    {
        count += 1;
        rest = after;
    }
    count
}

/// HTML without its comments, and whether all of them end; one that does not takes the rest with it.
fn without_comments(html: &str) -> (String, bool) {
    let mut out = String::new();
    let mut rest = html;
    while let Some((before, comment)) = rest.split_once("<!--") {
        out.push_str(before);
        // `<!-->` and `<!--->` are comments that hold nothing.
        let empty = comment.strip_prefix('>').or_else(|| comment.strip_prefix("->"));
        match empty.or_else(|| comment.split_once("-->").map(|(_, after)| after)) {
            Some(after) => rest = after,
            None => return (out, false),
        }
    }
    (out + rest, true)
}

/// How far a line or a row was read with this.
const fn read_to(event: &Event<'_>, span: &Range<usize>) -> Option<usize> {
    match event {
        Event::Start(_) => Some(span.start),
        Event::End(
            TagEnd::TableCell
            | TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Link
            | TagEnd::Image,
        ) => Some(span.end),
        Event::End(_) => None,
        _ => Some(span.end),
    }
}

/// Whether a piece says more than its words, and lies no deeper with what it holds: it is shown as what
/// it is, wherever it stands.
const fn says_more(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::Link { .. } | Tag::Image { .. } | Tag::CodeBlock(_) | Tag::HtmlBlock)
}

/// What stands in braces at the end of a heading, with them, when it is more than the id of it.
fn words_in_braces(end: &str) -> Option<&str> {
    let braces = end.get(end.rfind('{')?..=end.rfind('}')?)?;
    let mut words = braces.trim_matches(['{', '}']).split_ascii_whitespace();
    let is_id = words.next().is_none_or(|word| word.starts_with('#') && word.len() > 1) && words.next().is_none();
    (!is_id).then_some(braces)
}

fn quote_kind(kind: BlockQuoteKind) -> &'static str {
    match kind {
        BlockQuoteKind::Note => "note",
        BlockQuoteKind::Tip => "tip",
        BlockQuoteKind::Important => "important",
        BlockQuoteKind::Warning => "warning",
        BlockQuoteKind::Caution => "caution",
    }
}

fn align(alignment: Alignment) -> Align {
    match alignment {
        Alignment::None | Alignment::Left => Align::Start,
        Alignment::Center => Align::Center,
        Alignment::Right => Align::End,
    }
}

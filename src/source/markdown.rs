//! Markdown into [`Prose`], once. What an assessor writes is data: HTML is shown as it is typed,
//! links may lead to the web or to a record of the site, images lie beside the record.

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
use crate::source::image;
use crate::source::origin::Origin;

/// Deepest nesting of lists, quotations and emphasis; what is deeper is shown flat.
const MOST_DEPTH: usize = 32;
/// Deepest nesting of footnotes in one line; reading more takes the parser too long.
const MOST_NOTES: usize = 8;
/// How many pieces of HTML are reported one by one; the rest is counted.
const MOST_HTML: usize = 20;
/// How many broken links of a text are compared with what they may have meant.
const MOST_SOUGHT: usize = 50;
/// How many names a broken link is compared with; among more, nothing is suggested.
const MOST_COMPARED: usize = 500;
/// Tags that are let through when they have no attributes.
const TAGS: [&str; 3] = ["sub", "sup", "kbd"];
/// Schemes a link may have.
const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];
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

/// Whether a file is an image that may be shown.
pub fn is_image(path: &str) -> bool {
    image::promised(path).is_some()
}

/// The path of a link relative to the folder of the file it stands in; `None` when it leads out
/// of the site.
pub fn resolve(file: &str, link: &str) -> Option<String> {
    let mut parts: Vec<&str> = file.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            name => parts.push(name),
        }
    }
    Some(parts.join("/"))
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
            self.blocks.push(Block::Paragraph(line));
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

    fn report_misplaced(&self, charts: &[(Chart, String, Range<usize>)]) {
        for (.., span) in charts {
            self.origin.report(
                Code::MisplacedChart,
                span.clone(),
                "a chart stands on a line of its own",
                "Put an empty line before and after it, outside of lists, quotations and tables.",
            );
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
            parent.blocks.push(block);
        });
    }

    fn inline(&mut self, inline: Inline) {
        self.parent(|parent| parent.line.push(inline));
    }

    fn text(&mut self, words: &str) {
        self.parent(|parent| match parent.line.last_mut() {
            Some(Inline::Text(before)) => before.push_str(words),
            _ => parent.line.push(Inline::Text(words.to_owned())),
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

    /// What stands in a row behind its last cell belongs to no column.
    fn report_more_cells(&self, row_end: usize) {
        let rest = self.text.get(self.read..row_end).unwrap_or_default();
        let more = rest.trim_matches(|c: char| c == '|' || c.is_whitespace());
        if !more.is_empty() {
            let start = self.read + rest.find(more).unwrap_or_default();
            self.origin.report(
                Code::UnshownWords,
                start..start + more.len(),
                "this row has more cells than the table has columns, and they would not be shown",
                "Give the head and the line below it as many cells, or write `\\|` where no cell ends.",
            );
        }
    }

    /// What stands behind the language of code is meant for programs.
    fn report_more_than_language(&self, language: &str, span: &Range<usize>) {
        if language.trim().contains(char::is_whitespace) {
            self.origin.report(
                Code::UnshownWords,
                first_line(self.text, span),
                "what stands on the line where code begins would not be shown",
                "Leave one word there, which names the language, and write the rest on a line of its own.",
            );
        }
    }

    fn report_title(&self, what: &str, title: &str, span: &Range<usize>) {
        if !title.is_empty() {
            self.origin.report(
                Code::UnshownWords,
                span.clone(),
                format!("what stands in quotation marks behind the name of a {what} would not be shown"),
                "Write it between the square brackets, or in the text.",
            );
        }
    }

    fn report_wordless(&self, span: Range<usize>) {
        self.origin.report(
            Code::ImageWithoutWords,
            span,
            "this image has no words for those who cannot see it",
            "Say what it shows between the square brackets.",
        );
    }

    fn report_html(&mut self, span: Range<usize>) {
        self.html.0 += 1;
        if self.html.0 > MOST_HTML {
            if self.html.0 == MOST_HTML + 1 {
                self.html.1 = span;
            }
            return;
        }
        self.origin.report(
            Code::RawHtml,
            span,
            "HTML is not run: it is shown to the reader as it stands here",
            "Write it in Markdown, or put it between backticks. <sub>, <sup>, <kbd> and <br> work.",
        );
    }

    fn report_more_html(&self) {
        let (count, place) = &self.html;
        let more = count.saturating_sub(MOST_HTML);
        if more > 0 {
            self.origin.report(
                Code::RawHtml,
                place.clone(),
                format!("HTML is shown as it stands here too, and in all {more} more times in this text"),
                "Write it in Markdown, or put it between backticks.",
            );
        }
    }

    fn target(&mut self, link: &str, span: &Range<usize>) -> Target {
        let origin = self.origin;
        let broken = |message: String, mend: &str| {
            origin.report(Code::BrokenLink, span.clone(), message, mend);
            Target::Nowhere
        };
        if link.chars().any(char::is_control) {
            return broken(
                "this address holds a character that cannot be seen".to_owned(),
                "Write the address again, without it.",
            );
        }
        if let Some((scheme, rest)) = link.split_once(':').filter(|(scheme, _)| is_scheme(scheme)) {
            let scheme = scheme.to_lowercase();
            if scheme.starts_with("http") && SCHEMES.contains(&scheme.as_str()) && !has_host(rest) {
                return broken(
                    format!("`{link}` is no web address"),
                    "Write it as https://example.org/page, without spaces in the name of the site.",
                );
            }
            if SCHEMES.contains(&scheme.as_str()) {
                return Target::Outside(link.to_owned());
            }
            let message = format!("a link cannot begin with `{scheme}:`");
            self.origin.report(
                Code::UnsafeLink,
                span.clone(),
                message,
                "Links may begin with https, http, mailto or tel, or lead to a record.",
            );
            return Target::Nowhere;
        }
        let (path, fragment) = link.split_once('#').unwrap_or((link, ""));
        if path.is_empty() && fragment.is_empty() {
            return broken(
                "this link leads nowhere".to_owned(),
                "Write an address or the path of a record between the brackets.",
            );
        }
        if path.is_empty() {
            // Checked when all headings are known.
            self.here.push((fragment.to_owned(), span.clone()));
            return Target::Here(fragment.to_owned());
        }
        let path = path.replace("%20", " ");
        if path.starts_with('/') || path.contains('\\') {
            return broken(
                format!("`{path}` is not a path relative to this file"),
                "Begin with ./ or ../ and use forward slashes.",
            );
        }
        match resolve(&self.origin.file, &path) {
            Some(file) if self.is_known(&file) => Target::Record { file, fragment: fragment.to_owned() },
            Some(file) if self.files.contains(&file) => {
                broken(format!("`{path}` is no page of the report"), "A link leads to a record, or to the web.")
            }
            Some(file) if file.starts_with("content/") => {
                let mend = self.nearest(&file, is_record);
                let mend = mend.unwrap_or_else(|| "Check the path; it begins in the folder of this file.".to_owned());
                broken(format!("`{path}` leads to no record: there is no {file}"), &mend)
            }
            _ => broken(
                format!("`{path}` leads out of the content"),
                "A link leads to a record below content/, or to the web.",
            ),
        }
    }

    /// A record of this initiative that is there, or one of another that the site will look for.
    fn is_known(&self, file: &str) -> bool {
        is_record(file) && (self.files.contains(file) || unit_of(file) != unit_of(&self.origin.file))
    }

    /// Whether a further broken link may be compared with what it may have meant.
    fn may_seek(&self) -> bool {
        let sought = self.sought.get();
        self.sought.set(sought + 1);
        sought < MOST_SOUGHT
    }

    fn nearest(&self, file: &str, wanted: impl Fn(&str) -> bool) -> Option<String> {
        let word = name_of(file);
        let most = 1 + word.chars().count() / 4;
        if !self.may_seek() {
            return None;
        }
        // A name much longer or shorter cannot be near, and is not compared letter by letter.
        let is_near = |path: &str| name_of(path).len().abs_diff(word.len()) <= most * 4;
        let paths = self.files.paths().filter(|path| is_near(path) && wanted(path));
        let paths: Vec<_> = paths.take(MOST_COMPARED + 1).collect();
        if paths.len() > MOST_COMPARED {
            return None;
        }
        paths
            .into_iter()
            .map(|path| (strsim::damerau_levenshtein(word, name_of(path)), path))
            .filter(|(distance, _)| *distance <= most)
            .min()
            .map(|(_, path)| format!("Did you mean `{}`?", relative(&self.origin.file, path)))
    }

    /// Whether a file holds the image that its ending promises. One that is heavy is reported too.
    fn sound(&self, file: &str, span: &Range<usize>) -> bool {
        let bytes = self.files.bytes(file).map_or(&[][..], AsRef::as_ref);
        let (promised, kind) = (image::promised(file).unwrap_or_default(), image::kind(bytes));
        if kind != Some(promised) {
            let message = match kind {
                Some(kind) => format!("{file} is called {promised} and is {kind}"),
                None => format!("{file} is called {promised} and is no image"),
            };
            let mend = "Export the picture again, with the ending of what it is.";
            self.origin.report(Code::BrokenImage, span.clone(), message, mend);
            return false;
        }
        if bytes.len() > image::HEAVY {
            let size = bytes.len() / (1024 * 1024);
            let message = format!("{file} weighs {size} MB, which everybody who is sent the report has to load");
            let mend = "Make it smaller: for a whole sheet 2000 pixels across are enough.";
            self.origin.report(Code::LargeImage, span.clone(), message, mend);
        }
        true
    }

    fn image(&self, link: &str, span: &Range<usize>) -> Option<String> {
        let report = |message: String, mend: &str| {
            self.origin.report(Code::MissingImage, span.clone(), message, mend);
            None
        };
        if link.split_once(':').is_some_and(|(scheme, _)| is_scheme(scheme)) || link.starts_with("//") {
            return report(
                "an image is never loaded from elsewhere".to_owned(),
                "Put the file beside this record and name it.",
            );
        }
        match resolve(&self.origin.file, &link.replace("%20", " ")) {
            Some(file) if self.files.contains(&file) && is_image(&file) => self.sound(&file, span).then_some(file),
            Some(file) if self.files.contains(&file) => {
                report(format!("{file} is no image that can be shown"), "Use a PNG, JPEG, GIF, WebP or AVIF file.")
            }
            _ => {
                let mend = resolve(&self.origin.file, link).and_then(|file| self.nearest(&file, is_image));
                report(
                    format!("there is no image `{link}`"),
                    &mend.unwrap_or_else(|| "Put the file beside this record, or correct its name.".to_owned()),
                )
            }
        }
    }
}

/// Whether what follows `http:` names a site: two slashes, a host, and after a colon its port.
fn has_host(rest: &str) -> bool {
    let Some(rest) = rest.strip_prefix("//") else { return false };
    let site = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let site = site.rsplit_once('@').map_or(site, |(_, site)| site);
    let (host, port) = match site.strip_prefix('[').and_then(|number| number.split_once(']')) {
        Some((number, port)) => match number.parse::<std::net::Ipv6Addr>() {
            Ok(_) => ("ip", port.strip_prefix(':').unwrap_or(port)),
            Err(_) => return false,
        },
        None => site.split_once(':').unwrap_or((site, "")),
    };
    let is_odd = |c: char| c.is_whitespace() || "\"<>\\^`{|}%[]:".contains(c);
    !host.is_empty() && !host.contains(is_odd) && (port.is_empty() || port.parse::<u16>().is_ok())
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

/// The name of a file, without its folders.
fn name_of(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(_, name)| name)
}

/// The initiative a file belongs to.
pub fn unit_of(file: &str) -> &str {
    file.strip_prefix("content/").and_then(|rest| rest.split('/').next()).unwrap_or_default()
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

/// An address in the words of a link that has none of its own; one that leads nowhere was reported.
fn address(target: &Target) -> Option<String> {
    match target {
        Target::Outside(address) => Some(address.clone()),
        Target::Record { file, .. } => Some(file.clone()),
        Target::Here(fragment) => Some(format!("#{fragment}")),
        Target::Nowhere => None,
    }
}

/// What stands in braces at the end of a heading, with them, when it is more than the id of it.
fn words_in_braces(end: &str) -> Option<&str> {
    let braces = end.get(end.rfind('{')?..=end.rfind('}')?)?;
    let mut words = braces.trim_matches(['{', '}']).split_ascii_whitespace();
    let is_id = words.next().is_none_or(|word| word.starts_with('#') && word.len() > 1) && words.next().is_none();
    (!is_id).then_some(braces)
}

/// A line that names an address which no link uses.
fn report_unused(text: &str, span: &Range<usize>, origin: &Origin<'_>) {
    origin.report(
        Code::UnshownWords,
        first_line(text, span),
        "this line names an address that no link of the text uses, and would not be shown",
        "Give it a name of its own and use that in a link, remove it, or begin the line with a backslash to show it.",
    );
}

fn first_line(text: &str, span: &Range<usize>) -> Range<usize> {
    let line = text.get(span.clone()).and_then(|lines| lines.lines().next()).unwrap_or_default();
    span.start..span.start + line.trim_end().len()
}

/// Whether a file is a record, which has a place in the report.
pub fn is_record(path: &str) -> bool {
    let steps: Vec<&str> = path.split('/').collect();
    match steps.as_slice() {
        ["content", _, "initiative.toml"] | ["content", _, _, "assessment.toml"] => true,
        ["content", _, "outcomes" | "actions" | "meetings", name] => name.ends_with(".md") && *name != "README.md",
        ["content", _, _, "observations" | "patterns" | "briefing", name] => {
            name.ends_with(".md") && *name != "README.md"
        }
        _ => false,
    }
}

/// The path from one file to another, as a link is written.
fn relative(from: &str, to: &str) -> String {
    let (from, to): (Vec<&str>, Vec<&str>) = (from.split('/').collect(), to.split('/').collect());
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = from.len().saturating_sub(shared + 1);
    let down = to.get(shared..).unwrap_or_default().join("/");
    if up == 0 { format!("./{down}") } else { "../".repeat(up) + &down }
}

/// A scheme has two letters or more: one letter and a colon begin a path of Windows.
fn is_scheme(text: &str) -> bool {
    let mut chars = text.chars();
    text.len() > 1
        && chars.next().is_some_and(|c| c.is_ascii_alphabetic())
        && chars.all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
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
/// Whether an address has this scheme; schemes are alike in capital letters.
fn begins(address: &str, scheme: &str) -> bool {
    address.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
}

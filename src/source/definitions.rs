//! Lines that name an address for the links of a text, `[name]: address`. Markdown shows the address
//! where a link uses the name, and nowhere else: words on a line that no link uses are lost on a reader.
//! It says where these stand, and reports nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

/// Where words stand as the address of a name that no link uses, or a name is explained a second time, in
/// the order of the text. A name for nothing, such as `[//]: # (words)`, is how comments are written and
/// no such place.
pub fn unused(text: &str, options: Options) -> Vec<Range<usize>> {
    let mut used = BTreeSet::new();
    let mut gaps = Vec::new();
    let mut shown = 0;
    let mut events = Parser::new_ext(text, options).into_offset_iter();
    while let Some((event, span)) = events.next() {
        if let Event::Start(Tag::Link { link_type, id, .. } | Tag::Image { link_type, id, .. }) = &event
            && matches!(link_type, LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut)
        {
            used.extend(events.reference_definitions().get(id).map(|named| named.span.start));
        }
        if !holds_blocks(&event) {
            gaps.push(shown..span.start);
            shown = shown.max(span.end);
        }
    }
    gaps.push(shown..text.len());
    let known = events.reference_definitions().iter();
    let known: BTreeMap<usize, usize> = known.map(|(_, named)| (named.span.start, named.span.end)).collect();
    let is_inside = |at: usize| known.range(..=at).next_back().is_some_and(|(_, end)| at < *end);
    let first = known.iter().filter(|(start, _)| !used.contains(start)).map(|(start, end)| *start..*end);
    // An address that is kept for later is nothing to read.
    let first = first.filter(|span| !is_address(text, span));
    let again = gaps.into_iter().flat_map(|gap| lines_with_a_name(text, gap)).filter(|line| !is_inside(line.start));
    let mut found: Vec<Range<usize>> = first.chain(again).filter(|span| !is_comment(text, span)).collect();
    found.sort_by_key(|span| span.start);
    found
}

/// Whether this begins or ends what holds further blocks, between which names are explained.
const fn holds_blocks(event: &Event<'_>) -> bool {
    matches!(
        event,
        Event::Start(
            Tag::List(_)
                | Tag::Item
                | Tag::BlockQuote(_)
                | Tag::FootnoteDefinition(_)
                | Tag::DefinitionList
                | Tag::DefinitionListDefinition
        ) | Event::End(
            TagEnd::List(_)
                | TagEnd::Item
                | TagEnd::BlockQuote(_)
                | TagEnd::FootnoteDefinition
                | TagEnd::DefinitionList
                | TagEnd::DefinitionListDefinition
        )
    )
}

/// The lines that explain a name among those that show nothing.
fn lines_with_a_name(text: &str, gap: Range<usize>) -> Vec<Range<usize>> {
    let mut start = gap.start;
    let mut found = Vec::new();
    for line in text.get(gap).unwrap_or_default().split_inclusive('\n') {
        let named = line.trim_start_matches(|c: char| c.is_whitespace() || c.is_ascii_digit() || ">-*+.):".contains(c));
        if named.starts_with('[') && !named.starts_with("[^") && named.contains("]:") {
            found.push(start + line.len() - named.len()..start + line.trim_end().len());
        }
        start += line.len();
    }
    found
}

fn is_comment(text: &str, span: &Range<usize>) -> bool {
    matches!(behind_the_name(text, span).next(), Some("#" | "<>" | "<#>"))
}

/// Whether nothing but an address stands behind a name: of the web, of a mailbox, or a path.
fn is_address(text: &str, span: &Range<usize>) -> bool {
    let mut words = behind_the_name(text, span);
    let is_address = |word: &str| word.contains(['/', '@']) || word.starts_with('#');
    words.next().is_some_and(is_address) && words.next().is_none()
}

fn behind_the_name<'t>(text: &'t str, span: &Range<usize>) -> impl Iterator<Item = &'t str> {
    let line = text.get(span.clone()).and_then(|line| line.split_once("]:"));
    line.map_or("", |(_, behind)| behind).split_whitespace()
}

//! What the preview itself shows, as HTML: what is wrong, and pages in place of those that are not
//! there. Everything from the site is text here, and is escaped.

use std::fmt::Write;

use crate::diagnostic::Severity;
use crate::serve::{Trouble, Troubles};

/// How much the panel over a page holds; the rest is on a page of its own.
pub(super) const IN_PANEL: usize = 8;
/// How much a page holds that stands in place of another.
pub(super) const IN_PLACE: usize = 20;
/// How much the page holds that has all. Thousands help nobody, and `check` prints them.
pub(super) const IN_ALL: usize = 200;

/// Text as it is written in HTML.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // A file may hold what moves a cursor or turns the direction of writing.
            c if c.is_control() && c != '\n' && c != '\t' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

/// The place of the panel, with nothing in it.
pub(super) fn no_panel() -> String {
    in_panel("")
}

/// What is wrong, over the page: errors open, or else warnings as a number that opens. Empty when
/// nothing is.
pub(super) fn panel(own: &[Trouble], all: &Troubles, as_it_was: bool) -> String {
    let errors = all.errors + own.len();
    let (kind, open, severity) = match (errors, all.warnings) {
        (0, 0) => return no_panel(),
        (0, _) => ("warnings", "", Severity::Warning),
        _ => ("errors", " open", Severity::Error),
    };
    let note = match (errors, as_it_was) {
        (0, _) => "",
        (_, true) => "<span class=\"note\">This page is as it was before.</span>",
        (_, false) => "<span class=\"note\">The report cannot be built.</span>",
    };
    let shown = own.iter().chain(&all.first).filter(|trouble| trouble.code.severity() == severity).take(IN_PANEL);
    let list: String = shown.map(item).collect();
    let count = counted(errors, all.warnings);
    let whole = "<p class=\"rest\"><a href=\"/_preread/problems.html\">All on one page</a></p>";
    in_panel(&format!(
        "<aside aria-label=\"Preview\"><div class=\"room\"></div><details class=\"{kind}\"{open}><summary>{MARK}<b>{count}</b>{note}</summary>\n\
         <div class=\"sheet\"><ol>\n{list}</ol>\n{whole}\n</div></details></aside>\n"
    ))
}

/// Everything that is wrong, on a page of its own.
pub(super) fn all(all: &Troubles) -> String {
    let count = counted(all.errors, all.warnings);
    let left = (all.errors + all.warnings).saturating_sub(IN_ALL);
    let (title, lead) = match (all.errors, all.warnings) {
        (0, 0) => ("Nothing is wrong".to_owned(), ""),
        (0, _) => (count, "The report can be built. A good reviewer would ask about these."),
        _ => (count, "The report cannot be built until the errors are mended."),
    };
    let rest = match left {
        0 => String::new(),
        left => format!("<p class=\"rest\">{}: <code>preread check</code> prints them all.</p>\n", and_more(left)),
    };
    frame(
        &title,
        lead,
        &format!(
            "{}{rest}<p class=\"ways\"><a href=\"/\">To the report</a></p>\n",
            list(all.first.iter().take(IN_ALL))
        ),
    )
}

/// In place of a page that cannot be made.
pub(super) fn broken(own: &[Trouble], all: &Troubles) -> String {
    let errors = own.iter().chain(&all.first).filter(|trouble| trouble.code.severity() == Severity::Error);
    let errors: Vec<&Trouble> = errors.take(IN_PLACE).collect();
    let count = all.errors + own.len();
    let title = match count {
        1 => "One error keeps this page from being made".to_owned(),
        count => format!("{count} errors keep this page from being made"),
    };
    let left = count.saturating_sub(errors.len());
    let rest = if left == 0 { String::new() } else { format!("<p class=\"rest\">{}</p>\n", and_more(left)) };
    let ways = match all.warnings {
        0 => String::new(),
        warnings => format!(
            "<p class=\"ways\"><a href=\"/_preread/problems.html\">All of it, with {}</a></p>\n",
            number(warnings, "warning")
        ),
    };
    let lead = "Mend what stands below and save: the page then comes by itself.";
    frame(&title, lead, &format!("{}{rest}{ways}", list(errors.into_iter())))
}

/// While initiatives are still being read.
pub(super) fn not_yet(done: usize, of: usize) -> String {
    let body = format!(
        "<progress max=\"{of}\" value=\"{done}\">{done} of {of}</progress>\n\
         <p class=\"ways\">{done} of {} so far.</p>\n\
         <noscript><p><a href=\"\">Ask again</a></p></noscript>\n",
        number(of, "initiative")
    );
    frame("Reading the site", "This page needs all initiatives, and comes by itself when they are read.", &body)
}

/// For an address that leads nowhere.
pub(super) fn nowhere(path: &str, near: &[String]) -> String {
    let mut body = String::new();
    if !near.is_empty() {
        body.push_str("<h2>There is</h2>\n<ul class=\"near\">\n");
        for path in near {
            let _ = writeln!(body, "<li><a href=\"/{}\">{}</a></li>", escaped(&encoded(path)), escaped(path));
        }
        body.push_str("</ul>\n");
    }
    body.push_str("<p class=\"ways\"><a href=\"/\">To the first page</a> <a href=\"/search.html\">Everything from A to Z</a></p>\n");
    let lead = format!(
        "The report has nothing at <code>{}</code>. Should a record of this name be written, its page comes by itself.",
        escaped(path)
    );
    framed("There is no such page", &lead, &body)
}

fn in_panel(inside: &str) -> String {
    format!(
        "<preread-preview lang=\"en\" dir=\"ltr\"><template shadowrootmode=\"open\">\
         <link rel=\"stylesheet\" href=\"/_preread/preview.css\">{inside}</template></preread-preview>\n"
    )
}

/// A page of the preview. Title and lead are text.
fn frame(title: &str, lead: &str, body: &str) -> String {
    framed(title, &escaped(lead), body)
}

fn framed(title: &str, lead: &str, body: &str) -> String {
    let title = escaped(title);
    let lead = if lead.is_empty() { String::new() } else { format!("<p class=\"lead\">{lead}</p>\n") };
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>{title} · preread preview</title>\n\
         <link rel=\"stylesheet\" href=\"/_preread/preview.css\">\n<link rel=\"icon\" href=\"data:,\">\n</head>\n\
         <body class=\"own\">\n<header><p><b>preread</b> preview</p></header>\n<main>\n<h1>{title}</h1>\n{lead}{body}</main>\n\
         </body>\n</html>\n"
    )
}

fn list<'a>(troubles: impl Iterator<Item = &'a Trouble>) -> String {
    let items: String = troubles.map(item).collect();
    if items.is_empty() { items } else { format!("<ol>\n{items}</ol>\n") }
}

/// A triangle. It stands before the word, which says the same.
const MARK: &str =
    "<svg viewBox=\"0 0 12 12\" aria-hidden=\"true\"><path d=\"M6 1 11.5 11H.5Z\" fill=\"currentColor\"/></svg>";

/// The words of the terminal, in its order: what is wrong, where, the lines, and the mend.
fn item(trouble: &Trouble) -> String {
    let (kind, mark) = match trouble.code.severity() {
        Severity::Error => ("error", MARK),
        Severity::Warning => ("warning", ""),
    };
    let Trouble { file, line, column, .. } = trouble;
    let mut out = format!(
        "<li class=\"{kind}\">\n<p class=\"what\"><span class=\"kind\">{mark}{kind}[{}]<span class=\"vh\">: </span></span> <b>{}</b></p>\n<p class=\"where\">{}:{line}:{column}</p>\n",
        trouble.code.name(),
        escaped(&trouble.message),
        escaped(file),
    );
    out.push_str(&excerpt(trouble));
    if !trouble.record.is_empty() {
        let _ = writeln!(out, "<p class=\"in\">in {}</p>", escaped(&trouble.record));
    }
    if !trouble.mend.is_empty() {
        let _ = writeln!(out, "<p class=\"mend\">{}</p>", escaped(&trouble.mend));
    }
    out.push_str("</li>\n");
    out
}

/// The lines, each with its number, and what is meant marked in them.
fn excerpt(trouble: &Trouble) -> String {
    if trouble.lines.is_empty() {
        return String::new();
    }
    let mut out = "<pre>".to_owned();
    let mut start = 0;
    for (number, line) in (trouble.line..).zip(trouble.lines.split('\n')) {
        let inside = |at: usize| at.clamp(start, start + line.len()) - start;
        let (from, to) = (inside(trouble.marked.start), inside(trouble.marked.end));
        let touches = trouble.marked.start <= start + line.len() && trouble.marked.end >= start;
        let part = |range: std::ops::Range<usize>| escaped(line.get(range).unwrap_or_default().trim_end_matches('\r'));
        let marked = match part(from..to) {
            marked if !touches || (marked.is_empty() && from != to) => marked,
            // A point between two letters, such as the end of a line, is marked too.
            marked if marked.is_empty() => "<mark class=\"point\"></mark>".to_owned(),
            marked => format!("<mark>{marked}</mark>"),
        };
        let _ = writeln!(
            out,
            "<span class=\"row\"><i>{number}</i><code>{}{marked}{}</code></span>",
            part(0..from),
            part(to..line.len())
        );
        start += line.len() + 1;
    }
    out.truncate(out.trim_end().len());
    out.push_str("</pre>\n");
    out
}

fn counted(errors: usize, warnings: usize) -> String {
    match (errors, warnings) {
        (0, warnings) => number(warnings, "warning"),
        (errors, 0) => number(errors, "error"),
        (errors, warnings) => format!("{}, {}", number(errors, "error"), number(warnings, "warning")),
    }
}

fn number(count: usize, word: &str) -> String {
    if count == 1 { format!("1 {word}") } else { format!("{count} {word}s") }
}

fn and_more(count: usize) -> String {
    format!("And {count} more")
}

/// A path as it is written in an address.
fn encoded(path: &str) -> String {
    let mut out = String::new();
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'/' => out.push(char::from(byte)),
            byte => {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;

    fn trouble() -> Trouble {
        Trouble {
            code: Code::WrongType,
            message: "<b>`score`</b> is no number".to_owned(),
            record: "action one".to_owned(),
            mend: "Write a number.".to_owned(),
            file: "content/one/a&b.toml".to_owned(),
            line: 4,
            column: 9,
            lines: "score = \"<script>\"".to_owned(),
            marked: 8..18,
        }
    }

    #[test]
    fn what_stands_in_a_file_is_text() {
        let shown = item(&trouble());
        assert!(shown.contains("<code>score = <mark>&quot;&lt;script&gt;&quot;</mark></code>"), "{shown}");
        assert!(shown.contains("content/one/a&amp;b.toml:4:9"), "{shown}");
        assert!(!shown.contains("<script") && !shown.contains("<b>`"), "{shown}");
    }

    #[test]
    fn a_mark_over_several_lines_is_in_each() {
        let shown = excerpt(&Trouble { lines: "a\nbc\nd".to_owned(), marked: 0..4, ..trouble() });
        assert_eq!(shown.matches("<mark>").count(), 2, "{shown}");
        assert!(shown.contains("<i>5</i><code><mark>bc</mark></code>"), "{shown}");
        assert!(shown.contains("<i>6</i><code>d</code>"), "{shown}");
    }

    #[test]
    fn a_point_is_marked() {
        let shown = excerpt(&Trouble { lines: "ab".to_owned(), marked: 2..2, ..trouble() });
        assert!(shown.contains("<code>ab<mark class=\"point\"></mark></code>"), "{shown}");
    }
}

//! What is said of words that a page would not show as they are meant: HTML, titles, cells and lines that
//! belong to nothing. It changes no text.

use std::ops::Range;

use super::Builder;
use crate::diagnostic::Code;
use crate::model::chart::Chart;
use crate::source::origin::Origin;

/// How many pieces of HTML are reported one by one; the rest is counted.
const MOST_HTML: usize = 20;

impl Builder<'_> {
    pub(super) fn report_misplaced(&self, charts: &[(Chart, String, Range<usize>)]) {
        for (.., span) in charts {
            self.origin.report(
                Code::MisplacedChart,
                span.clone(),
                "a chart stands on a line of its own",
                "Put an empty line before and after it, outside of lists, quotations and tables.",
            );
        }
    }

    /// What stands in a row behind its last cell belongs to no column.
    pub(super) fn report_more_cells(&self, row_end: usize) {
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
    pub(super) fn report_more_than_language(&self, language: &str, span: &Range<usize>) {
        if language.trim().contains(char::is_whitespace) {
            self.origin.report(
                Code::UnshownWords,
                first_line(self.text, span),
                "what stands on the line where code begins would not be shown",
                "Leave one word there, which names the language, and write the rest on a line of its own.",
            );
        }
    }

    pub(super) fn report_title(&self, what: &str, title: &str, span: &Range<usize>) {
        if !title.is_empty() {
            self.origin.report(
                Code::UnshownWords,
                span.clone(),
                format!("what stands in quotation marks behind the name of a {what} would not be shown"),
                "Write it between the square brackets, or in the text.",
            );
        }
    }

    pub(super) fn report_wordless(&self, span: Range<usize>) {
        self.origin.report(
            Code::ImageWithoutWords,
            span,
            "this image has no words for those who cannot see it",
            "Say what it shows between the square brackets.",
        );
    }

    pub(super) fn report_html(&mut self, span: Range<usize>) {
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

    pub(super) fn report_more_html(&self) {
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
}

/// A line that names an address which no link uses.
pub(super) fn report_unused(text: &str, span: &Range<usize>, origin: &Origin<'_>) {
    origin.report(
        Code::UnshownWords,
        first_line(text, span),
        "this line names an address that no link of the text uses, and would not be shown",
        "Give it a name of its own and use that in a link, remove it, or begin the line with a backslash to show it.",
    );
}

pub(super) fn first_line(text: &str, span: &Range<usize>) -> Range<usize> {
    let line = text.get(span.clone()).and_then(|lines| lines.lines().next()).unwrap_or_default();
    span.start..span.start + line.trim_end().len()
}

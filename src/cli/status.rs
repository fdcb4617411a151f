//! `preread status`: what asks for somebody today, for a person, as data, or to be mailed.

use std::fmt::Write;

use anstyle::{AnsiColor, Style};
use jiff::civil::Date;
use serde::Serialize;
use textwrap::core::display_width;

use crate::cli::open::{Open, today};
use crate::cli::terminal::{plain, print, print_styled, width};
use crate::cli::{Ended, Global};
use crate::pipeline::due::{self, Due, Notice, Row, Section};

/// Columns that a line of words has at most, so that it can be read.
const WIDEST: usize = 100;
/// Columns that words have at least, however little room there is.
const NARROWEST: usize = 20;

/// Print what is due: overdue and due actions, the next meetings, open decisions, outcomes off course
///
/// It speaks of today, unless --as-of gives another day. An action is due soon when it is due within 14 days.
#[derive(Debug, clap::Args)]
pub(super) struct Status {
    /// An initiative; all when left out
    initiative: Option<String>,
    /// How to print it
    #[arg(long, value_enum, default_value_t)]
    format: StatusFormat,
}

/// How a status is printed.
#[derive(Clone, Copy, Debug, Default, clap::ValueEnum)]
enum StatusFormat {
    /// For people at a terminal
    #[default]
    Human,
    /// Everything with ids and dates
    Json,
    /// A text to be mailed
    Markdown,
}

/// The whole answer as data.
#[derive(Debug, Serialize)]
struct Answer<'a> {
    as_of: String,
    until: String,
    initiatives: Vec<&'a Due>,
}

impl Status {
    pub(super) fn run(self, global: &Global) -> Ended {
        match self.print(global) {
            Ok(ended) | Err(ended) => ended,
        }
    }

    fn print(&self, global: &Global) -> Result<Ended, Ended> {
        let mut open = Open::new(global)?;
        let day = *open.options.as_of.get_or_insert_with(today);
        let found = self.found(&open)?;
        let notices = || found.iter().map(|(notice, _)| notice);
        let title = due::title(&open.site, day);
        let nothing = if found.is_empty() { due::nothing(&open.site) } else { String::new() };
        Ok(match self.format {
            StatusFormat::Human => print_styled(&human(&title, notices(), &nothing, width().min(WIDEST))),
            StatusFormat::Markdown => print(&markdown(&title, notices(), &nothing)),
            StatusFormat::Json => print(&json(day, found.iter().map(|(_, due)| due).collect())),
        })
    }

    fn found(&self, open: &Open) -> Result<Vec<(Notice, Due)>, Ended> {
        let refusal = "No status is printed until the errors are mended.";
        open.each(self.initiative.as_deref(), refusal, |id, files| due::due(&open.site, id, files, open.options))
    }
}

fn json(day: Date, initiatives: Vec<&Due>) -> String {
    let answer = Answer { as_of: day.to_string(), until: due::until(day).to_string(), initiatives };
    serde_json::to_string_pretty(&answer).map(|text| text + "\n").unwrap_or_default()
}

/// For a terminal: columns for what stands before a title, and words wrapped beside them.
fn human<'a>(title: &str, notices: impl Iterator<Item = &'a Notice>, nothing: &str, width: usize) -> String {
    let mut out = String::new();
    put(&mut out, title, HEAD, ("", ""), width);
    for notice in notices {
        out.push('\n');
        put(&mut out, &notice.title, HEAD, ("", ""), width);
        put(&mut out, &notice.lead, PLAIN, ("", ""), width);
        for section in &notice.sections {
            out.push('\n');
            put(&mut out, &section.title, if section.signal { SIGNAL } else { HEAD }, ("", ""), width);
            rows(&mut out, section, width);
        }
    }
    if !nothing.is_empty() {
        put(&mut out, nothing, PLAIN, ("", ""), width);
    }
    out
}

const PLAIN: Style = Style::new();
const HEAD: Style = Style::new().bold();
const SIGNAL: Style = AnsiColor::Red.on_default().bold();
const FAINT: Style = Style::new().dimmed();

fn rows(out: &mut String, section: &Section, width: usize) {
    let columns = columns(&section.rows);
    let indent: usize = 2 + columns.iter().map(|column| column + 2).sum::<usize>();
    // Where columns leave no room for words, the words stand below them.
    let beside = indent + NARROWEST <= width;
    let rest = " ".repeat(if beside { indent } else { 4 });
    for row in &section.rows {
        let mut first = String::from("  ");
        for (at, column) in columns.iter().enumerate() {
            let word = row.before.get(at).map(|word| plain(word)).unwrap_or_default();
            first.push_str(&word);
            first.push_str(&" ".repeat(column.saturating_sub(display_width(&word)) + 2));
        }
        if !beside {
            out.push_str(first.trim_end());
            out.push('\n');
            first.clone_from(&rest);
        }
        put(out, &row.title, PLAIN, (&first, &rest), width);
        for line in &row.below {
            put(out, line, FAINT, (&rest, &rest), width);
        }
        for point in &row.points {
            put(out, point, PLAIN, (&format!("{rest}- "), &format!("{rest}  ")), width);
        }
    }
}

/// The width of each column of what stands before the titles.
fn columns(rows: &[Row]) -> Vec<usize> {
    let most = rows.iter().map(|row| row.before.len()).max().unwrap_or(0);
    let width = |at: usize| rows.iter().filter_map(|row| row.before.get(at)).map(|word| display_width(word)).max();
    (0..most).map(|at| width(at).unwrap_or(0)).collect()
}

/// Words in a style, wrapped, behind what the first line and the other lines begin with.
fn put(out: &mut String, words: &str, style: Style, (first, rest): (&str, &str), width: usize) {
    let room = width.saturating_sub(display_width(first)).max(NARROWEST);
    for (at, line) in textwrap::wrap(&plain(words), room).into_iter().enumerate() {
        // Writing into memory does not fail.
        let _ = writeln!(out, "{}{style}{line}{style:#}", if at == 0 { first } else { rest });
    }
}

/// For a mail: headings and lists of CommonMark.
fn markdown<'a>(title: &str, notices: impl Iterator<Item = &'a Notice>, nothing: &str) -> String {
    let mut blocks = vec![format!("# {}", escaped(title))];
    for notice in notices {
        blocks.push(format!("## {}", escaped(&notice.title)));
        blocks.push(escaped(&notice.lead));
        for section in &notice.sections {
            blocks.push(format!("### {}", escaped(&section.title)));
            blocks.push(section.rows.iter().map(item).collect::<Vec<_>>().join("\n"));
        }
    }
    if !nothing.is_empty() {
        blocks.push(escaped(nothing));
    }
    blocks.join("\n\n") + "\n"
}

fn item(row: &Row) -> String {
    let before: Vec<String> = row.before.iter().map(|word| escaped(word)).collect();
    let before = if before.is_empty() { String::new() } else { format!("{}: ", before.join(", ")) };
    let head = format!("- {before}**{}**", escaped(&row.title));
    let below = row.below.iter().map(|line| format!("  {}", escaped(line)));
    // Two spaces at the end of a line keep the next one apart, and are not seen where nobody renders it.
    let text = std::iter::once(head).chain(below).collect::<Vec<_>>().join("  \n");
    let points = row.points.iter().map(|point| format!("\n  - {}", escaped(point)));
    std::iter::once(text).chain(points).collect()
}

/// Words as CommonMark writes them: nothing in them is markup, and no line ends in them.
fn escaped(words: &str) -> String {
    let words = plain(words);
    let words = words.trim();
    let mut out = String::with_capacity(words.len());
    // At the beginning of a line these would begin a list or underline a heading.
    let numbered = words.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_number =
        numbered.starts_with(['.', ')']) && !numbered.get(1..).is_some_and(|rest| rest.starts_with(|c| c != ' '));
    let dot = if is_number { words.len() - numbered.len() } else { 0 };
    for (at, c) in words.char_indices() {
        let is_markup = matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '#' | '|' | '~');
        let begins = (at == 0 && matches!(c, '+' | '-' | '=')) || (at == dot && dot > 0 && matches!(c, '.' | ')'));
        if is_markup || begins {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_no_markup() {
        assert_eq!(escaped("*a* <b> [c](d) `e` & #f | _g_"), "\\*a\\* \\<b\\> \\[c\\](d) \\`e\\` \\& \\#f \\| \\_g\\_");
        assert_eq!(escaped("- a - b"), "\\- a - b");
        assert_eq!(escaped("2026. a 3. b"), "2026\\. a 3. b");
        assert_eq!(escaped("2."), "2\\.");
        assert_eq!(escaped("21.0% then"), "21.0% then");
        assert_eq!(escaped("a\r\n\n# b\u{1b}[31m"), "a   \\# b \\[31m");
    }

    #[test]
    fn words_stand_beside_their_columns_while_there_is_room() {
        let row = Row {
            before: vec!["3 May".to_owned(), "in 2 days".to_owned()],
            title: "Write the letter to everybody".to_owned(),
            below: vec!["Ada".to_owned()],
            points: vec!["One".to_owned()],
        };
        let notice = Notice {
            title: "T".to_owned(),
            lead: "L.".to_owned(),
            sections: vec![Section { title: "S".to_owned(), signal: false, rows: vec![row] }],
        };
        let shown = |width| anstream::adapter::strip_str(&human("H", std::iter::once(&notice), "", width)).to_string();
        let wide = "H\n\nT\nL.\n\nS\n  3 May  in 2 days  Write the letter to\n                    everybody\n                    Ada\n                    - One\n";
        assert_eq!(shown(40), wide);
        let narrow =
            "H\n\nT\nL.\n\nS\n  3 May  in 2 days\n    Write the letter to\n    everybody\n    Ada\n    - One\n";
        assert_eq!(shown(26), narrow);
    }
}

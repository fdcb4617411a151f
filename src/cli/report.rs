//! Diagnostics as data, for programs: JSON, one line each, workflow annotations, SARIF.

use serde::Serialize;
use serde_json::json;

use crate::cli::Ended;
use crate::cli::excerpt::Excerpts;
use crate::cli::terminal::{counted, draw, plain, plain_lines, print};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::place::position_at;
use crate::source::tree::Tree;

/// How diagnostics are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Format {
    /// With the line and the place marked, for people
    #[default]
    Human,
    /// One line each
    Short,
    /// A JSON document
    Json,
    /// Annotations of a GitHub workflow
    Github,
    /// SARIF 2.1.0, for code scanning
    Sarif,
}

/// A diagnostic as data. Lines and columns count from one, columns in characters.
#[derive(Debug, Serialize)]
struct Row<'a> {
    severity: &'static str,
    code: &'static str,
    file: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    excerpt: String,
    record: &'a str,
    message: &'a str,
    mend: &'a str,
}

/// Prints diagnostics in a format. Returns whether they could be printed.
pub(super) fn report(diagnostics: &[Diagnostic], format: Format, tree: &Tree) -> Ended {
    if format == Format::Human {
        draw(diagnostics, tree);
        return Ended::Done;
    }
    let mut excerpts = Excerpts::new(tree);
    let rows: Vec<Row<'_>> =
        diagnostics.iter().map(|diagnostic| row(diagnostic, excerpts.text(&diagnostic.place.file))).collect();
    match format {
        Format::Human | Format::Short => print(&rows.iter().map(short).collect::<String>()),
        Format::Github => print(&rows.iter().map(github).collect::<String>()),
        Format::Json => print(&document(&json!({
            "diagnostics": rows,
            "summary": counted(diagnostics),
            "errors": diagnostics.iter().filter(|diagnostic| diagnostic.is_error()).count(),
            "warnings": diagnostics.iter().filter(|diagnostic| !diagnostic.is_error()).count(),
        }))),
        Format::Sarif => print(&document(&sarif(&rows))),
    }
}

fn row<'a>(diagnostic: &'a Diagnostic, text: &str) -> Row<'a> {
    let span = diagnostic.place.span_in(text);
    let (start, end) = (position_at(text, span.start), position_at(text, span.end));
    Row {
        severity: diagnostic.code.severity().word(),
        code: diagnostic.code.name(),
        file: &diagnostic.place.file,
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
        excerpt: text.lines().nth(start.line - 1).unwrap_or_default().chars().take(400).collect(),
        record: &diagnostic.record,
        message: &diagnostic.message,
        mend: &diagnostic.mend,
    }
}

fn short(row: &Row<'_>) -> String {
    let line = format!("{}:{}:{}: {}[{}]: {}", row.file, row.line, row.column, row.severity, row.code, row.message);
    let mend = if row.mend.is_empty() { String::new() } else { format!(" ({})", row.mend) };
    format!("{}\n", plain(&format!("{line}{mend}")))
}

fn github(row: &Row<'_>) -> String {
    let value = |text: &str| text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    let property = |text: &str| value(text).replace(':', "%3A").replace(',', "%2C");
    let message = if row.mend.is_empty() { row.message.to_owned() } else { format!("{}\n{}", row.message, row.mend) };
    format!(
        "::{} file={},line={},col={},endLine={},endColumn={},title={}::{}\n",
        row.severity,
        property(&plain(row.file)),
        row.line,
        row.column,
        row.end_line,
        row.end_column,
        property(row.code),
        value(&plain_lines(&message)),
    )
}

fn sarif(rows: &[Row<'_>]) -> serde_json::Value {
    let level = |severity: Severity| if severity == Severity::Error { "error" } else { "warning" };
    let rules: Vec<_> = Code::ALL
        .iter()
        .map(|code| {
            json!({
                "id": code.name(),
                "fullDescription": { "text": code.explanation() },
                "defaultConfiguration": { "level": level(code.severity()) },
            })
        })
        .collect();
    let results: Vec<_> = rows
        .iter()
        .map(|row| {
            json!({
                "ruleId": row.code,
                "level": row.severity,
                "message": { "text": if row.mend.is_empty() { row.message.to_owned() } else { format!("{}. {}", row.message, row.mend) } },
                "locations": [{
                    "physicalLocation": {
                        "artifactLocation": { "uri": row.file.replace(' ', "%20") },
                        "region": {
                            "startLine": row.line,
                            "startColumn": row.column,
                            "endLine": row.end_line,
                            "endColumn": row.end_column,
                        },
                    },
                }],
            })
        })
        .collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": { "name": "preread", "version": env!("CARGO_PKG_VERSION"), "rules": rules } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

fn document(value: &serde_json::Value) -> String {
    format!("{value:#}\n")
}

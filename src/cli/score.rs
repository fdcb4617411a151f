//! `preread score`: the scores of an assessment, for a person, as JSON or as CSV.

use crate::cli::open::Open;
use crate::cli::terminal::{draw, print, print_bytes, refuse, say};
use crate::cli::{Ended, Global};
use crate::diagnostic::Diagnostic;
use crate::pipeline::{self, NodeScore, Scores};

/// Print the scores of an assessment
#[derive(Debug, clap::Args)]
pub(super) struct Score {
    /// `<initiative>/<assessment>`; the newest when left out
    assessment: Option<String>,
    /// How to print them
    #[arg(long, value_enum, default_value_t)]
    format: ScoreFormat,
}

/// How scores are printed.
#[derive(Clone, Copy, Debug, Default, clap::ValueEnum)]
enum ScoreFormat {
    /// A table for people
    #[default]
    Human,
    /// Every node with exact numbers
    Json,
    /// The same as a table for spreadsheets
    Csv,
}

impl Score {
    pub(super) fn run(self, global: &Global) -> Ended {
        let open = match Open::new(global) {
            Ok(open) => open,
            Err(ended) => return ended,
        };
        let mut diagnostics: Vec<Diagnostic> = open.diagnostics.clone();
        let (initiative, assessment) = match open.find(self.assessment.as_deref()) {
            Ok(found) => found,
            Err(ended) => return unreadable(&open, ended),
        };
        let (files, problems) = open.files(&initiative);
        let (scores, more) = pipeline::scores(&open.site, &initiative, &files, Some(&assessment), open.options);
        diagnostics.extend(problems);
        diagnostics.extend(more);
        diagnostics.retain(Diagnostic::is_error);
        if !diagnostics.is_empty() {
            draw(&diagnostics, &open.tree);
            say("No scores are printed until the errors are mended.");
            return Ended::ContentWrong;
        }
        let Some(scores) = scores else { return refuse("there is no such assessment") };
        match self.format {
            ScoreFormat::Human => print(&table(&scores)),
            ScoreFormat::Json => print(&json(&scores)),
            ScoreFormat::Csv => print_bytes(&csv(&scores)),
        }
    }
}

/// When no assessment can be read because of an error in the content, that error is the answer.
fn unreadable(open: &Open, ended: Ended) -> Ended {
    let diagnostics = open.errors();
    draw(&diagnostics, &open.tree);
    if diagnostics.is_empty() { ended } else { Ended::ContentWrong }
}

fn json(scores: &Scores) -> String {
    serde_json::to_string_pretty(scores).map(|text| text + "\n").unwrap_or_default()
}

fn csv(scores: &Scores) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let head = [
        "id",
        "title",
        "kind",
        "possible",
        "low",
        "mid",
        "high",
        "percent",
        "level",
        "target",
        "scored",
        "not_applicable",
        "open",
    ];
    let _ = writer.write_record(head);
    for node in &scores.nodes {
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        let _ = writer.write_record([
            safe(&node.id),
            safe(&node.title),
            node.kind.to_owned(),
            node.possible.clone(),
            text(&node.low),
            text(&node.mid),
            text(&node.high),
            text(&node.percent),
            safe(&text(&node.level)),
            text(&node.target),
            node.scored.to_string(),
            node.not_applicable.to_string(),
            node.open.to_string(),
        ]);
    }
    writer.into_inner().unwrap_or_default()
}

/// Text that a spreadsheet would take for a formula is marked as text.
fn safe(text: &str) -> String {
    match text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        true => format!("'{text}"),
        false => text.to_owned(),
    }
}

fn table(scores: &Scores) -> String {
    let grouped = scores.nodes.iter().any(|node| node.kind == "group");
    let mut out = format!("{}, model {}, as of {}\n\n", scores.assessment, scores.model, scores.as_of);
    let title = |node: &NodeScore| format!("{}{}", "  ".repeat(depth(node, grouped)), node.title);
    let width = scores.nodes.iter().map(|node| title(node).chars().count()).max().unwrap_or(0).min(72);
    for node in &scores.nodes {
        let points = match &node.shown {
            Some(shown) => {
                format!("{:>7} of {:<5} {:>5}  {}", shown.points, shown.possible, shown.percent, shown.level)
            }
            None => format!("{:>7}", shown_nothing(node)),
        };
        let title: String = title(node).chars().take(72).collect();
        let pad = " ".repeat(width.saturating_sub(title.chars().count()));
        out.push_str(format!("{title}{pad} {points}").trim_end());
        out.push('\n');
    }
    if let Some(root) = scores.nodes.first().filter(|root| root.open > 0) {
        let criteria = |count: usize| if count == 1 { "1 criterion".to_owned() } else { format!("{count} criteria") };
        out.push_str(&format!("\nScored: {}. Without a score: {}.\n", criteria(root.scored), criteria(root.open)));
    }
    out
}

fn depth(node: &NodeScore, grouped: bool) -> usize {
    match node.kind {
        "model" => 0,
        "group" => 1,
        _ => usize::from(grouped) + 1 + node.id.matches('/').count(),
    }
}

fn shown_nothing(node: &NodeScore) -> &'static str {
    match (node.open, node.not_applicable) {
        (0, 1..) => "n/a",
        _ => "open",
    }
}

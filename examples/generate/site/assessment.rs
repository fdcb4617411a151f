//! One assessment: its scores, observations, patterns and the eight parts of its briefing.

use super::chance::Chance;
use super::follow::{DECISIONS, decision};
use super::model::{Criterion, Leaf, Model};
use super::prose::{self, Link};
use super::terms::Term;
use super::toml::{Lines, list, text};
use super::unit::{PEOPLE, Unit};
use super::words;

/// Patterns of one assessment.
const PATTERNS: usize = 3;
const NOT_APPLICABLE: [&str; 4] = [
    "This unit has no partners.",
    "The contact centre serves another unit.",
    "Not before the second release, which is not planned yet.",
    "Pay is settled by the group, and not by the unit.",
];

/// assessment.toml.
pub fn assessment(unit: &Unit, model: &Model, term: &Term) -> String {
    let mut chance = unit.chance(&term.id);
    let mut lines = Lines::default();
    lines.text("model", &model.id).raw("date", term.date).text("stage", term.stage);
    lines.text("finding", &words::sentences(&mut chance, 2)).text("lead", &words::sentences(&mut chance, 4));
    lines.text("meeting", &term.meeting());
    let assessors: Vec<&str> = chance.some(&PEOPLE, 4).into_iter().map(|person| person.0).collect();
    lines.raw("assessors", list(&assessors)).raw("interviews", chance.between(8, 45));
    lines.raw("from", term.from).raw("to", term.date);
    lines.text("answer", chance.word(&["more", "different", "keep", "less"]));
    lines.text("answer-note", &words::sentence(&mut chance));
    for number in 0..DECISIONS {
        lines.header("[[decisions]]").text("id", &decision(number)).text("ask", &words::step(&mut chance));
        lines.text("detail", &words::statement(&mut chance));
    }
    lines.header("[targets]").raw("leadership", 70).raw("\"results/financial\"", 60);
    for leaf in &model.leaves {
        scores(&mut lines, unit, term, leaf);
    }
    lines.file()
}

fn scores(lines: &mut Lines, unit: &Unit, term: &Term, leaf: &Leaf) {
    let header = leaf.path.replace('/', ".");
    lines.header(&format!("[scores.{header}]"));
    let mut tables = Vec::new();
    for criterion in &leaf.criteria {
        // A criterion keeps its character over the quarters.
        let score = Score::of(&mut unit.chance(&format!("{} {}", leaf.path, criterion.id)), criterion, term);
        match score.written() {
            Written::Line(value) => {
                lines.raw(&criterion.id, value);
            }
            Written::Table(note) => tables.push((&criterion.id, score, note)),
            Written::Nothing => {}
        }
    }
    for (id, score, note) in tables {
        lines.header(&format!("[scores.{header}.{id}]"));
        for (key, value) in score.keys() {
            lines.raw(key, value);
        }
        lines.text("note", &note);
    }
}

struct Score {
    value: String,
    owner: Option<&'static str>,
    approach: &'static str,
    documented: &'static str,
    how: How,
    note: String,
}

enum How {
    NotApplicable(&'static str),
    Open,
    Bare,
    Table,
    Line,
}

enum Written {
    Nothing,
    Line(String),
    Table(String),
}

impl Score {
    fn of(chance: &mut Chance, criterion: &Criterion, term: &Term) -> Self {
        let at = i64::try_from(term.at).unwrap_or_default();
        let (base, slope) = (chance.between(2, 11), chance.between(-1, 6));
        let reason = *chance.pick(&NOT_APPLICABLE);
        let (applies_from, owned_from) = (chance.between(-60, 2), chance.between(-9, 10));
        let owner = Unit::owner(chance);
        let mut now = Chance::of(&format!("{base} {slope} {} {} {owner}", criterion.id, term.id));
        let percent = (base * 5 + slope * at + now.between(-5, 5)).clamp(0, 95) / 5 * 5;
        let width = 5 * now.between(1, 3);
        let high = if criterion.yes_no { percent > 45 } else { percent >= 55 };
        let value = match (criterion.yes_no, now.percent(22)) {
            (true, _) => high.to_string(),
            (_, true) => format!("[{}, {}]", (percent - width).max(0), (percent + width).min(100)),
            _ => percent.to_string(),
        };
        let how = match now.between(0, 99) {
            _ if at < applies_from => How::NotApplicable(reason),
            0 | 1 => How::Open,
            2..=6 if !high => How::Bare,
            7..=18 => How::Table,
            _ => How::Line,
        };
        let degree =
            |now: &mut Chance| *now.pick(if high { &["yes", "yes", "partly"] } else { &["no", "partly", "partly"] });
        Self {
            value,
            // What is scored high has somebody who answers for it.
            owner: (high || at >= owned_from).then_some(owner),
            approach: degree(&mut now),
            documented: degree(&mut now),
            how,
            note: words::sentence(&mut now),
        }
    }

    fn keys(&self) -> [(&'static str, String); 4] {
        [
            ("score", self.value.clone()),
            ("owner", text(self.owner.unwrap_or("none"))),
            ("approach", text(self.approach)),
            ("documented", text(self.documented)),
        ]
    }

    fn written(&self) -> Written {
        match self.how {
            How::NotApplicable(reason) => Written::Line(format!("{{ not-applicable = {} }}", text(reason))),
            How::Open => Written::Nothing,
            How::Bare => Written::Line(self.value.clone()),
            How::Table => Written::Table(self.note.clone()),
            How::Line => {
                let keys = self.keys().map(|(key, value)| format!("{key} = {value}"));
                Written::Line(format!("{{ {} }}", keys.join(", ")))
            }
        }
    }
}

/// Ids of the patterns of an assessment.
pub fn patterns(unit: &Unit, term: &Term) -> Vec<String> {
    let mut chance = unit.chance(&format!("patterns {}", term.id));
    (0..PATTERNS).map(|number| format!("{}-{}", words::id(&words::label(&mut chance)), number + 1)).collect()
}

/// A pattern, by its place.
pub fn pattern(unit: &Unit, term: &Term, number: usize, id: &str) -> String {
    let mut chance = unit.chance(&format!("{} {id}", term.id));
    let kind = ["build-on", "fix-first", "do-differently"].get(number % 3).copied().unwrap_or("build-on");
    let mut lines = Lines::default();
    lines.text("title", &format!("{}.", words::statement(&mut chance))).text("kind", kind).raw("order", number + 1);
    lines.text("saw", &words::sentence(&mut chance));
    lines.raw("because", list(&[words::sentence(&mut chance), words::sentence(&mut chance)]));
    lines.text("root-cause", &words::sentence(&mut chance));
    if chance.percent(60) {
        let (said, who) = (words::sentence(&mut chance), words::role(&mut chance));
        lines.raw("voice", format!("{{ words = {}, who = {} }}", text(&said), text(&who)));
    }
    lines.record(&words::sentences(&mut chance, 2))
}

/// An observation: its id and its file.
pub fn observation(
    unit: &Unit,
    term: &Term,
    number: usize,
    criteria: &[String],
    patterns: &[String],
    links: &[Link],
) -> (String, String) {
    let mut chance = unit.chance(&format!("{} observation {number}", term.id));
    let title = words::statement(&mut chance);
    let mut lines = Lines::default();
    let kind = chance.word(&["gap", "gap", "gap", "strength", "strength", "learning"]);
    let about = usize::try_from(chance.between(1, 3)).unwrap_or(1);
    lines.text("title", &title).text("kind", kind).raw("criteria", list(&chance.some(criteria, about)));
    if chance.percent(75) {
        lines.text("pattern", chance.pick::<String>(patterns));
    }
    if chance.percent(70) {
        let who = format!("Interview, {} in {}", words::role(&mut chance).to_lowercase(), words::place(&mut chance));
        lines.text("source", &who);
    }
    let body = prose::observation(&mut chance, links);
    (format!("{}-{}", words::id(&title), number + 1), lines.record(&body))
}

/// The eight parts, as id and file.
pub fn parts(unit: &Unit, term: &Term) -> Vec<(&'static str, String)> {
    let ids = ["reason", "status", "stakes", "nature", "results", "learning", "actions", "commitment"];
    ids.into_iter().map(|id| (id, part(unit, term, id))).collect()
}

fn part(unit: &Unit, term: &Term, id: &str) -> String {
    let mut chance = unit.chance(&format!("{} part {id}", term.id));
    let mut lines = Lines::default();
    lines.text("finding", &words::sentences(&mut chance, 1)).text("lead", &words::sentences(&mut chance, 2));
    let several = |chance: &mut Chance| list(&[(); 3].map(|()| words::sentence(chance)));
    match id {
        "reason" => {
            lines.raw("leave", several(&mut chance));
        }
        "stakes" => {
            lines.text("unit", "million euros a year").raw("if-nothing", several(&mut chance));
            lines.raw("if-act", several(&mut chance));
            for reached in [true, true, false, false, false] {
                lines.header("[[values]]").text("title", &words::label(&mut chance));
                lines.raw("value", super::toml::tenths(chance.between(1, 25))).raw("reached", reached);
            }
        }
        "actions" => {
            for _ in 0..2 {
                lines.header("[[rejected]]").text("option", &words::step(&mut chance));
                lines.text("reason", &words::sentence(&mut chance));
            }
        }
        "commitment" => {
            lines.text("communication", &words::sentences(&mut chance, 2));
        }
        _ => {}
    }
    let mut body = prose::paragraphs(&mut chance, 3);
    if id == "results" {
        body.push_str(
            "\n\nLeadership stands at ![its score](score:leadership).\n\n![How near the three are](chart:unison)",
        );
    }
    lines.record(&body)
}

//! assessment.toml into an [`Assessment`]: the settings, and the scores as a person writes them.
//!
//! A score is a number, a range, true or false, a named answer, a level, or a table with
//! requisites and a note. Whatever the scale, a share from 0 to 1 leaves.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{Code, did_you_mean};
use crate::model::assessment::{Assessment, Decision, Given, Met, Range, Scored, Stage};
use crate::model::instrument::{Choice, Instrument, Node, NodeIndex, ROOT, ScaleKind};
use crate::model::number::Number;
use crate::model::part::Parts;
use crate::model::text::{Reference, Text};
use crate::source::observation::near_path;
use crate::source::origin::Origin;
use crate::source::settings::Shared;
use crate::source::table::{Table, is_percent, kind, unfit};
use crate::source::{forms, instrument};
use crate::values::{Entries, Kind, Name, Value};

/// In the place of a person's id: there is nobody.
pub const NOBODY: &str = "none";

/// Takes an assessment from its table; observations, patterns and parts are added by the caller.
/// `None` when its model or its date is missing.
pub fn take(id: String, table: &Table<'_, '_>, shared: &Shared) -> Option<Assessment> {
    let models = &shared.models;
    let model = table.reference("model")?;
    if models.is_wrong(&model.id) {
        // The model has mistakes of its own, which are reported there.
        return None;
    }
    let Some(instrument) = models.get(&model.id) else {
        let message = format!("there is no model `{}`", model.id);
        table.origin().report_at(Code::UnknownModel, model.place, message, did_you_mean(&model.id, models.ids()));
        return None;
    };
    // Everything is read before the date is asked for, so that a missing date hides no mistake.
    let answers = Scores { instrument, origin: table.origin(), given: BTreeMap::new() }.read(table);
    let targets = targets(table, instrument);
    let period = (table.date("from"), table.date("to"));
    if let (Some(from), Some(to)) = period
        && to < from
    {
        let message = format!("the work ends on {to}, before it begins on {from}");
        table.origin().report_at(Code::DateOrder, table.place_of("to"), message, "Correct one of the two dates.");
    }
    if table.value("answer-note").is_some() && table.value("answer").is_none() {
        let message = "`answer-note` goes with an answer, and there is none";
        let mend = "Add `answer = …`: more, less, different, or keep. What goes with no answer stands in `lead`.";
        table.origin().report_at(Code::MissingKey, table.place_of_key("answer-note"), message, mend);
    }
    let decisions = table.tables("decisions");
    instrument::unique(&decisions, "decision");
    Some(Assessment {
        id,
        instrument: Arc::clone(instrument),
        date: table.date("date")?,
        stage: table.choice("stage", &forms::STAGES).unwrap_or(Stage::Calibration),
        finding: table.text("finding"),
        lead: table.text("lead"),
        answer: table.choice("answer", &forms::ANSWERS),
        answer_note: table.text("answer-note"),
        meeting: table.reference("meeting"),
        assessors: table.references("assessors"),
        interviews: table.count("interviews"),
        period,
        baseline: table.reference("baseline"),
        decisions: decisions
            .iter()
            .filter_map(|entry| {
                Some(Decision {
                    id: entry.words("id"),
                    ask: entry.text("ask")?,
                    detail: entry.text("detail"),
                    place: entry.place(),
                })
            })
            .collect(),
        targets,
        answers,
        observations: Vec::new(),
        patterns: Vec::new(),
        parts: Parts::default(),
        place: table.place(),
    })
}

fn targets(table: &Table<'_, '_>, instrument: &Instrument) -> BTreeMap<NodeIndex, Number> {
    let mut targets = BTreeMap::new();
    let Some(entries) = table.table("targets") else { return targets };
    for (key, value) in entries.entries() {
        let path = key.name;
        let node = if path == instrument.id { Some(ROOT) } else { instrument.find(path) };
        match (node, table.origin().number(value).filter(is_percent)) {
            (Some(node), Some(percent)) => {
                targets.insert(node, percent.percent());
            }
            (None, _) => {
                let message = format!("`{path}` is no section or criterion of the model {}", instrument.id);
                table.origin().report(Code::UnknownCriterion, key.span.clone(), message, near_path(instrument, path));
            }
            _ => {}
        }
    }
    targets
}

struct Scores<'a> {
    instrument: &'a Instrument,
    origin: &'a Origin<'a>,
    given: BTreeMap<NodeIndex, Given>,
}

impl Scores<'_> {
    fn read(mut self, table: &Table<'_, '_>) -> BTreeMap<NodeIndex, Given> {
        if let Some(scores) = table.value("scores").and_then(Value::as_table) {
            self.section(ROOT, scores);
        }
        self.given
    }

    fn section(&mut self, parent: NodeIndex, table: Entries<'_, '_>) {
        for (key, value) in table.iter() {
            let id = key.name;
            let instrument = self.instrument;
            let children = instrument.node(parent).map(|node| node.children.as_slice()).unwrap_or_default();
            let found = children
                .iter()
                .find_map(|child| Some((*child, instrument.node(*child)?)).filter(|(_, node)| node.id == id));
            match (found, value.kind()) {
                (Some((child, node)), _) if node.is_criterion() => {
                    if let Some(given) = self.given(node, value) {
                        self.given.insert(child, given);
                    }
                }
                (Some((child, _)), Kind::Table(inner)) => self.section(child, inner),
                (Some(_), _) => {
                    let message = format!("`{id}` is a section, and this is {}", kind(value));
                    self.origin.report(
                        Code::BadScore,
                        self.origin.span(value),
                        message,
                        "Score its criteria, each on a line below a [scores.…] header.",
                    );
                }
                (None, _) => self.report_unknown(parent, &key),
            }
        }
    }

    fn report_unknown(&self, parent: NodeIndex, key: &Name<'_>) {
        let id = key.name;
        let above = self.instrument.node(parent);
        let known = above.iter().flat_map(|node| &node.children).filter_map(|child| self.instrument.node(*child));
        let near = did_you_mean(id, known.map(|node| node.id.as_str()));
        let elsewhere = self.instrument.nodes.iter().skip(1).find(|node| node.id == id);
        let mend = match elsewhere {
            Some(node) if !near.starts_with("Did") => format!("It stands in the model as `{}`.", node.path),
            _ if near.is_empty() => "`preread score --format csv` lists the paths of the model.".to_owned(),
            _ => near,
        };
        let message = match above.filter(|node| !node.path.is_empty()) {
            Some(section) => format!("the section `{}` has no criterion `{id}`", section.path),
            None => format!("the model {} has no section `{id}`", self.instrument.id),
        };
        self.origin.report(Code::UnknownCriterion, key.span.clone(), message, mend);
    }

    /// What is given for a criterion: a score alone, or a table.
    fn given(&self, node: &Node, value: Value<'_, '_>) -> Option<Given> {
        let place = self.origin.place_of(value);
        let nothing = || vec![None; self.instrument.requisites.len()];
        match value.kind() {
            Kind::Table(table) => Some(self.detail(node, table, value)),
            _ => {
                let range = self.range(node, value)?;
                Some(Given { score: Scored::Share(range), requisites: nothing(), note: None, place })
            }
        }
    }

    fn detail(&self, node: &Node, table: Entries<'_, '_>, value: Value<'_, '_>) -> Given {
        let mut given = Given {
            score: Scored::Open,
            requisites: vec![None; self.instrument.requisites.len()],
            note: None,
            place: self.origin.place_of(value),
        };
        for (key, value) in table.iter() {
            let name = key.name;
            let requisite = self.instrument.requisites.iter().position(|requisite| requisite.id == name);
            match (name, requisite) {
                ("score", _) => {
                    if let Some(range) = self.range(node, value) {
                        given.score = Scored::Share(range);
                    }
                }
                ("note", _) => given.note = self.words(name, value),
                ("not-applicable", _) => {
                    if let Some(reason) = self.words(name, value) {
                        given.score = Scored::NotApplicable(reason.words);
                    }
                }
                (_, Some(index)) => {
                    let met = self.met(index, value);
                    if let Some(slot) = given.requisites.get_mut(index) {
                        *slot = met;
                    }
                }
                _ => self.report_unknown_key(&key),
            }
        }
        if table.get("score").is_some() && table.get("not-applicable").is_some() {
            let mend = "Keep one of the two lines.";
            self.origin.report(
                Code::BadScore,
                self.origin.span(value),
                format!("`{}` has a score and does not apply", node.id),
                mend,
            );
        }
        given
    }

    fn report_unknown_key(&self, key: &Name<'_>) {
        let name = key.name;
        let own = self.instrument.requisites.iter().map(|requisite| requisite.id.as_str());
        let mend = did_you_mean(name, ["score", "note", "not-applicable"].into_iter().chain(own));
        self.origin.report(Code::UnknownKey, key.span.clone(), format!("`{name}` is not a key of a score"), mend);
    }

    fn words(&self, key: &str, value: Value<'_, '_>) -> Option<Text> {
        let found = value.as_str().map(str::trim);
        match found.filter(|words| !words.is_empty() && unfit(words).is_none()) {
            Some(words) => Some(Text { words: words.to_owned(), place: self.origin.place_of(value) }),
            None => {
                let mend = if key == "note" {
                    "Write the remark in quotes."
                } else {
                    "Write the reason in quotes: it is printed."
                };
                self.origin.report(Code::BadScore, self.origin.span(value), format!("`{key}` needs words"), mend);
                None
            }
        }
    }

    fn met(&self, requisite: usize, value: Value<'_, '_>) -> Option<Met> {
        let requisite = self.instrument.requisites.get(requisite)?;
        let place = self.origin.place_of(value);
        match (requisite.person, value.as_str()) {
            (true, Some(NOBODY)) => Some(Met::No),
            (true, Some(person)) if !person.trim().is_empty() => {
                Some(Met::Yes(Some(Reference { id: person.trim().to_owned(), place })))
            }
            (false, Some("yes")) => Some(Met::Yes(None)),
            (false, Some("partly")) => Some(Met::Partly),
            (false, Some("no")) => Some(Met::No),
            (person, _) => {
                let mend = if person {
                    "Write the id of a person, or \"none\"."
                } else {
                    "Write \"yes\", \"partly\" or \"no\", in quotes."
                };
                self.origin.report_at(
                    Code::WrongValue,
                    place,
                    format!("the answer to `{}` cannot be used", requisite.id),
                    mend,
                );
                None
            }
        }
    }

    /// A score as a range of shares: a value, two values, or a table with low, mid and high.
    fn range(&self, node: &Node, value: Value<'_, '_>) -> Option<Range> {
        let range = match value.kind() {
            Kind::List(array) => {
                let ends: Vec<Value<'_, '_>> = array.iter().collect();
                let [low, high] = ends.as_slice() else {
                    let mend = "Write two: the lowest and the highest view, such as [40, 60].";
                    self.origin.report(Code::BadScore, self.origin.span(value), "a range has two values", mend);
                    return None;
                };
                let (low, high) = (self.share(node, *low), self.share(node, *high));
                let (low, high) = (low?, high?);
                Range { mid: Number::between(&low, &high), low, high }
            }
            Kind::Table(table) => self.three(node, table, value)?,
            _ => Range::point(self.share(node, value)?),
        };
        if range.low > range.mid || range.mid > range.high {
            let mend = "Write the lowest view first.";
            self.origin.report(Code::BadScore, self.origin.span(value), "the range does not ascend", mend);
            return None;
        }
        Some(range)
    }

    fn three(&self, node: &Node, table: Entries<'_, '_>, value: Value<'_, '_>) -> Option<Range> {
        let mut ends: [Option<Number>; 3] = [None, None, None];
        for (key, value) in table.iter() {
            let slot = match key.name {
                "low" => 0,
                "mid" => 1,
                "high" => 2,
                other => {
                    let mend = did_you_mean(other, ["low", "mid", "high"]);
                    self.origin.report(
                        Code::UnknownKey,
                        key.span.clone(),
                        format!("`{other}` is not a key of a range"),
                        mend,
                    );
                    continue;
                }
            };
            if let Some(end) = ends.get_mut(slot) {
                *end = self.share(node, value);
            }
        }
        let [low, mid, high] = ends;
        if low.is_none() || high.is_none() {
            let mend = "Write { low = 30, mid = 45, high = 50 }; mid may be left out.";
            self.origin.report(Code::BadScore, self.origin.span(value), "this range has no usable low and high", mend);
        }
        let (low, high) = (low?, high?);
        Some(Range { mid: mid.unwrap_or_else(|| Number::between(&low, &high)), low, high })
    }

    /// One value on the criterion's scale, as a share.
    fn share(&self, node: &Node, value: Value<'_, '_>) -> Option<Number> {
        let scale = self.instrument.scale_of(node)?;
        let found = match &scale.kind {
            ScaleKind::Percent => self.origin.number(value).filter(is_percent).map(|number| number.percent()),
            ScaleKind::YesNo => value.as_bool().map(|yes| if yes { Number::one() } else { Number::zero() }),
            ScaleKind::Answers(choices) => value.as_str().and_then(|id| chosen(choices, id)),
            ScaleKind::Levels(choices) => self.origin.number(value).and_then(|level| chosen(choices, &level.decimal())),
        };
        if found.is_none() {
            self.report_score(node, &scale.kind, value);
        }
        found
    }

    fn report_score(&self, node: &Node, scale: &ScaleKind, value: Value<'_, '_>) {
        let ids = |choices: &[Choice]| choices.iter().map(|choice| choice.id.clone()).collect::<Vec<_>>().join(", ");
        let (wants, mend) = match scale {
            ScaleKind::Percent if value.as_str().is_some() => {
                ("a percentage", "Write the number without quotes.".to_owned())
            }
            ScaleKind::Percent if value.as_bool().is_some() => {
                ("a percentage", "Write 100 or 0, or give the criterion the scale yes-no.".to_owned())
            }
            ScaleKind::Percent => {
                ("a percentage", "Write a number from 0 to 100, or two as a range: [40, 60].".to_owned())
            }
            ScaleKind::YesNo => ("true or false", "Write true or false, without quotes.".to_owned()),
            ScaleKind::Answers(choices) => {
                let word = value.as_str().unwrap_or_default();
                let near = did_you_mean(word, choices.iter().map(|choice| choice.id.as_str()));
                (
                    "one of the answers of its scale",
                    if near.is_empty() { format!("Write one of {}, in quotes.", ids(choices)) } else { near },
                )
            }
            ScaleKind::Levels(choices) => ("a level", format!("Write one of {}, without quotes.", ids(choices))),
        };
        let message = format!("the score of `{}` should be {wants}", node.id);
        self.origin.report(Code::BadScore, self.origin.span(value), message, mend);
    }
}

fn chosen(choices: &[Choice], id: &str) -> Option<Number> {
    choices.iter().find(|choice| choice.id == id).map(|choice| choice.share.clone())
}

//! The files of one initiative into an [`Initiative`] with all its records.
//!
//! Every file is opened, and everything that is wrong in any of them is reported; a record with
//! a mistake is kept as far as it can be read, so that what refers to it is not blamed as well.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::model::action::Action;
use crate::model::assessment::Assessment;
use crate::model::initiative::{
    Budget, Initiative, Investment, InvestmentState, Milestone, Person, Rhythm, Training, Use,
};
use crate::model::instrument::Instrument;
use crate::model::observation::{Observation, Pattern};
use crate::model::part::{Part, Written};
use crate::model::prose::Prose;
use crate::model::text::Text;
use crate::parallel;
use crate::place::Place;
use crate::source::files::Files;
use crate::source::form::Form;
use crate::source::meeting::Heard;
use crate::source::origin::{Origin, Problems};
use crate::source::references::Known;
use crate::source::settings::Shared;
use crate::source::syntax::parse;
use crate::source::table::Table;
use crate::source::{
    action, assessment, document, forms, id, instrument, markdown, meeting, observation, outcome, part, references,
};
use crate::values::Arena;

/// Reads an initiative. `None` when there is no initiative.toml that could be read.
pub fn read(id: &str, files: &Files, shared: &Shared) -> (Option<Initiative>, Vec<Diagnostic>) {
    let problems = Problems::default();
    let reader = Reader { id, files, shared, problems: &problems, known: RefCell::default() };
    let initiative = reader.initiative();
    if let Some(initiative) = &initiative {
        references::check(initiative, &reader.known.borrow(), &problems);
    }
    let mut diagnostics = problems.into_vec();
    crate::diagnostic::sort(&mut diagnostics);
    (initiative, diagnostics)
}

struct Reader<'a> {
    id: &'a str,
    files: &'a Files,
    shared: &'a Shared,
    problems: &'a Problems,
    /// Ids of all records that are there, whether or not they could be read.
    known: RefCell<Known>,
}

/// The files of an initiative, sorted by what they are.
#[derive(Default)]
struct Sorted<'a> {
    records: BTreeMap<&'static str, Vec<&'a Arc<str>>>,
    assessments: BTreeMap<&'a str, Vec<&'a Arc<str>>>,
}

impl<'a> Reader<'a> {
    fn initiative(&self) -> Option<Initiative> {
        let sorted = self.sort();
        self.know(&sorted);
        let path: Arc<str> = Arc::from(format!("content/{}/initiative.toml", self.id));
        let mut initiative = self.head(&path);
        let mut outcomes = self.records(&sorted, "outcomes", "outcome", &forms::OUTCOME, outcome::take);
        outcomes.sort_by_key(|outcome| (outcome.order.is_none(), outcome.order));
        let mut actions = self.records(&sorted, "actions", "action", &forms::ACTION, action::take);
        let minutes = self.records(&sorted, "meetings", "meeting", &forms::MEETING, meeting::take);
        let mut meetings = Vec::new();
        let mut heard = Vec::new();
        for minutes in minutes {
            meetings.push(minutes.meeting);
            actions.extend(minutes.tasks);
            heard.extend(minutes.heard);
        }
        self.hear(&mut actions, heard);
        meeting::check_names(&meetings, self.problems);
        let mut assessments = self.assessments(&sorted);
        assessments.sort_by(|a, b| (a.date, &a.id).cmp(&(b.date, &b.id)));
        if let Some(initiative) = &mut initiative {
            initiative.outcomes = outcomes;
            initiative.actions = actions;
            initiative.meetings = meetings;
            initiative.assessments = assessments;
        }
        initiative
    }

    fn sort(&self) -> Sorted<'a> {
        let mut sorted = Sorted::default();
        let folder = format!("content/{}/", self.id);
        for path in self.files.paths() {
            let Some(rest) = path.strip_prefix(&folder) else { continue };
            let steps: Vec<&str> = rest.split('/').collect();
            if markdown::is_image(path) || matches!(steps.last(), Some(&"README.md")) {
                continue;
            }
            match steps.as_slice() {
                ["initiative.toml"] => {}
                [kind @ ("outcomes" | "actions" | "meetings"), name] if name.ends_with(".md") => {
                    let kind = ["outcomes", "actions", "meetings"]
                        .into_iter()
                        .find(|known| known == kind)
                        .unwrap_or("actions");
                    sorted.records.entry(kind).or_default().push(path);
                }
                [assessment, "assessment.toml"] => sorted.assessments.entry(assessment).or_default().push(path),
                [assessment, "observations" | "patterns" | "briefing", name] if name.ends_with(".md") => {
                    sorted.assessments.entry(assessment).or_default().push(path);
                }
                _ => self.stray(path, &steps),
            }
        }
        sorted
    }

    /// Ids that file names give; the rest is added as files are read.
    fn know(&self, sorted: &Sorted<'_>) {
        let mut known = self.known.borrow_mut();
        let stem =
            |path: &Arc<str>| path.rsplit('/').next().and_then(|name| name.strip_suffix(".md")).map(str::to_owned);
        let stems =
            |folder: &str| sorted.records.get(folder).into_iter().flatten().filter_map(|path| stem(path)).collect();
        known.outcomes = stems("outcomes");
        known.actions = stems("actions");
        known.meetings = stems("meetings");
        for (id, paths) in &sorted.assessments {
            known.assessments.insert((*id).to_owned());
            let patterns = paths.iter().filter(|path| path.split('/').nth(3) == Some("patterns"));
            known.patterns.extend(patterns.filter_map(|path| Some(format!("{id}/{}", stem(path)?))));
        }
    }

    fn stray(&self, path: &Arc<str>, steps: &[&str]) {
        let folders = ["outcomes", "actions", "meetings", "observations", "patterns", "briefing"];
        let folder = steps.len().checked_sub(2).and_then(|at| steps.get(at)).copied().unwrap_or_default();
        let near = if folders.contains(&folder) { String::new() } else { did_you_mean(folder, folders) };
        let mend = match near.starts_with("Did") {
            true => near.replace("mean", "mean the folder"),
            false => "Records are Markdown in outcomes/, actions/, meetings/, and in observations/, patterns/ and briefing/ of an assessment.".to_owned(),
        };
        self.problems.push(
            Diagnostic::new(Code::StrayFile, Place::top(path), "this file is no record, and is not read").mend(mend),
        );
    }

    fn head(&self, path: &Arc<str>) -> Option<Initiative> {
        if !self.files.contains(path) {
            let message = format!("the initiative {} has no initiative.toml", self.id);
            self.problems.push(
                Diagnostic::new(Code::MissingFile, Place::top(path), message)
                    .mend("Write it; `title = \"…\"` is enough to begin with."),
            );
            return None;
        }
        let text = document::text(self.files, path, self.problems)?;
        let (toml, offset) = document::toml(text);
        let record = format!("initiative {}", self.id);
        let origin = Origin { file: Arc::clone(path), offset, toml, record, problems: self.problems };
        let arena = Arena::new();
        let parsed = parse(toml, &arena, &origin);
        let table = Table::open(parsed.entries(), 0..0, &forms::INITIATIVE, &origin);
        if !self.problems.is_torn(path) {
            let people = table.tables("people").iter().map(|person| person.words("id")).collect();
            self.known.borrow_mut().people = Some(people);
        }
        Some(self.take_head(&table))
    }

    fn take_head(&self, table: &Table<'_, '_>) -> Initiative {
        let people = table.tables("people");
        instrument::unique(&people, "person");
        people.iter().for_each(reserved);
        let rhythm = table.table("rhythm");
        Initiative {
            id: self.id.to_owned(),
            title: table.text("title").unwrap_or_else(|| Text { words: self.id.to_owned(), place: table.place() }),
            organization: table.words("organization"),
            purpose: table.words("purpose"),
            started: table.date("started"),
            sponsor: table.reference("sponsor"),
            people: people.iter().map(person).collect(),
            training: table.tables("training").iter().map(training).collect(),
            rhythm: rhythm.map_or_else(Rhythm::default, |rhythm| Rhythm {
                tactical: rhythm.choice("tactical", &forms::RHYTHMS),
                strategic: rhythm.choice("strategic", &forms::RHYTHMS),
            }),
            milestones: table.tables("milestones").iter().map(milestone).collect(),
            budget: table.table("budget").and_then(|budget| {
                Some(Budget {
                    total: budget.number("total")?,
                    unit: budget.words("unit"),
                    spent: outcome::readings(&budget, "spent"),
                })
            }),
            investments: table.tables("investments").iter().filter_map(investment).collect(),
            uses: table.tables("use").iter().map(used).collect(),
            outcomes: Vec::new(),
            actions: Vec::new(),
            meetings: Vec::new(),
            assessments: Vec::new(),
            place: table.place(),
        }
    }

    /// All records of a kind, by id.
    fn records<T>(
        &self,
        sorted: &Sorted<'_>,
        folder: &str,
        kind: &str,
        form: &'static Form,
        take: impl Fn(String, &Table<'_, '_>, Prose) -> Option<T>,
    ) -> Vec<T> {
        let paths = sorted.records.get(folder).into_iter().flatten();
        paths.filter_map(|path| self.record(path, kind, "", form, &take)).collect()
    }

    /// One record: Markdown with front matter.
    fn record<T>(
        &self,
        path: &Arc<str>,
        kind: &str,
        within: &str,
        form: &'static Form,
        take: impl Fn(String, &Table<'_, '_>, Prose) -> Option<T>,
    ) -> Option<T> {
        let id = self.id_of(path);
        let text = document::text(self.files, path, self.problems)?;
        let record = format!("{kind} {within}{id}");
        let document = document::markdown(text, path, &record, self.problems);
        let toml = document.toml;
        let origin = Origin {
            file: Arc::clone(path),
            offset: document.toml_at,
            toml: toml.unwrap_or_default(),
            record,
            problems: self.problems,
        };
        let body = Origin { offset: document.body_at, ..origin.clone() };
        let prose = markdown::parse(document.body, self.files, &body);
        let arena = Arena::new();
        let parsed = toml.map(|toml| parse(toml, &arena, &origin));
        if toml.is_none() || self.problems.is_torn(path) {
            self.known.borrow_mut().unsure.insert(id.clone());
        }
        let parsed = parsed?;
        let table = Table::open(parsed.entries(), 0..0, form, &origin);
        take(id, &table, prose)
    }

    fn id_of(&self, path: &Arc<str>) -> String {
        let name = path.rsplit('/').next().unwrap_or_default();
        let id = name.strip_suffix(".md").unwrap_or(name);
        self.check_id(id, path, "the file");
        id.to_owned()
    }

    fn check_id(&self, id: &str, path: &Arc<str>, what: &str) {
        if let Some(fault) = id::fault(id) {
            let message = format!("`{id}` cannot be an id: {fault}");
            let mend = match self.free(id, path) {
                free if free.is_empty() => format!("Rename {what}."),
                free => format!("Rename {what}, for instance to `{free}`."),
            };
            self.problems.push(Diagnostic::new(Code::BadId, Place::top(path), message).mend(mend));
        }
    }

    /// An id made of a bad one that no record beside it has. The first that is suggested may be
    /// that of another: both then are told, and only one can have it.
    fn free(&self, id: &str, path: &Arc<str>) -> String {
        let suggestion = id::suggest(id);
        let (Some((before, after)), false) = (path.rsplit_once(&format!("/{id}")), suggestion.is_empty()) else {
            return suggestion;
        };
        let named = |other: &'a str| other.strip_prefix(before)?.strip_prefix('/')?.strip_suffix(after);
        let others = self.files.paths().filter(|other| *other != path);
        let others: Vec<(&Arc<str>, &str)> = others.filter_map(|other| Some((other, named(other)?))).collect();
        let is_taken = |wanted: &str| others.iter().any(|(_, name)| name.to_lowercase() == wanted);
        let waits = |other: &&Arc<str>, name: &str| *other < path && id::fault(name).is_some();
        let before = others.iter().filter(|(other, name)| waits(other, name) && id::suggest(name) == suggestion);
        let numbered = (2..).map(|number| format!("{suggestion}-{number}"));
        let mut free = std::iter::once(suggestion.clone()).chain(numbered).filter(|free| !is_taken(free));
        free.nth(before.count()).unwrap_or_default()
    }

    /// All assessments. Each is read by itself, and what is found in it is then put together.
    fn assessments(&self, sorted: &Sorted<'_>) -> Vec<Assessment> {
        let Self { id, files, shared, .. } = *self;
        let all: Vec<(&&str, &Vec<&Arc<str>>)> = sorted.assessments.iter().collect();
        let read = parallel::each(&all, |(assessment, paths)| {
            let problems = Problems::default();
            let reader = Reader { id, files, shared, problems: &problems, known: RefCell::default() };
            let assessment = reader.assessment(assessment, paths);
            (assessment, reader.known.into_inner(), problems)
        });
        let kept = read.into_iter().filter_map(|(assessment, known, problems)| {
            self.known.borrow_mut().extend(known);
            self.problems.extend(problems);
            assessment
        });
        kept.collect()
    }

    fn assessment(&self, id: &str, paths: &[&Arc<str>]) -> Option<Assessment> {
        let path: Arc<str> = Arc::from(format!("content/{}/{id}/assessment.toml", self.id));
        if id::RESERVED.contains(&id) {
            let message = format!("`{id}` is a name that addresses use, and cannot be the id of an assessment");
            self.problems
                .push(Diagnostic::new(Code::ReservedId, Place::top(&path), message).mend("Rename the folder."));
        } else {
            self.check_id(id, &path, "the folder");
        }
        if !self.files.contains(&path) {
            let message = format!("the assessment {id} has no assessment.toml");
            let mend = "Write it; `preread new assessment` makes one from the last.";
            self.problems.push(Diagnostic::new(Code::MissingFile, Place::top(&path), message).mend(mend));
            return None;
        }
        let head =
            document::text(self.files, &path, self.problems).and_then(|text| self.assessment_head(id, &path, text));
        let instrument = head.as_ref().map(|assessment| Arc::clone(&assessment.instrument));
        let mut texts = self.texts(id, instrument.as_deref(), paths);
        texts.patterns.sort_by_key(|pattern| (pattern.order.is_none(), pattern.order));
        texts.written.sort_by_key(|written| written.part);
        head.map(|assessment| Assessment {
            observations: texts.observations,
            patterns: texts.patterns,
            parts: crate::model::part::Parts { written: texts.written },
            ..assessment
        })
    }

    fn assessment_head(&self, id: &str, path: &Arc<str>, text: &str) -> Option<Assessment> {
        let (toml, offset) = document::toml(text);
        let record = format!("assessment {id}");
        let origin = Origin { file: Arc::clone(path), offset, toml, record, problems: self.problems };
        let arena = Arena::new();
        let parsed = parse(toml, &arena, &origin);
        let table = Table::open(parsed.entries(), 0..0, &forms::ASSESSMENT, &origin);
        let mut known = self.known.borrow_mut();
        known.decisions.extend(table.tables("decisions").iter().map(|entry| format!("{id}/{}", entry.words("id"))));
        if self.problems.is_torn(path) {
            known.unsure.insert(id.to_owned());
        }
        let assessment = assessment::take(id.to_owned(), &table, self.shared);
        known.lacks_instrument |= assessment.is_none();
        assessment
    }

    /// Observations, patterns and parts of an assessment; they are read even when its own file
    /// cannot be.
    fn texts(&self, id: &str, instrument: Option<&Instrument>, paths: &[&Arc<str>]) -> Texts {
        let within = format!("{id}/");
        let mut texts = Texts::default();
        for path in paths {
            match path.split('/').nth(3) {
                Some("observations") => {
                    let take = |id, table: &Table<'_, '_>, body| observation::take(id, instrument, table, body);
                    texts.observations.extend(self.record(path, "observation", &within, &forms::OBSERVATION, take));
                }
                Some("patterns") => {
                    let take = observation::take_pattern;
                    texts.patterns.extend(self.record(path, "pattern", &within, &forms::PATTERN, take));
                }
                Some("briefing") => {
                    texts.written.extend(self.record(path, "part", &within, &forms::PART, |id, table, body| {
                        let part = Part::named(&id);
                        if part.is_none() {
                            let message = format!("`{id}` is none of the eight parts");
                            let mend = did_you_mean(&id, Part::ALL.into_iter().map(Part::id));
                            table.origin().report_at(Code::BadId, Place::top(path), message, mend);
                        }
                        part.map(|part| part::take(part, table, body))
                    }));
                }
                _ => {}
            }
        }
        texts
    }

    /// Adds what meetings heard to the actions they heard of.
    fn hear(&self, actions: &mut [Action], heard: Vec<Heard>) {
        let mut known = self.known.borrow_mut();
        known.actions.extend(actions.iter().map(|action| action.id.clone()));
        for Heard { action, update, dated, meeting } in heard {
            match actions.iter_mut().find(|known| known.id == action.id) {
                Some(known) if update.date < known.recommended => {
                    let message =
                        format!("this was heard of before {}, when the action was recommended", known.recommended);
                    let diagnostic = Diagnostic::new(Code::DateOrder, dated.unwrap_or(action.place), message);
                    self.problems.push(diagnostic.mend("Correct one of the two dates.").of(meeting));
                }
                Some(known) => known.updates.push(update),
                None if known.is_known(&known.actions, &action.id) => {}
                None => {
                    let message = format!("there is no action `{}`", action.id);
                    let mend = did_you_mean(&action.id, known.actions.iter().map(String::as_str));
                    let diagnostic = Diagnostic::new(Code::UnknownReference, action.place, message);
                    self.problems.push(diagnostic.mend(mend).of(meeting));
                }
            }
        }
        for action in actions {
            action.updates.sort_by_key(|update| update.date);
            action::check_course(action, self.problems);
        }
    }
}

/// What people wrote about an assessment, besides its scores.
#[derive(Default)]
struct Texts {
    observations: Vec<Observation>,
    patterns: Vec<Pattern>,
    written: Vec<Written>,
}

/// `owner = "none"` says that nobody is, and so nobody has this id.
fn reserved(table: &Table<'_, '_>) {
    if table.words("id") == assessment::NOBODY {
        let message = format!("`{}` says that there is nobody, and cannot be the id of a person", assessment::NOBODY);
        table.origin().report_at(Code::ReservedId, table.place_of("id"), message, "Choose another id.");
    }
}

fn person(table: &Table<'_, '_>) -> Person {
    Person {
        id: table.words("id"),
        role: table.words("role"),
        name: table.text("name").map(|name| name.words),
        part: table.choice("part", &forms::PERSON_PARTS),
    }
}

fn training(table: &Table<'_, '_>) -> Training {
    if let (Some(reach), Some(of)) = (table.count("reach"), table.count("of"))
        && reach > of
    {
        let message = format!("{reach} people came, and only {of} were meant");
        let mend = "Correct `reach` or `of`.";
        table.origin().report_at(Code::DoubtfulEntry, table.place_of("reach"), message, mend);
    }
    Training {
        title: table.words("title"),
        audience: table.words("for"),
        owner: table.reference("owner"),
        planned: table.date("planned"),
        held: table.date("held"),
        reach: table.count("reach").map(|reach| (reach, table.count("of"))),
    }
}

fn milestone(table: &Table<'_, '_>) -> Milestone {
    Milestone {
        title: table.words("title"),
        planned: table.date("planned"),
        done: table.date("done"),
        see: table.text("see").map(|see| see.words),
        decision: table.reference("decision"),
    }
}

fn investment(table: &Table<'_, '_>) -> Option<Investment> {
    if table.number("amount").is_some_and(|amount| amount.is_negative()) {
        let message = "an investment below zero asks for nothing";
        let mend = "Write the amount without the minus.";
        table.origin().report_at(Code::DoubtfulEntry, table.place_of("amount"), message, mend);
    }
    Some(Investment {
        title: table.text("title")?,
        kind: table.choice("kind", &forms::INVESTMENT_KINDS),
        amount: table.number("amount"),
        planned: table.date("planned"),
        state: table.choice("state", &forms::INVESTMENT_STATES).unwrap_or(InvestmentState::Asked),
        decision: table.reference("decision"),
        note: table.text("note"),
    })
}

fn used(table: &Table<'_, '_>) -> Use {
    Use {
        title: table.words("title"),
        unit: table.words("unit"),
        target: table.number("target"),
        readings: outcome::readings(table, "readings"),
    }
}

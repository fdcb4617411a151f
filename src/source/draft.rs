//! The text of new records: right ids, right dates, and the choices as comments. What is written
//! here is for a person to fill in; nothing is decided.

use std::fmt::Write as _;

use jiff::civil::Date;

use crate::artifact::Artifact;
use crate::model::assessment::{Assessment, Scored, Stage};
use crate::model::initiative::Initiative;
use crate::model::instrument::{Instrument, Node, NodeIndex, NodeKind, ROOT, ScaleKind};
use crate::model::part::Part;
use crate::source::{forms, id, meeting};

/// What is to be drafted.
#[derive(Clone, Debug)]
pub struct Ask {
    /// The kind of record.
    pub kind: Kind,
    /// Its title, or nothing.
    pub title: Option<String>,
    /// The id wanted, or nothing.
    pub id: Option<String>,
    /// The day.
    pub date: Date,
}

/// Kinds of record that can be drafted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An assessment, in a stage or in the next one.
    Assessment(Option<String>),
    /// An observation of the assessment named.
    Observation(String),
    /// A pattern of the assessment named.
    Pattern(String),
    /// An action.
    Action,
    /// An outcome.
    Outcome,
    /// A meeting: tactical or strategic.
    Meeting(String),
}

/// Why a record cannot be drafted, if it cannot.
pub fn refused(ask: &Ask) -> Option<String> {
    if !(1..=9999).contains(&ask.date.year()) {
        return Some(format!("{} is no date that can be written", ask.date));
    }
    let Some(wanted) = ask.id.as_deref() else { return unnamed(ask) };
    match &ask.kind {
        Kind::Assessment(_) if id::RESERVED.contains(&wanted) => {
            Some(format!("`{wanted}` is a name that addresses use; choose another id"))
        }
        Kind::Meeting(_) if meeting::date_and_kind(wanted).is_none() => Some(format!(
            "`{wanted}` says neither a day nor a kind of meeting: write 2026-11-26-strategic, for instance"
        )),
        _ => None,
    }
}

/// The title of a meeting goes into its id, so an id has to come of it.
fn unnamed(ask: &Ask) -> Option<String> {
    let title = ask.title.as_deref().filter(|_| matches!(ask.kind, Kind::Meeting(_)))?;
    id::suggest(title).is_empty().then(|| {
        format!("no id can be made of the title `{title}`: name one, such as --id {}-tactical-sales", ask.date)
    })
}

/// Drafts a record as files of the site.
pub fn draft(initiative: &Initiative, instrument: &Instrument, ask: &Ask) -> Vec<Artifact> {
    match &ask.kind {
        Kind::Assessment(stage) => assessment(initiative, instrument, ask, stage.as_deref()),
        Kind::Observation(within) => vec![observation(initiative, within, ask)],
        Kind::Pattern(within) => vec![pattern(initiative, within, ask)],
        Kind::Action => vec![action(initiative, ask)],
        Kind::Outcome => vec![outcome(initiative, ask)],
        Kind::Meeting(kind) => vec![new_meeting(initiative, kind, ask)],
    }
}

fn title<'a>(ask: &'a Ask, otherwise: &'a str) -> &'a str {
    ask.title.as_deref().unwrap_or(otherwise)
}

fn id_of(ask: &Ask, otherwise: &str) -> String {
    let wanted = ask.id.clone().unwrap_or_else(|| id::suggest(title(ask, otherwise)));
    if wanted.is_empty() { id::suggest(otherwise) } else { wanted }
}

/// Words as a TOML string.
fn quoted(words: &str) -> String {
    let mut out = String::from("\"");
    for c in words.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Words for a comment, which ends with its line.
fn one_line(words: &str) -> String {
    words.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

fn list<'a>(ids: impl Iterator<Item = &'a str>) -> String {
    let ids: Vec<&str> = ids.collect();
    if ids.is_empty() { "none yet".to_owned() } else { ids.join(", ") }
}

fn people(initiative: &Initiative) -> String {
    list(initiative.people.iter().map(|person| person.id.as_str()))
}

fn observation(initiative: &Initiative, within: &str, ask: &Ask) -> Artifact {
    let assessment = initiative.assessment(within);
    let instrument = assessment.map(|assessment| &assessment.instrument);
    let criterion = instrument
        .and_then(|instrument| instrument.criteria().next())
        .map_or("section/criterion", |(_, node)| node.path.as_str());
    let patterns =
        list(assessment.into_iter().flat_map(|assessment| &assessment.patterns).map(|pattern| pattern.id.as_str()));
    let id = id_of(ask, "new-observation");
    let text = format!(
        "+++\ntitle = {}\nkind = \"gap\" # strength, gap or learning\n\
         criteria = [{}] # one or more; `preread score --format csv` lists them\n\
         # pattern = \"\" # patterns of this assessment: {patterns}\n\
         # source = \"\" # who or what it comes from; a role rather than a name\n+++\n\n\
         What did you see? A number, a date, a place, a habit.\n",
        quoted(title(ask, "What was seen, in a sentence")),
        quoted(criterion),
    );
    Artifact::text(format!("content/{}/{within}/observations/{id}.md", initiative.id), text)
}

fn pattern(initiative: &Initiative, within: &str, ask: &Ask) -> Artifact {
    let order = initiative.assessment(within).map_or(1, |assessment| assessment.patterns.len() + 1);
    let id = id_of(ask, "new-pattern");
    let text = format!(
        "+++\ntitle = {}\nkind = \"do-differently\" # build-on, fix-first or do-differently\norder = {order}\n\
         saw = \"What several observations show.\"\nbecause = [\"The reason you were given.\", \"The reason behind it.\"]\n\
         root-cause = \"What lies beneath.\"\n# voice = {{ words = \"\", who = \"\" }}\n+++\n\n\
         So for us: what this means.\n",
        quoted(title(ask, "The pattern in a sentence.")),
    );
    Artifact::text(format!("content/{}/{within}/patterns/{id}.md", initiative.id), text)
}

fn action(initiative: &Initiative, ask: &Ask) -> Artifact {
    let newest = initiative.assessments.last();
    let mut choices = String::new();
    if let Some(newest) = newest {
        let within = |id: &str| format!("{}/{id}", newest.id);
        let patterns: Vec<String> = newest.patterns.iter().map(|pattern| within(&pattern.id)).collect();
        let decisions: Vec<String> = newest.decisions.iter().map(|decision| within(&decision.id)).collect();
        let _ = write!(
            choices,
            "assessment = {}\n# patterns = [] # {}\n# decision = \"\" # {}\n",
            quoted(&newest.id),
            list(patterns.iter().map(String::as_str)),
            list(decisions.iter().map(String::as_str)),
        );
    }
    let id = id_of(ask, "new-action");
    let text = format!(
        "+++\ntitle = {}\nkind = \"different\" # different, more or less\nrecommended = {}\n{choices}\
         # outcomes = [] # {}\n# owner = \"\" # {}\n# due = {}\n\n\
         # What becomes of it, oldest first:\n# [[updates]]\n# date = {}\n\
         # status = \"committed\" # recommended, committed, in-progress, done, dropped\n# note = \"\"\n+++\n\n\
         Why this, and why now.\n",
        quoted(title(ask, "What is to be done")),
        ask.date,
        list(initiative.outcomes.iter().map(|outcome| outcome.id.as_str())),
        people(initiative),
        ask.date,
        ask.date,
    );
    Artifact::text(format!("content/{}/actions/{id}.md", initiative.id), text)
}

fn outcome(initiative: &Initiative, ask: &Ask) -> Artifact {
    let id = id_of(ask, "new-outcome");
    let date = ask.date;
    let text = format!(
        "+++\ntitle = {}\nmeasure = \"What is measured, and how\"\nunit = \"percent\" # any words; percent prints %\n\
         direction = \"higher\" # higher or lower is better\n# owner = \"\" # {}\n\
         baseline = {{ date = {date}, value = 0 }}\n# target = {{ date = {date}, value = 0 }}\n\n\
         # What was measured, oldest first:\n# [[readings]]\n# date = {date}\n# value = 0\n\n\
         # What is done for it:\n# [[tactics]]\n# title = \"\"\n# measure = \"\"\n\n\
         # What people decide about it:\n# [[answers]]\n# date = {date}\n# answer = \"keep\" # more, less, different or keep\n+++\n\n\
         Why this outcome matters.\n",
        quoted(title(ask, "New outcome")),
        people(initiative),
    );
    Artifact::text(format!("content/{}/outcomes/{id}.md", initiative.id), text)
}

fn new_meeting(initiative: &Initiative, kind: &str, ask: &Ask) -> Artifact {
    // The page of a strategic meeting opens with what was promised; it needs no topic.
    let topics: &[(&str, &str)] = match kind {
        "strategic" => &[
            ("How are we doing against the outcomes we defined?", "outcomes"),
            ("Are we moving in the right direction?", "direction"),
            ("More, less, or something different?", "answer"),
            ("Investments: projects, equipment, upgrades", "investments"),
            ("Communication", "communication"),
        ],
        _ => &[
            ("User adoption overall", "adoption"),
            ("Tactics against the plan", "tactics"),
            ("Technical issues", "issues"),
            ("User feedback", "feedback"),
            ("Tasks due and overdue", "due"),
            ("Last meeting's tasks", "promised"),
        ],
    };
    let open =
        initiative.actions.iter().filter(|action| action.state(ask.date).is_open()).map(|action| action.id.as_str());
    let mut text = format!(
        "+++\nstate = \"planned\" # planned, held or missed\n# time = \"10:00\"\n# attended = [] # {}\n",
        people(initiative)
    );
    for (topic, about) in topics {
        let _ = write!(
            text,
            "\n[[topics]]\ntitle = {}\nabout = {}\n# said = \"\"\n# no-task = \"\" # why none came of it\n",
            quoted(topic),
            quoted(about),
        );
    }
    let _ = write!(
        text,
        "\n# Below a topic, each task with one owner and one date:\n# [[topics.tasks]]\n# id = \"\"\n# title = \"\"\n# owner = \"\"\n# due = {}\n\n\
         # What the meeting hears of earlier actions: {}\n# [[updates]]\n# action = \"\"\n# on = {} # the day it happened, when that was earlier\n\
         # status = \"in-progress\" # recommended, committed, in-progress, done, dropped\n# note = \"\"\n+++\n",
        ask.date,
        list(open),
        ask.date,
    );
    let id = ask.id.clone().unwrap_or_else(|| meeting_id(kind, ask));
    Artifact::text(format!("content/{}/meetings/{id}.md", initiative.id), text)
}

/// The day, the kind, and the words that tell it from others of its kind and day.
fn meeting_id(kind: &str, ask: &Ask) -> String {
    let bare = format!("{}-{kind}", ask.date);
    match &ask.title {
        Some(title) => id::suggest(&format!("{bare} {title}")),
        None => bare,
    }
}

/// An assessment with the criteria of the last one, and the eight parts to write.
fn assessment(initiative: &Initiative, instrument: &Instrument, ask: &Ask, stage: Option<&str>) -> Vec<Artifact> {
    let last = initiative.assessments.last();
    let stage = stage.unwrap_or_else(|| next_stage(last));
    let month = format!("{:04}-{:02}", ask.date.year(), ask.date.month());
    let id = ask.id.clone().unwrap_or_else(|| format!("{month}-{stage}"));
    let folder = format!("content/{}/{id}", initiative.id);
    let mut files = vec![Artifact::text(
        format!("{folder}/assessment.toml"),
        assessment_text(initiative, instrument, ask, stage, last),
    )];
    for part in Part::ALL {
        files.push(Artifact::text(format!("{folder}/briefing/{}.md", part.id()), part_text(part)));
    }
    files
}

fn next_stage(last: Option<&Assessment>) -> &'static str {
    let next = match last.map(|last| last.stage) {
        None => Stage::Readiness,
        Some(Stage::Readiness) => Stage::Calibration,
        Some(Stage::Calibration | Stage::CourseCorrection) => Stage::CourseCorrection,
    };
    forms::STAGES.iter().find(|(_, stage)| *stage == next).map_or("calibration", |(word, _)| word)
}

fn assessment_text(
    initiative: &Initiative,
    instrument: &Instrument,
    ask: &Ask,
    stage: &str,
    last: Option<&Assessment>,
) -> String {
    let mut text = format!(
        "#:schema ../../../.schemas/assessment.json\nmodel = {}\ndate = {}\nstage = {} # readiness, calibration or course-correction\n\n\
         # The conclusion, in one or two sentences, and a few below it:\n# finding = \"\"\n# lead = \"\"\n\n\
         # meeting = \"\" # the meeting it prepares\n# assessors = [] # {}\n# interviews = 0\n\n\
         # What the meeting is asked to decide; an action carries each out:\n# [[decisions]]\n# id = \"\"\n# ask = \"\"\n# detail = \"\"\n\n\
         # A score is a percentage of the criterion's points, or a range such as [40, 60]; yes-or-no criteria are true or false.\n\
         # What does not apply: name = {{ not-applicable = \"the reason\" }}\n",
        quoted(&instrument.id),
        ask.date,
        quoted(stage),
        people(initiative),
    );
    if !instrument.requisites.is_empty() {
        text.push_str("# With requisites: name = { score = 50");
        for requisite in &instrument.requisites {
            let _ = write!(
                text,
                ", {} = {}",
                requisite.id,
                if requisite.person { "\"a person's id, or none\"" } else { "\"yes, partly or no\"" }
            );
        }
        text.push_str(", note = \"\" }\n");
    }
    for index in instrument.node(ROOT).into_iter().flat_map(|root| &root.children) {
        section(instrument, *index, last, &mut text);
    }
    text
}

fn section(instrument: &Instrument, index: NodeIndex, last: Option<&Assessment>, text: &mut String) {
    let Some(node) = instrument.node(index) else { return };
    if !matches!(node.kind, NodeKind::Section { .. }) {
        return;
    }
    let key = node.path.replace('/', ".");
    let _ = write!(text, "\n# {}\n[scores.{key}]\n", one_line(&node.title));
    let (criteria, inner): (Vec<NodeIndex>, Vec<NodeIndex>) =
        node.children.iter().partition(|child| instrument.node(**child).is_some_and(Node::is_criterion));
    for child in criteria.into_iter().filter_map(|child| instrument.node(child)) {
        let (example, before) = (example(instrument, child), before(child, last));
        let _ = writeln!(text, "# {}\n# {} = {example}{before}", one_line(&child.title), child.id);
    }
    for child in inner {
        section(instrument, child, last, text);
    }
}

fn example(instrument: &Instrument, node: &Node) -> String {
    match instrument.scale_of(node).map(|scale| &scale.kind) {
        Some(ScaleKind::YesNo) => "false".to_owned(),
        Some(ScaleKind::Answers(choices)) => choices.first().map(|choice| quoted(&choice.id)).unwrap_or_default(),
        Some(ScaleKind::Levels(choices)) => choices.first().map(|choice| choice.id.clone()).unwrap_or_default(),
        _ => "50".to_owned(),
    }
}

/// What was answered last time, as a comment.
fn before(node: &Node, last: Option<&Assessment>) -> String {
    let given = last.and_then(|last| last.answers.get(&last.instrument.find(&node.path)?));
    match given.map(|given| &given.score) {
        Some(Scored::Share(range)) => {
            let [low, high] = [&range.low, &range.high].map(|share| share.times_hundred().decimal());
            if low == high { format!(" # last time {low} %") } else { format!(" # last time {low} to {high} %") }
        }
        Some(Scored::NotApplicable(_)) => " # last time not applicable".to_owned(),
        _ => String::new(),
    }
}

fn part_text(part: Part) -> String {
    let (keys, ask) = match part {
        Part::Reason => {
            ("# leave = [\"What is true when we leave the room.\"]\n", "Why do we meet, and what do we want from it?")
        }
        Part::Status => ("", "Where does the initiative stand, in a few sentences?"),
        Part::Stakes => (
            "# unit = \"\"\n# if-nothing = [\"\"]\n# if-act = [\"\"]\n# [[values]]\n# title = \"\"\n# value = 0\n# reached = false\n",
            "What is at stake?",
        ),
        Part::Nature => ("", "Who looked, at what, and how were views brought together?"),
        Part::Results => ("", "What do the scores say, in a few sentences?"),
        Part::Learning => ("", "What did we learn that a list of gaps would not show?"),
        Part::Actions => ("# [[rejected]]\n# option = \"\"\n# reason = \"\"\n", "What do we recommend, and why this?"),
        Part::Commitment => ("# communication = \"\"\n", "What do we promise each other?"),
    };
    format!(
        "+++\n# finding = \"One or two sentences: the title of the page.\"\n# lead = \"\"\n{keys}+++\n\n<!-- {ask} -->\n"
    )
}

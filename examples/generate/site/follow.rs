//! What was recommended, and what became of it: actions with their updates, and the meetings that
//! heard of them.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::chance::Chance;
use super::terms::{Term, as_of, later};
use super::toml::{Lines, list};
use super::unit::{PEOPLE, Unit};
use super::words;

/// Actions of one assessment.
pub const ACTIONS: usize = 6;
/// Decisions that the meeting of an assessment is asked for; each is carried out by an action.
pub const DECISIONS: usize = 2;

const DROPPED: [&str; 3] = [
    "The new release does this by itself.",
    "Two branches closed, and the reason went with them.",
    "The owner asked for less at a time; agreed.",
];

pub struct Action {
    pub id: String,
    pub title: String,
    /// Which assessment recommended it, from 0.
    pub at: usize,
    owner: &'static str,
    due: Date,
    life: Vec<Update>,
}

struct Update {
    date: Date,
    status: Option<&'static str>,
    note: Option<String>,
    due: Option<Date>,
}

impl Update {
    const fn new(date: Date, status: &'static str) -> Self {
        Self { date, status: Some(status), note: None, due: None }
    }

    fn note(mut self, note: impl Into<String>) -> Self {
        self.note = Some(note.into());
        self
    }

    fn write(&self, lines: &mut Lines) {
        if let Some(status) = self.status {
            lines.text("status", status);
        }
        if let Some(due) = self.due {
            lines.raw("due", due);
        }
        if let Some(note) = &self.note {
            lines.text("note", note);
        }
    }
}

/// All actions of a unit, the earliest first.
pub fn actions(unit: &Unit) -> Vec<Action> {
    let mut chance = unit.chance("actions");
    let all = unit.terms.iter().flat_map(|term| std::iter::repeat_n(term, ACTIONS)).enumerate();
    all.map(|(number, term)| action(&mut chance, term, number)).collect()
}

fn action(chance: &mut Chance, term: &Term, number: usize) -> Action {
    let title = words::step(chance);
    let due = later(term.strategic, chance.between(45, 170));
    let id = format!("{}-{}", words::id(&title), number + 1);
    Action { id, title, at: term.at, owner: Unit::owner(chance), due, life: life(chance, term, due) }
}

/// Most are done in time, some late, some dropped, some not yet; nothing overdue stays unheard of.
fn life(chance: &mut Chance, term: &Term, due: Date) -> Vec<Update> {
    let fate = chance.between(0, 99);
    let past = |date: Date| date <= as_of();
    let mut life = vec![Update::new(term.strategic, "committed")];
    let begun = later(term.strategic, chance.between(14, 40));
    if fate < 72 && past(begun) {
        life.push(Update::new(begun, "in-progress").note(words::sentence(chance)));
    }
    let done = later(due, -chance.between(0, 4));
    // Of what became overdue a day ago, too, something is heard by today.
    let asked = if past(due) { later(due, 3).min(as_of()) } else { later(due, 3) };
    let postponed = later(due, chance.between(45, 120));
    match fate {
        0..=59 if past(done) => life.push(Update::new(done, "done").note(words::sentence(chance))),
        60..=79 if past(asked) => {
            life.push(Update { date: asked, status: None, note: Some(words::sentence(chance)), due: Some(postponed) });
            if past(postponed) {
                life.push(Update::new(later(postponed, -2), "done"));
            }
        }
        80..=91 if past(done) => life.push(Update::new(done, "dropped").note(*chance.pick(&DROPPED))),
        _ if past(asked) => life.push(Update::new(asked, "in-progress").note(words::sentence(chance))),
        _ => {}
    }
    life
}

/// An action as a file. What its first meeting heard stands in the minutes of that meeting.
pub fn action_file(unit: &Unit, action: &Action, number: usize, patterns: &[String], criteria: &[String]) -> String {
    let mut chance = unit.chance(&action.id);
    let Some(term) = unit.terms.get(action.at) else { return String::new() };
    let mut lines = Lines::default();
    lines.text("title", &action.title).text("kind", chance.word(&["different", "different", "more", "less"]));
    lines.raw("recommended", term.date).text("assessment", &term.id).text("owner", action.owner);
    lines.raw("due", action.due);
    let pattern: Vec<String> =
        chance.some(patterns, 1).into_iter().map(|pattern| format!("{}/{pattern}", term.id)).collect();
    lines.raw("patterns", list(&pattern)).raw("outcomes", list(&chance.some(&unit.outcomes, 2)));
    lines.raw("criteria", list(&chance.some(criteria, 2)));
    if number % ACTIONS < DECISIONS {
        lines.text("decision", &format!("{}/{}", term.id, decision(number % ACTIONS)));
    }
    if term.at == 0 && number % ACTIONS == 2 {
        lines.raw("condition", true);
    }
    for update in action.life.iter().skip(1) {
        lines.header("[[updates]]").raw("date", update.date);
        update.write(&mut lines);
    }
    lines.record(&words::sentences(&mut chance, 4))
}

/// Id of a decision, by its number.
pub fn decision(number: usize) -> String {
    format!("decision-{}", number + 1)
}

struct Meeting {
    id: String,
    date: Date,
    strategic: bool,
    /// Tasks of the meeting before, by their ids.
    tasks: Vec<String>,
    at: usize,
}

/// The meetings of a unit, as id and file: a tactical and a strategic one each quarter, and the next
/// two, which lie ahead.
pub fn meetings(unit: &Unit, actions: &[Action]) -> BTreeMap<String, String> {
    let mut chance = unit.chance("meetings");
    let mut files = BTreeMap::new();
    let mut tasks = Vec::new();
    for term in &unit.terms {
        for (strategic, date) in [(false, term.tactical), (true, term.strategic)] {
            let id = if strategic { term.meeting() } else { format!("{date}-tactical") };
            let meeting = Meeting { id: id.clone(), date, strategic, tasks: std::mem::take(&mut tasks), at: term.at };
            files.insert(id, held(&mut chance, &meeting, actions, &mut tasks));
        }
    }
    for (days, kind) in [(21, "tactical"), (58, "strategic")] {
        let mut lines = Lines::default();
        lines.text("time", "10:00").header("[[topics]]").text("title", &words::label(&mut chance));
        files.insert(format!("{}-{kind}", later(as_of(), days)), lines.record(""));
    }
    files
}

fn held(chance: &mut Chance, meeting: &Meeting, actions: &[Action], tasks: &mut Vec<String>) -> String {
    let abouts: [&str; 4] = match meeting.strategic {
        true => ["outcomes", "direction", "answer", "investments"],
        false => ["adoption", "tactics", "issues", "feedback"],
    };
    let mut lines = Lines::default();
    let attended: Vec<&str> = chance.some(&PEOPLE, 7).into_iter().map(|person| person.0).collect();
    lines.text("time", chance.word(&["09:00", "10:30", "14:00"])).text("state", "held");
    lines.raw("attended", list(&attended));
    for (number, about) in abouts.into_iter().enumerate() {
        lines.header("[[topics]]").text("title", &words::label(chance)).text("about", about);
        lines.text("said", &words::sentence(chance));
        if chance.percent(45) {
            task(&mut lines, chance, meeting, number, tasks);
        } else {
            lines.text("no-task", "For information.");
        }
    }
    for heard in &meeting.tasks {
        lines.header("[[updates]]").text("action", heard).text("status", "done");
    }
    if meeting.strategic {
        for action in actions.iter().filter(|action| action.at == meeting.at) {
            lines.header("[[updates]]").text("action", &action.id);
            action.life.iter().take(1).for_each(|update| update.write(&mut lines));
        }
    }
    lines.record(&super::prose::paragraphs(chance, 3))
}

fn task(lines: &mut Lines, chance: &mut Chance, meeting: &Meeting, number: usize, tasks: &mut Vec<String>) {
    let title = words::step(chance);
    let id = format!("{}-{}", words::id(&title), number + 1);
    lines.header("[[topics.tasks]]").text("id", &id).text("title", &title).text("owner", Unit::owner(chance));
    // The next meeting hears that it is done, before it is due.
    lines.raw("due", later(meeting.date, chance.between(100, 130)));
    if chance.percent(40) {
        lines.text("kind", chance.word(&["more", "different", "less"]));
    }
    tasks.push(format!("{}/{id}", meeting.id));
}

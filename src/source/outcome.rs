//! A file of outcomes/ into an [`Outcome`].

use crate::diagnostic::Code;
use crate::model::outcome::{Better, Decided, Outcome, Reading, Tactic};
use crate::model::prose::Prose;
use crate::source::forms;
use crate::source::table::Table;

/// Takes an outcome from its front matter and its text.
pub fn take(id: String, table: &Table<'_, '_>, body: Prose) -> Option<Outcome> {
    check_path(table);
    check_answers(table);
    // Everything is read before anything that must be there is asked for, so that a missing title
    // hides no other mistake.
    let readings = readings(table, "readings");
    Some(Outcome {
        id,
        title: table.text("title")?,
        measure: table.words("measure"),
        unit: table.words("unit"),
        better: table.choice("direction", &forms::DIRECTIONS).unwrap_or(Better::Higher),
        order: table.integer("order"),
        owner: table.reference("owner"),
        baseline: table.table("baseline").and_then(|table| reading(&table)),
        target: table.table("target").and_then(|table| reading(&table)),
        readings,
        tactics: table.tables("tactics").iter().map(tactic).collect(),
        answers: table
            .tables("answers")
            .iter()
            .filter_map(|table| {
                let answer = table.choice("answer", &forms::ANSWERS)?;
                Some(Decided {
                    date: table.date("date")?,
                    answer,
                    note: table.text("note"),
                    place: table.place_of("date"),
                })
            })
            .collect(),
        body,
        place: table.place(),
    })
}

/// A tactic is measured as an outcome is.
fn tactic(table: &Table<'_, '_>) -> Tactic {
    check_path(table);
    Tactic {
        title: table.words("title"),
        measure: table.text("measure").map(|text| text.words),
        unit: table.words("unit"),
        better: table.choice("direction", &forms::DIRECTIONS).unwrap_or(Better::Higher),
        baseline: table.table("baseline").and_then(|table| reading(&table)),
        target: table.table("target").and_then(|table| reading(&table)),
        readings: readings(table, "readings"),
    }
}

/// The target lies after the baseline, the way that is better.
fn check_path(table: &Table<'_, '_>) {
    let day = |key: &str| table.table(key).and_then(|table| Some((table.date("date")?, table.place_of("date"))));
    if let (Some((from, _)), Some((to, place))) = (day("baseline"), day("target"))
        && to <= from
    {
        let message = format!("the target of {to} lies before the baseline of {from}");
        table.origin().report_at(Code::DateOrder, place, message, "Correct one of the two dates.");
    }
    let value = |key: &str| table.table(key).and_then(|table| table.number("value"));
    if let (Some(from), Some(to), Some(better)) =
        (value("baseline"), value("target"), table.choice("direction", &forms::DIRECTIONS))
    {
        let is_wrong = match better {
            Better::Higher => to < from,
            Better::Lower => to > from,
        };
        if is_wrong {
            let message = "the target lies the other way from the baseline than `direction` says";
            let mend = "Correct the direction, the baseline or the target.";
            table.origin().report_at(Code::WrongValue, table.place_of("direction"), message, mend);
        }
    }
    if let (Some(from), Some(to)) = (value("baseline"), value("target"))
        && from == to
        && let Some(target) = table.table("target")
    {
        let message = "the target is the value it started from";
        let mend = "Correct the baseline or the target.";
        table.origin().report_at(Code::DoubtfulEntry, target.place_of("value"), message, mend);
    }
}

/// Answers ascend.
fn check_answers(table: &Table<'_, '_>) {
    let mut last = None;
    for answer in table.tables("answers") {
        let Some(date) = answer.date("date") else { continue };
        if last.is_some_and(|last| date < last) {
            let message = format!("this answer of {date} stands after a later one");
            table.origin().report_at(
                Code::DateOrder,
                answer.place_of("date"),
                message,
                "Order the answers by date, oldest first.",
            );
        }
        last = Some(date);
    }
}

/// A list of readings. They must ascend, so that the newest is the last.
pub fn readings(table: &Table<'_, '_>, key: &str) -> Vec<Reading> {
    let entries = table.tables(key);
    let mut readings: Vec<Reading> = Vec::new();
    for (entry, reading) in entries.iter().filter_map(|entry| Some((entry, reading(entry)?))) {
        if let Some(before) = readings.last().filter(|before| before.date >= reading.date) {
            let (message, mend) = if before.date == reading.date {
                (format!("there are two readings of {}", reading.date), "Keep one reading a day.")
            } else {
                let message = format!("this reading of {} stands after the one of {}", reading.date, before.date);
                (message, "Order the readings by date, oldest first.")
            };
            entry.origin().report_at(Code::DateOrder, entry.place_of("date"), message, mend);
        }
        readings.push(reading);
    }
    readings
}

fn reading(table: &Table<'_, '_>) -> Option<Reading> {
    Some(Reading {
        date: table.date("date")?,
        value: table.number("value")?,
        note: table.text("note"),
        place: table.place_of("date"),
    })
}

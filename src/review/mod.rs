//! What a good reviewer would ask before the report goes out: warnings that need scores.
//!
//! Each rule is one function; each names the file and the mend. Nothing here stops a report.

pub mod contrast;

pub mod charts;

use jiff::civil::Date;

use crate::diagnostic::{Code, Diagnostic};
use crate::model::action::{Action, Status};
use crate::model::assessment::{Assessment, Met, Range, Scored};
use crate::model::initiative::{Initiative, PersonPart};
use crate::model::instrument::{ROOT, Requisite};
use crate::model::meeting::{Meeting, MeetingState};
use crate::model::number::Number;
use crate::model::part::Part;
use crate::place::Place;
use crate::scoring::requisites;
use crate::scoring::totals::Totals;

/// A score from which on it should rest on something, in percent.
const HIGH: i64 = 70;
/// The widest range that passes without a question, in percent.
const WIDEST: i64 = 40;
/// The requisite that says whether anything is written down, in the words of the built-in model.
const DOCUMENTED: &str = "documented";

/// Reviews an initiative with the scores of its assessments, as of a day.
pub fn of(initiative: &Initiative, totals: &[Totals], day: Date) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (assessment, totals) in initiative.assessments.iter().zip(totals) {
        found.extend(high_without_ground(assessment));
        found.extend(wide_ranges(assessment));
        found.extend(unscored_sections(assessment, totals));
        found.extend(unwritten_parts(assessment));
        found.extend(unanswered_decisions(initiative, assessment));
    }
    for action in initiative.actions.iter().filter(|action| action.recommended <= day) {
        found.extend(uncommitted(action, day));
        found.extend(overdue_silent(action, day));
    }
    found.extend(topics_without_task(initiative, day));
    found.extend(contradictory_topics(initiative, day));
    found.extend(initiative.meetings.iter().filter_map(|meeting| unheld(initiative, meeting, day)));
    found.extend(future_facts(initiative, day));
    found.extend(second_sponsors(initiative));
    found
}

fn shares(assessment: &Assessment) -> impl Iterator<Item = (usize, &str, &Range, &Place)> {
    assessment.answers.iter().filter_map(|(index, given)| match &given.score {
        Scored::Share(range) => Some((*index, assessment.instrument.node(*index)?.path.as_str(), range, &given.place)),
        _ => None,
    })
}

fn high_without_ground(assessment: &Assessment) -> Vec<Diagnostic> {
    let grounds: Vec<usize> = assessment
        .instrument
        .requisites
        .iter()
        .enumerate()
        .filter(|(_, requisite)| requisite.person || requisite.id == DOCUMENTED)
        .map(|(index, _)| index)
        .collect();
    let has = |wanted: &dyn Fn(&Requisite) -> bool| assessment.instrument.requisites.iter().any(wanted);
    let lacks = match (has(&|requisite| requisite.person), has(&|requisite| requisite.id == DOCUMENTED)) {
        (true, false) => "no owner",
        (false, true) => "nothing documented",
        _ => "no owner and nothing documented",
    };
    let is_bare = |criterion| {
        grounds
            .iter()
            .all(|requisite| matches!(requisites::met(assessment, criterion, *requisite), None | Some(Met::No)))
    };
    shares(assessment)
        .filter(|(criterion, _, range, _)| {
            !grounds.is_empty() && range.mid >= Number::from(HIGH).percent() && is_bare(*criterion)
        })
        .map(|(_, path, range, place)| {
            let message = format!("`{path}` is scored {} %, with {lacks}", range.mid.times_hundred().decimal());
            Diagnostic::new(Code::HighWithoutGround, place.clone(), message)
                .mend("Name who is accountable or what is written down, or look at the score again.")
                .of(format!("assessment {}", assessment.id))
        })
        .collect()
}

/// A wide range with a note that explains it passes.
fn wide_ranges(assessment: &Assessment) -> Vec<Diagnostic> {
    let explained = |node| assessment.answers.get(&node).is_some_and(|given| given.note.is_some());
    shares(assessment)
        .filter(|(node, _, range, _)| range.width() > Number::from(WIDEST).percent() && !explained(*node))
        .map(|(_, path, range, place)| {
            let width = range.width().times_hundred().decimal();
            let message = format!("the range of `{path}` is {width} percentage points wide");
            Diagnostic::new(Code::WideRange, place.clone(), message)
                .mend("Talk it over again, or write down in a note why views differ so much.")
                .of(format!("assessment {}", assessment.id))
        })
        .collect()
}

/// Sections without any score; of a section that is open as a whole only the section itself.
fn unscored_sections(assessment: &Assessment, totals: &Totals) -> Vec<Diagnostic> {
    let instrument = &assessment.instrument;
    let is_open = |index| totals.score(index).is_some_and(|score| score.counts.scored == 0 && score.counts.open > 0);
    let sections = instrument.nodes.iter().enumerate().filter(|(index, node)| *index != ROOT && !node.is_criterion());
    sections
        .filter(|(index, node)| is_open(*index) && (node.parent == ROOT || !is_open(node.parent)))
        .map(|(index, section)| {
            let first = instrument.criteria_below(index).first().and_then(|criterion| instrument.node(*criterion));
            let table =
                first.and_then(|first| instrument.node(first.parent)).map_or(&section.path, |above| &above.path);
            let message = format!("nobody scored the section {}", section.title);
            let mend = format!(
                "Score its criteria below [scores.{}], or mark them as not applicable with a reason.",
                table.replace('/', ".")
            );
            let diagnostic = Diagnostic::new(Code::UnscoredSection, assessment.place.clone(), message);
            diagnostic.mend(mend).of(format!("assessment {}", assessment.id))
        })
        .collect()
}

/// Parts that nobody wrote, in one question, and files of parts that say nothing.
fn unwritten_parts(assessment: &Assessment) -> Vec<Diagnostic> {
    let folder = assessment.place.file.rsplit_once('/').map_or("", |(folder, _)| folder);
    let report = |place: &Place, message: String, mend: String| {
        Diagnostic::new(Code::UnwrittenPart, place.clone(), message)
            .mend(mend)
            .of(format!("assessment {}", assessment.id))
    };
    let mut found = Vec::new();
    let missing: Vec<&str> =
        Part::ALL.into_iter().filter(|part| assessment.parts.get(*part).is_none()).map(Part::id).collect();
    if let Some(first) = missing.first() {
        let message = format!("nobody wrote these parts of the briefing: {}", missing.join(", "));
        let mend = format!("Write {folder}/briefing/{first}.md with `finding = …` and a few sentences, and so on.");
        found.push(report(&assessment.place, message, mend));
    }
    for written in
        assessment.parts.written.iter().filter(|written| written.finding.is_none() && written.body.is_empty())
    {
        let message = format!("the part `{}` has neither a finding nor a text", written.part.id());
        found.push(report(&written.place, message, "Add `finding = …` and a few sentences.".to_owned()));
    }
    found
}

fn unanswered_decisions(initiative: &Initiative, assessment: &Assessment) -> Vec<Diagnostic> {
    let answered = |id: &str| {
        initiative.actions.iter().any(|action| action.decision.as_ref().is_some_and(|decision| decision.id == id))
    };
    assessment
        .decisions
        .iter()
        .filter(|decision| !answered(&format!("{}/{}", assessment.id, decision.id)))
        .map(|decision| {
            let message = format!("no action carries out the decision `{}`", decision.id);
            let mend = format!(
                "Add `decision = \"{}/{}\"` to the action that does, or write one.",
                assessment.id, decision.id
            );
            Diagnostic::new(Code::UnansweredDecision, decision.place.clone(), message)
                .mend(mend)
                .of(format!("assessment {}", assessment.id))
        })
        .collect()
}

fn uncommitted(action: &Action, day: Date) -> Option<Diagnostic> {
    let state = action.state(day);
    let (lacks, add) = match (state.owner.is_some(), state.due.is_some()) {
        (true, true) => return None,
        (false, true) => ("an owner", "`owner = …`"),
        (true, false) => ("a due date", "`due = …`"),
        (false, false) => ("an owner and a due date", "`owner = …` and `due = …`"),
    };
    let said = action.updates.iter().rev().filter(|update| update.date <= day).find(|update| update.status.is_some());
    let (place, message) = match said {
        Some(update) if update.status == Some(Status::Committed) => {
            (&update.place, format!("this action is said to be committed, and lacks {lacks}: nobody has promised it"))
        }
        Some(update) if update.status == Some(Status::InProgress) => {
            (&action.place, format!("this action lacks {lacks}: it is begun, and nobody has promised it"))
        }
        _ => (&action.place, format!("this action lacks {lacks}: it is recommended, not committed")),
    };
    let mend = format!("Add {add}, or drop it with a reason.");
    state.is_open().then(|| {
        Diagnostic::new(Code::UncommittedAction, place.clone(), message).mend(mend).of(format!("action {}", action.id))
    })
}

/// Everything is addressed to one sponsor.
fn second_sponsors(initiative: &Initiative) -> Vec<Diagnostic> {
    let Some(sponsor) = &initiative.sponsor else { return Vec::new() };
    let others = initiative.people.iter().filter(|person| person.part == Some(PersonPart::Sponsor));
    others
        .filter(|person| person.id != sponsor.id)
        .map(|person| {
            let message = format!("the sponsor is `{}`, and `{}` has `part = \"sponsor\"` too", sponsor.id, person.id);
            Diagnostic::new(Code::SecondSponsor, sponsor.place.clone(), message)
                .mend(format!("Name the one sponsor here, and give `{}` another part or none.", person.id))
                .of(format!("initiative {}", initiative.id))
        })
        .collect()
}

/// Topics of held meetings that led to nothing, and do not say why.
fn topics_without_task(initiative: &Initiative, day: Date) -> Vec<Diagnostic> {
    let held = initiative.meetings.iter().filter(|meeting| meeting.state == MeetingState::Held && meeting.date <= day);
    held.flat_map(|meeting| {
        let silent = meeting.topics.iter().filter(|topic| topic.tasks.is_empty() && topic.no_task.is_none());
        silent.map(|topic| {
            let message = "this topic ended without a task";
            Diagnostic::new(Code::TopicWithoutTask, topic.place.clone(), message)
                .mend("Add `[[topics.tasks]]` with an owner and a date, or `no-task = …` with the reason.")
                .of(format!("meeting {}", meeting.id))
        })
    })
    .collect()
}

/// Topics that have tasks and say why there are none.
fn contradictory_topics(initiative: &Initiative, day: Date) -> Vec<Diagnostic> {
    let known = initiative.meetings.iter().filter(|meeting| meeting.date <= day);
    known
        .flat_map(|meeting| meeting.topics.iter().map(move |topic| (meeting, topic)))
        .filter(|(_, topic)| !topic.tasks.is_empty())
        .filter_map(|(meeting, topic)| {
            let message = "this topic has tasks, and says why none came of it";
            let diagnostic = Diagnostic::new(Code::TopicWithoutTask, topic.no_task.as_ref()?.place.clone(), message);
            Some(diagnostic.mend("Remove `no-task`, or the tasks.").of(format!("meeting {}", meeting.id)))
        })
        .collect()
}

/// A meeting whose day has passed, with minutes, that nothing says was held. It is told at the first
/// of what only a meeting that was held can know.
fn unheld(initiative: &Initiative, meeting: &Meeting, day: Date) -> Option<Diagnostic> {
    if meeting.state == MeetingState::Held || meeting.date >= day {
        return None;
    }
    let said = meeting.topics.iter().filter_map(|topic| topic.said.as_ref()).map(|said| &said.place);
    let attended = meeting.attended.iter().map(|person| &person.place);
    let tasks = meeting.topics.iter().flat_map(|topic| &topic.tasks);
    let tasks = tasks.filter_map(|task| initiative.action(task)).map(|action| &action.place);
    let updates = initiative.actions.iter().flat_map(|action| &action.updates).map(|update| &update.place);
    let heard = updates.filter(|place| place.file == meeting.place.file);
    let first = said.chain(attended).chain(tasks).chain(heard).min_by_key(|place| place.start)?;
    let what = match meeting.state {
        MeetingState::Missed => "is said to be missed",
        MeetingState::Planned | MeetingState::Held => "is not said to be held",
    };
    let message = format!("this meeting of {} has minutes, and {what}", meeting.date);
    let mend = "Write `state = \"held\"`, or remove what a meeting that was not held cannot have agreed.";
    Some(Diagnostic::new(Code::UnheldMeeting, first.clone(), message).mend(mend).of(format!("meeting {}", meeting.id)))
}

fn overdue_silent(action: &Action, day: Date) -> Option<Diagnostic> {
    let state = action.state(day);
    let due = state.due.filter(|_| state.is_overdue(day))?;
    let silent = state.last.is_none_or(|update| update.date < due);
    let message = format!("this action is overdue since {due}, and nothing was heard of it since");
    let mend = "Add an update: done, a new date with a note, or dropped with a reason.";
    silent.then(|| {
        Diagnostic::new(Code::OverdueSilent, action.place.clone(), message)
            .mend(mend)
            .of(format!("action {}", action.id))
    })
}

/// Facts that are dated after the day of the report, which cannot know them. What a meeting heard
/// is dated by the meeting, and is asked about once.
fn future_facts(initiative: &Initiative, day: Date) -> Vec<Diagnostic> {
    let assessments = initiative.assessments.iter();
    let assessments =
        assessments.map(|one| (one.date, &one.place, "this assessment", format!("assessment {}", one.id)));
    let outcomes = initiative.outcomes.iter().flat_map(|outcome| {
        let tactics = outcome.tactics.iter().filter_map(|tactic| tactic.baseline.as_ref());
        let readings = outcome.measured().chain(&outcome.baseline).chain(tactics);
        readings.map(|reading| (reading, format!("outcome {}", outcome.id)))
    });
    let spent = initiative.budget.iter().flat_map(|budget| &budget.spent);
    let used = initiative.uses.iter().flat_map(|used| &used.readings);
    let others = spent.chain(used).map(|reading| (reading, format!("initiative {}", initiative.id)));
    let readings =
        outcomes.chain(others).map(|(reading, record)| (reading.date, &reading.place, "this reading", record));
    let answers = initiative.outcomes.iter().flat_map(|outcome| {
        let answer = |decided| (decided, format!("outcome {}", outcome.id));
        outcome.answers.iter().map(answer)
    });
    let answers = answers.map(|(decided, record)| (decided.date, &decided.place, "this answer", record));
    let in_minutes = |place: &Place| initiative.meetings.iter().any(|meeting| meeting.place.file == place.file);
    let actions = initiative.actions.iter().filter(|action| !in_minutes(&action.place));
    let actions =
        actions.map(|action| (action.recommended, &action.place, "this action", format!("action {}", action.id)));
    // Of an action that nobody knows yet the updates are not known either.
    let known = initiative.actions.iter().filter(|action| action.recommended <= day);
    let updates = known.flat_map(|action| {
        let update = |update| (update, format!("action {}", action.id));
        action.updates.iter().map(update)
    });
    let updates = updates
        .map(|(update, record)| (update.date, &update.place, "this update", record))
        .filter(|update| !in_minutes(update.1));
    let held = initiative.meetings.iter().filter(|meeting| meeting.state == MeetingState::Held);
    let held = held.map(|meeting| {
        (meeting.date, &meeting.place, "this meeting, which was held,", format!("meeting {}", meeting.id))
    });
    assessments
        .chain(readings)
        .chain(answers)
        .chain(actions)
        .chain(updates)
        .chain(held)
        .filter(|(date, _, _, _)| *date > day)
        .map(|(date, place, what, record)| {
            let message = format!("{what} is dated {date}, after the day the report speaks of, {day}");
            Diagnostic::new(Code::FutureFact, place.clone(), message)
                .mend("Correct the date, or the day the report speaks of: `--as-of`, or `as_of` in site.toml.")
                .of(record)
        })
        .collect()
}

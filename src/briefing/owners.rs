//! Who holds what: each person's open actions, what they did, the outcomes and the criteria that
//! carry their name. It never ranks people; they stand in the order the initiative names them.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::briefing::register::{self, Line};
use crate::briefing::status::{self, OutcomeLine};
use crate::model::action::Status;
use crate::model::assessment::{Assessment, Met};
use crate::model::initiative::{Initiative, Person, Training};
use crate::model::instrument::NodeIndex;

/// Who holds what on a day.
#[derive(Clone, Debug)]
pub struct Owners<'a> {
    /// Everybody the initiative names.
    pub people: Vec<Holding<'a>>,
    /// Open actions that nobody holds.
    pub unowned: Vec<Line<'a>>,
}

/// What one person holds.
#[derive(Clone, Debug)]
pub struct Holding<'a> {
    /// The person.
    pub person: &'a Person,
    /// Open actions, in order of due date.
    pub open: Vec<Line<'a>>,
    /// What was done, newest first.
    pub done: Vec<Line<'a>>,
    /// What was given up, newest first.
    pub dropped: Vec<Line<'a>>,
    /// Outcomes they answer for.
    pub outcomes: Vec<OutcomeLine<'a>>,
    /// Criteria of the newest assessment they are named for.
    pub criteria: Vec<NodeIndex>,
    /// Courses they answer for.
    pub courses: Vec<&'a Training>,
}

/// Who holds what on a day; criteria are those of the newest assessment.
pub fn of<'a>(initiative: &'a Initiative, newest: Option<&Assessment>, day: Date) -> Owners<'a> {
    let lines = register::on(initiative, day);
    let outcomes = status::outcomes(initiative, day);
    let mut criteria = newest.map(named).unwrap_or_default();
    let mut holding = |person: &'a Person| {
        let own = lines.iter().filter(|line| line.state.owner.is_some_and(|owner| owner.id == person.id)).cloned();
        let (open, mut closed): (Vec<Line<'a>>, Vec<Line<'a>>) = own.partition(Line::is_open);
        closed.sort_by_key(|line| std::cmp::Reverse(line.state.since));
        let (done, dropped) = closed.into_iter().partition(|line| line.state.status == Status::Done);
        let answers_for =
            |line: &&OutcomeLine<'a>| line.outcome.owner.as_ref().is_some_and(|owner| owner.id == person.id);
        Holding {
            person,
            open,
            done,
            dropped,
            outcomes: outcomes.iter().filter(answers_for).cloned().collect(),
            criteria: criteria.remove(person.id.as_str()).unwrap_or_default(),
            courses: initiative
                .training
                .iter()
                .filter(|training| training.owner.as_ref().is_some_and(|owner| owner.id == person.id))
                .collect(),
        }
    };
    Owners {
        people: initiative.people.iter().map(&mut holding).collect(),
        unowned: lines.iter().filter(|line| line.is_open() && line.state.owner.is_none()).cloned().collect(),
    }
}

/// For everybody who answers for a requisite in person, the criteria, in the order of the model.
fn named(assessment: &Assessment) -> BTreeMap<&str, Vec<NodeIndex>> {
    let mut named: BTreeMap<&str, Vec<NodeIndex>> = BTreeMap::new();
    for (node, given) in &assessment.answers {
        for met in &given.requisites {
            let Some(Met::Yes(Some(person))) = met else { continue };
            let criteria = named.entry(&person.id).or_default();
            if criteria.last() != Some(node) {
                criteria.push(*node);
            }
        }
    }
    named
}

impl Holding<'_> {
    /// Whether there is nothing to say of this person.
    pub fn is_free(&self) -> bool {
        let held = [self.open.len(), self.done.len(), self.dropped.len()];
        let named = [self.outcomes.len(), self.criteria.len(), self.courses.len()];
        held.into_iter().chain(named).all(|count| count == 0)
    }

    /// Open actions whose date has passed.
    pub fn overdue(&self) -> usize {
        self.open.iter().filter(|line| line.overdue).count()
    }

    /// What was done by its date.
    pub fn in_time(&self) -> usize {
        self.done.iter().filter(|line| line.state.due.is_some_and(|due| line.state.since <= due)).count()
    }
}

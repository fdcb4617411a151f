//! The agenda of a meeting that lies ahead, and what its page opens or ends with: what was promised
//! last time and what became of it.
//!
//! Topics that people wrote come first, in their order. A topic that says which point it is about
//! has the facts of that point below it; the points of the meeting's kind that no topic is about
//! follow in their usual order. So nothing that people wrote is moved or lost, and nothing that
//! should be talked about is left out. A meeting that was held has its topics as they are.

use jiff::civil::Date;

use crate::briefing::promise::{self, Promise};
use crate::briefing::register::{self, Line};
use crate::briefing::status::{self, Courses, OutcomeLine};
use crate::model::assessment::Assessment;
use crate::model::initiative::{Budget, Initiative, Investment, InvestmentState, Milestone, Use};
use crate::model::meeting::{Meeting, MeetingKind, MeetingState, Point, Topic};
use crate::model::number::Number;
use crate::model::outcome::{Outcome, Reading};
use crate::model::part::Part;
use crate::model::text::Text;

/// What stands on the page of a meeting.
#[derive(Clone, Debug)]
pub struct Agenda<'a> {
    /// The meetings of its kind that were held last before it, all of one day; mostly one.
    pub last: Vec<&'a Meeting>,
    /// What was promised there, and what became of it.
    pub promised: Vec<Promise<'a>>,
    /// Topics and points, in their order.
    pub items: Vec<Item<'a>>,
    /// The assessment that prepares it.
    pub assessment: Option<&'a Assessment>,
}

/// A topic, a point, or a topic about a point.
#[derive(Clone, Debug)]
pub struct Item<'a> {
    /// What people wrote.
    pub topic: Option<&'a Topic>,
    /// The point, with its facts.
    pub point: Option<(Point, Facts<'a>)>,
}

/// What is known about a point.
#[derive(Clone, Debug)]
pub enum Facts<'a> {
    /// Use, group by group.
    Adoption(Vec<Adopted<'a>>),
    /// Outcomes with their tactics and the actions that serve them.
    Tactics(Vec<Served<'a>>),
    /// What was said last time.
    Said(Vec<Said<'a>>),
    /// Open actions due by the meeting, overdue ones first.
    Due(Vec<Line<'a>>),
    /// See [`Agenda::promised`].
    Promised,
    /// Outcomes as they stand.
    Outcomes(Vec<OutcomeLine<'a>>),
    /// How many outcomes are on each course.
    Direction(Courses),
    /// What people answered last about each outcome.
    Answers(Vec<Answered<'a>>),
    /// Money and what it is asked for.
    Investments(Money<'a>),
    /// What leaders said last time, and what is to be said.
    Communication(Vec<Said<'a>>, Option<&'a Text>),
}

/// Use by one group, and its change since the meeting before.
#[derive(Clone, Debug)]
pub struct Adopted<'a> {
    /// The use.
    pub used: &'a Use,
    /// The last reading.
    pub now: Option<&'a Reading>,
    /// What was known at the meeting before.
    pub then: Option<&'a Reading>,
}

/// An outcome with what serves it.
#[derive(Clone, Debug)]
pub struct Served<'a> {
    /// The outcome, with its tactics.
    pub outcome: OutcomeLine<'a>,
    /// Open actions that serve it.
    pub actions: Vec<Line<'a>>,
}

/// What was said about a point at an earlier meeting.
#[derive(Clone, Debug)]
pub struct Said<'a> {
    /// The topic.
    pub topic: &'a Topic,
    /// Its tasks, as they stand.
    pub tasks: Vec<Line<'a>>,
}

/// The last answer about an outcome.
#[derive(Clone, Debug)]
pub struct Answered<'a> {
    /// The outcome and its answer.
    pub outcome: OutcomeLine<'a>,
    /// Readings after the day of the answer.
    pub readings_since: usize,
}

/// Money and what it is asked for.
#[derive(Clone, Debug)]
pub struct Money<'a> {
    /// The budget, and what was spent last.
    pub budget: Option<(&'a Budget, Option<&'a Reading>)>,
    /// What is left of the budget.
    pub left: Option<Number>,
    /// What is asked or approved and not paid yet, in the budget's unit.
    pub ahead: Number,
    /// Investments, in the order they are written.
    pub investments: &'a [Investment],
    /// Milestones that are not reached.
    pub milestones: Vec<&'a Milestone>,
}

/// The agenda of a meeting as of a day; of a meeting that was held, as of its own day.
pub fn of<'a>(initiative: &'a Initiative, meeting: &'a Meeting, as_of: Date) -> Agenda<'a> {
    let is_ahead = meeting.state == MeetingState::Planned;
    let day = if is_ahead { as_of } else { meeting.date.min(as_of) };
    let last = match meeting.state {
        MeetingState::Missed => Vec::new(),
        MeetingState::Planned | MeetingState::Held => promise::last_held(initiative, meeting.kind, meeting.date, day),
    };
    let scene = Scene { initiative, meeting, last, day };
    Agenda {
        promised: promise::at(initiative, &scene.last, day),
        items: if is_ahead { scene.items() } else { scene.topics() },
        assessment: scene.assessment(),
        last: scene.last,
    }
}

/// The day of the meetings held last.
fn day_of(last: &[&Meeting]) -> Option<Date> {
    last.first().map(|meeting| meeting.date)
}

impl Agenda<'_> {
    /// The day of the meetings of its kind that were held last before it.
    pub fn last_day(&self) -> Option<Date> {
        day_of(&self.last)
    }
}

/// What facts are gathered from.
struct Scene<'a> {
    initiative: &'a Initiative,
    meeting: &'a Meeting,
    last: Vec<&'a Meeting>,
    day: Date,
}

impl<'a> Scene<'a> {
    fn topics(&self) -> Vec<Item<'a>> {
        self.meeting.topics.iter().map(|topic| Item { topic: Some(topic), point: None }).collect()
    }

    fn items(&self) -> Vec<Item<'a>> {
        let mut open: Vec<Point> = self.meeting.kind.points().to_vec();
        // The page of a strategic meeting opens with it.
        open.retain(|point| self.meeting.kind == MeetingKind::Tactical || *point != Point::Promised);
        let mut taken = Vec::new();
        let mut items = Vec::new();
        for topic in &self.meeting.topics {
            let about = topic.about.filter(|point| !taken.contains(point));
            taken.extend(about);
            items.push(Item { topic: Some(topic), point: about.map(|point| (point, self.facts(point))) });
        }
        open.retain(|point| !taken.contains(point));
        items.extend(open.into_iter().map(|point| Item { topic: None, point: Some((point, self.facts(point))) }));
        items
    }

    fn facts(&self, point: Point) -> Facts<'a> {
        match point {
            Point::Adoption => Facts::Adoption(self.adoption()),
            Point::Tactics => Facts::Tactics(self.tactics()),
            Point::Issues | Point::Feedback => Facts::Said(self.said(point)),
            Point::Due => Facts::Due(self.due()),
            Point::Promised => Facts::Promised,
            Point::Outcomes => Facts::Outcomes(status::outcomes(self.initiative, self.day)),
            Point::Direction => Facts::Direction(status::courses(&status::outcomes(self.initiative, self.day))),
            Point::Answer => Facts::Answers(self.answers()),
            Point::Investments => Facts::Investments(self.money()),
            Point::Communication => Facts::Communication(self.said(point), self.to_say()),
        }
    }

    fn adoption(&self) -> Vec<Adopted<'a>> {
        let adopted = |used: &'a Use| Adopted {
            used,
            now: status::last(&used.readings, self.day),
            then: day_of(&self.last).and_then(|last| status::last(&used.readings, last)),
        };
        self.initiative.uses.iter().map(adopted).collect()
    }

    fn tactics(&self) -> Vec<Served<'a>> {
        let lines = register::on(self.initiative, self.day);
        let serves = |line: &&Line<'a>, outcome: &Outcome| {
            line.is_open() && line.action.outcomes.iter().any(|served| served.id == outcome.id)
        };
        let served = |outcome: OutcomeLine<'a>| Served {
            actions: lines.iter().filter(|line| serves(line, outcome.outcome)).cloned().collect(),
            outcome,
        };
        status::outcomes(self.initiative, self.day).into_iter().map(served).collect()
    }

    /// What was said about a point last time. Minutes that say of no topic what it is about are taken
    /// whole where technical issues are looked for, so that nothing said there is lost.
    fn said(&self, point: Point) -> Vec<Said<'a>> {
        let task = |id: &String| self.initiative.action(id).map(|action| register::line(action, self.day));
        let said = |topic: &'a Topic| Said { topic, tasks: topic.tasks.iter().filter_map(task).collect() };
        let about = |last: &&'a Meeting| {
            let is_bare = point == Point::Issues && last.topics.iter().all(|topic| topic.about.is_none());
            last.topics.iter().filter(move |topic| is_bare || topic.about == Some(point))
        };
        self.last.iter().flat_map(about).map(said).collect()
    }

    fn due(&self) -> Vec<Line<'a>> {
        let lines = register::on(self.initiative, self.day).into_iter();
        let is_due = |line: &Line<'a>| line.is_open() && line.state.due.is_some_and(|due| due <= self.meeting.date);
        let mut due: Vec<Line<'a>> = lines.filter(is_due).collect();
        due.sort_by_key(|line| !line.overdue);
        due
    }

    fn answers(&self) -> Vec<Answered<'a>> {
        let answered = |outcome: OutcomeLine<'a>| Answered {
            readings_since: outcome.answer.map_or(outcome.readings.len(), |decided| {
                outcome.readings.iter().filter(|reading| reading.date > decided.date).count()
            }),
            outcome,
        };
        status::outcomes(self.initiative, self.day).into_iter().map(answered).collect()
    }

    fn money(&self) -> Money<'a> {
        let initiative = self.initiative;
        let budget = initiative.budget.as_ref().map(|budget| (budget, status::last(&budget.spent, self.day)));
        let left = budget.map(|(budget, spent)| match spent {
            Some(spent) => &budget.total - &spent.value,
            None => budget.total.clone(),
        });
        let is_ahead = |one: &&Investment| matches!(one.state, InvestmentState::Asked | InvestmentState::Approved);
        let amounts = initiative.investments.iter().filter(is_ahead).filter_map(|one| one.amount.as_ref());
        let is_open = |milestone: &&Milestone| milestone.done.is_none_or(|done| done > self.day);
        Money {
            budget,
            left,
            ahead: amounts.fold(Number::zero(), |sum, amount| &sum + amount),
            investments: &initiative.investments,
            milestones: initiative.milestones.iter().filter(is_open).collect(),
        }
    }

    fn assessment(&self) -> Option<&'a Assessment> {
        let prepares = |one: &&Assessment| one.meeting.as_ref().is_some_and(|meeting| meeting.id == self.meeting.id);
        self.initiative.assessments.iter().rev().find(prepares).filter(|assessment| assessment.date <= self.day)
    }

    /// What the assessment that prepares the meeting, or else the newest, wants to be said.
    fn to_say(&self) -> Option<&'a Text> {
        let known = self.initiative.assessments.iter().filter(|assessment| assessment.date <= self.day);
        let assessment = self.assessment().or_else(|| known.max_by_key(|assessment| assessment.date))?;
        assessment.parts.get(Part::Commitment)?.communication.as_ref()
    }
}

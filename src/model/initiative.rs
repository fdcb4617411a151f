//! What is being assessed, over its life, with all its records.

use jiff::civil::Date;

use crate::model::action::Action;
use crate::model::assessment::Assessment;
use crate::model::meeting::{Meeting, MeetingState};
use crate::model::number::Number;
use crate::model::outcome::{Outcome, Reading};
use crate::model::text::{Reference, Text};
use crate::place::Place;

/// An initiative and everything recorded about it.
#[derive(Clone, Debug)]
pub struct Initiative {
    /// Id: the name of its folder.
    pub id: String,
    /// Title.
    pub title: Text,
    /// Whose it is.
    pub organization: String,
    /// What it is for.
    pub purpose: String,
    /// When it started.
    pub started: Option<Date>,
    /// The person who answers for it.
    pub sponsor: Option<Reference>,
    /// People and roles.
    pub people: Vec<Person>,
    /// The training system.
    pub training: Vec<Training>,
    /// How often the team meets.
    pub rhythm: Rhythm,
    /// What is delivered, and when.
    pub milestones: Vec<Milestone>,
    /// The money.
    pub budget: Option<Budget>,
    /// What money is asked or spent for.
    pub investments: Vec<Investment>,
    /// Use of what was delivered, group by group.
    pub uses: Vec<Use>,
    /// Outcomes, in the order of the page.
    pub outcomes: Vec<Outcome>,
    /// Actions, by id.
    pub actions: Vec<Action>,
    /// Meetings, ascending by date.
    pub meetings: Vec<Meeting>,
    /// Assessments, oldest first.
    pub assessments: Vec<Assessment>,
    /// Top of its initiative.toml.
    pub place: Place,
}

/// A person or a role.
#[derive(Clone, Debug)]
pub struct Person {
    /// Id.
    pub id: String,
    /// The role, which comes before the name.
    pub role: String,
    /// The name.
    pub name: Option<String>,
    /// The part played in the initiative.
    pub part: Option<PersonPart>,
}

/// The part somebody plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PersonPart {
    /// Answers for the initiative.
    Sponsor,
    /// Runs it.
    CoreTeam,
    /// Keeps the system.
    Administrator,
    /// Owns a piece.
    Owner,
    /// Assesses.
    Assessor,
}

/// One piece of the training system.
#[derive(Clone, Debug)]
pub struct Training {
    /// What is taught.
    pub title: String,
    /// For whom.
    pub audience: String,
    /// Who answers for it.
    pub owner: Option<Reference>,
    /// When it is planned.
    pub planned: Option<Date>,
    /// When it was held.
    pub held: Option<Date>,
    /// People reached, of the people meant.
    pub reach: Option<(usize, Option<usize>)>,
}

/// How often the team meets, per kind of meeting.
#[derive(Clone, Copy, Debug, Default)]
pub struct Rhythm {
    /// The tactical meeting.
    pub tactical: Option<Every>,
    /// The strategic meeting.
    pub strategic: Option<Every>,
}

/// A distance between meetings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Every {
    /// Every week.
    Week,
    /// Every two weeks.
    Fortnight,
    /// Every month.
    Month,
    /// Every three months.
    Quarter,
    /// Every six months.
    HalfYear,
    /// Every year.
    Year,
}

/// Something delivered.
#[derive(Clone, Debug)]
pub struct Milestone {
    /// What.
    pub title: String,
    /// When it is planned.
    pub planned: Option<Date>,
    /// When it was reached.
    pub done: Option<Date>,
    /// What we see.
    pub see: Option<String>,
    /// The decision that its date hangs on, in the form `<assessment>/<decision>`.
    pub decision: Option<Reference>,
}

/// The money.
#[derive(Clone, Debug)]
pub struct Budget {
    /// What may be spent.
    pub total: Number,
    /// Its unit.
    pub unit: String,
    /// What was spent by a day, ascending.
    pub spent: Vec<Reading>,
}

/// Something that money is asked or spent for.
#[derive(Clone, Debug)]
pub struct Investment {
    /// What.
    pub title: Text,
    /// What sort of thing it is.
    pub kind: Option<InvestmentKind>,
    /// What it costs, in the unit of the budget.
    pub amount: Option<Number>,
    /// When it is planned.
    pub planned: Option<Date>,
    /// Whether it was agreed to.
    pub state: InvestmentState,
    /// The decision it hangs on, in the form `<assessment>/<decision>`.
    pub decision: Option<Reference>,
    /// A remark.
    pub note: Option<Text>,
}

/// What sort of thing money is spent for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum InvestmentKind {
    /// A project.
    Project,
    /// Equipment to be bought.
    Equipment,
    /// An upgrade of what is there.
    Upgrade,
}

/// Whether an investment was agreed to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum InvestmentState {
    /// Asked for; nobody has decided.
    Asked,
    /// Agreed to.
    Approved,
    /// Paid and there.
    Done,
    /// Refused.
    Declined,
}

/// Use of what was delivered, by one group.
#[derive(Clone, Debug)]
pub struct Use {
    /// Who uses what.
    pub title: String,
    /// The unit.
    pub unit: String,
    /// What is wanted.
    pub target: Option<Number>,
    /// What was measured, ascending.
    pub readings: Vec<Reading>,
}

impl Initiative {
    /// A person by id.
    pub fn person(&self, id: &str) -> Option<&Person> {
        self.people.iter().find(|person| person.id == id)
    }

    /// An action by id.
    pub fn action(&self, id: &str) -> Option<&Action> {
        self.actions.iter().find(|action| action.id == id)
    }

    /// An outcome by id.
    pub fn outcome(&self, id: &str) -> Option<&Outcome> {
        self.outcomes.iter().find(|outcome| outcome.id == id)
    }

    /// A meeting by id.
    pub fn meeting(&self, id: &str) -> Option<&Meeting> {
        self.meetings.iter().find(|meeting| meeting.id == id)
    }

    /// An assessment by id.
    pub fn assessment(&self, id: &str) -> Option<&Assessment> {
        self.assessments.iter().find(|assessment| assessment.id == id)
    }

    /// The newest date on which something was recorded: an assessment, a reading, an update, a
    /// recommendation, a meeting held. Never a date that lies ahead by nature, such as a due date.
    pub fn newest_fact(&self) -> Option<Date> {
        let assessments = self.assessments.iter().map(|assessment| assessment.date);
        let readings = self.outcomes.iter().flat_map(Outcome::measured).map(|reading| reading.date);
        let spent = self.budget.iter().flat_map(|budget| &budget.spent).map(|reading| reading.date);
        let used = self.uses.iter().flat_map(|used| &used.readings).map(|reading| reading.date);
        let updates = self.actions.iter().flat_map(|action| &action.updates).map(|update| update.date);
        let recommended = self.actions.iter().map(|action| action.recommended);
        let held =
            self.meetings.iter().filter(|meeting| meeting.state == MeetingState::Held).map(|meeting| meeting.date);
        let facts = assessments.chain(readings).chain(spent).chain(used).chain(updates).chain(recommended).chain(held);
        facts.max().or(self.started)
    }
}

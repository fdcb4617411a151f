//! The briefing: the eight parts, made from one assessment, with its initiative around it.
//!
//! It decides what stands where and in which order, and gathers the evidence. It never words a
//! sentence, formats a number, or knows a page: that is `render`.

pub mod actions;
pub mod commitment;
pub mod learning;
pub mod nature;
pub mod reason;
pub mod results;
pub mod stakes;
pub mod status;

pub mod agenda;
pub mod burnup;
pub mod cadence;
pub mod calendar;
pub mod compare;
pub mod due;
pub mod finding;
pub mod follow;
pub mod organization;
pub mod owners;
pub mod plan;
pub mod promise;
pub mod register;
pub mod rhythm;
pub mod summary;

use jiff::civil::Date;

use crate::briefing::organization::Organization;
use crate::model::assessment::Assessment;
use crate::model::initiative::Initiative;
use crate::model::instrument::{NodeIndex, ROOT};
use crate::model::number::Number;
use crate::model::site::Site;
use crate::scoring::change::{self, Change};
use crate::scoring::totals::Totals;

/// An assessment with its scores.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'a> {
    /// The assessment.
    pub assessment: &'a Assessment,
    /// Its scores.
    pub totals: &'a Totals,
}

/// What every part is made from.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// The initiative.
    pub initiative: &'a Initiative,
    /// The reading that is reported.
    pub now: Reading<'a>,
    /// The reading before it.
    pub before: Option<Reading<'a>>,
    /// The reading that progress towards a target is counted from.
    pub baseline: Option<Reading<'a>>,
    /// The day the report speaks of.
    pub as_of: Date,
    /// Whether there is no later reading.
    pub newest: bool,
}

/// The whole briefing.
#[derive(Clone, Debug)]
pub struct Briefing<'a> {
    /// What it is made from.
    pub subject: Subject<'a>,
    /// The answer in ten seconds.
    pub summary: summary::Summary<'a>,
    /// Part 1.
    pub reason: reason::Reason<'a>,
    /// Part 2.
    pub status: status::Status<'a>,
    /// Part 3.
    pub stakes: stakes::Stakes<'a>,
    /// Part 4.
    pub nature: nature::Nature,
    /// Part 5.
    pub results: results::Results,
    /// Part 6.
    pub learning: learning::Learning<'a>,
    /// Part 7.
    pub actions: actions::Actions<'a>,
    /// Part 8.
    pub commitment: commitment::Commitment<'a>,
}

/// Makes the briefing of an assessment.
pub fn compose<'a>(subject: Subject<'a>, site: &Site) -> Briefing<'a> {
    let register = register::on(subject.initiative, subject.as_of);
    let results = results::of(&subject);
    let status = status::of(&subject);
    Briefing {
        summary: summary::of(&subject, &register, &status),
        reason: reason::of(&subject, &register),
        stakes: stakes::of(&subject),
        nature: nature::of(&subject),
        learning: learning::of(&subject, &register, &results, site),
        actions: actions::of(&subject, &register),
        commitment: commitment::of(&subject, &register),
        results,
        status,
        subject,
    }
}

impl<'a> Subject<'a> {
    /// The change of a node since the reading before.
    pub fn change(&self, node: NodeIndex) -> Option<Change> {
        let before = self.before?;
        change::of_node(
            node,
            (&self.now.assessment.instrument, self.now.totals),
            (&before.assessment.instrument, before.totals),
        )
    }

    /// The change of a group since the reading before.
    pub fn group_change(&self, group: usize) -> Option<Change> {
        let before = self.before?;
        change::of_group(
            group,
            (&self.now.assessment.instrument, self.now.totals),
            (&before.assessment.instrument, before.totals),
        )
    }

    /// The share of a node in the reading that progress is counted from.
    pub fn baseline_share(&self, node: NodeIndex) -> Option<Number> {
        let baseline = self.baseline?;
        let path = &self.now.assessment.instrument.node(node)?.path;
        let earlier = if path.is_empty() { ROOT } else { baseline.assessment.instrument.find(path)? };
        baseline.totals.score(earlier)?.mid().cloned()
    }

    /// The building blocks of the organization, which part 2 shows.
    pub fn organization(&self) -> Organization<'a> {
        organization::of(self.initiative, Some(self.now.assessment), self.as_of)
    }

    /// The day an earlier report speaks of: the eve of its meeting, so that it does not know what
    /// the meeting decided; or its own day.
    pub fn day_of(initiative: &Initiative, assessment: &Assessment) -> Date {
        let meeting = assessment.meeting.as_ref().and_then(|meeting| initiative.meeting(&meeting.id));
        let eve = meeting.and_then(|meeting| meeting.date.yesterday().ok());
        eve.map_or(assessment.date, |eve| eve.max(assessment.date))
    }
}

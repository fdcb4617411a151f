//! An initiative as a row of the portfolio. Initiatives are ordered by their next strategic
//! meeting, and never ranked by points.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::briefing::commitment;
use crate::briefing::{Briefing, register};
use crate::model::instrument::ROOT;
use crate::model::meeting::MeetingKind;
use crate::render::address;
use crate::render::context::{Row, Score};
use crate::render::labels::Labels;
use crate::render::view::{View, words};

/// A row with what it is ordered by.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Placed {
    /// The next strategic meeting.
    pub next: Option<Date>,
    /// The row.
    pub row: Row,
}

impl View<'_> {
    /// The row of an initiative, from the briefing of its newest assessment if there is one.
    pub fn row(&self, briefing: Option<&Briefing<'_>>) -> Placed {
        let initiative = self.initiative;
        let format = self.format();
        let overdue = register::on(initiative, self.as_of).iter().filter(|line| line.overdue).count();
        let next = commitment::next(initiative, MeetingKind::Strategic, self.as_of);
        let decisions = briefing.map_or(0, |briefing| briefing.reason.decisions.len());
        let row = Row {
            title: initiative.title.words.clone(),
            href: address::home(&initiative.id),
            finding: words(briefing.and_then(|briefing| briefing.summary.finding)),
            organization: initiative.organization.clone(),
            sponsor: match &initiative.sponsor {
                Some(sponsor) => self.labels.say("portfolio.sponsor", &[("person", &self.person(sponsor).line)]),
                None => self.labels.word("portfolio.no-sponsor"),
            },
            has_sponsor: initiative.sponsor.is_some(),
            stage: briefing.map_or_else(
                || self.labels.word("portfolio.not-assessed"),
                |briefing| self.stage(briefing.subject.now.assessment.stage),
            ),
            date: briefing.map(|briefing| format.month(briefing.subject.now.assessment.date)).unwrap_or_default(),
            score: briefing.map_or_else(Score::default, |briefing| self.score(&briefing.subject, ROOT)),
            direction: briefing.map(|briefing| self.direction(&briefing.summary.courses).value).unwrap_or_default(),
            overdue: if overdue == 0 { String::new() } else { self.labels.count("strip.overdue", overdue) },
            next: next.map_or_else(|| self.labels.word("meeting.no-date"), |meeting| format.short_date(meeting.date)),
            decisions: if decisions == 0 { String::new() } else { self.labels.count("portfolio.decisions", decisions) },
        };
        Placed { next: next.map(|meeting| meeting.date), row }
    }
}

/// How many initiatives ask for decisions, and how many have nobody who answers for them.
pub fn portfolio_finding(rows: &[Row], labels: &Labels) -> Vec<String> {
    let all = rows.len().to_string();
    let say = |key: &str, count: usize| labels.say(key, &[("count", &count.to_string()), ("all", &all)]);
    let asking = rows.iter().filter(|row| !row.decisions.is_empty()).count();
    let orphans = rows.iter().filter(|row| !row.has_sponsor).count();
    let mut said = Vec::new();
    if asking > 0 {
        said.push(say("portfolio.asking", asking));
    }
    if orphans > 0 {
        let key = if asking > 0 { "portfolio.without-sponsor" } else { "portfolio.only-without-sponsor" };
        said.push(say(key, orphans));
    }
    said
}

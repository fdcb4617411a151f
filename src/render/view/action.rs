//! Actions in words.

use crate::briefing::follow;
use crate::briefing::register::Line;
use crate::model;
use crate::model::action::Status;
use crate::model::text::Reference;
use crate::render::address;
use crate::render::context::{Action, Link, Update};
use crate::render::mentions::{Mention, shown};
use crate::render::view::{View, answer_id};

impl View<'_> {
    /// An action as it stood on the day, for a page, with what is asked of it.
    pub fn action(&self, line: &Line<'_>, page: &str, asked: Mention<'_>) -> Action {
        let (action, state) = (line.action, &line.state);
        let format = self.format();
        let kind_id = action.kind.map_or("", answer_id);
        let anchor = address::anchor(&action.id);
        shown!(
            |name| asked.has(name),
            Action {
                href: address::action(&self.initiative.id, &action.id),
                title: action.title.words.clone(),
                kind_id,
                kind: if kind_id.is_empty() { String::new() } else { self.labels.word(&format!("action.{kind_id}")) },
                owner: state.owner.map(|owner| self.person(owner)),
                due: state.due.map(|due| format.short_date(due)).unwrap_or_default(),
                status_id: status_id(state.status),
                status: self.status_words(line),
                since: format
                    .short_date(state.last.filter(|_| line.is_open()).map_or(state.since, |update| update.date)),
                overdue: self.overdue(line),
                note: state
                    .last
                    .and_then(|update| update.note.as_ref())
                    .map(|note| note.words.clone())
                    .unwrap_or_default(),
                rationale_html: self.prose(&action.body, page, 4, &format!("action-{anchor}_")),
                decision: action.decision.as_ref().map(|decision| self.decision(decision, line)).unwrap_or_default(),
                patterns: action.patterns.iter().filter_map(|pattern| self.pattern_link(pattern)).collect(),
                outcomes: action.outcomes.iter().filter_map(|outcome| self.outcome_link(outcome)).collect(),
                origin: action.origin.as_ref().and_then(|origin| self.origin(origin)),
                recommended: format.short_date(action.recommended),
                carried: if line.is_open() { self.carried(line) } else { String::new() },
                open_for: self.days(follow::days_open(line, self.as_of)),
                updates: action
                    .updates
                    .iter()
                    .filter(|update| update.date <= self.as_of)
                    .map(|update| Update {
                        date: format.short_date(update.date),
                        status: update
                            .status
                            .map(|status| self.labels.word(&format!("status.{}", status_id(status))))
                            .unwrap_or_default(),
                        changed: self.changed(update),
                        note: update.note.as_ref().map(|note| note.words.clone()).unwrap_or_default(),
                    })
                    .collect(),
                id: action.id.clone(),
                anchor,
            }
        )
    }

    /// Several actions for a page, with what is asked of them.
    pub fn actions<'l, 'm: 'l>(
        &self,
        lines: impl IntoIterator<Item = &'l Line<'m>>,
        page: &str,
        asked: Mention<'_>,
    ) -> Vec<Action> {
        lines.into_iter().map(|line| self.action(line, page, asked)).collect()
    }

    /// An action as a link into the register.
    pub fn action_link(&self, line: &Line<'_>) -> Link {
        Link { title: line.action.title.words.clone(), href: address::action(&self.initiative.id, &line.action.id) }
    }

    /// Where an action stands.
    pub fn status_words(&self, line: &Line<'_>) -> String {
        let proposed = line.is_proposed() && line.is_owned_and_dated();
        let key = if proposed { "proposed" } else { status_id(line.state.status) };
        self.labels.word(&format!("status.{key}"))
    }

    /// A new due date or owner of an update.
    fn changed(&self, update: &model::action::Update) -> String {
        let due = update.due.map(|due| self.labels.say("action.new-due", &[("date", &self.format().short_date(due))]));
        let owner = update
            .owner
            .as_ref()
            .map(|owner| self.labels.say("action.new-owner", &[("person", &self.person(owner).line)]));
        due.into_iter().chain(owner).collect::<Vec<_>>().join(&self.labels.word("list.comma"))
    }

    fn overdue(&self, line: &Line<'_>) -> String {
        match line.state.due.filter(|_| line.overdue) {
            Some(due) => self.labels.say("action.overdue-since", &[("date", &self.format().short_date(due))]),
            None => String::new(),
        }
    }

    fn decision(&self, reference: &Reference, line: &Line<'_>) -> String {
        let found = reference.id.split_once('/').and_then(|(assessment, id)| {
            let decisions = &self.initiative.assessment(assessment)?.decisions;
            let at = decisions.iter().position(|decision| decision.id == id)?;
            Some((at + 1, decisions.get(at)?.ask.words.clone()))
        });
        let Some((number, ask)) = found else { return String::new() };
        match line.is_proposed() {
            true => self.labels.say("action.decision", &[("number", &number.to_string())]),
            false => self.labels.say("action.decided", &[("ask", &ask)]),
        }
    }

    fn pattern_link(&self, reference: &Reference) -> Option<Link> {
        let (assessment, id) = reference.id.split_once('/')?;
        let pattern = self.initiative.assessment(assessment)?.pattern(id)?;
        Some(Link { title: pattern.title.words.clone(), href: address::pattern(&self.initiative.id, assessment, id) })
    }

    fn outcome_link(&self, reference: &Reference) -> Option<Link> {
        let outcome = self.initiative.outcome(&reference.id)?;
        Some(Link { title: outcome.title.words.clone(), href: address::outcome(&self.initiative.id, &outcome.id) })
    }

    fn origin(&self, reference: &Reference) -> Option<Link> {
        if let Some(assessment) = self.initiative.assessment(&reference.id) {
            let href = address::page(&self.initiative.id, &assessment.id, "index");
            return Some(Link { title: self.assessment_title(assessment), href });
        }
        let meeting = self.initiative.meeting(&reference.id)?;
        Some(Link { title: self.meeting_title(meeting), href: address::meeting(&self.initiative.id, &meeting.id) })
    }
}

/// The id of a status.
pub const fn status_id(status: Status) -> &'static str {
    match status {
        Status::Recommended => "recommended",
        Status::Committed => "committed",
        Status::InProgress => "in-progress",
        Status::Done => "done",
        Status::Dropped => "dropped",
    }
}

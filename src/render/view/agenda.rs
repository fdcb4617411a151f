//! The agenda of a meeting in words: topics, and below them what is known.

use crate::briefing::agenda::{self, Adopted, Agenda, Answered, Facts, Item, Money, Said, Served};
use crate::briefing::promise::{Became, Promise, Tally};
use crate::briefing::status::Courses;
use crate::model::initiative::{Investment, InvestmentKind, InvestmentState};
use crate::model::meeting::{self, Point};
use crate::model::number::Number;
use crate::render::address;
use crate::render::context::{self, Link};
use crate::render::format::decimals;
use crate::render::mentions::Mention;
use crate::render::view::{View, answer_id, words};

/// The tasks of a topic, for the page they stand on.
type Tasks<'t> = dyn Fn(&meeting::Topic) -> Vec<context::Action> + 't;

impl View<'_> {
    /// What was promised last time; nothing where there was no last time.
    pub fn kept_since(&self, agenda: &Agenda<'_>, page: &str) -> Option<context::Kept> {
        let date = self.format().date(agenda.last_day()?);
        let link = |last: &&meeting::Meeting| Link {
            title: self.meeting_title(last),
            href: address::meeting(&self.initiative.id, &last.id),
        };
        let tally = Tally::of(&agenda.promised);
        Some(context::Kept {
            title: self.labels.say("promise.title", &[("date", &date)]),
            meetings: agenda.last.iter().map(link).collect(),
            tally: self.promise_tally(&tally),
            promises: agenda.promised.iter().map(|promise| self.promise(promise, page)).collect(),
        })
    }

    fn promise(&self, promise: &Promise<'_>, page: &str) -> context::Promise {
        let became_id = became_id(promise.became);
        let moved = |date| self.labels.say("promise.moved", &[("date", &self.format().short_date(date))]);
        context::Promise {
            action: self.action(&promise.line, page, Mention::Everything),
            became_id,
            became: self.labels.word(&format!("promise.{became_id}")),
            moved: promise.first_due.map(moved).unwrap_or_default(),
        }
    }

    /// “3 promises: 2 kept in time and 1 overdue.”
    pub fn promise_tally(&self, tally: &Tally) -> String {
        let counted = [
            (Became::InTime, tally.in_time),
            (Became::Late, tally.late),
            (Became::Open, tally.open),
            (Became::Overdue, tally.overdue),
            (Became::Dropped, tally.dropped),
        ];
        let said: Vec<String> = counted
            .into_iter()
            .filter(|(_, count)| *count > 0)
            .map(|(became, count)| self.labels.count(&format!("promise.count.{}", became_id(became)), count))
            .collect();
        if said.is_empty() {
            return self.labels.word("promise.none");
        }
        let promises = self.labels.count("promise.promises", tally.promised);
        self.labels.say("promise.tally", &[("promises", &promises), ("became", &self.format().list(&said))])
    }

    /// The titles of an agenda.
    pub fn agenda_titles(&self, meeting: &meeting::Meeting) -> Vec<String> {
        agenda::of(self.initiative, meeting, self.as_of).items.iter().map(|item| self.item_title(item)).collect()
    }

    fn item_title(&self, item: &Item<'_>) -> String {
        let usual = |(point, _): &(Point, Facts<'_>)| self.point_title(*point);
        let written = item.topic.map(|topic| topic.title.words.clone());
        written.or_else(|| item.point.as_ref().map(usual)).unwrap_or_default()
    }

    /// A topic or a point of an agenda.
    pub fn item(&self, item: &Item<'_>, agenda: &Agenda<'_>, tasks: &Tasks<'_>, page: &str) -> context::Topic {
        let point = item.point.as_ref();
        context::Topic {
            title: self.item_title(item),
            said: words(item.topic.and_then(|topic| topic.said.as_ref())),
            tasks: item.topic.map(tasks).unwrap_or_default(),
            no_task: words(item.topic.and_then(|topic| topic.no_task.as_ref())),
            facts: point
                .map(|(point, facts)| context::Facts { id: point_id(*point), ..self.point_facts(facts, agenda, page) }),
        }
    }

    /// What a point is usually called.
    pub fn point_title(&self, point: Point) -> String {
        self.labels.word(&format!("point.{}", point_id(point)))
    }

    fn point_facts(&self, facts: &Facts<'_>, agenda: &Agenda<'_>, page: &str) -> context::Facts {
        let mut found = context::Facts::default();
        match facts {
            Facts::Adoption(uses) => found.uses = uses.iter().map(|used| self.use_since(used, agenda)).collect(),
            Facts::Tactics(served) => found.served = served.iter().map(|one| self.served(one, page)).collect(),
            Facts::Said(said) => found.said = self.all_said(said, agenda, page),
            Facts::Due(lines) => found.actions = self.actions(lines, page, Mention::Everything),
            Facts::Promised => {}
            Facts::Outcomes(lines) => {
                found.outcomes = lines.iter().map(|line| self.outcome(line, page, Mention::Everything)).collect();
            }
            Facts::Direction(courses) => self.put_direction(courses, &mut found),
            Facts::Answers(answers) => found.answers = answers.iter().map(|one| self.answered(one, page)).collect(),
            Facts::Investments(money) => self.put_money(money, &mut found),
            Facts::Communication(said, to_say) => {
                found.said = self.all_said(said, agenda, page);
                found.to_say = words(*to_say);
            }
        }
        found
    }

    fn use_since(&self, adopted: &Adopted<'_>, agenda: &Agenda<'_>) -> context::UseSince {
        let format = self.format();
        let used = adopted.used;
        let measure = |value: &Number| format.measure(value, &used.unit);
        let since = agenda.last_day().map(|last| format.short_date(last)).unwrap_or_default();
        let change = match (adopted.now, adopted.then, agenda.last_day()) {
            (None, _, _) | (_, _, None) => String::new(),
            (Some(_), None, Some(_)) => self.labels.word("adopted.first"),
            (Some(now), Some(then), Some(_)) if now.date == then.date => {
                self.labels.say("adopted.not-read", &[("date", &since)])
            }
            (Some(now), Some(then), Some(_)) => {
                let moved = &now.value - &then.value;
                let size = format.value_to(&moved.abs(), decimals([&now.value, &then.value]));
                let key = match (moved.is_zero(), moved.is_negative()) {
                    (true, _) => "change.flat",
                    (_, true) => "change.down",
                    (_, false) => "change.up",
                };
                let moved = self.labels.say(key, &[("points", &size)]);
                self.labels.say("adopted.since", &[("change", &moved), ("date", &since)])
            }
        };
        context::UseSince {
            title: used.title.clone(),
            now: adopted.now.map_or_else(|| self.labels.word("outcome.not-read"), |now| measure(&now.value)),
            now_date: adopted.now.map(|now| format.short_date(now.date)).unwrap_or_default(),
            change,
            target: used.target.as_ref().map(measure).unwrap_or_default(),
        }
    }

    fn served(&self, served: &Served<'_>, page: &str) -> context::Served {
        context::Served {
            outcome: self.outcome(&served.outcome, page, Mention::Everything),
            actions: self.actions(&served.actions, page, Mention::Everything),
        }
    }

    fn all_said(&self, said: &[Said<'_>], agenda: &Agenda<'_>, page: &str) -> Vec<context::Said> {
        let date = agenda.last_day().map(|last| self.format().date(last)).unwrap_or_default();
        let one = |said: &Said<'_>| context::Said {
            title: said.topic.title.words.clone(),
            date: date.clone(),
            said: words(said.topic.said.as_ref()),
            no_task: words(said.topic.no_task.as_ref()),
            tasks: self.actions(&said.tasks, page, Mention::Everything),
        };
        said.iter().map(one).collect()
    }

    fn put_direction(&self, courses: &Courses, found: &mut context::Facts) {
        let direction = self.direction(courses);
        if courses.known.is_empty() && courses.unknown == 0 {
            return;
        }
        found.sentences.push(direction.value);
        found.sentences.extend(Some(direction.note).filter(|note| !note.is_empty()));
        found.signal = direction.signal;
    }

    fn answered(&self, answered: &Answered<'_>, page: &str) -> context::Answered {
        let decided = answered.outcome.answer;
        context::Answered {
            outcome: self.outcome(&answered.outcome, page, Mention::Everything),
            answer: match decided {
                Some(decided) => self.labels.word(&format!("answer.{}", answer_id(decided.answer))),
                None => self.labels.word("answer.none"),
            },
            date: decided.map(|decided| self.format().short_date(decided.date)).unwrap_or_default(),
            since: self.labels.count("answer.readings-since", answered.readings_since),
        }
    }

    fn put_money(&self, money: &Money<'_>, found: &mut context::Facts) {
        let unit = money.budget.map_or("", |(budget, _)| budget.unit.as_str());
        let amounts = money.investments.iter().filter_map(|one| one.amount.as_ref());
        let decimals = decimals(amounts.chain(&money.left));
        let amount = |value: &Number| self.format().measure_to(value, unit, decimals);
        found.sentences.extend(Some(self.budget(money.budget.as_ref())).filter(|words| !words.is_empty()));
        if let Some(left) = &money.left {
            let figures = [("left", amount(left)), ("ahead", amount(&money.ahead))];
            let figures = figures.each_ref().map(|(name, words)| (*name, words.as_str()));
            match (money.ahead.is_zero(), *left < money.ahead) {
                (true, _) => found.sentences.push(self.labels.say("investment.left", &figures)),
                (_, false) => found.sentences.push(self.labels.say("investment.enough", &figures)),
                (_, true) => found.signal = self.labels.say("investment.too-much", &figures),
            }
        }
        found.investments = money.investments.iter().map(|one| self.investment(one, &amount)).collect();
        found.milestones = money.milestones.iter().map(|milestone| self.milestone(milestone, true)).collect();
    }

    fn investment(&self, investment: &Investment, measure: &dyn Fn(&Number) -> String) -> context::Investment {
        let state_id = investment_state_id(investment.state);
        let decision = investment.decision.as_ref().and_then(|reference| {
            let (assessment, id) = reference.id.split_once('/')?;
            let decisions = &self.initiative.assessment(assessment)?.decisions;
            decisions.iter().find(|decision| decision.id == id).map(|decision| decision.ask.words.clone())
        });
        context::Investment {
            title: investment.title.words.clone(),
            kind: investment
                .kind
                .map(|kind| self.labels.word(&format!("investment.{}", investment_kind_id(kind))))
                .unwrap_or_default(),
            amount: investment.amount.as_ref().map(measure).unwrap_or_default(),
            planned: investment.planned.map(|date| self.format().short_date(date)).unwrap_or_default(),
            state_id,
            state: self.labels.word(&format!("investment.{state_id}")),
            decision: decision.unwrap_or_default(),
            note: words(investment.note.as_ref()),
        }
    }
}

/// The id of what became of a promise.
pub const fn became_id(became: Became) -> &'static str {
    match became {
        Became::InTime => "in-time",
        Became::Late => "late",
        Became::Open => "open",
        Became::Overdue => "overdue",
        Became::Dropped => "dropped",
    }
}

/// The id of a point.
const fn point_id(point: Point) -> &'static str {
    match point {
        Point::Adoption => "adoption",
        Point::Tactics => "tactics",
        Point::Issues => "issues",
        Point::Feedback => "feedback",
        Point::Due => "due",
        Point::Promised => "promised",
        Point::Outcomes => "outcomes",
        Point::Direction => "direction",
        Point::Answer => "answer",
        Point::Investments => "investments",
        Point::Communication => "communication",
    }
}

const fn investment_kind_id(kind: InvestmentKind) -> &'static str {
    match kind {
        InvestmentKind::Project => "project",
        InvestmentKind::Equipment => "equipment",
        InvestmentKind::Upgrade => "upgrade",
    }
}

const fn investment_state_id(state: InvestmentState) -> &'static str {
    match state {
        InvestmentState::Asked => "asked",
        InvestmentState::Approved => "approved",
        InvestmentState::Done => "done",
        InvestmentState::Declined => "declined",
    }
}

//! Follow-through in words: promises kept by meeting, days open, what is carried over, and how the
//! rhythm of meetings is kept.

use crate::briefing::follow::{self, Sort};
use crate::briefing::promise::Tally;
use crate::briefing::register::Line;
use crate::briefing::rhythm::{self, Period, Rhythm};
use crate::model::initiative::Every;
use crate::model::meeting::MeetingKind;
use crate::render::address;
use crate::render::context::{self, FollowThrough, Grid, GridRow, Link};
use crate::render::view::View;
use crate::render::view::figure::grid_row;
use crate::render::view::figure::timeline::every_id;

/// Most missed periods that are named; the newest count most.
const MOST_NAMED: usize = 12;

impl View<'_> {
    /// Over how many assessments and meetings an action was carried.
    pub fn carried(&self, line: &Line<'_>) -> String {
        let carried = follow::carried(self.initiative, line.action, self.as_of);
        let counted = [("assessments", carried.assessments), ("meetings", carried.meetings)];
        let said: Vec<String> = counted
            .into_iter()
            .filter(|(_, count)| *count > 0)
            .map(|(what, count)| self.labels.count(&format!("follow.{what}"), count))
            .collect();
        if said.is_empty() {
            return String::new();
        }
        self.labels.say("follow.carried", &[("times", &self.format().list(&said))])
    }

    /// A number of days in words.
    pub fn days(&self, days: i64) -> String {
        self.labels.count("follow.days", usize::try_from(days).unwrap_or(0))
    }

    /// What was kept of what was promised, and how long things stay open.
    pub fn follow_through(&self) -> Option<FollowThrough> {
        let found = follow::on(self.initiative, self.as_of)?;
        Some(FollowThrough {
            sentences: self.kept_finding(&found),
            kept: self.kept_grid(&found),
            ages: self.ages(&found),
        })
    }

    fn kept_finding(&self, found: &follow::FollowThrough<'_>) -> Vec<String> {
        let whole = found.whole;
        let whole_is = |count: usize| self.labels.whole(count);
        let mut said = vec![self.labels.say(
            "follow.whole",
            &[
                ("count", &whole_is(whole.promised)),
                ("open", &whole_is(whole.open + whole.overdue)),
                ("done", &whole_is(whole.in_time + whole.late)),
                ("dropped", &whole_is(whole.dropped)),
            ],
        )];
        let mut kept = Tally::default();
        for (_, tally) in &found.kept {
            kept.promised += tally.promised;
            kept.in_time += tally.in_time;
            kept.late += tally.late;
        }
        if kept.promised > 0 {
            said.push(self.labels.say(
                "follow.kept",
                &[
                    ("count", &whole_is(kept.promised)),
                    ("kept", &whole_is(kept.in_time + kept.late)),
                    ("in-time", &whole_is(kept.in_time)),
                ],
            ));
        }
        said
    }

    fn kept_grid(&self, found: &follow::FollowThrough<'_>) -> Grid {
        let row = |head: Link, tally: &Tally| {
            let counts = [tally.promised, tally.in_time, tally.late, tally.open, tally.overdue, tally.dropped];
            grid_row(head, counts.map(|count| self.labels.whole(count)).to_vec())
        };
        let plain = |key: &str| Link { title: self.labels.word(key), href: String::new() };
        let mut rows: Vec<GridRow> = found
            .kept
            .iter()
            .map(|(meeting, tally)| {
                let href = address::meeting(&self.initiative.id, &meeting.id);
                row(Link { title: self.meeting_title(meeting), href }, tally)
            })
            .collect();
        if found.elsewhere.promised > 0 {
            rows.push(row(plain("follow.elsewhere"), &found.elsewhere));
        }
        rows.push(GridRow { strong: true, ..row(plain("figure.column.all"), &found.whole) });
        let columns = ["promised", "in-time", "late", "open", "overdue", "dropped"];
        Grid {
            caption: self.labels.word("follow.by-meeting"),
            head: self.labels.word("figure.column.meeting"),
            columns: columns.map(|key| self.column(&format!("follow.column.{key}"), true)).to_vec(),
            rows,
        }
    }

    fn ages(&self, found: &follow::FollowThrough<'_>) -> Grid {
        let row = |age: &follow::Age<'_>| {
            let sort = match age.sort {
                Sort::Open => "open",
                Sort::Done => "done",
                Sort::Dropped => "dropped",
            };
            let head = Link { title: self.labels.word(&format!("follow.sort.{sort}")), href: String::new() };
            let longest = [("days", self.days(age.longest.0)), ("action", age.longest.1.title.words.clone())];
            let longest = longest.each_ref().map(|(name, words)| (*name, words.as_str()));
            let cells = vec![
                self.labels.whole(age.count),
                self.format().value(&age.median),
                self.labels.say("follow.longest", &longest),
            ];
            grid_row(head, cells)
        };
        Grid {
            caption: self.labels.word("follow.ages"),
            head: self.labels.word("follow.column.sort"),
            columns: vec![
                self.column("follow.column.count", true),
                self.column("follow.column.median", true),
                self.column("follow.column.longest", false),
            ],
            rows: found.ages.iter().map(row).collect(),
        }
    }

    /// How the rhythm of each kind of meeting is kept.
    pub fn rhythms(&self) -> Vec<context::Rhythm> {
        rhythm::of(self.initiative, self.as_of).iter().map(|rhythm| self.rhythm(rhythm)).collect()
    }

    /// How the rhythm of a kind of meeting is kept.
    pub fn rhythm(&self, rhythm: &Rhythm<'_>) -> context::Rhythm {
        let unit = every_id(rhythm.every);
        let format = self.format();
        let due = format.date(rhythm.due_by);
        let next = match rhythm.next {
            Some(next) if rhythm.is_late() => {
                self.labels.say("rhythm.next-late", &[("date", &format.date(next.date)), ("due", &due)])
            }
            Some(next) => self.labels.say("rhythm.next", &[("date", &format.date(next.date))]),
            None => self.labels.say(not_planned(rhythm.kind), &[("due", &due)]),
        };
        let kept = match rhythm.periods {
            0 => self.labels.word("rhythm.early"),
            periods => {
                let kept = self.labels.whole(rhythm.kept());
                self.labels
                    .say(&format!("rhythm.kept.{unit}"), &[("kept", &kept), ("count", &self.labels.whole(periods))])
            }
        };
        context::Rhythm {
            kind: self.labels.word(&format!("meeting.{}", rhythm.kind.id())),
            every: self.labels.word(&format!("rhythm.every.{unit}")),
            kept,
            missed: self.missed(rhythm),
            next,
            next_href: rhythm.next.map(|next| address::meeting(&self.initiative.id, &next.id)).unwrap_or_default(),
            late: rhythm.next.is_none() || rhythm.is_late(),
        }
    }

    /// The newest missed periods by name, and how many there were before them.
    fn missed(&self, rhythm: &Rhythm<'_>) -> String {
        let earlier = rhythm.missed.len().saturating_sub(MOST_NAMED);
        let mut named: Vec<String> =
            rhythm.missed.iter().skip(earlier).map(|period| self.period(rhythm.every, *period)).collect();
        if named.is_empty() {
            return String::new();
        }
        if earlier > 0 {
            named.insert(0, self.labels.count("rhythm.earlier", earlier));
        }
        self.labels.say("rhythm.missed", &[("periods", &self.format().list(&named))])
    }

    fn period(&self, every: Every, period: Period) -> String {
        let format = self.format();
        let between = |from: &str, to: &str| self.labels.say("figure.time.span", &[("from", from), ("to", to)]);
        match every {
            Every::Month => format.month(period.first),
            Every::Quarter | Every::HalfYear => between(&format.month(period.first), &format.month(period.last)),
            Every::Year => self.labels.say("figure.time.year", &[("year", &period.first.year().to_string())]),
            Every::Week | Every::Fortnight => {
                between(&format.short_date(period.first), &format.short_date(period.last))
            }
        }
    }
}

const fn not_planned(kind: MeetingKind) -> &'static str {
    match kind {
        MeetingKind::Tactical => "rhythm.not-planned.tactical",
        MeetingKind::Strategic => "rhythm.not-planned.strategic",
    }
}

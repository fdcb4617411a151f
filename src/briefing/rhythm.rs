//! Whether meetings keep the rhythm the initiative gave itself, and by when the next one is due.
//!
//! A rhythm is a row of periods: weeks from Monday, pairs of weeks, or months, quarters, half-years
//! and years of the calendar. A period in which no meeting of the kind was held is missed, once it
//! has passed. Counted are the periods that ended within the last twelve months, from the one of the
//! first meeting on record; without any, from the first that begins after the start of the
//! initiative. The next meeting is due by the end of the running period, or of the one after it
//! where the running one has its meeting.

use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};

use crate::briefing::commitment;
use crate::model::initiative::{Every, Initiative};
use crate::model::meeting::{Meeting, MeetingKind, MeetingState};

/// Most periods that are counted: more than a year of weeks.
const MOST: usize = 60;

/// How a rhythm was kept by a day.
#[derive(Clone, Debug)]
pub struct Rhythm<'a> {
    /// The kind of meeting.
    pub kind: MeetingKind,
    /// How often it should take place.
    pub every: Every,
    /// Periods that were counted.
    pub periods: usize,
    /// Those without a meeting, oldest first.
    pub missed: Vec<Period>,
    /// The day by which the next one is due.
    pub due_by: Date,
    /// The next one, where one is planned.
    pub next: Option<&'a Meeting>,
}

/// A stretch of time that should have a meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// Its first day.
    pub first: Date,
    /// Its last day.
    pub last: Date,
}

/// The rhythms of an initiative on a day, one for each kind that has one.
pub fn of(initiative: &Initiative, day: Date) -> Vec<Rhythm<'_>> {
    let set =
        [(MeetingKind::Tactical, initiative.rhythm.tactical), (MeetingKind::Strategic, initiative.rhythm.strategic)];
    set.into_iter().filter_map(|(kind, every)| one(initiative, kind, every?, day)).collect()
}

fn one(initiative: &Initiative, kind: MeetingKind, every: Every, day: Date) -> Option<Rhythm<'_>> {
    let own = || initiative.meetings.iter().filter(|meeting| meeting.kind == kind && meeting.date <= day);
    let anchor = own().map(|meeting| meeting.date).min();
    let begin = anchor.or(initiative.started).unwrap_or(day);
    let has_meeting =
        |period: &Period| own().any(|meeting| meeting.state == MeetingState::Held && period.holds(meeting.date));
    let running = period(every, begin, day)?;
    let counted = passed(every, begin, anchor.is_some(), day);
    let due_by =
        if has_meeting(&running) { period(every, begin, running.last.tomorrow().ok()?)?.last } else { running.last };
    Some(Rhythm {
        kind,
        every,
        periods: counted.len(),
        missed: counted.into_iter().filter(|period| !has_meeting(period)).collect(),
        due_by,
        next: commitment::next(initiative, kind, day),
    })
}

/// The periods that have passed, oldest first. The one that holds the first day counts only where
/// that is the day of a meeting.
fn passed(every: Every, begin: Date, with_first: bool, day: Date) -> Vec<Period> {
    let since = day.checked_sub(1.year()).unwrap_or(begin);
    let mut found = Vec::new();
    let mut next = period(every, begin, begin.max(since));
    while let Some(now) = next.filter(|now| now.last < day && found.len() < MOST) {
        if now.last >= since && (with_first || now.first >= begin) {
            found.push(now);
        }
        next = now.last.tomorrow().ok().and_then(|first| period(every, begin, first));
    }
    found
}

/// The period that a day lies in. Pairs of weeks are counted from the week of the first meeting.
fn period(every: Every, anchor: Date, day: Date) -> Option<Period> {
    let monday = |day: Date| day.checked_sub(i32::from(day.weekday().since(Weekday::Monday)).days()).ok();
    let months = |length: i8| {
        let month = (day.month() - 1) / length * length + 1;
        let first = Date::new(day.year(), month, 1).ok()?;
        Some(Period { first, last: first.checked_add(i32::from(length).months()).ok()?.yesterday().ok()? })
    };
    let weeks = |first: Date, days: Span| Some(Period { first, last: first.checked_add(days).ok()? });
    match every {
        Every::Week => weeks(monday(day)?, 6.days()),
        Every::Fortnight => {
            let gone = monday(anchor)?.until(monday(day)?).ok()?.get_days().rem_euclid(14);
            weeks(monday(day)?.checked_sub(gone.days()).ok()?, 13.days())
        }
        Every::Month => months(1),
        Every::Quarter => months(3),
        Every::HalfYear => months(6),
        Every::Year => months(12),
    }
}

impl Period {
    /// Whether a day lies in it.
    pub fn holds(&self, day: Date) -> bool {
        (self.first..=self.last).contains(&day)
    }
}

impl Rhythm<'_> {
    /// Periods that had their meeting.
    pub fn kept(&self) -> usize {
        self.periods - self.missed.len()
    }

    /// Whether the next meeting is planned for later than it is due.
    pub fn is_late(&self) -> bool {
        self.next.is_some_and(|next| next.date > self.due_by)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap_or_default()
    }

    fn is(every: Every, on: &str, first: &str, last: &str) {
        let found = period(every, day("2026-05-13"), day(on));
        assert_eq!(found, Some(Period { first: day(first), last: day(last) }), "{every:?} {on}");
    }

    #[test]
    fn periods_follow_the_calendar() {
        // 13 May 2026 is a Wednesday.
        is(Every::Week, "2026-05-17", "2026-05-11", "2026-05-17");
        is(Every::Week, "2026-05-18", "2026-05-18", "2026-05-24");
        is(Every::Fortnight, "2026-05-24", "2026-05-11", "2026-05-24");
        is(Every::Fortnight, "2026-05-25", "2026-05-25", "2026-06-07");
        is(Every::Month, "2024-02-29", "2024-02-01", "2024-02-29");
        is(Every::Quarter, "2026-05-31", "2026-04-01", "2026-06-30");
        is(Every::HalfYear, "2026-12-31", "2026-07-01", "2026-12-31");
        is(Every::Year, "2026-01-01", "2026-01-01", "2026-12-31");
    }
}

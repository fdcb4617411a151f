//! Commitments week over week, as a figure.

use crate::briefing::burnup::{self, BurnUp, Week};
use crate::chart::burnup as chart;
use crate::chart::marks::Mark;
use crate::render::context::{Figure, Grid, Link};
use crate::render::view::View;
use crate::render::view::figure::days::number;
use crate::render::view::figure::{Caption, grid_row};

impl View<'_> {
    /// Commitments made and done, week by week; nothing while there is none.
    pub fn burn_up_figure(&self, id: &str) -> Option<Figure> {
        let found = burnup::of(self.initiative, self.as_of)?;
        let now = found.now()?;
        let values = chart::values(now.made);
        let dropped =
            if now.dropped > 0 { self.labels.count("figure.burn-up.dropped", now.dropped) } else { String::new() };
        let drawing = chart::BurnUp {
            first: number(found.first),
            weeks: found.weeks.iter().map(drawn_week).collect(),
            months: self.months(found.first, now.end),
            ticks: values.into_iter().map(|value| (value, self.labels.whole(value))).collect(),
            made_words: self.labels.count("figure.burn-up.made", now.made),
            done_words: self.labels.count("figure.burn-up.done", now.done),
            dropped_words: dropped,
        };
        let mut says: Vec<String> = found.changes().iter().map(|week| self.burn_up_says(*week)).collect();
        says.push(self.burn_up_title(&found, now));
        let caption = Caption {
            id: id.to_owned(),
            title: self.burn_up_title(&found, now),
            sub: self.labels.say("figure.burn-up.sub", &[("span", &self.span(found.first, now.end))]),
            name: self.labels.word("figure.burn-up.name"),
            says: says.join(&self.labels.word("figure.says.join")),
            notes: vec![self.labels.word("figure.burn-up.note")],
        };
        let mut key = vec![
            (Mark::Swatch(chart::DONE), self.labels.word("figure.burn-up.key-done")),
            (Mark::Swatch(chart::OPEN), self.labels.word("figure.burn-up.key-open")),
        ];
        if now.dropped > 0 || found.weeks.iter().any(|week| week.dropped > 0) {
            key.push((Mark::Swatch(chart::DROPPED), self.labels.word("figure.burn-up.key-dropped")));
        }
        Some(self.drawn(caption, &key, chart::draw(&drawing), self.burn_up_table(&found)))
    }

    /// “21 of 37 commitments are done; 2 are overdue”.
    fn burn_up_title(&self, found: &BurnUp, now: Week) -> String {
        let all = self.labels.whole(now.made);
        let done = match (now.done, now.made) {
            (0, made) => self.labels.count("figure.burn-up.title-none", made),
            (done, made) if done == made => self.labels.count("figure.burn-up.title-all", made),
            (done, _) => self.labels.say("figure.burn-up.title", &[("count", &self.labels.whole(done)), ("all", &all)]),
        };
        let overdue = match found.overdue {
            0 => self.labels.word("figure.burn-up.none-overdue"),
            overdue => self.labels.count("figure.burn-up.overdue", overdue),
        };
        self.labels.say("figure.burn-up.title-both", &[("done", &done), ("overdue", &overdue)])
    }

    fn burn_up_says(&self, week: Week) -> String {
        let [made, done, dropped] = [week.made, week.done, week.dropped].map(|count| self.labels.whole(count));
        let date = self.format().short_date(week.end);
        let said = [("date", &*date), ("made", &*made), ("done", &*done), ("dropped", &*dropped)];
        self.labels.say("figure.burn-up.says", &said)
    }

    /// The weeks in which something changed, and the last.
    fn burn_up_table(&self, found: &BurnUp) -> Grid {
        let row = |week: &Week| {
            let head = Link { title: self.format().short_date(week.end), href: String::new() };
            let open = week.made - week.done - week.dropped;
            let counts = [week.made, week.done, week.dropped, open];
            grid_row(head, counts.map(|count| self.labels.whole(count)).to_vec())
        };
        let columns = ["made", "done", "dropped", "open"];
        Grid {
            caption: self.labels.word("figure.burn-up.table"),
            head: self.labels.word("figure.burn-up.week"),
            columns: columns.map(|key| self.column(&format!("figure.burn-up.column-{key}"), true)).to_vec(),
            rows: found.changes().iter().map(row).collect(),
        }
    }
}

fn drawn_week(week: &Week) -> chart::Week {
    chart::Week { end: number(week.end), made: week.made, done: week.done, dropped: week.dropped }
}

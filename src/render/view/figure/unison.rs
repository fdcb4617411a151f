//! Sections that must work in unison, as a figure.

use crate::briefing::Briefing;
use crate::briefing::results::{Row, Unison};
use crate::chart::marks::Mark;
use crate::chart::unison;
use crate::render::context::{Column, Figure, Grid};
use crate::render::view::View;
use crate::render::view::figure::{Caption, grid_row, place};

impl View<'_> {
    /// How far apart the sections of a group are that must work in unison.
    pub fn unison_figure(&self, briefing: &Briefing<'_>, apart: &Unison, id: &str) -> Figure {
        let rows: Vec<&Row> =
            briefing.results.sections.iter().filter(|row| apart.sections.contains(&row.node)).collect();
        let is_ranged = rows.iter().any(|row| !self.score(&briefing.subject, row.node).range.is_empty());
        let compared = rows.iter().any(|row| row.change.is_some());
        let words = self.labels.count("figure.unison.apart", whole(&self.format().percent(&apart.apart)));
        let chart = unison::Unison {
            rows: rows.iter().filter_map(|row| self.unison_row(briefing, row)).collect(),
            apart: words.clone(),
        };
        let before = apart.before.as_ref().map(|before| self.format().percent(before));
        let caption = Caption {
            id: id.to_owned(),
            title: self.unison_title(briefing, apart),
            sub: self
                .labels
                .say("figure.unison.sub", &[("date", &self.format().month(briefing.subject.now.assessment.date))]),
            name: self.labels.say(
                "figure.unison.name",
                &[(
                    "sections",
                    &self.format().list(&chart.rows.iter().map(|row| row.title.clone()).collect::<Vec<_>>()),
                )],
            ),
            says: self.unison_says(&chart, before.as_deref()),
            notes: vec![
                before.map(|before| self.labels.say("unison.before", &[("before", &before)])).unwrap_or_default(),
                self.labels.word("figure.unison.note"),
            ],
        };
        let mut key = Vec::new();
        if compared && let Some(before) = briefing.subject.before {
            key.push((Mark::Before, self.format().month(before.assessment.date)));
        }
        key.push((Mark::Now, self.format().month(briefing.subject.now.assessment.date)));
        if is_ranged {
            key.push((Mark::Range, self.labels.word("figure.key.range")));
        }
        self.drawn(caption, &key, unison::draw(&chart), self.unison_table(briefing, &rows, compared))
    }

    fn unison_row(&self, briefing: &Briefing<'_>, row: &Row) -> Option<unison::Row> {
        let subject = &briefing.subject;
        let share = subject.now.totals.score(row.node)?.share.as_ref()?;
        let format = self.format();
        let now = format.percent(&share.mid);
        let before = row.change.as_ref().map(|change| &change.before_share);
        Some(unison::Row {
            title: self.node(subject.now.assessment, row.node).title,
            words: match before {
                Some(before) => {
                    self.labels.say("figure.unison.was", &[("now", &now), ("before", &format.percent(before))])
                }
                None => now,
            },
            now: place(&share.mid),
            range: (place(&share.low), place(&share.high)),
            before: before.map(place),
        })
    }

    /// The finding when the rule has one, otherwise a neutral name.
    fn unison_title(&self, briefing: &Briefing<'_>, apart: &Unison) -> String {
        let found = briefing
            .learning
            .findings
            .iter()
            .find(|finding| finding.rule == "unison-gap" && finding.evidence == apart.sections);
        found.map_or_else(
            || self.labels.word("figure.unison.title"),
            |finding| self.finding(finding, briefing.subject.now.assessment).title,
        )
    }

    fn unison_says(&self, chart: &unison::Unison, before: Option<&str>) -> String {
        let each =
            |row: &unison::Row| self.labels.say("figure.says.row", &[("title", &row.title), ("value", &row.words)]);
        let mut said: Vec<String> = chart.rows.iter().map(each).collect();
        said.push(self.labels.say("figure.says.sentence", &[("words", &chart.apart)]));
        if let Some(before) = before {
            said.push(self.labels.say("unison.before", &[("before", before)]));
        }
        said.join(&self.labels.word("figure.says.join"))
    }

    fn unison_table(&self, briefing: &Briefing<'_>, rows: &[&Row], compared: bool) -> Grid {
        let subject = &briefing.subject;
        let mut columns = vec![self.column("figure.column.score", true), self.column("figure.column.range", true)];
        if compared {
            columns.push(self.column("figure.column.before", true));
            columns.push(self.column("figure.column.change", true));
        }
        let row = |row: &&Row| {
            let score = self.score(subject, row.node);
            let mut cells = vec![score.words, score.range];
            if compared {
                cells.extend([score.before, score.change]);
            }
            grid_row(self.node(subject.now.assessment, row.node), cells)
        };
        Grid {
            caption: self.labels.word("figure.unison.title"),
            head: self.labels.word("figure.column.section"),
            columns,
            rows: rows.iter().map(row).collect(),
        }
    }

    /// A column of a table of numbers.
    pub fn column(&self, key: &str, is_number: bool) -> Column {
        Column { title: self.labels.word(key), number: is_number }
    }
}

/// A count as the labels want it; it was formatted without decimals.
fn whole(percent: &str) -> usize {
    percent.parse().unwrap_or(0)
}

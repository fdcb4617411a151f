//! An outcome over time: small beside its figures, and as a figure of its own.

use crate::briefing::status::{OutcomeLine, TacticLine};
use crate::chart::marks::Mark;
use crate::chart::outcome::{self, Point, Series};
use crate::chart::scale;
use crate::model::number::Number;
use crate::model::outcome::{Better, Reading};
use crate::render::context::{Column, Figure, Grid, Link};
use crate::render::format::decimals;
use crate::render::svg;
use crate::render::view::View;
use crate::render::view::figure::days::number;
use crate::render::view::figure::{Caption, grid_row, place};

/// A target farther away than this many times the span of the readings is not on the axis.
const NEAR: i64 = 2;

impl View<'_> {
    /// The small drawing; its figures stand beside it in words. Empty without a reading.
    pub fn spark(&self, gauge: &Gauge<'_>) -> String {
        let Some(drawing) = outcome::spark(&self.series(gauge)) else { return String::new() };
        let is_mirrored = self.labels.word("language.direction") == "rtl";
        svg::decoration(&if is_mirrored { drawing.mirrored() } else { drawing }, "spark", self.medium)
    }

    /// The large drawing with days and values; nothing without a reading.
    pub fn outcome_figure(&self, line: &OutcomeLine<'_>, id: &str) -> Option<Figure> {
        let gauge = Gauge::of(line);
        let series = self.series(&gauge);
        let (shown, outcome) = (gauge.points(), line.outcome);
        let (first, last) = (*shown.first()?, *shown.last()?);
        let value = |at: usize| series.points.get(at).map(|point| point.words.clone()).unwrap_or_default();
        let (then, now) = (value(0), value(shown.len() - 1));
        let day = |reading: &Reading| self.format().short_date(reading.date);
        let ends = [
            ("title", &*outcome.title.words),
            ("then", &then),
            ("now", &now),
            ("first", &day(first)),
            ("last", &day(last)),
        ];
        let better = match outcome.better {
            Better::Higher => "figure.outcome.higher",
            Better::Lower => "figure.outcome.lower",
        };
        let target = if series.target.is_some() { "figure.says.sentence" } else { "figure.outcome.no-target" };
        let mut says: Vec<String> = shown
            .iter()
            .zip(&series.points)
            .map(|(reading, point)| {
                self.labels.say("figure.outcome.says", &[("date", &day(reading)), ("value", &point.words)])
            })
            .collect();
        says.push(self.labels.say(target, &[("words", &series.target_words)]));
        says.push(self.labels.word(better));
        let caption = Caption {
            id: id.to_owned(),
            title: self.labels.say(if shown.len() > 1 { "figure.outcome.title" } else { "figure.outcome.one" }, &ends),
            sub: match outcome.measure.is_empty() {
                true => self.span(first.date, last.date),
                false => self.labels.say(
                    "figure.outcome.sub",
                    &[("measure", &outcome.measure), ("span", &self.span(first.date, last.date))],
                ),
            },
            name: self.labels.say("figure.outcome.name", &[("title", &outcome.title.words)]),
            says: says.join(&self.labels.word("figure.says.join")),
            notes: vec![self.labels.word(better)],
        };
        let mut key = Vec::new();
        if shown.len() > 1 {
            key.push((Mark::Before, self.labels.word("figure.outcome.first")));
        }
        key.push((Mark::Now, self.labels.word("figure.outcome.last")));
        let table = self.readings_table(&shown, &series);
        Some(self.drawn(caption, &key, outcome::draw(&series), table))
    }

    /// The large drawing below the outcome's title and above the table of its readings, neither of
    /// which it repeats.
    pub fn outcome_figure_below(&self, line: &OutcomeLine<'_>) -> Option<Figure> {
        let figure = self.outcome_figure(line, &format!("figure_outcome_{}", line.outcome.id))?;
        let gauge = Gauge::of(line);
        let shown = gauge.points();
        let (first, last) = (*shown.first()?, *shown.last()?);
        let series = self.series(&gauge);
        let (then, now) = (series.points.first()?, series.points.last()?);
        let words = [("then", &*then.words), ("now", &*now.words), ("last", &self.format().short_date(last.date))];
        let key = if shown.len() > 1 { "figure.outcome.title-below" } else { "figure.outcome.one-below" };
        let title = self.labels.say(key, &words);
        Some(Figure { title, sub: self.span(first.date, last.date), ..figure.beside_its_table() })
    }

    fn readings_table(&self, shown: &[&Reading], series: &Series) -> Grid {
        let row = |(reading, point): (&&Reading, &Point)| {
            let head = Link { title: self.format().short_date(reading.date), href: String::new() };
            grid_row(head, vec![point.words.clone()])
        };
        Grid {
            caption: self.labels.word("figure.outcome.table"),
            head: self.labels.word("figure.column.date"),
            columns: vec![Column { title: self.labels.word("figure.column.value"), number: true }],
            rows: shown.iter().zip(&series.points).map(row).collect(),
        }
    }

    fn series(&self, gauge: &Gauge<'_>) -> Series {
        let shown = gauge.points();
        let (Some(first), Some(last)) = (shown.first(), shown.last()) else { return Series::default() };
        let decimals = gauge.decimals();
        let measure = |reading: &Reading| self.format().measure_to(&reading.value, gauge.unit, decimals);
        let wanted = gauge.target;
        let span = number(last.date) - number(first.date);
        let is_near = |target: &&Reading| number(target.date) - number(last.date) <= span * NEAR;
        let until = wanted.filter(is_near).map_or(last.date, |target| target.date.max(last.date));
        let series = Series {
            points: shown
                .iter()
                .map(|reading| Point {
                    day: number(reading.date),
                    value: place(&reading.value),
                    words: measure(reading),
                })
                .collect(),
            target: wanted.map(|target| place(&target.value)),
            target_words: wanted
                .map(|target| {
                    let month = self.format().month(target.date);
                    self.labels.say("figure.outcome.target", &[("value", &measure(target)), ("month", &month)])
                })
                .unwrap_or_default(),
            until: number(until),
            months: self.months(first.date, until),
            ticks: Vec::new(),
        };
        Series { ticks: self.value_ticks(gauge.unit, series.span()), ..series }
    }

    /// A few round values on the way from the lowest to the highest. The unit stands with the
    /// readings; only percent is written with each.
    fn value_ticks(&self, unit: &str, (low, high): (f64, f64)) -> Vec<(f64, String)> {
        let values = scale::round_values(low, high).into_iter();
        let values: Vec<Number> = values.filter_map(|(over, under)| Number::fraction(over, under)).collect();
        let decimals = decimals(&values);
        let unit = if unit == "percent" { unit } else { "" };
        values.iter().map(|value| (place(value), self.format().measure_to(value, unit, decimals))).collect()
    }
}

/// What is read of a measure up to a day, of an outcome or of a tactic.
#[derive(Clone, Debug)]
pub struct Gauge<'a> {
    unit: &'a str,
    baseline: Option<&'a Reading>,
    target: Option<&'a Reading>,
    /// What was read up to the day.
    readings: &'a [&'a Reading],
}

impl<'a> Gauge<'a> {
    /// The measure of an outcome.
    pub fn of(line: &'a OutcomeLine<'_>) -> Self {
        let outcome = line.outcome;
        Self {
            unit: &outcome.unit,
            baseline: outcome.baseline.as_ref(),
            target: outcome.target.as_ref(),
            readings: &line.readings,
        }
    }

    /// The measure of a tactic.
    pub fn of_tactic(line: &'a TacticLine<'_>) -> Self {
        let tactic = line.tactic;
        Self {
            unit: &tactic.unit,
            baseline: tactic.baseline.as_ref(),
            target: tactic.target.as_ref(),
            readings: &line.readings,
        }
    }

    /// The decimals that every value is shown with: as many as one that is known needs, so that what
    /// is measured later changes nothing in a report of today.
    pub fn decimals(&self) -> u32 {
        decimals(self.readings.iter().copied().chain(self.baseline).chain(self.target).map(|reading| &reading.value))
    }

    /// The baseline, where it lies before everything that was read, then the readings; nothing
    /// before something was read.
    fn points(&self) -> Vec<&'a Reading> {
        let Some(first) = self.readings.first() else { return Vec::new() };
        let baseline = self.baseline.filter(|baseline| baseline.date < first.date);
        baseline.into_iter().chain(self.readings.iter().copied()).collect()
    }
}

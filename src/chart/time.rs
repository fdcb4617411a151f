//! A scale of days: days are numbers, and the names of months come in as words.

use crate::chart::scale::Scale;
use crate::chart::shape::Face;
use crate::chart::text;

/// Room between two names on the axis.
const GAP: f64 = 10.0;
/// Steps between two ticks, in months, from the finest to the coarsest.
const STEPS: [usize; 8] = [1, 3, 6, 12, 24, 60, 120, 1200];

/// The first day of a month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Month {
    /// The day as a number.
    pub day: i64,
    /// Months since the year nought, so that steps begin with a year.
    pub count: usize,
    /// Its short name: “Feb”.
    pub name: String,
    /// The name with the year: “Feb 2027”.
    pub with_year: String,
    /// The year alone.
    pub year: String,
}

/// A scale from the first day to the last.
#[expect(clippy::cast_precision_loss, reason = "days since the year nought are small numbers")]
pub fn scale((from, to): (i64, i64), start: f64, end: f64) -> Scale {
    Scale { from: from as f64, to: to as f64, start, end }
}

/// The place of a day.
#[expect(clippy::cast_precision_loss, reason = "days since the year nought are small numbers")]
pub fn at(scale: Scale, day: i64) -> f64 {
    scale.at(day as f64)
}

/// Ticks with their words, as fine as the room allows: months, quarters, half-years, years and
/// more. The first tick and every January say the year, or January alone where that is too much;
/// within one year none has to.
pub fn ticks(scale: Scale, months: &[Month], face: Face) -> Vec<(f64, String)> {
    let named = STEPS.into_iter().flat_map(|step| {
        let stepped = stepped(months, step);
        let ways: &[Years] = match step {
            12.. => &[Years::Alone],
            _ if months.len() <= 12 => &[Years::FirstAndJanuary, Years::January, Years::Never],
            _ => &[Years::FirstAndJanuary, Years::January],
        };
        ways.iter().map(move |way| way.name(scale, &stepped)).collect::<Vec<_>>()
    });
    named.into_iter().find(|ticks| fits(ticks, face)).unwrap_or_default()
}

/// Ticks as fine as the room allows, with the year on a line of its own below the first of them and
/// below each January; empty elsewhere, and where the ticks are years themselves.
pub fn stacked(scale: Scale, months: &[Month], face: Face) -> Vec<(f64, String, String)> {
    let named = STEPS.into_iter().map(|step| {
        let stepped = stepped(months, step);
        let way = if step < 12 { Years::Never } else { Years::Alone };
        let years = stepped.iter().enumerate().map(|(place, month)| {
            let says = step < 12 && (place == 0 || month.count.is_multiple_of(12));
            if says { month.year.clone() } else { String::new() }
        });
        (way.name(scale, &stepped), years.collect::<Vec<_>>())
    });
    let both_fit = |(names, years): &(Vec<(f64, String)>, Vec<String>)| {
        let below = names.iter().zip(years).filter(|(_, year)| !year.is_empty());
        let below: Vec<(f64, String)> = below.map(|((x, _), year)| (*x, year.clone())).collect();
        fits(names, face) && fits(&below, face)
    };
    let (names, years) = named.into_iter().find(both_fit).unwrap_or_default();
    names.into_iter().zip(years).map(|((x, name), year)| (x, name, year)).collect()
}

fn stepped(months: &[Month], step: usize) -> Vec<&Month> {
    months.iter().filter(|month| month.count.is_multiple_of(step)).collect()
}

/// Whether no words run into the next.
fn fits(ticks: &[(f64, String)], face: Face) -> bool {
    ticks.windows(2).all(|pair| match pair {
        [(from, words), (to, _)] => from + text::width(words, face) + GAP <= *to,
        _ => true,
    })
}

/// Where a tick says its year.
#[derive(Clone, Copy)]
enum Years {
    FirstAndJanuary,
    January,
    Never,
    Alone,
}

impl Years {
    fn name(self, scale: Scale, months: &[&Month]) -> Vec<(f64, String)> {
        let words = |(place, month): (usize, &&Month)| {
            let is_january = month.count.is_multiple_of(12);
            let words = match self {
                Self::Alone => &month.year,
                Self::FirstAndJanuary if place == 0 || is_january => &month.with_year,
                Self::January if is_january => &month.with_year,
                _ => &month.name,
            };
            (at(scale, month.day), words.clone())
        };
        months.iter().enumerate().map(words).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn months(from: usize, count: usize) -> Vec<Month> {
        let month = |count: usize| Month {
            day: i64::try_from(count * 30).unwrap_or_default(),
            count,
            name: format!("M{}", count % 12 + 1),
            with_year: format!("M{} {}", count % 12 + 1, count / 12),
            year: (count / 12).to_string(),
        };
        (from..from + count).map(month).collect()
    }

    fn words(from: usize, count: usize, width: f64) -> Vec<String> {
        let months = months(from, count);
        let (first, last) = (months.first().map_or(0, |m| m.day), months.last().map_or(0, |m| m.day));
        let ticks = ticks(scale((first, last), 0.0, width), &months, Face::plain(13.0));
        ticks.into_iter().map(|(_, words)| words).collect()
    }

    #[test]
    fn ticks_name_months_and_say_the_year_first_and_in_january() {
        assert_eq!(words(24_310, 4, 400.0), ["M11 2025", "M12", "M1 2026", "M2"]);
        assert_eq!(words(24_310, 4, 180.0), ["M11", "M12", "M1 2026", "M2"]);
        assert_eq!(words(24_310, 4, 130.0), ["M11", "M12", "M1", "M2"]);
    }

    #[test]
    fn years_stand_below_the_first_tick_and_each_january() {
        let told = |from: usize, count: usize, width: f64| {
            let months = months(from, count);
            let (first, last) = (months.first().map_or(0, |m| m.day), months.last().map_or(0, |m| m.day));
            let ticks = stacked(scale((first, last), 0.0, width), &months, Face::plain(13.0));
            ticks.into_iter().map(|(_, name, year)| format!("{name} {year}").trim().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(told(24_310, 4, 130.0), ["M11 2025", "M12", "M1 2026", "M2"]);
        assert_eq!(told(24_311, 2, 30.0), ["M1 2026"], "two years that would meet are one");
        assert_eq!(told(24_300, 72, 300.0), ["2025", "2026", "2027", "2028", "2029", "2030"]);
    }

    #[test]
    fn long_spans_switch_to_quarters_and_years() {
        assert_eq!(words(24_300, 12, 300.0), ["M1 2025", "M4", "M7", "M10"]);
        assert_eq!(words(24_300, 72, 300.0), ["2025", "2026", "2027", "2028", "2029", "2030"]);
        assert!(words(12_000, 1200, 300.0).len() < 12);
    }
}

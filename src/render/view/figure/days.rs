//! Days as numbers and months as words, for charts with an axis of time.

use jiff::civil::Date;

use crate::chart::time::Month;
use crate::render::view::View;

/// Years from which on the axis names only years.
const MANY_YEARS: i16 = 30;

/// A day as a number: days since the first day of the year nought.
pub fn number(date: Date) -> i64 {
    Date::constant(0, 1, 1).until(date).map_or(0, |span| i64::from(span.get_days()))
}

impl View<'_> {
    /// The first days of the months between two days; of the years, where there are very many.
    pub fn months(&self, from: Date, to: Date) -> Vec<Month> {
        let is_long = to.year() - from.year() > MANY_YEARS;
        let months: &[i8] = if is_long { &[1] } else { &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] };
        let firsts = (from.year()..=to.year())
            .flat_map(|year| months.iter().filter_map(move |month| Date::new(year, *month, 1).ok()));
        firsts.filter(|first| *first >= from && *first <= to).map(|first| self.month_of(first)).collect()
    }

    fn month_of(&self, first: Date) -> Month {
        let month = usize::try_from(first.month() - 1).unwrap_or(0);
        let name = self.labels.item("date.short-months", month).to_owned();
        let year = first.year().to_string();
        Month {
            day: number(first),
            count: usize::try_from(first.year()).unwrap_or(0) * 12 + month,
            with_year: self.labels.say("date.month", &[("month", &name), ("year", &year)]),
            name,
            year: self.labels.say("figure.time.year", &[("year", &year)]),
        }
    }

    /// From one month to another, in words; one month alone when they are the same.
    pub fn span(&self, from: Date, to: Date) -> String {
        let (first, last) = (self.format().month(from), self.format().month(to));
        if first == last {
            return first;
        }
        self.labels.say("figure.time.span", &[("from", &first), ("to", &last)])
    }
}

//! Numbers, dates and people as they are shown: the one formatting of every output.

use jiff::civil::Date;

use crate::model::initiative::Initiative;
use crate::model::number::Number;
use crate::render::labels::{Labels, NO_BREAK};

/// Most decimals of a measured value.
const MOST_DECIMALS: u32 = 6;

/// The decimals that every value of a series needs.
pub fn decimals<'a>(series: impl IntoIterator<Item = &'a Number>) -> u32 {
    series.into_iter().map(|value| value.decimals(MOST_DECIMALS)).max().unwrap_or(0)
}

/// Formats in the language of the labels.
#[derive(Clone, Copy, Debug)]
pub struct Format<'a> {
    /// The labels.
    pub labels: &'a Labels,
}

impl Format<'_> {
    /// Points of a section or of the whole: no decimals.
    pub fn points(&self, points: &Number) -> String {
        self.marked(points.rounded(0))
    }

    /// Points of a criterion: one decimal where there is one.
    pub fn fine_points(&self, points: &Number) -> String {
        let mut text = points.rounded(1);
        if text.ends_with(".0") {
            text.truncate(text.len() - 2);
        }
        self.marked(text)
    }

    /// A share in percent, without the sign: no decimals.
    pub fn percent(&self, share: &Number) -> String {
        self.marked(share.times_hundred().rounded(0))
    }

    /// A measured value, with the decimals it was written with.
    pub fn value(&self, value: &Number) -> String {
        self.value_to(value, value.decimals(MOST_DECIMALS))
    }

    /// A measured value with so many decimals, so that the values of a series are alike.
    pub fn value_to(&self, value: &Number, decimals: u32) -> String {
        self.marked(value.rounded(decimals))
    }

    /// A measured value with its unit.
    pub fn measure(&self, value: &Number, unit: &str) -> String {
        self.measure_to(value, unit, value.decimals(MOST_DECIMALS))
    }

    /// A measured value with its unit and so many decimals.
    pub fn measure_to(&self, value: &Number, unit: &str, decimals: u32) -> String {
        let value = self.value_to(value, decimals);
        match unit {
            "percent" => self.labels.say("number.percent", &[("value", &value)]).replace(' ', NO_BREAK),
            "" => value,
            unit => self.labels.say("number.unit", &[("value", &value), ("unit", unit)]),
        }
    }

    /// A date in full: 26 November 2026.
    pub fn date(&self, date: Date) -> String {
        self.dated("date.long", "date.months", date)
    }

    /// A date in short: 26 Nov 2026.
    pub fn short_date(&self, date: Date) -> String {
        self.dated("date.short", "date.short-months", date)
    }

    /// A month: November 2026.
    pub fn month(&self, date: Date) -> String {
        self.dated("date.month", "date.months", date)
    }

    fn dated(&self, pattern: &str, months: &str, date: Date) -> String {
        // The day of an initiative that has no dated fact yet.
        if date == Date::default() {
            return String::new();
        }
        let month = self.labels.item(months, usize::try_from(date.month() - 1).unwrap_or(0));
        // Some languages write the first of a month in a way of its own: “1er”.
        let day = if date.day() == 1 { self.labels.word("date.first-day") } else { date.day().to_string() };
        let year = date.year().to_string();
        self.labels.say(pattern, &[("day", &day), ("month", month), ("year", &year)])
    }

    /// Several words as one: “a”, “a and b”, “a, b and c”.
    pub fn list(&self, words: &[String]) -> String {
        match words.split_last() {
            None => String::new(),
            Some((only, [])) => only.clone(),
            Some((last, first)) => {
                self.labels.say("list.and", &[("first", &first.join(&self.labels.word("list.comma"))), ("last", last)])
            }
        }
    }

    /// Several sentences, one after the other.
    pub fn sentences(&self, sentences: &[String]) -> String {
        sentences.join(&self.labels.word("sentence.join"))
    }

    /// A person in one line: “Chief operating officer, Maren Solberg”.
    pub fn person(&self, role: &str, name: &str) -> String {
        match name {
            "" => role.to_owned(),
            name => self.labels.say("people.line", &[("role", role), ("name", name)]),
        }
    }

    /// A number written with a point becomes one with the marks of the language.
    fn marked(&self, text: String) -> String {
        // A short number without a point needs no marks in any language.
        const SHORT: usize = 3;
        if text.len() <= SHORT && text.bytes().all(|byte| byte.is_ascii_digit()) {
            return text;
        }
        self.labels.language().number(&text)
    }
}

/// A person as shown: the role, then the name.
pub fn person(initiative: &Initiative, id: &str) -> (String, String) {
    initiative.person(id).map_or_else(
        || (id.to_owned(), String::new()),
        |person| (person.role.clone(), person.name.clone().unwrap_or_default()),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::theme::LabelFile;

    #[test]
    fn numbers_follow_the_marks_of_the_language() {
        let text = "[number]\ngroup = \".\"\ndecimal = \",\"\npercent = \"{value} %\"\nunit = \"{value} {unit}\"";
        let (labels, _) = Labels::read(&[LabelFile::built_in("de", text)], "de");
        let format = Format { labels: &labels };
        let number = |text| Number::parse(text).unwrap_or_else(Number::zero);
        assert_eq!(format.value(&number("1234567.50")), "1.234.567,5");
        assert_eq!(format.measure(&number("66"), "percent"), "66\u{a0}%");
        assert_eq!(format.measure(&number("66"), "new orders"), "66\u{a0}new orders");
        assert_eq!(format.points(&number("-1000.5")), "\u{2212}1.001");
        assert_eq!(format.fine_points(&number("12.50")), "12,5");
        assert_eq!(format.fine_points(&number("12")), "12");
    }

    #[test]
    fn no_line_ends_between_a_day_and_its_month_whichever_comes_first() {
        for (long, said) in [
            ("{day} de {month} de {year}", "2\u{a0}de\u{a0}May de 2026"),
            ("{month} {day}, {year}", "May\u{a0}2, 2026"),
            ("{year} {month} {day}", "2026 May\u{a0}2"),
        ] {
            let months = "[\"\", \"\", \"\", \"\", \"May\"]";
            let text = format!("[date]\nlong = \"{long}\"\nfirst-day = \"1\"\nmonths = {months}");
            let (labels, _) = Labels::read(&[LabelFile::built_in("en", &text)], "en");
            assert_eq!(Format { labels: &labels }.date(Date::constant(2026, 5, 2)), said);
        }
    }

    #[test]
    fn a_short_number_may_stand_without_marks() {
        let text = "[number]\ngroup = \".\"\ngroup-least = \"5\"\nminus = \"-\"";
        let (labels, _) = Labels::read(&[LabelFile::built_in("es", text)], "es");
        let format = Format { labels: &labels };
        let number = |text| Number::parse(text).unwrap_or_else(Number::zero);
        assert_eq!(format.points(&number("1000")), "1000");
        assert_eq!(format.points(&number("-10000")), "-10.000");
    }

    #[test]
    fn the_first_of_a_month_is_written_in_a_way_of_its_own() {
        let text = "[date]\nlong = \"{day} {month} {year}\"\nfirst-day = \"1er\"\nmonths = [\"janvier\"]";
        let (labels, _) = Labels::read(&[LabelFile::built_in("fr", text)], "fr");
        let format = Format { labels: &labels };
        assert_eq!(format.date(Date::constant(2026, 1, 1)), "1er\u{a0}janvier 2026");
        assert_eq!(format.date(Date::constant(2026, 1, 2)), "2\u{a0}janvier 2026");
    }
}

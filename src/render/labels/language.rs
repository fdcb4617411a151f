//! How a language counts and writes: plural forms, the marks of numbers, the direction.
//!
//! Plural rules are those of the Unicode CLDR. What else a language does stands in its labels, so
//! that a language of one's own needs no program. Nothing here knows a word.

use fixed_decimal::Decimal;
use icu_locale_core::Locale;
use icu_plurals::{PluralCategory, PluralRules, PluralRulesOptions};

use crate::render::direction::Direction;

/// The form that a count asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Category {
    /// None, in languages with a form for it.
    Zero,
    /// One, and what a language counts as one.
    One,
    /// Two.
    Two,
    /// A few.
    Few,
    /// Many.
    Many,
    /// Any other count; every plural has it.
    Other,
}

impl Category {
    /// Every form, with the name that label files use.
    pub const ALL: [(&'static str, Self); 6] = [
        ("zero", Self::Zero),
        ("one", Self::One),
        ("two", Self::Two),
        ("few", Self::Few),
        ("many", Self::Many),
        ("other", Self::Other),
    ];

    /// The form with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(known, _)| *known == name).map(|(_, category)| *category)
    }
}

/// A language as numbers and sentences need it.
#[derive(Debug)]
pub struct Language {
    /// Its code, such as `en` or `de-CH`.
    pub code: String,
    /// The way it runs.
    pub direction: Direction,
    /// Between groups of three digits.
    pub group: String,
    /// The least number of digits that is grouped.
    pub group_least: usize,
    /// Before the decimals.
    pub decimal: String,
    /// Before a negative number.
    pub minus: String,
    /// The language to the plural rules, which may not be shared between threads themselves.
    locale: Option<Locale>,
}

impl Language {
    /// A language by its code, with English marks. Of a language that the rules do not know,
    /// every count takes the form `other`.
    pub fn new(code: &str) -> Self {
        Self {
            code: code.to_owned(),
            direction: Direction::Ltr,
            group: ",".to_owned(),
            group_least: 4,
            decimal: ".".to_owned(),
            minus: "\u{2212}".to_owned(),
            locale: Locale::try_from_str(code).ok(),
        }
    }

    /// The form that a number as shown asks for. What is no number takes `other`.
    pub fn category(&self, shown: &str) -> Category {
        let mut plain = shown.trim_start_matches(self.minus.as_str()).to_owned();
        for (mark, becomes) in [(&self.group, ""), (&self.decimal, ".")] {
            if !mark.is_empty() {
                plain = plain.replace(mark.as_str(), becomes);
            }
        }
        let rules = || PluralRules::try_new(self.locale.as_ref()?.into(), PluralRulesOptions::default()).ok();
        let number = Decimal::try_from_str(&plain).ok();
        match number.zip(rules()).map(|(number, rules)| rules.category_for(&number)) {
            Some(PluralCategory::Zero) => Category::Zero,
            Some(PluralCategory::One) => Category::One,
            Some(PluralCategory::Two) => Category::Two,
            Some(PluralCategory::Few) => Category::Few,
            Some(PluralCategory::Many) => Category::Many,
            Some(PluralCategory::Other) | None => Category::Other,
        }
    }

    /// A number written with a point and a hyphen, with the marks of the language.
    pub fn number(&self, text: &str) -> String {
        let (sign, digits) = text.strip_prefix('-').map_or(("", text), |digits| (self.minus.as_str(), digits));
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        let is_grouped = whole.len() >= self.group_least;
        let mut out = String::from(sign);
        for (at, digit) in whole.chars().enumerate() {
            if is_grouped && at > 0 && (whole.len() - at).is_multiple_of(3) {
                out.push_str(&self.group);
            }
            out.push(digit);
        }
        if !part.is_empty() {
            out.push_str(&self.decimal);
            out.push_str(part);
        }
        out
    }

    /// A sentence that begins with a capital, whatever figure it begins with. Scripts without
    /// capitals stay as they are; so does Georgian, whose capitals are for headlines.
    pub fn capital(&self, sentence: &str) -> String {
        let mut chars = sentence.chars();
        let Some(first) = chars.next() else { return String::new() };
        let is_turkish = ["tr", "az"].iter().any(|code| self.code.split('-').next() == Some(code));
        let mut upper = first.to_uppercase();
        match (first, upper.next(), upper.next()) {
            ('i', _, _) if is_turkish => format!("\u{130}{}", chars.as_str()),
            ('\u{10d0}'..='\u{10ff}', _, _) => sentence.to_owned(),
            (_, Some(upper), None) => format!("{upper}{}", chars.as_str()),
            _ => sentence.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(code: &str, counts: &[&str]) -> Vec<Category> {
        let language = Language::new(code);
        counts.iter().map(|count| language.category(count)).collect()
    }

    #[test]
    fn a_count_takes_the_form_of_its_language() {
        use Category::{Few, Many, One, Other, Two, Zero};
        assert_eq!(forms("en", &["0", "1", "2", "1.5"]), [Other, One, Other, Other]);
        assert_eq!(forms("de-CH", &["1", "2"]), [One, Other]);
        assert_eq!(forms("fr", &["0", "1", "1.5", "2", "1000000"]), [One, One, One, Other, Many]);
        assert_eq!(forms("pl", &["1", "22", "25", "112"]), [One, Few, Many, Many]);
        assert_eq!(forms("ja", &["0", "1", "2"]), [Other, Other, Other]);
        assert_eq!(
            forms("ar", &["0", "1", "2", "3", "10", "11", "99", "100", "103"]),
            [Zero, One, Two, Few, Few, Many, Many, Other, Few]
        );
        assert_eq!(forms("xx", &["1"]), [Other]);
    }

    #[test]
    fn a_number_as_shown_is_understood_with_the_marks_of_its_language() {
        let mut french = Language::new("fr");
        french.group = "\u{202f}".to_owned();
        french.decimal = ",".to_owned();
        assert_eq!(french.category("1,5"), Category::One);
        assert_eq!(french.category("1\u{202f}000"), Category::Other);
        assert_eq!(french.category("no number"), Category::Other);
    }

    #[test]
    fn a_capital_harms_no_script() {
        let english = Language::new("en");
        assert_eq!(english.capital("three rose"), "Three rose");
        assert_eq!(english.capital("ßa"), "ßa");
        assert_eq!(english.capital("კარგი"), "კარგი");
        assert_eq!(english.capital("لا يوجد"), "لا يوجد");
        assert_eq!(english.capital("評価"), "評価");
        assert_eq!(Language::new("tr").capital("iyi"), "İyi");
    }
}

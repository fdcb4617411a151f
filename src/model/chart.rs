//! Charts and scores that a text asks for by name.

/// A chart of the assessment that a text belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Chart {
    /// The model with its points.
    Model,
    /// The sections that must work in unison.
    Unison,
    /// Before and after.
    Change,
    /// Ranges of views, of all sections or of those inside one.
    Ranges(Option<String>),
    /// The requisites, section by section.
    Requisites,
    /// Patterns and where they were seen.
    Patterns,
    /// An outcome over time.
    Outcome(String),
    /// Open actions and when they are due.
    Timeline,
    /// Commitments made and done, week over week.
    BurnUp,
    /// Meetings held and missed.
    Cadence,
    /// Value reached and not.
    Stakes,
}

/// Why an address names no chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unnamed {
    /// There is no chart of this name.
    Unknown,
    /// The chart needs a word after a slash.
    Lacks,
    /// The chart takes no word after a slash.
    Takes,
}

impl Chart {
    /// The names of all charts.
    pub const NAMES: [&'static str; 11] = [
        "model",
        "unison",
        "change",
        "ranges",
        "requisites",
        "patterns",
        "outcome",
        "timeline",
        "burn-up",
        "cadence",
        "stakes",
    ];

    /// The chart with a name, such as `unison` or `outcome/repeat-orders`.
    ///
    /// # Errors
    ///
    /// Says whether the name or what follows its slash is wrong.
    pub fn named(text: &str) -> Result<Self, Unnamed> {
        let (name, word) = text.split_once('/').map_or((text, None), |(name, word)| (name, Some(word)));
        let word = word.filter(|word| !word.is_empty());
        let plain = |chart: Self| if word.is_some() { Err(Unnamed::Takes) } else { Ok(chart) };
        match name {
            "model" => plain(Self::Model),
            "unison" => plain(Self::Unison),
            "change" => plain(Self::Change),
            "ranges" => Ok(Self::Ranges(word.map(str::to_owned))),
            "requisites" => plain(Self::Requisites),
            "patterns" => plain(Self::Patterns),
            "outcome" => word.map(|word| Self::Outcome(word.to_owned())).ok_or(Unnamed::Lacks),
            "timeline" => plain(Self::Timeline),
            "burn-up" => plain(Self::BurnUp),
            "cadence" => plain(Self::Cadence),
            "stakes" => plain(Self::Stakes),
            _ => Err(Unnamed::Unknown),
        }
    }

    /// Its name.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Model => "model",
            Self::Unison => "unison",
            Self::Change => "change",
            Self::Ranges(_) => "ranges",
            Self::Requisites => "requisites",
            Self::Patterns => "patterns",
            Self::Outcome(_) => "outcome",
            Self::Timeline => "timeline",
            Self::BurnUp => "burn-up",
            Self::Cadence => "cadence",
            Self::Stakes => "stakes",
        }
    }
}

/// The path that asks for the score of the whole, beside `total`.
const WHOLE: &str = ".";

/// The path of the section or criterion that a score is asked of; the empty path for the whole.
pub fn scored(text: &str) -> &str {
    if text == WHOLE || text == "total" { "" } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_names_its_chart() {
        for name in Chart::NAMES {
            let address = if name == "outcome" { "outcome/x".to_owned() } else { name.to_owned() };
            assert_eq!(Chart::named(&address).map(|chart| chart.name()), Ok(name));
        }
    }

    #[test]
    fn a_word_stands_where_it_means_something() {
        assert_eq!(Chart::named("ranges/results"), Ok(Chart::Ranges(Some("results".to_owned()))));
        assert_eq!(Chart::named("unison/results"), Err(Unnamed::Takes));
        assert_eq!(Chart::named("outcome"), Err(Unnamed::Lacks));
        assert_eq!(Chart::named("unisom"), Err(Unnamed::Unknown));
    }
}

//! The stable codes of diagnostics. Each has a severity, an explanation with an example in
//! `codes.md`, and a folder under `tests/broken`.

/// How much a diagnostic matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The report is not built.
    Error,
    /// The report is built; a good reviewer would ask.
    Warning,
}

impl Severity {
    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

macro_rules! codes {
    ($($code:ident $name:literal $severity:ident,)*) => {
        /// What can be wrong.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        #[expect(missing_docs, reason = "codes.md explains each at length")]
        pub enum Code { $($code,)* }

        impl Code {
            /// Every code, in the order of codes.md.
            pub const ALL: &'static [Self] = &[$(Self::$code,)*];

            /// The stable name, as printed and as `preread explain` takes it.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$code => $name,)* }
            }

            /// Error or warning.
            pub const fn severity(self) -> Severity {
                match self { $(Self::$code => Severity::$severity,)* }
            }
        }
    };
}

codes! {
    // Files
    MissingFile "missing-file" Error,
    UnreadableFile "unreadable-file" Error,
    NotUtf8 "not-utf8" Error,
    BadId "bad-id" Error,
    ReservedId "reserved-id" Error,
    CaseClash "case-clash" Error,
    StrayFile "stray-file" Warning,
    // TOML
    TomlSyntax "toml-syntax" Error,
    FrontMatter "front-matter" Error,
    UnknownKey "unknown-key" Error,
    MissingKey "missing-key" Error,
    WrongType "wrong-type" Error,
    WrongValue "wrong-value" Error,
    // Records
    DuplicateId "duplicate-id" Error,
    UnknownReference "unknown-reference" Error,
    UnknownCriterion "unknown-criterion" Error,
    UnknownModel "unknown-model" Error,
    BadScore "bad-score" Error,
    DateOrder "date-order" Error,
    DroppedWithoutReason "dropped-without-reason" Error,
    StatusBackwards "status-backwards" Error,
    AmbiguousMeeting "ambiguous-meeting" Error,
    // Models
    ModelPoints "model-points" Error,
    ModelBands "model-bands" Error,
    ModelStructure "model-structure" Error,
    // Markdown
    BrokenLink "broken-link" Error,
    UnshownWords "unshown-words" Error,
    MissingImage "missing-image" Error,
    BrokenImage "broken-image" Error,
    LargeImage "large-image" Warning,
    UnsafeLink "unsafe-link" Error,
    RawHtml "raw-html" Warning,
    ImageWithoutWords "image-without-words" Warning,
    UnknownChart "unknown-chart" Error,
    MisplacedChart "misplaced-chart" Error,
    UndrawnChart "undrawn-chart" Error,
    // Themes
    UnknownTheme "unknown-theme" Error,
    BrokenFont "broken-font" Error,
    MissingFont "missing-font" Warning,
    MissingGlyph "missing-glyph" Warning,
    UnsetImage "unset-image" Warning,
    LowContrast "low-contrast" Warning,
    TemplateError "template-error" Error,
    MissingLabel "missing-label" Error,
    UnknownLabel "unknown-label" Error,
    BadLabel "bad-label" Error,
    // What a good reviewer would ask
    HighWithoutGround "high-without-ground" Warning,
    UncommittedAction "uncommitted-action" Warning,
    TopicWithoutTask "topic-without-task" Warning,
    UnheldMeeting "unheld-meeting" Warning,
    DoubtfulEntry "doubtful-entry" Warning,
    UnscoredSection "unscored-section" Warning,
    UnwrittenPart "unwritten-part" Warning,
    WideRange "wide-range" Warning,
    OverdueSilent "overdue-silent" Warning,
    UnansweredDecision "unanswered-decision" Warning,
    FutureFact "future-fact" Warning,
    SecondSponsor "second-sponsor" Warning,
}

/// The explanations, one section a code.
const EXPLANATIONS: &str = include_str!("codes.md");

impl Code {
    /// The code with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.name() == name)
    }

    /// What it means, with an example and the mend, as Markdown.
    pub fn explanation(self) -> &'static str {
        let heading = format!("## {}\n", self.name());
        let Some((_, rest)) = EXPLANATIONS.split_once(&heading) else { return "" };
        rest.split_once("\n## ").map_or(rest, |(section, _)| section).trim()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_explained_with_an_example_and_a_mend() {
        for code in Code::ALL {
            let text = code.explanation();
            assert!(text.contains("```"), "{} has no example in codes.md", code.name());
            assert!(text.contains("**Mend.**"), "{} has no mend in codes.md", code.name());
        }
    }

    #[test]
    fn nothing_is_explained_that_is_no_code() {
        for heading in EXPLANATIONS.lines().filter_map(|line| line.strip_prefix("## ")) {
            assert!(Code::named(heading).is_some(), "codes.md explains `{heading}`, which is no code");
        }
    }
}

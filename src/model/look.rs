//! The look of a site: the colour of each role on screen, in the dark and on paper, the fonts and
//! the logo.
//!
//! A colour here is three numbers with its place; nothing is derived or judged.

use std::collections::BTreeMap;

use crate::model::text::Text;
use crate::place::Place;

/// Where a page is read; each has colours of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mode {
    /// On a screen.
    Light,
    /// On a screen that is set to dark.
    Dark,
    /// On paper.
    Print,
}

impl Mode {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Light, Self::Dark, Self::Print];
}

/// What a colour is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "forms::PALETTE says what each is for")]
pub enum Role {
    Paper,
    Panel,
    Ink,
    Ink2,
    Ink3,
    Rule,
    RuleStrong,
    Accent,
    Signal,
    Range,
    Level1,
    Level2,
    Level3,
    Level4,
    OnLevel4,
}

impl Role {
    /// All, each with its key in site.toml and its custom property in the styles.
    pub const ALL: [(Self, &'static str, &'static str); 15] = [
        (Self::Paper, "paper", "--paper"),
        (Self::Panel, "panel", "--panel"),
        (Self::Ink, "ink", "--ink"),
        (Self::Ink2, "ink-2", "--ink-2"),
        (Self::Ink3, "ink-3", "--ink-3"),
        (Self::Rule, "rule", "--rule"),
        (Self::RuleStrong, "rule-strong", "--rule-strong"),
        (Self::Accent, "accent", "--accent"),
        (Self::Signal, "signal", "--signal"),
        (Self::Range, "range", "--range"),
        (Self::Level1, "level-1", "--l1"),
        (Self::Level2, "level-2", "--l2"),
        (Self::Level3, "level-3", "--l3"),
        (Self::Level4, "level-4", "--l4"),
        (Self::OnLevel4, "on-level-4", "--on4"),
    ];

    /// The key in site.toml.
    pub fn key(self) -> &'static str {
        Self::ALL.iter().find(|(role, _, _)| *role == self).map_or("", |(_, key, _)| key)
    }

    /// The custom property in the styles.
    pub fn property(self) -> &'static str {
        Self::ALL.iter().find(|(role, _, _)| *role == self).map_or("", |(_, _, property)| property)
    }
}

/// An opaque colour in sRGB: red, green, blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour(pub [u8; 3]);

impl Colour {
    /// As it is written in site.toml and in styles: `#0B566A`.
    pub fn hex(self) -> String {
        let Self([red, green, blue]) = self;
        format!("#{red:02X}{green:02X}{blue:02X}")
    }
}

/// A colour, and where it was chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tone {
    /// The colour.
    pub colour: Colour,
    /// Where it is written, or what it was derived from.
    pub place: Place,
}

/// Colours by mode and role. One that cannot be told from the styles is left out.
pub type Palette = BTreeMap<(Mode, Role), Tone>;

/// A family of type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Typeface {
    /// One that readers have, by its name.
    Named(Text),
    /// Files in the theme's assets: the upright, and the bold when it is a file of its own.
    Files {
        /// Regular weight, or every weight.
        regular: Text,
        /// Bold.
        bold: Option<Text>,
    },
}

/// The picture that stands for the site in the head of each page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logo {
    /// Path below the theme's assets.
    pub file: Text,
    /// The picture for dark screens, when there is another.
    pub dark: Option<Text>,
    /// What it says; the title of the site where nothing is given.
    pub words: Option<String>,
}

/// What site.toml says about the look.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// The logo.
    pub logo: Option<Logo>,
    /// The type of statements and prose.
    pub serif: Option<Typeface>,
    /// The type of labels, tables and figures.
    pub sans: Option<Typeface>,
    /// The one colour that others are derived from.
    pub accent: Option<Tone>,
    /// Colours given one by one.
    pub tones: Palette,
}

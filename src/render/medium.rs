//! What a text and a drawing become: HTML and classes on a page, a tree and fixed colours on a
//! sheet of paper. Everything else is the same in both, so that they say the same.

use crate::chart::shape::Ink;
use crate::model::look::{Mode, Palette, Role};

/// Where a view is shown.
#[derive(Clone, Copy, Debug)]
pub enum Medium<'a> {
    /// A page with a style sheet.
    Page,
    /// Sheets of paper.
    Paper(&'a Print),
}

/// What sheets of paper are printed with.
#[derive(Clone, Debug)]
pub struct Print {
    /// The colour of each role.
    pub inks: Inks,
    /// Families of statements and prose, the first that there is.
    pub serif: Vec<String>,
    /// Families of labels, tables and figures.
    pub sans: Vec<String>,
}

impl Print {
    /// Colours, and families of the site's own before those that are built in.
    pub fn of(inks: Inks, serif: Option<String>, sans: Option<String>) -> Self {
        let before = |own: Option<String>, built_in: &str| own.into_iter().chain([built_in.to_owned()]).collect();
        Self { inks, serif: before(serif, "Preread Serif"), sans: before(sans, "Preread Sans") }
    }
}

/// The colour of each role on paper, as `#0B566A`.
#[derive(Clone, Debug)]
pub struct Inks(Vec<(Role, String)>);

impl Inks {
    /// The print colours of a palette; where a style hides one from us, that of the built-in theme.
    pub fn of(palette: &Palette) -> Self {
        let colour = |role: Role, built_in: &str| {
            let tone = palette.get(&(Mode::Print, role));
            tone.map_or_else(|| built_in.to_owned(), |tone| tone.colour.hex())
        };
        Self(BUILT_IN.into_iter().map(|(role, built_in)| (role, colour(role, built_in))).collect())
    }

    /// Every role by its key with its colour.
    pub fn by_key(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.0.iter().map(|(role, colour)| (role.key(), colour.as_str()))
    }

    /// The colour of what is drawn.
    pub fn colour(&self, ink: Ink) -> &str {
        let wanted = role(ink);
        self.0.iter().find(|(role, _)| *role == wanted).map_or("#000000", |(_, colour)| colour)
    }
}

/// The built-in theme on paper.
const BUILT_IN: [(Role, &str); 15] = [
    (Role::Paper, "#FFFFFF"),
    (Role::Panel, "#FFFFFF"),
    (Role::Ink, "#000000"),
    (Role::Ink2, "#3A3D40"),
    (Role::Ink3, "#55595D"),
    (Role::Rule, "#C9C6C0"),
    (Role::RuleStrong, "#6F7478"),
    (Role::Accent, "#084A5C"),
    (Role::Signal, "#8A3200"),
    (Role::Range, "#4F8897"),
    (Role::Level1, "#F1F3F3"),
    (Role::Level2, "#CBDDE1"),
    (Role::Level3, "#88B4BF"),
    (Role::Level4, "#084A5C"),
    (Role::OnLevel4, "#FFFFFF"),
];

const fn role(ink: Ink) -> Role {
    match ink {
        Ink::Paper => Role::Paper,
        Ink::Ink => Role::Ink,
        Ink::Second => Role::Ink2,
        Ink::Third => Role::Ink3,
        Ink::Rule => Role::Rule,
        Ink::StrongRule => Role::RuleStrong,
        Ink::Accent => Role::Accent,
        Ink::Signal => Role::Signal,
        Ink::Range => Role::Range,
        Ink::Level1 => Role::Level1,
        Ink::Level2 => Role::Level2,
        Ink::Level3 => Role::Level3,
        Ink::Level4 => Role::Level4,
        Ink::OnLevel4 => Role::OnLevel4,
    }
}

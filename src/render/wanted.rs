//! Which pages are made: those that the theme makes, and of those the ones that are asked for.

use std::collections::BTreeSet;

use crate::model::theme::PageKind;

/// Which pages are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pages<'a> {
    /// All of them.
    All,
    /// None: only what is wrong, and what the whole site needs.
    None,
    /// One, by its path in the output.
    Only(&'a str),
    /// One, besides what is wrong and what the whole site needs.
    Also(&'a str),
}

/// Which pages are made.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// The kinds that the theme makes; all of them when it does not say.
    pub kinds: Option<&'a BTreeSet<PageKind>>,
    /// Which of them are asked for.
    pub pages: Pages<'a>,
}

impl Wanted<'_> {
    /// Whether a page is made.
    pub fn has(&self, kind: PageKind, path: &str) -> bool {
        self.has_kind(kind) && self.asks_for(path)
    }

    /// Whether the theme makes pages of a kind.
    pub fn has_kind(&self, kind: PageKind) -> bool {
        self.kinds.is_none_or(|kinds| kinds.contains(&kind))
    }

    /// Whether a file is asked for.
    pub fn asks_for(&self, path: &str) -> bool {
        match self.pages {
            Pages::All => true,
            Pages::None => false,
            Pages::Only(one) | Pages::Also(one) => one == path,
        }
    }

    /// Whether something below a folder is asked for, which ends with a slash.
    pub fn asks_below(&self, folder: &str) -> bool {
        match self.pages {
            Pages::All => true,
            Pages::None => false,
            Pages::Only(one) | Pages::Also(one) => one.starts_with(folder),
        }
    }
}

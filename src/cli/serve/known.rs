//! What is read of a site for the preview, each with a fingerprint of what it was read from. Saving a
//! file as it was changes no fingerprint, and so nothing on the screen.

use std::hash::{DefaultHasher, Hash, Hasher};

use jiff::civil::Date;

use crate::artifact::Artifact;
use crate::cli::open::today;
use crate::diagnostic::Diagnostic;
use crate::pipeline::{self, Options, Pages, Site, UnitRow};
use crate::place::Place;
use crate::source::files::Files;
use crate::source::tree::Tree;

/// What all initiatives share. Another one is made whenever something in it changes.
pub(super) struct Ground {
    /// Its number, in order.
    pub(super) number: u64,
    /// A fingerprint of the files that it was made from.
    pub(super) print: u64,
    /// A fingerprint of those that more than pages is made from: what is said of initiatives is the
    /// same as long as this is.
    pub(super) basis: u64,
    pub(super) site: Site,
    pub(super) options: Options,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// What is known of an initiative.
pub(super) struct Known {
    /// The turn in which it was read.
    pub(super) turn: u64,
    /// A fingerprint of its files.
    pub(super) print: u64,
    /// A fingerprint of what its pages load: its images.
    pub(super) loads: u64,
    /// Links to records of other initiatives.
    pub(super) links: Vec<(String, Place)>,
    /// Whether its row was made too.
    pub(super) has_row: bool,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Files as they were read, with what is wrong with them as files.
pub(super) struct Read {
    pub(super) files: Files,
    pub(super) problems: Vec<Diagnostic>,
    pub(super) print: u64,
}

impl Read {
    /// Reads what is shared.
    pub(super) fn shared(tree: &Tree) -> Self {
        Self::with(|problems| tree.shared(problems))
    }

    /// Reads an initiative.
    pub(super) fn initiative(tree: &Tree, id: &str) -> Self {
        Self::with(|problems| tree.initiative(id, problems))
    }

    fn with(read: impl FnOnce(&mut Vec<Diagnostic>) -> Files) -> Self {
        let mut problems = Vec::new();
        let files = read(&mut problems);
        let mut hasher = DefaultHasher::new();
        for (path, bytes) in files.iter() {
            (path, bytes).hash(&mut hasher);
        }
        for problem in &problems {
            (&problem.place.file, &problem.message).hash(&mut hasher);
        }
        Self { files, problems, print: hasher.finish() }
    }

    /// A fingerprint of what more than pages is made from: all but what a theme has for pages and packets.
    fn basis(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        for file in self.files.iter().filter(|(path, _)| !is_only_for_pages(path)) {
            file.hash(&mut hasher);
        }
        hasher.finish()
    }

    /// A fingerprint of the files that a browser loads besides the page.
    fn loads(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        for file in self.files.iter().filter(|(path, _)| !path.ends_with(".md") && !path.ends_with(".toml")) {
            file.hash(&mut hasher);
        }
        hasher.finish()
    }
}

impl Ground {
    /// Makes ready what all initiatives share.
    pub(super) fn of(number: u64, read: Read, options: Options) -> Self {
        let (site, mut diagnostics) = pipeline::site(&read.files);
        let basis = read.basis();
        diagnostics.extend(read.problems);
        Self { number, print: read.print, basis, site, options, diagnostics }
    }

    /// Whether an error keeps every page from being made.
    pub(super) fn is_broken(&self) -> bool {
        self.diagnostics.iter().any(Diagnostic::is_error)
    }
}

impl Known {
    /// What is known of an initiative, and its row when it has no error; with the page of it that
    /// somebody looks at, so that the files are understood once for both.
    pub(super) fn of(
        turn: u64,
        ground: &Ground,
        id: &str,
        read: &Read,
        page: Option<&str>,
    ) -> (Self, Option<UnitRow>, Vec<Artifact>) {
        let pages = page.map_or(Pages::None, Pages::Also);
        let unit = pipeline::initiative(&ground.site, id, &read.files, ground.options, pages);
        let mut diagnostics = unit.diagnostics;
        diagnostics.extend(read.problems.iter().cloned());
        let has_error = diagnostics.iter().any(Diagnostic::is_error);
        let row = unit.row.filter(|_| !has_error);
        let (loads, has_row) = (read.loads(), row.is_some());
        let known = Self { turn, print: read.print, loads, links: unit.links, has_row, diagnostics };
        (known, row, unit.artifacts)
    }

    /// Whether an error keeps its pages from being made.
    pub(super) fn is_broken(&self) -> bool {
        self.diagnostics.iter().any(Diagnostic::is_error)
    }
}

/// Whether a file of a theme is a template, a style, a font or a picture.
fn is_only_for_pages(path: &str) -> bool {
    let mut steps = path.split('/');
    steps.next() == Some("themes") && matches!(steps.nth(1), Some("assets" | "fonts" | "templates"))
}

/// Ids of the initiatives, and what is wrong with their folders as folders.
pub(super) fn ids(tree: &Tree) -> (Vec<String>, Vec<Diagnostic>) {
    let mut problems = Vec::new();
    let ids = tree.initiatives(&mut problems);
    (ids, problems)
}

/// What is asked of a run: today, unless a day was asked for.
pub(super) fn options(day: Option<Date>, ids: &[String]) -> Options {
    Options::of(Some(day.unwrap_or_else(today)), ids.len())
}

//! The answer to an address: a page made from what is known, as it was when it could last be made, or
//! how far reading is. It looks at no change and tells nobody.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, MutexGuard, PoisonError};
use std::time::Duration;

use bytes::Bytes;

use crate::artifact::Artifact;
use crate::cli::serve::known::{Ground, Read};
use crate::cli::serve::live::Live;
use crate::cli::serve::state::{State, hold};
use crate::cli::serve::troubles::of_page;
use crate::diagnostic::Diagnostic;
use crate::pipeline::{self, Pages, UnitRow};
use crate::serve::{Answer, Found};
use crate::source::builtin;

/// How long a page of the whole site is waited for before it is said how far it is.
const PATIENCE: Duration = Duration::from_millis(900);
/// How many addresses are offered for one that leads nowhere.
const NEAR: usize = 5;

/// What a page is made from.
pub(super) enum Source {
    Unit(String),
    Rows,
    Theme,
}

impl Live {
    pub(super) fn source(&self, path: &str) -> Source {
        let state = self.state();
        let first = path.split('/').next().unwrap_or_default();
        if state.units.contains_key(first) && first != path {
            return Source::Unit(first.to_owned());
        }
        match state.units.keys().next() {
            Some(only) if state.ground.options.alone && path == "index.html" => Source::Unit(only.clone()),
            _ if pipeline::is_made_of_rows(path) => Source::Rows,
            _ => Source::Theme,
        }
    }

    pub(super) fn unit_page(&self, id: &str, path: &str) -> Option<Answer> {
        let _asked = Asked::of(&self.asked);
        let (ground, known) = {
            let mut state = self.state();
            let slot = state.units.get_mut(id)?;
            if path.ends_with(".html") {
                slot.page = Some(path.to_owned());
            }
            let known = slot.known.clone();
            state.shown = Some(id.to_owned());
            (Arc::clone(&state.ground), known)
        };
        let known = match known {
            Some(known) => known,
            None => self.learn(id)?,
        };
        let loads = print_of(&(ground.print, known.loads));
        if let Some(bytes) = hold(&self.shelf).take(path, (ground.number, known.print)) {
            return Some(answer(Found::File(bytes), loads));
        }
        if known.is_broken() || self.stays_as_it_was(path, &ground) {
            return Some(self.as_it_was(path, &[], loads));
        }
        let read = Read::initiative(&self.tree, id);
        let unit = pipeline::initiative(&ground.site, id, &read.files, ground.options, Pages::Only(path));
        if let Some(bytes) = self.kept(path, unit.artifacts, &ground, read.print) {
            return Some(answer(Found::File(bytes), loads));
        }
        let own = errors_beside(unit.diagnostics, &known.diagnostics);
        if !own.is_empty() || ground.is_broken() {
            return Some(self.as_it_was(path, &own, loads));
        }
        hold(&self.shelf).forget(path);
        let all = pipeline::initiative(&ground.site, id, &read.files, ground.options, Pages::All);
        Some(answer(Found::Nowhere(near(path, all.artifacts.into_iter().map(|artifact| artifact.path))), loads))
    }

    pub(super) fn page_of_rows(&self, path: &str) -> Answer {
        let (ground, version, rows, is_complete, progress) = {
            let state = self.wait_for_rows();
            let rows: Vec<Arc<UnitRow>> = state.units.values().filter_map(|slot| slot.row.clone()).collect();
            (Arc::clone(&state.ground), state.version, rows, state.is_complete(), state.progress())
        };
        let loads = ground.print;
        self.is_awaited.store(!is_complete, Ordering::SeqCst);
        if !is_complete {
            let last = hold(&self.shelf).last(path);
            return answer(last.map_or(Found::NotYet(progress.0, progress.1), Found::File), loads);
        }
        if let Some(bytes) = hold(&self.shelf).take(path, (ground.number, version)) {
            return answer(Found::File(bytes), loads);
        }
        // With no row it would be a page that says so, when the truth is that nothing can be read.
        if (rows.is_empty() && progress.1 > 0) || self.stays_as_it_was(path, &ground) {
            return self.as_it_was(path, &[], loads);
        }
        let whole = pipeline::whole(&ground.site, &rows, ground.options, Pages::Only(path));
        match self.kept(path, whole.artifacts, &ground, version) {
            Some(bytes) => answer(Found::File(bytes), loads),
            // A theme may make no such page.
            None if whole.diagnostics.is_empty() && !ground.is_broken() => answer(Found::Nowhere(Vec::new()), loads),
            None => self.as_it_was(path, &errors_beside(whole.diagnostics, &[]), loads),
        }
    }

    /// What is known once every initiative was read, or when nobody waits any longer.
    fn wait_for_rows(&self) -> MutexGuard<'_, State> {
        let mut state = self.state();
        loop {
            let left = PATIENCE.saturating_sub(state.began.elapsed());
            if state.is_complete() || left.is_zero() {
                return state;
            }
            state = self.moved.wait_timeout(state, left).unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    pub(super) fn file_of_theme(&self, path: &str) -> Answer {
        let ground = Arc::clone(&self.state().ground);
        let made = || {
            let whole = pipeline::whole(&ground.site, &[] as &[UnitRow], ground.options, Pages::Only(path));
            self.kept(path, whole.artifacts, &ground, 0).or_else(|| built_in(path))
        };
        let taken = {
            let mut shelf = hold(&self.shelf);
            // A page may be left over from an initiative that is gone; a style is always the theme's.
            let last = shelf.last(path).filter(|_| ground.is_broken() && path.starts_with("assets/"));
            last.or_else(|| shelf.take(path, (ground.number, 0)))
        };
        let found = match taken.or_else(made) {
            Some(bytes) => Found::File(bytes),
            None => {
                let homes: Vec<String> = self.state().units.keys().map(|id| format!("{id}/index.html")).collect();
                Found::Nowhere(near(path, homes.into_iter()))
            }
        };
        answer(found, ground.print)
    }

    /// The page among those made. It is kept, unless what is shared is wrong: it may then look as it
    /// never should.
    pub(super) fn kept(&self, path: &str, made: Vec<Artifact>, ground: &Ground, print: u64) -> Option<Bytes> {
        let bytes = made.into_iter().find(|artifact| artifact.path == path)?.bytes;
        if !ground.is_broken() {
            hold(&self.shelf).put(path, (ground.number, print), &bytes);
        }
        Some(bytes)
    }

    /// Whether a page is shown as it was because what is shared is wrong. One that nobody saw yet is
    /// made as well as it can be.
    fn stays_as_it_was(&self, path: &str, ground: &Ground) -> bool {
        ground.is_broken() && hold(&self.shelf).last(path).is_some()
    }

    /// A page that cannot be made now, as it was when it could.
    fn as_it_was(&self, path: &str, own: &[Diagnostic], loads: u64) -> Answer {
        let found = hold(&self.shelf).last(path).map_or(Found::Broken, Found::AsItWas);
        Answer { found, troubles: of_page(own, &self.tree), loads }
    }
}

/// An answer with which nothing is wrong but what is wrong with the site.
const fn answer(found: Found, loads: u64) -> Answer {
    Answer { found, troubles: Vec::new(), loads }
}

/// A page that is being made.
struct Asked<'a>(&'a AtomicUsize);

impl<'a> Asked<'a> {
    fn of(count: &'a AtomicUsize) -> Self {
        count.fetch_add(1, Ordering::SeqCst);
        Self(count)
    }
}

impl Drop for Asked<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

fn print_of(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// Errors that only making a page brought to light.
fn errors_beside(found: Vec<Diagnostic>, known: &[Diagnostic]) -> Vec<Diagnostic> {
    found.into_iter().filter(|diagnostic| diagnostic.is_error() && !known.contains(diagnostic)).collect()
}

/// A file of the built-in theme. The preview's own pages use its fonts, also while the site's theme is broken.
fn built_in(path: &str) -> Option<Bytes> {
    builtin::THEME.iter().find(|(name, _)| *name == path).map(|(_, bytes)| Bytes::from_static(bytes))
}

/// The pages whose addresses are nearest to one that leads nowhere.
fn near(path: &str, pages: impl Iterator<Item = String>) -> Vec<String> {
    if !path.ends_with(".html") {
        return Vec::new();
    }
    let pages = pages.filter(|page| page.ends_with(".html"));
    let mut pages: Vec<(usize, String)> = pages.map(|page| (strsim::damerau_levenshtein(path, &page), page)).collect();
    pages.sort();
    pages.into_iter().take(NEAR).map(|(_, page)| page).collect()
}

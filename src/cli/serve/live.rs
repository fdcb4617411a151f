//! The site in memory: what is known of every initiative, and pages when they are asked for.
//!
//! A page of an initiative is made from its own files and what is shared, when it is asked for, so
//! the first one is there at once however large the site is. The pages of the whole site need a row
//! of every initiative: those are read side by side in the background, which makes way for whoever
//! asks for a page. Nothing is written, and only rows and the pages last asked for are kept.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use jiff::civil::Date;
use rayon::prelude::*;

use crate::artifact::Artifact;
use crate::cli::open::today;
use crate::cli::serve::known::{Ground, Known, Read, ids, options};
use crate::cli::serve::shelf::Shelf;
use crate::cli::serve::troubles::{Finding, Told, of_page};
use crate::cli::terminal::say;
use crate::diagnostic::Diagnostic;
use crate::pipeline::{self, Pages, UnitRow};
use crate::serve::{Answer, Bell, Found, Preview, Touched, Troubles};
use crate::source::builtin;
use crate::source::tree::{Marks, Tree};

/// How long a page of the whole site is waited for before it is said how far it is.
const PATIENCE: Duration = Duration::from_millis(900);
/// How often it is said how far it is.
const PROGRESS: Duration = Duration::from_millis(300);
/// How long the background makes way for a page.
const WAY: Duration = Duration::from_millis(500);
/// How many changed initiatives are read before browsers are told; more are read behind.
const AT_ONCE: usize = 8;
/// How many addresses are offered for one that leads nowhere.
const NEAR: usize = 5;

/// A site that is previewed.
pub(super) struct Live {
    tree: Tree,
    /// The day asked for; today when there is none.
    day: Option<Date>,
    bell: Bell,
    state: Mutex<State>,
    /// Told whenever what is known has changed.
    moved: Condvar,
    shelf: Mutex<Shelf>,
    /// One at a time looks at what changed.
    looking: Mutex<()>,
    told: Mutex<Told>,
    /// How the files were when they were last looked at, where nobody tells of changes.
    marks: Mutex<Marks>,
    /// Numbers in the order in which files began to be read, so that older knowledge never replaces newer.
    turns: AtomicU64,
    /// How many pages are being made, for which the background makes way.
    asked: AtomicUsize,
    /// Whether somebody was told how far it is, and wants to hear more.
    is_awaited: AtomicBool,
}

/// What is known at a moment.
struct State {
    ground: Arc<Ground>,
    /// What is wrong with the folders of initiatives as folders.
    listing: Vec<Diagnostic>,
    units: BTreeMap<String, Slot>,
    /// Changes with everything that is known.
    version: u64,
    /// Whether changes are heard of, so that what is read is not missed when it changes.
    is_watched: bool,
    /// When what is missing began to be read.
    began: Instant,
    /// The initiative that a page was last asked of.
    shown: Option<String>,
    /// What is wrong, as of a version, and how many of it have their lines.
    troubles: Option<(u64, usize, Arc<Troubles>)>,
}

/// One initiative.
#[derive(Default)]
struct Slot {
    /// What is known of its files as they are.
    known: Option<Arc<Known>>,
    /// Its row as it was when it could last be made.
    row: Option<Arc<UnitRow>>,
    /// What was read before this turn has changed since.
    since: u64,
    /// The page of it that was last asked for, which is the one on the screen.
    page: Option<String>,
}

/// What came of reading an initiative.
enum Learnt {
    Known(Arc<Known>),
    /// Something changed in the meantime.
    Overtaken,
    /// There is no initiative of this id any more.
    Gone,
}

/// What a page is made from.
enum Source {
    Unit(String),
    Rows,
    Theme,
}

impl Live {
    /// Opens a site. Its initiatives are read in the background once changes are heard of.
    pub(super) fn open(tree: Tree, day: Option<Date>, bell: Bell, quiet: bool) -> Arc<Self> {
        let (ids, listing) = ids(&tree);
        let ground = Ground::of(1, Read::shared(&tree), options(day, &ids));
        let state = State {
            ground: Arc::new(ground),
            listing,
            units: ids.into_iter().map(|id| (id, Slot::default())).collect(),
            version: 0,
            is_watched: false,
            began: Instant::now(),
            shown: None,
            troubles: None,
        };
        let live = Arc::new(Self {
            tree,
            day,
            bell,
            state: Mutex::new(state),
            moved: Condvar::new(),
            shelf: Mutex::default(),
            looking: Mutex::default(),
            told: Mutex::new(Told::new(quiet)),
            marks: Mutex::default(),
            turns: AtomicU64::new(1),
            asked: AtomicUsize::new(0),
            is_awaited: AtomicBool::new(false),
        });
        let background = Arc::clone(&live);
        // A machine without threads has no server either.
        let _ = std::thread::Builder::new().name("read".to_owned()).spawn(move || background.read_missing());
        live
    }

    fn state(&self) -> MutexGuard<'_, State> {
        hold(&self.state)
    }

    fn turn(&self) -> u64 {
        self.turns.fetch_add(1, Ordering::SeqCst)
    }

    /// Reads an initiative, unless what is known of it is newer. `None` when there is none of this id.
    fn learn(&self, id: &str) -> Option<Arc<Known>> {
        loop {
            let turn = self.turn();
            match self.understand(id, turn, &Read::initiative(&self.tree, id)) {
                Learnt::Known(known) => return Some(known),
                Learnt::Gone => return None,
                Learnt::Overtaken => {}
            }
        }
    }

    /// Understands the files of an initiative, which were read in a turn.
    fn understand(&self, id: &str, turn: u64, read: &Read) -> Learnt {
        let (ground, page) = {
            let state = self.state();
            let Some(slot) = state.units.get(id) else { return Learnt::Gone };
            (Arc::clone(&state.ground), slot.page.clone())
        };
        let (known, row, pages) = Known::of(turn, &ground, id, read, page.as_deref());
        let mut state = self.state();
        let is_ground = Arc::ptr_eq(&state.ground, &ground);
        let Some(slot) = state.units.get_mut(id) else { return Learnt::Gone };
        if let Some(newer) = slot.known.as_ref().filter(|other| other.turn > turn) {
            return Learnt::Known(Arc::clone(newer));
        }
        // Something changed while it was read.
        if !is_ground || turn < slot.since {
            return Learnt::Overtaken;
        }
        let known = Arc::new(known);
        slot.known = Some(Arc::clone(&known));
        slot.row = row.map(Arc::new).or_else(|| slot.row.take());
        state.version += 1;
        drop(state);
        if let Some(page) = page {
            self.kept(&page, pages, &ground, read.print);
        }
        self.moved.notify_all();
        Learnt::Known(known)
    }

    /// Reads, for ever, what is not known. Its threads are its own, so that nobody who asks for a page
    /// stands behind what they still have to read.
    fn read_missing(&self) {
        let threads = rayon::ThreadPoolBuilder::new().thread_name(|number| format!("read {number}")).build();
        loop {
            let missing = self.missing();
            let told = Mutex::new(Instant::now());
            let read = |id: &String| {
                self.make_way();
                if self.state().units.get(id).is_some_and(|slot| slot.known.is_none()) {
                    self.learn(id);
                }
                self.say_how_far(&told);
            };
            match &threads {
                Ok(threads) => threads.install(|| missing.par_iter().for_each(read)),
                Err(_) => missing.iter().for_each(read),
            }
            self.bell.ring();
            self.tell();
        }
    }

    /// Waits until something is missing.
    fn missing(&self) -> Vec<String> {
        let mut state = self.state();
        loop {
            let ids: Vec<String> = match state.is_watched {
                true => state.units.iter().filter(|(_, slot)| slot.known.is_none()).map(|(id, _)| id.clone()).collect(),
                false => Vec::new(),
            };
            if !ids.is_empty() {
                return ids;
            }
            state = self.moved.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn make_way(&self) {
        let began = Instant::now();
        while self.asked.load(Ordering::SeqCst) > 0 && began.elapsed() < WAY {
            std::thread::sleep(Duration::from_millis(1));
        }
    }

    fn say_how_far(&self, told: &Mutex<Instant>) {
        let mut told = hold(told);
        if self.is_awaited.load(Ordering::SeqCst) && told.elapsed() >= PROGRESS {
            *told = Instant::now();
            self.bell.ring();
        }
    }

    /// Tells the terminal what is wrong, once everything is known.
    fn tell(&self) {
        let found = {
            let state = self.state();
            if !state.is_complete() {
                return;
            }
            state.found()
        };
        hold(&self.told).tell(&found, &self.tree);
    }

    /// What is shared and which initiatives there are, as they are now. Returns whether that changed.
    fn look_at_ground(&self, may_have_changed: bool) -> bool {
        let (ids, listing) = ids(&self.tree);
        let options = options(self.day, &ids);
        let old = Arc::clone(&self.state().ground);
        let is_other_run = options != old.options;
        let read = (may_have_changed || is_other_run).then(|| Read::shared(&self.tree));
        let new = read.filter(|read| is_other_run || read.print != old.print);
        let new = new.map(|read| Arc::new(Ground::of(old.number + 1, read, options)));
        let mut state = self.state();
        let is_same_list = state.listing == listing && ids.len() == state.units.len();
        let is_same_list = is_same_list && ids.iter().all(|id| state.units.contains_key(id));
        if new.is_none() && is_same_list {
            return false;
        }
        let wanted: BTreeSet<String> = ids.into_iter().collect();
        state.listing = listing;
        state.units.retain(|id, _| wanted.contains(id));
        for id in wanted {
            state.units.entry(id).or_default();
        }
        if let Some(ground) = new {
            // Another look of the pages changes nothing that is known of initiatives.
            let is_other_look = !is_other_run && ground.basis == old.basis;
            state.ground = ground;
            state.units.values_mut().filter(|slot| !(is_other_look && slot.outlasts_a_look())).for_each(Slot::forget);
        }
        state.change();
        let shown = state.shown.clone().filter(|id| state.units.get(id).is_some_and(|slot| slot.known.is_none()));
        drop(state);
        // What somebody looks at comes before everything else that is to be read again.
        shown.map(|id| self.learn(&id));
        true
    }

    /// Initiatives as they are now. Returns whether one changed.
    fn look_at_units(&self, touched: &[String]) -> bool {
        let turn = self.turn();
        let known: Vec<(&String, Option<Arc<Known>>)> = {
            let mut state = self.state();
            let units = &mut state.units;
            let slots = touched.iter().filter_map(|id| Some((id, units.get_mut(id)?.touch(turn))));
            slots.collect()
        };
        let changed = |(id, known): (&String, Option<Arc<Known>>)| {
            let read = Read::initiative(&self.tree, id);
            let is_same = known.is_some_and(|known| known.print == read.print);
            (!is_same).then(|| (id.clone(), read))
        };
        // A few are understood at once; of many it is only seen that they have changed.
        if known.len() <= AT_ONCE {
            let changed: Vec<(String, Read)> = known.into_iter().filter_map(changed).collect();
            for (id, read) in &changed {
                if matches!(self.understand(id, turn, read), Learnt::Overtaken) {
                    self.learn(id);
                }
            }
            return !changed.is_empty();
        }
        let changed: Vec<String> = known.into_par_iter().filter_map(changed).map(|(id, _)| id).collect();
        if changed.is_empty() {
            return false;
        }
        let mut state = self.state();
        for id in changed {
            state.units.entry(id).and_modify(|slot| slot.known = None);
        }
        state.change();
        true
    }

    fn source(&self, path: &str) -> Source {
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

    fn unit_page(&self, id: &str, path: &str) -> Option<Answer> {
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

    fn page_of_rows(&self, path: &str) -> Answer {
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

    fn file_of_theme(&self, path: &str) -> Answer {
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
    fn kept(&self, path: &str, made: Vec<Artifact>, ground: &Ground, print: u64) -> Option<Arc<[u8]>> {
        let bytes: Arc<[u8]> = made.into_iter().find(|artifact| artifact.path == path)?.bytes.into();
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

impl Preview for Live {
    fn look(&self, touched: &Touched) {
        let _one = hold(&self.looking);
        let is_first = !std::mem::replace(&mut self.state().is_watched, true);
        let is_everything = touched.iter().any(|path| path.as_os_str().is_empty() || path == Path::new("content"));
        let is_shared = |path: &std::path::PathBuf| {
            ["site.toml", "themes", "content/models"].iter().any(|shared| path.starts_with(shared))
        };
        let is_shared = is_everything || touched.iter().any(is_shared);
        let is_other_ground = self.look_at_ground(is_shared);
        let units: Vec<String> = match (is_first, is_everything) {
            // Those that a page was already asked of.
            (true, _) => self.state().units.iter().filter(|(_, slot)| slot.known.is_some()).map(id_of).collect(),
            (false, true) => self.state().units.keys().cloned().collect(),
            (false, false) => {
                touched.iter().filter_map(|path| unit_of(path)).collect::<BTreeSet<_>>().into_iter().collect()
            }
        };
        let is_other_unit = self.look_at_units(&units);
        self.moved.notify_all();
        if is_other_ground || is_other_unit {
            self.bell.ring();
            hold(&self.told).changed(touched, &self.tree);
        }
        // At the beginning there may be nothing to wait for.
        if is_other_ground || is_other_unit || is_first {
            self.tell();
        }
    }

    fn scan(&self) -> Touched {
        let now = self.tree.marks();
        let before = std::mem::replace(&mut *hold(&self.marks), now.clone());
        let other = now.iter().filter(|(path, mark)| before.get(*path) != Some(mark)).map(|(path, _)| path);
        let gone = before.keys().filter(|path| !now.contains_key(*path));
        other.chain(gone).map(Into::into).collect()
    }

    fn page(&self, path: &str) -> Answer {
        // A new day has begun, and another one is today.
        if self.day.is_none() && self.state().ground.options.as_of != Some(today()) {
            self.look(&Touched::from(["site.toml".into()]));
        }
        match self.source(path) {
            // It may go in the moment between.
            Source::Unit(id) => self.unit_page(&id, path).unwrap_or_else(|| self.file_of_theme(path)),
            Source::Rows => self.page_of_rows(path),
            Source::Theme => self.file_of_theme(path),
        }
    }

    fn troubles(&self, first: usize) -> Arc<Troubles> {
        let (version, found) = {
            let state = self.state();
            match &state.troubles {
                Some((version, most, troubles)) if *version == state.version && *most >= first => {
                    return Arc::clone(troubles);
                }
                _ => (state.version, state.found()),
            }
        };
        let troubles = Arc::new(found.troubles(first, &self.tree));
        self.state().troubles = Some((version, first, Arc::clone(&troubles)));
        troubles
    }

    fn say(&self, words: &str) {
        say(words);
    }
}

impl State {
    fn is_complete(&self) -> bool {
        self.units.values().all(|slot| slot.known.is_some())
    }

    /// How many initiatives are known, and how many there are.
    fn progress(&self) -> (usize, usize) {
        (self.units.values().filter(|slot| slot.known.is_some()).count(), self.units.len())
    }

    /// Something else is there now, and what is missing begins to be read.
    fn change(&mut self) {
        self.version += 1;
        self.began = Instant::now();
    }

    /// What is wrong.
    fn found(&self) -> Finding {
        Finding {
            ground: Arc::clone(&self.ground),
            listing: self.listing.clone(),
            units: self.units.values().filter_map(|slot| slot.known.clone()).collect(),
            is_complete: self.is_complete(),
        }
    }
}

impl Slot {
    /// What was read before a turn may have changed. Returns what is known.
    fn touch(&mut self, turn: u64) -> Option<Arc<Known>> {
        self.since = turn;
        self.known.clone()
    }

    /// Whether what is known of it stays true when pages only look different. What is wrong with a page
    /// is known with the initiative, and with a broken theme there was no row.
    fn outlasts_a_look(&self) -> bool {
        let known = self.known.as_ref();
        self.page.is_none() && known.is_some_and(|known| known.has_row || known.is_broken())
    }

    fn forget(&mut self) {
        self.known = None;
    }
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

/// Locks, also after somebody who held the lock came to grief.
fn hold<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn print_of(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

fn id_of((id, _): (&String, &Slot)) -> String {
    id.clone()
}

/// The initiative that a path of the site belongs to.
fn unit_of(path: &Path) -> Option<String> {
    let id = path.strip_prefix("content").ok()?.iter().next()?;
    Some(id.to_str()?.to_owned())
}

/// Errors that only making a page brought to light.
fn errors_beside(found: Vec<Diagnostic>, known: &[Diagnostic]) -> Vec<Diagnostic> {
    found.into_iter().filter(|diagnostic| diagnostic.is_error() && !known.contains(diagnostic)).collect()
}

/// A file of the built-in theme. The preview's own pages use its fonts, also while the site's theme is broken.
fn built_in(path: &str) -> Option<Arc<[u8]>> {
    builtin::THEME.iter().find(|(name, _)| *name == path).map(|(_, bytes)| Arc::from(*bytes))
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

//! The site in memory: what is known of every initiative is read and read again as files change.
//!
//! A page of an initiative is made from its own files and what is shared, when it is asked for, so
//! the first one is there at once however large the site is. The pages of the whole site need a row
//! of every initiative: those are read side by side in the background, which makes way for whoever
//! asks for a page. Nothing is written, and only rows and the pages last asked for are kept.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use jiff::civil::Date;
use rayon::prelude::*;

use crate::cli::open::today;
use crate::cli::serve::answers::Source;
use crate::cli::serve::known::{Ground, Known, Read, ids, options};
use crate::cli::serve::shelf::Shelf;
use crate::cli::serve::state::{Slot, State, hold};
use crate::cli::serve::troubles::Told;
use crate::cli::terminal::say;
use crate::serve::{Answer, Bell, Preview, Touched, Troubles};
use crate::source::tree::{Marks, Tree};

/// How often it is said how far it is.
const PROGRESS: Duration = Duration::from_millis(300);
/// How long the background makes way for a page.
const WAY: Duration = Duration::from_millis(500);
/// How many changed initiatives are read before browsers are told; more are read behind.
const AT_ONCE: usize = 8;

/// A site that is previewed.
pub(super) struct Live {
    pub(super) tree: Tree,
    /// The day asked for; today when there is none.
    day: Option<Date>,
    bell: Bell,
    pub(super) state: Mutex<State>,
    /// Told whenever what is known has changed.
    pub(super) moved: Condvar,
    pub(super) shelf: Mutex<Shelf>,
    /// One at a time looks at what changed.
    looking: Mutex<()>,
    told: Mutex<Told>,
    /// How the files were when they were last looked at, where nobody tells of changes.
    marks: Mutex<Marks>,
    /// Numbers in the order in which files began to be read, so that older knowledge never replaces newer.
    turns: AtomicU64,
    /// How many pages are being made, for which the background makes way.
    pub(super) asked: AtomicUsize,
    /// Whether somebody was told how far it is, and wants to hear more.
    pub(super) is_awaited: AtomicBool,
}

/// What came of reading an initiative.
enum Learnt {
    Known(Arc<Known>),
    /// Something changed in the meantime.
    Overtaken,
    /// There is no initiative of this id any more.
    Gone,
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

    pub(super) fn state(&self) -> MutexGuard<'_, State> {
        hold(&self.state)
    }

    fn turn(&self) -> u64 {
        self.turns.fetch_add(1, Ordering::SeqCst)
    }

    /// Reads an initiative, unless what is known of it is newer. `None` when there is none of this id.
    pub(super) fn learn(&self, id: &str) -> Option<Arc<Known>> {
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
        state.change(Instant::now());
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
        state.change(Instant::now());
        true
    }
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

fn id_of((id, _): (&String, &Slot)) -> String {
    id.clone()
}

/// The initiative that a path of the site belongs to.
fn unit_of(path: &Path) -> Option<String> {
    let id = path.strip_prefix("content").ok()?.iter().next()?;
    Some(id.to_str()?.to_owned())
}

//! What a preview knows at a moment: what is shared, and a slot for every initiative. It reads
//! nothing and makes no page.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use crate::cli::serve::known::{Ground, Known};
use crate::cli::serve::troubles::Finding;
use crate::diagnostic::Diagnostic;
use crate::pipeline::UnitRow;
use crate::serve::Troubles;

/// What is known at a moment.
pub(super) struct State {
    pub(super) ground: Arc<Ground>,
    /// What is wrong with the folders of initiatives as folders.
    pub(super) listing: Vec<Diagnostic>,
    pub(super) units: BTreeMap<String, Slot>,
    /// Changes with everything that is known.
    pub(super) version: u64,
    /// Whether changes are heard of, so that what is read is not missed when it changes.
    pub(super) is_watched: bool,
    /// When what is missing began to be read.
    pub(super) began: Instant,
    /// The initiative that a page was last asked of.
    pub(super) shown: Option<String>,
    /// What is wrong, as of a version, and how many of it have their lines.
    pub(super) troubles: Option<(u64, usize, Arc<Troubles>)>,
}

/// One initiative.
#[derive(Default)]
pub(super) struct Slot {
    /// What is known of its files as they are.
    pub(super) known: Option<Arc<Known>>,
    /// Its row as it was when it could last be made.
    pub(super) row: Option<Arc<UnitRow>>,
    /// What was read before this turn has changed since.
    pub(super) since: u64,
    /// The page of it that was last asked for, which is the one on the screen.
    pub(super) page: Option<String>,
}

impl State {
    pub(super) fn is_complete(&self) -> bool {
        self.units.values().all(|slot| slot.known.is_some())
    }

    /// How many initiatives are known, and how many there are.
    pub(super) fn progress(&self) -> (usize, usize) {
        (self.units.values().filter(|slot| slot.known.is_some()).count(), self.units.len())
    }

    /// Something else is there now, and what is missing begins to be read.
    pub(super) fn change(&mut self, now: Instant) {
        self.version += 1;
        self.began = now;
    }

    /// What is wrong.
    pub(super) fn found(&self) -> Finding {
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
    pub(super) fn touch(&mut self, turn: u64) -> Option<Arc<Known>> {
        self.since = turn;
        self.known.clone()
    }

    /// Whether what is known of it stays true when pages only look different. What is wrong with a page
    /// is known with the initiative, and with a broken theme there was no row.
    pub(super) fn outlasts_a_look(&self) -> bool {
        let known = self.known.as_ref();
        self.page.is_none() && known.is_some_and(|known| known.has_row || known.is_broken())
    }

    pub(super) fn forget(&mut self) {
        self.known = None;
    }
}

/// Locks, also after somebody who held the lock came to grief.
pub(super) fn hold<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

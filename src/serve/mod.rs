//! The live preview: a server on the loopback interface, the watcher of the site's folder, the
//! stream that tells browsers of a change, and what is put into pages for it.
//!
//! It never writes a file, never reads one, and never listens on another interface. What a page
//! holds and what is wrong, it asks a [`Preview`]; so all it could ever serve is what that answers.

mod inject;
mod respond;
mod server;
mod shown;
mod target;
mod watch;

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

use bytes::Bytes;
use tokio::sync::watch::{Receiver, Sender};

use crate::diagnostic::Code;
pub use server::{PORT, Server, Unbound};
pub use watch::Watch;

/// Paths that may have changed, relative to the folder of the site. The empty path means that
/// anything may have.
pub type Touched = BTreeSet<PathBuf>;

/// A site that is previewed.
pub trait Preview: Send + Sync + 'static {
    /// Looks again at what may have changed, and rings the bell when it did.
    fn look(&self, touched: &Touched);

    /// Paths that are not as they were when this was last asked, for a folder that tells of no change.
    fn scan(&self) -> Touched;

    /// The answer to an address: a path relative to the output, with forward slashes.
    fn page(&self, path: &str) -> Answer;

    /// What is wrong at present, with at least so many of the first, if there are.
    fn troubles(&self, first: usize) -> Arc<Troubles>;

    /// Says something to the person at the terminal.
    fn say(&self, words: &str);
}

/// What there is at an address.
#[derive(Debug)]
pub struct Answer {
    /// What it is.
    pub found: Found,
    /// What is wrong with this page alone.
    pub troubles: Vec<Trouble>,
    /// A fingerprint of what the page loads: styles, fonts, images.
    pub loads: u64,
}

/// The kinds of answer.
#[derive(Debug)]
pub enum Found {
    /// A file of the report.
    File(Bytes),
    /// The file as it was before there were errors.
    AsItWas(Bytes),
    /// Nothing, because of errors.
    Broken,
    /// Nothing yet: so many of so many initiatives were read.
    NotYet(usize, usize),
    /// No such file; addresses that are near.
    Nowhere(Vec<String>),
}

/// What is wrong with a site.
#[derive(Debug, Default)]
pub struct Troubles {
    /// How many errors there are.
    pub errors: usize,
    /// How many warnings there are.
    pub warnings: usize,
    /// The first of them, errors before warnings.
    pub first: Vec<Trouble>,
}

/// A diagnostic with what a person is shown of it.
#[derive(Clone, Debug)]
pub struct Trouble {
    /// Its code.
    pub code: Code,
    /// What is wrong.
    pub message: String,
    /// The record it is in, or empty.
    pub record: String,
    /// How to mend it, or empty.
    pub mend: String,
    /// Path of the file, relative to the site.
    pub file: String,
    /// Line, from one.
    pub line: usize,
    /// Column in characters, from one.
    pub column: usize,
    /// The lines it is about, and the bytes among them that it marks; empty when there are none to show.
    pub lines: String,
    /// What is marked.
    pub marked: Range<usize>,
}

/// Tells every open page that something changed. Ringing twice before anybody heard is ringing once.
#[derive(Clone, Debug)]
pub struct Bell(Sender<u64>);

impl Default for Bell {
    fn default() -> Self {
        Self(Sender::new(0))
    }
}

impl Bell {
    /// Rings.
    pub fn ring(&self) {
        self.0.send_modify(|rung| *rung = rung.wrapping_add(1));
    }

    fn hear(&self) -> Receiver<u64> {
        self.0.subscribe()
    }
}

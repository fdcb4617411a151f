//! What is wrong with the site that is previewed: for the browser with excerpts, and for the terminal.

use std::sync::Arc;

use crate::cli::excerpt::{Excerpt, Excerpts};
use crate::cli::serve::known::{Ground, Known};
use crate::cli::terminal::{counted, draw_each, plain, say};
use crate::diagnostic::Diagnostic;
use crate::pipeline;
use crate::serve::{Touched, Trouble, Troubles};
use crate::source::tree::Tree;

/// How many errors are drawn on the terminal.
const MOST_DRAWN: usize = 20;

/// What is known when it is asked what is wrong.
pub(super) struct Finding {
    pub(super) ground: Arc<Ground>,
    /// What is wrong with the folders of initiatives as folders.
    pub(super) listing: Vec<Diagnostic>,
    /// What is known of initiatives, in the order of their ids.
    pub(super) units: Vec<Arc<Known>>,
    /// Whether all are known.
    pub(super) is_complete: bool,
}

impl Finding {
    /// What is wrong, as a browser is told: the numbers, and the first with their lines. Before
    /// everything is known only the errors are, as each warning would be another word to every page.
    pub(super) fn troubles(&self, first: usize, tree: &Tree) -> Troubles {
        let links = self.broken_links(tree);
        let (errors, warnings): (Vec<_>, Vec<_>) = self.all(&links).partition(|diagnostic| diagnostic.is_error());
        let warnings = if self.is_complete { warnings } else { Vec::new() };
        let mut excerpts = Excerpts::new(tree);
        let first = errors.iter().chain(&warnings).take(first).map(|diagnostic| trouble(diagnostic, &mut excerpts));
        Troubles { first: first.collect(), errors: errors.len(), warnings: warnings.len() }
    }

    /// What is shared comes first: much else may follow from it.
    fn all<'a>(&'a self, links: &'a [Diagnostic]) -> impl Iterator<Item = &'a Diagnostic> {
        let units = self.units.iter().flat_map(|known| &known.diagnostics);
        self.ground.diagnostics.iter().chain(&self.listing).chain(units).chain(links)
    }

    /// Links from one initiative to another that lead nowhere, which can be known when all are.
    fn broken_links(&self, tree: &Tree) -> Vec<Diagnostic> {
        let links: Vec<_> = self.units.iter().flat_map(|known| known.links.iter().cloned()).collect();
        if links.is_empty() || !self.is_complete {
            return Vec::new();
        }
        pipeline::broken_links(&links, |file| tree.has(file))
    }
}

/// What is wrong with one page alone.
pub(super) fn of_page(found: &[Diagnostic], tree: &Tree) -> Vec<Trouble> {
    let mut excerpts = Excerpts::new(tree);
    found.iter().map(|diagnostic| trouble(diagnostic, &mut excerpts)).collect()
}

fn trouble(diagnostic: &Diagnostic, excerpts: &mut Excerpts<'_>) -> Trouble {
    let excerpt = Excerpt::of(&diagnostic.place, excerpts.text(&diagnostic.place.file));
    let is_shown = excerpt.is_shown();
    Trouble {
        code: diagnostic.code,
        message: diagnostic.message.clone(),
        record: diagnostic.record.clone(),
        mend: diagnostic.mend.clone(),
        file: diagnostic.place.file.to_string(),
        line: excerpt.position.line,
        column: excerpt.position.column,
        lines: if is_shown { excerpt.lines } else { String::new() },
        marked: excerpt.span,
    }
}

/// What the terminal was told.
pub(super) struct Told {
    quiet: bool,
    /// What changed since.
    changed: Touched,
    is_change: bool,
    errors: Vec<Diagnostic>,
}

impl Told {
    pub(super) const fn new(quiet: bool) -> Self {
        Self { quiet, changed: Touched::new(), is_change: false, errors: Vec::new() }
    }

    /// Something changed. What is no file, such as the folder around it or what an editor put there for a
    /// moment, is not named.
    pub(super) fn changed(&mut self, touched: &Touched, tree: &Tree) {
        self.changed.extend(touched.iter().filter(|path| tree.root().join(path).is_file()).cloned());
        self.is_change = true;
    }

    /// Tells what changed, and what is wrong now; the errors in full when they are others.
    pub(super) fn tell(&mut self, found: &Finding, tree: &Tree) {
        let links = found.broken_links(tree);
        let all: Vec<Diagnostic> = found.all(&links).cloned().collect();
        let errors: Vec<Diagnostic> = all.iter().filter(|diagnostic| diagnostic.is_error()).cloned().collect();
        let changed = std::mem::take(&mut self.changed);
        let is_change = std::mem::take(&mut self.is_change);
        if errors != self.errors {
            draw_each(errors.get(..MOST_DRAWN).unwrap_or(&errors), tree);
            if errors.len() > MOST_DRAWN {
                say(&format!("And {} more errors: `preread check` prints them all.", errors.len() - MOST_DRAWN));
            }
        }
        self.errors = errors;
        if self.quiet {
            return;
        }
        let now = match counted(&all) {
            count if count.is_empty() => "nothing is wrong".to_owned(),
            count => count,
        };
        let what = if is_change { words(&changed) } else { "Everything is read".to_owned() };
        say(&format!("{what}: {now}."));
    }
}

/// What changed, in words.
fn words(changed: &Touched) -> String {
    let mut named = changed.iter();
    match (named.next(), named.next()) {
        (None, _) => "Changed".to_owned(),
        (Some(only), None) => format!("{} changed", plain(&only.display().to_string())),
        _ => format!("{} files changed", changed.len()),
    }
}

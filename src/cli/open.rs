//! Opening a site: the folder, the day, what is shared, and its initiatives one by one.

use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use jiff::civil::Date;

use crate::cli::clock::Clock;
use crate::cli::progress::Progress;
use crate::cli::terminal::{draw, refuse, say};
use crate::cli::{Ended, Global};
use crate::diagnostic::{self, Diagnostic};
use crate::fingerprint::Fingerprint;
use crate::parallel;
use crate::pipeline::stage::Stage;
use crate::pipeline::{self, Options, Site};
use crate::place::Place;
use crate::publish;
use crate::source::files::Files;
use crate::source::tree::Tree;

/// The folder in a site that its report is written to when no other is named.
pub(super) const REPORT: &str = "public";

/// A site that was opened.
pub(super) struct Open {
    /// The folder.
    pub(super) tree: Tree,
    /// What is shared. The program ends when it is done with it, and memory need not be tidied up for that.
    pub(super) site: ManuallyDrop<Site>,
    /// The files that it was made of.
    shared: Files,
    /// The files of the first initiative, if they were gathered meanwhile, until somebody takes them.
    first: Mutex<Option<Gathered>>,
    /// Ids of the initiatives.
    pub(super) ids: Vec<String>,
    /// What is asked of the run.
    pub(super) options: Options,
    /// What is wrong so far.
    pub(super) diagnostics: Vec<Diagnostic>,
    /// What the call says besides.
    global: Global,
}

/// Files, and what is wrong with them as files.
type Gathered = (Files, Vec<Diagnostic>);

/// The folder of the site that a call means.
pub(super) fn tree(global: &Global) -> Result<Tree, Ended> {
    if let Some(folder) = &global.site {
        if !folder.is_dir() {
            return Err(refuse(&format!("there is no folder {}", folder.display())));
        }
        return Ok(Tree::new(folder));
    }
    let here = std::env::current_dir().map_err(|error| refuse(&format!("the folder cannot be read: {error}")))?;
    Tree::find(&here).ok_or_else(|| {
        refuse("there is no site.toml here or above; stand in the folder of a site, name one with --site DIR, or make one with `preread init DIR`")
    })
}

/// The day asked for: `--as-of`, else `SOURCE_DATE_EPOCH`.
pub(super) fn day(global: &Global) -> Result<Option<Date>, Ended> {
    match global.as_of.as_deref() {
        Some("today") => Ok(Some(today())),
        Some(text) => match text.parse() {
            Ok(date) => Ok(Some(date)),
            Err(_) => Err(refuse(&format!("`{text}` is no date: write --as-of 2026-11-20, or --as-of today"))),
        },
        None => match std::env::var("SOURCE_DATE_EPOCH") {
            Ok(text) if !text.is_empty() => {
                match text.parse().ok().and_then(|second| jiff::Timestamp::from_second(second).ok()) {
                    Some(instant) => Ok(Some(instant.to_zoned(jiff::tz::TimeZone::UTC).date())),
                    None => Err(refuse(&format!("SOURCE_DATE_EPOCH is `{text}`, which is no number of seconds"))),
                }
            }
            _ => Ok(None),
        },
    }
}

/// Today, by universal time.
pub(super) fn today() -> Date {
    jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date()
}

/// A path with every link on the way resolved.
pub(super) fn real(path: &Path) -> Result<PathBuf, Ended> {
    publish::real(path).map_err(|error| refuse(&format!("{} cannot be looked up: {error}", path.display())))
}

/// Nothing is written among the files that a report is made from.
pub(super) fn keep_out_of_sources(out: &Path, root: &Path) -> Result<(), Ended> {
    let (real_out, real_root) = (real(out)?, real(root)?);
    for folder in ["content", "themes"] {
        if real_out.starts_with(real_root.join(folder)) || real_out.starts_with(real(&root.join(folder))?) {
            let out = out.display();
            return Err(refuse(&format!("{out} is in {folder}/, which the report is made from: choose another --out")));
        }
    }
    Ok(())
}

/// A file of its own is written neither among the files that a report is made from nor into a report,
/// whose folder holds nothing else: not even into the usual one before there is a report.
pub(super) fn keep_out_of_site(out: &Path, root: &Path) -> Result<(), Ended> {
    keep_out_of_sources(out, root)?;
    let cannot = |error| refuse(&format!("{} cannot be looked up: {error}", out.display()));
    let is_in_report =
        real(out)?.starts_with(real(&root.join(REPORT))?) || publish::report_around(out).map_err(cannot)?.is_some();
    if is_in_report {
        let out = out.display();
        return Err(refuse(&format!(
            "{out} is in the folder of a report, which holds nothing else: choose another --out"
        )));
    }
    Ok(())
}

/// The files of one initiative.
fn gather(global: &Global, tree: &Tree, id: &str) -> Gathered {
    let mut problems = Vec::new();
    let files = global.clock.during(Stage::Read, || tree.initiative(id, &mut problems));
    (files, problems)
}

impl Open {
    /// Opens the site of a call.
    pub(super) fn new(global: &Global) -> Result<Self, Ended> {
        Self::beside(global, |_, _| None)
    }

    /// The same for who needs all initiatives: the files of the first are gathered while the site is made
    /// ready.
    pub(super) fn whole(global: &Global) -> Result<Self, Ended> {
        Self::beside(global, |tree, ids| ids.first().map(|id| gather(global, tree, id)))
    }

    fn beside(global: &Global, first: impl FnOnce(&Tree, &[String]) -> Option<Gathered> + Send) -> Result<Self, Ended> {
        let tree = tree(global)?;
        let as_of = day(global)?;
        let clock = &global.clock;
        let prepare = || {
            let mut diagnostics = Vec::new();
            let shared = clock.during(Stage::Read, || tree.shared(&mut diagnostics));
            let (site, problems) = clock.during(Stage::Shared, || pipeline::site(&shared));
            diagnostics.extend(problems);
            (shared, site, diagnostics)
        };
        let list = || {
            let mut listed = Vec::new();
            let ids = tree.initiatives(&mut listed);
            let first = first(&tree, &ids);
            (ids, first, listed)
        };
        let ((shared, mut site, mut diagnostics), (ids, first, listed)) = parallel::both(prepare, list);
        site.tell(Arc::<Clock>::clone(clock));
        diagnostics.extend(listed);
        let first = Mutex::new(first);
        let options = Options::of(as_of, ids.len());
        let site = ManuallyDrop::new(site);
        Ok(Self { tree, site, shared, first, ids, options, diagnostics, global: global.clone() })
    }

    /// Of what everything is made.
    pub(super) fn origin(&self) -> Fingerprint {
        self.global.clock.during(Stage::Compare, || pipeline::origin::shared(&self.shared, self.options))
    }

    /// The files of one initiative, and what is wrong with them as files.
    pub(super) fn files(&self, id: &str) -> Gathered {
        let is_first = self.ids.first().is_some_and(|first| first == id);
        let known = is_first.then(|| self.first.lock().unwrap_or_else(PoisonError::into_inner).take());
        known.flatten().unwrap_or_else(|| gather(&self.global, &self.tree, id))
    }

    /// Every error that keeps assessments from being read.
    pub(super) fn errors(&self) -> Vec<Diagnostic> {
        let mut diagnostics = self.diagnostics.clone();
        for id in &self.ids {
            let (files, problems) = self.files(id);
            diagnostics.extend(problems);
            diagnostics.extend(pipeline::scores(&self.site, id, &files, None, self.options).1);
        }
        diagnostics.retain(Diagnostic::is_error);
        diagnostics
    }

    /// Makes something of every initiative, side by side, and then of the whole site. Returns all
    /// diagnostics, in the order of the files.
    pub(super) fn compile<M: Make>(&self, make: &M) -> Result<Vec<Diagnostic>, M::Error> {
        let progress = Progress::of(&self.global, "initiatives", || self.ids.len());
        let one = |id: &String| {
            let (files, problems) = self.files(id);
            let mut made = make.initiative(id, &files)?;
            made.diagnostics.extend(problems);
            progress.one();
            Ok(made)
        };
        let done: Result<Vec<Made<M::Row>>, M::Error> = parallel::each(&self.ids, one).into_iter().collect();
        let mut diagnostics = self.diagnostics.clone();
        let (mut rows, mut links) = (Vec::new(), Vec::new());
        for (id, made) in self.ids.iter().map(String::as_str).zip(done?) {
            diagnostics.extend(made.diagnostics);
            rows.extend(made.row.map(|row| (id, row)));
            links.extend(made.links);
        }
        // Links from one initiative to another are rare: where there are any, the folder is asked.
        diagnostics.extend(pipeline::broken_links(&links, |file| self.tree.has(file)));
        let is_wrong = diagnostics.iter().any(Diagnostic::is_error);
        diagnostics.extend(make.whole(rows, is_wrong)?);
        diagnostic::sort(&mut diagnostics);
        Ok(diagnostics)
    }

    /// The initiative and the assessment that an argument names, as far as it names them:
    /// `<initiative>/<assessment>`, an initiative alone, or nothing. The initiative is one that
    /// there is.
    pub(super) fn named<'a>(&self, named: Option<&'a str>) -> Result<(Option<&'a str>, Option<&'a str>), Ended> {
        let Some(named) = named.map(|named| named.trim_end_matches('/')) else { return Ok((None, None)) };
        let named = named.strip_prefix("content/").unwrap_or(named);
        let (initiative, assessment) =
            named.split_once('/').map_or((named, None), |(initiative, assessment)| (initiative, Some(assessment)));
        if !self.ids.iter().any(|id| id == initiative) {
            let near = diagnostic::did_you_mean(initiative, self.ids.iter().map(String::as_str));
            return Err(refuse(&format!("there is no initiative `{initiative}` in content/. {near}")));
        }
        Ok((Some(initiative), assessment))
    }

    /// The initiative that an argument means, or all where it names none. An assessment is none.
    pub(super) fn initiatives(&self, named: Option<&str>) -> Result<Vec<String>, Ended> {
        match self.named(named)? {
            (Some(initiative), Some(_)) => {
                Err(refuse(&format!("an initiative is meant here, and no assessment: write `{initiative}`")))
            }
            (Some(initiative), None) => Ok(vec![initiative.to_owned()]),
            (None, _) => Ok(self.ids.clone()),
        }
    }

    /// What is made of each initiative that an argument means. Nothing is, where there is an error:
    /// then the errors are drawn, with `refusal` below them.
    pub(super) fn each<T>(
        &self,
        named: Option<&str>,
        refusal: &str,
        make: impl Fn(&str, &Files) -> (Option<T>, Vec<Diagnostic>),
    ) -> Result<Vec<T>, Ended> {
        let mut diagnostics = self.diagnostics.clone();
        let mut all = Vec::new();
        for id in self.initiatives(named)? {
            let (files, problems) = self.files(&id);
            let (made, more) = make(&id, &files);
            diagnostics.extend(problems);
            diagnostics.extend(more);
            all.extend(made);
        }
        diagnostics.retain(Diagnostic::is_error);
        if diagnostics.is_empty() {
            return Ok(all);
        }
        diagnostic::sort(&mut diagnostics);
        draw(&diagnostics, &self.tree);
        say(refusal);
        Err(Ended::ContentWrong)
    }

    /// The initiative and the assessment that an argument means: the newest where it names none.
    pub(super) fn find(&self, named: Option<&str>) -> Result<(String, String), Ended> {
        let (initiative, assessment) = self.named(named)?;
        let mut all: Vec<(Date, String, String)> = Vec::new();
        for id in self.ids.iter().filter(|id| initiative.is_none_or(|initiative| initiative == id.as_str())) {
            let (files, _) = self.files(id);
            let found = pipeline::assessments(&self.site, id, &files);
            all.extend(found.into_iter().map(|(date, assessment)| (date, assessment, id.clone())));
        }
        match assessment {
            Some(wanted) => {
                let found = all
                    .iter()
                    .find(|(_, id, _)| id == wanted)
                    .map(|(_, id, initiative)| (initiative.clone(), id.clone()));
                found.ok_or_else(|| {
                    let near = diagnostic::did_you_mean(wanted, all.iter().map(|(_, id, _)| id.as_str()));
                    refuse(&format!(
                        "there is no assessment `{wanted}` that could be read in {}. {near}",
                        initiative.unwrap_or_default()
                    ))
                })
            }
            None => {
                let newest = all.into_iter().max();
                newest.map(|(_, id, initiative)| (initiative, id)).ok_or_else(|| {
                    refuse("there is no assessment in this site yet; `preread new assessment` writes one")
                })
            }
        }
    }
}

/// What a command makes of a site.
pub(super) trait Make: Sync {
    /// What the whole site needs of an initiative.
    type Row: Send;
    /// Why it cannot go on.
    type Error: Send;

    /// Makes something of an initiative.
    fn initiative(&self, id: &str, files: &Files) -> Result<Made<Self::Row>, Self::Error>;

    /// Makes something of the whole site, from the rows of its initiatives. With something wrong
    /// there is only more to be said. Returns what is wrong with it.
    fn whole(&self, rows: Vec<(&str, Self::Row)>, is_wrong: bool) -> Result<Vec<Diagnostic>, Self::Error>;
}

/// What is left of an initiative when something was made of it.
pub(super) struct Made<R> {
    /// What the whole site needs of it, unless it has an error.
    pub(super) row: Option<R>,
    /// Links to other initiatives.
    pub(super) links: Vec<(String, Place)>,
    /// What is wrong with it.
    pub(super) diagnostics: Vec<Diagnostic>,
}

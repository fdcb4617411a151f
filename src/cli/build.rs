//! `preread build`: the report, into a folder.

use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::artifact::Artifact;
use crate::cli::open::{Made, Make, Open, REPORT, keep_out_of_sources, real};
use crate::cli::progress::Progress;
use crate::cli::report::{Format, report};
use crate::cli::terminal::{refuse, say};
use crate::cli::{Ended, Global};
use crate::diagnostic::Diagnostic;
use crate::fingerprint::Fingerprint;
use crate::parallel;
use crate::pipeline::kept::Note;
use crate::pipeline::stage::Stage;
use crate::pipeline::{self, Pages, Unit, UnitRow, origin};
use crate::publish::{Kept, Published, Publisher, Refused};
use crate::source::files::Files;

/// Make the report
#[derive(Debug, clap::Args)]
pub(super) struct Build {
    /// Where to write it; public/ in the site when left out
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Fail on warnings too
    #[arg(long)]
    strict: bool,
    /// How to print what is found
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

impl Build {
    pub(super) fn run(self, global: &Global) -> Ended {
        let open = match Open::whole(global) {
            Ok(open) => open,
            Err(ended) => return ended,
        };
        let out = self.out.clone().unwrap_or_else(|| open.tree.root().join(REPORT));
        if let Err(ended) = keep_off_the_site(&out, open.tree.root()) {
            return ended;
        }
        match self.build(global, &open, &out) {
            Ok((published, diagnostics)) => {
                let reported = report(&diagnostics, self.format, &open.tree);
                let ended = match published {
                    Some(published) => {
                        if !global.quiet {
                            say(&told(&published, &out));
                        }
                        Ended::Done
                    }
                    None => {
                        say(&format!("Nothing was written: {} is as it was.", out.display()));
                        Ended::ContentWrong
                    }
                };
                if reported == Ended::Done { ended } else { reported }
            }
            Err(refused) => refuse(&refused.to_string()),
        }
    }

    /// Compiles and publishes. Nothing is published when something is wrong.
    fn build(&self, global: &Global, open: &Open, out: &Path) -> Result<(Option<Published>, Vec<Diagnostic>), Refused> {
        let publisher = Publisher::begin(out)?;
        let publishing = Publishing { global, open, origin: open.origin(), publisher: &publisher };
        let diagnostics = match publisher.is_first() {
            // Every page is made, and all of them would wait for the same.
            true => parallel::beside(|| open.compile(&publishing), || open.site.prepare()),
            false => open.compile(&publishing),
        }?;
        if diagnostics.iter().any(|diagnostic| self.strict || diagnostic.is_error()) {
            return Ok((None, diagnostics));
        }
        let _progress = Progress::of(global, "", || 0);
        let published = global.clock.during(Stage::Publish, || publisher.finish())?;
        Ok((Some(published), diagnostics))
    }
}

/// The name of the batch with what belongs to the whole site. It is the id of no initiative.
const WHOLE: &str = "*";

/// What changed is made and handed over; what did not is left as it is.
struct Publishing<'a> {
    global: &'a Global,
    open: &'a Open,
    /// Of what everything is made.
    origin: Fingerprint,
    publisher: &'a Publisher,
}

/// The row of an initiative.
enum Row {
    /// It was just made.
    Made(Fingerprint, Box<UnitRow>),
    /// It is that of the build before, and was not read yet.
    Kept(Fingerprint),
}

impl Make for Publishing<'_> {
    type Row = Row;
    type Error = Refused;

    fn initiative(&self, id: &str, files: &Files) -> Result<Made<Row>, Refused> {
        let (origin, kept) = self.global.clock.during(Stage::Compare, || {
            let origin = origin::unit(&self.origin, id, files);
            (origin, self.publisher.keep(id, &origin))
        });
        match kept {
            Some(kept) => Ok(self.leave(id, files, &kept)),
            None => self.make(id, files, origin),
        }
    }

    fn whole(&self, rows: Vec<(&str, Row)>, is_wrong: bool) -> Result<Vec<Diagnostic>, Refused> {
        let prints = rows.iter().map(|(id, row)| match row {
            Row::Made(print, _) | Row::Kept(print) => (*id, *print),
        });
        let origin = origin::whole(&self.origin, prints);
        if !is_wrong && self.global.clock.during(Stage::Compare, || self.publisher.keep(WHOLE, &origin)).is_some() {
            return Ok(Vec::new());
        }
        let rows: Vec<UnitRow> = rows.into_par_iter().filter_map(|(id, row)| self.row(id, row)).collect();
        let unit = pipeline::whole(&self.open.site, &rows, self.open.options, Pages::All);
        if !is_wrong {
            let batch = self.publisher.batch(WHOLE);
            self.writing(|| batch.add(&unit.artifacts).and_then(|()| batch.end(origin, String::new(), &[])))?;
        }
        Ok(unit.diagnostics)
    }
}

impl Publishing<'_> {
    /// Leaves an initiative as it is, and says again what was said about it.
    fn leave(&self, id: &str, files: &Files, kept: &Kept) -> Made<Row> {
        let row = Some(Row::Kept(kept.row));
        match Note::links(&kept.note) {
            Some(links) => Made { row, links, diagnostics: Vec::new() },
            None => {
                let unit = self.without_pages(id, files);
                Made { row, links: unit.links, diagnostics: unit.diagnostics }
            }
        }
    }

    /// Makes an initiative, whose pages are handed over as they are made.
    fn make(&self, id: &str, files: &Files, origin: Fingerprint) -> Result<Made<Row>, Refused> {
        let batch = self.publisher.batch(id);
        let hand = |artifacts: Vec<Artifact>| self.writing(|| batch.add(&artifacts));
        let (unit, handed) = pipeline::hand_over(&self.open.site, id, files, self.open.options, Pages::All, hand);
        handed.into_iter().collect::<Result<(), Refused>>()?;
        let bytes = unit.row.as_ref().map(UnitRow::write).unwrap_or_default();
        let row = self.writing(|| batch.end(origin, Note::of(&unit).line(), &bytes))?;
        let row = unit.row.map(|made| Row::Made(row, Box::new(made)));
        Ok(Made { row, links: unit.links, diagnostics: unit.diagnostics })
    }

    fn without_pages(&self, id: &str, files: &Files) -> Unit {
        pipeline::initiative(&self.open.site, id, files, self.open.options, Pages::None)
    }

    /// Does a work that counts as writing.
    fn writing<T>(&self, work: impl FnOnce() -> T) -> T {
        self.global.clock.during(Stage::Write, work)
    }

    /// The row of an initiative. One that was kept and lost is made again.
    fn row(&self, id: &str, row: Row) -> Option<UnitRow> {
        match row {
            Row::Made(_, row) => Some(*row),
            Row::Kept(_) => {
                let kept = self.publisher.row(id).as_deref().and_then(UnitRow::read);
                kept.or_else(|| self.without_pages(id, &self.open.files(id).0).row)
            }
        }
    }
}

/// The report is never written over the site, nor among the files that it is made from.
fn keep_off_the_site(out: &Path, root: &Path) -> Result<(), Ended> {
    if real(root)?.starts_with(real(out)?) {
        return Err(refuse(&format!("{} holds the site itself: choose another --out", out.display())));
    }
    keep_out_of_sources(out, root)
}

fn told(published: &Published, out: &Path) -> String {
    let files = match published.files {
        1 => "1 file".to_owned(),
        files => format!("{files} files"),
    };
    let changed = match (published.written, published.removed) {
        (0, 0) => ", all as before".to_owned(),
        (written, 0) => format!(", {written} new or changed"),
        (written, removed) => format!(", {written} new or changed, {removed} removed"),
    };
    format!("{files} in {}{changed}. Open {} in a browser.", out.display(), out.join("index.html").display())
}

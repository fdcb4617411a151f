//! Templates, data and fonts in, a PDF out. The only room that names a type of Typst, the compiler
//! that is built in.
//!
//! The compiler sees what it is given and nothing else: no disk, no network, no packages, no
//! clock. What it refuses comes back as diagnostics with the file and line of the template.

mod fault;
mod fonts;
mod image;
mod world;

use std::panic::{AssertUnwindSafe, catch_unwind};

use bytes::Bytes;
use jiff::civil::Date;
use typst::diag::SourceDiagnostic;
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::diagnostic::{Code, Diagnostic};
use crate::model::theme::Sheets;
pub use fonts::{Fonts, family};
pub use image::image_fault;
use world::Desk;

/// What a document is made of.
#[derive(Clone, Copy, Debug)]
pub struct Job<'a> {
    /// The template that makes the document, such as `packet.typ`.
    pub template: &'a str,
    /// All templates of the theme.
    pub sheets: &'a Sheets,
    /// What templates read as `/data.json`.
    pub data: &'a str,
    /// Other files that templates may read, by path.
    pub files: &'a [(String, Bytes)],
    /// A name that stays the same whenever this document is made again.
    pub name: &'a str,
    /// Who it says made it.
    pub maker: &'a str,
    /// The day that the document says it was made on.
    pub date: Date,
}

/// Why there is no document.
#[derive(Clone, Debug)]
pub enum Refused {
    /// These pieces of text cannot be shown with the fonts that there are.
    Glyphs(Vec<String>),
    /// Anything else, most often a mistake in a template.
    Wrong(Vec<Diagnostic>),
}

/// The document as PDF/UA-1 and PDF/A-3a.
///
/// # Errors
///
/// What the compiler refuses.
pub fn pdf(job: Job<'_>, fonts: &Fonts) -> Result<Vec<u8>, Refused> {
    let desk = Desk::new(job, fonts);
    // The compiler is large; should it give up on some content, the other packets are still made.
    catch_unwind(AssertUnwindSafe(|| compile(job, &desk))).unwrap_or_else(|_| {
        let message = format!("the compiler of packets gave up on {}", job.name);
        Err(Refused::Wrong(vec![
            Diagnostic::new(Code::TemplateError, desk.top(), message)
                .mend("Leave out what was written last, and tell the makers of preread."),
        ]))
    })
}

/// Forgets what was kept to be quicker with the same document again. Without this a run that makes
/// hundreds of packets grows by 15 MB with each.
pub fn forget() {
    typst::comemo::evict(0);
}

fn compile(job: Job<'_>, desk: &Desk<'_>) -> Result<Vec<u8>, Refused> {
    let document = typst::compile::<PagedDocument>(desk).output.map_err(|found| refused(&found, job, desk))?;
    let options =
        options(job).map_err(|why| Refused::Wrong(vec![Diagnostic::new(Code::TemplateError, desk.top(), why)]))?;
    typst_pdf::pdf(&document, &options).map_err(|found| refused(&found, job, desk))
}

fn refused(found: &[SourceDiagnostic], job: Job<'_>, desk: &Desk<'_>) -> Refused {
    let glyphs: Vec<String> = found.iter().filter_map(fault::glyph).collect();
    if !glyphs.is_empty() && glyphs.len() == found.len() {
        return Refused::Glyphs(glyphs);
    }
    let mut told: Vec<Diagnostic> = found.iter().map(|found| fault::diagnostic(found, job, desk)).collect();
    told.dedup();
    Refused::Wrong(told)
}

/// Always accessible and fit for an archive: there is no switch to get it wrong with.
fn options(job: Job<'_>) -> Result<PdfOptions, String> {
    let standards =
        PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_3a]).map_err(|refused| refused.message().to_string())?;
    let [year, month, day] = [i32::from(job.date.year()), job.date.month().into(), job.date.day().into()];
    let small = |number: i32| u8::try_from(number).unwrap_or(1);
    let date = Datetime::from_ymd_hms(year, small(month), small(day), 0, 0, 0);
    Ok(PdfOptions {
        ident: Smart::Custom(job.name.to_owned()),
        creator: Smart::Custom(Some(job.maker.to_owned())),
        timestamp: date.map(Timestamp::new_utc),
        standards,
        ..PdfOptions::default()
    })
}

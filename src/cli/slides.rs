//! `preread slides`: the briefing of an assessment as a presentation.

use std::path::PathBuf;

use crate::cli::packet::{FormatName, Packet};
use crate::cli::report::Format as Report;
use crate::cli::{Ended, Global};

/// Make the briefing of an assessment as a presentation, one message a slide
///
/// What people wrote for the parts stands behind the slides, as notes for the speaker.
#[derive(Debug, clap::Args)]
pub(super) struct Slides {
    /// `<initiative>/<assessment>`; the newest when left out
    assessment: Option<String>,
    /// One for every assessment; of one initiative when ASSESSMENT names it
    #[arg(long)]
    all: bool,
    /// A file, or `-` for standard output; with --all, or when it is a folder or ends with `/`: a
    /// folder, for `<initiative>/<assessment>-slides.pdf`; packets/ in the site when left out
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Use the fonts of this machine for what the theme has no font for
    #[arg(long)]
    system_fonts: bool,
    /// Fail on warnings too
    #[arg(long)]
    strict: bool,
    /// How to print what is found
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    diagnostics: Report,
}

impl Slides {
    pub(super) fn run(self, global: &Global) -> Ended {
        let Self { assessment, all, out, system_fonts, strict, diagnostics } = self;
        let format = vec![FormatName::Slides];
        Packet { assessment, format, all, out, system_fonts, strict, diagnostics, ..Packet::default() }.run(global)
    }
}

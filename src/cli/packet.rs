//! `preread packet`: the briefing of an assessment as one file.

use std::path::{Path, PathBuf};

use crate::cli::open::{Open, keep_out_of_site};
use crate::cli::progress::Progress;
use crate::cli::report::{Format as Report, report};
use crate::cli::terminal::{is_terminal, print_bytes, refuse, say};
use crate::cli::{Ended, Global};
use crate::diagnostic::{self, Diagnostic};
use crate::pipeline;
use crate::pipeline::packet::{self, Format, Order, Paper, Wanted};
use crate::publish::Refused;
use crate::publish::loose::{Loose, Ours};
use crate::source::machine;

/// Make the briefing of an assessment as one file, to send and to print
#[derive(Debug, Default, clap::Args)]
pub(super) struct Packet {
    /// `<initiative>/<assessment>`; the newest when left out
    pub(super) assessment: Option<String>,
    /// As what, or both: `pdf,html`; what --out ends with when left out, otherwise pdf
    #[arg(long, value_enum, value_delimiter = ',', value_name = "FORMAT")]
    pub(super) format: Vec<FormatName>,
    /// The sheets of the PDF
    #[arg(long, value_enum, default_value_t)]
    pub(super) paper: PaperName,
    /// One for every assessment; of one initiative when ASSESSMENT names it
    #[arg(long)]
    pub(super) all: bool,
    /// For this meeting, `<initiative>/<meeting>`, or `<meeting>` where no other initiative has it: a
    /// strategic one as the briefing with what was promised last time, a tactical one as its agenda
    /// with what is known
    #[arg(long, value_name = "MEETING", conflicts_with_all = ["assessment", "all"])]
    pub(super) meeting: Option<String>,
    /// A file, or `-` for standard output; with --all, with two formats, or when it is a folder or
    /// ends with `/`: a folder, for `<initiative>/<assessment>.pdf`; packets/ in the site when left out
    #[arg(long, value_name = "FILE")]
    pub(super) out: Option<PathBuf>,
    /// Use the fonts of this machine for what the theme has no font for
    #[arg(long)]
    pub(super) system_fonts: bool,
    /// Fail on warnings too
    #[arg(long)]
    pub(super) strict: bool,
    /// How to print what is found
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub(super) diagnostics: Report,
}

/// What a packet is made as.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
pub(super) enum FormatName {
    /// A PDF
    Pdf,
    /// A presentation, which has a command of its own
    #[value(skip)]
    Slides,
    /// One HTML file that needs no other
    Html,
}

/// The sheets of a PDF.
#[derive(Clone, Copy, Debug, Default, clap::ValueEnum)]
pub(super) enum PaperName {
    /// 210 by 297 mm
    #[default]
    A4,
    /// 8.5 by 11 inches
    Letter,
}

/// What may be replaced by a newer one.
const OURS: Ours = Ours { what: "packet", knows: packet::is_ours };

/// Where packets go.
enum Out {
    /// Into one file.
    File(PathBuf),
    /// Into a folder, each with a name of its own.
    Folder(PathBuf),
    /// To standard output.
    Stdout,
}

/// Packets on their way out.
enum Tray {
    Files(Loose),
    Stdout(Vec<u8>),
}

impl Packet {
    pub(super) fn run(self, global: &Global) -> Ended {
        match self.make(global) {
            Ok(ended) | Err(ended) => ended,
        }
    }

    fn make(&self, global: &Global) -> Result<Ended, Ended> {
        let formats = self.formats()?;
        let mut open = Open::new(global)?;
        if self.system_fonts {
            open.site.use_machine_fonts(machine::fonts(std::env::home_dir().as_deref()));
            say("With --system-fonts what is made depends on the fonts of this machine.");
        }
        let wanted = self.wanted(&open)?;
        let out = self.out(&formats, &open)?;
        let refused = |refused: Refused| refuse(&refused.to_string());
        let mut tray = match &out {
            Out::Stdout => Tray::Stdout(Vec::new()),
            Out::File(place) => Tray::Files(Loose::begin(place, OURS).map_err(refused)?),
            Out::Folder(folder) => Tray::Files(Loose::begin(&folder.join("packet"), OURS).map_err(refused)?),
        };
        let mut diagnostics = open.diagnostics.clone();
        let mut made = Vec::new();
        let progress = Progress::of(global, "packets", || expected(&wanted, &open) * formats.len());
        for (initiative, wanted) in &wanted {
            let (files, problems) = open.files(initiative);
            let order = Order { wanted, formats: &formats, paper: self.paper() };
            let hand_over = |packet: packet::Packet| {
                let place = place(&out, initiative, &packet);
                match &mut tray {
                    Tray::Files(loose) => loose.add(&place, &packet.bytes)?,
                    Tray::Stdout(bytes) => *bytes = packet.bytes,
                }
                made.push(place);
                progress.one();
                Ok(())
            };
            let found = packet::packets(&open.site, initiative, &files, order, open.options, hand_over);
            diagnostics.extend(problems);
            diagnostics.extend(found.map_err(refused)?);
        }
        drop(progress);
        diagnostic::sort(&mut diagnostics);
        let reported = report(&diagnostics, self.diagnostics, &open.tree);
        if diagnostics.iter().any(|diagnostic| self.strict || Diagnostic::is_error(diagnostic)) {
            say("Nothing was written.");
            return Ok(if reported == Ended::Done { Ended::ContentWrong } else { reported });
        }
        if made.is_empty() {
            return Err(refuse("there is no assessment in this site yet; `preread new assessment` writes one"));
        }
        let ended = match tray {
            Tray::Stdout(bytes) => print_bytes(&bytes),
            Tray::Files(loose) => {
                let (changed, _) = loose.finish().map_err(refused)?;
                if !global.quiet {
                    say(&told(&made, &out, changed));
                }
                Ended::Done
            }
        };
        Ok(if reported == Ended::Done { ended } else { reported })
    }

    const fn paper(&self) -> Paper {
        match self.paper {
            PaperName::A4 => Paper::A4,
            PaperName::Letter => Paper::Letter,
        }
    }

    /// The formats asked for, each once; refused when this program cannot make one.
    fn formats(&self) -> Result<Vec<Format>, Ended> {
        let ending = self.out.as_deref().and_then(ending);
        let mut formats: Vec<Format> = self
            .format
            .iter()
            .map(|name| match name {
                FormatName::Pdf => Format::Pdf,
                FormatName::Slides => Format::Slides,
                FormatName::Html => Format::Html,
            })
            .collect();
        formats.sort_unstable();
        formats.dedup();
        match (formats.as_slice(), ending, &self.out) {
            ([], ending, _) => formats.push(ending.unwrap_or(Format::Pdf)),
            ([format], Some(ending), Some(out)) if format.ending() != ending.ending() && !self.all => {
                let (out, format) = (out.display(), format.ending());
                return Err(refuse(&format!("{out} is no name for --format {format}: end it with .{format}")));
            }
            _ => {}
        }
        if self.meeting.is_some() && formats.contains(&Format::Html) {
            return Err(refuse("a packet for a meeting is a PDF; in a browser the meeting has a page of its own"));
        }
        match formats.iter().find(|format| !format.is_built()) {
            Some(Format::Slides) => Err(refuse("this preread was built without PDF, which slides are")),
            Some(_) => Err(refuse("this preread was built without the PDF packet; use --format html")),
            None => Ok(formats),
        }
    }

    /// Initiatives, each with what is wanted of it.
    fn wanted(&self, open: &Open) -> Result<Vec<(String, Wanted)>, Ended> {
        let named = self.assessment.as_deref();
        if let Some(meeting) = &self.meeting {
            return find_meeting(meeting, open).map(|found| vec![found]);
        }
        if !self.all {
            return match open.find(named) {
                Ok((initiative, assessment)) => Ok(vec![(initiative, Wanted::Assessment(assessment))]),
                // Where none can be read because of an error, that error is the answer.
                Err(ended) => {
                    let found = open.errors();
                    if found.is_empty() {
                        return Err(ended);
                    }
                    let _ = report(&found, self.diagnostics, &open.tree);
                    say("Nothing was written.");
                    Err(Ended::ContentWrong)
                }
            };
        }
        match open.named(named)? {
            (_, Some(_)) => Err(refuse("--all makes a packet of every assessment: name an initiative, or nothing")),
            (Some(initiative), None) => Ok(vec![(initiative.to_owned(), Wanted::All)]),
            (None, None) => Ok(open.ids.iter().map(|id| (id.clone(), Wanted::All)).collect()),
        }
    }

    fn out(&self, formats: &[Format], open: &Open) -> Result<Out, Ended> {
        let root = open.tree.root();
        let is_one = formats.len() == 1 && !self.all;
        let Some(out) = &self.out else { return Ok(Out::Folder(root.join("packets"))) };
        if out.as_os_str() == "-" {
            return match () {
                () if !is_one => Err(refuse("standard output takes one packet in one format")),
                () if self.diagnostics != Report::Human => {
                    Err(refuse("standard output takes the packet or the diagnostics, not both"))
                }
                () if is_terminal() => Err(refuse("a terminal shows no packet: name a file, or a pipe, after --out")),
                () => Ok(Out::Stdout),
            };
        }
        keep_out_of_site(out, root)?;
        let is_folder = !is_one || out.is_dir() || out.as_os_str().as_encoded_bytes().ends_with(b"/");
        Ok(if is_folder { Out::Folder(out.clone()) } else { Out::File(out.clone()) })
    }
}

/// How many assessments and meetings are wanted, as far as they can be read.
fn expected(wanted: &[(String, Wanted)], open: &Open) -> usize {
    let of = |(initiative, wanted): &(String, Wanted)| match wanted {
        Wanted::All => pipeline::assessments(&open.site, initiative, &open.files(initiative).0).len(),
        Wanted::Assessment(_) | Wanted::Meeting(_) => 1,
    };
    wanted.iter().map(of).sum()
}

/// The meeting of this name.
fn find_meeting(named: &str, open: &Open) -> Result<(String, Wanted), Ended> {
    let all: Vec<(String, String)> = open
        .ids
        .iter()
        .flat_map(|id| packet::meetings(&open.site, id, &open.files(id).0).into_iter().map(|one| (id.clone(), one)))
        .collect();
    let whole = |(initiative, meeting): &(String, String)| format!("{initiative}/{meeting}");
    let found: Vec<&(String, String)> = all.iter().filter(|one| one.1 == named || whole(one) == named).collect();
    match found.as_slice() {
        [(initiative, meeting)] => Ok((initiative.clone(), Wanted::Meeting(meeting.clone()))),
        [] => {
            let known: Vec<String> = all.iter().map(whole).collect();
            let near = diagnostic::did_you_mean(named, known.iter().map(String::as_str));
            Err(refuse(format!("there is no meeting `{named}` in this site. {near}").trim_end()))
        }
        many => {
            let names: Vec<String> = many.iter().map(|one| format!("`{}`", whole(one))).collect();
            Err(refuse(&format!("there are several meetings of this name: write {}", names.join(" or "))))
        }
    }
}

/// The format that the name of a file says.
fn ending(out: &Path) -> Option<Format> {
    match out.extension()?.to_str()?.to_ascii_lowercase().as_str() {
        "pdf" => Some(Format::Pdf),
        "html" | "htm" => Some(Format::Html),
        _ => None,
    }
}

fn place(out: &Out, initiative: &str, packet: &packet::Packet) -> PathBuf {
    match out {
        Out::File(place) => place.clone(),
        Out::Folder(folder) => folder.join(initiative).join(packet.format.file_name(&packet.name)),
        Out::Stdout => PathBuf::from("-"),
    }
}

fn told(made: &[PathBuf], out: &Out, changed: usize) -> String {
    let as_before = if changed == 0 { ", as before" } else { "" };
    match (made, out) {
        ([only], _) => format!("Wrote {}{as_before}.", only.display()),
        (many, Out::Folder(folder)) => format!("Wrote {} files in {}{as_before}.", many.len(), folder.display()),
        (many, _) => format!("Wrote {} files{as_before}.", many.len()),
    }
}

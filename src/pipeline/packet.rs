//! Packets: the briefing of an assessment as one file. An initiative is compiled once, and its
//! packets are made one after another and handed over, so that many cost no more memory than one.

use super::stage::Stage;
use super::{Composed, Options, Site, can_render, compose_all};
use crate::briefing::Briefing;
use crate::briefing::agenda;
use crate::diagnostic::Diagnostic;
use crate::model::initiative::Initiative;
use crate::model::meeting::MeetingKind;
use crate::render::inline::Assets;
use crate::render::medium::Medium;
use crate::render::mentions::EVERYTHING;
use crate::render::packet;
use crate::render::pages;
pub use crate::render::paper::Paper;
use crate::render::paper::Subject;
use crate::render::view::View;
use crate::source;
use crate::source::files::Files;

/// What every packet calls its maker: in the `generator` of an HTML file, and as the creator of a
/// PDF. A file that says so was made here and may be replaced by a newer one.
pub use crate::render::packet::MARK;

/// How far from its beginning an HTML file says who made it.
const HEAD: usize = 8 * 1024;

/// What a packet is made as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// A PDF.
    Pdf,
    /// One HTML file that needs no other.
    Html,
    /// A presentation, as a PDF.
    Slides,
}

impl Format {
    /// How its files end.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Pdf | Self::Slides => "pdf",
            Self::Html => "html",
        }
    }

    /// The name of the file for a packet.
    pub fn file_name(self, packet: &str) -> String {
        let what = if self == Self::Slides { "-slides" } else { "" };
        format!("{packet}{what}.{}", self.ending())
    }

    /// The template that makes it, of those for paper.
    #[cfg(feature = "packet")]
    const fn template(self, subject: &Subject<'_>) -> &'static str {
        match (self, subject.briefing) {
            (Self::Slides, _) => "slides.typ",
            (_, Some(_)) => "packet.typ",
            (_, None) => "meeting.typ",
        }
    }

    /// Whether this program was built with it.
    pub const fn is_built(self) -> bool {
        match self {
            Self::Pdf | Self::Slides => cfg!(feature = "packet"),
            Self::Html => true,
        }
    }
}

/// What packets are about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// Every assessment.
    All,
    /// An assessment, by its id.
    Assessment(String),
    /// A meeting, by its id: a strategic one with the briefing of the assessment that prepares it.
    Meeting(String),
}

/// Which packets are wanted.
#[derive(Clone, Copy, Debug)]
pub struct Order<'a> {
    /// What they are about.
    pub wanted: &'a Wanted,
    /// As what, each once.
    pub formats: &'a [Format],
    /// On which paper.
    pub paper: Paper,
}

/// A packet that was made.
#[derive(Debug)]
pub struct Packet {
    /// Its name among those of the initiative: the id of the assessment, or `meetings/<meeting>`.
    pub name: String,
    /// What it is.
    pub format: Format,
    /// The whole file.
    pub bytes: Vec<u8>,
}

/// Makes packets of one initiative, one after another, in the order of its assessments, and hands
/// each over before the next is made. Nothing is made of what has an error; what is wrong is
/// returned, unless `hand_over` fails.
pub fn packets<E>(
    site: &Site,
    id: &str,
    files: &Files,
    order: Order<'_>,
    options: Options,
    mut hand_over: impl FnMut(Packet) -> Result<(), E>,
) -> Result<Vec<Diagnostic>, E> {
    let (made, diagnostics) = compose_all(site, id, files, options, |composed, diagnostics| {
        if !can_render(site, diagnostics) {
            return Ok(());
        }
        let images = images(composed.initiative, files);
        for (name, subject) in subjects(composed, order.wanted) {
            for format in order.formats {
                let made = match (format, subject.briefing) {
                    #[cfg(feature = "packet")]
                    (Format::Pdf | Format::Slides, _) => {
                        let template = format.template(&subject);
                        site.during(Stage::Typeset, || {
                            pdf(site, composed, subject, files, (template, order.paper), diagnostics)
                        })
                    }
                    (Format::Html, Some(briefing)) => {
                        site.during(Stage::Render, || html(site, composed, briefing, &images))
                    }
                    // Nobody asks for it: see `Format::is_built` and `Wanted::Meeting`.
                    _ => continue,
                };
                match made {
                    Ok(bytes) => hand_over(Packet { name: name.clone(), format: *format, bytes })?,
                    Err(wrong) => diagnostics.extend(wrong),
                }
            }
        }
        Ok(())
    });
    made.unwrap_or(Ok(()))?;
    Ok(diagnostics)
}

/// What is wanted of an initiative, each with its name.
fn subjects<'a>(composed: Composed<'a>, wanted: &Wanted) -> Vec<(String, Subject<'a>)> {
    let of = |id: &str| composed.briefings.iter().find(|briefing| briefing.subject.now.assessment.id == id);
    let whole = |briefing: &'a Briefing<'a>| {
        (briefing.subject.now.assessment.id.clone(), Subject { briefing: Some(briefing), meeting: None })
    };
    match wanted {
        Wanted::All => composed.briefings.iter().map(whole).collect(),
        Wanted::Assessment(id) => of(id).map(whole).into_iter().collect(),
        Wanted::Meeting(id) => {
            let Some(meeting) = composed.initiative.meeting(id) else { return Vec::new() };
            let prepared = agenda::of(composed.initiative, meeting, composed.as_of).assessment;
            let briefing = prepared.filter(|_| meeting.kind == MeetingKind::Strategic).and_then(|one| of(&one.id));
            vec![(format!("meetings/{id}"), Subject { briefing, meeting: Some(meeting) })]
        }
    }
}

/// Ids of the meetings of an initiative, ascending by date.
pub fn meetings(site: &Site, id: &str, files: &Files) -> Vec<String> {
    let (initiative, _) = source::initiative::read(id, files, &site.shared);
    initiative.into_iter().flat_map(|initiative| initiative.meetings).map(|meeting| meeting.id).collect()
}

/// Whether a file is a packet that was made here.
pub fn is_ours(bytes: &[u8]) -> bool {
    let holds = |bytes: &[u8], words: &str| memchr::memmem::find(bytes, words.as_bytes()).is_some();
    if bytes.starts_with(b"%PDF-") {
        return holds(bytes, &format!("CreatorTool>{MARK}<")) || holds(bytes, &format!("/Creator ({MARK})"));
    }
    holds(bytes.get(..HEAD).unwrap_or(bytes), &format!("<meta name=\"generator\" content=\"{MARK}\">"))
}

#[cfg(feature = "packet")]
fn pdf(
    site: &Site,
    composed: Composed<'_>,
    subject: Subject<'_>,
    files: &Files,
    (template, paper): (&str, Paper),
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<Vec<u8>, Vec<Diagnostic>> {
    // What the packet before left is forgotten; the last one's goes with the program.
    let setter = match site.setter.get() {
        Some(used) => {
            crate::typeset::forget();
            used
        }
        None => site.setter.get_or_init(|| super::pdf::Setter::of(&site.shared, &site.machine)),
    };
    let (bytes, said) = setter.pdf(site, composed, subject, files, template, paper)?;
    diagnostics.extend(said);
    Ok(bytes)
}

/// The packet of an assessment as one HTML file.
fn html(
    site: &Site,
    composed: Composed<'_>,
    briefing: &Briefing<'_>,
    images: &Assets,
) -> Result<Vec<u8>, Vec<Diagnostic>> {
    let Composed { initiative, readings, .. } = composed;
    let view = View {
        labels: &site.labels,
        initiative,
        as_of: briefing.subject.as_of,
        places: None,
        medium: Medium::Page,
        mentions: &EVERYTHING,
    };
    let subject = packet::Subject { briefing, readings, theme: &site.shared.theme, images };
    site.packet_press().packet(&view, subject).map(String::into_bytes)
}

/// The images that the texts of an initiative show.
fn images(initiative: &Initiative, files: &Files) -> Assets {
    let shown = pages::images(initiative).into_iter();
    shown.filter_map(|(file, _)| Some((file.clone(), files.bytes(&file)?.clone()))).collect()
}

//! What a packet holds, as data for its templates: the same views that pages show, in the forms of
//! paper. It sets nothing and draws no sheet; that is the templates' part.
//!
//! Field names are those of [`crate::render::context`], without the ending `_html`.

use serde::Serialize;
use serde_json::{Map, Value};

use crate::briefing::{Briefing, Reading};
use crate::model::meeting::Meeting;
use crate::render::address;
use crate::render::context;
use crate::render::data::Scores;
use crate::render::direction::{self, Direction};
use crate::render::medium::Print;
use crate::render::pages::{self, Press};
use crate::render::view::View;
use crate::render::view::behind::Behind;

/// Endings of names that promise HTML; on paper there is none.
const HTML: &str = "_html";

/// What is attached as it is.
const ATTACHED: &str = "scores";

/// Sheets of paper.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Paper {
    /// 210 by 297 millimetres.
    #[default]
    A4,
    /// 8.5 by 11 inches.
    Letter,
}

/// What a packet is about: an assessment, a meeting, or a meeting with the assessment that prepares
/// it.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// The briefing of an assessment.
    pub briefing: Option<&'a Briefing<'a>>,
    /// The meeting that the packet is read before.
    pub meeting: Option<&'a Meeting>,
}

/// What the templates of a packet read as `/data.json`.
#[derive(Debug, Serialize)]
struct Data<'a> {
    frame: Frame,
    look: LookData<'a>,
    initiative: context::Initiative,
    /// The meeting that the packet was asked for.
    meeting: Option<context::Meeting>,
    /// The labels of the theme.
    t: tera::Value,
    #[serde(flatten)]
    report: Option<Report>,
}

/// What there is with an assessment only.
#[derive(Debug, Serialize)]
struct Report {
    briefing: context::Briefing,
    sections: Vec<context::Section>,
    owners: context::Owners,
    method: context::Method,
    /// The scores as a data file, to be attached.
    scores: String,
}

/// The packet itself.
#[derive(Debug, Serialize)]
struct Frame {
    title: String,
    /// Whose report it is, and of what.
    head: String,
    brand: String,
    under: String,
    /// What the report is, and as of when.
    stamp: String,
    /// The meeting it is read before, or empty.
    before: String,
    language: String,
    direction: &'static str,
    edges: context::Edges,
    /// a4 or us-letter.
    paper: &'static str,
    /// Year, month and day that the document says it was made on.
    date: [i32; 3],
}

/// Colours and families.
#[derive(Debug, Serialize)]
struct LookData<'a> {
    colours: Map<String, Value>,
    /// Families of statements and prose, the first that there is.
    serif: &'a [String],
    /// Families of labels, tables and figures.
    sans: &'a [String],
    /// Families of what is shown as it is typed.
    mono: [&'static str; 2],
}

impl Press<'_> {
    /// A packet as its templates read it but for the images, which are looked at first. The view is
    /// one on paper.
    pub fn unset(
        &self,
        view: &View<'_>,
        readings: &[Reading<'_>],
        subject: Subject<'_>,
        print: &Print,
        paper: Paper,
    ) -> Result<Value, serde_json::Error> {
        let id = &view.initiative.id;
        let (page, so_far) = match subject.briefing.map(|briefing| briefing.subject.now.assessment) {
            Some(assessment) => (address::page(id, &assessment.id, "index"), pages::so_far(readings, &assessment.id)),
            None => (address::home(id), readings),
        };
        let meeting = subject.meeting.map(|meeting| view.meeting(meeting, &address::meeting(id, &meeting.id)));
        let data = Data {
            frame: self.paper_frame(view, subject, paper),
            look: look(print),
            initiative: view.initiative(so_far, &page),
            meeting,
            t: self.labels.to_value(),
            report: subject.briefing.map(|briefing| self.report(view, briefing)).transpose()?,
        };
        let mut data = serde_json::to_value(data)?;
        settle(&mut data, self.labels.direction() == Direction::Rtl);
        Ok(data)
    }

    fn report(&self, view: &View<'_>, briefing: &Briefing<'_>) -> Result<Report, serde_json::Error> {
        let Behind { sections, owners, method } = view.behind(briefing);
        Ok(Report {
            briefing: view.briefing(briefing, self.site),
            sections,
            owners,
            method,
            scores: format!("{:#}\n", serde_json::to_value(Scores::of(view, briefing.subject.now))?),
        })
    }

    fn paper_frame(&self, view: &View<'_>, subject: Subject<'_>, paper: Paper) -> Frame {
        let around = self.around(view, subject.briefing);
        let edges = self.edges(&around);
        let of_assessment = || subject.briefing.map(|briefing| view.assessment_title(briefing.subject.now.assessment));
        let title = subject.meeting.map(|meeting| view.meeting_title(meeting)).or_else(of_assessment);
        let title: Vec<String> = title.into_iter().chain([around.under.clone()]).collect();
        let meeting = subject.meeting.or_else(|| subject.briefing.and_then(|briefing| briefing.reason.meeting));
        let before =
            |meeting: &Meeting| self.labels.say("packet.before", &[("date", &view.format().date(meeting.date))]);
        let as_of = view.as_of;
        Frame {
            title: title.join(&self.labels.word("frame.join")),
            head: edges.head.clone(),
            brand: around.brand.clone(),
            under: around.under.clone(),
            stamp: around.stamp.clone(),
            before: meeting.map(before).unwrap_or_default(),
            language: self.site.language.clone(),
            direction: self.labels.direction().id(),
            edges,
            paper: match paper {
                Paper::A4 => "a4",
                Paper::Letter => "us-letter",
            },
            date: [i32::from(as_of.year()), as_of.month().into(), as_of.day().into()],
        }
    }
}

fn look(print: &Print) -> LookData<'_> {
    LookData {
        colours: print.inks.by_key().map(|(key, colour)| (key.to_owned(), Value::from(colour))).collect(),
        serif: &print.serif,
        sans: &print.sans,
        mono: ["Preread Mono", "Preread Sans"],
    }
}

/// Names without the promise of HTML, texts without what has no place on paper, and those that run
/// the other way kept together.
fn settle(value: &mut Value, is_rtl: bool) {
    match value {
        Value::String(text) => {
            if text.chars().any(|c| on_paper(c) != Some(c)) {
                *text = text.chars().filter_map(on_paper).collect();
            }
            if is_rtl && let Some(kept) = direction::kept(text) {
                *text = kept;
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| settle(item, is_rtl)),
        Value::Object(map) => {
            map.iter_mut().filter(|(key, _)| *key != ATTACHED).for_each(|(_, inner)| settle(inner, is_rtl));
            if map.keys().any(|key| key.ends_with(HTML)) {
                *map = std::mem::take(map)
                    .into_iter()
                    .map(|(key, inner)| (key.strip_suffix(HTML).map(str::to_owned).unwrap_or(key), inner))
                    .collect();
            }
        }
        _ => {}
    }
}

/// A character as it stands on paper. Ends of lines by other names are spaces; what is neither seen
/// nor means anything there (control characters, the mark of byte order, half a pair) is left out.
fn on_paper(c: char) -> Option<char> {
    match c {
        '\n' | '\t' => Some(c),
        '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
        // There is one form of a picture character on paper.
        '\u{feff}' | '\u{fffe}' | '\u{ffff}' | '\u{fe0e}' | '\u{fe0f}' => None,
        _ => (!c.is_control()).then_some(c),
    }
}

//! What a packet holds, as data for its templates: the same views that pages show, in the forms of
//! paper. It sets nothing and draws no sheet; that is the templates' part.
//!
//! Field names are those of [`crate::render::context`], without the ending `_html`.

use std::collections::BTreeSet;

use serde::Serialize;
use serde_json::{Map, Value};

use crate::briefing::{Briefing, Reading};
use crate::model::look::{Look, Typeface};
use crate::render::address;
use crate::render::context;
use crate::render::data::Scores;
use crate::render::direction::{self, Direction};
use crate::render::medium::Inks;
use crate::render::pages::{self, Around, Press};
use crate::render::view::View;
use crate::render::view::method::method;

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

/// What is set on sheets, before it is.
#[derive(Clone, Debug)]
pub struct Unset {
    /// What its templates read.
    pub data: Value,
    /// The images it shows: path for its templates, and path in the site.
    pub images: Vec<(String, String)>,
}

/// What the templates of a packet read as `/data.json`.
#[derive(Debug, Serialize)]
struct Data<'a> {
    frame: Frame,
    look: LookData<'a>,
    initiative: context::Initiative,
    briefing: context::Briefing,
    sections: Vec<context::Section>,
    owners: context::Owners,
    method: context::Method,
    /// The labels of the theme.
    t: tera::Value,
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
    /// The path of each image for the templates, by its path in the site.
    images: Map<String, Value>,
}

/// Colours and families.
#[derive(Debug, Serialize)]
struct LookData<'a> {
    colours: Map<String, Value>,
    /// Families of statements and prose, the first that there is.
    serif: Vec<&'a str>,
    /// Families of labels, tables and figures.
    sans: Vec<&'a str>,
    /// Families of what is shown as it is typed.
    mono: Vec<&'a str>,
}

impl Press<'_> {
    /// The packet of one assessment. The view is one on paper.
    pub fn unset(
        &self,
        view: &View<'_>,
        readings: &[Reading<'_>],
        briefing: &Briefing<'_>,
        inks: &Inks,
        paper: Paper,
    ) -> Result<Unset, serde_json::Error> {
        let id = &view.initiative.id;
        let assessment = briefing.subject.now.assessment;
        let page = address::page(id, &assessment.id, "index");
        let around = self.around(view, Some(briefing));
        let images: Vec<(String, String)> = shown_images(view, briefing)
            .into_iter()
            .enumerate()
            .map(|(at, file)| (format!("/images/{at}"), file))
            .collect();
        let section = |node| view.section(briefing, node, &address::node(id, assessment, node));
        let data = Data {
            frame: self.paper_frame(view, briefing, &around, paper, &images),
            look: look(&self.site.look, inks),
            initiative: view.initiative(pages::so_far(readings, &assessment.id), &page),
            briefing: view.briefing(briefing, self.site),
            sections: assessment.instrument.sections().filter_map(|(node, _)| section(node)).collect(),
            owners: view.owners(Some(assessment), &address::register(id, "owners")),
            method: method(&assessment.instrument, self.labels),
            t: self.labels.to_value(),
            scores: format!("{:#}\n", serde_json::to_value(Scores::of(view, briefing.subject.now))?),
        };
        let mut data = serde_json::to_value(data)?;
        settle(&mut data, self.labels.direction() == Direction::Rtl);
        Ok(Unset { data, images })
    }

    fn paper_frame(
        &self,
        view: &View<'_>,
        briefing: &Briefing<'_>,
        around: &Around,
        paper: Paper,
        images: &[(String, String)],
    ) -> Frame {
        let edges = self.edges(around);
        let title = view.assessment_title(briefing.subject.now.assessment);
        let as_of = briefing.subject.as_of;
        Frame {
            title: [title.as_str(), &around.under].join(&self.labels.word("frame.join")),
            head: edges.head.clone(),
            brand: around.brand.clone(),
            under: around.under.clone(),
            stamp: around.stamp.clone(),
            before: briefing
                .reason
                .meeting
                .map(|meeting| self.labels.say("packet.before", &[("date", &view.format().date(meeting.date))]))
                .unwrap_or_default(),
            language: self.site.language.clone(),
            direction: self.labels.direction().id(),
            edges,
            paper: match paper {
                Paper::A4 => "a4",
                Paper::Letter => "us-letter",
            },
            date: [i32::from(as_of.year()), as_of.month().into(), as_of.day().into()],
            images: images.iter().map(|(path, file)| (file.clone(), Value::from(path.as_str()))).collect(),
        }
    }
}

fn look<'a>(look: &'a Look, inks: &Inks) -> LookData<'a> {
    let families = |face: &'a Option<Typeface>, built_in: &'static str| {
        let own = match face {
            Some(Typeface::Named(name)) => Some(name.words.as_str()),
            _ => None,
        };
        own.into_iter().chain([built_in]).collect()
    };
    LookData {
        colours: inks.by_key().map(|(key, colour)| (key.to_owned(), Value::from(colour))).collect(),
        serif: families(&look.serif, "Preread Serif"),
        sans: families(&look.sans, "Preread Sans"),
        mono: vec!["Preread Mono", "Preread Sans"],
    }
}

/// Images of the texts that a packet holds, each once, in order of their paths.
fn shown_images(view: &View<'_>, briefing: &Briefing<'_>) -> BTreeSet<String> {
    let assessment = &briefing.subject.now.assessment.id;
    let others = view.initiative.assessments.iter().filter(|other| other.id != *assessment);
    let elsewhere: Vec<String> = others.map(|other| format!("content/{}/{}/", view.initiative.id, other.id)).collect();
    pages::images(view.initiative)
        .into_iter()
        .map(|(file, _)| file)
        .filter(|file| !elsewhere.iter().any(|folder| file.starts_with(folder)))
        .collect()
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
        '\u{feff}' | '\u{fffe}' | '\u{ffff}' => None,
        _ => (!c.is_control()).then_some(c),
    }
}

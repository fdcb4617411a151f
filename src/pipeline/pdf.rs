//! A packet as a PDF. What the compiler would refuse without a place in a text is looked for here,
//! before it sees it: characters that no font has, and files that are no font.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde_json::Value;

use super::packet::MARK;
use super::{Composed, Site};
use crate::briefing::Briefing;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::theme::{Font, Theme};
use crate::place::Place;
use crate::render::medium::{Inks, Medium};
use crate::render::paper::Paper;
use crate::render::view::View;
use crate::source::files::Files;
use crate::source::settings::Shared;
use crate::typeset::{self, Fonts, Job};

/// What stands in the place of a character that no font has: the first of these that one has.
const STAND_INS: [char; 3] = ['\u{25a1}', '\u{fffd}', '?'];

/// How many characters a message names.
const MOST_NAMED: usize = 12;

/// What packets are set with, the same for all of a run.
#[derive(Debug)]
pub(super) struct Setter {
    fonts: Fonts,
    inks: Inks,
}

impl Setter {
    /// Fonts and colours of a site. Files without a font in them are passed over: [`faults`] tells.
    pub(super) fn of(shared: &Shared) -> Self {
        let named = shared.theme.fonts_of(&shared.site.look);
        let (fonts, _) = Fonts::of(named.iter().chain(&shared.theme.fonts).map(|font| &font.bytes));
        Self { fonts, inks: Inks::of(&shared.palette) }
    }

    /// The briefing of an assessment as its template sets it, with what is said about it.
    ///
    /// # Errors
    ///
    /// What a template or the compiler refuses.
    pub(super) fn pdf(
        &self,
        site: &Site,
        composed: Composed<'_>,
        briefing: &Briefing<'_>,
        files: &Files,
        template: &str,
        paper: Paper,
    ) -> Result<(Vec<u8>, Vec<Diagnostic>), Vec<Diagnostic>> {
        let Composed { initiative, readings, .. } = composed;
        let subject = &briefing.subject;
        let (assessment, as_of) = (subject.now.assessment, subject.as_of);
        let view = View { labels: &site.labels, initiative, as_of, places: None, medium: Medium::Paper(&self.inks) };
        let mut unset = site
            .press(true)
            .unset(&view, readings, briefing, &self.inks, paper)
            .map_err(|error| vec![undescribed(&assessment.place, &error)])?;
        let missing = self.replace(&mut unset.data);
        let images =
            unset.images.iter().filter_map(|(path, file)| Some((path.clone(), Arc::clone(files.bytes(file)?))));
        let job = Job {
            template,
            sheets: &site.shared.theme.sheets,
            data: &unset.data.to_string(),
            files: &images.collect::<Vec<_>>(),
            name: &format!("{}/{}", initiative.id, assessment.id),
            maker: MARK,
            date: as_of,
        };
        let made = typeset::pdf(job, &self.fonts);
        typeset::forget();
        made.map(|bytes| (bytes, glyphs(&missing, files, &assessment.place)))
    }

    /// Puts a stand-in where no font has a character. Returns the characters, each with a text
    /// that it stands in.
    fn replace(&self, data: &mut Value) -> BTreeMap<char, String> {
        let mut missing = BTreeMap::new();
        let stand_in = STAND_INS.into_iter().find(|c| self.fonts.shows(*c)).unwrap_or('?');
        let mut shown: BTreeMap<char, bool> = BTreeMap::new();
        strings(data, &mut |text| {
            if text.is_ascii() {
                return;
            }
            let mut lacks = |c: char| !*shown.entry(c).or_insert_with(|| c.is_ascii() || self.fonts.shows(c));
            if !text.chars().any(&mut lacks) {
                return;
            }
            let mut whole = String::with_capacity(text.len());
            for c in text.chars() {
                match lacks(c) {
                    false => whole.push(c),
                    true if is_silent(c) => {}
                    true => {
                        missing.entry(c).or_insert_with(|| text.clone());
                        whole.push(stand_in);
                    }
                }
            }
            *text = whole;
        });
        missing
    }
}

/// Characters that are never seen: marks of direction, joiners, selectors of a variant.
fn is_silent(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0000}'..='\u{e0fff}')
        || c.is_control()
}

fn strings(value: &mut Value, see: &mut dyn FnMut(&mut String)) {
    match value {
        Value::String(text) => see(text),
        Value::Array(items) => items.iter_mut().for_each(|item| strings(item, see)),
        Value::Object(map) => map.values_mut().for_each(|inner| strings(inner, see)),
        _ => {}
    }
}

/// One warning for each file that has characters without a glyph, at the first of them; those that
/// stand in no file of the initiative are told at the assessment.
fn glyphs(missing: &BTreeMap<char, String>, files: &Files, assessment: &Place) -> Vec<Diagnostic> {
    let mut left: BTreeSet<char> = missing.keys().copied().collect();
    let mut found = Vec::new();
    let own = Arc::clone(&assessment.file);
    if missing.is_empty() {
        return found;
    }
    for path in files.paths() {
        let Some(text) = files.text(path) else { continue };
        let mut here = BTreeSet::new();
        let mut first = None;
        for (at, c) in text.char_indices().filter(|(_, c)| missing.contains_key(c)) {
            first.get_or_insert((at, c));
            here.insert(c);
        }
        let Some((at, c)) = first else { continue };
        left.retain(|c| !here.contains(c));
        found.push(no_glyph(Place::new(path, at..at + c.len_utf8()), &here));
    }
    if !left.is_empty() {
        found.push(no_glyph(Place::top(&own), &left));
    }
    found
}

fn no_glyph(place: Place, characters: &BTreeSet<char>) -> Diagnostic {
    let named: String = characters.iter().take(MOST_NAMED).collect();
    let more = if characters.len() > MOST_NAMED { "…" } else { "" };
    let message = format!("no font of the packet has “{named}{more}”: a square stands there instead");
    Diagnostic::new(Code::MissingGlyph, place, message)
        .mend("Put a font that has it (TTF or OTF) into the fonts/ folder of your theme.")
}

/// Font files of the theme that hold no font.
pub(super) fn faults(theme: &Theme) -> Vec<Diagnostic> {
    let (_, empty) = Fonts::of(theme.fonts.iter().map(|font| &font.bytes));
    let fault = |font: &Font| {
        Diagnostic::new(Code::BrokenFont, Place::top(&font.file), "there is no font in this file")
            .mend("Put the TTF or OTF file itself there, or remove this one.")
    };
    empty.into_iter().filter_map(|at| theme.fonts.get(at)).map(fault).collect()
}

fn undescribed(place: &Place, error: &serde_json::Error) -> Diagnostic {
    Diagnostic::new(
        Code::TemplateError,
        place.clone(),
        format!("a packet could not be described to its template: {error}"),
    )
}

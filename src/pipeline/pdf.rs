//! A packet as a PDF. What the compiler would refuse without a place in a text is looked for here,
//! before it sees it: characters that no font has, and files that are no font.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use serde_json::Value;
use unicode_width::UnicodeWidthChar;

use super::packet::MARK;
use super::plates::plates;
use super::stubborn::hide;
use super::{Composed, Options, Site};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::initiative::Initiative;
use crate::model::look::Typeface;
use crate::model::theme::{FarFont, Font, Theme};
use crate::place::Place;
use crate::render::address;
use crate::render::medium::{Inks, Medium, Print};
use crate::render::mentions::EVERYTHING;
use crate::render::paper::{Paper, Subject};
use crate::render::view::View;
use crate::render::wanted::Pages;
use crate::source::files::Files;
use crate::source::settings::Shared;
use crate::typeset::{self, Fonts, Job, Refused};

/// What stands in the place of a character that no font has: the first of these that one has.
const STAND_INS: [char; 3] = ['\u{25a1}', '\u{fffd}', '?'];

/// Letters of the longest word that has to fit a line.
const LONGEST_WORD: usize = 30;

/// Letters of a longer word between two places where it may break: as many fit every column.
const PIECE: usize = 10;

/// Letters of an address that fits every column as it is.
const SHORT_ADDRESS: usize = 20;

/// A place where a word may break: a space without width.
const BREAK: char = '\u{200b}';

/// How often a document is made anew because of characters that were refused.
const MOST_ROUNDS: usize = 4;

/// How many characters a message names.
const MOST_NAMED: usize = 12;

/// What packets are set with, the same for all of a run.
#[derive(Debug)]
pub(super) struct Setter {
    fonts: Fonts,
    print: Print,
    /// What is said of the type that was asked for.
    said: Vec<Diagnostic>,
}

impl Setter {
    /// Fonts and colours of a site. Files without a font in them are passed over: [`faults`] tells.
    pub(super) fn of(shared: &Shared, machine: &[FarFont]) -> Self {
        let (look, theme) = (&shared.site.look, &shared.theme);
        let named = theme.fonts_of(look);
        let (fonts, _) = Fonts::of(named.iter().chain(&theme.fonts).map(|font| &font.bytes), machine);
        let mut said = Vec::new();
        let mut family = |face: &Option<Typeface>| {
            let face = face.as_ref()?;
            let found = family(face, theme).filter(|family| fonts.has(family));
            if found.is_none() {
                said.push(unset_type(face));
            }
            found
        };
        let (serif, sans) = (family(&look.serif), family(&look.sans));
        Self { fonts, print: Print::of(Inks::of(shared.palette()), serif, sans), said }
    }

    /// A packet as its template sets it, with what is said about it.
    ///
    /// # Errors
    ///
    /// What a template or the compiler refuses.
    pub(super) fn pdf(
        &self,
        site: &Site,
        composed: Composed<'_>,
        subject: Subject<'_>,
        files: &Files,
        template: &str,
        paper: Paper,
    ) -> Result<(Vec<u8>, Vec<Diagnostic>), Vec<Diagnostic>> {
        let Composed { initiative, readings, .. } = composed;
        let as_of = subject.briefing.map_or(composed.as_of, |briefing| briefing.subject.as_of);
        let (name, place) = named(initiative, subject);
        let view = View {
            labels: &site.labels,
            initiative,
            as_of,
            places: None,
            medium: Medium::Paper(&self.print),
            mentions: &EVERYTHING,
        };
        let mut data = site
            .press(Options::of(None, 1), Pages::All)
            .unset(&view, readings, subject, &self.print, paper)
            .map_err(|error| vec![undescribed(place, &error)])?;
        let mut missing = self.mend(&mut data);
        let (plates, mut said) = plates(initiative, files, &mut data);
        said.extend(self.said.iter().cloned());
        let mut rounds = MOST_ROUNDS;
        let made = loop {
            let job = Job {
                template,
                sheets: &site.shared.theme.sheets,
                data: &data.to_string(),
                files: &plates,
                name: &format!("{name} {template}"),
                maker: MARK,
                date: as_of,
            };
            match typeset::pdf(job, &self.fonts) {
                Ok(bytes) => break Ok(bytes),
                Err(Refused::Wrong(wrong)) => break Err(wrong),
                Err(Refused::Glyphs(pieces)) => {
                    let hidden = hide(&mut data, &pieces, self.stand_in());
                    rounds -= 1;
                    if hidden.is_empty() || rounds == 0 {
                        break Err(vec![unshown(place, &pieces)]);
                    }
                    missing.extend(hidden);
                }
            }
        };
        said.extend(glyphs(&missing, files, place));
        made.map(|bytes| (bytes, said))
    }

    /// What stands in the place of a character without a glyph.
    fn stand_in(&self) -> char {
        STAND_INS.into_iter().find(|c| self.fonts.shows(*c)).unwrap_or('?')
    }

    /// Puts a stand-in where no font has a character, and places to break into words that would
    /// not fit a line. Returns the characters without a glyph.
    fn mend(&self, data: &mut Value) -> BTreeSet<char> {
        let mut missing = BTreeSet::new();
        let stand_in = self.stand_in();
        let mut known: HashMap<char, bool> = HashMap::new();
        // Every font has the letters of ASCII, and its tabs and ends of lines are no letters.
        let mut lacks = |c: char| !c.is_ascii() && !*known.entry(c).or_insert_with(|| self.fonts.shows(c));
        strings(data, &mut |text| {
            if text.chars().any(&mut lacks) {
                let shown = |c: char| match lacks(c) {
                    false => Some(c),
                    true if is_silent(c) => None,
                    true => {
                        missing.insert(c);
                        Some(stand_in)
                    }
                };
                *text = text.chars().filter_map(shown).collect();
            }
            // A drawing has broken its own lines.
            if !text.starts_with("<svg") && text.split_whitespace().any(is_long) {
                *text = breakable(text);
            }
        });
        missing
    }
}

/// The family that a look asks for: by its name, or by what the regular file says of itself.
fn family(face: &Typeface, theme: &Theme) -> Option<String> {
    match face {
        Typeface::Named(name) => Some(name.words.clone()),
        Typeface::Files { regular, .. } => typeset::family(theme.assets.get(&regular.words)?),
    }
}

fn unset_type(face: &Typeface) -> Diagnostic {
    let (Typeface::Named(text) | Typeface::Files { regular: text, .. }) = face;
    let message = format!("no font file for paper has “{}”, so the packet is set in built-in type", text.words);
    Diagnostic::new(Code::MissingFont, text.place.clone(), message)
        .mend("Put its TTF or OTF files into the fonts/ folder of your theme, or make the packet with --system-fonts.")
}

/// The name of a packet that stays the same, and the file that it is about.
fn named<'a>(initiative: &'a Initiative, subject: Subject<'a>) -> (String, &'a Place) {
    let id = &initiative.id;
    match (subject.meeting, subject.briefing.map(|briefing| briefing.subject.now.assessment)) {
        (Some(meeting), _) => (address::meeting(id, &meeting.id), &meeting.place),
        (None, Some(assessment)) => (format!("{id}/{}", assessment.id), &assessment.place),
        (None, None) => (id.clone(), &initiative.place),
    }
}

/// A text whose long words may break: after a mark of an address, and anywhere when one runs on.
fn breakable(text: &str) -> String {
    let mut whole = String::with_capacity(text.len() + text.len() / 8);
    for word in text.split_inclusive(char::is_whitespace) {
        if !is_long(word.trim_end()) {
            whole.push_str(word);
            continue;
        }
        let mut run = 0;
        for c in word.chars() {
            whole.push(c);
            // Scripts without spaces break between any two signs, by rules of their own.
            run = if c.width() == Some(2) { 0 } else { run + 1 };
            if run == PIECE || is_joint(c) || c == '-' {
                whole.push(BREAK);
                run = 0;
            }
        }
    }
    whole
}

/// Whether a word is too long for some line or column.
fn is_long(word: &str) -> bool {
    word.len() > SHORT_ADDRESS && {
        let letters = word.chars().count();
        letters > LONGEST_WORD || (letters > SHORT_ADDRESS && word.chars().any(|c| matches!(c, '/' | '_' | '@')))
    }
}

/// Marks between the parts of an address.
const fn is_joint(c: char) -> bool {
    matches!(c, '/' | '_' | '.' | '@' | '?' | '&' | '=' | ':')
}

/// Characters that are never seen: marks of direction, joiners, selectors of a variant.
const fn is_silent(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{e0000}'..='\u{e0fff}')
}

/// Fields that hold no words: addresses, names of files, and what is attached as it is.
const NO_WORDS: [&str; 7] = ["to", "href", "elsewhere", "file", "scores", "id", "anchor"];

/// Every text that is shown, drawings included.
pub(super) fn strings(value: &mut Value, see: &mut dyn FnMut(&mut String)) {
    match value {
        Value::String(text) => see(text),
        Value::Array(items) => items.iter_mut().for_each(|item| strings(item, see)),
        Value::Object(map) => {
            let words = map.iter_mut().filter(|(key, _)| !NO_WORDS.contains(&key.as_str()));
            words.for_each(|(_, inner)| strings(inner, see));
        }
        _ => {}
    }
}

/// One warning for each file that has characters without a glyph, at the first of them; those that
/// stand in no file of the initiative are told at the assessment.
fn glyphs(missing: &BTreeSet<char>, files: &Files, assessment: &Place) -> Vec<Diagnostic> {
    let mut left: BTreeSet<char> = missing.clone();
    let mut found = Vec::new();
    let own = Arc::clone(&assessment.file);
    if missing.is_empty() {
        return found;
    }
    for path in files.paths() {
        let Some(text) = files.text(path) else { continue };
        let mut here = BTreeSet::new();
        let mut first = None;
        for (at, c) in text.char_indices().filter(|(_, c)| missing.contains(c)) {
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
    let named: String = characters.iter().take(MOST_NAMED).map(|c| name(*c)).collect();
    let more = if characters.len() > MOST_NAMED { "…" } else { "" };
    let message = format!("no font of the packet has “{named}{more}”: a square stands there instead");
    Diagnostic::new(Code::MissingGlyph, place, message)
        .mend("Put a font that has it (TTF or OTF) into the fonts/ folder of your theme.")
}

/// A character as a message shows it: those that no screen shows have a number.
fn name(c: char) -> String {
    let is_private = matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{e0000}'..);
    if is_private || is_silent(c) { format!("[U+{:04X}]", u32::from(c)) } else { c.to_string() }
}

/// Font files of the theme that hold no font.
pub(super) fn faults(theme: &Theme) -> Vec<Diagnostic> {
    if theme.is_built_in() {
        return Vec::new();
    }
    let (_, empty) = Fonts::of(theme.fonts.iter().map(|font| &font.bytes), &[]);
    let fault = |font: &Font| {
        Diagnostic::new(Code::BrokenFont, Place::top(&font.file), "there is no font in this file")
            .mend("Put the TTF or OTF file itself there, or remove this one.")
    };
    empty.into_iter().filter_map(|at| theme.fonts.get(at)).map(fault).collect()
}

fn unshown(place: &Place, pieces: &[String]) -> Diagnostic {
    let message =
        format!("the compiler of packets cannot show “{}” with the fonts that there are", pieces.join("”, “"));
    Diagnostic::new(Code::TemplateError, place.clone(), message)
        .mend("Write it with other characters, or put a font that has them into the fonts/ folder of your theme.")
}

fn undescribed(place: &Place, error: &serde_json::Error) -> Diagnostic {
    Diagnostic::new(
        Code::TemplateError,
        place.clone(),
        format!("a packet could not be described to its template: {error}"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_words_may_break_and_usual_ones_do_not() {
        assert_eq!(breakable("internationalisation of responsibilities"), "internationalisation of responsibilities");
        let long = format!("a {}", "x".repeat(70));
        assert_eq!(
            breakable(&long).replace(BREAK, "|"),
            format!("a{}|", " xxxxxxxxxx".to_owned() + &"|xxxxxxxxxx".repeat(6))
        );
        assert_eq!(
            breakable("maria.moreno@lindholm-lifts.example").replace(BREAK, "|"),
            "maria.|moreno@|lindholm-|lifts.|example"
        );
        let japanese = "変更管理の責任者を四つの地域それぞれで決めて公表し、毎月確認することにする。";
        assert_eq!(breakable(japanese), japanese);
        assert_eq!(
            breakable("see https://example.org/a/b.html?view=all now").replace(BREAK, "|"),
            "see https:|/|/|example.|org/|a/|b.|html?|view=|all now"
        );
    }
}

//! Whether the colours of a theme can be told from each other: words from their ground, and marks.
//!
//! The numbers are those of WCAG 2.2: words need 4.5 to 1
//! (<https://www.w3.org/TR/WCAG22/#contrast-minimum>), marks 3 to 1
//! (<https://www.w3.org/TR/WCAG22/#non-text-contrast>).
#![expect(clippy::float_arithmetic, reason = "colours are no scores")]

use color::{HueDirection, Oklab, OpaqueColor, Srgb};

use crate::diagnostic::{Code, Diagnostic};
use crate::model::look::{Colour, Mode, Palette, Role, Tone};

const WORDS: f32 = 4.5;
const MARKS: f32 = 3.0;

/// What stands on what, and how clear it must be.
const PAIRS: [(Role, &[Role], f32); 9] = [
    (Role::Ink, &[Role::Paper, Role::Panel, Role::Level1, Role::Level2, Role::Level3], WORDS),
    (Role::Ink2, &[Role::Paper, Role::Panel], WORDS),
    (Role::Ink3, &[Role::Paper, Role::Panel], WORDS),
    (Role::Accent, &[Role::Paper, Role::Panel], WORDS),
    (Role::Signal, &[Role::Paper, Role::Panel], WORDS),
    (Role::OnLevel4, &[Role::Level4], WORDS),
    (Role::RuleStrong, &[Role::Paper], MARKS),
    (Role::Range, &[Role::Paper], MARKS),
    (Role::Level4, &[Role::Paper], MARKS),
];

/// Pairs that are too faint, each with the ground on which it is faintest.
pub fn of(palette: &Palette) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for mode in Mode::ALL {
        for (front, grounds, least) in PAIRS {
            let Some(tone) = palette.get(&(mode, front)) else { continue };
            let pairs = grounds.iter().filter_map(|ground| Some((*ground, palette.get(&(mode, *ground))?)));
            let ratios = pairs.map(|(ground, under)| (ratio(tone.colour, under.colour), ground, under));
            let faintest = ratios.min_by(|a, b| a.0.total_cmp(&b.0));
            if let Some((_, ground, under)) = faintest.filter(|(ratio, _, _)| *ratio < least) {
                found.push(faint(mode, (front, tone), (ground, under), least));
            }
        }
    }
    found
}

/// The contrast of two colours, from 1 to 21: <https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio>.
fn ratio(one: Colour, other: Colour) -> f32 {
    let (one, other) = (srgb(one).relative_luminance(), srgb(other).relative_luminance());
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn srgb(colour: Colour) -> OpaqueColor<Srgb> {
    let Colour([red, green, blue]) = colour;
    OpaqueColor::from_rgb8(red, green, blue)
}

fn faint(mode: Mode, front: (Role, &Tone), ground: (Role, &Tone), least: f32) -> Diagnostic {
    // Cut, not rounded: 4.49 must not read as enough.
    let ratio = (ratio(front.1.colour, ground.1.colour) * 100.0).floor() / 100.0;
    let place = if is_built_in(front.1) { &ground.1.place } else { &front.1.place };
    let mode = match mode {
        Mode::Light => "on a light screen",
        Mode::Dark => "on a dark screen",
        Mode::Print => "on paper",
    };
    let what = if least < WORDS { "marks" } else { "words" };
    let message =
        format!("{mode}, {} on {} has a contrast of {ratio}:1; {what} need {least}:1", named(front), named(ground));
    let mend = match enough(front.1.colour, ground.1.colour, least) {
        Some(colour) => format!("{} would do as `{}`.", colour.hex(), front.0.key()),
        None => format!("Choose a lighter or darker `{}`.", ground.0.key()),
    };
    Diagnostic::new(Code::LowContrast, place.clone(), message).mend(mend)
}

fn named((role, tone): (Role, &Tone)) -> String {
    let name = if tone.place.file.ends_with(".css") { role.property() } else { role.key() };
    format!("`{name}` {}", tone.colour.hex())
}

fn is_built_in(tone: &Tone) -> bool {
    tone.place.file.starts_with("built-in/")
}

/// The nearest colour towards black or white that is clear enough on the ground.
fn enough(front: Colour, ground: Colour, least: f32) -> Option<Colour> {
    let towards = |end: OpaqueColor<Srgb>| {
        let (start, end) = (srgb(front).convert::<Oklab>(), end.convert::<Oklab>());
        (1..=50_u8).find_map(|step| {
            let share = f32::from(step) / 50.0;
            let rgb = start.lerp(end, share, HueDirection::default()).to_rgba8();
            let colour = Colour([rgb.r, rgb.g, rgb.b]);
            (ratio(colour, ground) >= least).then_some((step, colour))
        })
    };
    let [black, white] = [OpaqueColor::from_rgb8(0, 0, 0), OpaqueColor::from_rgb8(255, 255, 255)];
    [towards(black), towards(white)].into_iter().flatten().min_by_key(|(step, _)| *step).map(|(_, colour)| colour)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_what_wcag_says() {
        let [black, white, grey] = [Colour([0; 3]), Colour([255; 3]), Colour([0x77; 3])];
        assert!((ratio(black, white) - 21.0).abs() < 0.001);
        assert!((ratio(white, black) - 21.0).abs() < 0.001);
        assert!((ratio(white, white) - 1.0).abs() < 0.001);
        // The well-known grey that is just too faint on white.
        assert!((ratio(grey, white) - 4.478).abs() < 0.001);
    }

    #[test]
    fn the_built_in_colours_can_be_told_from_each_other() {
        let style = include_str!("../../themes/default/assets/style.css");
        let palette = crate::source::palette::of(&[("style.css".into(), style.into())]);
        assert_eq!(palette.len(), Mode::ALL.len() * Role::ALL.len());
        assert_eq!(of(&palette), Vec::new());
    }

    #[test]
    fn what_is_offered_is_clear_enough() {
        for (front, ground) in [([0xF2, 0x8C, 0x28], [0xFD, 0xFC, 0xFA]), ([0x0B, 0x56, 0x6A], [0x12, 0x15, 0x17])] {
            let offered = enough(Colour(front), Colour(ground), WORDS);
            assert!(offered.is_some_and(|colour| ratio(colour, Colour(ground)) >= WORDS), "{offered:?}");
        }
    }
}

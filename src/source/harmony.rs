//! A whole palette from one colour of a brand.
//!
//! The brand gives the hue, and how strong the colours are; how light each is stays as the theme
//! has it, because contrast hangs on that. It is worked out in Oklch, where colours of one
//! lightness look equally light (<https://www.w3.org/TR/css-color-4/#ok-lab>).
#![expect(clippy::float_arithmetic, reason = "colours are no scores")]

use color::{ColorSpace, Oklch, OpaqueColor, Srgb};

use crate::model::look::{Colour, Mode, Palette, Role, Tone};

/// Roles that follow the brand, besides the accent itself.
const FOLLOWING: [Role; 4] = [Role::Range, Role::Level1, Role::Level2, Role::Level3];
/// How much stronger than the theme's own colours the followers get at most: a bright brand would
/// else make levels that shout.
const STRONGEST: f32 = 1.6;
/// What stands on the highest level, whichever reads better.
const ON_LEVEL: [Colour; 2] = [Colour([0xFF, 0xFF, 0xFF]), Colour([0x10, 0x14, 0x16])];

/// The tones that follow from a brand's accent, laid over the theme's `base`.
///
/// On screen and on paper the accent is the brand's, as given; in the dark it is as light as the
/// theme's own. The highest level has the colour of the accent.
pub fn of(accent: &Tone, base: &Palette) -> Palette {
    let mut palette = Palette::new();
    let Some(usual) = base.get(&(Mode::Light, Role::Accent)) else { return palette };
    let (brand, usual) = (oklch(accent.colour), oklch(usual.colour));
    let strength = if usual[1] > 0.0 { brand[1] / usual[1] } else { 1.0 };
    let shade = |colour: Colour, strength: f32| {
        let [lightness, chroma, _] = oklch(colour);
        from_oklch([lightness, chroma * strength, brand[2]])
    };
    for mode in Mode::ALL {
        let mut put = |role: Role, colour: Colour| {
            palette.insert((mode, role), Tone { colour, place: accent.place.clone() });
        };
        let follow = |role: Role, most: f32| base.get(&(mode, role)).map(|tone| shade(tone.colour, strength.min(most)));
        let own = match mode {
            Mode::Light | Mode::Print => Some(accent.colour),
            Mode::Dark => follow(Role::Accent, f32::MAX),
        };
        for role in FOLLOWING {
            if let Some(colour) = follow(role, STRONGEST) {
                put(role, colour);
            }
        }
        if let Some(own) = own {
            put(Role::Accent, own);
            put(Role::Level4, own);
            put(Role::OnLevel4, on(own));
        }
    }
    palette
}

/// The colour of words on a ground of that colour.
fn on(ground: Colour) -> Colour {
    let [light, dark] = ON_LEVEL;
    // Where white and near-black stand out alike.
    if luminance(ground) < 0.19 { light } else { dark }
}

fn luminance(colour: Colour) -> f32 {
    srgb(colour).relative_luminance()
}

fn srgb(colour: Colour) -> OpaqueColor<Srgb> {
    let Colour([red, green, blue]) = colour;
    OpaqueColor::from_rgb8(red, green, blue)
}

fn oklch(colour: Colour) -> [f32; 3] {
    srgb(colour).convert::<Oklch>().components
}

/// The nearest colour that a screen can show: of the same lightness and hue, and weaker if need be.
fn from_oklch([lightness, chroma, hue]: [f32; 3]) -> Colour {
    let mut chroma = chroma;
    for _ in 0..40 {
        let shown = Srgb::from_linear_srgb(Oklch::to_linear_srgb([lightness, chroma, hue]));
        if shown.iter().all(|part| (-0.001..=1.001).contains(part)) {
            break;
        }
        chroma *= 0.95;
    }
    let rgb = OpaqueColor::<Oklch>::new([lightness, chroma, hue]).to_rgba8();
    Colour([rgb.r, rgb.g, rgb.b])
}

//! The colours that a theme's styles give to a page, by mode and role.
//!
//! A colour that is written in a way this room does not know, or that shows what lies below it, is
//! left out, so that nothing is said about it.

use std::sync::Arc;

use bytestring::ByteString;
use color::{AlphaColor, Srgb};

use crate::model::look::{Colour, Mode, Palette, Role, Tone};
use crate::place::Place;
use crate::source::stylesheet::{Properties, read};

/// How often one property may name another.
const DEEPEST: usize = 8;

/// The palette of stylesheets in the order in which a page loads them: path and text.
pub fn of(sheets: &[(Arc<str>, ByteString)]) -> Palette {
    let mut properties = Properties::new();
    for (file, text) in sheets {
        read(file, text, &mut properties);
    }
    let mut palette = Palette::new();
    for mode in Mode::ALL {
        for (role, _, property) in Role::ALL {
            if let Some(tone) = resolve(&properties, mode, property) {
                palette.insert((mode, role), tone);
            }
        }
    }
    palette
}

/// A colour as it is written in styles and in site.toml; nothing for one that is not opaque.
pub fn colour(written: &str) -> Option<Colour> {
    let parsed: AlphaColor<Srgb> = color::parse_color(written).ok()?.to_alpha_color();
    let rgba = parsed.to_rgba8();
    (rgba.a == u8::MAX).then_some(Colour([rgba.r, rgba.g, rgba.b]))
}

/// The colour of a property, which may name another: `var(--brand)`.
fn resolve(properties: &Properties, mode: Mode, name: &str) -> Option<Tone> {
    let own = properties.get(&(mode, name.to_owned()))?;
    let place: Place = own.place.clone();
    let mut value = own.value.as_str();
    for _ in 0..DEEPEST {
        if let Some(colour) = colour(value) {
            return Some(Tone { colour, place });
        }
        let inner = value.strip_prefix("var(")?.strip_suffix(')')?;
        let (next, otherwise) = inner.split_once(',').map_or((inner, None), |(next, rest)| (next, Some(rest.trim())));
        value = match properties.get(&(mode, next.trim().to_owned())) {
            Some(known) => known.value.as_str(),
            None => otherwise?,
        };
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accent(text: &str) -> Option<String> {
        let palette = of(&[(Arc::from("own.css"), text.into())]);
        palette.get(&(Mode::Light, Role::Accent)).map(|tone| tone.colour.hex())
    }

    #[test]
    fn a_colour_may_be_written_in_every_usual_way() {
        for (written, hex) in [
            ("#0b566a", "#0B566A"),
            ("#abc", "#AABBCC"),
            ("teal", "#008080"),
            ("rgb(1 2 3)", "#010203"),
            ("hsl(0 100% 50%)", "#FF0000"),
        ] {
            assert_eq!(accent(&format!(":root{{--accent:{written}}}")).as_deref(), Some(hex));
        }
        assert_eq!(accent(":root{--brand:red;--accent:var(--brand)}").as_deref(), Some("#FF0000"));
        assert_eq!(accent(":root{--accent:var(--brand, #010203)}").as_deref(), Some("#010203"));
    }

    #[test]
    fn what_is_unknown_or_not_opaque_is_left_out() {
        for written in ["rgb(1 2 3 / 50%)", "light-dark(red, blue)", "currentColor", "teal-ish", "var(--accent)", ""] {
            assert_eq!(accent(&format!(":root{{--accent:{written}}}")), None);
        }
    }
}

//! The stylesheet of what site.toml says about the look: it is loaded after the theme's own.
//!
//! Each mode stands in a query of its own, so that a colour for one never reaches another.

use std::fmt::Write as _;

use crate::artifact::Artifact;
use crate::model::look::{Look, Mode, Typeface};
use crate::model::theme::{STYLES, Theme};

/// Its name below `assets/`.
pub const NAME: &str = "look.css";

/// Families that CSS itself names.
const FAMILIES: [&str; 7] =
    ["serif", "sans-serif", "monospace", "system-ui", "ui-serif", "ui-sans-serif", "ui-rounded"];

/// The stylesheets of every page, by name, in the order in which they are laid over each other.
pub fn styles(theme: &Theme, look: &Look) -> Vec<String> {
    let own = STYLES.into_iter().filter(|name| theme.assets.contains_key(*name)).map(str::to_owned);
    own.chain(stylesheet(look).map(|_| NAME.to_owned())).collect()
}

/// The stylesheet; nothing when site.toml says nothing that styles can say.
pub fn stylesheet(look: &Look) -> Option<Artifact> {
    let mut css = String::new();
    for (face, generic) in [(&look.serif, "serif"), (&look.sans, "sans")] {
        if let Some(face) = face {
            typeface(&mut css, face, generic);
        }
    }
    for (mode, query) in [
        (Mode::Light, "screen and (prefers-color-scheme:light)"),
        (Mode::Dark, "screen and (prefers-color-scheme:dark)"),
        (Mode::Print, "print"),
    ] {
        let tones = look.tones.iter().filter(|((of, _), _)| *of == mode);
        let tones: String =
            tones.map(|((_, role), tone)| format!("{}:{};", role.property(), tone.colour.hex())).collect();
        if !tones.is_empty() {
            let _ = writeln!(css, "@media {query}{{:root{{{tones}}}}}");
        }
    }
    let text = format!("/* From [look] in site.toml. */\n{css}");
    (!css.is_empty()).then(|| Artifact::text(format!("assets/{NAME}"), text))
}

fn typeface(css: &mut String, face: &Typeface, generic: &str) {
    let family = match face {
        // A family of every system has no quotes around its name.
        Typeface::Named(name) if FAMILIES.contains(&name.words.to_ascii_lowercase().as_str()) => {
            let _ = writeln!(css, ":root{{--{generic}:{}}}", name.words.to_ascii_lowercase());
            return;
        }
        Typeface::Named(name) => name.words.clone(),
        Typeface::Files { regular, bold } => {
            let family = format!("Site {generic}");
            let weights = if bold.is_some() { "100 500" } else { "100 900" };
            file(css, &family, &regular.words, weights);
            if let Some(bold) = bold {
                file(css, &family, &bold.words, "501 900");
            }
            family
        }
    };
    let _ = writeln!(css, ":root{{--{generic}:\"{family}\",var(--{generic}-far)}}");
}

fn file(css: &mut String, family: &str, file: &str, weights: &str) {
    // Within quotes only these end or change what is named.
    let file: String = file.chars().filter(|c| !matches!(c, '"' | '\\') && !c.is_control()).collect();
    let _ = writeln!(
        css,
        "@font-face{{font-family:\"{family}\";src:url(\"{file}\");font-weight:{weights};font-display:swap}}"
    );
}

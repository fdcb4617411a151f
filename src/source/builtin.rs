//! What travels inside the program: the built-in models and the built-in theme.
//!
//! A list, checked by the compiler; a test in `tests/architecture.rs` holds it against the folder.

/// Built-in models: id and text.
pub const MODELS: [(&str, &str); 1] = [("crm-best-practice", include_str!("models/crm-best-practice.toml"))];

/// Whether a file travels inside the program, by the path that places name.
pub fn is(path: &str) -> bool {
    path.starts_with("built-in/")
}

/// The text of a built-in file, by the path that places name, to show an excerpt of it.
pub fn text(path: &str) -> Option<&'static str> {
    let path = path.strip_prefix("built-in/")?;
    if let Some(model) = path.strip_prefix("models/") {
        let found = MODELS.iter().find(|(id, _)| model.strip_suffix(".toml") == Some(*id));
        return found.map(|(_, text)| *text);
    }
    let name = path.strip_prefix("themes/default/")?;
    let found = THEME.iter().find(|(known, _)| *known == name);
    found.and_then(|(_, bytes)| std::str::from_utf8(bytes).ok())
}

macro_rules! theme_files {
    ($($path:literal,)*) => {
        /// Files of the built-in theme: path below `themes/default/` and bytes.
        pub const THEME: &[(&str, &[u8])] = &[
            $(($path, include_bytes!(concat!("../../themes/default/", $path))),)*
        ];
    };
}

theme_files! {
    "assets/fonts/LICENSE.txt",
    "assets/fonts/sans-cyrillic.woff2",
    "assets/fonts/sans-greek.woff2",
    "assets/fonts/sans-latin-ext.woff2",
    "assets/fonts/sans-latin.woff2",
    "assets/fonts/serif-cyrillic.woff2",
    "assets/fonts/serif-greek.woff2",
    "assets/fonts/serif-italic-cyrillic.woff2",
    "assets/fonts/serif-italic-greek.woff2",
    "assets/fonts/serif-italic-latin-ext.woff2",
    "assets/fonts/serif-italic-latin.woff2",
    "assets/fonts/serif-latin-ext.woff2",
    "assets/fonts/serif-latin.woff2",
    "assets/search.js",
    "assets/style.css",
    "fonts/LICENSE.txt",
    "fonts/mono-regular.ttf",
    "fonts/sans-italic.ttf",
    "fonts/sans-regular.ttf",
    "fonts/sans-semibold.ttf",
    "fonts/serif-italic.ttf",
    "fonts/serif-regular.ttf",
    "fonts/serif-semibold.ttf",
    "labels/ar.toml",
    "labels/de.toml",
    "labels/en.toml",
    "labels/es.toml",
    "labels/fr.toml",
    "labels/ja.toml",
    "templates/actions.html",
    "templates/all-parts.html",
    "templates/base.html",
    "templates/briefing.html",
    "templates/compare.html",
    "templates/components/action.html",
    "templates/components/blocks.html",
    "templates/components/closed.html",
    "templates/components/compared.html",
    "templates/components/criteria.html",
    "templates/components/decisions.html",
    "templates/components/facts.html",
    "templates/components/figure.html",
    "templates/components/holds.html",
    "templates/components/kept.html",
    "templates/components/kind.html",
    "templates/components/level.html",
    "templates/components/links.html",
    "templates/components/meetings.html",
    "templates/components/menu.html",
    "templates/components/met.html",
    "templates/components/model.html",
    "templates/components/observation.html",
    "templates/components/outcome.html",
    "templates/components/outcomes.html",
    "templates/components/parts.html",
    "templates/components/pattern.html",
    "templates/components/permalink.html",
    "templates/components/person.html",
    "templates/components/rail.html",
    "templates/components/recommended.html",
    "templates/components/register.html",
    "templates/components/said.html",
    "templates/components/scale.html",
    "templates/components/sentences.html",
    "templates/components/signal.html",
    "templates/components/text.html",
    "templates/hero.html",
    "templates/home.html",
    "templates/meeting.html",
    "templates/meeting.typ",
    "templates/meetings.html",
    "templates/method.html",
    "templates/outcomes.html",
    "templates/organization.html",
    "templates/organization/cadence.html",
    "templates/organization/structure.html",
    "templates/organization/training.html",
    "templates/owners.html",
    "templates/packet.html",
    "templates/packet.typ",
    "templates/packet/actions.html",
    "templates/packet/agenda.typ",
    "templates/packet/contents.html",
    "templates/packet/contents.typ",
    "templates/packet/data.typ",
    "templates/packet/figure.typ",
    "templates/packet/first.typ",
    "templates/packet/look.typ",
    "templates/packet/meetings.html",
    "templates/packet/method.html",
    "templates/packet/method.typ",
    "templates/packet/outcomes.html",
    "templates/packet/owners.html",
    "templates/packet/parts.typ",
    "templates/packet/prose.typ",
    "templates/packet/registers.typ",
    "templates/packet/sections.html",
    "templates/packet/tables.typ",
    "templates/part-body.html",
    "templates/part.html",
    "templates/parts/actions.html",
    "templates/parts/commitment.html",
    "templates/parts/learning.html",
    "templates/parts/nature.html",
    "templates/parts/outcomes.html",
    "templates/parts/reason.html",
    "templates/parts/results.html",
    "templates/parts/stakes.html",
    "templates/parts/status.html",
    "templates/portfolio.html",
    "templates/rows/outcomes.html",
    "templates/rows/patterns.html",
    "templates/search.html",
    "templates/section.html",
    "templates/slides.typ",
    "templates/slides/look.typ",
    "templates/slides/notes.typ",
    "templates/slides/parts.typ",
    "templates/summary.html",
    "theme.toml",
}

//! What travels inside the program: the built-in models and the built-in theme.
//!
//! A list, checked by the compiler; a test in `tests/architecture.rs` holds it against the folder.

/// Built-in models: id and text.
pub const MODELS: [(&str, &str); 1] = [("crm-best-practice", include_str!("models/crm-best-practice.toml"))];

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
    "theme.toml",
}

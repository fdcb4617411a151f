//! What travels inside the program: the built-in models and the built-in theme.
//!
//! A list, checked by the compiler; a test in `tests/architecture.rs` holds it against the folder.

/// Built-in models: id and text.
pub const MODELS: [(&str, &str); 1] = [("crm-best-practice", include_str!("models/crm-best-practice.toml"))];

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

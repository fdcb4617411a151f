//! The fonts of a packet: those of the theme, in the order in which they are given.

use std::sync::Arc;

use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

/// Fonts, ready to set with.
#[derive(Debug)]
pub struct Fonts {
    pub(super) faces: Vec<Font>,
    pub(super) book: LazyHash<FontBook>,
}

impl Fonts {
    /// The faces of font files. Files that hold none are given back by their number.
    pub fn of<'a>(files: impl IntoIterator<Item = &'a Arc<[u8]>>) -> (Self, Vec<usize>) {
        let mut faces = Vec::new();
        let mut empty = Vec::new();
        for (at, file) in files.into_iter().enumerate() {
            let before = faces.len();
            faces.extend(Font::iter(Bytes::new(Arc::clone(file))));
            if faces.len() == before {
                empty.push(at);
            }
        }
        let book = LazyHash::new(FontBook::from_fonts(&faces));
        (Self { faces, book }, empty)
    }

    /// Whether any face can show a character. Those that fonts use as they like mean nothing
    /// without that font: an archive refuses them.
    pub fn shows(&self, c: char) -> bool {
        let is_private = matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{ffffd}' | '\u{100000}'..='\u{10fffd}');
        !is_private && self.faces.iter().any(|face| face.info().coverage.contains(u32::from(c)))
    }

    /// The family of the first face of a file.
    pub fn family(file: &Arc<[u8]>) -> Option<String> {
        Font::new(Bytes::new(Arc::clone(file)), 0).map(|face| face.info().family.clone())
    }
}

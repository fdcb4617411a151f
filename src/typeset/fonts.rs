//! The fonts of a packet: those of the theme, in the order in which they are given, and then, when
//! they are asked for, those of the machine, which are only read when a text needs one.

use std::sync::OnceLock;

use typst::foundations::Bytes;
use typst::text::{Font, FontBook, FontInfo};
use typst::utils::LazyHash;

use crate::model::theme::FarFont;

/// Fonts, ready to set with.
#[derive(Debug)]
pub struct Fonts {
    faces: Vec<Face>,
    pub(super) book: LazyHash<FontBook>,
}

/// A face, or the way to it.
#[derive(Debug)]
struct Face {
    font: OnceLock<Option<Font>>,
    from: Option<(FarFont, u32)>,
}

/// The family of the first face of a font file, as it says itself; `None` when it holds no font.
pub fn family(file: &[u8]) -> Option<String> {
    FontInfo::iter(file).next().map(|info| info.family)
}

impl Fonts {
    /// The faces of font files, and behind them those of the machine. Files of the first kind that
    /// hold no font are given back by their number; of the second they are passed over.
    pub fn of<'a>(files: impl IntoIterator<Item = &'a bytes::Bytes>, machine: &[FarFont]) -> (Self, Vec<usize>) {
        let mut faces = Vec::new();
        let mut book = FontBook::new();
        let mut empty = Vec::new();
        for (at, file) in files.into_iter().enumerate() {
            let before = faces.len();
            for font in Font::iter(Bytes::new(file.clone())) {
                book.push(font.info().clone());
                faces.push(Face { font: OnceLock::from(Some(font)), from: None });
            }
            if faces.len() == before {
                empty.push(at);
            }
        }
        for far in machine {
            // One file at a time is held, and let go when its faces are known.
            let Some(bytes) = far.read() else { continue };
            for (info, index) in FontInfo::iter(&bytes).zip(0..) {
                book.push(info);
                faces.push(Face { font: OnceLock::new(), from: Some((far.clone(), index)) });
            }
        }
        (Self { faces, book: LazyHash::new(book) }, empty)
    }

    /// Whether there is a face of a family.
    pub fn has(&self, family: &str) -> bool {
        self.book.contains_family(&family.to_lowercase())
    }

    /// Whether any face can show a character. Those that fonts use as they like mean nothing
    /// without that font: an archive refuses them.
    pub fn shows(&self, c: char) -> bool {
        let is_private = matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{ffffd}' | '\u{100000}'..='\u{10fffd}');
        let has = |at: usize| self.book.info(at).is_some_and(|info| info.coverage.contains(u32::from(c)));
        !is_private && (0..self.faces.len()).any(has)
    }

    /// A face by its number.
    pub(super) fn face(&self, at: usize) -> Option<Font> {
        let face = self.faces.get(at)?;
        let read = || {
            let (far, index) = face.from.as_ref()?;
            Font::new(Bytes::new(far.read()?), *index)
        };
        face.font.get_or_init(read).clone()
    }
}

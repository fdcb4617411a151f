//! Stylesheets as one text that needs no other file: what they load stands in them.
//!
//! A face whose letters do not occur is left out, and so are comments and whatever a stylesheet
//! would bring in from elsewhere. What the theme does not have is not loaded.

use bytes::Bytes;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use base64::Engine as _;
use cssparser::{ParseError, Parser, Token};
use sha2::{Digest, Sha256};

/// Files of a theme by their path below `assets/`.
pub type Assets = BTreeMap<String, Bytes>;

/// A file as an address that holds it.
pub fn data(name: &str, bytes: &[u8]) -> String {
    format!("data:{};base64,{}", kind(name), base64::engine::general_purpose::STANDARD.encode(bytes))
}

/// What a security policy calls a text: its SHA-256.
pub fn hash(text: &str) -> String {
    format!("sha256-{}", base64::engine::general_purpose::STANDARD.encode(Sha256::digest(text.as_bytes())))
}

/// A stylesheet that lies in `assets/`, for a text that is made of these letters.
pub fn stylesheet(css: &str, assets: &Assets, letters: &BTreeSet<char>) -> String {
    let mut writer = Writer { out: String::with_capacity(css.len()), assets, letters };
    writer.rules(&mut Parser::new(css));
    // Inside a style element only this could end it.
    writer.out.replace("</", "<\\/")
}

/// The type of a file by its ending.
fn kind(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase().as_str() {
        "woff2" => "font/woff2",
        "woff" => "font/woff",
        "ttf" => "font/ttf",
        "otf" => "font/otf",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "svg" => "image/svg+xml",
        _ => "application/octet-stream",
    }
}

struct Writer<'a> {
    out: String,
    assets: &'a Assets,
    letters: &'a BTreeSet<char>,
}

impl Writer<'_> {
    /// Copies what is left of a block, or of the whole sheet.
    fn rules(&mut self, input: &mut Parser<'_>) {
        loop {
            let start = input.position();
            let Ok(token) = input.next_including_whitespace_and_comments().cloned() else { return };
            match token {
                Token::Comment(_) => {}
                Token::UnquotedUrl(address) => self.url(&address),
                Token::Function(name) if name.eq_ignore_ascii_case("url") => {
                    let address = nested(input, |inner| inner.expect_string().ok().map(ToString::to_string));
                    self.url(&address.flatten().unwrap_or_default());
                }
                Token::AtKeyword(name) if name.eq_ignore_ascii_case("font-face") => self.face(input),
                Token::AtKeyword(name) if ["import", "charset"].iter().any(|of| name.eq_ignore_ascii_case(of)) => {
                    while input.next().is_ok_and(|token| *token != Token::Semicolon) {}
                }
                Token::Function(_) | Token::ParenthesisBlock => self.block(input, start, ")"),
                Token::SquareBracketBlock => self.block(input, start, "]"),
                Token::CurlyBracketBlock => self.block(input, start, "}"),
                _ => self.out.push_str(input.slice_from(start)),
            }
        }
    }

    fn block(&mut self, input: &mut Parser<'_>, start: cssparser::SourcePosition, end: &str) {
        self.out.push_str(input.slice_from(start));
        nested(input, |inner| self.rules(inner));
        self.out.push_str(end);
    }

    /// A face, when the text has a letter of it.
    fn face(&mut self, input: &mut Parser<'_>) {
        if input.expect_curly_bracket_block().is_err() {
            return;
        }
        let whole = std::mem::take(&mut self.out);
        let is_used = nested(input, |inner| {
            let start = inner.position();
            self.rules(inner);
            let ranges = ranges(inner.slice_from(start));
            ranges.is_empty() || ranges.into_iter().any(|range| self.letters.range(range).next().is_some())
        });
        let face = std::mem::replace(&mut self.out, whole);
        if is_used == Some(true) {
            self.out.push_str(&format!("@font-face{{{face}}}"));
        }
    }

    fn url(&mut self, address: &str) {
        let name = address.split(['?', '#']).next().unwrap_or_default();
        let name = name.strip_prefix("./").unwrap_or(name);
        let held = match self.assets.get(name) {
            Some(bytes) => data(name, bytes),
            None if address.starts_with("data:") => address.replace(['"', '\\', '\n'], ""),
            None => "data:,".to_owned(),
        };
        self.out.push_str(&format!("url(\"{held}\")"));
    }
}

/// What stands in the block that has just begun.
fn nested<T>(input: &mut Parser<'_>, read: impl FnOnce(&mut Parser<'_>) -> T) -> Option<T> {
    let result: Result<T, ParseError<()>> = input.parse_nested_block(|inner| {
        let read = read(inner);
        while inner.next().is_ok() {}
        Ok(read)
    });
    result.ok()
}

/// The letters that a face says it is for; none when it is for all.
fn ranges(face: &str) -> Vec<RangeInclusive<char>> {
    let lower = face.to_ascii_lowercase();
    let Some((_, after)) = lower.split_once("unicode-range") else { return Vec::new() };
    let list = after.trim_start().trim_start_matches(':').split([';', '}']).next().unwrap_or_default();
    list.split(',').filter_map(|range| letters_of(range.trim().strip_prefix("u+")?)).collect()
}

fn letters_of(range: &str) -> Option<RangeInclusive<char>> {
    let (from, to) = match range.split_once('-') {
        Some((from, to)) => (from.to_owned(), to.to_owned()),
        None => (range.replace('?', "0"), range.replace('?', "f")),
    };
    let letter = |hex: &str| char::from_u32(u32::from_str_radix(hex, 16).ok()?);
    // A range may end where no letter is.
    Some(letter(&from)?..=letter(&to).unwrap_or(char::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inlined(css: &str, text: &str) -> String {
        let assets = Assets::from([("fonts/a.woff2".to_owned(), Bytes::from_static(b"abc"))]);
        stylesheet(css, &assets, &text.chars().collect())
    }

    #[test]
    fn what_a_stylesheet_loads_stands_in_it() {
        let css = "/* why */@import 'x.css';a{background:url('fonts/a.woff2') no-repeat}b{color:red}";
        assert_eq!(inlined(css, "a"), "a{background:url(\"data:font/woff2;base64,YWJj\") no-repeat}b{color:red}");
        assert_eq!(inlined("i{background:url(https://a.test/x.png)}", ""), "i{background:url(\"data:,\")}");
        assert_eq!(inlined("i::after{content:\"</style>\"}", ""), "i::after{content:\"<\\/style>\"}");
    }

    #[test]
    fn a_face_stays_only_when_one_of_its_letters_occurs() {
        let css = "@font-face{src:url(fonts/a.woff2);unicode-range:U+0041-005A, U+4??}@media print{p{color:red}}";
        let face = "@font-face{src:url(\"data:font/woff2;base64,YWJj\");unicode-range:U+0041-005A, U+4??}";
        let rest = "@media print{p{color:red}}";
        assert_eq!(inlined(css, "abc"), rest);
        assert_eq!(inlined(css, "abC"), format!("{face}{rest}"));
        assert_eq!(inlined(css, "да"), format!("{face}{rest}"));
        assert_eq!(inlined("@font-face{src:local(Arial)}", ""), "@font-face{src:local(Arial)}");
    }

    #[test]
    fn the_hash_is_that_of_the_text() {
        assert_eq!(hash(""), "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    }
}

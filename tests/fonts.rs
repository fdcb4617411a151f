//! The fonts for paper: a program that sets type finds each by its family, weight and slant, and in
//! each the characters that a report has in a language of Latin letters.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)] // a test fails by panicking

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use ttf_parser::{Face, Tag, Weight, name_id};

use support::SiteTest;

const FOLDER: &str = "themes/default/fonts";

/// File, family, style, weight.
const CUTS: [(&str, &str, &str, u16); 7] = [
    ("mono-regular.ttf", "Preread Mono", "Regular", 400),
    ("sans-italic.ttf", "Preread Sans", "Italic", 400),
    ("sans-regular.ttf", "Preread Sans", "Regular", 400),
    ("sans-semibold.ttf", "Preread Sans", "SemiBold", 600),
    ("serif-italic.ttf", "Preread Serif", "Italic", 400),
    ("serif-regular.ttf", "Preread Serif", "Regular", 400),
    ("serif-semibold.ttf", "Preread Serif", "SemiBold", 600),
];

/// Marks of drawings and templates. The serif has no disc; drawings are set in the sans.
const MARKS: &str = "←↑→↓▲◆✓□−×≈≤≥№€…";

/// What one asks of a font for prose: letters of some languages, superscripts, fractions, currencies
/// and the hyphen that does not break.
const PROSE: &str = "ĀčĐęğİıłńőœřşŠťžŐǍạ ΑΩάέή БґЂЇщ ¹²³⁴₂ ½⅓¾ €£¥₴₽ «»„“”‘’–—‐\u{2011} \u{a0}\u{202f}\u{2009}";

fn read(file: &str) -> Vec<u8> {
    fs::read(Path::new(FOLDER).join(file)).unwrap()
}

fn name(face: &Face<'_>, id: u16) -> Option<String> {
    face.names().into_iter().find(|name| name.name_id == id).and_then(|name| name.to_string())
}

/// Characters that a font cannot show, each once.
fn missing(face: &Face<'_>, text: impl IntoIterator<Item = char>) -> BTreeSet<char> {
    text.into_iter().filter(|c| !c.is_control() && face.glyph_index(*c).is_none()).collect()
}

/// The two bytes at a place of a table.
fn number(face: &Face<'_>, table: &[u8; 4], at: usize) -> u16 {
    let bytes = face.raw_face().table(Tag::from_bytes(table)).unwrap();
    u16::from_be_bytes([bytes[at], bytes[at + 1]])
}

/// Every character of the sample's pages in a language, and of its labels.
fn written(language: &str) -> BTreeSet<char> {
    let test = SiteTest::from("").replace("site.toml", "language = \"en\"", &format!("language = \"{language}\""));
    test.build();
    let pages = test.files("public").into_iter().filter(|(path, _)| path.ends_with(".html"));
    let labels = fs::read_to_string(format!("themes/default/labels/{language}.toml")).unwrap();
    pages
        .flat_map(|(_, bytes)| String::from_utf8(bytes).unwrap().chars().collect::<BTreeSet<_>>())
        .chain(labels.chars())
        .collect()
}

#[test]
fn the_folder_holds_these_fonts_and_their_licence() {
    let mut found: Vec<String> =
        fs::read_dir(FOLDER).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    found.sort();
    let mut known = vec!["LICENSE.txt"];
    known.extend(CUTS.iter().map(|(file, ..)| *file));
    assert_eq!(found, known);
    let licence = String::from_utf8(read("LICENSE.txt")).unwrap();
    assert!(licence.contains("SIL OPEN FONT LICENSE Version 1.1"), "{licence}");
    for source in ["Source Serif 4: ", "Source Sans 3: ", "Source Code Pro: "] {
        let line = licence.lines().find(|line| line.starts_with(source)).unwrap();
        assert!(line.contains("Copyright") && line.contains("with Reserved Font Name 'Source'"), "{line}");
    }
    let sum: usize = CUTS.iter().map(|(file, ..)| read(file).len()).sum();
    assert!(sum < 1_300_000, "the fonts weigh {sum} bytes together");
}

#[test]
fn each_font_is_found_by_its_family_its_weight_and_its_slant() {
    for (file, family, style, weight) in CUTS {
        let bytes = read(file);
        let face = Face::parse(&bytes, 0).unwrap();
        let full = format!("{family} {style}");
        // Programs that know four styles of a family see the semibold as a family of its own.
        let stands_alone = style == "SemiBold";
        let linked = if stands_alone { (full.as_str(), "Regular") } else { (family, style) };
        assert_eq!(name(&face, name_id::FAMILY).as_deref(), Some(linked.0), "{file}");
        assert_eq!(name(&face, name_id::SUBFAMILY).as_deref(), Some(linked.1), "{file}");
        assert_eq!(name(&face, name_id::FULL_NAME), Some(full.clone()), "{file}");
        assert_eq!(name(&face, name_id::POST_SCRIPT_NAME), Some(full.replacen(' ', "", 1).replace(' ', "-")), "{file}");
        let wider = (name(&face, name_id::TYPOGRAPHIC_FAMILY), name(&face, name_id::TYPOGRAPHIC_SUBFAMILY));
        let expected = (stands_alone.then(|| family.to_owned()), stands_alone.then(|| style.to_owned()));
        assert_eq!(wider, expected, "{file}");

        let is_italic = style == "Italic";
        assert_eq!(face.weight(), Weight::from(weight), "{file}");
        assert_eq!(face.is_italic(), is_italic, "{file}");
        assert_eq!(face.is_monospaced(), family == "Preread Mono", "{file}");
        assert!(!face.is_variable(), "{file}");
        // Italic, bold and regular, as they stand in two tables.
        let selection = number(&face, b"OS/2", 62) & 0b110_0001;
        assert_eq!(selection, if is_italic { 1 } else { 1 << 6 }, "{file}");
        assert_eq!(number(&face, b"head", 44), if is_italic { 0b10 } else { 0 }, "{file}");
    }
}

#[test]
fn no_font_bears_the_reserved_name_and_each_says_whose_it_is() {
    for (file, ..) in CUTS {
        let bytes = read(file);
        let face = Face::parse(&bytes, 0).unwrap();
        for id in [1, 2, 3, 4, 6, 16, 17] {
            assert!(!name(&face, id).unwrap_or_default().contains("Source"), "{file}, name {id}");
        }
        assert!(name(&face, name_id::COPYRIGHT_NOTICE).unwrap().contains("Adobe"), "{file}");
        assert!(name(&face, name_id::LICENSE).unwrap().contains("SIL Open Font License"), "{file}");
    }
}

#[test]
fn each_font_has_every_character_of_the_sample_in_the_languages_of_latin_letters() {
    for language in ["en", "de", "fr", "es"] {
        let written = written(language);
        assert!(written.len() > 80 && written.contains(&'−'), "the sample in {language}: {written:?}");
        for (file, ..) in CUTS {
            let bytes = read(file);
            let face = Face::parse(&bytes, 0).unwrap();
            assert_eq!(missing(&face, written.clone()), BTreeSet::new(), "{file} in {language}");
        }
    }
}

#[test]
fn each_font_has_the_marks_and_those_for_prose_what_prose_asks_for() {
    for (file, family, ..) in CUTS {
        let bytes = read(file);
        let face = Face::parse(&bytes, 0).unwrap();
        assert_eq!(missing(&face, MARKS.chars()), BTreeSet::new(), "{file}");
        if family != "Preread Mono" {
            assert_eq!(missing(&face, PROSE.chars()), BTreeSet::new(), "{file}");
        }
        assert_eq!(family == "Preread Serif", face.glyph_index('●').is_none(), "{file}");
        assert_eq!(missing(&face, ['日', 'a']), BTreeSet::from(['日']), "{file}");
    }
}

#[test]
fn a_square_stands_in_for_what_no_font_has() {
    for (file, ..) in CUTS {
        let bytes = read(file);
        let face = Face::parse(&bytes, 0).unwrap();
        let square = face.glyph_index('□').unwrap();
        assert_eq!(face.glyph_index('\u{fffd}'), Some(square), "{file}");
        let drawn = face.glyph_bounding_box(square).unwrap();
        assert!(drawn.width() > 300 && drawn.height() > 300, "{file}: {drawn:?}");
    }
}

#[test]
fn figures_stand_under_each_other_and_letters_are_fitted() {
    for (file, family, ..) in CUTS {
        let bytes = read(file);
        let face = Face::parse(&bytes, 0).unwrap();
        let widths: BTreeSet<_> =
            ('0'..='9').map(|c| face.glyph_hor_advance(face.glyph_index(c).unwrap()).unwrap()).collect();
        assert_eq!(widths.len(), 1, "{file}: {widths:?}");
        if family == "Preread Mono" {
            continue;
        }
        let tables = face.tables();
        let substitutions = tables.gsub.unwrap().features;
        for tag in [b"ccmp", b"locl", b"liga", b"pnum", b"case", b"frac", b"sups"] {
            assert!(substitutions.find(Tag::from_bytes(tag)).is_some(), "{file} lacks {:?}", Tag::from_bytes(tag));
        }
        let positions = tables.gpos.unwrap().features;
        for tag in [b"kern", b"mark", b"mkmk"] {
            assert!(positions.find(Tag::from_bytes(tag)).is_some(), "{file} lacks {:?}", Tag::from_bytes(tag));
        }
    }
}

#[test]
fn fonts_for_paper_stay_out_of_the_report() {
    let test = SiteTest::from("").write("themes/default/fonts/README.txt", "our house font");
    fs::copy("themes/default/fonts/mono-regular.ttf", test.path("themes/default/fonts/house.ttf")).unwrap();
    test.build();
    let files = test.files("public");
    assert!(files.keys().any(|path| path.ends_with(".woff2")));
    assert!(files.keys().all(|path| !path.ends_with(".ttf")), "{:?}", files.keys());
}

//! `[look]` of site.toml: logo, fonts and colours. What follows from a colour is worked out in
//! `harmony`; whether colours can be read is asked in `review::contrast`.

use crate::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::model::look::{Logo, Look, Mode, Palette, Role, Tone, Typeface};
use crate::model::text::Text;
use crate::model::theme::Theme;
use crate::source::origin::Problems;
use crate::source::palette;
use crate::source::table::Table;

/// How files of pictures end that every browser shows.
const PICTURES: [&str; 6] = [".svg", ".png", ".jpg", ".jpeg", ".webp", ".gif"];
/// How files of fonts end that every browser takes.
const FONTS: [&str; 4] = [".woff2", ".woff", ".ttf", ".otf"];
const MODES: [(&str, Mode); 3] = [("light", Mode::Light), ("dark", Mode::Dark), ("print", Mode::Print)];

/// What the settings say about the look.
pub fn read(site: &Table<'_, '_>) -> Look {
    let Some(table) = site.table("look") else { return Look::default() };
    let mut tones = Palette::new();
    for (key, mode) in MODES {
        let Some(colours) = table.table(key) else { continue };
        for (role, key, _) in Role::ALL {
            if let Some(tone) = tone(&colours, key) {
                tones.insert((mode, role), tone);
            }
        }
    }
    Look {
        logo: logo(&table),
        serif: typeface(&table, "serif", "serif-bold"),
        sans: typeface(&table, "sans", "sans-bold"),
        accent: tone(&table, "accent"),
        tones,
    }
}

fn logo(table: &Table<'_, '_>) -> Option<Logo> {
    let picture = |key: &str| {
        let file = table.text(key)?;
        if !ends(&file.words, &PICTURES) {
            let message = format!("`{}` is no picture that every browser shows", file.words);
            let mend = format!("Use a file that ends with one of {}.", PICTURES.join(", "));
            table.origin().report_at(Code::WrongValue, file.place, message, mend);
            return None;
        }
        Some(file)
    };
    let (file, dark, words) = (picture("logo"), picture("logo-dark"), table.text("logo-words"));
    if file.is_none() && table.text("logo").is_none() {
        for given in [&dark, &words].into_iter().flatten() {
            let mend = "Set `logo` to the file for a light ground, or remove this line.";
            table.origin().report_at(Code::WrongValue, given.place.clone(), "this needs a `logo` to belong to", mend);
        }
    }
    Some(Logo { file: file?, dark, words: words.map(|text| text.words) })
}

fn typeface(table: &Table<'_, '_>, key: &str, bold: &str) -> Option<Typeface> {
    let (given, bold) = (table.text(key), table.text(bold));
    if let Some(bold) = &bold
        && given.as_ref().is_none_or(|given| !ends(&given.words, &FONTS))
    {
        let message = format!("the bold needs the file of the regular weight: `{key}` names none");
        let mend = format!("Set `{key}` to a font file, or remove this line.");
        table.origin().report_at(Code::WrongValue, bold.place.clone(), message, mend);
    }
    let given = given?;
    if ends(&given.words, &FONTS) {
        return Some(Typeface::Files { regular: given, bold });
    }
    let is_name = given.words.chars().all(|c| c.is_alphanumeric() || " -_".contains(c));
    if !is_name {
        let message = format!("`{}` is neither the name of a font family nor a font file", given.words);
        let mend = format!("Write one name, such as \"Georgia\", or a file that ends with {}.", FONTS.join(", "));
        table.origin().report_at(Code::WrongValue, given.place, message, mend);
        return None;
    }
    Some(Typeface::Named(given))
}

fn tone(table: &Table<'_, '_>, key: &str) -> Option<Tone> {
    let given = table.text(key)?;
    match palette::colour(&given.words) {
        Some(colour) => Some(Tone { colour, place: given.place }),
        None => {
            let message = format!("`{}` is no colour, or not an opaque one", given.words);
            let mend = "Write it as \"#0B566A\".";
            table.origin().report_at(Code::WrongValue, given.place, message, mend);
            None
        }
    }
}

fn ends(file: &str, endings: &[&str]) -> bool {
    let file = file.to_ascii_lowercase();
    endings.iter().any(|ending| file.ends_with(ending))
}

/// Reports files that the theme does not have.
pub fn check_files(look: &Look, theme: &Theme, problems: &Problems) {
    let logos = look.logo.iter().flat_map(|logo| [Some(&logo.file), logo.dark.as_ref()]);
    let faces = [&look.serif, &look.sans].into_iter().flatten().flat_map(|face| match face {
        Typeface::Named(_) => [None, None],
        Typeface::Files { regular, bold } => [Some(regular), bold.as_ref()],
    });
    for Text { words: file, place } in logos.chain(faces).flatten() {
        let Some(bytes) = theme.assets.get(file) else {
            let message = format!("the theme has no file assets/{file}");
            let near = did_you_mean(file, theme.assets.keys().map(String::as_str));
            let mend = if near.is_empty() { format!("Put it in themes/<theme>/assets/{file}.") } else { near };
            problems.push(Diagnostic::new(Code::MissingFile, place.clone(), message).mend(mend));
            continue;
        };
        if ends(file, &[".svg"]) && is_active(bytes) {
            let message =
                format!("the picture assets/{file} runs or loads something, and the report would publish it so");
            let mend = "Export it as a plain drawing: no scripts, no frames, nothing from elsewhere.";
            problems.push(Diagnostic::new(Code::WrongValue, place.clone(), message).mend(mend));
        }
    }
}

/// What makes a drawing more than a picture. Names of namespaces are addresses too, so only those
/// that something is loaded from count.
const ACTIVE: [&str; 9] = [
    "<script",
    ":script",
    "javascript:",
    "<foreignobject",
    "<iframe",
    "href=\"http",
    "href='http",
    "href=\"//",
    "url(http",
];

/// Whether a drawing would run or load something when it is opened on its own; within a page it
/// never does. A word that only looks like it is refused too.
fn is_active(svg: &[u8]) -> bool {
    let text = String::from_utf8_lossy(svg).to_ascii_lowercase();
    let has_handler = || {
        text.split(char::is_whitespace).any(|word| {
            word.strip_prefix("on")
                .and_then(|word| word.split_once('='))
                .is_some_and(|(event, _)| !event.is_empty() && event.chars().all(|c| c.is_ascii_lowercase()))
        })
    };
    ACTIVE.iter().any(|sign| text.contains(sign)) || has_handler()
}

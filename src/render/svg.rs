//! A drawing as SVG: the one place that knows how shapes are written down.
//!
//! On a page colours are classes (`f-accent`, `s-rule`), which the style sheet fills for light,
//! dark and print. A packet has no style sheet: there the same roles are fixed colours.

use std::fmt::Write as _;

use crate::chart::shape::{Anchor, Drawing, Face, Ink, Paint, Shape};
use crate::chart::text;
use crate::render::medium::{Inks, Medium, Print};
use crate::render::prose::escape;

/// What a reader who does not see the drawing is told.
#[derive(Clone, Copy, Debug)]
pub struct Alternative<'a> {
    /// Id that is unique on its page; the title's and the description's are made of it.
    pub id: &'a str,
    /// What the drawing is.
    pub title: &'a str,
    /// What it says, every value.
    pub description: &'a str,
}

/// A drawing with its alternative. On paper it is a file by itself, and its alternative goes into
/// the packet beside it.
pub fn figure(drawing: &Drawing, class: &str, alternative: Alternative<'_>, medium: Medium<'_>) -> String {
    if let Medium::Paper(_) = medium {
        return sheet(drawing, medium);
    }
    let Alternative { id, title, description } = alternative;
    let mut out = open(drawing);
    let _ = write!(
        out,
        " class=\"{class}\" role=\"img\" aria-labelledby=\"{id}_t {id}_d\"><title id=\"{id}_t\">{}</title><desc id=\"{id}_d\">{}</desc>",
        escape(title),
        escape(description)
    );
    shapes(&mut out, drawing, medium);
    out
}

/// A drawing that only repeats what stands beside it in words.
pub fn decoration(drawing: &Drawing, class: &str, medium: Medium<'_>) -> String {
    if let Medium::Paper(_) = medium {
        return sheet(drawing, medium);
    }
    let mut out = open(drawing);
    if !class.is_empty() {
        let _ = write!(out, " class=\"{class}\"");
    }
    out.push_str(" aria-hidden=\"true\">");
    shapes(&mut out, drawing, medium);
    out
}

/// A drawing as a file by itself, in fixed colours, without classes.
fn sheet(drawing: &Drawing, medium: Medium<'_>) -> String {
    let mut out = open(drawing);
    out.push_str(" xmlns=\"http://www.w3.org/2000/svg\">");
    shapes(&mut out, drawing, medium);
    out
}

fn open(drawing: &Drawing) -> String {
    let [width, height] = [drawing.width, drawing.height].map(short);
    format!("<svg width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\"")
}

fn shapes(out: &mut String, drawing: &Drawing, medium: Medium<'_>) {
    for shape in &drawing.shapes {
        write_shape(out, shape, medium, drawing.mirrored);
    }
    out.push_str("</svg>");
}

fn write_shape(out: &mut String, shape: &Shape, medium: Medium<'_>, is_mirrored: bool) {
    let _ = match shape {
        Shape::Rect { x, y, width, height, radius, paint } => {
            let rounded = if *radius > 0.0 { format!(" rx=\"{}\"", short(*radius)) } else { String::new() };
            write!(
                out,
                "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"{rounded}{}/>",
                short(*x),
                short(*y),
                short(width.max(0.0)),
                short(height.max(0.0)),
                painted(*paint, medium)
            )
        }
        Shape::Circle { x, y, radius, paint } => {
            write!(
                out,
                "<circle cx=\"{}\" cy=\"{}\" r=\"{}\"{}/>",
                short(*x),
                short(*y),
                short(*radius),
                painted(*paint, medium)
            )
        }
        Shape::Path { runs, closed, paint } => {
            write!(out, "<path d=\"{}\"{}/>", path(runs, *closed), painted(*paint, medium))
        }
        Shape::Text { x, y, words, face, anchor } => {
            // A page says itself that it reads from the right; on a sheet the ends change places.
            let is_swapped = is_mirrored && matches!(medium, Medium::Paper(_));
            let (anchor, before) = match (anchor, is_swapped) {
                (Anchor::Start, false) | (Anchor::End, true) => ("", 0.0),
                (Anchor::Middle, _) => (" text-anchor=\"middle\"", 0.5),
                (Anchor::End, false) | (Anchor::Start, true) => (" text-anchor=\"end\"", 1.0),
            };
            if let (Medium::Paper(print), true) = (medium, face.rim) {
                ground(out, (*x, *y, before), words, *face, &print.inks);
            }
            write!(
                out,
                "<text x=\"{}\" y=\"{}\"{anchor}{}>{}</text>",
                short(*x),
                short(*y),
                set_in(*face, medium),
                escape(words)
            )
        }
    };
}

#[expect(clippy::float_arithmetic, reason = "where things stand on a drawing")]
/// What keeps words on a sheet apart from the lines below them: a field of the ground. A rim around
/// each sign would eat into the sign before it, because a PDF paints them one by one.
fn ground(out: &mut String, (x, y, before): (f64, f64, f64), words: &str, face: Face, inks: &Inks) {
    const AIR: f64 = 2.0;
    let wide = text::width(words, face);
    let [x, y, width, height] =
        [x - wide * before - AIR, y - face.size * 0.8, wide + 2.0 * AIR, face.size * 1.05].map(short);
    let fill = inks.colour(Ink::Paper);
    let _ = write!(out, "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"{fill}\"/>");
}

fn path(runs: &[Vec<(f64, f64)>], closed: bool) -> String {
    let mut out = String::new();
    for run in runs {
        let mut last: Option<(String, String)> = None;
        for (x, y) in run {
            let (x, y) = (short(*x), short(*y));
            let _ = match &last {
                None => write!(out, "M{x} {y}"),
                Some((_, above)) if *above == y => write!(out, "H{x}"),
                Some((before, _)) if *before == x => write!(out, "V{y}"),
                Some(_) => write!(out, "L{x} {y}"),
            };
            last = Some((x, y));
        }
        if closed {
            out.push('Z');
        }
    }
    out
}

fn painted(paint: Paint, medium: Medium<'_>) -> String {
    let colours = match medium {
        Medium::Page => {
            let fill = paint.fill.map_or("none", name);
            let stroke = paint.stroke.map(|(ink, _)| format!(" s-{}", name(ink))).unwrap_or_default();
            format!(" class=\"f-{fill}{stroke}\"")
        }
        Medium::Paper(Print { inks, .. }) => {
            let fill = paint.fill.map_or("none", |ink| inks.colour(ink));
            let stroke = paint.stroke.map(|(ink, _)| format!(" stroke=\"{}\"", inks.colour(ink))).unwrap_or_default();
            format!(" fill=\"{fill}\"{stroke}")
        }
    };
    let width = paint.stroke.map(|(_, width)| format!(" stroke-width=\"{}\"", short(width))).unwrap_or_default();
    let dash = match paint.dash {
        Some((dash, gap)) => format!(" stroke-dasharray=\"{} {}\"", short(dash), short(gap)),
        None => String::new(),
    };
    format!("{colours}{width}{dash}")
}

/// Families of a packet's words. Quotes hold what is not a word of letters together.
fn families(face: Face, print: &Print) -> String {
    let families = if face.serif { &print.serif } else { &print.sans };
    let quoted = |family: &String| format!("'{}'", escape(&family.replace(['\'', '\\'], "")));
    families.iter().map(quoted).collect::<Vec<_>>().join(", ")
}

fn set_in(face: Face, medium: Medium<'_>) -> String {
    let bold = if face.bold { " font-weight=\"600\"" } else { "" };
    let size = short(face.size);
    if let Medium::Paper(print) = medium {
        let (fill, families) = (print.inks.colour(face.ink), families(face, print));
        return format!(" fill=\"{fill}\" font-family=\"{families}\" font-size=\"{size}\"{bold}");
    }
    // Words are in the colour of ink unless a class says otherwise.
    let ink = if face.ink == Ink::Ink { String::new() } else { format!("f-{}", name(face.ink)) };
    let classes: Vec<&str> = [ink.as_str(), if face.serif { "serif" } else { "" }, if face.rim { "rim" } else { "" }]
        .into_iter()
        .filter(|class| !class.is_empty())
        .collect();
    let class = if classes.is_empty() { String::new() } else { format!(" class=\"{}\"", classes.join(" ")) };
    format!("{class} font-size=\"{size}\"{bold}")
}

/// The name of a role, in classes.
const fn name(ink: Ink) -> &'static str {
    match ink {
        Ink::Paper => "paper",
        Ink::Ink => "ink",
        Ink::Second => "ink2",
        Ink::Third => "ink3",
        Ink::Rule => "rule",
        Ink::StrongRule => "edge",
        Ink::Accent => "accent",
        Ink::Signal => "signal",
        Ink::Range => "range",
        Ink::Level1 => "l1",
        Ink::Level2 => "l2",
        Ink::Level3 => "l3",
        Ink::Level4 => "l4",
        Ink::OnLevel4 => "on4",
    }
}

/// A place with at most one decimal, written as short as it can be.
fn short(value: f64) -> String {
    let text = format!("{value:.1}");
    let text = text.strip_suffix(".0").unwrap_or(&text);
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::look::Palette;

    #[test]
    fn words_are_escaped_and_places_are_short() {
        let mut drawing = Drawing::new(10.0, 5.25);
        drawing.text((1.04, -0.01), "a < b & \"c\"", Face::bold(14.0));
        let svg = decoration(&drawing, "", Medium::Page);
        assert_eq!(
            svg,
            "<svg width=\"10\" height=\"5.2\" viewBox=\"0 0 10 5.2\" aria-hidden=\"true\"><text x=\"1\" y=\"0\" \
             font-size=\"14\" font-weight=\"600\">a &lt; b &amp; &quot;c&quot;</text></svg>"
        );
    }

    #[test]
    fn a_family_of_the_site_comes_before_the_one_that_is_built_in() {
        let print = Print::of(Inks::of(&Palette::new()), Some("A & 'B'".to_owned()), None);
        assert_eq!(families(Face { serif: true, ..Face::plain(14.0) }, &print), "'A &amp; B', 'Preread Serif'");
        assert_eq!(families(Face::plain(14.0), &print), "'Preread Sans'");
    }

    #[test]
    fn a_sheet_has_colours_of_its_own_and_its_ends_change_places_when_it_is_mirrored() {
        let mut drawing = Drawing::new(100.0, 20.0);
        drawing.rect((10.0, 0.0), (30.0, 5.0), Paint::fill(Ink::Accent).edged(Ink::Paper, 1.5));
        drawing.text((0.0, 8.0), "first", Face::plain(14.0).rimmed());
        let print = Print::of(Inks::of(&Palette::new()), Some("A & 'B'".to_owned()), None);
        let svg = decoration(&drawing.mirrored(), "", Medium::Paper(&print));
        assert!(!svg.contains("class="), "{svg}");
        assert!(svg.contains("<rect x=\"60\" y=\"0\" width=\"30\" height=\"5\" fill=\"#084A5C\" stroke=\"#FFFFFF\""));
        assert!(svg.contains("<text x=\"100\" y=\"8\" text-anchor=\"end\" fill=\"#000000\""), "{svg}");
        assert!(svg.contains("font-family=\"'Preread Sans'\""), "{svg}");
        let (before, words) = svg.split_once("<text").unwrap_or_default();
        assert!(before.ends_with("height=\"14.7\" fill=\"#FFFFFF\"/>") && !words.contains("stroke"), "{svg}");
    }
}

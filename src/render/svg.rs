//! A drawing as SVG: the one place that knows how shapes are written down.
//!
//! On a page colours are classes (`f-accent`, `s-rule`), which the style sheet fills for light,
//! dark and print. A packet has no style sheet: there the same roles are fixed colours.

use std::fmt::Write as _;

use crate::chart::shape::{Anchor, Drawing, Face, Ink, Paint, Shape};
use crate::chart::text;
use crate::render::medium::{Inks, Medium, Print};
use crate::render::prose::{escape, push_escaped};

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
    let mut out = String::from("<svg");
    attribute(&mut out, "width", drawing.width);
    attribute(&mut out, "height", drawing.height);
    out.push_str(" viewBox=\"0 0 ");
    push(&mut out, drawing.width);
    out.push(' ');
    push(&mut out, drawing.height);
    out.push('"');
    out
}

fn shapes(out: &mut String, drawing: &Drawing, medium: Medium<'_>) {
    for shape in &drawing.shapes {
        write_shape(out, shape, medium, drawing.mirrored);
    }
    out.push_str("</svg>");
}

fn write_shape(out: &mut String, shape: &Shape, medium: Medium<'_>, is_mirrored: bool) {
    match shape {
        Shape::Rect { x, y, width, height, radius, paint } => {
            out.push_str("<rect");
            let sides = [("x", *x), ("y", *y), ("width", width.max(0.0)), ("height", height.max(0.0))];
            sides.iter().for_each(|(name, value)| attribute(out, name, *value));
            if *radius > 0.0 {
                attribute(out, "rx", *radius);
            }
            paint_with(out, *paint, medium);
            out.push_str("/>");
        }
        Shape::Circle { x, y, radius, paint } => {
            out.push_str("<circle");
            [("cx", *x), ("cy", *y), ("r", *radius)].iter().for_each(|(name, value)| attribute(out, name, *value));
            paint_with(out, *paint, medium);
            out.push_str("/>");
        }
        Shape::Path { runs, closed, paint } => {
            out.push_str("<path d=\"");
            runs.iter().for_each(|run| write_run(out, run, *closed));
            out.push('"');
            paint_with(out, *paint, medium);
            out.push_str("/>");
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
            out.push_str("<text");
            attribute(out, "x", *x);
            attribute(out, "y", *y);
            out.push_str(anchor);
            set_in(out, *face, medium);
            out.push('>');
            push_escaped(out, words);
            out.push_str("</text>");
        }
    }
}

#[expect(clippy::float_arithmetic, reason = "where things stand on a drawing")]
/// What keeps words on a sheet apart from the lines below them: a field of the ground. A rim around
/// each sign would eat into the sign before it, because a PDF paints them one by one.
fn ground(out: &mut String, (x, y, before): (f64, f64, f64), words: &str, face: Face, inks: &Inks) {
    const AIR: f64 = 2.0;
    let wide = text::width(words, face);
    let sides = [
        ("x", x - wide * before - AIR),
        ("y", y - face.size * 0.8),
        ("width", wide + 2.0 * AIR),
        ("height", face.size * 1.05),
    ];
    out.push_str("<rect");
    sides.iter().for_each(|(name, value)| attribute(out, name, *value));
    let _ = write!(out, " fill=\"{}\"/>", inks.colour(Ink::Paper));
}

/// One run of a line, each place only as far as it differs from the one before as it is written.
fn write_run(out: &mut String, run: &[(f64, f64)], closed: bool) {
    let mut last: Option<(Tenths, Tenths)> = None;
    for (x, y) in run {
        let (x, y) = (Tenths::of(*x), Tenths::of(*y));
        match last {
            None => {
                out.push('M');
                x.write(out);
                out.push(' ');
                y.write(out);
            }
            Some((_, above)) if above == y => {
                out.push('H');
                x.write(out);
            }
            Some((before, _)) if before == x => {
                out.push('V');
                y.write(out);
            }
            Some(_) => {
                out.push('L');
                x.write(out);
                out.push(' ');
                y.write(out);
            }
        }
        last = Some((x, y));
    }
    if closed {
        out.push('Z');
    }
}

fn paint_with(out: &mut String, paint: Paint, medium: Medium<'_>) {
    match medium {
        Medium::Page => {
            out.push_str(" class=\"f-");
            out.push_str(paint.fill.map_or("none", name));
            if let Some((ink, _)) = paint.stroke {
                out.push_str(" s-");
                out.push_str(name(ink));
            }
            out.push('"');
        }
        Medium::Paper(Print { inks, .. }) => {
            let _ = write!(out, " fill=\"{}\"", paint.fill.map_or("none", |ink| inks.colour(ink)));
            if let Some((ink, _)) = paint.stroke {
                let _ = write!(out, " stroke=\"{}\"", inks.colour(ink));
            }
        }
    }
    if let Some((_, width)) = paint.stroke {
        attribute(out, "stroke-width", width);
    }
    if let Some((dash, gap)) = paint.dash {
        out.push_str(" stroke-dasharray=\"");
        push(out, dash);
        out.push(' ');
        push(out, gap);
        out.push('"');
    }
}

/// Families of a packet's words. Quotes hold what is not a word of letters together.
fn families(face: Face, print: &Print) -> String {
    let families = if face.serif { &print.serif } else { &print.sans };
    let quoted = |family: &String| format!("'{}'", escape(&family.replace(['\'', '\\'], "")));
    families.iter().map(quoted).collect::<Vec<_>>().join(", ")
}

fn set_in(out: &mut String, face: Face, medium: Medium<'_>) {
    if let Medium::Paper(print) = medium {
        let (fill, families) = (print.inks.colour(face.ink), families(face, print));
        let _ = write!(out, " fill=\"{fill}\" font-family=\"{families}\"");
    } else {
        write_classes(out, face);
    }
    attribute(out, "font-size", face.size);
    if face.bold {
        out.push_str(" font-weight=\"600\"");
    }
}

fn write_classes(out: &mut String, face: Face) {
    // Words are in the colour of ink unless a class says otherwise.
    let ink = if face.ink == Ink::Ink { ["", ""] } else { ["f-", name(face.ink)] };
    let classes = [ink, ["", if face.serif { "serif" } else { "" }], ["", if face.rim { "rim" } else { "" }]];
    let mut before = " class=\"";
    for [kind, name] in classes.into_iter().filter(|[_, name]| !name.is_empty()) {
        out.push_str(before);
        out.push_str(kind);
        out.push_str(name);
        before = " ";
    }
    if before == " " {
        out.push('"');
    }
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

/// A measure as an attribute, with the space before it.
fn attribute(out: &mut String, name: &str, value: f64) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    push(out, value);
    out.push('"');
}

fn push(out: &mut String, value: f64) {
    Tenths::of(value).write(out);
}

/// A place with at most one decimal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Tenths(i64);

impl Tenths {
    /// The nearest tenth; of two that are equally near, the even one.
    #[expect(clippy::float_arithmetic, reason = "where things stand on a drawing")]
    fn of(value: f64) -> Self {
        const NEAR: f64 = 1e-6;
        let tenths = value * 10.0;
        let nearest = tenths.round_ties_even();
        if (tenths - nearest).abs() < 0.5 - NEAR {
            return Self(nearest as i64);
        }
        // Ten times the place is no longer the place itself: halfway, its own digits decide.
        let text = format!("{value:.1}");
        Self(text.replace('.', "").parse().unwrap_or_default())
    }

    /// Written as short as it can be.
    fn write(self, out: &mut String) {
        let Self(tenths) = self;
        if tenths < 0 {
            out.push('-');
        }
        let (whole, part) = (tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10);
        let digit = |out: &mut String, digit: u64| out.push(char::from(b'0' + u8::try_from(digit % 10).unwrap_or(0)));
        match whole {
            0..10 => digit(out, whole),
            10..100 => [10, 1].into_iter().for_each(|power| digit(out, whole / power)),
            100..1000 => [100, 10, 1].into_iter().for_each(|power| digit(out, whole / power)),
            _ => out.push_str(&whole.to_string()),
        }
        if part > 0 {
            out.push('.');
            digit(out, part);
        }
    }
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

//! The templates of a theme, ready to render, and their errors in the words of a theme author.
//!
//! Every layer's templates are loaded: a name without a prefix finds the strongest layer that has
//! it, and a layer can extend the same template of the layer below by its prefix. Content is a
//! value and never a template.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use bytestring::ByteString;
use serde::Serialize;
use tera::value::Key;
use tera::{Context, ErrorKind, Kwargs, Map, State, Tera, TeraResult, Value};

use crate::diagnostic::{Code, Diagnostic};
use crate::model::theme::{Template, Theme};
use crate::place::{Place, Position, offset_at};
use crate::render::direction::{self, Direction};
use crate::render::fields::Fields;
use crate::render::labels::{self, Labels};
use crate::render::mentions::{self, Mention};
use crate::render::places;

/// The mend for a template that cannot be loaded.
const SYNTAX: &str = "Templates are written for Tera 2; compare with the built-in template of the same name.";

/// How the names of the built-in templates of the packet begin.
const PACKET: &str = "packet";

/// Templates, labels and files of a theme.
#[derive(Debug)]
pub struct Templates {
    /// Read when the first page is made, unless somebody wanted to know what is wrong with them.
    tera: OnceLock<Tera>,
    /// File and text by layer and name.
    files: BTreeMap<String, (Arc<str>, ByteString)>,
    is_all: bool,
    /// Where a name without a layer is looked for, in this order.
    prefixes: Vec<String>,
    /// The labels as templates see them, if one may name any.
    words: OnceLock<Option<Value>>,
    labels: Labels,
}

impl Templates {
    /// The templates of a theme. What is wrong in any of them is reported; with those that travel
    /// inside the program nothing is, and tests hold them to that.
    pub fn load(theme: &Theme, labels: &Labels) -> (Self, Vec<Diagnostic>) {
        Self::load_those(theme, labels, |_, _| true)
    }

    /// The same for pages alone. Of the built-in templates those of the packet are left out where a theme
    /// has none of its own that may reach them; where it makes only some kinds of pages, those that none of
    /// its own and none of these pages reach.
    pub fn of_pages(theme: &Theme, labels: &Labels) -> (Self, Vec<Diagnostic>) {
        if theme.is_built_in() {
            return Self::load_those(theme, labels, |_, name| !name.starts_with(PACKET));
        }
        match &theme.pages {
            None => Self::load(theme, labels),
            Some(_) => {
                let reached = mentions::reached(theme);
                Self::load_those(theme, labels, |layer, name| reached.contains(&(layer, name)))
            }
        }
    }

    /// Whether none of the theme's is left out.
    pub fn is_all(&self) -> bool {
        self.is_all
    }

    /// Makes ready what the first page would wait for.
    pub fn prepare(&self) {
        self.tera();
        self.words();
    }

    fn load_those(theme: &Theme, labels: &Labels, is_wanted: impl Fn(&str, &str) -> bool) -> (Self, Vec<Diagnostic>) {
        let all = theme.templates.iter().flat_map(|(name, layers)| layers.iter().map(move |one| (name, one)));
        let (wanted, others): (Vec<_>, Vec<_>) = all.partition(|(name, one)| is_wanted(&one.layer, name));
        let file = |(name, one): (&String, &Template)| {
            (format!("{}/{name}", one.layer), (Arc::clone(&one.file), one.text.clone()))
        };
        let templates = Self {
            tera: OnceLock::new(),
            files: wanted.into_iter().map(file).collect(),
            is_all: others.is_empty(),
            prefixes: theme.layers.iter().map(|layer| format!("{layer}/")).collect(),
            words: OnceLock::new(),
            labels: labels.clone(),
        };
        let problems = if theme.is_built_in() { Vec::new() } else { templates.problems() };
        (templates, problems)
    }

    /// Reads all that are not left out.
    fn read(&self, left_out: &[&str]) -> TeraResult<Tera> {
        let mut tera = tera(&self.labels);
        tera.set_fallback_prefixes(self.prefixes.clone())?;
        let files = self.files.iter().filter(|(name, _)| !left_out.contains(&name.as_str()));
        tera.add_raw_templates(files.map(|(name, (_, text))| (name.as_str(), &**text)))?;
        Ok(tera)
    }

    /// What is wrong. What only rests on a template with a syntax error is not told.
    fn problems(&self) -> Vec<Diagnostic> {
        let error = match self.read(&[]) {
            Ok(tera) => {
                let _ = self.tera.set(tera);
                return Vec::new();
            }
            Err(error) => error,
        };
        let (wrong, mut problems): (Vec<&str>, Vec<Diagnostic>) = self.syntax_errors().into_iter().unzip();
        if problems.is_empty() {
            return self.diagnostics(&error);
        }
        if let Err(error) = self.read(&wrong) {
            let names = wrong.iter().filter_map(|name| name.split_once('/')).map(|(_, name)| name);
            let names: Vec<&str> = names.collect();
            let rests = |found: &Diagnostic| names.iter().any(|name| found.message.contains(name));
            problems.extend(self.diagnostics(&error).into_iter().filter(|found| !rests(found)));
        }
        problems
    }

    /// The first syntax error of each template, with its layer and name. A template that has one is
    /// then left out, so that the rest is still checked; the one it shadows stands in for it.
    fn syntax_errors(&self) -> Vec<(&str, Diagnostic)> {
        let wrong = self.files.iter().filter_map(|(name, (_, text))| {
            let error = tera(&self.labels).add_raw_template(name, text).err()?;
            matches!(error.kind(), ErrorKind::SyntaxError(_))
                .then(|| (name.as_str(), self.diagnostic(&error, name, "")))
        });
        wrong.collect()
    }

    fn tera(&self) -> &Tera {
        self.tera.get_or_init(|| self.read(&[]).unwrap_or_default())
    }

    /// What a template sees of a value: the fields that are asked for. Where pages run from
    /// right to left, texts that run the other way are kept together.
    pub fn value<T: Serialize + ?Sized>(&self, value: &T, asked: Mention<'_>) -> Result<Value, Diagnostic> {
        let value = Value::try_from_serializable(&Fields { value, asked }).map_err(|error| {
            let place = Place::top(&Arc::from("site.toml"));
            Diagnostic::new(
                Code::TemplateError,
                place,
                format!("a page could not be described to its template: {error}"),
            )
        })?;
        Ok(if self.labels.direction() == Direction::Rtl { kept_together(&value) } else { value })
    }

    /// Renders a page. `record` says in a message what was being rendered.
    pub fn render(
        &self,
        template: &str,
        values: Vec<(&'static str, Value)>,
        record: &str,
    ) -> Result<String, Diagnostic> {
        let mut context = Context::new();
        for (name, value) in values {
            context.insert_value(name, value);
        }
        let words = self.words();
        if let Some(words) = words {
            context.insert_value("t", words.clone());
        }
        let rendered = self.tera().render(template, &context).or_else(|error| {
            if words.is_some() {
                return Err(error);
            }
            // Who asked for a name that there is not is told all that there are.
            context.insert_value("t", self.labels.to_value());
            self.tera().render(template, &context)
        });
        rendered.map_err(|error| self.diagnostic(&error, template, record))
    }

    fn words(&self) -> Option<&Value> {
        self.words.get_or_init(|| self.names_labels().then(|| self.labels.to_value())).as_ref()
    }

    /// Whether the word for the labels, or that for everything, stands in a template.
    fn names_labels(&self) -> bool {
        let is_name = |c: char| c.is_alphanumeric() || c == '_';
        let names = |text: &str| text.split(|c| !is_name(c)).any(|word| word == "t" || word == "__tera_context");
        self.files.values().any(|(_, text)| names(text))
    }

    /// Unknown filters, functions, components and templates come together as one text: a message,
    /// then a line `--> template:line:column`.
    fn diagnostics(&self, error: &tera::Error) -> Vec<Diagnostic> {
        let ErrorKind::Msg(text) = error.kind() else { return vec![self.diagnostic(error, "", "")] };
        let mut found = Vec::new();
        let mut message = "";
        for line in text.lines().map(str::trim) {
            if let Some(said) = line.strip_prefix("error: ") {
                message = said;
            } else if let Some(place) = line.strip_prefix("--> ").and_then(|place| self.place(place)) {
                found.push(Diagnostic::new(Code::TemplateError, place, message.replace('`', "'")).mend(SYNTAX));
            }
        }
        if found.is_empty() { vec![self.diagnostic(error, "", "")] } else { found }
    }

    /// The place that `template:line:column` names.
    fn place(&self, text: &str) -> Option<Place> {
        let (rest, column) = text.rsplit_once(':')?;
        let (name, line) = rest.rsplit_once(':')?;
        let (file, text) = self.files.get(name)?;
        let at = offset_at(text, Position { line: line.parse().ok()?, column: column.parse().ok()? });
        Some(Place::new(file, at..at))
    }

    fn diagnostic(&self, error: &tera::Error, template: &str, record: &str) -> Diagnostic {
        let (message, name, range) = match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
                (report.message().to_owned(), report.filename().to_owned(), report.span().range.clone())
            }
            _ => (whole_message(error), template.to_owned(), 0..0),
        };
        let file =
            self.files.get(&name).map_or_else(|| Arc::from(format!("themes/{name}")), |(file, _)| Arc::clone(file));
        let mend = if record.is_empty() { SYNTAX } else { "`preread schema context` lists what a template can use." };
        let place = Place::new(&file, range);
        let mut diagnostic = Diagnostic::new(Code::TemplateError, place, in_order(&message)).mend(mend);
        if !record.is_empty() {
            diagnostic = diagnostic.of(format!("rendering {record}"));
        }
        diagnostic
    }
}

fn tera(labels: &Labels) -> Tera {
    let mut tera = Tera::default();
    tera.autoescape_on([".html", ".svg", ".xml"]);
    let labels = labels.clone();
    tera.register_filter("fill", move |label: &Value, figures: Kwargs, _: &State<'_>| filled(label, &figures, &labels));
    tera.register_filter("leads", leads);
    tera.register_filter("place", place);
    tera
}

/// The filter `fill`: a label with its figures, in the form that its count asks for.
fn filled(label: &Value, figures: &Kwargs, labels: &Labels) -> TeraResult<String> {
    let figures: Vec<(String, String)> = figures
        .iter()
        .map(|(name, value)| {
            let shown = value.as_i64().map_or_else(|| value.to_string(), |n| labels.language().number(&n.to_string()));
            (name.to_string(), value.as_str().map_or(shown, str::to_owned))
        })
        .collect();
    labels::fill_value(label, &figures, labels.language())
        .ok_or_else(|| tera::Error::message("`fill` needs a label: `t.page.as_of | fill(date=…)`"))
}

/// The filter `leads`: the attribute that makes an element a link to an address, with the space
/// before it; nothing for no address, or for one that the one file does not hold.
fn leads(address: &Value, with: Kwargs, state: &State<'_>) -> TeraResult<Value> {
    let address = address.as_str().unwrap_or_default();
    let frame = with.must_get::<&Map>("frame")?;
    let href = match address {
        "" => None,
        address => match places(frame) {
            None => Some(format!("{}{address}", text(frame, "root"))),
            Some(places) => {
                let name = places::name(text(places, "folder"), address);
                let known = places.get(&Key::from("known")).and_then(Value::as_map);
                known.is_some_and(|known| known.contains_key(&Key::from(name.clone()))).then(|| format!("#{name}"))
            }
        },
    };
    let escaped = href.map(|href| state.escape(&href)).transpose()?;
    Ok(Value::safe_string(&escaped.map(|href| format!(" href=\"{href}\"")).unwrap_or_default()))
}

/// The filter `place`: the id that an address leads to, on its page or in the one file.
fn place(address: &Value, with: Kwargs, _: &State<'_>) -> TeraResult<String> {
    let address = address.as_str().unwrap_or_default();
    let frame = with.must_get::<&Map>("frame")?;
    Ok(match places(frame) {
        Some(places) => places::name(text(places, "folder"), address),
        None => address.split_once('#').map_or("", |(_, fragment)| fragment).to_owned(),
    })
}

/// The places of the one file; nothing on a page.
fn places(frame: &Map) -> Option<&Map> {
    frame.get(&Key::from("places"))?.as_map()
}

fn text<'m>(map: &'m Map, key: &'static str) -> &'m str {
    map.get(&Key::from(key)).and_then(Value::as_str).unwrap_or_default()
}

/// A value whose texts that run from left to right are kept together, for a page that runs the
/// other way. What is HTML, or another text that is no words, stays as it is.
fn kept_together(value: &Value) -> Value {
    if value.is_safe() {
        return value.clone();
    }
    if let Some(text) = value.as_str() {
        return direction::kept(text).map_or_else(|| value.clone(), Value::from);
    }
    if let Some(items) = value.as_array() {
        return Value::from(items.iter().map(kept_together).collect::<Vec<_>>());
    }
    match value.as_map() {
        Some(map) => Value::from(map.iter().map(|(key, value)| (key.clone(), kept_together(value))).collect::<Map>()),
        None => value.clone(),
    }
}

/// A message with the names that stand in a row in their order, which the engine leaves to chance:
/// “`b`, `a`”.
fn in_order(message: &str) -> String {
    let mut pieces: Vec<&str> = message.split('`').collect();
    let mut from = 1;
    while from < pieces.len() {
        let row = pieces.get(from + 1..).unwrap_or_default().chunks(2).take_while(|pair| matches!(pair, [", ", _]));
        let names = row.count() + 1;
        let mut sorted: Vec<&str> = pieces.iter().skip(from).step_by(2).take(names).copied().collect();
        sorted.sort_unstable();
        pieces.iter_mut().skip(from).step_by(2).zip(sorted).for_each(|(piece, name)| *piece = name);
        from += 2 * names;
    }
    pieces.join("`")
}

fn whole_message(error: &tera::Error) -> String {
    let mut message = error.to_string();
    let mut source = std::error::Error::source(error);
    while let Some(inner) = source {
        message.push_str(": ");
        message.push_str(&inner.to_string());
        source = inner.source();
    }
    message.replace('\n', " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_a_row_are_put_in_order_and_others_stay() {
        assert_eq!(
            in_order("Unknown `c`, `a`, `b` in `z`. Known: `y`, `x`"),
            "Unknown `a`, `b`, `c` in `z`. Known: `x`, `y`"
        );
        assert_eq!(in_order("no names"), "no names");
        assert_eq!(in_order("one `open"), "one `open");
    }
}

//! The templates of a theme, ready to render, and their errors in the words of a theme author.
//!
//! Every layer's templates are loaded: a name without a prefix finds the strongest layer that has
//! it, and a layer can extend the same template of the layer below by its prefix. Content is a
//! value and never a template.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;
use tera::value::Key;
use tera::{Context, ErrorKind, Kwargs, Map, State, Tera, TeraResult, Value};

use crate::diagnostic::{Code, Diagnostic};
use crate::model::theme::Theme;
use crate::place::{Place, Position, offset_at};
use crate::render::direction::{self, Direction};
use crate::render::labels::{self, Labels};
use crate::render::places;

/// The mend for a template that cannot be loaded.
const SYNTAX: &str = "Templates are written for Tera 2; compare with the built-in template of the same name.";

/// Templates, labels and files of a theme.
#[derive(Debug)]
pub struct Templates {
    tera: Tera,
    files: BTreeMap<String, (Arc<str>, Arc<str>)>,
    words: Value,
    labels: Labels,
}

impl Templates {
    /// Loads the templates of a theme. What is wrong in any of them is reported.
    pub fn load(theme: &Theme, labels: &Labels) -> (Self, Vec<Diagnostic>) {
        let mut templates =
            Self { tera: tera(labels), files: BTreeMap::new(), words: labels.to_value(), labels: labels.clone() };
        let mut named: Vec<(String, Arc<str>)> = Vec::new();
        for (name, layers) in &theme.templates {
            for template in layers {
                let full = format!("{}/{name}", template.layer);
                templates.files.insert(full.clone(), (Arc::clone(&template.file), Arc::clone(&template.text)));
                named.push((full, Arc::clone(&template.text)));
            }
        }
        let prefixes: Vec<String> = theme.layers.iter().map(|layer| format!("{layer}/")).collect();
        if let Err(error) = templates.tera.set_fallback_prefixes(prefixes) {
            return (
                templates,
                vec![Diagnostic::new(Code::TemplateError, Place::top(&Arc::from("themes")), whole_message(&error))],
            );
        }
        let problems =
            templates.add(&named).err().map(|error| templates.problems(&mut named, &error)).unwrap_or_default();
        (templates, problems)
    }

    fn add(&mut self, named: &[(String, Arc<str>)]) -> TeraResult<()> {
        self.tera.add_raw_templates(named.iter().map(|(name, text)| (name.as_str(), text.as_ref())))
    }

    /// What is wrong, once loading them all together has failed. What only rests on a template with
    /// a syntax error is not told.
    fn problems(&mut self, named: &mut Vec<(String, Arc<str>)>, error: &tera::Error) -> Vec<Diagnostic> {
        let mut problems = self.syntax_errors(named);
        if problems.is_empty() {
            return self.diagnostics(error);
        }
        if let Err(error) = self.add(named) {
            let wrong: Vec<Arc<str>> = problems.iter().map(|problem| Arc::clone(&problem.place.file)).collect();
            let rests = |found: &Diagnostic| {
                wrong
                    .iter()
                    .filter_map(|file| file.split_once("/templates/"))
                    .any(|(_, name)| found.message.contains(name))
            };
            problems.extend(self.diagnostics(&error).into_iter().filter(|found| !rests(found)));
        }
        problems
    }

    /// The first syntax error of each template. A template that has one is taken out, so that the
    /// rest is still checked; the one it shadows stands in for it.
    fn syntax_errors(&self, named: &mut Vec<(String, Arc<str>)>) -> Vec<Diagnostic> {
        let mut problems = Vec::new();
        named.retain(|(name, text)| {
            let mut alone = tera(&self.labels);
            match alone.add_raw_template(name, text) {
                Err(error) if matches!(error.kind(), ErrorKind::SyntaxError(_)) => {
                    problems.push(self.diagnostic(&error, name, ""));
                    false
                }
                _ => true,
            }
        });
        problems
    }

    /// What a template sees of a value. Where pages run from right to left, texts that run the other
    /// way are kept together.
    pub fn value<T: Serialize>(&self, value: &T) -> Result<Value, Diagnostic> {
        let value = Value::try_from_serializable(value).map_err(|error| {
            let place = Place::top(&Arc::from("site.toml"));
            Diagnostic::new(
                Code::TemplateError,
                place,
                format!("a page could not be described to its template: {error}"),
            )
        })?;
        Ok(if self.labels.direction() == Direction::Rtl { kept(&value) } else { value })
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
        context.insert_value("t", self.words.clone());
        self.tera.render(template, &context).map_err(|error| self.diagnostic(&error, template, record))
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
        let mut diagnostic = Diagnostic::new(Code::TemplateError, Place::new(&file, range), message).mend(mend);
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
fn kept(value: &Value) -> Value {
    if value.is_safe() {
        return value.clone();
    }
    if let Some(text) = value.as_str() {
        return direction::kept(text).map_or_else(|| value.clone(), Value::from);
    }
    if let Some(items) = value.as_array() {
        return Value::from(items.iter().map(kept).collect::<Vec<_>>());
    }
    match value.as_map() {
        Some(map) => Value::from(map.iter().map(|(key, value)| (key.clone(), kept(value))).collect::<Map>()),
        None => value.clone(),
    }
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

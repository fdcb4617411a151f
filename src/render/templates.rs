//! The templates of a theme, ready to render, and their errors in the words of a theme author.
//!
//! Every layer's templates are loaded: a name without a prefix finds the strongest layer that has
//! it, and a layer can extend the same template of the layer below by its prefix. Content is a
//! value and never a template.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;
use tera::{Context, ErrorKind, Tera, Value};

use crate::diagnostic::{Code, Diagnostic};
use crate::model::theme::Theme;
use crate::place::Place;
use crate::render::labels::Labels;

/// Templates, labels and files of a theme.
#[derive(Debug)]
pub struct Templates {
    tera: Tera,
    files: BTreeMap<String, (Arc<str>, Arc<str>)>,
    words: Value,
}

impl Templates {
    /// Loads the templates of a theme. What is wrong in any of them is reported.
    pub fn load(theme: &Theme, labels: &Labels) -> (Self, Vec<Diagnostic>) {
        let mut templates = Self { tera: tera(), files: BTreeMap::new(), words: labels.to_value() };
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
        let mut problems = templates.syntax_errors(&named);
        if problems.is_empty() {
            let all = named.iter().map(|(name, text)| (name.as_str(), text.as_ref()));
            if let Err(error) = templates.tera.add_raw_templates(all) {
                problems.push(templates.diagnostic(&error, "", ""));
            }
        }
        (templates, problems)
    }

    /// The first syntax error of each template; one that depends on others is found when they are
    /// loaded together.
    fn syntax_errors(&self, named: &[(String, Arc<str>)]) -> Vec<Diagnostic> {
        let mut problems = Vec::new();
        for (name, text) in named {
            let mut alone = tera();
            if let Err(error) = alone.add_raw_template(name, text)
                && matches!(error.kind(), ErrorKind::SyntaxError(_))
            {
                problems.push(self.diagnostic(&error, name, ""));
            }
        }
        problems
    }

    /// A value that several pages share, made once.
    pub fn value<T: Serialize>(value: &T) -> Result<Value, Diagnostic> {
        Value::try_from_serializable(value).map_err(|error| {
            let place = Place::top(&Arc::from("site.toml"));
            Diagnostic::new(
                Code::TemplateError,
                place,
                format!("a page could not be described to its template: {error}"),
            )
        })
    }

    /// Renders a page. `record` says in a message what was being rendered.
    pub fn render(&self, template: &str, values: &[(&'static str, Value)], record: &str) -> Result<String, Diagnostic> {
        let mut context = Context::new();
        for (name, value) in values {
            context.insert_value(*name, value.clone());
        }
        context.insert_value("t", self.words.clone());
        self.tera.render(template, &context).map_err(|error| self.diagnostic(&error, template, record))
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
        let mut diagnostic = Diagnostic::new(Code::TemplateError, Place::new(&file, range), message)
            .mend("`preread schema context` lists what a template can use.");
        if !record.is_empty() {
            diagnostic = diagnostic.of(format!("rendering {record}"));
        }
        diagnostic
    }
}

fn tera() -> Tera {
    let mut tera = Tera::default();
    tera.autoescape_on([".html", ".svg", ".xml"]);
    tera
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

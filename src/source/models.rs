//! The models that a site can use: its own in `content/models/`, and those that travel inside the
//! program, which are read when the first assessment asks for them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use crate::diagnostic::{Code, Diagnostic};
use crate::model::instrument::Instrument;
use crate::place::Place;
use crate::source::files::Files;
use crate::source::origin::Problems;
use crate::source::{builtin, document, id, instrument};

/// Models by id.
#[derive(Clone, Debug)]
pub struct Models {
    /// Those that can be used; one that is built in is not there before it is asked for.
    usable: BTreeMap<String, OnceLock<Option<Arc<Instrument>>>>,
    /// Ids of models that are there and have mistakes of their own.
    wrong: BTreeSet<String>,
}

impl Models {
    /// The models of a site. What is wrong with its own is reported; with those that are built in nothing
    /// is, and a test holds them to that.
    pub(super) fn read(files: &Files, problems: &Problems) -> Self {
        let built_in = builtin::MODELS.iter().map(|(id, _)| ((*id).to_owned(), OnceLock::new()));
        let mut models = Self { usable: built_in.collect(), wrong: BTreeSet::new() };
        for path in files.below("content/models/").filter(|path| !path.ends_with("/README.md")) {
            let name = path.strip_prefix("content/models/").unwrap_or_default();
            let Some(model) = name.strip_suffix(".toml").filter(|model| !model.contains('/')) else {
                let message = "this file is no model, and is not read";
                let diagnostic = Diagnostic::new(Code::StrayFile, Place::top(path), message);
                problems.push(diagnostic.mend("A model is a file content/models/<model>.toml."));
                continue;
            };
            if let Some(fault) = id::fault(model) {
                let message = format!("`{model}` cannot be the id of a model: {fault}");
                problems.push(Diagnostic::new(Code::BadId, Place::top(path), message).mend("Rename the file."));
            }
            let text = document::text(files, path, problems);
            match text.and_then(|text| instrument::read(model, path, text, problems)) {
                Some(read) => {
                    models.usable.insert(model.to_owned(), OnceLock::from(Some(Arc::new(read))));
                }
                None => {
                    models.usable.remove(model);
                    models.wrong.insert(model.to_owned());
                }
            }
        }
        models
    }

    /// A model by its id.
    pub fn get(&self, id: &str) -> Option<&Arc<Instrument>> {
        self.usable.get(id)?.get_or_init(|| built_in(id)).as_ref()
    }

    /// Whether a model is there that cannot be used.
    pub fn is_wrong(&self, id: &str) -> bool {
        self.wrong.contains(id)
    }

    /// Ids of those that can be used, sorted.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.usable.keys().map(String::as_str)
    }
}

fn built_in(id: &str) -> Option<Arc<Instrument>> {
    let (_, text) = builtin::MODELS.iter().find(|(known, _)| *known == id)?;
    let path = Arc::from(format!("built-in/models/{id}.toml"));
    instrument::read(id, &path, text, &Problems::default()).map(Arc::new)
}

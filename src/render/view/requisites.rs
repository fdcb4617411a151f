//! How criteria meet the requisites of a model, as templates see it. Most criteria meet a requisite in the same
//! few ways; each way is made once.

use tera::Value;

use crate::model::assessment::{Given, Met};
use crate::model::instrument::{Instrument, Requisite};
use crate::render::context;
use crate::render::fields::Fields;
use crate::render::format;
use crate::render::mentions::{Mention, shown};
use crate::render::view::View;

/// The requisites of a model, with what is asked of them.
#[derive(Debug)]
pub struct Requisites<'a> {
    view: &'a View<'a>,
    asked: Mention<'a>,
    all: Vec<Ways<'a>>,
}

/// The ways in which one requisite is met without anybody being named.
#[derive(Debug)]
struct Ways<'a> {
    requisite: &'a Requisite,
    met: Value,
    partly: Value,
    missing: Value,
    unknown: Value,
}

impl<'a> Requisites<'a> {
    /// Those of a model. Where nothing is asked of them, nothing is made.
    pub fn of(view: &'a View<'a>, instrument: &'a Instrument, asked: Mention<'a>) -> Self {
        let ways = |requisite: &'a Requisite| {
            let [met, partly, missing, unknown] = ["met", "partly", "missing", "unknown"]
                .map(|state| value(view, requisite, state, String::new(), asked));
            Ways { requisite, met, partly, missing, unknown }
        };
        let all = match asked {
            Mention::Nothing => Vec::new(),
            _ => instrument.requisites.iter().map(ways).collect(),
        };
        Self { view, asked, all }
    }

    /// How each of them is met by a criterion.
    pub fn met_by(&self, given: Option<&Given>) -> Vec<Value> {
        let one = |(at, ways): (usize, &Ways<'_>)| match given.and_then(|given| given.requisites.get(at)?.as_ref()) {
            Some(Met::Yes(Some(person))) => {
                let by = format::person(self.view.initiative, &person.id).0;
                value(self.view, ways.requisite, "met", by, self.asked)
            }
            Some(Met::Yes(None)) => ways.met.clone(),
            Some(Met::Partly) => ways.partly.clone(),
            Some(Met::No) => ways.missing.clone(),
            None => ways.unknown.clone(),
        };
        self.all.iter().enumerate().map(one).collect()
    }
}

/// What templates see of a requisite that is met in one way.
fn value(view: &View<'_>, requisite: &Requisite, state: &'static str, by: String, asked: Mention<'_>) -> Value {
    let shown = shown!(
        |name| asked.has(name),
        context::Requisite {
            title: requisite.title.clone(),
            state,
            words: view.labels.word(&format!("requisite.{state}")),
            by,
        }
    );
    // A struct of texts becomes a value whatever they say.
    Value::try_from_serializable(&Fields { value: &shown, asked }).unwrap_or_else(|_| Value::none())
}

//! Files of observations/ and patterns/ into [`Observation`] and [`Pattern`].

use crate::diagnostic::{Code, did_you_mean};
use crate::model::instrument::{Instrument, NodeIndex};
use crate::model::observation::{Observation, ObservationKind, Pattern, PatternKind, Voice};
use crate::model::prose::Prose;
use crate::model::text::Reference;
use crate::source::forms;
use crate::source::origin::Origin;
use crate::source::table::Table;
use crate::values::{List, Value};

/// Takes an observation from its front matter and its text.
pub fn take(id: String, instrument: Option<&Instrument>, table: &Table<'_, '_>, body: Prose) -> Option<Observation> {
    let criteria = table.references("criteria");
    if table.value("criteria").and_then(Value::as_list).is_some_and(List::is_empty) {
        // The page of its first criterion is where it stands.
        let mend = "Add the path of one, such as `leadership/sponsor`; `preread score --format csv` lists them.";
        let message = "an observation is about at least one criterion";
        table.origin().report_at(Code::MissingKey, table.place_of("criteria"), message, mend);
    }
    Some(Observation {
        id,
        title: table.text("title")?,
        kind: table.choice("kind", &forms::OBSERVATION_KINDS).unwrap_or(ObservationKind::Learning),
        criteria: criteria.iter().filter_map(|path| node(instrument?, path, table.origin())).collect(),
        pattern: table.reference("pattern"),
        source: table.text("source"),
        body,
        place: table.place(),
    })
}

/// Takes a pattern from its front matter and its text.
pub fn take_pattern(id: String, table: &Table<'_, '_>, body: Prose) -> Option<Pattern> {
    Some(Pattern {
        id,
        title: table.text("title")?,
        kind: table.choice("kind", &forms::PATTERN_KINDS).unwrap_or(PatternKind::DoDifferently),
        order: table.integer("order"),
        saw: table.text("saw"),
        because: table.texts("because"),
        root_cause: table.text("root-cause"),
        voice: table.table("voice").map(|voice| Voice { words: voice.words("words"), who: voice.words("who") }),
        body,
        place: table.place(),
    })
}

/// The section or criterion that a path names; one that is not in the model is reported.
pub fn node(instrument: &Instrument, path: &Reference, origin: &Origin<'_>) -> Option<NodeIndex> {
    let found = instrument.find(&path.id);
    if found.is_none() {
        let message = format!("`{}` is no criterion of the model {}", path.id, instrument.id);
        origin.report_at(Code::UnknownCriterion, path.place.clone(), message, near_path(instrument, &path.id));
    }
    found
}

/// “Did you mean …?” for a path that the model does not have.
pub fn near_path(instrument: &Instrument, path: &str) -> String {
    let paths: Vec<&str> = instrument.nodes.iter().skip(1).map(|node| node.path.as_str()).collect();
    let ending = format!("/{path}");
    if let Some(whole) = paths.iter().find(|known| known.ends_with(&ending)) {
        return format!("Did you mean `{whole}`? A criterion is named with its section.");
    }
    let near = did_you_mean(path, paths);
    if near.is_empty() { "`preread score --format csv` lists the paths of the model.".to_owned() } else { near }
}

//! A model's file into an [`Instrument`]: the tree is laid flat, points are shared out, and what
//! does not add up is reported.

use std::collections::BTreeSet;

use std::sync::Arc;

use crate::diagnostic::{Code, did_you_mean};
use crate::model::instrument::{
    Band, Cap, Choice, Combine, Criterion, Group, Instrument, Node, NodeIndex, NodeKind, NotApplicable, Principle,
    ROOT, Requisite, Scale, ScaleKind, Unanswered,
};
use crate::model::number::Number;
use crate::place::Place;
use crate::source::document;
use crate::source::forms::{self, CombineWord};
use crate::source::origin::{Origin, Problems};
use crate::source::syntax::parse;
use crate::source::table::Table;
use crate::values::Arena;

/// Deepest section inside a section.
const MOST_DEPTH: usize = 16;
/// Keys of a score that no requisite may be named after.
const SCORE_KEYS: [&str; 6] = ["score", "note", "not-applicable", "low", "mid", "high"];

/// Reads a model as far as it can be read, so that scores are checked in the same run. `None` when
/// it could not be parsed whole, or has nothing to score.
pub fn read(id: &str, path: &Arc<str>, text: &str, problems: &Problems) -> Option<Instrument> {
    let (toml, offset) = document::toml(text);
    let origin = Origin { file: Arc::clone(path), offset, toml, record: format!("model {id}"), problems };
    let arena = Arena::new();
    let parsed = parse(toml, &arena, &origin);
    let table = Table::open(parsed.entries(), 0..0, &forms::MODEL, &origin);
    let mut builder = Builder::new(id, &table);
    builder.children(ROOT, &table, 1);
    builder.share_points(ROOT);
    builder.check_groups();
    let instrument = builder.finish();
    instrument.filter(|_| !problems.is_torn(path))
}

struct Builder<'a, 'i> {
    instrument: Instrument,
    /// Points as written, by node.
    stated: Vec<Option<Number>>,
    origin: &'a Origin<'a>,
    table: &'a Table<'a, 'i>,
}

/// What a node hands down to its children.
struct Inherited {
    combine: Combine,
    not_applicable: NotApplicable,
    unanswered: Unanswered,
}

impl<'a, 'i> Builder<'a, 'i> {
    fn new(id: &str, table: &'a Table<'a, 'i>) -> Self {
        let mut scales = vec![
            Scale { id: "percent".to_owned(), title: "Percent".to_owned(), kind: ScaleKind::Percent },
            Scale { id: "yes-no".to_owned(), title: "Yes or no".to_owned(), kind: ScaleKind::YesNo },
        ];
        for entry in table.tables("scales") {
            // A scale that is refused keeps its id, so that criteria that name it are not blamed.
            let refused = || Scale { id: entry.words("id"), title: String::new(), kind: ScaleKind::Percent };
            scales.push(scale(&entry, &scales).unwrap_or_else(refused));
        }
        let instrument = Instrument {
            id: id.to_owned(),
            title: table.words("title"),
            edition: table.words("edition"),
            source: table.words("source"),
            purpose: table.words("purpose"),
            has_points: false,
            bands: bands(table),
            scales,
            requisites: requisites(table),
            principles: principles(table),
            groups: groups(table),
            nodes: Vec::new(),
        };
        let mut builder = Self { instrument, stated: Vec::new(), origin: table.origin(), table };
        let inherited = Inherited {
            combine: Combine::Points,
            not_applicable: NotApplicable::Exclude,
            unanswered: Unanswered::Exclude,
        };
        let mut root = builder.node(table, NodeKind::Root, ROOT, &inherited);
        root.id = id.to_owned();
        root.path = String::new();
        root.place = table.place_of("points");
        builder.push(root, positive(table.number("points")));
        builder
    }

    fn push(&mut self, node: Node, stated: Option<Number>) -> NodeIndex {
        self.instrument.nodes.push(node);
        self.stated.push(stated);
        self.instrument.nodes.len() - 1
    }

    fn inherited(&self, parent: NodeIndex) -> Inherited {
        let parent = self.instrument.node(parent);
        let combine = parent.map_or(Combine::Points, |parent| parent.combine.clone());
        Inherited {
            combine: if matches!(combine, Combine::Gate(_)) { Combine::Mean } else { combine },
            not_applicable: parent.map_or(NotApplicable::Exclude, |parent| parent.not_applicable),
            unanswered: parent.map_or(Unanswered::Exclude, |parent| parent.unanswered),
        }
    }

    /// A node with what its table says; points, children and cap come later.
    fn node(&self, table: &Table<'_, '_>, kind: NodeKind, parent: NodeIndex, inherited: &Inherited) -> Node {
        let id = table.words("id");
        let above = self.instrument.node(parent).map(|parent| parent.path.as_str()).unwrap_or_default();
        let path = if above.is_empty() { id.clone() } else { format!("{above}/{id}") };
        let combine = match table.choice("combine", &forms::COMBINES) {
            None => inherited.combine.clone(),
            Some(CombineWord::Points) => Combine::Points,
            Some(CombineWord::Mean) => Combine::Mean,
            Some(CombineWord::WeightedMean) => Combine::WeightedMean,
            Some(CombineWord::Minimum) => Combine::Minimum,
            Some(CombineWord::LeafMean) => Combine::LeafMean,
            Some(CombineWord::Gate) => {
                if table.value("gate").is_none() {
                    let mend = "Add `gate = 67`, or the percentage that counts as reached.";
                    self.origin.report_at(Code::MissingKey, table.place_of("combine"), "a gate needs `gate`", mend);
                }
                Combine::Gate(table.share("gate").unwrap_or_else(Number::one))
            }
        };
        Node {
            path,
            title: table.text("title").map_or_else(|| id.clone(), |title| title.words),
            kind,
            parent,
            children: Vec::new(),
            group: self.group(table),
            points: Number::hundred(),
            weight: table.number("weight").unwrap_or_else(Number::one),
            combine,
            cap: None,
            not_applicable: table.choice("not-applicable", &forms::NOT_APPLICABLE).unwrap_or(inherited.not_applicable),
            unanswered: table.choice("unanswered", &forms::UNANSWERED).unwrap_or(inherited.unanswered),
            target: table.share("target"),
            level: table.count("level").and_then(|level| u32::try_from(level).ok()).unwrap_or(0),
            place: table.place_of("id"),
            id,
        }
    }

    fn group(&self, table: &Table<'_, '_>) -> Option<usize> {
        let reference = table.reference("group")?;
        let found = self.instrument.groups.iter().position(|group| group.id == reference.id);
        if found.is_none() {
            let mend = did_you_mean(&reference.id, self.instrument.groups.iter().map(|group| group.id.as_str()));
            self.origin.report_at(
                Code::UnknownReference,
                reference.place,
                format!("there is no group `{}`", reference.id),
                mend,
            );
        }
        found
    }

    fn children(&mut self, parent: NodeIndex, table: &Table<'_, '_>, depth: usize) {
        let inherited = self.inherited(parent);
        for entry in table.tables("criteria") {
            let kind = NodeKind::Criterion(self.criterion(&entry));
            let node = self.node(&entry, kind, parent, &inherited);
            self.add(parent, node, &entry);
        }
        for entry in table.tables("sections") {
            if depth > MOST_DEPTH {
                self.origin.report_at(
                    Code::ModelStructure,
                    entry.place(),
                    "sections are too deep inside each other",
                    "Flatten the model.",
                );
                return;
            }
            let node = self.node(&entry, NodeKind::Section { purpose: entry.words("purpose") }, parent, &inherited);
            if node.group.is_some() && parent != ROOT {
                self.origin.report_at(
                    Code::ModelStructure,
                    entry.place_of("group"),
                    "only a top section stands in a group",
                    "Remove the line.",
                );
            }
            let index = self.add(parent, node, &entry);
            self.children(index, &entry, depth + 1);
        }
        self.check_children(parent, table);
        let cap = self.cap(parent, table);
        if let Some(node) = self.instrument.nodes.get_mut(parent) {
            node.cap = cap;
        }
    }

    fn add(&mut self, parent: NodeIndex, node: Node, table: &Table<'_, '_>) -> NodeIndex {
        let clash = !node.id.is_empty()
            && self.instrument.node(parent).is_some_and(|above| {
                above.children.iter().any(|child| self.instrument.node(*child).is_some_and(|child| child.id == node.id))
            });
        if clash {
            let message = format!("`{}` is already the id of another criterion or section here", node.id);
            self.origin.report_at(Code::DuplicateId, table.place_of("id"), message, "Give it an id of its own.");
        }
        let index = self.push(node, positive(table.number("points")));
        if let Some(above) = self.instrument.nodes.get_mut(parent) {
            above.children.push(index);
        }
        index
    }

    fn check_children(&self, parent: NodeIndex, table: &Table<'_, '_>) {
        let Some(node) = self.instrument.node(parent) else { return };
        if node.children.is_empty() && table.value("sections").is_none_or(|value| value.as_list().is_some()) {
            let message = format!("{} has nothing to score", name(node));
            self.origin.report_at(
                Code::ModelStructure,
                table.place(),
                message,
                "Give it criteria, or sections that have criteria.",
            );
        }
        if matches!(node.combine, Combine::Gate(_)) {
            for index in self.instrument.criteria_below(parent) {
                if let Some(criterion) = self.instrument.node(index).filter(|criterion| criterion.level == 0) {
                    let message = format!("`{}` stands below a gate and has no level", criterion.id);
                    self.origin.report_at(
                        Code::ModelStructure,
                        criterion.place.clone(),
                        message,
                        "Add `level = 1` or the level it belongs to.",
                    );
                }
            }
        }
    }

    fn criterion(&self, table: &Table<'_, '_>) -> Criterion {
        let scale = table.reference("scale").map_or(0, |reference| {
            let known = &self.instrument.scales;
            known.iter().position(|scale| scale.id == reference.id).unwrap_or_else(|| {
                let mend = did_you_mean(&reference.id, known.iter().map(|scale| scale.id.as_str()));
                self.origin.report_at(
                    Code::UnknownReference,
                    reference.place,
                    format!("there is no scale `{}`", reference.id),
                    mend,
                );
                // No scale at all: a score on it is then not blamed as well.
                usize::MAX
            })
        });
        let mut principles = Vec::new();
        for reference in table.references("principles") {
            match self.instrument.principles.iter().position(|principle| principle.id == reference.id) {
                Some(index) => principles.push(index),
                None => {
                    let known = self.instrument.principles.iter().map(|principle| principle.id.as_str());
                    let mend = did_you_mean(&reference.id, known);
                    let message = format!("there is no principle `{}`", reference.id);
                    self.origin.report_at(Code::UnknownReference, reference.place, message, mend);
                }
            }
        }
        Criterion {
            scale,
            practice: table.words("practice"),
            why: table.words("why"),
            evidence: table.words("evidence"),
            principles,
        }
    }

    fn cap(&self, parent: NodeIndex, table: &Table<'_, '_>) -> Option<Cap> {
        if let Some(share) = table.share("cap") {
            return Some(Cap::At(share));
        }
        let cap = table.table("cap")?;
        if let Some(by) = cap.reference("by") {
            return self.child(parent, &by.id, by.place).map(Cap::By);
        }
        match (cap.share("at"), cap.reference("when"), cap.share("below")) {
            (Some(at), Some(when), Some(below)) => {
                self.child(parent, &when.id, when.place).map(|child| Cap::While { at, child, below })
            }
            _ => {
                let mend =
                    "Write cap = 80, cap = { by = \"child\" }, or cap = { at = 50, when = \"child\", below = 40 }.";
                self.origin.report_at(Code::ModelStructure, cap.place(), "this cap says too little", mend);
                None
            }
        }
    }

    fn child(&self, parent: NodeIndex, id: &str, place: Place) -> Option<NodeIndex> {
        let children = &self.instrument.node(parent)?.children;
        let ids = || children.iter().filter_map(|child| self.instrument.node(*child)).map(|child| child.id.as_str());
        let found = children.iter().copied().zip(ids()).find(|(_, known)| *known == id).map(|(child, _)| child);
        if found.is_none() {
            let message = format!("there is no `{id}` directly below this");
            self.origin.report_at(Code::UnknownReference, place, message, did_you_mean(id, ids()));
        }
        found
    }

    /// Shares the points of a node among its children, and checks what was declared.
    fn share_points(&mut self, index: NodeIndex) {
        if index == ROOT {
            self.set_root_points();
        }
        let Some(node) = self.instrument.node(index).cloned() else { return };
        if node.combine == Combine::Points {
            self.share_remainder(&node);
        } else {
            let shares = self.given(&node);
            self.set_points(&node.children, |at| shares.get(at).cloned().unwrap_or_else(Number::zero));
            self.check_given(&node);
        }
        for child in node.children {
            self.share_points(child);
        }
    }

    /// What a way to combine gives each child: a share of the points for a mean, all of them where
    /// points do not add up.
    fn given(&self, node: &Node) -> Vec<Number> {
        if !node.combine.adds_up() {
            return node.children.iter().map(|_| node.points.clone()).collect();
        }
        let weights: Vec<Number> = node.children.iter().map(|child| self.mean_weight(node, *child)).collect();
        let whole: Number = weights.iter().sum();
        weights.iter().map(|weight| (weight * &node.points).over(&whole).unwrap_or_else(Number::zero)).collect()
    }

    /// Points that are stated where another way to combine decides must be those it gives.
    fn check_given(&self, node: &Node) {
        for child in &node.children {
            let stated = self.stated.get(*child).and_then(Option::as_ref);
            if let (Some(stated), Some(given)) = (stated, self.instrument.node(*child))
                && *stated != given.points
            {
                let message = format!(
                    "{} states {stated} points, but the way {} combines gives it {}",
                    name(given),
                    name(node),
                    given.points
                );
                let mend = "Remove its points, or combine by points.";
                self.origin.report_at(Code::ModelPoints, given.place.clone(), message, mend);
            }
        }
    }

    /// The points a node states, or those its children state together, where points are added.
    fn stated_points(&self, index: NodeIndex) -> Option<Number> {
        let node = self.instrument.node(index)?;
        let own = self.stated.get(index).cloned().flatten();
        if own.is_some() || node.children.is_empty() || node.combine != Combine::Points {
            return own;
        }
        let below: Option<Vec<Number>> = node.children.iter().map(|child| self.stated_points(*child)).collect();
        below.map(|points| points.iter().sum())
    }

    fn mean_weight(&self, node: &Node, child: NodeIndex) -> Number {
        match node.combine {
            Combine::LeafMean => Number::count(self.instrument.criteria_below(child).len()),
            Combine::WeightedMean => self.instrument.node(child).map_or_else(Number::one, |child| child.weight.clone()),
            _ => Number::one(),
        }
    }

    /// The root counts what it declares, else what is stated below it, else 100.
    fn set_root_points(&mut self) {
        let points = self.stated_points(ROOT);
        self.instrument.has_points = points.is_some();
        if let Some(root) = self.instrument.nodes.first_mut() {
            root.points = points.unwrap_or_else(Number::hundred);
        }
    }

    /// Children that state points keep them; the others share what is left, by weight.
    fn share_remainder(&mut self, node: &Node) {
        let stated = |child: &NodeIndex| self.stated_points(*child);
        let sum: Number = node.children.iter().filter_map(stated).sum();
        let left = &node.points - &sum;
        let free: Vec<NodeIndex> = node.children.iter().copied().filter(|child| stated(child).is_none()).collect();
        let weight =
            |child: &NodeIndex| self.instrument.node(*child).map_or_else(Number::one, |child| child.weight.clone());
        let whole: Number = free.iter().map(weight).sum();
        let adds_up = if free.is_empty() { left.is_zero() } else { left > Number::zero() };
        if !adds_up && !node.children.is_empty() {
            let below = if free.is_empty() { "add up to" } else { "already take" };
            let message = format!("{} has {} points, but the points below it {below} {sum}", name(node), node.points);
            self.origin.report_at(
                Code::ModelPoints,
                node.place.clone(),
                message,
                "Change one of the numbers so that they add up.",
            );
        }
        let shares: Vec<Number> = node
            .children
            .iter()
            .map(|child| {
                stated(child).unwrap_or_else(|| (&weight(child) * &left).over(&whole).unwrap_or_else(Number::zero))
            })
            .collect();
        self.set_points(&node.children, |at| shares.get(at).cloned().unwrap_or_else(Number::zero));
    }

    fn set_points(&mut self, children: &[NodeIndex], points: impl Fn(usize) -> Number) {
        for (at, child) in children.iter().enumerate() {
            if let Some(child) = self.instrument.nodes.get_mut(*child) {
                child.points = points(at);
            }
        }
    }

    fn check_groups(&self) {
        let entries = self.table.tables("groups");
        for (index, group) in self.instrument.groups.iter().enumerate() {
            if !self.instrument.sections().any(|(_, section)| section.group == Some(index)) {
                let message = format!("no section stands in the group `{}`", group.id);
                self.origin.report_at(
                    Code::ModelStructure,
                    entries.get(index).map_or_else(|| self.table.place(), |entry| entry.place_of("id")),
                    message,
                    "Add `group = …` to its sections, or remove it.",
                );
            }
            if let Some((_, section)) = self.instrument.sections().find(|(_, section)| section.id == group.id) {
                let message = format!("`{}` is the id of a group and of a section", group.id);
                self.origin.report_at(
                    Code::DuplicateId,
                    section.place.clone(),
                    message,
                    "Give one of them another id.",
                );
            }
        }
    }

    fn finish(self) -> Option<Instrument> {
        let has_criteria = self.instrument.criteria().next().is_some();
        has_criteria.then_some(self.instrument)
    }
}

fn name(node: &Node) -> String {
    match (&node.kind, node.path.is_empty()) {
        (NodeKind::Root, _) => "the model".to_owned(),
        (_, true) => "this section".to_owned(),
        (_, false) => format!("`{}`", node.path),
    }
}

/// Points below zero or of zero were reported as such, and count as not stated.
fn positive(points: Option<Number>) -> Option<Number> {
    points.filter(|points| *points > Number::zero())
}

fn bands(table: &Table<'_, '_>) -> Vec<Band> {
    let mut bands: Vec<Band> = Vec::new();
    for entry in table.tables("bands") {
        let Some(from) = entry.share("from") else { continue };
        let fault = match bands.last() {
            None if !from.is_zero() => Some("the first band must begin at 0"),
            Some(before) if before.from >= from => Some("bands must ascend"),
            _ => None,
        };
        if let Some(fault) = fault {
            entry.origin().report_at(Code::ModelBands, entry.place_of("from"), fault, "Order the bands from 0 up.");
        }
        bands.push(Band { from, words: entry.words("words") });
    }
    bands
}

fn scale(table: &Table<'_, '_>, known: &[Scale]) -> Option<Scale> {
    let origin = table.origin();
    let id = table.words("id");
    if known.iter().any(|scale| scale.id == id) {
        origin.report_at(
            Code::DuplicateId,
            table.place_of("id"),
            format!("there is already a scale `{id}`"),
            "Give it an id of its own.",
        );
        return None;
    }
    let answers: Vec<(String, String, Number, Place)> = table
        .tables("answers")
        .iter()
        .filter_map(|entry| Some((entry.words("id"), entry.words("label"), entry.number("value")?, entry.place())))
        .collect();
    let levels: Vec<(String, String, Number, Place)> = table
        .tables("levels")
        .iter()
        .filter_map(|entry| {
            let level = entry.integer("level")?;
            Some((level.to_string(), entry.words("label"), Number::from(level), entry.place()))
        })
        .collect();
    let is_levels = !levels.is_empty();
    if is_levels != answers.is_empty() {
        let mend = "Give it either `answers` or `levels`, with at least two entries.";
        origin.report_at(
            Code::ModelStructure,
            table.place(),
            format!("the scale `{id}` needs answers or levels, one of the two"),
            mend,
        );
        return None;
    }
    let choices = if is_levels { levels } else { answers };
    report_repeats(origin, &choices);
    let from = table.number("from").or_else(|| choices.iter().map(|choice| choice.2.clone()).min())?;
    let to = table.number("to").or_else(|| choices.iter().map(|choice| choice.2.clone()).max())?;
    let width = &to - &from;
    let outside = choices.iter().find(|choice| choice.2 < from || choice.2 > to);
    if width <= Number::zero() || outside.is_some() {
        let place = outside.map_or_else(|| table.place(), |choice| choice.3.clone());
        origin.report_at(
            Code::ModelStructure,
            place,
            "the values of a scale must differ and lie between `from` and `to`",
            "Correct the values.",
        );
        return None;
    }
    let choices = choices
        .into_iter()
        .filter_map(|(id, label, value, _)| Some(Choice { id, label, share: (&value - &from).over(&width)? }))
        .collect();
    let title = table.text("title").map_or_else(|| id.clone(), |title| title.words);
    Some(Scale { id, title, kind: if is_levels { ScaleKind::Levels(choices) } else { ScaleKind::Answers(choices) } })
}

fn report_repeats(origin: &Origin<'_>, choices: &[(String, String, Number, Place)]) {
    let mut seen = BTreeSet::new();
    for (id, _, _, place) in choices {
        if !seen.insert(id) {
            origin.report_at(
                Code::DuplicateId,
                place.clone(),
                format!("`{id}` is already in this scale"),
                "Keep one of the two.",
            );
        }
    }
}

fn requisites(table: &Table<'_, '_>) -> Vec<Requisite> {
    let mut requisites: Vec<Requisite> = Vec::new();
    for entry in table.tables("requisites") {
        let id = entry.words("id");
        if SCORE_KEYS.contains(&id.as_str()) || requisites.iter().any(|known| known.id == id) {
            let message = format!("`{id}` cannot be the id of a requisite: it is taken");
            entry.origin().report_at(Code::DuplicateId, entry.place_of("id"), message, "Give it an id of its own.");
            continue;
        }
        let title = entry.words("title");
        requisites.push(Requisite {
            question: entry.words("question"),
            why: entry.words("why"),
            missing: entry.text("missing").map_or_else(|| format!("{title}: not met"), |text| text.words),
            person: entry.choice("answer", &forms::REQUISITE_ANSWERS).unwrap_or(false),
            id,
            title,
        });
    }
    requisites
}

fn principles(table: &Table<'_, '_>) -> Vec<Principle> {
    let entries = table.tables("principles");
    unique(&entries, "principle");
    entries
        .iter()
        .map(|entry| Principle { id: entry.words("id"), title: entry.words("title"), text: entry.words("text") })
        .collect()
}

fn groups(table: &Table<'_, '_>) -> Vec<Group> {
    let entries = table.tables("groups");
    unique(&entries, "group");
    let group = |entry: &Table<'_, '_>| Group {
        id: entry.words("id"),
        title: entry.words("title"),
        note: entry.words("note"),
        unison: entry.bool("unison").unwrap_or(false),
    };
    entries.iter().map(group).collect()
}

/// Reports ids that stand twice in a list of tables.
pub fn unique(entries: &[Table<'_, '_>], what: &str) {
    let mut seen = BTreeSet::new();
    for entry in entries {
        let id = entry.words("id");
        if !id.is_empty() && !seen.insert(id.clone()) {
            let message = format!("there is already a {what} `{id}`");
            entry.origin().report_at(Code::DuplicateId, entry.place_of("id"), message, "Give it an id of its own.");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::builtin;

    #[test]
    fn the_built_in_models_are_without_a_fault() {
        for (id, text) in builtin::MODELS {
            let problems = Problems::default();
            let read = read(id, &Arc::from(id), text, &problems);
            assert_eq!(problems.into_vec(), Vec::new());
            assert!(read.is_some_and(|model| model.criteria().count() >= 45));
            assert_eq!(crate::source::id::fault(id), None);
        }
    }
}

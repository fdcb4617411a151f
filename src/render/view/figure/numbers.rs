//! The numbers of the charts of scores as a table, and sections gathered in their groups.

use crate::briefing::Briefing;
use crate::briefing::results::Row;
use crate::chart::group::Group;
use crate::model::instrument::ROOT;
use crate::render::context::{Grid, GridRow, Link, Score};
use crate::render::view::View;
use crate::render::view::figure::grid_row;

/// A column of a table of scores.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// Points reached of those that can be reached, or percent.
    Score,
    /// From the lowest to the highest view.
    Range,
    /// The score in the assessment before.
    Before,
    /// The change since then.
    Change,
    /// The level in words.
    Level,
    /// The target in percent.
    Target,
}

impl Field {
    const fn label(self) -> &'static str {
        match self {
            Self::Score => "figure.column.score",
            Self::Range => "figure.column.range",
            Self::Before => "figure.column.before",
            Self::Change => "figure.column.change",
            Self::Level => "figure.column.level",
            Self::Target => "figure.column.target",
        }
    }

    fn of(self, score: &Score) -> String {
        match self {
            Self::Score => score.words.clone(),
            Self::Range => score.range.clone(),
            Self::Before => score.before.clone(),
            Self::Change => score.change.clone(),
            Self::Level => score.level.clone(),
            Self::Target => score.target.clone(),
        }
    }
}

impl View<'_> {
    /// Top sections in their groups, in the order of the model. A group stands where its first
    /// section stands.
    pub fn grouped<T>(&self, briefing: &Briefing<'_>, make: impl Fn(&Row) -> Vec<T>) -> Vec<Group<T>> {
        let instrument = &briefing.subject.now.assessment.instrument;
        let mut groups: Vec<(Option<usize>, Group<T>)> = Vec::new();
        for row in &briefing.results.sections {
            let of = instrument.node(row.node).and_then(|node| node.group);
            if let Some((_, group)) = groups.iter_mut().find(|(known, _)| *known == of) {
                group.members.extend(make(row));
                continue;
            }
            let group = of.and_then(|of| instrument.groups.get(of));
            let group = Group {
                title: group.map(|group| group.title.clone()).unwrap_or_default(),
                note: group.map(|group| group.note.clone()).unwrap_or_default(),
                unison: group.is_some_and(|group| group.unison),
                members: make(row),
            };
            groups.push((of, group));
        }
        groups.into_iter().map(|(_, group)| group).collect()
    }

    /// The scores of all sections, of the sections inside them, of the groups and of the whole.
    /// A column that has nothing to say is left out.
    pub fn scores_table(&self, briefing: &Briefing<'_>, caption: String, fields: &[Field]) -> Grid {
        let subject = &briefing.subject;
        let instrument = &subject.now.assessment.instrument;
        let mut rows: Vec<(Link, Score, bool, bool)> = Vec::new();
        for (at, group) in self.grouped(briefing, |row| vec![row.clone()]).iter().enumerate() {
            let first = rows.len();
            for row in group.members.iter().flat_map(flat) {
                rows.push((self.node(subject.now.assessment, row.node), self.score(subject, row.node), false, false));
            }
            if let Some(row) = rows.get_mut(first) {
                row.3 = at > 0 && group.unison;
            }
        }
        for (group, score) in instrument.groups.iter().zip(&subject.now.totals.groups) {
            let head = Link { title: group.title.clone(), href: String::new() };
            rows.push((head, self.plain_score(instrument, score, false), true, false));
        }
        let whole = Link { title: self.labels.word("figure.all"), href: String::new() };
        rows.push((whole, self.score(subject, ROOT), true, false));
        let fields: Vec<Field> = fields
            .iter()
            .copied()
            .filter(|field| *field == Field::Score || rows.iter().any(|(_, score, ..)| !field.of(score).is_empty()))
            .collect();
        let shown = |(head, score, strong, double): (Link, Score, bool, bool)| GridRow {
            strong,
            double,
            ..grid_row(head, fields.iter().map(|field| field.of(&score)).collect())
        };
        Grid {
            caption,
            head: self.labels.word("figure.column.section"),
            columns: fields.iter().map(|field| self.column(field.label(), *field != Field::Level)).collect(),
            rows: rows.into_iter().map(shown).collect(),
        }
    }

    /// What is said of one thing, such as “Customers 68 of 100, mostly in place, up 22.”; what is
    /// empty is left out.
    pub fn says(&self, title: &str, said: &[&str]) -> String {
        let said: Vec<&str> = said.iter().copied().filter(|words| !words.is_empty()).collect();
        let value = said.join(&self.labels.word("list.comma"));
        self.labels.say("figure.says.row", &[("title", title), ("value", &value)])
    }
}

/// A section and all sections inside it, from the top down.
pub fn flat(row: &Row) -> Vec<&Row> {
    let mut rows = vec![row];
    rows.extend(row.parts.iter().flat_map(flat));
    rows
}

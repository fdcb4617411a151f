//! The numbers of the charts of scores as a table, and sections gathered in their groups.

use crate::briefing::Briefing;
use crate::briefing::results::Row;
use crate::chart::group::Group;
use crate::model::assessment::Assessment;
use crate::model::instrument::{NodeIndex, ROOT};
use crate::model::number::Number;
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

/// A line of a table of scores.
#[derive(Clone, Debug)]
struct Line {
    head: Link,
    score: Score,
    /// Whether it is a sum of others.
    strong: bool,
    /// Whether the double line stands before it.
    double: bool,
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
    pub fn scores_table(&self, briefing: &Briefing<'_>, caption: String, fields: &[Field]) -> Grid {
        let instrument = &briefing.subject.now.assessment.instrument;
        let mut lines: Vec<Line> = Vec::new();
        for (at, group) in self.grouped(briefing, |row| vec![row.clone()]).iter().enumerate() {
            let first = lines.len();
            lines.extend(group.members.iter().flat_map(flat).map(|row| self.line(briefing, row.node, ROOT)));
            if let Some(line) = lines.get_mut(first) {
                line.double = at > 0 && group.unison;
            }
        }
        for (at, group) in instrument.groups.iter().enumerate() {
            let head = Link { title: group.title.clone(), href: String::new() };
            let score = self.group_score(&briefing.subject, at);
            lines.push(Line { head, score, strong: true, double: false });
        }
        let head = Link { title: self.labels.word("figure.all"), href: String::new() };
        lines.push(Line { head, strong: true, ..self.line(briefing, ROOT, ROOT) });
        self.lines_table(caption, "figure.column.section", fields, &lines)
    }

    /// The scores of what is inside a section.
    pub fn inside_table(
        &self,
        briefing: &Briefing<'_>,
        section: NodeIndex,
        inside: &[NodeIndex],
        fields: &[Field],
    ) -> Grid {
        let lines: Vec<Line> = inside.iter().map(|node| self.line(briefing, *node, section)).collect();
        let caption = self.node(briefing.subject.now.assessment, section).title;
        self.lines_table(caption, "figure.column.criterion", fields, &lines)
    }

    fn line(&self, briefing: &Briefing<'_>, node: NodeIndex, top: NodeIndex) -> Line {
        let assessment = briefing.subject.now.assessment;
        let mut score = self.score(&briefing.subject, node);
        score.target = self.target_percent(assessment.target(node));
        let head = Link { title: self.title_below(assessment, node, top), ..self.node(assessment, node) };
        Line { head, score, strong: false, double: false }
    }

    /// A table of lines. A column that has nothing to say is left out.
    fn lines_table(&self, caption: String, head: &str, fields: &[Field], lines: &[Line]) -> Grid {
        let says = |field: &Field| *field == Field::Score || lines.iter().any(|line| !field.of(&line.score).is_empty());
        let fields: Vec<Field> = fields.iter().copied().filter(says).collect();
        let shown = |line: &Line| GridRow {
            strong: line.strong,
            double: line.double,
            ..grid_row(line.head.clone(), fields.iter().map(|field| field.of(&line.score)).collect())
        };
        Grid {
            caption,
            head: self.labels.word(head),
            columns: fields.iter().map(|field| self.column(field.label(), *field != Field::Level)).collect(),
            rows: lines.iter().map(shown).collect(),
        }
    }

    /// The title of a node; deeper below the top than one step, with the titles of those it lies
    /// in, because two nodes inside different ones may share a title.
    pub fn title_below(&self, assessment: &Assessment, node: NodeIndex, top: NodeIndex) -> String {
        let title = self.node(assessment, node).title;
        let parent = assessment.instrument.node(node).map(|node| node.parent);
        match parent.filter(|parent| *parent != top && *parent != ROOT && *parent != node) {
            Some(parent) => {
                let outer = self.title_below(assessment, parent, top);
                self.labels.say("figure.inside", &[("section", &outer), ("title", &title)])
            }
            None => title,
        }
    }

    /// A target in percent, or nothing.
    pub fn target_percent(&self, target: Option<&Number>) -> String {
        let words = |share: &Number| self.labels.say("number.percent", &[("value", &self.format().percent(share))]);
        target.map(words).unwrap_or_default()
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

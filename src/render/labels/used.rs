//! Which labels the templates of a theme name, and where: `t.page.score.section`.
//!
//! A plain reading of what stands between `{{` and `}}` or `{%` and `%}`; it never runs a template.
//! What it cannot be sure of, such as a label chosen by a figure, counts as naming every label
//! that it may mean.

use std::ops::Range;

use crate::model::theme::{Template, Theme};
use crate::place::Place;

/// Labels named by the templates of a theme.
#[derive(Clone, Debug, Default)]
pub struct Uses {
    /// Each naming.
    pub named: Vec<Use>,
    /// Whether some template may name any label.
    pub any: bool,
}

/// One naming of a label, or of a table of labels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Use {
    /// Its name, without the `t.`.
    pub key: String,
    /// Where it stands.
    pub place: Place,
    /// How it is used.
    pub way: Way,
    /// Whether the template belongs to the program.
    pub built_in: bool,
}

/// How a label is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Printed as it stands, or through a filter that needs words.
    Printed,
    /// Handed on, or filled with figures.
    Handed,
    /// Only if it is there.
    IfThere,
    /// A label below it, which a figure chooses.
    Chosen,
}

impl Uses {
    /// Whether a label may be named by a template.
    pub fn may_name(&self, key: &str) -> bool {
        self.any || self.named.iter().any(|used| used.key == key || is_below(key, &used.key))
    }
}

/// Whether a label lies in a table.
pub fn is_below(key: &str, table: &str) -> bool {
    key.strip_prefix(table).is_some_and(|rest| rest.starts_with('.'))
}

/// The labels that the templates of a theme name. Those that travel inside the program name what it
/// has: they are only looked at where a site has labels of its own, to know who uses those.
pub fn of(theme: &Theme) -> Uses {
    let mut uses = Uses::default();
    let is_looked_at = match theme.labels.iter().all(|file| file.built_in) {
        true => |template: &&Template| !template.is_built_in(),
        false => |_: &&Template| true,
    };
    for template in theme.templates.values().flatten().filter(is_looked_at) {
        for inside in insides(&template.text) {
            read(template, inside, &mut uses);
        }
    }
    for template in theme.sheets.values().flatten().filter(is_looked_at) {
        read_sheet(template, &mut uses);
    }
    uses
}

/// The labels that a template for paper names: all of its text but comments and strings is looked
/// through, since code stands anywhere in it. The last step of a path may be a method.
fn read_sheet(template: &Template, uses: &mut Uses) {
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
    let built_in = template.is_built_in();
    let mut start = 0;
    for line in template.text.split_inclusive('\n') {
        let code = line.split("//").next().unwrap_or_default();
        // Every second piece is a string.
        let mut at = start;
        for (piece, text) in code.split('"').enumerate() {
            for (found, _) in text.match_indices("t.").filter(|_| piece % 2 == 0) {
                let before = text.get(..found).and_then(|text| text.chars().next_back());
                let path = path(text.get(found + 1..).unwrap_or_default());
                let after = text.get(found + 1 + path.len()..).unwrap_or_default();
                let (key, way) = match path.rsplit_once('.') {
                    Some((key, "at")) if after.starts_with('(') => (key, Way::Chosen),
                    Some((key, _)) if after.starts_with('(') => (key, Way::Printed),
                    _ => (path, Way::Printed),
                };
                if let Some(key) = key.strip_prefix('.').filter(|_| !before.is_some_and(is_name)) {
                    let place = Place::new(&template.file, at + found..at + found + 1 + path.len());
                    uses.named.push(Use { key: key.to_owned(), place, way, built_in });
                }
            }
            at += text.len() + 1;
        }
        start += line.len();
    }
}

/// What stands between braces, without comments and what is raw.
fn insides(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    let mut is_raw = false;
    while let Some(open) = text.get(at..).and_then(|rest| rest.find('{')).map(|open| open + at) {
        let (close, is_comment) = match text.as_bytes().get(open + 1) {
            Some(b'{') => ("}}", false),
            Some(b'%') => ("%}", false),
            Some(b'#') => ("#}", true),
            _ => {
                at = open + 1;
                continue;
            }
        };
        let Some(end) = text.get(open + 2..).and_then(|rest| rest.find(close)).map(|end| end + open + 2) else { break };
        let inside = text.get(open + 2..end).unwrap_or_default().trim_matches(['-', ' ']);
        match inside {
            "raw" => is_raw = true,
            "endraw" => is_raw = false,
            _ if !is_comment && !is_raw => found.push(open + 2..end),
            _ => {}
        }
        at = end + 2;
    }
    found
}

fn read(template: &Template, inside: Range<usize>, uses: &mut Uses) {
    let text = template.text.get(inside.clone()).unwrap_or_default();
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    let mut quote = None;
    let mut before = ' ';
    let mut chars = text.char_indices();
    while let Some((at, c)) = chars.next() {
        if let Some(open) = quote {
            quote = Some(open).filter(|open| *open != c);
        } else if matches!(c, '"' | '\'' | '`') {
            quote = Some(c);
        } else if c == 't' && !is_name(before) && !matches!(before, '.' | '@') {
            let rest = text.get(at + 1..).unwrap_or_default();
            let path = path(rest);
            if !rest.starts_with(is_name) {
                let place = Place::new(&template.file, inside.start + at..inside.start + at + 1 + path.len());
                add(template, path, rest.get(path.len()..).unwrap_or_default(), place, uses);
            }
            if let Some(last) = path.len().checked_sub(1) {
                chars.nth(last);
            }
        }
        before = c;
    }
}

/// The steps that follow: `.page.score`.
fn path(rest: &str) -> &str {
    let mut end = 0;
    while let Some(step) = rest.get(end..).and_then(|rest| rest.strip_prefix('.')) {
        let name = step.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(step.len());
        if name == 0 {
            break;
        }
        end += 1 + name;
    }
    rest.get(..end).unwrap_or_default()
}

fn add(template: &Template, path: &str, after: &str, place: Place, uses: &mut Uses) {
    let next = after.trim_start();
    let filter = next
        .strip_prefix('|')
        .map(|filter| filter.trim_start().split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default());
    let way = match filter {
        _ if next.starts_with('[') => Way::Chosen,
        _ if next.starts_with('?') || next.starts_with("is ") => Way::IfThere,
        Some("default") => Way::IfThere,
        Some("fill") => Way::Handed,
        Some(_) => Way::Printed,
        None if next.is_empty() || next == "-" => Way::Printed,
        None => Way::Handed,
    };
    match path.strip_prefix('.') {
        Some(key) => {
            let built_in = template.is_built_in();
            uses.named.push(Use { key: key.to_owned(), place, way, built_in });
        }
        // A name such as `t=…` of an argument, or the labels as a whole.
        None if next.starts_with('=') && !next.starts_with("==") => {}
        None => uses.any = true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    fn uses(text: &str) -> Uses {
        let mut theme = Theme::default();
        let template = Template { layer: "x".into(), file: Arc::from("themes/x/templates/a.html"), text: text.into() };
        theme.templates.insert("a.html".to_owned(), vec![template]);
        of(&theme)
    }

    fn keys(text: &str) -> Vec<(String, Way)> {
        uses(text).named.into_iter().map(|used| (used.key, used.way)).collect()
    }

    #[test]
    fn a_label_is_found_where_a_template_names_it() {
        let found = keys(
            "<p>t.no</p>{{ t.a.b }}{% if t.c is defined %}{{ t.d | fill(count=3) }}{{ t.e[x] }}{{ <x words={t.f} /> }}",
        );
        let way = |key: &str, way| (key.to_owned(), way);
        assert_eq!(
            found,
            [
                way("a.b", Way::Printed),
                way("c", Way::IfThere),
                way("d", Way::Handed),
                way("e", Way::Chosen),
                way("f", Way::Handed)
            ]
        );
    }

    #[test]
    fn a_label_is_found_where_a_template_for_paper_names_it() {
        let text = "// t.no\n#let t = d.t\n#t.a.b #x(t.c.at(stage), t.d.e.replace(\"t.g\", y)) #at.h #d.t.i";
        let template = Template { layer: "x".into(), file: Arc::from("themes/x/templates/a.typ"), text: text.into() };
        let mut theme = Theme::default();
        theme.sheets.insert("a.typ".to_owned(), vec![template]);
        let found: Vec<_> = of(&theme).named.into_iter().map(|used| (used.key, used.way)).collect();
        let way = |key: &str, way| (key.to_owned(), way);
        assert_eq!(found, [way("a.b", Way::Printed), way("c", Way::Chosen), way("d.e", Way::Printed)]);
    }

    #[test]
    fn words_comments_and_other_names_are_no_labels() {
        assert_eq!(
            keys(
                "{# {{ t.a }} #}{{ \"t.b\" }}{{ x.t.c }}{{ at.d }}{% raw %}{{ t.e }}{% endraw %}{% component z(@t) %}"
            ),
            []
        );
        assert!(!uses("{% component z(words, @t) %}").any);
        assert!(uses("{{ <z t={t} /> }}").any);
    }
}

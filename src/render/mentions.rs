//! Which names the templates of a theme mention, so that nothing is made that none of them shows.
//!
//! A template reaches others by their names in quotes and by components. A name counts as mentioned
//! when the word stands anywhere in what is reached, and a field of `initiative` or `briefing` when it
//! is asked of it by name or the whole value is handed on. So a name is missed only when a template puts
//! it together from parts. Nothing is rendered here.

use std::collections::{BTreeMap, BTreeSet};

use ahash::AHashSet;

use crate::model::theme::{PageKind, Template, Theme};

/// The names that templates mention; all of them where there is no list.
#[derive(Debug, Default)]
pub struct Mentions {
    words: Option<AHashSet<String>>,
    initiative: Option<AHashSet<String>>,
    briefing: Option<AHashSet<String>>,
}

/// Every name is mentioned.
pub static EVERYTHING: Mentions = Mentions { words: None, initiative: None, briefing: None };

impl Mentions {
    /// The names that pages of some kinds mention, of those that the theme makes.
    pub fn of(theme: &Theme, kinds: &[PageKind]) -> Self {
        let is_made = |kind: &&PageKind| theme.pages.as_ref().is_none_or(|pages| pages.contains(kind));
        let mut reach = Reach { theme, found: BTreeMap::new() };
        kinds.iter().filter(is_made).copied().flat_map(templates_of).for_each(|name| reach.visit(name));
        reach.visit_components();
        let texts: Vec<&str> = reach.found.into_values().collect();
        if texts.iter().any(|text| includes_by_value(text)) {
            return Self::default();
        }
        let code: Vec<&str> = texts.iter().flat_map(|text| code(text)).collect();
        Self {
            words: Some(code.iter().flat_map(|code| words(code)).map(str::to_owned).collect()),
            initiative: fields("initiative", &code),
            briefing: fields("briefing", &code),
        }
    }

    /// Whether a name is mentioned.
    pub fn has(&self, name: &str) -> bool {
        holds(self.words.as_ref(), name)
    }

    /// Whether a field of `initiative` is asked for.
    pub fn initiative(&self, field: &str) -> bool {
        holds(self.initiative.as_ref(), field)
    }

    /// Whether a field of `briefing` is asked for.
    pub fn briefing(&self, field: &str) -> bool {
        holds(self.briefing.as_ref(), field)
    }
}

fn holds(names: Option<&AHashSet<String>>, name: &str) -> bool {
    names.is_none_or(|names| names.contains(name))
}

/// Makes a struct that templates see: a field that none of them mentions stays at its default, and
/// what it would be made of is not looked at.
macro_rules! shown {
    ($mentioned:expr, $kind:path { $($field:ident $(: $make:expr)?),* $(,)? }) => {{
        let mentioned = $mentioned;
        $kind {
            $($field: if mentioned(stringify!($field)) {
                $crate::render::mentions::shown!(@ $field $(, $make)?)
            } else {
                Default::default()
            }),*
        }
    }};
    (@ $field:ident) => { $field };
    (@ $field:ident, $make:expr) => { $make };
}
pub(crate) use shown;

/// The templates, by layer and name, that the pages of a theme reach or that are its own.
pub fn reached(theme: &Theme) -> BTreeSet<(&str, &str)> {
    let mut reach = Reach { theme, found: BTreeMap::new() };
    let kinds = PageKind::ALL.into_iter().filter(|kind| theme.pages.as_ref().is_none_or(|pages| pages.contains(kind)));
    kinds.flat_map(templates_of).for_each(|name| reach.visit(name));
    let built_in = theme.layers.last();
    let all = theme.templates.iter().flat_map(|(name, layers)| layers.iter().map(move |one| (name, one)));
    for (name, template) in all.filter(|(_, template)| Some(&template.layer) != built_in) {
        reach.visit(&format!("{}/{name}", template.layer));
    }
    reach.visit_components();
    reach.found.into_keys().collect()
}

/// The templates that pages of a kind begin with.
const fn templates_of(kind: PageKind) -> &'static [&'static str] {
    match kind {
        PageKind::Portfolio => &["portfolio.html"],
        PageKind::Home => &["home.html"],
        PageKind::Register => &["actions.html", "outcomes.html", "meetings.html", "owners.html", "organization.html"],
        PageKind::Meeting => &["meeting.html"],
        PageKind::Summary => &["summary.html"],
        PageKind::Briefing => &["briefing.html"],
        PageKind::Part => &["part.html"],
        PageKind::Section => &["section.html"],
        PageKind::Compare => &["compare.html"],
        PageKind::Method => &["method.html"],
        PageKind::Search => &["search.html"],
    }
}

/// Templates that are reached, by layer and name.
struct Reach<'t> {
    theme: &'t Theme,
    found: BTreeMap<(&'t str, &'t str), &'t str>,
}

impl<'t> Reach<'t> {
    /// Follows a name in quotes to a template, if it is the name of one, and on from there.
    fn visit(&mut self, name: &str) {
        let Some((name, template)) = self.named(name) else { return };
        if self.found.insert((&template.layer, name), &template.text).is_none() {
            quoted(&template.text).for_each(|name| self.visit(name));
        }
    }

    /// The template of a name: of the strongest layer, or of the layer whose name stands before it.
    fn named(&self, name: &str) -> Option<(&'t str, &'t Template)> {
        if let Some((name, layers)) = self.theme.templates.get_key_value(name) {
            return Some((name, layers.first()?));
        }
        let (layer, name) = name.split_once('/')?;
        let (name, layers) = self.theme.templates.get_key_value(name)?;
        Some((name, layers.iter().find(|template| template.layer == layer)?))
    }

    /// Follows components to the templates that define them, until there is none left.
    fn visit_components(&mut self) {
        let all = self.theme.templates.iter().flat_map(|(name, layers)| layers.iter().map(move |one| (name, one)));
        let homes: Vec<(&str, &Template)> = all
            .filter(|(_, template)| components(&template.text).next().is_some())
            .map(|(name, template)| (name.as_str(), template))
            .collect();
        loop {
            let called: AHashSet<&str> = self.found.values().flat_map(|text| calls(text)).collect();
            let is_new = |(name, template): &&(&'t str, &'t Template)| {
                !self.found.contains_key(&(template.layer.as_str(), *name))
                    && components(&template.text).any(|component| called.contains(component))
            };
            let Some((name, template)) = homes.iter().find(is_new) else { return };
            self.visit(&format!("{}/{name}", template.layer));
            self.found.insert((&template.layer, name), &template.text);
        }
    }
}

/// Words as names are made of them.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(is_between).filter(|word| !word.is_empty())
}

fn is_between(c: char) -> bool {
    !c.is_alphanumeric() && c != '_'
}

/// What stands between quotes on one line.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.lines().flat_map(|line| line.split(['"', '\'']))
}

/// What a template does, without what it only copies: the insides of `{{ }}` and `{% %}`.
fn code(text: &str) -> impl Iterator<Item = &str> {
    let pieces = text.split("{{").flat_map(|piece| piece.split("{%")).skip(1);
    pieces.map(|piece| piece.split("%}").next().unwrap_or(piece)).map(|piece| match piece.rfind("}}") {
        // A map may be written inside, so that only the last pair surely ends it.
        Some(end) => piece.get(..end).unwrap_or(piece),
        None => piece,
    })
}

/// The fields that are asked of a value; nothing when the whole value is handed on.
fn fields(root: &str, code: &[&str]) -> Option<AHashSet<String>> {
    let mut found = AHashSet::new();
    for code in code {
        for (at, _) in code.match_indices(root) {
            let (before, after) = code.split_at_checked(at)?;
            let after = after.get(root.len()..)?;
            // After three points a list is spread out, after one this is the field of something else.
            let is_other = !before.ends_with("...")
                && before != "-"
                && before.ends_with(|c: char| !is_between(c) || matches!(c, '.' | '"' | '\'' | '/' | '-'));
            if is_other || after.starts_with(|c: char| !is_between(c)) {
                continue;
            }
            let asked = after.trim_start_matches('?').strip_prefix('.').and_then(|rest| words(rest).next());
            match asked {
                Some(field) => {
                    found.insert(field.to_owned());
                }
                None if is_question(before, after) => {}
                None => return None,
            }
        }
    }
    Some(found)
}

/// Whether a value is only asked whether it is there.
fn is_question(before: &str, after: &str) -> bool {
    let word = |word: Option<&str>| word.is_some_and(|word| ["if", "elif", "and", "or", "not"].contains(&word));
    let next = after.trim_start();
    word(words(before).last()) && (next.is_empty() || next == "-" || word(words(next).next()))
}

/// The names of the components that a template defines.
fn components(text: &str) -> impl Iterator<Item = &str> {
    text.split("component ").skip(1).filter_map(|rest| words(rest).next())
}

/// The names of the components that a template calls: `{{ <name … /> }}`.
fn calls(text: &str) -> impl Iterator<Item = &str> {
    text.match_indices('<').filter_map(|(at, _)| {
        let (before, after) = text.split_at_checked(at)?;
        let opens = before.trim_end_matches(|c: char| c.is_whitespace() || c == '-').ends_with(['{', '%']);
        words(after).next().filter(|_| opens)
    })
}

/// Whether a template is included whose name is a value.
fn includes_by_value(text: &str) -> bool {
    text.split("{% include ").skip(1).any(|rest| !rest.trim_start().starts_with(['"', '\'']))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    /// A theme of templates: layer, name, text; the strongest layer first.
    fn theme(templates: &[(&str, &str, &str)]) -> Theme {
        let mut theme = Theme { pages: Some([PageKind::Part].into()), ..Theme::default() };
        for (layer, name, text) in templates {
            let template = Template { layer: (*layer).to_owned(), file: Arc::from(*name), text: Arc::from(*text) };
            theme.templates.entry((*name).to_owned()).or_default().push(template);
        }
        theme
    }

    fn mentions(templates: &[(&str, &str, &str)]) -> Mentions {
        Mentions::of(&theme(templates), &PageKind::OF_ASSESSMENTS)
    }

    #[test]
    fn what_is_extended_included_or_called_is_reached_and_nothing_else() {
        let found = mentions(&[
            ("own", "part.html", "{% extends \"built-in/part.html\" %}{{ own_word }}"),
            ("built-in", "part.html", "{% include 'foot.html' %}{{ <mark level={part.level} /> }}"),
            ("built-in", "foot.html", "copied_word {{ foot_word }}"),
            ("built-in", "marks.html", "{% component mark(level) %}{{ mark_word }}{% endcomponent mark %}"),
            ("built-in", "section.html", "{{ section_word }}"),
            ("built-in", "other.html", "{% component own_word() %}{{ other_word }}{% endcomponent own_word %}"),
        ]);
        for (word, is_mentioned) in [
            ("own_word", true),
            ("level", true),
            ("foot_word", true),
            ("mark_word", true),
            ("copied_word", false),
            ("section_word", false),
            ("other_word", false),
        ] {
            assert_eq!(found.has(word), is_mentioned, "{word}");
        }
    }

    #[test]
    fn fields_are_those_that_are_asked_of_the_value_until_the_whole_is_handed_on() {
        let asked = |text: &str| mentions(&[("own", "part.html", text)]);
        let some = asked(
            "{% if briefing and frame.kind == \"briefing\" %}{{ briefing.lead }}{{-briefing?.facts }}{% for x in [...briefing.done] %}{% endif %}",
        );
        assert!(
            some.briefing("lead")
                && some.briefing("facts")
                && some.briefing("done")
                && !some.briefing("score")
                && !some.briefing("kind")
        );
        assert!(!some.initiative("lead"));
        for text in ["{% set own = briefing %}", "{{ <a briefing={briefing} /> }}", "{{ briefing[part.id] }}"] {
            assert!(asked(text).briefing("score"), "{text}");
        }
        assert!(!asked("{{ briefing_of }} {{ part.briefing }} {{ \"a/briefing\" }} briefing").briefing("score"));
    }

    #[test]
    fn a_template_whose_name_is_a_value_may_mention_everything() {
        assert!(mentions(&[("own", "part.html", "{% include part.id %}")]).has("anything"));
        assert!(EVERYTHING.has("anything") && EVERYTHING.initiative("any") && EVERYTHING.briefing("any"));
    }
}

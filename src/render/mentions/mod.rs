//! What the templates of a theme ask of each value, so that nothing is made that none of them shows.
//!
//! A template reaches others by their names in quotes and by components; what it asks is read from its
//! tags. Nothing is rendered here.

mod asked;
mod tokens;

use std::collections::{BTreeMap, BTreeSet};

use ahash::AHashMap;
use memchr::memmem;

use crate::model::theme::{PageKind, Template, Theme};
pub use crate::render::mentions::asked::Mention;
use crate::render::mentions::asked::Questions;
use crate::render::mentions::tokens::{Tag, Token, tags};

/// What templates mention; everything where it cannot be told.
#[derive(Debug, Default)]
pub struct Mentions(Option<Questions>);

/// Everything is mentioned.
pub static EVERYTHING: Mentions = Mentions(None);

/// What a template calls everything that it sees.
const CONTEXT: Token<'_> = Token::Word("__tera_context");

impl Mentions {
    /// What pages of some kinds mention, of those that the theme makes.
    pub fn of(theme: &Theme, kinds: &[PageKind]) -> Self {
        let is_made = |kind: &&PageKind| theme.pages.as_ref().is_none_or(|pages| pages.contains(kind));
        let mut reach = Reach::of(theme);
        kinds.iter().filter(is_made).copied().flat_map(templates_of).for_each(|name| reach.visit(name));
        Self(questions(reach.found.into_values()))
    }

    /// What is asked of a value that a template begins with.
    pub fn value(&self, name: &str) -> Mention<'_> {
        self.0.as_ref().map_or(Mention::Everything, |questions| questions.value(name))
    }
}

/// What templates ask; nothing where it cannot be told.
fn questions<'t>(templates: impl Iterator<Item = Option<Vec<Tag<'t>>>>) -> Option<Questions> {
    let tags: Vec<Tag<'_>> = templates.collect::<Option<Vec<_>>>()?.into_iter().flatten().collect();
    let is_open = |tag: &Tag<'_>| match tag.tokens.as_slice() {
        // The name of a template that is a value, and arguments that have no name.
        [Token::Word("include"), name, ..] => !matches!(name, Token::Text(_)),
        [Token::Word("component"), rest @ ..] => rest.contains(&Token::Sign("...")),
        tag => tag.contains(&CONTEXT),
    };
    (!tags.iter().any(is_open)).then(|| Questions::of(&tags))
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
    let mut reach = Reach::of(theme);
    let kinds = PageKind::ALL.into_iter().filter(|kind| theme.pages.as_ref().is_none_or(|pages| pages.contains(kind)));
    kinds.flat_map(templates_of).for_each(|name| reach.visit(name));
    let built_in = theme.layers.last();
    let all = theme.templates.iter().flat_map(|(name, layers)| layers.iter().map(move |one| (name, one)));
    for (name, template) in all.clone().filter(|(_, template)| Some(&template.layer) != built_in) {
        reach.visit(&format!("{}/{name}", template.layer));
    }
    match reach.found.values().all(Option::is_some) {
        true => reach.found.into_keys().collect(),
        // One of them may reach any other.
        false => all.map(|(name, template)| (template.layer.as_str(), name.as_str())).collect(),
    }
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
    /// Where each component is defined: layer and name.
    homes: AHashMap<&'t str, Vec<(&'t str, &'t str)>>,
    /// What is reached, with its tags; nothing where they cannot be told apart.
    found: BTreeMap<(&'t str, &'t str), Option<Vec<Tag<'t>>>>,
}

impl<'t> Reach<'t> {
    fn of(theme: &'t Theme) -> Self {
        let mut homes: AHashMap<&str, Vec<(&str, &str)>> = AHashMap::new();
        for (name, template) in theme.templates.iter().flat_map(|(name, all)| all.iter().map(move |one| (name, one))) {
            for component in components(&template.text) {
                homes.entry(component).or_default().push((&template.layer, name));
            }
        }
        Self { theme, homes, found: BTreeMap::new() }
    }

    /// Follows a name in quotes to a template, if it is the name of one, and on from there: to the
    /// templates that it names, and to those that define the components that it calls.
    fn visit(&mut self, name: &str) {
        let Some((name, template)) = self.named(name) else { return };
        let place = (template.layer.as_str(), name);
        if self.found.contains_key(&place) {
            return;
        }
        let tags = tags(&template.text);
        let said: Vec<Token<'_>> = tags.iter().flatten().flat_map(|tag| tag.tokens.iter().copied()).collect();
        self.found.insert(place, tags);
        for pair in said.windows(2).chain(said.last().map(std::slice::from_ref)) {
            match *pair {
                [Token::Text(name), ..] => self.visit(name),
                [Token::Sign("<"), Token::Word(component)] => self.visit_homes(component),
                _ => {}
            }
        }
    }

    fn visit_homes(&mut self, component: &str) {
        for (layer, name) in self.homes.get(component).cloned().unwrap_or_default() {
            self.visit(&format!("{layer}/{name}"));
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
}

/// Words as names are made of them.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(is_between).filter(|word| !word.is_empty())
}

fn is_between(c: char) -> bool {
    !c.is_alphanumeric() && c != '_'
}

/// The names of the components that a template defines.
fn components(text: &str) -> impl Iterator<Item = &str> {
    let word = "component ";
    memmem::find_iter(text.as_bytes(), word).filter_map(|at| words(text.get(at + word.len()..)?).next())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    /// A theme of templates: layer, name, text; the strongest layer first.
    fn theme(templates: &[(&str, &str, &str)]) -> Theme {
        let layers = ["own", "built-in"].map(str::to_owned).into();
        let mut theme = Theme { pages: Some([PageKind::Part].into()), layers, ..Theme::default() };
        for (layer, name, text) in templates {
            let template = Template { layer: (*layer).to_owned(), file: Arc::from(*name), text: (*text).into() };
            theme.templates.entry((*name).to_owned()).or_default().push(template);
        }
        theme
    }

    fn mentions(templates: &[(&str, &str, &str)]) -> Mentions {
        Mentions::of(&theme(templates), &PageKind::OF_ASSESSMENTS)
    }

    #[test]
    fn a_template_whose_tags_cannot_be_told_apart_reaches_all_others() {
        let foot = ("built-in", "foot.html", "");
        assert_eq!(reached(&theme(&[("own", "part.html", "{{ 'a' }}"), foot])).len(), 1);
        assert_eq!(reached(&theme(&[("own", "part.html", "{{ 'a }}"), foot])).len(), 2);
    }

    #[test]
    fn what_is_extended_included_or_called_is_reached_and_nothing_else() {
        let found = mentions(&[
            ("own", "part.html", "{% extends \"built-in/part.html\" %}{{ own_word }}"),
            ("built-in", "part.html", "{% include 'foot.html' %}{% set level = <mark level={part.level} /> %}"),
            ("built-in", "foot.html", "copied_word {{ foot_word }}"),
            ("built-in", "marks.html", "{% component mark(level) %}{{ mark_word }}{% endcomponent mark %}"),
            ("built-in", "section.html", "{{ section_word }}"),
            ("built-in", "other.html", "{% component own_word() %}{{ other_word }}{% endcomponent own_word %}"),
        ]);
        for (word, is_mentioned) in [
            ("own_word", true),
            ("part", true),
            ("foot_word", true),
            ("mark_word", true),
            ("copied_word", false),
            ("section_word", false),
            ("other_word", false),
        ] {
            assert_eq!(!matches!(found.value(word), Mention::Nothing), is_mentioned, "{word}");
        }
    }

    #[test]
    fn what_is_asked_of_a_value_is_known_across_templates() {
        let found = mentions(&[
            ("own", "part.html", "{% set own = briefing %}{% include \"foot.html\" %}"),
            ("own", "foot.html", "{{ own.lead }}{# {{ briefing.score }} #}"),
        ]);
        assert!(found.value("briefing").has("lead") && !found.value("briefing").has("score"));
        assert!(!found.value("initiative").has("lead"));
    }

    #[test]
    fn where_it_cannot_be_told_everything_is_mentioned() {
        for text in [
            "{% include part.id %}",
            "{{ __tera_context }}",
            "{% component card(row, ...rest) %}{% endcomponent card %}",
            "{{ never closed",
        ] {
            let found = mentions(&[("own", "part.html", text)]);
            assert!(found.value("briefing").has("any"), "{text}");
        }
        assert!(EVERYTHING.value("briefing").field("any").has("other"));
    }
}

//! Custom properties that a stylesheet gives to the whole page, and for which mode.
//!
//! It reads `:root` and `html`, alone or within `@media` for light, dark, screen or print. What it
//! does not know it leaves alone: a rule for some pages or a narrow window says nothing about the
//! colours of a theme.

use std::collections::BTreeMap;
use std::sync::Arc;

use cssparser::{ParseError, Parser, Token};

use crate::model::look::Mode;
use crate::place::Place;

/// A custom property as the cascade leaves it in one mode.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Property {
    /// The value as written.
    pub value: String,
    /// Where the value stands.
    pub place: Place,
    /// How strong it is: importance, then how exactly the selector names the page.
    strength: (bool, usize),
}

/// Properties by mode and name, such as `--accent`.
pub type Properties = BTreeMap<(Mode, String), Property>;

/// Reads a stylesheet over those that were read before.
pub fn read(file: &Arc<str>, text: &str, properties: &mut Properties) {
    rules(&mut Parser::new(text), &Mode::ALL, &mut Found { file, properties });
}

/// What was found so far, and in which file to go on.
struct Found<'a> {
    file: &'a Arc<str>,
    properties: &'a mut Properties,
}

impl Found<'_> {
    /// Keeps a property unless a stronger one is known.
    fn keep(&mut self, mode: Mode, name: &str, property: &Property) {
        let key = (mode, name.to_owned());
        if self.properties.get(&key).is_none_or(|known| known.strength <= property.strength) {
            self.properties.insert(key, property.clone());
        }
    }
}

/// A list of rules: each is a prelude and a block; what ends with a semicolon has no block.
fn rules(input: &mut Parser<'_>, modes: &[Mode], found: &mut Found<'_>) {
    input.skip_whitespace();
    let mut start = input.position();
    loop {
        match input.next() {
            Err(_) => return,
            Ok(Token::CurlyBracketBlock) => {
                let prelude = input.slice_from(start).trim_end_matches('{').trim().to_ascii_lowercase();
                let result: Result<(), ParseError<()>> = input.parse_nested_block(|block| {
                    rule(&prelude, block, modes, found);
                    Ok(())
                });
                // A block that never ends is a fault of the styles, not of their colours.
                let _ = result;
            }
            Ok(Token::Semicolon) => {}
            Ok(_) => continue,
        }
        input.skip_whitespace();
        start = input.position();
    }
}

fn rule(prelude: &str, block: &mut Parser<'_>, modes: &[Mode], found: &mut Found<'_>) {
    if let Some(query) = prelude.strip_prefix("@media") {
        let known = modes_of(query);
        let modes: Vec<Mode> = modes.iter().copied().filter(|mode| known.contains(mode)).collect();
        rules(block, &modes, found);
    } else if let Some(exactness) = prelude.split(',').filter_map(|selector| exactness(selector.trim())).max() {
        declarations(block, modes, exactness, found);
    }
}

/// How exactly a selector names the page; nothing where it names something else.
fn exactness(selector: &str) -> Option<usize> {
    match selector {
        "html" => Some(1),
        ":root" => Some(10),
        "html:root" => Some(11),
        _ => None,
    }
}

/// The modes that a media query is about; none where it asks for something else besides.
fn modes_of(query: &str) -> &'static [Mode] {
    let query: String = query.chars().filter(|c| !c.is_whitespace()).collect();
    match query.strip_prefix("only").unwrap_or(&query) {
        "all" => &Mode::ALL,
        "print" => &[Mode::Print],
        "screen" => &[Mode::Light, Mode::Dark],
        "(prefers-color-scheme:dark)" | "screenand(prefers-color-scheme:dark)" => &[Mode::Dark],
        "screenand(prefers-color-scheme:light)" => &[Mode::Light],
        "(prefers-color-scheme:light)" => &[Mode::Light, Mode::Print],
        _ => &[],
    }
}

fn declarations(block: &mut Parser<'_>, modes: &[Mode], exactness: usize, found: &mut Found<'_>) {
    while !block.is_exhausted() {
        let name = match block.next() {
            Ok(Token::Ident(name)) if name.starts_with("--") => Some(name.to_string()),
            Ok(Token::Semicolon) => continue,
            _ => None,
        };
        let is_declared = name.is_some() && block.try_parse(Parser::expect_colon).is_ok();
        let (value, at) = value(block);
        let Some(name) = name.filter(|_| is_declared) else { continue };
        let (value, is_important) = match value.strip_suffix("!important") {
            Some(value) => (value.trim_end(), true),
            None => (value, false),
        };
        let place = Place::new(found.file, at..at + value.len());
        let property = Property { value: value.to_owned(), place, strength: (is_important, exactness) };
        for mode in modes {
            found.keep(*mode, &name, &property);
        }
    }
}

/// The text up to the next semicolon, and where it begins.
fn value<'i>(block: &mut Parser<'i>) -> (&'i str, usize) {
    block.skip_whitespace();
    let start = block.position();
    let mut end = start;
    while let Ok(token) = block.next() {
        if matches!(token, Token::Semicolon) {
            break;
        }
        let is_block = matches!(token, Token::CurlyBracketBlock | Token::Function(_) | Token::ParenthesisBlock);
        if is_block {
            let result: Result<(), ParseError<()>> = block.parse_nested_block(|inside| {
                while inside.next().is_ok() {}
                Ok(())
            });
            let _ = result;
        }
        end = block.position();
    }
    (block.slice(start..end).trim_end(), start.byte_index())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn properties(text: &str) -> Properties {
        let mut properties = Properties::new();
        read(&Arc::from("own.css"), text, &mut properties);
        properties
    }

    fn value_of(text: &str, mode: Mode, name: &str) -> Option<String> {
        properties(text).get(&(mode, name.to_owned())).map(|property| property.value.clone())
    }

    #[test]
    fn the_last_rule_of_a_mode_wins_and_comments_are_no_rules() {
        let text = "/* a { } */ @import 'x';\n:root{--a:red;color:var(--a)}\n@media (prefers-color-scheme: dark){:root,html{--a:rgb(1, 2, 3)}}\n@media print{:root{--a:#000}}";
        assert_eq!(value_of(text, Mode::Light, "--a").as_deref(), Some("red"));
        assert_eq!(value_of(text, Mode::Dark, "--a").as_deref(), Some("rgb(1, 2, 3)"));
        assert_eq!(value_of(text, Mode::Print, "--a").as_deref(), Some("#000"));
    }

    #[test]
    fn a_rule_outside_any_query_counts_for_every_mode_after_it() {
        let text = "@media print{:root{--a:#000}} :root{--a:#fff}";
        assert_eq!(value_of(text, Mode::Print, "--a").as_deref(), Some("#fff"));
        let text = "@media print{:root{--a:#000 !important}} :root{--a:#fff}";
        assert_eq!(value_of(text, Mode::Print, "--a").as_deref(), Some("#000"));
    }

    #[test]
    fn what_is_about_something_else_is_left_alone() {
        let text =
            ".card{--a:red} @media (max-width:40rem){:root{--a:red}} :root:lang(ja){--a:red} @font-face{--a:red}";
        assert_eq!(properties(text), Properties::new());
    }

    #[test]
    fn a_span_is_the_value_in_the_text() {
        let text = "/* é */ :root { --a : #0B566A ; }";
        let found = properties(text);
        let property = found.get(&(Mode::Light, "--a".to_owned())).map(|property| property.place.clone());
        assert_eq!(property.and_then(|place| text.get(place.start..place.end)), Some("#0B566A"));
    }

    #[test]
    fn broken_styles_end_nowhere_else() {
        for text in ["", "}", ":root{--a", ":root{--a:", ":root{--a:#fff", "@media{", "\"", ":root{--a:(}"] {
            let _ = properties(text);
        }
        assert_eq!(value_of(":root{--a:#fff", Mode::Light, "--a").as_deref(), Some("#fff"));
    }
}

//! The tags of a template as tokens: what a template does, without what it only copies. It knows
//! where a tag ends and what is a word, a text or a sign; what they mean is not known here.

/// One tag of a template.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Tag<'t> {
    /// Whether it is a statement, `{% %}`, and not a value that is written, `{{ }}`.
    pub(super) is_statement: bool,
    /// What stands in it.
    pub(super) tokens: Vec<Token<'t>>,
}

/// A piece of a tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'t> {
    /// A name or a keyword.
    Word(&'t str),
    /// What stands between quotes, as it is written.
    Text(&'t str),
    /// Anything else: a sign of one or more characters, or a number.
    Sign(&'t str),
}

impl<'t> Token<'t> {
    /// The word, if it is one.
    pub(super) const fn word(self) -> Option<&'t str> {
        match self {
            Self::Word(word) => Some(word),
            Self::Text(_) | Self::Sign(_) => None,
        }
    }

    /// Whether it is a sign.
    pub(super) fn is(self, sign: &str) -> bool {
        matches!(self, Self::Sign(own) if own == sign)
    }
}

/// Signs that are more than one character.
const SIGNS: [&str; 10] = ["...", "?.", "?[", "==", "!=", "<=", ">=", "</", "//", "**"];

/// The tags of a template, in their order; nothing for a template that stops inside one,
/// which cannot be loaded.
pub(super) fn tags(text: &str) -> Option<Vec<Tag<'_>>> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('{') {
        let (mark, after) = rest.get(at..)?.split_at_checked(2).unwrap_or_default();
        rest = match mark {
            "{#" => after.split_once("#}")?.1,
            "{{" | "{%" => {
                let is_statement = mark == "{%";
                let (tokens, after) = tag(after, if is_statement { "%}" } else { "}}" })?;
                let is_raw = is_statement && tokens == [Token::Word("raw")];
                found.push(Tag { is_statement, tokens });
                if is_raw { after_raw(after)? } else { after }
            }
            _ => rest.get(at + 1..)?,
        };
    }
    Some(found)
}

/// What follows a text that is not to be read.
fn after_raw(text: &str) -> Option<&str> {
    let (_, after) = text.split_once("endraw")?;
    after.split_once("%}").map(|(_, after)| after)
}

/// The tokens of one tag, and what follows it.
fn tag<'t>(text: &'t str, end: &str) -> Option<(Vec<Token<'t>>, &'t str)> {
    let mut tokens = Vec::new();
    let mut rest = text.strip_prefix('-').unwrap_or(text);
    let mut braces = 0_usize;
    loop {
        rest = rest.trim_start();
        if braces == 0
            && let Some(after) = rest.strip_prefix(end).or_else(|| rest.strip_prefix('-')?.strip_prefix(end))
        {
            return Some((tokens, after));
        }
        let (token, after) = token(rest)?;
        match token {
            Token::Sign("{") => braces += 1,
            Token::Sign("}") => braces = braces.saturating_sub(1),
            _ => {}
        }
        tokens.push(token);
        rest = after;
    }
}

/// The token that a text begins with, and what follows it.
fn token(text: &str) -> Option<(Token<'_>, &str)> {
    let first = text.chars().next()?;
    if is_of_word(first) {
        let (word, after) = text.split_at_checked(text.find(|c| !is_of_word(c)).unwrap_or(text.len()))?;
        let is_number = first.is_ascii_digit();
        return Some((if is_number { Token::Sign(word) } else { Token::Word(word) }, after));
    }
    if matches!(first, '"' | '\'') {
        let inside = text.get(1..)?;
        let (written, after) = inside.split_at_checked(closing(inside, first)?)?;
        return Some((Token::Text(written), after.get(1..)?));
    }
    let length = SIGNS.iter().find(|sign| text.starts_with(**sign)).map_or(first.len_utf8(), |sign| sign.len());
    let (sign, after) = text.split_at_checked(length)?;
    Some((Token::Sign(sign), after))
}

/// Where the quote stands that ends a text.
fn closing(text: &str, quote: char) -> Option<usize> {
    let mut is_escaped = false;
    let found = text.char_indices().find(|(_, c)| {
        let is_end = *c == quote && !is_escaped;
        is_escaped = *c == '\\' && !is_escaped;
        is_end
    });
    found.map(|(at, _)| at)
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_ends_where_no_text_and_no_map_is_open() {
        let tags = tags("{ a {{- b.c?.d -}} {# {{ e }} #}{% set f = {\"%}\": 'g\\'}}'} %} h {{ {i: 1} }}").unwrap();
        let shown: Vec<String> = tags.iter().map(|tag| format!("{:?}", tag.tokens)).collect();
        assert_eq!(
            shown,
            [
                r#"[Word("b"), Sign("."), Word("c"), Sign("?."), Word("d")]"#,
                r#"[Word("set"), Word("f"), Sign("="), Sign("{"), Text("%}"), Sign(":"), Text("g\\'}}"), Sign("}")]"#,
                r#"[Sign("{"), Word("i"), Sign(":"), Sign("1"), Sign("}")]"#,
            ]
        );
    }

    #[test]
    fn what_is_raw_is_no_tag_and_what_never_ends_is_nothing() {
        assert_eq!(tags("{% raw %}{{ 'a }}{% endraw %}{{ b }}").unwrap().len(), 2);
        for text in ["{{ a", "{% b }}", "{{ 'c }}", "{# d", "{% raw %}{{ e }}"] {
            assert_eq!(tags(text), None, "{text}");
        }
    }
}

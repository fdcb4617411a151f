//! What templates ask of each value, field by field: `{% for row in briefing.sections %}{{ row.title }}`
//! asks `sections` of `briefing` and `title` of each of them.
//!
//! Names are followed through loops, `set` and arguments of components, whatever template they stand
//! in: a name that stands for two values asks of both. A value that goes where it cannot be followed
//! (a filter, a text, a list that is put together) is asked for with everything in it. So too much may
//! be asked and never too little. Where a value lies is known by its field and the two fields around
//! it; what lies deeper in itself is one and the same.

use ahash::{AHashMap, AHashSet};

use super::tokens::{Tag, Token};

/// What is asked of values, from the names that a template begins with.
#[derive(Debug, Default)]
pub(super) struct Questions {
    nodes: Vec<Node>,
    /// The node of a name that a template begins with.
    roots: AHashMap<String, usize>,
}

/// What is asked of the values of one field.
#[derive(Debug, Default)]
struct Node {
    /// Its fields with their nodes. There are few, so that looking through them is the fastest.
    fields: Vec<(String, usize)>,
    /// The marks of its fields: most of what is not among them is told from these alone.
    marks: u64,
    /// Whether everything of it is asked for: it goes where it cannot be followed.
    whole: bool,
    /// Whether it is asked for being there.
    present: bool,
}

impl Node {
    fn field(&self, name: &str) -> Option<usize> {
        if self.marks & mark(name) == 0 {
            return None;
        }
        self.fields.iter().find(|(own, _)| own == name).map(|(_, node)| *node)
    }

    fn add(&mut self, field: &str, node: usize) {
        self.marks |= mark(field);
        self.fields.push((field.to_owned(), node));
    }
}

/// One bit for a name, by its length and its last letter.
fn mark(name: &str) -> u64 {
    let last = name.bytes().next_back().map_or(0, usize::from);
    1 << ((name.len() * 7 + last) % 64)
}

/// What is asked of one value.
#[derive(Clone, Copy, Debug)]
pub enum Mention<'q> {
    /// Everything.
    Everything,
    /// Nothing.
    Nothing,
    /// Some of its fields.
    Some(Few<'q>),
}

/// What is asked of a value that is not asked for whole.
#[derive(Clone, Copy, Debug)]
pub struct Few<'q> {
    questions: &'q Questions,
    node: &'q Node,
}

impl Mention<'_> {
    /// What is asked of a field.
    pub fn field(self, name: &str) -> Self {
        match self {
            Self::Some(Few { questions, node }) => {
                node.field(name).map_or(Self::Nothing, |field| questions.of_node(field))
            }
            all_or_nothing => all_or_nothing,
        }
    }

    /// How many fields are asked for; nothing when it is all there are.
    pub fn fields(self) -> Option<usize> {
        match self {
            Self::Everything => None,
            Self::Nothing => Some(0),
            Self::Some(few) => Some(few.node.fields.len()),
        }
    }

    /// Whether a field is asked for.
    pub fn has(self, name: &str) -> bool {
        !matches!(self.field(name), Self::Nothing)
    }

    /// Whether one of several fields is asked for.
    pub fn has_any(self, names: &[&str]) -> bool {
        names.iter().any(|name| self.has(name))
    }
}

impl Questions {
    /// What the tags of templates ask.
    pub(super) fn of(tags: &[Tag<'_>]) -> Self {
        // Most of what is said is said again.
        let said: AHashSet<Said<'_>> = tags.iter().flat_map(|tag| said(tag)).collect();
        let mut asking = Asking::default();
        // What a name stands for is only ever added to, so this ends.
        while said.iter().filter(|said| asking.learns(said)).count() > 0 {}
        said.iter().for_each(|said| asking.hear(said));
        let roots = asking.roots.into_iter().map(|(name, node)| (name.to_owned(), node));
        let mut nodes = asking.nodes;
        // A map without fields would count as not there.
        nodes.iter_mut().for_each(|node| node.whole |= node.present && node.fields.is_empty());
        Self { nodes, roots: roots.collect() }
    }

    fn of_node(&self, node: usize) -> Mention<'_> {
        match self.nodes.get(node) {
            Some(node) if node.whole => Mention::Everything,
            Some(node) => Mention::Some(Few { questions: self, node }),
            None => Mention::Nothing,
        }
    }

    /// What is asked of a value by the name that a template begins with.
    pub(super) fn value(&self, name: &str) -> Mention<'_> {
        self.roots.get(name).map_or(Mention::Nothing, |node| self.of_node(*node))
    }
}

/// A way to a value: a name, and fields down from there.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Path<'t> {
    name: &'t str,
    fields: Vec<&'t str>,
}

/// What a tag does with a value.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Said<'t> {
    /// It goes where it cannot be followed.
    Whole(Path<'t>),
    /// Only whether it is there counts, or how many there are.
    Present(Path<'t>),
    /// A name stands for it, or for what is in the list that it is.
    Named(&'t str, Path<'t>),
}

/// Where a value lies: its field, after the fields around it, the outer one first.
type Lies<'t> = [&'t str; 3];

/// Questions on their way: where values lie, and what names stand for.
#[derive(Debug, Default)]
struct Asking<'t> {
    nodes: Vec<Node>,
    /// The node of a field, by where it lies.
    places: AHashMap<Lies<'t>, usize>,
    /// Where each node lies.
    lies: Vec<Lies<'t>>,
    roots: AHashMap<&'t str, usize>,
    names: AHashMap<&'t str, Vec<usize>>,
}

impl<'t> Asking<'t> {
    /// Takes in what a name stands for, and says whether that was new.
    fn learns(&mut self, said: &Said<'t>) -> bool {
        let Said::Named(name, path) = said else { return false };
        let found = self.follow(path);
        let known = self.names.entry(name).or_default();
        let before = known.len();
        found.into_iter().for_each(|node| add(known, node));
        known.len() > before
    }

    fn hear(&mut self, said: &Said<'t>) {
        match said {
            Said::Whole(path) => self.each(path, |node| node.whole = true),
            Said::Present(path) => self.each(path, |node| node.present = true),
            Said::Named(..) => {}
        }
    }

    fn each(&mut self, path: &Path<'t>, change: impl Fn(&mut Node)) {
        for at in self.follow(path) {
            self.nodes.get_mut(at).into_iter().for_each(&change);
        }
    }

    /// Where a path leads, from everything that its name stands for.
    fn follow(&mut self, path: &Path<'t>) -> Vec<usize> {
        let mut found = self.names.get(path.name).cloned().unwrap_or_default();
        add(&mut found, self.root(path.name));
        for field in &path.fields {
            let mut inside = Vec::new();
            found.into_iter().for_each(|around| add(&mut inside, self.field(around, field)));
            found = inside;
        }
        found
    }

    fn root(&mut self, name: &'t str) -> usize {
        match self.roots.get(name) {
            Some(node) => *node,
            None => {
                let node = self.node(["", "", name]);
                self.roots.insert(name, node);
                node
            }
        }
    }

    fn field(&mut self, around: usize, field: &'t str) -> usize {
        let [_, outer, inner] = self.lies.get(around).copied().unwrap_or_default();
        let at = self.node([outer, inner, field]);
        if let Some(node) = self.nodes.get_mut(around)
            && node.field(field).is_none()
        {
            node.add(field, at);
        }
        at
    }

    fn node(&mut self, lies: Lies<'t>) -> usize {
        *self.places.entry(lies).or_insert_with(|| {
            self.nodes.push(Node::default());
            self.lies.push(lies);
            self.nodes.len() - 1
        })
    }
}

/// Adds what is not there yet.
fn add(nodes: &mut Vec<usize>, node: usize) {
    if !nodes.contains(&node) {
        nodes.push(node);
    }
}

/// What one tag says of values.
fn said<'t>(tag: &Tag<'t>) -> Vec<Said<'t>> {
    use Token::{Sign, Word};
    match tag.tokens.as_slice() {
        value if !tag.is_statement => of_expression(value, false),
        // Their words are names of templates and of what is theirs.
        [Word("component" | "endcomponent" | "block" | "endblock" | "extends" | "include"), ..] => Vec::new(),
        [Word("for"), Word(name), Word("in"), rest @ ..]
        | [Word("set" | "set_global"), Word(name), Sign("="), rest @ ..] => match path(rest) {
            Some((path, [])) => vec![Said::Named(name, path)],
            _ => of_expression(rest, false),
        },
        [Word("for"), rest @ ..] => {
            let list = rest.iter().position(|token| *token == Word("in")).and_then(|at| rest.get(at + 1..));
            of_expression(list.unwrap_or(rest), false)
        }
        [Word("if" | "elif"), rest @ ..] => of_expression(rest, true),
        other => of_expression(other, false),
    }
}

/// Words of expressions.
const KEYWORDS: [&str; 10] = ["and", "else", "false", "for", "if", "in", "is", "not", "or", "true"];

/// Stands for a value that has just been read.
const VALUE: Token<'static> = Token::Sign("]");

/// What an expression says of values. In a question, a value between `and`, `or`, `not` and brackets
/// only counts as being there.
fn of_expression<'t>(tokens: &[Token<'t>], is_question: bool) -> Vec<Said<'t>> {
    let mut found = Vec::new();
    let mut before: Option<Token<'t>> = None;
    let mut rest = tokens;
    let mut calls = Calls::default();
    while let Some((token, after)) = rest.split_first() {
        calls.pass(before, *token, after);
        let is_value = token.word().is_some_and(|word| !KEYWORDS.contains(&word))
            && !is_name(before, after)
            && !calls.is_among_arguments();
        let (Some((path, next)), true) = (path(rest), is_value) else {
            before = Some(*token);
            rest = after;
            continue;
        };
        found.push(match argument(tokens, rest, next).filter(|_| calls.is_argument()) {
            Some(name) => Said::Named(name, path),
            None if (is_question && is_asked(before, next)) || is_counted(next) => Said::Present(path),
            None => Said::Whole(path),
        });
        before = Some(VALUE);
        rest = next;
    }
    found
}

/// Calls of components that are open, each with how many braces are open in it: `<card row={a.b} />`.
#[derive(Debug, Default)]
struct Calls(Vec<usize>);

impl Calls {
    fn pass(&mut self, before: Option<Token<'_>>, token: Token<'_>, after: &[Token<'_>]) {
        match (token, self.0.last_mut()) {
            (Token::Sign("<" | "</"), _) if opens_call(before, after) => self.0.push(0),
            (Token::Sign(">"), Some(0)) => self.0.truncate(self.0.len() - 1),
            (Token::Sign("{"), Some(braces)) => *braces += 1,
            (Token::Sign("}"), Some(braces)) => *braces = braces.saturating_sub(1),
            _ => {}
        }
    }

    /// Whether what comes now is the name of an argument. `<card title />` hands on what is called
    /// `title` under its own name.
    fn is_among_arguments(&self) -> bool {
        self.0.last() == Some(&0)
    }

    /// Whether what comes now may be all there is to an argument.
    fn is_argument(&self) -> bool {
        self.0.last() == Some(&1)
    }
}

/// Whether `<` begins a call: what stands before it is no value to compare.
fn opens_call(before: Option<Token<'_>>, after: &[Token<'_>]) -> bool {
    let is_compared = match before {
        None => false,
        Some(Token::Word(word)) => !KEYWORDS.contains(&word),
        Some(Token::Text(_)) => true,
        Some(Token::Sign(sign)) => matches!(sign, ")" | "]" | "}") || sign.starts_with(|c: char| c.is_ascii_digit()),
    };
    !is_compared && after.first().is_some_and(|next| next.word().is_some())
}

/// Whether a word between these is the name of a filter, a test, a function or an argument.
fn is_name(before: Option<Token<'_>>, after: &[Token<'_>]) -> bool {
    let is_named = before.is_some_and(|before| before.is("|") || before == Token::Word("is"));
    is_named || after.first().is_some_and(|next| next.is("(") || next.is("="))
}

/// The argument of a component that is this value and no more: `name={a.b}`.
fn argument<'t>(tokens: &[Token<'t>], value: &[Token<'t>], next: &[Token<'t>]) -> Option<&'t str> {
    let before = tokens.get(..tokens.len() - value.len())?;
    match (before, next) {
        ([.., Token::Word(name), Token::Sign("="), Token::Sign("{")], [Token::Sign("}"), ..]) => Some(name),
        _ => None,
    }
}

/// Whether a value in a question is only asked whether it is there.
fn is_asked(before: Option<Token<'_>>, next: &[Token<'_>]) -> bool {
    let ends = |token: &Token<'_>| matches!(token, Token::Word("and" | "or" | "not" | "is") | Token::Sign("(" | ")"));
    before.is_none_or(|before| ends(&before)) && next.first().is_none_or(ends)
}

/// Whether only the length of a value is asked for.
fn is_counted(next: &[Token<'_>]) -> bool {
    matches!(next, [Token::Sign("|"), Token::Word("length"), ..])
}

/// The path that tokens begin with, and what follows it. A number in brackets picks from a list.
fn path<'t, 's>(tokens: &'s [Token<'t>]) -> Option<(Path<'t>, &'s [Token<'t>])> {
    use Token::{Sign, Text, Word};
    let (name, mut rest) = tokens.split_first()?;
    let mut path = Path { name: name.word()?, fields: Vec::new() };
    loop {
        rest = match rest {
            [Sign("." | "?."), Word(field), after @ ..] => {
                path.fields.push(field);
                after
            }
            [Sign("[" | "?["), Text(field), Sign("]"), after @ ..] if !field.contains('\\') => {
                path.fields.push(field);
                after
            }
            [Sign("[" | "?["), Sign(number), Sign("]"), after @ ..] if number.bytes().all(|b| b.is_ascii_digit()) => {
                after
            }
            _ => return Some((path, rest)),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::super::tokens::tags;
    use super::*;

    /// Whether a template asks for a value: `briefing.sections.title`.
    fn asks(text: &str, path: &str) -> bool {
        let questions = Questions::of(&tags(text).unwrap());
        let (root, fields) = path.split_once('.').unwrap();
        let mut asked = questions.value(root);
        for field in fields.split('.') {
            asked = asked.field(field);
        }
        !matches!(asked, Mention::Nothing)
    }

    fn check(text: &str, expected: &[(&str, bool)]) {
        for (path, is_asked) in expected {
            assert_eq!(asks(text, path), *is_asked, "{path} in {text}");
        }
    }

    #[test]
    fn fields_are_asked_for_where_they_lie() {
        check(
            "{% for row in a.rows %}{{ row.score.points | safe }}{% endfor %}{% set other = a.rows[0] %}{{ other?.title }}{{ a['lead'] }}",
            &[
                ("a.rows.score.points", true),
                ("a.rows.score.percent", false),
                ("a.rows.title", true),
                ("a.lead", true),
                ("a.rest", false),
                ("b.lead", false),
            ],
        );
        check(
            "{% for row in a.rows %}{% for mark in row.marks %}{{ mark.state }}{% endfor %}{% endfor %}{% for all in a.marks %}{{ all.title }}{% endfor %}",
            &[
                ("a.rows.marks.state", true),
                ("a.rows.marks.title", false),
                ("a.marks.title", true),
                ("a.marks.state", false),
            ],
        );
    }

    #[test]
    fn a_value_may_be_called_what_statements_are() {
        check(
            "{% block a %}{{ block.b }}{{ set.c }}{% endblock %}",
            &[("block.b", true), ("set.c", true), ("a.any", false)],
        );
    }

    #[test]
    fn what_cannot_be_followed_is_asked_for_whole() {
        for text in [
            "{{ a.b }}",
            "{{ a.b | json }}",
            "{{ f(x=a.b) }}",
            "{% for x in a.b | sort %}{% endfor %}",
            "{% for x in [a.b] %}{% endfor %}",
            "{% for k, v in a.b %}{% endfor %}",
            "{{ [x for x in a.b] }}",
            "{% set x = a.b or c %}",
            "{{ <d {...a.b} /> }}",
            "{{ <d x={a.b | first} /> }}",
            "{{ <d x={c | f(y=a.b)} /> }}",
            "{{ <d x={1 > c and a.b} /> }}",
            "{{ <d x={[a.b]} /> }}",
            "{{ c.set < a.b }}",
            "{{ a.b[i] }}",
            "{{ a.b[1:2] }}",
            "{{ {\"x\": a.b} }}",
            "{% if x in a.b %}{% endif %}",
        ] {
            check(text, &[("a.b.any.thing", true), ("a.c", false)]);
        }
    }

    #[test]
    fn arguments_of_components_are_followed() {
        check(
            "{{ <card row={a.b} title /> }}{% <box c={row.d}> %}{% </box> %}{% component card(row, title, e=\"f\") %}{{ row.g }}{% if 1 < row.h and c.i > 2 %}{% endif %}{% endcomponent card %}",
            &[
                ("a.b.g", true),
                ("a.b.d.i", true),
                ("a.b.h", true),
                ("a.b.title", false),
                ("title.any", false),
                ("card.any", false),
                ("e.any", false),
            ],
        );
    }

    #[test]
    fn a_value_that_is_only_asked_for_being_there_is_not_empty() {
        check(
            "{% if a.b and not a.c and a.d == \"e\" %}{% endif %}",
            &[("a.b.any", true), ("a.d", true), ("a.e", false)],
        );
        check("{% if a.b and a.b.c == a.d %}{% endif %}", &[("a.b.c", true), ("a.b.any", false), ("a.d.any", true)]);
        check("{% if a.b %}{{ a.b.c }}{% endif %}{{ a.b | length }}", &[("a.b.c", true), ("a.b.any", false)]);
        check("{{ a.b if c else d }}", &[("a.b.any", true)]);
    }

    #[test]
    fn what_lies_deeper_in_itself_is_one_and_the_same() {
        check(
            "{% for row in a.rows %}{{ <tree row={row} /> }}{% endfor %}{% component tree(row) %}{{ row.title }}{% for inner in row.rows %}{{ <tree row={inner} /> }}{% endfor %}{% endcomponent tree %}",
            &[
                ("a.rows.title", true),
                ("a.rows.rows.title", true),
                ("a.rows.rows.rows.rows.title", true),
                ("a.rows.x", false),
            ],
        );
    }
}

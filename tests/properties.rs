//! What must hold for any model, any answers and any input at all, tried on random ones.
//!
//! The seed is fixed, so that a run says the same twice; `PROPTEST_RNG_SEED` and `PROPTEST_CASES`
//! look elsewhere and longer.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that cannot go on should stop, and say where"
)]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::mpsc;
use std::time::{Duration, Instant};

use num_bigint::BigInt;
use num_rational::BigRational;
use preread::model::number::Number;
use preread::pipeline::{self, Options, Pages, Scores};
use preread::scoring::{Standing, Totals};
use preread::source;
use preread::source::files::Files;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed};

/// Longest time one input may take.
const LIMIT: Duration = Duration::from_secs(1);
/// Deepest nesting that is tried.
const DEEPEST: usize = 2000;

fn config() -> Config {
    let asked = Config::default();
    let given = |name: &str| std::env::var_os(name).is_some();
    Config {
        cases: if given("PROPTEST_CASES") { asked.cases } else { 64 },
        rng_seed: if given("PROPTEST_RNG_SEED") { asked.rng_seed } else { RngSeed::Fixed(1000) },
        failure_persistence: None,
        ..asked
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn the_points_of_the_parts_are_exactly_the_points_of_the_whole(model in model()) {
        let files = files_of(&model);
        let (shared, problems) = source::settings::read(&files);
        prop_assert!(problems.iter().all(|problem| !problem.is_error()), "{problems:#?}\n{}", model_text(&model));
        let (initiative, problems) = source::initiative::read("i", &files, &shared);
        prop_assert!(problems.iter().all(|problem| !problem.is_error()), "{problems:#?}\n{}", scores_text(&model));
        let initiative = initiative.expect("an initiative");
        let assessment = &initiative.assessments[0];
        let totals = Totals::of(assessment);
        for (index, node) in assessment.instrument.nodes.iter().enumerate() {
            let score = totals.score(index).expect("every node has a score");
            let points = score.points();
            if let Some(points) = &points {
                prop_assert!(!points.low.is_negative(), "{}", node.path);
                prop_assert!(points.low <= points.mid && points.mid <= points.high, "{}", node.path);
                prop_assert!(points.high <= score.possible, "{}", node.path);
            }
            prop_assert_eq!(points.is_some(), score.standing == Standing::Counted, "{}", node.path);
            if node.is_criterion() {
                continue;
            }
            let below: Vec<_> = node.children.iter().filter_map(|child| totals.score(*child)).collect();
            let possible: Number = below.iter().map(|score| &score.possible).sum();
            prop_assert_eq!(&possible, &score.possible, "possible of {:?}", node.path);
            if let Some(points) = points {
                let parts: Vec<_> = below.iter().filter_map(|score| score.points()).collect();
                prop_assert_eq!(parts.iter().map(|part| &part.low).sum::<Number>(), points.low, "low of {:?}", node.path);
                prop_assert_eq!(parts.iter().map(|part| &part.mid).sum::<Number>(), points.mid, "mid of {:?}", node.path);
                prop_assert_eq!(parts.iter().map(|part| &part.high).sum::<Number>(), points.high, "high of {:?}", node.path);
            }
        }
    }

    #[test]
    fn every_score_is_what_a_second_reckoning_finds(model in model()) {
        let scores = scores_of(&model);
        let reckoned = reckon(&model);
        prop_assert_eq!(scores.nodes.len(), reckoned.len());
        for node in &scores.nodes {
            let own = &reckoned[&node.id];
            prop_assert!(is_near(&node.possible, &own.possible), "{}: possible {} for {}", node.id, node.possible, own.possible);
            let said = [&node.low, &node.mid, &node.high];
            match &own.share {
                None => prop_assert!(said.iter().all(|end| end.is_none()) && node.percent.is_none(), "{}: {said:?}", node.id),
                Some(share) => {
                    for (said, own_share) in said.into_iter().zip(share) {
                        let own = own_share * &own.possible;
                        let said = said.as_ref().expect("what is scored has points");
                        prop_assert!(is_near(said, &own), "{}: {said} for {own}\n{}\n{}", node.id, model_text(&model), scores_text(&model));
                    }
                    let percent = &share[1] * BigRational::from_integer(100.into());
                    let said = node.percent.as_ref().expect("what is scored has a percentage");
                    prop_assert!(is_near(said, &percent), "{}: {said} % for {percent}", node.id);
                }
            }
            prop_assert_eq!([node.scored, node.not_applicable, node.open], own.counts, "{}", &node.id);
        }
    }

    #[test]
    fn one_better_answer_never_lowers_a_total(model in model(), which in any::<prop::sample::Index>()) {
        let mut better = model.clone();
        let mut answers = Vec::new();
        answers_of(&mut better, &mut answers);
        let mut able: Vec<&mut Answer> = answers.into_iter().filter(|answer| answer.better().is_some()).collect();
        prop_assume!(!able.is_empty());
        let at = which.index(able.len());
        let raised = able[at].better().expect("it can be better");
        *able[at] = raised;
        let (before, after) = (scores_of(&model), scores_of(&better));
        for (before, after) in before.nodes.iter().zip(&after.nodes) {
            for (was, is) in [(&before.low, &after.low), (&before.mid, &after.mid), (&before.high, &after.high)] {
                prop_assert_eq!(was.is_some(), is.is_some());
                if let (Some(was), Some(is)) = (was, is) {
                    prop_assert!(rational(is) >= rational(was), "{}: from {was} to {is}", before.id);
                }
            }
            prop_assert_eq!(&before.possible, &after.possible);
        }
        let mid = |scores: &Scores| rational(scores.nodes[0].mid.as_ref().expect("something is scored"));
        prop_assert!(mid(&after) > mid(&before), "the total does not notice");
    }

    #[test]
    fn any_bytes_in_any_file_are_answered_and_never_panic(
        kind in prop::sample::select(KINDS.as_slice()),
        bytes in prop_oneof![
            prop::collection::vec(any::<u8>(), 0..400),
            ".{0,200}".prop_map(String::into_bytes),
            prop::collection::vec(any::<char>(), 0..200).prop_map(|all| all.into_iter().collect::<String>().into_bytes()),
        ],
    ) {
        survives(&with(kind, bytes.clone()), &format!("{kind} {:?}", String::from_utf8_lossy(&bytes)));
    }

    #[test]
    fn a_good_file_with_a_mistake_in_it_is_answered_and_never_panics(
        kind in prop::sample::select(KINDS.as_slice()),
        changes in prop::collection::vec(change(), 1..6),
    ) {
        let good = String::from_utf8(base().remove(kind).unwrap()).unwrap();
        let bad = changes.iter().fold(good, |text, change| change.apply(&text));
        survives(&with(kind, bad.clone().into_bytes()), &format!("{kind}\n{bad}"));
    }

    #[test]
    fn any_pieces_of_markdown_are_answered_and_never_panic(
        kind in prop::sample::select(TEXTS.as_slice()),
        pieces in prop::collection::vec(prop::sample::select(MARKDOWN.as_slice()), 0..250),
    ) {
        let body = pieces.concat();
        survives(&with_body(kind, &body), &format!("{kind}\n{body:?}"));
    }

    #[test]
    fn any_pieces_of_a_model_or_of_scores_are_answered_and_never_panic(
        kind in prop::sample::select(["content/models/m.toml", "content/i/a/assessment.toml", "site.toml", "content/i/initiative.toml"].as_slice()),
        lines in prop::collection::vec((prop::sample::select(KEYS.as_slice()), prop::sample::select(VALUES.as_slice())), 0..40),
    ) {
        let mut text = String::new();
        for (key, value) in lines {
            if key.starts_with('[') {
                writeln!(text, "{key}").unwrap();
            } else {
                writeln!(text, "{key} = {value}").unwrap();
            }
        }
        survives(&with(kind, text.clone().into_bytes()), &format!("{kind}\n{text}"));
        // The same below what makes the file a good one.
        let good = String::from_utf8(base().remove(kind).unwrap()).unwrap();
        let text = format!("{good}\n{text}");
        survives(&with(kind, text.clone().into_bytes()), &text);
    }

    #[test]
    fn any_pieces_of_a_template_are_answered_and_never_panic(
        name in prop::sample::select(["home.html", "base.html", "summary.html", "components/scale.html", "new.html"].as_slice()),
        pieces in prop::collection::vec(prop::sample::select(TEMPLATE.as_slice()), 0..40),
    ) {
        let text = pieces.join(" ");
        let mut files = base();
        files.insert(format!("themes/own/templates/{name}"), text.clone().into_bytes());
        survives(&files, &format!("{name}\n{text}"));
    }

    #[test]
    fn any_depth_of_nesting_is_answered_and_never_panics((open, middle, close) in nesting(), depth in 1..=DEEPEST) {
        let body = format!("{}{middle}{}", open.repeat(depth), close.repeat(depth));
        survives(&with_body(TEXTS[0], &body), &format!("{open:?} {depth} times"));
    }
}

#[test]
fn the_deepest_nesting_of_every_kind_is_answered_in_time() {
    let mut slow = Vec::new();
    for (open, middle, close) in NESTED {
        let body = format!("{}{middle}{}", open.repeat(DEEPEST), close.repeat(DEEPEST));
        for kind in TEXTS {
            let what = format!("{kind}: {open:?} {DEEPEST} times");
            let time = time_of(&with_body(kind, &body), &what);
            slow.extend((time >= LIMIT).then(|| format!("{what} takes {time:?}")));
        }
    }
    assert!(slow.is_empty(), "\n{}", slow.join("\n"));
    let steps: String = (0..DEEPEST).map(|depth| format!("{}- a\n", " ".repeat(2 * depth.min(300)))).collect();
    survives(&with_body(TEXTS[0], &steps), "a list that is indented 300 times");
}

#[test]
fn nested_toml_and_templates_are_answered_in_time() {
    let deep = |open: &str, close: &str| format!("{}1{}", open.repeat(DEEPEST), close.repeat(DEEPEST));
    for kind in KINDS {
        if std::path::Path::new(kind).extension().is_some_and(|extension| extension == "toml") {
            for value in [
                deep("[", "]"),
                deep("{a=", "}"),
                format!("\"{}\"", "a".repeat(100_000)),
                "9".repeat(5000),
                format!("1e{}", "9".repeat(50)),
            ] {
                survives(&with(kind, format!("title = {value}\n").into_bytes()), &format!("{kind}: {}", &value[..20]));
            }
            let dotted = vec!["a"; DEEPEST].join(".");
            survives(
                &with(kind, format!("{dotted} = 1\n[{dotted}.b]\n").into_bytes()),
                &format!("{kind}: dotted keys"),
            );
            let sections: String =
                (1..=1000).map(|depth| format!("[[{}]]\n", vec!["sections"; depth].join("."))).collect();
            survives(&with(kind, sections.into_bytes()), &format!("{kind}: sections in sections"));
        }
    }
    for (open, close) in [("{% if true %}", "{% endif %}"), ("{{ ", " }}"), ("{{ (", ") }}"), ("{# ", " #}")] {
        let mut files = base();
        files.insert("themes/own/templates/home.html".to_owned(), deep(open, close).into_bytes());
        survives(&files, &format!("a template with {open}"));
    }
    for expression in [
        deep("(", ")"),
        deep("[", "]"),
        deep("not ", ""),
        deep("-", ""),
        deep("1 + ", ""),
        deep("a.", ""),
        deep("a[", "]"),
    ] {
        let mut files = base();
        files.insert("themes/own/templates/home.html".to_owned(), format!("{{{{ {expression} }}}}").into_bytes());
        survives(&files, &format!("a template with {}", &expression[..10]));
    }
}

#[test]
fn a_long_text_takes_time_in_proportion_and_no_more() {
    let many = |piece: &dyn Fn(usize) -> String| (0..DEEPEST).map(piece).collect::<String>();
    let cases = [
        ("headings of the same words", many(&|_| "# Again\n\n".to_owned())),
        ("headings of different words", many(&|at| format!("# Heading {at}\n\n"))),
        ("links to headings that are not there", many(&|at| format!("# H{at}\n\n[a](#x{at})\n\n"))),
        ("links to files that are not there", many(&|at| format!("[a](b{at}.md)\n\n"))),
        ("footnotes", many(&|at| format!("word[^{at}]\n\n[^{at}]: note\n\n"))),
        ("references to one footnote", format!("{}\n\n[^1]: note\n", many(&|_| "word[^1] ".to_owned()))),
        ("HTML", many(&|_| "<b>bold</b> ".to_owned())),
        ("pieces of HTML", many(&|_| "<div>\n\n".to_owned())),
        ("images that are not there", many(&|at| format!("![words](a{at}.png)\n\n"))),
        ("tables", many(&|_| "| a | b |\n| - | - |\n| c | d |\n\n".to_owned())),
        ("emphasis that never ends", many(&|_| "*a **b _c ".to_owned())),
        ("brackets that never end", many(&|_| "[a](".to_owned())),
        ("definitions", many(&|at| format!("[r{at}]: https://example.org/{at}\n")) + &many(&|at| format!("[r{at}]\n"))),
    ];
    let mut slow = Vec::new();
    for (name, body) in cases {
        let time = time_of(&with_body(TEXTS[0], &body), name);
        slow.extend((time >= LIMIT).then(|| format!("{DEEPEST} {name} take {time:?}")));
    }
    assert!(slow.is_empty(), "\n{}", slow.join("\n"));
}

#[test]
fn the_files_that_mistakes_are_put_into_are_good_ones() {
    let (errors, pages) = compile(&base());
    assert_eq!(errors, Vec::<String>::new());
    assert!(pages > 5, "{pages} pages");
    assert_eq!(KINDS.len(), base().len(), "every file of the good site is tried");
}

// The second reckoning: exact fractions, straight from the rules, without a line of the program.

type Fraction = BigRational;

/// Root, section or criterion, with all that a model and an assessment say about it.
#[derive(Clone, Debug)]
struct Node {
    /// Tenths.
    weight: u32,
    /// Halves; used where nothing below adds up to something else.
    points: u32,
    /// It states no points, although its siblings do.
    silent: bool,
    inner: Inner,
}

#[derive(Clone, Debug)]
enum Inner {
    Criterion(Answer),
    Section { combine: Option<&'static str>, states: bool, children: Vec<Node> },
}

#[derive(Clone, Debug)]
enum Answer {
    /// Hundredths of a percent.
    Percent(u32),
    Range(u32, u32),
    Three(u32, u32, u32),
    Yes(bool),
    Word(usize),
    Level(u32),
    NotApplicable,
    Open,
}

/// Ids and values of a set of answers; the values lie between 2 and 10.
const WORDS: [(&str, u32); 4] = [("none", 2), ("some", 3), ("much", 7), ("all", 10)];

impl Answer {
    fn scale(&self) -> &'static str {
        match self {
            Self::Yes(_) => "yes-no",
            Self::Word(_) => "odd",
            Self::Level(_) => "five",
            _ => "percent",
        }
    }

    fn text(&self) -> String {
        let percent = |hundredths: &u32| format!("{}.{:02}", hundredths / 100, hundredths % 100);
        match self {
            Self::Percent(value) if value % 100 == 0 => format!("{}", value / 100),
            Self::Percent(value) => percent(value),
            Self::Range(low, high) => format!("[{}, {}]", percent(low), percent(high)),
            Self::Three(low, mid, high) => {
                format!("{{ score = {{ low = {}, mid = {}, high = {} }} }}", percent(low), percent(mid), percent(high))
            }
            Self::Yes(yes) => yes.to_string(),
            Self::Word(at) => format!("\"{}\"", WORDS[*at].0),
            Self::Level(level) => level.to_string(),
            Self::NotApplicable => "{ not-applicable = \"Not here.\" }".to_owned(),
            Self::Open => "{ note = \"Later.\" }".to_owned(),
        }
    }

    fn share(&self) -> Option<[Fraction; 3]> {
        let part = |of: u32, whole: u32| fraction(of, whole);
        let point = |value: Fraction| Some([value.clone(), value.clone(), value]);
        match self {
            Self::Percent(value) => point(part(*value, 10_000)),
            Self::Range(low, high) => Some([part(*low, 10_000), part(low + high, 20_000), part(*high, 10_000)]),
            Self::Three(low, mid, high) => Some([part(*low, 10_000), part(*mid, 10_000), part(*high, 10_000)]),
            Self::Yes(yes) => point(part(u32::from(*yes), 1)),
            Self::Word(at) => point(part(WORDS[*at].1 - 2, 8)),
            Self::Level(level) => point(part(level - 1, 4)),
            Self::NotApplicable | Self::Open => None,
        }
    }

    /// The same, with a bit more.
    fn better(&self) -> Option<Self> {
        match self {
            Self::Percent(value) if *value < 10_000 => Some(Self::Percent((value + 100).min(10_000))),
            Self::Range(low, high) if *high < 10_000 => Some(Self::Range(*low, high + 1)),
            Self::Three(low, mid, high) if mid < high => Some(Self::Three(*low, mid + 1, *high)),
            Self::Yes(false) => Some(Self::Yes(true)),
            Self::Word(at) if at + 1 < WORDS.len() => Some(Self::Word(at + 1)),
            Self::Level(level) if *level < 5 => Some(Self::Level(level + 1)),
            _ => None,
        }
    }
}

impl Node {
    /// The points it would state, in halves.
    fn value(&self) -> u32 {
        match &self.inner {
            Inner::Section { combine: None | Some("points"), states: true, children } => {
                children.iter().map(|child| if child.silent { child.points } else { child.value() }).sum()
            }
            _ => self.points,
        }
    }
}

fn fraction(of: u32, whole: u32) -> Fraction {
    BigRational::new(of.into(), whole.into())
}

#[derive(Clone, Debug)]
struct Reckoned {
    possible: Fraction,
    share: Option<[Fraction; 3]>,
    counts: [usize; 3],
}

/// Score of every node by its path.
fn reckon(root: &Node) -> BTreeMap<String, Reckoned> {
    let mut all = BTreeMap::new();
    let points = fraction(root.value(), 2);
    let whole = rise(root, "m", "", &points, true, "points", &mut all);
    descend(root, "m", "", points, "points", &mut all);
    assert_eq!(all["m"].share.is_some(), whole.is_some());
    all
}

fn path_of(above: &str, at: usize) -> String {
    if above.is_empty() { format!("n{at}") } else { format!("{above}/n{at}") }
}

/// The points that the model gives each child before anything is left out.
fn points_below(
    children: &[Node],
    combine: &str,
    states: bool,
    points: &Fraction,
    stated: bool,
) -> Vec<(Fraction, bool)> {
    let zero = fraction(0, 1);
    let is_stated = |child: &Node| stated && states && combine == "points" && !child.silent;
    let taken = children
        .iter()
        .filter(|child| is_stated(child))
        .fold(zero.clone(), |sum, child| sum + fraction(child.value(), 2));
    let weights =
        children.iter().filter(|child| !is_stated(child)).fold(zero, |sum, child| sum + fraction(child.weight, 10));
    let left = points - taken;
    children
        .iter()
        .map(|child| match is_stated(child) {
            true => (fraction(child.value(), 2), true),
            false => (&left * fraction(child.weight, 10) / &weights, false),
        })
        .collect()
}

fn rise(
    node: &Node,
    id: &str,
    above: &str,
    points: &Fraction,
    stated: bool,
    inherited: &str,
    all: &mut BTreeMap<String, Reckoned>,
) -> Option<[Fraction; 3]> {
    let zero = || fraction(0, 1);
    let (share, counts) = match &node.inner {
        Inner::Criterion(answer) => {
            let share = answer.share();
            let counts = match answer {
                Answer::NotApplicable => [0, 1, 0],
                Answer::Open => [0, 0, 1],
                _ => [1, 0, 0],
            };
            (share, counts)
        }
        Inner::Section { combine, states, children } => {
            let combine = combine.unwrap_or(inherited);
            let below = points_below(children, combine, *states, points, stated);
            let (mut sum, mut whole, mut counts) = ([zero(), zero(), zero()], zero(), [0; 3]);
            for (at, (child, (points, stated))) in children.iter().zip(&below).enumerate() {
                let path = path_of(above, at);
                let share = rise(child, &path, &path, points, *stated, combine, all);
                let own = all[&path].counts;
                counts = [counts[0] + own[0], counts[1] + own[1], counts[2] + own[2]];
                if let Some(share) = share {
                    let weight = weight_of(child, combine, points);
                    for (sum, share) in sum.iter_mut().zip(&share) {
                        *sum += share * &weight;
                    }
                    whole += weight;
                }
            }
            let is_empty = whole == zero();
            ((!is_empty).then(|| sum.map(|sum| sum / &whole)), counts)
        }
    };
    all.insert(id.to_owned(), Reckoned { possible: points.clone(), share: share.clone(), counts });
    share
}

fn weight_of(child: &Node, combine: &str, points: &Fraction) -> Fraction {
    match combine {
        "points" => points.clone(),
        "mean" => fraction(1, 1),
        _ => fraction(child.weight, 10),
    }
}

/// Shares the points again among what is not left out. Until then `possible` holds the model's.
fn descend(
    node: &Node,
    id: &str,
    above: &str,
    points: Fraction,
    inherited: &str,
    all: &mut BTreeMap<String, Reckoned>,
) {
    let counted = all[id].share.is_some();
    let points = if counted { points } else { fraction(0, 1) };
    if let Inner::Section { combine, children, .. } = &node.inner {
        let combine = combine.unwrap_or(inherited);
        let weights: Vec<Fraction> = children
            .iter()
            .enumerate()
            .map(|(at, child)| {
                let own = &all[&path_of(above, at)];
                if own.share.is_some() { weight_of(child, combine, &own.possible) } else { fraction(0, 1) }
            })
            .collect();
        let whole = weights.iter().fold(fraction(0, 1), |sum, weight| sum + weight);
        for (at, (child, weight)) in children.iter().zip(weights).enumerate() {
            let path = path_of(above, at);
            let share = if whole == fraction(0, 1) { fraction(0, 1) } else { &points * weight / &whole };
            descend(child, &path, &path, share, combine, all);
        }
    }
    all.get_mut(id).expect("it was reckoned").possible = points;
}

fn rational(decimal: &str) -> Fraction {
    let (whole, part) = decimal.split_once('.').unwrap_or((decimal, ""));
    let digits: BigInt = format!("{whole}{part}").parse().expect("digits");
    BigRational::new(digits, BigInt::from(10).pow(u32::try_from(part.len()).unwrap()))
}

/// Whether a decimal is the number to twelve decimals.
fn is_near(decimal: &str, number: &Fraction) -> bool {
    let distance = rational(decimal) - number;
    let distance = if distance < fraction(0, 1) { -distance } else { distance };
    distance <= BigRational::new(1.into(), BigInt::from(10).pow(12) * 2)
}

// Random models and answers.

fn answer() -> impl Strategy<Value = Answer> {
    let percent = || 0..=10_000_u32;
    prop_oneof![
        6 => percent().prop_map(Answer::Percent),
        2 => (0..=100_u32).prop_map(|whole| Answer::Percent(whole * 100)),
        2 => (percent(), percent()).prop_map(|(a, b)| Answer::Range(a.min(b), a.max(b))),
        2 => (percent(), percent(), percent()).prop_map(|(a, b, c)| {
            let mut ends = [a, b, c];
            ends.sort_unstable();
            Answer::Three(ends[0], ends[1], ends[2])
        }),
        1 => any::<bool>().prop_map(Answer::Yes),
        1 => (0..WORDS.len()).prop_map(Answer::Word),
        1 => (1..=5_u32).prop_map(Answer::Level),
        2 => Just(Answer::NotApplicable),
        2 => Just(Answer::Open),
    ]
}

fn node(inner: impl Strategy<Value = Inner>) -> impl Strategy<Value = Node> {
    (1..60_u32, 1..400_u32, prop::bool::weighted(0.3), inner).prop_map(|(weight, points, silent, inner)| Node {
        weight,
        points,
        silent,
        inner,
    })
}

fn section(child: impl Strategy<Value = Node>) -> impl Strategy<Value = Inner> {
    let combine = prop::sample::select(vec![None, Some("points"), Some("mean"), Some("weighted-mean")]);
    (combine, any::<bool>(), prop::collection::vec(child, 1..5))
        .prop_map(|(combine, states, children)| Inner::Section { combine, states, children })
}

fn model() -> impl Strategy<Value = Node> {
    let criterion = node(answer().prop_map(Inner::Criterion));
    let below = criterion.prop_recursive(2, 16, 4, |child| node(section(child)).boxed());
    node(section(node(section(below))))
}

fn answers_of<'a>(node: &'a mut Node, answers: &mut Vec<&'a mut Answer>) {
    match &mut node.inner {
        Inner::Criterion(answer) => answers.push(answer),
        Inner::Section { children, .. } => children.iter_mut().for_each(|child| answers_of(child, answers)),
    }
}

fn model_text(root: &Node) -> String {
    let mut text = format!("title = \"M\"\npoints = {}\n", halves(root.value()));
    if let Inner::Section { combine: Some(combine), .. } = root.inner {
        writeln!(text, "combine = \"{combine}\"").unwrap();
    }
    text += "[[scales]]\nid = \"odd\"\nanswers = [";
    for (id, value) in WORDS {
        write!(text, "{{ id = \"{id}\", label = \"{id}\", value = {value} }}, ").unwrap();
    }
    text += "]\n[[scales]]\nid = \"five\"\nlevels = [";
    for level in 1..=5 {
        write!(text, "{{ level = {level}, label = \"L\" }}, ").unwrap();
    }
    text += "]\n";
    sections_text(root, true, "points", 1, &mut text);
    text
}

fn halves(points: u32) -> String {
    if points.is_multiple_of(2) { (points / 2).to_string() } else { format!("{}.5", points / 2) }
}

fn keys_text(node: &Node, at: usize, stated: bool) -> String {
    let points = if stated { format!("points = {}|", halves(node.value())) } else { String::new() };
    format!("id = \"n{at}\"|title = \"N\"|weight = {}.{}|{points}", node.weight / 10, node.weight % 10)
}

fn sections_text(node: &Node, stated: bool, inherited: &str, depth: usize, text: &mut String) {
    let Inner::Section { combine, states, children } = &node.inner else { return };
    let own = combine.unwrap_or(inherited);
    let is_stated = |child: &Node| stated && *states && own == "points" && !child.silent;
    let mut criteria = String::new();
    for (at, child) in children.iter().enumerate() {
        if let Inner::Criterion(answer) = &child.inner {
            let keys = keys_text(child, at, is_stated(child)).replace('|', ", ");
            write!(criteria, "{{ {keys}scale = \"{}\" }}, ", answer.scale()).unwrap();
        }
    }
    if !criteria.is_empty() {
        writeln!(text, "criteria = [{criteria}]").unwrap();
    }
    for (at, child) in children.iter().enumerate() {
        if let Inner::Section { combine, .. } = &child.inner {
            writeln!(text, "[[{}]]", vec!["sections"; depth].join(".")).unwrap();
            text.push_str(&keys_text(child, at, is_stated(child)).replace('|', "\n"));
            if let Some(combine) = combine {
                writeln!(text, "combine = \"{combine}\"").unwrap();
            }
            sections_text(child, is_stated(child), own, depth + 1, text);
        }
    }
}

fn scores_text(root: &Node) -> String {
    fn section(node: &Node, above: &str, text: &mut String) {
        let Inner::Section { children, .. } = &node.inner else { return };
        let mut lines = String::new();
        for (at, child) in children.iter().enumerate() {
            if let Inner::Criterion(answer) = &child.inner {
                writeln!(lines, "n{at} = {}", answer.text()).unwrap();
            }
        }
        if !lines.is_empty() {
            writeln!(text, "[scores.{}]\n{lines}", above.replace('/', ".")).unwrap();
        }
        for (at, child) in children.iter().enumerate() {
            section(child, &path_of(above, at), text);
        }
    }
    let mut text = "model = \"m\"\ndate = 2026-01-15\nstage = \"calibration\"\n".to_owned();
    section(root, "", &mut text);
    text
}

fn files_of(model: &Node) -> Files {
    let mut files = Files::default();
    files.insert("site.toml", b"title = \"T\"\n".to_vec());
    files.insert("content/models/m.toml", model_text(model).into_bytes());
    files.insert("content/i/initiative.toml", b"title = \"I\"\n".to_vec());
    files.insert("content/i/a/assessment.toml", scores_text(model).into_bytes());
    files
}

fn scores_of(model: &Node) -> Scores {
    let files = files_of(model);
    let (site, problems) = pipeline::site(&files);
    assert!(problems.iter().all(|problem| !problem.is_error()), "{problems:#?}\n{}", model_text(model));
    let (scores, problems) = pipeline::scores(&site, "i", &files, Some("a"), Options::default());
    assert!(problems.iter().all(|problem| !problem.is_error()), "{problems:#?}\n{}", scores_text(model));
    scores.expect("there is an assessment")
}

// Input that nobody should write.

/// The files of a good site that has one of everything.
const KINDS: [&str; 13] = [
    "site.toml",
    "content/models/m.toml",
    "content/i/initiative.toml",
    "content/i/a/assessment.toml",
    "content/i/a/observations/o.md",
    "content/i/a/patterns/p.md",
    "content/i/a/briefing/reason.md",
    "content/i/outcomes/sales.md",
    "content/i/actions/act.md",
    "content/i/meetings/2026-02-01-strategic.md",
    "themes/own/theme.toml",
    "themes/own/labels/en.toml",
    "themes/own/templates/components/scale.html",
];

/// Those with Markdown.
const TEXTS: [&str; 6] = [
    "content/i/a/observations/o.md",
    "content/i/a/patterns/p.md",
    "content/i/a/briefing/reason.md",
    "content/i/outcomes/sales.md",
    "content/i/actions/act.md",
    "content/i/meetings/2026-02-01-strategic.md",
];

fn base() -> BTreeMap<String, Vec<u8>> {
    let scale = source::builtin::THEME.iter().find(|(name, _)| *name == "templates/components/scale.html");
    let scale = String::from_utf8(scale.expect("the built-in theme draws a scale").1.to_vec()).unwrap();
    let texts = [
        "title = \"T\"\ntheme = \"own\"\nas_of = 2026-02-10\nrepository = \"https://example.org/x\"\n[rules]\nfallen = false\n[[outline]]\npart = \"reason\"\ntitle = \"Why\"\n",
        "title = \"M\"\npoints = 100\nnot-applicable = \"target\"\nunanswered = \"exclude\"\ntarget = 70\nbands = [{ from = 0, words = \"Low\" }, { from = 50, words = \"High\" }]\n[[scales]]\nid = \"odd\"\nfrom = -1\nto = 4\nanswers = [{ id = \"no\", label = \"No\", value = 0 }, { id = \"yes\", label = \"Yes\", value = 4 }]\n[[scales]]\nid = \"levels\"\nlevels = [{ level = 1, label = \"One\" }, { level = 3, label = \"Three\" }]\n[[requisites]]\nid = \"owner\"\ntitle = \"Owner\"\nanswer = \"person\"\n[[requisites]]\nid = \"approach\"\ntitle = \"Approach\"\n[[principles]]\nid = \"focus\"\ntitle = \"Focus\"\n[[groups]]\nid = \"g\"\ntitle = \"G\"\nunison = true\n[[sections]]\nid = \"s\"\ntitle = \"S\"\ngroup = \"g\"\npoints = 40\ncap = { by = \"a\" }\n[[sections.criteria]]\nid = \"a\"\ntitle = \"A\"\nprinciples = [\"focus\"]\n[[sections.criteria]]\nid = \"b\"\ntitle = \"B\"\nscale = \"odd\"\nweight = 2.5\n[[sections.sections]]\nid = \"in\"\ntitle = \"In\"\ncombine = \"gate\"\ngate = 50\n[[sections.sections.criteria]]\nid = \"c\"\ntitle = \"C\"\nscale = \"levels\"\nlevel = 1\n[[sections]]\nid = \"t\"\ntitle = \"T\"\ngroup = \"g\"\ncombine = \"minimum\"\ncap = { at = 50, when = \"d\", below = 40 }\ncriteria = [{ id = \"d\", title = \"D\", scale = \"yes-no\", target = 60 }, { id = \"e\", title = \"E\" }]\n",
        "title = \"I\"\norganization = \"O\"\nsponsor = \"coo\"\nstarted = 2025-01-01\n[[people]]\nid = \"coo\"\nrole = \"Chief\"\nname = \"Maren\"\npart = \"sponsor\"\n[[training]]\ntitle = \"W\"\nplanned = 2025-09-15\nreach = 3\nof = 4\n[rhythm]\ntactical = \"monthly\"\nstrategic = \"half-yearly\"\n[[milestones]]\ntitle = \"R\"\nplanned = 2025-09-01\n[budget]\ntotal = 4.8\nunit = \"euros\"\n[[budget.spent]]\ndate = 2025-11-01\nvalue = 1.6\n[[use]]\ntitle = \"U\"\nunit = \"percent\"\ntarget = 90\n[[use.readings]]\ndate = 2025-12-01\nvalue = 48\n",
        "model = \"m\"\ndate = 2026-01-15\nstage = \"calibration\"\nfinding = \"It works.\"\nlead = \"Mostly.\"\nassessors = [\"coo\"]\ninterviews = 3\nfrom = 2026-01-02\nto = 2026-01-14\nanswer = \"more\"\n[[decisions]]\nid = \"d\"\nask = \"Decide\"\n[targets]\ns = 70\n[scores.s]\na = [40, 60]\n[scores.s.b]\nscore = \"yes\"\nowner = \"coo\"\napproach = \"partly\"\nnote = \"N\"\n[scores.s.in]\nc = 3\n[scores.t]\nd = { not-applicable = \"No.\" }\ne = { score = { low = 10, mid = 20, high = 30 } }\n",
        "+++\ntitle = \"A gap\"\nkind = \"gap\"\ncriteria = [\"s/a\"]\npattern = \"p\"\n+++\nWe saw *this* and [that](../../actions/act.md).\n",
        "+++\ntitle = \"P.\"\nkind = \"fix-first\"\nsaw = \"S\"\nbecause = [\"B\"]\nroot-cause = \"R\"\nvoice = { words = \"V\", who = \"W\" }\n+++\nSo for us.\n",
        "+++\nfinding = \"We meet.\"\nleave = [\"All know\"]\n+++\n- One\n- Two\n",
        "+++\ntitle = \"Sales\"\nmeasure = \"M\"\nunit = \"percent\"\ndirection = \"higher\"\nbaseline = { date = 2025-03-01, value = 61 }\ntarget = { date = 2027-12-31, value = 70 }\n[[readings]]\ndate = 2025-06-01\nvalue = 62\n[[tactics]]\ntitle = \"T\"\nmeasure = \"M\"\n[[answers]]\ndate = 2025-11-20\nanswer = \"keep\"\n+++\nWhy.\n",
        "+++\ntitle = \"Act\"\nkind = \"more\"\nrecommended = 2025-11-20\nassessment = \"a\"\nowner = \"coo\"\ndue = 2026-01-31\npatterns = [\"a/p\"]\noutcomes = [\"sales\"]\n[[updates]]\ndate = 2025-12-11\nstatus = \"committed\"\n+++\nWhy now.\n",
        "+++\ntime = \"10:00\"\nstate = \"held\"\nattended = [\"coo\"]\n[[topics]]\ntitle = \"T\"\n[[topics.tasks]]\nid = \"call\"\ntitle = \"Call\"\nowner = \"coo\"\ndue = 2026-02-05\n[[updates]]\naction = \"act\"\nstatus = \"in-progress\"\n+++\nMinutes.\n",
        "title = \"Own\"\n",
        "",
        scale.as_str(),
    ];
    KINDS.iter().zip(texts).map(|(kind, text)| ((*kind).to_owned(), text.as_bytes().to_vec())).collect()
}

fn with(kind: &str, bytes: Vec<u8>) -> BTreeMap<String, Vec<u8>> {
    let mut files = base();
    files.insert(kind.to_owned(), bytes);
    files
}

/// The good site with another body in one of its texts.
fn with_body(kind: &str, body: &str) -> BTreeMap<String, Vec<u8>> {
    let good = String::from_utf8(base().remove(kind).unwrap()).unwrap();
    let head = good.rfind("+++\n").expect("a text has front matter") + 4;
    with(kind, format!("{}{body}\n", &good[..head]).into_bytes())
}

/// Compiles a site to the end; its errors, and how many files it leaves.
fn compile(files: &BTreeMap<String, Vec<u8>>) -> (Vec<String>, usize) {
    let mut all = Files::default();
    for (path, bytes) in files {
        all.insert(path.as_str(), bytes.clone());
    }
    let (site, mut problems) = pipeline::site(&all);
    let unit = pipeline::initiative(&site, "i", &all, Options { alone: true, ..Options::default() }, Pages::All);
    let _ = pipeline::scores(&site, "i", &all, None, Options::default());
    problems.extend(unit.diagnostics);
    let rows: Vec<_> = unit.row.into_iter().collect();
    let whole = pipeline::whole(&site, &rows, Options::default(), Pages::All);
    problems.extend(whole.diagnostics);
    // A place must lie in its file, or whoever draws it would be lost.
    for problem in &problems {
        let _ = problem.place.position(all.text(&problem.place.file).unwrap_or_default());
    }
    let errors = problems.iter().filter(|problem| problem.is_error()).map(|problem| format!("{problem:?}")).collect();
    (errors, unit.artifacts.len() + whole.artifacts.len())
}

/// Fails when compiling panics, does not end, or takes more than a second.
fn survives(files: &BTreeMap<String, Vec<u8>>, what: &str) {
    let time = time_of(files, what);
    assert!(time < LIMIT, "this takes {time:?}: {}", short(what));
}

/// How long a site takes to compile. Fails when that panics or does not end. The thread has the
/// stack that every worker of a build has.
fn time_of(files: &BTreeMap<String, Vec<u8>>, what: &str) -> Duration {
    let mut shortest = Duration::MAX;
    for _ in 0..3 {
        let (send, receive) = mpsc::channel();
        let files = files.clone();
        let worker = std::thread::Builder::new().stack_size(2 << 20).spawn(move || {
            let start = Instant::now();
            let _ = compile(&files);
            let _ = send.send(busy().unwrap_or_else(|| start.elapsed()));
        });
        match receive.recv_timeout(LIMIT * 60) {
            Ok(time) => shortest = shortest.min(time),
            Err(mpsc::RecvTimeoutError::Timeout) => panic!("this never ends: {}", short(what)),
            Err(mpsc::RecvTimeoutError::Disconnected) => panic!("this panics: {}", short(what)),
        }
        worker.unwrap().join().unwrap();
        if shortest < LIMIT {
            break;
        }
    }
    shortest
}

/// Time the processor spent on this thread, where the system says so: that others are busy is no
/// fault of ours.
fn busy() -> Option<Duration> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    text.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}

fn short(what: &str) -> String {
    what.chars().take(2000).collect()
}

/// One mistake in a text.
#[derive(Clone, Debug)]
enum Change {
    Cut(prop::sample::Index, usize),
    Insert(prop::sample::Index, String),
    Again(prop::sample::Index),
    Drop(prop::sample::Index),
    Swap(prop::sample::Index, prop::sample::Index),
    /// The value of a line becomes another.
    Value(prop::sample::Index, &'static str),
}

fn change() -> impl Strategy<Value = Change> {
    let at = any::<prop::sample::Index>;
    let pieces = MARKDOWN.iter().chain(&VALUES).chain(&TEMPLATE).map(|piece| (*piece).to_owned()).collect::<Vec<_>>();
    prop_oneof![
        (at(), 1..30_usize).prop_map(|(at, long)| Change::Cut(at, long)),
        (at(), prop_oneof![prop::sample::select(pieces), ".{0,8}"]).prop_map(|(at, piece)| Change::Insert(at, piece)),
        at().prop_map(Change::Again),
        at().prop_map(Change::Drop),
        (at(), at()).prop_map(|(one, two)| Change::Swap(one, two)),
        (at(), prop::sample::select(VALUES.as_slice())).prop_map(|(at, value)| Change::Value(at, value)),
    ]
}

impl Change {
    fn apply(&self, text: &str) -> String {
        let characters: Vec<char> = text.chars().collect();
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        match self {
            Self::Cut(at, long) => {
                let at = at.index(characters.len() + 1);
                return characters[..at].iter().chain(characters.iter().skip(at + long)).collect();
            }
            Self::Insert(at, piece) => {
                let (before, after) = characters.split_at(at.index(characters.len() + 1));
                return before.iter().collect::<String>() + piece + &after.iter().collect::<String>();
            }
            _ if lines.is_empty() => {}
            Self::Again(at) => {
                let at = at.index(lines.len());
                lines.insert(at, lines[at].clone());
            }
            Self::Drop(at) => {
                lines.remove(at.index(lines.len()));
            }
            Self::Swap(one, two) => {
                let (one, two) = (one.index(lines.len()), two.index(lines.len()));
                lines.swap(one, two);
            }
            Self::Value(at, value) => {
                let at = at.index(lines.len());
                if let Some((key, _)) = lines[at].split_once('=') {
                    lines[at] = format!("{key}= {value}");
                }
            }
        }
        lines.join("\n") + "\n"
    }
}

fn nesting() -> impl Strategy<Value = (&'static str, &'static str, &'static str)> {
    prop::sample::select(NESTED.as_slice())
}

/// What can stand inside itself: how it opens, what is inside, how it ends.
const NESTED: [(&str, &str, &str); 24] = [
    ("> ", "x", ""),
    (">", "x", "\n"),
    ("- ", "x", ""),
    ("1. ", "x", ""),
    ("- > ", "x", ""),
    ("> 1. * ", "x", ""),
    ("[", "x", "]"),
    ("[", "x", "](y)"),
    ("[", "x", "](https://example.org)"),
    ("![", "x", "](y.png)"),
    ("(", "x", ")"),
    ("*a ", "b", "*"),
    ("**a ", "b", " c**"),
    ("_a ", "b", "_"),
    ("~~a ", "b", "~~"),
    ("***", "b", "***"),
    ("`", "b", "` "),
    ("<sub>", "x", "</sub>"),
    ("<kbd>", "x", ""),
    ("<div>", "x", "</div>"),
    ("<!--", "x", "-->"),
    ("term\n: ", "x", "\n"),
    ("[^1]: ", "x", "[^1]"),
    ("| a ", "|\n|-|\n", "| b "),
];

const MARKDOWN: [&str; 64] = [
    "# ",
    "## ",
    "###### ",
    "> ",
    "> [!NOTE]\n",
    "- ",
    "* ",
    "1. ",
    "999999999999. ",
    "- [ ] ",
    "- [x] ",
    "*",
    "**",
    "_",
    "~~",
    "`",
    "``",
    "```\n",
    "```rust\n",
    "~~~\n",
    "    ",
    "\t",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "[",
    "]",
    "](",
    ")",
    "![",
    "](a.png)",
    "](../../actions/act.md)",
    "](../../../../../etc/passwd)",
    "](javascript:alert(1))",
    "](#heading)",
    "](https://example.org/?a=b&c=\"d\")",
    "](<a b>)",
    "[^1]",
    "[^1]: ",
    "[a]: https://example.org\n",
    "<https://example.org>",
    "<div>",
    "</div>",
    "<script>",
    "<sub>",
    "</sub>",
    "<kbd>",
    "</sup>",
    "<br>",
    "<!-- ",
    " -->",
    "|",
    "| a | b |\n| - | -: |\n",
    "---\n",
    "+++\n",
    "\n: ",
    "{#id}",
    "&amp;",
    "&#0;",
    "\\",
    "\0\u{7f}\u{1b}[31m",
    "\u{202e}\u{feff}\u{2028}",
    "word ",
];

const KEYS: [&str; 60] = [
    "title",
    "points",
    "combine",
    "gate",
    "not-applicable",
    "unanswered",
    "target",
    "cap",
    "bands",
    "scales",
    "requisites",
    "principles",
    "groups",
    "sections",
    "id",
    "group",
    "weight",
    "criteria",
    "scale",
    "level",
    "from",
    "to",
    "model",
    "date",
    "stage",
    "scores",
    "score",
    "a",
    "b",
    "c",
    "d",
    "e",
    "s",
    "t",
    "in",
    "owner",
    "low",
    "high",
    "mid",
    "theme",
    "language",
    "as_of",
    "rules",
    "outline",
    "people",
    "targets",
    "decisions",
    "[[sections]]",
    "[[sections.criteria]]",
    "[[sections.sections]]",
    "[[sections.sections.criteria]]",
    "[scores.s]",
    "[scores.s.a]",
    "[scores.t]",
    "[scores.s.in]",
    "[scores.s.in.c]",
    "[targets]",
    "[[scales]]",
    "[[bands]]",
    "[rhythm]",
];

const VALUES: [&str; 52] = [
    "0",
    "1",
    "-1",
    "50",
    "100",
    "100.0000000001",
    "1e30",
    "1e-30",
    "1e999",
    "-0.0",
    "nan",
    "inf",
    "-inf",
    "99999999999999999999999999",
    "9223372036854775807",
    "-9223372036854775808",
    "0xffffffffffffffff",
    "0.000000000000000000000000000001",
    "true",
    "false",
    "\"\"",
    "\" \"",
    "\"s\"",
    "\"a\"",
    "\"yes\"",
    "\"no\"",
    "\"none\"",
    "\"points\"",
    "\"mean\"",
    "\"minimum\"",
    "\"gate\"",
    "\"leaf-mean\"",
    "\"target\"",
    "\"open\"",
    "\"odd\"",
    "\"\\u0000\\u001b\"",
    "\"\"\"\na\n\"\"\"",
    "[]",
    "[40, 60]",
    "[60, 40]",
    "[1, 2, 3]",
    "[[1], [2]]",
    "{}",
    "{ by = \"a\" }",
    "{ at = 50, when = \"a\", below = 40 }",
    "{ low = 1, high = 2 }",
    "{ score = 5, not-applicable = \"x\" }",
    "[{ id = \"a\", title = \"A\" }]",
    "[{ from = 0, words = \"L\" }]",
    "2026-01-15",
    "0000-01-01",
    "9999-12-31T23:59:60Z",
];

const TEMPLATE: [&str; 44] = [
    "{{",
    "}}",
    "{%",
    "%}",
    "{#",
    "#}",
    "{{-",
    "-}}",
    "{%-",
    "-%}",
    "if",
    "else",
    "elif",
    "endif",
    "for",
    "in",
    "endfor",
    "set a =",
    "block a",
    "endblock",
    "extends \"base.html\"",
    "extends \"built-in/base.html\"",
    "include \"home.html\"",
    "include \"components/scale.html\"",
    "import \"base.html\" as a",
    "macro a()",
    "component a()",
    "site.title",
    "t",
    "t.reason",
    "page",
    "super()",
    "|",
    "safe",
    "upper",
    "length",
    "(",
    ")",
    "[0]",
    "\"",
    "'",
    "==",
    "+ 9223372036854775807",
    "{{ 1 / 0 }}",
];

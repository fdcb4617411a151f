//! The model of the site: the built-in one, or one of its own with as many criteria as are wanted,
//! made of the built-in sections and criteria, with more of them where it has too few.

use super::chance::Chance;
use super::toml::Lines;
use super::words;

const BUILT_IN: &str = include_str!("../../../src/source/models/crm-best-practice.toml");

/// A section that holds criteria.
pub struct Leaf {
    /// Its path: `results/financial`.
    pub path: String,
    pub criteria: Vec<Criterion>,
}

pub struct Criterion {
    pub id: String,
    pub yes_no: bool,
}

pub struct Model {
    pub id: String,
    /// Its file, unless it is built in.
    pub file: Option<String>,
    pub leaves: Vec<Leaf>,
}

impl Model {
    /// The model with so many criteria.
    pub fn of(criteria: usize) -> Result<Self, String> {
        let sections = sections();
        let parts = sections.iter().flat_map(|section| &section.parts);
        let built_in: usize = parts.clone().map(|part| part.criteria.len()).sum();
        if criteria == built_in {
            return Ok(Self { id: "crm-best-practice".to_owned(), file: None, leaves: leaves(&sections) });
        }
        let parts = parts.count();
        if criteria < parts {
            return Err(format!("a model needs {parts} criteria or more, one for each part"));
        }
        let sections = resized(sections, criteria);
        let file = Some(written(&sections));
        Ok(Self { id: "business-units".to_owned(), file, leaves: leaves(&sections) })
    }

    /// Paths of all criteria.
    pub fn paths(&self) -> Vec<String> {
        let of = |leaf: &Leaf| {
            leaf.criteria.iter().map(|criterion| format!("{}/{}", leaf.path, criterion.id)).collect::<Vec<_>>()
        };
        self.leaves.iter().flat_map(of).collect()
    }
}

/// Lines `key = value` below a header, as they stand in the file.
#[derive(Clone)]
struct Block(String);

impl Block {
    fn new(text: &str) -> Self {
        let is_key = |line: &&str| line.split_once(" = ").is_some_and(|(key, _)| !key.starts_with('#'));
        Self(text.lines().filter(is_key).map(|line| format!("{line}\n")).collect())
    }

    /// The value of a key, without its quotes.
    fn value(&self, key: &str) -> &str {
        let found = self.0.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(" = "));
        found.unwrap_or_default().trim_matches('"')
    }
}

/// A top section. One without sections inside it has itself as its only part.
struct Section {
    block: Block,
    parts: Vec<Part>,
}

struct Part {
    path: String,
    block: Block,
    points: u32,
    criteria: Vec<Block>,
}

impl Part {
    fn new(path: String, block: Block) -> Self {
        Self { path, points: block.value("points").parse().unwrap_or_default(), block, criteria: Vec::new() }
    }
}

/// The sections of the built-in model, whose file is regular: it is read block by block.
fn sections() -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    for text in BUILT_IN.split("\n[[").skip(1) {
        let Some((header, text)) = text.split_once("]]\n") else { continue };
        let block = Block::new(text);
        match (header, sections.last_mut()) {
            ("sections", _) => sections.push(Section { block, parts: Vec::new() }),
            ("sections.sections", Some(section)) => {
                let path = format!("{}/{}", section.block.value("id"), block.value("id"));
                section.parts.push(Part::new(path, block));
            }
            ("sections.criteria" | "sections.sections.criteria", Some(section)) => {
                if section.parts.is_empty() {
                    section.parts.push(Part::new(section.block.value("id").to_owned(), section.block.clone()));
                }
                if let Some(part) = section.parts.last_mut() {
                    part.criteria.push(block);
                }
            }
            _ => {}
        }
    }
    sections
}

/// The sections with so many criteria altogether, shared out by points.
fn resized(mut sections: Vec<Section>, wanted: usize) -> Vec<Section> {
    let mut counts: Vec<(u32, u32)> =
        sections.iter().flat_map(|section| &section.parts).map(|part| (part.points, 1)).collect();
    for _ in counts.len()..wanted {
        // The next goes where most points stand for one criterion.
        let neediest = counts.iter_mut().rev().max_by_key(|(points, count)| *points * 1000 / *count);
        if let Some((_, count)) = neediest {
            *count += 1;
        }
    }
    let parts = sections.iter_mut().flat_map(|section| &mut section.parts);
    for (part, (_, count)) in parts.zip(counts) {
        part.criteria.truncate(count as usize);
        let mut chance = Chance::of(&format!("criteria of {}", part.path));
        while part.criteria.len() < count as usize {
            part.criteria.push(made_up(&mut chance, part.criteria.len() + 1));
        }
    }
    sections
}

fn made_up(chance: &mut Chance, number: usize) -> Block {
    let mut lines = Lines::default();
    lines.text("id", &format!("{}-{number}", words::id(&words::label(chance))));
    lines.text("title", &words::statement(chance)).text("practice", &words::sentences(chance, 2));
    lines.text("why", &words::sentence(chance)).text("evidence", &words::sentence(chance));
    if chance.percent(15) {
        lines.text("scale", "yes-no");
    }
    Block(lines.file())
}

fn leaves(sections: &[Section]) -> Vec<Leaf> {
    let criterion =
        |block: &Block| Criterion { id: block.value("id").to_owned(), yes_no: block.value("scale") == "yes-no" };
    let leaf = |part: &Part| Leaf { path: part.path.clone(), criteria: part.criteria.iter().map(criterion).collect() };
    sections.iter().flat_map(|section| &section.parts).map(leaf).collect()
}

/// The model as a file: what the built-in one says before its sections, then the sections.
fn written(sections: &[Section]) -> String {
    let head = BUILT_IN.split("[[sections]]").next().unwrap_or_default();
    let head = head.replacen("title = \"CRM best practice\"", "title = \"Business units\"", 1);
    let mut text: String = head.lines().filter(|line| !line.starts_with('#')).map(|line| format!("{line}\n")).collect();
    let mut put = |header: &str, block: &Block| text.push_str(&format!("\n[[{header}]]\n{}", block.0));
    for section in sections {
        put("sections", &section.block);
        for part in &section.parts {
            let inner = part.path.contains('/');
            if inner {
                put("sections.sections", &part.block);
            }
            let header = if inner { "sections.sections.criteria" } else { "sections.criteria" };
            part.criteria.iter().for_each(|criterion| put(header, criterion));
        }
    }
    text.trim_start().to_owned()
}

//! A whole site of any size: business units, each with eight quarters of assessments, in the
//! formats of preread. The same size gives the same bytes, and a smaller site is a part of a larger.

mod assessment;
mod chance;
mod follow;
mod model;
mod prose;
mod terms;
mod toml;
mod unit;
mod words;

use std::fs;
use std::path::Path;

use model::Model;
use prose::Link;
use terms::TERMS;
use unit::Unit;

/// How large the site is.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// Assessments altogether.
    pub assessments: usize,
    /// Criteria of the model; with as many as the built-in model has, that one is used.
    pub criteria: usize,
    /// Observations of each assessment.
    pub observations: usize,
    /// Whether it has the theme of the benches, with nine pages for each assessment and no others
    /// but the portfolio.
    pub lean: bool,
}

/// The theme of the benches.
const LEAN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/theme");

/// Writes a site into a folder that is absent or empty.
pub fn write(size: Size, folder: &Path) -> Result<(), String> {
    if folder.read_dir().is_ok_and(|mut entries| entries.next().is_some()) {
        return Err(format!("{} is not empty", folder.display()));
    }
    let model = Model::of(size.criteria)?;
    let put = |path: &str, text: &str| put(&folder.join(path), text);
    put("site.toml", &settings(size.lean))?;
    if size.lean {
        copy(Path::new(LEAN), &folder.join("themes/lean"))?;
    }
    if let Some(file) = &model.file {
        put(&format!("content/models/{}.toml", model.id), file)?;
    }
    let units = size.assessments.div_ceil(TERMS);
    for at in 0..units {
        let unit = Unit::of(at, TERMS.min(size.assessments - at * TERMS));
        write_unit(&unit, &model, size.observations, &|path, text| put(&format!("content/{}/{path}", unit.id), text))?;
    }
    Ok(())
}

fn put(path: &Path, text: &str) -> Result<(), String> {
    let fail = |error: std::io::Error| format!("{}: {error}", path.display());
    path.parent().map_or(Ok(()), fs::create_dir_all).map_err(fail)?;
    fs::write(path, text).map_err(fail)
}

/// Copies a folder with everything below it.
fn copy(from: &Path, to: &Path) -> Result<(), String> {
    let fail = |error: std::io::Error| format!("{}: {error}", from.display());
    if from.is_file() {
        return fs::copy(from, to).map(drop).map_err(fail);
    }
    fs::create_dir_all(to).map_err(fail)?;
    for entry in fs::read_dir(from).map_err(fail)? {
        let name = entry.map_err(fail)?.file_name();
        copy(&from.join(&name), &to.join(&name))?;
    }
    Ok(())
}

fn settings(lean: bool) -> String {
    let theme = if lean { "theme = \"lean\"\n" } else { "" };
    format!("title = \"Business units\"\nlanguage = \"en\"\nas_of = {}\n{theme}", terms::as_of())
}

type Put<'a> = &'a dyn Fn(&str, &str) -> Result<(), String>;

fn write_unit(unit: &Unit, model: &Model, observations: usize, put: Put<'_>) -> Result<(), String> {
    put("initiative.toml", &unit.initiative())?;
    for (id, text) in unit.outcome_files() {
        put(&format!("outcomes/{id}.md"), &text)?;
    }
    let (actions, criteria) = (follow::actions(unit), model.paths());
    for (number, action) in actions.iter().enumerate() {
        let patterns = unit.terms.get(action.at).map(|term| assessment::patterns(unit, term)).unwrap_or_default();
        let text = follow::action_file(unit, action, number, &patterns, &criteria);
        put(&format!("actions/{}.md", action.id), &text)?;
    }
    for (id, text) in follow::meetings(unit, &actions) {
        put(&format!("meetings/{id}.md"), &text)?;
    }
    for term in &unit.terms {
        let known = actions.iter().filter(|action| action.at == term.at);
        let link = |path: String, words: &str| Link { words: words.to_lowercase(), path };
        let mut links: Vec<Link> =
            known.map(|action| link(format!("../../actions/{}.md", action.id), &action.title)).collect();
        links.extend(unit.outcomes.iter().map(|id| link(format!("../../outcomes/{id}.md"), &id.replace('-', " "))));
        links.extend(
            criteria.iter().step_by(9).map(|path| link(format!("../assessment.toml#{path}"), "that criterion")),
        );
        let patterns = assessment::patterns(unit, term);
        put(&format!("{}/assessment.toml", term.id), &assessment::assessment(unit, model, term))?;
        for (number, id) in patterns.iter().enumerate() {
            put(&format!("{}/patterns/{id}.md", term.id), &assessment::pattern(unit, term, number, id))?;
        }
        for number in 0..observations {
            let (id, text) = assessment::observation(unit, term, number, &criteria, &patterns, &links);
            put(&format!("{}/observations/{id}.md", term.id), &text)?;
        }
        for (id, text) in assessment::parts(unit, term) {
            put(&format!("{}/briefing/{id}.md", term.id), &text)?;
        }
    }
    Ok(())
}

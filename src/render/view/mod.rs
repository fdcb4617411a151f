//! Briefings turned into what templates see. One file for each noun; nothing here decides, it
//! only words and formats what the briefing holds.

pub mod action;
pub mod agenda;
pub mod behind;
pub mod briefing;
pub mod calendar;
pub mod compare;
pub mod due;
pub mod figure;
pub mod finding;
pub mod follow;
pub mod initiative;
pub mod learning;
pub mod meeting;
pub mod method;
pub mod nature;
pub mod organization;
pub mod outcome;
pub mod owners;
pub mod portfolio;
pub mod requisites;
pub mod results;
pub mod score;
pub mod search;
pub mod section;
pub mod stakes;
pub mod status;
pub mod strip;
pub mod text;

use jiff::civil::Date;

use crate::model::assessment::{Answer, Assessment, Stage};
use crate::model::initiative::Initiative;
use crate::model::instrument::NodeIndex;
use crate::model::prose::Prose;
use crate::model::text::{Reference, Text};
use crate::render::address;
use crate::render::context::{Link, Person, Shown};
use crate::render::format::{self, Format};
use crate::render::labels::Labels;
use crate::render::medium::Medium;
use crate::render::mentions::Mentions;
use crate::render::places::Places;
use crate::render::prose::{self, Setting};
use crate::render::sentences;
use crate::render::tree;

/// What every view needs: the words, the initiative, and the day.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// The words.
    pub labels: &'a Labels,
    /// The initiative.
    pub initiative: &'a Initiative,
    /// The day the page speaks of.
    pub as_of: Date,
    /// The places of the one file that everything stands in; nothing for pages.
    pub places: Option<&'a Places<'a>>,
    /// Where it is shown.
    pub medium: Medium<'a>,
    /// What the templates mention.
    pub mentions: &'a Mentions,
}

impl<'a> View<'a> {
    /// Formats of numbers and dates.
    pub const fn format(&self) -> Format<'a> {
        Format { labels: self.labels }
    }

    /// A person.
    pub fn person(&self, reference: &Reference) -> Person {
        let (role, name) = format::person(self.initiative, &reference.id);
        let href = address::owner(&self.initiative.id, &reference.id);
        Person { line: self.format().person(&role, &name), role, name, href }
    }

    /// A node of an assessment as a link.
    pub fn node(&self, assessment: &Assessment, node: NodeIndex) -> Link {
        Link {
            title: assessment.instrument.node(node).map(|node| node.title.clone()).unwrap_or_default(),
            href: address::node(&self.initiative.id, assessment, node),
        }
    }

    /// A text that belongs to no assessment, its headings from `level` down.
    pub fn prose(&self, text: &Prose, page: &str, level: u8, prefix: &str) -> Shown {
        if text.is_empty() {
            return Shown::default();
        }
        self.with_setting(page, level, prefix, &|_| None, |setting| match self.medium {
            Medium::Page => Shown::Html(prose::html(text, setting)),
            Medium::Paper(_) => Shown::Tree(tree::whole(text, setting)),
        })
    }

    /// How texts are put on a page, lent to who puts one there.
    fn with_setting<T>(
        &self,
        page: &str,
        level: u8,
        prefix: &str,
        score: &dyn Fn(&str) -> Option<String>,
        put: impl FnOnce(&Setting<'_>) -> T,
    ) -> T {
        let root = address::root(page);
        let address = |file: &str, fragment: &str| {
            let address = record_address(self.initiative, file, fragment)?;
            match self.places {
                Some(places) => places.leads(&address),
                None => Some(format!("{root}{address}")),
            }
        };
        let image = |file: &str| match self.places {
            Some(places) => places.image(file),
            None => format!("{root}{}", prose::encode(&address::file(file))),
        };
        let own = self.places.map(|places| (places.prefix(page, prefix), places.level(page, level)));
        let (prefix, level) = own.as_ref().map_or((prefix, level), |(prefix, level)| (prefix.as_str(), *level));
        let setting = Setting { level, prefix, address: &address, image: &image, score, labels: self.labels };
        put(&setting)
    }

    /// A finding, sentence by sentence, so that each can stand on a line of its own.
    pub fn sentences(&self, text: &str) -> Vec<String> {
        sentences::sentences(text, &["date.months", "date.short-months"].map(|key| self.labels.items(key)))
    }

    /// The stage of an assessment in words.
    pub fn stage(&self, stage: Stage) -> String {
        self.labels.word(&format!("stage.{}", stage_id(stage)))
    }

    /// Stage and month of an assessment: “Calibration assessment, November 2025”.
    pub fn assessment_title(&self, assessment: &Assessment) -> String {
        let key = format!("assessment.{}", stage_id(assessment.stage));
        self.labels.say(&key, &[("month", &self.format().month(assessment.date))])
    }
}

/// The id of a stage.
pub const fn stage_id(stage: Stage) -> &'static str {
    match stage {
        Stage::Readiness => "readiness",
        Stage::Calibration => "calibration",
        Stage::CourseCorrection => "course-correction",
    }
}

/// The id of an answer.
pub const fn answer_id(answer: Answer) -> &'static str {
    match answer {
        Answer::Different => "different",
        Answer::More => "more",
        Answer::Less => "less",
        Answer::Keep => "keep",
    }
}

/// The words of a text, or nothing.
pub fn words(text: Option<&Text>) -> String {
    text.map(|text| text.words.clone()).unwrap_or_default()
}

/// Where a link to a record leads, from the path of its file.
pub fn record_address(initiative: &Initiative, file: &str, fragment: &str) -> Option<String> {
    let steps: Vec<&str> = file.strip_prefix("content/")?.split('/').collect();
    let stem = |name: &'_ str| name.strip_suffix(".md").map(str::to_owned);
    let own = |id: &str| (id == initiative.id).then_some(initiative);
    match steps.as_slice() {
        [id, "initiative.toml"] => Some(address::home(id)),
        [id, "actions", name] => Some(address::action(id, &stem(name)?)),
        [id, "outcomes", name] => Some(address::outcome(id, &stem(name)?)),
        [id, "meetings", name] => Some(address::meeting(id, &stem(name)?)),
        [id, assessment, "assessment.toml"] => {
            let here = own(id).and_then(|initiative| initiative.assessment(assessment));
            let node = here.and_then(|here| here.instrument.find(fragment).map(|node| address::node(id, here, node)));
            Some(node.unwrap_or_else(|| address::page(id, assessment, "index")))
        }
        [id, assessment, "patterns", name] => Some(address::pattern(id, assessment, &stem(name)?)),
        [id, assessment, "briefing", name] => Some(address::page(id, assessment, &stem(name)?)),
        [id, assessment, "observations", name] => {
            let name = stem(name)?;
            match own(id).and_then(|initiative| initiative.assessment(assessment)) {
                Some(here) => {
                    let observation = here.observations.iter().find(|observation| observation.id == name)?;
                    Some(address::observation(id, here, observation.criteria.first().copied(), &name))
                }
                None => Some(address::page(id, assessment, "learning")),
            }
        }
        _ => None,
    }
}

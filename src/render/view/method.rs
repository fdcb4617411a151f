//! A model, for the method page: what is asked, and how scores come about.

use crate::model::instrument::{Combine, Instrument, Node, NodeIndex, NodeKind, NotApplicable, Unanswered};
use crate::render::context::{Left, Method, MethodCriterion, MethodSection};
use crate::render::format::Format;
use crate::render::labels::Labels;
use crate::render::view::nature::questions;

/// A model in words.
pub fn method(instrument: &Instrument, labels: &Labels) -> Method {
    let format = Format { labels };
    let bands = instrument.bands.iter().map(|band| Left {
        title: band.words.clone(),
        reason: labels.say("method.band", &[("percent", &format.percent(&band.from))]),
    });
    Method {
        title: instrument.title.clone(),
        edition: instrument.edition.clone(),
        purpose: instrument.purpose.clone(),
        source: instrument.source.clone(),
        rules: rules(instrument, labels),
        bands: bands.collect(),
        questions: questions(instrument),
        principles: instrument
            .principles
            .iter()
            .map(|principle| Left { title: principle.title.clone(), reason: principle.text.clone() })
            .collect(),
        sections: instrument.sections().filter_map(|(index, _)| section(instrument, index, labels)).collect(),
    }
}

/// How the scores of a model come about, in sentences.
pub fn rules(instrument: &Instrument, labels: &Labels) -> Vec<String> {
    let Some(root) = instrument.root() else { return Vec::new() };
    let combine = match root.combine {
        Combine::Points => "points",
        Combine::Mean => "mean",
        Combine::WeightedMean => "weighted-mean",
        Combine::Minimum => "minimum",
        Combine::LeafMean => "leaf-mean",
        Combine::Gate(_) => "gate",
    };
    let left_out = match root.not_applicable {
        NotApplicable::Exclude => "exclude",
        NotApplicable::Zero => "zero",
        NotApplicable::Full => "full",
        NotApplicable::Target => "target",
    };
    let open = match root.unanswered {
        Unanswered::Exclude => "exclude",
        Unanswered::Zero => "zero",
        Unanswered::Open => "open",
    };
    let keys = [
        "method.score".to_owned(),
        format!("method.combine-{combine}"),
        "method.range".to_owned(),
        format!("method.not-applicable-{left_out}"),
        format!("method.unanswered-{open}"),
        "method.rounding".to_owned(),
        "method.flat".to_owned(),
        "method.course".to_owned(),
        "method.organization".to_owned(),
        "method.burn-up".to_owned(),
    ];
    keys.iter().map(|key| labels.word(key)).collect()
}

fn section(instrument: &Instrument, index: NodeIndex, labels: &Labels) -> Option<MethodSection> {
    let node = instrument.node(index)?;
    let children = || node.children.iter().filter_map(|child| Some((*child, instrument.node(*child)?)));
    Some(MethodSection {
        title: node.title.clone(),
        purpose: match &node.kind {
            NodeKind::Section { purpose } => purpose.clone(),
            _ => String::new(),
        },
        group: node
            .group
            .and_then(|group| instrument.groups.get(group))
            .map(|group| group.title.clone())
            .unwrap_or_default(),
        points: points(instrument, node, labels),
        criteria: children()
            .filter_map(|(_, child)| {
                let asked = child.criterion()?;
                Some(MethodCriterion {
                    title: child.title.clone(),
                    practice: asked.practice.clone(),
                    why: asked.why.clone(),
                    points: points(instrument, child, labels),
                })
            })
            .collect(),
        parts: children()
            .filter(|(_, child)| !child.is_criterion())
            .filter_map(|(child, _)| section(instrument, child, labels))
            .collect(),
    })
}

fn points(instrument: &Instrument, node: &Node, labels: &Labels) -> String {
    if !instrument.has_points {
        return String::new();
    }
    let points = Format { labels }.fine_points(&node.points);
    labels.say("method.points", &[("count", &points)])
}

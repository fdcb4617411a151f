//! What stands behind the eight parts in a packet, whatever it is made as: every section, who holds
//! what, and how scores come about.

use crate::briefing::Briefing;
use crate::render::address;
use crate::render::context::{Method, Owners, Section};
use crate::render::mentions::Mention;
use crate::render::view::View;
use crate::render::view::method::method;
use crate::render::view::section::Sections;

/// What stands behind the parts.
#[derive(Debug)]
pub struct Behind {
    /// Sections, in the order of the model.
    pub sections: Vec<Section>,
    /// Who holds what.
    pub owners: Owners,
    /// How scores come about.
    pub method: Method,
}

impl View<'_> {
    /// What stands behind the parts of a briefing.
    pub fn behind(&self, briefing: &Briefing<'_>) -> Behind {
        let id = &self.initiative.id;
        let assessment = briefing.subject.now.assessment;
        let sections = Sections::of(self, briefing, Mention::Everything);
        let section = |(node, _)| sections.section(node, &address::node(id, assessment, node));
        Behind {
            sections: assessment.instrument.sections().filter_map(section).collect(),
            owners: self.owners(Some(assessment), &address::register(id, "owners")),
            method: method(&assessment.instrument, self.labels),
        }
    }
}

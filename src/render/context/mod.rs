//! What templates see. Field names are a contract with theme authors; `preread schema context`
//! prints this description as a JSON Schema.
//!
//! Everything is ready to print: numbers and dates are formatted, links are relative to the root
//! of the output (a template puts `{{ frame.root }}` before them), and fields whose name ends in
//! `_html` are safe HTML made from Markdown. A packet's templates see the same without that ending:
//! there a text is a tree of nodes, and a drawing a file by itself.

mod action;
mod briefing;
mod compare;
mod figure;
mod frame;
mod initiative;
mod meeting;
mod method;
mod organization;
mod outcome;
mod packet;
mod pattern;
mod people;
mod score;
mod search;
mod section;
mod status;
mod text;

use schemars::JsonSchema;
use serde::Serialize;

pub use crate::render::context::action::{Action, FollowThrough, Update};
pub use crate::render::context::briefing::{Answer, Briefing, Decision, Fact, Finding, Kind, Left, Next, Part};
pub use crate::render::context::compare::{Compare, CompareRow, CompareSection};
pub use crate::render::context::figure::{Column, Figure, Figures, Grid, GridRow, KeyEntry};
pub use crate::render::context::frame::{Edges, Entry, Frame, Link, Logo, Places};
pub use crate::render::context::initiative::{AssessmentRow, Initiative, Registers, Row};
pub use crate::render::context::meeting::{
    Answered, Facts, Investment, Kept, Meeting, MeetingRow, Promise, Said, Served, Topic, UseSince,
};
pub use crate::render::context::method::{Method, MethodCriterion, MethodSection};
pub use crate::render::context::organization::{
    Block, Holds, Organization, OrganizationPiece, Pulse, Rhythm, Training,
};
pub use crate::render::context::outcome::{Decided, Outcome, Reading, Tactic};
pub use crate::render::context::packet::Packet;
pub use crate::render::context::pattern::{Pattern, Seen};
pub use crate::render::context::people::{Owner, Owners, Person, Role};
pub use crate::render::context::score::{Group, Question, Requisite, Scale, Score, SectionRow, Tally};
pub use crate::render::context::search::{Found, Letter, Search};
pub use crate::render::context::section::{CriteriaBlock, Criterion, Observation, Section};
pub use crate::render::context::status::{Milestone, UseRow, Value};
pub use crate::render::context::text::{Piece, Shown};

/// Every template sees `frame`; the others depend on the page: `portfolio` on the first page of a
/// site with several initiatives, `method` on the method page, `search` on the search
/// page, `initiative` on all pages of an initiative, `briefing` on all pages of an assessment, and
/// `part`, `section`, `compare`, `meeting`, `owners` or `organization` on their own pages. Where a theme makes no
/// pages of sections, all pages of an assessment see `sections`. A packet sees `initiative`,
/// `briefing`, `packet`, `generator`, `policy` and `style_html`. `t` holds the labels of the theme.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Context {
    /// The page itself.
    pub frame: Frame,
    /// The initiative.
    pub initiative: Initiative,
    /// The assessment and its eight parts.
    pub briefing: Briefing,
    /// One part.
    pub part: Part,
    /// One section.
    pub section: Section,
    /// Every section with its criteria and observations, where a theme makes no pages of sections.
    pub sections: Vec<Section>,
    /// One meeting.
    pub meeting: Meeting,
    /// All initiatives.
    pub portfolio: Vec<Row>,
    /// The models in use.
    pub method: Vec<Method>,
    /// What stands above the portfolio, sentence by sentence; empty when there is nothing to say.
    pub portfolio_finding: Vec<String>,
    /// Who holds what, on the page of owners.
    pub owners: Owners,
    /// The building blocks, on the page of the organization.
    pub organization: Organization,
    /// What changed since earlier assessments, on the page that compares them.
    pub compare: Compare,
    /// Everything that has an address, from A to Z, on the search page.
    pub search: Search,
    /// How long the summary and the eight parts take to read, on the summary.
    pub reading: Option<Fact>,
    /// What a packet holds besides: sections, owners, the method.
    pub packet: Packet,
    /// What a packet calls its maker: it stands in the head, so that a newer one may replace it.
    pub generator: &'static str,
    /// The security policy of a packet.
    pub policy: String,
    /// All styles of a packet. They stand in its style element as they are, or the policy blocks them.
    pub style_html: String,
}

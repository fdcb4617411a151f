//! What templates see. Field names are a contract with theme authors; `preread schema context`
//! prints this description as a JSON Schema.
//!
//! Everything is ready to print: numbers and dates are formatted, links are relative to the root
//! of the output (a template puts `{{ frame.root }}` before them), and fields whose name ends in
//! `_html` are safe HTML made from Markdown. A packet's templates see the same without that ending:
//! there a text is a tree of nodes, and a drawing a file by itself.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::render::tree::Node;

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

/// The page itself.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Frame {
    /// Title for the browser.
    pub title: String,
    /// Kind of page: portfolio, home, summary, part, briefing, section, compare, register, meeting,
    /// method, search.
    pub kind: &'static str,
    /// Its own address.
    pub path: String,
    /// The way to the root of the output: `../` for each folder.
    pub root: String,
    /// Language of the interface.
    pub language: String,
    /// Direction of its writing: ltr or rtl.
    pub direction: &'static str,
    /// Title of the site.
    pub site: String,
    /// Organization, or the site's title.
    pub brand: String,
    /// Title of the initiative, or nothing.
    pub under: String,
    /// Where the brand leads.
    pub home: String,
    /// The picture in the place of the brand's words, when there is one.
    pub logo: Option<Logo>,
    /// Stylesheets, by name below `assets/`, in their order.
    pub styles: Vec<String>,
    /// What printed sheets say at their edges.
    pub edges: Edges,
    /// The main menu.
    pub menu: Vec<Entry>,
    /// The way down to this page, itself last; empty where the menu alone says where one is.
    pub crumbs: Vec<Link>,
    /// What the report is and as of when, for the foot of the page.
    pub stamp: String,
    /// Links at the foot of the page.
    pub foot: Vec<Link>,
    /// The places of the packet that everything stands in; nothing on a page. The filters `leads`
    /// and `place` look here.
    pub places: Option<Places>,
}

/// What the one file of a packet holds besides the briefing and the registers.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Packet {
    /// The picture in the place of the brand's words; its files are addresses that hold them.
    pub logo: Option<Logo>,
    /// Every top section with its criteria and observations.
    pub sections: Vec<Section>,
    /// Who holds what.
    pub owners: Owners,
    /// The model that was used.
    pub method: Method,
}

/// What is in the one file of a packet.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Places {
    /// The folder of the assessment.
    pub folder: String,
    /// Names of the places that are in the file.
    pub known: std::collections::BTreeMap<String, bool>,
}

/// The picture that stands for the site.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Logo {
    /// Its name below `assets/`.
    pub file: String,
    /// The one for dark screens, or nothing.
    pub dark: String,
    /// What it says.
    pub words: String,
}

/// What stands at the edges of printed sheets. Where the number of the sheet and that of all
/// sheets come, only the printer knows: the words are given around them.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct Edges {
    /// Whose report it is.
    pub head: String,
    /// Words before the number of the sheet.
    pub before: String,
    /// Words between the two.
    pub between: String,
    /// Words after the number of all sheets.
    pub after: String,
}

/// A link.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct Link {
    /// Its words.
    pub title: String,
    /// Its address from the root of the output.
    pub href: String,
}

/// An entry of a menu.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct Entry {
    /// Its words.
    pub title: String,
    /// Its address from the root of the output.
    pub href: String,
    /// Whether it leads to where one is: this page, or what this page belongs to.
    pub current: bool,
    /// Whether it is this very page.
    pub here: bool,
}

/// A person or role.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct Person {
    /// The role.
    pub role: String,
    /// The name, or nothing.
    pub name: String,
    /// Both in one line.
    pub line: String,
    /// What this person holds, on the page of owners.
    pub href: String,
}

/// An initiative.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Initiative {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Whose it is.
    pub organization: String,
    /// What it is for.
    pub purpose: String,
    /// Its home.
    pub href: String,
    /// Who answers for it.
    pub sponsor: Option<Person>,
    /// The day the registers speak of.
    pub as_of: String,
    /// People by the part they play.
    pub people: Vec<Role>,
    /// Assessments, newest first.
    pub assessments: Vec<AssessmentRow>,
    /// Actions that are open, with owner and date, in order of due date.
    pub committed: Vec<Action>,
    /// Open actions without owner or date: recommended, not committed.
    pub uncommitted: Vec<Action>,
    /// Actions that are done, newest first.
    pub done: Vec<Action>,
    /// Actions that were dropped, with the reason.
    pub dropped: Vec<Action>,
    /// How many open actions are overdue, in words; empty when none is.
    pub overdue: String,
    /// Outcomes.
    pub outcomes: Vec<Outcome>,
    /// Meetings, newest first.
    pub meetings: Vec<MeetingRow>,
    /// Meetings held and missed over twelve months; the meetings stand beside it as its table.
    pub cadence: Option<Figure>,
    /// How the rhythm of each kind of meeting is kept.
    pub rhythms: Vec<Rhythm>,
    /// Commitments made and done, week by week; nothing while there is none.
    pub burn_up: Option<Figure>,
    /// What was kept of what was promised; nothing while no action is recorded.
    pub follow: Option<FollowThrough>,
    /// The addresses of the registers.
    pub registers: Registers,
}

/// Addresses of an initiative's registers.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct Registers {
    /// Actions.
    pub actions: String,
    /// Outcomes.
    pub outcomes: String,
    /// Meetings.
    pub meetings: String,
    /// Owners: who holds what.
    pub owners: String,
    /// Organization: the three building blocks.
    pub organization: String,
    /// Meetings, milestones and target dates as a calendar; empty when there is none.
    pub calendar: String,
}

/// People who play the same part.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Role {
    /// The part.
    pub title: String,
    /// The people.
    pub people: Vec<Person>,
}

/// An assessment in a list.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct AssessmentRow {
    /// Stage and month.
    pub title: String,
    /// The stage.
    pub stage: String,
    /// The date.
    pub date: String,
    /// Its summary.
    pub href: String,
    /// The page that compares it with the one before, or empty.
    pub compare: String,
    /// The conclusion.
    pub finding: String,
    /// The whole score.
    pub score: Score,
    /// Whether it is the one on this page.
    pub current: bool,
}

/// A chart with its words and its numbers.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct Figure {
    /// Its id on the page.
    pub id: String,
    /// The finding, as a sentence.
    pub title: String,
    /// Measure, unit and date.
    pub sub: String,
    /// What its marks mean.
    pub key: Vec<KeyEntry>,
    /// Whether there is a drawing; otherwise the table stands open in its place.
    pub drawn: bool,
    /// The drawing for a page and for paper: SVG with title and description.
    pub wide_html: String,
    /// The drawing for a phone.
    pub narrow_html: String,
    /// The drawing for slides, wide and low, on as many as it takes; empty on a page, and where the
    /// wide one serves.
    pub wall_html: Vec<String>,
    /// What the drawing is and what it says, every value, for who does not see it.
    pub says: String,
    /// What stands below it.
    pub notes: Vec<String>,
    /// Its numbers; without rows where a table stands beside it.
    pub table: Grid,
}

/// The charts of an assessment; what has no data is missing.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct Figures {
    /// The model, a tile for each section.
    pub model: Option<Figure>,
    /// Open actions along the days to come; the register stands beside it as its table.
    pub timeline: Option<Figure>,
    /// Meetings held and missed.
    pub cadence: Option<Figure>,
    /// Value reached and not.
    pub stakes: Option<Figure>,
    /// Before and after, section by section.
    pub change: Option<Figure>,
    /// Scores with the range of views.
    pub ranges: Option<Figure>,
    /// How far the requisites are met.
    pub requisites: Option<Figure>,
    /// The sections that must work in unison, one chart for each group of them.
    pub unison: Vec<Figure>,
}

/// A text as its medium shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Shown {
    /// HTML, on a page.
    Html(String),
    /// A tree, on paper.
    Tree(Vec<Node>),
}

impl Default for Shown {
    fn default() -> Self {
        Self::Html(String::new())
    }
}

/// A piece of a text: what a person wrote, or a chart that was asked for there.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct Piece {
    /// What is written; empty where a chart stands.
    #[schemars(with = "String")]
    pub text_html: Shown,
    /// The chart.
    pub figure: Option<Figure>,
}

/// A mark and what it means.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct KeyEntry {
    /// The mark as SVG.
    pub mark_html: String,
    /// What it means.
    pub words: String,
}

/// The numbers of a chart as a table.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct Grid {
    /// What the table holds.
    pub caption: String,
    /// Title of the first column.
    pub head: String,
    /// The other columns.
    pub columns: Vec<Column>,
    /// The rows.
    pub rows: Vec<GridRow>,
}

/// A column of a table of numbers.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Column {
    /// Its title.
    pub title: String,
    /// Whether it holds numbers, which end at one edge.
    pub number: bool,
}

/// A row of a table of numbers.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct GridRow {
    /// What the row is about; without an address when there is no page for it.
    pub head: Link,
    /// Its cells; an empty one has nothing to say.
    pub cells: Vec<String>,
    /// Whether it is the sum of the others.
    pub strong: bool,
    /// Whether the double line of sections in unison stands before it.
    pub double: bool,
}

/// A score, formatted.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct Score {
    /// Whether there is a score.
    pub known: bool,
    /// Points reached, such as 31.
    pub points: String,
    /// Points that can be reached, such as 50.
    pub possible: String,
    /// Lowest view in points.
    pub low: String,
    /// Highest view in points.
    pub high: String,
    /// “28 to 34”, or empty when low and high are the same.
    pub range: String,
    /// “31 of 50”, or what is said when there is no score.
    pub words: String,
    /// Percent of the points.
    pub percent: String,
    /// Words of the level, or empty.
    pub level: String,
    /// Number of the level from 1, spread over four tints; 0 when there is none.
    pub tint: usize,
    /// “up 22”, “flat”, “down 4”, or empty when there is nothing to compare.
    pub change: String,
    /// up, flat, down, or empty.
    pub verdict: Cow<'static, str>,
    /// Points before, or empty.
    pub before: String,
    /// Criteria with a score.
    pub scored: usize,
    /// Criteria that do not apply.
    pub not_applicable: usize,
    /// Criteria without a score.
    pub open: usize,
    /// What the score rests on, when not every criterion is scored; otherwise empty.
    pub coverage: String,
    /// The target in percent, or empty.
    pub target: String,
    /// How far the target is away, in words, or empty.
    pub gap: String,
    /// The part of the way since the baseline, in words, or empty.
    pub progress: String,
    /// Position of low, middle, high and before on a scale from 0 to 100, for drawings.
    pub scale: Scale,
}

/// Positions on a scale from 0 to 100 with one decimal.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct Scale {
    /// Low.
    pub low: String,
    /// Middle.
    pub mid: String,
    /// High.
    pub high: String,
    /// Before, or empty.
    pub before: String,
}

/// How far one requisite is met below a node.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Tally {
    /// The requisite.
    pub title: String,
    /// Criteria that meet it.
    pub met: usize,
    /// Partly.
    pub partly: usize,
    /// Not.
    pub missing: usize,
    /// Not looked at.
    pub unknown: usize,
    /// All of it in a line: “3 of 5 met, 1 partly”.
    pub words: String,
}

/// A section in a table.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SectionRow {
    /// Its title.
    pub title: String,
    /// Its page.
    pub href: String,
    /// Title of its group, or empty.
    pub group: String,
    /// Whether it is one of those that must work in unison.
    pub unison: bool,
    /// Whether it is the first of its group.
    pub first_of_group: bool,
    /// Its score.
    pub score: Score,
    /// The requisites below it.
    pub requisites: Vec<Tally>,
    /// Sections inside it.
    pub parts: Vec<SectionRow>,
    /// How many criteria it has.
    pub criteria: usize,
    /// Its points before anything is left out.
    pub nominal: String,
}

/// Everything about one assessment.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Briefing {
    /// Id of the assessment.
    pub id: String,
    /// Stage and month: “Calibration assessment, November 2025”.
    pub title: String,
    /// Its summary page.
    pub href: String,
    /// The page that compares it with the one before; empty for a first assessment.
    pub compare: String,
    /// The stage as its id: readiness, calibration, course-correction.
    pub stage_id: &'static str,
    /// The stage in words.
    pub stage: String,
    /// The date.
    pub date: String,
    /// The day the report speaks of.
    pub as_of: String,
    /// Title of the model.
    pub model: String,
    /// Whether the model counts points (otherwise percent).
    pub has_points: bool,
    /// Facts at the head of the summary.
    pub facts: Vec<Fact>,
    /// The stages of the initiative, in time.
    pub stages: Vec<Entry>,
    /// The conclusion, sentence by sentence.
    pub finding: Vec<String>,
    /// A few sentences below it.
    pub lead: String,
    /// The decisions asked.
    pub decisions: Vec<Decision>,
    /// When the decisions are asked: “on 26 November 2026”, or empty.
    pub decide_when: String,
    /// The four answers of the strip: direction, more or less, actions, points.
    pub strip: Vec<Answer>,
    /// The whole score.
    pub score: Score,
    /// Top sections in the order of the model.
    pub sections: Vec<SectionRow>,
    /// Groups of sections with their scores.
    pub groups: Vec<Group>,
    /// The charts that this assessment has data for.
    pub figures: Figures,
    /// Where the change came from, in a sentence, or empty.
    pub movement: String,
    /// What “flat” means, when it is used; otherwise empty.
    pub flat_note: String,
    /// Why the parts shown do not add up to the whole shown, when they do not; otherwise empty.
    pub rounding_note: String,
    /// Why a section can reach other points than in the model, when it can; otherwise empty.
    pub reweighted_note: String,
    /// Requisites over the whole.
    pub requisites: Vec<Tally>,
    /// What each requisite asks.
    pub questions: Vec<Question>,
    /// Patterns in their order.
    pub patterns: Vec<Pattern>,
    /// How many observations there are and how many belong to a pattern, in a sentence.
    pub observed: String,
    /// Observations that belong to no pattern.
    pub loose: Vec<Link>,
    /// What the assessment shows when it is read as a whole.
    pub findings: Vec<Finding>,
    /// The eight parts in the order of the outline.
    pub parts: Vec<Part>,
    /// Part 1: what is true when we leave the room.
    pub leave: Vec<String>,
    /// Part 1: the meeting that is prepared, or nothing.
    pub meeting: Option<Link>,
    /// Part 2: milestones.
    pub milestones: Vec<Milestone>,
    /// Part 2: the money in a sentence, or empty.
    pub budget: String,
    /// Part 2: use of what was delivered.
    pub uses: Vec<UseRow>,
    /// Part 2: outcomes.
    pub outcomes: Vec<Outcome>,
    /// Part 2: training.
    pub training: Vec<Training>,
    /// Part 2: the three building blocks of the organization.
    pub blocks: Vec<Block>,
    /// Part 3: the values at stake.
    pub values: Vec<Value>,
    /// Part 3: their sum in a sentence, or empty.
    pub stake: String,
    /// Part 3: their unit.
    pub unit: String,
    /// Part 3: if we change nothing.
    pub if_nothing: Vec<String>,
    /// Part 3: if we act.
    pub if_act: Vec<String>,
    /// Part 4: who assessed.
    pub assessors: Vec<Person>,
    /// Part 4: who looked, at what and when, in sentences.
    pub nature: Vec<String>,
    /// Part 4: how scores and ranges come about, in sentences.
    pub scoring: Vec<String>,
    /// Part 4: criteria that do not apply, with the reason.
    pub not_applicable: Vec<Left>,
    /// Part 7: conditions that must be met before the start.
    pub conditions: Vec<Action>,
    /// Part 7: actions by kind.
    pub kinds: Vec<Kind>,
    /// Part 7: options that were not chosen.
    pub rejected: Vec<Left>,
    /// Part 8: open actions of this assessment, in order of due date.
    pub register: Vec<Action>,
    /// Part 8: recommended without owner or date.
    pub uncommitted: Vec<Action>,
    /// Part 8: open actions from before.
    pub carried: Vec<Action>,
    /// Part 8: done since the assessment before.
    pub done: Vec<Action>,
    /// Part 8: dropped since then.
    pub dropped: Vec<Action>,
    /// Part 8: the next meetings.
    pub next: Vec<Next>,
    /// Part 8: what is said to everybody, or empty.
    pub communication: String,
    /// Part 8: who signs.
    pub signatures: Vec<Person>,
}

/// A fact with its name.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Fact {
    /// What it is.
    pub title: String,
    /// The fact.
    pub words: String,
}

/// A decision asked.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Decision {
    /// Its number, from one.
    pub number: usize,
    /// What is asked.
    pub ask: String,
    /// By when, at what cost.
    pub detail: String,
    /// Actions that carry it out.
    pub actions: Vec<Link>,
}

/// An answer of the strip.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Answer {
    /// The question.
    pub title: String,
    /// The answer.
    pub value: String,
    /// What goes with it.
    pub note: String,
    /// What needs attention, or empty.
    pub signal: String,
}

/// A group of sections.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Group {
    /// Its title.
    pub title: String,
    /// What stands beside it.
    pub note: String,
    /// Whether its sections must work in unison.
    pub unison: bool,
    /// Its score.
    pub score: Score,
}

/// What a requisite asks.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Question {
    /// Its short title.
    pub title: String,
    /// The question.
    pub question: String,
    /// Why it is asked.
    pub why: String,
}

/// A pattern.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Pattern {
    /// Its place on the page.
    pub anchor: String,
    /// Its number, from one.
    pub number: usize,
    /// build-on, fix-first or do-differently.
    pub kind_id: &'static str,
    /// The kind in words.
    pub kind: String,
    /// The pattern in a sentence.
    pub title: String,
    /// Its address.
    pub href: String,
    /// We saw.
    pub saw: String,
    /// Because, and because.
    pub because: Vec<String>,
    /// The root cause.
    pub root_cause: String,
    /// Somebody's words, or empty.
    pub voice: String,
    /// Whose words.
    pub voice_who: String,
    /// So for us.
    pub means: Vec<Piece>,
    /// The sections it was seen in, with the number of observations.
    pub seen_in: Vec<Seen>,
    /// For each top section of the model the number of observations.
    pub map: Vec<usize>,
    /// The same numbers as dots; empty for none.
    pub dots_html: Vec<String>,
    /// The observations.
    pub observations: Vec<Link>,
    /// Actions that answer it.
    pub actions: Vec<Link>,
}

/// A section and how many observations it has.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Seen {
    /// The section.
    pub title: String,
    /// Its page.
    pub href: String,
    /// “3 observations”.
    pub words: String,
}

/// What the assessment shows when it is read as a whole.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Finding {
    /// The finding in a sentence.
    pub title: String,
    /// More about it.
    pub detail: String,
    /// The rule it comes from, in words.
    pub rule: String,
    /// Sections and criteria it rests on.
    pub evidence: Vec<Link>,
}

/// One of the eight parts.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct Part {
    /// Its id, which is also the name of its template: `parts/<id>.html`.
    pub id: &'static str,
    /// Its number in the outline, from one.
    pub number: usize,
    /// Its title in the outline.
    pub title: String,
    /// Its page.
    pub href: String,
    /// The finding, sentence by sentence; the part's title when nobody wrote one.
    pub finding: Vec<String>,
    /// Whether a person wrote the finding.
    pub has_finding: bool,
    /// A sentence or two below it.
    pub lead: String,
    /// What a person wrote.
    pub body: Vec<Piece>,
}

/// A milestone.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Milestone {
    /// What is delivered.
    pub title: String,
    /// When it is planned.
    pub planned: String,
    /// Where it stands, in words.
    pub state: String,
    /// Whether it is late.
    pub late: bool,
    /// What we see.
    pub see: String,
}

/// Use of what was delivered.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct UseRow {
    /// Who uses what.
    pub title: String,
    /// At first.
    pub then: String,
    /// Now.
    pub now: String,
    /// When that was.
    pub now_date: String,
    /// What is wanted.
    pub target: String,
}

/// A training.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Training {
    /// What is taught.
    pub title: String,
    /// For whom.
    pub audience: String,
    /// Who answers for it.
    pub owner: Option<Person>,
    /// Where it stands, in words.
    pub state: String,
    /// Whether its day has passed and it was not held.
    pub late: bool,
    /// Who was reached, in words.
    pub reach: String,
}

/// A building block of the organization.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Block {
    /// Its place on the page of the organization: structure, training or cadence.
    pub anchor: &'static str,
    /// Which one.
    pub title: String,
    /// What it is about.
    pub note: String,
    /// What of it is in place, in words.
    pub state: String,
    /// Whether all of it is in place.
    pub complete: bool,
    /// Whether anything is written of it.
    pub recorded: bool,
    /// Pieces that are missing.
    pub gaps: Vec<String>,
    /// All its pieces.
    pub pieces: Vec<OrganizationPiece>,
}

/// A piece of a building block.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct OrganizationPiece {
    /// What it is.
    pub title: String,
    /// met, missing or unknown.
    pub state: &'static str,
    /// The same in words.
    pub words: String,
    /// What is found of it, or empty.
    pub found: String,
    /// What one would write in initiative.toml where it is missing, or empty.
    pub write: &'static str,
}

/// The building blocks of the organization, on their page.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Organization {
    /// How many blocks are in place, and which are not, in a sentence or two.
    pub finding: Vec<String>,
    /// The blocks.
    pub blocks: Vec<Block>,
    /// People who hold something that is open, in the order the initiative names them.
    pub holders: Vec<Holds>,
    /// Outcomes that nobody answers for.
    pub unowned: Vec<Link>,
    /// Open actions that nobody holds.
    pub unheld: Vec<Link>,
    /// The courses.
    pub courses: Vec<Training>,
    /// How many people all courses reached, in words, or empty.
    pub reach: String,
    /// The tactical and the strategic meeting.
    pub pulses: Vec<Pulse>,
}

/// How much a person holds; what is none of it is empty.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Holds {
    /// The person, with the place on the page of owners.
    pub person: Person,
    /// The part played in the initiative, in words, or empty.
    pub part: String,
    /// Open actions.
    pub open: String,
    /// How many of them are overdue, in words, or empty.
    pub overdue: String,
    /// Outcomes.
    pub outcomes: String,
    /// Criteria of the newest assessment.
    pub criteria: String,
    /// Courses.
    pub courses: String,
}

/// The meetings of a kind, and how their rhythm is kept.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Pulse {
    /// The kind of meeting.
    pub kind: String,
    /// How often it should take place, or that no rhythm is written.
    pub every: String,
    /// Whether a rhythm is written.
    pub has_rhythm: bool,
    /// In how many periods it took place, or empty.
    pub kept: String,
    /// The periods without a meeting, or empty.
    pub missed_periods: String,
    /// Meetings held and missed in the last twelve months.
    pub counts: String,
    /// Whether one was missed.
    pub missed: bool,
    /// The next meeting, or by when it is due.
    pub next: String,
    /// Its page, or empty.
    pub next_href: String,
    /// Whether the next meeting is not planned, or for later than it is due.
    pub late: bool,
}

/// A value at stake.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Value {
    /// What it is.
    pub title: String,
    /// How much.
    pub value: String,
    /// Whether it is reached.
    pub reached: bool,
    /// Reached or not, in words.
    pub state: String,
}

/// Something left out, with its reason.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Left {
    /// What.
    pub title: String,
    /// Why.
    pub reason: String,
}

/// Actions of a kind.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Kind {
    /// different, more, less, or other.
    pub id: &'static str,
    /// The kind in words.
    pub title: String,
    /// The actions.
    pub actions: Vec<Action>,
}

/// The next meeting of a kind.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Next {
    /// The kind of meeting.
    pub kind: String,
    /// When, or that no date is set.
    pub when: String,
    /// Its page, or empty.
    pub href: String,
    /// Its topics, or the usual agenda of its kind.
    pub topics: Vec<String>,
}

/// An action.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Action {
    /// Its id.
    pub id: String,
    /// Its place on the register's page.
    pub anchor: String,
    /// Its address in the register.
    pub href: String,
    /// What is to be done.
    pub title: String,
    /// different, more, less, or empty.
    pub kind_id: &'static str,
    /// The kind in words, or empty.
    pub kind: String,
    /// Who answers for it; nothing when nobody does.
    pub owner: Option<Person>,
    /// When it is due, or empty.
    pub due: String,
    /// recommended, committed, in-progress, done or dropped.
    pub status_id: &'static str,
    /// The status in words; for an action with owner and date that nobody agreed to yet: proposed.
    pub status: String,
    /// When it was last heard of: the day of the last update, or of the recommendation.
    pub since: String,
    /// “overdue since 30 September 2026”, or empty.
    pub overdue: String,
    /// What was said last, or empty.
    pub note: String,
    /// Why this, and why now.
    #[schemars(with = "String")]
    pub rationale_html: Shown,
    /// The decision it carries out, in words, or empty.
    pub decision: String,
    /// Patterns it answers.
    pub patterns: Vec<Link>,
    /// Outcomes it serves.
    pub outcomes: Vec<Link>,
    /// Where it comes from, or nothing.
    pub origin: Option<Link>,
    /// When it was recommended.
    pub recommended: String,
    /// Over how many assessments and meetings an open action was carried, in words; empty for none.
    pub carried: String,
    /// For how many days it has been open, or was, in words.
    pub open_for: String,
    /// Everything that was heard of it.
    pub updates: Vec<Update>,
}

/// What was heard of an action on a day.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Update {
    /// The day.
    pub date: String,
    /// The status in words, or empty.
    pub status: String,
    /// A new due date or owner, in words, or empty.
    pub changed: String,
    /// A remark, or empty.
    pub note: String,
}

/// An outcome.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Outcome {
    /// Its id.
    pub id: String,
    /// Its address.
    pub href: String,
    /// Its title.
    pub title: String,
    /// What is measured.
    pub measure: String,
    /// Where it started.
    pub then: String,
    /// When that was.
    pub then_date: String,
    /// Where it stands.
    pub now: String,
    /// When that was.
    pub now_date: String,
    /// Where it should be, and when: “70% by December 2027”.
    pub target: String,
    /// reached, on-course, behind, flat, wrong, or empty.
    pub course_id: &'static str,
    /// The direction in words.
    pub course: String,
    /// Whether the direction needs attention.
    pub signal: bool,
    /// More, less, different or keep, in words; or that nobody decided yet.
    pub answer: String,
    /// What goes with the answer.
    pub answer_note: String,
    /// Who answers for it.
    pub owner: Option<Person>,
    /// What was read over time as a small drawing, without words of its own; empty without a reading.
    pub spark_html: String,
    /// The same with days and values; its readings stand beside it as a table.
    pub figure: Option<Figure>,
    /// Everything that was read, oldest first.
    pub readings: Vec<Reading>,
    /// What is done for it, each with a measure of its own.
    pub tactics: Vec<Tactic>,
    /// Everything that people answered, newest first.
    pub answers: Vec<Decided>,
    /// Why it matters.
    #[schemars(with = "String")]
    pub body_html: Shown,
}

/// A reading.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Reading {
    /// The day.
    pub date: String,
    /// The value.
    pub value: String,
    /// A remark, or empty.
    pub note: String,
}

/// What is done for an outcome.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Tactic {
    /// What is done.
    pub title: String,
    /// Its measure in words, or empty.
    pub reason: String,
    /// Whether it has readings or a target.
    pub measured: bool,
    /// Where it started, or empty.
    pub then: String,
    /// When that was.
    pub then_date: String,
    /// Where it stands, or empty.
    pub now: String,
    /// When that was.
    pub now_date: String,
    /// Where it should be, and when, or empty.
    pub target: String,
    /// The direction in words.
    pub course: String,
    /// reached, on-course, behind, flat, wrong, or empty.
    pub course_id: &'static str,
    /// Whether the direction needs attention.
    pub signal: bool,
    /// What was read over time as a small drawing; empty without a reading.
    pub spark_html: String,
    /// Everything that was read, oldest first.
    pub readings: Vec<Reading>,
}

/// An answer that people gave about an outcome.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Decided {
    /// The day.
    pub date: String,
    /// More, less, different or keep, in words.
    pub answer: String,
    /// A remark, or empty.
    pub note: String,
    /// The meeting that was held on that day.
    pub meeting: Option<Link>,
}

/// A section with its criteria.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Section {
    /// Its title.
    pub title: String,
    /// Its page.
    pub href: String,
    /// What it is about.
    pub purpose: String,
    /// Title and note of its group, or empty.
    pub group: String,
    /// Whether it is one of those that must work in unison.
    pub unison: bool,
    /// What the criteria show, in a sentence or two.
    pub finding: Vec<String>,
    /// The score in a sentence.
    pub lead: String,
    /// Its score.
    pub score: Score,
    /// Titles of the requisites.
    pub requisites: Vec<String>,
    /// Blocks of criteria: the section's own, then those of each section inside it.
    pub blocks: Vec<CriteriaBlock>,
    /// What was observed.
    pub observations: Vec<Observation>,
    /// Its criteria with the range of views; nothing when views do not differ and no target is set.
    pub ranges: Option<Figure>,
    /// The sections that must work in unison, on their pages.
    pub together: Option<Figure>,
    /// The section before it in the model.
    pub before: Option<Link>,
    /// The section after it.
    pub after: Option<Link>,
}

/// Criteria of one section.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CriteriaBlock {
    /// Its place on the page, or empty.
    pub anchor: String,
    /// Its address.
    pub href: String,
    /// Its title, or empty for the section's own criteria.
    pub title: String,
    /// What it is about.
    pub purpose: String,
    /// Its score.
    pub score: Score,
    /// The criteria.
    pub criteria: Vec<Criterion>,
}

/// A criterion.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Criterion {
    /// Its place on the page.
    pub anchor: String,
    /// Its address.
    pub href: String,
    /// Its path in the model.
    pub path: String,
    /// The practice, in a sentence.
    pub title: String,
    /// What best practice looks like.
    pub practice: String,
    /// Why it matters.
    pub why: String,
    /// Where to look.
    pub evidence: String,
    /// Titles of the principles it serves.
    pub principles: Vec<String>,
    /// Its score.
    pub score: Score,
    /// How it is answered, in words: “yes or no”, a range, a named answer.
    pub scale: String,
    /// Why it does not apply, or empty.
    pub not_applicable: String,
    /// The requisites, in the order of the model.
    pub requisites: Vec<Requisite>,
    /// A remark of the assessors, or empty.
    pub note: String,
    /// Observations about it.
    pub observations: Vec<Link>,
}

/// How one requisite is met.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Requisite {
    /// The requisite.
    pub title: String,
    /// met, partly, missing or unknown.
    pub state: &'static str,
    /// The same in words.
    pub words: String,
    /// Who, or empty.
    pub by: String,
}

/// An observation.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Observation {
    /// Its place on the page.
    pub anchor: String,
    /// Its address on this page.
    pub href: String,
    /// What was seen.
    pub title: String,
    /// strength, gap or learning.
    pub kind_id: &'static str,
    /// The kind in words.
    pub kind: String,
    /// Who or what it comes from, or empty.
    pub source: String,
    /// The criteria it is about.
    pub criteria: Vec<Link>,
    /// The pattern it belongs to, or nothing.
    pub pattern: Option<Link>,
    /// The text; empty where it stands on another page.
    pub body: Vec<Piece>,
    /// Where the text stands, when that is another page; otherwise empty.
    pub elsewhere: String,
}

/// A meeting in a list.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct MeetingRow {
    /// Kind and date.
    pub title: String,
    /// Its page.
    pub href: String,
    /// The kind in words.
    pub kind: String,
    /// The date.
    pub date: String,
    /// planned, held or missed.
    pub state_id: &'static str,
    /// The same in words.
    pub state: String,
    /// How many tasks came of it, in words.
    pub tasks: String,
}

/// A meeting.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Meeting {
    /// Kind and date.
    pub title: String,
    /// planned, held or missed, in words.
    pub state: String,
    /// planned, held or missed.
    pub state_id: &'static str,
    /// The day and the hour.
    pub when: String,
    /// Who was there.
    pub attended: Vec<Person>,
    /// What was promised at the meeting of its kind before, and what became of it.
    pub kept: Option<Kept>,
    /// Whether the page opens with that.
    pub kept_first: bool,
    /// The assessment that prepares it.
    pub prepared: Option<Link>,
    /// What was talked about; before the meeting, what is to be talked about, with what is known.
    pub topics: Vec<Topic>,
    /// The minutes.
    #[schemars(with = "String")]
    pub body_html: Shown,
    /// The meeting before it in time.
    pub before: Option<Link>,
    /// The meeting after it.
    pub after: Option<Link>,
}

/// A topic of a meeting.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Topic {
    /// The topic.
    pub title: String,
    /// What was said.
    pub said: String,
    /// Tasks that came of it.
    pub tasks: Vec<Action>,
    /// Why no task came of it, or empty.
    pub no_task: String,
    /// What is known about it before the meeting.
    pub facts: Option<Facts>,
}

/// What was promised at the last meeting, and what became of it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Kept {
    /// What it is, with the day of that meeting.
    pub title: String,
    /// That meeting; where several of a kind were held on that day, all of them.
    pub meetings: Vec<Link>,
    /// How much was kept, in a sentence.
    pub tally: String,
    /// Each promise.
    pub promises: Vec<Promise>,
}

/// A promise and what became of it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Promise {
    /// The action.
    pub action: Action,
    /// in-time, late, open, overdue or dropped.
    pub became_id: &'static str,
    /// The same in words.
    pub became: String,
    /// The date promised first, in words, where another one stands now; otherwise empty.
    pub moved: String,
}

/// What is known about a point of the agenda. Which fields are filled follows from the point.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct Facts {
    /// The point: adoption, tactics, issues, feedback, due, promised, outcomes, direction, answer,
    /// investments or communication.
    pub id: &'static str,
    /// Sentences above the rest.
    pub sentences: Vec<String>,
    /// What needs attention, or empty.
    pub signal: String,
    /// Use, group by group.
    pub uses: Vec<UseSince>,
    /// Outcomes with what serves them.
    pub served: Vec<Served>,
    /// What was said last time.
    pub said: Vec<Said>,
    /// Open actions.
    pub actions: Vec<Action>,
    /// Outcomes as they stand.
    pub outcomes: Vec<Outcome>,
    /// What people answered last about each outcome.
    pub answers: Vec<Answered>,
    /// What money is asked or spent for.
    pub investments: Vec<Investment>,
    /// Milestones that are not reached.
    pub milestones: Vec<Milestone>,
    /// What is to be said, or empty.
    pub to_say: String,
}

/// Use by one group, and its change since the meeting before.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct UseSince {
    /// Who uses what.
    pub title: String,
    /// The last reading.
    pub now: String,
    /// Its day, or empty.
    pub now_date: String,
    /// The change since the meeting before, or that nothing was read since.
    pub change: String,
    /// What is wanted, or empty.
    pub target: String,
}

/// An outcome with its tactics and the open actions that serve it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Served {
    /// The outcome.
    pub outcome: Outcome,
    /// Open actions that serve it.
    pub actions: Vec<Action>,
}

/// What was said about a point at the meeting before.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Said {
    /// The topic.
    pub title: String,
    /// The day of that meeting.
    pub date: String,
    /// What was said, or empty.
    pub said: String,
    /// Why no task came of it, or empty.
    pub no_task: String,
    /// Its tasks, as they stand.
    pub tasks: Vec<Action>,
}

/// The last answer about an outcome.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Answered {
    /// The outcome.
    pub outcome: Outcome,
    /// The answer, or that nobody decided yet.
    pub answer: String,
    /// Its day, or empty.
    pub date: String,
    /// How many readings came since, in words.
    pub since: String,
}

/// Something that money is asked or spent for.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Investment {
    /// What.
    pub title: String,
    /// Project, equipment or upgrade, or empty.
    pub kind: String,
    /// What it costs, or empty.
    pub amount: String,
    /// When it is planned, or empty.
    pub planned: String,
    /// asked, approved, done or declined.
    pub state_id: &'static str,
    /// The same in words.
    pub state: String,
    /// The decision it hangs on, or empty.
    pub decision: String,
    /// A remark, or empty.
    pub note: String,
}

/// How the rhythm of a kind of meeting is kept.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Rhythm {
    /// The kind of meeting.
    pub kind: String,
    /// How often it should take place.
    pub every: String,
    /// In how many periods it did.
    pub kept: String,
    /// The periods without a meeting, or empty.
    pub missed: String,
    /// The next meeting, or by when it is due.
    pub next: String,
    /// Its page, or empty.
    pub next_href: String,
    /// Whether the next meeting is not planned, or for later than it is due.
    pub late: bool,
}

/// What was kept of what was promised, and how long things stay open.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct FollowThrough {
    /// The whole register in a sentence or two.
    pub sentences: Vec<String>,
    /// Promises by meeting.
    pub kept: Grid,
    /// Days open by sort.
    pub ages: Grid,
}

/// An initiative in the portfolio.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
pub struct Row {
    /// Its title.
    pub title: String,
    /// Its home.
    pub href: String,
    /// The conclusion of its newest assessment, or empty.
    pub finding: String,
    /// Its organization.
    pub organization: String,
    /// Who answers for it, or that nobody is named.
    pub sponsor: String,
    /// Whether somebody answers for it.
    pub has_sponsor: bool,
    /// The stage of the newest assessment, or that there is none.
    pub stage: String,
    /// Its month, or empty.
    pub date: String,
    /// The score of the newest assessment.
    pub score: Score,
    /// The direction in words.
    pub direction: String,
    /// Overdue actions in words, or empty.
    pub overdue: String,
    /// The next strategic meeting, or that none is set.
    pub next: String,
    /// Decisions asked, in words, or empty.
    pub decisions: String,
}

/// A model, for the method page.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Method {
    /// Its title.
    pub title: String,
    /// Its edition.
    pub edition: String,
    /// What it is for.
    pub purpose: String,
    /// Where it comes from.
    pub source: String,
    /// How scores come about, in sentences.
    pub rules: Vec<String>,
    /// Levels, each with its words and where it begins.
    pub bands: Vec<Left>,
    /// The questions asked of every criterion.
    pub questions: Vec<Question>,
    /// The principles.
    pub principles: Vec<Left>,
    /// Top sections with their criteria.
    pub sections: Vec<MethodSection>,
}

/// A section of a model.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct MethodSection {
    /// Its title.
    pub title: String,
    /// What it is about.
    pub purpose: String,
    /// Title of its group, or empty.
    pub group: String,
    /// Its points in words, or empty.
    pub points: String,
    /// Its criteria.
    pub criteria: Vec<MethodCriterion>,
    /// Sections inside it.
    pub parts: Vec<MethodSection>,
}

/// A criterion of a model.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct MethodCriterion {
    /// The practice, in a sentence.
    pub title: String,
    /// What best practice looks like.
    pub practice: String,
    /// Why it matters.
    pub why: String,
    /// Its points in words, or empty.
    pub points: String,
}

/// Who holds what.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Owners {
    /// How many people hold something and what is overdue, in a sentence or two.
    pub finding: Vec<String>,
    /// People who hold or held something, in the order the initiative names them.
    pub people: Vec<Owner>,
    /// People who hold nothing.
    pub free: Vec<Owner>,
    /// Open actions that nobody holds.
    pub unowned: Vec<Action>,
}

/// What a person or a role holds.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Owner {
    /// Its place on the page.
    pub anchor: String,
    /// The person.
    pub person: Person,
    /// The part played in the initiative, in words, or empty.
    pub part: String,
    /// What they answer for, as a calendar: its address; empty when nothing of it has a date.
    pub calendar: String,
    /// What is open, kept and owned, in words.
    pub counts: String,
    /// How many open actions are overdue, in words; empty when none is.
    pub overdue: String,
    /// Open actions, in order of due date; what has none comes last.
    pub open: Vec<Action>,
    /// What was done, newest first.
    pub done: Vec<Action>,
    /// What was given up, newest first.
    pub dropped: Vec<Action>,
    /// Outcomes this person answers for.
    pub outcomes: Vec<Outcome>,
    /// Criteria of the newest assessment this person is named for.
    pub criteria: Vec<Link>,
    /// Courses this person answers for.
    pub courses: Vec<String>,
}

/// What changed since earlier assessments.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Compare {
    /// What moved, in a sentence or two; that there is nothing to compare, for a first assessment.
    pub finding: Vec<String>,
    /// With what it is compared, in a sentence, or empty.
    pub lead: String,
    /// Title of the assessment before, with its summary; nothing for a first assessment.
    pub before: Option<Link>,
    /// Title of the baseline, when that is another one.
    pub baseline: Option<Link>,
    /// The whole.
    pub whole: CompareRow,
    /// Criteria that rose most, the largest gain first.
    pub up: Vec<CompareRow>,
    /// Criteria that fell most, the largest loss first.
    pub down: Vec<CompareRow>,
    /// Top sections in the order of the model.
    pub sections: Vec<CompareSection>,
    /// Criteria of the assessment before that this one's model does not have.
    pub gone: Vec<Left>,
    /// Actions that the assessment before recommended, as they stand now.
    pub promised: Vec<Action>,
    /// What became of them, in words, or empty.
    pub kept: String,
    /// What “flat” means, when it is used; otherwise empty.
    pub flat_note: String,
    /// That the two used different models, when they did; otherwise empty.
    pub model_note: String,
}

/// A section beside what it was.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CompareSection {
    /// Its place on the page.
    pub anchor: String,
    /// The section.
    pub row: CompareRow,
    /// How many of its criteria rose, fell and stayed, in words.
    pub words: String,
    /// Its criteria, those of the sections inside it included.
    pub criteria: Vec<CompareRow>,
}

/// A section or a criterion beside what it was.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CompareRow {
    /// Its title.
    pub title: String,
    /// Its page or place.
    pub href: String,
    /// The section inside the top section that a criterion stands in, or empty.
    pub within: String,
    /// Its score now, with the change.
    pub score: Score,
    /// What it was before, at the points of today: “20”, “Not scored yet”, “Not applicable”, “New”.
    pub was: String,
    /// What it was in the baseline; empty when that is the assessment before.
    pub baseline: String,
    /// What else changed: requisites, and whether it applies.
    pub changed: Vec<String>,
}

/// Everything that has an address, from A to Z.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Search {
    /// What it holds: `everything`, only the `initiatives` where there are many, or what one `initiative` has.
    pub holds: &'static str,
    /// Address of the index that a search looks through.
    pub index: String,
    /// Address of the page that leads to all of it.
    pub whole: &'static str,
    /// How many entries there are, in words.
    pub count: String,
    /// The entries by their first letter.
    pub letters: Vec<Letter>,
}

/// Entries that begin with the same letter.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Letter {
    /// Its place on the page.
    pub anchor: String,
    /// The letter.
    pub title: String,
    /// The entries.
    pub entries: Vec<Found>,
}

/// Something that has an address.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Found {
    /// Its number in the list, from zero: the search index names it so.
    pub number: usize,
    /// Its title.
    pub title: String,
    /// Its address; the newest, when it stands in several assessments.
    pub href: String,
    /// What it is and where: “Criterion, Calibration, 2025”.
    pub about: String,
    /// Of an initiative the address of the page that lists all it has, or empty.
    pub list: String,
    /// The same in older assessments, newest first.
    pub older: Vec<Link>,
    /// How many assessments there are besides those, in words, or empty.
    pub more: String,
}

//! Every kind of file that people write, as forms. The one place that knows the keys.

use crate::model::action::Status;
use crate::model::assessment::{Answer, Stage};
use crate::model::initiative::{Every, InvestmentKind, InvestmentState, PersonPart};
use crate::model::instrument::{NotApplicable, Unanswered};
use crate::model::meeting::{MeetingState, Point};
use crate::model::observation::{ObservationKind, PatternKind};
use crate::model::outcome::Better;
use crate::model::part::Part;
use crate::source::form::{Form, Shape, may, must, words};

/// Words for the answer to “more, less or different?”.
pub const ANSWERS: [(&str, Answer); 4] =
    [("more", Answer::More), ("less", Answer::Less), ("different", Answer::Different), ("keep", Answer::Keep)];
/// Words for the kind of an action.
pub const ACTION_KINDS: [(&str, Answer); 3] =
    [("different", Answer::Different), ("more", Answer::More), ("less", Answer::Less)];
/// Words for the status of an action.
pub const STATUSES: [(&str, Status); 5] = [
    ("recommended", Status::Recommended),
    ("committed", Status::Committed),
    ("in-progress", Status::InProgress),
    ("done", Status::Done),
    ("dropped", Status::Dropped),
];
/// Words for the stage of an assessment.
pub const STAGES: [(&str, Stage); 3] = [
    ("readiness", Stage::Readiness),
    ("calibration", Stage::Calibration),
    ("course-correction", Stage::CourseCorrection),
];
/// Words for the kind of an observation.
pub const OBSERVATION_KINDS: [(&str, ObservationKind); 3] =
    [("strength", ObservationKind::Strength), ("gap", ObservationKind::Gap), ("learning", ObservationKind::Learning)];
/// Words for the kind of a pattern.
pub const PATTERN_KINDS: [(&str, PatternKind); 3] = [
    ("build-on", PatternKind::BuildOn),
    ("fix-first", PatternKind::FixFirst),
    ("do-differently", PatternKind::DoDifferently),
];
/// Words for the part a person plays.
pub const PERSON_PARTS: [(&str, PersonPart); 5] = [
    ("sponsor", PersonPart::Sponsor),
    ("core-team", PersonPart::CoreTeam),
    ("administrator", PersonPart::Administrator),
    ("owner", PersonPart::Owner),
    ("assessor", PersonPart::Assessor),
];
/// Words for a rhythm.
pub const RHYTHMS: [(&str, Every); 6] = [
    ("weekly", Every::Week),
    ("fortnightly", Every::Fortnight),
    ("monthly", Every::Month),
    ("quarterly", Every::Quarter),
    ("half-yearly", Every::HalfYear),
    ("yearly", Every::Year),
];
/// Words for whether a meeting took place.
pub const MEETING_STATES: [(&str, MeetingState); 3] =
    [("planned", MeetingState::Planned), ("held", MeetingState::Held), ("missed", MeetingState::Missed)];
/// Words for the point a topic is about.
pub const POINTS: [(&str, Point); 11] = [
    ("adoption", Point::Adoption),
    ("tactics", Point::Tactics),
    ("issues", Point::Issues),
    ("feedback", Point::Feedback),
    ("due", Point::Due),
    ("promised", Point::Promised),
    ("outcomes", Point::Outcomes),
    ("direction", Point::Direction),
    ("answer", Point::Answer),
    ("investments", Point::Investments),
    ("communication", Point::Communication),
];
/// Words for the sort of an investment.
pub const INVESTMENT_KINDS: [(&str, InvestmentKind); 3] = [
    ("project", InvestmentKind::Project),
    ("equipment", InvestmentKind::Equipment),
    ("upgrade", InvestmentKind::Upgrade),
];
/// Words for whether an investment was agreed to.
pub const INVESTMENT_STATES: [(&str, InvestmentState); 4] = [
    ("asked", InvestmentState::Asked),
    ("approved", InvestmentState::Approved),
    ("done", InvestmentState::Done),
    ("declined", InvestmentState::Declined),
];
/// Words for the direction of an outcome.
pub const DIRECTIONS: [(&str, Better); 2] = [("higher", Better::Higher), ("lower", Better::Lower)];
/// Words for the ways scores combine; the gate's threshold is a key of its own.
pub const COMBINES: [(&str, CombineWord); 6] = [
    ("points", CombineWord::Points),
    ("mean", CombineWord::Mean),
    ("weighted-mean", CombineWord::WeightedMean),
    ("minimum", CombineWord::Minimum),
    ("leaf-mean", CombineWord::LeafMean),
    ("gate", CombineWord::Gate),
];
/// Words for what becomes of a criterion that does not apply.
pub const NOT_APPLICABLE: [(&str, NotApplicable); 4] = [
    ("exclude", NotApplicable::Exclude),
    ("zero", NotApplicable::Zero),
    ("full", NotApplicable::Full),
    ("target", NotApplicable::Target),
];
/// Words for what becomes of a criterion without a score.
pub const UNANSWERED: [(&str, Unanswered); 3] =
    [("exclude", Unanswered::Exclude), ("zero", Unanswered::Zero), ("open", Unanswered::Open)];
/// Words for how a requisite is answered.
pub const REQUISITE_ANSWERS: [(&str, bool); 2] = [("person", true), ("degree", false)];
/// Words for the eight parts.
pub const PARTS: [(&str, Part); 8] = [
    ("reason", Part::Reason),
    ("status", Part::Status),
    ("stakes", Part::Stakes),
    ("nature", Part::Nature),
    ("results", Part::Results),
    ("learning", Part::Learning),
    ("actions", Part::Actions),
    ("commitment", Part::Commitment),
];

/// How scores combine, as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "see model::instrument::Combine")]
pub enum CombineWord {
    Points,
    Mean,
    WeightedMean,
    Minimum,
    LeafMean,
    Gate,
}

/// `site.toml`
pub static SITE: Form = Form {
    name: "site.toml",
    keys: &[
        must("title", Shape::Text, "The title of the site."),
        may("language", Shape::Text, "Language of the interface, such as \"en\"; English when left out."),
        may("theme", Shape::Id, "A theme of your own: a folder in themes/. The built-in one is used when left out."),
        may("as_of", Shape::Date, "The day the report speaks of: it decides what is overdue, and it is printed."),
        may("repository", Shape::Text, "Web address of the repository that holds this folder."),
        may(
            "outline",
            Shape::Tables(&OUTLINE),
            "The eight parts in the order you want, each with a title of your own.",
        ),
        may("rules", Shape::Switches, "Rules of the computed learning, switched off with `false`."),
        may("look", Shape::Table(&LOOK), "A logo, fonts and colours of your own."),
    ],
};
static LOOK: Form = Form {
    name: "the look",
    keys: &[
        may("logo", Shape::Text, "A picture in the theme's assets, for the head of each page: SVG, PNG, JPEG or WebP."),
        may("logo-dark", Shape::Text, "The same for screens that are set to dark, when it must be another."),
        may(
            "logo-words",
            Shape::Text,
            "What the logo says, for those who do not see it; the organization when left out.",
        ),
        may(
            "serif",
            Shape::Text,
            "Type of statements and prose: a family that readers have, or a font file in the theme's assets.",
        ),
        may("serif-bold", Shape::Text, "The bold of it, when that is a file of its own."),
        may(
            "sans",
            Shape::Text,
            "Type of labels, tables and figures: a family that readers have, or a font file in the theme's assets.",
        ),
        may("sans-bold", Shape::Text, "The bold of it, when that is a file of its own."),
        may("accent", Shape::Text, "The colour of your brand: links, marks, ranges and levels follow from it."),
        may("light", Shape::Table(&PALETTE), "Colours on a screen, one by one."),
        may("dark", Shape::Table(&PALETTE), "Colours on a screen that is set to dark, one by one."),
        may("print", Shape::Table(&PALETTE), "Colours on paper, one by one."),
    ],
};
static PALETTE: Form = Form {
    name: "colours",
    keys: &[
        may("paper", Shape::Text, "The ground of the page."),
        may("panel", Shape::Text, "The ground of what is set off, such as the place a link led to."),
        may("ink", Shape::Text, "Words and filled marks."),
        may("ink-2", Shape::Text, "Words that explain others."),
        may("ink-3", Shape::Text, "Labels, and words for what is missing."),
        may("rule", Shape::Text, "Hairlines that only separate."),
        may("rule-strong", Shape::Text, "Lines that are read: the head of a table, the frame of a tile."),
        may("accent", Shape::Text, "Links, the current place, marks for what is met."),
        may("signal", Shape::Text, "What is overdue, missed or going the wrong way."),
        may("range", Shape::Text, "The bar of a range."),
        may("level-1", Shape::Text, "The lowest level."),
        may("level-2", Shape::Text, "The next."),
        may("level-3", Shape::Text, "The next."),
        may("level-4", Shape::Text, "The highest level."),
        may("on-level-4", Shape::Text, "Words on the highest level."),
    ],
};
static OUTLINE: Form = Form {
    name: "a part of the outline",
    keys: &[
        must("part", Shape::Choice(&words(&PARTS)), "Which of the eight parts."),
        may("title", Shape::Text, "The title you want for it."),
    ],
};

/// `content/models/<model>.toml`
pub static MODEL: Form = Form {
    name: "a model",
    keys: &[
        must("title", Shape::Text, "The title of the model."),
        may("edition", Shape::Text, "The edition of its text, such as \"2026\"."),
        may("source", Shape::Text, "Where the model comes from."),
        may("purpose", Shape::Text, "What the model is for."),
        may(
            "points",
            Shape::Positive,
            "The points of the whole model; the sections must add up to it. A model without points counts to 100.",
        ),
        may(
            "combine",
            Shape::Choice(&words(&COMBINES)),
            "How the scores of sections become the total; sections inherit it.",
        ),
        may("gate", Shape::Percent, "For combine = \"gate\": the percentage that counts as reached."),
        may(
            "not-applicable",
            Shape::Choice(&words(&NOT_APPLICABLE)),
            "What becomes of a criterion that does not apply; exclude when left out.",
        ),
        may(
            "unanswered",
            Shape::Choice(&words(&UNANSWERED)),
            "What becomes of a criterion without a score; exclude when left out.",
        ),
        may("target", Shape::Percent, "The percentage the whole should reach."),
        may("cap", Shape::PercentOr(&CAP), "A limit to the total."),
        may("bands", Shape::Tables(&BAND), "Levels of a percentage, from the lowest up."),
        may("scales", Shape::Tables(&SCALE), "Scales besides the built-in percent and yes-no."),
        may("requisites", Shape::Tables(&REQUISITE), "Questions asked of every criterion."),
        may("principles", Shape::Tables(&PRINCIPLE), "Principles that criteria serve."),
        may("groups", Shape::Tables(&GROUP), "Groups of sections."),
        must("sections", Shape::Tables(&SECTION), "The sections."),
    ],
};
static CAP: Form = Form {
    name: "a cap",
    keys: &[
        may("by", Shape::Reference, "Never above the score of this child."),
        may("at", Shape::Percent, "The limit while the child named in `when` is below `below`."),
        may("when", Shape::Reference, "The child that is looked at."),
        may("below", Shape::Percent, "The percentage below which the limit holds."),
    ],
};
static BAND: Form = Form {
    name: "a band",
    keys: &[
        must("from", Shape::Percent, "The lower edge in percent; the edge belongs to the band."),
        must("words", Shape::Text, "What the band is called."),
    ],
};
static SCALE: Form = Form {
    name: "a scale",
    keys: &[
        must("id", Shape::Id, "Its id."),
        may("title", Shape::Text, "Its title."),
        may("answers", Shape::Tables(&CHOICE), "The answers one can give."),
        may("levels", Shape::Tables(&LEVEL), "The levels one can be on."),
        may("from", Shape::Number, "The value that counts as nothing; the lowest when left out."),
        may("to", Shape::Number, "The value that counts as all; the highest when left out."),
    ],
};
static CHOICE: Form = Form {
    name: "an answer",
    keys: &[
        must("id", Shape::Id, "What is written in the scores."),
        must("label", Shape::Text, "What is shown."),
        must("value", Shape::Number, "What it is worth, on any scale: the values are brought to 0 to 100."),
    ],
};
static LEVEL: Form = Form {
    name: "a level",
    keys: &[
        must("level", Shape::Integer, "Its number, as written in the scores."),
        must("label", Shape::Text, "What it is called."),
    ],
};
static REQUISITE: Form = Form {
    name: "a requisite",
    keys: &[
        must("id", Shape::Id, "Its id, and the key it is answered under."),
        must("title", Shape::Text, "A short title, for a column."),
        may("question", Shape::Text, "The question."),
        may("why", Shape::Text, "Why it is asked."),
        may(
            "answer",
            Shape::Choice(&words(&REQUISITE_ANSWERS)),
            "\"person\" when the answer is somebody; otherwise yes, partly or no.",
        ),
        may("missing", Shape::Text, "What is said when it is not met, such as “no clear owner”."),
    ],
};
static PRINCIPLE: Form = Form {
    name: "a principle",
    keys: &[
        must("id", Shape::Id, "Its id."),
        must("title", Shape::Text, "Its title."),
        may("text", Shape::Text, "What it says."),
    ],
};
static GROUP: Form = Form {
    name: "a group",
    keys: &[
        must("id", Shape::Id, "Its id."),
        must("title", Shape::Text, "Its title."),
        may("note", Shape::Text, "A few words beside the title."),
        may("unison", Shape::Bool, "true when its sections must work in unison: each necessary, none enough."),
    ],
};
static SECTION: Form = Form {
    name: "a section",
    keys: &[
        must("id", Shape::Id, "Its id, unique among its siblings."),
        must("title", Shape::Text, "Its title."),
        may("group", Shape::Reference, "The group it stands in; for top sections."),
        may("purpose", Shape::Text, "What the section is about, and why."),
        may("points", Shape::Positive, "Its points."),
        may("weight", Shape::Positive, "Its weight among its siblings; 1 when left out."),
        may(
            "combine",
            Shape::Choice(&words(&COMBINES)),
            "How the scores below it combine; as its parent when left out.",
        ),
        may("gate", Shape::Percent, "For combine = \"gate\": the percentage that counts as reached."),
        may(
            "not-applicable",
            Shape::Choice(&words(&NOT_APPLICABLE)),
            "What becomes of a criterion that does not apply; as its parent when left out.",
        ),
        may(
            "unanswered",
            Shape::Choice(&words(&UNANSWERED)),
            "What becomes of a criterion without a score; as its parent when left out.",
        ),
        may("cap", Shape::PercentOr(&CAP), "A limit to its score."),
        may("target", Shape::Percent, "The percentage it should reach."),
        may("criteria", Shape::Tables(&CRITERION), "Its criteria."),
        may("sections", Shape::Tables(&SECTION), "Sections inside it."),
    ],
};
static CRITERION: Form = Form {
    name: "a criterion",
    keys: &[
        must("id", Shape::Id, "Its id, unique among its siblings."),
        must("title", Shape::Text, "The practice, in a sentence."),
        may("practice", Shape::Text, "What best practice looks like."),
        may("why", Shape::Text, "Why it matters."),
        may("evidence", Shape::Text, "Where to look."),
        may("scale", Shape::Reference, "percent, yes-no, or the id of a scale; percent when left out."),
        may("points", Shape::Positive, "Its points; otherwise it shares its section's points with its siblings."),
        may("weight", Shape::Positive, "Its weight among its siblings; 1 when left out."),
        may("level", Shape::Count, "The level it belongs to, where a gate counts levels."),
        may("target", Shape::Percent, "The percentage it should reach."),
        may("principles", Shape::References, "Ids of the principles it serves."),
    ],
};

/// `content/<initiative>/initiative.toml`
pub static INITIATIVE: Form = Form {
    name: "an initiative",
    keys: &[
        must("title", Shape::Text, "The title of the initiative."),
        may("organization", Shape::Text, "Whose initiative it is."),
        may("purpose", Shape::Text, "What it is for."),
        may("started", Shape::Date, "When it started."),
        may("sponsor", Shape::Reference, "Id of the person who answers for it."),
        may("people", Shape::Tables(&PERSON), "People and roles; owners are their ids."),
        may("training", Shape::Tables(&TRAINING), "What is taught, for whom, when."),
        may("rhythm", Shape::Table(&RHYTHM), "How often the team meets."),
        may("milestones", Shape::Tables(&MILESTONE), "What is delivered, and when."),
        may("budget", Shape::Table(&BUDGET), "The money."),
        may(
            "investments",
            Shape::Tables(&INVESTMENT),
            "What money is asked or spent for: projects, equipment, upgrades.",
        ),
        may("use", Shape::Tables(&USE), "Use of what was delivered, group by group."),
    ],
};
static PERSON: Form = Form {
    name: "a person",
    keys: &[
        must("id", Shape::Id, "Its id, which other files name."),
        must("role", Shape::Text, "The role."),
        may("name", Shape::Text, "The name, if it is to be printed."),
        may("part", Shape::Choice(&words(&PERSON_PARTS)), "The part played in the initiative."),
    ],
};
static TRAINING: Form = Form {
    name: "a training",
    keys: &[
        must("title", Shape::Text, "What is taught."),
        may("for", Shape::Text, "For whom."),
        may("owner", Shape::Reference, "Id of the person who answers for it."),
        may("planned", Shape::Date, "When it is planned."),
        may("held", Shape::Date, "When it was held; left out while it was not."),
        may("reach", Shape::Count, "How many people came."),
        may("of", Shape::Count, "How many were meant."),
    ],
};
static RHYTHM: Form = Form {
    name: "a rhythm",
    keys: &[
        may("tactical", Shape::Choice(&words(&RHYTHMS)), "How often the core team meets."),
        may("strategic", Shape::Choice(&words(&RHYTHMS)), "How often the leadership meets for this initiative alone."),
    ],
};
static MILESTONE: Form = Form {
    name: "a milestone",
    keys: &[
        must("title", Shape::Text, "What is delivered."),
        may("planned", Shape::Date, "When it is planned."),
        may("done", Shape::Date, "When it was reached; left out while it is not."),
        may("see", Shape::Text, "What we see, in a line."),
        may("decision", Shape::Reference, "The decision that its date hangs on: <assessment>/<decision>."),
    ],
};
static BUDGET: Form = Form {
    name: "a budget",
    keys: &[
        must("total", Shape::Number, "What may be spent."),
        must("unit", Shape::Text, "Its unit, such as \"million euros\"."),
        may("spent", Shape::Tables(&READING), "What was spent by a day."),
    ],
};
static INVESTMENT: Form = Form {
    name: "an investment",
    keys: &[
        must("title", Shape::Text, "What is to be done or bought."),
        may("kind", Shape::Choice(&words(&INVESTMENT_KINDS)), "project, equipment or upgrade."),
        may("amount", Shape::Number, "What it costs, in the unit of the budget."),
        may("planned", Shape::Date, "When it is planned."),
        may(
            "state",
            Shape::Choice(&words(&INVESTMENT_STATES)),
            "asked, approved, done or declined; asked when left out.",
        ),
        may("decision", Shape::Reference, "The decision it hangs on: <assessment>/<decision>."),
        may("note", Shape::Text, "A remark."),
    ],
};
static USE: Form = Form {
    name: "a use",
    keys: &[
        must("title", Shape::Text, "Who uses what."),
        may("unit", Shape::Text, "The unit; \"percent\" is printed as %."),
        may("target", Shape::Number, "What is wanted."),
        may("readings", Shape::Tables(&READING), "What was measured, oldest first."),
    ],
};
static READING: Form = Form {
    name: "a reading",
    keys: &[
        must("date", Shape::Date, "The day it was read."),
        must("value", Shape::Number, "The value."),
        may("note", Shape::Text, "A remark."),
    ],
};

/// `content/<initiative>/outcomes/<id>.md`
pub static OUTCOME: Form = Form {
    name: "an outcome",
    keys: &[
        must("title", Shape::Text, "Its title."),
        must("measure", Shape::Text, "What is measured."),
        must("unit", Shape::Text, "Its unit; \"percent\" is printed as %."),
        must("direction", Shape::Choice(&words(&DIRECTIONS)), "Which way is better."),
        may("order", Shape::Integer, "Its place on the page."),
        may("owner", Shape::Reference, "Id of the person who answers for it."),
        may("baseline", Shape::Table(&READING), "Where it started: a date and a value."),
        may("target", Shape::Table(&READING), "Where it should be: a date and a value."),
        may("readings", Shape::Tables(&READING), "What was measured, oldest first."),
        may("tactics", Shape::Tables(&TACTIC), "What is done for it."),
        may("answers", Shape::Tables(&DECIDED), "What people decided: more, less, different, or keep."),
    ],
};
static TACTIC: Form = Form {
    name: "a tactic",
    keys: &[
        must("title", Shape::Text, "What is done."),
        may("measure", Shape::Text, "How one sees that it is done."),
        may("unit", Shape::Text, "Unit of the measure; \"percent\" is printed as %."),
        may("direction", Shape::Choice(&words(&DIRECTIONS)), "higher or lower: which way is better."),
        may("baseline", Shape::Table(&READING), "Where it started; the first reading when left out."),
        may("target", Shape::Table(&READING), "Where it should be, and when."),
        may("readings", Shape::Tables(&READING), "What was measured, oldest first."),
    ],
};
static DECIDED: Form = Form {
    name: "an answer",
    keys: &[
        must("date", Shape::Date, "The day it was decided."),
        must("answer", Shape::Choice(&words(&ANSWERS)), "more, less, different, or keep."),
        may("note", Shape::Text, "A remark."),
    ],
};

/// `content/<initiative>/actions/<id>.md`
pub static ACTION: Form = Form {
    name: "an action",
    keys: &[
        must("title", Shape::Text, "What is to be done."),
        must("kind", Shape::Choice(&words(&ACTION_KINDS)), "different, more or less."),
        must("recommended", Shape::Date, "The day it was first recommended."),
        may("assessment", Shape::Reference, "Id of the assessment that recommends it."),
        may("meeting", Shape::Reference, "Id of the meeting it comes from."),
        may("owner", Shape::Reference, "Id of the person who answers for it."),
        may("due", Shape::Date, "The day it is due."),
        may("patterns", Shape::References, "Patterns it answers: <assessment>/<pattern>."),
        may("outcomes", Shape::References, "Ids of the outcomes it serves."),
        may("criteria", Shape::References, "Paths of the criteria it is about."),
        may("decision", Shape::Reference, "The decision it carries out: <assessment>/<decision>."),
        may("condition", Shape::Bool, "true when it must be met before the initiative starts."),
        may("updates", Shape::Tables(&UPDATE), "What became of it, oldest first."),
    ],
};
static UPDATE: Form = Form {
    name: "an update",
    keys: &[
        must("date", Shape::Date, "The day it was heard."),
        may("status", Shape::Choice(&words(&STATUSES)), "The status from that day on."),
        may("note", Shape::Text, "A remark; for a dropped action the reason."),
        may("due", Shape::Date, "A new due date."),
        may("owner", Shape::Reference, "A new owner."),
    ],
};

/// `content/<initiative>/meetings/<date>-<kind>.md`
pub static MEETING: Form = Form {
    name: "a meeting",
    keys: &[
        may("time", Shape::Text, "The hour, such as \"10:00\", or with the end \"10:00–11:30\"."),
        may("state", Shape::Choice(&words(&MEETING_STATES)), "planned, held or missed; planned when left out."),
        may("attended", Shape::References, "Ids of the people who were there."),
        may("topics", Shape::Tables(&TOPIC), "What is talked about."),
        may("updates", Shape::Tables(&HEARD), "What the meeting heard of earlier actions."),
    ],
};
static TOPIC: Form = Form {
    name: "a topic",
    keys: &[
        must("title", Shape::Text, "The topic."),
        may(
            "about",
            Shape::Choice(&words(&POINTS)),
            "The usual point it is about; the agenda puts the facts of that point below it.",
        ),
        may("said", Shape::Text, "What was said, in a sentence or two."),
        may("tasks", Shape::Tables(&TASK), "Tasks that came of it: each is an action with the id <meeting>/<task>."),
        may("no-task", Shape::Text, "Why no task came of it, such as \"For information.\""),
    ],
};
static TASK: Form = Form {
    name: "a task",
    keys: &[
        must("id", Shape::Id, "Its id, unique in the meeting."),
        must("title", Shape::Text, "What is to be done."),
        may("kind", Shape::Choice(&words(&ACTION_KINDS)), "different, more or less."),
        may("owner", Shape::Reference, "Id of the person who answers for it."),
        may("due", Shape::Date, "The day it is due."),
        may("outcomes", Shape::References, "Ids of the outcomes it serves."),
    ],
};
static HEARD: Form = Form {
    name: "an update",
    keys: &[
        must("action", Shape::Reference, "Id of the action, or <meeting>/<task>."),
        may("on", Shape::Date, "The day it happened, when that was before the meeting that heard it."),
        may("status", Shape::Choice(&words(&STATUSES)), "The status from that day on."),
        may("note", Shape::Text, "A remark; for a dropped action the reason."),
        may("due", Shape::Date, "A new due date."),
        may("owner", Shape::Reference, "A new owner."),
    ],
};

/// `content/<initiative>/<assessment>/assessment.toml`
pub static ASSESSMENT: Form = Form {
    name: "an assessment",
    keys: &[
        must("model", Shape::Reference, "Id of the model: a built-in one, or a file in content/models."),
        must("date", Shape::Date, "The date of the assessment."),
        must("stage", Shape::Choice(&words(&STAGES)), "readiness, calibration or course-correction."),
        may("finding", Shape::Text, "The conclusion: one or two sentences."),
        may("lead", Shape::Text, "A few sentences under the conclusion."),
        may("answer", Shape::Choice(&words(&ANSWERS)), "The overall answer: more, less, different, or keep."),
        may("answer-note", Shape::Text, "What goes with the answer."),
        may("meeting", Shape::Reference, "Id of the meeting it prepares."),
        may("assessors", Shape::References, "Ids of the people who assessed."),
        may("interviews", Shape::Count, "How many interviews stand behind the scores."),
        may("from", Shape::Date, "The first day of the work."),
        may("to", Shape::Date, "The last day of the work."),
        may(
            "baseline",
            Shape::Reference,
            "Id of the assessment that progress is counted from; the first when left out.",
        ),
        may("decisions", Shape::Tables(&DECISION), "What the meeting is asked to decide."),
        may("targets", Shape::Percents, "Percentages to reach, by the path of a section or criterion."),
        may("scores", Shape::Scores, "The scores: a table for each section."),
    ],
};
static DECISION: Form = Form {
    name: "a decision",
    keys: &[
        must("id", Shape::Id, "Its id, which actions name."),
        must("ask", Shape::Text, "What is asked."),
        may("detail", Shape::Text, "By when, at what cost."),
    ],
};

/// `content/<initiative>/<assessment>/observations/<id>.md`
pub static OBSERVATION: Form = Form {
    name: "an observation",
    keys: &[
        must("title", Shape::Text, "What was seen, in a sentence."),
        must("kind", Shape::Choice(&words(&OBSERVATION_KINDS)), "strength, gap or learning."),
        must("criteria", Shape::References, "Paths of the criteria it is about."),
        may("pattern", Shape::Reference, "Id of the pattern it belongs to."),
        may("source", Shape::Text, "Who or what it comes from; a role rather than a name."),
    ],
};

/// `content/<initiative>/<assessment>/patterns/<id>.md`
pub static PATTERN: Form = Form {
    name: "a pattern",
    keys: &[
        must("title", Shape::Text, "The pattern in a sentence."),
        must("kind", Shape::Choice(&words(&PATTERN_KINDS)), "build-on, fix-first or do-differently."),
        may("order", Shape::Integer, "Its place in part 6."),
        may("saw", Shape::Text, "We saw."),
        may("because", Shape::Texts, "Because, and because."),
        may("root-cause", Shape::Text, "The root cause."),
        may("voice", Shape::Table(&VOICE), "Somebody's words."),
    ],
};
static VOICE: Form = Form {
    name: "a voice",
    keys: &[
        must("words", Shape::Text, "The words."),
        must("who", Shape::Text, "Whose they are; a role rather than a name."),
    ],
};

/// `content/<initiative>/<assessment>/briefing/<part>.md`
pub static PART: Form = Form {
    name: "a part of the briefing",
    keys: &[
        may("finding", Shape::Text, "The finding, which becomes the title of the page."),
        may("lead", Shape::Text, "A sentence or two below the finding."),
        may("leave", Shape::Texts, "reason: what is true when we leave the room."),
        may("unit", Shape::Text, "stakes: the unit of the values."),
        may("values", Shape::Tables(&VALUE), "stakes: the value reached, and the value not reached yet."),
        may("if-nothing", Shape::Texts, "stakes: what happens if we change nothing."),
        may("if-act", Shape::Texts, "stakes: what happens if we act."),
        may("rejected", Shape::Tables(&REJECTED), "actions: options that were looked at and not chosen."),
        may("communication", Shape::Text, "commitment: what is said to everybody afterwards."),
    ],
};
static VALUE: Form = Form {
    name: "a value",
    keys: &[
        must("title", Shape::Text, "What it is, or what it depends on."),
        must("value", Shape::Number, "How much."),
        may("reached", Shape::Bool, "true when it is reached."),
    ],
};
static REJECTED: Form = Form {
    name: "a rejected option",
    keys: &[must("option", Shape::Text, "The option."), must("reason", Shape::Text, "Why not.")],
};

/// What is meant by a key that people write and that is near to no known one, by the form it stands
/// in: the same thing has another name or place there.
pub fn meant(form: &Form, key: &str) -> Option<&'static str> {
    match (form.name, key) {
        ("an update", "date") => Some("Did you mean `on`? The day of the meeting is known from the name of its file."),
        ("a meeting", "tasks") => Some("Write `[[topics.tasks]]` below the topic that the task came of."),
        _ => None,
    }
}

/// Every kind of file, by the name that `preread schema` takes.
pub static ALL: [(&str, &Form); 10] = [
    ("site", &SITE),
    ("model", &MODEL),
    ("initiative", &INITIATIVE),
    ("outcome", &OUTCOME),
    ("action", &ACTION),
    ("meeting", &MEETING),
    ("assessment", &ASSESSMENT),
    ("observation", &OBSERVATION),
    ("pattern", &PATTERN),
    ("part", &PART),
];

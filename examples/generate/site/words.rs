//! The vocabulary, and sentences made of it: plain business English of a customer programme, with
//! figures, names of places beyond ASCII, and words of all lengths.

use super::chance::Chance;

const WHO: [&str; 24] = [
    "the sponsor",
    "the core team",
    "the field sales team",
    "the service desk",
    "the program office",
    "the regional manager",
    "the partner channel",
    "the contact centre",
    "the controller",
    "the data steward",
    "the onboarding group",
    "the account team",
    "the marketing unit",
    "the executive committee",
    "the release manager",
    "a new colleague",
    "the pilot group",
    "the audit team",
    "the night shift",
    "the billing department",
    "every second branch",
    "the works council",
    "the training coordinator",
    "the head of service in Zürich",
];
const DOES: [&str; 24] = [
    "records",
    "reviews",
    "reports",
    "measures",
    "skips",
    "repeats",
    "escalates",
    "documents",
    "questions",
    "owns",
    "delays",
    "shortens",
    "tracks",
    "shares",
    "simplifies",
    "funds",
    "challenges",
    "confirms",
    "postpones",
    "rewrites",
    "understands",
    "misreads",
    "follows",
    "defends",
];
const WHAT: [&str; 24] = [
    "the customer contact history",
    "the quarterly adoption figures",
    "the handover between teams",
    "the renewal forecast",
    "the complaint backlog",
    "the training plan",
    "the partner scorecard",
    "the pricing exception log",
    "the single customer view",
    "the service level target",
    "the data quality rules",
    "the meeting cadence",
    "the benefit case",
    "the escalation path",
    "the change calendar",
    "the retention target",
    "the lead assignment rule",
    "the survey results",
    "the call list",
    "the definition of an active customer",
    "the list of open quotes",
    "the reason codes for lost orders",
    "the summary for the leadership team",
    "the responsibility for double contacts",
];
const HOW: [&str; 24] = [
    "before the monthly meeting",
    "without a named owner",
    "in two of the three regions",
    "as the plan requires",
    "since the second release",
    "but not in writing",
    "for every key account",
    "only when asked",
    "with the agreed measure",
    "after each campaign",
    "across all channels",
    "in a shared workbook",
    "for the third quarter running",
    "at the customer’s request",
    "although the approach differs by site",
    "with evidence in the file",
    "from Malmö to Évora",
    "and nobody has asked for more",
    "on Friday afternoons",
    "instead of the local list",
    "with the partner at the table",
    "a week too late",
    "twice a year",
    "under a rule that dates from 2019",
];
const WHY: [&str; 12] = [
    "because the old list answers faster",
    "since nobody had asked before",
    "as the interview notes show",
    "because two systems disagree",
    "which customers noticed at once",
    "so that the figure can be trusted",
    "which costs about an hour a day",
    "because the bonus still rewards volume",
    "and the reason is written down",
    "since managers ask for it in their own meeting",
    "which was not the intention",
    "because the form has forty fields",
];
const COUNTED: [&str; 12] = [
    "records",
    "calls",
    "quotes",
    "complaints",
    "interviews",
    "visits",
    "renewals",
    "handovers",
    "branches",
    "contracts",
    "managers",
    "orders",
];
const PLACES: [&str; 12] = [
    "Łódź",
    "København",
    "Málaga",
    "Αθήνα",
    "Київ",
    "Győr",
    "São Paulo",
    "Reykjavík",
    "Québec",
    "Aberdeen",
    "Linz",
    "Tromsø",
];
const ADJECTIVES: [&str; 12] = [
    "clear",
    "consistent",
    "partial",
    "recent",
    "uneven",
    "documented",
    "missing",
    "early",
    "steady",
    "visible",
    "informal",
    "agreed",
];
const NOUNS: [&str; 12] = [
    "ownership",
    "cadence",
    "evidence",
    "baseline",
    "measure",
    "approach",
    "definition",
    "commitment",
    "handover",
    "feedback",
    "adoption",
    "process",
];
const ROLES: [&str; 8] = [
    "A team lead",
    "A service coordinator",
    "A sales assistant",
    "A branch manager",
    "A technician",
    "A dealer in the north",
    "A new colleague",
    "An account manager",
];
const STEPS: [&str; 12] = [
    "Name one owner for",
    "Write down",
    "Retire the local copy of",
    "Review each month",
    "Publish each Monday",
    "Agree with both regions on",
    "Measure once a quarter",
    "Train all managers in",
    "Shorten",
    "Move to the shared record",
    "Stop collecting twice",
    "Ask three customers about",
];

/// The same with a capital at the start.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// “The core team reviews the renewal forecast in two of the three regions”, without an end.
pub fn statement(chance: &mut Chance) -> String {
    let said = format!("{} {} {} {}", chance.pick(&WHO), chance.pick(&DOES), chance.pick(&WHAT), chance.pick(&HOW));
    capital(&said)
}

/// What one would do: “Name one owner for the complaint backlog”.
pub fn step(chance: &mut Chance) -> String {
    format!("{} {}", chance.pick(&STEPS), chance.pick(&WHAT))
}

/// Two words: “Uneven handover”.
pub fn label(chance: &mut Chance) -> String {
    capital(&format!("{} {}", chance.pick(&ADJECTIVES), chance.pick(&NOUNS)))
}

/// Somebody, by role.
pub fn role(chance: &mut Chance) -> String {
    (*chance.pick(&ROLES)).to_owned()
}

/// Somewhere.
pub fn place(chance: &mut Chance) -> String {
    (*chance.pick(&PLACES)).to_owned()
}

/// A whole sentence, in one of several shapes.
pub fn sentence(chance: &mut Chance) -> String {
    let (many, few) = (chance.between(20, 340), chance.between(2, 19));
    match chance.between(0, 9) {
        0..=3 => format!("{}.", statement(chance)),
        4 | 5 => format!("{}, {}.", statement(chance), chance.pick(&WHY)),
        6 => format!(
            "In {few} of {many} {}, {} {} {}.",
            chance.pick(&COUNTED),
            chance.pick(&WHO),
            chance.pick(&DOES),
            chance.pick(&WHAT)
        ),
        7 => format!(
            "We counted {many} {} in {}; {few} of them were wrong {}.",
            chance.pick(&COUNTED),
            chance.pick(&PLACES),
            chance.pick(&HOW)
        ),
        8 => format!(
            "Asked about {}, {} in {} said: “It works, {}.”",
            chance.pick(&WHAT),
            chance.pick(&ROLES).to_lowercase(),
            chance.pick(&PLACES),
            chance.pick(&WHY)
        ),
        _ => format!("That leaves {} {} open – {}.", few, chance.pick(&COUNTED), chance.pick(&WHY)),
    }
}

/// Several sentences, one after the other.
pub fn sentences(chance: &mut Chance, count: usize) -> String {
    (0..count).map(|_| sentence(chance)).collect::<Vec<_>>().join(" ")
}

/// An id of a text: lower case letters, digits, hyphens, not too long.
pub fn id(text: &str) -> String {
    let mut id = String::new();
    for word in text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()) {
        if id.len() + word.len() > 44 {
            break;
        }
        if !id.is_empty() {
            id.push('-');
        }
        id.push_str(&word.to_ascii_lowercase());
    }
    id
}

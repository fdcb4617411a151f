//! A business unit: its initiative.toml and its outcomes.

use super::chance::Chance;
use super::terms::{Term, as_of, later};
use super::toml::{Lines, tenths, text};
use super::words;

/// Roles, as id, title and part.
pub const PEOPLE: [(&str, &str, &str); 11] = [
    ("sponsor", "Managing director of the unit", "sponsor"),
    ("program-manager", "Program manager", "core-team"),
    ("change-lead", "Change lead", "core-team"),
    ("process-manager", "Head of process", "core-team"),
    ("service-director", "Service director", "core-team"),
    ("crm-administrator", "CRM administrator", "administrator"),
    ("sales-director", "Sales director", "owner"),
    ("partner-manager", "Head of partners", "owner"),
    ("hr-director", "Director of human resources", "owner"),
    ("controller", "Controller", "owner"),
    ("assessor", "Outside assessor", "assessor"),
];
const NAMES: [&str; 24] = [
    "Ada Berg",
    "Çağla Demir",
    "Emeka Farah",
    "Gwen Hale",
    "Ines João",
    "Kasper Lima",
    "Mária Novák",
    "Oscar Price",
    "Quirin Roth",
    "Sofía Tran",
    "Uma Vance",
    "Wojciech Young",
    "Åsa Öberg",
    "Zoë Adler",
    "Björk Einarsdóttir",
    "Ştefan Ionescu",
    "Noor de Wit",
    "Łukasz Mazur",
    "Élodie Roux",
    "Jürgen Weiß",
    "Nikos Παππάς",
    "Олена Коваль",
    "Tiago Gonçalves",
    "Matti Mäkinen",
];
const CITIES: [(&str, &str); 32] = [
    ("aberdeen", "Aberdeen"),
    ("bergen", "Bergen"),
    ("cordoba", "Córdoba"),
    ("dresden", "Dresden"),
    ("evora", "Évora"),
    ("fukuoka", "Fukuoka"),
    ("galway", "Galway"),
    ("haifa", "Haifa"),
    ("ipswich", "Ipswich"),
    ("jaipur", "Jaipur"),
    ("kaunas", "Kaunas"),
    ("lodz", "Łódź"),
    ("malmo", "Malmö"),
    ("nantes", "Nantes"),
    ("odense", "Odense"),
    ("porto", "Porto"),
    ("quito", "Quito"),
    ("reykjavik", "Reykjavík"),
    ("sao-paulo", "São Paulo"),
    ("turin", "Turin"),
    ("utrecht", "Utrecht"),
    ("vigo", "Vigo"),
    ("winnipeg", "Winnipeg"),
    ("york", "York"),
    ("zurich", "Zürich"),
    ("gyor", "Győr"),
    ("tromso", "Tromsø"),
    ("malaga", "Málaga"),
    ("koln", "Köln"),
    ("poznan", "Poznań"),
    ("liege", "Liège"),
    ("izmir", "İzmir"),
];
const LINES_OF_BUSINESS: [&str; 10] = [
    "Retail Banking",
    "Field Service",
    "Wholesale",
    "Insurance",
    "Logistics",
    "Public Sector",
    "Consumer",
    "Industrial",
    "Health",
    "Energy",
];
/// Outcomes, as id, title, measure, unit, direction, baseline and target in tenths.
const OUTCOMES: [(&str, &str, &str, &str, &str, i64, i64); 8] = [
    (
        "repeat-orders",
        "Repeat orders",
        "Share of customers who order again within twelve months",
        "percent",
        "higher",
        610,
        700,
    ),
    (
        "quote-days",
        "Days from request to quote",
        "Working days from a request to our quote, median",
        "days",
        "lower",
        145,
        60,
    ),
    (
        "first-answers",
        "Answered at first contact",
        "Share of questions answered at first contact",
        "percent",
        "higher",
        540,
        800,
    ),
    ("complaints", "Complaints", "Complaints for each thousand orders", "complaints", "lower", 182, 90),
    ("renewals", "Contracts renewed", "Share of expiring contracts that are renewed", "percent", "higher", 840, 910),
    (
        "partner-satisfaction",
        "Partner satisfaction",
        "Mean answer of partners on a scale of ten",
        "points",
        "higher",
        68,
        80,
    ),
    (
        "margin",
        "Margin from the customers we want",
        "Margin a year, million euros",
        "million euros",
        "higher",
        121,
        175,
    ),
    (
        "on-time",
        "Delivered when promised",
        "Share of orders delivered on the day promised",
        "percent",
        "higher",
        712,
        920,
    ),
];

pub struct Unit {
    /// Its id, the name of its folder.
    pub id: String,
    /// Where and what: “Zürich Insurance”.
    pub name: String,
    /// Ids of its outcomes.
    pub outcomes: Vec<&'static str>,
    pub terms: Vec<Term>,
}

impl Unit {
    /// The unit at a place in the site, with so many assessments.
    pub fn of(at: usize, assessments: usize) -> Self {
        let (id, city) = CITIES.get(at % CITIES.len()).copied().unwrap_or_default();
        let lines = at / CITIES.len();
        let line = LINES_OF_BUSINESS.get(lines % LINES_OF_BUSINESS.len()).copied().unwrap_or_default();
        let round = lines / LINES_OF_BUSINESS.len() + 1;
        let (more_id, more) = if round == 1 { Default::default() } else { (format!("-{round}"), format!(" {round}")) };
        let mut chance = Chance::of(&format!("unit {at}"));
        Self {
            id: format!("{id}-{}{more_id}", words::id(line)),
            name: format!("{city} {line}{more}"),
            outcomes: chance.some(&OUTCOMES, 4).into_iter().map(|outcome| outcome.0).collect(),
            terms: super::terms::terms(&mut chance, assessments),
        }
    }

    /// The stream of numbers for one kind of file of this unit.
    pub fn chance(&self, kind: &str) -> Chance {
        Chance::of(&format!("{} {kind}", self.id))
    }

    /// The person who answers for something: not the assessor.
    pub fn owner(chance: &mut Chance) -> &'static str {
        let last = PEOPLE.len() - 1;
        chance.pick(PEOPLE.get(..last).unwrap_or(&PEOPLE)).0
    }

    /// initiative.toml.
    pub fn initiative(&self) -> String {
        let mut chance = self.chance("initiative");
        let mut lines = Lines::default();
        let started = self.terms.first().map_or_else(as_of, |term| later(term.from, -70));
        lines.text("title", &format!("One customer view, {}", self.name)).text("organization", &self.name);
        lines.text("purpose", &words::sentence(&mut chance)).raw("started", started).text("sponsor", "sponsor");
        let names = chance.some(&NAMES, PEOPLE.len());
        for ((id, role, part), name) in PEOPLE.iter().zip(names) {
            lines.header("[[people]]").text("id", id).text("role", role).text("name", name).text("part", part);
        }
        for _ in 0..4 {
            training(&mut lines, &mut chance, started);
        }
        lines.header("[rhythm]").text("tactical", "quarterly").text("strategic", "quarterly");
        for at in 0..8 {
            milestone(&mut lines, &mut chance, later(started, 40 + at * 95));
        }
        self.money(&mut lines, &mut chance);
        self.uses(&mut lines, &mut chance);
        lines.file()
    }

    fn money(&self, lines: &mut Lines, chance: &mut Chance) {
        let total = chance.between(18, 90);
        lines.header("[budget]").raw("total", tenths(total)).text("unit", "million euros");
        let mut spent = 0;
        for term in &self.terms {
            spent = (spent + chance.between(0, total / 7)).min(total);
            lines.header("[[budget.spent]]").raw("date", later(term.date, -5)).raw("value", tenths(spent));
        }
        for (kind, state) in [("project", "asked"), ("equipment", "approved")] {
            lines.header("[[investments]]").text("title", &words::step(chance)).text("kind", kind);
            lines.raw("amount", tenths(chance.between(1, 9))).raw("planned", later(as_of(), chance.between(30, 300)));
            lines.text("state", state);
        }
    }

    fn uses(&self, lines: &mut Lines, chance: &mut Chance) {
        for group in ["Service staff", "Sales staff", "Partners"] {
            lines.header("[[use]]").text("title", &format!("{group} who use the shared record each week"));
            lines.text("unit", "percent").raw("target", 10 * chance.between(7, 9));
            let mut value = chance.between(12, 40);
            for term in &self.terms {
                lines.header("[[use.readings]]").raw("date", later(term.date, -3)).raw("value", value);
                value = (value + chance.between(-3, 12)).clamp(0, 99);
            }
        }
    }

    /// The outcomes, as id and file.
    pub fn outcome_files(&self) -> Vec<(&'static str, String)> {
        let known = OUTCOMES.iter().filter(|outcome| self.outcomes.contains(&outcome.0));
        known.enumerate().map(|(at, outcome)| (outcome.0, self.outcome(at + 1, outcome))).collect()
    }

    fn outcome(&self, order: usize, outcome: &(&str, &str, &str, &str, &str, i64, i64)) -> String {
        let (id, title, measure, unit, direction, baseline, target) = *outcome;
        let mut chance = self.chance(id);
        let started = self.terms.first().map_or_else(as_of, |term| later(term.from, -40));
        let mut lines = Lines::default();
        lines.text("title", title).text("measure", measure).text("unit", unit).text("direction", direction);
        lines.text("owner", Self::owner(&mut chance)).raw("order", order);
        lines.raw("baseline", format!("{{ date = {started}, value = {} }}", tenths(baseline)));
        lines.raw("target", format!("{{ date = 2027-12-31, value = {} }}", tenths(target)));
        let step = (target - baseline) / 10;
        let mut value = baseline;
        for term in &self.terms {
            for days in [-48, -4] {
                value += step * chance.between(-40, 110) / 100;
                lines.header("[[readings]]").raw("date", later(term.date, days)).raw("value", tenths(value));
                if chance.percent(10) {
                    lines.text("note", &words::sentence(&mut chance));
                }
            }
        }
        for _ in 0..2 {
            lines
                .header("[[tactics]]")
                .text("title", &words::step(&mut chance))
                .text("measure", "Done in time, percent");
            lines.text("unit", "percent").raw("target", format!("{{ date = 2027-06-30, value = {} }}", 90));
            let mut share = chance.between(5, 30);
            let readings: Vec<String> = self
                .terms
                .iter()
                .map(|term| {
                    share = (share + chance.between(-4, 12)).clamp(0, 100);
                    format!("  {{ date = {}, value = {share} }},\n", later(term.date, -2))
                })
                .collect();
            lines.raw("readings", format!("[\n{}]", readings.concat()));
        }
        for term in self.terms.iter().filter(|term| term.at % 2 == 1) {
            let answer = chance.word(&["keep", "keep", "more", "different", "less"]);
            lines.header("[[answers]]").raw("date", term.strategic).text("answer", answer);
            lines.raw("note", text(&words::sentence(&mut chance)));
        }
        lines.record(&words::sentences(&mut chance, 3))
    }
}

fn training(lines: &mut Lines, chance: &mut Chance, started: jiff::civil::Date) {
    let planned = later(started, chance.between(60, 620));
    let held = later(planned, chance.between(0, 30));
    let of = chance.between(20, 600);
    lines.header("[[training]]").text("title", &format!("{}, one day", words::step(chance)));
    lines.text("for", &words::role(chance)).text("owner", Unit::owner(chance)).raw("planned", planned);
    if held < as_of() {
        lines.raw("held", held).raw("reach", of * chance.between(40, 100) / 100);
    }
    lines.raw("of", of);
}

fn milestone(lines: &mut Lines, chance: &mut Chance, planned: jiff::civil::Date) {
    lines.header("[[milestones]]").text("title", &words::label(chance)).raw("planned", planned);
    let done = later(planned, chance.between(-6, 50));
    if done < as_of() {
        lines.raw("done", done);
    }
    lines.text("see", &words::statement(chance));
}

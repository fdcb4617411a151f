//! Who holds what, in words.

use std::collections::BTreeMap;

use crate::briefing::calendar;
use crate::briefing::owners::{self, Holding};
use crate::model::assessment::Assessment;
use crate::model::initiative::PersonPart;
use crate::model::text::Reference;
use crate::render::address;
use crate::render::context::{Owner, Owners};
use crate::render::mentions::Mention;
use crate::render::view::View;

impl View<'_> {
    /// Who holds what on the day; criteria are those of the newest assessment.
    pub fn owners(&self, newest: Option<&Assessment>, page: &str) -> Owners {
        let owners = owners::of(self.initiative, newest, self.as_of);
        let calendars = self.owner_calendars();
        let owner = |holding: &Holding<'_>| {
            let calendar = calendars.get(holding.person.id.as_str()).cloned().unwrap_or_default();
            self.owner(holding, newest, page, calendar)
        };
        let (free, busy): (Vec<&Holding<'_>>, Vec<&Holding<'_>>) =
            owners.people.iter().partition(|holding| holding.is_free());
        Owners {
            finding: self.owners_finding(&owners),
            people: busy.into_iter().map(owner).collect(),
            free: free.into_iter().map(owner).collect(),
            unowned: self.actions(&owners.unowned, page, Mention::Everything),
        }
    }

    /// Addresses of the calendars of people who have one, by person.
    fn owner_calendars(&self) -> BTreeMap<&str, String> {
        let held = calendar::by_person(self.initiative, self.as_of).into_iter();
        let people = held.filter(|(_, held)| !held.is_empty()).map(|(person, _)| person.id.as_str());
        people.map(|id| (id, address::owner_calendar(&self.initiative.id, id))).collect()
    }

    fn owners_finding(&self, owners: &owners::Owners<'_>) -> Vec<String> {
        let open: usize = owners.people.iter().map(|holding| holding.open.len()).sum();
        let holders = owners.people.iter().filter(|holding| !holding.open.is_empty()).count();
        let overdue: usize = owners.people.iter().map(Holding::overdue).sum();
        let mut said = Vec::new();
        match open {
            0 if owners.unowned.is_empty() => said.push(self.labels.word("owners.nothing-open")),
            0 => return vec![self.labels.count("owners.all-unowned", owners.unowned.len())],
            open => said.push(self.labels.say(
                "owners.open",
                &[("count", &holders.to_string()), ("actions", &self.labels.count("owners.actions", open))],
            )),
        }
        if overdue > 0 {
            said.push(self.labels.count("owners.overdue", overdue));
        }
        if !owners.unowned.is_empty() {
            said.push(self.labels.count("owners.unowned", owners.unowned.len()));
        }
        said
    }

    fn owner(&self, holding: &Holding<'_>, newest: Option<&Assessment>, page: &str, calendar: String) -> Owner {
        let person = holding.person;
        let reference = Reference { id: person.id.clone(), place: self.initiative.place.clone() };
        let overdue = holding.overdue();
        Owner {
            anchor: address::owner_anchor(&person.id),
            person: self.person(&reference),
            part: self.part_played(&person.id, person.part),
            calendar,
            counts: self.held(holding),
            overdue: if overdue == 0 { String::new() } else { self.labels.count("strip.overdue", overdue) },
            open: self.actions(&holding.open, page, Mention::Everything),
            done: self.actions(&holding.done, page, Mention::Everything),
            dropped: self.actions(&holding.dropped, page, Mention::Everything),
            outcomes: holding.outcomes.iter().map(|line| self.outcome(line, page, Mention::Everything)).collect(),
            courses: holding.courses.iter().map(|training| training.title.clone()).collect(),
            criteria: newest
                .map(|assessment| holding.criteria.iter().map(|node| self.node(assessment, *node)).collect())
                .unwrap_or_default(),
        }
    }

    /// The sponsor is named by the initiative, whatever part is written for the person.
    pub fn part_played(&self, id: &str, part: Option<PersonPart>) -> String {
        let is_sponsor = self.initiative.sponsor.as_ref().is_some_and(|sponsor| sponsor.id == id);
        let part = if is_sponsor { Some(PersonPart::Sponsor) } else { part };
        match part {
            Some(PersonPart::Sponsor) => self.labels.word("owners.sponsor"),
            Some(PersonPart::CoreTeam) => self.labels.word("owners.core-team"),
            Some(PersonPart::Administrator) => self.labels.word("owners.administrator"),
            Some(PersonPart::Owner) => self.labels.word("owners.owner"),
            Some(PersonPart::Assessor) => self.labels.word("owners.assessor"),
            None => String::new(),
        }
    }

    /// “2 open, 3 done (2 by their date), 1 outcome”.
    fn held(&self, holding: &Holding<'_>) -> String {
        let done = holding.done.len();
        let counted = [
            (holding.open.len(), self.labels.count("strip.open", holding.open.len())),
            (
                done,
                self.labels
                    .say("owners.done", &[("count", &done.to_string()), ("in-time", &holding.in_time().to_string())]),
            ),
            (holding.dropped.len(), self.labels.count("owners.dropped", holding.dropped.len())),
            (holding.outcomes.len(), self.labels.count("owners.outcomes", holding.outcomes.len())),
            (holding.criteria.len(), self.labels.count("owners.criteria", holding.criteria.len())),
            (holding.courses.len(), self.labels.count("owners.courses", holding.courses.len())),
        ];
        let said: Vec<String> = counted.into_iter().filter(|(count, _)| *count > 0).map(|(_, words)| words).collect();
        said.join(&self.labels.word("list.comma"))
    }
}

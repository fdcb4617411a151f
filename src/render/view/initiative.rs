//! An initiative and its registers.

use crate::briefing::register::{self, Line};
use crate::briefing::{Reading, Subject, cadence, calendar, status};
use crate::model::action::Status;
use crate::model::initiative::PersonPart;
use crate::model::text::Reference;
use crate::render::address;
use crate::render::context::{self, AssessmentRow, Registers, Role};
use crate::render::mentions::shown;
use crate::render::view::{View, words};

impl View<'_> {
    /// An initiative as it stood on the day, for pages as deep as `page`. Readings are those of its
    /// assessments, oldest first.
    pub fn initiative(&self, readings: &[Reading<'_>], page: &str) -> context::Initiative {
        let initiative = self.initiative;
        let id = &initiative.id;
        let lines = register::on(initiative, self.as_of);
        let (open, closed): (Vec<Line<'_>>, Vec<Line<'_>>) = lines.into_iter().partition(Line::is_open);
        let (committed, uncommitted): (Vec<Line<'_>>, Vec<Line<'_>>) =
            open.into_iter().partition(Line::is_owned_and_dated);
        let (mut done, dropped): (Vec<Line<'_>>, Vec<Line<'_>>) =
            closed.into_iter().partition(|line| line.state.status == Status::Done);
        done.sort_by_key(|line| std::cmp::Reverse(line.state.since));
        let overdue = committed.iter().chain(&uncommitted).filter(|line| line.overdue).count();
        let outcomes = status::outcomes(initiative, self.as_of);
        let asked = self.mentions.value("initiative");
        shown!(
            |field| asked.has(field),
            context::Initiative {
                id: id.clone(),
                title: initiative.title.words.clone(),
                organization: initiative.organization.clone(),
                purpose: initiative.purpose.clone(),
                sponsor: initiative.sponsor.as_ref().map(|sponsor| self.person(sponsor)),
                as_of: self.format().date(self.as_of),
                people: self.roles(),
                assessments: self.assessments(readings),
                committed: self.actions(&committed, page, asked.field("committed")),
                uncommitted: self.actions(&uncommitted, page, asked.field("uncommitted")),
                done: self.actions(&done, page, asked.field("done")),
                dropped: self.actions(&dropped, page, asked.field("dropped")),
                overdue: if overdue == 0 { String::new() } else { self.labels.count("strip.overdue", overdue) },
                outcomes: outcomes.iter().map(|line| self.outcome(line, page, asked.field("outcomes"))).collect(),
                meetings: initiative.meetings.iter().rev().map(|meeting| self.meeting_row(meeting)).collect(),
                cadence: cadence::of(initiative, None, self.as_of)
                    .map(|found| self.cadence_figure(&found, "figure_cadence").beside_its_table())
                    .filter(|figure| figure.drawn),
                rhythms: self.rhythms(),
                burn_up: self.burn_up_figure("figure_burn_up"),
                follow: self.follow_through(),
                registers: Registers {
                    actions: address::register(id, "actions"),
                    outcomes: address::register(id, "outcomes"),
                    meetings: address::register(id, "meetings"),
                    owners: address::register(id, "owners"),
                    organization: address::register(id, "organization"),
                    calendar: match calendar::shared(initiative, self.as_of).is_empty() {
                        true => String::new(),
                        false => address::calendar(id),
                    },
                },
                href: address::home(id),
            }
        )
    }

    fn assessments(&self, readings: &[Reading<'_>]) -> Vec<AssessmentRow> {
        let row = |(at, reading): (usize, &Reading<'_>)| {
            let assessment = reading.assessment;
            let before = at.checked_sub(1).and_then(|at| readings.get(at)).copied();
            let subject = Subject {
                initiative: self.initiative,
                now: *reading,
                before,
                baseline: readings.first().copied().filter(|_| at > 0),
                as_of: self.as_of,
                newest: at + 1 == readings.len(),
            };
            AssessmentRow {
                title: self.assessment_title(assessment),
                stage: self.stage(assessment.stage),
                date: self.format().date(assessment.date),
                href: address::page(&self.initiative.id, &assessment.id, "index"),
                compare: match before {
                    Some(_) => address::page(&self.initiative.id, &assessment.id, "compare"),
                    None => String::new(),
                },
                finding: words(assessment.finding.as_ref()),
                score: self.score(&subject, crate::model::instrument::ROOT),
                current: at + 1 == readings.len(),
            }
        };
        readings.iter().enumerate().rev().map(row).collect()
    }

    fn roles(&self) -> Vec<Role> {
        let parts = [
            (Some(PersonPart::Sponsor), "sponsor"),
            (Some(PersonPart::CoreTeam), "core-team"),
            (Some(PersonPart::Administrator), "administrator"),
            (Some(PersonPart::Owner), "owner"),
            (Some(PersonPart::Assessor), "assessor"),
            (None, "other"),
        ];
        let role = |(part, id): (Option<PersonPart>, &str)| {
            let people = self.initiative.people.iter().filter(|person| person.part == part);
            let people: Vec<context::Person> = people
                .map(|person| self.person(&Reference { id: person.id.clone(), place: self.initiative.place.clone() }))
                .collect();
            (!people.is_empty()).then(|| Role { title: self.labels.word(&format!("people.{id}")), people })
        };
        parts.into_iter().filter_map(role).collect()
    }
}

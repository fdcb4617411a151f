//! The building blocks of the organization in words. Part 2, the page of the organization and the
//! packet say the same, because all of them ask here.

use crate::briefing::organization::{self, Block, BlockKind, Course, Piece, PieceKind, PieceState, Pulse, Reach};
use crate::briefing::owners::Holding;
use crate::model::assessment::Assessment;
use crate::model::initiative::PersonPart;
use crate::model::meeting::MeetingKind;
use crate::model::text::Reference;
use crate::render::address;
use crate::render::context::{self, Link};
use crate::render::view::View;

impl View<'_> {
    /// The organization on the day, for its page; criteria are those of the newest assessment.
    pub fn organization(&self, newest: Option<&Assessment>) -> context::Organization {
        let found = organization::of(self.initiative, newest, self.as_of);
        context::Organization {
            finding: self.organization_finding(&found),
            blocks: self.building_blocks(&found),
            holders: found.holders().map(|holding| self.holds(holding)).collect(),
            unowned: found
                .unowned
                .iter()
                .map(|outcome| Link {
                    title: outcome.title.words.clone(),
                    href: address::outcome(&self.initiative.id, &outcome.id),
                })
                .collect(),
            unheld: found.owners.unowned.iter().map(|line| self.action_link(line)).collect(),
            courses: self.courses(&found),
            reach: self.reach(found.reach),
            pulses: found.pulses.iter().map(|pulse| self.pulse(pulse)).collect(),
        }
    }

    /// The building blocks with their pieces.
    pub fn building_blocks(&self, found: &organization::Organization<'_>) -> Vec<context::Block> {
        found.blocks.iter().map(|block| self.block(found, block)).collect()
    }

    /// The courses, in their order.
    pub fn courses(&self, found: &organization::Organization<'_>) -> Vec<context::Training> {
        found.courses.iter().map(|course| self.course(course)).collect()
    }

    fn organization_finding(&self, found: &organization::Organization<'_>) -> Vec<String> {
        let all = match found.complete() {
            0 => self.labels.word("organization.none"),
            3 => return vec![self.labels.word("organization.all")],
            1 => self.labels.word("organization.one"),
            _ => self.labels.word("organization.two"),
        };
        let open = found.blocks.iter().filter(|block| !block.is_complete());
        let open: Vec<String> =
            open.map(|block| self.labels.word(&format!("block.{}", block_id(block.kind)))).collect();
        match open.len() {
            3 => vec![all],
            _ => vec![all, self.labels.say("organization.not-yet", &[("blocks", &self.format().list(&open))])],
        }
    }

    fn block(&self, found: &organization::Organization<'_>, block: &Block) -> context::Block {
        let id = block_id(block.kind);
        let figures = [block.in_place(), block.counted()].map(|count| self.labels.whole(count));
        let [in_place, pieces] = figures.each_ref().map(String::as_str);
        let key = match (block.recorded, block.in_place(), block.is_complete()) {
            (false, _, _) => "block.unknown",
            (_, 0, _) => "block.none",
            (_, _, true) => "block.complete",
            _ => "block.partly",
        };
        context::Block {
            anchor: id,
            title: self.labels.word(&format!("block.{id}")),
            note: self.labels.word(&format!("block.{id}-note")),
            state: self.labels.say(key, &[("in-place", in_place), ("pieces", pieces)]),
            complete: block.recorded && block.is_complete(),
            recorded: block.recorded,
            gaps: block.missing().map(|kind| self.labels.word(&format!("piece.{}", piece_id(kind)))).collect(),
            pieces: block.pieces.iter().map(|piece| self.piece(found, *piece)).collect(),
        }
    }

    fn piece(&self, found: &organization::Organization<'_>, piece: Piece) -> context::OrganizationPiece {
        let (state, key) = match piece.state {
            PieceState::InPlace => ("met", "organization.in-place"),
            PieceState::Missing => ("missing", "organization.missing"),
            PieceState::Early => ("unknown", "organization.early"),
        };
        context::OrganizationPiece {
            title: self.labels.word(&format!("piece.{}", piece_id(piece.kind))),
            state,
            words: self.labels.word(key),
            found: self.found(found, piece.kind),
            write: if piece.state == PieceState::Missing { written(piece.kind) } else { "" },
        }
    }

    /// What is found of a piece, in words; empty where there is nothing.
    fn found(&self, found: &organization::Organization<'_>, kind: PieceKind) -> String {
        let pulse = |kind: MeetingKind| found.pulses.iter().find(|pulse| pulse.kind == kind);
        let shown = |kind: MeetingKind| pulse(kind).map(|pulse| self.pulse(pulse));
        let known = |words: String, count: usize| if count == 0 { String::new() } else { words };
        match kind {
            PieceKind::Sponsor => match &self.initiative.sponsor {
                Some(sponsor) => self.person(sponsor).line,
                None => self.people_in(PersonPart::Sponsor),
            },
            PieceKind::CoreTeam => self.people_in(PersonPart::CoreTeam),
            PieceKind::Administrator => self.people_in(PersonPart::Administrator),
            PieceKind::Owners => {
                let (outcomes, actions) = (found.unowned.len(), found.owners.unowned.len());
                let open: usize = found.owners.people.iter().map(|holding| holding.open.len()).sum();
                let named = self.initiative.outcomes.len() - outcomes;
                let said = [
                    known(self.labels.count("organization.outcomes", named), named),
                    known(self.labels.count("owners.actions", open), open),
                    known(self.labels.count("organization.unowned", outcomes), outcomes),
                    known(self.labels.count("organization.unheld", actions), actions),
                ];
                said.into_iter()
                    .filter(|words| !words.is_empty())
                    .collect::<Vec<_>>()
                    .join(&self.labels.word("list.comma"))
            }
            PieceKind::Audience | PieceKind::Dates => {
                known(self.labels.count("organization.courses", found.courses.len()), found.courses.len())
            }
            PieceKind::Held => self.held_courses(found),
            PieceKind::Reach => self.reach(found.reach),
            PieceKind::Rhythm(kind) => shown(kind).map(|pulse| pulse.every).unwrap_or_default(),
            PieceKind::Kept(kind) => match shown(kind) {
                Some(pulse) if pulse.missed_periods.is_empty() => pulse.kept,
                Some(pulse) => [pulse.kept, pulse.missed_periods].join(&self.labels.word("strip.join")),
                None => String::new(),
            },
            PieceKind::Next(kind) => shown(kind).map(|pulse| pulse.next).unwrap_or_default(),
        }
    }

    fn people_in(&self, part: PersonPart) -> String {
        let people = self.initiative.people.iter().filter(|person| person.part == Some(part));
        let named: Vec<String> = people
            .map(|person| {
                let shown = self.person(&Reference { id: person.id.clone(), place: self.initiative.place.clone() });
                if shown.name.is_empty() { shown.role } else { shown.name }
            })
            .collect();
        named.join(&self.labels.word("list.comma"))
    }

    fn held_courses(&self, found: &organization::Organization<'_>) -> String {
        let late = found.courses.iter().filter(|course| course.late).count();
        let ahead = found.courses.len() - found.reach.held - late;
        let counted = [("held", found.reach.held), ("late", late), ("ahead", ahead)];
        let said: Vec<String> = counted
            .into_iter()
            .filter(|(_, count)| *count > 0)
            .map(|(key, count)| self.labels.count(&format!("organization.courses-{key}"), count))
            .collect();
        said.join(&self.labels.word("list.comma"))
    }

    /// How many people all courses reached: “652 of 978 people in 5 courses (67%)”, or nothing.
    fn reach(&self, reach: Reach) -> String {
        if reach.held == 0 {
            return String::new();
        }
        let counted = reach.held - reach.uncounted;
        let mut said = Vec::new();
        if counted > 0 && reach.meant > 0 {
            let share = crate::model::number::Number::fraction(whole(reach.came), whole(reach.meant));
            let percent = self.target_percent(share.as_ref());
            let courses = self.labels.count("organization.courses", counted);
            let [came, meant] = [reach.came, reach.meant].map(|count| self.labels.whole(count));
            let figures = [("reach", &*came), ("of", &*meant), ("courses", &*courses), ("percent", &*percent)];
            said.push(self.labels.say("organization.reach", &figures));
        }
        if reach.uncounted > 0 {
            said.push(self.labels.count("organization.uncounted", reach.uncounted));
        }
        said.join(&self.labels.word("sentence.join"))
    }

    fn holds(&self, holding: &Holding<'_>) -> context::Holds {
        let reference = Reference { id: holding.person.id.clone(), place: self.initiative.place.clone() };
        let count = |count: usize| if count == 0 { String::new() } else { self.labels.whole(count) };
        context::Holds {
            person: self.person(&reference),
            part: self.part_played(&holding.person.id, holding.person.part),
            open: count(holding.open.len()),
            overdue: match holding.overdue() {
                0 => String::new(),
                overdue => self.labels.count("strip.overdue", overdue),
            },
            outcomes: count(holding.outcomes.len()),
            criteria: count(holding.criteria.len()),
            courses: count(holding.courses.len()),
        }
    }

    fn course(&self, course: &Course<'_>) -> context::Training {
        let (training, format) = (course.training, self.format());
        let say = |key: &str, day| self.labels.say(key, &[("date", &format.short_date(day))]);
        let state = match (course.held, training.planned) {
            (Some(held), _) => say("training.held", held),
            (None, Some(planned)) if course.late => say("training.late", planned),
            (None, Some(planned)) => say("training.planned", planned),
            (None, None) => self.labels.word("training.no-date"),
        };
        let reach = match training.reach.filter(|_| course.held.is_some()) {
            Some((reach, Some(of))) => self
                .labels
                .say("training.reach-of", &[("reach", &self.labels.whole(reach)), ("of", &self.labels.whole(of))]),
            Some((reach, None)) => self.labels.count("training.reach", reach),
            None => String::new(),
        };
        context::Training {
            title: training.title.clone(),
            audience: training.audience.clone(),
            owner: training.owner.as_ref().map(|owner| self.person(owner)),
            state,
            late: course.late,
            reach,
        }
    }

    fn pulse(&self, pulse: &Pulse<'_>) -> context::Pulse {
        let rhythm = pulse.rhythm.as_ref().map(|rhythm| self.rhythm(rhythm));
        let counted = [("organization.meetings-held", pulse.held), ("organization.meetings-missed", pulse.missed)];
        let counts: Vec<String> = counted
            .into_iter()
            .filter(|(_, count)| *count > 0)
            .map(|(key, count)| self.labels.count(key, count))
            .collect();
        let next = match (&rhythm, pulse.next) {
            (Some(rhythm), _) => rhythm.next.clone(),
            (None, Some(next)) => self.format().date(next.date),
            (None, None) => self.labels.word("meeting.no-date"),
        };
        context::Pulse {
            kind: self.labels.word(&format!("meeting.{}", pulse.kind.id())),
            every: match &rhythm {
                Some(rhythm) => rhythm.every.clone(),
                None => self.labels.word("organization.no-rhythm"),
            },
            has_rhythm: rhythm.is_some(),
            kept: rhythm.as_ref().map(|rhythm| rhythm.kept.clone()).unwrap_or_default(),
            missed_periods: rhythm.as_ref().map(|rhythm| rhythm.missed.clone()).unwrap_or_default(),
            counts: match counts.is_empty() {
                true => self.labels.word("organization.no-meetings"),
                false => counts.join(&self.labels.word("list.comma")),
            },
            missed: pulse.missed > 0,
            next,
            next_href: pulse.next.map(|next| address::meeting(&self.initiative.id, &next.id)).unwrap_or_default(),
            late: rhythm.is_some_and(|rhythm| rhythm.late),
        }
    }
}

fn whole(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// The id of a block.
pub const fn block_id(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Structure => "structure",
        BlockKind::Training => "training",
        BlockKind::Cadence => "cadence",
    }
}

const fn piece_id(kind: PieceKind) -> &'static str {
    match kind {
        PieceKind::Sponsor => "sponsor",
        PieceKind::CoreTeam => "core-team",
        PieceKind::Administrator => "administrator",
        PieceKind::Owners => "owners",
        PieceKind::Audience => "audience",
        PieceKind::Dates => "dates",
        PieceKind::Held => "held",
        PieceKind::Reach => "reach",
        PieceKind::Rhythm(MeetingKind::Tactical) => "rhythm-tactical",
        PieceKind::Rhythm(MeetingKind::Strategic) => "rhythm-strategic",
        PieceKind::Kept(MeetingKind::Tactical) => "kept-tactical",
        PieceKind::Kept(MeetingKind::Strategic) => "kept-strategic",
        PieceKind::Next(MeetingKind::Tactical) => "next-tactical",
        PieceKind::Next(MeetingKind::Strategic) => "next-strategic",
    }
}

/// What would be written in `initiative.toml` for a piece; nothing where writing alone does not help.
const fn written(kind: PieceKind) -> &'static str {
    match kind {
        PieceKind::Sponsor => "sponsor = \"…\"",
        PieceKind::CoreTeam => "[[people]] part = \"core-team\"",
        PieceKind::Administrator => "[[people]] part = \"administrator\"",
        PieceKind::Audience => "[[training]] for = \"…\"",
        PieceKind::Dates => "[[training]] planned = 2027-01-31",
        PieceKind::Reach => "[[training]] reach = 12, of = 20",
        PieceKind::Rhythm(MeetingKind::Tactical) => "[rhythm] tactical = \"monthly\"",
        PieceKind::Rhythm(MeetingKind::Strategic) => "[rhythm] strategic = \"half-yearly\"",
        PieceKind::Owners | PieceKind::Held | PieceKind::Kept(_) | PieceKind::Next(_) => "",
    }
}

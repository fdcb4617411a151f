//! The three building blocks of an organization that keeps an initiative moving: organizing
//! structure, training system and cadence; and of each, which piece is in place.
//!
//! A block is in place when all its pieces are. The pieces of the structure: a sponsor is named; a
//! core team is named; an administrator is named; every outcome and every open action has an owner.
//! Those of the training system: every course says for whom; every course has a day; what was
//! planned up to the day was held, and something was; of every course that was held somebody
//! counted who came. Those of the cadence, for the tactical and for the strategic meeting: the
//! rhythm is written; it was kept in each period of the last twelve months; the next meeting is
//! planned by the day it is due. A piece that nothing can be said of yet is not counted: owners
//! while there is nothing to own, a rhythm of which no period has passed.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::briefing::commitment;
use crate::briefing::owners::{self, Holding, Owners};
use crate::briefing::rhythm::{self, Rhythm};
use crate::model::assessment::Assessment;
use crate::model::initiative::{Initiative, PersonPart, Training};
use crate::model::meeting::{Meeting, MeetingKind, MeetingState};
use crate::model::outcome::Outcome;

/// The building blocks on a day.
#[derive(Clone, Debug)]
pub struct Organization<'a> {
    /// The blocks with their pieces, structure first.
    pub blocks: [Block; 3],
    /// Who holds what.
    pub owners: Owners<'a>,
    /// Outcomes that nobody answers for.
    pub unowned: Vec<&'a Outcome>,
    /// The courses, in their order.
    pub courses: Vec<Course<'a>>,
    /// How many people all courses reached.
    pub reach: Reach,
    /// The meetings of each kind.
    pub pulses: [Pulse<'a>; 2],
}

/// A building block and its pieces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Which one.
    pub kind: BlockKind,
    /// Its pieces.
    pub pieces: Vec<Piece>,
    /// Whether anything is written of it.
    pub recorded: bool,
}

/// The three building blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// Who answers for the initiative, runs it, keeps the system, and owns what.
    Structure,
    /// What is taught.
    Training,
    /// When people meet.
    Cadence,
}

/// A piece of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Which one.
    pub kind: PieceKind,
    /// Whether it is in place.
    pub state: PieceState,
}

/// What a block is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PieceKind {
    /// A sponsor is named.
    Sponsor,
    /// A core team is named.
    CoreTeam,
    /// An administrator is named.
    Administrator,
    /// Every outcome and every open action has an owner.
    Owners,
    /// Every course says for whom.
    Audience,
    /// Every course has a day.
    Dates,
    /// What was planned was held.
    Held,
    /// Somebody counted who came.
    Reach,
    /// The rhythm is written.
    Rhythm(MeetingKind),
    /// The rhythm was kept.
    Kept(MeetingKind),
    /// The next meeting is planned in time.
    Next(MeetingKind),
}

/// Whether a piece is in place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PieceState {
    /// It is.
    InPlace,
    /// It is not.
    Missing,
    /// Nothing can be said of it yet.
    Early,
}

/// A course and where it stands.
#[derive(Clone, Copy, Debug)]
pub struct Course<'a> {
    /// What is written of it.
    pub training: &'a Training,
    /// The day it was held, up to the day of the report.
    pub held: Option<Date>,
    /// Whether its day has passed and it was not held.
    pub late: bool,
}

/// How many people courses reached. Somebody in two courses counts in both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    /// Courses that were held.
    pub held: usize,
    /// People who came, of the courses that say how many were meant.
    pub came: usize,
    /// People who were meant by those courses.
    pub meant: usize,
    /// Courses that were held and do not say both; they are not in the sums.
    pub uncounted: usize,
}

/// The meetings of a kind.
#[derive(Clone, Debug)]
pub struct Pulse<'a> {
    /// The kind.
    pub kind: MeetingKind,
    /// How its rhythm is kept; nothing while none is written.
    pub rhythm: Option<Rhythm<'a>>,
    /// Meetings held in the last twelve months.
    pub held: usize,
    /// Meetings that were missed in them.
    pub missed: usize,
    /// The next one.
    pub next: Option<&'a Meeting>,
}

/// The organization on a day; criteria are those of the newest assessment.
pub fn of<'a>(initiative: &'a Initiative, newest: Option<&Assessment>, day: Date) -> Organization<'a> {
    let owners = owners::of(initiative, newest, day);
    let unowned: Vec<&Outcome> = initiative.outcomes.iter().filter(|outcome| outcome.owner.is_none()).collect();
    let courses: Vec<Course<'_>> = initiative.training.iter().map(|training| course(training, day)).collect();
    let pulses = [MeetingKind::Tactical, MeetingKind::Strategic].map(|kind| pulse(initiative, kind, day));
    Organization {
        blocks: [structure(initiative, &owners, &unowned), training(&courses), cadence(&pulses)],
        reach: reach(&courses),
        owners,
        unowned,
        courses,
        pulses,
    }
}

fn piece(kind: PieceKind, is_in_place: bool) -> Piece {
    Piece { kind, state: if is_in_place { PieceState::InPlace } else { PieceState::Missing } }
}

fn structure(initiative: &Initiative, owners: &Owners<'_>, unowned: &[&Outcome]) -> Block {
    let has = |part| initiative.people.iter().any(|person| person.part == Some(part));
    let owned = owners.people.iter().any(|holding| !holding.open.is_empty() || !holding.outcomes.is_empty());
    let lacks = !owners.unowned.is_empty() || !unowned.is_empty();
    let owning = match owned || lacks {
        true => piece(PieceKind::Owners, !lacks),
        false => Piece { kind: PieceKind::Owners, state: PieceState::Early },
    };
    Block {
        kind: BlockKind::Structure,
        pieces: vec![
            piece(PieceKind::Sponsor, initiative.sponsor.is_some() || has(PersonPart::Sponsor)),
            piece(PieceKind::CoreTeam, has(PersonPart::CoreTeam)),
            piece(PieceKind::Administrator, has(PersonPart::Administrator)),
            owning,
        ],
        recorded: initiative.sponsor.is_some() || !initiative.people.is_empty(),
    }
}

fn training(courses: &[Course<'_>]) -> Block {
    let is_recorded = !courses.is_empty();
    let all = |holds: &dyn Fn(&Course<'_>) -> bool| is_recorded && courses.iter().all(holds);
    let held = || courses.iter().filter(|course| course.held.is_some());
    let is_any_held = held().next().is_some();
    Block {
        kind: BlockKind::Training,
        pieces: vec![
            piece(PieceKind::Audience, all(&|course| !course.training.audience.is_empty())),
            piece(PieceKind::Dates, all(&|course| course.training.planned.or(course.held).is_some())),
            piece(PieceKind::Held, is_any_held && all(&|course| !course.late)),
            piece(PieceKind::Reach, is_any_held && held().all(|course| course.training.reach.is_some())),
        ],
        recorded: is_recorded,
    }
}

fn cadence(pulses: &[Pulse<'_>]) -> Block {
    let pieces = pulses.iter().flat_map(|pulse| {
        let rhythm = pulse.rhythm.as_ref();
        let kept = match rhythm {
            Some(rhythm) if rhythm.periods == 0 => {
                Piece { kind: PieceKind::Kept(pulse.kind), state: PieceState::Early }
            }
            rhythm => piece(PieceKind::Kept(pulse.kind), rhythm.is_some_and(|rhythm| rhythm.missed.is_empty())),
        };
        let is_late = rhythm.is_some_and(Rhythm::is_late);
        [
            piece(PieceKind::Rhythm(pulse.kind), rhythm.is_some()),
            kept,
            piece(PieceKind::Next(pulse.kind), pulse.next.is_some() && !is_late),
        ]
    });
    let is_recorded =
        |pulse: &Pulse<'_>| pulse.rhythm.is_some() || pulse.next.is_some() || pulse.held + pulse.missed > 0;
    Block { kind: BlockKind::Cadence, pieces: pieces.collect(), recorded: pulses.iter().any(is_recorded) }
}

fn course(training: &Training, day: Date) -> Course<'_> {
    let held = training.held.filter(|held| *held <= day);
    let late = held.is_none() && training.planned.is_some_and(|planned| planned < day);
    Course { training, held, late }
}

fn reach(courses: &[Course<'_>]) -> Reach {
    let mut sum = Reach::default();
    for course in courses.iter().filter(|course| course.held.is_some()) {
        sum.held += 1;
        match course.training.reach {
            Some((came, Some(meant))) => {
                sum.came += came;
                sum.meant += meant;
            }
            _ => sum.uncounted += 1,
        }
    }
    sum
}

fn pulse(initiative: &Initiative, kind: MeetingKind, day: Date) -> Pulse<'_> {
    let since = day.checked_sub(1.year()).unwrap_or(day);
    let count = |state| {
        let own = initiative.meetings.iter().filter(|meeting| meeting.kind == kind && meeting.state == state);
        own.filter(|meeting| meeting.date > since && meeting.date <= day).count()
    };
    Pulse {
        kind,
        rhythm: rhythm::of(initiative, day).into_iter().find(|rhythm| rhythm.kind == kind),
        held: count(MeetingState::Held),
        missed: count(MeetingState::Missed),
        next: commitment::next(initiative, kind, day),
    }
}

impl Block {
    /// Pieces that something can be said of.
    pub fn counted(&self) -> usize {
        self.pieces.iter().filter(|piece| piece.state != PieceState::Early).count()
    }

    /// Pieces that are in place.
    pub fn in_place(&self) -> usize {
        self.pieces.iter().filter(|piece| piece.state == PieceState::InPlace).count()
    }

    /// Pieces that are not.
    pub fn missing(&self) -> impl Iterator<Item = PieceKind> {
        self.pieces.iter().filter(|piece| piece.state == PieceState::Missing).map(|piece| piece.kind)
    }

    /// Whether the block is in place.
    pub fn is_complete(&self) -> bool {
        self.missing().next().is_none()
    }
}

impl Organization<'_> {
    /// Blocks that are in place.
    pub fn complete(&self) -> usize {
        self.blocks.iter().filter(|block| block.is_complete()).count()
    }

    /// People who hold something that is open, in the order the initiative names them.
    pub fn holders(&self) -> impl Iterator<Item = &Holding<'_>> {
        self.owners.people.iter().filter(|holding| {
            [holding.open.len(), holding.outcomes.len(), holding.criteria.len(), holding.courses.len()]
                .into_iter()
                .any(|count| count > 0)
        })
    }
}

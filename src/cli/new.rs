//! `preread new`: the next record, with the right id, date and choices.

use clap::ValueEnum;

use crate::cli::open::{Open, today};
use crate::cli::terminal::{refuse, say};
use crate::cli::{Ended, Global};
use crate::pipeline::{self, Ask, Kind};
use crate::publish;

/// Write the next record: an assessment, observation, pattern, action, outcome or meeting
#[derive(Debug, clap::Args)]
pub(super) struct New {
    /// What to write
    #[arg(value_enum)]
    kind: NewKind,
    /// Its title; the id is made from it, of a meeting the words after its day and kind
    title: Option<String>,
    /// Where: `<initiative>`, or `<initiative>/<assessment>`; the newest when left out
    #[arg(long = "in", value_name = "WHERE")]
    within: Option<String>,
    /// The id, when you want another
    #[arg(long)]
    id: Option<String>,
    /// The date; that of --as-of or of the site's as_of when left out, else today
    #[arg(long)]
    date: Option<jiff::civil::Date>,
    /// For an assessment: readiness, calibration or course-correction
    #[arg(long)]
    stage: Option<String>,
    /// For an assessment: the model; that of the last assessment when left out
    #[arg(long)]
    model: Option<String>,
    /// For a meeting: a strategic one rather than a tactical one
    #[arg(long)]
    strategic: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum NewKind {
    Assessment,
    Observation,
    Pattern,
    Action,
    Outcome,
    Meeting,
}

impl New {
    pub(super) fn run(self, global: &Global) -> Ended {
        match self.write(global) {
            Ok(paths) => {
                if !global.quiet {
                    paths.iter().for_each(|path| say(&format!("Wrote {path}")));
                }
                Ended::Done
            }
            Err(ended) => ended,
        }
    }

    fn write(&self, global: &Global) -> Result<Vec<String>, Ended> {
        let open = Open::new(global)?;
        let (initiative, assessment) = self.place(&open)?;
        let kind = match self.kind {
            NewKind::Assessment => Kind::Assessment(self.stage.clone()),
            NewKind::Observation => Kind::Observation(assessment),
            NewKind::Pattern => Kind::Pattern(assessment),
            NewKind::Action => Kind::Action,
            NewKind::Outcome => Kind::Outcome,
            NewKind::Meeting => Kind::Meeting(self.meeting()?.to_owned()),
        };
        if let Some(stage) =
            self.stage.as_deref().filter(|stage| !["readiness", "calibration", "course-correction"].contains(stage))
        {
            return Err(refuse(&format!("`{stage}` is no stage: write readiness, calibration or course-correction")));
        }
        let ask = Ask {
            kind,
            title: self.title.clone(),
            id: self.id.clone(),
            date: self.day()?.or(open.options.as_of).or(open.site.settings().as_of).unwrap_or_else(today),
        };
        let (files, _) = open.files(&initiative);
        let drafts = pipeline::draft(&open.site, &initiative, &files, &ask, self.model.as_deref())
            .map_err(|why| refuse(&why))?;
        let root = open.tree.root();
        if let Some(there) = drafts.iter().find(|draft| root.join(&draft.path).exists()) {
            return Err(refuse(&format!("{} is already there; choose another title or --id", there.path)));
        }
        for draft in &drafts {
            publish::write_new(&root.join(&draft.path), &draft.bytes)
                .map_err(|refused| refuse(&refused.to_string()))?;
        }
        Ok(drafts.into_iter().map(|draft| draft.path).collect())
    }

    /// The kind of a meeting: as its id says, or as the call does.
    fn meeting(&self) -> Result<&'static str, Ended> {
        let named = self.id.as_deref().and_then(pipeline::named_meeting);
        match (named, self.strategic) {
            (Some((_, kind)), true) if kind != "strategic" => {
                Err(refuse("--strategic and the kind of meeting in --id contradict each other: leave out one of them"))
            }
            (Some((_, kind)), _) => Ok(kind),
            (None, true) => Ok("strategic"),
            (None, false) => Ok("tactical"),
        }
    }

    /// The day that a call names, with --date or in the id of a meeting.
    fn day(&self) -> Result<Option<jiff::civil::Date>, Ended> {
        let id = self.id.as_deref().filter(|_| self.kind == NewKind::Meeting);
        match (id.and_then(pipeline::named_meeting), self.date) {
            (Some((named, _)), Some(date)) if named != date => Err(refuse(&format!(
                "--id names {named} and --date {date}: leave out --date, or name the same day twice"
            ))),
            (Some((named, _)), _) => Ok(Some(named)),
            (None, date) => Ok(date),
        }
    }

    /// The initiative, and the assessment where one is needed.
    fn place(&self, open: &Open) -> Result<(String, String), Ended> {
        if matches!(self.kind, NewKind::Observation | NewKind::Pattern) {
            return open.find(self.within.as_deref());
        }
        let named = self.within.as_deref().map(|within| within.split('/').next().unwrap_or(within));
        match (named, open.ids.as_slice()) {
            (Some(named), ids) if ids.iter().any(|id| id == named) => Ok((named.to_owned(), String::new())),
            (Some(named), _) => Err(refuse(&format!("there is no initiative `{named}` in content/"))),
            (None, [only]) => Ok((only.clone(), String::new())),
            (None, []) => {
                Err(refuse("there is no initiative in content/ yet: make a folder there with an initiative.toml"))
            }
            (None, ids) => {
                Err(refuse(&format!("there are several initiatives; name one with --in: {}", ids.join(", "))))
            }
        }
    }
}

//! Files of one initiative in; pages, rows and diagnostics out. The whole program as a pure
//! function, in four calls: parse, score, compose, render. Build, check and every export share it.
//!
//! A second short pass over the rows of all initiatives makes what belongs to the whole site. It
//! never touches the disk or the terminal.

pub mod calendar;
pub mod due;
pub mod kept;
pub mod origin;
pub mod packet;
#[cfg(feature = "packet")]
pub mod pdf;
#[cfg(feature = "packet")]
mod plates;
pub mod stage;
#[cfg(feature = "packet")]
mod stubborn;

use std::borrow::Borrow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use stage::{Stage, Stopwatch, Untimed};

use crate::artifact::Artifact;
use crate::briefing::{self, Briefing, Reading, Subject};
use crate::diagnostic::{self, Code, Diagnostic};
use crate::model::initiative::Initiative;
use crate::model::theme::{FarFont, PageKind};
use crate::parallel;
use crate::place::Place;
use crate::render;
pub use crate::render::data::{NodeScore, Scores};
use crate::render::labels::Labels;
use crate::render::medium::Medium;
use crate::render::mentions::{EVERYTHING, Mentions};
use crate::render::pages::{self, Around, Press, Printed};
use crate::render::search::Catalog;
use crate::render::templates::Templates;
use crate::render::view::View;
use crate::render::view::portfolio::Placed;
pub use crate::render::wanted::Pages;
use crate::render::wanted::Wanted;
use crate::review;
use crate::scoring::Totals;
use crate::source;
pub use crate::source::draft::{Ask, Kind};
use crate::source::files::Files;
pub use crate::source::settings::Shared;

/// What is asked of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The day the report speaks of, when it is given from outside.
    pub as_of: Option<Date>,
    /// Whether there is only one initiative, whose home is then the first page.
    pub alone: bool,
    /// Whether there are so many that no page lists everything, and each has a list of its own instead.
    pub many: bool,
}

/// Most initiatives of which one page lists everything. Of the reports of two years each adds more than
/// a hundred kilobytes to it.
const MOST_LISTED: usize = 20;

impl Options {
    /// What is asked of a run over so many initiatives.
    pub const fn of(as_of: Option<Date>, initiatives: usize) -> Self {
        Self { as_of, alone: initiatives == 1, many: initiatives > MOST_LISTED }
    }
}

/// What all initiatives share, ready to work.
#[derive(Debug)]
pub struct Site {
    shared: Shared,
    labels: Labels,
    /// Templates of pages.
    templates: Templates,
    /// Whether somebody prepares templates already.
    prepared: OnceLock<()>,
    /// Templates of the packet, where those of pages are not all of the theme's.
    packet_templates: OnceLock<Templates>,
    /// What the templates of an initiative's own pages mention.
    mentions: OnceLock<Mentions>,
    /// What the templates of the pages of an assessment mention.
    mentions_of_assessments: OnceLock<Mentions>,
    /// Stylesheets of every page, by name below `assets/`, in their order.
    styles: Vec<String>,
    /// Fonts of the machine that packets are set with, when they are asked for.
    machine: Vec<FarFont>,
    /// What packets are set with, made when the first is asked for.
    #[cfg(feature = "packet")]
    setter: OnceLock<pdf::Setter>,
    /// Who is told of stages.
    stopwatch: Arc<dyn Stopwatch>,
    /// Whether pages can be made: a theme that could not be loaded would be blamed page by page.
    can_render: bool,
}

/// What one initiative leaves.
#[derive(Debug, Default)]
pub struct Unit {
    /// Its pages, unless there was an error or they were handed over.
    pub artifacts: Vec<Artifact>,
    /// What the site needs of it, unless there was an error.
    pub row: Option<UnitRow>,
    /// Links to records of other initiatives, which only the whole site can check.
    pub links: Vec<(String, Place)>,
    /// What is wrong.
    pub diagnostics: Vec<Diagnostic>,
}

/// What the pages of the whole site need of an initiative.
#[derive(Debug, Deserialize, Serialize)]
pub struct UnitRow {
    placed: Placed,
    models: BTreeSet<String>,
    catalog: Catalog,
    around: Around,
}

/// Makes what is shared ready. With an error in it nothing can be rendered, but everything can
/// still be checked.
pub fn site(files: &Files) -> (Site, Vec<Diagnostic>) {
    let (shared, mut diagnostics) = source::settings::read(files);
    let (labels, problems) = Labels::of(&shared.theme, &shared.site.language);
    let has_labels = problems.is_empty();
    diagnostics.extend(problems);
    // The colours that travel inside the program can be told from each other, and a test holds them to that.
    if shared.has_own_colours() {
        diagnostics.extend(review::contrast::of(shared.palette()));
    }
    let (templates, problems) = Templates::of_pages(&shared.theme, &labels);
    let can_render = has_labels && problems.is_empty();
    diagnostics.extend(problems);
    #[cfg(feature = "packet")]
    diagnostics.extend(pdf::faults(&shared.theme));
    diagnostic::sort(&mut diagnostics);
    let styles = render::look::styles(&shared.theme, &shared.site.look);
    let site = Site {
        shared,
        labels,
        templates,
        prepared: OnceLock::new(),
        packet_templates: OnceLock::new(),
        mentions: OnceLock::new(),
        mentions_of_assessments: OnceLock::new(),
        styles,
        machine: Vec::new(),
        #[cfg(feature = "packet")]
        setter: OnceLock::new(),
        stopwatch: Arc::new(Untimed),
        can_render,
    };
    (site, diagnostics)
}

/// Compiles one initiative: parse, score, compose, render. Only the pages that are asked for are made,
/// and the images they may show; where it is a single one, there is no row.
pub fn initiative(site: &Site, id: &str, files: &Files, options: Options, pages: Pages<'_>) -> Unit {
    let (unit, handed) = hand_over(site, id, files, options, pages, |artifacts| artifacts);
    Unit { artifacts: handed.into_iter().flatten().collect(), ..unit }
}

/// The same for who needs no page for long: those of the initiative itself, those of each assessment, and
/// the images are handed over as soon as they are made, by whichever thread made them. Returns what came
/// of each, in this order; the unit has no pages. What is handed over may be of no use: something may
/// turn out wrong with what is made later.
pub fn hand_over<T: Send>(
    site: &Site,
    id: &str,
    files: &Files,
    options: Options,
    pages: Pages<'_>,
    hand: impl Fn(Vec<Artifact>) -> T + Send + Sync,
) -> (Unit, Vec<T>) {
    let compile = || compile(site, id, files, options, pages, &hand);
    match pages {
        Pages::None => compile(),
        _ => parallel::beside(compile, || site.prepare()),
    }
}

fn compile<T: Send>(
    site: &Site,
    id: &str,
    files: &Files,
    options: Options,
    pages: Pages<'_>,
    hand: &(impl Fn(Vec<Artifact>) -> T + Send + Sync),
) -> (Unit, Vec<T>) {
    let (compiled, diagnostics) = compose_all(site, id, files, options, |composed, diagnostics| {
        let Composed { initiative, briefings, as_of, .. } = composed;
        let links = links_out(initiative);
        if !can_render(site, diagnostics) {
            return (Unit { links, ..Unit::default() }, Vec::new());
        }
        let is_one = matches!(pages, Pages::Only(_));
        // Somebody may wait for a single page with its row, while other threads have nothing to do.
        let ((mut handed, found), row) = parallel::both(
            || site.render(composed, options, pages, hand),
            || (!is_one).then(|| site.during(Stage::Render, || site.row(initiative, briefings.last(), as_of, options))),
        );
        diagnostics.extend(found);
        handed.push(hand(images(initiative, files, site.wanted(pages))));
        (Unit { row, links, ..Unit::default() }, handed)
    });
    let (unit, handed) = compiled.unwrap_or_default();
    (Unit { diagnostics, ..unit }, handed)
}

/// What is wrong with one initiative, and its links to others. Pages are made only where templates or
/// labels are the site's own: with what travels inside the program nothing is wrong, and tests hold it to
/// that.
pub fn check(site: &Site, id: &str, files: &Files, options: Options) -> Unit {
    if !site.shared.theme.has_built_in_pages() {
        return initiative(site, id, files, options, Pages::All);
    }
    let (links, diagnostics) = compose_all(site, id, files, options, |composed, _| links_out(composed.initiative));
    Unit { links: links.unwrap_or_default(), diagnostics, ..Unit::default() }
}

/// An initiative with everything that is known about it, before it is rendered.
#[derive(Clone, Copy)]
struct Composed<'a> {
    initiative: &'a Initiative,
    /// Its assessments with their scores, oldest first.
    readings: &'a [Reading<'a>],
    /// Their briefings, in the same order.
    briefings: &'a [Briefing<'a>],
    as_of: Date,
}

/// Pages that are made together.
#[derive(Clone, Copy)]
enum Sheaf<'a> {
    /// Those of the initiative itself.
    Own,
    /// Those of an assessment.
    Assessment(&'a Briefing<'a>),
}

impl<'a> Composed<'a> {
    fn sheaves(&self) -> Vec<Sheaf<'a>> {
        [Sheaf::Own].into_iter().chain(self.briefings.iter().map(Sheaf::Assessment)).collect()
    }
}

/// Parses, scores and composes one initiative, and lends what came of it, with what is wrong so
/// far. Nothing is lent when the initiative could not be read at all.
fn compose_all<T>(
    site: &Site,
    id: &str,
    files: &Files,
    options: Options,
    lend: impl FnOnce(Composed<'_>, &mut Vec<Diagnostic>) -> T,
) -> (Option<T>, Vec<Diagnostic>) {
    let (initiative, mut diagnostics) = site.during(Stage::Parse, || source::initiative::read(id, files, &site.shared));
    let Some(initiative) = initiative else { return (None, diagnostics) };
    let totals = score(&initiative, site);
    let as_of = site.as_of(&initiative, options);
    let found = site.during(Stage::Review, || review::of(&initiative, &totals, as_of));
    add_review(&mut diagnostics, found);
    let readings = readings(&initiative, &totals);
    let briefings = compose(&initiative, &readings, site, as_of);
    // What a chart lacks may lie in a file with a mistake, which is mended first.
    if !diagnostics.iter().any(Diagnostic::is_error) {
        let undrawn = || briefings.iter().flat_map(review::charts::undrawn).collect();
        add_review(&mut diagnostics, site.during(Stage::Review, undrawn));
    }
    let composed = Composed { initiative: &initiative, readings: &readings, briefings: &briefings, as_of };
    let lent = lend(composed, &mut diagnostics);
    (Some(lent), diagnostics)
}

/// Nothing is rendered of what has an error, or by a theme that has one.
fn can_render(site: &Site, diagnostics: &[Diagnostic]) -> bool {
    site.can_render && !diagnostics.iter().any(Diagnostic::is_error)
}

/// What is wrong with the pages of the whole site.
pub fn check_whole(site: &Site, rows: &[UnitRow], options: Options) -> Vec<Diagnostic> {
    match site.shared.theme.has_built_in_pages() {
        true => Vec::new(),
        false => whole(site, rows, options, Pages::All).diagnostics,
    }
}

/// What belongs to the whole site: the portfolio, the method, the search, and the theme's files.
pub fn whole(site: &Site, rows: &[impl Borrow<UnitRow>], options: Options, pages: Pages<'_>) -> Unit {
    match site.can_render {
        true => site.during(Stage::Whole, || whole_pages(site, rows, options, pages)),
        false => Unit::default(),
    }
}

/// Links from one initiative to another that lead to no record. `has` says whether there is a file.
pub fn broken_links(links: &[(String, Place)], has: impl Fn(&str) -> bool) -> Vec<Diagnostic> {
    let broken = links.iter().filter(|(file, _)| !has(file));
    let diagnostic = |(file, place): &(String, Place)| {
        let message = format!("this leads to no record: there is no {file}");
        let mend = "Check the path; it begins in the folder of this file.";
        Diagnostic::new(Code::BrokenLink, place.clone(), message).mend(mend)
    };
    broken.map(diagnostic).collect()
}

/// Whether a page of the whole site is made of the rows of its initiatives. The others are files of the theme.
pub fn is_made_of_rows(path: &str) -> bool {
    use crate::render::address::{INDEX, METHOD, SEARCH, SEARCH_INDEX};
    [INDEX, METHOD, SEARCH, SEARCH_INDEX].contains(&path)
}

fn whole_pages(site: &Site, rows: &[impl Borrow<UnitRow>], options: Options, pages: Pages<'_>) -> Unit {
    let rows: Vec<&UnitRow> = rows.iter().map(Borrow::borrow).collect();
    let mut printed = Printed::default();
    let press = site.press(Options { alone: rows.len() == 1, ..options }, pages);
    if rows.len() != 1 {
        let mut placed: Vec<&Placed> = rows.iter().map(|row| &row.placed).collect();
        placed.sort_by_key(|placed| (placed.next.is_none(), placed.next, placed.row.title.clone()));
        press.portfolio(&placed.into_iter().map(|placed| placed.row.clone()).collect::<Vec<_>>(), &mut printed);
    }
    let models: BTreeSet<&String> = rows.iter().flat_map(|row| &row.models).collect();
    let instruments: Vec<_> =
        models.into_iter().filter_map(|model| site.shared.models.get(model)).map(Arc::as_ref).collect();
    // With one initiative its menu stands on every page.
    let around = match rows.as_slice() {
        [only] => only.around.clone(),
        _ => press.site_around(),
    };
    press.method(&instruments, &around, &mut printed);
    press.search(&rows.iter().map(|row| &row.catalog).collect::<Vec<_>>(), &around, &mut printed);
    let mut artifacts = printed.artifacts;
    let assets = site.shared.theme.assets.iter().map(|(name, bytes)| (format!("assets/{name}"), bytes));
    let assets = assets.filter(|(path, _)| press.wanted.asks_for(path));
    artifacts.extend(assets.map(|(path, bytes)| Artifact { path, bytes: bytes.clone() }));
    let look = render::look::stylesheet(&site.shared.site.look);
    artifacts.extend(look.filter(|look| press.wanted.asks_for(&look.path)));
    Unit { artifacts, diagnostics: printed.diagnostics, ..Unit::default() }
}

/// The scores of an assessment, by its id; of the newest one when none is named.
pub fn scores(
    site: &Site,
    id: &str,
    files: &Files,
    assessment: Option<&str>,
    options: Options,
) -> (Option<Scores>, Vec<Diagnostic>) {
    let (initiative, diagnostics) = source::initiative::read(id, files, &site.shared);
    let Some(initiative) = initiative else { return (None, diagnostics) };
    let totals = score(&initiative, site);
    let as_of = site.as_of(&initiative, options);
    let readings = readings(&initiative, &totals);
    let found = match assessment {
        Some(id) => readings.iter().position(|reading| reading.assessment.id == id),
        None => readings.len().checked_sub(1),
    };
    let scores = found.and_then(|at| {
        let reading = readings.get(at)?;
        let view = View {
            labels: &site.labels,
            initiative: &initiative,
            as_of: day_of(&initiative, &readings, at, as_of),
            places: None,
            medium: Medium::Page,
            mentions: &EVERYTHING,
        };
        Some(Scores::of(&view, *reading))
    });
    (scores, diagnostics)
}

/// Ids and dates of an initiative's assessments, oldest first.
pub fn assessments(site: &Site, id: &str, files: &Files) -> Vec<(Date, String)> {
    let (initiative, _) = source::initiative::read(id, files, &site.shared);
    initiative
        .map(|initiative| initiative.assessments.into_iter().map(|one| (one.date, one.id)).collect())
        .unwrap_or_default()
}

/// New records as files of the site; in words why not, when that cannot be.
pub fn draft(site: &Site, id: &str, files: &Files, ask: &Ask, model: Option<&str>) -> Result<Vec<Artifact>, String> {
    if let Some(wanted) = &ask.id
        && let Some(fault) = source::id::fault(wanted)
    {
        return Err(format!("`{wanted}` cannot be an id: {fault}"));
    }
    if let Some(why) = source::draft::refused(ask) {
        return Err(why);
    }
    let (initiative, _) = source::initiative::read(id, files, &site.shared);
    let initiative =
        initiative.ok_or_else(|| format!("content/{id}/initiative.toml cannot be read; `preread check` says why"))?;
    let models = &site.shared.models;
    let last = initiative.assessments.last().map(|assessment| &assessment.instrument);
    let instrument = match model {
        Some(model) => models
            .get(model)
            .ok_or_else(|| format!("there is no model `{model}`. {}", diagnostic::did_you_mean(model, models.ids())))?,
        None => last.or_else(|| models.ids().find_map(|id| models.get(id))).ok_or("there is no model")?,
    };
    Ok(source::draft::draft(&initiative, instrument, ask))
}

/// The day and the kind that the id of a meeting says, the kind by its word.
pub fn named_meeting(id: &str) -> Option<(Date, &'static str)> {
    source::meeting::date_and_kind(id).map(|(date, kind)| (date, kind.id()))
}

/// Kinds of file that have a schema, and `context` for what templates see.
pub fn schema_kinds() -> Vec<&'static str> {
    source::schema::kinds().chain(["context"]).collect()
}

/// The JSON Schema of a kind of file, as text.
pub fn schema(kind: &str) -> Option<String> {
    let schema = match kind {
        "context" => schemars::schema_for!(render::context::Context).to_value(),
        kind => source::schema::of(kind)?,
    };
    Some(format!("{schema:#}\n"))
}

fn score(initiative: &Initiative, site: &Site) -> Vec<Totals> {
    parallel::each(&initiative.assessments, |assessment| site.during(Stage::Score, || Totals::of(assessment)))
}

fn readings<'a>(initiative: &'a Initiative, totals: &'a [Totals]) -> Vec<Reading<'a>> {
    initiative.assessments.iter().zip(totals).map(|(assessment, totals)| Reading { assessment, totals }).collect()
}

fn compose<'a>(initiative: &'a Initiative, readings: &[Reading<'a>], site: &Site, as_of: Date) -> Vec<Briefing<'a>> {
    let subject = |at: usize, now: Reading<'a>| {
        let assessment = now.assessment;
        let baseline = match &assessment.baseline {
            Some(wanted) => readings.iter().find(|reading| reading.assessment.id == wanted.id),
            None => readings.first().filter(|_| at > 0),
        };
        Subject {
            initiative,
            now,
            before: at.checked_sub(1).and_then(|at| readings.get(at)).copied(),
            baseline: baseline.copied(),
            as_of: day_of(initiative, readings, at, as_of),
            newest: at + 1 == readings.len(),
        }
    };
    let all: Vec<(usize, Reading<'a>)> = readings.iter().copied().enumerate().collect();
    parallel::each(&all, |(at, now)| {
        site.during(Stage::Compose, || briefing::compose(subject(*at, *now), &site.shared.site))
    })
}

/// The newest report speaks of the day asked for; an earlier one of its own day, so that it stays
/// as it was.
fn day_of(initiative: &Initiative, readings: &[Reading<'_>], at: usize, as_of: Date) -> Date {
    match readings.get(at) {
        Some(reading) if at + 1 < readings.len() => Subject::day_of(initiative, reading.assessment).min(as_of),
        _ => as_of,
    }
}

/// A file with an error is mended first; what a reviewer would ask about it comes after.
fn add_review(diagnostics: &mut Vec<Diagnostic>, found: Vec<Diagnostic>) {
    let wrong: BTreeSet<Arc<str>> = diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.is_error())
        .map(|diagnostic| Arc::clone(&diagnostic.place.file))
        .collect();
    diagnostics.extend(found.into_iter().filter(|diagnostic| !wrong.contains(&diagnostic.place.file)));
    diagnostic::sort(diagnostics);
}

fn images(initiative: &Initiative, files: &Files, wanted: Wanted<'_>) -> Vec<Artifact> {
    pages::images(initiative)
        .into_iter()
        .filter(|(_, path)| wanted.asks_for(path))
        .filter_map(|(file, path)| Some(Artifact { path, bytes: files.bytes(&file)?.clone() }))
        .collect()
}

impl Site {
    /// The settings of the site.
    pub const fn settings(&self) -> &crate::model::site::Site {
        &self.shared.site
    }

    /// Tells somebody of stages.
    pub fn tell(&mut self, stopwatch: Arc<dyn Stopwatch>) {
        self.stopwatch = stopwatch;
    }

    fn during<T>(&self, stage: Stage, work: impl FnOnce() -> T) -> T {
        stage::during(self.stopwatch.as_ref(), stage, work)
    }

    /// Sets packets with the fonts of the machine too, behind those of the theme.
    pub fn use_machine_fonts(&mut self, fonts: Vec<FarFont>) {
        self.machine = fonts;
    }

    /// Ids of the models there are.
    pub fn models(&self) -> BTreeMap<String, Vec<String>> {
        let criteria = |instrument: &crate::model::instrument::Instrument| {
            instrument.criteria().map(|(_, node)| node.path.clone()).collect()
        };
        let models = &self.shared.models;
        models.ids().filter_map(|id| Some((id.to_owned(), criteria(models.get(id)?)))).collect()
    }

    fn as_of(&self, initiative: &Initiative, options: Options) -> Date {
        options.as_of.or(self.shared.site.as_of).or_else(|| initiative.newest_fact()).unwrap_or_default()
    }

    /// Of the pages that are asked for, those that the theme makes.
    fn wanted<'a>(&'a self, pages: Pages<'a>) -> Wanted<'a> {
        Wanted { kinds: self.shared.theme.pages.as_ref(), pages }
    }

    /// What a packet is made with.
    fn packet_press(&self) -> Press<'_> {
        let all = || Templates::load(&self.shared.theme, &self.labels).0;
        let templates = match self.templates.is_all() {
            true => &self.templates,
            false => self.packet_templates.get_or_init(all),
        };
        self.press_with(templates, Options::of(None, 1), Pages::All)
    }

    fn press<'a>(&'a self, options: Options, pages: Pages<'a>) -> Press<'a> {
        self.press_with(&self.templates, options, pages)
    }

    fn press_with<'a>(&'a self, templates: &'a Templates, options: Options, pages: Pages<'a>) -> Press<'a> {
        Press {
            site: &self.shared.site,
            labels: &self.labels,
            templates,
            styles: &self.styles,
            alone: options.alone,
            many: options.many,
            wanted: self.wanted(pages),
        }
    }

    /// Makes ready what the first pages would wait for, unless somebody does so already.
    pub fn prepare(&self) {
        if self.can_render && self.prepared.set(()).is_ok() {
            self.during(Stage::Shared, || {
                self.labels.prepare();
                self.templates.prepare();
            });
            self.mentions_of_assessments();
        }
    }

    fn mentions_of_initiatives(&self) -> &Mentions {
        let of = || Mentions::of(&self.shared.theme, &PageKind::OF_INITIATIVES);
        self.mentions.get_or_init(|| self.during(Stage::Shared, of))
    }

    fn mentions_of_assessments(&self) -> &Mentions {
        let of = || Mentions::of(&self.shared.theme, &PageKind::OF_ASSESSMENTS);
        self.mentions_of_assessments.get_or_init(|| self.during(Stage::Shared, of))
    }

    /// Makes pages and hands them over. Returns what came of that, and what is wrong.
    fn render<T: Send>(
        &self,
        composed: Composed<'_>,
        options: Options,
        pages: Pages<'_>,
        hand: &(impl Fn(Vec<Artifact>) -> T + Send + Sync),
    ) -> (Vec<T>, Vec<Diagnostic>) {
        let press = self.press(options, pages);
        let print = |sheaf: &Sheaf<'_>| {
            // What templates mention is asked for when the first pages of their kind are made.
            let mentions = match sheaf {
                Sheaf::Own => self.mentions_of_initiatives(),
                Sheaf::Assessment(_) => self.mentions_of_assessments(),
            };
            let mut printed = self.print(composed, *sheaf, &press, mentions);
            if !printed.diagnostics.is_empty() {
                // Who asked for a name that there is not is told all that there are.
                printed = self.print(composed, *sheaf, &press, &EVERYTHING);
            }
            (hand(printed.artifacts), printed.diagnostics)
        };
        let (handed, found): (Vec<T>, Vec<_>) = parallel::each(&composed.sheaves(), print).into_iter().unzip();
        (handed, found.into_iter().flatten().collect())
    }

    fn print(&self, composed: Composed<'_>, sheaf: Sheaf<'_>, press: &Press<'_>, mentions: &Mentions) -> Printed {
        let Composed { initiative, readings, briefings, as_of } = composed;
        let view =
            |as_of| View { labels: &self.labels, initiative, as_of, places: None, medium: Medium::Page, mentions };
        let mut printed = Printed::default();
        self.during(Stage::Render, || match sheaf {
            Sheaf::Own => press.initiative(&view(as_of), readings, briefings.last(), &mut printed),
            Sheaf::Assessment(briefing) => {
                press.assessment(&view(briefing.subject.as_of), readings, briefing, &mut printed);
            }
        });
        printed
    }

    fn row(&self, initiative: &Initiative, newest: Option<&Briefing<'_>>, as_of: Date, options: Options) -> UnitRow {
        let view =
            View { labels: &self.labels, initiative, as_of, places: None, medium: Medium::Page, mentions: &EVERYTHING };
        UnitRow {
            placed: view.row(newest),
            models: initiative.assessments.iter().map(|assessment| assessment.instrument.id.clone()).collect(),
            catalog: match self.wanted(Pages::All).has_kind(PageKind::Search) {
                true => self.catalog(&view, options),
                false => Catalog::default(),
            },
            around: self.press(Options { alone: true, ..options }, Pages::None).around(&view, newest),
        }
    }

    /// What the list of the whole site shows of an initiative.
    fn catalog(&self, view: &View<'_>, options: Options) -> Catalog {
        let catalog = if options.many { view.catalog_of_many() } else { view.catalog(&self.shared.site) };
        let list = if options.alone { String::new() } else { render::address::own_search(&view.initiative.id) };
        Catalog { list, ..catalog }
    }
}

/// Links of an initiative's texts to records of other initiatives.
fn links_out(initiative: &Initiative) -> Vec<(String, Place)> {
    use crate::model::prose::{Inline, Target};
    let mut links = Vec::new();
    for (_, prose) in source::references::texts(initiative) {
        prose.pointers(&mut |inline| {
            if let Inline::Link(link) = inline
                && let Target::Record { file, .. } = &link.target
                && source::markdown::unit_of(file) != initiative.id
            {
                links.push((file.clone(), link.place.clone()));
            }
        });
    }
    links
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::tree::Tree;

    /// A site of this project, with the theme that benches use in place of its own if it is lean.
    fn read(folder: &str, is_lean: bool) -> (Tree, Files) {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        let tree = Tree::new(root.join(folder));
        let mut files = tree.shared(&mut Vec::new());
        if is_lean {
            let theme = root.join("benches/theme");
            let names =
                ["lean.html", "part.html", "portfolio.html", "summary.html"].map(|name| format!("templates/{name}"));
            for name in names.into_iter().chain(["theme.toml".to_owned()]) {
                files.insert(format!("themes/lean/{name}"), std::fs::read(theme.join(&name)).unwrap_or_default());
            }
            files.insert("site.toml", "title = \"Lean\"\ntheme = \"lean\"\n");
        }
        (tree, files)
    }

    #[test]
    fn what_templates_show_is_asked_for() {
        let sites = ["", "tests/sites/portfolio", "tests/sites/look/thirty", "tests/sites/look/first"];
        for (folder, is_lean) in sites.into_iter().flat_map(|folder| [(folder, false), (folder, true)]) {
            let (tree, files) = read(folder, is_lean);
            let (site, problems) = site(&files);
            assert!(site.can_render, "{problems:?}");
            let options = Options::default();
            let ids = tree.initiatives(&mut Vec::new());
            let mut made = 0;
            for id in ids {
                let mut own = files.clone();
                own.extend(tree.initiative(&id, &mut Vec::new()));
                let (printed, _) = compose_all(&site, &id, &own, options, |composed, _| {
                    let of = |kinds: &[PageKind]| Mentions::of(&site.shared.theme, kinds);
                    let (own, of_assessments) = (of(&PageKind::OF_INITIATIVES), of(&PageKind::OF_ASSESSMENTS));
                    let press = site.press(options, Pages::All);
                    let print = |sheaf| match sheaf {
                        Sheaf::Own => site.print(composed, sheaf, &press, &own),
                        Sheaf::Assessment(_) => site.print(composed, sheaf, &press, &of_assessments),
                    };
                    composed.sheaves().into_iter().map(print).collect::<Vec<_>>()
                });
                for printed in printed.unwrap_or_default() {
                    made += printed.artifacts.len();
                    assert_eq!(printed.diagnostics, Vec::new(), "{folder} {id}");
                }
            }
            assert!(made > 0, "{folder}");
        }
    }
}

//! Which pages there are, which template each has, and what that template sees.

use tera::Value;

use crate::artifact::Artifact;
use crate::briefing::{Briefing, Reading};
use crate::diagnostic::Diagnostic;
use crate::model::initiative::Initiative;
use crate::model::instrument::Instrument;
use crate::model::site::Site;
use crate::render::address;
use crate::render::context::{self, Edges, Entry, Frame, Link};
use crate::render::labels::Labels;
use crate::render::reading;
use crate::render::search::{Catalog, Listing};
use crate::render::templates::Templates;
use crate::render::view::View;
use crate::render::view::method::method;
use crate::render::view::portfolio::portfolio_finding;

/// What pages are made with.
#[derive(Clone, Copy, Debug)]
pub struct Press<'a> {
    /// The settings.
    pub site: &'a Site,
    /// The words.
    pub labels: &'a Labels,
    /// The templates.
    pub templates: &'a Templates,
    /// Stylesheets of every page, by name below `assets/`, in their order.
    pub styles: &'a [String],
    /// Whether there is only one initiative, whose home is then the first page.
    pub alone: bool,
}

/// Pages made, and what went wrong.
#[derive(Debug, Default)]
pub struct Printed {
    /// The pages.
    pub artifacts: Vec<Artifact>,
    /// Errors of templates.
    pub diagnostics: Vec<Diagnostic>,
}

impl Printed {
    fn add(&mut self, path: &str, page: Result<String, Diagnostic>) {
        match page {
            Ok(text) => self.artifacts.push(Artifact::text(path, text)),
            Err(diagnostic) => self.diagnostics.push(diagnostic),
        }
    }

    fn value(&mut self, value: Result<Value, Diagnostic>) -> Value {
        value.unwrap_or_else(|diagnostic| {
            self.diagnostics.push(diagnostic);
            Value::none()
        })
    }
}

/// The frame that pages of an initiative share.
#[derive(Clone, Debug, Default)]
pub struct Around {
    /// Organization, or the site's title.
    pub brand: String,
    /// Title of the initiative.
    pub under: String,
    /// Where the brand leads.
    pub home: String,
    /// The main menu.
    pub menu: Vec<Link>,
    /// What the report is, and as of when.
    pub stamp: String,
    /// Links at the foot.
    pub foot: Vec<Link>,
}

/// One page: its template, its address, and what its frame says.
pub(super) struct Sheet<'a> {
    template: &'static str,
    kind: &'static str,
    path: &'a str,
    /// Title for the browser; empty for that of the initiative or the site.
    title: &'a str,
    /// The entry of the menu that the page belongs to.
    current: &'a str,
    /// The way down to the page, without the page itself.
    above: Vec<Link>,
}

impl<'a> Sheet<'a> {
    /// A page that stands by itself and has its own entry in the menu.
    pub(super) const fn alone(template: &'static str, kind: &'static str, path: &'a str, title: &'a str) -> Self {
        Self { template, kind, path, title, current: path, above: Vec::new() }
    }
}

impl Press<'_> {
    pub(super) fn frame(&self, around: &Around, sheet: &Sheet<'_>) -> Frame {
        let Sheet { kind, path, title, current, .. } = *sheet;
        let entry = |link: &Link| {
            let is_current = link.href == current;
            // With one initiative its home is also the first page of the site.
            let is_here = link.href == path || (is_current && kind == "home");
            Entry { title: link.title.clone(), href: link.href.clone(), current: is_current, here: is_here }
        };
        let mut crumbs = sheet.above.clone();
        if !crumbs.is_empty() {
            crumbs.push(Link { title: title.to_owned(), href: path.to_owned() });
        }
        let whole = [title, &around.under, &around.brand].into_iter().filter(|part| !part.is_empty());
        let mut names: Vec<&str> = Vec::new();
        for name in whole {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        Frame {
            title: names.join(&self.labels.word("frame.join")),
            kind,
            path: path.to_owned(),
            root: address::root(path),
            language: self.site.language.clone(),
            direction: self.labels.direction().id(),
            site: self.site.title.clone(),
            brand: around.brand.clone(),
            under: around.under.clone(),
            home: around.home.clone(),
            logo: self.logo(around),
            styles: self.styles.to_vec(),
            edges: self.edges(around),
            menu: around.menu.iter().map(entry).collect(),
            crumbs,
            stamp: around.stamp.clone(),
            foot: around.foot.clone(),
            places: None,
        }
    }

    fn logo(&self, around: &Around) -> Option<context::Logo> {
        let logo = self.site.look.logo.as_ref()?;
        Some(context::Logo {
            file: logo.file.words.clone(),
            dark: logo.dark.as_ref().map(|dark| dark.words.clone()).unwrap_or_default(),
            words: logo.words.clone().unwrap_or_else(|| around.brand.clone()),
        })
    }

    /// What stands at the edges of sheets.
    pub fn edges(&self, around: &Around) -> Edges {
        let head = [&around.brand, &around.under].map(String::as_str);
        let head = head.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
        // The label says the order of words and numbers; a character that no label has marks them.
        let words = self.labels.say("frame.sheet", &[("page", "\u{0}"), ("pages", "\u{0}")]);
        let mut words = words.splitn(3, '\u{0}').map(str::to_owned);
        let mut next = || words.next().unwrap_or_default();
        Edges { head: head.join(&self.labels.word("frame.join")), before: next(), between: next(), after: next() }
    }

    fn link(&self, key: &str, href: String) -> Link {
        Link { title: self.labels.word(key), href }
    }

    /// What stands around pages of an initiative, with its newest assessment in the menu.
    pub fn around(&self, view: &View<'_>, briefing: Option<&Briefing<'_>>) -> Around {
        let initiative = view.initiative;
        let id = &initiative.id;
        let mut menu = vec![self.link("menu.home", address::home(id))];
        if !self.alone {
            menu.insert(0, self.link("menu.portfolio", address::INDEX.to_owned()));
        }
        let mut foot = vec![self.link("menu.method", address::METHOD.to_owned())];
        if let Some(briefing) = briefing {
            let assessment = briefing.subject.now.assessment;
            menu.push(self.link("menu.summary", address::page(id, &assessment.id, "index")));
            menu.push(self.link("menu.briefing", address::page(id, &assessment.id, "briefing")));
            menu.push(self.link("menu.sections", address::sections(id, &assessment.id)));
            foot.push(self.link("menu.whole", address::page(id, &assessment.id, "briefing")));
            if briefing.subject.before.is_some() {
                foot.push(self.link("menu.compare", address::page(id, &assessment.id, "compare")));
            }
        }
        for (key, name) in [("menu.actions", "actions"), ("menu.outcomes", "outcomes"), ("menu.meetings", "meetings")] {
            menu.push(self.link(key, address::register(id, name)));
        }
        foot.push(self.link("menu.owners", address::register(id, "owners")));
        foot.push(self.link("menu.organization", address::register(id, "organization")));
        menu.push(self.link("menu.search", address::SEARCH.to_owned()));
        let as_of = view.format().date(view.as_of);
        let stamp = match briefing {
            Some(briefing) => {
                let title = view.assessment_title(briefing.subject.now.assessment);
                self.labels
                    .say("frame.stamp", &[("title", &title), ("date", &view.format().date(briefing.subject.as_of))])
            }
            None if as_of.is_empty() => String::new(),
            None => self.labels.say("frame.as-of", &[("date", &as_of)]),
        };
        Around {
            brand: if initiative.organization.is_empty() {
                self.site.title.clone()
            } else {
                initiative.organization.clone()
            },
            under: initiative.title.words.clone(),
            home: address::home(id),
            menu,
            stamp,
            foot,
        }
    }

    /// All pages of one assessment.
    pub fn assessment(
        &self,
        view: &View<'_>,
        readings: &[Reading<'_>],
        briefing: &Briefing<'_>,
        printed: &mut Printed,
    ) {
        let initiative = &view.initiative.id;
        let assessment = briefing.subject.now.assessment;
        let around = self.around(view, Some(briefing));
        let shown = view.briefing(briefing, self.site);
        let value = printed.value(Templates::value(&shown));
        let summary = address::page(initiative, &assessment.id, "index");
        let own = printed.value(Templates::value(&view.initiative(so_far(readings, &assessment.id), &summary)));
        let record = format!("assessment {initiative}/{}", assessment.id);
        let words_of_parts = std::cell::Cell::new(0);
        let mut print = |sheet: &Sheet<'_>, more: Vec<(&'static str, Value)>| {
            let frame = printed.value(Templates::value(&self.frame(&around, sheet)));
            let mut values = vec![("frame", frame), ("initiative", own.clone()), ("briefing", value.clone())];
            values.extend(more);
            let page = self.templates.render(sheet.template, &values, &record);
            if let ("part", Ok(text)) = (sheet.kind, &page) {
                words_of_parts.set(words_of_parts.get() + reading::words(text));
            }
            printed.add(sheet.path, page);
        };
        let whole = address::page(initiative, &assessment.id, "briefing");
        let all_parts = self.labels.word("menu.briefing");
        print(&Sheet::alone("briefing.html", "briefing", &whole, &all_parts), Vec::new());
        for part in &shown.parts {
            let more = Templates::value(part).ok().map(|value| ("part", value));
            let sheet = Sheet { current: &whole, ..Sheet::alone("part.html", "part", &part.href, &part.title) };
            print(&sheet, more.into_iter().collect());
        }
        let sections = address::sections(initiative, &assessment.id);
        let above = vec![
            Link { title: view.initiative.title.words.clone(), href: address::home(initiative) },
            Link { title: shown.title.clone(), href: summary.clone() },
        ];
        let mut above_sections = above.clone();
        above_sections.push(self.link("menu.sections", sections.clone()));
        for (node, section) in assessment.instrument.sections() {
            let path = address::node(initiative, assessment, node);
            let Some(shown) = view.section(briefing, node, &path) else { continue };
            let more = Templates::value(&shown).ok().map(|value| ("section", value));
            let sheet = Sheet {
                template: "section.html",
                kind: "section",
                path: &path,
                title: &section.title,
                current: &sections,
                above: above_sections.clone(),
            };
            print(&sheet, more.into_iter().collect());
        }
        let path = address::page(initiative, &assessment.id, "compare");
        let compared = Templates::value(&view.compare(briefing, &path)).ok().map(|value| ("compare", value));
        let title = self.labels.word("compare.title");
        let sheet =
            Sheet { template: "compare.html", kind: "compare", path: &path, title: &title, current: &summary, above };
        print(&sheet, compared.into_iter().collect());
        let sheet = Sheet::alone("summary.html", "summary", &summary, &shown.title);
        let words = reading::words(&self.bare(&around, &sheet, &own, &value));
        let reading = self.reading_time(words, words_of_parts.get());
        print(&sheet, Templates::value(&reading).ok().map(|value| ("reading", value)).into_iter().collect());
    }

    /// The summary as it is without its reading time, to be counted.
    fn bare(&self, around: &Around, sheet: &Sheet<'_>, initiative: &Value, briefing: &Value) -> String {
        let frame = Templates::value(&self.frame(around, sheet)).unwrap_or_else(|_| Value::none());
        let values = [("frame", frame), ("initiative", initiative.clone()), ("briefing", briefing.clone())];
        // What is wrong with it is said when the page is made.
        self.templates.render(sheet.template, &values, "").unwrap_or_default()
    }

    /// How long the summary and the eight parts take to read.
    fn reading_time(&self, summary: usize, parts: usize) -> context::Fact {
        let [summary, parts] =
            [summary, parts].map(|words| self.labels.count("reading.minutes", reading::minutes(words)));
        context::Fact {
            title: self.labels.word("reading.title"),
            words: self.labels.say("reading.words", &[("summary", &summary), ("parts", &parts)]),
        }
    }

    /// The home and the registers of an initiative. With one initiative its home is also the
    /// first page of the site.
    pub fn initiative(
        &self,
        view: &View<'_>,
        readings: &[Reading<'_>],
        newest: Option<&Briefing<'_>>,
        printed: &mut Printed,
    ) {
        let around = self.around(view, newest);
        let id = &view.initiative.id;
        let home = address::home(id);
        let shown = view.initiative(readings, &home);
        let value = printed.value(Templates::value(&shown));
        let briefing = newest.map(|briefing| view.briefing(briefing, self.site));
        let briefing = briefing.map(|briefing| printed.value(Templates::value(&briefing))).unwrap_or_else(Value::none);
        let record = format!("initiative {id}");
        printed.artifacts.extend(view.calendars());
        let mut print = |sheet: &Sheet<'_>, own: Option<(&'static str, Value)>| {
            let frame = printed.value(Templates::value(&self.frame(&around, sheet)));
            let mut values = vec![("frame", frame), ("initiative", value.clone()), ("briefing", briefing.clone())];
            values.extend(own);
            printed.add(sheet.path, self.templates.render(sheet.template, &values, &record));
        };
        for path in [home.as_str()].into_iter().chain(self.alone.then_some(address::INDEX)) {
            print(&Sheet { current: &home, ..Sheet::alone("home.html", "home", path, "") }, None);
        }
        for (template, key, name) in [
            ("actions.html", "menu.actions", "actions"),
            ("outcomes.html", "menu.outcomes", "outcomes"),
            ("meetings.html", "menu.meetings", "meetings"),
        ] {
            let (path, title) = (address::register(id, name), self.labels.word(key));
            print(&Sheet::alone(template, "register", &path, &title), None);
        }
        let to_home = Link { title: view.initiative.title.words.clone(), href: home.clone() };
        let (actions, path) = (address::register(id, "actions"), address::register(id, "owners"));
        let owners = view.owners(newest.map(|briefing| briefing.subject.now.assessment), &path);
        let sheet = Sheet {
            template: "owners.html",
            kind: "register",
            path: &path,
            title: &self.labels.word("menu.owners"),
            current: &actions,
            above: vec![to_home.clone(), self.link("menu.actions", actions.clone())],
        };
        print(&sheet, Templates::value(&owners).ok().map(|value| ("owners", value)));
        let path = address::register(id, "organization");
        let organization = view.organization(newest.map(|briefing| briefing.subject.now.assessment));
        let sheet = Sheet {
            template: "organization.html",
            kind: "register",
            path: &path,
            title: &self.labels.word("menu.organization"),
            current: &home,
            above: vec![to_home.clone()],
        };
        print(&sheet, Templates::value(&organization).ok().map(|value| ("organization", value)));
        let meetings = address::register(id, "meetings");
        for meeting in &view.initiative.meetings {
            let path = address::meeting(id, &meeting.id);
            let shown = view.meeting(meeting, &path);
            let sheet = Sheet {
                template: "meeting.html",
                kind: "meeting",
                path: &path,
                title: &shown.title,
                current: &meetings,
                above: vec![to_home.clone(), self.link("menu.meetings", meetings.clone())],
            };
            print(&sheet, Templates::value(&shown).ok().map(|value| ("meeting", value)));
        }
    }

    /// The first page of a site with several initiatives.
    pub fn portfolio(&self, rows: &[context::Row], printed: &mut Printed) {
        let finding = printed.value(Templates::value(&portfolio_finding(rows, self.labels)));
        let rows = printed.value(Templates::value(&rows));
        let own = vec![("portfolio", rows), ("portfolio_finding", finding)];
        self.whole(Sheet::alone("portfolio.html", "portfolio", address::INDEX, ""), &self.site_around(), own, printed);
    }

    /// The method page, with every model that an assessment uses.
    pub fn method(&self, instruments: &[&Instrument], around: &Around, printed: &mut Printed) {
        let models: Vec<context::Method> =
            instruments.iter().map(|instrument| method(instrument, self.labels)).collect();
        let own = vec![("method", printed.value(Templates::value(&models)))];
        let title = self.labels.word("menu.method");
        self.whole(Sheet::alone("method.html", "method", address::METHOD, &title), around, own, printed);
    }

    /// The search page with everything from A to Z, and the index beside it.
    pub fn search(&self, catalogs: &[&Catalog], around: &Around, printed: &mut Printed) {
        let listing = Listing::of(catalogs);
        let own = vec![("search", printed.value(Templates::value(&listing.page(self.labels))))];
        let title = self.labels.word("menu.search");
        self.whole(Sheet::alone("search.html", "search", address::SEARCH, &title), around, own, printed);
        printed.artifacts.push(Artifact::text(address::SEARCH_INDEX, listing.index()));
    }

    /// A page of the whole site.
    fn whole(&self, sheet: Sheet<'_>, around: &Around, own: Vec<(&'static str, Value)>, printed: &mut Printed) {
        let mut values = vec![("frame", printed.value(Templates::value(&self.frame(around, &sheet))))];
        values.extend(own);
        let record = format!("the {}", sheet.kind);
        printed.add(sheet.path, self.templates.render(sheet.template, &values, &record));
    }

    /// What stands around pages of the whole site. With one initiative it is better to keep what
    /// stands around its own pages.
    pub fn site_around(&self) -> Around {
        Around {
            brand: self.site.title.clone(),
            home: address::INDEX.to_owned(),
            menu: vec![
                self.link(if self.alone { "menu.home" } else { "menu.portfolio" }, address::INDEX.to_owned()),
                self.link("menu.method", address::METHOD.to_owned()),
                self.link("menu.search", address::SEARCH.to_owned()),
            ],
            ..Around::default()
        }
    }
}

/// The readings up to that of an assessment.
pub fn so_far<'r, 'a>(readings: &'r [Reading<'a>], assessment: &str) -> &'r [Reading<'a>] {
    let at = readings.iter().position(|reading| reading.assessment.id == assessment);
    at.map_or(readings, |at| readings.get(..=at).unwrap_or(readings))
}

/// Images that the texts of an initiative show: path in the site and path in the output.
pub fn images(initiative: &Initiative) -> Vec<(String, String)> {
    let mut images = std::collections::BTreeSet::new();
    let mut see = |prose: &crate::model::prose::Prose| {
        prose.inlines(&mut |inline| {
            if let crate::model::prose::Inline::Image { file, .. } = inline {
                images.insert(file.clone());
            }
        });
    };
    initiative.outcomes.iter().for_each(|outcome| see(&outcome.body));
    initiative.actions.iter().for_each(|action| see(&action.body));
    initiative.meetings.iter().for_each(|meeting| see(&meeting.body));
    for assessment in &initiative.assessments {
        assessment.observations.iter().for_each(|observation| see(&observation.body));
        assessment.patterns.iter().for_each(|pattern| see(&pattern.body));
        assessment.parts.written.iter().for_each(|written| see(&written.body));
    }
    images.into_iter().map(|file| (file.clone(), address::file(&file))).collect()
}

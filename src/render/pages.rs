//! Which pages there are, which template each has, and what that template sees.

use serde::{Deserialize, Serialize};
use tera::Value;

use crate::artifact::Artifact;
use crate::briefing::{Briefing, Reading};
use crate::diagnostic::Diagnostic;
use crate::model::initiative::Initiative;
use crate::model::instrument::Instrument;
use crate::model::site::Site;
use crate::model::theme::PageKind;
use crate::render::address;
use crate::render::context::{self, Edges, Entry, Frame, Link};
use crate::render::labels::Labels;
use crate::render::mentions::{EVERYTHING, Mention, Mentions, shown};
use crate::render::prose;
use crate::render::reading;
use crate::render::search::{Catalog, Holds, Listing};
use crate::render::templates::Templates;
use crate::render::view::View;
use crate::render::view::method::method;
use crate::render::view::portfolio::portfolio_finding;
use crate::render::view::section::Sections;
use crate::render::wanted::Wanted;

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
    /// Whether there are so many that no page lists everything.
    pub many: bool,
    /// Which pages are made.
    pub wanted: Wanted<'a>,
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

    /// What was made of a value, or nothing where it could not be made.
    fn keep<T>(&mut self, made: Result<T, Diagnostic>) -> Option<T> {
        made.map_err(|diagnostic| self.diagnostics.push(diagnostic)).ok()
    }
}

/// The frame that pages of an initiative share.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
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
    kind: Option<PageKind>,
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
    const fn alone(template: &'static str, kind: PageKind, path: &'a str, title: &'a str) -> Self {
        Self { template, kind: Some(kind), path, title, current: path, above: Vec::new() }
    }

    /// The one file that holds everything.
    pub(super) const fn packet(title: &'a str) -> Self {
        let path = "packet.html";
        Self { template: path, kind: None, path, title, current: path, above: Vec::new() }
    }

    /// The word for what it is, in templates.
    fn kind_id(&self) -> &'static str {
        self.kind.map_or("packet", PageKind::id)
    }
}

/// Stands for the time to read until it is known; no content has this character.
const TIME: &str = "\u{fdd0}";

/// A name in a template, and what it stands for.
pub(super) type Named = (&'static str, Value);

/// Pages on their way that share what their templates see.
struct Book<'b, 'p> {
    press: &'b Press<'p>,
    around: &'b Around,
    /// What the templates ask of what they see.
    mentions: &'b Mentions,
    shared: Vec<Named>,
    /// What is being made, for messages.
    record: String,
    printed: &'b mut Printed,
}

impl Book<'_, '_> {
    fn wants(&self, sheet: &Sheet<'_>) -> bool {
        sheet.kind.is_some_and(|kind| self.press.wanted.has(kind, sheet.path))
    }

    /// Makes a page and adds it, if it is wanted. `own` is what its template sees besides.
    fn print(&mut self, sheet: &Sheet<'_>, own: impl FnOnce() -> Result<Vec<Named>, Diagnostic>) {
        if let Some(page) = self.made(sheet, own) {
            self.printed.artifacts.push(Artifact::text(sheet.path, page));
        }
    }

    /// A page, if it is wanted and could be made.
    fn made(&mut self, sheet: &Sheet<'_>, own: impl FnOnce() -> Result<Vec<Named>, Diagnostic>) -> Option<String> {
        let page = self.wants(sheet).then(|| self.page(sheet, own))?;
        self.printed.keep(page)
    }

    /// A page, whether or not it is wanted.
    fn page(
        &self,
        sheet: &Sheet<'_>,
        own: impl FnOnce() -> Result<Vec<Named>, Diagnostic>,
    ) -> Result<String, Diagnostic> {
        let asked = self.mentions.value("frame");
        let frame = self.press.frame(self.around, sheet, asked);
        let mut values = vec![self.press.named(self.mentions, "frame", &frame)?];
        values.extend(self.shared.iter().cloned());
        values.extend(own()?);
        self.press.templates.render(sheet.template, values, &self.record)
    }
}

impl Press<'_> {
    /// A value as templates see it, with what they ask of it.
    pub(super) fn named<T: Serialize + ?Sized>(
        &self,
        mentions: &Mentions,
        name: &'static str,
        value: &T,
    ) -> Result<Named, Diagnostic> {
        Ok((name, self.templates.value(value, mentions.value(name))?))
    }

    pub(super) fn frame(&self, around: &Around, sheet: &Sheet<'_>, asked: Mention<'_>) -> Frame {
        let Sheet { kind, path, title, current, .. } = *sheet;
        let is_home = kind == Some(PageKind::Home);
        let entry = |link: &Link| {
            let is_current = link.href == current;
            // With one initiative its home is also the first page of the site.
            let is_here = link.href == path || (is_current && is_home);
            Entry { title: link.title.clone(), href: link.href.clone(), current: is_current, here: is_here }
        };
        let here = Link { title: title.to_owned(), href: path.to_owned() };
        shown!(
            |field| asked.has(field),
            Frame {
                title: self.page_title(around, title),
                kind: sheet.kind_id(),
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
                crumbs: match sheet.above.as_slice() {
                    [] => Vec::new(),
                    above => above.iter().cloned().chain([here]).collect(),
                },
                stamp: around.stamp.clone(),
                foot: around.foot.clone(),
                places: None,
            }
        )
    }

    /// What the browser calls a page: its own title, that of the initiative, and who it is about, each once.
    fn page_title(&self, around: &Around, title: &str) -> String {
        let mut names: Vec<&str> = Vec::new();
        for name in [title, &around.under, &around.brand] {
            if !name.is_empty() && !names.contains(&name) {
                names.push(name);
            }
        }
        names.join(&self.labels.word("frame.join"))
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
        menu.push(self.link("menu.search", self.search_of(id)));
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
        if !self.wanted.asks_below(&format!("{initiative}/{}/", assessment.id)) {
            return;
        }
        let around = self.around(view, Some(briefing));
        let shown = view.briefing(briefing, self.site);
        let summary = address::page(initiative, &assessment.id, "index");
        let registers = view.initiative(so_far(readings, &assessment.id), &summary);
        let record = format!("assessment {initiative}/{}", assessment.id);
        let shared = self.shared(view.mentions, &registers, Some(&shown));
        let sections = self.unpaged_sections(view, briefing, &summary);
        let (Some(mut shared), Some(sections)) = (printed.keep(shared), printed.keep(sections)) else { return };
        shared.push(sections);
        let mut book = Book { press: self, around: &around, mentions: view.mentions, shared, record, printed };
        self.parts(&shown, view, briefing, &mut book);
        self.sections(&shown, view, briefing, &mut book);
        let path = address::page(initiative, &assessment.id, "compare");
        let title = self.labels.word("compare.title");
        let above = self.above_assessment(view, briefing, &shown.title);
        let sheet =
            Sheet { current: &summary, above, ..Sheet::alone("compare.html", PageKind::Compare, &path, &title) };
        book.print(&sheet, || Ok(vec![self.named(view.mentions, "compare", &view.compare(briefing, &path))?]));
    }

    /// What the pages of an initiative or an assessment share.
    fn shared(
        &self,
        mentions: &Mentions,
        initiative: &context::Initiative,
        briefing: Option<&context::Briefing>,
    ) -> Result<Vec<Named>, Diagnostic> {
        Ok(vec![
            self.named(mentions, "initiative", initiative)?,
            match briefing {
                Some(shown) => self.named(mentions, "briefing", shown)?,
                None => ("briefing", Value::none()),
            },
        ])
    }

    /// The way down to what lies below an assessment.
    fn above_assessment(&self, view: &View<'_>, briefing: &Briefing<'_>, title: &str) -> Vec<Link> {
        let id = &view.initiative.id;
        let summary = address::page(id, &briefing.subject.now.assessment.id, "index");
        vec![
            Link { title: view.initiative.title.words.clone(), href: address::home(id) },
            Link { title: title.to_owned(), href: summary },
        ]
    }

    /// The summary, the eight parts in sequence, and one by one. The summary says how long they take to read.
    fn parts(&self, shown: &context::Briefing, view: &View<'_>, briefing: &Briefing<'_>, book: &mut Book<'_, '_>) {
        let (initiative, assessment) = (&view.initiative.id, briefing.subject.now.assessment);
        let [summary, whole] = ["index", "briefing"].map(|name| address::page(initiative, &assessment.id, name));
        let sheet = Sheet::alone("summary.html", PageKind::Summary, &summary, &shown.title);
        let summary = book.made(&sheet, || Ok(vec![self.named(view.mentions, "reading", &self.unknown_time())?]));
        let is_timed = summary.as_ref().is_some_and(|page| page.contains(TIME));
        let title = self.labels.word("menu.briefing");
        book.print(&Sheet::alone("briefing.html", PageKind::Briefing, &whole, &title), || Ok(Vec::new()));
        let mut words = 0;
        for part in &shown.parts {
            let own = || Ok(vec![self.named(view.mentions, "part", part)?]);
            let sheet = Sheet { current: &whole, ..Sheet::alone("part.html", PageKind::Part, &part.href, &part.title) };
            let is_wanted = book.wants(&sheet);
            let page = if is_wanted || is_timed { book.page(&sheet, own) } else { continue };
            if let (true, Ok(page)) = (is_timed, &page) {
                words += reading::words(page);
            }
            if is_wanted {
                book.printed.add(sheet.path, page);
            }
        }
        if let Some(mut page) = summary {
            if is_timed {
                let time = prose::escape(&self.reading_time(reading::words(&page), words));
                page = page.replace(TIME, &time);
            }
            book.printed.artifacts.push(Artifact::text(sheet.path, page));
        }
    }

    /// What stands for the time to read on a page whose words are not counted yet.
    fn unknown_time(&self) -> context::Fact {
        context::Fact { title: self.labels.word("reading.title"), words: TIME.to_owned() }
    }

    /// How long the summary and the eight parts take to read.
    fn reading_time(&self, summary: usize, parts: usize) -> String {
        let [summary, parts] =
            [summary, parts].map(|words| self.labels.count("reading.minutes", reading::minutes(words)));
        self.labels.say("reading.words", &[("summary", &summary), ("parts", &parts)])
    }

    /// Every section with what is inside it, for the parts of a theme that has no pages for sections.
    fn unpaged_sections(&self, view: &View<'_>, briefing: &Briefing<'_>, page: &str) -> Result<Named, Diagnostic> {
        let name = "sections";
        let asked = view.mentions.value(name);
        if self.wanted.has_kind(PageKind::Section) || matches!(asked, Mention::Nothing) {
            return Ok((name, Value::none()));
        }
        let sections = Sections::of(view, briefing, asked);
        let nodes = briefing.subject.now.assessment.instrument.sections();
        let shown: Vec<_> = nodes.filter_map(|(node, _)| sections.section(node, page)).collect();
        self.named(view.mentions, name, &shown)
    }

    /// A page for each section of the model, with what is inside it.
    fn sections(&self, shown: &context::Briefing, view: &View<'_>, briefing: &Briefing<'_>, book: &mut Book<'_, '_>) {
        let (initiative, assessment) = (&view.initiative.id, briefing.subject.now.assessment);
        let list = address::sections(initiative, &assessment.id);
        let sections = Sections::of(view, briefing, view.mentions.value("section"));
        let mut above = self.above_assessment(view, briefing, &shown.title);
        above.push(self.link("menu.sections", list.clone()));
        for (node, section) in assessment.instrument.sections() {
            let path = address::node(initiative, assessment, node);
            let sheet = Sheet {
                current: &list,
                above: above.clone(),
                ..Sheet::alone("section.html", PageKind::Section, &path, &section.title)
            };
            if !book.wants(&sheet) {
                continue;
            }
            if let Some(shown) = sections.section(node, &path) {
                book.print(&sheet, || Ok(vec![self.named(view.mentions, "section", &shown)?]));
            }
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
        let id = &view.initiative.id;
        let is_first = self.alone && self.wanted.asks_for(address::INDEX);
        if !is_first && !self.wanted.asks_below(&format!("{id}/")) {
            return;
        }
        self.own_search(view, newest, printed);
        if !PageKind::OF_INITIATIVES.into_iter().any(|kind| self.wanted.has_kind(kind)) {
            return;
        }
        let around = self.around(view, newest);
        let home = address::home(id);
        let briefing = newest.map(|briefing| view.briefing(briefing, self.site));
        let shared = self.shared(view.mentions, &view.initiative(readings, &home), briefing.as_ref());
        let Some(shared) = printed.keep(shared) else { return };
        let record = format!("initiative {id}");
        let mut book = Book { press: self, around: &around, mentions: view.mentions, shared, record, printed };
        for path in [home.as_str()].into_iter().chain(self.alone.then_some(address::INDEX)) {
            let sheet = Sheet { current: &home, ..Sheet::alone("home.html", PageKind::Home, path, "") };
            book.print(&sheet, || Ok(Vec::new()));
        }
        self.registers(view, newest, &mut book);
        self.meetings(view, &mut book);
    }

    /// The registers of an initiative, and the calendars that stand beside them.
    fn registers(&self, view: &View<'_>, newest: Option<&Briefing<'_>>, book: &mut Book<'_, '_>) {
        let id = &view.initiative.id;
        let register = |name: &str| (address::register(id, name), self.labels.word(&format!("menu.{name}")));
        for (template, name) in
            [("actions.html", "actions"), ("outcomes.html", "outcomes"), ("meetings.html", "meetings")]
        {
            let (path, title) = register(name);
            book.print(&Sheet::alone(template, PageKind::Register, &path, &title), || Ok(Vec::new()));
        }
        let (actions, home) = (address::register(id, "actions"), address::home(id));
        let to_home = Link { title: view.initiative.title.words.clone(), href: home.clone() };
        let newest = newest.map(|briefing| briefing.subject.now.assessment);
        let (path, title) = register("owners");
        let above = vec![to_home.clone(), self.link("menu.actions", actions.clone())];
        let alone = Sheet::alone("owners.html", PageKind::Register, &path, &title);
        book.print(&Sheet { current: &actions, above, ..alone }, || {
            Ok(vec![self.named(view.mentions, "owners", &view.owners(newest, &path))?])
        });
        let (path, title) = register("organization");
        let alone = Sheet::alone("organization.html", PageKind::Register, &path, &title);
        book.print(&Sheet { current: &home, above: vec![to_home], ..alone }, || {
            Ok(vec![self.named(view.mentions, "organization", &view.organization(newest))?])
        });
        if self.wanted.has_kind(PageKind::Register) {
            let calendars = view.calendars().into_iter();
            book.printed.artifacts.extend(calendars.filter(|calendar| self.wanted.asks_for(&calendar.path)));
        }
    }

    fn meetings(&self, view: &View<'_>, book: &mut Book<'_, '_>) {
        let id = &view.initiative.id;
        let meetings = address::register(id, "meetings");
        let above = vec![
            Link { title: view.initiative.title.words.clone(), href: address::home(id) },
            self.link("menu.meetings", meetings.clone()),
        ];
        for meeting in &view.initiative.meetings {
            let path = address::meeting(id, &meeting.id);
            if !self.wanted.has(PageKind::Meeting, &path) {
                continue;
            }
            let shown = view.meeting(meeting, &path);
            let alone = Sheet::alone("meeting.html", PageKind::Meeting, &path, &shown.title);
            book.print(&Sheet { current: &meetings, above: above.clone(), ..alone }, || {
                Ok(vec![self.named(view.mentions, "meeting", &shown)?])
            });
        }
    }

    /// The first page of a site with several initiatives.
    pub fn portfolio(&self, rows: &[context::Row], printed: &mut Printed) {
        let sheet = Sheet::alone("portfolio.html", PageKind::Portfolio, address::INDEX, "");
        self.whole(&sheet, &self.site_around(), printed, || {
            let finding = self.named(&EVERYTHING, "portfolio_finding", &portfolio_finding(rows, self.labels))?;
            Ok(vec![self.named(&EVERYTHING, "portfolio", rows)?, finding])
        });
    }

    /// The method page, with every model that an assessment uses.
    pub fn method(&self, instruments: &[&Instrument], around: &Around, printed: &mut Printed) {
        let title = self.labels.word("menu.method");
        let sheet = Sheet::alone("method.html", PageKind::Method, address::METHOD, &title);
        self.whole(&sheet, around, printed, || {
            let models: Vec<context::Method> =
                instruments.iter().map(|instrument| method(instrument, self.labels)).collect();
            Ok(vec![self.named(&EVERYTHING, "method", &models)?])
        });
    }

    /// The search page with everything from A to Z, and the index beside it.
    pub fn search(&self, catalogs: &[&Catalog], around: &Around, printed: &mut Printed) {
        let holds = if self.many { Holds::Initiatives } else { Holds::Everything };
        let title = self.labels.word("menu.search");
        let sheet = Sheet::alone("search.html", PageKind::Search, address::SEARCH, &title);
        if self.lists(&sheet, address::SEARCH_INDEX) {
            self.list(&Listing::of(catalogs), holds, (&sheet, address::SEARCH_INDEX), around, printed);
        }
    }

    /// What one of several initiatives has from A to Z, and the index beside it.
    fn own_search(&self, view: &View<'_>, newest: Option<&Briefing<'_>>, printed: &mut Printed) {
        let id = &view.initiative.id;
        let [path, index, menu] = [address::own_search(id), address::own_search_index(id), self.search_of(id)];
        let title = self.labels.word("menu.search");
        let above = vec![Link { title: view.initiative.title.words.clone(), href: address::home(id) }];
        let sheet = Sheet { current: &menu, above, ..Sheet::alone("search.html", PageKind::Search, &path, &title) };
        if !self.alone && self.lists(&sheet, &index) {
            let (catalog, around) = (view.catalog(self.site), self.around(view, newest));
            self.list(&Listing::of(&[&catalog]), Holds::Initiative, (&sheet, &index), &around, printed);
        }
    }

    /// Where an initiative is searched.
    fn search_of(&self, initiative: &str) -> String {
        if self.many { address::own_search(initiative) } else { address::SEARCH.to_owned() }
    }

    /// Whether a list or its index is wanted.
    fn lists(&self, sheet: &Sheet<'_>, index: &str) -> bool {
        [sheet.path, index].into_iter().any(|path| self.wanted.has(PageKind::Search, path))
    }

    /// A list and its index.
    fn list(
        &self,
        listing: &Listing<'_>,
        holds: Holds,
        (sheet, index): (&Sheet<'_>, &str),
        around: &Around,
        printed: &mut Printed,
    ) {
        let shown = || listing.page(holds, index, self.labels);
        self.whole(sheet, around, printed, || Ok(vec![self.named(&EVERYTHING, "search", &shown())?]));
        if self.wanted.has(PageKind::Search, index) {
            printed.artifacts.push(Artifact::text(index, listing.index()));
        }
    }

    /// A page of the whole site.
    fn whole(
        &self,
        sheet: &Sheet<'_>,
        around: &Around,
        printed: &mut Printed,
        own: impl FnOnce() -> Result<Vec<Named>, Diagnostic>,
    ) {
        let record = format!("the {}", sheet.kind_id());
        Book { press: self, around, mentions: &EVERYTHING, shared: Vec::new(), record, printed }.print(sheet, own);
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
        prose.pointers(&mut |inline| {
            if let crate::model::prose::Inline::Image(image) = inline {
                images.insert(image.file.clone());
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

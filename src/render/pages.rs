//! Which pages there are, which template each has, and what that template sees.

use tera::Value;

use crate::artifact::Artifact;
use crate::briefing::{Briefing, Reading};
use crate::diagnostic::Diagnostic;
use crate::model::initiative::Initiative;
use crate::model::instrument::Instrument;
use crate::model::site::Site;
use crate::render::address;
use crate::render::context::{self, Entry, Frame, Link};
use crate::render::labels::Labels;
use crate::render::templates::Templates;
use crate::render::view::View;
use crate::render::view::method::method;

/// What pages are made with.
#[derive(Clone, Copy, Debug)]
pub struct Press<'a> {
    /// The settings.
    pub site: &'a Site,
    /// The words.
    pub labels: &'a Labels,
    /// The templates.
    pub templates: &'a Templates,
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

impl Press<'_> {
    fn frame(&self, around: &Around, kind: &'static str, path: &str, title: &str, current: &str) -> Frame {
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
            root: address::root(path),
            language: self.site.language.clone(),
            direction: if self.labels.word("language.direction") == "rtl" { "rtl" } else { "ltr" },
            site: self.site.title.clone(),
            brand: around.brand.clone(),
            under: around.under.clone(),
            home: around.home.clone(),
            menu: around
                .menu
                .iter()
                .map(|link| Entry { title: link.title.clone(), href: link.href.clone(), current: link.href == current })
                .collect(),
            stamp: around.stamp.clone(),
            foot: around.foot.clone(),
        }
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
            if let Some((node, _)) = assessment.instrument.sections().next() {
                menu.push(self.link("menu.sections", address::node(id, assessment, node)));
            }
            foot.push(self.link("menu.whole", address::page(id, &assessment.id, "briefing")));
        }
        for (key, name) in [("menu.actions", "actions"), ("menu.outcomes", "outcomes"), ("menu.meetings", "meetings")] {
            menu.push(self.link(key, address::register(id, name)));
        }
        menu.push(self.link("menu.method", address::METHOD.to_owned()));
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
        let so_far = readings
            .iter()
            .position(|reading| reading.assessment.id == assessment.id)
            .map_or(readings, |at| readings.get(..=at).unwrap_or(readings));
        let own = printed.value(Templates::value(&view.initiative(so_far, &summary)));
        let record = format!("assessment {initiative}/{}", assessment.id);
        let mut print =
            |template: &str, kind, path: String, title: &str, current: &str, more: Option<(&'static str, Value)>| {
                let frame = self.frame(&around, kind, &path, title, current);
                let frame = printed.value(Templates::value(&frame));
                let mut values = vec![("frame", frame), ("initiative", own.clone()), ("briefing", value.clone())];
                values.extend(more);
                printed.add(&path, self.templates.render(template, &values, &record));
            };
        print("summary.html", "summary", summary.clone(), &shown.title, &summary, None);
        let whole = address::page(initiative, &assessment.id, "briefing");
        print("briefing.html", "briefing", whole.clone(), &self.labels.word("menu.briefing"), &whole, None);
        for part in &shown.parts {
            let more = Templates::value(part).ok().map(|value| ("part", value));
            print("part.html", "part", part.href.clone(), &part.title, &whole, more);
        }
        let first = assessment
            .instrument
            .sections()
            .next()
            .map(|(node, _)| address::node(initiative, assessment, node))
            .unwrap_or_default();
        for (node, section) in assessment.instrument.sections() {
            let path = address::node(initiative, assessment, node);
            let Some(shown) = view.section(briefing, node, &path) else { continue };
            let more = Templates::value(&shown).ok().map(|value| ("section", value));
            print("section.html", "section", path, &section.title, &first, more);
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
        let shown = view.initiative(readings, &address::home(&view.initiative.id));
        let value = printed.value(Templates::value(&shown));
        let briefing = newest.map(|briefing| view.briefing(briefing, self.site));
        let briefing = briefing.map(|briefing| printed.value(Templates::value(&briefing))).unwrap_or_else(Value::none);
        let id = &view.initiative.id;
        let record = format!("initiative {id}");
        let mut print =
            |template: &str, kind, path: &str, title: &str, current: &str, own: Option<(&'static str, Value)>| {
                let frame = self.frame(&around, kind, path, title, current);
                let frame = printed.value(Templates::value(&frame));
                let mut values = vec![("frame", frame), ("initiative", value.clone()), ("briefing", briefing.clone())];
                values.extend(own);
                printed.add(path, self.templates.render(template, &values, &record));
            };
        let home = address::home(id);
        print("home.html", "home", &home, "", &home, None);
        if self.alone {
            print("home.html", "home", address::INDEX, "", &home, None);
        }
        for (name, template) in
            [("actions", "actions.html"), ("outcomes", "outcomes.html"), ("meetings", "meetings.html")]
        {
            let path = address::register(id, name);
            print(template, "register", &path, &self.labels.word(&format!("menu.{name}")), &path, None);
        }
        let meetings = address::register(id, "meetings");
        for meeting in &view.initiative.meetings {
            let path = address::meeting(id, &meeting.id);
            let shown = view.meeting(meeting, &path);
            let title = shown.title.clone();
            let own = Templates::value(&shown).ok().map(|value| ("meeting", value));
            print("meeting.html", "meeting", &path, &title, &meetings, own);
        }
    }

    /// The first page of a site with several initiatives.
    pub fn portfolio(&self, rows: &[context::Row], printed: &mut Printed) {
        let around = self.site_around();
        let frame = self.frame(&around, "portfolio", address::INDEX, "", address::INDEX);
        let values =
            [("frame", printed.value(Templates::value(&frame))), ("portfolio", printed.value(Templates::value(&rows)))];
        printed.add(address::INDEX, self.templates.render("portfolio.html", &values, "the portfolio"));
    }

    /// The method page, with every model that an assessment uses.
    pub fn method(&self, instruments: &[&Instrument], printed: &mut Printed) {
        let around = self.site_around();
        let models: Vec<context::Method> =
            instruments.iter().map(|instrument| method(instrument, self.labels)).collect();
        let title = self.labels.word("menu.method");
        let frame = self.frame(&around, "method", address::METHOD, &title, address::METHOD);
        let values =
            [("frame", printed.value(Templates::value(&frame))), ("method", printed.value(Templates::value(&models)))];
        printed.add(address::METHOD, self.templates.render("method.html", &values, "the method"));
    }

    fn site_around(&self) -> Around {
        Around {
            brand: self.site.title.clone(),
            home: address::INDEX.to_owned(),
            menu: vec![
                self.link(if self.alone { "menu.home" } else { "menu.portfolio" }, address::INDEX.to_owned()),
                self.link("menu.method", address::METHOD.to_owned()),
            ],
            ..Around::default()
        }
    }
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

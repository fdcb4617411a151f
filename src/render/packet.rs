//! The one file: everything about one assessment in an HTML page that needs no other.

use std::collections::BTreeSet;

use tera::Value;

use crate::briefing::{Briefing, Reading};
use crate::diagnostic::Diagnostic;
use crate::model::theme::Theme;
use crate::render::context::{self, Frame, Logo, Packet};
use crate::render::inline::{self, Assets};
use crate::render::mentions::{EVERYTHING, Mention};
use crate::render::pages::{self, Named, Press, Sheet};
use crate::render::places::Places;
use crate::render::view::View;
use crate::render::view::behind::Behind;
use crate::render::{address, look};

/// What the file calls its maker.
pub const MARK: &str = "preread packet";

/// What is made into one file.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// The assessment.
    pub briefing: &'a Briefing<'a>,
    /// All assessments of the initiative, oldest first.
    pub readings: &'a [Reading<'a>],
    /// Files of the theme.
    pub theme: &'a Theme,
    /// Images that the texts of the initiative show, by path in the site.
    pub images: &'a Assets,
}

impl Press<'_> {
    /// The packet of an assessment as one file. `view` speaks of the day of the assessment.
    pub fn packet(&self, view: &View<'_>, subject: Subject<'_>) -> Result<String, Vec<Diagnostic>> {
        let initiative = &view.initiative.id;
        let assessment = &subject.briefing.subject.now.assessment.id;
        // Which places the file holds and which letters it is made of is known once it is rendered.
        let places = Places::new(initiative, assessment, subject.images);
        let bare = self.one_file(&View { places: Some(&places), ..*view }, subject, "")?;
        let places = places.found_in(&bare);
        let style = self.style(subject.theme, &bare.chars().collect());
        self.one_file(&View { places: Some(&places), ..*view }, subject, &style)
    }

    /// Every stylesheet of a page, for a text that is made of these letters.
    fn style(&self, theme: &Theme, letters: &BTreeSet<char>) -> String {
        let look = look::stylesheet(&self.site.look);
        let text = |name: &String| match &look {
            Some(look) if name == look::NAME => Some(look.bytes.as_ref()),
            _ => theme.assets.get(name).map(AsRef::as_ref),
        };
        let sheets = self.styles.iter().filter_map(text);
        sheets.map(|css| inline::stylesheet(&String::from_utf8_lossy(css), &theme.assets, letters)).collect()
    }

    fn one_file(&self, view: &View<'_>, subject: Subject<'_>, style: &str) -> Result<String, Vec<Diagnostic>> {
        let Subject { briefing, readings, theme, .. } = subject;
        let id = &view.initiative.id;
        let assessment = briefing.subject.now.assessment;
        let shown = view.briefing(briefing, self.site);
        let packet = self.packet_context(view, briefing, theme);
        let policy = format!(
            "default-src 'none'; style-src '{}'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'",
            inline::hash(style)
        );
        let named = |value: Result<Named, Diagnostic>| value.map_err(|wrong| vec![wrong]);
        let registers = view.initiative(pages::so_far(readings, &assessment.id), &address::register(id, "actions"));
        let values = vec![
            named(self.named(&EVERYTHING, "frame", &self.packet_frame(view, briefing, &shown.title)))?,
            named(self.named(&EVERYTHING, "initiative", &registers))?,
            named(self.named(&EVERYTHING, "packet", &packet))?,
            named(self.named(&EVERYTHING, "briefing", &shown))?,
            ("generator", Value::safe_string(MARK)),
            ("policy", Value::safe_string(&policy)),
            ("style_html", Value::safe_string(style)),
        ];
        let record = format!("packet {id}/{}", assessment.id);
        self.templates.render("packet.html", values, &record).map_err(|wrong| vec![wrong])
    }

    fn packet_frame(&self, view: &View<'_>, briefing: &Briefing<'_>, title: &str) -> Frame {
        let sheet = Sheet::packet(title);
        let places = view.places.map(|places| context::Places {
            folder: places.folder().to_owned(),
            known: places.known().map(|name| (name.to_owned(), true)).collect(),
        });
        Frame {
            places,
            styles: Vec::new(),
            ..self.frame(&self.around(view, Some(briefing)), &sheet, Mention::Everything)
        }
    }

    fn packet_context(&self, view: &View<'_>, briefing: &Briefing<'_>, theme: &Theme) -> Packet {
        let Behind { sections, owners, method } = view.behind(briefing);
        let held = |name: &str| theme.assets.get(name).map(|bytes| inline::data(name, bytes)).unwrap_or_default();
        let brand = || self.around(view, Some(briefing)).brand;
        Packet {
            logo: self.site.look.logo.as_ref().map(|logo| Logo {
                file: held(&logo.file.words),
                dark: logo.dark.as_ref().map(|dark| held(&dark.words)).unwrap_or_default(),
                words: logo.words.clone().unwrap_or_else(brand),
            }),
            sections,
            owners,
            method,
        }
    }
}

//! All that the compiler can see: one desk with templates, data, files and fonts on it.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{Arc, LazyLock, OnceLock};

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World};

use crate::model::theme::Template;
use crate::place::Place;
use crate::typeset::{Fonts, Job};

/// The standard library; the same for every document.
static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| {
    // Heads of rows and summaries of tables still stand behind a feature.
    LazyHash::new(Library::builder().with_features([Feature::A11yExtras].into_iter().collect()).build())
});

/// Where templates find the strongest of their name, whichever layer has it.
const STRONGEST: &str = "theme";

/// A template, which is parsed when the compiler asks for it: most stand there under two names.
struct Sheet<'a> {
    file: Arc<str>,
    text: Cow<'a, str>,
    source: OnceLock<Source>,
}

/// A document on its way.
pub(super) struct Desk<'a> {
    fonts: &'a Fonts,
    main: FileId,
    sources: HashMap<FileId, Sheet<'a>>,
    files: HashMap<FileId, Bytes>,
    entry: Arc<str>,
}

impl<'a> Desk<'a> {
    pub(super) fn new(job: Job<'a>, fonts: &'a Fonts) -> Self {
        let mut sources = HashMap::new();
        let mut add = |path: &str, text: Cow<'a, str>, file: &Arc<str>| {
            if let Some(id) = id(path) {
                sources.insert(id, Sheet { file: Arc::clone(file), text, source: OnceLock::new() });
            }
        };
        for (name, layers) in job.sheets {
            for Template { layer, file, text } in layers {
                add(&format!("/{layer}/{name}"), Cow::Borrowed(text), file);
            }
            if let Some(Template { file, text, .. }) = layers.first() {
                add(&format!("/{STRONGEST}/{name}"), Cow::Borrowed(text), file);
            }
        }
        let entry = job.sheets.get(job.template).and_then(|layers| layers.first());
        let entry = entry.map_or_else(|| Arc::from(job.template), |template| Arc::clone(&template.file));
        let main = id("/main.typ");
        add("/main.typ", Cow::Owned(format!("#include \"/{STRONGEST}/{}\"\n", job.template)), &entry);
        let files = [("/data.json".to_owned(), Bytes::new(job.data.as_bytes().to_vec()))]
            .into_iter()
            .chain(job.files.iter().map(|(path, bytes)| (path.clone(), Bytes::new(bytes.clone()))))
            .filter_map(|(path, bytes)| Some((id(&path)?, bytes)))
            .collect();
        let detached = Source::detached("");
        Self { fonts, main: main.unwrap_or_else(|| detached.id()), sources, files, entry }
    }

    /// The template that makes the document, as a whole.
    pub(super) fn top(&self) -> Place {
        Place::top(&self.entry)
    }

    /// The file behind a source.
    pub(super) fn file(&self, id: FileId) -> Option<&Arc<str>> {
        self.sources.get(&id).map(|sheet| &sheet.file)
    }
}

/// The name of a path for the compiler. The same path has the same name in every document: names
/// are never given back, and there are 65,536 of them.
fn id(path: &str) -> Option<FileId> {
    Some(RootedPath::new(VirtualRoot::Project, VirtualPath::new(path).ok()?).intern())
}

/// Why a file cannot be read.
fn refusal(id: FileId) -> FileError {
    let path = id.get();
    match path.root() {
        VirtualRoot::Package(_) => FileError::Other(Some("packages are not available here".into())),
        VirtualRoot::Project => FileError::NotFound(path.vpath().get_without_slash().into()),
    }
}

impl World for Desk<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.fonts.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let sheet = self.sources.get(&id).ok_or_else(|| refusal(id))?;
        Ok(sheet.source.get_or_init(|| Source::new(id, sheet.text.as_ref().to_owned())).clone())
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.get(&id).cloned().ok_or_else(|| refusal(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.face(index)
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

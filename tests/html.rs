//! Every page of the sample, the starter and the sites that hurt, read as HTML: every link and
//! anchor leads somewhere, headings are in order, drawings and tables say what they are. Needs no
//! browser; what needs one is in `browser.rs`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)] // a test fails by panicking

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use html5gum::{Token, Tokenizer};

/// Elements that have no end tag.
const VOID: [&str; 8] = ["meta", "link", "img", "br", "hr", "input", "wbr", "col"];

/// A page: its address (`site/folder/page.html`) and its elements in order.
struct Page {
    name: String,
    elements: Vec<Element>,
}

#[derive(Default)]
struct Element {
    name: String,
    attributes: BTreeMap<String, String>,
    parent: Option<usize>,
    /// The words directly in it, and in what it holds.
    text: String,
}

impl Element {
    fn attribute(&self, name: &str) -> &str {
        self.attributes.get(name).map_or("", String::as_str)
    }
}

impl Page {
    fn read(name: String, html: &str) -> Self {
        let mut elements: Vec<Element> = Vec::new();
        let mut open: Vec<usize> = Vec::new();
        for Ok(token) in Tokenizer::new(html) {
            match token {
                Token::StartTag(tag) => {
                    let name = string(&tag.name);
                    let attributes = tag.attributes.iter().map(|(key, value)| (string(key), string(value))).collect();
                    elements.push(Element {
                        attributes,
                        parent: open.last().copied(),
                        name: name.clone(),
                        text: String::new(),
                    });
                    if !tag.self_closing && !VOID.contains(&name.as_str()) {
                        open.push(elements.len() - 1);
                    }
                }
                Token::EndTag(tag) => {
                    let name = string(&tag.name);
                    if let Some(at) = open.iter().rposition(|&element| elements[element].name == name) {
                        open.truncate(at);
                    }
                }
                Token::String(text) => {
                    for &element in &open {
                        elements[element].text.push_str(&string(&text));
                    }
                }
                _ => {}
            }
        }
        Self { name, elements }
    }

    fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.elements.iter().filter(move |element| element.name == name)
    }

    fn ids(&self) -> impl Iterator<Item = &str> {
        self.elements.iter().filter_map(|element| element.attributes.get("id")).map(String::as_str)
    }

    /// The words of the element with an id.
    fn words_of(&self, id: &str) -> &str {
        let named = |element: &&Element| element.attributes.get("id").is_some_and(|other| other == id);
        self.elements.iter().find(named).map_or("", |element| element.text.trim())
    }

    /// The elements that an element stands in, the nearest first.
    fn around<'a>(&'a self, element: &'a Element) -> impl Iterator<Item = &'a Element> {
        std::iter::successors(element.parent, |&index| self.elements[index].parent).map(|index| &self.elements[index])
    }
}

fn string(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// Every page of every site.
fn pages() -> &'static [Page] {
    static PAGES: OnceLock<Vec<Page>> = OnceLock::new();
    PAGES.get_or_init(|| {
        let root = support::looks::built();
        let pages: Vec<Page> = files(root)
            .into_iter()
            .filter(|file| file.extension().is_some_and(|extension| extension == "html"))
            .map(|file| Page::read(address(root, &file), &fs::read_to_string(&file).unwrap()))
            .collect();
        assert!(pages.len() > 150, "only {} pages were found", pages.len());
        pages
    })
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn address(root: &Path, file: &Path) -> String {
    file.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/")
}

/// Asks every page, and shows what is wrong with the page's name before it.
fn every_page(wrong: impl Fn(&Page) -> Vec<String>) {
    let problems: Vec<String> = pages()
        .iter()
        .flat_map(|page| wrong(page).into_iter().map(|words| format!("{}: {words}", page.name)))
        .collect();
    let shown: Vec<&String> = problems.iter().take(40).collect();
    assert!(problems.is_empty(), "{} problems, such as {shown:#?}", problems.len());
}

#[test]
fn every_link_and_every_anchor_leads_somewhere() {
    let root = support::looks::built();
    let files: BTreeSet<String> = files(root).iter().map(|file| address(root, file)).collect();
    let anchors: BTreeMap<&str, BTreeSet<&str>> =
        pages().iter().map(|page| (page.name.as_str(), page.ids().collect())).collect();
    every_page(|page| {
        let mut wrong = Vec::new();
        for element in &page.elements {
            let links = ["href", "src"].iter().filter_map(|name| element.attributes.get(*name));
            for link in links.filter(|link| !is_outside(link)) {
                let (path, anchor) = link.split_once('#').unwrap_or((link, ""));
                let target = resolved(&page.name, &decoded(path));
                match target {
                    Some(target) if target == page.name || files.contains(&target) => {
                        let known = anchors.get(target.as_str());
                        if !anchor.is_empty() && !known.is_some_and(|ids| ids.contains(decoded(anchor).as_str())) {
                            wrong.push(format!("`{link}` leads to an anchor that is not there"));
                        }
                    }
                    Some(_) => wrong.push(format!("`{link}` leads nowhere")),
                    None => wrong.push(format!("`{link}` leads out of the report")),
                }
            }
        }
        wrong
    });
}

/// Whether a link leads to the web, or holds what it shows.
fn is_outside(link: &str) -> bool {
    ["http:", "https:", "mailto:", "tel:", "data:"].iter().any(|scheme| link.starts_with(scheme))
}

/// The file that a relative link leads to; none when it leaves the report of its site.
fn resolved(page: &str, path: &str) -> Option<String> {
    if path.is_empty() {
        return Some(page.to_owned());
    }
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            ".." if parts.len() > 1 => {
                parts.pop();
            }
            ".." => return None,
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((&first, more)) = rest.split_first() {
        let code = (first == b'%').then(|| more.get(..2)).flatten();
        let code = code.and_then(|code| u8::from_str_radix(std::str::from_utf8(code).ok()?, 16).ok());
        bytes.push(code.unwrap_or(first));
        rest = if code.is_some() { &more[2..] } else { more };
    }
    String::from_utf8(bytes).unwrap()
}

#[test]
fn no_id_stands_twice_on_a_page() {
    every_page(|page| {
        let mut seen = BTreeSet::new();
        page.ids().filter(|id| !seen.insert(*id)).map(|id| format!("the id `{id}` stands twice")).collect()
    });
}

#[test]
fn headings_begin_with_one_title_and_skip_no_level() {
    every_page(|page| {
        let headings: Vec<(u8, &str)> = page
            .elements
            .iter()
            .filter_map(|element| match element.name.as_bytes() {
                [b'h', level @ b'1'..=b'6'] => Some((level - b'0', element.text.trim())),
                _ => None,
            })
            .collect();
        let mut wrong = Vec::new();
        let titles = headings.iter().filter(|(level, _)| *level == 1).count();
        if titles != 1 || headings.first().is_some_and(|(level, _)| *level != 1) {
            wrong.push(format!("{titles} titles, the first heading is {:?}", headings.first()));
        }
        for pair in headings.windows(2) {
            if pair[1].0 > pair[0].0 + 1 {
                wrong.push(format!("`{}` (h{}) follows `{}` (h{})", pair[1].1, pair[1].0, pair[0].1, pair[0].0));
            }
        }
        wrong
            .extend(headings.iter().filter(|(_, text)| text.is_empty()).map(|(level, _)| format!("an empty h{level}")));
        wrong
    });
}

#[test]
fn every_page_says_its_language_its_direction_and_its_title() {
    every_page(|page| {
        let Some(html) = page.all("html").next() else { return vec!["no html element".to_owned()] };
        let title = page.all("title").next().map_or("", |title| title.text.trim());
        let direction = if ["ar", "he", "fa", "ur"].contains(&html.attribute("lang")) { "rtl" } else { "ltr" };
        let mut wrong = Vec::new();
        if html.attribute("lang").is_empty() || html.attribute("dir") != direction {
            wrong.push(format!("lang=`{}` dir=`{}`", html.attribute("lang"), html.attribute("dir")));
        }
        if title.is_empty() {
            wrong.push("no title".to_owned());
        }
        wrong
    });
}

#[test]
fn every_drawing_has_a_title_and_a_description_or_is_left_out() {
    every_page(|page| {
        let mut wrong = Vec::new();
        let is_left_out = |svg: &Element| {
            svg.attribute("aria-hidden") == "true"
                || page.around(svg).any(|element| element.attribute("aria-hidden") == "true")
        };
        for svg in page.all("svg").filter(|svg| !is_left_out(svg)) {
            let named: Vec<&str> = svg.attribute("aria-labelledby").split(' ').map(|id| page.words_of(id)).collect();
            if svg.attribute("role") != "img" || named.len() < 2 || named.iter().any(|words| words.is_empty()) {
                wrong.push(format!("a drawing with role `{}` is called {named:?}", svg.attribute("role")));
            }
        }
        wrong
    });
}

#[test]
fn every_table_has_a_caption_and_every_image_has_words() {
    every_page(|page| {
        // A writer's own tables have no caption: Markdown knows none.
        let is_own = |element: &&Element| page.around(element).any(|around| around.attribute("class") == "prose");
        let captions =
            page.all("caption").filter(|caption| !is_own(caption) && !caption.text.trim().is_empty()).count();
        let tables = page.all("table").filter(|table| !is_own(table)).count();
        let mut wrong = Vec::new();
        if captions < tables {
            wrong.push(format!("{captions} captions for {tables} tables"));
        }
        for head in page.all("th").filter(|head| head.attribute("scope").is_empty()) {
            wrong.push(format!("the head `{}` of a table has no scope", head.text.trim()));
        }
        for image in page.all("img").filter(|image| image.attribute("alt").is_empty()) {
            wrong.push(format!("the image `{}` has no words", image.attribute("src")));
        }
        wrong
    });
}

#[test]
fn no_page_holds_code_or_styles_and_every_page_forbids_them() {
    every_page(|page| {
        let mut wrong = Vec::new();
        let policy = page.all("meta").find(|meta| meta.attribute("http-equiv") == "Content-Security-Policy");
        let policy = policy.map_or("", |meta| meta.attribute("content"));
        if !policy.contains("default-src 'none'") || policy.contains("unsafe") || policy.contains("http") {
            wrong.push(format!("its security policy is `{policy}`"));
        }
        for element in &page.elements {
            let is_code = |key: &str| key.starts_with("on") || key == "style" || key == "srcdoc";
            for key in element.attributes.keys().filter(|key| is_code(key)) {
                wrong.push(format!("`{}` has an attribute `{key}`", element.name));
            }
            let is_inline = element.name == "script" && !element.text.trim().is_empty();
            // A packet has no other file: its one style element is allowed by its hash.
            let is_named =
                element.name == "style" && page.name.ends_with("/packet.html") && policy.contains("'sha256-");
            let forbidden = ["style", "iframe", "object", "embed", "form", "base"];
            if is_inline || (forbidden.contains(&element.name.as_str()) && !is_named) {
                wrong.push(format!("holds `{}`", element.name));
            }
            if element.attribute("href").trim_start().to_lowercase().starts_with("javascript:") {
                wrong.push(format!("links to `{}`", element.attribute("href")));
            }
        }
        wrong
    });
}

#[test]
fn every_link_has_words_and_stands_in_no_other_link() {
    every_page(|page| {
        let nested =
            page.all("a").filter(|link| page.around(link).any(|around| around.name == "a" || around.name == "summary"));
        let empty = page.all("a").filter(|link| link.text.trim().is_empty() && link.attribute("aria-label").is_empty());
        nested
            .map(|link| format!("a link in a link: `{}`", link.text.trim()))
            .chain(empty.map(|link| format!("a link without words: `{}`", link.attribute("href"))))
            .collect()
    });
}

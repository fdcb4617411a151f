//! Where the links and images of a text lead: to the web, to a record of the site, or to a file beside it.
//! What leads nowhere is reported, with what may have been meant. It never reads a disk.

use std::ops::Range;

use super::Builder;
use crate::diagnostic::Code;
use crate::model::prose::Target;
use crate::source::image;

/// How many broken links of a text are compared with what they may have meant.
const MOST_SOUGHT: usize = 50;
/// How many names a broken link is compared with; among more, nothing is suggested.
const MOST_COMPARED: usize = 500;
/// Schemes a link may have.
const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];

impl Builder<'_> {
    pub(super) fn target(&mut self, link: &str, span: &Range<usize>) -> Target {
        let origin = self.origin;
        let broken = |message: String, mend: &str| {
            origin.report(Code::BrokenLink, span.clone(), message, mend);
            Target::Nowhere
        };
        if link.chars().any(char::is_control) {
            return broken(
                "this address holds a character that cannot be seen".to_owned(),
                "Write the address again, without it.",
            );
        }
        if let Some((scheme, rest)) = link.split_once(':').filter(|(scheme, _)| is_scheme(scheme)) {
            let scheme = scheme.to_lowercase();
            if scheme.starts_with("http") && SCHEMES.contains(&scheme.as_str()) && !has_host(rest) {
                return broken(
                    format!("`{link}` is no web address"),
                    "Write it as https://example.org/page, without spaces in the name of the site.",
                );
            }
            if SCHEMES.contains(&scheme.as_str()) {
                return Target::Outside(link.to_owned());
            }
            let message = format!("a link cannot begin with `{scheme}:`");
            self.origin.report(
                Code::UnsafeLink,
                span.clone(),
                message,
                "Links may begin with https, http, mailto or tel, or lead to a record.",
            );
            return Target::Nowhere;
        }
        let (path, fragment) = link.split_once('#').unwrap_or((link, ""));
        if path.is_empty() && fragment.is_empty() {
            return broken(
                "this link leads nowhere".to_owned(),
                "Write an address or the path of a record between the brackets.",
            );
        }
        if path.is_empty() {
            // Checked when all headings are known.
            self.here.push((fragment.to_owned(), span.clone()));
            return Target::Here(fragment.to_owned());
        }
        let path = path.replace("%20", " ");
        if path.starts_with('/') || path.contains('\\') {
            return broken(
                format!("`{path}` is not a path relative to this file"),
                "Begin with ./ or ../ and use forward slashes.",
            );
        }
        match resolve(&self.origin.file, &path) {
            Some(file) if self.is_known(&file) => Target::Record { file, fragment: fragment.to_owned() },
            Some(file) if self.files.contains(&file) => {
                broken(format!("`{path}` is no page of the report"), "A link leads to a record, or to the web.")
            }
            Some(file) if file.starts_with("content/") => {
                let mend = self.nearest(&file, is_record);
                let mend = mend.unwrap_or_else(|| "Check the path; it begins in the folder of this file.".to_owned());
                broken(format!("`{path}` leads to no record: there is no {file}"), &mend)
            }
            _ => broken(
                format!("`{path}` leads out of the content"),
                "A link leads to a record below content/, or to the web.",
            ),
        }
    }

    /// A record of this initiative that is there, or one of another that the site will look for.
    fn is_known(&self, file: &str) -> bool {
        is_record(file) && (self.files.contains(file) || unit_of(file) != unit_of(&self.origin.file))
    }

    /// Whether a further broken link may be compared with what it may have meant.
    pub(super) fn may_seek(&self) -> bool {
        let sought = self.sought.get();
        self.sought.set(sought + 1);
        sought < MOST_SOUGHT
    }

    fn nearest(&self, file: &str, wanted: impl Fn(&str) -> bool) -> Option<String> {
        let word = name_of(file);
        let most = 1 + word.chars().count() / 4;
        if !self.may_seek() {
            return None;
        }
        // A name much longer or shorter cannot be near, and is not compared letter by letter.
        let is_near = |path: &str| name_of(path).len().abs_diff(word.len()) <= most * 4;
        let paths = self.files.paths().filter(|path| is_near(path) && wanted(path));
        let paths: Vec<_> = paths.take(MOST_COMPARED + 1).collect();
        if paths.len() > MOST_COMPARED {
            return None;
        }
        paths
            .into_iter()
            .map(|path| (strsim::damerau_levenshtein(word, name_of(path)), path))
            .filter(|(distance, _)| *distance <= most)
            .min()
            .map(|(_, path)| format!("Did you mean `{}`?", relative(&self.origin.file, path)))
    }

    /// Whether a file holds the image that its ending promises. One that is heavy is reported too.
    fn sound(&self, file: &str, span: &Range<usize>) -> bool {
        let bytes = self.files.bytes(file).map_or(&[][..], AsRef::as_ref);
        let (promised, kind) = (image::promised(file).unwrap_or_default(), image::kind(bytes));
        if kind != Some(promised) {
            let message = match kind {
                Some(kind) => format!("{file} is called {promised} and is {kind}"),
                None => format!("{file} is called {promised} and is no image"),
            };
            let mend = "Export the picture again, with the ending of what it is.";
            self.origin.report(Code::BrokenImage, span.clone(), message, mend);
            return false;
        }
        if bytes.len() > image::HEAVY {
            let size = bytes.len() / (1024 * 1024);
            let message = format!("{file} weighs {size} MB, which everybody who is sent the report has to load");
            let mend = "Make it smaller: for a whole sheet 2000 pixels across are enough.";
            self.origin.report(Code::LargeImage, span.clone(), message, mend);
        }
        true
    }

    pub(super) fn image(&self, link: &str, span: &Range<usize>) -> Option<String> {
        let report = |message: String, mend: &str| {
            self.origin.report(Code::MissingImage, span.clone(), message, mend);
            None
        };
        if link.split_once(':').is_some_and(|(scheme, _)| is_scheme(scheme)) || link.starts_with("//") {
            return report(
                "an image is never loaded from elsewhere".to_owned(),
                "Put the file beside this record and name it.",
            );
        }
        match resolve(&self.origin.file, &link.replace("%20", " ")) {
            Some(file) if self.files.contains(&file) && is_image(&file) => self.sound(&file, span).then_some(file),
            Some(file) if self.files.contains(&file) => {
                report(format!("{file} is no image that can be shown"), "Use a PNG, JPEG, GIF, WebP or AVIF file.")
            }
            _ => {
                let mend = resolve(&self.origin.file, link).and_then(|file| self.nearest(&file, is_image));
                report(
                    format!("there is no image `{link}`"),
                    &mend.unwrap_or_else(|| "Put the file beside this record, or correct its name.".to_owned()),
                )
            }
        }
    }
}

/// Whether a file is an image that may be shown.
pub fn is_image(path: &str) -> bool {
    image::promised(path).is_some()
}

/// The path of a link relative to the folder of the file it stands in; `None` when it leads out
/// of the site.
pub fn resolve(file: &str, link: &str) -> Option<String> {
    let mut parts: Vec<&str> = file.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            name => parts.push(name),
        }
    }
    Some(parts.join("/"))
}

/// Whether what follows `http:` names a site: two slashes, a host, and after a colon its port.
fn has_host(rest: &str) -> bool {
    let Some(rest) = rest.strip_prefix("//") else { return false };
    let site = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let site = site.rsplit_once('@').map_or(site, |(_, site)| site);
    let (host, port) = match site.strip_prefix('[').and_then(|number| number.split_once(']')) {
        Some((number, port)) => match number.parse::<std::net::Ipv6Addr>() {
            Ok(_) => ("ip", port.strip_prefix(':').unwrap_or(port)),
            Err(_) => return false,
        },
        None => site.split_once(':').unwrap_or((site, "")),
    };
    let is_odd = |c: char| c.is_whitespace() || "\"<>\\^`{|}%[]:".contains(c);
    !host.is_empty() && !host.contains(is_odd) && (port.is_empty() || port.parse::<u16>().is_ok())
}

/// The name of a file, without its folders.
fn name_of(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(_, name)| name)
}

/// The initiative a file belongs to.
pub fn unit_of(file: &str) -> &str {
    file.strip_prefix("content/").and_then(|rest| rest.split('/').next()).unwrap_or_default()
}

/// An address in the words of a link that has none of its own; one that leads nowhere was reported.
pub(super) fn address(target: &Target) -> Option<String> {
    match target {
        Target::Outside(address) => Some(address.clone()),
        Target::Record { file, .. } => Some(file.clone()),
        Target::Here(fragment) => Some(format!("#{fragment}")),
        Target::Nowhere => None,
    }
}

/// Whether a file is a record, which has a place in the report.
pub fn is_record(path: &str) -> bool {
    let steps: Vec<&str> = path.split('/').collect();
    match steps.as_slice() {
        ["content", _, "initiative.toml"] | ["content", _, _, "assessment.toml"] => true,
        ["content", _, "outcomes" | "actions" | "meetings", name] => name.ends_with(".md") && *name != "README.md",
        ["content", _, _, "observations" | "patterns" | "briefing", name] => {
            name.ends_with(".md") && *name != "README.md"
        }
        _ => false,
    }
}

/// The path from one file to another, as a link is written.
fn relative(from: &str, to: &str) -> String {
    let (from, to): (Vec<&str>, Vec<&str>) = (from.split('/').collect(), to.split('/').collect());
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = from.len().saturating_sub(shared + 1);
    let down = to.get(shared..).unwrap_or_default().join("/");
    if up == 0 { format!("./{down}") } else { "../".repeat(up) + &down }
}

/// A scheme has two letters or more: one letter and a colon begin a path of Windows.
fn is_scheme(text: &str) -> bool {
    let mut chars = text.chars();
    text.len() > 1
        && chars.next().is_some_and(|c| c.is_ascii_alphabetic())
        && chars.all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
}

/// Whether an address has this scheme; schemes are alike in capital letters.
pub(super) fn begins(address: &str, scheme: &str) -> bool {
    address.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
}

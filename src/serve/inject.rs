//! Puts into a page what the preview adds: the script that hears of changes, and what is wrong.
//! The words of the page stay as they are in the report.

use crate::serve::shown::escaped;

/// What is put into a page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Added<'a> {
    /// What is wrong, as HTML.
    pub(super) panel: &'a str,
    /// The fingerprint of the page.
    pub(super) page: &'a str,
    /// The fingerprint of what it loads.
    pub(super) loads: u64,
}

/// A page with what is added.
pub(super) fn into(page: &str, added: &Added<'_>) -> String {
    let page = allow(page);
    let end = page.rfind("</body>").unwrap_or(page.len());
    let (before, after) = page.split_at_checked(end).unwrap_or((&page, ""));
    let Added { panel, page, loads } = added;
    format!(
        "{before}{panel}<script src=\"/_preread/preview.js\" data-page=\"{page}\" data-loads=\"{loads:x}\" defer></script>\n{after}"
    )
}

/// What the added script and its styles need of a page's policy.
const NEEDED: [&str; 3] = ["script-src", "style-src", "connect-src"];

/// A page whose own policy, if it says one, also lets it load from where it came from.
fn allow(page: &str) -> String {
    let lower = page.to_ascii_lowercase();
    let found = lower.find("\"content-security-policy\"").and_then(|at| {
        let open = lower.get(at..)?.find("content=\"")? + at + "content=\"".len();
        let close = page.get(open..)?.find('"')? + open;
        Some((page.get(..open)?, page.get(open..close)?, page.get(close..)?))
    });
    match found {
        Some((before, policy, after)) => format!("{before}{}{after}", wider(policy)),
        None => page.to_owned(),
    }
}

fn wider(policy: &str) -> String {
    let mut directives: Vec<(&str, Vec<&str>)> = Vec::new();
    for directive in policy.split(';') {
        let mut words = directive.split_whitespace();
        if let Some(name) = words.next() {
            directives.push((name, words.collect()));
        }
    }
    let fallback = directives.iter().find(|(name, _)| *name == "default-src").map(|(_, sources)| sources.clone());
    for needed in NEEDED {
        let at = directives.iter().position(|(name, _)| *name == needed);
        let sources = match (at, &fallback) {
            (Some(at), _) => directives.remove(at).1,
            (None, Some(fallback)) => fallback.clone(),
            // What a policy does not speak of it allows.
            (None, None) => continue,
        };
        let kept = sources.into_iter().filter(|source| *source != "'none'" && *source != "'self'");
        directives.push((needed, kept.chain(["'self'"]).collect()));
    }
    let written: Vec<String> = directives
        .into_iter()
        .map(|(name, sources)| format!("{name} {}", sources.join(" ")).trim().to_owned())
        .collect();
    // The words come from inside an attribute, and quotes of the other kind may stand there.
    escaped(&written.join("; ")).replace("&#39;", "'").replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    const ADDED: Added<'_> = Added { panel: "<p>wrong</p>", page: "ab", loads: 255 };

    #[test]
    fn what_is_added_stands_at_the_end_of_the_body() {
        let page = into("<body><p>one</p></body></html>", &ADDED);
        assert!(page.starts_with("<body><p>one</p><p>wrong</p><script "), "{page}");
        assert!(page.ends_with("data-page=\"ab\" data-loads=\"ff\" defer></script>\n</body></html>"), "{page}");
        assert!(into("words", &ADDED).starts_with("words<p>"));
    }

    #[test]
    fn the_policy_of_a_page_lets_in_the_script_of_the_preview_and_nothing_else() {
        assert_eq!(
            wider("default-src 'none'; style-src 'self'; img-src 'self' data:"),
            "default-src 'none'; img-src 'self' data:; script-src 'self'; style-src 'self'; connect-src 'self'"
        );
        assert_eq!(
            wider("default-src https://a.example; script-src 'none'"),
            "default-src https://a.example; script-src 'self'; style-src https://a.example 'self'; connect-src https://a.example 'self'"
        );
        assert_eq!(wider("img-src 'self'"), "img-src 'self'");
    }

    #[test]
    fn a_page_without_a_policy_stays_as_it_is() {
        assert_eq!(allow("<head><meta charset=\"utf-8\"></head>"), "<head><meta charset=\"utf-8\"></head>");
    }
}

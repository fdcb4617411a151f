//! Which file of the output a request asks for. Nothing here leads to a disk: the path is looked up
//! among the pages of the report, and one that could not be the name of a page is refused before.

/// The path of a file, relative to the output, from the path of a request; `None` for what no page
/// can be called. A folder means its first page.
pub(super) fn target(path: &str) -> Option<String> {
    let path = decoded(path.strip_prefix('/')?)?;
    if path.contains(['\\', ':']) || path.chars().any(char::is_control) {
        return None;
    }
    let (folder, last) = path.rsplit_once('/').map_or(("", path.as_str()), |(folder, last)| (folder, last));
    let is_name = |part: &str| !part.is_empty() && !part.starts_with('.');
    if !folder.is_empty() && !folder.split('/').all(is_name) || folder.is_empty() && path.starts_with('/') {
        return None;
    }
    match last {
        "" => Some(format!("{path}index.html")),
        last if is_name(last) => Some(path),
        _ => None,
    }
}

/// Text with its `%41` written out.
fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => hex(rest.next()?)? * 16 + hex(rest.next()?)?,
            byte => byte,
        });
    }
    String::from_utf8(bytes).ok()
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

/// What a file is, by the ending of its name.
pub(super) fn content_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "woff" => "font/woff",
        "ttf" => "font/ttf",
        "otf" => "font/otf",
        "ics" => "text/calendar; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "xml" => "application/xml",
        "pdf" => "application/pdf",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_means_its_first_page() {
        assert_eq!(target("/").as_deref(), Some("index.html"));
        assert_eq!(target("/one/").as_deref(), Some("one/index.html"));
        assert_eq!(target("/one/two.html").as_deref(), Some("one/two.html"));
        assert_eq!(target("/one/%C3%BC%20b.png").as_deref(), Some("one/ü b.png"));
    }

    #[test]
    fn what_no_page_is_called_is_refused() {
        for path in [
            "",
            "one",
            "//etc/passwd",
            "/../x",
            "/one/../../x",
            "/%2e%2e/x",
            "/one/..%2f..%2fx",
            "/one%5c..%5cx",
            "/one\\x",
            "/C:/x",
            "/one//x",
            "/one/.hidden",
            "/.git/config",
            "/one%00.html",
            "/%ff",
            "/%2",
            "/%zz",
            "/./x",
            "/%2fetc/passwd",
            "/one/.",
            "/one/..",
        ] {
            assert_eq!(target(path), None, "{path}");
        }
    }
}

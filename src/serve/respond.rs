//! One request in, one response out: who may ask, for what, and what is said about the answer.

use std::convert::Infallible;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;
use std::time::Duration;

use http_body_util::channel::Channel;
use http_body_util::{Either, Full};
use hyper::body::{Bytes, Incoming};
use hyper::header::{self, HeaderMap, HeaderValue};
use hyper::{Method, Request, Response, StatusCode};
use tokio::sync::watch::Receiver;

use crate::serve::inject::{self, Added};
use crate::serve::target::{content_type, target};
use crate::serve::{Answer, Found, Preview, Trouble, shown};

/// What every request is answered from.
pub(super) struct App {
    pub(super) preview: Arc<dyn Preview>,
    pub(super) changes: Receiver<u64>,
    pub(super) port: u16,
}

pub(super) type Reply = Response<Either<Full<Bytes>, Channel<Bytes>>>;

/// How often a silent stream says that it is there, so that one nobody hears ends.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// What the preview serves besides the report. No id has an underscore, so no page is called so.
const OWN: &str = "_preread/";

/// Answers a request.
pub(super) async fn respond(request: Request<Incoming>, app: Arc<App>) -> Result<Reply, Infallible> {
    if !is_for_us(&request, app.port) {
        return Ok(refused(StatusCode::FORBIDDEN, "This preview answers only to the name localhost.\n"));
    }
    if request.method() != Method::GET && request.method() != Method::HEAD {
        let mut reply = refused(StatusCode::METHOD_NOT_ALLOWED, "This preview can only be looked at.\n");
        reply.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
        return Ok(reply);
    }
    let Some(path) = target(request.uri().path()) else {
        return Ok(refused(StatusCode::NOT_FOUND, "There is no such page.\n"));
    };
    if path == "_preread/events" {
        return Ok(events(&app, request.method() == Method::HEAD));
    }
    let known = request.headers().get(header::IF_NONE_MATCH).cloned();
    let answered = tokio::task::spawn_blocking(move || answer(app.preview.as_ref(), &path, known.as_ref())).await;
    Ok(answered.unwrap_or_else(|_| refused(StatusCode::INTERNAL_SERVER_ERROR, "This page could not be made.\n")))
}

/// A page of another site may lead its own name to this machine; the name it then asks for tells.
fn is_for_us(request: &Request<Incoming>, port: u16) -> bool {
    let mut hosts = request.headers().get_all(header::HOST).iter();
    let (Some(host), None) = (hosts.next(), hosts.next()) else { return false };
    request.uri().authority().is_none() && host.to_str().is_ok_and(|host| is_our_name(host, port))
}

fn is_our_name(host: &str, port: u16) -> bool {
    let host = host.to_ascii_lowercase();
    let named = host.strip_suffix(&format!(":{port}")).or_else(|| (port == 80).then_some(host.as_str()));
    named.is_some_and(|name| ["localhost", "127.0.0.1", "[::1]"].contains(&name))
}

fn answer(preview: &dyn Preview, path: &str, known: Option<&HeaderValue>) -> Reply {
    match path.strip_prefix(OWN) {
        Some("preview.js") => return file(path, Bytes::from_static(include_bytes!("preview.js"))),
        Some("preview.css") => return file(path, Bytes::from_static(include_bytes!("preview.css"))),
        Some("problems.html") => {
            let text = shown::all(&preview.troubles(shown::IN_ALL));
            return page(StatusCode::OK, &text, &[], 0, &Shows::Nothing, preview, known);
        }
        _ => {}
    }
    let Answer { found, troubles, loads } = preview.page(path);
    let (status, bytes, shows) = match found {
        Found::File(bytes) => (StatusCode::OK, bytes, Shows::Panel { as_it_was: false }),
        Found::AsItWas(bytes) => (StatusCode::OK, bytes, Shows::Panel { as_it_was: true }),
        Found::Broken => {
            let text = shown::broken(&troubles, &preview.troubles(shown::IN_PLACE));
            return page(StatusCode::INTERNAL_SERVER_ERROR, &text, &[], loads, &Shows::Nothing, preview, known);
        }
        Found::NotYet(done, of) => {
            let text = shown::not_yet(done, of);
            return page(StatusCode::SERVICE_UNAVAILABLE, &text, &[], loads, &Shows::Nothing, preview, known);
        }
        Found::Nowhere(near) => {
            let text = shown::nowhere(path, &near);
            let shows = Shows::Panel { as_it_was: false };
            return page(StatusCode::NOT_FOUND, &text, &[], loads, &shows, preview, known);
        }
    };
    match std::str::from_utf8(&bytes) {
        Ok(text) if path.ends_with(".html") => page(status, text, &troubles, loads, &shows, preview, known),
        _ => file(path, bytes),
    }
}

/// What a page says about what is wrong.
enum Shows {
    /// It says so itself.
    Nothing,
    /// The panel does, over a page that may be as it was before.
    Panel { as_it_was: bool },
}

/// A page with what the preview adds, or word that it is as the browser knows it.
fn page(
    status: StatusCode,
    text: &str,
    own: &[Trouble],
    loads: u64,
    shows: &Shows,
    preview: &dyn Preview,
    known: Option<&HeaderValue>,
) -> Reply {
    let panel = match shows {
        Shows::Nothing => shown::no_panel(),
        Shows::Panel { as_it_was } => shown::panel(own, &preview.troubles(shown::IN_PANEL), *as_it_was),
    };
    let print = print_of(&(text, &panel, loads));
    let tag = HeaderValue::from_str(&format!("\"{print}\"")).unwrap_or_else(|_| HeaderValue::from_static("\"\""));
    if known == Some(&tag) {
        return reply(StatusCode::NOT_MODIFIED, "text/html; charset=utf-8", Bytes::new(), Some(tag));
    }
    let whole = inject::into(text, &Added { panel: &panel, page: &print, loads });
    reply(status, "text/html; charset=utf-8", Bytes::from(whole), Some(tag))
}

/// A fingerprint. It is compared within one run of the program, and means nothing to another.
fn print_of(value: &impl Hash) -> String {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

fn file(path: &str, bytes: Bytes) -> Reply {
    let mut reply = reply(StatusCode::OK, content_type(path), bytes, None);
    if path.ends_with(".svg") {
        // Opened by itself, an image is still only an image.
        let policy = HeaderValue::from_static("default-src 'none'; style-src 'unsafe-inline'; sandbox");
        reply.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    reply
}

fn refused(status: StatusCode, words: &'static str) -> Reply {
    reply(status, "text/plain; charset=utf-8", Bytes::from_static(words.as_bytes()), None)
}

fn reply(status: StatusCode, kind: &'static str, bytes: Bytes, tag: Option<HeaderValue>) -> Reply {
    let mut reply = Response::new(Either::Left(Full::new(bytes)));
    *reply.status_mut() = status;
    add_headers(reply.headers_mut(), kind);
    if let Some(tag) = tag {
        reply.headers_mut().insert(header::ETAG, tag);
    }
    reply
}

fn add_headers(headers: &mut HeaderMap, kind: &'static str) {
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    // No other site may load from here: the list for the search is a script.
    headers.insert("cross-origin-resource-policy", HeaderValue::from_static("same-origin"));
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("frame-ancestors 'self'"));
}

/// The stream that says when to ask again: once at the beginning, as something may have happened
/// since the page was sent, and at every change.
fn events(app: &App, is_head: bool) -> Reply {
    let (mut sender, body) = Channel::new(4);
    let mut changes = app.changes.clone();
    changes.mark_unchanged();
    if !is_head {
        tokio::spawn(async move {
            let mut word = Bytes::from_static(b"retry: 500\ndata: changed\n\n");
            while sender.send_data(word).await.is_ok() {
                word = match tokio::time::timeout(HEARTBEAT, changes.changed()).await {
                    Ok(Ok(())) => Bytes::from_static(b"data: changed\n\n"),
                    Ok(Err(_)) => return,
                    Err(_) => Bytes::from_static(b":\n\n"),
                };
            }
        });
    }
    let mut reply = Response::new(Either::Right(body));
    add_headers(reply.headers_mut(), "text/event-stream");
    reply
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_this_machine_with_the_port_are_answered() {
        for host in ["localhost:7323", "LOCALHOST:7323", "127.0.0.1:7323", "[::1]:7323"] {
            assert!(is_our_name(host, 7323), "{host}");
        }
        for host in [
            "localhost",
            "localhost:80",
            "evil.example:7323",
            "localhost.evil.example:7323",
            "127.0.0.2:7323",
            "",
            ":7323",
        ] {
            assert!(!is_our_name(host, 7323), "{host}");
        }
        assert!(is_our_name("localhost", 80));
    }
}

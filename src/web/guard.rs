//! Who may ask: this server's own page with this run's token. What each answer forbids a browser.
//!
//! Invariant: stands before every address, and looks at headers alone.

use axum::extract::{Request, State};
use axum::http::header::{self, HeaderName, HeaderValue};
use axum::http::{HeaderMap, Response};
use axum::middleware::Next;
use axum::response::IntoResponse;

use super::Shared;
use super::doors::Visit;
use super::refusal::Refusal;

/// The header that carries the token. A page of another site cannot send it without being asked
/// first, and is never answered that it may.
pub const TOKEN: &str = "x-danhmuc-token";

/// What every answer says.
const HEADERS: &[(&str, &str)] = &[
    (
        "content-security-policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; \
         connect-src 'self'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'",
    ),
    ("x-content-type-options", "nosniff"),
    ("cache-control", "no-store"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-resource-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("x-frame-options", "DENY"),
];

/// Refuses foreign `Host` and `Origin`: a name that some server makes point at this computer
/// (DNS rebinding), and pages of other sites. Refuses whatever is no file of the page without the
/// token.
pub async fn guard(State(app): Shared, request: Request, next: Next) -> impl IntoResponse {
    let headers = request.headers();
    let given = headers.get(TOKEN).map_or(&b""[..], HeaderValue::as_bytes);
    let is_known = same(given, app.token.as_bytes());
    let mut response = if !is_ours(headers, &app.hosts) {
        Refusal::origin().into_response()
    } else if is_of_program(request.uri().path()) && !is_known {
        Refusal::token().into_response()
    } else {
        if let Some(visit) = request.extensions().get::<Visit>().filter(|_| is_known) {
            visit.is_known_now();
        }
        if is_known {
            app.life.is_needed();
        }
        next.run(request).await
    };
    say_rules(&mut response);
    response
}

fn is_of_program(path: &str) -> bool {
    path == "/api" || path.starts_with("/api/")
}

fn is_ours(headers: &HeaderMap, hosts: &[String]) -> bool {
    let mut given = headers.get_all(header::HOST).iter();
    let (Some(host), None) = (given.next(), given.next()) else { return false };
    let Some(host) = hosts.iter().find(|known| known.as_bytes() == host.as_bytes()) else {
        return false;
    };
    let own = format!("http://{host}");
    let same_origin = |value: &HeaderValue| value.as_bytes() == own.as_bytes();
    let same_site = |value: &HeaderValue| matches!(value.as_bytes(), b"same-origin" | b"none");
    headers.get_all(header::ORIGIN).iter().all(same_origin)
        && headers.get_all("sec-fetch-site").iter().all(same_site)
}

/// Compares in a time that does not hang on where the two differ.
fn same(given: &[u8], known: &[u8]) -> bool {
    let differing = given.iter().zip(known).fold(0_u8, |found, (a, b)| found | (a ^ b));
    std::hint::black_box(differing) == 0 && given.len() == known.len()
}

fn say_rules<B>(response: &mut Response<B>) {
    for (name, value) in HEADERS {
        let name = HeaderName::from_static(name);
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ours(headers: &[(&'static str, &'static str)]) -> bool {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(*name, HeaderValue::from_static(value));
        }
        is_ours(&map, &["127.0.0.1:80".into(), "localhost:80".into()])
    }

    #[test]
    fn only_the_own_page_may_ask() {
        assert!(ours(&[("host", "127.0.0.1:80")]));
        assert!(ours(&[("host", "localhost:80"), ("origin", "http://localhost:80")]));
        assert!(ours(&[("host", "localhost:80"), ("sec-fetch-site", "none")]));
        for refused in [
            &[][..],
            &[("host", "evil.example")],
            &[("host", "127.0.0.1:81")],
            &[("host", "127.0.0.1")],
            &[("host", "127.0.0.1:80"), ("host", "evil.example")],
            &[("host", "127.0.0.1:80"), ("origin", "http://localhost:80")],
            &[("host", "127.0.0.1:80"), ("origin", "https://127.0.0.1:80")],
            &[("host", "127.0.0.1:80"), ("origin", "null")],
            &[("host", "127.0.0.1:80"), ("sec-fetch-site", "cross-site")],
            &[("host", "127.0.0.1:80"), ("sec-fetch-site", "same-site")],
        ] {
            assert!(!ours(refused), "{refused:?}");
        }
    }

    #[test]
    fn tokens_are_compared_whole() {
        assert!(same(b"abc", b"abc"));
        for wrong in [&b""[..], b"ab", b"abcd", b"abd"] {
            assert!(!same(wrong, b"abc"));
        }
    }
}

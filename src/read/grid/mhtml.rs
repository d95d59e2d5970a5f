//! A page of Excel with all that belongs to it in one file (MHTML, RFC 2557) → its pages in HTML.
//!
//! Invariant: every input gives an answer, in time linear in its size. A part never decodes to more
//! than its own length.

use std::borrow::Cow;

use crate::read::decode;

/// Parts of parts of parts: nobody writes more.
const DEPTH: usize = 3;

/// Whether a file is such a page, by the header that it begins with.
pub fn is_mail(bytes: &[u8]) -> bool {
    let start = bytes.trim_ascii_start().get(..13).unwrap_or_default();
    start.eq_ignore_ascii_case(b"MIME-Version:")
}

/// Its pages, in order; a workbook has one for each sheet.
pub fn pages(bytes: &[u8]) -> Vec<Cow<'_, str>> {
    let mut pages = Vec::new();
    add_pages(bytes.trim_ascii_start(), DEPTH, &mut pages);
    pages
}

fn add_pages<'a>(part: &'a [u8], depth: usize, pages: &mut Vec<Cow<'a, str>>) {
    let (headers, body) = split_headers(part);
    let content = header(&headers, "content-type").unwrap_or_default();
    if let Some(boundary) = parameter(&content, "boundary").filter(|_| depth > 0) {
        for inner in parts(body, &boundary) {
            add_pages(inner, depth - 1, pages);
        }
    } else if content.trim_start().to_ascii_lowercase().starts_with("text/html") {
        let encoding = header(&headers, "content-transfer-encoding").unwrap_or_default();
        let body = match encoding.trim().to_ascii_lowercase().as_str() {
            "base64" => Cow::Owned(base64(body)),
            "quoted-printable" => Cow::Owned(quoted_printable(body)),
            _ => Cow::Borrowed(body),
        };
        let charset =
            parameter(&content, "charset").and_then(|name| decode::of_label(name.as_bytes()));
        pages.push(match (charset, body) {
            (Some(charset), Cow::Borrowed(body)) => decode::text(body, charset),
            (None, Cow::Borrowed(body)) => decode::page(body),
            (Some(charset), Cow::Owned(body)) => {
                Cow::Owned(decode::text(&body, charset).into_owned())
            }
            (None, Cow::Owned(body)) => Cow::Owned(decode::page(&body).into_owned()),
        });
    }
}

/// The headers of a part, a line each, and what stands behind the empty line.
fn split_headers(part: &[u8]) -> (String, &[u8]) {
    let mut end = 0;
    for line in part.split_inclusive(|byte| *byte == b'\n') {
        end += line.len();
        if line.trim_ascii().is_empty() {
            break;
        }
    }
    let (headers, body) = part.split_at_checked(end).unwrap_or((part, &[]));
    // A line that begins with a space goes on with the one before.
    let headers = String::from_utf8_lossy(headers).replace("\r\n", "\n");
    (headers.replace("\n\t", " ").replace("\n ", " "), body)
}

fn header(headers: &str, name: &str) -> Option<String> {
    let mut lines = headers.lines().filter_map(|line| line.split_once(':'));
    let found = lines.find(|(found, _)| found.trim().eq_ignore_ascii_case(name));
    found.map(|(_, value)| value.to_string())
}

/// A parameter of a header: `charset="utf-8"`.
fn parameter(value: &str, name: &str) -> Option<String> {
    let mut parameters = value.split(';').skip(1).filter_map(|parameter| parameter.split_once('='));
    let found = parameters.find(|(found, _)| found.trim().eq_ignore_ascii_case(name));
    found.map(|(_, value)| value.trim().trim_matches('"').to_string())
}

/// What stands between the lines of a boundary.
fn parts<'a>(body: &'a [u8], boundary: &str) -> Vec<&'a [u8]> {
    let (mut parts, mut start, mut end) = (Vec::new(), None, 0);
    for line in body.split_inclusive(|byte| *byte == b'\n') {
        let rest = line.strip_prefix(b"--").and_then(|line| line.strip_prefix(boundary.as_bytes()));
        if rest.is_some_and(|rest| matches!(rest.trim_ascii(), b"" | b"--")) {
            parts.extend(start.and_then(|start| body.get(start..end)));
            start = Some(end + line.len());
        }
        end += line.len();
    }
    parts.extend(start.and_then(|start| body.get(start..)));
    parts
}

fn base64(body: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(body.len() / 4 * 3);
    let (mut bits, mut count) = (0u32, 0);
    for byte in body {
        let digit = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => continue,
        };
        bits = bits << 6 | u32::from(digit);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count & 0xFF) as u8);
        }
    }
    bytes
}

fn quoted_printable(body: &[u8]) -> Vec<u8> {
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let mut bytes = Vec::with_capacity(body.len());
    let mut rest = body;
    while let Some((first, behind)) = rest.split_first() {
        rest = behind;
        match (first, behind) {
            (b'=', [b'\r', b'\n', after @ ..] | [b'\n', after @ ..]) => rest = after,
            (b'=', [high, low, after @ ..]) => match (digit(*high), digit(*low)) {
                (Some(high), Some(low)) => {
                    bytes.push(high << 4 | low);
                    rest = after;
                }
                _ => bytes.push(b'='),
            },
            _ => bytes.push(*first),
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn pages_are_found_among_the_parts() {
        let mail = "MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=\"--=_b\"\r\n\r\n\
                    not a page\r\n----=_b\r\nContent-Type: text/html; charset=\"utf-8\"\r\n\
                    Content-Transfer-Encoding: quoted-printable\r\n\r\n<td class=3Dx>S=E1=BB=9F =\r\nY=Z\r\n\
                    ----=_b\r\nContent-Type: image/png\r\n\r\nx\r\n----=_b\r\nContent-Type: text/html\r\n\
                    Content-Transfer-Encoding: base64\r\n\r\nU+G7nyBZIHThur8=\r\n----=_b--\r\n";
        assert!(is_mail(mail.as_bytes()));
        assert_eq!(pages(mail.as_bytes()), ["<td class=x>Sở Y=Z\r\n", "Sở Y tế"]);
        let unix = mail.replace("\r\n", "\n");
        assert_eq!(pages(unix.as_bytes()), ["<td class=x>Sở Y=Z\n", "Sở Y tế"]);
    }

    #[test]
    fn a_page_may_be_the_only_part() {
        let mail = b"mime-version: 1.0\nContent-Type: TEXT/HTML; charset=windows-1258\n\nS\xF4\n";
        assert_eq!(pages(mail), ["Sô\n"]);
        assert!(pages(b"MIME-Version: 1.0").is_empty());
    }

    proptest! {
        #[test]
        fn nothing_makes_it_panic(bytes: Vec<u8>) {
            pages(&bytes);
            pages(&[b"MIME-Version: 1.0\nContent-Type: multipart/a; boundary=\n\n--\n", &*bytes].concat());
            base64(&bytes);
            quoted_printable(&bytes);
        }
    }
}

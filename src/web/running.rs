//! The address of a page → whether the program behind it still answers it.
//!
//! Invariant: asks this computer alone, and waits no longer than a moment.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::time::Duration;

use super::guard::TOKEN;

/// A program that lives answers far sooner.
const PATIENCE: Duration = Duration::from_secs(2);

/// Whether a program answers at an address that [`listen`] gave, and knows its token.
///
/// [`listen`]: super::listen()
pub fn is_running(address: &str) -> bool {
    takes(address, "here")
}

/// Asks the program behind such an address to end; whether it will.
pub fn end_running(address: &str) -> bool {
    takes(address, "end")
}

fn takes(address: &str, what: &str) -> bool {
    parts(address).is_some_and(|(port, token)| answers(port, token, what).unwrap_or_default())
}

/// The port and the token of "http://127.0.0.1:24730/#k=…".
fn parts(address: &str) -> Option<(u16, &str)> {
    let (port, token) = address.trim().strip_prefix("http://127.0.0.1:")?.split_once("/#k=")?;
    let is_token = !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_hexdigit());
    Some((port.parse().ok()?, token)).filter(|_| is_token)
}

fn answers(port: u16, token: &str, what: &str) -> std::io::Result<bool> {
    let mut stream =
        TcpStream::connect_timeout(&SocketAddr::from((Ipv4Addr::LOCALHOST, port)), PATIENCE)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let head = format!(
        "POST /api/{what} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{TOKEN}: {token}\r\n\
         Content-Length: 0\r\nConnection: close\r\n\r\n"
    );
    stream.write_all(head.as_bytes())?;
    // Whatever listens at this port now, no more than the first line is read of it.
    let mut first = [0_u8; 12];
    stream.read_exact(&mut first)?;
    Ok(&first == b"HTTP/1.1 204")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_ours_are_asked() {
        assert_eq!(parts("http://127.0.0.1:80/#k=0a9f\n"), Some((80, "0a9f")));
        for foreign in [
            "",
            "http://127.0.0.1:80/",
            "http://127.0.0.1:80/#k=",
            "http://127.0.0.1:80/#k=0a\r\nx: y",
            "http://evil.example:80/#k=0a",
            "http://127.0.0.1:99999/#k=0a",
        ] {
            assert_eq!(parts(foreign), None, "{foreign:?}");
            assert!(!is_running(foreign));
        }
    }
}

//! `danhmuc serve`: the page for clerks, and the browser on it.

use std::path::PathBuf;
use std::time::Duration;

use anyhow::Context;
use clap::Args;

use super::only_one::{Start, start};
use super::{Outcome, complain, console, desktop, say};
use crate::diag::Language;
use crate::web::{ServeOptions, listen};

/// How long the program goes on after the last page has gone, in seconds: a page that was closed by
/// mistake, or that the browser put to sleep, finds it again.
const PATIENCE: u64 = 60 * 60;

#[derive(Args, Default)]
pub struct ServeArgs {
    /// Cổng; không ghi thì tự chọn
    #[arg(long, value_name = "SỐ")]
    port: Option<u16>,
    /// Không tự mở trình duyệt
    #[arg(long)]
    no_open: bool,
    /// Thư mục chứa các mẫu trình bày riêng
    #[arg(long, value_name = "THƯ_MỤC")]
    templates: Option<PathBuf>,
    /// Tự kết thúc khi không còn trang nào sau ngần này giây; 0: không tự kết thúc
    #[arg(long, value_name = "GIÂY")]
    patience: Option<u64>,
}

impl ServeArgs {
    /// Whether it is what a double click asks for: then the page of a running program will do.
    fn asks_for_any_page(&self) -> bool {
        let ServeArgs { port, no_open, templates, patience } = self;
        port.is_none() && !no_open && templates.is_none() && patience.is_none()
    }
}

pub fn run(args: &ServeArgs, language: Language) -> anyhow::Result<Outcome> {
    let session = match args.asks_for_any_page().then(start) {
        Some(Start::Again(address)) => {
            say(&address);
            show(&address, language);
            return Ok(Outcome::Fine);
        }
        Some(Start::First(session)) => Some(session),
        Some(Start::Apart) | None => None,
    };
    let listening = listen(ServeOptions {
        port: args.port.unwrap_or_default(),
        templates: args.templates.clone(),
        patience: Duration::from_secs(args.patience.unwrap_or(PATIENCE)),
    })?;
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let mut stop = Some(stop);
    ctrlc::set_handler(move || drop(stop.take())).context("không nhận được Ctrl-C")?;
    if let Some(session) = &session {
        // Without the note a second start opens a page of its own.
        let _ = session.note(&listening.address);
    }
    say(&listening.address);
    if console::is_seen() {
        complain(match language {
            Language::Vi => "Trang chạy trên máy này; giữ cửa sổ này mở, nhấn Ctrl-C để kết thúc.",
            Language::En => "The page runs on this computer; keep this window, Ctrl-C ends it.",
        });
    }
    if !args.no_open {
        show(&listening.address, language);
    }
    listening.serve(async {
        // Ctrl-C drops the other end.
        let _ = stopped.await;
    });
    Ok(Outcome::Fine)
}

/// Opens the browser, or says how to.
fn show(address: &str, language: Language) {
    if desktop::open(address) {
        return;
    }
    let words = match language {
        Language::Vi => "Không mở được trình duyệt; hãy tự mở địa chỉ này:",
        Language::En => "No browser could be opened; open this address yourself:",
    };
    let words = format!("{words} {address}");
    if console::is_seen() {
        complain(&words);
    } else {
        // The page must answer while the message is read.
        std::thread::spawn(move || desktop::show(&words));
    }
}

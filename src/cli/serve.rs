//! `danhmuc serve`: the page for clerks, and the browser on it.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::Context;
use clap::Args;

use super::{Outcome, complain, say};
use crate::diag::Language;
use crate::web::{ServeOptions, listen};

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
}

pub fn run(args: &ServeArgs, language: Language) -> anyhow::Result<Outcome> {
    let options =
        ServeOptions { port: args.port.unwrap_or_default(), templates: args.templates.clone() };
    let listening = listen(options)?;
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let mut stop = Some(stop);
    ctrlc::set_handler(move || drop(stop.take())).context("không nhận được Ctrl-C")?;
    say(&listening.address);
    complain(match language {
        Language::Vi => "Trang chạy trên máy này; giữ cửa sổ này mở, nhấn Ctrl-C để kết thúc.",
        Language::En => "The page runs on this computer; keep this window, Ctrl-C ends it.",
    });
    if !args.no_open && !open(&listening.address) {
        complain(match language {
            Language::Vi => "Không mở được trình duyệt; hãy tự mở địa chỉ ở trên.",
            Language::En => "No browser could be opened; open the address above.",
        });
    }
    listening.serve(async {
        // Ctrl-C drops the other end.
        let _ = stopped.await;
    });
    Ok(Outcome::Fine)
}

/// Asks the system to show an address; whether it took the request.
fn open(address: &str) -> bool {
    let (program, arguments): (&str, &[&str]) = if cfg!(target_os = "windows") {
        ("rundll32", &["url.dll,FileProtocolHandler"])
    } else if cfg!(target_os = "macos") {
        ("open", &[])
    } else {
        ("xdg-open", &[])
    };
    let mut command = Command::new(program);
    command.args(arguments).arg(address);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    // Not waited for: it may last as long as the browser.
    command.spawn().is_ok()
}

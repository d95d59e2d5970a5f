//! What the program asks of the desktop: to show an address, and a message where no console does.
//!
//! Invariant: returns whether the desktop took it; nothing here ends the program.

/// Asks the system to show an address in the browser; whether it took the request.
#[cfg(all(windows, feature = "web"))]
pub fn open(address: &str) -> bool {
    use std::ptr::{null, null_mut};
    use windows_sys::Win32::UI::Shell::ShellExecuteW;
    use windows_sys::Win32::UI::WindowsAndMessaging::SW_SHOWNORMAL;
    use windows_sys::w;

    let address = wide(address);
    let shown = SW_SHOWNORMAL;
    // SAFETY: both texts end with 0 and live until the call is over; the rest may be null.
    let answer =
        unsafe { ShellExecuteW(null_mut(), w!("open"), address.as_ptr(), null(), null(), shown) };
    // So the system's own description: what is above 32 is no mistake.
    answer as usize > 32
}

/// Asks the system to show an address in the browser; whether it took the request.
#[cfg(all(not(windows), feature = "web"))]
pub fn open(address: &str) -> bool {
    use std::process::{Command, Stdio};

    let program = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
    let mut command = Command::new(program);
    command.arg(address).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    // Not waited for: it may last as long as the browser.
    command.spawn().is_ok()
}

/// Shows a message in a window and waits until it is read.
#[cfg(windows)]
pub fn show(text: &str) {
    use std::ptr::null_mut;
    use windows_sys::Win32::UI::WindowsAndMessaging::{
        MB_ICONINFORMATION, MB_OK, MB_SETFOREGROUND, MessageBoxW,
    };
    use windows_sys::w;

    let text = wide(text);
    let look = MB_OK | MB_ICONINFORMATION | MB_SETFOREGROUND;
    // SAFETY: both texts end with 0 and live until the window is closed; it has no parent.
    unsafe { MessageBoxW(null_mut(), text.as_ptr(), w!("Danh mục nhiệm vụ"), look) };
}

/// Other systems start the program where its error stream is seen or kept.
#[cfg(not(windows))]
pub fn show(_text: &str) {}

#[cfg(windows)]
fn wide(text: &str) -> Vec<u16> {
    text.encode_utf16().filter(|unit| *unit != 0).chain([0]).collect()
}

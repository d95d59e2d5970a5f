//! A start of the page → the page of the program that runs already, or the right to be that program.
//!
//! Invariant: a program that does not answer keeps nobody waiting for long, and nobody out.

use std::path::PathBuf;
use std::time::Duration;

use crate::output::Session;
use crate::web::{end_running, is_running};

/// A program that has just started may not have noted its address yet.
const TRIES: u32 = 20;
const PAUSE: Duration = Duration::from_millis(150);

/// What this start is.
pub enum Start {
    /// The program that has the page; it notes its address.
    First(Session),
    /// The page runs at this address.
    Again(String),
    /// Neither: the folder cannot be written, or another program has the lock and does not answer.
    Apart,
}

/// Looks who has the page of this user.
pub fn start() -> Start {
    let Some(folder) = data_folder() else { return Start::Apart };
    for _ in 0..TRIES {
        match Session::claim(&folder) {
            Ok(Some(session)) => return Start::First(session),
            Err(_) => return Start::Apart,
            Ok(None) => {}
        }
        if let Some(address) = Session::noted(&folder).filter(|address| is_running(address)) {
            return Start::Again(address);
        }
        std::thread::sleep(PAUSE);
    }
    Start::Apart
}

/// The address of the page that runs, if one does.
pub fn address() -> Option<String> {
    Session::noted(&data_folder()?).filter(|address| is_running(address))
}

/// Ends the program that has the page, and waits until it has; whether none runs any more.
pub fn close() -> bool {
    let Some(folder) = data_folder() else { return true };
    for tried in 0..TRIES {
        // A folder that cannot be written has no page either.
        if !matches!(Session::claim(&folder), Ok(None)) {
            return true;
        }
        if tried == 0 {
            let _ = address().is_some_and(|address| end_running(&address));
        }
        std::thread::sleep(PAUSE);
    }
    false
}

/// Where the program notes what concerns this user on this computer alone.
pub fn data_folder() -> Option<PathBuf> {
    let named = |name: &str| std::env::var_os(name).filter(|path| !path.is_empty());
    let folder = if cfg!(windows) {
        PathBuf::from(named("LOCALAPPDATA")?)
    } else if let Some(state) = named("XDG_STATE_HOME") {
        PathBuf::from(state)
    } else {
        PathBuf::from(named("HOME")?).join(".local/state")
    };
    folder.is_absolute().then(|| folder.join("danhmuc"))
}

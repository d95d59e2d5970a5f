//! The version → what `--version` tells of it: the engine, and the state of the directory.

use std::sync::LazyLock;

use crate::directory;
use crate::embedded::ENGINE;
use crate::text::short_date;

/// The version alone.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

static LONG: LazyLock<String> = LazyLock::new(|| {
    let state = directory::latest_change().map_or_else(String::new, |date| {
        format!("\ndanh bạ cơ quan: theo các thay đổi đến {}", short_date(date))
    });
    format!("{VERSION}\ntypst: {ENGINE}{state}")
});

/// The version, that of the engine, and the day of the latest change that the directory knows.
pub fn long() -> &'static str {
    &LONG
}

//! A folder → the free space of its disk.
//!
//! Invariant: asks the system and changes nothing.

use std::path::Path;

/// What this user may still write there, in bytes; `None` where the system does not say.
#[cfg(unix)]
pub fn free_bytes(folder: &Path) -> Option<u64> {
    let found = rustix::fs::statvfs(folder).ok()?;
    Some(found.f_bavail.saturating_mul(found.f_frsize))
}

/// What this user may still write there, in bytes; `None` where the system does not say.
#[cfg(windows)]
pub fn free_bytes(folder: &Path) -> Option<u64> {
    use std::os::windows::ffi::OsStrExt;
    use windows_sys::Win32::Storage::FileSystem::GetDiskFreeSpaceExW;

    let path: Vec<u16> = folder.as_os_str().encode_wide().chain([0]).collect();
    let mut free = 0;
    let unasked = std::ptr::null_mut();
    // SAFETY: the path ends with 0 and lives until the call is over, as does `free`; the two numbers
    // that are not asked for may be null.
    let is_said = unsafe { GetDiskFreeSpaceExW(path.as_ptr(), &mut free, unasked, unasked) };
    (is_said != 0).then_some(free)
}

/// What this user may still write there, in bytes; `None` where the system does not say.
#[cfg(not(any(unix, windows)))]
pub fn free_bytes(_folder: &Path) -> Option<u64> {
    None
}

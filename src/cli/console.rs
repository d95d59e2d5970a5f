//! Whoever started the program → where it prints.
//!
//! On Windows the program has no window of its own, so that a double click opens none beside the
//! page. Started from a console it prints there all the same; cmd and PowerShell do not wait for a
//! program without a window, which `start /wait` and a pipe make them do.
//!
//! Invariant: a stream that was given, a file or a pipe, stays what it is.

/// Takes the console of whoever started the program, for the streams that were not given.
#[cfg(not(windows))]
pub fn attach() {}

/// Whether anybody sees the error stream.
#[cfg(not(windows))]
pub fn is_seen() -> bool {
    true
}

#[cfg(windows)]
pub use windows::{attach, is_seen};

#[cfg(windows)]
mod windows {
    use std::ptr::{null, null_mut};

    use windows_sys::Win32::Foundation::{
        GENERIC_READ, GENERIC_WRITE, HANDLE, INVALID_HANDLE_VALUE,
    };
    use windows_sys::Win32::Storage::FileSystem::{
        CreateFileW, FILE_SHARE_READ, FILE_SHARE_WRITE, FILE_TYPE_UNKNOWN, GetFileType,
        OPEN_EXISTING,
    };
    use windows_sys::Win32::System::Console::{
        ATTACH_PARENT_PROCESS, AttachConsole, GetStdHandle, STD_ERROR_HANDLE, STD_HANDLE,
        STD_INPUT_HANDLE, STD_OUTPUT_HANDLE, SetStdHandle,
    };
    use windows_sys::core::PCWSTR;
    use windows_sys::w;

    /// The streams, and what of a console stands for them.
    const STREAMS: [(STD_HANDLE, PCWSTR); 3] = [
        (STD_INPUT_HANDLE, w!("CONIN$")),
        (STD_OUTPUT_HANDLE, w!("CONOUT$")),
        (STD_ERROR_HANDLE, w!("CONOUT$")),
    ];

    /// Takes the console of whoever started the program, for the streams that were not given.
    pub fn attach() {
        let given = STREAMS.map(|(stream, _)| stream_of(stream));
        // SAFETY: takes no memory of ours.
        if unsafe { AttachConsole(ATTACH_PARENT_PROCESS) } == 0 {
            return;
        }
        let mut prompts = false;
        for ((stream, device), given) in STREAMS.into_iter().zip(given) {
            prompts |= given.is_none() && stream == STD_OUTPUT_HANDLE;
            if let Some(handle) = given.or_else(|| open(device)) {
                // SAFETY: the handle is open and stays so until the process ends.
                unsafe { SetStdHandle(stream, handle) };
            }
        }
        if prompts {
            // The shell, which does not wait, has written its next prompt already.
            super::super::say("");
        }
    }

    /// Whether anybody sees the error stream.
    pub fn is_seen() -> bool {
        stream_of(STD_ERROR_HANDLE).is_some()
    }

    /// A stream that leads somewhere. A number that means nothing in this process may stand there.
    fn stream_of(stream: STD_HANDLE) -> Option<HANDLE> {
        // SAFETY: both calls only look a handle up, whatever its value.
        let handle = unsafe { GetStdHandle(stream) };
        let is_open = !handle.is_null()
            && handle != INVALID_HANDLE_VALUE
            && unsafe { GetFileType(handle) } != FILE_TYPE_UNKNOWN;
        is_open.then_some(handle)
    }

    fn open(device: PCWSTR) -> Option<HANDLE> {
        let access = GENERIC_READ | GENERIC_WRITE;
        let shared = FILE_SHARE_READ | FILE_SHARE_WRITE;
        // SAFETY: the name is a constant that ends with 0; no security attributes, no template.
        let handle =
            unsafe { CreateFileW(device, access, shared, null(), OPEN_EXISTING, 0, null_mut()) };
        (handle != INVALID_HANDLE_VALUE).then_some(handle)
    }
}

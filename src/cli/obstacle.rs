//! An error of the run → its words, with what the clerk does about it where the system's own words
//! do not say: a file that Excel holds, a file of OneDrive that is not there, a full disk.
//!
//! Invariant: only adds; what failed and where stays in front.

use std::io::{Error, ErrorKind};

use crate::diag::Language;

/// Sharing and lock violations of Windows (winerror.h).
const HELD: [i32; 2] = [32, 33];

/// Files of OneDrive that are not there (winerror.h, ERROR_CLOUD_FILE_…): its program does not run,
/// has no network, failed, was asked to stop, may not, was ended, or does not answer.
const IN_CLOUD: [i32; 8] = [362, 388, 389, 393, 395, 398, 404, 426];

/// An error with its causes and, where there is one, the way out.
pub fn with_way_out(error: &anyhow::Error, language: Language) -> String {
    let way_out = error.chain().find_map(|cause| way_out(cause.downcast_ref()?, cfg!(windows)));
    match (way_out, language) {
        (None, _) => format!("{error:#}"),
        (Some((vi, _)), Language::Vi) => format!("{error:#}. {vi}"),
        (Some((_, en)), Language::En) => format!("{error:#}. {en}"),
    }
}

/// The way out, in Vietnamese and English.
fn way_out(error: &Error, on_windows: bool) -> Option<(&'static str, &'static str)> {
    match (error.kind(), error.raw_os_error().filter(|_| on_windows)) {
        (_, Some(code)) if HELD.contains(&code) => Some((
            "Tệp đang mở trong Excel, Word hoặc chương trình khác: hãy lưu và đóng tệp ấy rồi thử lại",
            "The file is open in Excel, Word or another program: save and close it, then try again",
        )),
        (_, Some(code)) if IN_CLOUD.contains(&code) => Some((
            "Tệp nằm trên OneDrive và chưa có trên máy này: hãy bật OneDrive, bấm chuột phải vào \
             tệp, chọn “Luôn giữ trên thiết bị này”, chờ tải xong rồi thử lại",
            "The file is on OneDrive and not on this computer: start OneDrive, right-click the \
             file, choose “Always keep on this device”, wait for it, then try again",
        )),
        (ErrorKind::StorageFull | ErrorKind::QuotaExceeded, _) => Some((
            "Ổ đĩa đã đầy: hãy xóa bớt tệp không cần, hoặc chọn thư mục ở ổ đĩa khác",
            "The disk is full: remove what is not needed, or choose a folder on another disk",
        )),
        (ErrorKind::ReadOnlyFilesystem, _) => Some((
            "Ổ đĩa này chỉ đọc được: hãy chọn thư mục khác",
            "This disk can only be read: choose another folder",
        )),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use anyhow::Context;

    use super::*;

    #[test]
    fn what_the_clerk_can_do_is_said_after_what_failed() {
        let failed = |error: Error| Err::<(), _>(error).context("không ghi được a.xlsx");
        let words =
            |error: Error, language| with_way_out(&failed(error).expect_err("an error"), language);
        let full = words(ErrorKind::StorageFull.into(), Language::Vi);
        assert!(full.starts_with("không ghi được a.xlsx: "), "{full}");
        assert!(full.contains("Ổ đĩa đã đầy"), "{full}");
        assert!(words(ErrorKind::StorageFull.into(), Language::En).contains("disk is full"));
        assert!(!words(ErrorKind::NotFound.into(), Language::Vi).contains(". "));
        let on_windows = |code: i32| way_out(&Error::from_raw_os_error(code), true);
        assert!(on_windows(32).is_some_and(|(vi, _)| vi.contains("Excel")));
        assert!(on_windows(362).is_some_and(|(vi, _)| vi.contains("OneDrive")));
        // A broken pipe on Linux.
        assert_eq!(way_out(&Error::from_raw_os_error(32), false), None);
    }
}

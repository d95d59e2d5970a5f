//! A workbook → its bytes, the same on every system.
//!
//! Invariant: nothing of what Excel reads is changed.

use anyhow::{Context, bail};
use rust_xlsxwriter::Workbook;

/// "Made by" of Unix, in the upper byte of its field (APPNOTE.TXT 4.4.2.2). The writer puts that of
/// the system there on which it runs, and no option of it changes that.
const UNIX: u8 = 3;

const ENTRY: &[u8] = b"PK\x01\x02";
const END: &[u8] = b"PK\x05\x06";

/// The bytes of a workbook.
///
/// # Errors
/// What rust_xlsxwriter refuses.
pub fn saved(mut workbook: Workbook) -> anyhow::Result<Vec<u8>> {
    let mut bytes = workbook.save_to_buffer()?;
    made_by_unix(&mut bytes).context("tệp Excel vừa tạo không đúng dạng")?;
    Ok(bytes)
}

/// Names one system in every entry of an archive's directory, which is written without a comment.
fn made_by_unix(archive: &mut [u8]) -> anyhow::Result<()> {
    let number = |archive: &[u8], at: usize, width: usize| -> Option<usize> {
        let bytes = archive.get(at..at + width)?;
        Some(bytes.iter().rev().fold(0, |number, byte| number << 8 | usize::from(*byte)))
    };
    let end = archive.len().checked_sub(22).context("no end")?;
    if !archive[end..].starts_with(END) {
        bail!("no end");
    }
    let entries = number(archive, end + 10, 2).context("no count")?;
    let mut at = number(archive, end + 16, 4).context("no directory")?;
    for _ in 0..entries {
        if !archive.get(at..).is_some_and(|rest| rest.starts_with(ENTRY)) {
            bail!("no entry");
        }
        // The lengths of its name, of its extra fields and of its comment.
        let lengths = [28, 30, 32].map(|field| number(archive, at + field, 2));
        let lengths = lengths.into_iter().sum::<Option<usize>>().context("a cut entry")?;
        archive[at + 5] = UNIX;
        at += 46 + lengths;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use zip::{HasZipMetadata, System, ZipArchive};

    use super::*;

    #[test]
    fn a_workbook_made_on_windows_is_that_made_on_linux() {
        let mut workbook = Workbook::new();
        workbook.add_worksheet().write_string(0, 0, "Sở Y tế").expect("a cell");
        let mut bytes = saved(workbook).expect("a workbook");
        let linux = bytes.clone();
        // As it is written on Windows.
        let entries: Vec<usize> =
            (0..bytes.len()).filter(|at| bytes[*at..].starts_with(ENTRY)).collect();
        assert!(entries.len() > 5);
        for at in entries {
            bytes[at + 5] = 0;
        }
        assert_ne!(bytes, linux);
        made_by_unix(&mut bytes).expect("an archive");
        assert_eq!(bytes, linux);
        let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("an archive");
        for index in 0..archive.len() {
            let entry = archive.by_index(index).expect("an entry");
            assert_eq!(entry.get_metadata().system, System::Unix);
        }
        assert!(made_by_unix(&mut b"no archive".to_vec()).is_err());
    }
}

//! Bytes → texts and tables as clerks write them, held against what is true of every text.
//!
//! Invariant: a byte chooses among words that the program knows, or is itself; no text is refused
//! for being odd.

use std::sync::LazyLock;

use super::directory::{Directory, OwnEntries};
use super::names::{Bodies, cell, evidence, split};
use super::text;

/// Headings of columns, and words that only look like one.
const HEADINGS: &[&str] = &[
    "TT",
    "Số TT",
    "Nội dung nhiệm vụ",
    "Nhiệm vụ",
    "Tên nhiệm vụ, đề án",
    "Cơ quan chủ trì",
    "Đơn vị thực hiện",
    "Đơn vị đầu mối",
    "Cơ quan phối hợp",
    "Phối hợp",
    "Chủ trì tham mưu",
    "Thời gian hoàn thành",
    "Thời hạn",
    "Tiến độ",
    "Thời gian",
    "Sản phẩm",
    "Kết quả",
    "Ghi chú",
    "Nhóm nhiệm vụ",
    "Lĩnh vực",
    "Căn cứ",
    "Cấp trình",
    "Lãnh đạo phụ trách",
    "Kinh phí",
    "",
    "(1)",
    "Sở Y tế",
    "Sở Tài chính",
    "Quý I",
    "Quý II",
    "Tháng 6",
    "Chủ trì",
    "x",
];

/// Contents of cells.
const CELLS: &[&str] = &[
    "",
    "x",
    "CT",
    "PH",
    "1",
    "2",
    "1.1",
    "I",
    "a)",
    "100",
    "Rà soát quy hoạch tỉnh",
    "Sở Y tế",
    "Sở Tài chính",
    "Sở Y tế; Sở Nội vụ",
    "Các sở, ban, ngành",
    "UBND các xã, phường",
    "Sở Y tế (chủ trì), Sở Nội vụ (phối hợp)",
    "31/12/2026",
    "Quý IV/2026",
    "Thường xuyên",
    "Tháng 6 năm 2026",
    "40%",
    "Báo cáo",
    "Quyết định",
    "nt",
    "\"",
    "Đồng chí Nguyễn Văn A",
    "Chủ trì: Sở Y tế\nPhối hợp: Sở Nội vụ",
    "- Sở Y tế\n- Sở Nội vụ",
    "I. Nhóm nhiệm vụ",
    "Tổng",
    "Sở Y té",
    "Theo phân công",
    "2026",
    "./.",
];

/// A table as a file of commas: the first byte says how many columns, then a byte a heading, then a
/// byte a cell. A byte past the words repeats the last one with a number of its own.
pub fn table(bytes: &[u8]) -> Vec<u8> {
    let Some((first, rest)) = bytes.split_first() else { return Vec::new() };
    let columns = usize::from(first % 9) + 1;
    let (headings, cells) = rest.split_at(columns.min(rest.len()));
    let mut rows = vec![row(headings, HEADINGS)];
    rows.extend(cells.chunks(columns).take(400).map(|cells| row(cells, CELLS)));
    rows.join("\n").into_bytes()
}

fn row(bytes: &[u8], words: &[&str]) -> String {
    let cells = bytes.iter().map(|byte| match words.get(usize::from(*byte)) {
        Some(word) => format!("\"{}\"", word.replace('"', "\"\"")),
        None => format!("\"{} {byte}\"", words[usize::from(*byte) % words.len()].replace('"', "")),
    });
    cells.collect::<Vec<_>>().join(",")
}

static DIRECTORY: LazyLock<Directory> =
    LazyLock::new(|| Directory::new("tỉnh Hà Tĩnh", None, OwnEntries::default()));

/// Names of a cell: none is empty, and reading again gives the same.
pub fn names(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let bodies = Bodies::new(&DIRECTORY, &[]);
    let (first, second) = (cell(&text, &bodies), cell(&text, &bodies));
    assert_eq!(format!("{:?}", first.names), format!("{:?}", second.names), "two readings differ");
    for named in &first.names {
        assert!(!named.name.trim().is_empty(), "an empty name in {text:?}");
        assert!(!named.text.trim().is_empty(), "an empty name in {text:?}");
    }
    assert!((0.0..=1.0).contains(&evidence(&text)), "{text:?}");
    assert!(split(&text, &DIRECTORY).iter().all(|name| !name.trim().is_empty()), "{text:?}");
}

/// Texts, dates, numbers and file names: what is clean stays as it is, what is a name of a file is
/// one on every system.
pub fn words(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let clean = text::clean(&text);
    assert_eq!(text::clean(&clean), clean, "clean twice");
    assert_eq!(text::nfc(&text::nfc(&text)), text::nfc(&text), "NFC twice");
    let line = text::single_line(&text);
    assert!(!line.contains('\n'), "{line:?}");
    let _ = (text::key(&text), text::bare(&text), text::slug(&text), text::is_vietnamese(&text));
    if let Ok(date) = text::parse_date(&clean) {
        assert_eq!(text::parse_date(&text::short_date(date)).ok(), Some(date), "{clean:?}");
    }
    let _ = (text::parse_issue_date(&clean), text::leading_issue_date(&clean));
    let _ = (text::clause::read(&clean), text::note_mark::without_note_marks(&text));
    if let Some(number) = text::parse_roman(&clean).filter(|number| *number < 4000) {
        assert_eq!(text::parse_roman(&text::roman(number)), Some(number), "{clean:?}");
    }
    let _ = (text::parse_letter(&clean), text::parse_ordinal(&clean));
    for name in [text::safe_file_name(&text), text::vietnamese_file_name(&text)] {
        assert!(!name.is_empty() && !name.contains(['/', '\\', '\0', ':']), "{name:?}");
        assert!(!name.ends_with(['.', ' ']) && !name.starts_with(' '), "{name:?}");
        assert!(!name.chars().any(text::is_unprintable), "{name:?}");
        assert_eq!(text::safe_file_name(&name), name, "safe twice");
    }
}

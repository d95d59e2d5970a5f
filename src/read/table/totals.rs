//! A row → whether it only counts what stands around it: "Cộng mục I: 02 nhiệm vụ",
//! "Tổng cộng | 12".
//!
//! Invariant: a numbered row is not a total, and neither is a row that names a body or a date
//! beside its words.

use super::layout::Layout;
use crate::model::Field;
use crate::read::grid::{GridCell, GridRow};
use crate::text::{key, parse_letter, parse_roman};
use crate::vocabulary::labels::{Label, Meaning, labels};
use crate::vocabulary::{COUNT_HEADINGS, COUNTED, TOTAL_PARTS, TOTALS};

/// Longer words are a task.
const LONGEST: usize = 80;

/// Whether a row reads as one that counts others, whatever its columns mean.
pub fn looks_like_total(row: &GridRow) -> bool {
    // Many counts are those of the marks of a matrix.
    const MANY: usize = 3;
    let mut words = row.cells.iter().filter(|cell| !is_count(&cell.text));
    let (Some(cell), None) = (words.next(), words.next()) else { return false };
    row.cells.len() > 1 && is_of_total(cell, true, row.cells.len() > MANY)
}

/// Whether a heading is that of a column of counts: "Cộng", "Tổng số đơn vị", "Số lượng".
pub fn is_count_heading(words: &str) -> bool {
    let folded = key(words);
    let is_amount = |label: &Label| label.meaning == Meaning::Amount;
    let counts = COUNT_HEADINGS.begin(&folded) || labels(words).first().is_some_and(is_amount);
    let is_total = |(word, rest): (&str, &str)| {
        rest.is_empty()
            || TOTAL_PARTS.begin(rest) && word != "tổng"
            || rest.split(' ').all(|word| COUNTED.has(word))
    };
    counts || TOTALS.cut(&folded).is_some_and(is_total)
}

/// Whether a row counts what stands above or below it.
pub fn is_total(row: &GridRow, layout: &Layout) -> bool {
    let mut words = row.cells.iter().filter(|cell| !is_count(&cell.text));
    let (Some(cell), None) = (words.next(), words.next()) else { return false };
    let number = layout.column(Field::Number).filter(|number| *number != cell.column);
    if number.is_some_and(|number| row.cell(number).is_some()) {
        return false;
    }
    let has_counts = row.cells.len() > 1;
    is_of_total(cell, has_counts, !layout.bodies.is_empty())
}

fn is_of_total(cell: &GridCell, has_counts: bool, is_matrix: bool) -> bool {
    if cell.text.chars().take(LONGEST + 1).count() > LONGEST {
        return false;
    }
    let folded = key(&cell.text);
    let Some((word, rest)) = TOTALS.cut(&folded) else { return false };
    let is_part = TOTAL_PARTS.begin(rest);
    let first = rest.split(' ').next().unwrap_or_default();
    let upper = first.to_uppercase();
    let is_mark = first.chars().all(|c| c.is_ascii_digit())
        || parse_roman(&upper).is_some()
        || first.chars().count() == 1 && parse_letter(first).is_some();
    let is_counted = |word: &str| word.chars().all(|c| c.is_ascii_digit()) || COUNTED.has(word);
    let only_counts = rest.split(' ').all(is_counted);
    // "Tổng kiểm kê" is work; "Tổng chủ trì" below a matrix is a count.
    let is_loose = has_counts && (word.starts_with("tổng ") || is_matrix && word != "cộng");
    rest.is_empty() || is_part && word != "tổng" || is_mark || only_counts || is_loose
}

/// A count or a sum, or how many of what: "12", "4.500.000", "02 nhiệm vụ".
fn is_count(text: &str) -> bool {
    let text = text.trim();
    if text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '%' | ' ')) {
        return true;
    }
    // Nearly every cell begins with a letter; folding them all would take a third of a reading.
    if !text.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_numeric) {
        return false;
    }
    let folded = key(text);
    let mut words = folded.split(' ');
    let first = words.next().unwrap_or_default();
    !first.is_empty()
        && first.chars().all(|c| c.is_ascii_digit())
        && words.all(|word| COUNTED.has(word))
}

/// A row "(1) (2) (3)…" below the headings, perhaps with letters before: (A)(B)(1)(2), or with sums:
/// "5=3+4".
pub fn is_number_row(row: &GridRow) -> bool {
    const LONGEST: usize = 16;
    let mark = |cell: &GridCell| -> Option<String> {
        let text = cell.text.split('=').next().unwrap_or_default();
        let text = text.trim_matches(['(', ')', '[', ']', ' ', '.']);
        (cell.text.len() <= LONGEST && !text.is_empty()).then(|| text.to_string())
    };
    if row.cells.len() < 3 {
        return false;
    }
    let Some(marks) = row.cells.iter().map(mark).collect::<Option<Vec<_>>>() else { return false };
    let letters = marks.iter().take_while(|mark| is_letter(mark)).count();
    let in_order = |index: usize, mark: &String| {
        let letter = mark.chars().next().unwrap_or('A').to_ascii_uppercase();
        u32::from(letter) == u32::from('A') + u32::try_from(index).unwrap_or(u32::MAX / 2)
    };
    if !marks[..letters].iter().enumerate().all(|(index, mark)| in_order(index, mark)) {
        return false;
    }
    let numbers: Vec<Option<u32>> = marks[letters..].iter().map(|mark| mark.parse().ok()).collect();
    let rising = numbers.windows(2).all(|pair| match pair {
        [Some(a), Some(b)] => *b == a + 1,
        _ => false,
    });
    let starts = match numbers.first() {
        None => true,
        Some(first) => first.is_some_and(|first| {
            let next = u32::try_from(letters + 1).unwrap_or(u32::MAX);
            first <= 2 || first == next
        }),
    };
    rising && starts
}

fn is_letter(mark: &str) -> bool {
    mark.len() == 1 && mark.chars().all(|c| c.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(texts: &[&str]) -> GridRow {
        let cells = (1..).zip(texts).filter(|(_, text)| !text.is_empty());
        let cell = |(column, text): (u32, &&str)| GridCell {
            column,
            struck: false,
            text: text.to_string(),
        };
        GridRow { row: 9, hidden: false, cells: cells.map(cell).collect() }
    }

    fn layout() -> Layout {
        let fields = [(1, Field::Number), (2, Field::Content), (3, Field::Lead)].into();
        Layout { fields, ..Layout::default() }
    }

    #[test]
    fn totals_are_told_from_work() {
        for texts in [
            ["", "Cộng mục I: 02 nhiệm vụ", ""],
            ["", "Tổng số: 5 nhiệm vụ", ""],
            ["Cộng", "", ""],
            ["", "Cộng", "12"],
            ["", "Cộng phần B", "3"],
            ["Tổng cộng", "14 đầu việc", ""],
            ["", "TỔNG CỘNG TOÀN TỈNH", "7"],
            ["", "Cộng (II)", ""],
            ["", "Cộng CT", "3"],
            ["", "Cộng số việc phối hợp", "4"],
        ] {
            assert!(is_total(&row(&texts), &layout()), "{texts:?}");
        }
        for texts in [
            ["1", "Cộng", ""],
            ["", "Tổng kiểm kê tài sản công", ""],
            ["", "Cộng tác với các trường nghề", ""],
            ["", "Tổng số: 5 nhiệm vụ", "Sở Y tế"],
            ["", "Tổng kết đề án", "3"],
            ["", "Hạ tầng", ""],
        ] {
            assert!(!is_total(&row(&texts), &layout()), "{texts:?}");
        }
    }

    #[test]
    fn columns_of_counts_are_told_from_bodies() {
        for words in ["Cộng", "TỔNG", "Tổng số", "Tổng số đơn vị", "Số lượng", "SL", "Tổng cộng"]
        {
            assert!(is_count_heading(words), "{words}");
        }
        for words in ["Tổng công ty Điện lực", "Cộng đồng dân cư", "Sở Y tế", "Tổng cục Thuế", ""]
        {
            assert!(!is_count_heading(words), "{words}");
        }
    }

    #[test]
    fn number_rows_may_have_letters() {
        for texts in [
            &["(1)", "(2)", "(3)"][..],
            &["(A)", "(B)", "(1)", "(2)"],
            &["A", "B", "C", "1", "2", "3=1+2"],
            &["a", "b", "c", "d"],
            &["A", "B", "3", "4"],
            &["[1]", "[2]", "[3]"],
        ] {
            assert!(is_number_row(&row(texts)), "{texts:?}");
        }
        for texts in [
            &["1", "Rà soát", "Sở Y tế"][..],
            &["1", "2"],
            &["3", "4", "5"],
            &["x", "x", "x"],
            &["C", "P", "P"],
        ] {
            assert!(!is_number_row(&row(texts)), "{texts:?}");
        }
    }
}

//! Every cell of every workbook of `tests/files/`, as our readers give it and as calamine does:
//! where they differ, one of a few known reasons explains it.
//!
//! calamine reads the cells of .xlsx for the program too; there it is the second opinion on what
//! is put around it. Invariant: no cell is in one reading and silently not in the other.

use std::io::Cursor;
use std::path::Path;

use calamine::{Data, ExcelDateTime, Range, Reader, SheetVisible, open_workbook_auto_from_rs};
use danhmuc::project::tables_of;
use danhmuc::read::{Grid, Input};
use danhmuc::text::clean;

/// A cell for a message.
fn place(name: &str, row: u32, column: u32) -> String {
    format!("{name} dòng {row}, cột {column}")
}

/// What the reader noted of a cell, as words: "Legacy(Tcvn3)", "Covered(…)".
fn noted(grid: &Grid, row: u32, column: u32) -> String {
    let marks = grid.marks.iter().filter(|(r, c, _)| (*r, *c) == (row, column));
    marks.map(|(_, _, mark)| format!("{mark:?} ")).collect()
}

fn is_covered(grid: &Grid, row: u32, column: u32) -> bool {
    grid.merges.iter().any(|area| {
        (area.top..=area.bottom).contains(&row)
            && (area.left..=area.right).contains(&column)
            && (area.top, area.left) != (row, column)
    })
}

/// The numbers that a text shows, with a comma before decimals.
fn numbers(text: &str) -> Vec<f64> {
    let parts = text.split(|c: char| !c.is_ascii_digit() && c != ',');
    parts.filter_map(|part| part.trim_matches(',').replace(',', ".").parse().ok()).collect()
}

fn shows_number(shown: &str, number: f64) -> bool {
    let number = number.abs();
    // As it is, as a percentage, or rounded to what is shown of it.
    let same = |found: &f64| {
        [number, number * 100.0]
            .iter()
            .any(|number| (found - number).abs() <= 0.5_f64.min(number * 0.01 + 1e-9))
    };
    numbers(shown).iter().any(same)
}

fn shows_day(shown: &str, day: &ExcelDateTime) -> bool {
    let (year, month, date, hour, minute, ..) = day.to_ymd_hms_milli();
    let parts = [year % 100, year, month.into(), date.into(), hour.into(), minute.into()];
    let found = numbers(shown);
    !found.is_empty()
        && found.iter().all(|number| parts.iter().any(|part| f64::from(*part) == *number))
}

/// Why our reading of a cell is not calamine's; `None` where nothing explains it.
fn explained(grid: &Grid, (row, column): (u32, u32), ours: &str, theirs: &Data) -> bool {
    let notes = noted(grid, row, column);
    let unseen =
        notes.contains("Covered") || notes.contains("Unshown") || is_covered(grid, row, column);
    // Words of its format, around the number or in its place.
    let has_words = ours.contains(char::is_alphabetic);
    match theirs {
        Data::Empty => ours.is_empty(),
        Data::Error(_) => notes.contains("Error"),
        Data::Bool(flag) => ours == flag.to_string(),
        Data::Float(number) if *number == 0.0 && ours.is_empty() => true,
        Data::Int(number) => shows_number(ours, *number as f64) || has_words || unseen,
        Data::Float(number) => shows_number(ours, *number) || has_words || unseen,
        Data::DateTime(day) => shows_day(ours, day) || unseen,
        Data::DateTimeIso(day) | Data::DurationIso(day) => {
            let theirs = numbers(&day.replace(['-', 'T', ':'], " "));
            numbers(ours).iter().all(|number| theirs.contains(number)) && !ours.is_empty() || unseen
        }
        Data::String(text) => {
            let text = clean(text);
            let is_error = text.starts_with('#') && notes.contains("Error");
            // Words of its format stand around it; it is of an encoding before Unicode.
            let is_struck = notes.contains("Struck") && text.contains(ours);
            // Marks of notes are no part of a cell.
            let is_marked = ours == text.replace(['¹', '²', '³'], "");
            ours.contains(&text)
                || is_struck
                || is_marked
                || notes.contains("Legacy")
                || is_error
                || unseen
        }
    }
}

/// The differences that nothing explains.
fn differences(name: &str, grid: &Grid, theirs: &Range<Data>) -> Vec<String> {
    let mut found = Vec::new();
    let start = theirs.start().unwrap_or_default();
    for (row, column, value) in theirs.used_cells() {
        let (row, column) = (start.0 + row as u32 + 1, start.1 + column as u32 + 1);
        let ours = grid.row(row).map_or("", |row| row.text(column));
        if !explained(grid, (row, column), ours, value) {
            found.push(format!("{}: {ours:?} và {value:?}", place(name, row, column)));
        }
    }
    for row in &grid.rows {
        for cell in &row.cells {
            let theirs = theirs.get_value((row.row - 1, cell.column - 1));
            if matches!(theirs, None | Some(Data::Empty)) {
                found.push(format!(
                    "{}: {:?} và không có gì",
                    place(name, row.row, cell.column),
                    cell.text
                ));
            }
        }
    }
    found
}

#[test]
fn calamine_finds_the_same_cells() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files");
    let (mut wrong, mut compared) = (Vec::new(), 0);
    for entry in std::fs::read_dir(folder).expect("the folder of files") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        if !["xlsx", "xlsm", "xls", "xlsb", "ods"]
            .iter()
            .any(|it| name.ends_with(&format!(".{it}")))
        {
            continue;
        }
        let bytes = std::fs::read(&path).expect("the file");
        let Ok(grids) = tables_of(&Input { name: &name, bytes: &bytes }) else { continue };
        // Pages and Word files that are named as workbooks.
        let Ok(mut book) = open_workbook_auto_from_rs(Cursor::new(bytes)) else { continue };
        let sheets = book.sheets_metadata().to_vec();
        for sheet in sheets.iter().filter(|sheet| sheet.visible == SheetVisible::Visible) {
            let grid = grids.iter().find(|grid| grid.name == sheet.name);
            let grid = grid.unwrap_or_else(|| panic!("{name} has no {}", sheet.name));
            let Ok(range) = book.worksheet_range(&sheet.name) else {
                wrong.push(format!("{name}: calamine does not read {}", sheet.name));
                continue;
            };
            compared += range.used_cells().count();
            wrong.extend(differences(&name, grid, &range));
        }
    }
    assert!(wrong.is_empty(), "{} cells differ:\n{}", wrong.len(), wrong.join("\n"));
    assert!(compared > 1_500, "{compared} cells");
}

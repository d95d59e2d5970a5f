//! Workbooks that the program made, given back to it: the plan's own, and a filled extract.

use std::io::{Cursor, Read};

use calamine::{Data, Reader, Xlsx};
use serde_json::Value;

use crate::extracts::SOURCE;
use crate::program::Program;
use crate::workbook::patched;

const SHEET: &str = "xl/worksheets/sheet1.xml";

/// Content, who leads, who supports and the deadline of each task.
fn tasks(shown: &Value) -> Vec<[String; 4]> {
    // What is made prints with a capital first, whatever the source has.
    let text = |value: &Value| value.as_str().unwrap_or_default().to_lowercase();
    let tasks = shown["tasks"].as_array().expect("tasks");
    let one = |task: &Value| {
        let supports = task["support"].as_array().expect("supports");
        let supports: Vec<String> = supports.iter().map(|each| text(&each["text"])).collect();
        [
            text(&task["content"]),
            text(&task["lead"]["text"]),
            supports.join("; "),
            text(&task["deadline"]["text"]),
        ]
    };
    tasks.iter().map(one).collect()
}

fn titles(shown: &Value) -> Vec<String> {
    let groups = shown["groups"].as_array().expect("groups");
    groups.iter().map(|group| group["title"].as_str().unwrap_or_default().to_string()).collect()
}

/// The program with the source built, agencies too.
fn built() -> Program {
    let program = Program::new().file("nguon.yaml", SOURCE);
    program.run(&["build", "nguon.yaml", "--agencies", "all"]).exits(0);
    program
}

#[test]
fn the_plans_own_workbook_gives_the_plan_and_nothing_twice() {
    let program = built();
    let back = program.run(&["show", "output/nguon/danh-muc.xlsx"]);
    let (before, after) = (program.show("nguon.yaml", 0), back.json());
    assert_eq!(tasks(&after), tasks(&before), "{back}");
    assert_eq!(titles(&after), titles(&before), "{back}");
    for code in ["sheet-skipped", "table-repeated", "table-twice", "column-unknown", "row-skipped"]
    {
        assert!(!back.stdout.contains(code), "{code}\n{back}");
    }
}

#[test]
fn a_filled_extract_gives_its_tasks_without_the_reports() {
    let program = built();
    let name = "output/nguon/co-quan/so-y-te.xlsx";
    let empty = program.run(&["show", name]);
    let wanted = tasks(&empty.json());
    assert!(!wanted.is_empty(), "{empty}");
    // Its parts are no groups; those of the plan come back in each.
    let groups = titles(&empty.json());
    assert!(groups.iter().all(|title| ["Hạ tầng số", "Dữ liệu số"].contains(&title.as_str())));
    // Its first task, reported in the last five columns.
    let file = program.bytes(name);
    let row = first_task(&file);
    let words = ["Quá hạn", "60", "Đã khảo sát", "Báo cáo số 5", "Thiếu kinh phí"];
    let columns = ["H", "I", "J", "K", "L"];
    let filled = columns.iter().zip(words).fold(file, |file, (column, words)| {
        let sheet = sheet_of(&file);
        let start = sheet.find(&format!("<c r=\"{column}{row}\"")).expect("a cell to fill in");
        let end = start + sheet[start..].find("/>").expect("a blank cell") + "/>".len();
        let blank = &sheet[start..end];
        let filled = blank.replace("/>", &format!(" t=\"inlineStr\"><is><t>{words}</t></is></c>"));
        patched(&file, SHEET, blank, &filled)
    });
    program.put("tra-ve.xlsx", filled);
    let back = program.run(&["show", "tra-ve.xlsx"]);
    assert_eq!(tasks(&back.json()), wanted, "{back}");
    for words in words {
        assert!(!back.stdout.contains(words), "{words} is of the report\n{back}");
    }
}

/// The first row of a task, from 1: an extract has the ids of its tasks in column A.
fn first_task(file: &[u8]) -> usize {
    let mut book = Xlsx::new(Cursor::new(file)).expect("a workbook");
    let sheet = book.worksheet_range("Nhiệm vụ").expect("the sheet");
    let above = sheet.start().map_or(0, |(row, _)| row as usize);
    let is_task = |row: &[Data]| row.first().is_some_and(|id| id.to_string().starts_with("nv-"));
    above + 1 + sheet.rows().position(is_task).expect("a task")
}

fn sheet_of(file: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(file)).expect("a zip file");
    let mut text = String::new();
    let mut part = archive.by_name(SHEET).expect("the sheet");
    part.read_to_string(&mut text).expect("XML");
    text
}

//! How the sheets of `danh-muc.xlsx` print: what each page repeats, and rows as high as their text.

use crate::pdf::Pdf;
use crate::program::Program;
use crate::word::part;

/// The text between two others, behind a beginning.
fn between<'t>(text: &'t str, from: &str, to: &str) -> Option<&'t str> {
    let start = text.find(from)? + from.len();
    text[start..].find(to).map(|end| &text[start..start + end])
}

/// The rows of a sheet: number, height in points, texts.
fn rows(book: &[u8], sheet: usize) -> Vec<(u32, f64, Vec<String>)> {
    let strings = part(book, "xl/sharedStrings.xml");
    let strings: Vec<String> = strings
        .split("<si>")
        .skip(1)
        .map(|item| item.split("<t").skip(1).filter_map(|t| between(t, ">", "</t>")).collect())
        .collect();
    let xml = part(book, &format!("xl/worksheets/sheet{sheet}.xml"));
    let row = |row: &str| {
        let number = between(row, " r=\"", "\"")?.parse().ok()?;
        let height = between(row, " ht=\"", "\"").and_then(|height| height.parse().ok());
        let texts = row.split("<c ").skip(1).filter(|cell| cell.contains("t=\"s\""));
        let texts = texts.filter_map(|cell| between(cell, "<v>", "</v>")?.parse::<usize>().ok());
        let texts = texts.filter_map(|index| strings.get(index).cloned());
        Some((number, height.unwrap_or(0.0), texts.collect()))
    };
    xml.split("<row").skip(1).filter_map(row).collect()
}

/// The sheet of a name: its number, and the rows that all of its pages repeat.
fn sheet(book: &[u8], name: &str) -> (usize, (u32, u32)) {
    let xml = part(book, "xl/workbook.xml");
    let names = xml.split("<sheet ").skip(1).filter_map(|sheet| between(sheet, "name=\"", "\""));
    let index = names.into_iter().position(|found| found == name);
    let index = index.unwrap_or_else(|| panic!("no sheet {name}: {xml}"));
    let titles = xml.split("<definedName ").skip(1).find(|entry| {
        entry.contains("_xlnm.Print_Titles") && entry.contains(&format!("localSheetId=\"{index}\""))
    });
    // Columns may be repeated too, before the rows.
    let titles = titles.and_then(|titles| between(titles, ">", "<")).expect("repeated rows");
    let area = titles.rsplit("!$").next().expect("an area");
    let mut ends = area.split(":$").filter_map(|end| end.trim_start_matches('$').parse().ok());
    (index + 1, (ends.next().expect("a row"), ends.next().expect("a row")))
}

#[test]
fn pages_of_the_matrix_repeat_its_headings_and_the_legend_has_a_sheet_of_its_own() {
    let program = Program::new().file(
        "nguon.yaml",
        "document: {title: Danh mục nhiệm vụ, issuer: Ủy ban nhân dân tỉnh Hà Tĩnh}\n\
         tasks:\n  - {content: Rà soát, lead: Sở Y tế, support: Sở Tài chính, deadline: Năm 2026}\n",
    );
    program.run(&["build", "nguon.yaml"]).exits(0);
    let book = program.bytes("output/nguon/danh-muc.xlsx");
    let (matrix, (first, last)) = sheet(&book, "Ma trận");
    let found = rows(&book, matrix);
    let repeated: Vec<&String> = found
        .iter()
        .filter(|(row, ..)| (first..=last).contains(row))
        .flat_map(|(.., texts)| texts)
        .collect();
    assert!(repeated.iter().any(|text| *text == "TT"), "{repeated:?}");
    let of_matrix = |words: &str| found.iter().any(|(.., texts)| texts.iter().any(|t| t == words));
    assert!(!of_matrix("Sở Tài chính"), "the names in full stand in the legend");
    let (legend, (first, last)) = sheet(&book, "Chú giải");
    let found = rows(&book, legend);
    let heading = found.iter().find(|(row, ..)| *row == first).expect("its headings");
    assert_eq!(heading.2, ["Viết tắt", "Tên đầy đủ"]);
    assert_eq!(first, last);
    for name in ["Sở Y tế", "Sở Tài chính"] {
        assert!(found.iter().any(|(row, _, texts)| *row > last && texts.iter().any(|t| t == name)));
    }
}

#[test]
fn rows_of_the_annex_sheet_are_as_high_as_their_text_and_no_higher() {
    const WORDS: &str = "rà soát quy hoạch hệ thống đường thôn gắn với kế hoạch sử dụng đất và nguồn vốn của \
                         địa phương";
    let words: Vec<&str> = WORDS.split(' ').collect();
    // Contents of 8 words, 16 and so on, each with its own first words.
    let task = |n: usize| {
        let text: Vec<&str> = words.iter().cycle().skip(n).take(8 * n).copied().collect();
        format!("  - {{content: Việc {n} {}, lead: Sở Y tế, deadline: Năm 2026}}\n", text.join(" "))
    };
    let tasks: String = (1..=14).map(task).collect();
    let program = Program::new().file(
        "nguon.yaml",
        format!("document: {{title: Danh mục nhiệm vụ, issuer: Ủy ban nhân dân tỉnh Hà Tĩnh}}\ntasks:\n{tasks}"),
    );
    program.run(&["build", "nguon.yaml", "--only", "danh-muc.pdf", "danh-muc.xlsx"]).exits(0);
    let path = |name: &str| format!("output/nguon/{name}");
    let annex = Pdf::open(&program.path(&path("danh-muc.pdf")));
    // Where each line of the pages stands, to count those of a cell.
    let pages: Vec<_> = annex.pages.iter().map(|page| (page, page.lines())).collect();
    let lines_of = |content: &str| {
        let words: String = content.split(' ').take(5).collect::<Vec<_>>().join(" ");
        let (page, lines) = pages
            .iter()
            .find(|(_, lines)| lines.iter().any(|line| line.text.starts_with(&words)))?;
        let first = page.find(&words)?;
        let column = |line: &&crate::pdf::Line| (line.x_mm - first.x_mm).abs() < 0.2;
        // The lines of a cell follow each other without a gap.
        let mut below: Vec<f64> = lines.iter().filter(column).map(|line| line.y_mm).collect();
        below.retain(|y| *y >= first.y_mm - 0.1);
        below.sort_by(f64::total_cmp);
        let single = 6.0;
        let run = below.windows(2).take_while(|pair| pair[1] - pair[0] < single).count() + 1;
        Some(run)
    };
    let book = program.bytes(&path("danh-muc.xlsx"));
    let (index, _) = sheet(&book, "Danh mục");
    let mut seen = 0;
    for (row, height, texts) in rows(&book, index) {
        // The longest text of a row decides how high it is.
        let Some(longest) = texts.iter().max_by_key(|text| text.chars().count()) else { continue };
        let Some(lines) = lines_of(longest) else { continue };
        let lines = u32::try_from(lines).expect("few");
        let line = 13.0 * 1.15 + 0.375;
        let (least, most) = (f64::from(lines) * 13.0, f64::from(lines + 1) * line + 3.0);
        assert!(
            (least..=most).contains(&height),
            "row {row}, {lines} lines: {height} pt: {longest}"
        );
        seen += 1;
    }
    assert!(seen >= 14, "{seen} rows compared");
}

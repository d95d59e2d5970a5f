//! `compare`: which task of one version is which of the other, what of it changed, and the table of it in
//! three formats.

use std::collections::BTreeSet;

use danhmuc::model::Field;
use danhmuc::model::draft::DraftEntry;
use danhmuc::pairing::{Side, pair};
use danhmuc::project::read_source;
use serde_json::Value;

use crate::program::Program;

/// A task with its number, content, group and lead.
#[derive(Clone)]
struct Row {
    number: String,
    content: String,
    group: String,
    lead: String,
    /// The places in the old list that it comes from.
    from: BTreeSet<usize>,
}

fn rows(seed: &str) -> Vec<Row> {
    let path = format!("{}/seeds/{seed}", env!("CARGO_MANIFEST_DIR"));
    let draft = read_source(path.as_ref()).expect("a seed").draft.expect("a draft");
    let (mut rows, mut group): (Vec<Row>, String) = (Vec::new(), String::new());
    for entry in draft.outline {
        match entry {
            DraftEntry::Group(one) => group = one.title.value,
            DraftEntry::Task(task) => {
                let text =
                    |field| task.first(field).map_or(String::new(), |text| text.value.clone());
                let number = (rows.len() + 1).to_string();
                let (content, lead) = (text(Field::Content), text(Field::Lead));
                let from = BTreeSet::from([rows.len()]);
                rows.push(Row { number, content, group: group.clone(), lead, from });
            }
        }
    }
    rows
}

/// Numbers that look drawn and are the same each time.
struct Draw(u64);

impl Draw {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        ((self.0 >> 33) as usize) % end.max(1)
    }
}

/// A task that no edit has touched.
fn fresh(
    rows: &[Row],
    touched: &mut BTreeSet<usize>,
    draw: &mut Draw,
    wants: fn(&Row) -> bool,
) -> usize {
    loop {
        let at = draw.below(rows.len());
        let row = &rows[at];
        if wants(row) && row.from.iter().all(|from| touched.insert(*from)) {
            return at;
        }
    }
}

/// Edits of a plan: moves, rewordings of up to half of the words, splits, joins, tasks that come and go,
/// groups that are merged, everything renumbered.
fn edited(old: &[Row], words: &[String], draw: &mut Draw) -> (Vec<Row>, usize) {
    const EACH: usize = 2;
    let mut rows = old.to_vec();
    let mut touched: BTreeSet<usize> = BTreeSet::new();
    let mut edits = 0;
    for _ in 0..EACH {
        let at = fresh(&rows, &mut touched, draw, |row| row.from.len() == 1);
        let row = rows.remove(at);
        let to = draw.below(rows.len());
        rows.insert(to, row);

        for share in [3, 2] {
            let at =
                fresh(&rows, &mut touched, draw, |row| row.content.split_whitespace().count() >= 6);
            let mut all: Vec<String> =
                rows[at].content.split_whitespace().map(str::to_string).collect();
            let (length, count) = (all.len(), all.len() / share);
            let first = draw.below(length);
            for step in 0..count {
                // Every second word, or a run of them.
                let place = if share == 2 { first + 2 * step } else { first + step };
                all[place % length] = words[draw.below(words.len())].clone();
            }
            rows[at].content = all.join(" ");
        }

        let at =
            fresh(&rows, &mut touched, draw, |row| row.content.split_whitespace().count() >= 12);
        let all: Vec<&str> = rows[at].content.split_whitespace().collect();
        let (head, tail) = all.split_at(all.len() / 2);
        let (head, tail) = (head.join(" "), tail.join(" "));
        let second = Row { content: tail, ..rows[at].clone() };
        rows[at].content = head;
        rows.insert(at + 1, second);

        let at = fresh(&rows, &mut touched, draw, |row| row.from.len() == 1);
        let next = (at + 1) % rows.len();
        if rows[next].from.iter().all(|from| touched.insert(*from)) && next > at {
            let second = rows.remove(next);
            rows[at].content = format!("{}; {}", rows[at].content, second.content);
            rows[at].from.extend(second.from);
        }

        let at = fresh(&rows, &mut touched, draw, |row| row.from.len() == 1);
        rows.remove(at);
        edits += 6;
    }
    let last = rows.last().map_or(String::new(), |row| row.group.clone());
    let first = rows[0].group.clone();
    rows.iter_mut().filter(|row| row.group == last).for_each(|row| row.group.clone_from(&first));
    for (at, row) in rows.iter_mut().enumerate() {
        row.number = (at + 1).to_string();
    }
    (rows, edits)
}

fn sides(rows: &[Row]) -> Vec<Side<'_>> {
    fn side(row: &Row) -> Side<'_> {
        let Row { number, content, group, lead, .. } = row;
        Side { id: None, number, content, group, bodies: lead }
    }
    rows.iter().map(side).collect()
}

/// Pairs of places that are one task, from sets of them.
fn links(pairs: impl Iterator<Item = (Vec<usize>, Vec<usize>)>) -> BTreeSet<(usize, usize)> {
    pairs
        .flat_map(|(old, new)| {
            old.into_iter().flat_map(move |old| new.clone().into_iter().map(move |new| (old, new)))
        })
        .collect()
}

#[test]
fn edits_of_our_plans_are_found_again() {
    let seeds = [
        "ha-tinh-01-ctr-tu-2025",
        "ha-tinh-111-nq-cp",
        "ha-tinh-26-ctr-tu",
        "ha-tinh-57-kl-tu",
        "thanh-hoa-1992",
    ];
    let plans: Vec<Vec<Row>> = seeds.iter().map(|seed| rows(seed)).collect();
    let words: Vec<String> = plans
        .iter()
        .flatten()
        .flat_map(|row| row.content.split_whitespace().map(str::to_string).collect::<Vec<_>>())
        .collect();
    let (mut edits, mut right, mut all, mut wrong) = (0, 0, 0, Vec::new());
    for (seed, old) in seeds.iter().zip(&plans) {
        let (new, made) = edited(old, &words, &mut Draw(edits as u64 + 7));
        edits += made;
        let found = pair(&sides(old), &sides(&new));
        let mut used = (BTreeSet::new(), BTreeSet::new());
        for pair in &found.pairs {
            assert!(pair.old.iter().all(|at| used.0.insert(*at)), "{seed}: {pair:?}");
            assert!(pair.new.iter().all(|at| used.1.insert(*at)), "{seed}: {pair:?}");
        }
        let truth = links(
            new.iter().enumerate().map(|(at, row)| (row.from.iter().copied().collect(), vec![at])),
        );
        let found = links(found.pairs.into_iter().map(|pair| (pair.old, pair.new)));
        right += truth.intersection(&found).count();
        all += truth.union(&found).count();
        for (old_at, new_at) in truth.symmetric_difference(&found) {
            let kind = if truth.contains(&(*old_at, *new_at)) { "missed" } else { "made up" };
            wrong.push(format!(
                "{seed} {kind}: {} | {}",
                old[*old_at].content, new[*new_at].content
            ));
        }
    }
    assert_eq!(edits, 60);
    println!("{right} of {all} pairs right after {edits} edits");
    assert!(right * 100 >= all * 98, "{right} of {all}\n{}", wrong.join("\n"));
}

const OLD: &str = "document: {title: Việc năm, issuer: Ủy ban nhân dân tỉnh Hà Tĩnh, date: 10/5/2024}
groups:
  - title: Kinh tế
    tasks:
      - {content: Xây dựng đề án vùng cam và tổ chức hội nghị xúc tiến tiêu thụ cam tại Hà Nội, lead: Sở Công Thương, deadline: Trước 30/6/2025}
      - {content: Rà soát quy hoạch bến thủy nội địa, lead: Sở Giao thông vận tải, support: [Sở Tài chính, Sở Y tế]}
  - title: Xã hội
    tasks:
      - {content: Tổ chức tập huấn kỹ năng số cho cán bộ cấp xã, lead: Sở Nội vụ, product: Báo cáo}
      - {content: Tổng kết chương trình xóa nhà tạm, lead: Sở Xây dựng}
";

const NEW: &str = "document: {title: Việc năm, issuer: Ủy ban nhân dân tỉnh Hà Tĩnh, date: 10/5/2024}
groups:
  - title: Kinh tế và hạ tầng
    tasks:
      - {content: Xây dựng đề án vùng cam, lead: Sở Công Thương, deadline: Trước 31/7/2025}
      - {content: Tổ chức hội nghị xúc tiến tiêu thụ cam tại Hà Nội, lead: Sở Công Thương, deadline: Trước 31/7/2025}
      - {content: Rà soát quy hoạch bến thuỷ nội địa;, lead: Sở GTVT, support: [Sở Y tế, Sở Tài chính]}
  - title: Xã hội
    tasks:
      - {content: Kiểm tra an toàn hồ chứa trước mùa mưa lũ, lead: Sở Xây dựng}
      - {content: Tổ chức tập huấn kỹ năng số cho cán bộ cấp xã và cấp huyện, lead: Sở Thông tin và Truyền thông, product: Báo cáo}
";

fn both() -> Program {
    Program::new().file("cu.yaml", OLD).file("moi.yaml", NEW)
}

fn compared(program: &Program, old: &str, new: &str, code: i32) -> Value {
    program.run(&["compare", old, new, "--format", "json"]).exits(code).json()
}

#[test]
fn each_change_of_a_task_is_told_and_writing_is_none() {
    let found = compared(&both(), "cu.yaml", "moi.yaml", 1);
    let what = |at: usize| found["changed"][at]["what"].as_str().unwrap_or_default().to_string();
    assert_eq!(what(0), "Tách thành 2 nhiệm vụ: 1, 2\nSửa nội dung nhiệm vụ, thời gian hoàn thành");
    assert_eq!(what(1), "Số 2 → 3");
    assert_eq!(what(2), "Sửa nội dung nhiệm vụ, cơ quan chủ trì\nSố 3 → 5");
    assert_eq!(found["changed"].as_array().map(Vec::len), Some(3));
    assert_eq!(found["added"][0]["texts"]["content"], "Kiểm tra an toàn hồ chứa trước mùa mưa lũ");
    assert_eq!(found["removed"][0]["number"], "4");
    assert_eq!(found["lines"][0]["what"], "Tên nhóm I");
    let words = found["changed"][2]["fields"][0]["words"].to_string();
    assert!(words.contains(r#"{"fate":"came","words":"và cấp huyện"}"#), "{words}");
    // "bến thuỷ … ;", "Sở GTVT", supports in another order.
    let written: Vec<&str> = found["writing"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|one| one["what"].as_str())
        .collect();
    assert_eq!(
        written,
        [
            "Nhiệm vụ 3, nội dung nhiệm vụ",
            "Nhiệm vụ 3, cơ quan chủ trì",
            "Nhiệm vụ 3, cơ quan phối hợp"
        ]
    );
    both().run(&["compare", "cu.yaml", "moi.yaml"]).exits(1).says("+ Nhiệm vụ 4: Kiểm tra an toàn");
}

#[test]
fn the_table_has_the_words_that_went_struck_and_those_that_came_underlined() {
    let program = both();
    for ending in ["pdf", "xlsx", "docx"] {
        let out = format!("bang.{ending}");
        program.run(&["compare", "cu.yaml", "moi.yaml", "-o", &out]).exits(1).says(&out);
        // A file that is there is not overwritten unasked.
        program.run(&["compare", "cu.yaml", "moi.yaml", "-o", &out]).exits(2).complains(&out);
    }
    let part = |name: &str, part: &str| {
        let bytes = std::io::Cursor::new(program.bytes(name));
        let mut package = zip::ZipArchive::new(bytes).expect("a package");
        let mut text = String::new();
        std::io::Read::read_to_string(&mut package.by_name(part).expect("a part"), &mut text)
            .expect("text");
        text
    };
    let word = part("bang.docx", "word/document.xml");
    let run = |look: &str, words: &str| {
        format!("<w:rPr>{look}</w:rPr><w:t xml:space=\"preserve\">{words}</w:t>")
    };
    assert!(word.contains(&run("<w:strike/>", "30/6/2025")), "{word}");
    assert!(word.contains(&run("<w:u w:val=\"single\"/>", "và cấp huyện")), "{word}");
    let book = part("bang.xlsx", "xl/sharedStrings.xml");
    assert!(book.contains("<strike/>") && book.contains("<u/>"), "{book}");
    for text in [word, book] {
        assert!(!text.contains(['\u{e0f0}', '\u{e0f1}', '\u{e0f2}']));
        for needed in ["Bản cũ", "Bản mới", "Thay đổi", "Nhiệm vụ bỏ (1)", "Bổ sung"]
        {
            assert!(text.contains(needed), "{needed}");
        }
    }
    let pdf = crate::pdf::Pdf::read(program.bytes("bang.pdf")).text();
    for needed in ["BẢNG SO SÁNH", "Nhiệm vụ sửa đổi (2)", "cấp huyện", "31/7/2025"]
    {
        assert!(pdf.contains(needed), "{needed}: {pdf}");
    }
}

#[test]
fn a_plan_is_the_same_in_every_format_of_ours_and_in_its_extracts() {
    let program = both();
    program.run(&["compare", "cu.yaml", "cu.yaml"]).exits(0).says("Hai bản như nhau: 4 nhiệm vụ");
    let build = ["build", "cu.yaml", "--agencies", "all", "--out", "ra", "--draft"];
    program.run(&build).exits(0);
    for ending in ["json", "toml", "xlsx"] {
        let out = format!("khac.{ending}");
        program.run(&["convert", "cu.yaml", "-o", &out]).exits(0);
        assert_eq!(compared(&program, "cu.yaml", &out, 0)["same"], true, "{ending}");
    }
    for file in ["ra/cu/danh-muc.xlsx", "ra/cu/danh-muc.docx"] {
        assert_eq!(compared(&program, "cu.yaml", file, 0)["counts"]["same"], 4, "{file}");
    }
    let extract = compared(&program, "cu.yaml", "ra/cu/co-quan/so-noi-vu.xlsx", 0);
    assert_eq!((&extract["counts"]["same"], &extract["counts"]["outside"]), (&1.into(), &3.into()));
}

#[test]
fn a_version_that_cannot_be_read_whole_is_not_compared() {
    let program = both()
        .file("van-xuoi.txt", "KẾ HOẠCH\nSở Y tế chủ trì rà soát.\n")
        .file("hong.xlsx", b"PK\x03\x04")
        .file("hong.yaml", "tasks: [{content: a, laed: b}]");
    for bad in ["van-xuoi.txt", "hong.xlsx", "hong.yaml", "khong-co.yaml"] {
        program.run(&["compare", "cu.yaml", bad]).exits(2);
        program.run(&["compare", bad, "cu.yaml"]).exits(2);
    }
    program.run(&["compare", "cu.yaml", "moi.yaml", "-o", "bang.txt"]).exits(2).complains(".pdf");
}

//! Every line of a plan is told of, whatever its order; and marks of any number count as they do on paper.

use danhmuc::diag::Diagnostics;
use danhmuc::import::{Scope, import, to_json};
use danhmuc::read::Input;
use danhmuc::source::Sources;
use danhmuc::text::key;
use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

use crate::imports::{list, proves_its_count, text};
use crate::packages::{Part, docx};
use crate::plan_scores::own_plans;

fn read(name: &str, bytes: &[u8]) -> Option<Value> {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let found = import(&Input { name, bytes }, Scope::default(), &mut sources, &mut diagnostics)?;
    Some(to_json(&found, &sources))
}

/// All that the JSON of an import shows, in comparison form.
fn shown(value: &Value) -> String {
    let mut out = String::from(" ");
    let mut open = vec![value];
    while let Some(value) = open.pop() {
        match value {
            Value::String(text) => {
                out.push_str(&key(text));
                out.push(' ');
            }
            Value::Array(values) => open.extend(values),
            Value::Object(values) => open.extend(values.values()),
            _ => {}
        }
    }
    out
}

/// Whether a line of the body is told of: three words in a row near its beginning or behind its label are shown.
fn is_told(line: &str, shown: &str) -> bool {
    const WORDS: usize = 3;
    const NEAR: usize = 6;
    let holds = |text: &str| {
        let folded = key(text);
        let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
        let few = words.len() < WORDS;
        let shows = |words: &[&str]| shown.contains(&format!(" {} ", words.join(" ")));
        few && shows(&words) || words.windows(WORDS).take(NEAR).any(shows)
    };
    holds(line) || line.split_once(':').is_some_and(|(_, rest)| holds(rest))
}

/// Whether a line is no paragraph of its own: the end of one that was broken, a title in capitals, or a numbered one without a closing sign.
fn is_title(line: &str) -> bool {
    let goes_on = line.starts_with(char::is_lowercase) || line.starts_with('[');
    let is_caps = goes_on || !line.chars().any(char::is_lowercase);
    let is_short = line.split(' ').count() <= 16 && !line.trim_end().ends_with(['.', ';', ':']);
    is_caps || is_short && line.starts_with(|c: char| c.is_ascii_digit() || "IVXĐ".contains(c))
}

/// The lines of a plan's body: from the first part to whom it goes to.
fn body(plan: &str) -> Option<(usize, usize)> {
    let lines: Vec<&str> = plan.lines().collect();
    let starts = ["I. ", "I/ ", "I- "];
    let from = lines.iter().position(|line| starts.iter().any(|s| line.trim().starts_with(s)))?;
    // A decision with its plan behind it has two heads.
    if lines[from..].iter().any(|line| line.contains("Độc lập")) {
        return None;
    }
    let to = lines.iter().position(|line| line.starts_with("Nơi nhận")).unwrap_or(lines.len());
    (to > from + 4).then_some((from, to))
}

/// The parts of plans turned round, doubled, and cut at the beginning and the end: the count holds, and no line
/// of the body is missing from tasks, groups and lines passed over.
#[test]
fn every_line_is_told_of_whatever_its_order() {
    let mut missing = Vec::new();
    let mut read_plans = 0;
    for (path, _) in own_plans() {
        let Ok(plan) = std::fs::read_to_string(&path) else { continue };
        let plan: String = plan.nfc().collect();
        let name = path.file_name().map(|name| name.to_string_lossy().to_string());
        let name = name.unwrap_or_default();
        let Some((from, to)) = body(&plan) else { continue };
        let lines: Vec<&str> = plan.lines().collect();
        let (head, foot) = (&lines[..from], &lines[to..]);
        let middle = from + (to - from) / 2;
        let halves = [&lines[from..middle], &lines[middle..to]];
        let bodies: [Vec<&str>; 4] = [
            [halves[1], halves[0]].concat(),
            [halves[0], halves[1], halves[0]].concat(),
            lines[from + 2..to].to_vec(),
            lines[from..to - 2].to_vec(),
        ];
        for (way, changed) in bodies.iter().enumerate() {
            let text = [head, changed, foot].concat().join("\n");
            let Some(found) = read("ke-hoach.txt", text.as_bytes()) else { continue };
            read_plans += 1;
            proves_its_count(&found, &name);
            let shown = shown(&found);
            let lost = changed.iter().filter(|line| !is_title(line) && !is_told(line, &shown));
            missing.extend(lost.map(|line| format!("{name} {way}: {line}")));
        }
    }
    assert!(read_plans > 40, "{read_plans}");
    assert!(
        missing.is_empty(),
        "{} lines: {:#?}",
        missing.len(),
        &missing[..missing.len().min(40)]
    );
}

/// What stands behind a signature is read where a heading opens a part, and told where none does; receivers
/// and who signs are neither.
#[test]
fn what_stands_behind_a_signature_is_read_or_told() {
    let plan = "KẾ HOẠCH\nChỉnh trang chợ năm 2026\nI. NHIỆM VỤ\n\
                1. Giao Phòng Kinh tế lập phương án sắp xếp các sạp hàng.\n\
                2. Giao Phòng Văn hóa - Xã hội tuyên truyền trên loa truyền thanh.\n\
                Nơi nhận:\n- Thường trực Đảng ủy xã để báo cáo;\n- Các phòng chuyên môn thuộc xã;\n\
                - Lưu: VT.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nLê Văn Tâm\n\
                Bài viết được đăng trên trang của xã vào sáng nay.\n";
    let found = read("ke-hoach.txt", plan.as_bytes()).expect("a plan");
    assert_eq!(list(&found, "tasks").len(), 2, "{found}");
    let passed: Vec<_> = list(&found, "passed_over")
        .iter()
        .filter(|line| line["why"] == "đứng sau nơi nhận hoặc chữ ký")
        .map(|line| line["text"].to_string())
        .collect();
    assert_eq!(passed, ["\"Bài viết được đăng trên trang của xã vào sáng nay.\""]);
    let more = "II. VIỆC KHÁC\n1. Giao Công an xã điều tiết giao thông quanh chợ.\n";
    let found = read("ke-hoach.txt", format!("{plan}{more}").as_bytes()).expect("a plan");
    assert_eq!(list(&found, "tasks").len(), 3, "{found}");
}

/// Marks of rising numbers, each with the work behind it, and what a plan of them begins with.
fn rows() -> Vec<(&'static str, Vec<String>)> {
    let letters = ["a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l", "m"];
    let roman = |number: usize| {
        let (tens, ones) = (number / 10, number % 10);
        let one = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"][ones];
        format!("{}{one}", ["", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx", "xc"][tens])
    };
    vec![
        ("1. … 1.000.", (1..=1000).map(|n| format!("{n}.")).collect()),
        ("1) … 200)", (1..=200).map(|n| format!("{n})")).collect()),
        ("i) … xcix)", (1..=99).map(|n| format!("{})", roman(n))).collect()),
        ("a) … m)", letters.iter().map(|letter| format!("{letter})")).collect()),
        (
            "1.1. … 30.40.",
            (1..=30).flat_map(|n| (1..=40).map(move |m| format!("{n}.{m}."))).collect(),
        ),
    ]
}

#[test]
fn items_are_counted_whatever_their_marks() {
    const HEAD: &str = "KẾ HOẠCH\nRà soát hồ sơ năm 2026\nI. NHIỆM VỤ";
    for (which, marks) in rows() {
        let work = |(index, mark): (usize, &String)| {
            format!("{mark} Rà soát, chỉnh lý hồ sơ lưu trữ của hộp số {} tại kho.", index + 1)
        };
        let items: Vec<String> = marks.iter().enumerate().map(work).collect();
        let plan = format!("{HEAD}\n{}\n", items.join("\n"));
        let paragraph = |line: &str| format!("<p><r><t>{line}</t></r></p>");
        let word: String = plan.lines().map(paragraph).collect();
        let document = format!("<document><body>{word}</body></document>");
        let word = docx(&[("document.xml", Part::plain(document))]);
        for (name, bytes) in [("ke-hoach.txt", plan.as_bytes()), ("ke-hoach.docx", &word)] {
            let found = read(name, bytes).unwrap_or_else(|| panic!("{name} {which}"));
            let tasks = list(&found, "tasks");
            assert_eq!(tasks.len(), items.len(), "{name} {which}");
            for (index, task) in tasks.iter().enumerate() {
                let box_of = format!("hộp số {} ", index + 1);
                assert!(text(task, "content").contains(&box_of), "{name} {which}: {task}");
            }
            proves_its_count(&found, which);
        }
    }
}

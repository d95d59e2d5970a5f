//! Sources to measure with: as many tasks and agencies as asked, the same every time.

use std::fmt::Write;

/// The size of a source.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    pub tasks: usize,
    pub agencies: usize,
    /// A collective of all communes supports every task, after three offices by name.
    pub circular: bool,
}

/// A task's texts.
struct Task {
    content: String,
    lead: String,
    supports: Vec<String>,
    deadline: String,
    product: &'static str,
}

const OFFICES: &[&str] = &[
    "Sở Công Thương",
    "Sở Tài chính",
    "Sở Xây dựng",
    "Sở Y tế",
    "Sở Nội vụ",
    "Công an tỉnh",
    "Sở Khoa học và Công nghệ",
    "Sở Giáo dục và Đào tạo",
    "Sở Tư pháp",
    "Thanh tra tỉnh",
];

/// The name of an agency: offices that every directory has, then communes of our own.
fn agency(index: usize) -> String {
    match OFFICES.get(index) {
        Some(office) => office.to_string(),
        None => format!("Ủy ban nhân dân xã Tân Tiến {index}"),
    }
}

fn task(index: usize, size: Size) -> Task {
    let words = "rà soát, sửa đổi quy định về phát triển công nghiệp, thương mại; ";
    let who = |step: usize| agency((index + step * 7) % size.agencies);
    let supports = match size.circular {
        true => (1..=3)
            .map(|step| agency((index + step * 3) % OFFICES.len()))
            .chain([String::from("các xã nhận thông tư")])
            .collect(),
        // Steps of seven keep the five apart.
        false => (1..=4).map(who).collect(),
    };
    Task {
        content: format!("Nhiệm vụ {index}: {}", words.repeat(1 + index * 7 % 4)),
        lead: if size.circular { agency(index % OFFICES.len()) } else { who(0) },
        supports,
        deadline: format!("Quý {}/202{}", ["I", "II", "III", "IV"][index % 4], 5 + index % 5),
        product: "Báo cáo",
    }
}

/// A source in YAML; `changed` gives the first task another content.
pub fn yaml(size: Size, changed: bool) -> String {
    let mut source = String::from(
        "document:\n  title: Danh mục nhiệm vụ chủ yếu\n  issuer: Ủy ban nhân dân tỉnh Hà Tĩnh\n  \
         parent: {kind: Quyết định, number: 15/QĐ-UBND, date: 15/6/2025}\ngroups:\n",
    );
    for index in 0..size.tasks {
        if index % 50 == 0 {
            let _ = write!(source, "  - title: Nhóm {}\n    tasks:\n", index / 50);
        }
        let Task { content, lead, supports, deadline, product } = task(index, size);
        let content = if changed && index == 0 { format!("Sửa: {content}") } else { content };
        let _ = write!(
            source,
            "      - content: '{content}'\n        lead: {lead}\n        support: {}\n        \
             deadline: {deadline}\n        product: {product}\n",
            supports.join("; ")
        );
    }
    let own = OFFICES.len()..size.agencies;
    if size.circular {
        source.push_str("collectives:\n  - name: các xã nhận thông tư\n    kinds: [xa]\n");
    }
    source.push_str("agencies:\n");
    for index in own {
        let _ = writeln!(source, "  - {{name: {}, kind: xa}}", agency(index));
    }
    source
}

/// A workbook of tasks, as a source.
pub fn workbook(tasks: usize) -> anyhow::Result<Vec<u8>> {
    let size = Size { tasks, agencies: OFFICES.len(), circular: false };
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet().set_name("Nhiệm vụ")?;
    let headings =
        ["TT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời hạn", "Sản phẩm"];
    for (column, heading) in (0u16..).zip(headings) {
        sheet.write_string(2, column, heading)?;
    }
    for (row, index) in (3u32..).zip(0..tasks) {
        let Task { content, lead, supports, deadline, product } = task(index, size);
        sheet.write_number(row, 0, (index + 1) as f64)?;
        let texts = [content, lead, supports.join("; "), deadline, product.to_string()];
        for (column, text) in (1u16..).zip(texts) {
            sheet.write_string(row, column, text)?;
        }
    }
    Ok(book.save_to_buffer()?)
}

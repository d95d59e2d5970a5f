//! A form that a clerk drew in Word (`mau.docx`) and the annex → `danh-muc.docx` in that form: each
//! `{{ … }}` becomes its value, a row with fields of a task repeats for each task, one with fields
//! of a group for each group.
//!
//! Invariant: all that is no placeholder stays as the clerk drew it, and no placeholder is left.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use anyhow::{Context, bail};
use zip::write::SimpleFileOptions;
use zip::{System, ZipArchive, ZipWriter};

use super::tree::{Element, Node, parse, write};
use crate::model::Field;
use crate::style::WordForm;
use crate::view::{DocumentView, RowView};
use crate::write::Edition;
use crate::write::headline::HeadLines;

/// Placeholders of a task's row and what they stand for.
pub const TASK_FIELDS: &[(&str, Field)] = &[
    ("tt", Field::Number),
    ("noi_dung", Field::Content),
    ("chu_tri", Field::Lead),
    ("phoi_hop", Field::Support),
    ("bat_dau", Field::Start),
    ("thoi_han", Field::Deadline),
    ("san_pham", Field::Product),
    ("cap_trinh", Field::Approver),
    ("hinh_thuc", Field::Form),
    ("chi_tieu", Field::Target),
    ("tham_dinh", Field::Appraiser),
    ("lanh_dao", Field::Leader),
    ("can_cu", Field::Basis),
    ("ghi_chu", Field::Notes),
];

/// Placeholders of a group's row.
pub const GROUP_FIELDS: &[&str] = &["so_nhom", "ten_nhom"];

/// Placeholders that stand anywhere.
pub const DOCUMENT_FIELDS: &[&str] = &[
    "phu_luc",
    "tieu_de",
    "kem_theo",
    "loai_van_ban",
    "co_quan_chu_quan",
    "co_quan",
    "so_ky_hieu",
    "dia_danh_ngay",
    "so_nhiem_vu",
    "ghi_chu_bang",
    "ket_thuc",
];

/// The placeholder of a field in a blank form; empty for what no form shows.
pub fn placeholder(field: Field) -> String {
    let known = TASK_FIELDS.iter().find(|(_, known)| *known == field);
    known.map_or_else(String::new, |(name, _)| format!("{{{{ {name} }}}}"))
}

/// What a form may inflate to.
const MOST_BYTES: u64 = 64 * 1024 * 1024;

/// The values of placeholders; several lines are divided by "\n".
pub type Values = BTreeMap<&'static str, String>;

/// Fills in a form.
///
/// # Errors
/// A form that is no Word file, has no row for tasks, or has a placeholder that there is not; the
/// message names the file and the paragraph.
pub fn filled(form: &WordForm, edition: &Edition) -> anyhow::Result<Vec<u8>> {
    let origin = &form.origin;
    let archive = ZipArchive::new(Cursor::new(form.bytes.as_slice()));
    let mut archive = archive.with_context(|| format!("{origin} không phải tệp Word (.docx)"))?;
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut left = MOST_BYTES;
    let names = archive.file_names().map(|name| name.map(|name| name.into_owned()));
    let names: Vec<String> =
        names.collect::<Result<_, _>>().with_context(|| format!("{origin} hỏng"))?;
    for name in names {
        let file = archive.by_name(&name).with_context(|| format!("{origin}: {name} hỏng"))?;
        let mut bytes = Vec::new();
        let read = file.take(left + 1).read_to_end(&mut bytes);
        read.with_context(|| format!("{origin}: {name} hỏng"))?;
        left = left
            .checked_sub(bytes.len() as u64)
            .with_context(|| format!("{origin} giải nén ra hơn {} MB", MOST_BYTES / 1024 / 1024))?;
        if is_filled(&name) {
            let text = String::from_utf8(bytes)
                .with_context(|| format!("{origin}: {name} không phải UTF-8"))?;
            bytes = part(&text, name == MAIN, edition)
                .with_context(|| format!("{origin}, phần {name}"))?
                .into_bytes();
        }
        zip.start_file(name, SimpleFileOptions::default().system(System::Unix))?;
        zip.write_all(&bytes)?;
    }
    Ok(zip.finish().context("không đóng được tệp Word")?.into_inner())
}

/// All that a form may show of a plan.
pub fn shown(edition: &Edition) -> (Values, Vec<Values>) {
    let lines = edition.head_lines(&edition.annex.document, "");
    let rows = edition.annex.rows.iter().map(row_values);
    (document_values(edition, &lines), rows.collect())
}

/// Where the text is.
const MAIN: &str = "word/document.xml";

/// Whether a part may have placeholders: the text, the headers and footers of pages.
fn is_filled(name: &str) -> bool {
    let inside = name.strip_prefix("word/").unwrap_or_default();
    let is_margin = inside.starts_with("header") || inside.starts_with("footer");
    name == MAIN || (is_margin && inside.ends_with(".xml"))
}

fn part(text: &str, is_main: bool, edition: &Edition) -> anyhow::Result<String> {
    let mut nodes = parse(text)?;
    let lines = edition.head_lines(&edition.annex.document, "");
    let mut filler = Filler { edition, document: document_values(edition, &lines), paragraph: 0 };
    let mut repeated = false;
    filler.fill_all(&mut nodes, &mut repeated)?;
    if is_main && !repeated {
        bail!("không có dòng bảng nào chứa {{{{ noi_dung }}}} để lặp cho từng nhiệm vụ");
    }
    let mut out = String::with_capacity(text.len() * 2);
    write(&nodes, &mut out);
    Ok(out)
}

fn document_values(edition: &Edition, lines: &HeadLines) -> Values {
    let doc: &DocumentView = &edition.annex.document;
    let values = [
        ("phu_luc", doc.label.clone()),
        ("tieu_de", lines.title.join("\n")),
        ("kem_theo", lines.reference.join("\n")),
        ("loai_van_ban", doc.kind.clone()),
        ("co_quan_chu_quan", doc.parent_issuer.clone()),
        ("co_quan", doc.issuer.clone()),
        ("so_ky_hieu", doc.number.clone()),
        ("dia_danh_ngay", doc.place_and_date.clone()),
        ("so_nhiem_vu", edition.annex.task_count().to_string()),
        ("ghi_chu_bang", doc.notes.clone()),
        ("ket_thuc", edition.style.settings.table.ending.clone()),
    ];
    BTreeMap::from(values)
}

fn row_values(row: &RowView) -> Values {
    match row {
        RowView::Group(group) => BTreeMap::from([
            ("so_nhom", group.number.to_string()),
            ("ten_nhom", group.title.to_string()),
        ]),
        RowView::Task(task) => {
            let value =
                |(name, field): &(&'static str, Field)| (*name, task.text(*field).to_string());
            TASK_FIELDS.iter().map(value).collect()
        }
    }
}

/// What a row of the form repeats for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Repeats {
    Task,
    Group,
}

struct Filler<'a> {
    edition: &'a Edition<'a>,
    document: Values,
    /// The number of the last paragraph, from 1.
    paragraph: usize,
}

impl Filler<'_> {
    /// Fills in the placeholders of nodes and all that is in them; tables repeat their rows.
    fn fill_all(&mut self, nodes: &mut Vec<Node>, repeated: &mut bool) -> anyhow::Result<()> {
        for node in nodes {
            let Node::Element(element) = node else { continue };
            match element.name.as_str() {
                "w:tbl" => self.table(element, repeated)?,
                "w:p" => {
                    self.paragraph += 1;
                    let document = self.document.clone();
                    fill_paragraph(element, &document, self.paragraph)?;
                    // Text boxes hang on a paragraph and have paragraphs of their own.
                    self.fill_all(&mut element.children, repeated)?;
                }
                _ => self.fill_all(&mut element.children, repeated)?,
            }
        }
        Ok(())
    }

    fn table(&mut self, table: &mut Element, repeated: &mut bool) -> anyhow::Result<()> {
        let mut templates: [Option<Element>; 2] = [None, None];
        let mut at = None;
        let mut kept = Vec::with_capacity(table.children.len());
        for node in std::mem::take(&mut table.children) {
            match node {
                Node::Element(row) if row.name == "w:tr" => match repeats(&row) {
                    Some(kind) => {
                        at.get_or_insert(kept.len());
                        templates[kind as usize].get_or_insert(row);
                    }
                    None => {
                        let mut rows = vec![Node::Element(row)];
                        self.fill_all(&mut rows, repeated)?;
                        kept.append(&mut rows);
                    }
                },
                other => kept.push(other),
            }
        }
        if let Some(at) = at {
            let rows = self.rows(&templates)?;
            kept.splice(at..at, rows);
            *repeated = true;
        }
        table.children = kept;
        Ok(())
    }

    /// The rows of the annex, each in the form's row of its kind.
    fn rows(&mut self, templates: &[Option<Element>; 2]) -> anyhow::Result<Vec<Node>> {
        let [task, group] = templates;
        let Some(task) = task else {
            bail!("bảng có dòng nhóm mà không có dòng chứa {{{{ noi_dung }}}} cho nhiệm vụ");
        };
        let mut rows = Vec::with_capacity(self.edition.annex.rows.len());
        let first = self.paragraph;
        for row in &self.edition.annex.rows {
            let template = match (row, group) {
                (RowView::Task(_), _) => task,
                (RowView::Group(_), Some(group)) => group,
                (RowView::Group(_), None) => bail!(
                    "danh mục có nhóm mà bảng không có dòng chứa {{{{ ten_nhom }}}} để in tên nhóm"
                ),
            };
            let mut values = self.document.clone();
            values.extend(row_values(row));
            let mut filled = template.clone();
            self.paragraph = first;
            fill_row(&mut filled, &values, &mut self.paragraph)?;
            rows.push(Node::Element(filled));
        }
        Ok(rows)
    }
}

/// Fills in all paragraphs of a row.
fn fill_row(element: &mut Element, values: &Values, paragraph: &mut usize) -> anyhow::Result<()> {
    for node in &mut element.children {
        let Node::Element(child) = node else { continue };
        if child.name == "w:p" {
            *paragraph += 1;
            fill_paragraph(child, values, *paragraph)?;
        }
        fill_row(child, values, paragraph)?;
    }
    Ok(())
}

/// What a row repeats for, by the placeholders in it.
fn repeats(row: &Element) -> Option<Repeats> {
    let mut texts = Vec::new();
    paragraph_texts(row, &mut texts);
    let names = || texts.iter().flat_map(|text| placeholders(text)).map(|found| found.name);
    let is_group = |name: &str| GROUP_FIELDS.contains(&name);
    let is_task = |name: &str| TASK_FIELDS.iter().any(|(known, _)| *known == name);
    if names().any(|name| is_group(&name)) {
        return Some(Repeats::Group);
    }
    names().any(|name| is_task(&name)).then_some(Repeats::Task)
}

/// The whole text of each paragraph in an element.
fn paragraph_texts(element: &Element, texts: &mut Vec<String>) {
    if element.name == "w:p" {
        let mut runs = Vec::new();
        run_texts(element, &mut runs);
        texts.push(runs.concat());
    }
    for node in &element.children {
        if let Node::Element(child) = node {
            paragraph_texts(child, texts);
        }
    }
}

/// A placeholder in the text of a paragraph.
struct Placeholder {
    /// Its first byte and the byte after it.
    range: std::ops::Range<usize>,
    name: String,
}

/// The placeholders of a text: "{{ noi_dung }}", with any spaces.
fn placeholders(text: &str) -> Vec<Placeholder> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..].find("{{").map(|at| at + from) {
        let Some(end) = text[start..].find("}}").map(|at| at + start + 2) else { break };
        let name = text[start + 2..end - 2].trim().to_lowercase();
        found.push(Placeholder { range: start..end, name });
        from = end;
    }
    found
}

/// Fills in a paragraph. Word cuts a placeholder into several runs whenever its spelling was
/// checked or edited: the value goes where it begins, and the rest of it is taken away.
fn fill_paragraph(paragraph: &mut Element, values: &Values, number: usize) -> anyhow::Result<()> {
    let mut runs = Vec::new();
    run_texts(paragraph, &mut runs);
    let whole = runs.concat();
    let found = placeholders(&whole);
    if found.is_empty() {
        return Ok(());
    }
    let mut filled: Vec<String> = Vec::with_capacity(runs.len());
    let mut start = 0;
    for run in &runs {
        let end = start + run.len();
        let mut text = String::new();
        let mut at = start;
        for Placeholder { range, name } in &found {
            if range.end <= at || range.start >= end {
                continue;
            }
            if range.start >= at {
                text.push_str(&whole[at..range.start]);
                text.push_str(value(values, name, number)?);
            }
            at = range.end.min(end);
        }
        text.push_str(&whole[at..end]);
        filled.push(text);
        start = end;
    }
    let mut filled = filled.into_iter();
    put_texts(paragraph, &mut filled);
    Ok(())
}

fn value<'v>(values: &'v Values, name: &str, paragraph: usize) -> anyhow::Result<&'v str> {
    if let Some(value) = values.get(name) {
        return Ok(value);
    }
    let known = DOCUMENT_FIELDS.iter().chain(GROUP_FIELDS).copied();
    let known: Vec<&str> = known.chain(TASK_FIELDS.iter().map(|(name, _)| *name)).collect();
    let near = crate::text::nearest(name, known.iter().copied());
    let in_row = known.contains(&name);
    match near.first() {
        _ if in_row => bail!(
            "đoạn {paragraph}: {{{{ {name} }}}} phải nằm trong dòng bảng lặp cho từng nhiệm vụ, nhóm"
        ),
        Some(near) => bail!(
            "đoạn {paragraph}: không có chỗ điền {{{{ {name} }}}}; có phải là {{{{ {near} }}}}?"
        ),
        None => bail!(
            "đoạn {paragraph}: không có chỗ điền {{{{ {name} }}}}; các tên: {}",
            known.join(", ")
        ),
    }
}

/// The texts of the runs of a paragraph, in order; paragraphs inside it are left out.
fn run_texts(element: &Element, texts: &mut Vec<String>) {
    for node in &element.children {
        match node {
            Node::Element(child) if child.name == "w:t" => texts.push(child.own_text()),
            Node::Element(child) if child.name != "w:p" => run_texts(child, texts),
            _ => {}
        }
    }
}

/// Puts texts in the place of those that [`run_texts`] gives; a line break becomes Word's own.
fn put_texts(element: &mut Element, texts: &mut impl Iterator<Item = String>) {
    let mut children = Vec::with_capacity(element.children.len());
    for node in std::mem::take(&mut element.children) {
        match node {
            Node::Element(child) if child.name == "w:t" => {
                let text = texts.next().unwrap_or_else(|| child.own_text());
                if text == child.own_text() {
                    children.push(Node::Element(child));
                    continue;
                }
                for (place, line) in text.split('\n').enumerate() {
                    if place > 0 {
                        children.push(Node::Element(Element::empty("w:br")));
                    }
                    children.push(Node::Element(Element::text(line)));
                }
            }
            Node::Element(mut child) if child.name != "w:p" => {
                put_texts(&mut child, texts);
                children.push(Node::Element(child));
            }
            other => children.push(other),
        }
    }
    element.children = children;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(text: &str, values: &[(&'static str, &str)]) -> anyhow::Result<String> {
        let values = values.iter().map(|(name, value)| (*name, value.to_string())).collect();
        let mut nodes = parse(text)?;
        let Some(Node::Element(paragraph)) = nodes.first_mut() else { bail!("no paragraph") };
        fill_paragraph(paragraph, &values, 7)?;
        let mut out = String::new();
        write(&nodes, &mut out);
        Ok(out)
    }

    #[test]
    fn a_placeholder_that_word_cut_into_runs_is_found() -> anyhow::Result<()> {
        let text = "<w:p><w:r><w:t>(</w:t></w:r><w:r><w:t>{</w:t></w:r><w:r><w:t>{ noi</w:t></w:r>\
                    <w:r><w:t>_dung }} và {{tt</w:t></w:r><w:r><w:t>}})</w:t></w:r></w:p>";
        let out = filled(text, &[("noi_dung", "a < b\nc"), ("tt", "3")])?;
        let words: String =
            out.split(['<', '>']).enumerate().filter(|(n, _)| n % 2 == 0).map(|(_, t)| t).collect();
        assert_eq!(words, "(a &lt; bc và 3)");
        assert!(out.contains("<w:br/>"));
        Ok(())
    }

    #[test]
    fn an_unknown_placeholder_is_named_with_its_paragraph() {
        let error = filled("<w:p><w:r><w:t>{{ noi_dun }}</w:t></w:r></w:p>", &[]);
        let words = error.err().map(|error| error.to_string()).unwrap_or_default();
        assert!(words.contains("đoạn 7") && words.contains("noi_dung"), "{words}");
    }
}

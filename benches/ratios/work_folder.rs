//! A source → the work folder that the bare engine and the peers make the same documents of
//! (its form: benches/peers/README.md).

use std::fs;
use std::io::Cursor;
use std::path::Path;

use calamine::{Data, Reader, Xlsx};
use danhmuc::batch::{self, Choice};
use danhmuc::diag::Diagnostics;
use danhmuc::model::Model;
use danhmuc::project::{Project, ProjectOptions};
use danhmuc::style::{Column, Style};
use danhmuc::view::{
    AnnexView, CirculationView, DocumentView, Extracts, Role, RowView, ViewOptions,
};
use danhmuc::write::shown_columns;
use serde_json::{Value, json};

/// Fills the folder; the documents are those that `choice` makes of the source.
pub fn fill(source: &Path, choice: &Choice, folder: &Path) -> anyhow::Result<()> {
    let project = Project::open(source, &ProjectOptions::default())?;
    let plan = batch::plan(&project, choice)?;
    fs::create_dir_all(folder.join("typst/co-quan"))?;
    for (name, markup) in plan.markup()? {
        fs::write(folder.join("typst").join(name.replace(".pdf", ".typ")), markup)?;
    }
    fs::create_dir_all(folder.join("fonts"))?;
    for face in ["Regular", "Bold", "Italic", "BoldItalic"] {
        let name = format!("Tinos-{face}.ttf");
        let font = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/fonts").join(&name);
        fs::copy(font, folder.join("fonts").join(&name))?;
    }
    let made = batch::make(&plan, 2, &mut Diagnostics::default())?;
    let books = made.into_iter().filter(|artifact| artifact.name.ends_with(".xlsx"));
    let books: Vec<Value> =
        books.map(|book| cells(&book.name, book.bytes)).collect::<anyhow::Result<_>>()?;
    let (Some(model), Some((style, preset))) = (&project.model, &project.style) else {
        anyhow::bail!("the source has errors");
    };
    let columns = shown_columns(&preset.columns, style, false);
    let options = project.view_options();
    let pdfs = pdfs(model, options, (style, &columns), &plan.files);
    let documents = json!({ "pdfs": pdfs, "workbooks": books });
    fs::write(folder.join("documents.json"), serde_json::to_vec(&documents)?)?;
    Ok(())
}

/// The annex and every extract.
fn pdfs(
    model: &Model,
    options: ViewOptions,
    (style, columns): (&Style, &[Column]),
    files: &[String],
) -> Vec<Value> {
    let annex = AnnexView::new(model, options);
    let extracts = Extracts::new(model, &annex);
    let heads: Vec<Value> = columns
        .iter()
        .map(
            |each| json!({ "heading": each.heading, "width": each.width, "centred": each.centred }),
        )
        .collect();
    let pdf = |name: &str, title: &str, doc: &DocumentView, parts: Vec<Value>| {
        let line = |text: &str, bold: bool| json!({ "text": text, "bold": bold, "italic": !bold, "size": 14 });
        json!({
            "name": name,
            "lines": [line(title, true), line(&doc.title, true), line(&doc.reference, false)],
            "columns": heads,
            "parts": parts,
            "ending": style.settings.table.ending,
        })
    };
    let row = |row: &RowView| match row {
        RowView::Group(group) => json!({ "number": group.number, "title": group.title }),
        RowView::Task(task) => {
            let cells = columns.iter().map(|column| task.text(column.field));
            json!({ "cells": cells.collect::<Vec<_>>() })
        }
    };
    let rows: Vec<Value> = annex.rows.iter().map(row).collect();
    let whole = json!({ "title": null, "rows": rows });
    let mut all = vec![pdf("danh-muc", &annex.document.label, &annex.document, vec![whole])];
    for (addressee, file) in CirculationView::new(model).agencies.iter().zip(files) {
        let extract = extracts.of(addressee.agency);
        let parts = extract.parts.iter().map(|part| {
            let title = match part.role {
                Role::Lead => "A. NHIỆM VỤ CHỦ TRÌ",
                Role::Support => "B. NHIỆM VỤ PHỐI HỢP",
                Role::Common => "C. NHIỆM VỤ GIAO CHUNG",
            };
            json!({ "title": title, "rows": part.rows.iter().map(|r| row(r)).collect::<Vec<_>>() })
        });
        let title = style.settings.extract.title_for(extract.agency);
        let name = format!("co-quan/{file}");
        all.push(pdf(&name, &title, extract.document, parts.collect()));
    }
    all
}

/// The cells of a workbook of ours.
fn cells(name: &str, bytes: Vec<u8>) -> anyhow::Result<Value> {
    let mut book = Xlsx::new(Cursor::new(bytes))?;
    let mut sheets = Vec::new();
    for sheet in book.sheet_names() {
        let range = book.worksheet_range(&sheet)?;
        let rows: Vec<Vec<Value>> = range
            .rows()
            .map(|row| {
                let cell = |cell: &Data| match cell {
                    Data::Empty => Value::Null,
                    Data::Float(number) => json!(number),
                    Data::Int(number) => json!(number),
                    other => json!(other.to_string()),
                };
                row.iter().map(cell).collect()
            })
            .collect();
        let width = rows.first().map_or(0, Vec::len);
        sheets.push(json!({ "name": sheet, "widths": vec![14.0; width], "rows": rows }));
    }
    Ok(json!({ "name": name, "sheets": sheets }))
}

//! `danhmuc init`: a starter project and a blank workbook, or a form to draw on in Word.

use std::path::PathBuf;

use anyhow::Context;
use clap::Args;

use super::{Outcome, say};
use crate::output;
use crate::style::{self, StyleFiles, WORD_FORM};
use crate::write::blank_form;
use crate::write::workbook::blank_workbook;

#[derive(Args)]
pub struct InitArgs {
    /// Thư mục sẽ tạo
    #[arg(required_unless_present = "word_style")]
    folder: Option<PathBuf>,
    /// Tỉnh, thành phố: để danh sách cơ quan có đủ các cơ quan riêng
    #[arg(long, value_name = "TÊN")]
    place: Option<String>,
    /// Tạo DIR/ubnd/mau.docx: mẫu phụ lục để sửa trong Word, rồi dùng với build --templates DIR
    #[arg(long, value_name = "DIR", conflicts_with = "folder")]
    word_style: Option<PathBuf>,
}

/// The style whose form `--word-style` begins with.
const WORD_STYLE: &str = "ubnd";

/// The starter project's source, which also documents its keys.
const STARTER: &str = include_str!("../../templates/khoi-dau/nguon.yaml");

pub fn run(args: &InitArgs) -> anyhow::Result<Outcome> {
    if let Some(folder) = &args.word_style {
        let form = folder.join(WORD_STYLE).join(WORD_FORM);
        let style = style::load(WORD_STYLE, StyleFiles::default())?.context("không có mẫu ubnd")?;
        let bytes = blank_form(&style)?;
        output::refuse_existing(&[&form])?;
        output::write_new(&form, &bytes)?;
        say(&form.display().to_string());
        return Ok(Outcome::Fine);
    }
    let folder = args.folder.as_ref().context("thiếu thư mục sẽ tạo")?;
    let source = folder.join("nguon").join("nguon.yaml");
    let workbook = folder.join("mau-nhiem-vu.xlsx");
    let bytes = blank_workbook(args.place.as_deref().unwrap_or_default())?;
    output::refuse_existing(&[&source, &workbook])?;
    output::write_new(&source, STARTER.as_bytes())?;
    output::write_new(&workbook, &bytes)?;
    say(&source.display().to_string());
    say(&workbook.display().to_string());
    Ok(Outcome::Fine)
}

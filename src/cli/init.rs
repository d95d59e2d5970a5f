//! `danhmuc init`: a starter project and a blank workbook.

use std::path::PathBuf;

use clap::Args;

use super::{Outcome, say};
use crate::output;
use crate::write::workbook::blank_workbook;

#[derive(Args)]
pub struct InitArgs {
    /// Thư mục sẽ tạo
    folder: PathBuf,
    /// Tỉnh, thành phố: để danh sách cơ quan có đủ các cơ quan riêng
    #[arg(long, value_name = "TÊN")]
    place: Option<String>,
}

/// The starter project's source, which also documents its keys.
const STARTER: &str = include_str!("../../templates/khoi-dau/nguon.yaml");

pub fn run(args: &InitArgs) -> anyhow::Result<Outcome> {
    let source = args.folder.join("nguon").join("nguon.yaml");
    let workbook = args.folder.join("mau-nhiem-vu.xlsx");
    let bytes = blank_workbook(args.place.as_deref().unwrap_or_default())?;
    output::refuse_existing(&[&source, &workbook])?;
    output::write_new(&source, STARTER.as_bytes())?;
    output::write_new(&workbook, &bytes)?;
    say(&source.display().to_string());
    say(&workbook.display().to_string());
    Ok(Outcome::Fine)
}

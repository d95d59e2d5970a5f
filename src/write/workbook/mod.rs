//! Placeholder until the writer lands.
use crate::model::Agency;
use crate::style::{Column, Settings};
use crate::view::{AnnexView, MatrixView, StatisticsView};
/// What the workbook shows.
pub struct Book<'a> {
    pub annex: &'a AnnexView<'a>,
    pub matrix: &'a MatrixView<'a>,
    pub statistics: &'a StatisticsView<'a>,
    pub columns: &'a [Column],
    pub number_row: bool,
    pub settings: &'a Settings,
}
/// x
pub fn annex_workbook(_book: &Book) -> anyhow::Result<Vec<u8>> {
    Ok(Vec::new())
}
/// x
pub fn starter_workbook(_agencies: &[Agency]) -> anyhow::Result<Vec<u8>> {
    Ok(Vec::new())
}

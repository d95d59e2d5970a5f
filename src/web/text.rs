//! A plan in sentences → its paragraphs, as the page shows them beside the rows.
//!
//! Invariant: places are worded as those of the tasks made of the same file.

use super::plan::TextLine;
use crate::diag::Diagnostics;
use crate::read::{Input, ProseBlock, read_prose};
use crate::source::Sources;

/// The paragraphs of a file in their order; none where it cannot be read. Rows of tables are not
/// among them.
pub fn text_of(input: &Input) -> Vec<TextLine> {
    let (mut sources, mut unsaid) = (Sources::default(), Diagnostics::default());
    let file = sources.add_file(input.name);
    let blocks = read_prose(input, file, &mut sources, &mut unsaid).unwrap_or_default();
    let lines = blocks.into_iter().filter_map(|block| match block {
        ProseBlock::Line(line) => Some(line),
        ProseBlock::Tasks(_) => None,
    });
    let shown = lines.map(|line| TextLine {
        at: sources.show(line.at),
        text: line.text,
        heading: line.stands_out,
    });
    shown.collect()
}

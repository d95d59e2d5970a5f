//! The table of cells and their readings (`cases.txt`). A mistake in reading a cell adds a block
//! there.
//!
//! Invariant: a block lists everything that the cell says. A text without a line below it says
//! nothing.

use super::{Bodies, Cell, Role, cell};
use crate::directory::{Directory, OwnEntries};

/// A text on a line, "⏎" for a line break; below it what it holds, a line each: "=" a name
/// without a role, "+" a lead, "&" a joint lead, "~" a support, "@" a scope, "!" no name.
const CASES: &str = include_str!("cases.txt");

fn shown(cell: &Cell) -> Vec<String> {
    let names = cell.names.iter().map(|named| {
        let mark = match named.role {
            None => "=",
            Some(Role::Lead) => "+",
            Some(Role::Joint) => "&",
            Some(Role::Support) => "~",
        };
        format!("{mark} {}", named.text)
    });
    let scopes = cell.scopes.iter().map(|scope| format!("@ {scope}"));
    let rest = cell.rest.iter().map(|rest| format!("! {rest}"));
    names.chain(scopes).chain(rest).collect()
}

#[test]
fn cells_are_read_as_the_table_says() {
    let directory = Directory::new("Hà Tĩnh", None, OwnEntries::default());
    let bodies = Bodies::new(&directory, &[]);
    let mut wrong = Vec::new();
    let lines = CASES.lines().filter(|line| !line.starts_with('#'));
    let blocks: Vec<&str> = lines.collect();
    for block in blocks.split(|line| line.trim().is_empty()).filter(|block| !block.is_empty()) {
        let text = block[0].replace('⏎', "\n");
        let expected: Vec<String> = block[1..].iter().map(|line| line.trim().to_string()).collect();
        let found = shown(&cell(&text, &bodies));
        if found != expected {
            wrong.push(format!("{text}\n    found    {found:?}\n    expected {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}

//! The names that are known: those of the directory, and the short ones that a text has given itself.
//!
//! Invariant: asks whether somebody goes by a name; where a name ends, others say.

use std::cell::RefCell;
use std::collections::HashMap;

use crate::directory::{Directory, Found};
use crate::text::key;

/// Reads names of bodies.
pub struct Bodies<'a> {
    /// The names that are known.
    pub directory: &'a Directory,
    /// Keys of short names that the text itself has given, "địa phương".
    aliases: &'a [String],
    /// What has been looked up, as the same names come again and again.
    known: RefCell<HashMap<String, bool>>,
}

impl<'a> Bodies<'a> {
    /// Reads with the names of a directory and the aliases of a text.
    pub fn new(directory: &'a Directory, aliases: &'a [String]) -> Bodies<'a> {
        Bodies { directory, aliases, known: RefCell::default() }
    }

    /// Whether the directory or the text knows a name.
    pub fn is_known(&self, name: &str) -> bool {
        if let Some(known) = self.known.borrow().get(name) {
            return *known;
        }
        let known = self.aliases.contains(&key(name)) || self.directory.find(name) != Found::Nobody;
        self.known.borrow_mut().insert(name.to_string(), known);
        known
    }

    /// Whether a name with all that is written behind it is one commune's: "Xã Tân Thành (huyện Vụ
    /// Bản)", where the name alone may be another's.
    pub fn says_where(&self, written: &str) -> bool {
        matches!(self.directory.find(written), Found::Commune(_))
    }
}

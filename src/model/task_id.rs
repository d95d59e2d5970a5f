//! The ids of tasks: "nv-001", stable within a source, and kept by a file of ours that was edited.
//!
//! Invariant: no two tasks of a model bear one id, whatever rows were copied.

use std::collections::HashSet;

/// The most digits of an id: no source has more tasks.
const DIGITS: usize = 6;

/// The id that a text is: "nv-001".
pub fn task_id(text: &str) -> Option<&str> {
    text.strip_prefix("nv-").filter(|digits| is_task_number(digits)).map(|_| text)
}

/// The hidden bookmark that names a task in a Word file: "_nv_001".
pub fn bookmark_of_task(id: &str) -> String {
    format!("_{}", id.replace('-', "_"))
}

/// The id of the task that a bookmark names, if it is one of ours.
pub fn task_of_bookmark(name: &str) -> Option<String> {
    let digits = name.strip_prefix("_nv_").filter(|digits| is_task_number(digits))?;
    Some(format!("nv-{digits}"))
}

/// Whether it is the number of an id: three digits and more.
fn is_task_number(digits: &str) -> bool {
    (3..=DIGITS).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// Gives ids in reading order.
#[derive(Default)]
pub struct TaskIds {
    /// What rows bear; each is given once.
    borne: HashSet<String>,
    given: HashSet<String>,
}

impl TaskIds {
    /// Ids beside those that rows bear.
    pub fn beside<'a>(borne: impl Iterator<Item = &'a str>) -> TaskIds {
        let borne = borne.filter_map(task_id).map(str::to_string).collect();
        TaskIds { borne, given: HashSet::new() }
    }

    /// The id of the task that is the `index`th of the source, from 0, and bears one or none. Of two
    /// that bear the same the first keeps it.
    pub fn next(&mut self, index: usize, borne: Option<&str>) -> String {
        if let Some(id) = borne.and_then(task_id).filter(|id| !self.given.contains(*id)) {
            self.given.insert(id.to_string());
            return id.to_string();
        }
        let free = |number: &usize| {
            let id = format!("nv-{number:03}");
            !self.borne.contains(&id) && !self.given.contains(&id)
        };
        let number = (index + 1..).find(free).unwrap_or(index + 1);
        let id = format!("nv-{number:03}");
        self.given.insert(id.clone());
        id
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_that_rows_bear_are_kept_and_no_id_is_given_twice() {
        let rows = [None, Some("nv-001"), Some("nv-007"), Some("nv-001"), None, Some("x"), None];
        let mut ids = TaskIds::beside(rows.iter().flatten().copied());
        let given: Vec<String> =
            rows.iter().enumerate().map(|(index, row)| ids.next(index, *row)).collect();
        let expected = ["nv-002", "nv-001", "nv-007", "nv-004", "nv-005", "nv-006", "nv-008"];
        assert_eq!(given, expected);
    }

    #[test]
    fn a_bookmark_names_its_task() {
        assert_eq!(task_of_bookmark(&bookmark_of_task("nv-012")).as_deref(), Some("nv-012"));
        for name in ["_GoBack", "_nv_12", "nv_012", "_nv_01a"] {
            assert_eq!(task_of_bookmark(name), None, "{name}");
        }
    }

    #[test]
    fn what_is_no_id_is_not_taken_for_one() {
        assert_eq!(task_id("nv-012"), Some("nv-012"));
        for text in ["nv-12", "nv-", "nv-1234567", "nv-0a1", "NV-001", "nv-001 "] {
            assert_eq!(task_id(text), None, "{text}");
        }
    }
}

//! A diagnostic → what the page marks and lists: where in the plan, in both languages.

use serde::{Deserialize, Serialize};

use crate::diag::{Diagnostic, Language, Severity};
use crate::source::Location;

/// One mistake, as the page sees it.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Finding {
    /// The kind of mistake.
    pub code: String,
    /// "error", "warning" or "note".
    pub severity: String,
    /// Who found it: "read", "check" or "build".
    pub stage: String,
    /// The message, suggestions included.
    pub vi: String,
    /// The same in English.
    pub en: String,
    /// The value found, as written.
    pub found: Option<String>,
    /// The body whose mark it is, where the value found is a mark of a matrix.
    pub about: Option<String>,
    /// Values that would mend it, best first.
    pub suggestions: Vec<String>,
    /// The manual page of the kind of mistake.
    pub explain: Explained,
    /// Where it stands in the clerk's file; empty for what was made in the page.
    pub at: String,
    /// Where it stands in the plan.
    pub target: Target,
}

/// A manual page.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Explained {
    /// In Vietnamese.
    pub vi: String,
    /// In English.
    pub en: String,
}

/// A place in a plan.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "part", rename_all = "lowercase")]
pub enum Target {
    /// The whole of it.
    #[default]
    Plan,
    /// A field of the document.
    Document {
        /// Its key.
        field: String,
    },
    /// A line of Căn cứ.
    Basis {
        /// From 0.
        index: usize,
    },
    /// A line of Nơi nhận.
    Recipient {
        /// From 0.
        index: usize,
        /// "name" or "copies".
        field: String,
    },
    /// A row as a whole.
    Row {
        /// Its id.
        row: u32,
    },
    /// A cell of a task.
    Task {
        /// The id of its row.
        row: u32,
        /// The key of its field.
        field: String,
        /// Which of the field's values, from 0.
        index: usize,
    },
    /// An agency of the source's own.
    Agency {
        /// From 0.
        index: usize,
        /// Its key.
        field: String,
    },
    /// A collective of the source's own.
    Collective {
        /// From 0.
        index: usize,
        /// Its key.
        field: String,
    },
}

impl Finding {
    /// A diagnostic of `stage` at a place of the plan; `show` tells places of the clerk's file.
    pub fn new(
        one: &Diagnostic,
        stage: &str,
        target: Target,
        show: impl Fn(Location) -> String,
    ) -> Finding {
        let severity = match one.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        };
        let value = |wanted: &str| {
            let found = one.values.iter().find(|(name, _)| *name == wanted);
            found.map(|(_, value)| value.clone())
        };
        Finding {
            code: one.fault.code.to_string(),
            severity: severity.to_string(),
            stage: stage.to_string(),
            vi: one.message_with(Language::Vi, &show),
            en: one.message_with(Language::En, &show),
            found: value("found"),
            about: value("body"),
            suggestions: one.suggestions.clone(),
            explain: Explained {
                vi: one.fault.explain_vi.to_string(),
                en: one.fault.explain_en.to_string(),
            },
            at: show(one.at),
            target,
        }
    }
}

/// How many of them are of a severity.
pub fn count(findings: &[Finding], severity: &str) -> usize {
    findings.iter().filter(|one| one.severity == severity).count()
}

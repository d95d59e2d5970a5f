//! Subjects that lead nothing: "các hộ", "người dân", "hội nghị".
//!
//! Invariant: knows words only.

use crate::text::key;
use crate::vocabulary::GENERIC;

/// Whether a phrase is the subject of many sentences and leads nothing.
pub fn is_generic(name: &str) -> bool {
    let folded = key(name);
    if folded.starts_with("các tổ chức đảng") || folded.starts_with("các tổ chức chính trị")
    {
        return false;
    }
    // "Các cấp ủy, tổ chức đảng trực thuộc Tỉnh ủy", "Các doanh nghiệp được cấp phép": these, and no others.
    const RESTRICTS: &[&str] = &[" trực thuộc ", " thuộc ", " được giao ", " được phân công "];
    let is_restricted = RESTRICTS.iter().any(|words| folded.contains(words));
    GENERIC.begin(&folded) && !is_restricted
}

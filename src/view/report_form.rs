//! What an agency fills in for each of its tasks: the columns of the report, and what "Tình trạng" may
//! say.
//!
//! Invariant: the extract that goes out and the reading of what comes back share these words.

/// Headings of the columns to fill in, from left to right.
pub const REPORT_HEADINGS: [&str; 5] =
    ["Tình trạng", "% hoàn thành", "Kết quả thực hiện", "Minh chứng", "Lý do chậm"];

/// The heading of the column of ids.
pub const ID_HEADING: &str = "Mã";

/// A state that a report may give.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReportState {
    /// Done before the deadline.
    DoneInTime,
    /// Done after the deadline.
    DoneLate,
    /// Under way, and the deadline is to come.
    UnderWay,
    /// Not done, and the deadline has passed.
    Overdue,
}

impl ReportState {
    /// Every state, in the order of the list to choose from.
    pub const ALL: [ReportState; 4] = [
        ReportState::DoneInTime,
        ReportState::DoneLate,
        ReportState::UnderWay,
        ReportState::Overdue,
    ];

    /// Its words in the list.
    pub const fn words(self) -> &'static str {
        match self {
            ReportState::DoneInTime => "Hoàn thành đúng hạn",
            ReportState::DoneLate => "Hoàn thành quá hạn",
            ReportState::UnderWay => "Đang thực hiện trong hạn",
            ReportState::Overdue => "Quá hạn",
        }
    }

    /// Whether it wants a reason.
    pub fn is_late(self) -> bool {
        matches!(self, ReportState::DoneLate | ReportState::Overdue)
    }

    /// Whether it wants a result.
    pub fn is_done(self) -> bool {
        matches!(self, ReportState::DoneInTime | ReportState::DoneLate)
    }
}

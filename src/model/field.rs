//! The fields that a source can give: of the document and of a task.
//!
//! Invariant: one key per field, the same in YAML, TOML, JSON, `style.toml` and `show`.

/// Declares a field enum with its keys, so that a field and its key cannot drift apart.
macro_rules! fields {
    ($(#[$doc:meta])* $name:ident { $($(#[$each:meta])* $variant:ident = $key:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$each])* $variant,)* }

        impl $name {
            /// Every field, in the order of declaration.
            pub const ALL: &[$name] = &[$($name::$variant,)*];

            /// The key in a source file.
            pub fn key(self) -> &'static str {
                match self { $($name::$variant => $key,)* }
            }

            /// The field of a key.
            pub fn from_key(key: &str) -> Option<$name> {
                match key { $($key => Some($name::$variant),)* _ => None }
            }
        }
    };
}

fields! {
    /// A field of a task; also what a column of the annex shows.
    Field {
        /// TT: the number in the table. Generated; a source's own is read and set aside.
        Number = "number",
        /// What is to be done.
        Content = "content",
        /// Cơ quan chủ trì.
        Lead = "lead",
        /// Cơ quan phối hợp.
        Support = "support",
        /// Thời gian bắt đầu.
        Start = "start",
        /// Thời gian hoàn thành.
        Deadline = "deadline",
        /// Sản phẩm, kết quả.
        Product = "product",
        /// Cấp trình, cấp phê duyệt.
        Approver = "approver",
        /// Hình thức văn bản.
        Form = "form",
        /// Chỉ tiêu liên quan.
        Target = "target",
        /// Cơ quan thẩm định.
        Appraiser = "appraiser",
        /// Lãnh đạo phụ trách.
        Leader = "leader",
        /// Thời gian trình UBND tỉnh.
        SubmitUbnd = "submit_ubnd",
        /// Thời gian trình Ban Thường vụ Tỉnh ủy.
        SubmitBtv = "submit_btv",
        /// Thời gian trình HĐND tỉnh.
        SubmitHdnd = "submit_hdnd",
        /// Căn cứ.
        Basis = "basis",
        /// Ghi chú.
        Notes = "notes",
        /// Reasons shown in a draft only, dropped on issue.
        DraftReason = "draft_reason",
        /// Two leads on purpose.
        Joint = "joint",
    }
}

fields! {
    /// A field of the document that has one value.
    DocumentField {
        /// Loại văn bản.
        Kind = "kind",
        /// Tiêu đề (trích yếu).
        Title = "title",
        /// Số, ký hiệu.
        Number = "number",
        /// Ngày ban hành.
        Date = "date",
        /// The year, where the day is not known yet.
        Year = "year",
        /// Cơ quan ban hành.
        Issuer = "issuer",
        /// Cơ quan chủ quản.
        ParentIssuer = "parent_issuer",
        /// Địa danh.
        Place = "place",
        /// Kind of the document that this one goes with.
        ParentKind = "parent.kind",
        /// Its number.
        ParentNumber = "parent.number",
        /// Its date.
        ParentDate = "parent.date",
        /// Its year, where the day is not known yet.
        ParentYear = "parent.year",
        /// Its issuer.
        ParentDocumentIssuer = "parent.issuer",
        /// Bản giấy, bản điện tử, dự thảo.
        Mode = "mode",
        /// The house style.
        Style = "style",
        /// The column preset.
        Columns = "columns",
        /// How tasks are numbered.
        Numbering = "numbering",
        /// Whether a row (1) (2) (3) follows the headings.
        NumberRow = "number_row",
        /// The number of this annex, where the document has two or more.
        Annex = "annex",
        /// Notes printed below the table.
        Notes = "notes",
    }
}

impl Field {
    /// Its names for a clerk and for a maintainer.
    pub fn names(self) -> (&'static str, &'static str) {
        match self {
            Field::Number => ("TT", "No."),
            Field::Content => ("Nội dung nhiệm vụ", "Task"),
            Field::Lead => ("Cơ quan chủ trì", "Lead"),
            Field::Support => ("Cơ quan phối hợp", "Support"),
            Field::Start => ("Thời gian bắt đầu", "Start"),
            Field::Deadline => ("Thời gian hoàn thành", "Deadline"),
            Field::Product => ("Sản phẩm, kết quả", "Product"),
            Field::Approver => ("Cấp trình", "Approver"),
            Field::Form => ("Hình thức văn bản", "Form of document"),
            Field::Target => ("Chỉ tiêu liên quan", "Target"),
            Field::Appraiser => ("Cơ quan thẩm định", "Appraiser"),
            Field::Leader => ("Lãnh đạo phụ trách", "Leader"),
            Field::SubmitUbnd => ("Thời gian trình UBND tỉnh", "To the People's Committee"),
            Field::SubmitBtv => ("Thời gian trình BTV Tỉnh ủy", "To the Party committee"),
            Field::SubmitHdnd => ("Thời gian trình HĐND tỉnh", "To the People's Council"),
            Field::Basis => ("Căn cứ", "Basis"),
            Field::Notes => ("Ghi chú", "Notes"),
            Field::DraftReason => ("Lý do (bản dự thảo)", "Reason (draft only)"),
            Field::Joint => ("Đồng chủ trì", "Joint lead"),
        }
    }

    /// Its name for a clerk.
    pub fn name(self) -> &'static str {
        self.names().0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_lead_back_to_their_fields() {
        for field in Field::ALL {
            assert_eq!(Field::from_key(field.key()), Some(*field));
        }
        for field in DocumentField::ALL {
            assert_eq!(DocumentField::from_key(field.key()), Some(*field));
        }
    }
}

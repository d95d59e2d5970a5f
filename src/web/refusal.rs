//! Why a request was not done → its status and JSON, in both languages.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::finding::Finding;
use super::reply::Reply;

/// A request that was not done.
#[derive(Debug)]
pub struct Refusal {
    status: StatusCode,
    code: &'static str,
    vi: String,
    en: String,
    findings: Vec<Finding>,
}

impl Refusal {
    fn new(status: StatusCode, code: &'static str, vi: &str, en: &str) -> Refusal {
        Refusal { status, code, vi: vi.to_string(), en: en.to_string(), findings: Vec::new() }
    }

    /// JSON or headers that are not as agreed; `reason` is for whoever writes a page.
    pub fn malformed(reason: impl std::fmt::Display) -> Refusal {
        let mut refusal = Refusal::new(StatusCode::BAD_REQUEST, "bad-request", "", "");
        refusal.vi = format!("yêu cầu không đúng dạng: {reason}");
        refusal.en = format!("malformed request: {reason}");
        refusal
    }

    /// No token, or another one.
    pub fn token() -> Refusal {
        let vi = "trang này thuộc lần chạy trước; hãy mở lại chương trình, nó sẽ mở trang mới";
        let en = "this page is of an earlier run; start the program again, it opens a new page";
        Refusal::new(StatusCode::UNAUTHORIZED, "token", vi, en)
    }

    /// A foreign `Host` or `Origin`.
    pub fn origin() -> Refusal {
        let vi = "yêu cầu đến từ một trang khác nên không được nhận";
        let en = "the request comes from another site";
        Refusal::new(StatusCode::FORBIDDEN, "origin", vi, en)
    }

    /// Nothing is there.
    pub fn not_found() -> Refusal {
        let vi = "không có địa chỉ hoặc kết quả này; kết quả chỉ được giữ trong 10 phút";
        let en = "there is no such address or result; results are kept for 10 minutes";
        Refusal::new(StatusCode::NOT_FOUND, "not-found", vi, en)
    }

    /// A request that takes too long to arrive.
    pub fn slow() -> Refusal {
        let vi = "tệp gửi lên quá chậm; hãy thử lại";
        let en = "the request took too long to arrive; try again";
        Refusal::new(StatusCode::REQUEST_TIMEOUT, "slow", vi, en)
    }

    /// A body of unknown length.
    pub fn length() -> Refusal {
        let vi = "yêu cầu không cho biết độ dài";
        let en = "the request does not say its length";
        Refusal::new(StatusCode::LENGTH_REQUIRED, "length", vi, en)
    }

    /// More than a source may have.
    pub fn too_large(limit: usize) -> Refusal {
        let mebibytes = limit / 1024 / 1024;
        let mut refusal = Refusal::new(StatusCode::PAYLOAD_TOO_LARGE, "too-large", "", "");
        refusal.vi = format!("tệp lớn hơn {mebibytes} MB; hãy bỏ bớt ảnh, trang không dùng");
        refusal.en = format!("more than {mebibytes} MB; drop pictures and unused sheets");
        refusal
    }

    /// Too much waits already.
    pub fn busy() -> Refusal {
        let vi = "chương trình đang làm nhiều việc; hãy thử lại sau ít giây";
        let en = "the program has much to do; try again in a few seconds";
        Refusal::new(StatusCode::SERVICE_UNAVAILABLE, "busy", vi, en)
    }

    /// A mistake of the program itself.
    pub fn inside() -> Refusal {
        let vi = "lỗi bên trong chương trình; các trang khác vẫn dùng được";
        let en = "a mistake inside the program; everything else goes on";
        Refusal::new(StatusCode::INTERNAL_SERVER_ERROR, "inside", vi, en)
    }

    /// Work that wants more memory than it may have, of so many bytes.
    pub fn memory(work: Option<&str>, bytes: usize) -> Refusal {
        let mebibytes = bytes / 1024 / 1024;
        let mut refusal = Refusal::new(StatusCode::UNPROCESSABLE_ENTITY, "memory", "", "");
        let (vi, en) = work.map_or_else(
            || (String::from("việc này"), String::from("this")),
            |work| (format!("“{work}”"), format!("“{work}”")),
        );
        refusal.vi = format!(
            "{vi} cần hơn {mebibytes} MB bộ nhớ nên đã được dừng lại; các việc khác vẫn chạy. Hãy \
             chia nội dung thành nhiều tệp nhỏ hơn, hoặc sửa mẫu riêng nếu dùng mẫu riêng"
        );
        refusal.en = format!(
            "{en} wants more than {mebibytes} MB of memory and was stopped; everything else goes \
             on. Split the content into smaller files, or mend your own style where you use one"
        );
        refusal
    }

    /// A day that is none.
    pub fn day(found: &str) -> Refusal {
        let mut refusal = Refusal::new(StatusCode::UNPROCESSABLE_ENTITY, "day", "", "");
        (refusal.vi, refusal.en) = match found.trim() {
            "" => (
                String::from("văn bản chưa có ngày; hãy ghi ngày ban hành lại, như 01/7/2025"),
                String::from("the document has no day yet; give one, as 01/7/2025"),
            ),
            found => (
                format!("“{found}” không phải là ngày; hãy ghi như 01/7/2025"),
                format!("“{found}” is no day; write it as 01/7/2025"),
            ),
        };
        refusal
    }

    /// Nothing could be made of a source.
    pub fn unreadable(findings: Vec<Finding>) -> Refusal {
        let vi = "không đọc được nhiệm vụ nào từ tệp này";
        let en = "no task could be read from this";
        let refusal = Refusal::new(StatusCode::UNPROCESSABLE_ENTITY, "unreadable", vi, en);
        Refusal { findings, ..refusal }
    }

    /// A version that was not read whole, so that what was not understood would be told as removed.
    pub fn not_compared(name: &str, findings: Vec<Finding>) -> Refusal {
        let refusal = Refusal::new(StatusCode::UNPROCESSABLE_ENTITY, "not-compared", "", "");
        Refusal {
            vi: format!(
                "“{name}” chưa đọc được trọn vẹn nên chưa so sánh; hãy sửa các chỗ dưới đây"
            ),
            en: format!(
                "“{name}” could not be read whole and was not compared; mend what is below"
            ),
            findings,
            ..refusal
        }
    }

    /// A plan with errors, of which more than it is wanted.
    pub fn faulty_source(name: &str, count: usize) -> Refusal {
        let mut refusal = Refusal::new(StatusCode::UNPROCESSABLE_ENTITY, "faulty-source", "", "");
        refusal.vi = format!(
            "“{name}” còn {count} lỗi nên chưa tổng hợp được; hãy mở danh mục này ở bước Nguồn để xem \
             và sửa"
        );
        refusal.en = format!(
            "“{name}” has {count} errors, so that nothing can be collected for it; open it in the \
             first step to see and mend them"
        );
        refusal
    }

    /// A plan with errors.
    pub fn faulty(findings: Vec<Finding>) -> Refusal {
        let vi = "danh mục còn lỗi nên chưa tạo được văn bản; hãy sửa các ô được đánh dấu";
        let en = "the plan has errors; mend the marked cells first";
        let refusal = Refusal::new(StatusCode::UNPROCESSABLE_ENTITY, "faulty", vi, en);
        Refusal { findings, ..refusal }
    }

    /// What the program says of work that it could not do.
    pub fn failed(error: &anyhow::Error) -> Refusal {
        let words = format!("{error:#}");
        Refusal::new(StatusCode::UNPROCESSABLE_ENTITY, "failed", &words, &words)
    }

    /// `{"code","vi","en"}`.
    pub fn words(&self) -> Value {
        json!({ "code": self.code, "vi": self.vi, "en": self.en })
    }
}

impl Refusal {
    /// The answer that says so.
    pub fn reply(&self) -> Reply {
        let mut whole = json!({ "error": self.words() });
        if let (Value::Object(object), false) = (&mut whole, self.findings.is_empty()) {
            object.insert("findings".into(), json!(self.findings));
        }
        Reply { status: self.status.as_u16(), ..Reply::json(whole.to_string()) }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        self.reply().into_response()
    }
}

/// Answers where there is nothing.
pub async fn not_found() -> Refusal {
    Refusal::not_found()
}

/// Answers a method that an address does not take.
pub async fn wrong_method() -> Refusal {
    let (vi, en) = ("địa chỉ này không nhận cách gọi đó", "this address does not take that method");
    Refusal::new(StatusCode::METHOD_NOT_ALLOWED, "method", vi, en)
}

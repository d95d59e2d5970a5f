//! Forms in which plans assign work, each small and whole: who leads, who supports, until when.

use serde_json::Value;

use crate::imports::{imported, list, proves_its_count, text};
use crate::program::Program;

/// A form of a plan: its lines below the head, and for each task its lead, its support, its deadline
/// and how its content begins.
type Shape = (&'static str, &'static [(&'static str, &'static str, &'static str, &'static str)]);

const SHAPES: &[Shape] = &[
    // Paragraphs that are counted in words.
    (
        "Chủ tịch UBND tỉnh yêu cầu:\nThứ nhất, Sở Y tế rà soát vật tư phòng dịch.\n\
         Thứ hai, Sở Công Thương:\na) Kiểm tra giá thuốc;\nb) Xử lý hành vi găm hàng.\n\
         Thứ ba, giao Công an tỉnh lập chốt kiểm soát.\n",
        &[
            ("Sở Y tế", "", "", "Rà soát vật tư"),
            ("Sở Công Thương", "", "", "Kiểm tra giá thuốc"),
            ("Sở Công Thương", "", "", "Xử lý hành vi"),
            ("Công an tỉnh", "", "", "Lập chốt kiểm soát"),
        ],
    ),
    // Who decides stands in capitals above the bases, and signs nothing there.
    (
        "GIÁM ĐỐC SỞ Y TẾ\nCăn cứ Quyết định số 12/QĐ-UBND;\nTheo đề nghị của Chánh Văn phòng.\n\
         QUYẾT ĐỊNH:\nĐiều 1. Giao Phòng Nghiệp vụ Dược rà soát danh mục thuốc.\n\
         Điều 2. Giao Văn phòng bố trí xe đi kiểm tra.\nGIÁM ĐỐC\n",
        &[
            ("Phòng Nghiệp vụ Dược", "", "", "Rà soát danh mục thuốc"),
            ("Văn phòng", "", "", "Bố trí xe đi kiểm tra"),
        ],
    ),
    // Capitals below a Roman number.
    (
        "II. NHIỆM VỤ\nA. Công tác thu\n1. Đối chiếu công nợ. Chủ trì: Phòng Thu. Phối hợp: Sở Nội vụ. \
         Thời hạn: 15/5/2025.\nB. Công tác chi\n2. Chi trả qua tài khoản. Chủ trì: Phòng Kế toán.\n",
        &[
            ("Phòng Thu", "Sở Nội vụ", "15/5/2025", "Đối chiếu công nợ"),
            ("Phòng Kế toán", "", "", "Chi trả qua tài khoản"),
        ],
    ),
    // Nobody is named but in the part of implementation.
    (
        "II. NỘI DUNG\n1. Nâng cao nhận thức của đoàn viên.\n\
         III. TỔ CHỨC THỰC HIỆN\n1. Ban Tổ chức\n- Hướng dẫn các chi đoàn đăng ký mô hình.\n\
         2. Ban Tuyên giáo\n- Biên soạn tài liệu sinh hoạt.\n",
        &[
            ("", "", "", "Nâng cao nhận thức"),
            ("Ban Tổ chức", "", "", "Hướng dẫn các chi đoàn"),
            ("Ban Tuyên giáo", "", "", "Biên soạn tài liệu"),
        ],
    ),
    // The implementation gives work of its own, beside what only carries the plan out.
    (
        "II. NHIỆM VỤ\n1. Giao Sở Y tế rà soát các trạm cấp cứu.\nIII. TỔ CHỨC THỰC HIỆN\n\
         1. Phòng Hành chính: bố trí xe đưa đón các đoàn.\n\
         2. Sở Nội vụ theo dõi, đôn đốc, báo cáo UBND tỉnh.\n\
         3. Các đơn vị xây dựng kế hoạch chi tiết trước ngày 05/3/2025.\n",
        &[
            ("Sở Y tế", "", "", "Rà soát các trạm"),
            ("Phòng Hành chính", "", "", "Bố trí xe đưa đón"),
        ],
    ),
    // Behind the points of one paragraph the next gives work to another.
    (
        "II. NHIỆM VỤ\nSở Xây dựng:\n- Cắt tỉa cây xanh trên các phố;\n- Hạ thấp biển quảng cáo.\n\
         Sở Y tế chuẩn bị thuốc cho các trạm.\nSở Tài chính:\n- Cấp kinh phí mua thuốc.\n",
        &[
            ("Sở Xây dựng", "", "", "Cắt tỉa cây xanh"),
            ("Sở Xây dựng", "", "", "Hạ thấp biển"),
            ("Sở Y tế", "", "", "Chuẩn bị thuốc"),
            ("Sở Tài chính", "", "", "Cấp kinh phí"),
        ],
    ),
    // A heading that says nothing of its kind over items that are work; a list of members is none.
    (
        "II. NHIỆM VỤ\n1. Giao Phòng Đào tạo lập thời khóa biểu.\nIII. LỊCH TRONG NĂM\n\
         1. Khám sức khỏe cho học sinh (Trạm Y tế chủ trì).\n2. Kiểm kê tài sản (Phòng Kế toán chủ trì).\n\
         IV. BAN TỔ CHỨC\n1. Thầy Trần Văn Nam (HT) Trưởng ban\n2. Cô Lê Thị Mai Phó trưởng ban\n",
        &[
            ("Phòng Đào tạo", "", "", "Lập thời khóa biểu"),
            ("Trạm Y tế", "", "", "Khám sức khỏe"),
            ("Phòng Kế toán", "", "", "Kiểm kê tài sản"),
        ],
    ),
    // The conclusion of minutes gives the work; what was reported and voted gives none.
    (
        "1. Thành phần: 12 đồng chí.\n2. Diễn biến cuộc họp\n\
         2.1. Phòng Kỹ thuật báo cáo: sản lượng đạt 52 triệu m3.\n3. Kết luận của chủ tọa\n\
         a) Giao Phòng Kỹ thuật sửa 40 điểm rò rỉ.\nb) Giao Phòng Kế toán lập dự toán quý IV.\n\
         4. Kết quả biểu quyết: 5/5 thành viên tán thành.\n",
        &[("Phòng Kỹ thuật", "", "", "Sửa 40 điểm"), ("Phòng Kế toán", "", "", "Lập dự toán")],
    ),
    // An order among money and times is work.
    (
        "II. NHIỆM VỤ\n1. Giao Sở Y tế rà soát các trạm cấp cứu.\nIII. KINH PHÍ\n\
         1. Ngân sách tỉnh 300 triệu đồng.\n2. Giao Sở Tài chính cấp phát trước ngày 05/3/2025.\n",
        &[
            ("Sở Y tế", "", "", "Rà soát các trạm"),
            ("Sở Tài chính", "", "Trước ngày 05/3/2025", "Cấp phát"),
        ],
    ),
    // Numbers and letters before a comma.
    (
        "II. NHIỆM VỤ\n1, Đội Phòng cháy:\na, Kiểm tra bình chữa cháy tại chợ.\n\
         b, Tập huấn cho 40 hộ kinh doanh.\n2, Đội Trật tự:\na, Giải tỏa lòng đường.\n\
         b, Nhắc nhở các hàng quán.\n",
        &[
            ("Đội Phòng cháy", "", "", "Kiểm tra bình"),
            ("Đội Phòng cháy", "", "", "Tập huấn cho 40"),
            ("Đội Trật tự", "", "", "Giải tỏa lòng đường"),
            ("Đội Trật tự", "", "", "Nhắc nhở"),
        ],
    ),
    // A comma between two bodies that each do something, the first for a third.
    (
        "II. NHIỆM VỤ\n1. Giao Sở Xây dựng bố trí trạm bơm cho Trung tâm Y tế Kỳ Anh, Sở Tài chính thẩm \
         định dự toán.\n2. Giao Sở Nội vụ rà soát biên chế.\n",
        &[
            ("Sở Xây dựng", "", "", "Bố trí trạm bơm"),
            ("Sở Tài chính", "", "", "Thẩm định dự toán"),
            ("Sở Nội vụ", "", "", "Rà soát biên chế"),
        ],
    ),
    // The marks were lost on the way to plain text.
    (
        "NHIỆM VỤ\nSở Y tế\nTham mưu phòng, chống dịch bệnh trên địa bàn tỉnh.\nUBND các xã, phường\n\
         Tổ chức vệ sinh môi trường.\n",
        &[
            ("Sở Y tế", "", "", "Tham mưu phòng"),
            ("UBND các xã, phường", "", "", "Tổ chức vệ sinh"),
        ],
    ),
    // Each item has points that only say who and when.
    (
        "II. NỘI DUNG\n1. Tập huấn về Luật\na) Nội dung: Tập huấn cán bộ pháp chế.\n\
         b) Cơ quan chủ trì: Sở Tư pháp.\nc) Cơ quan phối hợp: Sở Nội vụ.\n\
         d) Thời gian hoàn thành: Năm 2025.\n2. Xây dựng quy định chi tiết\n\
         - Cơ quan chủ trì: Công an tỉnh;\n- Thời gian trình: Quý II/2025.\n",
        &[
            ("Sở Tư pháp", "Sở Nội vụ", "Năm 2025", "Tập huấn cán bộ"),
            ("Công an tỉnh", "", "Quý II/2025", "Xây dựng quy định"),
        ],
    ),
    // One line for all points above it, with or without their number.
    (
        "II. NHIỆM VỤ\n1. Chính sách\na) Rà soát quỹ đất.\nb) Hỗ trợ hợp tác xã.\n\
         (Cơ quan chủ trì các nội dung tại điểm 1: Sở Tài chính; cơ quan phối hợp: Sở Xây dựng)\n\
         2. Nhân lực\n- Mở lớp đào tạo.\n- Thu hút chuyên gia.\n\
         Giao Sở Nội vụ thực hiện các nội dung trên.\n",
        &[
            ("Sở Tài chính", "Sở Xây dựng", "", "Rà soát"),
            ("Sở Tài chính", "Sở Xây dựng", "", "Hỗ trợ"),
            ("Sở Nội vụ", "", "", "Mở lớp"),
            ("Sở Nội vụ", "", "", "Thu hút"),
        ],
    ),
    // Paragraphs of which the first tells the occasion.
    (
        "II. NHIỆM VỤ\n1. Mô hình dưỡng lão còn mới, chưa có đơn giá. Giao Sở Y tế lập đề án; \
         giao Sở Xây dựng hướng dẫn tiêu chuẩn.\n2. Sở Tài chính: Bố trí kinh phí.\n\
         Giao Thanh tra tỉnh thanh tra đột xuất.\n",
        &[
            ("Sở Y tế", "", "", "Lập đề án"),
            ("Sở Xây dựng", "", "", "Hướng dẫn tiêu chuẩn"),
            ("Sở Tài chính", "", "", "Bố trí kinh phí"),
            ("Thanh tra tỉnh", "", "", "Thanh tra đột xuất"),
        ],
    ),
    // The heading of the items names who leads them.
    (
        "II. NHIỆM VỤ\n1. Trách nhiệm của Công an tỉnh:\n- Bảo đảm an ninh trật tự.\n\
         2. Hỗ trợ khởi nghiệp (Tỉnh đoàn chủ trì)\n- Tổ chức cuộc thi.\nIII. SỞ CÔNG THƯƠNG\n\
         - Kiểm tra giá.\n",
        &[
            ("Công an tỉnh", "", "", "Bảo đảm"),
            ("Tỉnh đoàn", "", "", "Tổ chức cuộc thi"),
            ("Sở Công Thương", "", "", "Kiểm tra giá"),
        ],
    ),
];

#[test]
fn plans_of_many_shapes_say_who_leads() {
    let program = Program::new();
    for (body, tasks) in SHAPES {
        let head = "Số: 5/KH-UBND\nHà Tĩnh, ngày 06 tháng 3 năm 2025\nKẾ HOẠCH\nNăm 2025\n";
        program.put("ke-hoach.txt", format!("{head}{body}").as_bytes());
        let found = imported(&program.path("ke-hoach.txt"), &[]);
        proves_its_count(&found, body);
        let shown = list(&found, "tasks").iter().map(|task| {
            let joined = |name| {
                let names = list(task, name).iter().filter_map(Value::as_str);
                names.collect::<Vec<_>>().join("; ")
            };
            let deadline = task["deadline"].as_str().unwrap_or_default().to_string();
            (joined("lead"), joined("support"), deadline, text(task, "content").to_string())
        });
        let shown: Vec<_> = shown.collect();
        assert_eq!(shown.len(), tasks.len(), "{body}{shown:#?}");
        for (one, (lead, support, deadline, begin)) in shown.iter().zip(*tasks) {
            assert_eq!(
                (one.0.as_str(), one.1.as_str(), one.2.as_str()),
                (*lead, *support, *deadline),
                "{body}"
            );
            assert!(one.3.starts_with(begin), "{body}{one:?}");
        }
    }
}

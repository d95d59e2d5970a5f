//! Names in the places where offices put them: whichever stands there comes out whole, or not at all.
//!
//! Invariant: a part of a name is never given for it, in cells as in sentences.

use super::Bodies;
use super::cell::cell;
use crate::directory::{Directory, OwnEntries};
use crate::text::key;
use crate::text::words::tokens;

/// Cells, with ① for a name and ② for another one.
const CELLS: &[&str] = &[
    "①",
    "①.",
    "①; ②",
    "②; ①",
    "②, ①",
    "①\n②",
    "②\n①",
    "- ①\n- ②",
    "1. ②\n2. ①",
    "① (chủ trì); ② (phối hợp)",
    "Chủ trì: ①; phối hợp: ②",
    "① chủ trì, phối hợp với ②",
    "② chủ trì, phối hợp với ①",
    "Giao ① chủ trì",
    "① và các đơn vị liên quan",
    "① theo chức năng, nhiệm vụ",
    "Do ① thực hiện",
    "Các cơ quan: ①; ②",
];

/// Sentences, which begin with the name behind the bar.
const SENTENCES: &[&str] = &[
    "|① chủ trì, phối hợp với ② rà soát các tuyến đê",
    "|① chủ trì phối hợp các cơ quan liên quan rà soát các tuyến đê",
    "|① có trách nhiệm tổng hợp, báo cáo",
    "|① tham mưu UBND tỉnh ban hành quy chế",
    "|①: Rà soát các tuyến đê",
    "|①, ② và các địa phương triển khai kế hoạch",
    "Giao |① rà soát các tuyến đê",
    "Giao |① chủ trì",
    "Đề nghị |① phối hợp thực hiện",
    "② phối hợp với |① tổ chức tập huấn",
    "② và |① kiểm tra các chợ",
    "UBND tỉnh yêu cầu |① khẩn trương báo cáo",
];

/// Names that no directory has, built as offices build them: with commas, dashes, "và" and verbs.
const BUILT: &[&str] = &[
    "Phòng Kiểm tra, giám sát",
    "Cục Kiểm tra, giám sát hải quan",
    "Phòng Thanh tra, kiểm tra và giải quyết khiếu nại",
    "Phòng Tổ chức - Hành chính",
    "Phòng Kế hoạch - Tài chính",
    "Phòng Hành chính, Quản trị",
    "Phòng Văn hóa, Khoa học và Thông tin",
    "Phòng Bảo vệ, chăm sóc trẻ em và bình đẳng giới",
    "Phòng Theo dõi thi hành pháp luật",
    "Phòng Tham mưu tổng hợp",
    "Phòng Giám sát, đánh giá đầu tư",
    "Trung tâm Dịch vụ việc làm",
    "Trung tâm Kiểm soát bệnh tật",
    "Trung tâm Xúc tiến đầu tư, thương mại và du lịch",
    "Trung tâm Phục vụ hành chính công",
    "Trung tâm Hỗ trợ phát triển giáo dục hòa nhập",
    "Ban Quản lý dự án đầu tư xây dựng",
    "Ban Quản lý Khu kinh tế và các khu công nghiệp",
    "Chi cục Trồng trọt và Bảo vệ thực vật",
    "Văn phòng Đăng ký đất đai",
    "Quỹ Bảo vệ, phát triển rừng",
    "Hội Bảo vệ người tiêu dùng",
    "Viện Nghiên cứu, ứng dụng công nghệ",
    "Trường Cao đẳng Kỹ thuật - Công nghệ",
    "UBND xã Kỳ Xuân",
    "Đảng ủy phường Sông Trí",
];

/// How many of the built names are still cut in sentences, where verbs stand in small letters behind a
/// comma. The number only falls.
const STILL_CUT: usize = 26;

/// How often a name is not found as it stands: refused, or with words behind it. The number only falls.
const REFUSED: usize = 189;

/// Whether a found name is a part of one, and not all of it.
fn is_part(found: &str, name: &str) -> bool {
    let (found, name) = (key(found), key(name));
    found != name && format!(" {name} ").contains(&format!(" {found} "))
}

/// What is wrong with the names that were found where one stands: a part of it in its place.
fn cut<'a>(found: &'a [String], name: &str, other: &str) -> Option<&'a String> {
    let is_whole = |one: &String| key(one) == key(name) || key(one).contains(&key(name));
    if found.iter().any(is_whole) {
        return None;
    }
    found.iter().find(|one| is_part(one, name) && !is_part(one, other) && key(one) != key(other))
}

#[test]
fn no_name_is_ever_cut() {
    let directory = Directory::new("Hà Tĩnh", None, OwnEntries::default());
    let bodies = Bodies::new(&directory, &[]);
    let known = directory.agencies().iter().flat_map(|agency| [&agency.name, &agency.short]);
    let mut names: Vec<&str> =
        known.map(String::as_str).filter(|name| name.contains(' ')).collect();
    names.extend(BUILT);
    let (mut wrong, mut open, mut refused, mut all) = (Vec::new(), Vec::new(), Vec::new(), 0_usize);
    for name in &names {
        let other = if key(name).contains("y tế") { "Sở Tư pháp" } else { "Sở Y tế" };
        let fill = |frame: &str| frame.replace('①', name).replace('②', other);
        for frame in CELLS {
            let text = fill(frame);
            let found = cell(&text, &bodies).names;
            let found: Vec<String> = found.into_iter().map(|named| named.name).collect();
            all += 1;
            if !found.iter().any(|one| key(one) == key(name)) {
                refused.push(format!("{text:?}: {found:?}"));
            }
            wrong.extend(cut(&found, name, other).map(|part| format!("{text:?}: {part}")));
        }
        for frame in SENTENCES {
            let (before, behind) = frame.split_once('|').unwrap_or_default();
            let before = fill(before);
            let text = format!("{before}{}", fill(behind));
            let tokens = tokens(&text, usize::MAX);
            let at = tokens.iter().position(|token| token.start >= before.len()).unwrap_or(0);
            let found = bodies.list(&text, &tokens, at).map_or_else(Vec::new, |list| list.names);
            all += 1;
            if !found.iter().any(|one| key(one) == key(name)) {
                refused.push(format!("{text:?}: {found:?}"));
            }
            let found = cut(&found, name, other).map(|part| format!("{text:?}: {part}"));
            if BUILT.contains(name) { open.extend(found) } else { wrong.extend(found) }
        }
    }
    assert!(open.len() <= STILL_CUT, "{} built names cut\n{}", open.len(), open.join("\n"));
    assert!(wrong.is_empty(), "{} of {all} cut\n{}", wrong.len(), wrong.join("\n"));
    assert!(refused.len() <= REFUSED, "{} of {all}\n{}", refused.len(), refused.join("\n"));
}

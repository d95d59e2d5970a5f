//! Pairs of short lists, by what each case is about.

use super::*;

fn sides<'a>(contents: &'a [&'a str]) -> Vec<Side<'a>> {
    contents.iter().map(|content| Side { content, ..Side::default() }).collect()
}

fn pairs(old: &[&str], new: &[&str]) -> Pairing {
    pair(&sides(old), &sides(new))
}

fn one(old: usize, new: usize) -> Pair {
    Pair { old: vec![old], new: vec![new] }
}

const PLAN: [&str; 6] = [
    "Xây dựng đề án phát triển vùng trồng cam tập trung",
    "Rà soát quy hoạch bến thủy nội địa",
    "Tổ chức tập huấn kỹ năng số cho cán bộ cấp xã",
    "Nâng cấp cổng dịch vụ công trực tuyến",
    "Tổng kết chương trình xóa nhà tạm",
    "Lập danh mục dự án kêu gọi đầu tư",
];

#[test]
fn a_list_is_paired_with_itself_and_with_none() {
    let all: Vec<Pair> = (0..6).map(|at| one(at, at)).collect();
    assert_eq!(pairs(&PLAN, &PLAN).pairs, all);
    assert_eq!(pairs(&PLAN, &[]), Pairing { removed: (0..6).collect(), ..Pairing::default() });
    assert_eq!(pairs(&[], &[]), Pairing::default());
}

#[test]
fn moved_reworded_removed_and_added_tasks_are_told() {
    let new = [
        "Tổng kết chương trình xóa nhà tạm, nhà dột nát",
        "Xây dựng và trình đề án vùng sản xuất cam hàng hóa tập trung",
        "Tổ chức tập huấn kỹ năng số cho cán bộ cấp xã",
        "Kiểm tra an toàn hồ chứa trước mùa mưa lũ",
        "Rà soát quy hoạch bến thủy nội địa",
        "Lập danh mục dự án kêu gọi đầu tư",
    ];
    let found = pairs(&PLAN, &new);
    assert_eq!(found.pairs, [one(4, 0), one(0, 1), one(2, 2), one(1, 4), one(5, 5)]);
    assert_eq!((found.removed, found.added), (vec![3], vec![3]));
}

#[test]
fn what_was_split_and_joined_is_one_pair() {
    let old = [
        "Xây dựng đề án vùng trồng cam và tổ chức hội nghị xúc tiến tiêu thụ cam tại Hà Nội",
        "Rà soát quy hoạch bến thủy nội địa",
        "Cắm biển báo luồng lạch trên sông Lam",
        "Tổng kết chương trình xóa nhà tạm",
    ];
    let new = [
        "Xây dựng đề án vùng trồng cam",
        "Tổ chức hội nghị xúc tiến tiêu thụ cam tại Hà Nội",
        "Rà soát quy hoạch bến thủy nội địa, cắm biển báo luồng lạch trên sông Lam",
        "Tổng kết chương trình xóa nhà tạm",
    ];
    let expected =
        [Pair { old: vec![0], new: vec![0, 1] }, Pair { old: vec![1, 2], new: vec![2] }, one(3, 3)];
    assert_eq!(pairs(&old, &new).pairs, expected);
}

#[test]
fn of_equal_texts_who_leads_and_the_neighbours_decide() {
    let side = |content, bodies| Side { content, bodies, ..Side::default() };
    let report = "Báo cáo kết quả thực hiện";
    let old = [side(report, "Sở Y tế"), side(report, "Sở Nội vụ"), side(PLAN[0], "Sở Y tế")];
    let new = [side(PLAN[0], "Sở Y tế"), side(report, "Sở Nội vụ"), side(report, "Sở Y tế")];
    assert_eq!(pair(&old, &new).pairs, [one(2, 0), one(1, 1), one(0, 2)]);
    let same = [PLAN[0], report, PLAN[1], report, PLAN[2]];
    let fewer = [PLAN[0], PLAN[1], report, PLAN[2]];
    let found = pairs(&same, &fewer);
    assert_eq!(found.pairs, [one(0, 0), one(2, 1), one(3, 2), one(4, 3)]);
    assert_eq!(found.removed, [1]);
}

#[test]
fn an_id_holds_a_task_that_was_reworded_beyond_half() {
    let side = |id, content| Side { id: Some(id), content, ..Side::default() };
    let old = [side("nv-001", PLAN[0]), side("nv-002", PLAN[1])];
    let new = [side("nv-002", PLAN[1]), side("nv-001", "Lập phương án mở rộng vùng cam")];
    assert_eq!(pair(&old, &new).pairs, [one(1, 0), one(0, 1)]);
    let other = [side("nv-001", PLAN[1]), side("nv-002", PLAN[3])];
    assert_eq!(pair(&old, &other).pairs, [one(1, 0)]);
}

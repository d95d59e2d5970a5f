//! One cell with several names → the names, by their separators and by who they mean.
//!
//! A comma or "và" may stand inside a name ("Sở Văn hóa, Thể thao và Du lịch"), so that only
//! the directory can say where a name ends.

use crate::directory::{Directory, Found};
use crate::text::{bare, single_line};

/// The names of a cell, in order. Semicolons always separate, and line breaks but where a name
/// was broken by hand; commas, "và" and dashes where the parts are names of their own.
pub fn split(text: &str, directory: &Directory) -> Vec<String> {
    if let Some(names) = under_one_word(text, directory) {
        return names;
    }
    let pieces = text.split(';').flat_map(|part| lines(part, directory));
    pieces.flat_map(|piece| split_piece(&piece, directory)).collect()
}

/// "Các sở: Tài chính, Nội vụ; Y tế": the word before the colon stands for all; `None` where some
/// name does not come of it.
fn under_one_word(text: &str, directory: &Directory) -> Option<Vec<String>> {
    let (word, rest) = text.split_once(':')?;
    let folded = single_line(word);
    let word =
        ["Các ", "các "].iter().find_map(|start| folded.strip_prefix(start)).unwrap_or(&folded);
    if word.split(' ').count() > 2 || is_known(text, directory) {
        return None;
    }
    let mut initial = word.chars();
    let word: String = initial.next()?.to_uppercase().chain(initial).collect();
    let full = |name: &str| {
        let full = format!("{word} {}", tidy(name));
        is_known(&full, directory).then_some(full)
    };
    // Whole pieces first: "Văn hóa, Thể thao và Du lịch" has commas of its own.
    let mut names = Vec::new();
    for piece in rest.split([';', '\n']).filter(|piece| piece.contains(char::is_alphanumeric)) {
        let cuts = cuts(piece, &[", và ", ",", " và ", " & "]);
        let mut start = 0;
        while start < piece.len() {
            let ends = ends_after(start, &cuts, piece.len());
            let found = ends
                .iter()
                .rev()
                .find_map(|(end, next)| Some((full(piece.get(start..*end)?)?, *next)))?;
            names.push(found.0);
            start = found.1;
        }
    }
    (!names.is_empty()).then_some(names)
}

/// No name has more commas and "và" than this; a cell of 40,000 characters may have thousands.
const LONGEST_LIST_IN_NAME: usize = 8;

/// The lines of a part, without their bullets; those that a name runs over as one.
fn lines(part: &str, directory: &Directory) -> Vec<String> {
    // The longest names take four lines of a narrow column.
    const MOST_LINES: usize = 4;
    let lines: Vec<(bool, String)> = part
        .split('\n')
        .map(|line| (single_line(line).starts_with(['-', '+', '*', '•', '–']), tidy_line(line)))
        // A dash, a row of dots or "không" says that there is nobody.
        .filter(|(_, line)| line.chars().any(char::is_alphanumeric) && bare(line) != "khong")
        .collect();
    let mut whole: Vec<String> = Vec::new();
    let mut start = 0;
    while let Some((_, first)) = lines.get(start) {
        let free = lines[start + 1..].iter().take_while(|(bulleted, _)| !bulleted).count();
        let joined = |count: usize| {
            let texts: Vec<&str> =
                lines[start..start + count].iter().map(|(_, line)| line.as_str()).collect();
            texts.join(" ")
        };
        let longest = (2..=MOST_LINES.min(free + 1))
            .rev()
            .find(|count| is_known(&tidy(&joined(*count)), directory));
        let mut count = longest.unwrap_or(1);
        if longest.is_none() {
            let mut line = first.as_str();
            while let Some((false, next)) = lines.get(start + count)
                && goes_on(line, next, directory)
            {
                line = next;
                count += 1;
            }
        }
        let name = tidy(&joined(count));
        if name.chars().any(char::is_alphanumeric) {
            whole.push(name);
        }
        start += count;
    }
    whole
}

/// Whether a name that the directory need not know runs over from one line to the next.
fn goes_on(line: &str, next: &str, directory: &Directory) -> bool {
    let is_open = [" và", " -", " –", " &"].iter().any(|end| line.ends_with(end));
    let folded = bare(next);
    let is_phrase =
        ["cac ", "nhung ", "toan the ", "cung "].iter().any(|word| folded.starts_with(word));
    let is_lower = next.chars().next().is_some_and(char::is_lowercase);
    is_open || is_lower && !is_phrase && !is_known(next, directory)
}

/// Whether what follows a bracket is no more than "đồng chủ trì)".
fn is_note(rest: &str) -> bool {
    rest.split_once(')').is_none_or(|(_, after)| !after.contains(char::is_alphanumeric))
        && bare(rest).contains("chu tri")
}

/// A line without its bullet.
fn tidy_line(line: &str) -> String {
    single_line(line).trim_start_matches(['-', '+', '*', '•', '–', ' ']).to_string()
}

/// A piece without its bullet, number, closing punctuation and the words "(đồng chủ trì)".
fn tidy(piece: &str) -> String {
    let line = tidy_line(piece);
    let line = line.as_str();
    let line = match line.split_once(['.', ')']) {
        Some((number, rest))
            if !number.is_empty() && number.chars().all(|c| c.is_ascii_digit()) =>
        {
            rest
        }
        _ => line,
    };
    let line = match line.rsplit_once('(') {
        Some((name, note)) if is_note(note) => name,
        _ => line,
    };
    line.trim().trim_end_matches(['.', ',', ':']).trim().to_string()
}

fn is_known(text: &str, directory: &Directory) -> bool {
    directory.find(text) != Found::Nobody
}

fn split_piece(piece: &str, directory: &Directory) -> Vec<String> {
    if is_known(piece, directory) {
        return vec![piece.to_string()];
    }
    let whole = || vec![piece.to_string()];
    let (named, all) = split_at(piece, &cuts(piece, &[", và ", ",", " và ", " & "]), directory);
    if named && all.len() > 1 {
        return all;
    }
    // A dash or a stroke is rather part of a name: here all parts must be known.
    let (_, all) = split_at(
        piece,
        &cuts(piece, &[", và ", ",", " và ", " & ", " - ", " – ", " + ", "/"]),
        directory,
    );
    if all.len() > 1 && all.iter().all(|name| is_known(name, directory)) { all } else { whole() }
}

/// The names between cuts, the longest known ones first, and whether each may be a name.
fn split_at(piece: &str, cuts: &[(usize, usize)], directory: &Directory) -> (bool, Vec<String>) {
    // Ends of segments: (end of the words, start of what follows).
    let mut names: Vec<String> = Vec::new();
    let mut all_named = true;
    let mut start = 0;
    while start < piece.len() {
        let ends = ends_after(start, cuts, piece.len());
        let longest = ends.iter().rev().find(|(end, _)| is_known(&piece[start..*end], directory));
        let (end, next) = match longest {
            Some(cut) => *cut,
            None => ends[0],
        };
        let words = piece[start..end].trim();
        match (longest, names.last()) {
            (Some(_), _) => names.push(words.to_string()),
            (None, before) => {
                // "Sở Tài chính, Xây dựng": the body's word stands once for all.
                let shared = before.and_then(|name| Some(name.split_once(' ')?.0));
                let full = shared.map(|word| format!("{word} {words}"));
                match full.filter(|full| is_known(full, directory)) {
                    Some(full) => names.push(full),
                    None => {
                        let may_be_name = looks_like_body(words) || bare(words).starts_with("cac ");
                        all_named &= may_be_name && !goes_on_phrase(before, words);
                        names.push(words.to_string());
                    }
                }
            }
        }
        start = next;
    }
    (all_named, names)
}

/// The ends that a name which begins at a place may have, nearest first; the end of the piece is one
/// where it is near.
fn ends_after(start: usize, cuts: &[(usize, usize)], length: usize) -> Vec<(usize, usize)> {
    let after = &cuts[cuts.partition_point(|cut| cut.0 <= start)..];
    let near = after.iter().take(LONGEST_LIST_IN_NAME).copied();
    let whole = (after.len() <= LONGEST_LIST_IN_NAME).then_some((length, length));
    near.chain(whole).collect()
}

/// Where commas and "và" could separate: (end of the words before, start of the words after).
fn cuts(piece: &str, separators: &[&str]) -> Vec<(usize, usize)> {
    let mut cuts: Vec<(usize, usize)> = Vec::new();
    for separator in separators {
        for (index, found) in piece.match_indices(separator) {
            let inside = cuts.iter().any(|cut| (cut.0..cut.1).contains(&index));
            if !inside {
                cuts.push((index, index + found.len()));
            }
        }
    }
    cuts.sort_unstable();
    cuts
}

/// Whether words are a kind of bodies that goes on a phrase: "UBND các tỉnh, thành phố".
fn goes_on_phrase(before: Option<&String>, words: &str) -> bool {
    const KINDS: &[&str] = &[
        "tinh",
        "thanh pho",
        "huyen",
        "thi xa",
        "thi tran",
        "xa",
        "phuong",
        "dac khu",
        "nganh",
        "dia phuong",
        "don vi",
        "to chuc",
        "doanh nghiep",
        "ca nhan",
    ];
    let folded = bare(words);
    let is_phrase = before.is_some_and(|name| bare(name).split(' ').any(|word| word == "cac"));
    is_phrase && KINDS.iter().any(|kind| folded.starts_with(kind))
}

/// Whether words begin as the name of a body does, so that an unknown one may stand in a list.
fn looks_like_body(words: &str) -> bool {
    const FIRST_WORDS: &[&str] = &[
        "so", "ban", "cuc", "chi", "ubnd", "uy", "vien", "truong", "van", "cong", "bo", "kho",
        "toa", "dai", "bao", "hoi", "lien", "trung", "thanh", "dang", "tinh", "huyen", "ngan", "p",
        "vp", "doan", "tram", "bql", "ubmttq", "mttq", "thue", "hai", "phong", "tong", "mat",
        "hiep", "quy", "dien", "benh",
    ];
    let folded = bare(words);
    let mut parts = folded.split(' ');
    parts.next().is_some_and(|first| FIRST_WORDS.contains(&first)) && parts.next().is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directory::OwnEntries;

    #[test]
    fn names_with_commas_stay_whole_and_lists_come_apart() {
        let directory = Directory::new("Hà Tĩnh", None, OwnEntries::default());
        let split = |text: &str| super::split(text, &directory);
        assert_eq!(
            split("Sở Văn hóa, Thể thao và Du lịch, Sở Tài chính và Sở Y tế"),
            ["Sở Văn hóa, Thể thao và Du lịch", "Sở Tài chính", "Sở Y tế"],
        );
        assert_eq!(split("- Sở Y tế;\n- Công an tỉnh."), ["Sở Y tế", "Công an tỉnh"]);
        assert_eq!(split("1. Sở Y tế\n2. Sở Tư pháp"), ["Sở Y tế", "Sở Tư pháp"]);
        assert_eq!(split("Sở Tài chính, Xây dựng"), ["Sở Tài chính", "Sở Xây dựng"]);
        assert_eq!(split("Các sở, ban, ngành, địa phương").len(), 1);
        assert_eq!(split("Sở Y tế, Viện Vật lý"), ["Sở Y tế", "Viện Vật lý"]);
        assert_eq!(split("Sở Y tế - Công an tỉnh"), ["Sở Y tế", "Công an tỉnh"]);
        assert_eq!(split("Viện Khoa học - Công nghệ"), ["Viện Khoa học - Công nghệ"]);
        assert_eq!(split("Các sở: Tài chính, Nội vụ; Văn hóa, Thể thao và Du lịch").len(), 3);
        assert_eq!(split("Sở: Tài chính, Y tế"), ["Sở Tài chính", "Sở Y tế"]);
        assert_eq!(split("UBND các tỉnh, thành phố trực thuộc Trung ương").len(), 1);
        assert_eq!(split("Phòng TC-KH, Đoàn xã, Trạm Y tế").len(), 3);
        assert_eq!(split("Đoàn Thanh niên, Hội Phụ nữ, các thôn").len(), 3);
        assert_eq!(split("Không").len(), 0);
        let phrase = "các doanh nghiệp, hộ kinh doanh, người dân";
        assert_eq!(split(phrase), [phrase]);
    }

    #[test]
    fn names_broken_by_hand_are_one() {
        let directory = Directory::new("Hà Tĩnh", None, OwnEntries::default());
        let split = |text: &str| super::split(text, &directory);
        for (cell, names) in [
            (
                "Sở Nông nghiệp và\nPhát triển nông thôn",
                &["Sở Nông nghiệp và Phát triển nông thôn"][..],
            ),
            ("Sở Tài nguyên\nvà Môi trường", &["Sở Tài nguyên và Môi trường"]),
            (
                "UBND các huyện,\nthị xã, thành phố\nSở Y tế",
                &["UBND các huyện, thị xã, thành phố", "Sở Y tế"],
            ),
            ("Viện Nghiên cứu\nphát triển vùng", &["Viện Nghiên cứu phát triển vùng"]),
            ("Sở Y tế\ncác hội quần chúng", &["Sở Y tế", "các hội quần chúng"]),
            ("Sở Y tế\nViện Vật lý", &["Sở Y tế", "Viện Vật lý"]),
            (
                "- Sở Văn hóa, Thể thao\nvà Du lịch\n- Sở Y tế",
                &["Sở Văn hóa, Thể thao và Du lịch", "Sở Y tế"],
            ),
        ] {
            assert_eq!(split(cell), names, "{cell}");
        }
    }
}

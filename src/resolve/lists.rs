//! One cell with several names → the names, by their separators and by who they mean.
//!
//! A comma or "và" may stand inside a name ("Sở Văn hóa, Thể thao và Du lịch"), so that only
//! the directory can say where a name ends.

use crate::directory::{Directory, Found};
use crate::text::{bare, single_line};

/// The names of a cell, in order. Semicolons and line breaks always separate; commas and "và"
/// where the parts are names of their own.
pub fn split(text: &str, directory: &Directory) -> Vec<String> {
    let pieces = text.split([';', '\n']).map(tidy).filter(|piece| !piece.is_empty());
    pieces.flat_map(|piece| split_piece(&piece, directory)).collect()
}

/// A piece without its bullet, number, closing punctuation and the words "(đồng chủ trì)".
fn tidy(piece: &str) -> String {
    let line = single_line(piece);
    let line = line.trim_start_matches(['-', '+', '*', '•', '–', ' ']);
    let line = match line.split_once(['.', ')']) {
        Some((number, rest))
            if !number.is_empty() && number.chars().all(|c| c.is_ascii_digit()) =>
        {
            rest
        }
        _ => line,
    };
    let line = match line.rsplit_once('(') {
        Some((name, note)) if bare(note).contains("chu tri") => name,
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
    let cuts = cuts(piece);
    if cuts.is_empty() {
        return vec![piece.to_string()];
    }
    // Ends of segments: (end of the words, start of what follows).
    let mut names: Vec<String> = Vec::new();
    let mut all_named = true;
    let mut start = 0;
    while start < piece.len() {
        let ends = cuts.iter().filter(|cut| cut.0 > start).copied();
        let ends: Vec<(usize, usize)> = ends.chain([(piece.len(), piece.len())]).collect();
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
                        all_named &= looks_like_body(words);
                        names.push(words.to_string());
                    }
                }
            }
        }
        start = next;
    }
    if all_named { names } else { vec![piece.to_string()] }
}

/// Where commas and "và" could separate: (end of the words before, start of the words after).
fn cuts(piece: &str) -> Vec<(usize, usize)> {
    let mut cuts: Vec<(usize, usize)> = Vec::new();
    for separator in [", và ", ",", " và ", " & "] {
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

/// Whether words begin as the name of a body does, so that an unknown one may stand in a list.
fn looks_like_body(words: &str) -> bool {
    const FIRST_WORDS: &[&str] = &[
        "so", "ban", "cuc", "chi", "ubnd", "uy", "vien", "truong", "van", "cong", "bo", "kho",
        "toa", "dai", "bao", "hoi", "lien", "trung", "thanh", "dang", "tinh", "huyen", "ngan",
        "thue", "hai", "phong", "tong", "mat", "hiep", "quy", "dien", "benh",
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
        let phrase = "các doanh nghiệp, hộ kinh doanh, người dân";
        assert_eq!(split(phrase), [phrase]);
    }
}

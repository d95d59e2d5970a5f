//! Text of the years of 8-bit fonts, as today's programs show it → Unicode: "Bé Tµi chÝnh" is
//! "Bộ Tài chính".
//!
//! Comes before `clean`, which drops U+00AD: a soft hyphen today, "ư" in TCVN3. Text that is
//! already Unicode Vietnamese is never taken for legacy, whatever its font says.

mod codes;
mod evidence;
mod font;
mod syllable;

use memchr::memchr2_iter;
use unicode_normalization::char::is_combining_mark;

/// A legacy encoding of Vietnamese.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Legacy {
    /// TCVN 5712:1993 VN3, of the ABC fonts.
    Tcvn3,
    /// The same codes in a font that draws small letters as capitals.
    Tcvn3Capitals,
    /// VNI for Windows: a base letter, then a byte for its marks.
    Vni,
    /// Microsoft's code page: a letter, then a byte for its tone.
    Windows1258,
}

impl Legacy {
    /// By the name of a font; `None` for fonts of Unicode and of other encodings.
    pub fn of_font(name: &str) -> Option<Legacy> {
        font::encoding(name)
    }

    /// By the text itself; `None` for Unicode text of any language and for text too short to tell.
    ///
    /// Give it all that shares an origin (a whole cell or paragraph), not single words.
    pub fn of_text(text: &str) -> Option<Legacy> {
        if may_be_legacy(text) { evidence::encoding(text) } else { None }
    }

    /// For messages.
    pub fn name(self) -> &'static str {
        match self {
            Legacy::Tcvn3 => "TCVN3 (ABC)",
            Legacy::Tcvn3Capitals => "TCVN3 (ABC), chữ hoa",
            Legacy::Vni => "VNI",
            Legacy::Windows1258 => "Windows-1258",
        }
    }

    /// Whether the text makes sense in this encoding.
    pub fn explains(self, text: &str) -> bool {
        evidence::bears_out(self, text)
    }

    /// To Unicode, NFC; what the encoding does not have stays as it is.
    pub fn decode(self, text: &str) -> String {
        codes::decode(self, text)
    }
}

/// By font and text together: a font is believed where its encoding makes sense of the text, as it
/// often outlives a change to Unicode; any other text is judged by itself.
pub fn of_cell(font: Option<&str>, text: &str) -> Option<Legacy> {
    if text.chars().any(is_modern) {
        return None;
    }
    font.and_then(Legacy::of_font)
        .filter(|&encoding| evidence::bears_out(encoding, text))
        .or_else(|| Legacy::of_text(text))
}

/// Whether `Legacy::of_text` must be asked at all: a cheap look, false for nearly every cell.
pub fn may_be_legacy(text: &str) -> bool {
    !has_common_modern(text.as_bytes())
        && !text.is_ascii()
        && text.chars().any(|c| matches!(c, '\u{A1}'..='\u{FF}'))
        && !text.chars().any(is_modern)
}

/// Whether a text is Unicode beyond doubt.
pub fn is_modern_text(text: &str) -> bool {
    text.chars().any(is_modern)
}

/// Whether one of the letters that nearly every Vietnamese text has comes soon: "đ", "ă" and others of
/// U+0100–U+013F, and those with two marks, U+1E80–U+1EFF. All are letters that no 8-bit text shows.
fn has_common_modern(text: &[u8]) -> bool {
    memchr2_iter(0xC4, 0xE1, text)
        .any(|at| text[at] == 0xC4 || matches!(text.get(at + 1), Some(0xBA | 0xBB)))
}

/// Letters and marks that no 8-bit text shows, and the sign of lost bytes.
fn is_modern(c: char) -> bool {
    // The letters of windows-1252 beyond Latin-1, and its circumflex, which counts as a letter.
    let is_of_1252 = || matches!(c, 'Œ' | 'œ' | 'Š' | 'š' | 'Ž' | 'ž' | 'Ÿ' | 'ƒ' | 'ˆ');
    c > '\u{FF}'
        && (c == '\u{FFFD}' || is_combining_mark(c) || (c.is_alphabetic() && !is_of_1252()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::nfc;
    use proptest::prelude::*;
    use std::collections::HashMap;
    use std::path::Path;

    const ALL: [Legacy; 3] = [Legacy::Tcvn3, Legacy::Vni, Legacy::Windows1258];

    /// The small letters beyond ASCII, and their codes by the published tables of letters: tones in
    /// the order grave, acute, hook, tilde, dot.
    const LETTERS: &str = "à á ả ã ạ ă ằ ắ ẳ ẵ ặ â ầ ấ ẩ ẫ ậ è é ẻ ẽ ẹ ê ề ế ể ễ ệ ì í ỉ ĩ ị \
        ò ó ỏ õ ọ ô ồ ố ổ ỗ ộ ơ ờ ớ ở ỡ ợ ù ú ủ ũ ụ ư ừ ứ ử ữ ự ỳ ý ỷ ỹ ỵ đ";
    const TCVN3: &str = "µ ¸ ¶ · ¹ ¨ » ¾ ¼ ½ Æ © Ç Ê È É Ë Ì Ð Î Ï Ñ ª Ò Õ Ó Ô Ö × Ý Ø Ü Þ \
        ß ã á â ä « å è æ ç é ¬ ê í ë ì î ï ó ñ ò ô \u{AD} õ ø ö ÷ ù ú ý û ü þ ®";
    const TCVN3_CAPITALS: &str = "¡ ¢ § £ ¤ ¥ ¦";
    const VNI: &str = "aø aù aû aõ aï aê aè aé aú aü aë aâ aà aá aå aã aä eø eù eû eõ eï \
        eâ eà eá eå eã eä ì í æ ó ò oø où oû oõ oï oâ oà oá oå oã oä ô ôø ôù ôû ôõ ôï \
        uø uù uû uõ uï ö öø öù öû öõ öï yø yù yû yõ î ñ";
    const WINDOWS_1258: &str = "à á aÒ aÞ aò ã ãÌ ãì ãÒ ãÞ ãò â âÌ âì âÒ âÞ âò è é eÒ eÞ eò \
        ê êÌ êì êÒ êÞ êò iÌ í iÒ iÞ iò oÌ ó oÒ oÞ oò ô ôÌ ôì ôÒ ôÞ ôò õ õÌ õì õÒ õÞ õò \
        ù ú uÒ uÞ uò ý ýÌ ýì ýÒ ýÞ ýò yÌ yì yÒ yÞ yò ð";

    /// What a program of that time stored for each letter.
    fn table(encoding: Legacy) -> HashMap<char, String> {
        let codes = match encoding {
            Legacy::Tcvn3 | Legacy::Tcvn3Capitals => TCVN3,
            Legacy::Vni => VNI,
            Legacy::Windows1258 => WINDOWS_1258,
        };
        let letters = || LETTERS.split(' ').flat_map(str::chars);
        let small = || letters().zip(codes.split(' '));
        let capitals: Vec<(char, String)> = match encoding {
            Legacy::Tcvn3 | Legacy::Tcvn3Capitals => {
                "ĂÂĐÊÔƠƯ".chars().zip(TCVN3_CAPITALS.split(' ').map(str::to_owned)).collect()
            }
            Legacy::Vni => small().map(|(c, code)| (capital(c), code.to_uppercase())).collect(),
            Legacy::Windows1258 => {
                let with_mark = |code: &str| {
                    let mut code = code.chars();
                    code.next().map(capital).into_iter().chain(code).collect()
                };
                small().map(|(c, code)| (capital(c), with_mark(code))).collect()
            }
        };
        small().map(|(c, code)| (c, code.to_owned())).chain(capitals).collect()
    }

    fn capital(c: char) -> char {
        c.to_uppercase().next().expect("a capital")
    }

    /// Small letters for the capitals with a tone, which nobody could type in ".VnTime".
    fn typed(table: &HashMap<char, String>, text: &str) -> String {
        let letter = |c: char| if table.contains_key(&c) { c } else { codes::lower(c) };
        text.chars().map(|c| if c.is_ascii() { c } else { letter(c) }).collect()
    }

    fn encode(table: &HashMap<char, String>, text: &str) -> String {
        text.chars().map(|c| table.get(&c).cloned().unwrap_or_else(|| c.to_string())).collect()
    }

    /// Every name of the register.
    fn agency_names() -> Vec<String> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds/agencies");
        let mut names = Vec::new();
        let entries = std::fs::read_dir(folder).expect("seeds/agencies").flatten();
        for path in entries.map(|entry| entry.path()).filter(|path| path.is_file()) {
            let data = std::fs::read_to_string(path).expect("an agency file");
            let lines = data.lines().map(|line| line.trim_start_matches([' ', '-']));
            names.extend(lines.filter_map(|line| line.strip_prefix("name: ")).map(nfc));
        }
        names
    }

    fn lines_of_today() -> Vec<String> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seeds");
        let Ok(entries) = std::fs::read_dir(&folder) else {
            println!("skipped: {} is not there", folder.display());
            return Vec::new();
        };
        let texts =
            entries.flatten().filter_map(|entry| std::fs::read_to_string(entry.path()).ok());
        texts.flat_map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>()).collect()
    }

    #[test]
    fn every_letter_comes_back() {
        for encoding in ALL {
            let table = table(encoding);
            // Seven capitals only in TCVN3; the others are the small codes in a font of capitals.
            assert_eq!(table.len(), if encoding == Legacy::Tcvn3 { 67 + 7 } else { 134 });
            for (letter, code) in &table {
                assert_eq!(encoding.decode(code), letter.to_string(), "{encoding:?} {code}");
            }
        }
        for (letter, code) in table(Legacy::Tcvn3) {
            assert_eq!(Legacy::Tcvn3Capitals.decode(&code), capital(letter).to_string());
        }
    }

    #[test]
    fn every_agency_comes_back_by_font_and_by_text() {
        let names = agency_names();
        assert!(names.len() > 100, "{}", names.len());
        let mut missed = Vec::new();
        for encoding in ALL {
            let table = table(encoding);
            for name in &names {
                let name = typed(&table, name);
                let encoded = encode(&table, &name);
                assert_eq!(encoding.decode(&encoded), name, "{encoded}");
                assert_eq!(Legacy::of_text(&name), None, "{name}");
                let pairs = encoded.split(' ').zip(name.split(' '));
                let is_told = Legacy::of_text(&encoded) == Some(encoding);
                if pairs.filter(|(code, word)| code != word).count() >= 2 && !is_told {
                    missed.push((encoding, name, encoded));
                }
            }
        }
        assert!(missed.is_empty(), "{missed:#?}");
    }

    #[test]
    fn no_line_of_today_is_taken_for_legacy_and_nearly_every_old_one_is() {
        let lines = lines_of_today();
        for line in &lines {
            assert_eq!(Legacy::of_text(line), None, "{line}");
            for word in line.split_whitespace() {
                assert_eq!(Legacy::of_text(word), None, "{word} in {line}");
            }
        }
        for encoding in ALL {
            let table = table(encoding);
            let (mut told, mut missed) = (0, Vec::new());
            for line in &lines {
                let line = typed(&table, &nfc(line));
                let changed = line.split(' ').filter(|word| encode(&table, word) != **word).count();
                let old = encode(&table, &line);
                if Legacy::of_text(&old) == Some(encoding) {
                    told += 1;
                } else if changed >= 3 && may_be_legacy(&old) {
                    missed.push(old);
                }
            }
            assert!(missed.len() * 100 <= told, "{encoding:?} {told}: {missed:#?}");
        }
    }

    #[test]
    fn what_an_encoding_lacks_stays_as_it_is() {
        for encoding in ALL {
            let text = "Số 15/QUY-UBND, 25 m² – 中文 \u{81}";
            assert_eq!(encoding.decode(text), text, "{encoding:?}");
        }
        assert_eq!(Legacy::Tcvn3Capitals.decode("ub nd Së\u{93}±ł"), "UB ND SỞ“±ł");
        assert_eq!(Legacy::Vni.decode("ùñ xù"), "ùđ xù");
        assert_eq!(Legacy::Windows1258.decode("xò þ"), "xò þ");
    }

    proptest! {
        #[test]
        fn any_text_is_judged_and_decoded(text in "\\PC*|[a-z\u{80}-\u{FF} ]*") {
            let _ = Legacy::of_text(&text);
            let _ = of_cell(Some(".VnTimeH"), &text);
            for encoding in ALL.into_iter().chain([Legacy::Tcvn3Capitals]) {
                let decoded = encoding.decode(&text);
                prop_assert_eq!(nfc(&decoded), decoded);
            }
        }

        #[test]
        fn ascii_stays(text in "[ -~\n]*") {
            for encoding in ALL {
                prop_assert_eq!(encoding.decode(&text), text.as_str());
            }
            prop_assert_eq!(Legacy::of_text(&text), None);
        }
    }
}

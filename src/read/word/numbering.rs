//! `numbering.xml` → the automatic number of each paragraph, counted in the order of reading.
//!
//! Invariant: numberings that share a `w:abstractNum` continue each other's count, as in Word,
//! until a numbering states its own start.

use std::collections::{HashMap, HashSet};

use super::xml::{Element, Xml};
use crate::read::unreadable::Unreadable;
use crate::text::roman;

/// Levels of a list.
const LEVELS: usize = 9;

/// The numberings of a document, and how far they have counted.
#[derive(Default)]
pub struct Numbering {
    /// `w:abstractNum`, by its id.
    lists: HashMap<i64, List>,
    /// `w:num`, by its id.
    instances: HashMap<i64, Instance>,
    /// The last number of each level, by the id of the list.
    counts: HashMap<i64, [Option<u32>; LEVELS]>,
    /// The levels of instances whose own start has been used.
    started: HashSet<(i64, usize)>,
}

#[derive(Default)]
struct List {
    levels: HashMap<usize, Level>,
    /// The numbering style that it defines.
    defines: Option<String>,
    /// The numbering style that it takes its levels from.
    follows: Option<String>,
}

#[derive(Default)]
struct Instance {
    list: i64,
    levels: HashMap<usize, Level>,
    starts: HashMap<usize, u32>,
}

/// A level of a list.
#[derive(Default)]
struct Level {
    start: u32,
    format: String,
    /// Such as "%1.%2.".
    pattern: String,
    /// The paragraph style that stands on this level.
    style: Option<String>,
    /// The level, from 1, that makes this one start again; 0 for none.
    restart: Option<usize>,
    /// All numbers as 1, 2, 3.
    legal: bool,
}

impl Numbering {
    /// Reads the part.
    pub fn read(mut xml: Xml) -> Result<Numbering, Unreadable> {
        let mut numbering = Numbering::default();
        while let Some(root) = xml.child()? {
            if root.name() != "numbering" {
                xml.skip()?;
                continue;
            }
            while let Some(element) = xml.child()? {
                match element.name() {
                    "abstractNum" => {
                        let list = List::read(&mut xml)?;
                        numbering.lists.extend(id(&element, "abstractNumId")?.map(|id| (id, list)));
                    }
                    "num" => {
                        let instance = Instance::read(&mut xml)?;
                        numbering.instances.extend(id(&element, "numId")?.map(|id| (id, instance)));
                    }
                    _ => xml.skip()?,
                }
            }
        }
        numbering.follow_styles();
        Ok(numbering)
    }

    /// Leads the instances of a list that follows a numbering style to the list that defines it.
    fn follow_styles(&mut self) {
        let defining = |(id, list): (&i64, &List)| Some((list.defines.clone()?, *id));
        let defined: HashMap<String, i64> = self.lists.iter().filter_map(defining).collect();
        for instance in self.instances.values_mut() {
            let style = self.lists.get(&instance.list).and_then(|list| list.follows.as_ref());
            if let Some(list) = style.and_then(|style| defined.get(style)) {
                instance.list = *list;
            }
        }
    }

    /// The level that a paragraph style stands on.
    pub fn level_of_style(&self, numbering: i64, style: &str) -> Option<usize> {
        let list = self.lists.get(&self.instances.get(&numbering)?.list)?;
        let mut levels = list.levels.iter();
        levels.find(|(_, level)| level.style.as_deref() == Some(style)).map(|(at, _)| *at)
    }

    /// Counts a paragraph of this numbering and level, and gives it its label: "1.2.", "a)"; "-"
    /// or "+" for a bullet.
    pub fn label(&mut self, numbering: i64, level: usize) -> Option<String> {
        let instance = self.instances.get(&numbering)?;
        let list = self.lists.get(&instance.list)?;
        let level_at = |at: usize| instance.levels.get(&at).or_else(|| list.levels.get(&at));
        let start = |at: usize| {
            let own = instance.starts.get(&at).copied();
            own.or_else(|| Some(level_at(at)?.start)).unwrap_or(1)
        };
        let counts = self.counts.entry(instance.list).or_default();
        let last = counts.get_mut(level)?;
        let starts =
            instance.starts.contains_key(&level) && self.started.insert((numbering, level));
        *last = Some(match *last {
            Some(last) if !starts => last.saturating_add(1),
            _ => start(level),
        });
        for (above, count) in counts.iter_mut().enumerate().take(level) {
            // A level that was passed over has begun.
            count.get_or_insert_with(|| start(above));
        }
        for (below, count) in counts.iter_mut().enumerate().skip(level + 1) {
            let restart = level_at(below).and_then(|level| level.restart).unwrap_or(below);
            if level < restart {
                *count = None;
            }
        }
        let this = level_at(level)?;
        let number = |at: usize| {
            let format = if this.legal { "decimal" } else { level_at(at)?.format.as_str() };
            Some(formatted(format, counts.get(at).copied().flatten()?))
        };
        this.label(number)
    }
}

impl List {
    /// Reads the open `w:abstractNum`.
    fn read(xml: &mut Xml) -> Result<List, Unreadable> {
        let mut list = List::default();
        while let Some(element) = xml.child()? {
            match element.name() {
                "lvl" => Level::read(&element, xml, &mut list.levels)?,
                name => {
                    match name {
                        "styleLink" => list.defines = element.value()?.map(Into::into),
                        "numStyleLink" => list.follows = element.value()?.map(Into::into),
                        _ => {}
                    }
                    xml.skip()?;
                }
            }
        }
        Ok(list)
    }
}

impl Instance {
    /// Reads the open `w:num`.
    fn read(xml: &mut Xml) -> Result<Instance, Unreadable> {
        let mut instance = Instance::default();
        while let Some(element) = xml.child()? {
            match element.name() {
                "lvlOverride" => {
                    let at = level_index(&element)?;
                    while let Some(inner) = xml.child()? {
                        match (inner.name(), at) {
                            ("lvl", _) => Level::read(&inner, xml, &mut instance.levels)?,
                            ("startOverride", Some(at)) => {
                                instance.starts.insert(at, inner.number()?.unwrap_or_default());
                                xml.skip()?;
                            }
                            _ => xml.skip()?,
                        }
                    }
                }
                name => {
                    if name == "abstractNumId" {
                        instance.list = element.number()?.unwrap_or_default();
                    }
                    xml.skip()?;
                }
            }
        }
        Ok(instance)
    }
}

impl Level {
    /// Reads the open `w:lvl` into its place.
    fn read(
        element: &Element,
        xml: &mut Xml,
        levels: &mut HashMap<usize, Level>,
    ) -> Result<(), Unreadable> {
        let mut level = Level { format: String::from("decimal"), ..Level::default() };
        level.fill(xml)?;
        if let Some(at) = level_index(element)? {
            levels.insert(at, level);
        }
        Ok(())
    }

    fn fill(&mut self, xml: &mut Xml) -> Result<(), Unreadable> {
        while let Some(element) = xml.child()? {
            match element.name() {
                // A format of newer Word stands beside one for the others, which comes last.
                "AlternateContent" | "Choice" | "Fallback" => {
                    self.fill(xml)?;
                    continue;
                }
                "start" => self.start = element.number()?.unwrap_or_default(),
                "numFmt" => self.format = element.value()?.unwrap_or_default().into(),
                "lvlText" => self.pattern = element.value()?.unwrap_or_default().into(),
                "pStyle" => self.style = element.value()?.map(Into::into),
                "lvlRestart" => self.restart = element.number()?,
                "isLgl" => self.legal = element.is_on()?,
                _ => {}
            }
            xml.skip()?;
        }
        Ok(())
    }

    /// The pattern filled with the numbers of the levels; `None` when nothing shows.
    fn label(&self, number: impl Fn(usize) -> Option<String>) -> Option<String> {
        if self.format == "bullet" {
            // Bullets are letters of many fonts of pictures, but the signs of plans are plain.
            let sign = if self.pattern.trim() == "+" { "+" } else { "-" };
            return Some(sign.to_string());
        }
        let (mut label, mut rest) = (String::new(), self.pattern.chars());
        while let Some(character) = rest.next() {
            let digit = rest.clone().next().and_then(|next| next.to_digit(10));
            match digit.and_then(|digit| usize::try_from(digit).ok()?.checked_sub(1)) {
                Some(level) if character == '%' => {
                    rest.next();
                    label.push_str(&number(level).unwrap_or_default());
                }
                _ => label.push(character),
            }
        }
        Some(label.trim().to_string()).filter(|label| !label.is_empty())
    }
}

fn id(element: &Element, name: &str) -> Result<Option<i64>, Unreadable> {
    Ok(element.attribute(name)?.and_then(|id| id.trim().parse().ok()))
}

fn level_index(element: &Element) -> Result<Option<usize>, Unreadable> {
    let level = element.attribute("ilvl")?.and_then(|level| level.trim().parse().ok());
    Ok(level.filter(|level| *level < LEVELS))
}

/// A number in one of Word's formats; those that Vietnamese offices do not use are decimal.
fn formatted(format: &str, number: u32) -> String {
    match format {
        "none" | "bullet" => String::new(),
        "decimalZero" => format!("{number:02}"),
        "upperRoman" => roman(number),
        "lowerRoman" => roman(number).to_lowercase(),
        "upperLetter" => letters(number).to_uppercase(),
        "lowerLetter" => letters(number),
        _ => number.to_string(),
    }
}

/// a … z, aa, bb … zz, aaa: Word's letters, which know no "đ".
fn letters(number: u32) -> String {
    // Word has no letters past thirty z.
    let Some(index) = number.checked_sub(1).filter(|index| *index < 26 * 30) else {
        return number.to_string();
    };
    let letter = char::from_u32(u32::from('a') + index % 26).unwrap_or('a');
    (0..=index / 26).map(|_| letter).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::word::sample::{document, lines, main_part, try_read};

    fn lvl(level: usize, format: &str, pattern: &str, more: &str) -> String {
        format!(
            "<w:lvl w:ilvl='{level}'><w:start w:val='1'/><w:numFmt w:val='{format}'/>{more}\
             <w:lvlText w:val='{pattern}'/></w:lvl>"
        )
    }

    fn list(id: u32, levels: &[String]) -> String {
        format!("<w:abstractNum w:abstractNumId='{id}'>{}</w:abstractNum>", levels.concat())
    }

    fn num(id: u32, list: u32, more: &str) -> String {
        format!("<w:num w:numId='{id}'><w:abstractNumId w:val='{list}'/>{more}</w:num>")
    }

    /// A paragraph of a numbering and level.
    fn p((numbering, level): (u32, usize)) -> String {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{numbering}'/></w:numPr>\
             </w:pPr></w:p>"
        )
    }

    /// The labels of paragraphs of (numbering, level).
    fn labels(numbering: &str, paragraphs: &[(u32, usize)]) -> Vec<String> {
        let body: String = paragraphs.iter().copied().map(p).collect();
        lines(&document(&body, "", numbering))
    }

    #[test]
    fn levels_count_and_start_again() {
        let levels = [
            lvl(0, "upperRoman", "%1.", ""),
            lvl(1, "decimal", "%2.", ""),
            lvl(2, "lowerLetter", "%3)", ""),
            lvl(3, "decimal", "%1.%2.%4", ""),
            lvl(4, "decimal", "%1.%2.%5", "<w:isLgl/>"),
        ];
        let numbering = list(1, &levels) + &num(1, 1, "");
        let levels = [0, 1, 1, 2, 2, 1, 2, 0, 1, 3, 4];
        let found = labels(&numbering, &levels.map(|level| (1, level)));
        let expected = ["I.", "1.", "2.", "a)", "b)", "3.", "a)", "II.", "1.", "II.1.1", "2.1.1"];
        assert_eq!(found, expected);
    }

    #[test]
    fn a_level_can_restart_later_or_never() {
        let levels = [
            lvl(0, "decimal", "%1", ""),
            lvl(1, "decimal", "%1.%2", "<w:lvlRestart w:val='0'/>"),
            lvl(2, "decimal", "%3", "<w:lvlRestart w:val='1'/>"),
        ];
        let numbering = list(1, &levels) + &num(1, 1, "");
        let found = labels(&numbering, &[0, 1, 2, 1, 2, 0, 1, 2].map(|level| (1, level)));
        assert_eq!(found, ["1", "1.1", "1", "1.2", "2", "2", "2.3", "1"]);
    }

    #[test]
    fn a_level_that_was_passed_over_has_begun() {
        let levels = [lvl(0, "decimal", "%1.", ""), lvl(1, "decimal", "%1.%2.", "")];
        let numbering = list(1, &levels) + &num(1, 1, "");
        assert_eq!(labels(&numbering, &[(1, 1), (1, 1), (1, 0)]), ["1.1.", "1.2.", "2."]);
    }

    #[test]
    fn numberings_of_one_list_count_on_unless_they_say_their_start() {
        let start = "<w:lvlOverride w:ilvl='0'><w:startOverride w:val='5'/></w:lvlOverride>";
        let other = lvl(0, "upperLetter", "%1.", "");
        let other = format!("<w:lvlOverride w:ilvl='0'>{other}</w:lvlOverride>");
        let numbering = list(1, &[lvl(0, "decimal", "%1.", "")])
            + &num(1, 1, "")
            + &num(2, 1, "")
            + &num(3, 1, start)
            + &num(4, 1, &other);
        let paragraphs = [(1, 0), (2, 0), (3, 0), (3, 0), (1, 0), (4, 0), (9, 0), (0, 0)];
        assert_eq!(labels(&numbering, &paragraphs), ["1.", "2.", "5.", "6.", "7.", "H.", "", ""]);
    }

    #[test]
    fn a_numbering_style_leads_to_its_list() {
        let defining =
            list(1, &[String::from("<w:styleLink w:val='S'/>"), lvl(0, "decimal", "%1/", "")]);
        let following = list(2, &[String::from("<w:numStyleLink w:val='S'/>")]);
        let numbering = defining + &following + &num(1, 1, "") + &num(2, 2, "");
        assert_eq!(labels(&numbering, &[(2, 0), (1, 0)]), ["1/", "2/"]);
    }

    #[test]
    fn paragraph_styles_bring_their_numbering() {
        let numbering = list(
            1,
            &[
                lvl(0, "decimal", "Điều %1.", "<w:pStyle w:val='Dieu'/>"),
                lvl(1, "decimal", "%2.", "<w:pStyle w:val='Khoan'/>"),
            ],
        ) + &num(1, 1, "");
        let style = |id: &str, base: &str, numbering: &str| {
            format!(
                "<w:style w:type='paragraph' w:styleId='{id}'><w:basedOn w:val='{base}'/>\
                 <w:pPr><w:numPr>{numbering}</w:numPr></w:pPr></w:style>"
            )
        };
        let styles = style("Dieu", "", "<w:numId w:val='1'/>")
            + &style("Khoan", "Dieu", "<w:numId w:val='1'/>")
            + &style("Con", "Dieu", "<w:ilvl w:val='1'/>");
        let p = |style: &str, more: &str| {
            format!("<w:p><w:pPr><w:pStyle w:val='{style}'/>{more}</w:pPr></w:p>")
        };
        let none = "<w:numPr><w:numId w:val='0'/></w:numPr>";
        let body =
            p("Dieu", "") + &p("Khoan", "") + &p("Con", "") + &p("Dieu", none) + &p("Dieu", "");
        let found = lines(&document(&body, &styles, &numbering));
        assert_eq!(found, ["Điều 1.", "1.", "2.", "", "Điều 2."]);
    }

    #[test]
    fn numbers_count_across_cells_but_not_in_covered_or_hidden_ones() {
        let numbering = list(1, &[lvl(0, "decimal", "%1", "")]) + &num(1, 1, "");
        let numbered = p((1, 0));
        let hidden = numbered.replace("</w:pPr>", "<w:rPr><w:vanish/></w:rPr></w:pPr>");
        let row = |properties: &str, paragraph: &str| {
            format!(
                "<w:tr><w:tc><w:tcPr>{properties}</w:tcPr>{paragraph}</w:tc>\
                 <w:tc><w:p><w:r><w:t>việc</w:t></w:r></w:p></w:tc></w:tr>"
            )
        };
        let rows = [
            row("<w:vMerge w:val='restart'/>", &numbered),
            row("<w:vMerge/>", &numbered),
            row("", &hidden),
            row("", &numbered),
        ];
        let read = document(&format!("<w:tbl>{}</w:tbl>", rows.concat()), "", &numbering);
        assert_eq!(lines(&read), ["1 | việc", " | việc", " | việc", "2 | việc"]);
    }

    #[test]
    fn labels_count_as_text() {
        let numbering = list(1, &[lvl(0, "none", &"x".repeat(1_000_000), "")]) + &num(1, 1, "");
        let numbering = format!("<w:numbering>{numbering}</w:numbering>");
        let body = main_part(&p((1, 0)).repeat(110));
        let parts = [("word/document.xml", &*body), ("word/numbering.xml", &*numbering)];
        assert!(matches!(try_read(&parts), Err(Unreadable::TooLarge(over)) if over.limit == 100));
    }

    #[test]
    fn bullets_are_plain_signs() {
        let levels = [lvl(0, "bullet", "\u{F0B7}", ""), lvl(1, "bullet", "+", "")];
        let numbering = list(1, &levels) + &num(1, 1, "");
        assert_eq!(labels(&numbering, &[(1, 0), (1, 1)]), ["-", "+"]);
    }

    #[test]
    fn a_format_of_newer_word_has_one_for_the_others() {
        let both = "<mc:AlternateContent><mc:Choice><w:numFmt w:val='custom' w:format='001'/></mc:Choice>\
                    <mc:Fallback><w:numFmt w:val='decimalZero'/></mc:Fallback></mc:AlternateContent>";
        let numbering = list(1, &[lvl(0, "none", "(%1)", both)]) + &num(1, 1, "");
        assert_eq!(labels(&numbering, &[(1, 0)]), ["(01)"]);
    }

    #[test]
    fn numbers_are_written_as_word_writes_them() {
        let cases = [
            ("decimal", 12, "12"),
            ("decimalZero", 9, "09"),
            ("decimalZero", 100, "100"),
            ("lowerRoman", 14, "xiv"),
            ("upperRoman", 0, "0"),
            ("lowerLetter", 5, "e"),
            ("upperLetter", 26, "Z"),
            ("lowerLetter", 28, "bb"),
            ("lowerLetter", u32::MAX, "4294967295"),
            ("none", 3, ""),
            ("ordinalText", 3, "3"),
        ];
        for (format, number, expected) in cases {
            assert_eq!(formatted(format, number), expected, "{format} {number}");
        }
    }
}

//! Style sheets, `style="…"` and a few old attributes → how a part of a page looks, as far as it
//! matters: font, struck through, hidden, format of numbers.
//!
//! Invariant: only simple selectors (`td`, `.xl65`, `td.xl65`) count; the others are for screens.

use std::collections::HashMap;
use std::rc::Rc;

use crate::read::grid::number_format::NumberFormat;
use crate::read::limits;

/// How a part of a page looks, with what it has from the parts around it.
#[derive(Debug, Clone, Default)]
pub struct Look {
    /// The font.
    pub font: Option<Rc<str>>,
    /// Whether it is struck through.
    pub struck: bool,
    /// Whether it is not shown.
    pub hidden: bool,
    /// The format of numbers, as Office writes it.
    pub format: Option<Rc<NumberFormat>>,
}

/// What a rule says; what it does not say stays as it is.
#[derive(Debug, Clone, Default)]
struct Rule {
    font: Option<Rc<str>>,
    struck: Option<bool>,
    hidden: Option<bool>,
    format: Option<Rc<NumberFormat>>,
}

/// The rules of a page by selector.
#[derive(Debug, Default)]
pub struct StyleSheet {
    rules: HashMap<String, Rule>,
}

/// What an element says of its look.
#[derive(Debug, Default)]
pub struct Said<'a> {
    /// Its name, lower case.
    pub name: &'a str,
    /// Its classes.
    pub class: Option<&'a str>,
    /// `style="…"`.
    pub style: Option<&'a str>,
    /// `face="…"` of `<font>`.
    pub face: Option<&'a str>,
    /// Whether it has `hidden`.
    pub hidden: bool,
}

impl StyleSheet {
    /// Adds the rules of a `<style>` element.
    pub fn add(&mut self, css: &str) {
        for (selectors, declarations) in rules(css) {
            let rule = Rule::of(declarations);
            for selector in selectors.split(',') {
                let selector = selector.trim().to_lowercase();
                let is_simple = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-');
                let has_room = self.rules.len() < limits::STYLES;
                if has_room && selector.chars().all(is_simple) {
                    self.rules.entry(selector).or_default().extend(&rule);
                }
            }
        }
    }

    /// The look of an element inside one that looks like `outer`.
    pub fn look(&self, outer: &Look, said: &Said) -> Look {
        let mut rule = Rule::default();
        let mut extend = |selector: &str| {
            if let Some(found) = self.rules.get(selector) {
                rule.extend(found);
            }
        };
        if !self.rules.is_empty() {
            extend(said.name);
            for class in said.class.unwrap_or_default().split_whitespace() {
                let class = class.to_lowercase();
                extend(&format!(".{class}"));
                extend(&format!("{}.{class}", said.name));
            }
        }
        match said.name {
            "s" | "strike" | "del" => rule.struck = Some(true),
            "template" | "script" | "style" | "title" | "xml" | "select" | "noscript" | "svg" => {
                rule.hidden = Some(true);
            }
            _ => {}
        }
        rule.font = said.face.and_then(first_family).or(rule.font);
        rule.hidden = said.hidden.then_some(true).or(rule.hidden);
        if let Some(style) = said.style {
            rule.extend(&Rule::of(style));
        }
        Look {
            font: rule.font.or_else(|| outer.font.clone()),
            struck: outer.struck || rule.struck == Some(true),
            hidden: outer.hidden || rule.hidden == Some(true),
            format: rule.format.or_else(|| outer.format.clone()),
        }
    }
}

impl Rule {
    fn of(declarations: &str) -> Rule {
        let mut rule = Rule::default();
        for declaration in split_unquoted(declarations, ';') {
            let Some((property, value)) = declaration.split_once(':') else { continue };
            let value = value.trim();
            match property.trim().to_ascii_lowercase().as_str() {
                "font-family" => rule.font = first_family(value),
                "font" => rule.font = first_family(after_size(value)).or(rule.font),
                "text-decoration" | "text-decoration-line" => {
                    rule.struck = Some(value.to_ascii_lowercase().contains("line-through"));
                }
                "display" => rule.hidden = Some(value.to_ascii_lowercase().starts_with("none")),
                "mso-number-format" => rule.format = Some(Rc::new(number_format(value))),
                _ => {}
            }
        }
        rule
    }

    fn extend(&mut self, other: &Rule) {
        self.font = other.font.clone().or(self.font.take());
        self.struck = other.struck.or(self.struck);
        self.hidden = other.hidden.or(self.hidden);
        self.format = other.format.clone().or(self.format.take());
    }
}

/// Selectors and declarations; what stands in `@media` and its like is not for paper.
fn rules(css: &str) -> Vec<(&str, &str)> {
    let mut rules = Vec::new();
    let mut rest = css.trim_start();
    while let Some(open) = rest.find('{') {
        let (selectors, block) = rest.split_at(open);
        let selectors = without_comments(selectors);
        let is_at_rule = selectors.starts_with('@');
        let end = if is_at_rule { end_of_block(block) } else { block.find('}') };
        let Some((inside, behind)) = end.and_then(|end| block.split_at_checked(end)) else { break };
        if !is_at_rule {
            rules.push((selectors, inside.trim_start_matches('{')));
        }
        rest = behind.trim_start_matches('}').trim_start();
    }
    rules
}

/// What stands behind comments and `@import …;`.
fn without_comments(selectors: &str) -> &str {
    let behind = ["*/", "<!--", "-->", ";"]
        .iter()
        .filter_map(|mark| selectors.rfind(mark).map(|at| at + mark.len()));
    selectors.get(behind.max().unwrap_or_default()..).unwrap_or_default().trim()
}

/// Where the block ends that the text begins with, other blocks inside.
fn end_of_block(block: &str) -> Option<usize> {
    let mut depth = 0usize;
    for (at, c) in block.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth <= 1 => return Some(at),
            '}' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// Parts between separators that stand in no quotes and behind no backslash.
fn split_unquoted(text: &str, separator: char) -> Vec<&str> {
    let (mut parts, mut start, mut quote, mut escaped) = (Vec::new(), 0, None, false);
    for (at, c) in text.char_indices() {
        match (c, quote) {
            _ if escaped => escaped = false,
            ('\\', _) => escaped = true,
            (_, Some(open)) if c == open => quote = None,
            ('"' | '\'', None) => quote = Some(c),
            (_, None) if c == separator => {
                parts.extend(text.get(start..at));
                start = at + c.len_utf8();
            }
            _ => {}
        }
    }
    parts.extend(text.get(start..));
    parts
}

/// The first of a list of families, as long as Windows lets a name be.
fn first_family(list: &str) -> Option<Rc<str>> {
    let first = split_unquoted(list, ',').first()?.replace("!important", "");
    let name: String = first.trim().trim_matches(['"', '\'']).chars().take(31).collect();
    (!name.is_empty()).then(|| Rc::from(name))
}

/// The families of `font: bold 13pt/1.2 ".VnTime"`.
fn after_size(font: &str) -> &str {
    let size = font.split_whitespace().find(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    size.and_then(|size| font.split_once(size)).map_or("", |(_, families)| families)
}

/// A format as Office writes it in a page: `"\@"`, `"dd\/mm\/yyyy"`, `"Short Date"`, with
/// `\0022` for a quotation mark.
fn number_format(value: &str) -> NumberFormat {
    let code = value.trim_matches(['"', '\'']).replace("\\0022", "\"");
    NumberFormat::of_name(&code)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look(css: &str, said: &Said) -> Look {
        let mut sheet = StyleSheet::default();
        sheet.add(css);
        sheet.look(&Look::default(), said)
    }

    #[test]
    fn fonts_are_named_in_many_ways() {
        let td = |class, style| Said { name: "td", class, style, ..Said::default() };
        for (css, said, expected) in [
            ("", td(None, Some("font-family:'.VnTime', serif")), Some(".VnTime")),
            ("", td(None, Some("color:red;font:italic 13.0pt .VnTimeH")), Some(".VnTimeH")),
            ("", Said { name: "font", face: Some(".VnTime"), ..Said::default() }, Some(".VnTime")),
            (
                "<!-- td {font-family:Arial} .xl65 {font-family:\".VnTime\"} -->",
                td(Some("a xl65"), None),
                Some(".VnTime"),
            ),
            ("td.xl65, th {font-family:VNI-Times;}", td(Some("XL65"), None), Some("VNI-Times")),
            (
                "/* a{b:c} */ @page {margin:1in} td{font-family:Arial}",
                td(None, None),
                Some("Arial"),
            ),
            (
                "@media print {td{font-family:A} tr{font-family:B}} th{font-family:C}",
                td(None, None),
                None,
            ),
            ("table td {font-family:Arial} td:hover{font-family:B}", td(None, None), None),
            ("td {font-family:Arial", td(None, None), None),
        ] {
            assert_eq!(look(css, &said).font.as_deref(), expected, "{css} {said:?}");
        }
    }

    #[test]
    fn formats_are_read_with_their_quotes() {
        let style = Some("mso-number-format:\"dd\\/mm\\/yyyy\\;\\@\";display:none");
        let look = look("", &Said { name: "td", style, ..Said::default() });
        assert_eq!(
            look.format.map(|format| format.show(45838.0, false)).as_deref(),
            Some("30/6/2025")
        );
        assert!(look.hidden);
    }
}

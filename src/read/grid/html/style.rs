//! Style sheets, `style="…"` and a few old attributes → the look of a part of a page, as far as it
//! matters: font, struck through, hidden, format of numbers.
//!
//! Invariant: the selectors `td`, `.xl65` and `td.xl65` count in full. Other selectors count only
//! where they hide something, because the rest of them is for screens.

use std::collections::HashMap;
use std::rc::Rc;

use super::selectors::{Element, Selectors};
use crate::read::grid::number_format::NumberFormat;
use crate::read::limits;

/// How a part of a page looks, with what it has from the parts around it.
#[derive(Debug, Clone, Default)]
pub struct Look {
    /// The font.
    pub font: Option<Rc<str>>,
    /// Whether it is struck through.
    pub struck: bool,
    /// Whether it is not shown, and takes no place.
    pub hidden: bool,
    /// Whether it is not shown, but keeps its place.
    pub invisible: bool,
    /// Whether it is nothing that anybody wrote to be read: a script.
    pub silent: bool,
    /// Whether a tracked change takes it out.
    pub deleted: bool,
    /// Whether it is raised, as the marks of notes are.
    pub raised: bool,
    /// Whether its line breaks are shown.
    pub keeps_lines: bool,
    /// The format of numbers, as Office writes it.
    pub format: Option<Rc<NumberFormat>>,
    /// The element, where style sheets ask for those around one.
    element: Option<Rc<Element>>,
}

/// What a rule says; what it does not say stays as it is.
#[derive(Debug, Clone, Default)]
struct Rule {
    font: Option<Rc<str>>,
    struck: Option<bool>,
    hidden: Option<bool>,
    /// Whether what it says of being shown holds against the element's own style.
    is_important: bool,
    invisible: Option<bool>,
    raised: Option<bool>,
    keeps_lines: Option<bool>,
    format: Option<Rc<NumberFormat>>,
}

/// The rules of a page by selector.
#[derive(Debug, Default)]
pub struct StyleSheet {
    rules: HashMap<String, Rule>,
    inside: Selectors,
    /// Whether elements are remembered for rules that ask for those around one.
    pub follows_elements: bool,
}

/// What an element says of its look.
#[derive(Debug, Default)]
pub struct Said<'a> {
    /// Its name, lower case.
    pub name: &'a str,
    /// Its classes.
    pub class: Option<&'a str>,
    /// Its `id`.
    pub id: Option<&'a str>,
    /// `style="…"`.
    pub style: Option<&'a str>,
    /// `face="…"` of `<font>`.
    pub face: Option<&'a str>,
    /// Whether it has `hidden`.
    pub hidden: bool,
    /// Whether it has `open`.
    pub open: bool,
}

impl StyleSheet {
    /// Adds the rules of a `<style>` element.
    pub fn add(&mut self, css: &str) {
        for (selectors, declarations) in rules(css, 1) {
            let rule = Rule::of(declarations);
            for selector in selectors.split(',') {
                let selector = selector.trim().to_lowercase();
                let is_simple = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-');
                let has_room = self.rules.len() < limits::STYLES;
                let is_simple =
                    selector.matches('.').count() < 2 && selector.chars().all(is_simple);
                if has_room && is_simple {
                    self.rules.entry(selector).or_default().extend(&rule);
                } else if let Some(hides) = rule.hidden {
                    self.inside.add(&selector, hides, rule.is_important);
                }
            }
        }
    }

    /// The look of an element inside one that looks like `outer`.
    pub fn look(&self, outer: &Look, said: &Said) -> Look {
        let element = self.follows_elements.then(|| {
            let around = outer.element.clone();
            Rc::new(Element::new(said.name, (said.id, said.class), around))
        });
        let mut rule = self.sheet_rule(said, element.as_deref());
        let kind = Kind::of(said);
        kind.extend(&mut rule);
        rule.font = said.face.and_then(first_family).or(rule.font);
        if said.hidden && rule.hidden.is_none() {
            rule.hidden = Some(true);
        }
        if let Some(style) = said.style {
            rule.extend(&Rule::of(style));
        }
        Look {
            font: rule.font.or_else(|| outer.font.clone()),
            struck: outer.struck || rule.struck == Some(true),
            hidden: outer.hidden || rule.hidden == Some(true),
            invisible: rule.invisible.unwrap_or(outer.invisible),
            silent: outer.silent || kind == Kind::Silent,
            deleted: outer.deleted || kind == Kind::Deleted,
            raised: rule.raised.unwrap_or(outer.raised),
            keeps_lines: rule.keeps_lines.unwrap_or(outer.keeps_lines),
            format: rule.format.or_else(|| outer.format.clone()),
            element: element.or_else(|| outer.element.clone()),
        }
    }

    /// What the style sheets say of an element.
    fn sheet_rule(&self, said: &Said, element: Option<&Element>) -> Rule {
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
        if let Some((hides, is_important)) = element.and_then(|it| self.inside.hides(it))
            && (!rule.is_important || is_important)
        {
            rule.hidden = Some(hides);
            rule.is_important = is_important;
        }
        rule
    }
}

/// What an element is by its name, or by a class that Word gives it.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Plain,
    Struck,
    Deleted,
    Raised,
    KeepsLines,
    Closed,
    /// Nothing that anybody wrote to be read.
    Silent,
}

impl Kind {
    fn of(said: &Said) -> Kind {
        let has_class = |wanted: &[&str]| {
            let classes = said.class.unwrap_or_default();
            classes.split_whitespace().any(|c| wanted.iter().any(|it| c.eq_ignore_ascii_case(it)))
        };
        match said.name {
            "s" | "strike" => Kind::Struck,
            "del" => Kind::Deleted,
            "sup" => Kind::Raised,
            "pre" | "textarea" => Kind::KeepsLines,
            "script" | "style" | "title" | "xml" | "noscript" | "svg" | "datalist" | "rt"
            | "rp" | "iframe" | "canvas" | "video" | "audio" => Kind::Silent,
            "dialog" if !said.open => Kind::Closed,
            _ if has_class(&["msoDel"]) => Kind::Deleted,
            _ if has_class(&["MsoFootnoteReference", "MsoEndnoteReference"]) => Kind::Raised,
            _ => Kind::Plain,
        }
    }

    fn extend(self, rule: &mut Rule) {
        match self {
            Kind::Struck => rule.struck = Some(true),
            Kind::Raised => rule.raised = Some(true),
            Kind::KeepsLines => rule.keeps_lines = Some(true),
            Kind::Silent | Kind::Closed => rule.hidden = Some(true),
            Kind::Plain | Kind::Deleted => {}
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
                "display" => {
                    let value = value.to_ascii_lowercase();
                    rule.hidden = Some(value.starts_with("none"));
                    rule.is_important = value.ends_with("!important");
                }
                // Hidden text of Word.
                "mso-hide" if value.to_ascii_lowercase().starts_with("all") => {
                    rule.hidden = Some(true);
                }
                "visibility" => match value.to_ascii_lowercase() {
                    value if value.starts_with("collapse") => rule.hidden = Some(true),
                    value => rule.invisible = Some(value.starts_with("hidden")),
                },
                "vertical-align" => {
                    rule.raised = Some(value.to_ascii_lowercase().starts_with("super"));
                }
                "white-space" => {
                    rule.keeps_lines = Some(value.to_ascii_lowercase().starts_with("pre"));
                }
                "mso-number-format" => rule.format = Some(Rc::new(number_format(value))),
                _ => {}
            }
        }
        rule
    }

    fn extend(&mut self, other: &Rule) {
        self.font = other.font.clone().or(self.font.take());
        self.struck = other.struck.or(self.struck);
        if other.hidden.is_some() && (other.is_important || !self.is_important) {
            self.hidden = other.hidden;
            self.is_important = other.is_important;
        }
        self.invisible = other.invisible.or(self.invisible);
        self.raised = other.raised.or(self.raised);
        self.keeps_lines = other.keeps_lines.or(self.keeps_lines);
        self.format = other.format.clone().or(self.format.take());
    }
}

/// Selectors and declarations; of `@media` and its like only what holds for every screen.
fn rules(css: &str, depth: usize) -> Vec<(&str, &str)> {
    let mut rules = Vec::new();
    let mut rest = css.trim_start();
    while let Some(open) = rest.find('{') {
        let (selectors, block) = rest.split_at(open);
        let selectors = without_comments(selectors);
        let is_at_rule = selectors.starts_with('@');
        let end = if is_at_rule { end_of_block(block) } else { block.find('}') };
        let Some((inside, behind)) = end.and_then(|end| block.split_at_checked(end)) else { break };
        let inside = inside.trim_start_matches('{');
        if !is_at_rule {
            rules.push((selectors, inside));
        } else if matches!(selectors, "@media screen" | "@media all") && depth > 0 {
            rules.extend(self::rules(inside, depth - 1));
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
            Some("30/06/2025")
        );
        assert!(look.hidden);
    }
}

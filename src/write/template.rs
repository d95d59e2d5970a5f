//! A style's templates and a view → Typst markup, and the parts of a Word file.
//!
//! Invariant: a value leaves a template of Typst only as a string literal, and one of Word only as
//! escaped text, so that no text of a source can be markup ("never escape into markup: what is
//! active depends on the context").

use std::io::Write;

use anyhow::anyhow;
use serde::Serialize;
use tera::{Context, Delimiters, Tera};

use crate::style::{SHARED, Style, WORD_FOLDERS};
use crate::timing::{Stage, measure};

/// The templates of a style, parsed.
pub struct Templates<'a> {
    typst: Tera,
    word: Tera,
    style: &'a Style,
}

impl<'a> Templates<'a> {
    /// Parses all templates of a style.
    ///
    /// # Errors
    /// A template with a syntax error; the message names file, line and column.
    pub fn parse(style: &'a Style) -> anyhow::Result<Templates<'a>> {
        let typst = parsed(style, ".typ", string_literal)?;
        let word = parsed(style, ".xml", xml_text)?;
        Ok(Templates { typst, word, style })
    }

    /// The name of a part of a Word file, such as "danh-muc.docx/styles.xml": the style's own, else
    /// that which all styles share.
    pub fn word_part(&self, folder: &str, part: &str) -> String {
        let own = format!("{folder}/{part}");
        let names = [own, format!("{SHARED}/{folder}/{part}")];
        let known = |name: &String| self.style.templates.iter().any(|(known, _)| known == name);
        let found = names.into_iter().find(known);
        // What an extract has no part of its own for, it shares with the annex.
        found.unwrap_or_else(|| format!("{SHARED}/{}/{part}", WORD_FOLDERS[0]))
    }

    /// Fills in one template.
    ///
    /// # Errors
    /// A template that asks for a value that there is not, with its place.
    pub fn render(&self, name: &str, values: &impl Serialize) -> anyhow::Result<String> {
        measure(Stage::Template, || {
            let context = Context::from_serialize(values).map_err(|error| anyhow!("{error}"))?;
            let tera = if name.ends_with(".xml") { &self.word } else { &self.typst };
            tera.render(name, &context).map_err(|error| located(self.style, &error))
        })
    }
}

/// The templates of one ending.
fn parsed(style: &Style, ending: &'static str, escape: Escape) -> anyhow::Result<Tera> {
    let mut tera = Tera::new();
    // Typst code is full of `{{`, `{#` and `{%`; of `<<`, `<#` and `<%` it has none, nor has XML.
    tera.set_delimiters(Delimiters {
        block_start: "<%".into(),
        block_end: "%>".into(),
        variable_start: "<<".into(),
        variable_end: ">>".into(),
        comment_start: "<#".into(),
        comment_end: "#>".into(),
    })
    .map_err(|error| located(style, &error))?;
    tera.autoescape_on(vec![ending]);
    tera.set_escape_fn(escape);
    let templates = style.templates.iter().filter(|(name, _)| name.ends_with(ending));
    let templates = templates.map(|(name, text)| (name.as_str(), text.as_str()));
    tera.add_raw_templates(templates).map_err(|error| located(style, &error))?;
    Ok(tera)
}

type Escape = fn(&str, &mut dyn Write) -> std::io::Result<()>;

fn located(style: &Style, error: &tera::Error) -> anyhow::Error {
    // Tera's own report names file, line and column, and draws the place.
    anyhow!("mẫu trình bày “{}” có lỗi:\n{error}", style.name)
}

/// Writes a text as a Typst string literal.
fn string_literal(text: &str, out: &mut dyn Write) -> std::io::Result<()> {
    out.write_all(b"\"")?;
    let mut rest = text;
    while let Some(index) = rest.find(['"', '\\', '\n', '\r', '\t']) {
        out.write_all(&rest.as_bytes()[..index])?;
        let escaped: &[u8] = match rest.as_bytes()[index] {
            b'"' => b"\\\"",
            b'\\' => b"\\\\",
            b'\n' => b"\\n",
            b'\r' => b"\\r",
            _ => b"\\t",
        };
        out.write_all(escaped)?;
        rest = &rest[index + 1..];
    }
    out.write_all(rest.as_bytes())?;
    out.write_all(b"\"")
}

/// Writes a text as the text of an XML element or attribute, without what XML 1.0 has no place for.
fn xml_text(text: &str, out: &mut dyn Write) -> std::io::Result<()> {
    let mut plain = 0;
    for (at, letter) in text.char_indices() {
        let escaped: &[u8] = match letter {
            '&' => b"&amp;",
            '<' => b"&lt;",
            '>' => b"&gt;",
            '"' => b"&quot;",
            '\t' | '\n' | '\r' => continue,
            '\0'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => b"",
            _ => continue,
        };
        out.write_all(&text.as_bytes()[plain..at])?;
        out.write_all(escaped)?;
        plain = at + letter.len_utf8();
    }
    out.write_all(&text.as_bytes()[plain..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_cannot_become_an_element() -> std::io::Result<()> {
        let mut out = Vec::new();
        xml_text("</w:t>&\u{1}\"ủ\" <w:p/>", &mut out)?;
        let out = String::from_utf8_lossy(&out).into_owned();
        assert_eq!(out, "&lt;/w:t&gt;&amp;&quot;ủ&quot; &lt;w:p/&gt;");
        Ok(())
    }

    #[test]
    fn text_cannot_leave_its_literal() -> std::io::Result<()> {
        let mut out = Vec::new();
        string_literal("\"; #panic() \\ \n$x$ ủ", &mut out)?;
        assert_eq!(String::from_utf8_lossy(&out), "\"\\\"; #panic() \\\\ \\n$x$ ủ\"");
        Ok(())
    }
}

//! A style's templates and a view → Typst markup.
//!
//! Invariant: a value leaves a template only as a Typst string literal, so that no text of a
//! source can be code ("never escape into markup: what is active depends on the context").

use std::io::Write;

use anyhow::anyhow;
use serde::Serialize;
use tera::{Context, Delimiters, Tera};

use crate::style::Style;
use crate::timing::{Stage, measure};

/// The templates of a style, parsed.
pub struct Templates<'a> {
    tera: Tera,
    style: &'a Style,
}

impl<'a> Templates<'a> {
    /// Parses all templates of a style.
    ///
    /// # Errors
    /// A template with a syntax error; the message names file, line and column.
    pub fn parse(style: &'a Style) -> anyhow::Result<Templates<'a>> {
        let mut tera = Tera::new();
        // Typst code is full of `{{`, `{#` and `{%`; of `<<`, `<#` and `<%` it has none.
        tera.set_delimiters(Delimiters {
            block_start: "<%".into(),
            block_end: "%>".into(),
            variable_start: "<<".into(),
            variable_end: ">>".into(),
            comment_start: "<#".into(),
            comment_end: "#>".into(),
        })
        .map_err(|error| located(style, &error))?;
        tera.autoescape_on(vec![".typ"]);
        tera.set_escape_fn(string_literal);
        let templates = style.templates.iter().map(|(name, text)| (name.as_str(), text.as_str()));
        tera.add_raw_templates(templates).map_err(|error| located(style, &error))?;
        Ok(Templates { tera, style })
    }

    /// Fills in one template.
    ///
    /// # Errors
    /// A template that asks for a value that there is not, with its place.
    pub fn render(&self, name: &str, values: &impl Serialize) -> anyhow::Result<String> {
        measure(Stage::Template, || {
            let context = Context::from_serialize(values).map_err(|error| anyhow!("{error}"))?;
            self.tera.render(name, &context).map_err(|error| located(self.style, &error))
        })
    }
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_cannot_leave_its_literal() -> std::io::Result<()> {
        let mut out = Vec::new();
        string_literal("\"; #panic() \\ \n$x$ ủ", &mut out)?;
        assert_eq!(String::from_utf8_lossy(&out), "\"\\\"; #panic() \\\\ \\n$x$ ủ\"");
        Ok(())
    }
}

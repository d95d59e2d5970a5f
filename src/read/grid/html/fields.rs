//! The tags of forms and templates → what a browser shows in them, as text of the page.
//!
//! Invariant: a list or a template without an end hides no cell behind it.

use super::forms::{List, field};
use super::page::{Page, Tag};
use crate::read::grid::choices::{OPEN, TICKED};
use crate::read::grid::{TooLarge, Unseen};

impl Page {
    /// Takes a tag of a form or of a template; says whether it was one.
    pub(super) fn takes_form(&mut self, tag: &Tag) -> Result<bool, TooLarge> {
        match (tag.said.name, &mut self.list) {
            ("template", _) => self.templates += 1,
            _ if self.templates > 0 => {}
            ("select", None) => {
                let is_hidden = self.styles.look(self.target().look(), &tag.said).hidden;
                self.list = Some(List::new(tag.form.multiple, is_hidden));
            }
            ("option", Some(list)) => {
                let is_blank = tag.form.value.is_some_and(|value| value.trim().is_empty());
                let is_disabled = tag.form.disabled || tag.said.hidden;
                list.open(tag.form.selected, is_disabled, is_blank);
                list.push(tag.form.label.unwrap_or_default());
                self.count()?;
            }
            // As in browsers, these end a list that was left open.
            ("select" | "input" | "textarea" | "table" | "tr" | "td" | "th", Some(_)) => {
                self.close_list()?;
                return if tag.said.name == "select" { Ok(true) } else { self.takes_form(tag) };
            }
            (_, Some(_)) => {}
            ("input", None) => self.take_field(tag)?,
            _ => return Ok(false),
        }
        Ok(true)
    }

    fn take_field(&mut self, tag: &Tag) -> Result<(), TooLarge> {
        let look = self.styles.look(self.target().look(), &tag.said);
        let (kind, value) = (tag.form.kind.unwrap_or("text"), tag.form.value.unwrap_or_default());
        let shown = field(kind, value, tag.form.checked).filter(|_| !look.hidden);
        let Some(shown) = shown else {
            // Numbers that only a program reads are nobody's text.
            let is_words = value.contains(' ') || !value.is_ascii();
            return if is_words { self.leave_out(Unseen::Hidden, value) } else { Ok(()) };
        };
        if shown.starts_with([TICKED, OPEN]) {
            self.boxes += 1;
        }
        self.text(&format!(" {shown} "), self.written_at)
    }

    pub(super) fn close_list(&mut self) -> Result<(), TooLarge> {
        let Some(list) = self.list.take() else { return Ok(()) };
        // Its page shows a list of its own making instead.
        if list.is_hidden {
            return Ok(());
        }
        let chosen = list.chosen();
        if chosen.is_guess {
            self.guessed = Some(chosen.text.clone());
        }
        // Each of several that are chosen is a line.
        for (index, text) in chosen.text.lines().enumerate() {
            if index > 0 {
                self.break_line()?;
            }
            self.text(&format!(" {text} "), self.written_at)?;
        }
        Ok(())
    }

    /// Takes the end of a part of a form or of a template; says whether it was one.
    pub(super) fn ends_form(&mut self, name: &str) -> Result<bool, TooLarge> {
        match (name, &mut self.list) {
            ("template", _) => self.templates = self.templates.saturating_sub(1),
            _ if self.templates > 0 => {}
            ("option", Some(list)) => list.close(),
            ("select", Some(_)) => self.close_list()?,
            ("optgroup", Some(_)) => {}
            // A list that was left open ends with its cell.
            ("td" | "th" | "tr" | "table" | "tbody" | "thead" | "tfoot", Some(_)) => {
                self.close_list()?;
                return Ok(false);
            }
            _ => return Ok(false),
        }
        Ok(true)
    }
}

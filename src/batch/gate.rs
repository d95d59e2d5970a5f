//! Annex, matrix and extracts say the same, or nothing is made (docs/form.md, M40).
//!
//! Invariant: compares finished views with the model and with each other; repairs nothing.

use anyhow::bail;

use crate::model::{AgencyId, Entry, Field, Model};
use crate::view::{AnnexView, ExtractView, Extracts, Mark, MatrixView, Role, RowView, ViewOptions};

/// More differences than these are not worth reading.
const MOST_LISTED: usize = 20;

/// Compares the views of a model.
///
/// # Errors
/// A difference; the message lists all of them, up to a screenful.
pub fn compare(
    model: &Model,
    annex: &AnnexView,
    matrix: &MatrixView,
    options: ViewOptions,
) -> anyhow::Result<()> {
    let mut differences = rows(model, annex, matrix, options);
    if differences.is_empty() {
        let extracts = Extracts::new(model, annex);
        let ids = (0..model.agencies.len()).map(AgencyId);
        differences = shares(model, matrix, ids.map(|id| extracts.of(id)));
    }
    if differences.is_empty() {
        return Ok(());
    }
    let left = differences.len().saturating_sub(MOST_LISTED);
    differences.truncate(MOST_LISTED);
    if left > 0 {
        differences.push(format!("và {left} chỗ khác"));
    }
    bail!("danh mục, ma trận và bản trích không khớp nhau:\n  {}", differences.join("\n  "));
}

/// The same rows in the annex and in the matrix, with the model's texts.
fn rows(
    model: &Model,
    annex: &AnnexView,
    matrix: &MatrixView,
    options: ViewOptions,
) -> Vec<String> {
    let (tasks, shown, marked) = (model.tasks.len(), annex.task_count(), matrix.task_count());
    if tasks != shown || tasks != marked {
        return vec![format!("số nhiệm vụ: nguồn {tasks}, danh mục {shown}, ma trận {marked}")];
    }
    let mut differences = Vec::new();
    let rows = model.outline.iter().zip(&annex.rows).zip(&matrix.rows);
    for ((entry, shown), marked) in rows {
        let (task, shown) = match (entry, shown) {
            (Entry::Task(index), RowView::Task(shown)) => (&model.tasks[*index], shown),
            (Entry::Group(index), RowView::Group(shown)) => {
                let title = model.groups[*index].title.value.as_str();
                if title != shown.title || title != marked.text {
                    differences.push(format!("nhóm “{title}”: tên nhóm không khớp"));
                }
                continue;
            }
            _ => {
                differences.push(format!("dòng “{}”: không đúng thứ tự", marked.text));
                continue;
            }
        };
        // What prints is the model's own text, tidied where the style tidies.
        let deadline = task.deadline.as_ref().map_or("", |deadline| &deadline.value.text);
        let (deadline, content) = (options.printed(deadline), options.printed(&task.content.value));
        let pairs = [
            ("nội dung trong danh mục", &*content, shown.text(Field::Content)),
            ("thời hạn trong danh mục", &*deadline, shown.text(Field::Deadline)),
            ("số thứ tự trong danh mục", task.number.as_str(), shown.text(Field::Number)),
            ("nội dung trong ma trận", &*content, &*marked.text),
            ("số thứ tự trong ma trận", task.number.as_str(), marked.number),
        ];
        for (what, expected, found) in pairs {
            if expected != found {
                differences.push(format!(
                    "nhiệm vụ {}: {what} là “{found}”, nguồn là “{expected}”",
                    task.number
                ));
            }
        }
    }
    differences
}

/// Each agency's extract holds what its column of the matrix marks; every task is led in some
/// extract, unless nobody in particular leads it.
fn shares<'a>(
    model: &Model,
    matrix: &MatrixView,
    extracts: impl Iterator<Item = ExtractView<'a>>,
) -> Vec<String> {
    let mut differences = Vec::new();
    let mut led = vec![false; model.tasks.len()];
    let ids = model.tasks.iter().enumerate().map(|(index, task)| (task.id.as_str(), index));
    let ids: std::collections::HashMap<&str, usize> = ids.collect();
    for (column, extract) in extracts.enumerate() {
        let tasks = |role: Role| {
            let part = extract.parts.iter().find(|part| part.role == role);
            let rows = part.into_iter().flat_map(|part| &part.rows);
            rows.filter_map(|row| match row {
                RowView::Task(task) => Some(task.id),
                RowView::Group(_) => None,
            })
        };
        for (role, mark, word) in
            [(Role::Lead, Mark::Lead, "chủ trì"), (Role::Support, Mark::Support, "phối hợp")]
        {
            let count = tasks(role).count();
            let marked = if mark == Mark::Lead { &matrix.leads } else { &matrix.supports };
            let marked = marked.get(column).copied().unwrap_or_default();
            if count != marked {
                differences.push(format!(
                    "{}: {word} {count} nhiệm vụ trong bản trích, {marked} trong ma trận",
                    extract.agency
                ));
            }
        }
        for index in tasks(Role::Lead).filter_map(|id| ids.get(id)) {
            led[*index] = true;
        }
    }
    for (task, is_led) in model.tasks.iter().zip(led) {
        let has_lead = task.lead.iter().any(|lead| !model.reach(lead).is_empty());
        if has_lead != is_led {
            differences.push(format!("nhiệm vụ {}: không có trong bản trích nào", task.number));
        }
    }
    differences
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Diagnostics;
    use crate::model::{Mode, NameForm};
    use crate::read::{Input, reader_for};
    use crate::resolve::{ResolveOptions, resolve};
    use crate::source::Sources;

    const PLAN: &str = "
document: { title: Thử, issuer: Ủy ban nhân dân tỉnh Hà Tĩnh }
groups:
  - title: Nhóm
    tasks:
      - { content: Việc một, lead: Sở Y tế, support: Sở Tài chính, deadline: Năm 2024 }
      - { content: Việc hai, lead: Sở Tài chính, support: các sở, deadline: Năm 2025 }
      - { content: Việc ba, lead: các đơn vị liên quan, deadline: Năm 2025 }
";

    fn model() -> Model {
        let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
        let file = sources.add_file("nguon.yaml");
        let input = Input { name: "nguon.yaml", bytes: PLAN.as_bytes() };
        let reader = reader_for("nguon.yaml").expect("a reader");
        let draft = reader.read(&input, file, &mut sources, &mut diagnostics).expect("a draft");
        resolve(draft, ResolveOptions::default(), &mut diagnostics)
    }

    /// What the gate says after a change of the views.
    fn after(change: impl FnOnce(&mut AnnexView, &mut MatrixView)) -> String {
        let model = model();
        let options = ViewOptions { mode: Mode::Paper, names: NameForm::Written, tidy: true };
        let mut annex = AnnexView::new(&model, options);
        let mut matrix = MatrixView::new(&model, options);
        change(&mut annex, &mut matrix);
        compare(&model, &annex, &matrix, options)
            .err()
            .map_or_else(String::new, |error| error.to_string())
    }

    #[test]
    fn views_of_one_model_agree() {
        assert_eq!(after(|_, _| ()), "");
    }

    #[test]
    fn a_lost_row_is_seen() {
        assert!(
            after(|annex, _| drop(annex.rows.pop())).contains("nguồn 3, danh mục 2, ma trận 3")
        );
        assert!(after(|_, matrix| drop(matrix.rows.pop())).contains("ma trận 2"));
    }

    #[test]
    fn a_changed_text_or_deadline_is_named() {
        let changed = |field: Field| {
            after(|annex, _| {
                let RowView::Task(task) = &mut annex.rows[1] else { panic!("a task") };
                task.texts.insert(field, String::from("khác"));
            })
        };
        assert!(changed(Field::Deadline).contains("nhiệm vụ 1: thời hạn trong danh mục là “khác”"));
        assert!(changed(Field::Content).contains("nguồn là “Việc một”"));
        assert!(after(|_, matrix| matrix.rows[2].text = "khác".into()).contains("nhiệm vụ 2"));
    }

    #[test]
    fn rows_out_of_order_and_other_titles_are_named() {
        assert!(after(|annex, _| annex.rows.swap(0, 1)).contains("không đúng thứ tự"));
        assert!(after(|_, matrix| matrix.rows[0].text = "khác".into()).contains("nhóm “Nhóm”"));
    }

    #[test]
    fn a_mark_too_few_is_named_with_its_agency() {
        let said = after(|_, matrix| {
            let column = matrix.agencies.iter().position(|each| each.name == "Sở Y tế");
            matrix.leads[column.expect("a column")] = 0;
        });
        assert!(said.contains("Sở Y tế: chủ trì 1 nhiệm vụ trong bản trích, 0 trong ma trận"));
    }
}

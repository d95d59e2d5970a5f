// Draws one row of the grid: the cells of a task, or the title of a group across the columns.

import { make } from "../element.js";
import { t, said } from "../words.js";
import { cellText } from "../plan/rows.js";
import { isTicked, needsReview } from "../plan/reviewed.js";
import { findingsAt } from "../checking.js";

/** What is wrong at a cell; a row's own findings stand at its first cell of text. */
export function findingsOf(row, field) {
  if (row.kind === "group") {
    return field === "title"
      ? [...findingsAt(`row/${row.id}/`), ...findingsAt(`row/${row.id}/title`)] : [];
  }
  const own = findingsAt(`row/${row.id}/${field}`);
  return field === "content" ? [...own, ...findingsAt(`row/${row.id}/`)] : own;
}

export const hasFindings = (row, columns) => (row.kind === "group"
  ? findingsOf(row, "title").length > 0
  : columns.some(({ field }) => findingsOf(row, field).length > 0));

/** What the drawing depends on besides the row itself; the same text means the same drawing. */
export function drawnFrom(row, number, columns) {
  const fields = row.kind === "group" ? ["title"] : columns.map((column) => column.field);
  const marks = fields.map((field) => findingsOf(row, field)
    .map((finding) => finding.severity[0] + said(finding)).join("|"));
  return `${number}~${marks.join("~")}`;
}

const isLetter = (letter) => letter !== undefined && /[\p{L}\p{N}]/u.test(letter);

/** Where words stand whole in a text: the mark "x" is not in "xe". */
function placeOf(found, text) {
  for (let at = text.indexOf(found); at >= 0; at = text.indexOf(found, at + 1)) {
    const end = at + found.length;
    const cut = (isLetter(text[at - 1]) && isLetter(found[0])) || (isLetter(text[end]) && isLetter(found.at(-1)));
    if (!cut) return at;
  }
  return -1;
}

/** The text with the wrong names marked where they stand. */
function words(text, findings) {
  const [found] = findings.filter((finding) => !finding.about && finding.found && placeOf(finding.found, text) >= 0)
    .map((finding) => finding.found);
  if (found === undefined || found === text) return [text];
  const at = placeOf(found, text);
  return [text.slice(0, at), make("span.wrong", {}, found), text.slice(at + found.length)];
}

/**
 * @param {any} row
 * @param {{ field: string, centred?: boolean, heading?: string }} column
 */
function cell(row, { field, centred, heading }, attributes = {}) {
  const text = cellText(row, field);
  const findings = findingsOf(row, field);
  const worst = ["error", "warning", "note"].find((s) => findings.some((f) => f.severity === s));
  const element = make("div.cell", {
    role: "gridcell", tabindex: "-1", dataset: heading ? { field, heading } : { field },
    "aria-invalid": worst === "error" ? "true" : null, ...attributes,
  }, ...words(text, findings));
  if (centred) element.classList.add("centred");
  if (worst) element.classList.add(worst);
  if (field === "lead" && row.values?.joint?.length) {
    element.append(make("span.tag", {}, t("joint.tag")));
  }
  if (findings.length > 0) {
    const said_ = findings.map((finding) => `${t(`severity.${finding.severity}`)}: ${said(finding)}`);
    element.append(make("span.sr", {}, ` — ${said_.join(". ")}`));
  }
  return element;
}

function numberCell(number, row) {
  const cell = make("div.cell.number.centred", {
    role: "rowheader", tabindex: "-1", dataset: { field: "number" }, "aria-readonly": "true",
  }, number);
  if (isTicked(row)) cell.append(make("span.ticked", { title: t("review.ticked") }, "✓"));
  else if (needsReview(row)) cell.append(make("span.unsure", { title: t("view.state.review") }, "?"));
  return cell;
}

/** Fills the element of a row. */
export function drawRow(element, row, number, columns) {
  if (row.kind === "group") {
    element.className = `row group level-${Math.min(row.level, 4)}`;
    const title = cell(row, { field: "title" }, { "aria-colspan": String(columns.length - 1) });
    if (!row.title) title.prepend(make("span.faint", {}, t("grid.untitled")));
    element.replaceChildren(numberCell(number, row), title);
    return;
  }
  element.className = "row task";
  element.replaceChildren(...columns.map((column) => (column.field === "number"
    ? numberCell(number, row) : cell(row, column))));
}

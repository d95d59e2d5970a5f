// A line of the clerk's text that was passed over → a task, a group, or a part of the row above.

import { newId } from "./rows.js";

/** The marks of items: "1.", "2.3.", "a)", "-", "+", "IV." */
const MARK = /^\s*(?:[-+•–*]\s*|(?:\d+(?:\.\d+)*|[a-zđ]|[IVXL]+)[.)]\s+)/u;

/** The words of a line without the mark of its item. */
export const withoutMark = (text) => text.replace(MARK, "").trim();

/** Where a place stands in its file: the number of its line or paragraph; null where it has none. */
export function placeNumber(at = "") {
  const [, number] = /»\s*(?:dòng|đoạn)\s+(\d+)/.exec(at) ?? [];
  return number === undefined ? null : Number(number);
}

/** The index of the last row that stands above the line in the text; -1 when none does. */
function rowAbove(plan, line) {
  const here = placeNumber(line.at);
  return here === null ? plan.rows.length - 1
    : plan.rows.findLastIndex((row) => (placeNumber(row.trace?.place ?? row.at) ?? Infinity) <= here);
}

/** `why` says that the clerk chose so. Gives the plan and the id of the row. */
export function takePassed(plan, line, kind, why) {
  const above = rowAbove(plan, line);
  const passed_over = plan.passed_over.filter((one) => one !== line);
  const rows = [...plan.rows];
  const trace = { place: line.at, sentence: line.text, why };
  if (kind === "part") {
    const index = rows.slice(0, above + 1).findLastIndex((row) => row.kind === "task");
    const row = rows[index];
    if (!row) return { plan, id: null };
    const content = [...(row.values.content ?? []), withoutMark(line.text)].join(" ");
    rows[index] = { ...row, values: { ...row.values, content: [content] },
      trace: row.trace ? { ...row.trace, sentence: `${row.trace.sentence} ${line.text}` } : trace };
    return { plan: { ...plan, rows, passed_over }, id: row.id };
  }
  const id = newId(plan);
  const level = rows.slice(0, above + 1).findLast((row) => row.kind === "group")?.level ?? 1;
  rows.splice(above + 1, 0, kind === "group"
    ? { id, kind, level, title: withoutMark(line.text), at: line.at }
    : { id, kind: "task", values: { content: [withoutMark(line.text)] }, at: line.at, trace });
  return { plan: { ...plan, rows, passed_over }, id };
}

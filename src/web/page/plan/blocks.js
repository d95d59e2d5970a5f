// Changes to many cells or rows at once: blocks that are written, filled or emptied, rows that are
// moved, doubled, joined, split or deleted. Each makes a new plan, and is one step to undo.

import { addRow, cellText, newId, rowIndex, setCell } from "./rows.js";

/** Titles of groups and the numbers, which the program gives, are no cells of a block. */
const isCell = (row, field) => row?.kind === "task" && field !== undefined && field !== "number";

/**
 * Writes a block of cells: its lines into the tasks `ids` in turn, its columns into `fields`. Titles
 * of groups are passed over, new tasks are added below the last row; columns beyond the last field
 * and the numbers are left out. Gives the plan and what was done.
 */
export function pasteBlock(plan, ids, fields, lines) {
  const done = { cells: 0, groups: 0, added: 0, beyond: 0 };
  let next = plan;
  const left = [...ids];
  for (const line of lines) {
    let row = next.rows[rowIndex(next, left.shift())];
    while (row?.kind === "group") {
      done.groups += 1;
      row = next.rows[rowIndex(next, left.shift())];
    }
    if (!row) {
      next = addRow(next, null, "task").plan;
      row = next.rows.at(-1);
      done.added += 1;
    }
    line.forEach((text, column) => {
      const field = fields[column];
      if (field === undefined) done.beyond += text === "" ? 0 : 1;
      if (!isCell(row, field)) return;
      next = setCell(next, row.id, field, text);
      done.cells += 1;
    });
  }
  return { plan: next, done };
}

/** Writes `text(row, field)` into every cell of the block. */
export function setCells(plan, ids, fields, text) {
  let next = plan;
  for (const id of ids) {
    const row = next.rows[rowIndex(next, id)];
    for (const field of fields) if (isCell(row, field)) next = setCell(next, id, field, text(row, field));
  }
  return next;
}

/** Repeats the tasks `source` down the tasks `ids`, in the given fields. */
export function fillCells(plan, source, ids, fields) {
  const from = source.map((id) => plan.rows[rowIndex(plan, id)]).filter((row) => row?.kind === "task");
  if (from.length === 0) return plan;
  let at = 0;
  let next = plan;
  for (const id of ids) {
    const row = next.rows[rowIndex(next, id)];
    if (row?.kind !== "task") continue;
    const pattern = from[at % from.length];
    at += 1;
    for (const field of fields) if (isCell(row, field)) next = setCell(next, id, field, cellText(pattern, field));
  }
  return next;
}

export function removeRows(plan, ids) {
  const gone = new Set(ids);
  return { ...plan, rows: plan.rows.filter((row) => !gone.has(row.id)),
    reading: (plan.reading ?? []).filter((finding) => !gone.has(finding.target?.row)) };
}

/** The rows and, of groups among them, all that is in these. */
export function withContents(plan, ids) {
  const chosen = new Set(ids);
  let level = Infinity;
  return plan.rows.filter((row) => {
    if (row.kind === "group" && row.level <= level) level = Infinity;
    if (level < Infinity) return true;
    if (chosen.has(row.id) && row.kind === "group") level = row.level;
    return chosen.has(row.id);
  }).map((row) => row.id);
}

/** Moves rows, groups with all that is in them, before the row `before` (null: to the end). */
export function moveRows(plan, ids, before) {
  const moving = new Set(withContents(plan, ids));
  if (moving.has(before)) return plan;
  const block = plan.rows.filter((row) => moving.has(row.id));
  const rest = plan.rows.filter((row) => !moving.has(row.id));
  const at = before === null ? rest.length : rest.findIndex((row) => row.id === before);
  const rows = [...rest.slice(0, at), ...block, ...rest.slice(at)];
  return rows.every((row, index) => row === plan.rows[index]) ? plan : { ...plan, rows };
}

/** Puts a copy of the rows below the last of them; gives the plan and the id of the first copy. */
export function doubleRows(plan, ids) {
  const chosen = new Set(ids);
  const last = plan.rows.findLastIndex((row) => chosen.has(row.id));
  let id = newId(plan);
  const first = id;
  const copies = plan.rows.filter((row) => chosen.has(row.id)).map((row) => ({ ...row, id: id++, at: "" }));
  const rows = [...plan.rows];
  rows.splice(last + 1, 0, ...copies);
  return { plan: { ...plan, rows }, id: first };
}

/** The texts of several cells as one: each once, contents as sentences, lists by semicolons. */
function together(texts, field) {
  const parts = [...new Set(texts.map((text) => text.trim()).filter((text) => text !== ""))];
  if (field === "content") return parts.map((text) => text.replace(/[.;,]$/, "")).join("; ");
  return [...new Set(parts.flatMap((text) => text.split(";").map((one) => one.trim())))].join("; ");
}

/** Joins tasks into the first of them; the others go. Groups between them are left alone. */
export function joinTasks(plan, ids) {
  const chosen = new Set(ids);
  const tasks = plan.rows.filter((row) => chosen.has(row.id) && row.kind === "task");
  if (tasks.length < 2) return plan;
  const [first, ...others] = tasks;
  const fields = new Set(tasks.flatMap((row) => Object.keys(row.values)));
  let next = plan;
  for (const field of fields) {
    if (field !== "joint") next = setCell(next, first.id, field, together(tasks.map((row) => cellText(row, field)), field));
  }
  return removeRows(next, others.map((row) => row.id));
}

/** Splits a task: what stands behind becomes a task below it, done by the same and by the same day. */
export function splitTask(plan, id, before, behind) {
  const next = setCell(plan, id, "content", before.trim());
  const index = rowIndex(next, id);
  const row = next.rows[index];
  const made = { ...row, id: newId(next), values: { ...row.values, content: [behind.trim().replace(/^[;,.]\s*/, "")] } };
  const rows = [...next.rows];
  rows.splice(index + 1, 0, made);
  return { plan: { ...next, rows }, id: made.id };
}

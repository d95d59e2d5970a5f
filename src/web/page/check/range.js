// Which cells are chosen together: from the current cell to the other corner of a block, whole rows,
// or whole columns. The current cell stays where it is while the corner moves.

import * as grid from "./grid.js";

const listeners = [];
let corner = null; // { id, field }
let whole = "";    // "rows" or "columns"
let marked = [];

/** Calls `listener()` when other cells are chosen. */
export const onRange = (listener) => listeners.push(listener);

/** Whether more than one cell is chosen. */
export const hasRange = () => corner !== null;

/** "rows", "columns", or "" for a block. */
export const wholeOf = () => (corner ? whole : "");

const between = (list, from, to) => list.slice(Math.max(0, Math.min(from, to)), Math.max(from, to) + 1);

/** What is chosen: { rows, fields } in the order of the screen. */
export function chosen() {
  const visible = grid.visibleRows();
  const names = grid.currentColumns().map((column) => column.field);
  const { id, field } = grid.currentPosition();
  const other = corner ?? { id, field };
  const row = (wanted) => visible.findIndex((one) => one.id === wanted);
  const rows = corner && whole === "columns" ? visible : between(visible, row(id), row(other.id));
  const fields = corner && whole === "rows" ? names : between(names, names.indexOf(field), names.indexOf(other.field));
  return { rows, fields };
}

/** Chooses from the current cell to another one. */
export function reach(id, field, { kind = "" } = {}) {
  const { id: here, field: there } = grid.currentPosition();
  corner = kind === "" && id === here && field === there ? null : { id, field };
  whole = kind;
  mark();
}

/** Moves the corner by rows and columns. */
export function reachBy(rows, columns) {
  const visible = grid.visibleRows();
  const names = grid.currentColumns().map((column) => column.field);
  const from = corner ?? grid.currentPosition();
  const clamp = (value, most) => Math.min(most, Math.max(0, value));
  const row = clamp(visible.findIndex((one) => one.id === from.id) + rows, visible.length - 1);
  const column = clamp(names.indexOf(from.field) + columns, names.length - 1);
  if (!visible[row]) return;
  reach(visible[row].id, names[column], { kind: corner && columns === 0 ? whole : "" });
  grid.cellAt(visible[row].id, names[column])?.scrollIntoView({ block: "nearest", inline: "nearest" });
}

export function chooseOne() {
  if (!corner) return;
  corner = null;
  mark();
}

/** Chooses everything that is shown. */
export function chooseAll() {
  const last = grid.visibleRows().at(-1);
  if (last) reach(last.id, grid.currentColumns().at(-1).field, { kind: "columns" });
  const names = grid.currentColumns().map((column) => column.field);
  if (last) {
    grid.setPosition(grid.visibleRows()[0].id, names.find((name) => name !== "number"));
    reach(last.id, names.at(-1));
  }
}

const handle = Object.assign(document.createElement("div"), { className: "fill-handle" });
handle.setAttribute("aria-hidden", "true");

function mark() {
  for (const cell of marked) {
    cell.classList.remove("in");
    cell.removeAttribute("aria-selected");
  }
  marked = [];
  handle.remove();
  const { rows, fields } = chosen();
  if (corner) {
    for (const row of rows) {
      for (const field of new Set(row.kind === "group" ? (whole === "rows" ? ["number", "title"] : ["title"]) : fields)) {
        const cell = grid.cellAt(row.id, field);
        if (cell) marked.push(cell);
      }
    }
    for (const cell of marked) {
      cell.classList.add("in");
      cell.setAttribute("aria-selected", "true");
    }
  }
  const last = rows.at(-1);
  if (last?.kind === "task" && fields.at(-1) !== "number") grid.cellAt(last.id, fields.at(-1))?.append(handle);
  for (const listener of listeners) listener();
}

export function startRange() {
  let last = {};
  grid.onPosition((now) => {
    // A row that is drawn anew gets its focus back: that is no other choice.
    if (now.id !== last.id || now.field !== last.field) corner = null;
    last = now;
    mark();
  });
  grid.onRendered(() => {
    if (corner && !grid.visibleRows().some((row) => row.id === corner.id)) corner = null;
    mark();
  });
}

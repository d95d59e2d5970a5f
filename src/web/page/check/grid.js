// The plan as a table like the annex: rows are drawn once and again only when something of theirs
// has changed; one cell at a time can be reached with Tab, the others with the arrow keys.

import { make, byId } from "../element.js";
import { t, onLanguage } from "../words.js";
import { plan } from "../plan/history.js";
import { lastCheck, understood } from "../checking.js";
import { shownColumns, widths } from "./columns.js";
import { drawRow, drawnFrom } from "./row.js";
import { putInStrips } from "./strips.js";
import { rowsInView } from "./view.js";

const drawn = new Map(); // row id → { element, row, from, check }
const listeners = [];
const afterwards = [];
let columns = [];
let columnsFrom = "";
let visible = []; // rows shown, in order
let position = { id: null, field: "content" };
let held = null; // the row under the editor stays as it is
let marked = null; // the cell that is shown as the current one, and its row
let markedRow = null;

/** Calls `listener(position)` when another cell becomes the current one. */
export const onPosition = (listener) => listeners.push(listener);
export const currentPosition = () => position;
export const currentColumns = () => columns;
export const visibleRows = () => visible;
export const holdRow = (id) => { held = id; };

/** Calls `listener()` after each drawing. */
export const onRendered = (listener) => afterwards.push(listener);

/** Shows the next plan from its beginning, without a filter of the one before. */
export function startAfresh() {
  position = { id: null, field: "content" };
  drawn.clear();
  body.replaceChildren();
  byId("grid").scrollTo(0, 0);
}

const head = make("div.head", { role: "rowgroup" });
const body = make("div.body", { role: "rowgroup" });

export function startGrid() {
  const grid = byId("grid");
  grid.append(head, body);
  grid.addEventListener("focusin", ({ target }) => {
    const cell = target.closest(".cell");
    if (cell && !target.closest(".editor")) take(idOf(cell), cell.dataset.field);
  });
  onLanguage(() => { columnsFrom = ""; if (plan()) render(); });
}

const idOf = (cell) => Number(cell.closest(".row").dataset.id);

let widthsSet = "";

/** Set only when they change: every row would be measured anew. */
function setWidths() {
  const { columns: shares, least } = widths(columns);
  if (widthsSet === shares + least) return;
  widthsSet = shares + least;
  byId("grid").style.setProperty("--columns", shares);
  byId("grid").style.setProperty("--least", least);
}

/** Whether the same columns are shown as before, whatever their widths. */
const shape = () => JSON.stringify(columns.map(({ field, heading, over, centred }) => [field, heading, over, centred]));

function drawHead() {
  const cells = columns.map((column) => make(
    column.centred || column.field === "number" ? "div.heading.centred" : "div.heading",
    { role: "columnheader" },
    column.over ? make("span.over", {}, column.over) : null,
    make("span", {}, column.heading),
    make("span.edge", { "aria-hidden": "true" }),
  ));
  head.replaceChildren(make("div.row", { role: "row", "aria-rowindex": "1" }, ...cells));
  byId("grid").setAttribute("aria-colcount", columns.length);
  // What is brought into view must not lie under the headings.
  byId("grid").style.scrollPaddingTop = `${head.offsetHeight}px`;
}

/** Draws what has changed. */
export function render() {
  const now = plan();
  if (!now) return;
  columns = shownColumns();
  const from = shape();
  if (from !== columnsFrom) {
    columnsFrom = from;
    drawn.clear();
    body.replaceChildren();
    drawHead();
  }
  setWidths();
  const active = document.activeElement;
  const hadFocus = body.contains(active) && !active.closest(".editor");
  visible = rowsInView(columns, held);
  putInStrips(body, visible.map((row, index) => {
    const known = draw(row);
    const { element } = known;
    if (known.index !== index) element.setAttribute("aria-rowindex", index + 2);
    known.index = index;
    return element;
  }));
  if (drawn.size > now.rows.length) {
    const there = new Set(now.rows.map((row) => row.id));
    for (const id of [...drawn.keys()]) if (!there.has(id)) drawn.delete(id);
  }
  byId("grid").setAttribute("aria-rowcount", visible.length + 1);
  const empty = byId("grid-empty");
  empty.hidden = visible.length > 0;
  empty.textContent = t(now.rows.length === 0 ? "grid.none" : "grid.nothing");
  settlePosition();
  if (hadFocus && !body.contains(document.activeElement)) currentCell()?.focus({ preventScroll: true });
  for (const listener of afterwards) listener();
}

function draw(row) {
  let known = drawn.get(row.id);
  // Between two answers of the program, a row is what it was.
  if (known?.row === row && known.check === lastCheck()) return known;
  const number = understood(row.id)?.number ?? "";
  const from = drawnFrom(row, number, columns);
  if (!known) {
    known = { element: make("div.row", { role: "row", dataset: { id: String(row.id) } }) };
    drawn.set(row.id, known);
  }
  if ((known.row !== row || known.from !== from) && held !== row.id) {
    drawRow(known.element, row, number, columns);
    Object.assign(known, { row, from });
  }
  if (held !== row.id) known.check = lastCheck();
  return known;
}

/** The cell that stands at a place. A group has its title wherever a task has its text. */
export function cellAt(id, field) {
  const element = drawn.get(id)?.element;
  if (!element?.isConnected) return null;
  return element.querySelector(`:scope > [data-field="${field}"]`)
    ?? element.querySelector(':scope > [data-field="title"]')
    ?? element.querySelector(':scope > [data-field="content"]');
}

export const currentCell = () => cellAt(position.id, position.field);

/** The row at hand, if it is shown. */
export const currentRow = () => plan()?.rows.find((row) => row.id === position.id) ?? null;

function settlePosition() {
  if (!visible.some((row) => row.id === position.id)) {
    position = { id: visible[0]?.id ?? null, field: position.field };
  }
  mark();
}

function mark() {
  const cell = currentCell();
  if (marked && marked !== cell) {
    marked.classList.remove("current");
    marked.tabIndex = -1;
  }
  if (markedRow && markedRow !== cell?.parentElement) markedRow.classList.remove("at");
  marked = cell;
  markedRow = cell?.parentElement ?? null;
  if (!cell) return;
  cell.classList.add("current");
  cell.tabIndex = 0;
  cell.parentElement.classList.add("at");
}

function take(id, field) {
  // From a group back to a task, the column is the one that was left.
  const kept = field === "title" ? position.field : field;
  position = { id, field: kept === "title" ? "content" : kept };
  mark();
  for (const listener of listeners) listener(position);
}

/** Makes a cell the current one, without moving to it. */
export const setPosition = (id, field) => take(id, field);

/** Goes to a cell: shows it and gives it the focus. */
export function goTo(id, field, { focus = true } = {}) {
  const cell = cellAt(id, field);
  if (!cell) return false;
  take(id, field);
  cell.scrollIntoView({ block: "nearest", inline: "nearest" });
  if (focus) cell.focus({ preventScroll: true });
  return true;
}

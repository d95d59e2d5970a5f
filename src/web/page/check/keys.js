// Mouse and keys in the grid: arrows move, Enter or F2 writes, letters begin anew as in a
// workbook, Delete empties, copy and paste take blocks of cells from Excel.

import { byId } from "../element.js";
import { t } from "../words.js";
import { announce, notice } from "../announce.js";
import { edit } from "../plan/history.js";
import { cellText, setCell, pasteBlock } from "../plan/rows.js";
import * as grid from "./grid.js";
import { openEditor, closeEditor, isEditing } from "./editor.js";
import { takeFirstSuggestion } from "./card.js";
import { isReading, nextReview, tickAndGo } from "./reader.js";
import { act } from "./tools.js";

const PAGE_ROWS = 10;

export function startKeys() {
  const element = byId("grid");
  element.addEventListener("keydown", onKey);
  element.addEventListener("dblclick", ({ target }) => {
    if (target.closest(".cell") && !isEditing()) openEditor();
  });
  element.addEventListener("mousedown", onPress);
  element.addEventListener("copy", onCopy);
  element.addEventListener("cut", (event) => { if (onCopy(event)) empty(); });
  element.addEventListener("paste", onPaste);
}

/** Keeping the text draws its row anew, which would take the pressed cell away before the focus. */
function onPress(event) {
  const cell = event.target.closest(".cell");
  if (!isEditing() || !cell || event.target.closest(".editor")) return;
  event.preventDefault();
  const { id } = cell.parentElement.dataset;
  const { field } = cell.dataset;
  closeEditor();
  grid.goTo(Number(id), field);
}

function step(rows, columns) {
  const { id, field } = grid.currentPosition();
  const shown = grid.visibleRows();
  const names = grid.currentColumns().map((column) => column.field);
  const clamp = (value, most) => Math.min(most, Math.max(0, value));
  const row = clamp(shown.findIndex((one) => one.id === id) + rows, shown.length - 1);
  const column = clamp(names.indexOf(field) + columns, names.length - 1);
  if (shown.length) grid.goTo(shown[row].id, names[column]);
}

const FAR = 1e9;
const MOVES = {
  ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1],
  PageUp: [-PAGE_ROWS, 0], PageDown: [PAGE_ROWS, 0], Home: [0, -FAR], End: [0, FAR],
};

function onKey(event) {
  if (isEditing() || event.isComposing) return;
  const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
  const control = ctrlKey || metaKey;
  const does = () => event.preventDefault();
  if (altKey && (key === "ArrowUp" || key === "ArrowDown")) {
    does();
    // Beside its text a draft is read through; elsewhere the keys move rows.
    if (isReading()) nextReview(key === "ArrowUp" ? -1 : 1);
    else act(key === "ArrowUp" ? "up" : "down");
  } else if (altKey && key === "Enter") {
    does();
    if (!takeFirstSuggestion()) tickAndGo();
  } else if (control && (key === "Home" || key === "End")) {
    does();
    step(key === "Home" ? -FAR : FAR, key === "Home" ? -FAR : FAR);
  } else if (control && key === "Delete") {
    does();
    act("remove");
  } else if (key === "Insert" && !control) {
    does();
    act(shiftKey ? "group" : "task");
  } else if (!altKey && !control && MOVES[key]) {
    does();
    step(...MOVES[key]);
  } else if (key === "Enter" || key === "F2") {
    does();
    openEditor();
  } else if (key === "Delete" || key === "Backspace") {
    does();
    empty();
  } else if (key === "Process") {
    // A keyboard for Vietnamese begins a syllable: it goes on in the box.
    openEditor({ begin: "" });
  } else if (!control && !altKey && key.length === 1 && key !== " ") {
    does();
    openEditor({ begin: key });
  }
}

const here = () => {
  const row = grid.currentRow();
  const { field } = grid.currentPosition();
  return row && { row, field: row.kind === "group" ? "title" : field };
};

function empty() {
  const at = here();
  if (!at || at.field === "number") return;
  edit((now) => setCell(now, at.row.id, at.field, ""), { at: { id: at.row.id, field: at.field } });
}

function onCopy(event) {
  const at = here();
  if (!at || isEditing()) return false;
  event.preventDefault();
  event.clipboardData.setData("text/plain", cellText(at.row, at.field));
  return true;
}

/** Cells as a workbook copies them: tabs between cells, quotes around a cell with line breaks. */
export function cellsOf(text) {
  const lines = [[]];
  const part = /("(?:[^"]|"")*"|[^\t\n]*)(\t|\n|$)/gy;
  const all = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  for (;;) {
    const found = part.exec(all);
    if (!found) return [[all]];
    const cell = found[1].startsWith('"') && found[1].length > 1
      ? found[1].slice(1, -1).replaceAll('""', '"') : found[1];
    lines.at(-1).push(cell.trim());
    if (found[2] === "\n") lines.push([]);
    else if (found[2] === "") return lines;
  }
}

function onPaste(event) {
  const at = here();
  if (!at || isEditing()) return;
  event.preventDefault();
  const text = event.clipboardData.getData("text/plain");
  // One cell of text may hold quotes and breaks of its own; only tabs tell a block.
  const lines = text.includes("\t") || !text.includes('"') ? cellsOf(text) : [[text.trim()]];
  const step = { at: { id: at.row.id, field: at.field } };
  if (lines.length === 1 && lines[0].length === 1) {
    if (at.field !== "number") edit((now) => setCell(now, at.row.id, at.field, lines[0][0]), step);
    announce(t("did.paste", { n: 1 }));
    return;
  }
  const fields = grid.currentColumns().map((column) => column.field);
  const shown = grid.visibleRows().map((row) => row.id);
  let done;
  edit((now) => {
    const pasted = pasteBlock(now, shown.slice(shown.indexOf(at.row.id)),
      fields.slice(Math.max(0, fields.indexOf(grid.currentPosition().field))), lines);
    done = pasted.done;
    return pasted.plan;
  }, step);
  const more = ["groups", "added", "beyond"].filter((what) => done[what] > 0);
  const words = [t("did.paste", { n: done.cells }), ...more.map((what) => t(`did.paste.${what}`, { n: done[what] }))].join(" ");
  notice({ vi: words, en: words }, { bad: done.beyond > 0 });
}

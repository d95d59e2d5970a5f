// Keys in the grid: arrows move, with Shift they choose a block; Enter or F2 writes, letters begin
// anew as in a workbook, Delete empties, Ctrl+D fills down.

import { byId } from "../element.js";
import * as grid from "./grid.js";
import { chooseAll, chooseOne, chosen, hasRange, reach, reachBy } from "./range.js";
import { copyTo, emptyChosen, pasteFrom } from "./clipboard.js";
import { openEditor, isEditing } from "./editor.js";
import { takeFirstSuggestion } from "./card.js";
import { isReading, nextReview, tickAndGo } from "./reader.js";
import { act } from "./tools.js";

const PAGE_ROWS = 10;

export function startKeys() {
  const element = byId("grid");
  element.addEventListener("keydown", onKey);
  const onCopy = (event) => {
    if (isEditing() || !copyTo(event.clipboardData)) return;
    event.preventDefault();
    if (event.type === "cut") emptyChosen();
  };
  element.addEventListener("copy", onCopy);
  element.addEventListener("cut", onCopy);
  element.addEventListener("paste", (event) => {
    if (isEditing()) return;
    event.preventDefault();
    pasteFrom(event.clipboardData);
  });
}

function step(rows, columns) {
  const { id, field } = grid.currentPosition();
  const shown = grid.visibleRows();
  const names = grid.currentColumns().map((column) => column.field);
  const clamp = (value, most) => Math.min(most, Math.max(0, value));
  const row = clamp(shown.findIndex((one) => one.id === id) + rows, shown.length - 1);
  const column = clamp(names.indexOf(field) + columns, names.length - 1);
  chooseOne();
  if (shown.length) grid.goTo(shown[row].id, names[column]);
}

const FAR = 1e9;
const MOVES = {
  ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1],
  PageUp: [-PAGE_ROWS, 0], PageDown: [PAGE_ROWS, 0], Home: [0, -FAR], End: [0, FAR],
};

/** What keys with Ctrl do; those that need Shift too are written with it. */
const WITH_CONTROL = {
  Home: () => step(-FAR, -FAR),
  End: () => step(FAR, FAR),
  ArrowUp: () => step(-FAR, 0),
  ArrowDown: () => step(FAR, 0),
  ArrowLeft: () => step(0, -FAR),
  ArrowRight: () => step(0, FAR),
  "Shift+Home": () => reachBy(-FAR, -FAR),
  "Shift+End": () => reachBy(FAR, FAR),
  "Shift+ArrowUp": () => reachBy(-FAR, 0),
  "Shift+ArrowDown": () => reachBy(FAR, 0),
  "Shift+ArrowLeft": () => reachBy(0, -FAR),
  "Shift+ArrowRight": () => reachBy(0, FAR),
  Delete: () => act("remove"),
  a: () => chooseAll(),
  d: () => act("fill"),
  " ": () => chooseWhole("columns"),
};

function chooseWhole(kind) {
  const { rows, fields } = chosen();
  const names = grid.currentColumns().map((column) => column.field);
  const [first, last] = kind === "columns" ? [grid.visibleRows()[0], grid.visibleRows().at(-1)] : [rows[0], rows.at(-1)];
  if (!first) return;
  const field = kind === "columns" ? fields[0] : names.find((name) => name !== "number");
  grid.goTo(first.id, field);
  reach(last.id, kind === "columns" ? fields.at(-1) : names.at(-1), { kind });
}

/** What keys do with Alt; null where the key is not for the grid. */
function withAlt(key) {
  if (key === "ArrowUp" || key === "ArrowDown") {
    // Beside its text a draft is read through; elsewhere the keys move rows.
    if (isReading()) nextReview(key === "ArrowUp" ? -1 : 1);
    else act(key === "ArrowUp" ? "up" : "down");
    return true;
  }
  if (key === "Enter") {
    if (!takeFirstSuggestion()) tickAndGo();
    return true;
  }
  return false;
}

/** What plain keys do. */
function plainKey(key, shiftKey) {
  if (key === " " && shiftKey) chooseWhole("rows");
  else if (MOVES[key] && shiftKey) reachBy(...MOVES[key]);
  else if (MOVES[key]) step(...MOVES[key]);
  else if (key === "Insert") act(shiftKey ? "group" : "task");
  else if (key === "Enter" || key === "F2") openEditor();
  else if (key === "Delete" || key === "Backspace") emptyChosen();
  else if (key === "Escape" && hasRange()) chooseOne();
  else if (key.length === 1 && key !== " ") openEditor({ begin: key });
  else return false;
  return true;
}

function onKey(event) {
  if (isEditing() || event.isComposing) return;
  const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
  const control = ctrlKey || metaKey;
  if (key === "Process") {
    // A keyboard for Vietnamese begins a syllable: it goes on in the box.
    openEditor({ begin: "" });
    return;
  }
  const name = key.length === 1 ? key.toLowerCase() : key;
  const controlled = control && !altKey ? WITH_CONTROL[shiftKey ? `Shift+${name}` : name] : null;
  controlled?.();
  if (controlled || (altKey ? withAlt(key) : !control && plainKey(key, shiftKey))) event.preventDefault();
}

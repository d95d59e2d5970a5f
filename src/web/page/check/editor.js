// Writes in a cell: a text box over the cell; Enter keeps, Esc drops, Tab keeps and goes on; in
// the columns of agencies names are offered while one types.

import { make } from "../element.js";
import { t } from "../words.js";
import { announce } from "../announce.js";
import { plan, edit } from "../plan/history.js";
import { cellText, setCell } from "../plan/rows.js";
import { splitTask } from "../plan/blocks.js";
import * as grid from "./grid.js";
import { Suggestions } from "./suggestions.js";

/** The fields that hold names of agencies. */
const NAMES = new Set(["lead", "support", "appraiser"]);

let open = null; // { box, cell, id, field, suggestions }
const listeners = [];

/** On a phone tasks are read and approved; there is no room to write them. */
const phone = window.matchMedia("(max-width: 40rem) and (pointer: coarse)");

export const isEditing = () => open !== null;

/** Calls `listener(open)` when the box opens and closes. */
export const onEditing = (listener) => listeners.push(listener);

/** Opens the box on the current cell; `begin` replaces what is there. */
export function openEditor({ begin = null } = {}) {
  const row = grid.currentRow();
  const cell = grid.currentCell();
  if (!row || !cell) return;
  if (phone.matches) {
    announce(t("edit.phone"));
    return;
  }
  const field = row.kind === "group" ? "title" : grid.currentPosition().field;
  if (field === "number" && row.kind === "task") return;
  const place = row.kind === "group" ? grid.cellAt(row.id, "title") : cell;
  const box = make("textarea.editor", {
    rows: "1", spellcheck: "false", autocomplete: "off",
    "aria-label": t("edit.label", { field: headingOf(field) }),
  });
  box.value = begin ?? cellText(row, field);
  place.classList.add("editing");
  place.append(box);
  grid.holdRow(row.id);
  open = { box, cell: place, id: row.id, field, suggestions: NAMES.has(field) ? new Suggestions(box, grow) : null };
  box.addEventListener("keydown", onKey);
  box.addEventListener("input", () => { grow(); open?.suggestions?.offer(); });
  box.addEventListener("blur", () => close(true, { back: false }));
  grow();
  box.focus();
  box.setSelectionRange(box.value.length, box.value.length);
  for (const listener of listeners) listener(true);
  if (begin !== null) open.suggestions?.offer();
}

/** Keeps what is written and closes the box. */
export const closeEditor = () => close(true, { back: false });

const headingOf = (field) => (field === "title" ? t("grid.group")
  : grid.currentColumns().find((column) => column.field === field)?.heading ?? field);

function grow() {
  if (!open) return;
  open.box.style.height = "auto";
  open.box.style.height = `${Math.max(open.box.scrollHeight, open.cell.clientHeight)}px`;
}

function onKey(event) {
  event.stopPropagation();
  if (event.isComposing) return;
  if (open.suggestions?.key(event)) return;
  const { key, shiftKey, altKey } = event;
  if (key === "Escape") {
    event.preventDefault();
    close(false);
  } else if (key === "Enter" && (event.ctrlKey || event.metaKey) && open.field === "content") {
    event.preventDefault();
    split();
  } else if (key === "Enter" && (altKey || shiftKey)) {
    event.preventDefault();
    open.box.setRangeText("\n", open.box.selectionStart, open.box.selectionEnd, "end");
    grow();
  } else if (key === "Enter") {
    event.preventDefault();
    close(true, { then: [1, 0] });
  } else if (key === "Tab") {
    event.preventDefault();
    close(true, { then: [0, shiftKey ? -1 : 1] });
  }
}

/** Makes what stands behind the caret a task of its own. */
function split() {
  const { box, id } = open;
  const [before, behind] = [box.value.slice(0, box.selectionStart), box.value.slice(box.selectionEnd)];
  if (before.trim() === "" || behind.trim() === "") {
    announce(t("did.not-split"));
    return;
  }
  close(false, { back: false });
  const made = splitTask(plan(), id, before, behind);
  edit(() => made.plan, { at: { id, field: "content" } });
  grid.goTo(made.id, "content");
  announce(t("did.split"));
}

/** Closes the box, keeping the text or not; `then` is the step to the next cell. */
function close(keep, { back = true, then = [0, 0] } = {}) {
  if (!open) return;
  const { box, cell, id, field, suggestions } = open;
  const text = box.value.replace(/[ \t]+$/gm, "").trim();
  open = null;
  suggestions?.close();
  grid.holdRow(null);
  box.remove();
  // The caret of a box that is gone has no place; the browser would look for one in every row, at each frame.
  document.getSelection()?.removeAllRanges();
  cell.classList.remove("editing");
  const changed = keep && edit((now) => setCell(now, id, field, text), { at: { id, field } });
  if (!changed) grid.render();
  if (back) moveFrom(id, field, ...then);
  for (const listener of listeners) listener(false);
}

function moveFrom(id, field, rows, columns) {
  const shown = grid.visibleRows();
  const names = grid.currentColumns().map((column) => column.field);
  const index = shown.findIndex((row) => row.id === id);
  const next = shown[Math.min(shown.length - 1, Math.max(0, index) + rows)];
  const at = field === "title" ? names.indexOf(grid.currentPosition().field) : names.indexOf(field);
  const name = names[Math.min(names.length - 1, Math.max(0, at + columns))];
  if (next) grid.goTo(next.id, name);
}

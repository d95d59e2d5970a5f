// The mouse in the grid: a press chooses a cell, a drag a block; a press on a number the row, on a
// heading the column; the corner of a block fills, chosen rows are drawn to another place, the edge
// of a heading makes its column wider.

import { byId } from "../element.js";
import { t } from "../words.js";
import { announce } from "../announce.js";
import { plan, edit } from "../plan/history.js";
import { fillCells, moveRows } from "../plan/blocks.js";
import * as grid from "./grid.js";
import { chooseOne, chosen, hasRange, reach, wholeOf } from "./range.js";
import { closeEditor, isEditing, openEditor } from "./editor.js";
import { isNarrowed } from "./view.js";
import { widen } from "./widths.js";

const STILL_PX = 4;

let drag = null; // { move(cell, event), end(cell) } while the button is down

const idOf = (cell) => Number(cell.closest(".row").dataset.id);
const lastField = () => grid.currentColumns().at(-1).field;
const firstField = () => grid.currentColumns().find((column) => column.field !== "number").field;
const cellUnder = ({ clientX, clientY }) => document.elementFromPoint(clientX, clientY)?.closest(".body .cell") ?? null;

/** A title of a group stands for the column that the block is in. */
const fieldOf = (cell) => (cell.dataset.field === "title" ? grid.currentPosition().field : cell.dataset.field);

function begin(next) {
  drag = next;
  byId("grid").classList.add("dragging");
}

/** A block grows with the mouse. */
const growing = { move: (cell) => reach(idOf(cell), cell.dataset.field === "number" ? firstField() : fieldOf(cell)), end: () => {} };

/** Whole rows grow with the mouse. */
const growingRows = { move: (cell) => reach(idOf(cell), lastField(), { kind: "rows" }), end: () => {} };

function pressNumber(cell, event) {
  const id = idOf(cell);
  event.preventDefault();
  if (event.shiftKey && grid.currentPosition().id !== null) {
    reach(id, lastField(), { kind: "rows" });
    begin(growingRows);
  } else if (wholeOf() === "rows" && cell.classList.contains("in")) {
    begin(carrying(event));
  } else {
    grid.goTo(id, firstField());
    reach(id, lastField(), { kind: "rows" });
    begin(growingRows);
  }
}

/** Chosen rows go where the mouse lets them fall. */
function carrying({ clientY }) {
  const ids = chosen().rows.map((row) => row.id);
  let before; // undefined while the mouse has not moved
  const clear = () => { for (const row of byId("grid").querySelectorAll(".drop-before, .drop-behind")) row.classList.remove("drop-before", "drop-behind"); };
  return {
    move: (cell, event) => {
      if (before === undefined && Math.abs(event.clientY - clientY) < STILL_PX) return;
      clear();
      const row = cell.parentElement;
      const { top, height } = row.getBoundingClientRect();
      const isBehind = event.clientY > top + height / 2;
      row.classList.add(isBehind ? "drop-behind" : "drop-before");
      const { rows } = plan();
      const index = rows.findIndex((one) => one.id === Number(row.dataset.id));
      before = isBehind ? rows[index + 1]?.id ?? null : rows[index].id;
    },
    end: () => {
      clear();
      if (before === undefined) return;
      if (isNarrowed()) {
        announce(t("did.narrowed"));
        return;
      }
      const done = edit((now) => moveRows(now, ids, before), { at: { id: ids[0], field: firstField() } });
      announce(t(done ? "did.moved" : "did.nothing", { n: ids.length }));
    },
  };
}

/** The corner of what is chosen is drawn down or up over the cells to fill. */
function filling() {
  const { rows, fields } = chosen();
  const source = rows.map((row) => row.id);
  const visible = grid.visibleRows().map((row) => row.id);
  let ids = [];
  const clear = () => { for (const cell of byId("grid").querySelectorAll(".to-fill")) cell.classList.remove("to-fill"); };
  return {
    move: (cell) => {
      clear();
      const [from, first, last] = [idOf(cell), source[0], source.at(-1)].map((id) => visible.indexOf(id));
      ids = from > last ? visible.slice(last + 1, from + 1) : from < first ? visible.slice(from, first) : [];
      for (const id of ids) for (const field of fields) grid.cellAt(id, field)?.classList.add("to-fill");
    },
    end: () => {
      clear();
      if (ids.length === 0) return;
      edit((now) => fillCells(now, source, ids, fields), { at: { id: ids[0], field: fields[0] } });
      announce(t("did.fill", { n: ids.length }));
    },
  };
}

function pressHeading(heading, event) {
  event.preventDefault();
  const index = [...heading.parentElement.children].indexOf(heading);
  const { field } = grid.currentColumns()[index];
  if (event.target.closest(".edge")) {
    const { clientX } = event;
    const width = heading.getBoundingClientRect().width;
    begin({ free: (now) => widen(field, width + now.clientX - clientX), end: () => {} });
    return;
  }
  const rows = grid.visibleRows();
  if (field === "number" || rows.length === 0) return;
  const from = event.shiftKey && wholeOf() === "columns" ? grid.currentPosition().field : field;
  grid.goTo(rows[0].id, from);
  reach(rows.at(-1).id, field, { kind: "columns" });
}

function onPress(event) {
  if (event.button !== 0 || event.target.closest(".editor")) return;
  const heading = event.target.closest(".heading");
  if (heading) {
    if (isEditing()) closeEditor();
    pressHeading(heading, event);
    return;
  }
  if (event.target.closest(".fill-handle")) {
    event.preventDefault();
    begin(filling());
    return;
  }
  const cell = event.target.closest(".cell");
  if (!cell) return;
  if (isEditing()) {
    // Keeping the text draws its row anew, which would take the pressed cell away before the focus.
    event.preventDefault();
    const { id } = cell.parentElement.dataset;
    const { field } = cell.dataset;
    closeEditor();
    grid.goTo(Number(id), field);
    return;
  }
  if (cell.dataset.field === "number") pressNumber(cell, event);
  else if (event.shiftKey) {
    event.preventDefault();
    reach(idOf(cell), fieldOf(cell));
    begin(growing);
  } else {
    chooseOne();
    begin(growing);
  }
}

function onMove(event) {
  if (!drag) return;
  if ((event.buttons & 1) === 0) {
    onRelease();
    return;
  }
  if (drag.free) drag.free(event);
  const cell = drag.move ? cellUnder(event) : null;
  if (!cell) return;
  // A press that does not leave its cell chooses that cell alone.
  const { id, field } = grid.currentPosition();
  if (drag === growing && !hasRange() && idOf(cell) === id && fieldOf(cell) === field) return;
  drag.move(cell, event);
  const box = byId("grid").getBoundingClientRect();
  if (event.clientY > box.bottom - 24) byId("grid").scrollBy(0, 24);
  else if (event.clientY < box.top + 70) byId("grid").scrollBy(0, -24);
}

function onRelease() {
  if (!drag) return;
  const { end } = drag;
  drag = null;
  byId("grid").classList.remove("dragging");
  end();
}

export function startPointer() {
  const element = byId("grid");
  element.addEventListener("mousedown", onPress);
  element.addEventListener("dblclick", ({ target }) => {
    if (target.closest(".body .cell") && !target.closest(".fill-handle") && !isEditing()) openEditor();
  });
  window.addEventListener("mousemove", onMove);
  window.addEventListener("mouseup", onRelease);
}

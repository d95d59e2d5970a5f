// The list from which the clerk chooses the columns that are shown.

import { make, button, byId } from "../element.js";
import { t, onLanguage } from "../words.js";
import { isOpen } from "../plan/history.js";
import { allColumns } from "./columns.js";
import { forgetColumns, onWidths, showColumn, startWidths } from "./widths.js";
import * as grid from "./grid.js";

function draw() {
  const list = byId("column-list");
  if (list.hidden || !isOpen()) return;
  const focused = list.contains(document.activeElement) ? document.activeElement.id : "";
  list.replaceChildren(...allColumns().map(({ field, name, isShown }) => {
    const tick = make("input", { type: "checkbox", id: `column-${field}`, onchange: () => showColumn(field, tick.checked) });
    tick.checked = isShown;
    return make("label.tick", {}, tick, make("span", {}, name));
  }), button(t("columns.usual"), forgetColumns, { class: "plain", id: "columns-usual" }));
  if (focused) byId(focused)?.focus();
}

function show(on) {
  byId("column-list").hidden = !on;
  byId("show-columns").setAttribute("aria-expanded", String(on));
  draw();
}

export async function startColumnList() {
  byId("show-columns").addEventListener("click", () => show(byId("column-list").hidden));
  byId("column-list").addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    show(false);
    byId("show-columns").focus();
  });
  window.addEventListener("mousedown", ({ target }) => {
    if (target instanceof Element && !target.closest("#column-list, #show-columns")) show(false);
  }, { capture: true });
  onWidths(() => { grid.render(); draw(); });
  onLanguage(draw);
  await startWidths();
}

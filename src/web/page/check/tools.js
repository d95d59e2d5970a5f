// The tools above the grid: adding, deleting and moving rows. They act on the row at hand.

import { button, byId } from "../element.js";
import { t, onLanguage } from "../words.js";
import { announce } from "../announce.js";
import { plan, edit, onChange } from "../plan/history.js";
import { addRow, removeRow, moveRow, setLevel, rowIndex } from "../plan/rows.js";
import * as grid from "./grid.js";
import { isNarrowed, showAll } from "./view.js";

const TOOLS = ["task", "group", "remove", "up", "down", "deeper", "higher"];

/** Does what the tool says to the row at hand. */
export function act(what) {
  const row = grid.currentRow();
  if (what === "task" || what === "group") {
    const added = addRow(plan(), row?.id ?? null, what);
    const at = { id: added.id, field: what === "group" ? "title" : "content" };
    // A new row has nothing wrong yet, so that a filter on findings would hide it at once.
    showAll();
    edit(() => added.plan, { at });
    grid.goTo(added.id, at.field);
    announce(t(`did.${what}`));
    return;
  }
  if (!row) return;
  const at = { id: row.id, field: row.kind === "group" ? "title" : grid.currentPosition().field };
  if (what === "remove") {
    const shown = grid.visibleRows();
    const index = shown.findIndex((one) => one.id === row.id);
    const next = shown[index + 1] ?? shown[index - 1];
    edit((now) => removeRow(now, row.id), { at });
    if (next) grid.goTo(next.id, at.field);
    announce(t(row.kind === "group" ? "did.remove.group" : "did.remove"));
    return;
  }
  // Past rows that are not shown, a move could not be seen for what it is.
  if ((what === "up" || what === "down") && isNarrowed()) {
    announce(t("did.narrowed"));
    return;
  }
  const change = {
    up: (now) => moveRow(now, row.id, -1),
    down: (now) => moveRow(now, row.id, 1),
    deeper: (now) => setLevel(now, row.id, 1),
    higher: (now) => setLevel(now, row.id, -1),
  }[what];
  const done = edit(change, { at });
  grid.goTo(row.id, at.field);
  announce(t(done ? `did.${what}` : "did.nothing"));
}

function draw() {
  const row = grid.currentRow();
  const rows = plan()?.rows ?? [];
  const index = row ? rowIndex(plan(), row.id) : -1;
  const usable = {
    task: true, group: true, remove: Boolean(row),
    up: index > 0, down: index >= 0 && index < rows.length - 1,
    deeper: row?.kind === "group" && row.level < 4, higher: row?.kind === "group" && row.level > 1,
  };
  for (const item of byId("tools").children) item.disabled = !usable[item.dataset.tool];
}

export function startTools() {
  const bar = byId("tools");
  const words = () => {
    bar.replaceChildren(...TOOLS.map((what) => {
      const item = button(t(`tool.${what}`), () => act(what), { title: t(`tool.${what}.title`) });
      item.dataset.tool = what;
      if (what === "up" || what === "down") item.setAttribute("aria-label", t(`tool.${what}.title`));
      return item;
    }));
    draw();
  };
  words();
  onLanguage(words);
  onChange(draw);
  grid.onPosition(draw);
}

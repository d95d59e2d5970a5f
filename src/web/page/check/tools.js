// What is done to rows: adding, deleting, doubling, joining, moving, filling. It is done to the rows
// that are chosen, by the tools above the grid, by the menu and by keys alike.

import { button, byId } from "../element.js";
import { t, onLanguage } from "../words.js";
import { announce } from "../announce.js";
import { plan, edit, onChange } from "../plan/history.js";
import { addRow, moveRow, removeRow, rowIndex, setLevel } from "../plan/rows.js";
import { doubleRows, fillCells, joinTasks, moveRows, removeRows } from "../plan/blocks.js";
import * as grid from "./grid.js";
import { chosen, hasRange } from "./range.js";
import { isNarrowed, showAll } from "./view.js";

const TOOLS = ["task", "group", "remove", "up", "down"];

const ids = () => chosen().rows.map((row) => row.id);

function add(kind) {
  const added = addRow(plan(), ids().at(-1) ?? null, kind);
  const at = { id: added.id, field: kind === "group" ? "title" : "content" };
  // A new row has nothing wrong yet, so that a filter on findings would hide it at once.
  showAll();
  edit(() => added.plan, { at });
  grid.goTo(added.id, at.field);
  announce(t(`did.${kind}`));
}

function remove(row, at) {
  const gone = ids();
  const shown = grid.visibleRows();
  const last = shown.findIndex((one) => one.id === gone.at(-1));
  const first = shown.findIndex((one) => one.id === gone[0]);
  const next = shown[last + 1] ?? shown[first - 1];
  edit((now) => (gone.length === 1 ? removeRow(now, row.id) : removeRows(now, gone)), { at });
  if (next) grid.goTo(next.id, at.field);
  announce(gone.length > 1 ? t("did.remove.many", { n: gone.length })
    : t(row.kind === "group" ? "did.remove.group" : "did.remove"));
}

/** Moves what is chosen by one row; a row alone as groups allow. */
function move(row, by) {
  // Past rows that are not shown, a move could not be seen for what it is.
  if (isNarrowed()) {
    announce(t("did.narrowed"));
    return null;
  }
  const moving = ids();
  if (moving.length === 1) return (now) => moveRow(now, row.id, by);
  const { rows } = plan();
  const before = by < 0 ? rows[rowIndex(plan(), moving[0]) - 1]?.id : rows[rowIndex(plan(), moving.at(-1)) + 2]?.id ?? null;
  return before === undefined || (by > 0 && moving.includes(rows.at(-1).id)) ? (now) => now : (now) => moveRows(now, moving, before);
}

/** Fills the chosen cells from the topmost; one row alone from the row above. */
function fill() {
  const { rows, fields } = chosen();
  const visible = grid.visibleRows();
  const above = visible.slice(0, visible.findIndex((one) => one.id === rows[0]?.id)).findLast((one) => one.kind === "task");
  const [source, ...others] = rows.length > 1 ? rows.filter((one) => one.kind === "task") : [above, ...rows];
  if (!source) return (now) => now;
  return (now) => fillCells(now, [source.id], others.map((one) => one.id), fields);
}

/** Does what the tool says to the rows that are chosen. */
export function act(what) {
  const row = grid.currentRow();
  if (what === "task" || what === "group") {
    add(what);
    return;
  }
  if (!row) return;
  const at = { id: row.id, field: row.kind === "group" ? "title" : grid.currentPosition().field };
  if (what === "remove") {
    remove(row, at);
    return;
  }
  if (what === "double") {
    const made = doubleRows(plan(), ids());
    edit(() => made.plan, { at });
    grid.goTo(made.id, at.field);
    announce(t("did.double"));
    return;
  }
  const change = {
    up: () => move(row, -1),
    down: () => move(row, 1),
    deeper: () => (now) => setLevel(now, row.id, 1),
    higher: () => (now) => setLevel(now, row.id, -1),
    join: () => (now) => joinTasks(now, ids()),
    fill,
  }[what]();
  if (!change) return;
  const done = edit(change, { at });
  if (!hasRange()) grid.goTo(row.id, at.field);
  announce(t(done ? `did.${what}` : "did.nothing"));
}

/** Which verbs can be used on what is chosen. */
export function usable() {
  const row = grid.currentRow();
  const rows = plan()?.rows ?? [];
  const list = row ? ids() : [];
  const many = chosen().rows.filter((one) => one.kind === "task").length > 1;
  return {
    task: true, group: true, remove: Boolean(row), double: Boolean(row), join: many, fill: Boolean(row),
    up: list.length > 0 && rows[0].id !== list[0], down: list.length > 0 && rows.at(-1).id !== list.at(-1),
    deeper: row?.kind === "group" && row.level < 4, higher: row?.kind === "group" && row.level > 1,
  };
}

function draw() {
  const can = usable();
  for (const item of byId("tools").children) if (item.dataset.tool) item.disabled = !can[item.dataset.tool];
}

/** `openMenu(button)` shows what else can be done. */
export function startTools(openMenu) {
  const bar = byId("tools");
  const words = () => {
    bar.replaceChildren(...TOOLS.map((what) => {
      const item = button(t(`tool.${what}`), () => act(what), { title: t(`tool.${what}.title`) });
      item.dataset.tool = what;
      if (what === "up" || what === "down") item.setAttribute("aria-label", t(`tool.${what}.title`));
      return item;
    }), button(t("tool.more"), () => openMenu(byId("tool-more")), { id: "tool-more", "aria-haspopup": "menu" }));
    draw();
  };
  words();
  onLanguage(words);
  onChange(draw);
  grid.onPosition(draw);
}

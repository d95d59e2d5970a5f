// The line above the grid on which the clerk says which rows to show: agency, group, state, order.

import { make, button, byId } from "../element.js";
import { t, onLanguage } from "../words.js";
import { announce } from "../announce.js";
import { isOpen, plan, onChange } from "../plan/history.js";
import { lastCheck, onChecked } from "../checking.js";
import { whenReleased } from "../pressed.js";
import * as grid from "./grid.js";
import { currentView, isNarrowed, onView, setView, showAll, STATE_NAMES } from "./view.js";

let drawn = "";

function pick(key, words, choices, change) {
  const id = `view-${key}`;
  const select = make("select", { id, onchange: () => {
    change(select.value);
    announce(t("view.shown", { n: grid.visibleRows().filter((row) => row.kind === "task").length }));
  } }, ...choices.map(([value, text]) => make("option", { value }, text)));
  select.value = String(currentView()[key] ?? "");
  return make("span.pair", {}, make("label", { for: id }, words), select);
}

function lists() {
  const agencies = (lastCheck()?.agencies ?? []).map((one) => [one.id, one.name]).sort(([, a], [, b]) => a.localeCompare(b, "vi"));
  const groups = plan().rows.filter((row) => row.kind === "group")
    .map((row) => [String(row.id), `${"· ".repeat(row.level - 1)}${row.title || t("grid.untitled")}`]);
  const columns = grid.currentColumns().filter((column) => column.field !== "number").map((column) => [column.field, column.heading]);
  return { agencies, groups, columns };
}

function draw() {
  const bar = byId("filter-bar");
  if (!isOpen() || bar.hidden) return;
  const { agencies, groups, columns } = lists();
  const from = JSON.stringify([agencies, groups, columns, currentView(), t("view.agency")]);
  if (from === drawn) return;
  drawn = from;
  const focused = bar.contains(document.activeElement) ? document.activeElement.id : "";
  bar.replaceChildren(
    pick("agency", t("view.agency"), [["", t("view.any")], ...agencies], (value) => setView({ agency: value, role: "" })),
    pick("group", t("view.group"), [["", t("view.any")], ...groups],
      (value) => setView({ group: value === "" ? null : Number(value) })),
    pick("state", t("view.state"), [["", t("view.any")], ...STATE_NAMES.map((name) => [name, t(`view.state.${name}`)])],
      (value) => setView({ state: value })),
    pick("sort", t("view.sort"), [["", t("view.sort.none")], ...columns], (value) => setView({ sort: value })),
    button(t("view.all"), () => { showAll(); byId("show-filter").focus(); }, { id: "view-all", class: "plain" }));
  if (focused) byId(focused)?.focus();
}

/** What is asked for stays in sight: rows that are not there must not seem to be lost. */
function mark() {
  const narrowed = isNarrowed();
  const press = byId("show-filter");
  press.classList.toggle("on", narrowed);
  press.setAttribute("aria-expanded", String(!byId("filter-bar").hidden));
  byId("only-findings").checked = currentView().only;
  if (narrowed && !currentView().only) byId("filter-bar").hidden = false;
}

function all() {
  if (!isOpen()) return;
  mark();
  draw();
}

export function startFilterBar() {
  byId("show-filter").addEventListener("click", () => {
    byId("filter-bar").hidden = !byId("filter-bar").hidden;
    all();
    if (!byId("filter-bar").hidden) byId("view-agency").focus();
  });
  const soon = () => whenReleased(all);
  onView(() => { grid.render(); all(); });
  onChecked(soon);
  onChange(({ kind }) => {
    if (kind === "open") byId("filter-bar").hidden = true;
    if (kind !== "saved") soon();
  });
  onLanguage(all);
}

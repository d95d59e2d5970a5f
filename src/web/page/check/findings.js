// The list of all that is wrong, beside the grid: each entry leads to its place and carries what
// mends it.

import { make, button, byId } from "../element.js";
import { t, said, onLanguage } from "../words.js";
import { announce } from "../announce.js";
import { isOpen, plan, onChange } from "../plan/history.js";
import { rowIndex } from "../plan/rows.js";
import { allFindings, lastCheck, onChecked } from "../checking.js";
import * as grid from "./grid.js";
import { showAll } from "./view.js";
import { fixButtons } from "./fixes.js";
import { whenReleased } from "../pressed.js";

const KINDS = ["all", "error", "warning", "note"];
/** More entries than this help nobody, and every one costs time to draw. */
const MOST = 500;

let kind = "all";
let current = -1;
/** @type {(finding: any) => void} */
let onDocument = () => {};

const shown = () => allFindings().filter((finding) => kind === "all" || finding.severity === kind);

const count = (severity) => allFindings().filter((finding) => finding.severity === severity).length;

/** "3 lỗi, 2 cảnh báo" or that nothing is wrong. */
export function summary() {
  const parts = ["error", "warning", "note"].filter((s) => count(s) > 0)
    .map((s) => t(`sum.${s}`, { n: count(s) }));
  const tasks = t("sum.tasks", { n: lastCheck()?.tasks ?? 0 });
  return `${tasks}: ${parts.length ? parts.join(", ") : t("sum.none")}`;
}

const isInRows = ({ target }) => target?.part === "task" || target?.part === "row";

/** Shows the place of a finding; what concerns the plan as a whole is mended in the form. */
export function showPlace(finding) {
  const { target } = finding;
  if (isInRows(finding)) {
    const field = target.field ?? "content";
    if (!grid.goTo(target.row, field)) {
      showAll();
      grid.goTo(target.row, field);
    }
  } else if (finding.code === "rows-missing") {
    const first = plan().rows.find((row) => row.kind === "task");
    if (first) grid.goTo(first.id, "content");
    else byId("tools").querySelector("button").focus();
  } else {
    onDocument(finding);
  }
}

/** In a narrow window the list lies over the grid, and goes when a place was chosen. */
function foldList(isOpen) {
  byId("list").classList.toggle("open", isOpen);
  byId("show-list").setAttribute("aria-expanded", String(isOpen));
}

function entry(finding, index) {
  const jump = make("button.jump", {
    type: "button",
    onclick: () => { current = index; markCurrent(); foldList(false); showPlace(finding); },
  },
  make(`strong.mark.${finding.severity}`, {}, t(`severity.${finding.severity}`)),
  ` ${said(finding)}`,
  finding.at ? make("small", {}, finding.at) : null);
  return make("li", {}, jump, make("div.fixes", {}, ...fixButtons(finding)));
}

function draw() {
  if (!isOpen()) return;
  const list = byId("findings");
  const focused = [...list.children].findIndex((item) => item.contains(document.activeElement));
  const all = shown();
  list.replaceChildren(...all.slice(0, MOST).map(entry));
  if (all.length > MOST) list.append(make("li.more", {}, t("list.more", { n: all.length - MOST })));
  if (all.length === 0) list.append(make("li.more", {}, t(allFindings().length ? "list.nothing" : "list.clean")));
  current = Math.min(current, all.length - 1);
  markCurrent();
  for (const item of byId("list-filter").children) {
    const one = item.dataset.kind;
    item.setAttribute("aria-pressed", String(one === kind));
    item.textContent = `${t(`list.${one}`)} (${one === "all" ? allFindings().length : count(one)})`;
    item.hidden = one === "note" && count("note") === 0;
  }
  byId("check-sum").textContent = summary();
  byId("check-sum").classList.toggle("bad", count("error") > 0);
  // The entry that was mended is gone; its neighbour is where the clerk goes on.
  if (focused >= 0) {
    const next = list.children[Math.min(focused, list.children.length - 1)];
    (next?.querySelector("button") ?? byId("list-title")).focus({ preventScroll: true });
  }
}

function markCurrent() {
  [...byId("findings").children].forEach((item, index) => item.classList.toggle("now", index === current));
}

/** Where in the grid a finding stands, as one number in the order of reading. */
function order(id, field) {
  const columns = grid.currentColumns();
  const column = columns.findIndex((one) => one.field === field);
  return rowIndex(plan(), id) * (columns.length + 1) + Math.max(0, column);
}

/** The finding after (before) the cell at hand; those at the cell itself are seen there already. */
function beyondCell(all, by) {
  const { id, field } = grid.currentPosition();
  const here = order(id, field);
  const away = all.map((finding, index) => ({ index, by: isInRows(finding)
    ? (order(finding.target.row, finding.target.field ?? "content") - here) * by : 0 }))
    .filter((one) => one.by > 0).sort((a, b) => a.by - b.by);
  return away[0]?.index ?? (by > 0 ? 0 : all.length - 1);
}

/** Goes to the next finding, or with -1 to the one before. */
export function nextFinding(by) {
  const all = shown();
  if (all.length === 0) {
    announce(t("list.clean"));
    return;
  }
  const inList = byId("findings").contains(document.activeElement);
  current = !inList && document.activeElement.closest("#grid, #card")
    ? beyondCell(all, by) : (current + by + all.length) % all.length;
  if (current < 0) current = all.length - 1;
  markCurrent();
  const item = byId("findings").children[current];
  item?.scrollIntoView({ block: "nearest" });
  // A key that goes through the list must not leave the step.
  if (isInRows(all[current])) showPlace(all[current]);
  else item?.querySelector("button").focus();
}

/** `documentPlace(finding)` shows what is wrong outside the rows. */
export function startFindings(documentPlace) {
  onDocument = documentPlace;
  byId("list-filter").append(...KINDS.map((one) => {
    const item = button("", () => { kind = one; current = -1; draw(); });
    item.dataset.kind = one;
    return item;
  }));
  byId("show-list").addEventListener("click", () => foldList(!byId("list").classList.contains("open")));
  let told = "";
  onChecked(() => {
    whenReleased(draw);
    if (summary() !== told) announce(summary());
    told = summary();
  });
  onLanguage(draw);
  onChange((change) => {
    if (change.kind !== "open") return;
    kind = "all";
    current = -1;
    told = "";
  });
}

// The text of a plan beside the rows made of it, as far as it was read: what became a task, a group
// or nothing. A press on a line goes to its row; what was passed over becomes one with a press; the
// rows to look at are counted down.

import { make, button, byId } from "../element.js";
import { t, onLanguage } from "../words.js";
import { announce } from "../announce.js";
import { isOpen, plan, edit, onChange } from "../plan/history.js";
import { cellText, names } from "../plan/rows.js";
import { needsReview, setTicked } from "../plan/reviewed.js";
import { placeNumber, takePassed } from "../plan/passed.js";
import { whenReleased } from "../pressed.js";
import * as grid from "./grid.js";
import { showAll } from "./view.js";

const WIDE = window.matchMedia("(min-width: 75rem)");

let shown = false;
let drawnFrom = null; // the rows and lines that were drawn
let shownFor = null;  // the row whose line was brought into view

const has = () => isOpen() && plan().rows.some((row) => row.trace);

/** Whether the text is on the screen. */
export const isReading = () => shown && has();

/** What the rows and the lines passed over say of the text: { at, text, kind, ids, why, line }. */
function known() {
  const all = [];
  const bySentence = new Map();
  for (const row of plan().rows) {
    if (row.kind === "group") {
      if (row.at) all.push({ at: row.at, text: row.title, kind: "group", ids: [row.id] });
      continue;
    }
    if (!row.trace) continue;
    const key = `${row.trace.place}|${row.trace.sentence}`;
    if (bySentence.has(key)) bySentence.get(key).ids.push(row.id);
    else {
      const line = { at: row.trace.place, text: row.trace.sentence, kind: "task", ids: [row.id] };
      bySentence.set(key, line);
      all.push(line);
    }
  }
  for (const line of plan().passed_over ?? []) {
    if (line.text) all.push({ at: line.at, text: line.text, kind: "passed", ids: [], why: line.why, line });
  }
  return all;
}

/**
 * The lines in the order of the text: its paragraphs, each with what became of it. Without them (a
 * plan that was saved in between) the lines that rows and passed over lines remember.
 */
function lines() {
  const left = new Set(known());
  const all = [];
  for (const { at, text, heading } of plan().text ?? []) {
    const here = [...left].filter((one) => one.at === at);
    for (const one of here) left.delete(one);
    const tasks = here.filter((one) => one.kind === "task");
    if (here.length === 0) all.push({ at, text, kind: heading ? "heading" : "plain", ids: [] });
    else if (here.length === 1) all.push({ ...here[0], text });
    // Several sentences of one paragraph: each is a line of its own.
    else all.push(...(tasks.length ? tasks : here));
  }
  return sorted([...all, ...left], all);
}

/** Values of a row that a line of its own may say: who leads, who supports, by when, with what. */
function says(text, row, fields) {
  const low = text.toLowerCase();
  return fields.some((field) => names(cellText(row, field)).some((name) => name.length > 3 && low.includes(name.toLowerCase())));
}

/** Lines that say who does the task above, or who does those below, belong to it. */
function attach(list) {
  const rows = new Map(plan().rows.map((row) => [row.id, row]));
  list.forEach((line, index) => {
    if (line.kind !== "plain" && line.kind !== "heading") return;
    const above = list.slice(0, index).findLast((one) => one.kind !== "plain" && one.kind !== "about");
    const below = list.slice(index + 1).find((one) => one.kind !== "plain");
    const fits = (one, fields) => one?.kind === "task" && says(line.text, rows.get(one.ids[0]), fields);
    // A sentence may go on in a paragraph of its own.
    const goesOn = above?.kind === "task" && rows.get(above.ids[0])?.trace?.sentence.includes(line.text);
    if (goesOn || fits(above, ["lead", "support", "deadline", "product"])) Object.assign(line, { kind: "about", ids: above.ids });
    else if (fits(below, ["lead"])) Object.assign(line, { kind: "about", ids: below.ids });
  });
  return list;
}

function sorted(list, paragraphs) {
  const all = list.map((line, index) => ({ line, index, number: placeNumber(line.at) ?? Infinity }))
    .sort((a, b) => a.number - b.number || a.index - b.index).map(({ line }) => line);
  return paragraphs.length ? attach(all) : all;
}

/** The words of a sentence, with who leads and by when marked in it. */
function marked({ text, ids }) {
  const row = plan().rows.find((one) => one.id === ids[0]);
  const found = [];
  for (const [field, kind] of [["lead", "lead"], ["support", "support"], ["deadline", "deadline"]]) {
    for (const name of row?.kind === "task" ? names(cellText(row, field)) : []) {
      const start = text.toLowerCase().indexOf(name.toLowerCase());
      if (start >= 0 && !found.some((one) => start < one.end && start + name.length > one.start)) {
        found.push({ start, end: start + name.length, kind });
      }
    }
  }
  const parts = [];
  let at = 0;
  for (const { start, end, kind } of found.sort((a, b) => a.start - b.start)) {
    parts.push(text.slice(at, start), make(`mark.${kind}`, {}, text.slice(start, end)));
    at = end;
  }
  return [...parts, text.slice(at)];
}

/** Words of the program are for its own ways of being called; a clerk has a page. */
const plain = (why = "") => why.replace(/\s*\([^()]*--[^()]*\)/g, "");

function take(line, kind) {
  const made = takePassed(plan(), line, kind, t("reader.chosen"));
  if (made.id === null) {
    announce(t("did.nothing"));
    return;
  }
  showAll();
  const at = { id: made.id, field: kind === "group" ? "title" : "content" };
  edit(() => made.plan, { at });
  grid.goTo(at.id, at.field);
  announce(t(`reader.did.${kind}`));
}

function item(one) {
  if (one.kind === "plain" || one.kind === "heading") return make(`li.${one.kind}-line`, {}, one.text);
  if (one.kind === "passed") {
    return make("li.passed-over", {}, make("p", {}, one.text), make("small", {}, plain(one.why)),
      make("div.fixes", {}, ...["task", "group", "part"].map((kind) =>
        button(t(`reader.${kind}`), () => take(one.line, kind), { class: "fix", "aria-label": t(`reader.${kind}.label`, { text: one.text.slice(0, 60) }) }))));
  }
  return make(`li.${one.kind}`, { dataset: { rows: one.ids.join(" ") } },
    button("", () => go(one.ids), { class: "line-of" }));
}

/** To the row of a line; a second press goes to the next row of the same sentence. */
function go(ids) {
  const at = ids.indexOf(grid.currentPosition().id);
  const id = ids[(at + 1) % ids.length];
  if (!grid.goTo(id, "content")) {
    showAll();
    grid.goTo(id, "content");
  }
}

const left = () => plan().rows.filter(needsReview);

/** Goes to the next row to look at (or with -1 the one before); says when there is none. */
export function nextReview(by) {
  const rows = plan().rows;
  const here = rows.findIndex((row) => row.id === grid.currentPosition().id);
  const order = by > 0 ? [...rows.slice(here + 1), ...rows.slice(0, here + 1)]
    : [...rows.slice(0, Math.max(0, here)).reverse(), ...rows.slice(Math.max(0, here)).reverse()];
  const next = order.find(needsReview);
  if (!next) {
    announce(t("review.none"));
    return;
  }
  go([next.id]);
}

/** Ticks the row at hand off and goes on; whether there was one to tick. */
export function tickAndGo() {
  const row = grid.currentRow();
  if (!row || !needsReview(row)) return false;
  edit((now) => setTicked(now, row.id, true), { at: { id: row.id, field: "content" } });
  nextReview(1);
  return true;
}

function drawHead() {
  const n = left().length;
  byId("review-left").textContent = n > 0 ? t("review.left", { n }) : t("review.none");
  byId("review-next").disabled = n === 0;
}

function draw() {
  const there = has();
  byId("show-reader").hidden = !there;
  byId("show-reader").setAttribute("aria-expanded", String(isReading()));
  byId("reader").hidden = !isReading();
  document.body.classList.toggle("reading-text", isReading());
  // What was passed over stands in the text; files that were set aside do not.
  byId("passed").classList.toggle("in-text", isReading() && (plan().passed_over ?? []).every((line) => line.text));
  if (!isReading()) return;
  drawHead();
  const from = [plan().rows, plan().passed_over, t("reader.task")];
  if (!drawnFrom || from.some((one, index) => one !== drawnFrom[index])) {
    drawnFrom = from;
    const list = lines();
    byId("reader-lines").replaceChildren(...list.map((one) => {
      const element = item(one);
      element.querySelector(".line-of")?.append(...(one.kind === "task" || one.kind === "about" ? marked(one) : [one.text]));
      return element;
    }));
  }
  mark();
}

function mark() {
  if (!isReading()) return;
  const { id } = grid.currentPosition();
  for (const old of byId("reader-lines").querySelectorAll(".now")) old.classList.remove("now");
  const all = [...byId("reader-lines").children].filter((one) => one.dataset.rows?.split(" ").includes(String(id)));
  for (const one of all) one.classList.add("now");
  const now = all.find((one) => !one.classList.contains("about")) ?? all[0];
  // Once for each row: a row that is drawn anew must not pull the text away under the mouse.
  if (now && id !== shownFor && !byId("reader").contains(document.activeElement)) now.scrollIntoView({ block: "nearest" });
  shownFor = id;
}

export function startReader() {
  const soon = () => whenReleased(draw);
  byId("show-reader").addEventListener("click", () => { shown = !shown; draw(); });
  byId("review-next").addEventListener("click", () => nextReview(1));
  onChange(({ kind }) => {
    if (kind === "open") {
      shown = WIDE.matches;
      drawnFrom = null;
      shownFor = null;
    }
    if (kind !== "saved") soon();
  });
  grid.onPosition(() => whenReleased(mark));
  onLanguage(draw);
}

// Bodies that are no more on the day of the document: a line that offers their successors, and a table
// of old and new with the tasks behind each, where the clerk chooses; applied as one step.

import * as api from "../api.js";
import { make, button, byId } from "../element.js";
import { t, said, onLanguage } from "../words.js";
import { announce, tell } from "../announce.js";
import { plan, edit, isOpen, onChange } from "../plan/history.js";
import { setField, setRecipients } from "../plan/document.js";
import { names, setCell } from "../plan/rows.js";
import { allFindings, lastCheck, onChecked } from "../checking.js";
import { saveFile } from "../download.js";
import { whenReleased } from "../pressed.js";

/** What was answered last, of which plan, and the groups of its choices with their boxes. */
let answer = null;
let asked = null;
let boxes = [];

const ended = () => [...new Set(allFindings().filter((one) => one.code === "agency-expired").map((one) => one.found))];

function drawOffer() {
  const bar = byId("ended");
  const n = isOpen() ? ended().length : 0;
  const words = t("ended.offer", { n });
  bar.hidden = n === 0;
  // Drawn anew only when it says something else: the button may hold the focus.
  if (bar.hidden || bar.dataset.words === words) return;
  bar.dataset.words = words;
  bar.replaceChildren(make("span", {}, words), " ", button(t("ended.open"), open, { id: "ended-open" }));
}

const proposed = (one) => (one.open || one.after === one.before ? "" : one.after);

/** What the clerk chose otherwise than proposed. */
const chosen = () => boxes.filter(({ one, box }) => names(box.value).join("; ") !== names(proposed(one)).join("; "))
  .map(({ one, box }) => ({ row: one.row, kind: one.kind, before: one.before, to: names(box.value) }));

function nameBox(one, label) {
  return make("input", { type: "text", value: proposed(one), list: "ended-names", autocomplete: "off",
    "aria-label": label, placeholder: t("ended.keep") });
}

/** A line of the table: one body with one proposal, and the tasks behind it. */
function group(list) {
  const [first] = list;
  const all = nameBox(first, t("ended.new.of", { name: first.before }));
  const own = list.map((one) => ({ one, box: nameBox(one, t("ended.new.in", { name: one.before, task: one.task ?? "" })) }));
  boxes.push(...own);
  all.addEventListener("input", () => { for (const each of own) each.box.value = all.value; });
  const why = [...new Set(list.map((one) => [one.reason, one.basis].filter(Boolean).join("; ")))];
  const task = ({ one, box: input }) => make("li", {}, t(`ended.place.${one.kind}`, { task: one.task ?? "", content: one.content }), input);
  return make(first.open ? "tr.open" : "tr", {},
    make("th", { scope: "row" }, first.before),
    make("td", {}, all, first.open && first.to.length ? make("small", {}, t("ended.among", { names: first.to.join("; ") }))
      // A list is longer than its box.
      : first.after.includes(";") ? make("small", {}, first.after) : null),
    make("td", {}, make("details", {}, make("summary", {}, t("ended.tasks", { n: list.length })), make("ul", {}, ...own.map(task)))),
    make("td", {}, make("strong", {}, first.sure), ...why.map((words) => make("small", {}, words))));
}

function draw() {
  boxes = [];
  const groups = new Map();
  for (const one of answer.decisions.filter(({ kind }) => kind !== "document" && kind !== "wording")) {
    const key = JSON.stringify([one.before, one.open, one.after === one.before ? "" : one.after, one.open ? one.to : []]);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  // What a person must decide stands first.
  const lists = [...groups.values()].sort(([a], [b]) => Number(b.open) - Number(a.open));
  const known = new Set([...answer.decisions.flatMap((one) => one.to), ...(lastCheck()?.agencies ?? []).map((one) => one.name)]);
  byId("ended-names").replaceChildren(...[...known].map((value) => make("option", { value })));
  byId("ended-rows").replaceChildren(...lists.map(group));
  const others = answer.decisions.filter(({ kind }) => kind === "document" || kind === "wording");
  byId("ended-others").replaceChildren(...others.map((one) => make("li", {}, one.before === one.after
    ? t("ended.look", { name: one.before, where: one.content, reason: one.reason })
    : t("ended.line", { where: one.content, before: one.before, after: one.after }))));
  byId("ended-sum").textContent = t("ended.sum", { day: answer.day, tasks: answer.tasks, open: answer.open });
  byId("ended-day").value = answer.day;
}

const MADE = ["ended-apply", "ended-pdf", "ended-xlsx", "ended-docx"];

/** Asks for the changes of a day; whether there is an answer, or a day that the clerk has to mend. */
async function ask(day) {
  asked = plan();
  byId("ended-fault").textContent = "";
  try {
    answer = await api.reassign({ plan: asked, day, chosen: [] });
    draw();
    for (const id of MADE) byId(id).disabled = boxes.length === 0;
  } catch (error) {
    // What was answered for another day must not be applied.
    for (const id of MADE) byId(id).disabled = true;
    if (error.code !== "day") {
      close();
      tell(error);
      return false;
    }
    byId("ended-fault").textContent = said(error);
  }
  return true;
}

async function open() {
  byId("ended-rows").replaceChildren();
  byId("ended-others").replaceChildren();
  byId("ended-sum").textContent = "";
  if (!await ask("") || asked !== plan()) return;
  byId("ended-table").showModal();
  byId("ended-title").focus();
}

const close = () => byId("ended-table").close();

/** The plan with what changed, cell by cell, so that what reading said of a cell is settled too. */
function changed(now, { rows, document, recipients }) {
  let next = now;
  for (const { id, values } of rows) {
    for (const [field, texts] of Object.entries(values)) next = setCell(next, id, field, (texts ?? []).join("; "));
  }
  for (const [field, text] of Object.entries(document)) next = setField(next, field, text ?? "");
  return recipients ? setRecipients(next, () => recipients) : next;
}

async function apply() {
  try {
    const done = await api.reassign({ plan: asked, day: answer.day, chosen: chosen() });
    close();
    // An edit that came between would be lost.
    if (asked !== plan()) return announce(t("ended.again"));
    const [first] = done.rows;
    edit((now) => changed(now, done), { at: first ? { id: first.id, field: "lead" } : null });
    announce(t("ended.done", { tasks: done.tasks, open: done.open }));
  } catch (error) {
    close();
    tell(error);
  }
  return undefined;
}

async function download(ending) {
  try {
    saveFile(await api.reassignReport({ plan: asked, day: answer.day, chosen: chosen(), report: ending }));
  } catch (error) {
    close();
    tell(error);
  }
}

export function startReassign() {
  byId("ended-look").addEventListener("click", () => ask(byId("ended-day").value));
  byId("ended-apply").addEventListener("click", apply);
  byId("ended-close").addEventListener("click", close);
  for (const ending of ["pdf", "xlsx", "docx"]) {
    byId(`ended-${ending}`).addEventListener("click", () => download(ending));
  }
  byId("ended-table").addEventListener("close", () => byId("ended-open")?.focus());
  onChecked(() => whenReleased(drawOffer));
  onLanguage(drawOffer);
  onChange(({ kind }) => { if (kind === "open") byId("ended").hidden = true; });
}

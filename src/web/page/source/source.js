// Step 1: files dropped or chosen become a plan; an empty table, a blank workbook, an example, and
// the clerk's own workbook with its mistakes marked.

import * as api from "../api.js";
import { Refusal } from "../api.js";
import { make, button, byId } from "../element.js";
import { t, said, onLanguage } from "../words.js";
import { announce, notice, clearNotice, tell } from "../announce.js";
import { open, isDirty } from "../plan/history.js";
import { joinPlans } from "../plan/join.js";
import { takeCheck } from "../checking.js";
import { saveFile } from "../download.js";
import { startUnfinished } from "./unfinished.js";
import { startCollect } from "./collect.js";
import { startCompare, compareFiles } from "./compare.js";
import { adviceFor, isTable, isTaken } from "./advice.js";

const FIRST_EXAMPLE = "thanh-hoa-1992";

let info = null;
let next = () => {};
let running = null;
let refusal = null; // { error, names }
let undecided = []; // files of which the clerk must say which are meant

/** Puts a plan on the page in place of the one that is there. */
function begin({ plan, check, options, told = "", again = false }) {
  open(plan, options, { again });
  takeCheck(check);
  refusal = null;
  undecided = [];
  drawRefusal();
  drawWhich();
  clearNotice();
  next();
  if (told) notice({ vi: told, en: told }, { bad: false });
}

const agree = () => !isDirty() || window.confirm(t("source.replace"));

async function reading(call, names) {
  running?.abort();
  const mine = new AbortController();
  running = mine;
  byId("reading").hidden = false;
  announce(t("source.reading"));
  refusal = null;
  drawRefusal();
  try {
    const answer = await call(mine.signal);
    if (running === mine) begin(answer);
  } catch (error) {
    if (error.name === "AbortError") return;
    if (error instanceof Refusal && error.code !== "lost") {
      refusal = { error, names };
      drawRefusal();
      byId("refused").focus();
    } else {
      tell(error);
    }
  } finally {
    if (running === mine) {
      running = null;
      byId("reading").hidden = true;
    }
  }
}

function refuse(error, names) {
  refusal = { error, names };
  drawRefusal();
  byId("refused").focus();
}

/** Reads files; the way of the drop zone and of the chooser. */
export function readFiles(list) {
  const files = [...list];
  if (files.length === 0) return;
  undecided = [];
  drawWhich();
  refusal = null;
  drawRefusal();
  const names = files.map((file) => file.name).join(", ");
  if (!files.some((file) => isTaken(file.name, info.accepts))) {
    const all = { names: files.map((file) => file.name).join(", ") };
    refuse({ vi: t("source.kind", all), en: t("source.kind", all) }, names);
    return;
  }
  const total = files.reduce((sum, file) => sum + file.size, 0);
  const most = info?.limits?.upload_bytes ?? Infinity;
  if (total > most) {
    const words = t("source.large", { n: Math.floor(most / 2 ** 20) });
    refuse({ vi: words, en: words }, names);
    return;
  }
  if (files.filter((file) => isTable(file.name)).length > 1) {
    undecided = files;
    drawWhich();
    byId("which").focus();
    return;
  }
  send(files);
}

function send(files) {
  if (!agree()) return;
  undecided = [];
  drawWhich();
  reading((signal) => api.upload(files, signal), files.map((file) => file.name).join(", "));
}

/** Reads workbooks one by one and joins them; what else was dropped goes with the first. */
function sendAll(tables, others) {
  if (!agree()) return;
  undecided = [];
  drawWhich();
  reading(async (signal) => {
    const plans = [];
    for (const [index, file] of tables.entries()) {
      plans.push((await api.upload(index === 0 ? [file, ...others] : [file], signal)).plan);
    }
    const plan = joinPlans(plans);
    return { plan, check: await api.check(plan, {}, signal), told: t("which.joined", { n: tables.length, name: tables[0].name }) };
  }, tables.map((file) => file.name).join(", "));
}

/** Several workbooks: one of them, or all as the parts of one plan. */
function drawWhich() {
  const box = byId("which");
  box.hidden = undecided.length === 0;
  const tables = undecided.filter((file) => isTable(file.name));
  const others = undecided.filter((file) => !isTable(file.name));
  box.replaceChildren(...(undecided.length === 0 ? [] : [
    make("h2", {}, t("which.title", { n: tables.length })),
    make("p", {}, t("which.lead")),
    make("div.line", {}, ...tables.map((file) => button(t("which.one", { name: file.name }), () => send([file, ...others]))),
      button(t("which.all", { n: tables.length }), () => sendAll(tables, others)),
      tables.length === 2 ? button(t("which.compare"), () => { undecided = []; drawWhich(); compareFiles(tables); }) : null,
      button(t("which.none"), () => { undecided = []; drawWhich(); }, { class: "plain" }))]));
}

/** Takes up a plan that was left unfinished. */
function openAgain({ plan, options }) {
  if (!agree()) return;
  reading(async (signal) => ({ plan, options, again: true, check: await api.check(plan, options, signal) }), plan.name);
}

/** What could not be read, why, and what helps. */
function drawRefusal() {
  const box = byId("refused");
  box.hidden = refusal === null;
  box.replaceChildren();
  if (!refusal) return;
  const { error, names } = refusal;
  const findings = error.findings ?? [];
  box.append(make("h2", {}, t("refused.title", { names })), make("p", {}, said(error)));
  if (findings.length) {
    box.append(make("ul", {}, ...findings.map((finding) => make("li", {},
      make(`strong.mark.${finding.severity}`, {}, t(`severity.${finding.severity}`)), ` ${said(finding)}`,
      finding.at ? make("small", {}, finding.at) : null))));
  }
  box.append(make("p.hint", {}, adviceFor(names.split(", "))));
}

const ask = (call) => async () => {
  try {
    saveFile(await call());
    announce(t("downloaded"));
  } catch (error) {
    tell(error);
  }
};

async function mark(file) {
  try {
    const got = await api.annotate([file]);
    saveFile({ ...got, name: got.name || `loi-${file.name.replace(/\.[^.]*$/, "")}.xlsx` });
    notice({ vi: t("mark.done"), en: t("mark.done") }, { bad: false });
  } catch (error) {
    tell(error);
  }
}

function startDrop() {
  const zone = byId("drop");
  let depth = 0;
  // Files may fall anywhere on the page: outside the zone the browser would open them instead.
  window.addEventListener("dragenter", (event) => {
    event.preventDefault();
    depth += 1;
    zone.classList.add("over");
  });
  window.addEventListener("dragleave", () => {
    depth = Math.max(0, depth - 1);
    if (depth === 0) zone.classList.remove("over");
  });
  window.addEventListener("dragover", (event) => event.preventDefault());
  window.addEventListener("drop", (event) => {
    event.preventDefault();
    depth = 0;
    zone.classList.remove("over");
    readFiles(event.dataTransfer.files);
  });
}

function startChoosers() {
  const chooser = byId("files");
  byId("choose").addEventListener("click", () => chooser.click());
  chooser.addEventListener("change", () => {
    readFiles(chooser.files);
    chooser.value = "";
  });
  const marker = byId("mark-file");
  byId("mark").addEventListener("click", () => marker.click());
  marker.addEventListener("change", () => {
    if (marker.files[0]) mark(marker.files[0]);
    marker.value = "";
  });
  byId("blank").addEventListener("click", ask(async () => {
    const got = await api.blank(byId("blank-place").value.trim());
    return { ...got, name: got.name || "mau-nhiem-vu.xlsx" };
  }));
  byId("empty").addEventListener("click", () => { if (agree()) reading(emptyTable, ""); });
  byId("example").addEventListener("change", words);
  byId("open-example").addEventListener("click", () => {
    const id = byId("example").value;
    if (id && agree()) reading((signal) => openExample(id, signal), id);
  });
}

/** Rows to type into. */
const EMPTY_ROWS = 8;

async function emptyTable(signal) {
  const place = byId("blank-place").value.trim();
  const rows = Array.from({ length: EMPTY_ROWS }, (_, id) => ({ id, kind: "task", values: {} }));
  const plan = { name: t("empty.name"), document: { fields: place ? { place } : {}, basis: [], recipients: [] },
    rows, agencies: [], collectives: [], reading: [], passed_over: [] };
  return { plan, check: await api.check(plan, {}, signal) };
}

/** An example opens ready to build: one without leads as the draft that it is. */
async function openExample(id, signal) {
  const answer = await api.example(id);
  const named = { ...answer, plan: { ...answer.plan, name: exampleWords(id, "name").replace(/[\\/:*?"<>|]/g, "-") } };
  if (answer.check.errors === 0) return named;
  const options = { draft: true };
  const check = await api.check(named.plan, options, signal);
  return check.errors === 0 ? { ...named, check, options } : named;
}

/** The words of an example; one that is new has none yet. */
function exampleWords(id, which) {
  const key = `example.${id}.${which}`;
  const words = t(key);
  return words === key ? (which === "name" ? id : "") : words;
}

/** What offices have comes first; files for programs last. */
const officesFirst = (endings) => [...endings].sort((a, b) =>
  Number(/yaml|yml|toml|json/.test(a)) - Number(/yaml|yml|toml|json/.test(b)));

function words() {
  byId("accepts").textContent = t("source.accepts", { list: officesFirst(info.accepts).join(" ") });
  const chosen = byId("example").value;
  byId("example").replaceChildren(...info.examples.map(({ id }) => make("option", { value: id }, exampleWords(id, "name"))));
  if (chosen) byId("example").value = chosen;
  byId("example-words").textContent = exampleWords(byId("example").value, "lead");
  drawRefusal();
  drawWhich();
}

/** `onPlan()` is called when a plan has been read. */
export function startSource(given, onPlan) {
  info = given;
  next = onPlan;
  byId("files").accept = info.accepts.join(",");
  byId("mark-file").accept = info.accepts.filter((ending) => /xls|ods|csv|tsv/.test(ending)).join(",");
  // The one that can be signed at once comes first.
  info.examples.sort((a, b) => Number(b.id === FIRST_EXAMPLE) - Number(a.id === FIRST_EXAMPLE));
  startDrop();
  startChoosers();
  startUnfinished(openAgain);
  startCompare(info.accepts, refuse);
  startCollect(info.accepts, refuse);
  words();
  onLanguage(words);
}

/** "Chưa nhận": what lay in the files and is not in the plan. */
export function passedPart(passed) {
  if (!passed?.length) return null;
  return make("details", {},
    make("summary", {}, t("passed.title", { n: passed.length })),
    make("ul", {}, ...passed.map((one) => make("li", {}, make("strong", {}, one.at),
      one.text ? ` “${one.text}”` : "", one.why ? ` — ${one.why.replace(/\s*\([^()]*--[^()]*\)/g, "")}` : ""))));
}

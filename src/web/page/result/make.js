// Makes the files: all of them or some, or the print set; says how far it is, then offers each file
// and all of them together.

import * as api from "../api.js";
import { Refusal } from "../api.js";
import { make, button, byId } from "../element.js";
import { t, said, onLanguage } from "../words.js";
import { announce, tell } from "../announce.js";
import { plan, options, setOption, isOpen, onChange } from "../plan/history.js";
import { lastCheck, isChecking, onChecked } from "../checking.js";
import { saveFile } from "../download.js";
import { chosenAgencies, chosenCount, onChosen } from "./agencies.js";
import { showTab } from "./tabs.js";
import { whenReleased } from "../pressed.js";

/** The files of the whole plan; those of agencies are chosen with the agencies. */
const WHOLE = ["danh-muc.pdf", "danh-muc.docx", "danh-muc.xlsx", "ma-tran.pdf"];

const choice = { files: new Set(WHOLE), extracts: true, paper: "a4", sides: "short-edge", separators: false, annex: false };
let info = null;
let running = null; // AbortController of a build
let made = [];      // newest first, one of the files and one of the print set: { end, of, chosen, failures, print, isSet }
const progress = { value: 0, max: 0, words: "" };

function tick(id, words, on, change, extra = {}) {
  const input = make("input", { type: "checkbox", id, onchange: () => change(input.checked), ...extra });
  input.checked = on;
  return make("label.tick", {}, input, make("span", {}, words));
}

function pick(id, words, values, now, change, size = "") {
  const select = make("select", { id, onchange: () => change(select.value) },
    ...values.map((value) => make("option", { value }, t(`${id}.${value}`))));
  select.value = now;
  return make(`div.field${size}`, {}, make("label", { for: id }, words), select);
}

/** Errors stop the making, as they stop the program itself. */
function state() {
  const check = lastCheck();
  if (!check) return null;
  if (check.errors > 0) {
    return make("div.state.bad", {}, make("p", {}, t("make.errors", { n: check.errors })),
      button(t("preview.mend"), () => byId("go-check").click()));
  }
  return make("p.state.good", {}, check.warnings > 0 ? t("make.warnings", { n: check.warnings }) : t("make.clean"));
}

function filesPart() {
  const { chosen, all } = chosenCount();
  const agencyWords = t("make.extracts", { n: chosen, all });
  return make("section.group-of", { "aria-labelledby": "make-files" },
    make("h2", { id: "make-files" }, t("make.files")),
    ...WHOLE.filter((file) => info.files.includes(file)).map((file) => tick(`file-${file.replace(".", "-")}`,
      t(`file.${file}`), choice.files.has(file), (on) => { choice.files[on ? "add" : "delete"](file); draw(); })),
    tick("file-extracts", agencyWords, choice.extracts, (on) => { choice.extracts = on; draw(); }, { disabled: all === 0 }),
    make("p.hint", {}, button(t("make.choose-agencies"), () => showTab("agencies", { focus: true }), { class: "plain" })),
    tick("option-word", t("option.word"), Boolean(options().word), (on) => setOption("word", on)),
    tick("option-full", t("option.full"), options().collectives === "full",
      (on) => setOption("collectives", on ? "full" : null)),
    tick("option-names", t("option.names"), Boolean(options().vietnamese_names),
      (on) => setOption("vietnamese_names", on)),
    button(t("make.go"), () => start(null), { class: "main", id: "make",
      disabled: !ready() || (choice.files.size === 0 && !choice.extracts) }));
}

function printPart() {
  return make("section.group-of", { "aria-labelledby": "make-print" },
    make("h2", { id: "make-print" }, t("print.title")),
    make("p.hint", {}, t("print.hint")),
    make("div.fields", {},
      pick("sides", t("print.sides"), ["short-edge", "long-edge", "one"], choice.sides, (v) => { choice.sides = v; }),
      pick("paper", t("print.paper"), ["a4", "a3"], choice.paper, (v) => { choice.paper = v; }, ".half")),
    tick("print-separators", t("print.separators"), choice.separators, (on) => { choice.separators = on; }),
    tick("print-annex", t("print.annex"), choice.annex, (on) => { choice.annex = on; }),
    button(t("print.go"), () => start({ paper: choice.paper, sides: choice.sides,
      separators: choice.separators, annex: choice.annex }), { id: "make-set", disabled: !ready() }));
}

const ready = () => !running && lastCheck() !== null && !isChecking() && lastCheck().buildable !== false;

function runningPart() {
  if (!running) return null;
  return make("section.group-of.running", { "aria-labelledby": "make-running" },
    make("h2", { id: "make-running" }, t("make.running")),
    make("progress", { value: String(progress.value), max: String(Math.max(1, progress.max)), id: "make-bar",
      "aria-labelledby": "make-running" }),
    make("p", { id: "make-words" }, progress.words),
    button(t("make.stop"), () => running?.abort(), { id: "make-stop" }));
}

/** What was made; the newest has the plain ids. */
function donePart({ end, of, chosen, failures, print }, index) {
  const id = (name) => (index === 0 ? name : `${name}-before`);
  const old = of !== plan() || chosen !== options();
  const get = (call) => async () => {
    try {
      saveFile(await call());
    } catch (error) {
      if (error.status === 404) tell(new Refusal({ code: "gone", vi: t("make.gone"), en: t("make.gone") }));
      else tell(error);
    }
  };
  const list = (files) => make("ul.made", {}, ...files.map((file) => make("li", {},
    button(file.file, get(async () => {
      const got = await api.resultFile(end.key, file.index);
      return { ...got, name: got.name || file.file.split("/").at(-1) };
    }), { class: "plain", "aria-label": t("make.get", { file: file.file }) }),
    make("small", {}, [fileWords(file.file), size(file.bytes)].filter(Boolean).join(", ")))));
  // A hundred extracts would push everything else out of sight.
  const extracts = end.files.filter((file) => file.file.includes("/"));
  return make("section.group-of.done", { "aria-labelledby": id("make-done") },
    make("h2", { id: id("make-done"), tabindex: "-1" }, t(end.ok ? "make.done" : "make.some", { n: end.made, failed: end.failed })),
    old ? make("p.state.bad", {}, t("make.old")) : null,
    print ? make("p", {}, t("print.sum", print)) : null,
    failures.length ? make("ul.failures", {}, ...failures.map((one) =>
      make("li", {}, `${one.file}: ${one.message ?? t("make.refused")}`))) : null,
    end.files.length ? button(t("make.zip", { size: size(end.files.reduce((sum, file) => sum + file.bytes, 0)) }),
      get(async () => { const got = await api.resultZip(end.key); return { ...got, name: got.name || end.zip }; }),
      { class: "main", id: id("get-zip") }) : null,
    list(end.files.filter((file) => !file.file.includes("/"))),
    extracts.length ? make("details", {}, make("summary", {}, t("make.each", { n: extracts.length })), list(extracts)) : null,
    end.idle?.length ? make("p.hint", {}, t("make.idle", { names: end.idle.join("; ") })) : null);
}

/** What a file is, in words. */
function fileWords(file) {
  const words = t(`file.${file}`);
  return words === `file.${file}` ? "" : words;
}

const size = (bytes) => (bytes < 1e6
  ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1e6).toFixed(1).replace(".", t("decimal"))} MB`);

async function start(print) {
  if (!ready()) return;
  running = new AbortController();
  Object.assign(progress, { value: 0, max: 0, words: t("make.begin") });
  draw();
  byId("make-stop")?.focus();
  announce(t("make.begin"));
  const of = plan();
  const chosen = options();
  const failures = [];
  let printSum = null;
  const only = choice.extracts && choice.files.size === WHOLE.length ? []
    : [...choice.files, ...(choice.extracts ? info.files.filter((file) => !WHOLE.includes(file)) : [])];
  const request = { plan: of, options: chosen, print,
    only: print ? [] : only,
    agencies: print ? (chosenAgencies() === "none" ? "all" : chosenAgencies()) : choice.extracts ? chosenAgencies() : "none" };
  try {
    const end = await api.build(request, (event) => {
      if (event.event === "start") progress.max = event.files.length;
      if (event.event === "file") {
        progress.value += 1;
        progress.words = t("make.at", { n: progress.value, all: progress.max, file: event.file });
        if (event.done !== "made" && event.done !== "left") failures.push(event);
      }
      if (event.event === "print") {
        printSum = event;
        progress.words = t("print.sum", event);
      }
      const bar = byId("make-bar");
      if (bar) Object.assign(bar, { max: Math.max(1, progress.max), value: progress.value });
      const words = byId("make-words");
      if (words) words.textContent = progress.words;
    }, running.signal);
    const isSet = print !== null;
    made = [{ end, of, chosen, failures, print: printSum, isSet }, ...made.filter((one) => one.isSet !== isSet)];
    announce(t(end.ok ? "make.done" : "make.some", { n: end.made, failed: end.failed }));
  } catch (error) {
    if (error.name === "AbortError") announce(t("make.stopped"));
    else tell(error, error.findings?.length ? [["preview.mend", () => byId("go-check").click()]] : []);
  }
  running = null;
  draw();
  (byId("make-done") ?? byId("make"))?.focus();
  byId("make-done")?.scrollIntoView({ block: "start" });
}

function draw() {
  if (!isOpen() || !info) return;
  const part = byId("part-files");
  const focused = part.contains(document.activeElement) ? document.activeElement.id : "";
  part.replaceChildren(...[state(), runningPart(), ...(running ? [] : made.map(donePart)), filesPart(), printPart()].filter((one) => one !== null));
  if (focused && focused !== part.id) byId(focused)?.focus({ preventScroll: true });
}

export function startMaking(given) {
  info = given;
  onChecked(() => whenReleased(draw));
  onChosen(() => whenReleased(draw));
  onLanguage(draw);
  onChange(({ kind }) => {
    if (kind === "open") {
      running?.abort();
      made = [];
    }
    whenReleased(draw);
  });
}

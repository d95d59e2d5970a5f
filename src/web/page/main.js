// The page as a whole: starts its parts, goes between the three steps, and holds what concerns all
// of them: undo, saving, language, a program that has gone.

import * as api from "./api.js";
import { byId } from "./element.js";
import { t, setLanguage, currentLanguage, onLanguage, putWords } from "./words.js";
import { announce, notice, clearNotice, tell } from "./announce.js";
import * as history from "./plan/history.js";
import { rescueText } from "./plan/rescue.js";
import { isKeeping, keptAt, onKept, startKeeping } from "./plan/kept.js";
import { onChecked, checkSoon, setPace } from "./checking.js";
import { saveFile } from "./download.js";
import { setFields } from "./check/columns.js";
import "./check/names.js";
import * as grid from "./check/grid.js";
import { startRange } from "./check/range.js";
import { startPointer } from "./check/pointer.js";
import { openMenuAt, startMenu } from "./check/menu.js";
import { openFind, startFind } from "./check/find.js";
import { startColumnList } from "./check/columnlist.js";
import { startKeys } from "./check/keys.js";
import { startCard } from "./check/card.js";
import { startTools } from "./check/tools.js";
import { startFindings, nextFinding } from "./check/findings.js";
import { setView } from "./check/view.js";
import { startFilterBar } from "./check/filterbar.js";
import { startReassign } from "./check/reassign.js";
import { startReader } from "./check/reader.js";
import { startSource, passedPart } from "./source/source.js";
import { startPresence } from "./presence.js";
import { timeWords } from "./source/unfinished.js";
import { startForm, showField } from "./result/form.js";
import { startTabs, showTab } from "./result/tabs.js";
import { startAgencies } from "./result/agencies.js";
import { startPreview, lookAtPreview, printPages } from "./result/preview.js";
import { startLetters, writeLetter } from "./result/letters.js";
import { startCharts } from "./result/charts.js";
import { startMaking } from "./result/make.js";

const STEPS = ["source", "check", "result"];
let step = "source";
let lost = false;

function goTo(next, { focus = true } = {}) {
  step = next;
  for (const one of STEPS) {
    byId(`step-${one}`).hidden = one !== next;
    if (one === next) byId(`go-${one}`).setAttribute("aria-current", "step");
    else byId(`go-${one}`).removeAttribute("aria-current");
  }
  document.body.dataset.step = next;
  if (next === "check") grid.render();
  setPace(next === "result" ? "pages" : "rows");
  lookAtPreview(next === "result");
  if (focus) byId(`title-${next}`).focus();
}

function drawTop() {
  const isOpen = history.isOpen();
  byId("go-check").disabled = !isOpen;
  byId("go-result").disabled = !isOpen;
  byId("save").disabled = !isOpen;
  byId("undo").disabled = !history.canUndo();
  byId("redo").disabled = !history.canRedo();
  const name = isOpen ? history.plan().name : "";
  byId("plan-name").textContent = !isOpen || !history.isDirty() ? name
    : keptAt() && isKeeping() ? t("plan.kept", { name, at: timeWords(keptAt()) }) : t("plan.dirty", { name });
  document.title = name ? `${name} – danhmuc` : "danhmuc";
  byId("language").textContent = currentLanguage() === "vi" ? "English" : "Tiếng Việt";
  byId("language").lang = currentLanguage() === "vi" ? "en" : "vi";
  const passed = isOpen ? passedPart(history.plan().passed_over) : null;
  byId("passed").hidden = passed === null;
  byId("passed").replaceChildren(...(passed ? [passed] : []));
}

/** The edits as a workbook; when a workbook cannot say them, as YAML. */
async function save() {
  const written = history.plan();
  const keep = async (format) => {
    const { blob } = await api.convert(written, format);
    // Another name than the clerk's own file, which stays as it is.
    saveFile({ blob, name: `${written.name.replace(/-da-sua$/, "")}-da-sua.${format}` });
    history.markSaved(written);
    announce(t("saved"));
  };
  try {
    await keep("xlsx");
  } catch (error) {
    const ways = { failed: [["save.yaml", () => keep("yaml").then(() => clearNotice(), tell)]],
      // A row without its content is none that a workbook could give back.
      faulty: [["save.as-is", () => { rescue(); clearNotice(); }], ["preview.mend", () => { goTo("check"); nextFinding(1); }]] };
    const both = error.code === "faulty" ? { ...error, vi: t("save.faulty"), en: t("save.faulty") } : error;
    tell(both, ways[error.code] ?? []);
  }
}

/** Without the program, the page itself writes the edits to a file that step 1 reads. */
function rescue() {
  const written = history.plan();
  saveFile({ name: `${written.name.replace(/-da-sua$/, "")}-da-sua.json`, blob: new Blob([rescueText(written)], { type: "application/json" }) });
  history.markSaved(written);
}

function connection(isLost) {
  if (isLost === lost) return;
  lost = isLost;
  if (!isLost) {
    clearNotice({ all: true });
    return;
  }
  const both = history.isOpen() ? "lost.plan" : "lost";
  notice({ vi: t(both), en: t(both) }, { keep: true, actions: history.isOpen()
    ? [["lost.rescue", rescue], ["lost.again", checkSoon]] : [["lost.again", () => window.location.reload()]] });
}

function move(back) {
  if (back) history.undo();
  else history.redo();
  announce(t(back ? "undone" : "redone"));
}

const inText = (element) => element.matches?.("textarea, input:not([type=checkbox]):not([type=number])");

function onKey(event) {
  const control = event.ctrlKey || event.metaKey;
  const key = event.key.toLowerCase();
  if (control && !event.altKey && (key === "z" || key === "y") && history.isOpen()) {
    if (inText(event.target)) return; // the box has an undo of its own
    event.preventDefault();
    move(key === "z" && !event.shiftKey);
  } else if (control && key === "s" && history.isOpen()) {
    event.preventDefault();
    save();
  } else if (control && key === "p" && step === "result") {
    event.preventDefault();
    printPages();
  } else if (control && (key === "f" || key === "h") && step === "check") {
    event.preventDefault();
    openFind();
  } else if (event.key === "F8" && step === "check") {
    event.preventDefault();
    nextFinding(event.shiftKey ? -1 : 1);
  }
}

function startTop() {
  for (const one of STEPS) byId(`go-${one}`).addEventListener("click", () => goTo(one));
  byId("undo").addEventListener("click", () => move(true));
  byId("redo").addEventListener("click", () => move(false));
  byId("save").addEventListener("click", save);
  byId("language").addEventListener("click", () => setLanguage(currentLanguage() === "vi" ? "en" : "vi"));
  byId("only-findings").addEventListener("change", ({ target }) => setView({ only: target.checked }));
  document.addEventListener("keydown", onKey);
  window.addEventListener("beforeunload", (event) => {
    if (history.isDirty()) event.preventDefault();
  });
}

/** Another file is looked at as the first one was. */
function startAfresh() {
  grid.startAfresh();
  showTab("make");
}

/** A place outside the rows is in the form of step 3. */
function documentPlace(finding) {
  goTo("result", { focus: false });
  showTab("document");
  showField(finding);
}

function startParts(info) {
  setFields(info.fields);
  grid.startGrid();
  // The grid is drawn before those parts that stand on its cells.
  history.onChange(({ kind, at }) => {
    drawTop();
    if (kind === "open") startAfresh();
    if (kind === "saved" || step !== "check") return;
    grid.render();
    // An undone change may lie far from what is on the screen.
    if ((kind === "undo" || kind === "redo") && at) grid.goTo(at.id, at.field);
  });
  onChecked(() => { if (step === "check") grid.render(); });
  startRange();
  startKeys();
  startPointer();
  startMenu();
  startFind();
  startColumnList();
  startCard();
  startTools(openMenuAt);
  startFindings(documentPlace);
  startTabs();
  startForm(info);
  startAgencies(writeLetter);
  startPreview();
  startFilterBar();
  startReader();
  startReassign();
  startCharts(() => goTo("check"));
  startMaking(info);
  startLetters(info);
  startSource(info, () => goTo("check"));
}

async function start() {
  putWords(document);
  startTop();
  onLanguage(drawTop);
  api.watchConnection(connection);
  api.readToken(window.location.hash);
  drawTop();
  try {
    const info = await api.info();
    await startKeeping();
    onKept(drawTop);
    startParts(info);
    startPresence();
    document.body.dataset.ready = "yes";
  } catch (error) {
    if (error.code === "token") notice(error, { keep: true });
    else tell(error);
  }
}

start();

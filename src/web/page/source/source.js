// Step 1: files dropped or chosen become a plan; a blank workbook, an example, and the clerk's own
// workbook with its mistakes marked.

import * as api from "../api.js";
import { Refusal } from "../api.js";
import { make, byId } from "../element.js";
import { t, said, onLanguage } from "../words.js";
import { announce, notice, clearNotice, tell } from "../announce.js";
import { open, isDirty } from "../plan/history.js";
import { takeCheck } from "../checking.js";
import { saveFile } from "../download.js";

let info = null;
let next = () => {};
let running = null;
let refusal = null; // { error, names }

/** Puts a plan on the page in place of the one that is there. */
function begin({ plan, check }) {
  open(plan);
  takeCheck(check);
  refusal = null;
  drawRefusal();
  clearNotice();
  next();
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

/** Reads files; the way of the drop zone and of the chooser. */
export function readFiles(list) {
  const files = [...list];
  if (files.length === 0 || !agree()) return;
  const total = files.reduce((sum, file) => sum + file.size, 0);
  const names = files.map((file) => file.name).join(", ");
  const most = info?.limits?.upload_bytes ?? Infinity;
  if (total > most) {
    refusal = { names, error: { vi: t("source.large", { n: Math.floor(most / 2 ** 20) }),
      en: t("source.large", { n: Math.floor(most / 2 ** 20) }) } };
    drawRefusal();
    byId("refused").focus();
    return;
  }
  reading((signal) => api.upload(files, signal), names);
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
  box.append(make("p.hint", {}, t("refused.hint")));
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
  byId("open-example").addEventListener("click", () => {
    const id = byId("example").value;
    if (id && agree()) reading(() => api.example(id), id);
  });
}

function words() {
  byId("accepts").textContent = t("source.accepts", { list: info.accepts.join(" ") });
  drawRefusal();
}

/** `onPlan()` is called when a plan has been read. */
export function startSource(given, onPlan) {
  info = given;
  next = onPlan;
  byId("files").accept = info.accepts.join(",");
  byId("mark-file").accept = info.accepts.filter((ending) => /xls|ods/.test(ending)).join(",");
  byId("example").replaceChildren(...info.examples.map((one) => make("option", { value: one.id }, one.title ?? one.id)));
  startDrop();
  startChoosers();
  words();
  onLanguage(words);
}

/** "Chưa nhận": what lay in the files and is not in the plan. */
export function passedPart(passed) {
  if (!passed?.length) return null;
  return make("details", {},
    make("summary", {}, t("passed.title", { n: passed.length })),
    make("ul", {}, ...passed.map((one) => make("li", {}, make("strong", {}, one.at),
      one.text ? ` “${one.text}”` : "", one.why ? ` — ${one.why}` : ""))));
}

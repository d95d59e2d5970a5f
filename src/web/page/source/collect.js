// Filled extracts are collected: the plan and the reports are chosen; an overview with counts, late tasks,
// who has not reported, what must be looked at; and the files of it.

import * as api from "../api.js";
import { make, byId } from "../element.js";
import { t, onLanguage } from "../words.js";
import { announce, tell } from "../announce.js";
import { saveFile } from "../download.js";

let planFile = null;
let reports = [];
let asked = null; // { files, day } of what is shown
let running = null;
/** @type {(error: any, names: string) => void} */
let refuse = () => {};

const FILES = { "collected-xlsx": "theo-doi.xlsx", "collected-pdf": "bao-cao.pdf", "collected-docx": "bao-cao.docx" };

function drawChosen() {
  byId("collect-chosen").textContent = [planFile && t("collect.plan.is", { name: planFile.name }),
    reports.length ? t("collect.reports.are", { n: reports.length }) : ""].filter(Boolean).join(" ");
  byId("collect").disabled = planFile === null || reports.length === 0;
}

const part = (title, lines) => (lines.length === 0 ? []
  : [make("h3", {}, `${title} (${lines.length})`), make("ul", {}, ...lines.map((line) => make("li", {}, line)))]);

function draw(told) {
  const all = Object.values(told.tasks).reduce((sum, n) => sum + n, 0);
  const sum = [told.as_of ? t("collected.as.of", { day: told.as_of }) : t("collected.no.day"),
    t("collected.files", { read: told.files.reports, offered: told.files.offered }),
    t("collected.cells", told.cells)];
  byId("collected-sum").textContent = sum.join(" ");
  byId("collected-counts").tBodies[0].replaceChildren(...Object.entries(told.tasks).map(([state, n]) => make("tr", {},
    make("th", { scope: "row" }, state), make("td", {}, String(n)),
    make("td", {}, make("progress", { max: String(Math.max(all, 1)), value: String(n), "aria-label": `${state}: ${n}/${all}` })))));
  const late = told.rows.filter((row) => row.days_late > 0).sort((a, b) => b.days_late - a.days_late);
  byId("collected-parts").replaceChildren(
    ...part(t("collected.late"), late.map((row) => t("collected.late.row", { number: row.number, content: row.content, lead: row.lead, n: row.days_late }))),
    ...part(t("collected.silent"), told.silent),
    ...part(t("collected.findings"), told.findings.map((one) => `${one.at ?? ""} ${one.message}`.trim())));
}

async function collect() {
  running?.abort();
  const mine = new AbortController();
  running = mine;
  const question = { files: [planFile, ...reports], day: byId("collect-day").value.trim() };
  byId("reading").hidden = false;
  announce(t("source.reading"));
  try {
    const told = await api.collect(question.files, question.day, mine.signal);
    if (running !== mine) return;
    asked = question;
    draw(told);
    byId("collected").showModal();
    byId("collected-title").focus();
  } catch (error) {
    if (error.name === "AbortError") return;
    if (error.code && error.code !== "lost") refuse(error, planFile.name);
    else tell(error);
  } finally {
    if (running === mine) {
      running = null;
      byId("reading").hidden = true;
    }
  }
}

async function download(name) {
  try {
    saveFile(await api.collectFile(asked.files, asked.day, name));
    announce(t("downloaded"));
  } catch (error) {
    byId("collected").close();
    tell(error);
  }
}

/** `onRefusal(error, names)` shows what could not be read. */
export function startCollect(accepts, onRefusal) {
  refuse = onRefusal;
  byId("collect-plan-file").accept = accepts.join(",");
  byId("collect-reports-file").accept = [...accepts, ".zip"].join(",");
  byId("collect-plan").addEventListener("click", () => byId("collect-plan-file").click());
  byId("collect-reports").addEventListener("click", () => byId("collect-reports-file").click());
  byId("collect-plan-file").addEventListener("change", ({ target }) => {
    if (target.files[0]) [planFile] = target.files;
    target.value = "";
    drawChosen();
  });
  byId("collect-reports-file").addEventListener("change", ({ target }) => {
    if (target.files.length) reports = [...target.files];
    target.value = "";
    drawChosen();
  });
  byId("collect").addEventListener("click", collect);
  for (const [id, name] of Object.entries(FILES)) byId(id).addEventListener("click", () => download(name));
  byId("collected-close").addEventListener("click", () => byId("collected").close());
  byId("collected").addEventListener("close", () => byId("collect").focus());
  drawChosen();
  onLanguage(drawChosen);
}

// Two versions of a plan are compared: chosen one by one or dropped together; a table of what changed, with
// the words that went and those that came, and the same as a file.

import * as api from "../api.js";
import { make, byId } from "../element.js";
import { t, onLanguage } from "../words.js";
import { announce, tell } from "../announce.js";
import { saveFile } from "../download.js";

/** The old version and the new one. */
let chosen = [null, null];
/** @type {(error: any, names: string) => void} */
let refuse = () => {};
let running = null;

const VERSIONS = ["old", "new"];

function drawChosen() {
  const names = VERSIONS.map((version, at) => chosen[at] && t(`compare.${version}.is`, { name: chosen[at].name }));
  byId("compare-chosen").textContent = names.filter(Boolean).join(" ");
  byId("compare").disabled = chosen.includes(null);
}

const LOOKS = { plain: "span", struck: "del", underlined: "ins" };
const cell = (runs) => make("td", {}, ...runs.map(({ look, words }) => make(LOOKS[look], {}, words)));

function draw({ table, notes }) {
  byId("compared-notes").replaceChildren(...notes.map((line) => make("p", {}, line)));
  byId("compared-rows").replaceChildren(...table.flatMap(({ title, rows }) => [
    make("tr", {}, make("th", { colspan: "3", scope: "colgroup" }, title)),
    ...rows.map((row) => make("tr", {}, cell(row.old), cell(row.new), make("td", {}, row.change)))]));
}

/** Compares two files and shows what changed. */
export async function compareFiles(files) {
  chosen = [...files];
  drawChosen();
  running?.abort();
  const mine = new AbortController();
  running = mine;
  byId("reading").hidden = false;
  announce(t("source.reading"));
  try {
    const answer = await api.compare(chosen, mine.signal);
    if (running !== mine) return;
    draw(answer);
    if (!byId("compared").open) byId("compared").showModal();
    byId("compared-title").focus();
  } catch (error) {
    if (error.name === "AbortError") return;
    byId("compared").close();
    if (error.findings?.length || error.code === "failed") refuse(error, chosen.map((file) => file.name).join(", "));
    else tell(error);
  } finally {
    if (running === mine) {
      running = null;
      byId("reading").hidden = true;
    }
  }
}

async function download(ending) {
  try {
    saveFile(await api.compareTable(chosen, ending));
    announce(t("downloaded"));
  } catch (error) {
    byId("compared").close();
    tell(error);
  }
}

/** `onRefusal(error, names)` shows what could not be read. */
export function startCompare(accepts, onRefusal) {
  refuse = onRefusal;
  for (const [at, version] of VERSIONS.entries()) {
    const box = byId(`compare-${version}-file`);
    box.accept = accepts.join(",");
    byId(`compare-${version}`).addEventListener("click", () => box.click());
    box.addEventListener("change", () => {
      if (box.files[0]) chosen[at] = box.files[0];
      box.value = "";
      drawChosen();
    });
  }
  byId("compare").addEventListener("click", () => compareFiles(chosen));
  byId("compared-swap").addEventListener("click", () => compareFiles([chosen[1], chosen[0]]));
  byId("compared-close").addEventListener("click", () => byId("compared").close());
  byId("compared").addEventListener("close", () => byId("compare").focus());
  for (const ending of ["pdf", "xlsx", "docx"]) byId(`compared-${ending}`).addEventListener("click", () => download(ending));
  drawChosen();
  onLanguage(drawChosen);
}

// Letters to the agencies, each with its extract attached: one, or all of them as a zip file. Subject
// and text are from a template that the clerk can change. Nothing is sent.

import * as api from "../api.js";
import { make, button, byId } from "../element.js";
import { t, onLanguage } from "../words.js";
import { announce, notice, tell } from "../announce.js";
import { plan, options, isOpen, onChange } from "../plan/history.js";
import { documentOf } from "../plan/document.js";
import { choice, setChoice } from "../plan/kept.js";
import { lastCheck, onChecked } from "../checking.js";
import { fold } from "../check/names.js";
import { saveFile } from "../download.js";
import { whenReleased } from "../pressed.js";
import { zipOf } from "../zip.js";
import { chosenAgencies, onChosen } from "./agencies.js";
import { letterFile } from "./letter.js";

/** Letters are to offices in Vietnam, whatever the language of the page. */
const TEMPLATE = {
  subject: "Gửi {cơ quan}: trích nhiệm vụ tại {tiêu đề}",
  text: `Kính gửi: {cơ quan}

Xin gửi {cơ quan} bản trích các nhiệm vụ được giao tại {tiêu đề} {kèm theo}: chủ trì {chủ trì} nhiệm vụ, phối hợp {phối hợp} nhiệm vụ.

Tệp PDF để lưu; tệp Excel để điền kết quả thực hiện. Đề nghị {cơ quan} rà soát, tổ chức thực hiện và phản hồi nếu có nội dung chưa phù hợp.

Trân trọng./.`,
};

/** What goes with a letter: the one to keep and the one to fill in. */
const ATTACHED = ["co-quan/*.pdf", "co-quan/*.xlsx"];

let info = null;
let template = TEMPLATE;
let running = null; // AbortController

/** "(kèm theo Quyết định số 15/QĐ-UBND ngày 05/01/2026)", as far as it is known. */
function parentWords() {
  const { fields } = documentOf(plan());
  const [kind, number, date] = ["kind", "number", "date"].map((key) => fields[`parent.${key}`] ?? "");
  if (!kind) return "";
  return `(kèm theo ${[kind, number && `số ${number}`, date && `ngày ${date}`].filter(Boolean).join(" ")})`;
}

function filled(words, agency) {
  const values = { "cơ quan": agency.name, "tiêu đề": documentOf(plan()).fields.title || "danh mục nhiệm vụ",
    "kèm theo": parentWords(), "chủ trì": agency.leads, "phối hợp": agency.supports };
  return words.replace(/\{([^{}]+)\}/g, (whole, name) => values[name] ?? whole).replace(/ +([:;,.])/g, "$1");
}

const slug = (text) => fold(text).replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");

const fileName = (text) => text.replace(/[\\/:*?"<>|\s]+/g, " ").trim();

/** Builds the extracts of agencies and gives each agency its files: [agency, [{ name, bytes }]]. */
async function extracts(agencies, signal) {
  const end = await api.build({ plan: plan(), options: { ...options(), vietnamese_names: false }, print: null,
    only: ATTACHED.filter((file) => info.files.includes(file)), agencies: agencies.map((one) => one.id) }, () => {}, signal);
  const found = [];
  for (const agency of agencies) {
    const files = [];
    for (const { file, index } of end.files) {
      const stem = file.split("/").at(-1).replace(/\.[a-z]+$/, "");
      if (stem !== agency.id && stem !== slug(agency.name)) continue;
      const { blob } = await api.resultFile(end.key, index);
      const ending = file.split(".").at(-1);
      files.push({ name: `${fileName(agency.name)}.${ending}`, bytes: new Uint8Array(await blob.arrayBuffer()) });
    }
    found.push([agency, files]);
  }
  return found;
}

const letterTo = ([agency, files]) => ({ name: `${fileName(agency.name)}.eml`,
  bytes: letterFile({ subject: filled(template.subject, agency), text: filled(template.text, agency), files }) });

/** Writes the letters of agencies: one as it is, several in a zip file. */
async function write(agencies) {
  if (running || agencies.length === 0) return;
  running = new AbortController();
  draw();
  announce(t("letter.running"));
  try {
    const found = await extracts(agencies, running.signal);
    // A letter without what it speaks of would be sent like any other.
    const bare = found.filter(([, files]) => files.length === 0).map(([agency]) => agency.name);
    const letters = found.filter(([, files]) => files.length > 0).map(letterTo);
    if (letters.length === 1) saveFile({ name: letters[0].name, blob: new Blob([letters[0].bytes], { type: "message/rfc822" }) });
    else if (letters.length > 1) saveFile({ name: `${fileName(plan().name)}-thu.zip`, blob: zipOf(letters) });
    if (bare.length) {
      const words = t("letter.bare", { names: bare.join("; ") });
      notice({ vi: words, en: words });
    }
    announce(t("letter.done", { n: letters.length }));
  } catch (error) {
    tell(error);
  }
  running = null;
  draw();
}

/** Writes the letter of one agency. */
export const writeLetter = (id) => write((lastCheck()?.agencies ?? []).filter((one) => one.id === id));

function wanted() {
  const chosen = chosenAgencies();
  const all = lastCheck()?.agencies ?? [];
  return chosen === "all" ? all : chosen === "none" ? [] : all.filter((one) => chosen.includes(one.id));
}

function draw() {
  if (!isOpen() || !lastCheck()) return;
  const agencies = wanted();
  const can = running === null && lastCheck().buildable !== false && agencies.length > 0;
  const box = (key, rows) => {
    const input = make("textarea", { id: `letter-${key}`, rows: String(rows), spellcheck: "false", onchange: () => {
      template = { ...template, [key]: input.value || TEMPLATE[key] };
      setChoice("letter", template);
    } });
    input.value = template[key];
    return make("div.field", {}, make("label", { for: `letter-${key}` }, t(`letter.${key}`)), input);
  };
  const part = byId("part-letters");
  const focused = part.contains(document.activeElement) ? document.activeElement.id : "";
  part.replaceChildren(
    make("h2", { id: "letters-title" }, t("letters.title")),
    make("p.hint", {}, t("letters.hint")),
    button(t("letter.all", { n: agencies.length }), () => write(agencies), { id: "write-letters", disabled: !can }),
    make("details", {}, make("summary", {}, t("letter.template")), make("p.hint", {}, t("letter.places")),
      make("div.fields", {}, box("subject", 2), box("text", 9)),
      button(t("letter.usual"), () => { template = TEMPLATE; setChoice("letter", template); draw(); }, { class: "plain" })));
  if (focused) byId(focused)?.focus({ preventScroll: true });
}

export async function startLetters(given) {
  info = given;
  const soon = () => whenReleased(() => {
    // A template that is being written stays under the hand.
    if (!byId("part-letters").querySelector("textarea:focus")) draw();
  });
  onChecked(soon);
  onChosen(soon);
  onLanguage(draw);
  onChange(({ kind }) => { if (kind === "open") running?.abort(); });
  template = { ...TEMPLATE, ...(await choice("letter")) };
}

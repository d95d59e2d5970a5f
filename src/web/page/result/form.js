// The document's data as a form; each change is a step of the plan at once, so that the preview
// follows. What is wrong with a value stands under it.

import { make, byId } from "../element.js";
import { t, said, onLanguage } from "../words.js";
import { plan, options, edit, setOption, isOpen, onChange } from "../plan/history.js";
import { documentOf, setField, setBasis } from "../plan/document.js";
import { lastCheck, findingsAt, onChecked } from "../checking.js";
import { fold } from "../check/names.js";
import { findingParts } from "../check/card.js";
import { recipientsPart } from "./recipients.js";
import { ownPart } from "./own.js";
import { whenReleased } from "../pressed.js";

/**
 * In the order of the page; `kind` is how a value is entered.
 * @type {[string, string[][]][]}
 */
const SECTIONS = [
  ["look", [["mode", "choice"], ["style", "choice"], ["columns", "choice"], ["numbering", "choice"],
    ["number_row", "choice"]]],
  ["parent", [["parent.kind", "line"], ["parent.number", "line"], ["parent.date", "line"],
    ["parent.year", "line"], ["parent.issuer", "line"]]],
  ["document", [["title", "text"], ["kind", "line"], ["number", "line"], ["date", "line"],
    ["year", "line"], ["annex", "line"], ["place", "line"], ["issuer", "line"], ["parent_issuer", "line"],
    ["notes", "text"]]],
];
/** Short values that stand two in a line. */
const HALF = new Set(["parent.number", "parent.date", "parent.kind", "parent.year", "kind", "number", "date", "year",
  "annex", "place", "columns", "style", "numbering", "number_row"]);

let info = null;
let parts = []; // what must follow the plan: functions
const inputs = new Map();

const idOf = (key) => `field-${key.replace(".", "-")}`;

/** What may be chosen for a field: [value, words]. */
function choices(key) {
  const style = info.styles.find((one) => one.id === (lastCheck()?.style ?? "ubnd")) ?? info.styles[0];
  const both = (list) => list.map((one) => [one.id, said(one)]);
  switch (key) {
    case "mode": return [["", t("auto.mode", { now: modeNow() })], ...both(info.modes)];
    case "style": return [["", t("auto.style")], ...info.styles.map((one) => [one.id, one.description || one.id])];
    case "columns": return [["", t("auto.columns", { now: headings(style?.presets.find((one) => one.id === style.columns)) })],
      ...(style?.presets ?? []).map((one) => [one.id, headings(one)])];
    case "numbering": return [["", t("auto.numbering")], ...both(info.numberings)];
    default: return [["", t("auto.row", { now: t(style?.number_row ? "yes" : "no") })], ["true", t("yes")], ["false", t("no")]];
  }
}

const headings = (preset) => (preset?.columns ?? []).map((column) => column.heading).join(", ");

const modeNow = () => said(info.modes.find((one) => one.id === lastCheck()?.mode)) || t("auto.unknown");

function fillChoice(select, key) {
  const value = documentOf(plan()).fields[key] ?? "";
  const list = choices(key);
  // A source may write a choice in words ("Bản giấy"); its words stay as they are.
  const fits = list.find(([id, words]) => id === value || (value !== "" && fold(words) === fold(value)));
  if (!fits) list.push([value, value]);
  const wanted = list.map(([id, words]) => `${id}=${words}`).join("\n");
  if (select.dataset.list !== wanted) {
    select.dataset.list = wanted;
    select.replaceChildren(...list.map(([id, words]) => make("option", { value: id }, words)));
  }
  select.value = fits ? fits[0] : value;
}

function findingsBox(id, key) {
  const box = make("div.under", { id: `${id}-wrong` });
  return { box, draw(input) {
    const found = findingsAt(key);
    box.replaceChildren(...found.map((finding) => make("div.one", {}, ...findingParts(finding))));
    const bad = found.some((finding) => finding.severity === "error");
    if (bad) input.setAttribute("aria-invalid", "true"); else input.removeAttribute("aria-invalid");
    if (found.length) input.setAttribute("aria-describedby", box.id); else input.removeAttribute("aria-describedby");
  } };
}

function field([key, kind]) {
  const id = idOf(key);
  const write = (input) => edit((now) => setField(now, key, input.value), { join: `field/${key}` });
  const attributes = { id, autocomplete: "off", spellcheck: "false" };
  const input = kind === "choice" ? make("select", { id, onchange: () => write(input) })
    : kind === "text" ? make("textarea", { ...attributes, rows: key === "title" ? "3" : "2", oninput: () => write(input) })
      : make("input", { ...attributes, type: "text", placeholder: t(`eg.${key}`) === `eg.${key}` ? null : t(`eg.${key}`),
        oninput: () => write(input) });
  const under = findingsBox(id, `document/${key}`);
  inputs.set(key, input);
  parts.push(() => {
    if (kind === "choice") fillChoice(input, key);
    else follow(input, documentOf(plan()).fields[key] ?? "");
    under.draw(input);
  });
  return make(HALF.has(key) ? "div.field.half" : "div.field", {},
    make("label", { for: id }, t(`doc.${key}`)), input, under.box);
}

/** Sets a box to the plan's text, unless it says so already (that keeps its caret). */
export function follow(input, text) {
  if (input.value !== text) input.value = text;
}

function draftChoice() {
  const input = make("input", { type: "checkbox", id: "option-draft",
    onchange: () => setOption("draft", input.checked) });
  parts.push(() => { input.checked = Boolean(options().draft); });
  return make("label.tick", {}, input, make("span", {}, t("option.draft")));
}

function basis() {
  const input = make("textarea", { id: "basis", rows: "3", spellcheck: "false",
    oninput: () => edit((now) => setBasis(now, input.value), { join: "basis" }) });
  const under = findingsBox("basis", "basis");
  parts.push(() => {
    // Lines that are still being written must not be tidied away under the caret.
    if (document.activeElement !== input) follow(input, documentOf(plan()).basis.join("\n"));
    under.draw(input);
  });
  return section("basis", make("label", { for: "basis" }, t("basis.label")), input, under.box);
}

const section = (name, ...children) =>
  make("section.group-of", { "aria-labelledby": `group-${name}` },
    make("h2", { id: `group-${name}` }, t(`group.${name}`)), ...children);

function build() {
  parts = [];
  inputs.clear();
  const made = SECTIONS.map(([name, fields]) => section(name, make("div.fields", {}, ...fields.map(field)),
    ...(name === "look" ? [draftChoice()] : [])));
  const recipients = recipientsPart();
  const own = ownPart(info);
  parts.push(recipients.draw, own.draw);
  byId("part-document").replaceChildren(...made,
    section("recipients", recipients.element), basis(), section("own", own.element));
  draw();
}

function draw() {
  if (isOpen()) for (const part of parts) part();
}

/** Where what is wrong with the plan as a whole is mended. */
const FIELD_OF = { "title-missing": "title", "parent-missing": "parent.kind", "parent-incomplete": "parent.number",
  "year-missing": "parent.year", "deadlines-missing": "columns" };

/** Gives the focus to the place of a finding. */
export function showField({ code, target }) {
  const place = target?.part === "plan" || FIELD_OF[code] ? inputs.get(FIELD_OF[code]) ?? byId("title-result") : { document: () => inputs.get(target.field), basis: () => byId("basis"),
    recipient: () => byId(`recipient-${target.index}-${target.field ?? "name"}`),
    agency: () => byId(`own-agencies-${target.index}`), collective: () => byId(`own-collectives-${target.index}`),
  }[target?.part]?.() ?? byId("title-result");
  place.focus();
  place.scrollIntoView({ block: "center" });
}

export function startForm(given) {
  info = given;
  build();
  onLanguage(build);
  onChange(() => whenReleased(draw));
  onChecked(() => whenReleased(draw));
}

// The agencies of the plan with their counts; which of them get an extract is chosen here, and one
// press shows an extract in the preview.

import { make, button, byId } from "../element.js";
import { t, onLanguage } from "../words.js";
import { announce } from "../announce.js";
import { isOpen, onChange } from "../plan/history.js";
import { lastCheck, onChecked } from "../checking.js";
import { showPages } from "./preview.js";
import { whenReleased } from "../pressed.js";

let left = new Set(); // ids of agencies that get no extract
/** @type {(id: string) => void} */
let writeLetter = () => {};
const listeners = [];

/** Calls `listener()` when another set of agencies is chosen. */
export const onChosen = (listener) => listeners.push(listener);

const agencies = () => lastCheck()?.agencies ?? [];

/** Whose extracts are wanted: "all", "none" or their ids. */
export function chosenAgencies() {
  const chosen = agencies().filter((agency) => !left.has(agency.id));
  if (chosen.length === agencies().length) return chosen.length ? "all" : "none";
  return chosen.length ? chosen.map((agency) => agency.id) : "none";
}

/** How many are chosen, of how many. */
export const chosenCount = () =>
  ({ chosen: agencies().filter((agency) => !left.has(agency.id)).length, all: agencies().length });

function set(ids, on) {
  for (const id of ids) {
    if (on) left.delete(id);
    else left.add(id);
  }
  draw();
  for (const listener of listeners) listener();
}

function line(agency) {
  const id = `agency-${agency.id}`;
  const tick = make("input", { type: "checkbox", id,
    onchange: () => { set([agency.id], tick.checked); byId(id)?.focus(); } });
  tick.checked = !left.has(agency.id);
  return make("tr", {},
    make("td", {}, tick),
    make("th", { scope: "row" }, make("label", { for: id }, agency.name),
      agency.known ? null : make("small", {}, t("agency.unknown"))),
    make("td.count", {}, String(agency.leads)),
    make("td.count", {}, String(agency.supports)),
    make("td.count", {}, String(agency.copies)),
    make("td", {}, button(t("agency.see"), () => {
      showPages({ extract: agency.id });
      announce(t("agency.shown", { name: agency.name }));
    }, { class: "plain", "aria-label": t("agency.see.label", { name: agency.name }) }),
    button(t("letter.one"), () => writeLetter(agency.id), { class: "plain",
      "aria-label": t("letter.one.label", { name: agency.name }), disabled: lastCheck().buildable === false })));
}

function draw() {
  if (!isOpen() || !lastCheck()) return;
  const all = agencies();
  const { chosen } = chosenCount();
  const head = ["agency.pick", "agency.name", "agency.leads", "agency.supports", "agency.copies", "agency.extract"];
  const sum = (key) => all.reduce((total, agency) => total + agency[key], 0);
  byId("part-agencies").replaceChildren(
    make("h2", {}, t("agencies.title", { n: all.length })),
    make("div.line", {}, make("p", {}, t("agencies.chosen", { n: chosen, all: all.length })),
      button(t("agencies.all"), () => set(all.map((a) => a.id), true)),
      button(t("agencies.none"), () => set(all.map((a) => a.id), false))),
    make("table.agencies", {},
      make("thead", {}, make("tr", {}, ...head.map((key) => make("th", { scope: "col" }, t(key))))),
      make("tbody", {}, ...all.map(line)),
      make("tfoot", {}, make("tr", {}, make("td"), make("th", { scope: "row" }, t("agencies.sum")),
        make("td.count", {}, String(sum("leads"))), make("td.count", {}, String(sum("supports"))),
        make("td.count", {}, String(sum("copies"))), make("td")))),
    idle());
}

function idle() {
  const names = lastCheck().idle ?? [];
  if (names.length === 0) return make("p.hint", {}, t("agencies.no-idle"));
  return make("details", {}, make("summary", {}, t("agencies.idle", { n: names.length })),
    make("p", {}, names.join("; ")));
}

/** `write(id)` writes the letter to an agency. */
export function startAgencies(write) {
  writeLetter = write;
  onChecked(() => whenReleased(draw));
  onLanguage(draw);
  onChange(({ kind }) => { if (kind === "open") left = new Set(); });
}

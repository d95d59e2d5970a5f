// Finds text in the rows, with or without the marks of Vietnamese letters, and puts other text in its
// place: at one place, or everywhere in one step.

import { byId } from "../element.js";
import { t } from "../words.js";
import { announce } from "../announce.js";
import { plan, edit } from "../plan/history.js";
import { cellText, setCell } from "../plan/rows.js";
import * as grid from "./grid.js";
import { isNarrowed, showAll } from "./view.js";

/** One letter as it is compared; every letter stays one letter, so that places stay true. */
function letter(one) {
  const small = one.toLowerCase();
  const bare = small.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("đ", "d");
  return bare.length === 1 ? bare : small.length === 1 ? small : one;
}

const bare = (text) => [...text.normalize("NFC")].map(letter).join("");
const small = (text) => [...text.normalize("NFC")].map((one) => (one.toLowerCase().length === one.length ? one.toLowerCase() : one)).join("");
const fold = () => (byId("find-marks").checked ? small : bare);

/** Every place of the text: { id, field }, in reading order. */
function places() {
  const wanted = fold()(byId("find-text").value);
  if (wanted === "") return [];
  const fields = grid.currentColumns().map((column) => column.field).filter((field) => field !== "number");
  return plan().rows.flatMap((row) => (row.kind === "group" ? ["title"] : fields)
    .filter((field) => fold()(cellText(row, field)).includes(wanted)).map((field) => ({ id: row.id, field })));
}

/** The text with every find replaced. */
function replaced(text) {
  const given = text.normalize("NFC");
  const wanted = fold()(byId("find-text").value);
  const folded = fold()(given);
  let made = "";
  let at = 0;
  for (;;) {
    const next = folded.indexOf(wanted, at);
    if (next < 0) return made + given.slice(at);
    made += given.slice(at, next) + byId("find-with").value;
    at = next + wanted.length;
  }
}

const order = (list) => {
  const fields = grid.currentColumns().map((column) => column.field);
  const rows = plan().rows.map((row) => row.id);
  const place = ({ id, field }) => rows.indexOf(id) * 100 + Math.max(0, fields.indexOf(field));
  return { list, here: place(grid.currentPosition()), place };
};

/** Goes to the next find, or with -1 to the one before; the box keeps the focus. */
function go(by) {
  const all = places();
  tell(all.length);
  if (all.length === 0) return;
  const { here, place } = order(all);
  const next = by > 0 ? all.find((one) => place(one) > here) ?? all[0] : all.findLast((one) => place(one) < here) ?? all.at(-1);
  if (!grid.goTo(next.id, next.field, { focus: false }) && isNarrowed()) {
    showAll();
    grid.goTo(next.id, next.field, { focus: false });
  }
}

function tell(n) {
  byId("find-count").textContent = byId("find-text").value === "" ? "" : t("find.count", { n });
}

const write = (now, { id, field }) => {
  const row = now.rows.find((one) => one.id === id);
  return setCell(now, id, field, replaced(cellText(row, field)));
};

function replaceOne() {
  const { id } = grid.currentPosition();
  const row = grid.currentRow();
  const field = row?.kind === "group" ? "title" : grid.currentPosition().field;
  const here = places().find((one) => one.id === id && one.field === field);
  if (here) edit((now) => write(now, here), { at: here });
  go(1);
}

function replaceAll() {
  const all = places();
  if (all.length > 0) edit((now) => all.reduce(write, now), { at: all[0] });
  announce(t("find.done", { n: all.length }));
  byId("find-count").textContent = t("find.done", { n: all.length });
}

export function openFind() {
  byId("find-bar").hidden = false;
  byId("find-text").focus();
  byId("find-text").select();
  tell(places().length);
}

function closeFind() {
  byId("find-bar").hidden = true;
  grid.currentCell()?.focus({ preventScroll: true });
}

export function startFind() {
  byId("find-text").addEventListener("input", () => tell(places().length));
  byId("find-marks").addEventListener("change", () => tell(places().length));
  byId("find-next").addEventListener("click", () => go(1));
  byId("find-back").addEventListener("click", () => go(-1));
  byId("find-one").addEventListener("click", replaceOne);
  byId("find-all").addEventListener("click", replaceAll);
  byId("find-close").addEventListener("click", closeFind);
  byId("find-bar").addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape") closeFind();
    else if (event.key === "Enter" && event.target.id === "find-text") go(event.shiftKey ? -1 : 1);
    else if (event.key === "Enter" && event.target.id === "find-with") replaceOne();
    else return;
    event.preventDefault();
  });
}

// The menu of a right press (or of the button above the grid): the same verbs as the keys, with
// their keys beside them.

import { make, button, byId } from "../element.js";
import { t } from "../words.js";
import { announce, notice } from "../announce.js";
import * as grid from "./grid.js";
import { chosen } from "./range.js";
import { emptyChosen, pasteFrom } from "./clipboard.js";
import { openFind } from "./find.js";
import { act, usable } from "./tools.js";

/** Verbs and the keys that do the same; null is a line between. */
const VERBS = [
  ["cut", "Ctrl+X"], ["copy", "Ctrl+C"], ["paste", "Ctrl+V"], ["empty", "Delete"], ["fill", "Ctrl+D"], null,
  ["task", "Insert"], ["group", "Shift+Insert"], ["double", ""], ["join", ""], ["remove", "Ctrl+Delete"], null,
  ["up", "Alt+↑"], ["down", "Alt+↓"], ["deeper", ""], ["higher", ""], null,
  ["find", "Ctrl+F"],
];

let back = null; // what had the focus

export function closeMenu({ focus = true } = {}) {
  const menu = byId("menu");
  if (menu.hidden) return;
  menu.hidden = true;
  if (focus) (back?.isConnected ? back : grid.currentCell())?.focus({ preventScroll: true });
}

/** The clipboard can be read without a key only where the browser and the clerk allow it. */
async function paste() {
  try {
    const data = new Map();
    for (const item of await navigator.clipboard.read()) {
      for (const kind of ["text/plain", "text/html"]) {
        if (item.types.includes(kind)) data.set(kind, await (await item.getType(kind)).text());
      }
    }
    pasteFrom({ getData: (kind) => data.get(kind) ?? "" });
  } catch {
    notice({ vi: t("menu.paste.key"), en: t("menu.paste.key") }, { bad: false });
  }
}

function does(verb) {
  closeMenu();
  if (verb === "cut" || verb === "copy") {
    grid.currentCell()?.focus({ preventScroll: true });
    if (!document.execCommand(verb)) announce(t("menu.paste.key"));
  } else if (verb === "paste") paste();
  else if (verb === "empty") emptyChosen();
  else if (verb === "find") openFind();
  else act(verb);
}

function open(x, y) {
  const can = { ...usable(), cut: true, copy: true, paste: true, empty: true, find: true };
  const menu = byId("menu");
  back = document.activeElement;
  menu.replaceChildren(...VERBS.map((one) => {
    if (one === null) return make("div.between", { role: "separator" });
    const [verb, key] = one;
    const item = button(t(`menu.${verb}`), () => does(verb), { role: "menuitem", tabindex: "-1", disabled: !can[verb] });
    if (key) item.append(make("kbd", {}, key));
    return item;
  }));
  menu.hidden = false;
  const { width, height } = menu.getBoundingClientRect();
  menu.style.left = `${Math.max(4, Math.min(x, window.innerWidth - width - 4))}px`;
  menu.style.top = `${Math.max(4, Math.min(y, window.innerHeight - height - 4))}px`;
  items()[0]?.focus();
}

const items = () => [...byId("menu").querySelectorAll("button:not(:disabled)")];

/** Shows the menu below a button. */
export function openMenuAt(press) {
  const box = press.getBoundingClientRect();
  open(box.left, box.bottom + 2);
}

function onKey(event) {
  const list = items();
  const at = list.indexOf(document.activeElement);
  const to = { ArrowDown: (at + 1) % list.length, ArrowUp: (at - 1 + list.length) % list.length, Home: 0, End: list.length - 1 }[event.key];
  if (to !== undefined) list[to]?.focus();
  else if (event.key === "Escape" || event.key === "Tab") closeMenu();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

export function startMenu() {
  const menu = byId("menu");
  menu.setAttribute("role", "menu");
  menu.addEventListener("keydown", onKey);
  byId("grid").addEventListener("contextmenu", (event) => {
    if (event.target.closest(".editor")) return;
    const cell = event.target.closest(".body .cell");
    if (!cell && event.target !== byId("grid")) return;
    event.preventDefault();
    const id = cell ? Number(cell.parentElement.dataset.id) : null;
    // A press outside of what is chosen is meant for the cell under it.
    if (cell && !(cell.classList.contains("in") && chosen().rows.some((row) => row.id === id))) grid.goTo(id, cell.dataset.field);
    // From the keyboard there is no place of a mouse.
    const box = grid.currentCell()?.getBoundingClientRect();
    if (event.clientX === 0 && event.clientY === 0 && box) open(box.left + 20, box.bottom);
    else open(event.clientX, event.clientY);
  });
  window.addEventListener("mousedown", (event) => {
    if (!menu.hidden && !menu.contains(event.target)) closeMenu({ focus: false });
  }, { capture: true });
}

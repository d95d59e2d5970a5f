// Offers names of agencies under the box being typed in: for the name at the caret, as names in a
// cell are separated by semicolons.

import { make } from "../element.js";
import { t } from "../words.js";
import { announce } from "../announce.js";
import { fold, matching } from "./names.js";

const MOST = 8;

export class Suggestions {
  #box;
  #changed;
  #list = null;
  #names = [];
  #chosen = -1;

  /** `changed` is called when a name has been put into the box. */
  constructor(box, changed) {
    this.#box = box;
    this.#changed = changed;
    box.setAttribute("aria-autocomplete", "list");
    box.setAttribute("aria-haspopup", "listbox");
  }

  /** Where the name at the caret begins and ends. */
  #part() {
    const { value, selectionStart: caret } = this.#box;
    const start = value.lastIndexOf(";", caret - 1) + 1;
    const semicolon = value.indexOf(";", caret);
    return { start, end: semicolon < 0 ? value.length : semicolon };
  }

  offer() {
    const { start, end } = this.#part();
    const typed = this.#box.value.slice(start, end).trim();
    this.#names = typed === "" ? [] : matching(typed, MOST);
    if (this.#names.length === 1 && fold(this.#names[0].name) === fold(typed)
      && this.#names[0].name === typed) this.#names = [];
    // One alone, or the one that was typed but for its marks, is what is meant: Enter takes it, Esc
    // leaves what was typed.
    const whole = this.#names.some(({ name }) => name === typed) ? -1
      : this.#names.findIndex(({ name }) => fold(name) === fold(typed));
    this.#chosen = this.#names.length === 1 ? 0 : whole;
    this.#draw();
  }

  #draw() {
    this.close();
    if (this.#names.length === 0) return;
    this.#list = make("ul.offers", { role: "listbox", id: "offers", "aria-label": t("offers.label") },
      ...this.#names.map((name, index) => make("li", {
        role: "option", id: `offer-${index}`, "aria-selected": String(index === this.#chosen),
        // A press must not take the focus from the box: leaving it would close it.
        onmousedown: (event) => { event.preventDefault(); this.#take(index); },
      }, name.name, this.#remark(name))));
    // Inside the main part, which the list belongs to; it is placed by the window.
    document.getElementById("content").append(this.#list);
    const box = this.#box.getBoundingClientRect();
    const list = this.#list.getBoundingClientRect();
    const below = window.innerHeight - box.bottom;
    const top = below < list.height + 4 && box.top > list.height ? box.top - list.height - 2 : box.bottom + 2;
    this.#list.style.top = `${top}px`;
    this.#list.style.left = `${Math.max(4, Math.min(box.left, window.innerWidth - list.width - 8))}px`;
    this.#box.setAttribute("aria-controls", "offers");
    if (this.#chosen >= 0) this.#box.setAttribute("aria-activedescendant", `offer-${this.#chosen}`);
    announce(t("offers.count", { n: this.#names.length }));
  }

  #remark({ exists, short, members, open }) {
    const words = exists === false ? t("offers.gone")
      : open ? t("offers.open") : members ? t("offers.members", { n: members }) : short;
    return words ? make("small", {}, words) : null;
  }

  #choose(index) {
    this.#chosen = (index + this.#names.length) % this.#names.length;
    [...this.#list.children].forEach((item, i) =>
      item.setAttribute("aria-selected", String(i === this.#chosen)));
    this.#list.children[this.#chosen].scrollIntoView({ block: "nearest" });
    this.#box.setAttribute("aria-activedescendant", `offer-${this.#chosen}`);
  }

  #take(index) {
    const { start, end } = this.#part();
    const space = start > 0 ? " " : "";
    this.#box.setRangeText(`${space}${this.#names[index].name}`, start, end, "end");
    this.#names = [];
    this.close();
    this.#changed();
  }

  /** Whether the key was for the list. */
  key(event) {
    if (!this.#list) {
      if (event.key === "ArrowDown" && event.altKey) {
        event.preventDefault();
        this.offer();
        return true;
      }
      return false;
    }
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const first = event.key === "ArrowDown" ? 0 : -1;
      this.#choose(this.#chosen < 0 ? first : this.#chosen + (event.key === "ArrowDown" ? 1 : -1));
      return true;
    }
    if ((event.key === "Enter" || event.key === "Tab") && this.#chosen >= 0) {
      event.preventDefault();
      this.#take(this.#chosen);
      return true;
    }
    if (event.key === "Escape") {
      event.preventDefault();
      this.#names = [];
      this.close();
      return true;
    }
    return false;
  }

  close() {
    this.#list?.remove();
    this.#list = null;
    this.#box.removeAttribute("aria-activedescendant");
    this.#box.removeAttribute("aria-controls");
  }
}

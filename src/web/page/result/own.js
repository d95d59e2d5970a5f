// The plan's own agencies and collective names, beside the directory: what a province has that the
// program does not know.

import { make, button } from "../element.js";
import { t, said } from "../words.js";
import { plan, edit } from "../plan/history.js";
import { setOwn } from "../plan/document.js";
import { findingsAt } from "../checking.js";
import { findingParts } from "../check/card.js";
import { follow } from "./form.js";

const split = (text) => text.split(";").map((one) => one.trim()).filter((one) => one !== "");

/** The boxes of each list: key, kind of value. */
const BOXES = {
  agencies: [["name", "text"], ["short", "text"], ["kind", "kind"]],
  collectives: [["name", "text"], ["members", "list"]],
};
const PLACE = { agencies: "agency", collectives: "collective" };

/** The part of the form; `draw` makes it follow the plan. */
export function ownPart(info) {
  const lists = Object.keys(BOXES).map((name) => ({ name, list: make("ul.lines") }));
  const blocks = lists.map(({ name, list }) => {
    const add = button(t(`own.${name}.add`), () => {
      edit((now) => setOwn(now, name, (all) => [...all, { name: "" }]));
      list.lastElementChild.querySelector("input").focus();
    });
    return make("div", {}, make("h3", {}, t(`own.${name}`)), make("p.hint", {}, t(`own.${name}.hint`)), list, add);
  });
  return { element: make("div", {}, ...blocks), draw: () => lists.forEach((one) => draw(one, info)) };
}

function line({ name, list }, index, info) {
  const change = (key, value) => edit((now) => setOwn(now, name, (all) => all.map((one, i) => {
    if (i !== index) return one;
    const next = { ...one, [key]: value };
    if (value.length === 0) delete next[key];
    return next;
  })), { join: `own/${name}/${index}/${key}` });
  const boxes = BOXES[name].map(([key, kind], at) => {
    const label = t(`own.${name}.${key}`, { n: index + 1 });
    const id = at === 0 ? `own-${name}-${index}` : null;
    if (kind === "kind") {
      return make("select", { "aria-label": label, dataset: { key },
        onchange: ({ target }) => change(key, target.value) },
      make("option", { value: "" }, t("own.kind.none")),
      ...info.kinds.map((one) => make("option", { value: one.id }, said(one))));
    }
    return make(key === "short" ? "input.short" : "input.wide", { id, type: "text", autocomplete: "off", dataset: { key },
      "aria-label": label, placeholder: label,
      oninput: ({ target }) => change(key, kind === "list" ? split(target.value) : target.value) });
  });
  const remove = button(t("own.remove"), () => edit((now) => setOwn(now, name,
    (all) => all.filter((_, i) => i !== index))), { class: "plain", "aria-label": t("own.remove.label", { n: index + 1 }) });
  return make("li", {}, ...boxes, remove, make("div.under"));
}

function draw(one, info) {
  const { name, list } = one;
  const all = plan()[name] ?? [];
  while (list.children.length > all.length) list.lastElementChild.remove();
  while (list.children.length < all.length) list.append(line(one, list.children.length, info));
  all.forEach((entry, index) => {
    for (const box of list.children[index].querySelectorAll("[data-key]")) {
      if (box === document.activeElement) continue;
      const value = entry[box.dataset.key] ?? "";
      const text = Array.isArray(value) ? value.join("; ") : value;
      if (box.tagName === "SELECT" && text !== "" && ![...box.options].some((option) => option.value === text)) {
        box.append(make("option", { value: text }, text));
      }
      follow(box, text);
    }
    const found = findingsAt(`${PLACE[name]}/${index}`);
    list.children[index].querySelector(".under").replaceChildren(
      ...found.map((finding) => make("div.one", {}, ...findingParts(finding))));
  });
}

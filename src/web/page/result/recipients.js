// Nơi nhận: one line each, with the number of copies; it orders the print set and counts it.

import { make, button } from "../element.js";
import { t } from "../words.js";
import { plan, edit } from "../plan/history.js";
import { documentOf, setRecipients } from "../plan/document.js";
import { findingsAt } from "../checking.js";
import { findingParts } from "../check/card.js";
import { follow } from "./form.js";

/** The part of the form; `draw` makes it follow the plan. */
export function recipientsPart() {
  const list = make("ul.lines");
  const add = button(t("recipient.add"), () => {
    edit((now) => setRecipients(now, (all) => [...all, { name: "" }]));
    list.lastElementChild.querySelector("input").focus();
  });
  const element = make("div", {}, make("p.hint", {}, t("recipient.hint")), list, add);
  return { element, draw: () => draw(list, add) };
}

function line(index, list, add) {
  const change = (key, value) => edit((now) => setRecipients(now, (all) => all.map((one, i) => {
    if (i !== index) return one;
    const next = { ...one, [key]: value };
    if (key === "copies" && value.trim() === "") delete next.copies;
    return next;
  })), { join: `recipient/${index}/${key}` });
  const box = (key, words, type) => {
    const input = make("input", { type: "text", id: `recipient-${index}-${key}`, class: type, autocomplete: "off",
      inputmode: key === "copies" ? "numeric" : null,
      "aria-label": t(words, { n: index + 1 }), oninput: () => change(key, input.value) });
    return input;
  };
  const remove = button(t("recipient.remove"), () => {
    edit((now) => setRecipients(now, (all) => all.filter((_, i) => i !== index)));
    (list.children[Math.min(index, list.children.length - 1)]?.querySelector("input") ?? add).focus();
  }, { class: "plain", "aria-label": t("recipient.remove.label", { n: index + 1 }) });
  return make("li", {}, box("name", "recipient.name", "wide"), box("copies", "recipient.copies", "short"),
    remove, make("div.under"));
}

function draw(list, add) {
  const all = documentOf(plan()).recipients;
  while (list.children.length > all.length) list.lastElementChild.remove();
  while (list.children.length < all.length) list.append(line(list.children.length, list, add));
  all.forEach((recipient, index) => {
    const [name, copies] = list.children[index].querySelectorAll("input");
    follow(name, recipient.name ?? "");
    follow(copies, recipient.copies ?? "");
    const found = findingsAt(`recipient/${index}`);
    list.children[index].querySelector(".under").replaceChildren(
      ...found.map((finding) => make("div.one", {}, ...findingParts(finding))));
  });
}

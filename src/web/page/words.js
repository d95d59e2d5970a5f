// Puts the words of the chosen language on the page, and says which language that is.

import vi from "./words.vi.js";
import en from "./words.en.js";

const LANGUAGES = { vi, en };
const listeners = [];
let language = "vi";

/** The text of a key, with `{name}` filled in. */
export function t(key, values = {}) {
  const text = LANGUAGES[language][key] ?? vi[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}

/** The text in the chosen language of anything that carries both. */
export const said = (both) => both?.[language] || both?.vi || "";

export const currentLanguage = () => language;

export function setLanguage(next) {
  language = next;
  document.documentElement.lang = next;
  putWords(document);
  for (const listener of listeners) listener();
}

export const onLanguage = (listener) => listeners.push(listener);

/** Fills every element below `root` that names its words. */
export function putWords(root) {
  for (const element of root.querySelectorAll("[data-t]")) element.textContent = t(element.dataset.t);
  for (const element of root.querySelectorAll("[data-t-label]")) {
    element.setAttribute("aria-label", t(element.dataset.tLabel));
  }
  for (const element of root.querySelectorAll("[data-t-title]")) element.title = t(element.dataset.tTitle);
}

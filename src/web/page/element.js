// Makes elements of the page, so that no text from a file is ever read as HTML.

/**
 * @returns {any}
 *
 * `make("button.main", { type: "button", onclick: f }, "Words", child)`: tag and classes; `on…`
 * are listeners, `dataset` is copied, true is an empty attribute, false and null leave it out.
 */
export function make(what, attributes = {}, ...children) {
  const [tag, ...classes] = what.split(".");
  const element = document.createElement(tag);
  if (classes.length) element.className = classes.join(" ");
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "dataset") Object.assign(element.dataset, value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

export const button = (words, onclick, attributes = {}) =>
  make(attributes.class ? `button.${attributes.class}` : "button",
    { type: "button", onclick, ...attributes, class: null }, words);

/**
 * The element with an id of the page's own; what it is, whoever asks for it knows.
 * @param {string} id
 * @returns {any}
 */
export const byId = (id) => document.getElementById(id);

// The rows of the grid, a few to a strip: the browser lays out and watches the strips near the window
// and passes over the others, where a watch on each of 2,000 rows would cost a quarter of a frame.

import { make } from "../element.js";

const ROWS = 16;

/** Puts `elements` into the strips of `body` in their order; who stands right is not touched. */
export function putInStrips(body, elements) {
  const wanted = new Set(elements);
  for (const strip of [...body.children]) {
    for (const element of [...strip.children]) if (!wanted.has(element)) element.remove();
  }
  const count = Math.ceil(elements.length / ROWS);
  while (body.children.length < count) body.append(make("div.strip", { role: "presentation" }));
  let strip = body.firstElementChild;
  for (let begin = 0; begin < elements.length; begin += ROWS) {
    // What is left at the end of this strip is taken by those behind it.
    let next = strip.firstElementChild;
    for (const element of elements.slice(begin, begin + ROWS)) {
      if (element === next) next = next.nextElementSibling;
      else strip.insertBefore(element, next);
    }
    strip = strip.nextElementSibling;
  }
  while (body.children.length > count) body.lastElementChild.remove();
}

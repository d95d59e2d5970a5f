// How wide the columns are and which are shown, as the clerk set it: kept in this browser for the
// next file, as long as it may keep anything.

import { choice, setChoice } from "../plan/kept.js";

const LEAST_PX = 48;

const listeners = [];
let set = { widths: {}, hidden: [], shown: [] };

/** Calls `listener()` after each change. */
export const onWidths = (listener) => listeners.push(listener);

/** What the clerk set: widths in pixels by field, fields hidden, fields shown that are not printed. */
export const columnChoices = () => set;

function change(next) {
  set = next;
  setChoice("columns", set);
  for (const listener of listeners) listener();
}

/** Makes a column so many pixels wide. */
export const widen = (field, px) =>
  change({ ...set, widths: { ...set.widths, [field]: Math.max(LEAST_PX, Math.round(px)) } });

/** Shows or hides a column. */
export const showColumn = (field, on) => change({ ...set,
  hidden: on ? set.hidden.filter((one) => one !== field) : [...new Set([...set.hidden, field])],
  shown: on ? [...new Set([...set.shown, field])] : set.shown.filter((one) => one !== field) });

/** Widths and columns as the annex has them. */
export const forgetColumns = () => change({ widths: {}, hidden: [], shown: [] });

/** Takes up what was kept. */
export async function startWidths() {
  set = { ...set, ...(await choice("columns")) };
}

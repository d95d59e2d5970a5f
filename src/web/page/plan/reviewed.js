// Which rows of a draft made from sentences the clerk should look at, and which were looked at: the
// tick stands in the words of how sure the row is, so that it goes with them wherever they go.

import { rowIndex } from "./rows.js";

/** How sure the reading says it is, where it is not sure ("cần xem lại", "nên xem lại"). */
const UNSURE = /^(cần|nên) xem lại|^chưa thấy/i;
const TICK = "đã xem: ";

/** Whether a row was ticked off. */
export const isTicked = (row) => Boolean(row.trace?.why?.startsWith(TICK));

/** Whether a row came from a sentence and waits to be looked at. */
export const needsReview = (row) => row.kind === "task" && UNSURE.test(row.trace?.why ?? "");

/** How sure a row is, without the tick. */
export const surenessOf = (row) => (row.trace?.why ?? "").replace(TICK, "");

/** The other reading of a row's sentence in its place, and this one where that was: a press back. */
export function readOtherwise(plan, id) {
  const index = rowIndex(plan, id);
  const row = plan.rows[index];
  const other = row?.trace?.other;
  if (!other) return plan;
  const { content = [], lead = [], support = [] } = row.values;
  const values = { ...row.values };
  for (const [field, texts] of [["content", [other.content]], ["lead", other.lead], ["support", other.support]]) {
    if (texts.length) values[field] = texts;
    else delete values[field];
  }
  const rows = [...plan.rows];
  rows[index] = { ...row, values, trace: { ...row.trace, why: TICK + surenessOf(row),
    other: { content: content.join("; "), lead, support } } };
  return { ...plan, rows };
}

/** Ticks a row off, or takes the tick back. */
export function setTicked(plan, id, on) {
  const index = rowIndex(plan, id);
  const row = plan.rows[index];
  if (!row?.trace || isTicked(row) === on) return plan;
  const rows = [...plan.rows];
  rows[index] = { ...row, trace: { ...row.trace, why: (on ? TICK : "") + surenessOf(row) } };
  return { ...plan, rows };
}

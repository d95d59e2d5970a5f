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

/** Ticks a row off, or takes the tick back. */
export function setTicked(plan, id, on) {
  const index = rowIndex(plan, id);
  const row = plan.rows[index];
  if (!row?.trace || isTicked(row) === on) return plan;
  const rows = [...plan.rows];
  rows[index] = { ...row, trace: { ...row.trace, why: (on ? TICK : "") + surenessOf(row) } };
  return { ...plan, rows };
}

// Which rows of a draft made from sentences the clerk should look at, and which were looked at: the
// tick is kept with the row.

import { rowIndex } from "./rows.js";

/** How sure the reading says it is, where it is not sure ("cần xem lại", "nên xem lại"). */
const UNSURE = /xem lại|chưa thấy|không rõ/i;

/** Whether a row came from a sentence and waits to be looked at. */
export const needsReview = (row) => row.kind === "task" && Boolean(row.trace) && !row.trace.ticked
  && UNSURE.test(row.trace.why ?? "");

export const isTicked = (row) => Boolean(row.trace?.ticked);

/** Ticks a row off, or takes the tick back. */
export function setTicked(plan, id, on) {
  const index = rowIndex(plan, id);
  const row = plan.rows[index];
  if (!row?.trace || Boolean(row.trace.ticked) === on) return plan;
  const rows = [...plan.rows];
  rows[index] = { ...row, trace: { ...row.trace, ticked: on } };
  return { ...plan, rows };
}

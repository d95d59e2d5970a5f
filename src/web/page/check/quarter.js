// The quarter by which a task is due, as the program understood its deadline.

import { understood } from "../checking.js";

/** "2026-2" for the second quarter of 2026, "recurring", "none", or "other" for what is no day. */
export function quarterOf(row) {
  const deadline = understood(row.id)?.deadline;
  if (!deadline) return "none";
  if (deadline.recurring) return "recurring";
  const [, year, month] = /^(\d{4})-(\d{2})/.exec(deadline.end ?? "") ?? [];
  return year ? `${year}-${Math.ceil(Number(month) / 3)}` : "other";
}

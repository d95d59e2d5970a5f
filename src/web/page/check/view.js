// Which rows are shown and in what order, of what the clerk asks for: rows with findings, of one
// agency, of one group, of one state or quarter. The plan itself keeps its order.

import { plan, onChange } from "../plan/history.js";
import { cellText } from "../plan/rows.js";
import { understood } from "../checking.js";
import { hasFindings } from "./row.js";
import { needsReview } from "../plan/reviewed.js";
import { quarterOf } from "./quarter.js";

const PLAIN = { only: false, agency: "", role: "", group: null, state: "", quarter: "", sort: "" };

const listeners = [];
let view = PLAIN;

/** Calls `listener()` when other rows are asked for. */
export const onView = (listener) => listeners.push(listener);

export const currentView = () => view;

/** Whether anything but the whole plan in its order is shown. */
export const isNarrowed = () => Object.keys(PLAIN).some((key) => view[key] !== PLAIN[key]);

export function setView(change) {
  view = { ...view, ...change };
  for (const listener of listeners) listener();
}

export const showAll = () => setView(PLAIN);

const does = (id, agency, role) => {
  const known = understood(id);
  return (role !== "support" && known?.lead?.includes(agency)) || (role !== "lead" && known?.support?.includes(agency));
};

const STATES = {
  review: needsReview,
  "no-lead": (row) => cellText(row, "lead") === "",
  "no-deadline": (row) => cellText(row, "deadline") === "",
};
/** The states that rows can be asked for. */
export const STATE_NAMES = Object.keys(STATES);

/** The rows in each group, by its id: those up to the next group of its level or above. */
function idsInGroup(rows, id) {
  const start = rows.findIndex((row) => row.id === id);
  if (start < 0) return null;
  const ids = new Set([id]);
  for (const row of rows.slice(start + 1)) {
    if (row.kind === "group" && row.level <= rows[start].level) break;
    ids.add(row.id);
  }
  return ids;
}

/** Whether a task is among those asked for; findings are asked for apart, as groups have them too. */
const fits = (row) => (view.agency === "" || does(row.id, view.agency, view.role))
  && (view.state === "" || STATES[view.state](row))
  && (view.quarter === "" || quarterOf(row) === view.quarter);

/** The groups around a row and nothing else, so that the tasks that are shown have their places. */
function withGroups(rows, shown) {
  const open = [];
  const wanted = new Set();
  for (const row of rows) {
    if (row.kind === "group") {
      open.length = Math.min(open.length, row.level - 1);
      open[row.level - 1] = row.id;
    } else if (shown(row)) {
      wanted.add(row.id);
      for (const id of open) wanted.add(id);
    }
  }
  return (row) => wanted.has(row.id);
}

/** Rows by the text of a field; where two are alike they keep their order. */
function sorted(rows, field) {
  const key = field === "deadline" ? (row) => understood(row.id)?.deadline?.end ?? "9999" : (row) => cellText(row, field) || "\uffff";
  return rows.filter((row) => row.kind === "task").map((row) => [key(row), row])
    .sort(([a], [b]) => a.localeCompare(b, "vi")).map(([, row]) => row);
}

/** The rows to show; `held` is one that stays whatever is asked for. */
export function rowsInView(columns, held) {
  let { rows } = plan();
  const inGroup = view.group === null ? null : idsInGroup(rows, view.group);
  if (inGroup) rows = rows.filter((row) => inGroup.has(row.id));
  if (view.agency || view.state || view.quarter) {
    const wanted = withGroups(rows, fits);
    rows = rows.filter((row) => row.id === held || wanted(row));
  }
  if (view.only) rows = rows.filter((row) => row.id === held || hasFindings(row, columns));
  return view.sort ? sorted(rows, view.sort) : rows;
}

onChange(({ kind }) => {
  if (kind === "open") view = PLAIN;
});

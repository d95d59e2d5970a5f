// Asks the program after each change what is wrong now and how rows are numbered; keeps the last
// answer and gives its findings by place.

import * as api from "./api.js";
import { tell } from "./announce.js";
import { plan, options, onChange } from "./plan/history.js";

/** While pages are watched they come first: both would share the same processor. */
const WAIT_MS = { rows: 150, pages: 450 };
const listeners = [];
let latest = null;
let findings = [];
let byPlace = new Map();
let numbers = new Map();
let timer = 0;
let pace = "rows";
let running = null;

/** Calls `listener()` after each answer. */
export const onChecked = (listener) => listeners.push(listener);

export const lastCheck = () => latest;
export const allFindings = () => findings;
export const isChecking = () => timer !== 0 || running !== null;

/** What the program understood of a row: its number, leads, deadline. */
export const understood = (id) => numbers.get(id);

/** The key of a place, for `findingsAt`. */
export function placeKey(target) {
  switch (target?.part) {
    case "task": return `row/${target.row}/${target.field}`;
    case "row": return `row/${target.row}/`;
    case "document": return `document/${target.field}`;
    case "basis": return "basis";
    case "recipient": return `recipient/${target.index}`;
    case "agency": case "collective": return `${target.part}/${target.index}`;
    default: return "plan";
  }
}

export const findingsAt = (key) => byPlace.get(key) ?? [];

const WEIGHT = { error: 0, warning: 1, note: 2 };

function take(answer, of) {
  latest = answer;
  numbers = new Map(answer.rows.map((row) => [row.id, row]));
  const order = new Map(of.rows.map((row, index) => [row.id, index]));
  const place = ({ target }) => order.get(target?.row) ?? -1;
  findings = [...(of.reading ?? []), ...answer.findings]
    .map((finding) => ({ ...finding, original: finding }))
    .sort((a, b) => place(a) - place(b) || WEIGHT[a.severity] - WEIGHT[b.severity]);
  byPlace = new Map();
  for (const finding of findings) {
    const key = placeKey(finding.target);
    if (byPlace.has(key)) byPlace.get(key).push(finding);
    else byPlace.set(key, [finding]);
  }
  for (const listener of listeners) listener();
}

/** An answer that came with the plan itself. */
export const takeCheck = (answer) => take(answer, plan());

async function ask() {
  timer = 0;
  running?.abort();
  const mine = new AbortController();
  running = mine;
  const asked = plan();
  try {
    const answer = await api.check(asked, options(), mine.signal);
    if (running !== mine) return;
    running = null;
    if (plan() === asked) take(answer, asked);
  } catch (error) {
    if (running === mine) running = null;
    tell(error);
  }
}

/** What the clerk looks at: "rows" or "pages". */
export const setPace = (next) => { pace = next; };

/** Asks anew, soon. */
export function checkSoon() {
  clearTimeout(timer);
  timer = setTimeout(ask, WAIT_MS[pace]);
}

onChange(({ kind }) => {
  if (kind === "edit" || kind === "undo" || kind === "redo") checkSoon();
});

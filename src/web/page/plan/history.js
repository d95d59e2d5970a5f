// The plan being edited, with its undo: every change makes a new plan that shares what did not
// change, so that a step back is the plan before it.

const MOST_STEPS = 500;

const listeners = [];
let past = [];
let future = [];
let present = null; // { plan, options, at, join }
let saved = null;

/** Calls `listener({ kind, at })` after each change; kind: open | edit | undo | redo | saved. */
export const onChange = (listener) => listeners.push(listener);

const tellAll = (kind, at = null, again = false) => {
  for (const listener of listeners) listener({ kind, at, again });
};

export const plan = () => present?.plan ?? null;
export const options = () => present?.options ?? {};
export const isOpen = () => present !== null;
export const isDirty = () => present !== null && present.plan !== saved;
export const canUndo = () => past.length > 0;
export const canRedo = () => future.length > 0;

/** Begins with a plan just read; one taken up `again` is still to be downloaded. */
export function open(newPlan, newOptions = {}, { again = false } = {}) {
  past = [];
  future = [];
  present = { plan: newPlan, options: { draft: false, ...newOptions }, at: null, join: null };
  saved = again ? null : newPlan;
  tellAll("open", null, again);
}

/**
 * One step. `change` makes the new plan of the old; `at` is the cell to show when it is undone;
 * steps with the same `join` in a row are one (typing in a box).
 */
export function edit(change, { at = null, join = null, newOptions = null } = {}) {
  const next = change(present.plan);
  const nextOptions = newOptions ?? present.options;
  if (next === present.plan && nextOptions === present.options) return false;
  if (join === null || join !== present.join) {
    past.push(present);
    if (past.length > MOST_STEPS) past.shift();
  }
  future = [];
  present = { plan: next, options: nextOptions, at, join };
  tellAll("edit", at);
  return true;
}

/** A choice of the run as a step of its own. */
export const setOption = (key, value) =>
  edit((same) => same, { newOptions: { ...options(), [key]: value } });

export function undo() {
  if (!canUndo()) return;
  const { at } = present;
  future.push(present);
  present = past.pop();
  present.join = null;
  tellAll("undo", at);
}

export function redo() {
  if (!canRedo()) return;
  past.push(present);
  present = future.pop();
  present.join = null;
  tellAll("redo", present.at);
}

/** The clerk has this plan as a file now; `which` is the plan that was written. */
export function markSaved(which) {
  saved = which;
  tellAll("saved");
}

// Unfinished plans in this browser's own store, so that a reload, a crash or a new start of the
// program loses nothing: saved soon after each change, forgotten once downloaded or after 14 days.
// Nothing but the plan and the choices of its run is kept, and nothing leaves the computer.

import { isDirty, isOpen, onChange, options, plan } from "./history.js";

const DAYS = 14;
const WAIT_MS = 600;
const DAY_MS = 86_400_000;

const listeners = [];
let store = null;    // the database, null where the browser gives none
let isOn = true;
let id = "";         // of the plan on the page
let savedAt = null;  // when it was last kept
let keptPlan = null;
let timer = 0;

/** Calls `listener()` when something was kept, forgotten, or keeping was switched. */
export const onKept = (listener) => listeners.push(listener);
const tellAll = () => { for (const listener of listeners) listener(); };

/** Whether unfinished plans are kept; null where the browser cannot. */
export const isKeeping = () => (store === null ? null : isOn);

/** When the plan on the page was last kept, as Date; null when it has not been. */
export const keptAt = () => savedAt;

const done = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

function openStore() {
  const request = indexedDB.open("danhmuc", 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore("plans", { keyPath: "id" });
    request.result.createObjectStore("choices");
  };
  return done(request);
}

const table = (name, mode) => store.transaction(name, mode).objectStore(name);

/** The names of the plans that other tabs have open. */
async function openElsewhere() {
  const { held = [] } = await navigator.locks.query();
  return new Set(held.map((lock) => lock.name));
}

/** As long as this tab lives, others see that it has the plan. */
const hold = (name) => void navigator.locks.request(name, () => new Promise(() => {})).catch(() => {});

const lockOf = (one) => `danhmuc-${one}`;

/** Unfinished plans that no tab has open, newest first: { id, name, at: Date }. */
export async function unfinished() {
  if (store === null) return [];
  const [all, elsewhere] = await Promise.all([done(table("plans", "readonly").getAll()), openElsewhere()]);
  return all.filter((one) => !elsewhere.has(lockOf(one.id))).sort((a, b) => b.at - a.at)
    .map((one) => ({ id: one.id, name: one.plan.name, at: new Date(one.at) }));
}

/** Takes an unfinished plan up again: { plan, options }. */
export async function takeUp(which) {
  const found = await done(table("plans", "readonly").get(which));
  id = which;
  hold(lockOf(id));
  return found;
}

/** Forgets an unfinished plan. */
export async function forget(which) {
  await done(table("plans", "readwrite").delete(which));
  if (which === id) savedAt = null;
  tellAll();
}

/** Switches keeping on or off; off also forgets all that was kept. */
export async function setKeeping(on) {
  isOn = on;
  await done(table("choices", "readwrite").put(on, "keeping"));
  if (on) await keep();
  else await done(table("plans", "readwrite").clear());
  if (!on) savedAt = null;
  tellAll();
}

/** A choice of the clerk's that is no part of a plan. */
export const choice = async (name) => (store === null ? undefined
  : done(table("choices", "readonly").get(name)).catch(() => undefined));

export function setChoice(name, value) {
  if (store !== null && isOn) done(table("choices", "readwrite").put(value, name)).catch(() => {});
}

async function keep() {
  clearTimeout(timer);
  timer = 0;
  if (store === null || !isOn || !isOpen()) return;
  if (!isDirty()) {
    keptPlan = null;
    if (savedAt) await forget(id);
    return;
  }
  if (plan() === keptPlan) return;
  keptPlan = plan();
  const at = Date.now();
  try {
    await done(table("plans", "readwrite").put({ id, at, plan: keptPlan, options: options() }));
    savedAt = new Date(at);
  } catch {
    // No room on the disk: the page says when it last kept something, and that grows old.
    keptPlan = null;
  }
  tellAll();
}

/** Opens the store and clears what is too old. */
export async function startKeeping() {
  try {
    store = await openStore();
    isOn = (await done(table("choices", "readonly").get("keeping"))) ?? true;
    for (const one of await done(table("plans", "readonly").getAll())) {
      if (one.at < Date.now() - DAYS * DAY_MS) await done(table("plans", "readwrite").delete(one.id));
    }
  } catch {
    store = null; // a private window, or a browser that forbids it
  }
  onChange(({ kind, again }) => {
    if (kind === "open" && !again) {
      id = crypto.randomUUID();
      hold(lockOf(id));
    }
    if (kind === "open") {
      keptPlan = null;
      savedAt = null;
    }
    clearTimeout(timer);
    timer = setTimeout(keep, WAIT_MS);
  });
  for (const end of ["pagehide", "visibilitychange"]) {
    window.addEventListener(end, () => { if (timer) keep(); }, { capture: true });
  }
  tellAll();
}

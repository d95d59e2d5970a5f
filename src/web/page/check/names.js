// The names that may be written for this document, and which of them fit what is typed.

import * as api from "../api.js";
import { tell } from "../announce.js";
import { plan, onChange } from "../plan/history.js";

const WAIT_MS = 400;

let names = [];
let from = null; // what the list was made for
let timer = 0;
let running = null;

/** Lower case without marks, as `search` of the program. */
export const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("đ", "d");

function rank(name, words, whole) {
  const text = fold(name.name);
  if (fold(name.short ?? "") === whole || text === whole) return 0;
  if (text.startsWith(whole)) return 1;
  if (` ${text}`.includes(` ${words[0]}`) && words.every((word) => ` ${text}`.includes(` ${word}`))) return 2;
  return 3;
}

/** The best names for what is typed, those that do not exist on the day last. */
export function matching(typed, most) {
  const whole = fold(typed).replace(/\s+/g, " ").trim();
  const words = whole.split(/[\s,&-]+/).filter((word) => word !== "");
  if (words.length === 0) return [];
  return names
    .filter((name) => words.every((word) => name.search.includes(word)))
    .map((name, index) => ({ name, index, rank: rank(name, words, whole) + (name.exists === false ? 10 : 0) }))
    .sort((a, b) => a.rank - b.rank || a.index - b.index)
    .slice(0, most)
    .map(({ name }) => name);
}

async function load() {
  timer = 0;
  const now = plan();
  const key = JSON.stringify([now.document, now.agencies, now.collectives]);
  if (key === from) return;
  running?.abort();
  const mine = new AbortController();
  running = mine;
  try {
    // The rows are many and say nothing of which names there are.
    const answer = await api.names({ ...now, rows: [], reading: [], passed_over: [] }, mine.signal);
    if (running !== mine) return;
    names = [...answer.agencies, ...answer.collectives];
    from = key;
  } catch (error) {
    tell(error);
  }
}

onChange(({ kind }) => {
  if (kind === "saved") return;
  clearTimeout(timer);
  timer = setTimeout(load, kind === "open" ? 0 : WAIT_MS);
});

// That this page is open, told to the program every few minutes, for the program ends an hour after
// the last page has gone; and the button that ends it at once.

import * as api from "./api.js";
import { byId } from "./element.js";
import { t } from "./words.js";
import { notice, tell } from "./announce.js";
import { isDirty } from "./plan/history.js";

// A sleeping tab or a locked computer may miss many of them.
const EVERY_MS = 120_000;

let timer = 0;

function beat() {
  api.here().catch((error) => {
    // Another start of the program answers at this address: this page has none any more.
    if (error.code !== "token") return;
    clearInterval(timer);
    tell(error);
  });
}

async function quit() {
  if (!window.confirm(t(isDirty() ? "quit.dirty" : "quit.sure"))) return;
  try {
    await api.end();
  } catch (error) {
    tell(error);
    return;
  }
  clearInterval(timer);
  byId("quit").disabled = true;
  notice({ vi: t("quit.done"), en: t("quit.done") }, { bad: false, keep: true });
}

/** Begins to tell the program of this page. */
export function startPresence() {
  timer = window.setInterval(beat, EVERY_MS);
  // A page that comes back into sight tells at once whether its program is still there.
  document.addEventListener("visibilitychange", () => { if (!document.hidden) beat(); });
  byId("quit").addEventListener("click", quit);
}

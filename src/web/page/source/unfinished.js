// On step 1: the plans that were left unfinished, each taken up again or forgotten with one press,
// and the switch for computers that several people share.

import { make, button, byId } from "../element.js";
import { t, currentLanguage, onLanguage } from "../words.js";
import { announce } from "../announce.js";
import { forget, isKeeping, onKept, setKeeping, takeUp, unfinished } from "../plan/kept.js";

const MOST = 5;

/** "14:32", with the day where it is not today. */
export function timeWords(at) {
  const isToday = at.toDateString() === new Date().toDateString();
  const two = (n) => String(n).padStart(2, "0");
  const time = `${two(at.getHours())}:${two(at.getMinutes())}`;
  return isToday ? time : t("kept.day", { time, day: `${at.getDate()}/${at.getMonth() + 1}` });
}

function line({ id, name, at }, open) {
  const words = t("kept.again", { name, at: timeWords(at) });
  return make("li", {}, button(words, async () => open(await takeUp(id)), { class: "again" }),
    button(t("kept.forget"), async () => {
      await forget(id);
      announce(t("kept.forgotten"));
      byId("title-source").focus();
    }, { class: "plain", "aria-label": t("kept.forget.label", { name }) }));
}

/** Whether two lists of plans are drawn alike. */
let drawn = "";

async function draw(open) {
  const all = isKeeping() ? await unfinished().catch(() => []) : [];
  const from = JSON.stringify([all, isKeeping(), currentLanguage()]);
  if (from === drawn) return;
  drawn = from;
  const list = byId("unfinished");
  list.hidden = all.length === 0;
  list.replaceChildren(...(all.length ? [make("h2", {}, t("kept.title")),
    make("ul", {}, ...all.slice(0, MOST).map((one) => line(one, open)))] : []));
  byId("keeping").replaceChildren(...(isKeeping() === null ? [t("kept.cannot")] : [
    make("span", {}, t(isKeeping() ? "kept.on" : "kept.off")), " ",
    button(t(isKeeping() ? "kept.switch-off" : "kept.switch-on"), async () => {
      await setKeeping(!isKeeping());
      announce(t(isKeeping() ? "kept.is-on" : "kept.is-off"));
      byId("keeping").querySelector("button")?.focus();
    }, { class: "plain" })]));
}

/** `open({ plan, options })` puts a plan on the page. */
export function startUnfinished(open) {
  const again = () => draw(open);
  onKept(again);
  onLanguage(again);
  again();
  return again;
}

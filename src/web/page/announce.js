// What the page says to the clerk: a quiet line for results, a notice that stays for trouble.

import { make, button, byId } from "./element.js";
import { t, said, onLanguage } from "./words.js";

let shown = null;

/** Says `words` to who listens rather than looks. */
export function announce(words) {
  const live = byId("live");
  // The same words twice are only spoken again when the text has changed.
  live.textContent = live.textContent === words ? `${words} ` : words;
}

/** A notice above the page; `both` carries vi and en, `actions` are [key of words, function]. */
export function notice(both, { bad = true, actions = [], keep = false } = {}) {
  shown = { both, bad, actions, keep };
  draw();
}

/** Takes the notice away; one that must stay only goes when `all` says so. */
export function clearNotice({ all = false } = {}) {
  if (!shown || (shown.keep && !all)) return;
  shown = null;
  draw();
}

function draw() {
  const box = byId("notice");
  box.hidden = !shown;
  box.classList.toggle("bad", Boolean(shown?.bad));
  box.replaceChildren();
  if (!shown) return;
  const close = shown.keep ? null : button(t("close"), () => clearNotice(), { class: "plain" });
  const actions = shown.actions.map(([key, act]) => button(t(key), act));
  box.append(make("p", {}, said(shown.both)), ...actions, ...(close ? [close] : []));
}

onLanguage(draw);

/** A refusal as a notice, with what to do about it. */
export function tell(error, actions = []) {
  if (error?.name === "AbortError") return;
  if (error?.code === "lost") return; // the lost connection has its own notice
  if (error?.vi === undefined) {
    console.error(error);
    notice({ vi: "Trang gặp lỗi ngoài dự kiến. Hãy tải bảng tính về để giữ các sửa đổi, rồi tải lại trang.",
      en: "The page met an unexpected fault. Download the workbook to keep the edits, then reload." });
    return;
  }
  const hint = { busy: t("hint.busy"), "too-large": t("hint.large"), slow: t("hint.busy") }[error.code];
  const add = (text) => (hint ? `${text} ${hint}` : text);
  notice({ vi: add(error.vi), en: add(error.en) }, { actions });
}

// The parts beside the preview, as tabs: arrow keys go from one to the next.

import { byId } from "../element.js";

const TABS = ["make", "document", "agencies", "charts"];

const listeners = [];

/** Calls `listener()` when another part is shown. */
export const onTab = (listener) => listeners.push(listener);

/** Shows a part. */
export function showTab(name, { focus = false } = {}) {
  for (const one of TABS) {
    const tab = byId(`tab-${one}`);
    const on = one === name;
    tab.setAttribute("aria-selected", String(on));
    tab.tabIndex = on ? 0 : -1;
    byId(`part-${one}`).hidden = !on;
    if (on && focus) tab.focus();
  }
  for (const listener of listeners) listener();
}

export function startTabs() {
  TABS.forEach((name, index) => {
    const tab = byId(`tab-${name}`);
    tab.addEventListener("click", () => showTab(name));
    tab.addEventListener("keydown", ({ key }) => {
      const by = { ArrowRight: 1, ArrowLeft: -1 }[key];
      if (by) showTab(TABS[(index + by + TABS.length) % TABS.length], { focus: true });
      else if (key === "Home") showTab(TABS[0], { focus: true });
      else if (key === "End") showTab(TABS.at(-1), { focus: true });
    });
  });
}

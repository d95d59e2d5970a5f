// What is in the workbook's charts, at once: the load of each agency and the deadlines by quarter as
// bars with their numbers, who has nothing, whose lead tasks have no deadline. A press shows the
// tasks behind a bar.

import { make, button, byId } from "../element.js";
import { t, onLanguage } from "../words.js";
import { isOpen, plan } from "../plan/history.js";
import { lastCheck, onChecked, understood } from "../checking.js";
import { whenReleased } from "../pressed.js";
import { onTab } from "./tabs.js";
import { showAll, setView } from "../check/view.js";
import { quarterOf } from "../check/quarter.js";

const ORDERS = {
  given: () => 0,
  leads: (a, b) => b.leads - a.leads,
  supports: (a, b) => b.supports - a.supports,
  all: (a, b) => b.leads + b.supports - a.leads - a.supports,
  name: (a, b) => a.name.localeCompare(b.name, "vi"),
};

let order = "all";
let show = () => {};

/** A bar of parts, each a share of `most`; the numbers beside it say the same in text. */
function bar(parts, most) {
  return make("div.bar", { "aria-hidden": "true" }, ...parts.map(([kind, count]) => {
    const part = make(`span.bar-part.${kind}`);
    part.style.setProperty("--share", `${(100 * count) / Math.max(1, most)}%`);
    return part;
  }));
}

const link = (words, view, label) => button(words, () => { showAll(); setView(view); show(); }, { class: "plain", "aria-label": label });

function loads() {
  const agencies = [...(lastCheck().agencies ?? [])].sort(ORDERS[order]);
  const most = Math.max(1, ...agencies.map((one) => one.leads + one.supports));
  const select = make("select", { id: "load-order", onchange: () => { order = select.value; draw(); byId("load-order").focus(); } },
    ...Object.keys(ORDERS).map((key) => make("option", { value: key }, t(`load.order.${key}`))));
  select.value = order;
  return make("section.group-of", { "aria-labelledby": "load-title" },
    make("h2", { id: "load-title" }, t("load.title")),
    make("div.line", {}, make("label", { for: "load-order" }, t("load.order")), select,
      make("span.key.leads", {}, t("agency.leads")), make("span.key.supports", {}, t("agency.supports"))),
    make("table.bars", { "aria-labelledby": "load-title" },
      make("thead", {}, make("tr", {}, ...["agency.name", "agency.leads", "agency.supports"].map((key) =>
        make("th", { scope: "col" }, t(key))))),
      make("tbody", {}, ...agencies.map((one) => make("tr", {},
        make("th", { scope: "row" }, link(one.name, { agency: one.id }, t("load.see", { name: one.name })),
          bar([["leads", one.leads], ["supports", one.supports]], most)),
        make("td.count", {}, String(one.leads)), make("td.count", {}, String(one.supports)))))));
}

/** Words of a quarter's key. */
function quarterWords(key) {
  const [, year, n] = /^(\d+)-(\d)$/.exec(key) ?? [];
  return year ? t("quarter", { n: ["I", "II", "III", "IV"][Number(n) - 1], year }) : t(`quarter.${key}`);
}

function quarters() {
  const counts = new Map();
  for (const row of plan().rows) {
    if (row.kind !== "task" || !understood(row.id)) continue;
    const key = quarterOf(row);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  // Quarters in their order, then what has no quarter.
  const keys = [...counts.keys()].sort((a, b) => Number(/^\d/.test(b)) - Number(/^\d/.test(a)) || a.localeCompare(b));
  const most = Math.max(1, ...counts.values());
  return make("section.group-of", { "aria-labelledby": "quarters-title" },
    make("h2", { id: "quarters-title" }, t("quarters.title")),
    make("table.bars", { "aria-labelledby": "quarters-title" },
      make("thead", {}, make("tr", {}, make("th", { scope: "col" }, t("quarters.when")), make("th", { scope: "col" }, t("quarters.tasks")))),
      make("tbody", {}, ...keys.map((key) => make("tr", {},
        make("th", { scope: "row" }, link(quarterWords(key), { quarter: key }, t("quarters.see", { when: quarterWords(key) })),
          bar([[key === "none" ? "missing" : "leads", counts.get(key)]], most)),
        make("td.count", {}, String(counts.get(key))))))));
}

/** Agencies that lead tasks without a deadline, with how many. */
function undated() {
  const counts = new Map();
  for (const row of plan().rows) {
    const known = row.kind === "task" ? understood(row.id) : null;
    if (!known || known.deadline) continue;
    for (const id of known.lead) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  const names = new Map((lastCheck().agencies ?? []).map((one) => [one.id, one.name]));
  const list = [...counts].filter(([id]) => names.has(id)).sort(([, a], [, b]) => b - a);
  return make("section.group-of", { "aria-labelledby": "undated-title" },
    make("h2", { id: "undated-title" }, t("undated.title")),
    list.length === 0 ? make("p.hint", {}, t("undated.none"))
      : make("ul.undated", {}, ...list.map(([id, n]) => make("li", {},
        link(names.get(id), { agency: id, role: "lead", state: "no-deadline" }, t("undated.see", { name: names.get(id) })),
        ` ${t("undated.count", { n })}`))));
}

function idle() {
  const names = lastCheck().idle ?? [];
  return make("section.group-of", { "aria-labelledby": "idle-title" },
    make("h2", { id: "idle-title" }, t("agencies.idle", { n: names.length })),
    make("p", {}, names.length ? names.join("; ") : t("agencies.no-idle")));
}

function draw() {
  if (!isOpen() || !lastCheck() || byId("part-charts").hidden) return;
  byId("part-charts").replaceChildren(loads(), quarters(), undated(), idle());
}

/** `onShow()` leads to the grid, where the tasks behind a bar are shown. */
export function startCharts(onShow) {
  show = onShow;
  onChecked(() => whenReleased(draw));
  onLanguage(draw);
  onTab(draw);
}

// The real pages as images: the first page after each change, the others once the clerk rests or
// looks at them; the browser prints these pages and nothing else.

import * as api from "../api.js";
import { Refusal } from "../api.js";
import { make, button, byId } from "../element.js";
import { t, said, onLanguage } from "../words.js";
import { announce, tell } from "../announce.js";
import { plan, options, setOption, isOpen, onChange } from "../plan/history.js";
import { lastCheck, onChecked } from "../checking.js";

const FIRST_MS = 40;   // keystrokes close together are one change
const REST_MS = 700;
const SCALE = 1.6;
/** 216 dots an inch: small letters stay clear on paper. */
const PRINT_SCALE = 3;
const OPEN_YET = new Set(["lead-missing", "deadline-missing", "deadlines-missing", "parent-incomplete"]);
const ZOOMS = [50, 75, 100, 125, 150, 200];

/** @type {any} */
let what = "annex";
let version = 0;        // of plan and choices; an image of an older one is stale
let shownVersion = -1;
let pages = 1;
let counted = false;
let looking = false;    // the step with the preview is on the screen
let timers = [];
let control = new AbortController();
const images = new Map(); // page → { version, address, width, height, scale }
const waiting = new Set();
let watcher = null;

const request = (page, more = {}) =>
  ({ plan: plan(), options: options(), what, page, scale: SCALE, ...more });

/** Shows other pages: "annex", "matrix" or { extract: id }. */
export function showPages(next) {
  what = next;
  fillWhat();
  forget();
  refresh(0);
  byId("sheets").scrollTop = 0;
}

/** Whether the preview is on the screen; it rests while it is not. */
export function lookAtPreview(on) {
  looking = on;
  if (on && shownVersion !== version) refresh(0);
}

function forget() {
  for (const { address } of images.values()) URL.revokeObjectURL(address);
  images.clear();
  pages = 1;
  counted = false;
  byId("sheets").replaceChildren();
  version += 1;
}

function refresh(wait) {
  version += 1;
  counted = false;
  control.abort();
  control = new AbortController();
  waiting.clear();
  timers.forEach(clearTimeout);
  timers = [];
  if (!looking || !isOpen()) return;
  byId("sheets").setAttribute("aria-busy", "true");
  timers.push(setTimeout(() => load(1), wait));
  timers.push(setTimeout(countPages, wait + REST_MS));
}

/** Fetches one page; `whole` lays all pages out, for their number. */
async function load(page, { whole = false, scale = SCALE } = {}) {
  const of = version;
  const key = `${page}/${scale}`;
  if (waiting.has(key)) return;
  waiting.add(key);
  try {
    const asked = performance.now();
    const answer = await api.preview(request(page, { scale, ...(whole || page > 1 ? { whole: true } : {}) }), control.signal);
    if (of !== version) return;
    const address = URL.createObjectURL(answer.blob);
    const image = new Image();
    image.src = address;
    await image.decode();
    if (of !== version) {
      URL.revokeObjectURL(address);
      return;
    }
    note(null);
    if (answer.pages) setPages(answer.pages);
    else if (!counted && answer.page > pages) setPages(answer.page, false);
    const before = images.get(answer.page);
    images.set(answer.page, { version: of, address, width: image.naturalWidth / scale, height: image.naturalHeight / scale, scale });
    if (page === 1) {
      shownVersion = of;
      byId("sheets").dataset.ms = String(Math.round(performance.now() - asked));
    }
    put(answer.page, address);
    if (before) URL.revokeObjectURL(before.address);
    byId("sheets").removeAttribute("aria-busy");
    byId("sheets").dataset.version = String(of);
  } catch (error) {
    if (error.name === "AbortError" || of !== version) return;
    byId("sheets").removeAttribute("aria-busy");
    if (error instanceof Refusal && error.status === 422) refused(error);
    else tell(error);
  } finally {
    waiting.delete(key);
  }
}

async function countPages() {
  if (!looking || counted || shownVersion !== version) {
    if (looking && !counted && byId("preview-note").hidden) timers.push(setTimeout(countPages, REST_MS));
    return;
  }
  await load(pageInView(), { whole: true });
  fillVisible();
}

function setPages(count, known = true) {
  pages = count;
  counted = known;
  for (const [page, { address }] of images) {
    if (page > count) {
      URL.revokeObjectURL(address);
      images.delete(page);
    }
  }
  const sheets = byId("sheets");
  while (sheets.children.length > count) sheets.lastElementChild.remove();
  while (sheets.children.length < count) sheets.append(blankSheet(sheets.children.length + 1));
  byId("page-count").textContent = known ? t("preview.of", { n: count }) : t("preview.of.unknown");
  byId("page").max = String(count);
}

function blankSheet(page) {
  const size = images.get(1) ?? { width: 842, height: 595 };
  const sheet = make("figure.sheet-page", { dataset: { page: String(page) } },
    make("p.wait", {}, t("preview.wait", { n: page })));
  shape(sheet, size);
  watcher?.observe(sheet);
  return sheet;
}

/** The size on the screen follows the paper, and tells the printer which paper it is. */
function shape(sheet, { width, height }) {
  sheet.style.setProperty("--w", width);
  sheet.style.setProperty("--h", height);
  const long = Math.max(width, height) > 1000 ? "a3" : "a4";
  sheet.classList.remove("a4-wide", "a4-tall", "a3-wide", "a3-tall");
  sheet.classList.add(`${long}-${width > height ? "wide" : "tall"}`);
}

function put(page, address) {
  const sheets = byId("sheets");
  while (sheets.children.length < page) sheets.append(blankSheet(sheets.children.length + 1));
  const sheet = sheets.children[page - 1];
  shape(sheet, images.get(page));
  const image = sheet.querySelector("img") ?? make("img");
  image.src = address;
  image.alt = t("preview.alt", { n: page, what: whatWords() });
  if (!image.isConnected) sheet.replaceChildren(image);
  sheet.classList.remove("stale");
}

const whatWords = () => byId("what").selectedOptions[0]?.textContent ?? "";

function pageInView() {
  const top = byId("sheets").getBoundingClientRect().top;
  const sheet = [...byId("sheets").children].find((one) => one.getBoundingClientRect().bottom > top + 60);
  return Number(sheet?.dataset.page ?? 1);
}

/** Fetches the pages on the screen that are missing or of an older plan. */
function fillVisible() {
  if (!counted || !looking) return;
  const box = byId("sheets").getBoundingClientRect();
  for (const sheet of byId("sheets").children) {
    const { top, bottom } = sheet.getBoundingClientRect();
    const page = Number(sheet.dataset.page);
    const current = images.get(page)?.version === version;
    sheet.classList.toggle("stale", !current && images.has(page));
    if (!current && bottom > box.top - box.height && top < box.bottom + box.height) load(page);
  }
}

function refused(error) {
  const errors = (error.findings ?? []).filter((finding) => finding.severity === "error");
  note(make("div", {},
    make("p", {}, errors.length > 0 ? t("preview.errors", { n: errors.length }) : said(error)),
    make("ul", {}, ...[...new Set(errors.map(said))].slice(0, 4).map((words) => make("li", {}, words))),
    button(t("preview.mend"), () => byId("go-check").click()),
    // A draft forgives what is not assigned yet, and nothing else.
    !options().draft && errors.every((finding) => OPEN_YET.has(finding.code))
      ? button(t("preview.draft"), () => setOption("draft", true)) : null));
  forgetImages();
}

function forgetImages() {
  for (const { address } of images.values()) URL.revokeObjectURL(address);
  images.clear();
  byId("sheets").replaceChildren();
  byId("page-count").textContent = "";
}

function note(element) {
  const box = byId("preview-note");
  box.hidden = element === null;
  box.replaceChildren(...(element ? [element] : []));
}

function fillWhat() {
  const select = byId("what");
  const agencies = lastCheck()?.agencies ?? [];
  const list = [["annex", t("what.annex")], ["matrix", t("what.matrix")],
    ...agencies.map((agency) => [agency.id, t("what.extract", { name: agency.name })])];
  const wanted = JSON.stringify(list);
  if (select.dataset.list !== wanted) {
    select.dataset.list = wanted;
    select.replaceChildren(...list.map(([id, words]) => make("option", { value: id }, words)));
  }
  const now = what.extract ?? what;
  if (!list.some(([id]) => id === now)) {
    what = "annex";
    forget();
  }
  select.value = what.extract ?? what;
}

function goToPage(page) {
  const to = Math.min(pages, Math.max(1, page));
  byId("sheets").children[to - 1]?.scrollIntoView({ block: "start" });
  byId("page").value = String(to);
}

/** Fetches every page fit for paper, then lets the browser print. */
export async function printPages() {
  if (!looking) return;
  if (!byId("preview-note").hidden) {
    announce(t("preview.nothing"));
    return;
  }
  byId("print").disabled = true;
  try {
    if (!counted) await load(1, { whole: true });
    const of = version;
    for (let page = 1; page <= pages && of === version; page += 1) {
      const has = images.get(page);
      if (has?.version === version && has.scale === PRINT_SCALE) continue;
      announce(t("preview.printing", { n: page, all: pages }));
      byId("page-count").textContent = t("preview.printing", { n: page, all: pages });
      await load(page, { scale: PRINT_SCALE, whole: true });
    }
    byId("page-count").textContent = t("preview.of", { n: pages });
    if (of === version && [...Array(pages).keys()].every((i) => images.get(i + 1)?.version === version)) window.print();
  } finally {
    byId("print").disabled = false;
  }
}

function zoom(value) {
  const sheets = byId("sheets");
  sheets.classList.toggle("fit", value === "fit");
  if (value !== "fit") sheets.style.setProperty("--zoom", Number(value) / 100);
}

export function startPreview() {
  const sheets = byId("sheets");
  watcher = new IntersectionObserver(() => fillVisible(), { root: sheets, rootMargin: "100%" });
  sheets.addEventListener("scroll", () => {
    if (document.activeElement !== byId("page")) byId("page").value = String(pageInView());
  }, { passive: true });
  byId("what").addEventListener("change", ({ target }) =>
    showPages(["annex", "matrix"].includes(target.value) ? target.value : { extract: target.value }));
  byId("page").addEventListener("change", ({ target }) => goToPage(Number(target.value)));
  byId("page-back").addEventListener("click", () => goToPage(pageInView() - 1));
  byId("page-next").addEventListener("click", () => goToPage(pageInView() + 1));
  byId("print").addEventListener("click", printPages);
  const zoomBox = byId("zoom");
  zoomBox.addEventListener("change", () => zoom(zoomBox.value));
  const words = () => {
    const now = zoomBox.value || "fit";
    zoomBox.replaceChildren(make("option", { value: "fit" }, t("zoom.fit")),
      ...ZOOMS.map((each) => make("option", { value: String(each) }, `${each}%`)));
    zoomBox.value = now;
    fillWhat();
    if (counted) byId("page-count").textContent = t("preview.of", { n: pages });
  };
  words();
  zoom("fit");
  onLanguage(words);
  onChange(({ kind }) => {
    if (kind === "open") { what = "annex"; forget(); }
    if (kind !== "saved") refresh(FIRST_MS);
  });
  onChecked(fillWhat);
}

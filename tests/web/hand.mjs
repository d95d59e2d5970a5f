// A hand at the page, the same in Chromium and in Firefox: buttons of the mouse are held as long as
// a person holds them, keys go down and come up, and nothing is pressed by its name alone.

import { after, before, describe } from "node:test";
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import puppeteer from "puppeteer-core";
import { startBrowser } from "./program.mjs";

/** How long a button of the mouse stays down, in milliseconds. */
const HELD_MS = 80;
const PATIENCE_MS = 20_000;
const SIZE = { width: 1366, height: 768 };

const wait = (ms) => new Promise((done) => setTimeout(done, ms));

/** The browsers that are there: { name, start() → { newPage(), close() } }. */
const BROWSERS = [
  { name: "chromium", there: Boolean(process.env.CHROMIUM), start: startChromium },
  { name: "firefox", there: Boolean(process.env.FIREFOX), start: startFirefox },
];

/** Tests of `walks(newPage)` in each browser; one that is not there is told. */
export function inEveryBrowser(walks) {
  for (const { name, there, start } of BROWSERS) {
    describe(name, { skip: there ? false : `${name} is not installed` }, () => {
      let browser;
      before(async () => { browser = await start(); });
      after(async () => { await browser?.close(); });
      walks(() => browser.newPage());
    });
  }
}

async function startChromium() {
  const browser = await startBrowser();
  return { close: () => browser.close(), newPage: async () => {
    const context = await browser.newContext({ viewport: SIZE });
    return { page: await context.newPage(), close: () => context.close() };
  } };
}

/** Firefox as Debian ships it, driven through WebDriver BiDi. */
async function startFirefox() {
  const browser = await puppeteer.launch({ browser: "firefox", executablePath: process.env.FIREFOX,
    headless: true, defaultViewport: SIZE });
  return { close: () => browser.close(), newPage: async () => {
    const context = await browser.createBrowserContext();
    return { page: await context.newPage(), close: () => context.close() };
  } };
}

/** One page and a hand on it. */
export class Hand {
  constructor({ page, close }, faults) {
    this.page = page;
    this.close = close;
    page.on("pageerror", (error) => faults.push(String(error.stack ?? error)));
  }

  async open(program) {
    await this.page.goto(program.address);
    await this.until(() => document.body.dataset.ready === "yes");
  }

  /** Waits until `fact(arg)` holds in the page. */
  async until(fact, arg = null) {
    const end = Date.now() + PATIENCE_MS;
    while (Date.now() < end) {
      if (await this.page.evaluate(fact, arg)) return;
      await wait(40);
    }
    throw new Error(`never true: ${fact} ${JSON.stringify(arg)}`);
  }

  /** Drops files: paths. */
  async drop(...paths) {
    const files = await Promise.all(paths.map(async (path) => ({ name: basename(path), data: (await readFile(path)).toString("base64") })));
    await this.page.evaluate((given) => {
      const dataTransfer = new DataTransfer();
      for (const { name, data } of given) {
        dataTransfer.items.add(new File([Uint8Array.from(atob(data), (c) => c.charCodeAt(0))], name));
      }
      for (const kind of ["dragenter", "dragover", "drop"]) {
        document.querySelector("#drop").dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }));
      }
    }, files);
  }

  /** Gives a chooser of files a file: its path. */
  async give(selector, path) {
    const data = (await readFile(path)).toString("base64");
    await this.page.evaluate(([one, name, text]) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([Uint8Array.from(atob(text), (c) => c.charCodeAt(0))], name));
      const box = document.querySelector(one);
      box.files = dataTransfer.files;
      box.dispatchEvent(new Event("change", { bubbles: true }));
    }, [selector, basename(path), data]);
  }

  async inGrid() {
    await this.until(() => document.querySelector("#step-check:not([hidden]) .body .cell") !== null);
  }

  /** Waits until the sum at the grid holds the words. */
  async sumIs(words) {
    await this.until((wanted) => document.querySelector("#check-sum").textContent.includes(wanted), words);
  }

  /** The middle of the element with the selector (and the words) on the screen. */
  async #spot(selector, words) {
    await this.until(([one, text]) => [...document.querySelectorAll(one)].some((element) =>
      element.checkVisibility() && element.textContent.includes(text)), [selector, words]);
    return this.page.evaluate(async ([one, text]) => {
      const element = [...document.querySelectorAll(one)].find((each) => each.checkVisibility() && each.textContent.includes(text));
      // Rows that come into view take their true heights: a hand waits until they stand still.
      for (let frames = 0; frames < 3; frames += 1) {
        element.scrollIntoView({ block: "nearest" });
        await new Promise(requestAnimationFrame);
      }
      const box = element.getBoundingClientRect();
      return [box.left + Math.min(box.width / 2, 60), box.top + Math.min(box.height / 2, 14)];
    }, [selector, words]);
  }

  /** Presses the button of the mouse on an element and holds it as long as a hand does. */
  async press(selector, words = "") {
    const [x, y] = await this.#spot(selector, words);
    await this.page.mouse.move(x, y);
    await this.page.mouse.down();
    await wait(HELD_MS);
    await this.page.mouse.up();
    await wait(20);
  }

  /** The right button of the mouse. */
  async menu(selector, words = "") {
    const [x, y] = await this.#spot(selector, words);
    await this.page.mouse.move(x, y);
    await this.page.mouse.down({ button: "right" });
    await wait(HELD_MS);
    await this.page.mouse.up({ button: "right" });
    await this.until(() => !document.querySelector("#menu").hidden);
  }

  /** A press with a key held down. */
  async pressWith(key, selector, words = "") {
    await this.page.keyboard.down(key);
    await this.press(selector, words);
    await this.page.keyboard.up(key);
  }

  /** Draws the mouse from one element to another with its button down. */
  async drag(from, to) {
    const [x, y] = await this.#spot(...[from].flat(), "");
    await this.page.mouse.move(x, y);
    await this.page.mouse.down();
    await wait(HELD_MS);
    // What lies far away is brought into view with the button down, as the wheel does.
    const [toX, toY] = await this.#spot(...[to].flat(), "");
    for (let n = 1; n <= 6; n += 1) await this.page.mouse.move(x + ((toX - x) * n) / 6, y + ((toY - y) * n) / 6);
    await wait(HELD_MS);
    await this.page.mouse.up();
    await wait(20);
  }

  /** Keys by name, such as "Control+Shift+z". */
  async key(...names) {
    for (const name of names) {
      const keys = name.split("+");
      for (const key of keys.slice(0, -1)) await this.page.keyboard.down(key);
      await this.page.keyboard.press(keys.at(-1));
      for (const key of keys.slice(0, -1).reverse()) await this.page.keyboard.up(key);
    }
  }

  type(text) {
    return this.page.keyboard.type(text);
  }

  text(selector) {
    return this.page.evaluate((one) => document.querySelector(one)?.textContent ?? null, selector);
  }

  /** The selector of the cell of a task by its number. */
  async cell(number, field) {
    const id = await this.page.evaluate((wanted) => [...document.querySelectorAll(".body .row.task")]
      .find((row) => row.querySelector(".number").textContent === wanted)?.dataset.id, String(number));
    return `.row[data-id="${id}"] > [data-field="${field}"]`;
  }

  /** Pastes as a workbook or a letter does: { "text/plain": …, "text/html": … }. */
  paste(data) {
    return this.page.evaluate((given) => {
      const clipboardData = new DataTransfer();
      for (const [kind, text] of Object.entries(given)) clipboardData.setData(kind, text);
      // Firefox fills events that scripts make with a clipboard of its own.
      const event = new Event("paste", { bubbles: true, cancelable: true });
      Object.defineProperty(event, "clipboardData", { value: clipboardData });
      document.activeElement.dispatchEvent(event);
    }, data);
  }

  /** What a copy of the page would put on the clipboard. */
  copy(kind = "copy") {
    return this.page.evaluate((what) => {
      const clipboardData = new DataTransfer();
      const event = new Event(what, { bubbles: true, cancelable: true });
      Object.defineProperty(event, "clipboardData", { value: clipboardData });
      document.activeElement.dispatchEvent(event);
      return { text: clipboardData.getData("text/plain"), html: clipboardData.getData("text/html") };
    }, kind);
  }

  focusIs(selector) {
    return this.until((wanted) => document.activeElement.matches(wanted), selector);
  }

  /** Tab by Tab to an element. */
  async tabTo(selector, { most = 40, back = false } = {}) {
    for (let presses = 0; presses <= most; presses += 1) {
      if (await this.page.evaluate((wanted) => document.activeElement.matches(wanted), selector)) return presses;
      await this.key(back ? "Shift+Tab" : "Tab");
    }
    throw new Error(`Tab does not lead to ${selector}`);
  }
}

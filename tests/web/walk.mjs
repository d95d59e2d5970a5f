// Steps that a clerk takes on the page, for the tests: open, drop, mend, build, download.

import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import assert from "node:assert/strict";

/** Every address that any page asked for, and every fault that a page met. */
export const asked = [];
export const faults = [];

/** Opens the page in a context of its own, as another person would. */
export async function openPage(browser, program, { width = 1366, height = 768 } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, acceptDownloads: true });
  return watch(await context.newPage(), program);
}

/** Watches a page and opens the program on it. */
export async function watch(page, program) {
  page.context().on("request", (request) => asked.push(request.url()));
  page.on("pageerror", (error) => faults.push(String(error.stack)));
  page.on("console", (message) => {
    // A refusal by the program shows as a failed resource; the page tells the clerk about it.
    if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) faults.push(message.text());
  });
  await page.goto(program.address);
  await page.waitForSelector("body[data-ready]");
  return page;
}

/** Drops files on the page, as the mouse does: paths, or { name, bytes }. */
export async function drop(page, ...files) {
  const list = await Promise.all(files.map(async (file) => (typeof file === "string"
    ? { name: basename(file), data: (await readFile(file)).toString("base64") }
    : { name: file.name, data: Buffer.from(file.bytes).toString("base64") })));
  const transfer = await page.evaluateHandle((given) => {
    const data = new DataTransfer();
    for (const { name, data: text } of given) {
      data.items.add(new File([Uint8Array.from(atob(text), (c) => c.charCodeAt(0))], name));
    }
    return data;
  }, list);
  for (const kind of ["dragenter", "dragover", "drop"]) {
    await page.dispatchEvent("#drop", kind, { dataTransfer: transfer });
  }
}

/** Waits until the grid shows the plan. */
export async function inGrid(page) {
  await page.waitForSelector("#step-check:not([hidden]) .body .cell");
}

/** Waits until the sum at the grid reads as wanted. */
export async function sumIs(page, words) {
  await page.waitForFunction((wanted) => document.querySelector("#check-sum").textContent.includes(wanted), words)
    .catch(async () => assert.match(await page.textContent("#check-sum"), new RegExp(words.replace(/[()]/g, "\\$&"))));
}

/** The cell of a task by its number in the table. */
export const cellOf = (page, number, field) => page.locator(".body .row.task").filter({
  has: page.locator(`.number:text-is("${number}")`),
}).locator(`[data-field="${field}"]`);

/** Writes in a cell with the keyboard. */
export async function write(page, number, field, text) {
  await cellOf(page, number, field).click();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Control+a");
  await page.keyboard.type(text);
  await page.keyboard.press("Enter");
}

/** Makes the files and downloads all of them: { name, bytes }. */
export async function buildZip(page) {
  await page.click("#go-result");
  await page.click("#tab-make");
  await page.waitForSelector("#make:enabled");
  await page.click("#make");
  await page.waitForSelector("#get-zip", { timeout: 120_000 });
  return download(page, () => page.click("#get-zip"));
}

/** What the browser saved when `act` was done. */
export async function download(page, act) {
  const [saved] = await Promise.all([page.waitForEvent("download"), act()]);
  return { name: saved.suggestedFilename(), bytes: await readFile(await saved.path()) };
}

/** Presses Tab until the control has the focus; a clerk without a mouse has no other way. */
export async function tabTo(page, selector, { most = 80, back = false } = {}) {
  for (let presses = 0; presses <= most; presses += 1) {
    if (await page.evaluate((wanted) => document.activeElement.matches(wanted), selector)) return presses;
    await page.keyboard.press(back ? "Shift+Tab" : "Tab");
  }
  throw new Error(`Tab does not lead to ${selector}`);
}

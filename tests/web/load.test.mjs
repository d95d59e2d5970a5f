// Many at once and large ones: two tabs, twenty uploads, fifty megabytes, two thousand tasks.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { FILES, scratch, serve, startBrowser, upload } from "./program.mjs";
import { openPage, watch, drop, inGrid, sumIs, cellOf, write, buildZip, faults } from "./walk.mjs";
import { asWorkbook, plan } from "./plans.mjs";
import { unzip, zip } from "./zip.mjs";

let program, browser, place;
const GOOD = join(FILES, "ke-hoach-2026.xlsx");

before(async () => {
  place = await scratch();
  program = await serve();
  browser = await startBrowser();
});

after(async () => {
  await browser?.close();
  await program?.stop();
  await place?.remove();
  assert.deepEqual(faults, []);
});

test("two tabs hold two plans and build at the same time", async () => {
  const first = await openPage(browser, program);
  const second = await watch(await first.context().newPage(), program);
  await drop(first, await asWorkbook(place.folder, "Mot", plan(8)));
  await drop(second, await asWorkbook(place.folder, "Hai", plan(5)));
  await Promise.all([inGrid(first), inGrid(second)]);
  await write(first, 1, "product", "Sản phẩm một");
  assert.equal(await cellOf(second, 1, "product").textContent(), "Kế hoạch của UBND tỉnh");
  const [one, two] = await Promise.all([buildZip(first), buildZip(second)]);
  assert.equal(one.name, "Mot.zip");
  assert.equal(two.name, "Hai.zip");
  assert.ok(unzip(one.bytes).has("Mot/danh-muc.pdf"));
  assert.ok(unzip(two.bytes).has("Hai/danh-muc.pdf"));
  await first.context().close();
});

test("twenty uploads at once are all read right", async () => {
  const bytes = await readFile(GOOD);
  const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => upload(program, [{ name: `ban-${n}.xlsx`, bytes }])));
  for (const [n, { status, body }] of answers.entries()) {
    assert.equal(status, 200, body.toString().slice(0, 200));
    const { plan: read, check } = JSON.parse(body);
    assert.equal(read.name, `ban-${n}`);
    assert.equal(check.tasks, 5);
  }
});

test("several files dropped at once: what is no source is listed", async () => {
  const page = await openPage(browser, program);
  await drop(page, GOOD, { name: "anh.png", bytes: randomBytes(500) });
  await inGrid(page);
  await sumIs(page, "5 nhiệm vụ");
  assert.match(await page.textContent("#passed"), /Chưa nhận \(1\).*anh\.png/s);
  await page.context().close();
});

test("a workbook of 50 MB is read in the page", async () => {
  const parts = unzip(await readFile(GOOD));
  parts.set("xl/media/image1.png", randomBytes(50 * 1024 * 1024));
  const path = join(place.folder, "nang.xlsx");
  await writeFile(path, zip(parts));
  const page = await openPage(browser, program);
  const begun = performance.now();
  await page.setInputFiles("#files", path);
  await inGrid(page);
  console.log(`50 MB: read in ${Math.round(performance.now() - begun)} ms`);
  await sumIs(page, "5 nhiệm vụ");
  await page.context().close();
});

test("over 100 MB is refused before it is sent", async () => {
  const page = await openPage(browser, program);
  const path = join(place.folder, "qua-nang.xlsx");
  await writeFile(path, Buffer.alloc(101 * 1024 * 1024));
  await page.setInputFiles("#files", path);
  await page.waitForSelector("#refused >> text=vượt quá 100 MB");
  await page.context().close();
});

test("two thousand tasks can be edited without waiting", async () => {
  const page = await openPage(browser, program);
  const path = await asWorkbook(place.folder, "HaiNghin", plan(2000));
  await page.setInputFiles("#files", path);
  await inGrid(page);
  await sumIs(page, "2000 nhiệm vụ");
  await cellOf(page, 1010, "product").click();
  const begun = performance.now();
  await page.keyboard.type("Nhanh");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelector(".at .number").textContent === "1011");
  const took = performance.now() - begun;
  console.log(`2,000 tasks: five letters typed and kept in ${Math.round(took)} ms`);
  assert.ok(took < 1500, `${took} ms`);
  await page.context().close();
});

test("a column of two thousand tasks is emptied and taken back quickly", async () => {
  const page = await openPage(browser, program);
  await page.setInputFiles("#files", await asWorkbook(place.folder, "CotDai", plan(2000)));
  await inGrid(page);
  await sumIs(page, "2000 nhiệm vụ");
  const last = () => page.evaluate(() => [...document.querySelectorAll('.body [data-field="product"]')].at(-1).textContent);
  assert.notEqual(await last(), "");
  await cellOf(page, 1, "product").click();
  const begun = performance.now();
  await page.keyboard.press("Control+Shift+ArrowDown");
  await page.keyboard.press("Delete");
  assert.equal(await last(), "");
  const emptied = performance.now() - begun;
  await page.keyboard.press("Control+z");
  assert.notEqual(await last(), "");
  console.log(`2,000 tasks: a column emptied in ${Math.round(emptied)} ms`);
  assert.ok(emptied < 4000, `${emptied} ms`);
  await page.context().close();
});

test("syllables that are composed go into the box as they were meant", async () => {
  const page = await openPage(browser, program);
  await page.setInputFiles("#files", await asWorkbook(place.folder, "GoDau", plan(3)));
  await inGrid(page);
  await cellOf(page, 1, "product").click();
  await page.keyboard.press("F2");
  await page.keyboard.press("Control+a");
  const keys = await page.context().newCDPSession(page);
  // A keyboard for Vietnamese: "quyeets" becomes "quyết" while it is composed; Enter within is its own.
  for (const text of ["q", "qu", "quy", "quye", "quyê", "quyêt", "quyết"]) {
    await keys.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
  }
  await keys.send("Input.insertText", { text: "quyết" });
  await page.keyboard.type(" định");
  await page.keyboard.press("Enter");
  assert.equal(await cellOf(page, 1, "product").textContent(), "quyết định");
  await page.keyboard.press("Control+z");
  assert.equal(await cellOf(page, 1, "product").textContent(), "Kế hoạch của UBND tỉnh");
  await page.context().close();
});

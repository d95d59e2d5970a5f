// A good workbook goes in, the documents come out: byte for byte those of the command line.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { cli, scratch, serve, startBrowser } from "./program.mjs";
import { openPage, drop, inGrid, sumIs, cellOf, write, buildZip, download, faults } from "./walk.mjs";
import { asWorkbook, plan } from "./plans.mjs";
import { unzip } from "./zip.mjs";

let program, browser, place, workbook;

before(async () => {
  place = await scratch();
  program = await serve();
  browser = await startBrowser();
  workbook = await asWorkbook(place.folder, "KeHoach", plan(30));
});

after(async () => {
  await browser?.close();
  await program?.stop();
  await place?.remove();
  assert.deepEqual(faults, []);
});

/** The files that the command line writes: name → bytes. */
async function written(out) {
  const files = new Map();
  for (const entry of await readdir(out, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || entry.name === "manifest.json") continue;
    const path = join(entry.parentPath ?? entry.path, entry.name);
    files.set(path.slice(out.length + 1), await readFile(path));
  }
  return files;
}

function assertSame(got, wanted) {
  assert.deepEqual([...got.keys()].sort(), [...wanted.keys()].sort());
  for (const [name, bytes] of wanted) assert.ok(bytes.equals(got.get(name)), `${name} differs`);
}

/** The files of a zip without the folder around them. */
const inside = (zipped) => new Map([...unzip(zipped)].map(([name, bytes]) => [name.slice(name.indexOf("/") + 1), bytes]));

test("all files in the zip are those that build writes", async () => {
  const page = await openPage(browser, program);
  await drop(page, workbook);
  await inGrid(page);
  await sumIs(page, "30 nhiệm vụ: không có lỗi");
  const zip = await buildZip(page);
  assert.equal(zip.name, "KeHoach.zip");
  assert.match(await page.textContent("#make-done"), /^Đã tạo \d+ tệp$/);
  const out = join(place.folder, "out-all");
  await cli("build", workbook, "--agencies", "all", "--out", out);
  assertSame(inside(zip.bytes), await written(join(out, "KeHoach")));
  await page.context().close();
});

test("one file alone is the same file", async () => {
  const page = await openPage(browser, program);
  await drop(page, workbook);
  await inGrid(page);
  await page.click("#go-result");
  for (const one of ["#file-danh-muc-docx", "#file-danh-muc-xlsx", "#file-ma-tran-pdf", "#file-extracts"]) await page.uncheck(one);
  await page.waitForSelector("#make:enabled");
  await page.click("#make");
  await page.waitForSelector("#get-zip");
  assert.deepEqual(await page.locator(".made button").allTextContents(), ["danh-muc.pdf"]);
  const file = await download(page, () => page.click(".made button"));
  const out = join(place.folder, "out-one");
  await cli("build", workbook, "--out", out);
  assert.equal(file.name, "danh-muc.pdf");
  assert.ok(file.bytes.equals(await readFile(join(out, "KeHoach/danh-muc.pdf"))));
  await page.context().close();
});

test("extracts of the chosen agencies only", async () => {
  const page = await openPage(browser, program);
  await drop(page, workbook);
  await inGrid(page);
  await page.click("#go-result");
  await page.click("#tab-agencies");
  await page.click("text=Bỏ tất cả");
  await page.check("#agency-so-y-te");
  const row = page.locator("tr", { has: page.locator("#agency-so-y-te") });
  assert.deepEqual(await row.locator(".count").allTextContents(), ["4", "6", "2"]);
  const files = inside((await buildZip(page)).bytes);
  const out = join(place.folder, "out-some");
  await cli("build", workbook, "--agencies", "so-y-te", "--out", out);
  assertSame(files, await written(join(out, "KeHoach")));
  await page.context().close();
});

test("the print set is the one that print writes, and says how many sheets it takes", async () => {
  const page = await openPage(browser, program);
  await drop(page, workbook);
  await inGrid(page);
  await page.click("#go-result");
  await page.waitForSelector("#make-set:enabled");
  await page.check("#print-separators");
  await page.click("#make-set");
  await page.waitForSelector("#get-zip", { timeout: 120_000 });
  assert.match(await page.textContent(".done"), /\d+ văn bản, \d+ bản, \d+ trang, \d+ tờ/);
  const button = page.locator(".made button", { hasText: "bo-in.pdf" });
  const file = await download(page, () => button.click());
  const out = join(place.folder, "out-print");
  await cli("print", workbook, "--separators", "--out", out);
  assert.ok(file.bytes.equals(await readFile(join(out, "KeHoach/bo-in.pdf"))));
  await page.context().close();
});

test("what was edited on the page builds as its downloaded workbook does", async () => {
  const page = await openPage(browser, program);
  await drop(page, workbook);
  await inGrid(page);
  await write(page, 3, "product", "Quyết định của UBND tỉnh");
  await cellOf(page, 5, "content").click();
  await page.keyboard.press("Alt+ArrowUp");
  await page.click("#go-result");
  await page.click("#tab-document");
  await page.fill("#field-title", "Danh mục nhiệm vụ đã sửa trên trang");
  await page.fill("#field-parent-date", "06/01/2026");
  await page.selectOption("#field-columns", "hai-tang");
  await page.selectOption("#field-numbering", "restart");
  await page.fill("#recipient-1-copies", "3");
  const files = inside((await buildZip(page)).bytes);
  const saved = await download(page, () => page.click("#save"));
  const path = join(place.folder, saved.name);
  await writeFile(path, saved.bytes);
  const out = join(place.folder, "out-edited");
  await cli("build", path, "--agencies", "all", "--out", out);
  assertSame(files, await written(join(out, "KeHoach-da-sua")));
  await page.context().close();
});

test("a build can be stopped, and begun again", async () => {
  const page = await openPage(browser, program);
  const large = await asWorkbook(place.folder, "Lon", plan(400));
  await drop(page, large);
  await inGrid(page);
  await page.click("#go-result");
  await page.waitForSelector("#make:enabled");
  await page.click("#make");
  await page.click("#make-stop");
  await page.waitForSelector("#make:enabled");
  assert.equal(await page.locator("#make-done").count(), 0);
  await page.uncheck("#file-extracts");
  await page.waitForSelector("#make:enabled");
  await page.click("#make");
  await page.waitForSelector("#get-zip", { timeout: 120_000 });
  await page.context().close();
});

// Nothing is lost: unfinished work is offered again after a reload and after a new start of the
// program, and nothing of it stays where the clerk does not want that.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { scratch, serve, startBrowser } from "./program.mjs";
import { watch, drop, inGrid, sumIs, cellOf, write, download, faults } from "./walk.mjs";
import { asWorkbook, plan } from "./plans.mjs";

let program, browser, place, good;

before(async () => {
  place = await scratch();
  program = await serve();
  browser = await startBrowser();
  good = await asWorkbook(place.folder, "DoDang", plan(6));
});

after(async () => {
  await browser?.close();
  await program?.stop();
  await place?.remove();
  assert.deepEqual(faults, []);
});

/** A page with an edit that has been kept. */
async function edited() {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, acceptDownloads: true });
  const page = await watch(await context.newPage(), program);
  page.on("dialog", (dialog) => dialog.accept());
  await drop(page, good);
  await inGrid(page);
  await write(page, 2, "product", "Báo cáo dở dang");
  await page.waitForFunction(() => /tự lưu lúc \d\d:\d\d/.test(document.querySelector("#plan-name").textContent));
  return page;
}

/** Another tab of the same browser, as after a crash. */
async function anew(page) {
  const context = page.context();
  await page.close();
  return watch(await context.newPage(), program);
}

const stored = (page) => page.evaluate(() => new Promise((resolve) => {
  const request = indexedDB.open("danhmuc");
  request.onsuccess = () => {
    const all = request.result.transaction("plans").objectStore("plans").getAll();
    all.onsuccess = () => { request.result.close(); resolve(all.result); };
  };
}));

test("unfinished work is offered again and goes on where it was", async () => {
  const page = await anew(await edited());
  await page.waitForSelector("#unfinished >> text=/Mở lại “DoDang”, \\d\\d:\\d\\d/");
  await page.click("#unfinished .again");
  await inGrid(page);
  await sumIs(page, "6 nhiệm vụ: không có lỗi");
  assert.equal(await cellOf(page, 2, "product").textContent(), "Báo cáo dở dang");
  assert.match(await page.textContent("#plan-name"), /chưa tải về/);
  await write(page, 3, "product", "Sửa tiếp");
  await page.waitForFunction(() => document.querySelector("#plan-name").textContent.includes("tự lưu"));
  await page.waitForTimeout(900);
  const kept = await stored(page);
  assert.equal(kept.length, 1);
  assert.deepEqual(Object.keys(kept[0]).sort(), ["at", "id", "options", "plan"]);
  assert.ok(JSON.stringify(kept).includes("Sửa tiếp"));
  await page.context().close();
});

test("a page that crashed, and the program with it, loses nothing", async () => {
  const page = await edited();
  const context = page.context();
  const crashed = page.waitForEvent("crash");
  // The browser never answers for a page that is gone.
  context.newCDPSession(page).then((session) => session.send("Page.crash")).catch(() => {});
  await crashed;
  await program.stop();
  program = await serve("--port", String(program.port));
  const later = await watch(await context.newPage(), program);
  await later.click("#unfinished .again");
  await inGrid(later);
  assert.equal(await cellOf(later, 2, "product").textContent(), "Báo cáo dở dang");
  await context.close();
});

test("what was downloaded, discarded or undone is not kept", async () => {
  let page = await edited();
  await download(page, () => page.click("#save"));
  await page.waitForTimeout(900);
  assert.deepEqual(await stored(page), []);
  await write(page, 4, "product", "Sửa nữa");
  await page.waitForTimeout(900);
  assert.equal((await stored(page)).length, 1);
  await page.keyboard.press("Control+z");
  await page.waitForTimeout(900);
  assert.deepEqual(await stored(page), []);
  await page.context().close();
  page = await anew(await edited());
  await page.click("#unfinished button >> text=Bỏ");
  await page.waitForSelector("#unfinished", { state: "hidden" });
  assert.deepEqual(await stored(page), []);
  await page.context().close();
});

test("on a shared computer one press keeps nothing from then on", async () => {
  let page = await edited();
  await page.click("#go-source");
  await page.click("#keeping button");
  await page.waitForSelector("#keeping >> text=Tự lưu đang tắt");
  assert.deepEqual(await stored(page), []);
  await page.click("#go-check");
  await write(page, 3, "product", "Không lưu");
  await page.waitForTimeout(900);
  assert.deepEqual(await stored(page), []);
  page = await anew(page);
  await page.waitForSelector("#keeping >> text=Tự lưu đang tắt");
  await page.context().close();
});

test("after fourteen days it is gone, and a plan open in another tab is not offered", async () => {
  const page = await edited();
  const other = await watch(await page.context().newPage(), program);
  assert.ok(!(await other.isVisible("#unfinished")));
  await other.close();
  await page.evaluate(() => new Promise((resolve) => {
    const request = indexedDB.open("danhmuc");
    request.onsuccess = () => {
      const plans = request.result.transaction("plans", "readwrite").objectStore("plans");
      plans.openCursor().onsuccess = ({ target: { result: cursor } }) => {
        cursor.update({ ...cursor.value, at: cursor.value.at - 15 * 86_400_000 }).onsuccess = resolve;
      };
    };
  }));
  const later = await anew(page);
  assert.deepEqual(await stored(later), []);
  await later.context().close();
});

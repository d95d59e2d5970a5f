// What the page looks like and sounds like: no violation of axe-core, nothing clipped, questions
// before edits are lost, the preview in time, and paper that carries the pages alone.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { mkdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { join } from "node:path";
import { CHECKOUT, scratch, serve, startBrowser } from "./program.mjs";
import { openPage, watch, drop, inGrid, sumIs, cellOf, write, faults } from "./walk.mjs";
import { asWorkbook, plan, wrongWorkbook } from "./plans.mjs";

const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const SHOTS = fileURLToPath(new URL("shots", import.meta.url));

let program, browser, place, wrong, good, old;

before(async () => {
  await mkdir(SHOTS, { recursive: true });
  place = await scratch();
  program = await serve();
  browser = await startBrowser();
  wrong = await wrongWorkbook(place.folder, "CoLoi");
  good = await asWorkbook(place.folder, "HaiTram", plan(200));
  old = await asWorkbook(place.folder, "TenCu", plan(6, {
    2: { lead: "Sở Kế hoạch và Đầu tư", support: ["UBND huyện Nghi Xuân"] },
    4: { content: "Họp tổng kết", lead: "Sở Lao động - Thương binh và Xã hội" },
  }));
});

after(async () => {
  await browser?.close();
  await program?.stop();
  await place?.remove();
  assert.deepEqual(faults, []);
});

/** The table of what changed between two versions. */
async function openCompared(page) {
  await page.setInputFiles("#compare-old-file", old);
  await page.setInputFiles("#compare-new-file", good);
  await page.click("#compare");
  await page.waitForSelector("#compared[open]");
}

/** The table of bodies that ended, with the tasks behind one of them. */
async function openEnded(page) {
  await drop(page, old);
  await page.click("#ended-open");
  await page.click("#ended-rows summary >> nth=0");
}

async function accessible(page, where) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => window.axe.run(document));
  const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).slice(0, 3).join(" … ")}`);
  assert.deepEqual(told, [], where);
}

/** No control may stick out of the window. */
async function fits(page, where) {
  const out = await page.evaluate(() => [...document.querySelectorAll("button, input, select, h1, h2, label")]
    .filter((element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest(".sr, .skip, .grid, .sheets"))
    .filter((element) => {
      const box = element.getBoundingClientRect();
      return box.width > 1 && (box.right > innerWidth + 1 || box.left < -1);
    }).map((element) => element.outerHTML.slice(0, 100)));
  assert.deepEqual(out, [], where);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${where}: the page scrolls sideways`);
}

for (const language of ["vi", "en"]) {
  test(`axe-core finds nothing in any step (${language})`, async () => {
    const page = await openPage(browser, program);
    if (language === "en") await page.click("#language");
    assert.equal(await page.getAttribute("html", "lang"), language);
    const look = async (name) => {
      await page.waitForTimeout(300);
      await page.screenshot({ path: `${SHOTS}/${name}-${language}.png` });
      await accessible(page, name);
      await fits(page, name);
    };
    await look("1-nguon");
    await drop(page, { name: "hong.xlsx", bytes: Buffer.from("không phải bảng tính") });
    await page.waitForSelector("#refused h2");
    await look("1-tu-choi");
    await drop(page, wrong);
    await inGrid(page);
    await page.keyboard.press("F8");
    await look("2-kiem-tra");
    await cellOf(page, 3, "lead").dblclick();
    await page.keyboard.press("Control+a");
    await page.keyboard.type("so n");
    await page.waitForSelector("#offers");
    await look("2-goi-y");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Shift+ArrowDown");
    await page.click("#tool-more");
    await look("2-viec-khac");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+f");
    await page.keyboard.type("so y te");
    await page.click("#show-filter");
    await look("2-tim-loc");
    await page.click("#show-columns");
    await look("2-cot");
    await page.click("#go-source");
    await drop(page, join(CHECKOUT, "tests/plans/tinh-chuyen-doi-so-2024.txt"));
    await page.waitForFunction(() => document.querySelector("#plan-name").textContent === "tinh-chuyen-doi-so-2024");
    await page.click("#review-next");
    await look("2-doc-soat");
    await page.click("#go-source");
    await openCompared(page);
    await look("1-so-sanh");
    await page.click("#compared-close");
    await page.setInputFiles("#collect-plan-file", good);
    await page.setInputFiles("#collect-reports-file", old);
    await page.click("#collect");
    await page.waitForSelector("#collected[open]");
    await look("1-tong-hop");
    await page.click("#collected-close");
    await openEnded(page);
    await look("2-chuyen-co-quan");
    await page.click("#ended-close");
    await page.click("#go-source");
    await drop(page, wrong);
    await inGrid(page);
    await page.click("#go-result");
    await page.waitForSelector("#preview-note:not([hidden])");
    await look("3-con-loi");
    await drop(page, good);
    await inGrid(page);
    await page.click("#go-result");
    await page.waitForSelector(".sheet-page img");
    await page.waitForFunction(() => /[1-9]\d/.test(document.querySelector("#page-count").textContent));
    await look("3-ket-qua");
    for (const tab of ["document", "agencies", "charts"]) {
      await page.click(`#tab-${tab}`);
      await look(`3-${tab}`);
    }
    await page.click("#tab-make");
    await page.waitForSelector("#make:enabled");
    await page.uncheck("#file-extracts");
    await page.click("#make");
    await page.waitForSelector("#get-zip", { timeout: 120_000 });
    await look("3-da-tao");
    await page.context().close();
  });
}

for (const language of ["vi", "en"]) {
  test(`axe-core finds nothing in dark mode (${language})`, async () => {
    const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, colorScheme: "dark" });
    const page = await watch(await context.newPage(), program);
    if (language === "en") await page.click("#language");
    const look = async (name) => {
      await page.waitForTimeout(300);
      await page.screenshot({ path: `${SHOTS}/${name}-${language}-toi.png` });
      await accessible(page, name);
    };
    await look("1-nguon");
    await drop(page, { name: "hong.xlsx", bytes: Buffer.from("không phải bảng tính") });
    await page.waitForSelector("#refused h2");
    await look("1-tu-choi");
    await drop(page, wrong);
    await inGrid(page);
    await page.keyboard.press("F8");
    await look("2-kiem-tra");
    await page.keyboard.press("Control+f");
    await page.click("#show-filter");
    await page.click("#show-columns");
    await look("2-tim-loc");
    await page.click("#go-source");
    await drop(page, join(CHECKOUT, "tests/plans/tinh-chuyen-doi-so-2024.txt"));
    await page.waitForFunction(() => document.querySelector("#plan-name").textContent === "tinh-chuyen-doi-so-2024");
    await page.click("#review-next");
    await look("2-doc-soat");
    await page.click("#go-source");
    await openCompared(page);
    await look("1-so-sanh");
    await page.click("#compared-close");
    await page.setInputFiles("#collect-plan-file", good);
    await page.setInputFiles("#collect-reports-file", old);
    await page.click("#collect");
    await page.waitForSelector("#collected[open]");
    await look("1-tong-hop");
    await page.click("#collected-close");
    await openEnded(page);
    await look("2-chuyen-co-quan");
    await page.click("#ended-close");
    await page.click("#go-source");
    await drop(page, good);
    await page.waitForFunction(() => document.querySelector("#plan-name").textContent === "HaiTram");
    await page.click("#go-result");
    await page.waitForSelector(".sheet-page img");
    for (const tab of ["make", "document", "agencies", "charts"]) {
      await page.click(`#tab-${tab}`);
      await look(`3-${tab}`);
    }
    // Paper is white whatever the screen is.
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), "rgb(255, 255, 255)");
    await context.close();
  });
}

// A window of 1366 and of 1024 pixels at 200 %, and one of 1024 as it is.
for (const [width, height] of [[683, 384], [512, 384], [1024, 768]]) {
  test(`a window of ${width} by ${height} shows six rows at least`, async () => {
    const page = await openPage(browser, program, { width, height });
    await drop(page, wrong);
    await inGrid(page);
    await sumIs(page, "4 lỗi");
    await page.screenshot({ path: `${SHOTS}/2-hep-${width}.png` });
    const seen = await page.evaluate(() => {
      const { top, bottom } = document.querySelector("#grid").getBoundingClientRect();
      return [...document.querySelectorAll(".body .row")].map((row) => row.getBoundingClientRect())
        .filter((box) => box.top >= top && box.bottom <= bottom + 1).length;
    });
    assert.ok(seen >= 6, `${seen} rows`);
    assert.ok(!(await page.isVisible("#findings")));
    await page.click("#show-list");
    await page.locator("#findings .jump", { hasText: "30/2/2026" }).click();
    assert.ok(!(await page.isVisible("#findings")));
    assert.ok(await cellOf(page, 7, "deadline").evaluate((cell) => cell === document.activeElement));
    await page.click("#go-result");
    await page.waitForSelector("#preview-note:not([hidden])");
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    await page.context().close();
  });
}

test("a phone shows the tasks to read, and does not write", async () => {
  const context = await browser.newContext({ viewport: { width: 390, height: 800 }, hasTouch: true, isMobile: true });
  const page = await watch(await context.newPage(), program);
  await drop(page, wrong);
  await inGrid(page);
  await cellOf(page, 1, "product").dblclick();
  assert.equal(await page.locator(".editor").count(), 0);
  assert.ok(!(await page.isVisible("#tools")));
  await page.click("#show-list");
  await page.click("#findings >> text=Sửa cả 2 chỗ");
  await sumIs(page, "2 lỗi");
  await context.close();
});

test("every word is there in both languages", async () => {
  const page = await openPage(browser, program);
  const [vi, en] = await page.evaluate(async () => [(await import("/words.vi.js")).default, (await import("/words.en.js")).default]);
  assert.deepEqual(Object.keys(en), Object.keys(vi));
  for (const [key, text] of Object.entries(vi)) {
    const names = (words) => (words.match(/\{\w+\}/g) ?? []).sort();
    assert.deepEqual(names(en[key]), names(text), key);
  }
  await page.context().close();
});

test("a reload and another file ask before edits are lost", async () => {
  const page = await openPage(browser, program);
  const dialogs = [];
  page.on("dialog", async (dialog) => {
    dialogs.push(dialog.type());
    await dialog.dismiss();
  });
  await drop(page, wrong);
  await inGrid(page);
  await write(page, 1, "product", "Báo cáo mới");
  await page.reload({ timeout: 3000 }).catch(() => {});
  assert.deepEqual(dialogs, ["beforeunload"]);
  assert.equal(await cellOf(page, 1, "product").textContent(), "Báo cáo mới");
  await page.click("#go-source");
  await drop(page, good);
  await page.waitForTimeout(300);
  assert.deepEqual(dialogs, ["beforeunload", "confirm"]);
  await page.click("#go-check");
  assert.equal(await cellOf(page, 1, "product").textContent(), "Báo cáo mới");
  await page.context().close();
});

test("nothing but unfinished plans is kept in the browser", async () => {
  const page = await openPage(browser, program);
  await drop(page, wrong);
  await inGrid(page);
  await write(page, 1, "product", "Bí mật");
  const kept = await page.evaluate(async () => ({
    local: localStorage.length, session: sessionStorage.length, cookies: document.cookie,
    databases: (await indexedDB.databases()).map((one) => one.name), caches: (await caches.keys()).length,
  }));
  assert.deepEqual(kept, { local: 0, session: 0, cookies: "", databases: ["danhmuc"], caches: 0 });
  await page.context().close();
});

test("the first page follows an edit of a plan of 200 tasks in time", async () => {
  const page = await openPage(browser, program);
  await drop(page, good);
  await inGrid(page);
  await page.click("#go-result");
  await page.click("#tab-document");
  await page.waitForFunction(() => /[1-9]\d/.test(document.querySelector("#page-count").textContent));
  const times = [];
  for (let n = 0; n < 9; n += 1) {
    await page.waitForTimeout(1600);
    times.push(await page.evaluate(async (title) => {
      const sheets = document.querySelector("#sheets");
      const before = sheets.dataset.version;
      const box = document.querySelector("#field-title");
      const begun = performance.now();
      box.value = title;
      box.dispatchEvent(new Event("input", { bubbles: true }));
      while (sheets.dataset.version === before) await new Promise(requestAnimationFrame);
      return performance.now() - begun;
    }, `Danh mục nhiệm vụ chủ yếu, lần sửa ${n + 1}`));
  }
  times.sort((a, b) => a - b);
  const [least, median, most] = [times[0], times[4], times[8]].map(Math.round);
  console.log(`edit to first page, 200 tasks: median ${median} ms (${least}–${most})`);
  // The goal is 300 ms on a quiet machine; a busy one must not fail the tests.
  assert.ok(median < 900, `${median} ms`);
  await page.context().close();
});

/** Width and height in points of each page of a PDF that Chromium wrote. */
const sizes = (pdf) => [...pdf.toString("latin1").matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)]
  .map(([, width, height]) => [Math.round(width), Math.round(height)]);

test("paper carries the pages alone, in their own size", async () => {
  const page = await openPage(browser, program);
  // The browser's own window cannot be pressed here; that it would open is enough.
  await page.evaluate(() => { window.print = () => { document.body.dataset.printed = "yes"; }; });
  await drop(page, await asWorkbook(place.folder, "In", plan(24)));
  await inGrid(page);
  await page.click("#go-result");
  for (const [what, size] of [["annex", [842, 595]], ["matrix", [1191, 842]]]) {
    await page.evaluate(() => { delete document.body.dataset.printed; });
    await page.selectOption("#what", what);
    await page.waitForSelector(".sheet-page img");
    await page.keyboard.press("Control+p");
    await page.waitForSelector("body[data-printed]", { timeout: 60_000 });
    const count = await page.locator(".sheet-page img").count();
    assert.equal(count, await page.locator(".sheet-page").count());
    const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: false });
    assert.deepEqual(sizes(pdf), Array(count).fill(size));
    await page.emulateMedia({ media: "print" });
    for (const other of [".top", ".desk", ".preview-head", "#step-check", "#step-source"]) {
      assert.ok(!(await page.isVisible(other)), other);
    }
    await page.emulateMedia({ media: null });
  }
  await page.context().close();
});

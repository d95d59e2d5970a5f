// A plan in sentences goes in: a draft of its table comes up, with what was not taken and whence each
// row came; its documents are those of the workbook that `import` makes of it.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { CHECKOUT, cli, scratch, serve, startBrowser } from "./program.mjs";
import { openPage, drop, download, inGrid, sumIs, buildZip, faults } from "./walk.mjs";
import { unzip } from "./zip.mjs";

let program, browser, place;

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

// Plans whose drafts have no error: one that names a body that has ceased waits for the clerk.
for (const name of ["tinh-chuyen-doi-so-2024.txt", "so-y-te-2025.docx"]) {
  test(`${name} becomes a draft`, async () => {
    const plan = join(CHECKOUT, "tests/plans", name);
    const keys = (await readFile(plan.replace(/\.[a-z]+$/, ".jsonl"), "utf8")).trim().split("\n");
    const page = await openPage(browser, program);
    await drop(page, plan);
    await inGrid(page);
    await sumIs(page, `${keys.length} nhiệm vụ`);
    assert.match(await page.textContent("#passed summary"), /^Chưa nhận \(\d+\)$/);
    const zip = await buildZip(page);
    const source = join(place.folder, `${name}.xlsx`);
    await cli("import", plan, "-o", source);
    const out = join(place.folder, `out-${name}`);
    await cli("build", source, "--agencies", "all", "--out", out);
    const made = new Map([...unzip(zip.bytes)].map(([at, bytes]) => [at.slice(at.indexOf("/") + 1), bytes]));
    const wanted = await readFile(join(out, name, "danh-muc.pdf"));
    assert.ok(wanted.equals(made.get("danh-muc.pdf")), "the annex differs");
    await page.context().close();
  });
}

test("what was read through is still there when the workbook is opened again", async () => {
  const page = await openPage(browser, program);
  await drop(page, join(CHECKOUT, "tests/plans/tinh-chuyen-doi-so-2024.txt"));
  await inGrid(page);
  await page.click("#review-next");
  await page.keyboard.press("Alt+Enter");
  const left = await page.textContent("#review-left");
  const passed = await page.textContent("#passed summary");
  const firstLines = async () => (await page.locator("#reader-lines > .task").allTextContents()).map((text) => text.split("\n")[0]);
  const lines = await firstLines();
  const saved = await download(page, () => page.click("#save"));
  await page.click("#go-source");
  await drop(page, saved);
  await page.waitForFunction((name) => document.querySelector("#plan-name").textContent === name, saved.name.replace(".xlsx", ""));
  assert.equal(await page.textContent("#review-left"), left);
  assert.equal(await page.textContent("#passed summary"), passed);
  assert.equal(await page.locator(".body .ticked").count(), 1);
  assert.deepEqual(await firstLines(), lines);
  await page.context().close();
});

test("the other reading of a sentence is one press away, and a press back", async () => {
  const page = await openPage(browser, program);
  await drop(page, join(CHECKOUT, "tests/plans/tinh-chuyen-doi-so-2024.txt"));
  await inGrid(page);
  const before = await page.evaluate(async () => {
    const { edit, plan } = await import("/plan/history.js");
    const at = plan().rows.findIndex((row) => row.kind === "task");
    const other = { content: "Rà soát theo cách hiểu khác", lead: ["Sở Y tế"], support: [] };
    edit((now) => ({ ...now, rows: now.rows.map((row, index) => (index === at ? { ...row, trace: { ...row.trace, other } } : row)) }));
    return plan().rows[at].values.content[0];
  });
  const cell = (field) => page.locator(`.body .row.task >> nth=0 >> [data-field="${field}"]`);
  await cell("content").click();
  await page.click("#card >> text=Hiểu theo cách này");
  assert.equal(await cell("content").evaluate((one) => one.firstChild.textContent), "Rà soát theo cách hiểu khác");
  assert.equal(await cell("lead").evaluate((one) => one.firstChild.textContent), "Sở Y tế");
  await page.click("#card >> text=Hiểu theo cách này");
  assert.equal(await cell("content").evaluate((one) => one.firstChild.textContent), before);
  await page.context().close();
});

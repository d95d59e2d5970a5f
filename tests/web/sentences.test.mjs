// A plan in sentences goes in: a draft of its table comes up, with what was not taken and whence each
// row came; its documents are those of the workbook that `import` makes of it.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { CHECKOUT, cli, scratch, serve, startBrowser } from "./program.mjs";
import { openPage, drop, inGrid, sumIs, buildZip, faults } from "./walk.mjs";
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

// The whole path with the keyboard alone: a clerk who cannot use a mouse gets the documents too.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { scratch, serve, startBrowser } from "./program.mjs";
import { openPage, inGrid, sumIs, download, tabTo, faults } from "./walk.mjs";
import { wrongWorkbook } from "./plans.mjs";
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

const focusIs = (page, selector) => page.waitForFunction((wanted) => document.activeElement.matches(wanted), selector);

/** What has the focus must show it. */
async function focusShows(page) {
  const shown = await page.evaluate(() => {
    const style = getComputedStyle(document.activeElement);
    return style.outlineStyle !== "none" || style.boxShadow !== "none";
  });
  assert.ok(shown, await page.evaluate(() => `no visible focus on ${document.activeElement.outerHTML.slice(0, 120)}`));
}

test("from the file to the zip without a mouse", async () => {
  const page = await openPage(browser, program);
  const press = (key) => page.keyboard.press(key);

  // Listening begins well before the press: the browser is told of it in its own time.
  const asked = page.waitForEvent("filechooser");
  await press("Tab");
  await focusIs(page, ".skip");
  await press("Enter");
  await tabTo(page, "#choose");
  await focusShows(page);
  await press("Enter");
  await (await asked).setFiles(await wrongWorkbook(place.folder, "BanPhim"));
  await inGrid(page);
  await focusIs(page, "#title-check");

  // F8 goes from mistake to mistake; Alt+Enter takes the suggestion.
  await press("F8");
  await focusIs(page, '.cell[data-field="lead"].error');
  await focusShows(page);
  await press("Alt+Enter");
  await sumIs(page, "3 lỗi");
  await press("F8");
  await focusIs(page, '.cell[data-field="lead"].error');
  await press("Alt+Enter");
  await sumIs(page, "2 lỗi");

  // Arrow keys go to any cell; Esc drops what was typed.
  const here = (what) => page.evaluate((key) => (key === "row"
    ? document.activeElement.parentElement.querySelector(".number").textContent : document.activeElement.dataset.field), what);
  await press("Control+Home");
  while (await here("row") !== "7") await press("ArrowDown");
  while (await here("field") !== "deadline") await press("ArrowRight");
  await focusIs(page, '.error[data-field="deadline"]');
  await press("F2");
  await focusIs(page, "textarea.editor");
  await page.keyboard.type("xxx");
  await press("Escape");
  await focusIs(page, '.error[data-field="deadline"]');
  assert.match(await page.evaluate(() => document.activeElement.firstChild.textContent), /^30\/2\/2026$/);
  await page.keyboard.type("Quý I/2026");
  await press("Enter");
  await sumIs(page, "1 lỗi");

  await press("F8");
  await focusIs(page, ".cell.error, .cell.warning, .jump");
  for (let presses = 0; presses < 3; presses += 1) {
    if (await page.evaluate(() => document.activeElement.matches('.error[data-field="lead"]'))) break;
    await press("F8");
  }
  await focusIs(page, '.error[data-field="lead"]');
  await tabTo(page, "#card button.fix", { most: 3 });
  await focusShows(page);
  await press("Enter");
  await sumIs(page, "12 nhiệm vụ: 1 cảnh báo");

  await tabTo(page, "#go-result", { back: true });
  await press("Enter");
  await focusIs(page, "#title-result");
  await tabTo(page, '[role="tab"][aria-selected="true"]');
  await press("ArrowRight");
  await focusIs(page, "#tab-document");
  await tabTo(page, "#field-title");
  await focusShows(page);
  await page.keyboard.press("Control+a");
  await page.keyboard.type("Danh mục gõ bằng bàn phím");
  await tabTo(page, "#tab-document", { back: true });
  await press("ArrowLeft");
  await focusIs(page, "#tab-make");
  await page.waitForSelector("#make:enabled");
  await tabTo(page, "#make");
  await focusShows(page);
  await press("Enter");
  await page.waitForSelector("#get-zip", { timeout: 120_000 });
  await focusIs(page, "#make-done");
  await tabTo(page, "#get-zip", { most: 3 });
  const zip = await download(page, () => press("Enter"));
  assert.ok(unzip(zip.bytes).has("BanPhim/danh-muc.pdf"));
  await page.context().close();
});

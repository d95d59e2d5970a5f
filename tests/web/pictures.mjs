// Renews the pictures of README.vi.md in docs/:
//
//   DANHMUC=<program> CHROMIUM=<browser> node tests/web/pictures.mjs
import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { join } from "node:path";
import { CHECKOUT, scratch, serve, startBrowser } from "./program.mjs";
import { openPage, drop, inGrid, sumIs } from "./walk.mjs";
import { withPalette } from "./palette.mjs";
import { asWorkbook, plan, wrongWorkbook } from "./plans.mjs";

const DOCS = fileURLToPath(new URL("../../docs", import.meta.url));
const [place, program, browser] = [await scratch(), await serve(), await startBrowser()];
const page = await openPage(browser, program, { width: 1366, height: 768 });
page.on("dialog", (dialog) => dialog.accept());
const shot = async (name) => {
  await page.waitForTimeout(600);
  await writeFile(join(DOCS, `trang-${name}.png`), withPalette(await page.screenshot()));
};

await shot("1-nguon");
await drop(page, await wrongWorkbook(place.folder, "KeHoach2026"));
await inGrid(page);
await page.keyboard.press("F8");
await shot("2-kiem-tra");
await page.click("#go-source");
await drop(page, join(CHECKOUT, "tests/plans/tinh-chuyen-doi-so-2024.txt"));
await page.waitForFunction(() => document.querySelector("#plan-name").textContent === "tinh-chuyen-doi-so-2024");
await page.click("#review-next");
await shot("7-doc-soat");
await page.click("#go-source");
await drop(page, await asWorkbook(place.folder, "KeHoach-2026", plan(30)));
await sumIs(page, "30 nhiệm vụ: không có lỗi");
await page.click("#go-result");
await page.click("#tab-document");
await page.waitForSelector(".sheet-page img");
await shot("3-thong-tin");
await page.click("#tab-charts");
await shot("6-so-lieu");
await page.click("#tab-agencies");
await page.locator("#part-agencies button", { hasText: "Xem" }).first().click();
await page.waitForTimeout(2500);
await shot("4-co-quan");
await page.click("#tab-make");
await page.waitForSelector("#make:enabled");
await page.click("#make");
await page.waitForSelector("#get-zip", { timeout: 120_000 });
await shot("5-tai-ve");

await browser.close();
await program.stop();
await place.remove();

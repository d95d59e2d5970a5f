// A workbook with mistakes goes in; they are seen on their cells, mended there, and the documents
// are made.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { cli, scratch, serve, startBrowser } from "./program.mjs";
import { openPage, drop, inGrid, sumIs, cellOf, write, buildZip, download, faults } from "./walk.mjs";
import { asJson, asWorkbook, plan, wrongWorkbook } from "./plans.mjs";
import { unzip } from "./zip.mjs";

let program, browser, place, wrong, good;

before(async () => {
  place = await scratch();
  program = await serve();
  browser = await startBrowser();
  wrong = await wrongWorkbook(place.folder, "CoLoi");
  good = await asWorkbook(place.folder, "Tot", plan(6));
});

after(async () => {
  await browser?.close();
  await program?.stop();
  await place?.remove();
  assert.deepEqual(faults, []);
});

const open = async (...files) => {
  const page = await openPage(browser, program);
  await drop(page, ...files);
  await inGrid(page);
  return page;
};

const severity = (page, number, field) => cellOf(page, number, field).evaluate((cell) =>
  ["error", "warning"].find((name) => cell.classList.contains(name)) ?? "");

test("errors stand on their cells and in the list, and are mended one by one", async () => {
  const page = await open(wrong);
  await sumIs(page, "12 nhiệm vụ: 4 lỗi, 1 cảnh báo");
  assert.equal(await page.locator("#findings .jump").count(), 5);
  assert.equal(await severity(page, 2, "lead"), "error");
  assert.equal(await severity(page, 5, "support"), "warning");
  assert.equal(await severity(page, 7, "deadline"), "error");
  assert.equal(await severity(page, 9, "lead"), "error");
  assert.equal(await severity(page, 1, "lead"), "");
  assert.equal(await page.textContent(".warning .wrong"), "Trung tâm Xúc tiến Mây Trắng");

  // Errors stop the making, and the page says where to go.
  await page.click("#go-result");
  await page.waitForSelector("text=Còn 4 lỗi nên chưa xem được");
  assert.ok(await page.isDisabled("#make"));
  await page.click("#part-make >> text=Đến chỗ sửa");

  // The list leads to the cell; the card there has the suggestion, and mends both places at once.
  await page.locator("#findings .jump", { hasText: "Sở Y té" }).first().click();
  assert.ok(await cellOf(page, 2, "lead").evaluate((cell) => cell === document.activeElement));
  assert.match(await page.textContent("#card"), /có phải là “Sở Y tế”/);
  await page.click("#card >> text=Sửa cả 2 chỗ");
  await sumIs(page, "2 lỗi, 1 cảnh báo");
  assert.equal(await cellOf(page, 4, "lead").textContent(), "Sở Y tế");

  await write(page, 7, "deadline", "Quý I/2026");
  await sumIs(page, "1 lỗi, 1 cảnh báo");
  await page.locator("#findings >> text=Đúng là đồng chủ trì").click();
  await sumIs(page, "12 nhiệm vụ: 2 cảnh báo");
  await page.locator("#findings >> text=Tên này đúng").click();
  await sumIs(page, "12 nhiệm vụ: 1 cảnh báo");

  const files = unzip((await buildZip(page)).bytes);
  assert.ok(files.has("CoLoi/danh-muc.pdf"));
  assert.ok(files.has("CoLoi/co-quan/so-y-te.pdf"));

  // What was mended goes home as a workbook that the command line finds right.
  const saved = await download(page, () => page.click("#save"));
  assert.equal(saved.name, "CoLoi-da-sua.xlsx");
  const path = join(place.folder, saved.name);
  await writeFile(path, saved.bytes);
  assert.match(await cli("check", path), /12 nhiệm vụ, 0 lỗi, 1 cảnh báo/);
  await page.context().close();
});

test("rows with findings alone", async () => {
  const page = await open(wrong);
  await page.check("#only-findings");
  assert.deepEqual(await page.locator(".body .row .number").allTextContents(), ["2", "4", "5", "7", "9"]);
  await page.uncheck("#only-findings");
  assert.equal(await page.locator(".body .row").count(), 13);
  await page.context().close();
});

test("a press on another cell of the row keeps what was written and goes there", async () => {
  const page = await open(good);
  await cellOf(page, 2, "product").dblclick();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("Đề án");
  await cellOf(page, 2, "deadline").click();
  assert.equal(await cellOf(page, 2, "product").textContent(), "Đề án");
  assert.ok(await cellOf(page, 2, "deadline").evaluate((cell) => cell === document.activeElement));
  await page.context().close();
});

test("the card gives the focus back to its cell when all is mended there", async () => {
  const page = await open(wrong);
  await page.keyboard.press("F8");
  await page.click("#card >> text=Sửa thành “Sở Y tế”");
  await sumIs(page, "3 lỗi");
  assert.ok(await cellOf(page, 2, "lead").evaluate((cell) => cell === document.activeElement));
  assert.ok(!(await page.isVisible("#card")));
  await page.context().close();
});

test("what is wrong with the document stands under its own boxes and is mended there", async () => {
  const tree = plan(3);
  tree.document = { ...tree.document, mode: "paper", parent: { ...tree.document.parent, date: "31/02/2026" },
    recipients: ["Như Điều 3", { name: "Sở Y tế", copies: "nhiều" }] };
  const page = await open(await asJson(place.folder, "VanBan", tree));
  await page.locator("#findings .jump", { hasText: "31/02/2026" }).first().click();
  const date = page.locator("#field-parent-date");
  assert.ok(await date.evaluate((box) => box === document.activeElement));
  assert.equal(await date.getAttribute("aria-invalid"), "true");
  assert.match(await page.textContent("#field-parent-date-wrong"), /31\/02\/2026/);
  await date.fill("05/01/2026");
  await page.waitForSelector("#field-parent-date:not([aria-invalid])");
  await page.click("#go-check");
  await page.locator("#findings .jump", { hasText: "nhiều" }).click();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("2");
  await page.waitForSelector(".sheet-page img");
  await page.click("#go-check");
  await sumIs(page, "3 nhiệm vụ: không có lỗi");
  await page.context().close();
});

test("a name that stands twice is taken out with one press", async () => {
  const page = await open(await asJson(place.folder, "Thua", plan(3, { 2: { lead: "Sở Y tế", support: ["Sở Nội vụ", "Sở Y tế", "Công an tỉnh"] } })));
  await sumIs(page, "1 lỗi");
  await page.click("#findings >> text=Xóa “Sở Y tế” khỏi ô");
  await sumIs(page, "không có lỗi");
  assert.equal(await cellOf(page, 2, "support").textContent(), "Sở Nội vụ; Công an tỉnh");
  await page.context().close();
});

test("messages follow the language", async () => {
  const page = await open(wrong);
  await page.click("#language");
  await sumIs(page, "12 task(s): 4 error(s), 1 warning(s)");
  assert.match(await page.locator("#findings .jump").first().textContent(), /did you mean “Sở Y tế”/);
  await page.click("#language");
  await sumIs(page, "12 nhiệm vụ: 4 lỗi, 1 cảnh báo");
  await page.context().close();
});

test("agencies are picked from suggestions while one types without marks", async () => {
  const page = await open(good);
  await cellOf(page, 1, "support").click();
  await page.keyboard.press("F2");
  await page.keyboard.type("; so giao duc");
  await page.waitForSelector("#offers [role=option]");
  assert.match(await page.textContent("#offer-0"), /^Sở Giáo dục và Đào tạo/);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  assert.match(await cellOf(page, 1, "support").textContent(), /; Sở Giáo dục và Đào tạo$/);
  await sumIs(page, "không có lỗi");
  await page.context().close();
});

test("undo and redo go back and forth through every kind of change", async () => {
  const page = await open(good);
  const text = () => page.locator(".body .row").evaluateAll((rows) => rows.map((row) =>
    [...row.querySelectorAll(".cell:not(.number)")].map((cell) => cell.firstChild?.textContent ?? "").join("|")));
  const states = [await text()];
  const step = async (act) => {
    await act();
    const now = await text();
    assert.notDeepEqual(now, states.at(-1));
    states.push(now);
  };
  await step(() => write(page, 2, "product", "Báo cáo"));
  await step(async () => { await cellOf(page, 2, "content").click(); await page.keyboard.press("Alt+ArrowDown"); });
  await step(() => page.keyboard.press("Insert"));
  await step(async () => { await page.keyboard.press("Enter"); await page.keyboard.type("Việc mới"); await page.keyboard.press("Enter"); });
  await step(() => page.keyboard.press("Shift+Insert"));
  await step(() => page.keyboard.press("Control+Delete"));
  await step(() => page.keyboard.press("Delete"));
  for (let at = states.length - 2; at >= 0; at -= 1) {
    await page.keyboard.press("Control+z");
    assert.deepEqual(await text(), states[at]);
  }
  assert.ok(await page.isDisabled("#undo"));
  for (let at = 1; at < states.length; at += 1) {
    await page.keyboard.press("Control+y");
    assert.deepEqual(await text(), states[at]);
  }
  assert.ok(await page.isDisabled("#redo"));
  await page.context().close();
});

test("a group moves with its tasks and is numbered anew", async () => {
  const page = await open(await asWorkbook(place.folder, "Nhom", plan(27)));
  const group = page.locator(".row.group", { hasText: "Nhóm nhiệm vụ 2" });
  await group.locator('[data-field="title"]').click();
  await page.click("#tools >> text=↑");
  await page.waitForFunction(() => document.querySelector(".body .row .number").textContent === "I"
    && document.querySelector(".body .row").textContent.includes("Nhóm nhiệm vụ 2"));
  await page.waitForFunction(() => document.querySelectorAll(".body .row")[1].textContent.startsWith("1Rà soát"));
  assert.match(await cellOf(page, 1, "content").textContent(), /việc thứ 26$/);
  assert.match(await cellOf(page, 3, "content").textContent(), /việc thứ 1$/);
  await page.context().close();
});

test("cells copied in Excel are pasted as cells, past the last row too", async () => {
  const page = await open(good);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await cellOf(page, 6, "content").click();
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData("text/plain", "Việc sáu\tSở Y tế\t\"Sở Nội vụ;\nCông an tỉnh\"\tQuý I/2026\r\nViệc bảy\tSở Xây dựng\t\tQuý II/2026\r\n");
    document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  });
  await sumIs(page, "7 nhiệm vụ");
  assert.equal(await cellOf(page, 6, "lead").textContent(), "Sở Y tế");
  assert.equal(await cellOf(page, 6, "support").textContent(), "Sở Nội vụ;\nCông an tỉnh");
  assert.equal(await cellOf(page, 7, "content").textContent(), "Việc bảy");
  assert.equal(await cellOf(page, 7, "deadline").textContent(), "Quý II/2026");
  await page.context().close();
});

test("a plan without leads is seen and made as a draft", async () => {
  const path = await asJson(place.folder, "ChuaGiao", plan(3, { 2: { lead: [], support: [] } }));
  const page = await open(path);
  await sumIs(page, "1 lỗi");
  await page.click("#go-result");
  await page.click("text=Xem bản dự thảo");
  await page.waitForSelector(".sheet-page img");
  await page.waitForSelector("#make:enabled");
  const files = unzip((await buildZip(page)).bytes);
  assert.ok(files.has("ChuaGiao/danh-muc.pdf"));
  await page.context().close();
});

test("when the program has gone, the edits are kept by the page and read again", async () => {
  const own = await serve();
  const page = await openPage(browser, own);
  await drop(page, good);
  await inGrid(page);
  await own.stop();
  await write(page, 3, "product", "Sửa sau khi chương trình đóng");
  await page.waitForSelector("#notice >> text=Chương trình danhmuc đã đóng");
  const saved = await download(page, () => page.click("#notice button >> text=Lưu tạm các sửa đổi"));
  assert.equal(saved.name, "Tot-da-sua.json");
  const again = await open({ name: saved.name, bytes: saved.bytes });
  await sumIs(again, "6 nhiệm vụ: không có lỗi");
  assert.equal(await cellOf(again, 3, "product").textContent(), "Sửa sau khi chương trình đóng");
  await page.context().close();
  await again.context().close();
});

test("the clerk's own workbook comes back with its mistakes marked", async () => {
  const page = await openPage(browser, program);
  const saved = await download(page, () => page.setInputFiles("#mark-file", wrong));
  const parts = unzip(saved.bytes);
  const text = [...parts.values()].map((bytes) => bytes.toString()).join("");
  assert.match(saved.name, /\.xlsx$/);
  assert.match(text, /có phải là “Sở Y tế”/);
  await page.context().close();
});

test("the blank workbook and the examples open", async () => {
  const page = await openPage(browser, program);
  await page.fill("#blank-place", "Thanh Hóa");
  const blank = await download(page, () => page.click("#blank"));
  await drop(page, blank);
  await inGrid(page);
  await sumIs(page, "không có lỗi");
  await page.click("#go-source");
  await page.selectOption("#example", "thanh-hoa-1992");
  await page.click("#open-example");
  await sumIs(page, "47 nhiệm vụ");
  await page.context().close();
});

// Letters with extracts: drafts that a mail program opens, with the files that the command line makes.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { cli, scratch, serve, startBrowser } from "./program.mjs";
import { openPage, drop, inGrid, sumIs, download, faults } from "./walk.mjs";
import { asWorkbook, plan } from "./plans.mjs";
import { unzip } from "./zip.mjs";

let program, browser, place, workbook;

before(async () => {
  place = await scratch();
  program = await serve();
  browser = await startBrowser();
  workbook = await asWorkbook(place.folder, "GuiThu", plan(20));
});

after(async () => {
  await browser?.close();
  await program?.stop();
  await place?.remove();
  assert.deepEqual(faults, []);
});

/** A letter as a mail program reads it: { subject, unsent, text, files: name → bytes }. */
function read(bytes) {
  const whole = bytes.toString("latin1");
  assert.ok(whole.split("\r\n").every((line) => line.length <= 998 && !line.includes("\n")));
  const [head, ...rest] = whole.split("\r\n\r\n");
  const headers = head.replace(/\r\n[ \t]+/g, " ");
  const boundary = /boundary="([^"]+)"/.exec(headers)[1];
  const subject = /^Subject: (.*)$/m.exec(headers)[1].trim()
    .replace(/=\?UTF-8\?B\?([^?]*)\?=\s*/g, (_, text) => Buffer.from(text, "base64").toString());
  const parts = rest.join("\r\n\r\n").split(`--${boundary}`).slice(1, -1).map((part) => {
    const [fields, ...body] = part.trim().split("\r\n\r\n");
    return { name: decodeURIComponent(/filename\*=UTF-8''(\S+)/.exec(fields)?.[1] ?? ""), bytes: Buffer.from(body.join(""), "base64") };
  });
  return { subject, unsent: /^X-Unsent: 1$/m.test(headers), to: /^To:/m.test(headers), text: parts[0].bytes.toString(),
    files: new Map(parts.slice(1).map((part) => [part.name, part.bytes])) };
}

async function atResult() {
  const page = await openPage(browser, program);
  await drop(page, workbook);
  await inGrid(page);
  await sumIs(page, "20 nhiệm vụ: không có lỗi");
  await page.click("#go-result");
  await page.waitForSelector("#write-letters:enabled");
  return page;
}

test("one letter carries the two files of its agency and speaks of its tasks", async () => {
  const page = await atResult();
  await page.click("#tab-agencies");
  const saved = await download(page, () => page.locator("tr", { has: page.locator("#agency-so-y-te") }).getByRole("button", { name: "Soạn thư gửi Sở Y tế" }).click());
  assert.equal(saved.name, "Sở Y tế.eml");
  const letter = read(saved.bytes);
  assert.ok(letter.unsent && !letter.to);
  assert.equal(letter.subject, "Gửi Sở Y tế: trích nhiệm vụ tại Danh mục nhiệm vụ chủ yếu phát triển kinh tế số năm 2026");
  assert.match(letter.text, /^Kính gửi: Sở Y tế\r\n/);
  assert.match(letter.text, /\(kèm theo Quyết định số 15\/QĐ-UBND ngày 05\/01\/2026\): chủ trì 3 nhiệm vụ, phối hợp 4 nhiệm vụ\./);
  const out = join(place.folder, "out");
  await cli("build", workbook, "--agencies", "so-y-te", "--out", out);
  for (const ending of ["pdf", "xlsx"]) {
    assert.ok(letter.files.get(`Sở Y tế.${ending}`).equals(await readFile(join(out, `GuiThu/co-quan/so-y-te.${ending}`))));
  }
  await page.context().close();
});

test("letters to all come as a zip file, in the clerk's own words", async () => {
  const page = await atResult();
  await page.click("#part-letters summary");
  await page.fill("#letter-subject", "V/v nhiệm vụ của {cơ quan}");
  await page.locator("#letter-subject").blur();
  await page.click("#tab-agencies");
  await page.uncheck("#agency-so-y-te");
  await page.click("#tab-make");
  const saved = await download(page, () => page.click("#write-letters"));
  assert.equal(saved.name, "GuiThu-thu.zip");
  const letters = unzip(saved.bytes);
  assert.equal(letters.size, 8);
  assert.ok(!letters.has("Sở Y tế.eml"));
  for (const [name, bytes] of letters) {
    const letter = read(bytes);
    assert.equal(letter.subject, `V/v nhiệm vụ của ${name.replace(".eml", "")}`);
    assert.equal(letter.files.size, 2);
  }
  await page.context().close();
});

// Two versions are compared: chosen one by one, or dropped together; the words that went and came are seen,
// old and new are swapped, the table comes down, what cannot be read is told. In every browser.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { inEveryBrowser, Hand } from "./hand.mjs";
import { scratch, serve } from "./program.mjs";
import { asWorkbook, plan } from "./plans.mjs";

let program, place, old, changed, broken;
const faults = [];

before(async () => {
  place = await scratch();
  program = await serve();
  old = await asWorkbook(place.folder, "BanCu", plan(5, { 2: { content: "Lập đề án vùng cam trước mùa mưa" } }));
  changed = await asWorkbook(place.folder, "BanMoi", plan(5, { 2: { content: "Lập kế hoạch vùng cam trước mùa mưa" }, 3: { lead: "Sở Y tế" } }));
  broken = join(place.folder, "Hong.xlsx");
  await writeFile(broken, "PK\u0003\u0004");
});

after(async () => {
  await program?.stop();
  await place?.remove();
  assert.deepEqual(faults, []);
});

inEveryBrowser((newPage) => {
  const opened = async () => {
    const hand = new Hand(await newPage(), faults);
    await hand.open(program);
    return hand;
  };
  const isOpen = (wanted) => document.querySelector("#compared").open === wanted;
  const words = (hand, tag) => hand.page.evaluate((one) => [...document.querySelectorAll(`#compared-rows ${one}`)].map((each) => each.textContent), tag);
  const choose = async (hand, version, path) => {
    await hand.give(`#compare-${version}-file`, path);
    await hand.until((wanted) => document.querySelector("#compare-chosen").textContent.includes(wanted), path.split("/").at(-1));
  };

  test("two files dropped together may be compared, by keys alone", async () => {
    const hand = await opened();
    await hand.drop(old, changed);
    await hand.until(() => !document.querySelector("#which").hidden);
    await hand.tabTo("#which button:nth-of-type(4)");
    await hand.key("Enter");
    await hand.until(isOpen, true);
    assert.equal((await words(hand, "td")).length > 0, true);
    await hand.tabTo("#compared-close");
    await hand.key("Enter");
    await hand.until(isOpen, false);
    await hand.close();
  });

  test("a version that cannot be read is told with its name", async () => {
    const hand = await opened();
    await choose(hand, "old", old);
    await choose(hand, "new", broken);
    await hand.press("#compare");
    await hand.until(() => document.querySelector("#refused").textContent.includes("“Hong.xlsx” chưa đọc được trọn vẹn"));
    await hand.until(isOpen, false);
    await hand.close();
  });

  // Last: what comes down opens a panel of Firefox, which takes the keys of the next page.
  test("two files chosen one by one: struck and underlined words, swapped, downloaded", async () => {
    const hand = await opened();
    assert.equal(await hand.page.evaluate(() => document.querySelector("#compare").disabled), true);
    await choose(hand, "old", old);
    await choose(hand, "new", changed);
    await hand.press("#compare");
    await hand.until(isOpen, true);
    assert.deepEqual((await words(hand, "del")).slice(0, 1), ["đề án"]);
    assert.deepEqual((await words(hand, "ins")).slice(0, 1), ["kế hoạch"]);
    assert.match(await hand.text("#compared-notes"), /Sửa đổi 2, bổ sung 0, bỏ 0/);
    await hand.press("#compared-swap");
    await hand.until(() => document.querySelector("#compared-rows del")?.textContent === "kế hoạch");
    await hand.press("#compared-docx");
    await hand.until(() => document.querySelector("#live").textContent.startsWith("Đã tải"));
    await hand.key("Escape");
    await hand.until(isOpen, false);
    await hand.close();
  });
});

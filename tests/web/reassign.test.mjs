// Bodies that ended are offered with their successors: the table is looked through, another body is
// chosen, all is applied as one step and taken back, and the report comes down. In every browser.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { inEveryBrowser, Hand } from "./hand.mjs";
import { scratch, serve } from "./program.mjs";
import { asWorkbook, plan } from "./plans.mjs";

let program, place, old;
const faults = [];

before(async () => {
  place = await scratch();
  program = await serve();
  old = await asWorkbook(place.folder, "TenCu", plan(6, {
    2: { lead: "Sở Kế hoạch và Đầu tư" },
    3: { lead: "Sở Kế hoạch và Đầu tư", support: ["Sở Y tế"] },
    4: { content: "Bảo vệ, chăm sóc trẻ em", lead: "Sở Lao động - Thương binh và Xã hội" },
  }));
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
    await hand.drop(old);
    await hand.inGrid();
    await hand.until(() => !document.querySelector("#ended").hidden);
    assert.match(await hand.text("#ended"), /^2 cơ quan đã sáp nhập/);
    return hand;
  };
  // What stands in the cell, without what is said of it.
  const lead = async (hand, number) => hand.page.evaluate((one) => document.querySelector(one).firstChild.textContent, await hand.cell(number, "lead"));
  const isOpen = (wanted) => document.querySelector("#ended-table").open === wanted;

  test("the successors are seen with their tasks, applied as one step, and taken back", async () => {
    const hand = await opened();
    await hand.press("#ended-open");
    await hand.until(isOpen, true);
    const rows = await hand.page.evaluate(() => [...document.querySelectorAll("#ended-rows tr")].map((row) =>
      [row.querySelector("th").textContent, row.querySelector("td > input").value, row.querySelectorAll("li").length]));
    assert.deepEqual(rows, [["Sở Kế hoạch và Đầu tư", "Sở Tài chính", 2],
      ["Sở Lao động - Thương binh và Xã hội", "Sở Y tế", 1]]);
    await hand.press("#ended-apply");
    await hand.until(isOpen, false);
    await hand.sumIs("6 nhiệm vụ");
    assert.deepEqual([await lead(hand, 2), await lead(hand, 3), await lead(hand, 4)], ["Sở Tài chính", "Sở Tài chính", "Sở Y tế"]);
    await hand.until(() => document.querySelector("#ended").hidden);
    await hand.key("Control+z");
    await hand.until(() => !document.querySelector("#ended").hidden);
    assert.deepEqual([await lead(hand, 2), await lead(hand, 4)], ["Sở Kế hoạch và Đầu tư", "Sở Lao động - Thương binh và Xã hội"]);
    await hand.close();
  });

  test("another body is chosen for all tasks, one is left as it is, by keys alone", async () => {
    const hand = await opened();
    await hand.tabTo("#ended-open");
    await hand.key("Enter");
    await hand.until(isOpen, true);
    await hand.tabTo("#ended-rows tr:first-child td > input");
    await hand.key("Control+a");
    await hand.type("Sở Công Thương");
    await hand.tabTo("#ended-rows tr:nth-child(2) td > input");
    await hand.key("Control+a", "Delete");
    await hand.tabTo("#ended-apply");
    await hand.key("Enter");
    await hand.until(isOpen, false);
    assert.deepEqual([await lead(hand, 2), await lead(hand, 3), await lead(hand, 4)],
      ["Sở Công Thương", "Sở Công Thương", "Sở Lao động - Thương binh và Xã hội"]);
    await hand.until(() => document.querySelector("#ended").textContent.startsWith("1 cơ quan"));
    await hand.close();
  });

  test("another day is asked for, one that is none is told, Escape closes", async () => {
    const hand = await opened();
    await hand.press("#ended-open");
    await hand.until(isOpen, true);
    const lookUp = async (day) => {
      await hand.press("#ended-day");
      await hand.key("Control+a");
      await hand.type(day);
      await hand.press("#ended-look");
    };
    await lookUp("31/02/2025");
    await hand.until(() => document.querySelector("#ended-fault").textContent.includes("không phải là ngày"));
    // What was answered for another day is not to be applied.
    assert.equal(await hand.page.evaluate(() => document.querySelector("#ended-apply").disabled), true);
    await lookUp("01/02/2025");
    await hand.until(() => document.querySelectorAll("#ended-rows tr").length === 0);
    assert.equal(await hand.page.evaluate(() => document.querySelector("#ended-apply").disabled), true);
    await hand.key("Escape");
    await hand.until(isOpen, false);
    await hand.close();
  });
});

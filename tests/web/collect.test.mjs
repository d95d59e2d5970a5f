// Filled extracts are collected: the plan and the reports are chosen, the overview is seen, its files come
// down, a plan with errors is told. In every browser.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { join } from "node:path";
import { readdir, writeFile } from "node:fs/promises";
import { inEveryBrowser, Hand } from "./hand.mjs";
import { cli, scratch, serve } from "./program.mjs";
import { asWorkbook, plan } from "./plans.mjs";

let program, place, source, extract, faulty;
const faults = [];

before(async () => {
  place = await scratch();
  program = await serve();
  source = await asWorkbook(place.folder, "KeHoach", plan(4));
  const out = join(place.folder, "ra");
  await cli("build", source, "--agencies", "all", "--out", out, "--only", "co-quan");
  const folder = join(out, "KeHoach", "co-quan");
  extract = join(folder, (await readdir(folder)).find((name) => name.endsWith(".xlsx")));
  faulty = join(place.folder, "ConLoi.yaml");
  await writeFile(faulty, "tasks: [{content: Rà soát}]");
});

after(async () => {
  await program?.stop();
  await place?.remove();
  assert.deepEqual(faults, []);
});

inEveryBrowser((newPage) => {
  const opened = async (planFile) => {
    const hand = new Hand(await newPage(), faults);
    await hand.open(program);
    assert.equal(await hand.page.evaluate(() => document.querySelector("#collect").disabled), true);
    await hand.give("#collect-plan-file", planFile);
    await hand.give("#collect-reports-file", extract);
    await hand.until(() => !document.querySelector("#collect").disabled);
    return hand;
  };
  const isOpen = (wanted) => document.querySelector("#collected").open === wanted;

  test("a plan with errors is told with its name", async () => {
    const hand = await opened(faulty);
    await hand.press("#collect");
    await hand.until(() => document.querySelector("#refused").textContent.includes("“ConLoi.yaml” còn"));
    await hand.close();
  });

  // Last: what comes down opens a panel of Firefox, which takes the keys of the next page.
  test("the overview says who has not reported, and its files come down", async () => {
    const hand = await opened(source);
    await hand.press("#collect-day");
    await hand.type("30/6/2027");
    await hand.press("#collect");
    await hand.until(isOpen, true);
    assert.match(await hand.text("#collected-sum"), /Tính đến ngày 30\/6\/2027/);
    assert.match(await hand.text("#collected-counts"), /Chưa báo cáo\s*4/);
    assert.match(await hand.text("#collected-parts"), /Chưa gửi báo cáo/);
    await hand.press("#collected-xlsx");
    await hand.until(() => document.querySelector("#live").textContent.startsWith("Đã tải"));
    await hand.press("#collected-close");
    await hand.until(isOpen, false);
    await hand.close();
  });
});

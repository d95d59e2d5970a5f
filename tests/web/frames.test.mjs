// Sixty frames a second with 2,000 tasks: what a frame costs while one scrolls, moves, chooses and
// writes, as Chromium's own trace tells it. The time of the main thread's processor counts, which a
// busy machine changes little; the time between frames is printed beside it.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { scratch, serve, startBrowser } from "./program.mjs";
import { openPage, inGrid, sumIs, cellOf, faults } from "./walk.mjs";
import { asWorkbook, plan } from "./plans.mjs";

const FRAME_MS = 1000 / 60;
const COUNT = 2000;
const TRACED = ["toplevel", "devtools.timeline"];

let program, browser, place, page;

before(async () => {
  place = await scratch();
  program = await serve();
  browser = await startBrowser();
  page = await openPage(browser, program);
  await page.setInputFiles("#files", await asWorkbook(place.folder, "SauMuoiHinh", plan(COUNT)));
  await inGrid(page);
  await sumIs(page, `${COUNT} nhiệm vụ`);
  await page.waitForTimeout(1000);
});

after(async () => {
  await browser?.close();
  await program?.stop();
  await place?.remove();
  assert.deepEqual(faults, []);
});

const share = (sorted, part) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];

/** The processor's time of each frame's work on the page's main thread, in milliseconds, sorted. */
function costs(trace) {
  const { traceEvents } = JSON.parse(trace);
  const thread = ({ pid, tid }) => `${pid}/${tid}`;
  const frames = new Map();
  for (const event of traceEvents) {
    if (event.name === "FireAnimationFrame") frames.set(thread(event), [...frames.get(thread(event)) ?? [], event.ts]);
  }
  const [main, begins] = [...frames].sort(([, a], [, b]) => b.length - a.length)[0];
  begins.sort((a, b) => a - b);
  const cost = begins.map(() => 0);
  let at = 0;
  const tasks = traceEvents.filter((event) => event.name.endsWith("RunTask") && event.tdur && thread(event) === main)
    .sort((a, b) => a.ts - b.ts);
  let end = 0;
  for (const { ts, dur, tdur } of tasks) {
    if (ts < end) continue; // a task within a task
    end = ts + dur;
    while (at + 1 < begins.length && begins[at + 1] < end) at += 1;
    cost[at] += tdur / 1000;
  }
  return cost.sort((a, b) => a - b);
}

/** Does `act` under a trace, says what its frames cost and holds them to the time of a frame. */
async function measure(name, act) {
  await page.evaluate(() => {
    window.between = [];
    let last = performance.now();
    const step = (now) => {
      window.between?.push(now - last);
      last = now;
      if (window.between) requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  });
  await browser.startTracing(page, { categories: TRACED });
  await act();
  const cost = costs(await browser.stopTracing());
  const between = await page.evaluate(() => {
    const all = window.between;
    window.between = null;
    return all.sort((a, b) => a - b);
  });
  const [half, most] = [share(cost, 0.5), share(cost, 0.95)];
  const [p50, p95] = [share(between, 0.5), share(between, 0.95)].map((ms) => ms.toFixed(1));
  console.log(`${COUNT} tasks, ${name}: ${cost.length} frames; work of a frame ${half.toFixed(1)} ms (median), `
    + `${most.toFixed(1)} (p95); from frame to frame ${p50}, ${p95}`);
  assert.ok(half < FRAME_MS / 2, `${name}: ${half} ms`);
  assert.ok(most < FRAME_MS, `${name}: ${most} ms`);
}

const toTop = () => page.evaluate(() => document.querySelector("#grid").scrollTo(0, 0));
const times = async (count, act) => {
  for (let n = 0; n < count; n += 1) {
    await act(n);
    await page.waitForTimeout(16);
  }
};

test("scrolling with the wheel", async () => {
  const { x, y } = await page.locator("#grid").boundingBox();
  await page.mouse.move(x + 300, y + 300);
  await measure("the wheel", () => times(60, () => page.mouse.wheel(0, 240)));
});

test("scrolling fast", async () => {
  await toTop();
  await measure("18,000 pixels a second", () => page.evaluate(async () => {
    for (let n = 0; n < 90; n += 1) {
      document.querySelector("#grid").scrollBy(0, 300);
      await new Promise(requestAnimationFrame);
    }
  }));
});

test("moving and choosing with the keys", async () => {
  await toTop();
  await cellOf(page, 1, "product").click();
  await measure("arrow held down", () => times(60, () => page.keyboard.press("ArrowDown")));
  await measure("arrow with Shift held down", () => times(60, () => page.keyboard.press("Shift+ArrowDown")));
});

test("writing, keeping what was written, and choosing with the mouse after it", async () => {
  await toTop();
  await cellOf(page, 5, "content").click();
  await page.keyboard.press("F2");
  await measure("writing", () => times(50, (n) => page.keyboard.press("acehotu "[n % 8])));
  await measure("keeping it", async () => {
    await page.keyboard.press("Enter");
    await page.waitForTimeout(1200);
  });
  const { x, y } = await cellOf(page, 6, "lead").boundingBox();
  await measure("a block with the mouse", async () => {
    await page.mouse.move(x + 20, y + 10);
    await page.mouse.down();
    await times(50, (n) => page.mouse.move(x + 20 + n, y + 10 + n * 8));
    await page.mouse.up();
  });
});

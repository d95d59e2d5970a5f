// Hands that know workbooks find their habits: blocks, fill, cut and paste, whole rows and columns,
// rows that are drawn elsewhere, find and replace, undo of all of it. In every browser that is there.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { inEveryBrowser, Hand } from "./hand.mjs";
import { scratch, serve } from "./program.mjs";
import { asWorkbook, plan } from "./plans.mjs";

let program, place, good;
const faults = [];

before(async () => {
  place = await scratch();
  program = await serve();
  good = await asWorkbook(place.folder, "ThoiQuen", plan(30));
});

after(async () => {
  await program?.stop();
  await place?.remove();
  assert.deepEqual(faults, []);
});

/** Every row as its texts. */
const table = () => [...document.querySelectorAll(".body .row")].map((row) =>
  [...row.querySelectorAll(".cell:not(.number)")].map((cell) => cell.firstChild?.textContent ?? "").join("|"));

inEveryBrowser((newPage) => {
  const walk = (words, steps) => test(words, async () => {
    const hand = new Hand(await newPage(), faults);
    await hand.open(program);
    await hand.drop(good);
    await hand.inGrid();
    await hand.sumIs("30 nhiệm vụ");
    const begun = await hand.page.evaluate(table);
    await steps(hand, { now: () => hand.page.evaluate(table), begun });
    await hand.close();
  });
  const column = async (hand, numbers, field) => {
    const texts = [];
    for (const number of numbers) texts.push(await hand.text(await hand.cell(number, field)));
    return texts;
  };

  walk("a block is chosen with the mouse, copied, pasted and taken back", async (hand, { now, begun }) => {
    await hand.drag([await hand.cell(1, "lead")], [await hand.cell(2, "support")]);
    assert.equal(await hand.page.evaluate(() => document.querySelectorAll(".cell.in").length), 4);
    const { text, html } = await hand.copy();
    assert.equal(text, "Sở Y tế\tSở Nội vụ; Sở Khoa học và Công nghệ\r\nSở Nội vụ\tSở Xây dựng; Sở Nông nghiệp và Môi trường");
    assert.match(html, /<table><tbody><tr><td>Sở Y tế<\/td><td>Sở Nội vụ; /);
    await hand.press(await hand.cell(5, "lead"));
    await hand.paste({ "text/plain": text, "text/html": html });
    assert.deepEqual(await column(hand, [5, 6], "lead"), ["Sở Y tế", "Sở Nội vụ"]);
    await hand.key("Control+z");
    assert.deepEqual(await now(), begun);
  });

  walk("a table of Word or Excel comes in with its lines and its merged cells", async (hand) => {
    await hand.press(await hand.cell(3, "lead"));
    await hand.paste({ "text/plain": "x", "text/html": `<html><body><!--StartFragment--><table border=1>
      <tr><td><p>Sở Tài  chính</p></td><td><p>Sở Y tế;</p><p>Công an tỉnh</p></td></tr>
      <tr><td rowspan=2>Sở Nội vụ</td><td>Sở Xây dựng<br>Thanh tra tỉnh</td></tr><tr><td>Sở Y tế</td></tr></table></body></html>` });
    assert.deepEqual(await column(hand, [3, 4, 5], "lead"), ["Sở Tài chính", "Sở Nội vụ", ""]);
    assert.deepEqual(await column(hand, [3, 4, 5], "support"), ["Sở Y tế;\nCông an tỉnh", "Sở Xây dựng\nThanh tra tỉnh", "Sở Y tế"]);
  });

  walk("Shift with the arrows chooses, Delete empties, one value fills all of it", async (hand, { now, begun }) => {
    await hand.press(await hand.cell(4, "deadline"));
    await hand.key("Shift+ArrowDown", "Shift+ArrowDown", "Shift+ArrowRight", "Delete");
    assert.deepEqual(await column(hand, [4, 5, 6], "product"), ["", "", ""]);
    await hand.paste({ "text/plain": "Thường xuyên" });
    assert.deepEqual(await column(hand, [4, 5, 6], "deadline"), Array(3).fill("Thường xuyên"));
    await hand.key("Control+z", "Control+z");
    assert.deepEqual(await now(), begun);
    const { text } = await hand.copy("cut");
    assert.equal(text.split("\r\n").length, 3);
    assert.deepEqual(await column(hand, [4, 5, 6], "deadline"), ["", "", ""]);
  });

  walk("the corner of a block and Ctrl+D fill down, past titles of groups", async (hand, { begun, now }) => {
    await hand.press(await hand.cell(1, "product"));
    await hand.key("Enter");
    await hand.type("Báo cáo");
    await hand.key("Control+a");
    await hand.type("Báo cáo");
    await hand.key("Enter", "ArrowUp");
    await hand.drag([".fill-handle"], [await hand.cell(4, "product")]);
    assert.deepEqual(await column(hand, [1, 2, 3, 4, 5], "product"), ["Báo cáo", "Báo cáo", "Báo cáo", "Báo cáo", "Kế hoạch của UBND tỉnh"]);
    await hand.press(await hand.cell(24, "lead"));
    await hand.key("Shift+ArrowDown", "Shift+ArrowDown", "Shift+ArrowDown", "Control+d");
    const [first, ...others] = await column(hand, [24, 25, 26], "lead");
    assert.deepEqual(others, [first, first]);
    assert.ok((await now()).includes("Nhóm nhiệm vụ 2"));
    await hand.press(await hand.cell(5, "product"));
    await hand.key("Control+d");
    assert.equal(await hand.text(await hand.cell(5, "product")), "Báo cáo");
    await hand.key("Control+z", "Control+z", "Control+z", "Control+z");
    assert.deepEqual(await now(), begun);
  });

  walk("whole rows and columns are chosen, deleted and drawn to another place", async (hand, { now, begun }) => {
    const number = async (n) => (await hand.cell(n, "number"));
    await hand.press(await number(3));
    await hand.pressWith("Shift", await number(4));
    await hand.drag([await number(3)], [await number(7)]);
    await hand.until(() => document.querySelector("#live").textContent.includes("Đã chuyển 2 dòng"));
    const moved = await now();
    assert.notDeepEqual(moved, begun);
    assert.equal(moved.indexOf(begun[3]), moved.indexOf(begun[4]) - 1);
    await hand.key("Control+z");
    assert.deepEqual(await now(), begun);
    await hand.key("Escape");
    await hand.press(await number(3));
    await hand.pressWith("Shift", await number(5));
    await hand.key("Control+Delete");
    assert.equal((await now()).length, begun.length - 3);
    await hand.key("Control+z");
    await hand.press(".heading", "Sản phẩm");
    await hand.key("Delete");
    assert.ok((await now()).every((row) => row.startsWith("Nhóm") || row.endsWith("|")));
    assert.ok((await now()).includes("Nhóm nhiệm vụ 2"));
    await hand.key("Control+z");
    assert.deepEqual(await now(), begun);
  });

  walk("a group is drawn with all that is in it", async (hand, { now, begun }) => {
    await hand.press(".row.group .number", "II");
    await hand.drag([".row.group .number", "II"], [".row.group .number"]);
    const moved = await now();
    assert.ok(moved.indexOf("Nhóm nhiệm vụ 2") < moved.indexOf("Nhóm nhiệm vụ 1"));
    assert.equal(moved.indexOf("Nhóm nhiệm vụ 1") - moved.indexOf("Nhóm nhiệm vụ 2"), 6);
    await hand.key("Control+z");
    assert.deepEqual(await now(), begun);
  });

  walk("a task is split at the caret, two are joined, one is doubled", async (hand, { now, begun }) => {
    await hand.press(await hand.cell(2, "content"));
    await hand.key("Enter", "Control+Home");
    for (let n = 0; n < 8; n += 1) await hand.key("ArrowRight");
    await hand.key("Control+Enter");
    assert.equal((await now()).length, begun.length + 1);
    await hand.until(() => document.querySelectorAll(".body .row")[3].querySelector(".number").textContent === "3");
    assert.equal(await hand.text(await hand.cell(2, "content")), "Rà soát,");
    assert.match(await hand.text(await hand.cell(3, "content")), /^hoàn thiện và trình/);
    assert.equal(await hand.text(await hand.cell(3, "lead")), await hand.text(await hand.cell(2, "lead")));
    await hand.press(await hand.cell(2, "number"));
    await hand.pressWith("Shift", await hand.cell(3, "number"));
    await hand.menu(await hand.cell(2, "content"));
    await hand.press("#menu button", "Nối các nhiệm vụ");
    assert.equal((await now()).length, begun.length);
    assert.match(await hand.text(await hand.cell(2, "content")), /^Rà soát; hoàn thiện và trình/);
    await hand.menu(await hand.cell(1, "content"));
    await hand.press("#menu button", "Nhân đôi");
    assert.equal((await now())[2], begun[1]);
    await hand.key("Control+z", "Control+z", "Control+z");
    assert.deepEqual(await now(), begun);
  });

  walk("text is found and replaced, with and without marks", async (hand, { now, begun }) => {
    await hand.press(await hand.cell(1, "content"));
    await hand.key("Control+f");
    await hand.type("so tai chinh");
    await hand.until(() => /^\d+ ô$/.test(document.querySelector("#find-count").textContent));
    const count = Number.parseInt(await hand.text("#find-count"), 10);
    assert.ok(count > 5);
    await hand.press("#find-marks");
    assert.equal(await hand.text("#find-count"), "0 ô");
    await hand.press("#find-marks");
    await hand.press("#find-with");
    await hand.type("Sở Ngoại vụ");
    await hand.press("#find-all");
    const text = (await now()).join("\n");
    assert.ok(!text.includes("Sở Tài chính"));
    assert.equal(text.split("Sở Ngoại vụ").length - 1, count);
    await hand.key("Escape");
    await hand.key("Control+z");
    assert.deepEqual(await now(), begun);
  });

  walk("columns are made wider and hidden, and the next file has them so", async (hand) => {
    const wide = () => hand.page.evaluate(() => document.querySelectorAll(".heading")[2].getBoundingClientRect().width);
    const before = await wide();
    await hand.drag([".heading:nth-child(3) .edge"], [".heading:nth-child(4) span"]);
    assert.ok(await wide() > before + 20);
    await hand.press("#show-columns");
    await hand.press("#column-list label", "Sản phẩm");
    await hand.press("#column-list label", "Ghi chú");
    const headings = () => hand.page.evaluate(() => [...document.querySelectorAll(".heading")].map((cell) => cell.textContent).join());
    assert.ok(!(await headings()).includes("Sản phẩm"));
    await hand.page.evaluate(() => new Promise((done) => { setTimeout(done, 300); }));
    await hand.open(program);
    await hand.page.reload();
    await hand.until(() => document.body.dataset.ready === "yes");
    await hand.drop(good);
    await hand.inGrid();
    assert.ok(await wide() > before + 20);
    assert.match(await headings(), /Ghi chú/);
    await hand.press("#show-columns");
    await hand.press("#columns-usual");
    assert.ok((await headings()).includes("Sản phẩm"));
  });

  walk("the menu opens from the keyboard and gives the focus back", async (hand) => {
    await hand.press(await hand.cell(2, "product"));
    await hand.tabTo("#tool-more", { most: 12, back: true });
    await hand.key("Enter");
    await hand.focusIs("#menu button");
    await hand.key("ArrowDown", "End");
    assert.match(await hand.page.evaluate(() => document.activeElement.textContent), /Tìm và thay/);
    await hand.key("Escape");
    await hand.focusIs("#tool-more");
  });

  walk("three hundred edits, undos and redos end where they began", async (hand, { now, begun }) => {
    let seed = 7;
    const random = (most) => { seed = (seed * 48271) % 2147483647; return seed % most; };
    const fields = ["content", "lead", "support", "deadline", "product"];
    const acts = [
      ["Delete"], ["Control+d"], ["Insert"], ["Shift+Insert"], ["Alt+ArrowDown"], ["Alt+ArrowUp"], ["Control+Delete"],
      ["Shift+ArrowDown", "Shift+ArrowRight", "Delete"], ["Control+z"], ["Control+y"], ["Control+z", "Control+y"],
    ];
    for (let n = 0; n < 300; n += 1) {
      if (n % 6 === 0) {
        const [row, field] = [random(28), fields[random(5)]];
        await hand.page.evaluate(([at, name]) => {
          const rows = document.querySelectorAll(".body .row");
          const one = rows[at % rows.length];
          (one.querySelector(`[data-field="${name}"]`) ?? one.querySelector('[data-field="title"]')).focus();
        }, [row, field]);
      }
      await hand.key(...acts[random(acts.length)]);
    }
    const end = await now();
    for (let n = 0; n < 500 && !(await hand.page.evaluate(() => document.querySelector("#undo").disabled)); n += 1) await hand.key("Control+z");
    assert.deepEqual(await now(), begun);
    for (let n = 0; n < 500 && !(await hand.page.evaluate(() => document.querySelector("#redo").disabled)); n += 1) await hand.key("Control+y");
    assert.deepEqual(await now(), end);
  });
});

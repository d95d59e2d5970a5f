// What a hand does: presses that are held, Tab and Enter, blocks from the clipboard, in every browser
// that is there.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { inEveryBrowser, Hand } from "./hand.mjs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { CHECKOUT, scratch, serve } from "./program.mjs";
import { asJson, asWorkbook, plan, wrongWorkbook } from "./plans.mjs";

const unclear = join(CHECKOUT, "tests/files/ma-tran-khong-ro.xlsx");
let program, place, wrong, good, grouped, further, nothing, undated;
const faults = [];

before(async () => {
  place = await scratch();
  program = await serve();
  wrong = await wrongWorkbook(place.folder, "CoLoi");
  good = await asWorkbook(place.folder, "Tot", plan(6));
  grouped = await asWorkbook(place.folder, "Nhom", plan(27));
  // Tasks of its own: what stands in two workbooks would be told as standing twice.
  const another = JSON.stringify(plan(27)).replaceAll('"content":"', '"content":"Đợt hai: ');
  further = await asWorkbook(place.folder, "DotHai", JSON.parse(another));
  const { document, ...rest } = plan(2);
  undated = await asWorkbook(place.folder, "KhongThoiHan", plan(12, Object.fromEntries(Array.from({ length: 12 }, (_, n) => [n + 1, { deadline: "" }]))));
  nothing = await asJson(place.folder, "KhongVanBan", { document: { place: document.place }, ...rest });
});

after(async () => {
  await program?.stop();
  await place?.remove();
  assert.deepEqual(faults, []);
});

inEveryBrowser((newPage) => {
  const walk = (words, steps, file = () => good) => test(words, async () => {
    const hand = new Hand(await newPage(), faults);
    await hand.open(program);
    if (file()) {
      await hand.drop(file());
      await hand.inGrid();
    }
    await steps(hand);
    await hand.close();
  });

  walk("the buttons of the card do their work when they are held down", async (hand) => {
    await hand.sumIs("4 lỗi");
    await hand.press(await hand.cell(2, "lead"));
    await hand.press("#card .fix", "Sửa cả 2 chỗ");
    await hand.sumIs("2 lỗi");
    await hand.press(await hand.cell(9, "lead"));
    await hand.press("#card .fix", "Giữ Sở Tài chính chủ trì, chuyển Sở Nội vụ sang phối hợp");
    await hand.sumIs("1 lỗi");
    assert.equal(await hand.text(await hand.cell(9, "lead")), "Sở Tài chính");
    assert.match(await hand.text(await hand.cell(9, "support")), /^Sở Nội vụ; Công an tỉnh/);
    await hand.press(await hand.cell(5, "support"));
    await hand.press("#card summary");
    await hand.until(() => document.querySelector("#card details").open);
    await hand.press("#card .fix", "Tên này đúng");
    await hand.sumIs("1 lỗi, 1 cảnh báo");
  }, () => wrong);

  walk("the card is drawn once, and Tab leads through it and on", async (hand) => {
    await hand.press(await hand.cell(2, "lead"));
    await hand.until(() => !document.querySelector("#card").hidden);
    await hand.page.evaluate(() => {
      window.redraws = 0;
      new MutationObserver((all) => { window.redraws += all.length; }).observe(document.querySelector("#card"), { childList: true });
    });
    await hand.tabTo("#card button.fix", { most: 3 });
    await hand.key("Tab");
    await hand.focusIs("#card button.fix, #card summary");
    await hand.tabTo("#list-filter button", { most: 8 });
    assert.equal(await hand.page.evaluate(() => window.redraws), 0);
    await hand.tabTo(".cell.current", { most: 8, back: true });
    await hand.tabTo("#card button.fix", { most: 2 });
    await hand.key("Enter");
    await hand.sumIs("3 lỗi");
  }, () => wrong);

  walk("marks that nothing explains are explained on the page, all or one by one", async (hand) => {
    await hand.sumIs("10 lỗi");
    // "x" is found as a mark; it is not marked in the words of a task.
    assert.equal(await hand.page.evaluate(() => document.querySelectorAll(".cell .wrong").length), 0);
    await hand.press("#findings .fix", "Sở XD chủ trì");
    await hand.sumIs("8 lỗi");
    assert.equal(await hand.text(await hand.cell(1, "lead")), "Sở XD");
    await hand.press(await hand.cell(2, "lead"));
    await hand.type("so xay dung");
    await hand.until(() => document.querySelector("#offers") !== null);
    await hand.key("Enter", "Enter");
    // What was said of the other marks of that row is not settled by it.
    await hand.sumIs("7 lỗi");
    await hand.press("#findings .fix", "Cả 6 dấu “x”: phối hợp");
    await hand.until(() => !document.querySelector("#findings").textContent.includes("không rõ dấu"));
    assert.equal(await hand.text(await hand.cell(1, "support")), "CA tỉnh");
    assert.match(await hand.text(await hand.cell(3, "support")), /^Sở XD; CA tỉnh; Sở TP/);
    await hand.key("Control+z", "Control+z", "Control+z");
    await hand.sumIs("10 lỗi");
  }, () => unclear);

  walk("Enter takes the name that was typed but for its marks", async (hand) => {
    await hand.press(await hand.cell(1, "lead"));
    await hand.type("cong an tinh");
    await hand.until(() => document.querySelectorAll("#offers li").length > 1);
    await hand.key("Enter", "Enter");
    assert.equal(await hand.text(await hand.cell(1, "lead")), "Công an tỉnh");
  });

  walk("a plan without deadlines takes the columns that have none in one press", async (hand) => {
    await hand.press("#findings .fix", "Dùng mẫu cột không có thời hạn");
    await hand.sumIs("không có lỗi");
    assert.ok(!(await hand.page.evaluate(() => document.querySelector(".head").textContent)).includes("Thời gian"));
  }, () => undated);

  walk("what is pressed in the list and in the form is done", async (hand) => {
    await hand.press("#findings .fix", "Đúng là đồng chủ trì");
    await hand.sumIs("3 lỗi");
    await hand.press("#findings .fix", "Sửa cả 2 chỗ");
    await hand.sumIs("1 lỗi");
    await hand.press("#go-result");
    await hand.press("#tab-document");
    await hand.press("#part-document button", "Thêm nơi nhận");
    await hand.type("Lưu: VT");
    await hand.press("#go-check");
    await hand.key("Control+z", "Control+z", "Control+z", "Control+z");
    await hand.sumIs("4 lỗi");
  }, () => wrong);

  walk("a column that is pasted passes over the titles of groups", async (hand) => {
    await hand.press(await hand.cell(24, "product"));
    await hand.paste({ "text/plain": "Một\r\nHai\r\nBa\r\nBốn\r\n" });
    await hand.until(() => document.querySelector("#notice").textContent.includes("Đã dán 4 ô"));
    assert.match(await hand.text("#notice"), /bỏ qua 1 dòng tên nhóm/);
    assert.equal(await hand.text(await hand.cell(25, "product")), "Hai");
    assert.equal(await hand.text(await hand.cell(26, "product")), "Ba");
    assert.equal(await hand.text(await hand.cell(27, "product")), "Bốn");
    assert.match(await hand.page.evaluate(() => [...document.querySelectorAll(".row.group [data-field=title]")]
      .map((cell) => cell.textContent).join()), /^Nhóm nhiệm vụ 1,Nhóm nhiệm vụ 2$/);
  }, () => grouped);

  walk("Enter takes the agency that is offered alone", async (hand) => {
    await hand.press(await hand.cell(1, "product"));
    await hand.key("ArrowLeft", "ArrowLeft", "ArrowLeft");
    await hand.type("so giao duc va dao tao");
    await hand.until(() => document.querySelectorAll("#offers li").length === 1);
    await hand.key("Enter", "Enter");
    assert.equal(await hand.text(await hand.cell(1, "lead")), "Sở Giáo dục và Đào tạo");
  });

  walk("a finding about the document leads to its box", async (hand) => {
    await hand.press("#findings .jump", "chưa có văn bản gốc");
    await hand.focusIs("#field-parent-kind");
  }, () => nothing);

  walk("another file begins with a fresh view", async (hand) => {
    await hand.press("#only-findings");
    await hand.press("#list-filter button", "Lỗi");
    await hand.press("#go-source");
    await hand.drop(good);
    await hand.sumIs("6 nhiệm vụ");
    assert.ok(!(await hand.page.evaluate(() => document.querySelector("#only-findings").checked)));
    assert.equal(await hand.page.evaluate(() => document.querySelectorAll(".body .row").length), 7);
    assert.equal(await hand.page.evaluate(() => document.querySelector('#list-filter [data-kind="all"]').getAttribute("aria-pressed")), "true");
  }, () => wrong);

  walk("a bar of step 3 shows the tasks behind it, and all come back", async (hand) => {
    await hand.press("#go-result");
    await hand.press("#tab-charts");
    await hand.press("#part-charts button", "Sở Nội vụ");
    const shown = () => document.querySelectorAll(".body .row.task").length;
    assert.equal(await hand.page.evaluate(shown), 9);
    await hand.page.evaluate(() => document.querySelector("#view-sort").focus());
    await hand.key("ArrowDown", "ArrowDown");
    await hand.until(() => document.querySelector("#view-sort").value === "lead" && document.querySelectorAll(".body .row.group").length === 0);
    const leads = await hand.page.evaluate(() => [...document.querySelectorAll('.body [data-field="lead"]')].map((cell) => cell.textContent));
    assert.deepEqual(leads, leads.toSorted((a, b) => a.localeCompare(b, "vi")));
    await hand.press("#view-all");
    assert.equal(await hand.page.evaluate(shown), 27);
    await hand.press("#go-result");
    await hand.press("#part-charts button", "Quý II/2026");
    assert.equal(await hand.page.evaluate(shown), 7);
  }, () => grouped);

  walk("rows are asked for by group and by state, with the groups around them", async (hand) => {
    const rows = () => hand.page.evaluate(() => [...document.querySelectorAll(".body .row")].map((row) => row.className.split(" ")[1]).join());
    await hand.press(await hand.cell(3, "deadline"));
    await hand.key("Delete");
    await hand.press("#show-filter");
    const choose = async (id, words) => {
      await hand.page.evaluate(([one, text]) => {
        const select = document.querySelector(one);
        select.value = [...select.options].find((option) => option.textContent.includes(text)).value;
        select.dispatchEvent(new Event("change"));
      }, [id, words]);
    };
    await choose("#view-group", "Nhóm nhiệm vụ 2");
    assert.equal(await rows(), "group,task,task");
    await hand.press("#view-all");
    await choose("#view-state", "thời hạn");
    assert.equal(await rows(), "group,task");
    await hand.press("#view-all");
    assert.equal((await rows()).split(",").length, 29);
  }, () => grouped);

  walk("a draft is read through beside its text", async (hand) => {
    const left = () => hand.text("#review-left");
    const rows = () => hand.page.evaluate(() => document.querySelectorAll(".body .row").length);
    await hand.until(() => !document.querySelector("#reader").hidden);
    const many = Number(/^Còn (\d+) dòng cần xem$/.exec(await left())[1]);
    assert.ok(many > 2);
    const leftIs = (n) => hand.until((wanted) => document.querySelector("#review-left").textContent === `Còn ${wanted} dòng cần xem`, n);
    await hand.press("#review-next");
    const here = () => hand.page.evaluate(() => document.querySelector(".reader-lines .task.now").dataset.rows
      === document.querySelector(".row.at").dataset.id);
    assert.ok(await here());
    await hand.press("#card .fix", "Đã xem, đúng");
    await leftIs(many - 1);
    assert.match(await hand.text(".row.at .number"), /✓$/);
    await hand.press(".row.at [data-field=content]");
    await hand.key("Alt+ArrowDown");
    assert.match(await hand.text(".row.at .number"), /\?$/);
    await hand.key("Alt+Enter");
    await leftIs(many - 2);
    assert.ok(await here());
    await hand.press(".reader-lines .task .line-of", "1.4. Sở Nội vụ");
    assert.match(await hand.text(".row.at [data-field=content]"), /^Rà soát, cử cán bộ/);
    const before = await rows();
    await hand.press(".passed-over .fix", "Thành nhiệm vụ");
    assert.equal(await rows(), before + 1);
    await hand.press(".passed-over .fix", "Nối vào dòng trên");
    assert.equal(await rows(), before + 1);
    assert.ok(await hand.page.evaluate(() => document.querySelector(".row.at").textContent.includes("Quán triệt đầy đủ")));
    await hand.key("Control+z", "Control+z");
    assert.equal(await rows(), before);
  }, () => join(CHECKOUT, "tests/plans/tinh-chuyen-doi-so-2024.txt"));

  walk("the whole text stands beside its rows, with what it says of each", async (hand) => {
    await hand.until(() => !document.querySelector("#reader").hidden);
    const kinds = () => hand.page.evaluate(() => Object.fromEntries([...document.querySelectorAll(".reader-lines > li")]
      .map((line) => [line.querySelector(".line-of, p")?.textContent ?? line.textContent, line.className.split(" ")[0]])));
    const found = await kinds();
    assert.equal(found["Đơn vị chủ trì: Phòng Nghiệp vụ Y."], "about");
    assert.equal(found["1. Cải tiến quy trình, giảm thời gian chờ"], "group");
    assert.match(found["II. CHỈ TIÊU"], /^heading/);
    assert.match(found["- Tỷ lệ hài lòng của người bệnh nội trú trên 92%."], /^passed/);
    await hand.press(".reader-lines .about .line-of", "Thời gian hoàn thành: Trước ngày 31/3/2026");
    assert.match(await hand.text(".row.at [data-field=content]"), /^Bố trí lại buồng khám/);
    assert.equal(await hand.text(".reader-lines .about.now mark.lead"), "Các bệnh viện trực thuộc");
  }, () => join(CHECKOUT, "tests/plans/so-y-te-2025.docx"));

  walk("a file that is not read gets advice by its kind", async (hand) => {
    for (const [file, advice] of [["quet.pdf", /Word hoặc Excel.*Bản quét/], ["anh.jpg", /không đọc chữ trong ảnh/], ["cu.doc", /lưu thành|Lưu thành|\.docx/], ["goi.zip", /giải nén/]]) {
      const path = join(place.folder, file);
      await writeFile(path, "x");
      await hand.drop(path);
      await hand.until((name) => document.querySelector("#refused h2")?.textContent.includes(name), file);
      assert.match(await hand.text("#refused .hint"), advice);
    }
  }, () => null);

  walk("of several workbooks one is chosen, or all are parts of one list", async (hand) => {
    await hand.drop(good, further);
    await hand.press("#which button", "Chỉ đọc “Tot.xlsx”");
    await hand.sumIs("6 nhiệm vụ");
    await hand.press("#go-source");
    await hand.drop(good, further);
    await hand.press("#which button", "Cả 2 tệp");
    await hand.sumIs("33 nhiệm vụ: không có lỗi");
    assert.match(await hand.text("#notice"), /nối 2 bảng tính.*“Tot\.xlsx”/);
    assert.equal(await hand.page.evaluate(() => document.querySelectorAll(".body .row.group").length), 3);
  }, () => null);

  walk("every example opens ready to build", async (hand) => {
    const ids = await hand.page.evaluate(() => [...document.querySelectorAll("#example option")].map((one) => one.value));
    assert.ok(ids.length >= 5);
    for (const id of ids) {
      await hand.page.evaluate((one) => {
        const select = document.querySelector("#example");
        select.value = one;
        select.dispatchEvent(new Event("change"));
      }, id);
      assert.ok((await hand.text("#example-words")).length > 20);
      const name = await hand.page.evaluate(() => document.querySelector("#example").selectedOptions[0].textContent);
      assert.ok(name.includes("nhiệm vụ"), name);
      await hand.press("#open-example");
      await hand.until((one) => document.querySelector("#plan-name").textContent === one && document.body.dataset.step === "check", name);
      assert.doesNotMatch(await hand.text("#check-sum"), /\d lỗi/, name);
      await hand.press("#go-source");
    }
  }, () => null);

  walk("unfinished work is offered again after a reload", async (hand) => {
    await hand.press(await hand.cell(2, "product"));
    await hand.type("Dở dang");
    await hand.key("Enter");
    await hand.until(() => document.querySelector("#plan-name").textContent.includes("tự lưu lúc"));
    await hand.page.evaluate(() => window.addEventListener("beforeunload", (event) => event.stopImmediatePropagation(), { capture: true }));
    const { page } = hand;
    page.on("dialog", (dialog) => dialog.accept());
    await page.reload();
    await hand.until(() => document.body.dataset.ready === "yes");
    await hand.press("#unfinished .again", "Tot");
    await hand.inGrid();
    assert.equal(await hand.text(await hand.cell(2, "product")), "Dở dang");
  });

  walk("an empty table is typed into, and rows without text are none", async (hand) => {
    await hand.press("#empty");
    await hand.inGrid();
    await hand.press('.body .row [data-field="content"]');
    await hand.type("Rà soát quy hoạch");
    await hand.key("Tab");
    await hand.type("so y te");
    await hand.until(() => document.querySelectorAll("#offers li").length > 0);
    await hand.key("Escape", "Escape");
    await hand.type("Sở Y tế");
    await hand.key("Enter");
    await hand.until(() => /^1 nhiệm vụ: \d cảnh báo$/.test(document.querySelector("#check-sum").textContent));
  }, () => null);
});

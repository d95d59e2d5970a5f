// What must be refused, and that the page lives on: foreign pages, wrong keys, broken files.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { FILES, request, serve, startBrowser, upload } from "./program.mjs";
import { openPage, drop, inGrid, sumIs, asked, faults } from "./walk.mjs";

let program, browser;
const GOOD = join(FILES, "ke-hoach-2026.xlsx");

before(async () => {
  program = await serve();
  browser = await startBrowser();
});

after(async () => {
  await browser?.close();
  await program?.stop();
  assert.deepEqual(faults, []);
});

const status = async (options, path = "/api/info", by = program) => (await request(by, path, options)).status;

test("a foreign host, origin or site is refused", async () => {
  const host = `127.0.0.1:${program.port}`;
  assert.equal(await status({ headers: { Host: host } }), 200);
  assert.equal(await status({ headers: { Host: `localhost:${program.port}` } }), 200);
  assert.equal(await status({ headers: { Host: host, Origin: `http://${host}` } }), 200);
  for (const bad of ["example.com", `example.com:${program.port}`, "127.0.0.1:1", `127.0.0.1.example.com:${program.port}`]) {
    assert.equal(await status({ headers: { Host: bad } }), 403, `Host ${bad}`);
    assert.equal(await status({ headers: { Host: bad } }, "/"), 403, `Host ${bad} for the page`);
  }
  for (const bad of ["http://example.com", "null", `https://${host}`, "http://127.0.0.1:1"]) {
    assert.equal(await status({ headers: { Host: host, Origin: bad } }), 403, `Origin ${bad}`);
  }
  for (const bad of ["cross-site", "same-site"]) {
    assert.equal(await status({ headers: { Host: host, "Sec-Fetch-Site": bad } }), 403, bad);
  }
});

test("without the key nothing is answered", async () => {
  for (const token of ["", "0".repeat(64), `${program.token}0`, program.token.slice(1)]) {
    assert.equal(await status({}, "/api/info", { ...program, token }), 401);
    assert.equal(await status({ method: "POST", body: "{}" }, "/api/check", { ...program, token }), 401);
  }
});

test("no path leads out of the page's own files", async () => {
  for (const path of ["/../Cargo.toml", "/%2e%2e/Cargo.toml", "/..%2fCargo.toml", "/style/../../mod.rs", "//etc/passwd", "/api/examples/..%2f..%2fetc%2fpasswd"]) {
    assert.equal(await status({}, path), 404, path);
  }
});

test("another site's page in the same browser gets nothing", async () => {
  const page = await browser.newPage();
  await page.route("http://foreign.test/", (route) => route.fulfill({ contentType: "text/html", body: "<p>x" }));
  await page.goto("http://foreign.test/");
  const got = await page.evaluate(async ([port, token]) => fetch(`http://127.0.0.1:${port}/api/info`, {
    headers: { "X-Danhmuc-Token": token },
  }).then((answer) => answer.status, () => "refused"), [program.port, program.token]);
  assert.equal(got, "refused");
  await page.close();
});

test("an address without the key says what to do", async () => {
  const page = await browser.newPage();
  await page.goto(program.address.replace(/#.*/, ""));
  await page.waitForSelector("#notice >> text=mở lại chương trình: nó sẽ mở trang đúng");
  await page.close();
});

test("broken files are refused with a reason, and the next good one is read", async () => {
  const whole = await readFile(GOOD);
  const page = await openPage(browser, program);
  const broken = [
    { name: "ngau-nhien.xlsx", bytes: randomBytes(4000) },
    { name: "cut.xlsx", bytes: whole.subarray(0, whole.length / 2) },
    { name: "rong.xlsx", bytes: Buffer.alloc(0) },
    { name: "rong.yaml", bytes: Buffer.alloc(0) },
    { name: "ngau-nhien.docx", bytes: randomBytes(4000) },
    { name: "hong.json", bytes: Buffer.from("{\"document\": ") },
    { name: "anh.png", bytes: randomBytes(100) },
  ];
  for (const file of broken) {
    await drop(page, file);
    await page.waitForFunction((name) => document.querySelector("#refused h2")?.textContent.includes(name), file.name);
    const told = await page.textContent("#refused");
    assert.ok(told.length > file.name.length + 120, `${file.name}: ${told}`);
    assert.ok(await page.isVisible("#drop"));
  }
  await drop(page, GOOD);
  await inGrid(page);
  await sumIs(page, "5 nhiệm vụ");
  assert.ok(!(await page.isVisible("#refused")));
  await page.context().close();
});

test("whatever offices have is shown in the grid or refused with a reason", async () => {
  const page = await openPage(browser, program);
  page.on("dialog", (dialog) => dialog.accept());
  const names = (await readdir(FILES)).filter((name) => /\.(xlsx|xls|xlsb|ods|docx|htm|html)$/.test(name));
  assert.ok(names.length > 40);
  for (const name of names) {
    await page.click("#go-source");
    await drop(page, join(FILES, name));
    await page.waitForFunction((file) => document.body.dataset.step === "check"
      || document.querySelector("#refused h2")?.textContent.includes(file), name);
    if (await page.evaluate(() => document.body.dataset.step) === "check") {
      await sumIs(page, "nhiệm vụ");
    } else {
      assert.ok((await page.textContent("#refused")).length > name.length + 120, name);
    }
  }
  await page.context().close();
});

test("a refused file leaves the plan that was open as it is", async () => {
  const page = await openPage(browser, program);
  await drop(page, GOOD);
  await inGrid(page);
  await page.click("#go-source");
  await drop(page, { name: "hong.xlsx", bytes: randomBytes(999) });
  await page.waitForSelector("#refused h2");
  await page.click("#go-check");
  assert.equal(await page.locator(".row.task").count(), 5);
  await page.context().close();
});

test("text from a file is never read as HTML", async () => {
  const page = await openPage(browser, program);
  const evil = "<img src=x onerror=alert(1)><script>alert(1)</script>";
  await drop(page, { name: "xau.json", bytes: Buffer.from(JSON.stringify({
    document: { title: evil, issuer: evil, place: "Hà Tĩnh" },
    groups: [{ title: evil, tasks: [{ content: evil, lead: evil, support: [evil], deadline: evil }] }],
  })) });
  await inGrid(page);
  assert.ok((await page.textContent('.body [data-field="content"]')).startsWith(evil));
  assert.equal(await page.locator("#content img, #content script").count(), 0);
  await page.context().close();
});

test("malformed calls are refused one by one, and the program goes on", async () => {
  const calls = [
    ["/api/check", "{"], ["/api/check", "7"], ["/api/check", "{\"plan\":{\"rows\":7}}"], ["/api/preview", "{}"],
    ["/api/build", "null"], ["/api/convert", "{\"plan\":{},\"format\":\"exe\"}"], ["/api/upload", "x"],
  ];
  for (const [path, body] of calls) {
    const answer = await request(program, path, { method: "POST", body });
    assert.ok(answer.status >= 400 && answer.status < 500, `${path} ${body}: ${answer.status}`);
    assert.ok(JSON.parse(answer.body).error.vi.length > 5);
  }
  assert.equal((await upload(program, [{ name: "a.xlsx", bytes: await readFile(GOOD) }])).status, 200);
});

test("nothing was asked of any other computer", () => {
  const hosts = new Set(asked.map((address) => new URL(address)).filter((address) => address.protocol !== "blob:")
    .map((address) => address.hostname));
  assert.deepEqual([...hosts], ["127.0.0.1"]);
});

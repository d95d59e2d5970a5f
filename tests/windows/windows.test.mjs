// What a clerk gets of the program for Windows, under wine: the same files as of the one for Linux,
// byte for byte; names and messages with their marks; a page that starts once and ends; an installer
// that leaves nothing behind. `run` beside this file makes the prefix.

import { after, test } from "node:test";
import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { cp, mkdir, readFile, readdir, stat, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const CHECKOUT = fileURLToPath(new URL("../..", import.meta.url));
const { DANHMUC, DANHMUC_EXE, WORK, WINEPREFIX } = process.env;
const HOME = join(WINEPREFIX, "drive_c/users", process.env.USER ?? "root");
const OPENED = join(WORK, "opened");
const PLACE = join(WORK, "Phòng Tổng hợp (bản chính)");
const EXE = join(PLACE, "danhmuc.exe");
await mkdir(PLACE, { recursive: true });
await cp(DANHMUC_EXE, EXE);

const running = [];
after(() => running.forEach((child) => child.kill("SIGKILL")));

const run = (program, words, cwd) => new Promise((resolve) => {
  execFile(program, words, { cwd, maxBuffer: 1 << 28, encoding: "utf8" }, (error, stdout, stderr) =>
    resolve({ code: error ? error.code ?? -1 : 0, stdout, stderr }));
});
const onLinux = (words, cwd = PLACE) => run(DANHMUC, words, cwd);
const onWindows = (words, cwd = PLACE) => run("wine", [EXE, ...words], cwd);
const pause = (ms) => new Promise((done) => { setTimeout(done, ms); });

async function until(what, found, seconds = 60) {
  for (let tries = 0; tries < seconds * 10; tries += 1) {
    const value = await found();
    if (value) return value;
    await pause(100);
  }
  return assert.fail(`not in ${seconds} s: ${what}`);
}

const isThere = (path) => stat(path).then(() => true, () => false);
const lines = async (path) => (await readFile(path, "utf8").catch(() => "")).split("\n").filter(Boolean);

async function tree(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)));
  return files.sort();
}

async function same(one, other) {
  const names = await tree(one);
  assert.ok(names.length > 0, one);
  assert.deepEqual(await tree(other), names);
  const differing = [];
  for (const name of names) {
    const [a, b] = await Promise.all([readFile(join(one, name)), readFile(join(other, name))]);
    if (!a.equals(b)) differing.push(`${name}: ${a.length} and ${b.length} bytes`);
  }
  assert.deepEqual(differing, []);
  return names;
}

/** Runs the same words on both; gives the folders of what they made. */
async function both(words, name) {
  const folders = [join(WORK, `linux-${name}`), join(WORK, `windows-${name}`)];
  await Promise.all(folders.map((folder) => mkdir(folder, { recursive: true })));
  const [linux, windows] = await Promise.all([onLinux(words, folders[0]), onWindows(words, folders[1])]);
  assert.equal(windows.code, linux.code, windows.stderr);
  assert.equal(linux.code, 0, linux.stderr);
  return folders;
}

test("it needs no DLL beside those of Windows, and is a program without a black window", async () => {
  const { stdout } = await run("x86_64-w64-mingw32-objdump", ["-p", EXE]);
  const needed = [...stdout.matchAll(/DLL Name: (\S+)/g)].map((found) => found[1].toLowerCase());
  assert.ok(needed.length > 0);
  const ours = needed.filter((name) => /^lib|pthread|gcc|stdc/.test(name));
  assert.deepEqual(ours, []);
  assert.match(stdout, /Subsystem\s+0*2\s+\(Windows GUI\)/);
  const bytes = await readFile(EXE);
  for (const word of ["longPathAware", "activeCodePage", "PerMonitorV2"]) assert.ok(bytes.includes(word), word);
  assert.ok(bytes.includes(Buffer.from("Danh mục nhiệm vụ", "utf16le")), "a version resource");
});

for (const [seed, ...words] of [
  ["thanh-hoa-1992", "--agencies", "all"],
  ["ha-tinh-111-nq-cp", "--agencies", "all"],
  ["ha-tinh-57-kl-tu"],
  ["ha-tinh-26-ctr-tu", "--draft"],
  ["ha-tinh-01-ctr-tu-2025", "--draft"],
]) {
  test(`${seed} is built as on Linux, byte for byte`, async () => {
    const [linux, windows] = await both(["build", join(CHECKOUT, "seeds", seed), ...words], seed);
    await same(linux, windows);
  });
}

test("print, import and convert give the same bytes", async () => {
  const seed = join(CHECKOUT, "seeds/thanh-hoa-1992");
  await same(...await both(["print", seed], "print"));
  for (const ending of ["xlsx", "yaml"]) {
    await same(...await both(["convert", seed, "-o", `Danh mục.${ending}`], `convert-${ending}`));
  }
  const plan = "KẾ HOẠCH\nII. NHIỆM VỤ\n1. Sở Y tế chủ trì, phối hợp với Sở Tài chính rà soát hồ sơ, hoàn thành trước ngày 15 tháng 11 năm 2026.\n2. Sở Nội vụ xây dựng báo cáo, hoàn thành trong quý III/2026.\n";
  const file = join(PLACE, "Kế hoạch số 12.txt");
  await writeFile(file, plan);
  await same(...await both(["import", file, "-o", "Bản nháp.xlsx"], "import"));
});

const TABLE = "TT;Nội dung nhiệm vụ;Cơ quan chủ trì;Thời gian hoàn thành\n1;Rà soát quy hoạch;Sở Xây dựng;30/6/2026\n2;Sơ kết;Sở Nội vu;Quý II/2026\n";

test("marks in names of folders, in names of files and in messages; BOM and CRLF", async () => {
  const folder = join(PLACE, "Kế hoạch năm 2026");
  await mkdir(folder, { recursive: true });
  const name = "Nhiệm vụ Ủy ban – quý II.csv";
  await writeFile(join(folder, name), `\ufeff${TABLE.replaceAll("\n", "\r\n")}`);
  await writeFile(join(folder, "plain.csv"), TABLE);
  const told = await onWindows(["check", name, "--format", "short"], folder);
  assert.equal(told.code, 1);
  assert.match(told.stdout, /Nhiệm vụ Ủy ban – quý II\.csv.*agency-near.*“Sở Nội vụ”/);
  assert.equal(told.stdout, (await onLinux(["check", name, "--format", "short"], folder)).stdout);
  const plain = await onWindows(["check", "plain.csv", "--format", "short"], folder);
  assert.equal(plain.stdout.replaceAll("plain.csv", name), told.stdout);
  const nowhere = await onWindows(["check", "không có.xlsx"], folder);
  assert.equal(nowhere.code, 2);
  assert.match(nowhere.stderr, /không có\.xlsx/);
  const seed = join(CHECKOUT, "seeds/ha-tinh-57-kl-tu");
  const made = await same(...await both(["build", seed, "--agencies", "all", "--vietnamese-names"], "names"));
  assert.ok(made.some((file) => /[ơởờạ]/i.test(file)), made.join("\n"));
});

// Wine's console on a terminal of Linux; what is seen there is what was written to the console.
for (const page of ["65001", "1258"]) {
  test(`messages keep their marks on a console of code page ${page}`, async () => {
    const folder = join(PLACE, "Kế hoạch năm 2026");
    const batch = join(PLACE, `p${page}.bat`);
    await writeFile(batch, `@chcp ${page} >nul\r\n@danhmuc.exe explain agency-near\r\n@danhmuc.exe check nguon.csv\r\n@exit\r\n`);
    await writeFile(join(PLACE, "nguon.csv"), await readFile(join(folder, "plain.csv")));
    const typed = `stty cols 200 rows 60; exec wine cmd /c p${page}.bat`;
    const { stdout } = await run("script", ["-qec", typed, "/dev/null"], PLACE);
    const seen = stdout.replace(/\u001b\[[0-9;?]*[A-Za-z]/g, "");
    assert.match(seen, /Sở Nội vụ/, JSON.stringify(seen.slice(0, 2000)));
    assert.match(seen, /không có cơ quan/, JSON.stringify(seen.slice(0, 2000)));
  });
}

/** A program that holds a file of Windows. */
async function hold(file, how) {
  const child = spawn("wine", [process.env.HOLD, file, how], { stdio: ["ignore", "pipe", "ignore"] });
  running.push(child);
  await new Promise((resolve, reject) => {
    child.stdout.once("data", resolve);
    child.once("exit", () => reject(new Error("could not hold the file")));
  });
  return () => run("wine", ["taskkill", "/f", "/im", "hold.exe"]);
}

test("a file that Excel holds is named, with what to do", async () => {
  const folder = join(PLACE, "giữ");
  await mkdir(folder, { recursive: true });
  const source = join(folder, "nguon.csv");
  await writeFile(source, TABLE.replace("Nội vu", "Nội vụ"));
  const build = ["build", "nguon.csv", "--draft"];
  assert.equal((await onWindows(build, folder)).code, 0);
  const made = join(folder, "output/nguon");
  const before = await readFile(join(made, "danh-muc.xlsx"));
  let release = await hold(join(made, "danh-muc.xlsx"), "read");
  await writeFile(source, TABLE.replace("Nội vu", "Nội vụ").replace("Rà soát", "Lập"));
  const told = await onWindows(build, folder);
  assert.equal(told.code, 2, told.stderr);
  assert.match(told.stderr, /danh-muc\.xlsx; tệp có thể đang mở.*hãy đóng/);
  await release();
  await pause(500);
  assert.ok(before.equals(await readFile(join(made, "danh-muc.xlsx"))), "it is as it was");
  assert.equal((await onWindows(build, folder)).code, 0, "the next run finishes");
  // Excel lets others read; a source that nobody may read is named too.
  release = await hold(source, "read");
  assert.notEqual((await onWindows(["check", "nguon.csv"], folder)).code, 2);
  await release();
  await pause(500);
  release = await hold(source, "nothing");
  const unread = await onWindows(["check", "nguon.csv"], folder);
  assert.equal(unread.code, 2);
  assert.match(unread.stderr, /nguon\.csv.*đang mở trong Excel/);
  await release();
});

test("a run that was killed is finished by the next", async () => {
  const seed = join(CHECKOUT, "seeds/ha-tinh-111-nq-cp");
  const words = ["build", seed, "--agencies", "all", "--jobs", "1"];
  const folder = join(WORK, "windows-killed");
  await mkdir(folder, { recursive: true });
  const child = spawn("wine", [EXE, ...words], { cwd: folder, stdio: "ignore" });
  running.push(child);
  const made = join(folder, "output/ha-tinh-111-nq-cp");
  await until("the first files", async () => (await isThere(made)) && (await tree(made)).some((name) => name.startsWith("co-quan")));
  await run("wine", ["taskkill", "/f", "/im", "danhmuc.exe"]);
  await pause(300);
  assert.equal((await onWindows(words, folder)).code, 0);
  await same(join(WORK, "linux-ha-tinh-111-nq-cp/output"), join(folder, "output"));
});

const ask = async (address, path, how = {}) => {
  const [, base, token] = /^(http:\/\/127\.0\.0\.1:\d+\/)#k=([0-9a-f]{64})$/.exec(address);
  return fetch(`${base}api/${path}`, { signal: AbortSignal.timeout(120_000), ...how, headers: { "X-Danhmuc-Token": token, ...how.headers } });
};

test("the page: drop, build, download; then it ends", async () => {
  const child = spawn("wine", [EXE, "serve", "--no-open"], { stdio: ["ignore", "pipe", "ignore"] });
  running.push(child);
  const address = await new Promise((resolve) => { child.stdout.once("data", (text) => resolve(String(text).trim())); });
  const bytes = await readFile(join(CHECKOUT, "tests/files/ke-hoach-2026.xlsx"));
  const name = "Kế hoạch 2026.xlsx";
  const files = encodeURIComponent(JSON.stringify([{ name, size: bytes.length }]));
  const opened = await ask(address, "upload", { method: "POST", body: bytes, headers: { "X-Danhmuc-Files": files } });
  assert.equal(opened.status, 200);
  const { plan } = await opened.json();
  const built = await ask(address, "build", { method: "POST", body: JSON.stringify({ plan, options: {}, only: [], agencies: "all" }) });
  const events = (await built.text()).trim().split("\n").map((line) => JSON.parse(line));
  const end = events.at(-1);
  assert.equal(end.event, "end", JSON.stringify(end));
  const zip = await ask(address, `results/${end.key}/zip`);
  const archive = join(WORK, "page.zip");
  await writeFile(archive, Buffer.from(await zip.arrayBuffer()));
  const page = join(WORK, "page");
  assert.equal((await run("python3", ["-m", "zipfile", "-e", archive, page])).code, 0);
  // What the command line on Linux makes of the same file.
  await writeFile(join(WORK, name), bytes);
  const linux = await onLinux(["build", join(WORK, name), "--agencies", "all", "--out", join(WORK, "page-linux")]);
  assert.equal(linux.code, 0, linux.stderr);
  const [made] = await readdir(page);
  const [expected] = await readdir(join(WORK, "page-linux"));
  const wanted = (await tree(join(WORK, "page-linux", expected))).filter((file) => file !== "manifest.json");
  for (const file of wanted) {
    const [a, b] = await Promise.all([readFile(join(page, made, file)), readFile(join(WORK, "page-linux", expected, file))]);
    assert.ok(a.equals(b), `${file} differs`);
  }
  assert.equal((await ask(address, "end", { method: "POST" })).status, 204);
  await until("the program ends", () => child.exitCode !== null, 20);
  assert.equal(child.exitCode, 0);
});

const lives = (address) => ask(address, "here", { method: "POST" }).then(({ status }) => status === 204, () => false);

async function openedBy(count) {
  await until(`the browser is asked ${count} times`, async () => (await lines(OPENED)).length >= count);
  return (await lines(OPENED))[count - 1];
}

test("a double click opens the page, a second one the same page", async () => {
  const before = (await lines(OPENED)).length;
  const first = spawn("wine", [EXE], { stdio: "ignore" });
  running.push(first);
  const address = await openedBy(before + 1);
  assert.ok(await until("the page answers", () => lives(address)));
  assert.equal((await onWindows([])).code, 0);
  assert.equal(await openedBy(before + 2), address);
  assert.equal((await onWindows(["close"])).code, 0);
  await until("the program ends", () => first.exitCode !== null, 20);
  assert.equal(await lives(address), false);
});

test("installed, started from the Start menu, uninstalled", async () => {
  const user = await tree(HOME);
  const setup = join(PLACE, "cài đặt.exe");
  const packed = await run(join(CHECKOUT, ".ci/setup"), [EXE, setup]);
  assert.equal(packed.code, 0, packed.stdout + packed.stderr);
  assert.equal((await run("wine", [setup, "/S"], PLACE)).code, 0);
  const folder = join(HOME, "AppData/Local/Programs/danhmuc");
  assert.deepEqual(await tree(folder), ["GIAY-PHEP.txt", "danhmuc.exe", "go-cai-dat.exe"]);
  assert.ok((await readFile(EXE)).equals(await readFile(join(folder, "danhmuc.exe"))));
  const added = (await tree(HOME)).filter((file) => !user.includes(file) && file.endsWith(".lnk"));
  assert.equal(added.length, 2, added.join("\n"));
  const link = added.find((file) => file.includes("Start Menu"));
  assert.match(link.normalize(), /Danh mục nhiệm vụ\.lnk$/);
  const entry = "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\danhmuc";
  assert.match((await run("wine", ["reg", "query", entry])).stdout, /DisplayVersion/);
  const before = (await lines(OPENED)).length;
  // Without pipes: the program that it starts would keep them open.
  spawn("wine", ["start", "/unix", join(HOME, link)], { stdio: "ignore" });
  const address = await openedBy(before + 1);
  assert.ok(await until("the page answers", () => lives(address)));
  // Over a running program: it is asked to end.
  assert.equal((await run("wine", [setup, "/S"], PLACE)).code, 0);
  await until("the program has ended", async () => !(await lives(address)), 20);
  await writeFile(join(folder, "Việc của tôi.txt"), "của người dùng");
  const documents = join(HOME, "Documents");
  await mkdir(documents, { recursive: true });
  await writeFile(join(documents, "Danh mục.xlsx"), "của người dùng");
  assert.equal((await run("wine", [join(folder, "go-cai-dat.exe"), "/S"], PLACE)).code, 0);
  const left = async () => (await tree(HOME)).filter((file) => !user.includes(file) && !/(^|[\\/])Temp[\\/]/.test(file));
  await until("it is uninstalled", async () => !(await isThere(join(folder, "danhmuc.exe"))) && !(await isThere(join(folder, "go-cai-dat.exe"))));
  await pause(1000);
  assert.deepEqual((await left()).map((file) => file.normalize()).filter((file) => !file.startsWith("Phòng")).sort(), ["AppData/Local/Programs/danhmuc/Việc của tôi.txt", "Documents/Danh mục.xlsx"]);
  assert.notEqual((await run("wine", ["reg", "query", entry])).code, 0);
});

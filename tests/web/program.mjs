// Starts the program under test and a browser on its page; what the tests of one file share.

import { spawn, execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import http from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { chromium } from "playwright-core";

const PROGRAM = process.env.DANHMUC;
export const CHECKOUT = fileURLToPath(new URL("../..", import.meta.url));
export const FILES = join(CHECKOUT, "tests/files");

/** Runs the command line; gives what it printed. */
export const cli = async (...words) => (await promisify(execFile)(PROGRAM, words, {
  cwd: CHECKOUT, maxBuffer: 1 << 26,
})).stdout;

/** A folder that goes with the tests of one file. */
export async function scratch() {
  const folder = await mkdtemp(join(tmpdir(), "danhmuc-web-"));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

const freePort = () => new Promise((resolve) => {
  const server = createServer().listen(0, "127.0.0.1", () => {
    const { port } = server.address();
    server.close(() => resolve(port));
  });
});

const lines = (child) => new Promise((resolve, reject) => {
  let text = "";
  child.stdout.on("data", (part) => {
    text += part;
    if (text.includes("\n")) resolve(text);
  });
  child.once("exit", (code) => reject(new Error(`the program ended (${code}): ${text}`)));
  child.once("error", reject);
});

/** Where the page of a program is shown, by its port: a browser keeps what a page saves by that. */
const shownAt = new Map();

/** The program, serving: { address, port, token, stop }. */
export async function serve(...words) {
  const child = spawn(PROGRAM, ["serve", "--no-open", ...words], { stdio: ["ignore", "pipe", "inherit"] });
  const printed = await lines(child);
  const [, port, token] = /http:\/\/127\.0\.0\.1:(\d+)\/#k=([0-9a-f]{64})/.exec(printed);
  const running = [child];
  let shown = port;
  if (process.env.DANHMUC_PAGE === "disk") {
    shown = shownAt.get(port) ?? await freePort();
    shownAt.set(port, shown);
    running.push(spawn(process.execPath, [join(CHECKOUT, "tests/web/dev.mjs"), shown, port], { stdio: "inherit" }));
    await answers(shown);
  }
  const stop = () => Promise.all(running.map((one) => new Promise((done) => {
    if (one.exitCode !== null || one.signalCode !== null) done();
    else one.once("exit", done).kill("SIGKILL");
  })));
  return { address: `http://127.0.0.1:${shown}/#k=${token}`, port: Number(port), token, stop };
}

async function answers(port) {
  for (let tries = 0; tries < 100; tries += 1) {
    if (await fetch(`http://127.0.0.1:${port}/`).then(() => true, () => false)) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error(`nothing answers at ${port}`);
}

/** One request as bytes, with any header one likes (a browser would not let us). */
export function request({ port, token }, path, { method = "GET", headers = {}, body } = {}) {
  return new Promise((resolve, reject) => {
    const call = http.request({ host: "127.0.0.1", port, path, method, headers: {
      ...(token ? { "X-Danhmuc-Token": token } : {}),
      ...(body === undefined ? {} : { "Content-Length": Buffer.byteLength(body) }), ...headers,
    } }, (response) => {
      const parts = [];
      response.on("data", (part) => parts.push(part));
      response.on("end", () => resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(parts) }));
    });
    call.on("error", reject);
    call.end(body);
  });
}

/** Uploads files ({ name, bytes }) as the page does. */
export const upload = (program, files) => request(program, "/api/upload", {
  method: "POST", body: Buffer.concat(files.map((file) => file.bytes)),
  headers: { "X-Danhmuc-Files": encodeURIComponent(JSON.stringify(files.map(({ name, bytes }) => ({ name, size: bytes.length })))) },
});

/** A browser. As root its own sandbox cannot start; nothing but our page is opened in it. */
export const startBrowser = () => chromium.launch({
  executablePath: process.env.CHROMIUM, args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
});

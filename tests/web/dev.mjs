// While the page is written: serves src/web/page/ from the disk, with the headers that the program
// sends, and passes /api/ on to a running program, so that nothing is rebuilt.
//
//   danhmuc serve --port 4700 --no-open
//   node tests/web/dev.mjs 4701 4700      then open http://127.0.0.1:4701/#k=…
import http from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

const [own, program] = process.argv.slice(2).map(Number);
const folder = join(fileURLToPath(import.meta.url), "../../../src/web/page");
const kinds = {
  ".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml", ".png": "image/png",
  ".ico": "image/x-icon", ".json": "application/json; charset=utf-8", ".woff2": "font/woff2",
};
const rules = {
  "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; " +
    "connect-src 'self'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'",
  "x-content-type-options": "nosniff", "cache-control": "no-store", "referrer-policy": "no-referrer",
  "cross-origin-resource-policy": "same-origin", "cross-origin-opener-policy": "same-origin",
};

http.createServer(async (request, response) => {
  if (request.url.startsWith("/api/")) {
    const headers = { ...request.headers, host: `127.0.0.1:${program}` };
    if (headers.origin) headers.origin = `http://127.0.0.1:${program}`;
    const { method, url: path } = request;
    const passed = http.request({ host: "127.0.0.1", port: program, method, path, headers }, answer => {
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response);
    });
    passed.on("error", () => response.destroy());
    response.on("close", () => passed.destroy());
    request.pipe(passed);
    return;
  }
  const name = normalize(new URL(request.url, "http://x").pathname).replace(/^\/$/, "/index.html");
  try {
    const bytes = await readFile(join(folder, name));
    response.writeHead(200, { ...rules, "content-type": kinds[extname(name)] ?? "text/plain" });
    response.end(bytes);
  } catch {
    response.writeHead(404, rules).end();
  }
}).listen(own, "127.0.0.1");

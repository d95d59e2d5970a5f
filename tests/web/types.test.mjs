// The page's JavaScript as TypeScript understands it: names, arguments and fields that are not there
// are found before a clerk meets them.

import { test } from "node:test";
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

test("the page's modules are free of faults of type", () => {
  const compiler = createRequire(import.meta.url).resolve("typescript/bin/tsc");
  const { status, stdout } = spawnSync(process.execPath, [compiler, "-p", fileURLToPath(new URL("tsconfig.json", import.meta.url))],
    { encoding: "utf8" });
  assert.equal(status, 0, stdout);
});

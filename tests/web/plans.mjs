// Plans that the tests put into workbooks.

import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { cli } from "./program.mjs";
import { unzip, zip } from "./zip.mjs";

const AGENCIES = ["Sở Tài chính", "Sở Y tế", "Sở Nội vụ", "Sở Xây dựng", "Sở Công Thương",
  "Sở Khoa học và Công nghệ", "Sở Nông nghiệp và Môi trường", "Sở Giáo dục và Đào tạo", "Công an tỉnh"];
const QUARTERS = ["I", "II", "III", "IV"];
const IN_GROUP = 25;

const DOCUMENT = {
  kind: "Phụ lục",
  title: "Danh mục nhiệm vụ chủ yếu phát triển kinh tế số năm 2026",
  issuer: "Ủy ban nhân dân tỉnh Hà Tĩnh",
  place: "Hà Tĩnh",
  parent: { kind: "Quyết định", number: "15/QĐ-UBND", date: "05/01/2026", issuer: "Ủy ban nhân dân tỉnh Hà Tĩnh" },
  recipients: ["Như Điều 3", { name: "Sở Y tế", copies: 2 }],
};

function task(n) {
  return {
    content: `Rà soát, hoàn thiện và trình ban hành kế hoạch phát triển hạ tầng số giai đoạn 2026 - 2030, việc thứ ${n}`,
    lead: AGENCIES[n % 9],
    support: [AGENCIES[(n + 1) % 9], AGENCIES[(n + 4) % 9]],
    deadline: `Quý ${QUARTERS[n % 4]}/2026`,
    product: "Kế hoạch của UBND tỉnh",
  };
}

/** A plan of so many tasks, numbered from 1; `odd` is what some of them have instead. */
export function plan(count, odd = {}) {
  const groups = [];
  for (let n = 1; n <= count; n += 1) {
    if ((n - 1) % IN_GROUP === 0) groups.push({ title: `Nhóm nhiệm vụ ${groups.length + 1}`, tasks: [] });
    groups.at(-1).tasks.push({ ...task(n), ...odd[n] });
  }
  return { document: DOCUMENT, groups };
}

/** Writes a plan as a source file; gives its path. */
export async function asJson(folder, name, tree) {
  const path = join(folder, `${name}.json`);
  await writeFile(path, JSON.stringify(tree));
  return path;
}

/** Writes a plan as a workbook, by the program itself; gives its path. */
export async function asWorkbook(folder, name, tree) {
  const path = join(folder, `${name}.xlsx`);
  await cli("convert", await asJson(folder, `nguon-${name}`, tree), "-o", path);
  return path;
}

/** What a clerk typed wrong, by what stands there while the program writes the workbook. */
const SLIPS = [
  ["Cơ quan một", "Sở Y té"],
  ["Cơ quan hai", "Sở Tài chính; Sở Nội vụ"],
  ["Quý I/2099", "30/2/2026"],
];

/** A workbook of 12 tasks with 4 errors and 1 warning; the program itself would not write one. */
export async function wrongWorkbook(folder, name) {
  const path = await asWorkbook(folder, name, plan(12, {
    2: { lead: SLIPS[0][0] },
    4: { lead: SLIPS[0][0] },
    5: { support: ["Sở Nội vụ", "Trung tâm Xúc tiến Mây Trắng"] },
    7: { deadline: SLIPS[2][0] },
    9: { lead: SLIPS[1][0], support: ["Công an tỉnh"] },
  }));
  const parts = unzip(await readFile(path));
  for (const [part, bytes] of parts) {
    if (part.endsWith(".xml")) {
      parts.set(part, Buffer.from(SLIPS.reduce((text, [right, wrong]) => text.replaceAll(right, wrong), bytes.toString())));
    }
  }
  await writeFile(path, zip(parts));
  return path;
}

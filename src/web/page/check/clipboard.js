// Blocks of cells to and from the clipboard, as Excel, LibreOffice, Sheets and Word write and read
// them: text with tabs, and tables of HTML.

import { t } from "../words.js";
import { announce, notice } from "../announce.js";
import { edit } from "../plan/history.js";
import { cellText, setCell } from "../plan/rows.js";
import { pasteBlock, setCells } from "../plan/blocks.js";
import { understood } from "../checking.js";
import * as grid from "./grid.js";
import { chosen, hasRange } from "./range.js";

/** Cells as a workbook copies them: tabs between cells, quotes around a cell with line breaks. */
export function cellsOf(text) {
  const lines = [[]];
  const part = /("(?:[^"]|"")*"|[^\t\n]*)(\t|\n|$)/gy;
  const all = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  for (;;) {
    const found = part.exec(all);
    if (!found) return [[all]];
    const cell = found[1].startsWith('"') && found[1].length > 1
      ? found[1].slice(1, -1).replaceAll('""', '"') : found[1];
    lines.at(-1).push(cell.trim());
    if (found[2] === "\n") lines.push([]);
    else if (found[2] === "") return lines;
  }
}

/** The text of a cell of HTML: paragraphs and breaks are lines, other breaks are none. */
function textOf(cell) {
  for (const pause of cell.querySelectorAll("br")) pause.replaceWith("\u0001");
  for (const block of cell.querySelectorAll("p, div, li")) block.append("\u0001");
  return cell.textContent.replace(/\s+/g, " ").split("\u0001").map((line) => line.trim())
    .filter((line) => line !== "").join("\n");
}

/** The cells of the first table of HTML; null where there is none. Merged cells stand once. */
function tableOf(html) {
  // A document of its own, in which nothing is loaded and no script runs.
  const table = html ? new DOMParser().parseFromString(html, "text/html").querySelector("table") : null;
  if (!table) return null;
  const lines = [];
  [...table.rows].forEach((row, y) => {
    lines[y] ??= [];
    let x = 0;
    for (const cell of row.cells) {
      while (lines[y][x] !== undefined) x += 1;
      const text = textOf(cell);
      for (let down = 0; down < Math.min(cell.rowSpan || 1, table.rows.length - y); down += 1) {
        lines[y + down] ??= [];
        for (let right = 0; right < cell.colSpan; right += 1) lines[y + down][x + right] = down + right === 0 ? text : "";
      }
      x += cell.colSpan;
    }
  });
  return lines.map((line) => [...line].map((text) => text ?? ""));
}

/** What a clipboard holds, as lines of cells. */
function blockOf(data) {
  const table = tableOf(data.getData("text/html"));
  if (table?.some((line) => line.length > 0)) return table;
  const text = data.getData("text/plain");
  // One cell of text may hold quotes and breaks of its own; only tabs tell a block.
  return text.includes("\t") || !text.includes('"') ? cellsOf(text) : [[text.trim()]];
}

const textAt = (row, field) => {
  if (field === "number") return understood(row.id)?.number ?? "";
  if (row.kind === "group") return field === "content" ? row.title : "";
  return cellText(row, field);
};

const quoted = (text) => (/[\t\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** Puts the chosen cells on the clipboard; whether there were any. */
export function copyTo(data) {
  const row = grid.currentRow();
  if (!row) return false;
  if (!hasRange()) {
    const { field } = grid.currentPosition();
    data.setData("text/plain", row.kind === "group" ? row.title : textAt(row, field));
    return true;
  }
  const { rows, fields } = chosen();
  const lines = rows.map((one) => fields.map((field) => textAt(one, field)));
  data.setData("text/plain", lines.map((line) => line.map(quoted).join("\t")).join("\r\n"));
  const table = document.createElement("table");
  for (const line of lines) {
    const drawn = table.insertRow();
    for (const text of line) {
      const cell = drawn.insertCell();
      text.split("\n").forEach((part, index) => {
        if (index > 0) cell.append(document.createElement("br"));
        cell.append(part);
      });
    }
  }
  data.setData("text/html", table.outerHTML);
  announce(t("did.copy", { n: lines.length * fields.length }));
  return true;
}

/** Empties the chosen cells; a title of a group only where it is chosen alone. */
export function emptyChosen() {
  const row = grid.currentRow();
  if (!row) return;
  const at = { id: row.id, field: row.kind === "group" ? "title" : grid.currentPosition().field };
  if (!hasRange()) {
    if (at.field !== "number") edit((now) => setCell(now, at.id, at.field, ""), { at });
    return;
  }
  const { rows, fields } = chosen();
  edit((now) => setCells(now, rows.map((one) => one.id), fields, () => ""), { at });
}

/** Repeats a block until it fills what is chosen, as workbooks do. */
function tiled(lines, rows, columns) {
  const [high, wide] = [lines.length, Math.max(...lines.map((line) => line.length))];
  const down = high === 1 || rows % high === 0 ? Math.max(high, rows) : high;
  const across = wide === 1 || columns % wide === 0 ? Math.max(wide, columns) : wide;
  return Array.from({ length: down }, (_, y) => Array.from({ length: across }, (_, x) => lines[y % high][x % wide] ?? ""));
}

/** Writes what the clipboard holds from the current cell on; says what was done. */
export function pasteFrom(data) {
  const row = grid.currentRow();
  if (!row) return;
  let lines = blockOf(data);
  const single = lines.length === 1 && lines[0].length === 1;
  const at = { id: row.id, field: row.kind === "group" ? "title" : grid.currentPosition().field };
  if (single && !hasRange()) {
    if (at.field !== "number") edit((now) => setCell(now, at.id, at.field, lines[0][0]), { at });
    announce(t("did.paste", { n: at.field === "number" ? 0 : 1 }));
    return;
  }
  const { rows, fields } = chosen();
  const shown = grid.visibleRows().map((one) => one.id);
  const names = grid.currentColumns().map((column) => column.field);
  if (hasRange()) lines = tiled(lines, rows.filter((one) => one.kind === "task").length, fields.length);
  /** @type {any} */
  let done;
  edit((now) => {
    const pasted = pasteBlock(now, shown.slice(shown.indexOf(rows[0].id)), names.slice(Math.max(0, names.indexOf(fields[0]))), lines);
    done = pasted.done;
    return pasted.plan;
  }, { at });
  const more = ["groups", "added", "beyond"].filter((what) => done[what] > 0);
  const words = [t("did.paste", { n: done.cells }), ...more.map((what) => t(`did.paste.${what}`, { n: done[what] }))].join(" ");
  notice({ vi: words, en: words }, { bad: done.beyond > 0 });
}

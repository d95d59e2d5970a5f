// Which columns the grid shows: those that the annex prints, those where something is wrong, and
// on request all others that hold text.

import { t, said } from "../words.js";
import { plan } from "../plan/history.js";
import { lastCheck, allFindings } from "../checking.js";

const USUAL = [
  { field: "number", width: 13, centred: true },
  { field: "content", width: 0 },
  { field: "lead", width: 42 },
  { field: "support", width: 45 },
  { field: "deadline", width: 30, centred: true },
  { field: "product", width: 32 },
];
/** The annex on landscape A4 has 252 mm for its columns. */
const PAGE_MM = 252;
const OTHER_MM = 32;

let fields = [];

/** The fields of tasks as the program names them. */
export const setFields = (list) => { fields = list; };

const nameOf = (field) => said(fields.find((one) => one.key === field)) || field;

/** Columns in order: { field, heading, over, mm, centred, printed }. */
export function shownColumns(all) {
  const given = lastCheck()?.columns;
  const printed = (given?.length ? given : USUAL).map((column) => ({
    ...column, heading: column.heading || nameOf(column.field), printed: true,
  }));
  const there = new Set(printed.map((column) => column.field));
  const needed = new Set();
  for (const { target } of allFindings()) {
    if (target?.part === "task" && target.field) needed.add(target.field);
  }
  if (all) {
    for (const row of plan().rows) {
      for (const field of Object.keys(row.values ?? {})) needed.add(field);
    }
  }
  const order = fields.map((field) => field.key);
  const others = [...needed]
    .filter((field) => !there.has(field) && field !== "joint" && field !== "number")
    .sort((a, b) => order.indexOf(a) - order.indexOf(b))
    .map((field) => ({ field, heading: nameOf(field), over: t("grid.unprinted"), width: OTHER_MM, printed: false }));
  const fixed = printed.reduce((sum, column) => sum + column.width, 0);
  return [...printed, ...others].map((column) => ({
    ...column, mm: column.width || Math.max(60, PAGE_MM - fixed),
  }));
}

/** No column is narrower than this share of its paper width, in rem for each mm. */
const REM_PER_MM = 0.165;
const NUMBER_REM = 3.2;

/** The widths for CSS: shares of the room as on paper; `least` is the whole when room is short. */
export function widths(columns) {
  const least = ({ mm }) => mm * REM_PER_MM;
  return {
    columns: columns.map((column) => (column.field === "number" ? `${NUMBER_REM}rem`
      : `minmax(${least(column).toFixed(1)}rem, ${column.mm}fr)`)).join(" "),
    least: `${columns.reduce((sum, column) => sum
      + (column.field === "number" ? NUMBER_REM : least(column)), 0).toFixed(1)}rem`,
  };
}

// Which columns the grid shows: those that the annex prints, those where something is wrong, and
// those that the clerk asks for.

import { t, said } from "../words.js";
import { lastCheck, allFindings } from "../checking.js";
import { columnChoices } from "./widths.js";

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

/** All columns that there can be, with whether each is shown: for the list to choose from. */
export function allColumns() {
  const shown = new Set(shownColumns().map((column) => column.field));
  return fields.filter((field) => field.key !== "joint" && field.key !== "number" && field.key !== "content")
    .map((field) => ({ field: field.key, name: nameOf(field.key), isShown: shown.has(field.key) }));
}

/** Columns in order: { field, heading, over, mm, centred, printed, px }. */
export function shownColumns() {
  const { hidden, shown, widths: px } = columnChoices();
  const given = lastCheck()?.columns;
  const printed = (given?.length ? given : USUAL).map((column) => ({
    ...column, heading: column.heading || nameOf(column.field), printed: true,
  }));
  const there = new Set(printed.map((column) => column.field));
  const needed = new Set();
  for (const { target } of allFindings()) {
    if (target?.part === "task" && target.field) needed.add(target.field);
  }
  for (const field of shown) needed.add(field);
  const order = fields.map((field) => field.key);
  const others = [...needed]
    .filter((field) => !there.has(field) && field !== "joint" && field !== "number")
    .sort((a, b) => order.indexOf(a) - order.indexOf(b))
    .map((field) => ({ field, heading: nameOf(field), over: t("grid.unprinted"), width: OTHER_MM, printed: false }));
  const fixed = printed.reduce((sum, column) => sum + column.width, 0);
  // What is wrong is never hidden.
  const wrong = new Set(allFindings().map(({ target }) => (target?.part === "task" ? target.field : null)));
  return [...printed, ...others].filter(({ field }) => !hidden.includes(field) || wrong.has(field)).map((column) => ({
    ...column, mm: column.width || Math.max(60, PAGE_MM - fixed), px: px[column.field] ?? null,
  }));
}

/** No column is narrower than this share of its paper width, in rem for each mm. */
const REM_PER_MM = 0.165;
const NUMBER_REM = 3.2;

/** The widths for CSS: shares of the room as on paper; `least` is the whole when room is short. */
export function widths(columns) {
  const least = ({ mm }) => mm * REM_PER_MM;
  return {
    columns: columns.map((column) => (column.px ? `${column.px}px` : column.field === "number" ? `${NUMBER_REM}rem`
      : `minmax(${least(column).toFixed(1)}rem, ${column.mm}fr)`)).join(" "),
    least: `${columns.reduce((sum, column) => sum
      + (column.px ? column.px / 16 : column.field === "number" ? NUMBER_REM : least(column)), 0).toFixed(1)}rem`,
  };
}

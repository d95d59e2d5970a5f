// Changes to the rows of a plan: each makes a new plan and leaves the old one as it was.

export const rowIndex = (plan, id) => plan.rows.findIndex((row) => row.id === id);

export const newId = (plan) => plan.rows.reduce((most, row) => Math.max(most, row.id), -1) + 1;

/** The text of a cell; a group has one, its title. */
export function cellText(row, field) {
  if (row.kind === "group") return field === "title" ? row.title ?? "" : "";
  return (row.values?.[field] ?? []).join("; ");
}

/**
 * What reading said of this cell is settled once the clerk has written it anew; what it said of one
 * body's mark, once that body stands there.
 */
function settle(reading, id, field, text) {
  const names = (finding) => finding.target?.row === id
    && (finding.about ? text.includes(finding.about) : finding.target.part === "row" || finding.target.field === field);
  return (reading ?? []).some(names) ? reading.filter((finding) => !names(finding)) : reading;
}

/** Writes a cell; nothing happens when the text is what it was. */
export function setCell(plan, id, field, text) {
  const index = rowIndex(plan, id);
  const row = plan.rows[index];
  if (!row || cellText(row, field) === text) return plan;
  let next;
  if (row.kind === "group") {
    next = { ...row, title: text };
  } else {
    const values = { ...row.values };
    if (text.trim() === "") delete values[field];
    else values[field] = [text];
    next = { ...row, values };
  }
  const rows = plan.rows.with ? plan.rows.with(index, next) : plan.rows.map((r, i) => (i === index ? next : r));
  return { ...plan, rows, reading: settle(plan.reading, id, field, text) };
}

/** Whether two leads are meant. */
export function setJoint(plan, id, on) {
  const rows = plan.rows.map((row) => {
    if (row.id !== id) return row;
    const values = { ...row.values };
    if (on) values.joint = ["true"];
    else delete values.joint;
    return { ...row, values };
  });
  return { ...plan, rows };
}

/** Puts a new row after the row `after` (at the end when there is none); gives plan and id. */
export function addRow(plan, after, kind) {
  const id = newId(plan);
  const index = after === null ? plan.rows.length - 1 : rowIndex(plan, after);
  const level = plan.rows.slice(0, index + 1).findLast((row) => row.kind === "group")?.level ?? 1;
  const row = kind === "group"
    ? { id, kind, level, title: "", at: "" }
    : { id, kind: "task", values: {}, at: "" };
  const rows = [...plan.rows];
  rows.splice(index + 1, 0, row);
  return { plan: { ...plan, rows }, id };
}

export function removeRow(plan, id) {
  const reading = (plan.reading ?? []).filter((finding) => finding.target?.row !== id);
  return { ...plan, rows: plan.rows.filter((row) => row.id !== id), reading };
}

/** Where the group that opens at `start` ends: the index after its last row. */
function groupEnd(rows, start) {
  const { level } = rows[start];
  let end = start + 1;
  while (end < rows.length && !(rows[end].kind === "group" && rows[end].level <= level)) end += 1;
  return end;
}

/**
 * Moves a task by one row, or a group with all that is in it past its neighbour. A group never
 * leaves the group around it, nor goes above tasks that are in no group: they would become its.
 */
export function moveRow(plan, id, by) {
  const rows = [...plan.rows];
  const start = rowIndex(plan, id);
  if (start < 0) return plan;
  if (rows[start].kind === "task") {
    const other = start + by;
    if (other < 0 || other >= rows.length) return plan;
    [rows[start], rows[other]] = [rows[other], rows[start]];
    return { ...plan, rows };
  }
  const { level } = rows[start];
  const end = groupEnd(rows, start);
  if (by < 0) {
    let before = start - 1;
    while (before >= 0 && !(rows[before].kind === "group" && rows[before].level <= level)) before -= 1;
    if (before < 0 || rows[before].level < level) return plan;
    const block = rows.splice(start, end - start);
    rows.splice(before, 0, ...block);
  } else {
    if (end >= rows.length || rows[end].level < level) return plan;
    const after = groupEnd(rows, end);
    const block = rows.splice(start, end - start);
    rows.splice(after - block.length, 0, ...block);
  }
  return { ...plan, rows };
}

/** Makes a group one level deeper (1) or higher (-1). */
export function setLevel(plan, id, by) {
  const rows = plan.rows.map((row) => (row.id === id && row.kind === "group"
    ? { ...row, level: Math.max(1, row.level + by) } : row));
  return { ...plan, rows };
}

/** Whether nothing stands in a row: such a row is not asked about, as an empty one in a workbook. */
export const isBlank = (row) => row.kind === "task"
  && Object.values(row.values ?? {}).every((texts) => texts.join("").trim() === "");

/** One of several leads stays; the others support. */
export function keepLead(plan, id, lead, leads) {
  const row = plan.rows[rowIndex(plan, id)];
  const support = names(cellText(row, "support"));
  const others = leads.filter((name) => name !== lead && !support.includes(name));
  return setCell(setCell(plan, id, "lead", lead), id, "support", [...others, ...support].join("; "));
}

/** A body whose mark nothing explained leads or supports. */
export function addName(plan, id, field, name) {
  const row = plan.rows[rowIndex(plan, id)];
  const list = row ? names(cellText(row, field)) : [];
  return list.includes(name) ? plan : setCell(plan, id, field, [...list, name].join("; "));
}

/** The names in a cell. */
export const names = (text) => text.split(/[;\n]/).map((name) => name.trim()).filter((name) => name !== "");

/** One name of a list in a cell becomes another; the rest of the text stays as written. */
export function replaceName(text, found, name) {
  if (text.trim() === found.trim()) return name;
  const parts = text.split(";");
  const fits = parts.findIndex((part) => part.trim() === found.trim());
  if (fits >= 0) {
    parts[fits] = parts[fits].replace(parts[fits].trim(), () => name);
    return parts.join(";");
  }
  return text.includes(found) ? text.replace(found, () => name) : name;
}

/** The text without the last mention of a name; null when the name stands alone nowhere in it. */
export function withoutName(text, found) {
  const parts = text.split(";").map((part) => part.trim());
  const at = parts.lastIndexOf(found.trim());
  return at < 0 ? null : parts.filter((part, index) => index !== at && part !== "").join("; ");
}

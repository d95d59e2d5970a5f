// The plan as a JSON source file, made by the page alone: when the program is gone, the edits can
// still be kept, and step 1 reads the file again. With the program there, it writes the files.

const blank = (value) => value === undefined || value === null || value === ""
  || (Array.isArray(value) && value.length === 0);

const without = (object) => Object.fromEntries(Object.entries(object).filter(([, value]) => !blank(value)));

function documentTree({ fields = {}, basis = [], recipients = [] }) {
  const document = {};
  const parent = {};
  for (const [key, value] of Object.entries(fields)) {
    if (key.startsWith("parent.")) parent[key.slice("parent.".length)] = value;
    else document[key] = value;
  }
  if (Object.keys(parent).length) document.parent = parent;
  if (basis.length) document.basis = basis;
  if (recipients.length) {
    document.recipients = recipients.map(({ name, copies }) => (blank(copies) ? name : { name, copies }));
  }
  return document;
}

function taskTree(values = {}) {
  const task = {};
  for (const [field, texts] of Object.entries(values)) {
    if (blank(texts)) continue;
    if (field === "joint") task.joint = texts[0] === "true" ? true : texts[0];
    else task[field] = texts.length === 1 ? texts[0] : texts;
  }
  return task;
}

/** Groups within groups, as the rows open them. */
function outline(rows) {
  const root = { tasks: [], groups: [] };
  const open = [root];
  for (const row of rows) {
    if (row.kind === "group") {
      open.length = Math.max(1, Math.min(open.length, row.level));
      const group = { title: row.title, tasks: [], groups: [] };
      open.at(-1).groups.push(group);
      open.push(group);
    } else {
      open.at(-1).tasks.push(taskTree(row.values));
    }
  }
  const close = (group) => without({ ...group, groups: group.groups.map(close) });
  return close(root);
}

/** The text of the file. */
export function rescueText(plan) {
  return JSON.stringify({
    document: documentTree(plan.document ?? {}),
    ...outline(plan.rows),
    ...without({
      agencies: (plan.agencies ?? []).map(without),
      collectives: (plan.collectives ?? []).map(without),
    }),
  }, null, 2);
}

// Changes to the document's own data: its fields, basis, recipients and own agencies.

const NONE = { fields: {}, basis: [], recipients: [] };

export const documentOf = (plan) => ({ ...NONE, ...plan.document });

function settle(reading, fits) {
  return (reading ?? []).some(fits) ? reading.filter((finding) => !fits(finding)) : reading;
}

export function setField(plan, key, text) {
  const document = documentOf(plan);
  if ((document.fields[key] ?? "") === text) return plan;
  const fields = { ...document.fields };
  if (text.trim() === "") delete fields[key];
  else fields[key] = text;
  const fits = ({ target }) => target?.part === "document" && target.field === key;
  return { ...plan, document: { ...document, fields }, reading: settle(plan.reading, fits) };
}

/** Basis: one line each. */
export function setBasis(plan, text) {
  const basis = text.split("\n").map((line) => line.trim()).filter((line) => line !== "");
  const reading = settle(plan.reading, ({ target }) => target?.part === "basis");
  return { ...plan, document: { ...documentOf(plan), basis }, reading };
}

/** `change` makes the new list of recipients of the old. */
export function setRecipients(plan, change) {
  const document = documentOf(plan);
  const reading = settle(plan.reading, ({ target }) => target?.part === "recipient");
  return { ...plan, document: { ...document, recipients: change(document.recipients) }, reading };
}

/** The source's own agencies or collectives; `list` is "agencies" or "collectives". */
export const setOwn = (plan, list, change) => ({ ...plan, [list]: change(plan[list] ?? []) });

/** Adds a name to the source's own agencies, so that it is known from now on. */
export const addOwnAgency = (plan, name) =>
  setOwn(plan, "agencies", (agencies) => [...agencies, { name }]);

/** The clerk has seen what reading said. */
export const dismiss = (plan, finding) =>
  ({ ...plan, reading: (plan.reading ?? []).filter((one) => one !== finding) });

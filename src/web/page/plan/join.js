// Plans of several files → one plan: their rows in turn, what reading said at its rows; the
// document's own data are those of the first, and what only a later one has is taken from there.

/** Findings at places that the joined plan has under another number. */
function moved(finding, { row, agency, collective }) {
  const { target } = finding;
  if (target?.row !== undefined) return { ...finding, target: { ...target, row: target.row + row } };
  if (target?.part === "agency") return { ...finding, target: { ...target, index: target.index + agency } };
  if (target?.part === "collective") return { ...finding, target: { ...target, index: target.index + collective } };
  return { ...finding, target: { part: "plan" } };
}

function joinTwo(first, second) {
  const by = { row: first.rows.reduce((most, row) => Math.max(most, row.id), -1) + 1,
    agency: first.agencies.length, collective: first.collectives.length };
  const one = { fields: {}, basis: [], recipients: [], ...first.document };
  const two = { fields: {}, basis: [], recipients: [], ...second.document };
  return {
    ...first,
    document: { ...one, fields: { ...two.fields, ...one.fields },
      basis: one.basis.length ? one.basis : two.basis,
      recipients: one.recipients.length ? one.recipients : two.recipients },
    rows: [...first.rows, ...second.rows.map((row) => ({ ...row, id: row.id + by.row }))],
    agencies: [...first.agencies, ...second.agencies],
    collectives: [...first.collectives, ...second.collectives],
    reading: [...(first.reading ?? []), ...(second.reading ?? []).map((finding) => moved(finding, by))],
    passed_over: [...(first.passed_over ?? []), ...(second.passed_over ?? [])],
  };
}

/** One plan of several, named as the first. */
export const joinPlans = (plans) => plans.reduce(joinTwo);

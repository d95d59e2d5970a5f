// What can be done about a finding with one press: taking a suggestion here or everywhere, adding
// the name to the plan's own agencies, saying that two leads are meant, settling what was read.

import { button } from "../element.js";
import { t } from "../words.js";
import { announce } from "../announce.js";
import { plan, edit } from "../plan/history.js";
import { cellText, setCell, setJoint, replaceName, rowIndex, withoutName } from "../plan/rows.js";
import { setField, setRecipients, addOwnAgency, dismiss } from "../plan/document.js";
import { allFindings } from "../checking.js";

function mend(now, { target, found }, name) {
  if (target.part === "task") {
    const row = now.rows[rowIndex(now, target.row)];
    if (!row) return now;
    const text = cellText(row, target.field);
    return setCell(now, row.id, target.field, found ? replaceName(text, found, name) : name);
  }
  if (target.part === "document") return setField(now, target.field, name);
  if (target.part === "recipient") {
    return setRecipients(now, (list) => list.map((one, index) => (index === target.index
      ? { ...one, [target.field]: name } : one)));
  }
  return now;
}

const MENDABLE = new Set(["task", "document", "recipient"]);

const at = (finding) => (finding.target?.row === undefined ? null
  : { id: finding.target.row, field: finding.target.field ?? "content" });

/** The same mistake elsewhere. */
const alike = (finding) => allFindings().filter((other) => other.code === finding.code
  && finding.found && other.found === finding.found && MENDABLE.has(other.target?.part));

/** Mistakes that a name too much makes. */
const TOO_MUCH = new Set(["lead-in-support", "issuer-in-support", "support-twice"]);

/** The cell's text without the name that is too much; null when it cannot be told. */
function lighter(now, { code, found, target }) {
  const row = TOO_MUCH.has(code) && found && target?.part === "task" ? now.rows[rowIndex(now, target.row)] : null;
  return row ? withoutName(cellText(row, target.field), found) : null;
}

/** Takes the suggestion at this place. */
export function takeSuggestion(finding, name) {
  edit((now) => mend(now, finding, name), { at: at(finding) });
  announce(t("fix.done", { name }));
}

/** The buttons of a finding; `first` marks the first for the key that takes it. */
export function fixButtons(finding) {
  const buttons = [];
  if (MENDABLE.has(finding.target?.part)) {
    const many = alike(finding);
    finding.suggestions.forEach((name, index) => {
      buttons.push(button(t("fix.take", { name }), () => takeSuggestion(finding, name), { class: "fix" }));
      if (index === 0 && many.length > 1) {
        buttons.push(button(t("fix.all", { n: many.length, name }), () => {
          edit((now) => many.reduce((next, one) => mend(next, one, name), now), { at: at(finding) });
          announce(t("fix.all.done", { n: many.length, name }));
        }, { class: "fix", "aria-label": t("fix.all.label", { n: many.length, name }) }));
      }
    });
  }
  const rest = lighter(plan(), finding);
  if (rest !== null) {
    buttons.push(button(t("fix.drop", { name: finding.found }), () => {
      edit((now) => setCell(now, finding.target.row, finding.target.field, lighter(now, finding) ?? rest),
        { at: at(finding) });
      announce(t("fix.drop.done", { name: finding.found }));
    }, { class: "fix" }));
  }
  if (finding.code === "lead-many" && finding.target?.part === "task") {
    buttons.push(button(t("fix.joint"), () =>
      edit((now) => setJoint(now, finding.target.row, true), { at: at(finding) }), { class: "fix" }));
  }
  if (finding.code === "lead-joint" && finding.target?.part === "task") {
    buttons.push(button(t("fix.unjoint"), () =>
      edit((now) => setJoint(now, finding.target.row, false), { at: at(finding) }), { class: "fix" }));
  }
  if ((finding.code === "agency-unknown" || finding.code === "agency-near") && finding.found) {
    buttons.push(button(t("fix.own"), () =>
      edit((now) => addOwnAgency(now, finding.found), { at: at(finding) }),
    { class: "fix", title: t("fix.own.title") }));
  }
  if (finding.stage === "read") {
    buttons.push(button(t(finding.severity === "error" ? "fix.added" : "fix.seen"), () => edit((now) => dismiss(now, finding.original)),
      { class: "fix", title: t("fix.seen.title") }));
  }
  return buttons;
}

/** Whether the plan still holds what the finding is about. */
export const isThere = (finding) => finding.target?.row === undefined
  || rowIndex(plan(), finding.target.row) >= 0;

// What can be done about a finding with one press, here or at all alike: taking a suggestion,
// keeping one of several leads, taking a name out, adding it to the plan's own agencies, saying that
// two leads are meant, settling what was read.

import { button } from "../element.js";
import { t } from "../words.js";
import { announce } from "../announce.js";
import { plan, edit } from "../plan/history.js";
import { addName, cellText, setCell, setJoint, keepLead, names, replaceName, rowIndex, withoutName } from "../plan/rows.js";
import { setField, setRecipients, addOwnAgency, dismiss } from "../plan/document.js";
import { allFindings, lastCheck, understood } from "../checking.js";

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

const place = (finding) => (finding.target?.row === undefined ? null
  : { id: finding.target.row, field: finding.target.field ?? "content" });

/** Mistakes that a name too much makes. */
const TOO_MUCH = new Set(["lead-in-support", "issuer-in-support", "support-twice"]);

/** The cell's text without the name that is too much; null when it cannot be told. */
function lighter(now, { code, found, target }) {
  const row = TOO_MUCH.has(code) && found && target?.part === "task" ? now.rows[rowIndex(now, target.row)] : null;
  return row ? withoutName(cellText(row, target.field), found) : null;
}

const lighten = (now, finding) => {
  const rest = lighter(now, finding);
  return rest === null ? now : setCell(now, finding.target.row, finding.target.field, rest);
};

/** The leads of a task as they are written; where that cannot be told apart, as they are known. */
function leadsOf({ target }) {
  const row = plan().rows[rowIndex(plan(), target.row)];
  const written = row ? names(cellText(row, "lead")) : [];
  if (written.length > 1) return written;
  const agencies = new Map((lastCheck()?.agencies ?? []).map((one) => [one.id, one.name]));
  return (understood(target.row)?.lead ?? []).map((id) => agencies.get(id)).filter(Boolean);
}

/** More leads than this are a list, not a choice between few. */
const MOST_LEADS = 4;

/** What the mark of a body in a matrix means; for all marks alike only where they may all support. */
const markFixes = ({ code, found, about, target }) => (code === "mark-unknown" && about && target?.row !== undefined
  ? ["support", "lead"].map((field) => ({
    words: t(`fix.mark.${field}`, { body: about }), done: t("fix.mark.done", { body: about }),
    many: ["fix.mark.all", { mark: found }],
    change: (now, one) => dismiss(addName(now, one.target.row, field, one.about), one.original),
    alike: field === "support" ? (other) => other.code === code && other.found === found && other.about && other.target?.row !== undefined : null,
  })) : []);

/**
 * What mends a finding: { words, done, change(plan, finding), alike(other) }; `alike` says for which
 * other findings the same press would do, null where one press is for all of them already; `many` is
 * the key and the values of the words of that press, where they are not "Sửa cả n chỗ".
 * @returns {any[]}
 */
function fixesOf(finding) {
  const { code, found, target } = finding;
  const fixes = [];
  const same = (other) => other.code === code && other.target?.part === target?.part;
  if (MENDABLE.has(target?.part)) {
    finding.suggestions.forEach((name, index) => fixes.push({
      words: t("fix.take", { name }), done: t("fix.done", { name }), all: t("fix.all.label", { name, n: "{n}" }),
      change: (now, one) => mend(now, one, name),
      alike: index === 0 && found ? (other) => other.code === code && other.found === found && MENDABLE.has(other.target?.part) : null,
    }));
  }
  if (target?.part === "task" && lighter(plan(), finding) !== null) {
    fixes.push({ words: t("fix.drop", { name: found }), done: t("fix.drop.done", { name: found }), change: lighten,
      alike: (other) => same(other) && lighter(plan(), other) !== null });
  }
  if (code === "lead-many" && target?.part === "task") {
    const leads = leadsOf(finding);
    for (const lead of leads.length <= MOST_LEADS ? leads : []) {
      const rest = leads.filter((name) => name !== lead);
      fixes.push({ words: t("fix.keep", { lead, rest: rest.join(", ") }), done: t("fix.keep.done", { lead }),
        change: (now, one) => keepLead(now, one.target.row, lead, leads),
        alike: (other) => same(other) && leadsOf(other).join() === leads.join() });
    }
    fixes.push({ words: t("fix.joint"), done: t("fix.joint.done"),
      change: (now, one) => setJoint(now, one.target.row, true), alike: same });
  }
  if (code === "lead-joint" && target?.part === "task") {
    fixes.push({ words: t("fix.unjoint"), done: t("fix.unjoint.done"),
      change: (now, one) => setJoint(now, one.target.row, false), alike: same });
  }
  if ((code === "agency-unknown" || code === "agency-near") && found) {
    fixes.push({ words: t("fix.own"), title: t("fix.own.title"), done: t("fix.own.done", { name: found }),
      change: (now) => addOwnAgency(now, found), alike: null });
  }
  fixes.push(...markFixes(finding));
  if (code === "deadlines-missing") {
    fixes.push({ words: t("fix.no-deadlines"), done: t("fix.no-deadlines.done"),
      change: (now) => setField(now, "columns", "khong-thoi-han"), alike: null });
  }
  if (finding.stage === "read") {
    fixes.push({ many: ["fix.seen.all", {}], words: t(finding.severity === "error" ? "fix.added" : "fix.seen"), title: t("fix.seen.title"),
      done: t("fix.seen.done"), change: (now, one) => dismiss(now, one.original),
      alike: (other) => other.stage === "read" && other.code === code });
  }
  return fixes;
}

/** Takes the suggestion at this place. */
export function takeSuggestion(finding, name) {
  edit((now) => mend(now, finding, name), { at: place(finding) });
  announce(t("fix.done", { name }));
}

/** The buttons of a finding. */
export function fixButtons(finding) {
  return fixesOf(finding).flatMap(({ words, title = null, done, all, change, alike, many: [key, values] = ["fix.all", {}] }) => {
    const one = button(words, () => {
      edit((now) => change(now, finding), { at: place(finding) });
      announce(done);
    }, { class: "fix", title });
    // Asked again at the press: others may have been mended since.
    const others = () => (alike ? allFindings().filter(alike) : []);
    const n = others().length;
    if (n < 2) return [one];
    return [one, button(t(key, { n, ...values }), () => {
      const many = others();
      edit((now) => many.reduce(change, now), { at: place(finding) });
      announce(t("fix.all.done", { n: many.length }));
    }, { class: "fix", "aria-label": all ? all.replace("{n}", n) : t("fix.all.same", { n, words }) })];
  });
}

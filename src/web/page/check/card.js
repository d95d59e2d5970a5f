// The card beside the current cell: what is wrong there, why, and what mends it; for tasks drawn
// from prose, the sentence they came from.

import { make, button, byId } from "../element.js";
import { t, said, onLanguage } from "../words.js";
import { edit, onChange } from "../plan/history.js";
import { announce } from "../announce.js";
import { isTicked, needsReview, readOtherwise, setTicked } from "../plan/reviewed.js";
import { onChecked } from "../checking.js";
import * as grid from "./grid.js";
import { hasRange, onRange } from "./range.js";
import { findingsOf } from "./row.js";
import { fixButtons, takeSuggestion } from "./fixes.js";
import { isEditing, onEditing } from "./editor.js";
import { whenReleased } from "../pressed.js";

let dismissed = null; // the cell whose card was closed with Esc
let drawn = "";       // what the card shows

function here() {
  const row = grid.currentRow();
  if (!row) return { row: null, field: "", findings: [] };
  const field = row.kind === "group" ? "title" : grid.currentPosition().field;
  return { row, field, findings: findingsOf(row, field) };
}

/** Takes the first suggestion for the current cell; whether there was one. */
export function takeFirstSuggestion() {
  const finding = here().findings.find((one) => one.suggestions.length > 0);
  if (finding) takeSuggestion(finding, finding.suggestions[0]);
  return Boolean(finding);
}

/** One finding with its buttons. */
export function findingParts(finding) {
  return [
    make("p", {}, make(`strong.mark.${finding.severity}`, {}, t(`severity.${finding.severity}`)),
      ` ${said(finding)}`),
    make("div.fixes", {}, ...fixButtons(finding)),
  ];
}

function parts({ row, field, findings }) {
  const all = findings.map((finding) => make("div.one", {}, ...findingParts(finding),
    finding.explain ? make("details", {}, make("summary", {}, t("why")), make("p", {}, said(finding.explain))) : null));
  const trace = row?.trace && field === "content" ? row.trace : null;
  if (trace) {
    all.push(make("div.one", {}, make("p", {}, make("strong", {}, t("trace")), ` “${trace.sentence}”`),
      trace.why ? make("p.hint", {}, trace.why) : null,
      trace.other ? otherReading(row, field) : null,
      needsReview(row) || isTicked(row) ? make("div.fixes", {}, button(t(isTicked(row) ? "review.untick" : "review.tick"),
        () => edit((now) => setTicked(now, row.id, !isTicked(row)), { at: { id: row.id, field } }), { class: "fix" })) : null));
  }
  return all;
}

/** What the sentence may mean as well, and the press that takes it. */
function otherReading(row, field) {
  const { content, lead, support } = row.trace.other;
  return make("div.other", {}, make("p", {}, make("strong", {}, t("review.other")), ` ${t("review.other.is",
    { lead: lead.join("; ") || "–", support: support.join("; ") || "–", content })}`),
  make("div.fixes", {}, button(t("review.other.take"), () => {
    edit((now) => readOtherwise(now, row.id), { at: { id: row.id, field } });
    announce(t("review.other.done"));
  }, { class: "fix" })));
}

/** Draws what has changed and nothing else: whoever holds a button here keeps it. */
function draw() {
  const card = byId("card");
  const place = here();
  const cell = grid.currentCell();
  const key = place.row && `${place.row.id}/${place.field}`;
  if (dismissed !== key) dismissed = null;
  const hadFocus = card.contains(document.activeElement);
  const inside = hadFocus || byId("grid").contains(document.activeElement);
  const next = cell && inside && !isEditing() && dismissed === null && !hasRange() ? parts(place) : [];
  card.hidden = next.length === 0;
  if (card.hidden) {
    drawn = "";
    // What was pressed here has mended all; the clerk goes on from the cell.
    if (hadFocus) cell?.focus({ preventScroll: true });
    return;
  }
  const from = key + next.map((part) => part.outerHTML).join();
  if (from !== drawn) {
    drawn = from;
    card.replaceChildren(...next);
    if (hadFocus) (card.querySelector("button") ?? cell).focus({ preventScroll: true });
  }
  beside(card, cell);
}

/**
 * Beside the cell, as notes stand in a workbook, so that the cells above and below can still be
 * reached; below it where neither side has room.
 */
function beside(card, cell) {
  const sheet = byId("sheet").getBoundingClientRect();
  const box = cell.getBoundingClientRect();
  if (box.bottom < sheet.top || box.top > sheet.bottom) {
    card.hidden = true;
    return;
  }
  const { width, height } = card.getBoundingClientRect();
  const gap = 4;
  let left = box.right + gap;
  let top = box.top;
  if (left + width > sheet.right && box.left - width - gap >= sheet.left) {
    left = box.left - width - gap;
  } else if (left + width > sheet.right) {
    left = Math.max(sheet.left + gap, Math.min(box.left, sheet.right - width - gap));
    top = box.bottom + gap;
  }
  card.style.top = `${Math.max(sheet.top, Math.min(top, window.innerHeight - height - gap))}px`;
  card.style.left = `${left}px`;
}

export function startCard() {
  const card = byId("card");
  card.setAttribute("role", "group");
  const name = () => card.setAttribute("aria-label", t("card.label"));
  name();
  const soon = () => whenReleased(draw);
  grid.onPosition(soon);
  onRange(() => { if (hasRange()) soon(); });
  onChecked(soon);
  onChange(({ kind }) => { if (kind !== "saved") soon(); });
  onEditing(soon);
  onLanguage(() => { name(); draw(); });
  const away = () => setTimeout(soon, 0);
  byId("grid").addEventListener("focusout", away);
  card.addEventListener("focusout", away);
  card.addEventListener("toggle", () => beside(card, grid.currentCell()), true);
  byId("grid").addEventListener("scroll", () => { if (!card.hidden) soon(); }, { passive: true });
  const escape = (event) => {
    if (event.key !== "Escape" || card.hidden || isEditing()) return;
    const { row, field } = here();
    dismissed = `${row.id}/${field}`;
    grid.currentCell()?.focus({ preventScroll: true });
    draw();
  };
  card.addEventListener("keydown", escape);
  byId("grid").addEventListener("keydown", escape);
}

// Holds redraws back while a button of the mouse is down: a press counts only when the element
// that it began on is still there when the button comes up.

let down = false;
const waiting = new Set();

/** Draws now, or once the press that is under way has done its work. */
export function whenReleased(draw) {
  if (down) waiting.add(draw);
  else draw();
}

function release() {
  down = false;
  // The click comes right after the release, in the same turn.
  setTimeout(() => {
    if (down) return;
    const all = [...waiting];
    waiting.clear();
    for (const draw of all) draw();
  }, 0);
}

window.addEventListener("pointerdown", () => { down = true; }, { capture: true });
for (const end of ["pointerup", "pointercancel", "dragend"]) {
  window.addEventListener(end, release, { capture: true });
}
// A button that comes up outside of the window is never heard of.
window.addEventListener("blur", ({ target }) => { if (target === window) release(); });

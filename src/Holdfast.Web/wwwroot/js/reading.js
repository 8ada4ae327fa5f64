// Whether somebody is reading a list right now: the pointer has moved over it, or a key was used in it, within the last
// ten seconds. New lines wait that long, so that nothing moves under an eye or a pointer that is about to click.
const STILL = 10_000; // ms
const touched = new WeakMap();

const touch = event => {
  for (let list = event.target.closest?.("[data-hold]"); list; list = list.parentElement?.closest("[data-hold]")) touched.set(list, performance.now());
};
for (const type of ["pointermove", "pointerdown", "keydown", "focusin", "wheel"]) addEventListener(type, touch, { capture: true, passive: true });

addEventListener("pointerout", event => {
  const list = event.target.closest?.("[data-hold]");
  if (list && !list.contains(event.relatedTarget) && !list.contains(document.activeElement)) touched.delete(list);
}, { capture: true, passive: true });

export const reading = list => performance.now() - (touched.get(list) ?? -Infinity) < STILL;

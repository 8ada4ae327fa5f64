// The seconds of a ring on the page of its incident: how long it rings for whoever reads, and who is next.
import { countdown } from "./ring-words.js";
import { now } from "./times.js";

/** Brings every countdown of the page up to date. */
export function count() {
  for (const part of document.querySelectorAll("[data-count]")) {
    const { at, due, alone, then } = part.dataset;
    const { part: share, text } = countdown({ at: Date.parse(at), dueAt: Date.parse(due), alone, then }, now());
    part.querySelector("progress").value = share;
    const words = part.querySelector(".count-text");
    if (words.textContent !== text) words.textContent = text;
  }
}

setInterval(count, 1000);
count();

// The desk: keeps the list live, and lets it be worked by keyboard.
import { acknowledge } from "./alarm.js";
import { letters, typing } from "./dom.js";
import { subscribe } from "./feed.js";
import { livePart } from "./live-part.js";
import { t } from "./texts.js";
import { clock, localize, now } from "./times.js";

const GUARD = 500; // ms after the list has moved during which a click was aimed at something else
const note = document.querySelector("[data-held]");
const list = document.querySelector('[data-part="list"]');
let movedAt = -Infinity;

function address() {
  const here = new URL(location.href);
  here.searchParams.set("handler", "List");
  return here;
}

const refresh = livePart(address, "[data-part]", waiting => {
  const text = waiting ? t("{0} new, shown when you stop moving over the list", waiting) : "";
  if (note.textContent !== text) note.textContent = text;
});

localize();
subscribe(({ type, data }) => {
  if (["incident", "gone", "missed", "heard"].includes(type)) refresh();
  if (type === "glass") told(data);
});

// Deadlines pass without an event: what is overdue by now shows within a minute.
setInterval(refresh, 60_000);

// Corporate Security hears of every broken glass.
function told({ number, by, at }) {
  const notices = document.querySelector("[data-glass]");
  if (!notices) return;
  const item = document.createElement("li");
  item.textContent = t("{0} opened {1} with a reason, {2}", by.name, number, clock(at ?? now(), false));
  notices.prepend(item);
  notices.closest("section").hidden = false;
  while (notices.childElementCount > 20) notices.lastElementChild.remove();
}

document.addEventListener("holdfast:shift", () => { movedAt = performance.now(); });
list.addEventListener("click", event => {
  if (event.detail === 0 || performance.now() - movedAt > GUARD) return; // a key presses what has the focus, wherever it lies
  event.preventDefault();
  event.stopPropagation();
}, { capture: true });

for (const choice of document.querySelectorAll("[data-filters] select, [data-filters] input[type=checkbox]")) {
  choice.addEventListener("change", () => choice.form.requestSubmit());
}

const rows = () => [...list.querySelectorAll("tr[data-key]")];
const current = () => document.activeElement?.closest?.("tr[data-key]");

function move(by) {
  const all = rows();
  if (!all.length) return;
  const at = all.indexOf(current());
  const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + by))];
  next.querySelector("a").focus();
  next.scrollIntoView({ block: "nearest" });
}

document.addEventListener("keydown", event => {
  if (event.defaultPrevented) return;
  const step = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[event.key];
  if (step && (letters() || event.key.length > 1) && !event.ctrlKey && !event.metaKey && !event.altKey && !event.target.closest("input, select, textarea")) {
    event.preventDefault();
    return move(step);
  }
  if (typing(event)) return;
  const row = current();
  if (event.key === "o" && row) row.querySelector("a").click();
  else if (event.key === "a" && row?.dataset.acknowledge) acknowledge({ id: row.dataset.key, number: row.dataset.number }).then(refresh);
  else return;
  event.preventDefault();
});

// A form of the list without leaving the page; without this script it is posted.
list.addEventListener("submit", event => {
  const row = event.target.closest("tr[data-key]");
  if (!event.target.matches("[data-acknowledge-form]") || !row) return;
  event.preventDefault();
  acknowledge({ id: row.dataset.key, number: row.dataset.number }).then(refresh);
});

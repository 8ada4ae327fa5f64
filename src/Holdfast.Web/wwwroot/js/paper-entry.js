// Entering what was taken on paper: says at the field when a time is odd, names this machine's offset, adds lines. All of it works without, in the server's zone.
import { newId } from "./send.js";
import { t } from "./texts.js";

const form = document.querySelector("#paper");
const offset = form.offset;
const zone = document.querySelector("[data-zone]");
const rows = document.querySelector("#rows");
const SLACK = 2 * 60_000; // ms: clocks on the wall differ by as much
const MOST = 100; // lines at a time
const ahead = Date.parse(form.dataset.now) - performance.now(); // the server's clock, carried on
const two = number => String(Math.floor(number)).padStart(2, "0");
let changed = false;

/** A field's time in ms, in the offset that its paper was written in if one is known; NaN where there is none. */
const read = field => (field.value ? (offset.value === "" ? new Date(field.value).getTime() : Date.parse(`${field.value}Z`) - offset.value * 60_000) : NaN);

function odd(field, began) {
  const at = read(field);
  const now = ahead + performance.now();
  return at > now + SLACK ? form.dataset.future : at < now - form.dataset.longest * 86_400_000 ? form.dataset.longAgo : at < began ? form.dataset.before : "";
}

function tell() {
  for (const [field, began] of [[form.began, NaN], [form.ended, read(form.began)]]) {
    const text = odd(field, began);
    const place = document.querySelector(`#odd-${field.name}`);
    if (place.textContent !== text) place.textContent = text;
  }
}

// A time in words and one on the clock would be two answers.
for (const name of ["began", "ended"]) {
  const [clock, words] = [form[name], form[`${name}.words`]];
  clock.addEventListener("input", () => { words.value = ""; });
  words.addEventListener("input", () => { clock.value = ""; });
}
form.addEventListener("input", () => { changed = true; tell(); });

// Enter goes on from line to line, and makes another after the last one.
rows.addEventListener("keydown", event => {
  if (event.key !== "Enter" || event.ctrlKey || event.metaKey || event.isComposing) return;
  event.preventDefault();
  const row = event.target.closest("li");
  if (!row.nextElementSibling && rows.children.length < MOST) {
    const next = row.cloneNode(true);
    for (const input of next.querySelectorAll("input")) input.value = "";
    next.querySelector("[name=line]").value = newId();
    for (const input of next.querySelectorAll("[aria-label]")) input.setAttribute("aria-label", input.getAttribute("aria-label").replace(/\d+/, rows.children.length + 1));
    rows.append(next);
  }
  row.nextElementSibling?.querySelector("[name=at]").focus();
});

form.addEventListener("submit", () => {
  changed = false;
  if (offset.value === "") offset.value = -(form.began.value ? new Date(form.began.value) : new Date()).getTimezoneOffset();
});
addEventListener("beforeunload", event => { if (changed) event.preventDefault(); });
if (offset.value === "") {
  const minutes = -new Date().getTimezoneOffset();
  zone.textContent = t("Times are as this machine’s clock shows them, UTC{0}.", `${minutes < 0 ? "−" : "+"}${two(Math.abs(minutes) / 60)}:${two(Math.abs(minutes) % 60)}`);
}

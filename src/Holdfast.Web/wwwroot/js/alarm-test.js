// "Test the alarm" at the start of a shift: lets the browser sound, asks for the notification permission, plays both rings,
// and keeps when the person said that they heard it. Fills in the panel "You will be rung" where a page has one.
import { unlock } from "./alarm.js";
import { el, icon } from "./dom.js";
import * as sound from "./sound.js";
import { t } from "./texts.js";
import { clock, now } from "./times.js";

const SHIFT = 12 * 3600_000; // ms that a test stands for
const KEY = "holdfast-alarm-tested";
const panel = document.querySelector("[data-alarm-panel]");
let state = { contact: "waiting", audible: false };
let asked = null; // the question on screen

const tested = () => {
  const at = Number(localStorage.getItem(KEY));
  return at && now() - at < SHIFT ? at : null;
};

function fill() {
  if (!panel) return;
  panel.hidden = false;
  const permission = globalThis.Notification?.permission ?? "absent";
  const at = tested();
  row("feed", state.contact === "live", { live: t("live"), silent: t("no contact"), "signed-out": t("signed out"), waiting: t("connecting") }[state.contact]);
  row("sound", state.audible && at, !state.audible ? t("off: test the alarm") : at ? t("tested {0}", clock(at, false)) : t("not tested"));
  row("notifications", permission === "granted", { granted: t("on"), denied: t("blocked in this browser"), default: t("not allowed yet"), absent: t("not in this browser") }[permission]);
  const head = panel.querySelector("[data-alarm-head]");
  const text = state.contact === "live" && state.audible ? t("You will be rung") : state.contact === "live" ? t("You will be rung without sound") : t("You will not be rung");
  if (head.textContent !== text) head.textContent = text;
}

function row(name, good, text) {
  const item = panel.querySelector(`[data-line="${name}"]`);
  if (item.dataset.text === text) return;
  item.dataset.text = text;
  item.querySelector(".icon").replaceWith(icon(good ? "done" : "warning"));
  item.classList.toggle("good-line", Boolean(good));
  item.querySelector(".is").textContent = text;
}

async function test() {
  unlock();
  const question = el("p", { class: "status", role: "status" }, icon("sound"), el("b", {}, t("Ringing as for P0.")));
  (panel ?? document.querySelector(".alarm-lines").parentElement).append(question);
  asked?.remove();
  asked = question;
  globalThis.Notification?.requestPermission?.().then(fill);
  // Resumed by the click, but not within it.
  for (let tries = 0; !sound.audible() && tries < 20; tries++) await new Promise(next => setTimeout(next, 50));
  for (const times of [0, 1]) setTimeout(() => sound.once("p0"), times * 1100);
  setTimeout(() => sound.once("ring"), 2400);
  question.querySelector("b").textContent = t("You heard it?");
  question.append(
    el("button", { class: "btn small", type: "button", onclick: () => answer(true) }, t("Yes")),
    el("button", { class: "btn small", type: "button", onclick: () => answer(false) }, t("No")));
}

function answer(heard) {
  if (heard) localStorage.setItem(KEY, String(now()));
  else localStorage.removeItem(KEY);
  asked.replaceChildren(icon(heard ? "check" : "warning"), heard ? t("Noted.") : t("Check the volume and the output of this computer, then test again."));
  if (heard) asked.classList.remove("waiting");
  fill();
}

document.addEventListener("click", event => event.target.closest?.("[data-test-alarm]") && test());
document.addEventListener("holdfast:alarm", ({ detail }) => { state = detail; fill(); });
fill();

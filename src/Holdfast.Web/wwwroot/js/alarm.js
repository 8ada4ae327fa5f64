// Rings this person: sound, banner, title, desktop notification. On every page of somebody who can be rung.
// It rings until somebody has it, or this person was moved on or can't come; there is no way to dismiss it. When it rings for them again, it is a
// new turn: it counts as not yet shown. Notification and title carry number and priority, never content.
import { el, icon, typing } from "./dom.js";
import { subscribe } from "./feed.js";
import { banner, count, offered } from "./ring-banner.js";
import { mine, names, others } from "./ring-words.js";
import { idOf, newId, sendUntilAnswered, why } from "./send.js";
import * as sound from "./sound.js";
import { t } from "./texts.js";
import { clock } from "./times.js";

const person = document.querySelector('meta[name="holdfast-person"]')?.content ?? "";
const page = document.querySelector("[data-incident]")?.dataset.incident; // this page acknowledges its own incident itself
const title = document.title;
const TOLD = 20_000; // ms that news are shown
const TAKEN = 60_000; // ms that what this person took can be opened from where it rang
const ringing = new Map(); // id → row
const notices = new Map(); // id → sentence for the banner
const notifications = new Map(); // id → what the desktop shows
const told = new Set(); // turns that the record knows were shown to this person
const shut = new Set(); // rings acknowledged and turns declined here; what the feed still says of them is older
const moved = new Map(); // id → whom it rings since it no longer rings for this person
let contact = "waiting"; // live, silent, signed-out
let voice = false; // this tab sounds for the whole browser
let handOver = null; // lets another tab have the voice
let asking = false; // waits for the voice
let heardElsewhere = false; // another tab does
let last = null; // { text, until, open }: what happened last, until when it is shown, and the incident that this person took

const slot = document.querySelector("[data-alarm]") ?? foot();
const lines = slot.querySelector(".alarm-lines") ?? slot.appendChild(el("div", { class: "alarm-lines", role: "status" }));
const stage = slot.appendChild(el("div", { class: "alarm-stage" }));

// Pages without a place for it: at the foot of the window, above everything.
function foot() {
  const place = el("div", { class: "alarm-foot", "data-alarm": "" });
  document.querySelector("main").before(place);
  return place;
}

/** One turn of a ring for this person: since when it rings for them. */
const turn = row => `${row.id} ${mine(row, person)?.at ?? row.ring.startedAt}`;

/** What rings now, most urgent first. */
const queue = () => [...ringing.values()].sort((a, b) =>
  a.priority.localeCompare(b.priority) || a.ring.startedAt.localeCompare(b.ring.startedAt));

/** Acknowledges, trying until the server has answered. Resolves to the answer. */
export async function acknowledge(row) {
  const ring = (ringing.get(row.id) ?? row).ring;
  const held = stage.contains(document.activeElement);
  notices.set(row.id, offered(row) ? t("Accepting.") : t("Acknowledging."));
  show();
  // One id for one ring, so that two tabs acknowledge once; without a ring each press is its own.
  const id = ring ? await idOf(`${person} acknowledges ${row.id} ${ring.startedAt}`) : newId();
  const answer = await sendUntilAnswered(`/api/v1/incidents/${row.id}/acknowledgement`, { id }, {
    wanted: () => ringing.has(row.id),
    waiting: failed => { notices.set(row.id, t("Not acknowledged yet. {0} Trying again.", why(failed))); show(); },
  });
  notices.delete(row.id);
  const done = answer.status === 200 || answer.status === 409 || answer.status === 404;
  if (done || !ringing.has(row.id)) {
    silence(row.id);
    if (done && ring) shut.add(`${row.id} ${ring.startedAt}`);
    last = answer.status === 200 ? { text: t("You acknowledged {0}.", row.number), until: performance.now() + TAKEN, open: row.id }
      : { text: `${row.number}: ${why(answer, true)}`, until: performance.now() + TOLD };
  } else {
    notices.set(row.id, t("Not acknowledged. {0}", why(answer)));
  }
  show();
  if (held && document.activeElement === document.body) document.querySelector("[data-taken]")?.focus(); // what was pressed is gone: on to what comes next
  return answer;
}

/** Says that this person can't come, trying until the server has answered. One id for one turn. */
async function decline(row) {
  const id = await idOf(`${person} declines ${turn(row)}`);
  notices.set(row.id, t("Telling the others."));
  show();
  const answer = await sendUntilAnswered(`/api/v1/incidents/${row.id}/declining`, { id }, {
    wanted: () => ringing.has(row.id),
    waiting: failed => { notices.set(row.id, t("Not told yet. {0} Trying again.", why(failed))); show(); },
  });
  notices.delete(row.id);
  if (answer.status === 200) {
    shut.add(turn(row));
    silence(row.id);
    follow(answer.data?.row ?? row, row.ring.next);
  } else if (ringing.has(row.id)) notices.set(row.id, t("Not told. {0}", why(answer)));
  show();
}

// Where it rings on once it no longer rings for this person; they can still take it. next: who was to be tried, until it is known who is.
function follow(row, next = []) {
  const state = mine(row, person)?.state;
  if (!state || state === "ringing") return;
  const ring = others(row, person, "ringing");
  const whom = ring.length ? t("Ringing {0}.", names(ring)) : next.length ? t("Next: {0}.", names(next)) : t("Finding somebody.");
  const text = `${state === "missed" ? t("{0}: you did not answer.", row.number) : t("{0}: you can’t come.", row.number)} ${whom}`;
  if (moved.get(row.id) === text) return;
  moved.set(row.id, text);
  last = { text, until: performance.now() + TOLD };
}

// A page that waits for its own acknowledgement keeps the keys A and Z for it.
const own = () => Boolean(page && document.querySelector('[data-act="acknowledgement"]'));
const open = row => location.assign(`/incidents/${row.id}`);

function silence(id) {
  notices.delete(id);
  notifications.get(id)?.close();
  notifications.delete(id);
  return ringing.delete(id);
}

function take(row) {
  const rings = row.ringing && row.ring && !shut.has(`${row.id} ${row.ring.startedAt}`) && !shut.has(turn(row));
  if (rings) {
    moved.delete(row.id);
    if (!ringing.has(row.id) || turn(ringing.get(row.id)) !== turn(row)) notify(row);
    ringing.set(row.id, row);
    if (row.ring.shownTo.some(seen => seen.id === person)) told.add(turn(row));
  } else if (row.ring) {
    const rang = silence(row.id);
    if (rang || moved.has(row.id)) follow(row);
  } else if (silence(row.id) || moved.delete(row.id)) {
    const by = row.acknowledged?.by;
    if (by && by.id !== person) last = { text: t("{0} acknowledged {1}, {2}.", by.name, row.number, clock(row.acknowledged.at)), until: performance.now() + TOLD };
  }
  show();
}

function show() {
  const rows = queue();
  const here = rows.filter(row => row.id !== page);
  const [first, ...rest] = here;
  const shown = stage.firstElementChild;
  const state = first ? JSON.stringify([first.id, first.priority, first.ring.because, first.ring.rung.map(one => [one.id, one.state]), offered(first), rest.map(other => other.number), notices.get(first.id), own()]) : "";
  if ((stage.dataset.state ?? "") !== state) {
    const focused = shown?.contains(document.activeElement) && shown.dataset.id === first?.id
      ? [...shown.querySelectorAll("button")].indexOf(document.activeElement) : -1;
    stage.replaceChildren(...(first ? [banner(first, person, rest, notices.get(first.id), { acknowledge, decline, open, keys: !own() })] : []));
    stage.dataset.state = state;
    if (focused >= 0) stage.querySelectorAll("button")[focused]?.focus();
    document.dispatchEvent(new CustomEvent("holdfast:shift")); // what lies below has moved
  }
  if (first) count(stage.firstElementChild, first, person);
  document.title = rows[0] ? t("Ringing {0} {1}", rows[0].priority, rows[0].number) : contact === "silent" ? t("No contact · Holdfast") : title;
  if (voice && rows.length) sound.loop(rows[0].priority === "P0" ? "p0" : "ring");
  else sound.quiet();
  record(rows);
  status();
}

// The agent's screen says who was alerted; a hidden, muted tab has alerted nobody.
function record(rows) {
  const reached = document.visibilityState === "visible" || (voice && sound.audible()) || globalThis.Notification?.permission === "granted";
  for (const row of reached ? rows : []) {
    const ring = turn(row);
    if (told.has(ring)) continue;
    told.add(ring);
    idOf(`${person} shown ${ring}`)
      .then(id => sendUntilAnswered(`/api/v1/incidents/${row.id}/entries`, { entries: [{ id, type: "alert-shown", version: 1, ago: 0, body: {} }] },
        { wanted: () => ringing.has(row.id) }));
  }
}

function notify(row) {
  if (globalThis.Notification?.permission !== "granted") return;
  try {
    // One tag for a ring: eight tabs show it once.
    const notice = new Notification(`${row.priority} ${row.number}`, { body: t("Ringing you. Open Holdfast to take it."), tag: row.id, requireInteraction: true, renotify: true });
    notice.onclick = () => { focus(); open(row); };
    notifications.set(row.id, notice);
  } catch {
    // Phones allow notifications only from a service worker; sound, banner and title remain.
  }
}

function status() {
  const parts = [];
  if (contact === "silent") parts.push(line("alarm", "bell", t("You will not be rung"), t("No contact for 10 s. Trying again.")));
  if (contact === "signed-out") parts.push(line("alarm", "bell", t("You will not be rung"), t("You are signed out."), el("a", { href: `/sign-in?next=${encodeURIComponent(location.pathname)}` }, t("Sign in"))));
  if (contact !== "signed-out" && !sound.audible() && !heardElsewhere) {
    parts.push(line("waiting", "sound", t("This browser will not ring aloud until you click Test the alarm."), "",
      el("button", { class: "btn small", type: "button", "data-test-alarm": "" }, t("Test the alarm"))));
  }
  const news = recent();
  const place = document.querySelector("[data-told]");
  if (place && place.dataset.text !== (news?.text ?? "")) {
    place.dataset.text = news?.text ?? "";
    place.replaceChildren(...(news ? [news.text, " ", opens(news)].filter(Boolean) : []));
  }
  if (news && !place) parts.push(line("", "check", news.text, "", opens(news)));
  const text = parts.map(part => part.textContent).join("|");
  if (lines.dataset.text !== text) {
    lines.dataset.text = text;
    lines.replaceChildren(...parts);
  }
  document.dispatchEvent(new CustomEvent("holdfast:alarm", { detail: { contact, audible: sound.audible() || heardElsewhere } }));
}

const recent = () => (last && performance.now() < last.until ? last : null);
const opens = ({ open: id }) => (id && id !== page ? el("a", { class: "btn filled", href: `/incidents/${id}`, "data-taken": "" }, t("Open"), " ", el("kbd", {}, "O")) : null);
const line = (kind, mark, strong, rest, ...more) =>
  el("p", { class: `status ${kind}` }, icon(mark), el("b", {}, strong), rest ? el("span", {}, rest) : null, ...more);

function lose(how) {
  contact = how;
  show();
  if (voice) sound.once("lost");
}

subscribe(({ type, data }) => {
  if (type === "silent" || type === "signed-out") return lose(type);
  if (type === "missed") [...ringing.keys()].forEach(silence); // what still rings is told right after
  if (type === "gone" && silence(data.id)) show();
  if (contact !== "live") {
    if (contact === "silent" && voice) sound.once("back");
    contact = "live";
    show();
  }
  if (type === "incident") take(data);
});

// The tab that may sound keeps the voice for all; without locks each tab sounds for itself.
function canSound() {
  if (voice && !sound.audible()) {
    voice = false; // the browser or the computer took the sound away: another tab may still have it
    handOver?.();
  }
  if (sound.audible() && !voice && !asking) {
    asking = "locks" in navigator;
    if (asking) navigator.locks.request(`holdfast-voice-${person}`, () => {
      asking = false;
      if (!sound.audible()) return null;
      voice = true;
      show();
      return new Promise(next => { handOver = next; }); // or until this tab is closed
    });
    else voice = true;
  }
  show();
}

async function listen() {
  if ("locks" in navigator && !sound.audible()) {
    const { held } = await navigator.locks.query();
    heardElsewhere = held.some(lock => lock.name === `holdfast-voice-${person}`);
  }
  show();
}

/** Lets this tab sound; call it from a click. */
export const unlock = () => sound.unlock(canSound);

addEventListener("click", unlock, { capture: true });
addEventListener("keydown", unlock, { capture: true });
document.addEventListener("visibilitychange", show);
document.addEventListener("keydown", event => {
  const first = queue().find(row => row.id !== page);
  if (typing(event) || event.defaultPrevented) return;
  const taken = !event.target.closest?.("tr") && document.querySelector("[data-taken]"); // a row that has the keyboard's place opens itself
  if (!first && event.key === "o" && taken) taken.click();
  else if (!first) return;
  else if (event.key === "a" && !own()) acknowledge(first);
  else if (event.key === "z" && !own()) decline(first);
  else if (event.key === "o") open(first);
  else return;
  event.preventDefault();
});

let seconds = 0;
setInterval(() => {
  seconds++;
  if (contact === "silent" && voice && seconds % 20 === 0) sound.once("lost");
  listen();
}, 1000);
unlock();
listen();

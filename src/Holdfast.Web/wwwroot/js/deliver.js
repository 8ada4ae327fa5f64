// On every page: what dead windows left on this machine is delivered sealed, whoever left it and whoever is signed in now, and the keys of everybody
// but whoever is signed in are taken off the machine. What this person left a moment ago waits a little: they may come back to it themselves.
import { able, deliver, forgetKeys, keepKey, keepOffer, keyOf, waiting, recordsOf, whileDead } from "./journal.js";

const BEGIN = 5_000; // ms after the page, in which a live screen takes over what is its own
const AGAIN = 20_000; // ms between two looks
const FORGOTTEN = 180_000; // ms that a person's own words wait for them
const REFUSED = 600_000; // ms until what the server did not keep is offered again
const TICKET = 10_800_000; // ms that what a page seals with is used for what it writes from now on
const person = document.querySelector('meta[name="holdfast-person"]')?.content;
const refused = new Map(); // windows of which it kept not all, and when

async function look() {
  const windows = await waiting();
  if (!windows.length) return;
  const key = person ? await keyOf(person) : null;
  await navigator.locks.request("holdfast-deliver", { ifAvailable: true }, async lock => {
    if (!lock) return;
    for (const { window, records } of windows) {
      const age = Date.now() - Math.max(...records.map(one => one.at));
      const own = key && records.every(one => one.person === person && one.key === key.id);
      if (own && age >= 0 && age < FORGOTTEN) continue;
      if (performance.now() - (refused.get(window) ?? -Infinity) < REFUSED) continue;
      await whileDead(window, async () => {
        if (!(await deliver(await recordsOf(window))) && navigator.onLine) refused.set(window, performance.now());
      });
    }
  });
}

/** What to seal with is there before it is needed: a live screen may open when no server answers. */
async function offer() {
  if (!person) return;
  if (Date.now() - ((await keyOf(person))?.offer?.at ?? 0) < TICKET) return;
  const answer = await fetch("/api/v1/seal", { headers: { Accept: "application/json", "X-Holdfast-Person": person } });
  if (answer.ok) await keepOffer(await keepKey(person), await answer.json());
}

async function begin() {
  if (person) new BroadcastChannel("holdfast-person").postMessage(person); // a live screen of somebody else's goes away
  await forgetKeys(person);
  await new Promise(next => setTimeout(next, person ? BEGIN : 0));
  for (;;) {
    await offer().catch(() => {});
    await look().catch(() => {});
    await new Promise(next => {
      const timer = setTimeout(next, AGAIN);
      addEventListener("online", () => { clearTimeout(timer); next(); }, { once: true });
    });
  }
}

/** Signing out takes the key off at once, whether or not the server hears of it. */
document.addEventListener("submit", event => {
  const form = event.target;
  if (event.defaultPrevented || form.getAttribute("action") !== "/sign-out" || !able()) return;
  event.preventDefault();
  Promise.race([forgetKeys(), new Promise(next => setTimeout(next, 1000))]).catch(() => {}).finally(() => form.submit());
});

if (able()) begin().catch(() => {});

// Times on the page: <time datetime> in the reader's own zone, ages that tick, both by the server's clock.
import { subscribe } from "./feed.js";
import { moment, t, time } from "./texts.js";

let ahead = 0; // ms by which the server's clock is ahead of this one

subscribe(({ type, data }) => {
  const at = type === "hello" ? data?.serverTime : type === "beat" ? data?.at : null;
  if (at) ahead = Date.parse(at) - Date.now();
});

/** The server's time now, in ms. */
export const now = () => Date.now() + ahead;

/** "14:02:11"; with the day when it is another day. */
export function clock(at, seconds = true) {
  const when = new Date(at);
  return when.toDateString() === new Date(now()).toDateString() ? time(when, seconds) : moment(when, seconds);
}

/** "03:12" while it runs, "41 min", "1 h 12", "3 d" afterwards. */
export function age(since, running) {
  const seconds = Math.max(0, Math.floor((now() - Date.parse(since)) / 1000));
  const two = n => String(n).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  if (hours >= 48) return t("{0} d", Math.floor(hours / 24));
  if (running) return `${hours ? `${hours}:` : ""}${two(minutes)}:${two(seconds % 60)}`;
  return hours ? t("{0} h {1}", hours, two(minutes)) : t("{0} min", minutes);
}

/** Puts the reader's own times into an element that the server has rendered. */
export function localize(root = document) {
  for (const time of root.querySelectorAll("time[datetime]:not([data-local])")) {
    time.dataset.local = "";
    time.textContent = clock(time.dateTime, !time.hasAttribute("data-minutes"));
  }
  tick(root);
}

function tick(root = document) {
  for (const shown of root.querySelectorAll("[data-since]")) {
    const text = age(shown.dataset.since, shown.dataset.running === "yes");
    if (shown.textContent !== text) shown.textContent = text;
  }
}

setInterval(tick, 1000);

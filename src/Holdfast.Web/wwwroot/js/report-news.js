// News of this incident from the live feed: rings, acknowledgements, who has opened it, what another tab wrote.
import { subscribe } from "./feed.js";

const AGAIN = 5000; // ms between looks whether somebody has signed in again in another tab

export function begin(report) {
  let ends = null;

  function heard({ type, data }) {
    if (type === "incident" && data.id === report.id) report.get();
    // Hello: something may have happened between the page's last reading and the feed's beginning.
    if (type === "missed" || type === "hello") report.get();
    if (type === "heard") away(null);
    if (type === "silent") away("silent");
    if (type === "signed-out") {
      away("signed-out");
      ends?.();
      ends = null;
      setTimeout(signedIn, AGAIN);
    }
  }

  function away(why) {
    const back = report.away && !why;
    report.away = why;
    report.show();
    report.changed();
    if (back) report.get();
  }

  async function signedIn() {
    const answer = await fetch("/api/v1/people/me", { headers: { Accept: "application/json" } }).catch(() => null);
    if (!answer?.ok) return setTimeout(signedIn, AGAIN);
    away(null);
    follow();
  }

  const follow = () => {
    if (!ends && report.known && report.away !== "signed-out") ends = subscribe(heard);
  };
  follow();
  report.listeners.add(follow);
}

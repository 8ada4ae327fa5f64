// News of this incident from the live feed: rings, acknowledgements, who has opened it, what another tab wrote.
import { subscribe } from "./feed.js";

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
    }
  }

  function away(why) {
    const back = report.away && !why;
    report.away = why;
    report.show();
    report.changed();
    if (back) report.get();
  }

  // report-sign-in.js: the same person is signed in again, here or in another tab.
  report.signedIn = () => {
    report.send();
    if (report.away !== "signed-out") return;
    away(null);
    follow();
  };

  const follow = () => {
    if (!ends && report.known && report.away !== "signed-out") ends = subscribe(heard);
  };
  follow();
  report.listeners.add(follow);
}

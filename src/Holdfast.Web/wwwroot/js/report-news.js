// News of this incident from the live feed: rings, acknowledgements, who has opened it, what another tab wrote.
import { subscribe } from "./feed.js";

export function begin(report) {
  const following = () => subscribe(({ type, data }) => {
    if (type === "incident" && data.id === report.id) report.get();
    if (type === "missed" || type === "heard") report.get();
  });
  let ends = null;
  const follow = () => { if (!ends && report.known) ends = following(); };
  follow();
  report.listeners.add(follow);
}

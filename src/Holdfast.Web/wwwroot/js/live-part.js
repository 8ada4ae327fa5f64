// Keeps a part of a server-rendered page up to date: fetches the same page's fragment when told that something changed,
// and brings the page to it. At most one request at a time, at most one in PAUSE.
import { morph } from "./morph.js";
import { reading } from "./reading.js";
import { localize } from "./times.js";

const PAUSE = 400; // ms between two requests, so that a storm of events isn't one of requests

/** parts: a selector whose matches, in order, are in the fragment. after(waiting): how many changes wait for the reader. */
export function livePart(address, parts, after = () => {}) {
  let wanted = false;
  let busy = false;

  async function refresh() {
    wanted = true;
    if (busy) return;
    busy = true;
    while (wanted) {
      wanted = false;
      await once();
      await new Promise(next => setTimeout(next, PAUSE));
    }
    busy = false;
  }

  async function once() {
    const answer = await fetch(address(), { headers: { Accept: "text/html" } }).catch(() => null);
    if (!answer || answer.status >= 500) return void setTimeout(refresh, 3000); // what changed is still to be shown
    if (!answer.ok || answer.redirected) return;
    const fragment = new DOMParser().parseFromString(await answer.text(), "text/html");
    localize(fragment);
    let waiting = 0;
    for (const next of fragment.querySelectorAll(parts)) {
      const mine = document.querySelector(`[data-part="${next.dataset.part}"]`);
      if (mine) waiting += morph(mine, document.adoptNode(next), reading);
    }
    after(waiting);
    // What waits is shown once the reader has turned away.
    if (waiting) setTimeout(refresh, 3000);
  }

  return refresh;
}

// Late and without asking anybody: registers the worker, and tells it who is signed in and of which version the site is, so that the live screen opens
// while the server can't be reached. On a page that nobody is signed in on, it tells that, and what was kept is emptied.
const LATE = 2000; // ms after the page is there: nothing of this hurries
const meta = name => document.querySelector(`meta[name="${name}"]`)?.content ?? null;

async function begin() {
  const person = meta("holdfast-person");
  if (person) await navigator.serviceWorker.register("/sw.js", { scope: "/" });
  else if (!await navigator.serviceWorker.getRegistration("/")) return;
  (await navigator.serviceWorker.ready).active.postMessage({ keep: { person, version: meta("holdfast-kept") } });
}

// A screen that was kept itself knows nothing new. Plain http on another machine has no workers.
if ("serviceWorker" in navigator && !document.querySelector("main[data-kept]")) {
  const later = () => setTimeout(() => begin().catch(() => {}), LATE); // a browser that allows none goes on without
  if (document.readyState === "complete") later();
  else addEventListener("load", later);
}

// The live feed: one connection per browser, however many tabs are open. The tab that holds the lock keeps the connection
// and passes every event on; the others listen. Each handler gets { type, data }:
//   hello, incident, gone, typing, glass, beat   as the server sent them; what rings is told again at every contact
//   missed                                 this tab may have missed events: read the list again
//   silent, heard                          no contact for 10 s; contact again
//   signed-out                             the session has ended; nothing will come until somebody signs in
const SILENCE = 10_000; // ms without an event or a beat; the server beats every 3 s
const TAKEOVER = 15_000; // ms without a word from the leading tab (frozen by the browser) until another takes its place
const RETRY = 2_000; // ms between attempts, plus up to as much again so that a restarted server isn't met by all at once
const EVENTS = ["hello", "incident", "gone", "typing", "glass", "beat", "reset"];

const person = document.querySelector('meta[name="holdfast-person"]')?.content ?? "";
const name = `holdfast-feed-${person}`;
const tab = crypto.getRandomValues(new Uint32Array(2)).join("-");
const handlers = new Set();
const rings = new Map(); // what rings now, for a tab that joins later
const shared = "locks" in navigator && "BroadcastChannel" in globalThis;

let position = Number(document.querySelector("[data-position]")?.dataset.position) || 0;
let heardAt = performance.now();
let toldAt = heardAt; // when the leading tab last said anything at all, "silent" included
let silent = false;
let hello = null;
let channel = null;
let leading = null; // lets go of the lock
let waiting = null; // leaves the queue for the lock
let source = null;
let retryAt = 0;
let clock = null;

/** Calls handler({ type, data }) for every event from now on. Returns what ends it. */
export function subscribe(handler) {
  handlers.add(handler);
  if (!clock) start();
  else if (hello) handler({ type: "hello", data: hello });
  if (silent) handler({ type: "silent" });
  return () => handlers.delete(handler);
}

/** The last position known to this tab; 0 before the first contact. */
export const known = () => position;

function start() {
  heardAt = toldAt = performance.now();
  clock = ticking(check);
  if (!shared) return connect();
  channel = new BroadcastChannel(name);
  channel.onmessage = ({ data: said }) => (said.join ? welcome(said) : hear(said));
  channel.postMessage({ join: tab, position });
  lead();
}

function stop() {
  clock?.();
  clock = null;
  disconnect();
  waiting?.abort();
  leading?.();
  leading = null;
  channel?.close();
  channel = null;
}

function lead(steal = false) {
  waiting?.abort();
  const turn = waiting = new AbortController();
  const held = () => new Promise(letGo => {
    leading = letGo;
    connect();
  });
  // Rejected when another tab took the lock away, or when this one left the queue.
  navigator.locks.request(name, steal ? { steal } : { signal: turn.signal }, held).catch(() => {
    if (turn !== waiting || turn.signal.aborted) return;
    leading = null;
    disconnect();
    if (clock) lead();
  });
}

function connect() {
  source?.close();
  const from = position ? `?after=${position}` : "";
  source = new EventSource(`/api/v1/feed${from}`);
  const mine = source;
  for (const type of EVENTS) {
    source.addEventListener(type, event => {
      if (mine !== source) return;
      tell({ type, data: JSON.parse(event.data || "null"), position: Number(event.lastEventId) || 0 });
    });
  }
  retryAt = performance.now() + SILENCE;
  source.onerror = () => {
    if (mine !== source || source.readyState !== EventSource.CLOSED) return;
    retryAt = performance.now() + RETRY * (1 + Math.random());
    refused();
  };
}

function disconnect() {
  source?.close();
  source = null;
}

// An EventSource doesn't say why it was turned away, so ask.
async function refused() {
  const answer = await fetch("/api/v1/people/me", { headers: { Accept: "application/json" } }).catch(() => null);
  if (answer?.status === 401) tell({ type: "signed-out" });
}

function tell(event) {
  channel?.postMessage(event);
  hear(event);
}

function hear({ to, type, data, position: at = 0 }) {
  if (to && to !== tab) return;
  toldAt = performance.now();
  if (type === "silent") return hush();
  if (type === "signed-out") {
    stop();
    return emit({ type });
  }
  heardAt = toldAt;
  if (source) retryAt = heardAt + SILENCE;
  if (silent) {
    silent = false;
    emit({ type: "heard" });
  }
  if (type === "hello") {
    hello = data;
    // Joined a leading tab that is already further on than the page this tab was given.
    if (to && position && position < at) forget();
    // The server is behind what this tab has seen: another database, restored from a copy.
    if (!to && position > data?.position) {
      position = data.position;
      forget();
    }
    position ||= at || data?.position || 0;
  }
  position = Math.max(position, at);
  if (type === "incident" && data.ringing) rings.set(data.id, data);
  else if (type === "incident" || type === "gone") rings.delete(data.id);
  if (type === "reset") return forget();
  emit({ type, data });
}

// More was missed than the server tells again.
function forget() {
  rings.clear();
  emit({ type: "missed" });
}

function welcome({ join }) {
  if (!leading || !hello || silent) return;
  channel.postMessage({ to: join, type: "hello", data: hello, position });
  for (const row of rings.values()) channel.postMessage({ to: join, type: "incident", data: row, position });
}

function hush() {
  if (silent) return;
  silent = true;
  emit({ type: "silent" });
}

function check() {
  const now = performance.now();
  if (now - heardAt >= SILENCE) hush();
  if (source) {
    if (silent) channel?.postMessage({ type: "silent" });
    if (now >= retryAt && (silent || source.readyState === EventSource.CLOSED)) {
      connect();
      retryAt = now + RETRY * (1 + Math.random());
    }
  } else if (shared && now - toldAt >= TAKEOVER) {
    toldAt = now;
    lead(true);
  }
}

function emit(event) {
  for (const handler of handlers) {
    try {
      handler(event);
    } catch (problem) {
      reportError(problem); // one handler's fault must not keep another from ringing
    }
  }
}

function ticking(tick) {
  try {
    const worker = new Worker(new URL("./feed-clock.js", import.meta.url));
    worker.onmessage = tick;
    return () => worker.terminate();
  } catch {
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }
}

// A page kept for the Back button lets the connection go and comes back as if new.
addEventListener("pagehide", () => clock && stop());
addEventListener("pageshow", event => {
  if (!event.persisted || !handlers.size) return;
  start();
  forget();
});

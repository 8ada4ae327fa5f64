// The one service worker, at the root. It opens the live screen while the server can't be reached, and it shows notices that come by push and says
// that they arrived. It answers nothing but GETs of a page, and of the files that a page it has kept asks for.
// A notice is { title, text, link, tag, urgent }. Behind the link's # stands which of the person's methods this is.

self.addEventListener("install", event => event.waitUntil(keepSmall().catch(() => {}).then(() => self.skipWaiting())));
self.addEventListener("activate", event => event.waitUntil(Promise.all([self.registration.navigationPreload?.enable(), self.clients.claim()])));

// ---- What is kept: the blank live screen of whoever is signed in with its files, and a small page for everything else. Neither has a word of an incident.
const PERSON = "holdfast-person-"; // a cache for each person, of which there is one at a time
const SMALL = "holdfast-small";
const SCREEN = "/kept/screen";
const SMALL_PAGE = "/kept/small/page";
const PAPER = "/kept/small/paper";
const HOUR = 3_600_000; // ms after which the screen is fetched anew though nothing is said to have changed
const PATIENCE = 3000; // ms until a caller's words are worth more than the newest screen: as long as the screen itself says "Saving"
const LONGER = 20_000; // ms for all other pages: what is slow still comes, what hangs doesn't hold a browser for minutes
const SETS = 2; // versions of the files: pages that were opened on the one before go on loading theirs
const GONE = [502, 503, 504]; // said by a proxy of a server that is down, and by a server without its database
const BY_ITSELF = { "X-Holdfast-Keeping": "1" }; // counts as nobody's use of a session

/** All that the live screen needs, for every role. A test sees that no module is missing. */
const FILES = [
  "/css/holdfast.css", "/css/alarm.css", "/css/handover.css", "/css/case.css", "/css/evidence.css", "/css/keep.css", "/icons/holdfast-192.png",
  "/icons/holdfast-512.png", "/manifest.webmanifest",
  "/js/alarm-test.js", "/js/alarm.js", "/js/copy.js", "/js/deliver.js", "/js/dom.js", "/js/entries.js", "/js/evidence-words.js", "/js/evidence.js",
  "/js/feed-clock.js", "/js/feed.js", "/js/journal.js", "/js/kept.js", "/js/morph.js", "/js/presence.js", "/js/report-after.js",
  "/js/report-case.js", "/js/report-colleagues.js", "/js/report-coming.js", "/js/report-correct.js", "/js/report-emergency.js",
  "/js/report-evidence.js", "/js/report-filed.js", "/js/report-guide.js", "/js/report-handover.js", "/js/report-keep.js", "/js/report-language.js",
  "/js/report-merge.js", "/js/report-news.js", "/js/report-offline.js", "/js/report-paper.js", "/js/report-part.js", "/js/report-prefill.js",
  "/js/report-sign-in.js", "/js/report-steps.js", "/js/report-transcript.js", "/js/report-typing.js", "/js/report-when.js", "/js/report.js",
  "/js/ring-banner.js", "/js/ring-words.js", "/js/send.js", "/js/sound.js", "/js/texts.js", "/js/times.js", "/js/upload.js",
];

// Every page says, late, who is signed in and which version it is of. One thing at a time.
let turn = Promise.resolve();
self.addEventListener("message", event => {
  const { person = null, version = "" } = event.data?.keep ?? {};
  if (!event.data?.keep) return;
  turn = turn.then(() => told(person, version)).catch(() => {});
  event.waitUntil(turn);
});

async function told(person, version) {
  await empty(person);
  if (!person) return;
  await keepScreen(person, version);
  await keepSmall(version);
}

/** Empties what is kept of everybody but this person. */
async function empty(person = null) {
  for (const name of await caches.keys()) if (name.startsWith(PERSON) && name !== PERSON + person) await caches.delete(name);
}

const fresh = (kept, version) => kept?.headers.get("X-Version") === version && Date.now() - Number(kept.headers.get("X-At")) < HOUR;

async function keepScreen(person, version) {
  const there = (await caches.has(PERSON + person)) ? await caches.match(SCREEN, { cacheName: PERSON + person }) : null;
  if (fresh(there, version)) return;
  const page = await fetchPage("/report");
  const said = page?.html.match(/<meta name="holdfast-kept" content="([0-9a-f]+)\.([\w-]+)">/);
  const whose = page?.html.match(/<meta name="holdfast-person" content="([^"]+)">/)?.[1];
  if (!said || whose !== person || !page.html.includes('<main class="live"')) return;
  const cache = await caches.open(PERSON + person);
  const [, set] = said;
  for (const path of FILES) if (!await keepFile(cache, path, `/kept/${set}${path}`, set)) return;
  // Last, in one stroke: from here on it is this screen with these files, until then the one before with its own.
  await cache.put(SCREEN, page.answer(moved(page.html, `/kept/${set}`), `${set}.${said[2]}`));
  await tidy(cache, set);
}

/** Whether the file is there now, and of that set: a server between two versions gives none that could be mixed. */
async function keepFile(cache, path, as, set) {
  if (await cache.match(as)) return true;
  const file = await fetch(path, { cache: "no-cache", headers: BY_ITSELF });
  if (!file.ok || file.headers.get("X-Holdfast-Files") !== set) return false;
  await cache.put(as, new Response(await file.arrayBuffer(), { headers: plain(file.headers) }));
  return true;
}

async function tidy(cache, set) {
  const sets = [...new Set((await cache.keys()).map(one => new URL(one.url).pathname.match(/^\/kept\/([0-9a-f]+)\//)?.[1]).filter(Boolean))]; // in the order of their coming
  const over = sets.filter(one => one !== set).slice(0, -(SETS - 1));
  for (const one of await cache.keys()) if (over.some(old => one.url.includes(`/kept/${old}/`))) await cache.delete(one);
}

/** Also when the worker is installed, before any page has said of which version it is. And the form to print, for when there is no screen either. */
async function keepSmall(version = "") {
  const cache = await caches.open(SMALL);
  if (version && fresh(await cache.match(SMALL_PAGE), version)) return;
  for (const [path, as] of [["/procedure/paper", PAPER], ["/unreachable", SMALL_PAGE]]) {
    const page = await fetchPage(path);
    if (!page) continue;
    for (const [, sheet] of page.html.matchAll(/"(\/css\/[\w.-]+)/g)) {
      const file = await fetch(sheet, { cache: "no-cache", headers: BY_ITSELF });
      if (!file.ok) return;
      await cache.put(`/kept/small${sheet}`, new Response(await file.arrayBuffer(), { headers: plain(file.headers) }));
    }
    await cache.put(as, page.answer(moved(page.html, "/kept/small"), version));
  }
}

/** A page of the person who is signed in, not one of signing in instead of it. */
async function fetchPage(path) {
  const got = await fetch(path, { cache: "no-store", headers: BY_ITSELF });
  if (!got.ok || got.redirected) return null;
  const answer = (html, version) => new Response(html, { headers: { ...plain(got.headers), "X-Version": version, "X-At": String(Date.now()) } });
  return { html: await got.text(), answer };
}

/** Headers without those that are about how it was sent; the policy of what a page may load stays as it came. */
const plain = headers => Object.fromEntries([...headers].filter(([name]) => !["content-encoding", "content-length", "vary", "set-cookie"].includes(name)));

// The files of a kept screen have addresses of their own, so that what they import comes out of the same set. The forms' token is left out: a kept
// screen is sent by its script alone. So is what it seals with, which lies under its person's key (journal.js). The server's time was true when it was kept.
const moved = (html, to) => html
  .replace(/(href|src)="(\/(?:css|js|icons)\/[\w.-]+|\/manifest\.webmanifest)(?:\?v=[^"]*)?"/g, `$1="${to}$2"`)
  .replace(/(<input name="form-token"[^>]* value=")[^"]*"/g, '$1"')
  .replace(/ data-seal="[^"]*"/, "")
  .replace(/ data-now="[^"]*"/, ' data-now=""');

// ---- Going to a page: the server's answer, and what is kept where there is none.
self.addEventListener("fetch", event => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== self.location.origin) return;
  if (request.method === "POST" && (pathname === "/sign-out" || pathname === "/sign-in")) event.waitUntil(empty()); // not answered here
  if (request.method !== "GET") return;
  if (pathname.startsWith("/kept/")) event.respondWith(file(pathname));
  else if (request.mode === "navigate") event.respondWith(goTo(event, pathname));
});

/** A file of a kept screen; the server's own when it is no longer kept. */
const file = async path => (path.endsWith("/page") || path === SCREEN ? null : await caches.match(path, { ignoreVary: true })) ?? fetch(path.replace(/^\/kept\/[^/]+/, ""));

async function goTo(event, path) {
  const answer = (async () => (await event.preloadResponse) ?? fetch(event.request))();
  if (/^\/(api|health)\//.test(path)) return answer;
  answer.catch(() => {});
  const live = path.match(/^\/report(?:\/([0-9a-f-]{36}))?$/);
  const screen = live && await keptScreen();
  const came = await within(answer, screen ? PATIENCE : LONGER).catch(() => null);
  if (came && !GONE.includes(came.status)) return came;
  if (screen) return shown(screen, live[1]);
  return await smallPage(Boolean(live)) ?? came ?? answer;
}

function within(promise, ms) {
  return Promise.race([promise, new Promise((_, no) => setTimeout(() => no(new Error("late")), ms))]);
}

async function keptScreen() {
  const name = (await caches.keys()).find(one => one.startsWith(PERSON));
  return name && caches.match(SCREEN, { cacheName: name });
}

/** The screen, marked, so that the page knows that nobody has answered; of an incident that has begun, its id with it. */
async function shown(screen, id) {
  const html = (await screen.text()).replace('<main class="live"', `<main class="live" data-kept${id ? ` data-id="${id}"` : ""}`);
  return new Response(html, { headers: screen.headers });
}

/** The small page: a way to the live screen where one is kept, to the printed form where that is. */
async function smallPage(live) {
  const page = await caches.match(SMALL_PAGE, { cacheName: SMALL });
  if (!page) return null;
  let html = await page.text();
  const show = part => { html = html.replace(`data-can="${part}" hidden`, `data-can="${part}"`); };
  show(!live && await keptScreen() ? "report" : "paper-only");
  if (await caches.match(PAPER, { cacheName: SMALL })) show("paper");
  return new Response(html, { headers: page.headers, status: 503 });
}

// ---- Notices.

self.addEventListener("push", event => event.waitUntil(show(read(event.data))));

self.addEventListener("notificationclick", event => {
  event.notification.close();
  event.waitUntil(open(event.notification.data?.link));
});

// The browser has another address for this device now: it is added anew, and waits for its code.
self.addEventListener("pushsubscriptionchange", event => event.waitUntil(renew(event)));

function read(data) {
  try {
    return data?.json() ?? {};
  } catch {
    return {};
  }
}

async function show({ title = "Holdfast", text = "", link = "/", tag, urgent = false }) {
  await self.registration.showNotification(title, {
    body: text, tag, renotify: Boolean(tag), requireInteraction: urgent, icon: "/icons/holdfast-192.png", badge: "/icons/holdfast-192.png", data: { link },
  });
  await tell(link, "delivered");
}

async function open(link) {
  const address = ours(link) ?? new URL("/", self.location.origin);
  await tell(link, "seen");
  const path = address.pathname;
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const page = pages.find(one => new URL(one.url).pathname === path);
  return page ? page.focus() : self.clients.openWindow(path);
}

/** The link as an address of this site; null for any other. */
function ours(link) {
  try {
    const address = new URL(link, self.location.origin);
    return address.origin === self.location.origin ? address : null;
  } catch {
    return null;
  }
}

async function tell(link, what) {
  const address = ours(link);
  const token = address?.pathname.match(/^\/notices\/([\w-]{64})$/)?.[1];
  if (!token) return;
  try {
    await fetch(`/api/v1/notices/${token}/receipts`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Holdfast": "1" },
      body: JSON.stringify({ what, method: address.hash.slice(1) || undefined }),
      credentials: "omit",
    });
  } catch {
    // No contact: the notice is shown all the same.
  }
}

async function renew(event) {
  const key = event.oldSubscription?.options.applicationServerKey;
  const fresh = event.newSubscription ?? (key ? await self.registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key }) : null);
  if (!fresh) return;
  const { endpoint, keys } = fresh.toJSON();
  await fetch("/api/v1/account/methods", {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Holdfast": "1" },
    body: JSON.stringify({ endpoint, p256dh: keys.p256dh, auth: keys.auth, label: "This device, renewed" }),
  });
}

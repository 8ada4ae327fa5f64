// The journal: what somebody wrote and the server does not have yet, on this machine. Each record is encrypted with a key of its person's that
// no script can read out, and holds a second copy, sealed, that only the server can open. A window writes under its own name and holds a Web Lock as long as it
// lives, so that what a dead one left can be told from what another is still writing. No DOM: for any page, and for the service worker.
const NAME = "holdfast-journal";
const SEAL = "holdfast-seal-1";
const OLDEST = 30 * 86_400_000; // ms that words wait for a server that takes them; their ticket is good no longer
const MOST = 20_000; // records read at a time
const text = new TextEncoder(), from = new TextDecoder();
const STRICT = { durability: "strict" }; // done when it is on the disk

let opened = null;

/** Whether this browser, at this address, can keep anything at all: not over plain http from another machine, not in some private windows. */
export const able = () => Boolean(globalThis.indexedDB && globalThis.crypto?.subtle && navigator.locks);

function database() {
  return opened ??= new Promise((done, failed) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("words", { keyPath: ["window", "id"] }).createIndex("window", "window");
      asked.result.createObjectStore("keys", { keyPath: "person" });
    };
    asked.onsuccess = () => {
      asked.result.onclose = asked.result.onversionchange = () => { asked.result.close(); opened = null; };
      done(asked.result);
    };
    asked.onerror = () => failed(asked.error);
  }).catch(problem => { opened = null; throw problem; });
}

/** Runs one transaction; resolves with work's result when it is complete, which for a strict one means on the disk. */
async function run(stores, mode, work, options) {
  const book = await database();
  return new Promise((done, failed) => {
    const turn = book.transaction(stores, mode, options);
    let result = null;
    turn.oncomplete = () => done(result?.result ?? result);
    turn.onabort = turn.onerror = () => failed(turn.error ?? new Error("The journal took nothing."));
    result = work(turn);
  });
}

// ---- Keys: one a person, never out of this browser.

/** The person's key as it is kept, { id, key }; null without one. */
export const keyOf = async person => (await run("keys", "readonly", turn => turn.objectStore("keys").get(person))) ?? null;

/** The person's key, kept from now on: the one that is there, else the one given, else a new one. */
export async function keepKey(person, known) {
  const made = known ?? { id: crypto.randomUUID(), key: await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]) };
  return run("keys", "readwrite", turn => {
    const kept = { result: { person, id: made.id, key: made.key } };
    const asked = turn.objectStore("keys").get(person);
    asked.onsuccess = () => { if (asked.result) kept.result = asked.result; else turn.objectStore("keys").put(kept.result); };
    return kept;
  }, STRICT);
}

// What a page seals with holds a ticket that stands for the person: it lies here only under their key, for a screen that opens without the server.
const OFFER = text.encode("holdfast-offer");

/** Keeps what to seal with, under the person's key. */
export async function keepOffer({ person, id, key }, offer) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const box = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: OFFER }, key, text.encode(JSON.stringify(offer)));
  await run("keys", "readwrite", turn => { turn.objectStore("keys").put({ person, id, key, offer: { iv, box, at: Date.now() } }); });
}

/** What this person last sealed with; null when nothing is kept. */
export async function offerOf({ key, offer }) {
  if (!offer) return null;
  return JSON.parse(from.decode(await crypto.subtle.decrypt({ name: "AES-GCM", iv: offer.iv, additionalData: OFFER }, key, offer.box)));
}

/** Takes the keys of everybody but one person off this machine, or of everybody. What they encrypted can't be read here any more. */
export async function forgetKeys(except) {
  const others = (await run("keys", "readonly", turn => turn.objectStore("keys").getAllKeys())).filter(person => person !== except);
  if (others.length) await run("keys", "readwrite", turn => { for (const person of others) turn.objectStore("keys").delete(person); }, STRICT);
}

// ---- Windows: each has a name, and a lock as long as it lives.
const lockOf = window => `holdfast-window-${window}`;

/** Holds a window's lock until the page goes away. Resolves when it is held. */
export const live = window => new Promise(held => {
  navigator.locks.request(lockOf(window), () => { held(); return new Promise(() => {}); });
});

/** Does something while holding the lock of a window that is dead; false, and nothing done, where it lives. */
export const whileDead = (window, work) =>
  navigator.locks.request(lockOf(window), { ifAvailable: true }, async lock => (lock ? ((await work()), true) : false));

// ---- Records: { window, id, n, person, key, incident, at, iv, box, seal }. `at` is this machine's wall clock; `n` their order in the window.
const bound = record => text.encode([record.person, record.incident, record.id].join("|"));

/** Writes and takes away in one strict transaction; resolves when that is on the disk. */
export const write = (records, gone = []) => run("words", "readwrite", turn => {
  const words = turn.objectStore("words");
  for (const one of gone) words.delete(one);
  for (const one of records) words.put(one);
}, STRICT);

/** Takes records away, by { window, id }. */
export const erase = records => run("words", "readwrite", turn => { for (const one of records) turn.objectStore("words").delete([one.window, one.id]); });

/** Everything that waits on this machine, by window, the oldest window first, each in the order in which it was written. */
export async function waiting() {
  const all = await run("words", "readonly", turn => turn.objectStore("words").getAll(null, MOST));
  const old = all.filter(one => Date.now() - one.at > OLDEST);
  if (old.length) await erase(old);
  return [...group(all.filter(one => !old.includes(one)))].map(([window, records]) => ({ window, records: records.sort((one, other) => one.n - other.n) }))
    .sort((one, other) => one.records[0].at - other.records[0].at);
}

function group(records) {
  const windows = new Map();
  for (const one of records) {
    if (windows.has(one.window)) windows.get(one.window).push(one);
    else windows.set(one.window, [one]);
  }
  return windows;
}

/** What a window left, in order; read anew, for whoever has just got hold of its lock. */
export const recordsOf = async window =>
  (await run("words", "readonly", turn => turn.objectStore("words").index("window").getAll(window))).sort((one, other) => one.n - other.n);

/** A record of `plain` (JSON) for its person alone, with the sealed copy of it. */
export async function record(head, { id: key, key: own }, plain, seal) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const box = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: bound(head) }, own, text.encode(JSON.stringify(plain)));
  return { ...head, key, iv, box, seal };
}

/** What a record holds; null when this is not its key. */
export async function read(record, { id, key }) {
  if (record.key !== id) return null;
  try {
    return JSON.parse(from.decode(await crypto.subtle.decrypt({ name: "AES-GCM", iv: record.iv, additionalData: bound(record) }, key, record.box)));
  } catch {
    return null;
  }
}

// ---- Seals: only the server opens them.
const base64 = bytes => btoa(Array.from(new Uint8Array(bytes), one => String.fromCharCode(one)).join("")).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
const bytes = words => Uint8Array.from(atob(words.replaceAll("-", "+").replaceAll("_", "/")), one => one.charCodeAt(0));

/** Returns seal(plain), which makes a sealed copy under the server's public key, with the ticket that says whose words they are. */
export async function sealer({ key, public: point, ticket }) {
  const curve = { name: "ECDH", namedCurve: "P-256" };
  const server = await crypto.subtle.importKey("raw", bytes(point), curve, false, []);
  const once = await crypto.subtle.generateKey(curve, false, ["deriveBits"]);
  const epk = new Uint8Array(await crypto.subtle.exportKey("raw", once.publicKey));
  const secret = await crypto.subtle.importKey("raw", await crypto.subtle.deriveBits({ name: "ECDH", public: server }, once.privateKey, 256), "HKDF", false, ["deriveKey"]);
  const info = new Uint8Array([...text.encode(SEAL), ...epk]);
  const box = await crypto.subtle.deriveKey({ name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info }, secret, { name: "AES-GCM", length: 256 }, false, ["encrypt"]);
  const additionalData = text.encode(`${SEAL}|${key}`);
  return async plain => {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    return { key, epk: base64(epk), iv: base64(iv), box: base64(await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData }, box, text.encode(JSON.stringify({ ticket, ...plain })))) };
  };
}

const TOGETHER = 100; // seals in one request; the door takes 200
const BYTES = 1_000_000; // of seals in one request, unless one alone is larger

/** Delivers sealed copies in their order, and erases what the server has. False when some of them wait on. */
export async function deliver(records) {
  const sealed = records.filter(one => one.seal);
  let all = sealed.length === records.length;
  while (sealed.length) {
    let size = 0;
    const batch = [];
    while (sealed.length && batch.length < TOGETHER && (!batch.length || size + sealed[0].seal.box.length < BYTES)) { size += sealed[0].seal.box.length; batch.push(sealed.shift()); }
    const answer = await fetch("/api/v1/sealed", {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json", "X-Holdfast": "1" },
      body: JSON.stringify({ now: Date.now(), sealed: batch.map(one => one.seal) }),
      credentials: "omit", // whoever is signed in now has no part in it
      signal: AbortSignal.timeout(30_000),
    }).catch(() => null);
    if (!answer?.ok) return false;
    const { kept } = await answer.json();
    const done = batch.filter((_, place) => kept[place]);
    all &&= done.length === batch.length;
    await erase(done);
  }
  return all;
}

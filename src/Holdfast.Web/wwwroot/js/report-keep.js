// Keeps on this machine what the live screen has not delivered yet: each change within a moment, encrypted for its person and sealed for the server
// (journal.js), and gone once the server has it. Takes over what a dead window left of the same incident, and offers what one left of a report
// that never began on the server. It reads the screen's own queue and fields; nothing else has to tell it what it keeps.
import * as journal from "./journal.js";
import { newId } from "./send.js";
import { t, time } from "./texts.js";

const AGAIN = 2000; // ms between attempts to write when the machine took nothing
const TICKET = 10_800_000; // ms that a ticket is used for what is sealed from now on
const ALONE = 60_000; // ms signed out after which what is finished goes sealed
const LATER = 20_000; // ms until a server that could not be asked is asked again
const OFFER = 180_000; // ms that a report that was interrupted is offered; then it is delivered as it is
const MOST_OFFERED = 3;
const LEAVING = 10_000; // ms that going to another page may take
const GONE = 300; // ms in which a window that has crashed lets go of what it held
const STARTING = "holdfast.starting"; // as report.js reads it when the page is loaded again
const person = document.querySelector('meta[name="holdfast-person"]')?.content;
const idOf = op => op.entry?.id ?? op.body.id ?? op.body.entry;
const draftLock = entry => `holdfast-draft-${entry}`;

export function begin(report) {
  const { $, fields, outbox, main = $("#main") } = report;
  const held = new Map(); // what of this window is on the machine, by id: { same, draft, n }
  const drafting = new Map(); // locks of the drafts that are written here, by entry
  let window = null; // this window's name; null until it may write
  let key = null;
  let seal = null;
  let last = 0, first = 0; // numbers given out, upwards for what is written here, downwards for what was taken over
  let writing = null, wanted = false, failedAt = null;

  report.shown.add(changed);
  Object.assign(report, { renew, written });
  if (!journal.able()) unkept(true);
  else starting().then(() => (report.id ? adopt() : offer())).catch(reportError);

  /** Until the machine takes it. */
  async function starting() {
    while (!window) {
      await start().catch(() => unkept(true));
      if (!window) await new Promise(next => setTimeout(next, LATER));
    }
  }

  async function start() {
    key = await journal.keepKey(person);
    await take("kept" in main.dataset ? null : JSON.parse(main.dataset.seal || "null"));
    const name = crypto.randomUUID();
    await journal.live(name);
    await leaveToOthers();
    window = name;
    await written();
    setInterval(renew, TICKET);
    if (!main.dataset.seal || "kept" in main.dataset) renew();
  }

  /** Signed in again: the key is kept again, and what waits is sealed under the session that there is now. Nobody's key comes back before the server says that it is them. */
  async function renew() {
    if (!window) return;
    const answer = await fetch("/api/v1/seal", { headers: { Accept: "application/json", "X-Holdfast-Person": person } }).catch(() => null);
    if (!answer || answer.status >= 500) setTimeout(renew, LATER);
    const given = answer?.ok ? await answer.json().catch(() => null) : null;
    if (given) key = await journal.keepKey(person, key);
    if (!given && seal) return;
    await take(given);
    for (const one of held.values()) one.same = null;
    changed();
  }

  // Signed out for long: whoever wrote it may have gone. Signing in again sends it once more, which adds nothing.
  let out = null;
  setInterval(() => {
    out = report.trouble === "signed-out" ? out ?? performance.now() : null;
    if (!window || out === null || performance.now() - out < ALONE) return;
    journal.recordsOf(window).then(all => journal.deliver(all.filter(one => held.get(one.id)?.draft === false))).catch(() => {});
  }, LATER);

  /** Seals with what the server gives from now on; where it gave nothing, with what this person had last. */
  async function take(given) {
    const offer = given ?? (seal ? null : await journal.offerOf(key).catch(() => null));
    if (offer) seal = await journal.sealer(offer).catch(() => seal);
    if (given) await journal.keepOffer(key, given);
  }

  // ---- What must be on the machine, compared with what is.
  const unsaved = field => field.wait || report.taken(field) || outbox.some(op => op.field === field.name && op.body.entry === field.entry);

  /** By id: `same` stays equal as long as nothing is to be written anew, `plain` is what this person reads back, `entry` (or start) what the server makes of it. */
  function open() {
    const all = new Map();
    for (const op of outbox) {
      if (fields.has(op.field)) continue;
      const { method, door, body, field, entry } = op;
      const draft = field && { id: body.entry, type: "transcript-added", version: 1, body: { text: body.text } };
      const sealed = op.start ? { start: { channel: body.channel } } : entry || draft ? { entry: entry ?? draft } : null;
      op.put ??= performance.now();
      all.set(idOf(op), { same: field ? body.text : op, draft: Boolean(field), n: op.n, at: op.at, put: op.put, sealed, plain: { op: { method, door, body, field, entry, start: op.start } } });
    }
    for (const field of fields.values()) {
      if (!field.entry || field.prefilled || !unsaved(field)) continue;
      const { name, entry, statement, element, began } = field;
      const text = field.parts.length === 1 ? element.value : field.read();
      const becomes = becoming(field);
      all.set(entry, { same: JSON.stringify([text, statement]), draft: true, at: name === "statement" ? began : undefined, sealed: becomes && { entry: becomes },
        plain: { draft: { field: name, entry, statement, text }, becomes } });
    }
    for (const [id, entry] of report.loose) all.set(id, { same: entry.body.text, draft: true, sealed: { entry }, plain: { becomes: entry } });
    return all;
  }

  /** The entry that a field's typing becomes. */
  function becoming(field) {
    const id = field.entry, version = 1, text = field.read();
    if (field.name === "statement") {
      if (field.statement) return { id, type: "statement-corrected", version, body: { statement: field.statement, text } };
      return text ? { id, type: "statement-added", version, body: { text } } : null;
    }
    if (!text && !field.kept) return null;
    const state = text === "" ? "blank" : text === report.NOT_SAID ? "not-said" : "answered";
    return { id, type: "answer-given", version, body: { field: field.name, state, values: state === "answered" ? [text] : [] } };
  }

  function changed() {
    holdDrafts();
    if (window && report.id && (failedAt === null || performance.now() - failedAt > AGAIN)) written();
  }

  /** Brings the machine to what is open now; true when it is on the disk. One at a time: an older state never comes after a newer one. */
  async function written() {
    wanted = true;
    await (writing ??= rounds());
    return failedAt === null;
  }

  async function rounds() {
    while (wanted) {
      wanted = false;
      try {
        await flush();
        failedAt = null;
        unkept(false);
      } catch {
        failedAt = performance.now();
        setTimeout(changed, AGAIN + 50);
        unkept(true);
      }
    }
    writing = null;
  }

  // While the page is being left nothing is erased: the next one may have been made before the server had the last words.
  let left = -LEAVING;
  addEventListener("beforeunload", () => { left = performance.now(); setTimeout(changed, LEAVING + 100); });

  async function flush() {
    const taken = performance.now();
    const now = open();
    const gone = taken - left < LEAVING ? [] : [...held.keys()].filter(id => !now.has(id));
    const news = [...now].filter(([id, one]) => held.get(id)?.same !== one.same);
    if (gone.length && !news.length) await journal.erase(gone.map(id => ({ window, id })));
    if (news.length) {
      for (const [id, one] of news) one.n ??= held.get(id)?.draft === one.draft ? held.get(id).n : ++last;
      const records = await Promise.all(news.map(([id, one]) => made(id, one)));
      await journal.write(records, gone.map(id => [window, id]));
    }
    for (const id of gone) held.delete(id);
    for (const [id, { same, draft, n }] of news) held.set(id, { same, draft, n });
    document.dispatchEvent(new CustomEvent("holdfast:kept", { detail: taken })); // all that was typed until then
  }

  // Sealed words carry the time when they became what they are, not when their line began: of two states of one entry the server keeps the later.
  async function made(id, { n, at, put = performance.now(), plain, sealed }) {
    const incident = report.id;
    const last = timeOf(put);
    const head = { window, id, n, person, incident, at: last.wall };
    return journal.record(head, key, { ...plain, time: timeOf(at ?? put), put: last }, sealed && seal ? await seal({ incident, at: last.wall, ...sealed }) : null);
  }

  // ---- Time: performance.now() begins anew with each page, so that what is kept carries the server's time, where it is known, and this machine's.
  function timeOf(at) {
    const ago = performance.now() - at;
    return { wall: Math.round(Date.now() - ago), server: report.contacted ? Math.round(report.now() - ago) : null };
  }
  const atOf = ({ wall, server }) => performance.now() - Math.max(0, server !== null && report.contacted ? report.now() - server : Date.now() - wall);

  function unkept(so) {
    if (report.unkept === so) return;
    report.unkept = so;
    report.show();
    const saved = $("#saved");
    if (so && !report.started && !$(".unkept", saved)) saved.append(Object.assign(document.createElement("span"), { className: "unkept", textContent: t("Kept only in this window") }));
  }

  // ---- What another window left.
  async function adopt() {
    const left = (await journal.waiting()).filter(({ records }) => records.some(one => one.person === person && one.incident === report.id)).map(one => one.window);
    const dead = [];
    const next = async place => {
      if (place === left.length) return takeOver(dead);
      if (!(await journal.whileDead(left[place], () => { dead.push(left[place]); return next(place + 1); }))) await next(place + 1);
    };
    await next(0);
  }

  /** With the locks of the dead windows: into the screen, under this window's name, and only then away from where it was. */
  async function takeOver(dead) {
    const read = [], latest = new Map();
    for (const one of (await Promise.all(dead.map(journal.recordsOf))).flat()) {
      const plain = one.person === person && one.incident === report.id ? await journal.read(one, key) : null;
      if (!plain) continue;
      read.push(one);
      // A window that died while it took over from another left its words in both places: the later state of each counts.
      const before = latest.get(one.id);
      if (!before || before.put.wall <= plain.put.wall) { latest.delete(one.id); latest.set(one.id, plain); }
    }
    if (!read.length) return;
    if (latest.has(fields.get("statement").statement)) report.commitLine(true); // a pause has put on record what was typed meanwhile: it is a line of its own
    merge([...latest].map(([id, plain]) => news(id, plain)).filter(Boolean));
    if (await written()) await journal.erase(read);
    report.send();
    report.show();
  }

  /** A line here may have gone on from what the server had of it before this machine's state of it came: what the line has is no news, what goes on from it corrects it, and anything else stands for itself. */
  function news(id, plain) {
    const row = $(`#lines [data-id="${CSS.escape(id)}"]`);
    const entry = plain.op?.entry ?? plain.becomes;
    if (!row || entry?.type !== "statement-added") return plain;
    const { body: { text } } = entry, there = $("q, textarea", row)?.textContent ?? "";
    if (there.includes(text)) return null;
    if (there && text.startsWith(there)) return { op: { entry: { id: newId(), type: "statement-corrected", version: 1, body: { statement: id, text } } }, time: plain.put, put: plain.put };
    if (Date.parse($("time", row).dateTime) >= report.now() - (performance.now() - atOf(plain.put))) {
      entry.id = newId();
      if (plain.draft) plain.draft.entry = entry.id;
    }
    return plain;
  }

  function merge(plains) {
    const ops = [];
    const known = new Set(outbox.map(idOf));
    for (const plain of plains) {
      const { op, becomes } = plain;
      const [at, put] = [atOf(plain.time), atOf(plain.put)];
      if (op?.start) {
        const mine = outbox.find(one => one.start);
        if (mine && !mine.flying) mine.body.channel = op.body.channel;
        if (!mine && !report.known) ops.push({ ...op, at, put, done: report.begun });
        if (!report.known) $(`[name=channel][value="${CSS.escape(op.body.channel)}"]`).checked = true;
      } else if (op?.field) {
        if (!report.restore?.(op.body)) ops.push({ ...op, at, put });
      } else if (op) {
        const field = op.entry && [...fields.values()].find(one => one.entry === op.entry.id);
        if (field) part(field);
        ops.push({ ...op, at, put, done: op.door === "filing" ? report.filing : op.door ? report.take : undefined });
      } else if (!plain.draft || !restored(plain.draft, at, plain.put.server)) {
        if (becomes) ops.push({ entry: becomes, at, put });
      }
    }
    const fresh = ops.filter(op => !known.has(idOf(op)));
    first -= fresh.length;
    fresh.forEach((op, place) => { op.n = first + place; });
    const from = outbox.findLastIndex(op => op.flying || op.start) + 1;
    outbox.splice(from, 0, ...fresh);
    for (const show of [...fresh.map(op => () => replay(op)), report.order, report.changed]) {
      try {
        show();
      } catch (problem) {
        reportError(problem); // what can't be shown is sent all the same
      }
    }
  }

  // A page that went before it could keep more here had told the server already how the words go on.
  const outdone = (text, put, { defaultValue, dataset }) => text === defaultValue || (put !== null && put <= Date.parse(dataset.saved) && defaultValue.startsWith(text));

  /** Typing back into its field, to go on with; false where something else stands there already. */
  function restored({ field: name, entry, statement, text }, at, put) {
    const field = fields.get(name);
    if (!field) return false;
    const { element } = field;
    const same = field.entry === entry; // the server gave the page an earlier state of it
    const free = same ? field.parts.every(part => part.value === part.defaultValue) : !field.entry && !field.statement && (name !== "statement" || !element.value);
    if (same && outdone(text, put, element)) return true;
    if (!free) {
      if (same) part(field);
      return false;
    }
    if (field.parts.length === 1) element.value = text;
    else field.write(text);
    Object.assign(field, { entry, statement: statement ?? field.statement, began: at });
    for (let fold = element.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    report.typed(field);
    return true;
  }

  /** The server gave the page an earlier state of what is whole here: that leaves the field, and what somebody has typed after it stands for itself. */
  function part(field) {
    const { element, parts, name } = field;
    const typed = parts.some(one => one.value !== one.defaultValue);
    report.settle(field);
    if (name === "statement") {
      const { value, defaultValue } = element;
      if (!typed) element.value = "";
      else if (value.startsWith(defaultValue)) element.value = value.slice(defaultValue.length).trimStart();
    }
    Object.assign(field, { statement: null, kept: typed ? null : field.read(), began: null });
    if (typed) report.typed(field);
  }

  /** Shown at once, also where the server can't be asked; what it says of it comes with the next reading. */
  function replay({ entry, at }) {
    if (!entry) return;
    const { type, body } = entry;
    const time = report.now() - (performance.now() - at);
    if (type === "statement-added") report.line({ id: entry.id, text: body.text, at: time });
    if (type === "statement-corrected") {
      const row = $(`#lines [data-id="${CSS.escape(body.statement)}"]`);
      if (row && $("q", row)) report.line({ id: body.statement, text: body.text, original: $(".first", row).dataset.original ?? $("q", row).textContent });
    }
    if (type === "answer-given") report.answered(body.field, { ...body, at: new Date(time).toISOString() });
    if (type === "channel-chosen") $(`[name=channel][value="${CSS.escape(body.channel)}"]`).checked = true;
    if (type === "contact-ended") report.showContact(body.how, time);
    if (type === "contact-resumed") report.showContact("on-the-line", time);
  }

  // ---- A report that was interrupted before the server had any of it.
  async function offer() {
    const found = [];
    for (const { window: dead, records } of await journal.waiting()) {
      if (found.length < MOST_OFFERED && records[0].person === person) await offerOne(dead, found);
    }
  }

  function offerOne(dead, found) {
    return new Promise(next => {
      // Held while it is offered, so that nobody delivers it as it is; let go of when it is taken, passed over or too late.
      journal.whileDead(dead, async () => {
        const records = await journal.recordsOf(dead);
        const start = records[0] && (await journal.read(records[0], key))?.op?.start ? records[0] : null;
        if (!start || report.started) return;
        found.push(dead);
        const line = document.createElement("p");
        const over = new Promise(done => {
          line.className = "callout info interrupted";
          line.append(t("A report begun at {0} was interrupted.", time(start.at, false)), " ",
            Object.assign(document.createElement("button"), { type: "button", className: "btn small", textContent: t("Go on with it"), onclick: () => done(true) }));
          $("#live").prepend(line);
          report.shown.add(() => { if (report.started) done(false); });
          setTimeout(done, OFFER, false);
        });
        next();
        const goOn = await over;
        line.remove();
        if (!goOn) return;
        [report.id, report.started, report.startedAt] = [start.incident, true, report.now() - (Date.now() - start.at)];
        sessionStorage.setItem(STARTING, `${report.id} phone`);
        await takeOver([dead]);
        $("#words").focus();
      }).finally(next);
    });
  }

  // ---- Two windows of one person never write the same draft.
  function holdDrafts() {
    if (!window) return;
    const now = new Set([...fields.values()].map(field => field.entry).filter(Boolean));
    for (const [entry, letGo] of drafting) if (!now.has(entry)) { letGo(); drafting.delete(entry); }
    for (const entry of now) {
      if (drafting.has(entry)) continue;
      const over = new Promise(letGo => drafting.set(entry, letGo));
      navigator.locks.request(draftLock(entry), { mode: "shared" }, () => over);
    }
  }

  /** A window that has just gone may seem to hold it for a moment. */
  const freed = lock => navigator.locks.request(lock, { signal: AbortSignal.timeout(GONE) }, () => true).catch(() => false);

  /** A draft that this page was given, and that another window of this person is still writing, is left to it. */
  async function leaveToOthers() {
    const given = [...fields.values()].filter(field => field.element.dataset.entry && field.element.dataset.entry === field.entry);
    if (!given.length) return;
    const locks = new Set((await navigator.locks.query()).held.map(lock => lock.name));
    for (const field of given) {
      if (!field.entry || !locks.has(draftLock(field.entry)) || await freed(draftLock(field.entry))) continue;
      if (field.parts.some(part => part.value !== part.defaultValue)) {
        Object.assign(field, { entry: newId(), statement: null });
        continue;
      }
      report.settle(field);
      field.write("");
      Object.assign(field, { statement: null, kept: "", began: null });
    }
    report.get();
    report.show();
  }
}

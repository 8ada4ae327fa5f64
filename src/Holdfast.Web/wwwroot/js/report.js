// The live screen: everything that is needed before the first keystroke. Starts the incident at first touch, keeps what is typed in
// a queue until the server has it, and tells the truth about that. The rest of the screen is loaded after the first paint.
const $ = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const main = $("#main"), form = $("#live"), words = $("#words");
const NOT_SAID = main.dataset.notSaid, UNSAID = main.dataset.unsaid.split("\n"); // in every language of the pack
const texts = JSON.parse($("#texts")?.textContent || "{}"); // texts.js for this file, which imports nothing before the first keystroke
const t = (text, ...values) => (texts[text] ?? text).replace(/\{(\d)\}/g, (_, place) => values[place]);
const PERSON = $("meta[name=holdfast-person]")?.content ?? ""; // whose page this is: what they write is never taken as another's who signs in meanwhile
const STARTING = "holdfast.starting";
const DRAFT_PAUSE = 300; // ms after the last key until a draft is sent
const DRAFT_MOST = 1000; // ms of typing on, after which a draft is sent all the same
const ENTRY_PAUSE = 5000; // ms after the last key until typing becomes an entry
const RETRY_MOST = 8000; // ms between attempts at most
const PATIENCE = 3000; // ms that "Saving" may last before it is called what it is

/** UUIDv7: sorts by the time it was made. */
function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  let ms = Math.round(now());
  for (let i = 5; i >= 0; i--) { bytes[i] = ms % 256; ms = Math.floor(ms / 256); }
  bytes[6] = (bytes[6] & 0x0f) | 0x70;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map(byte => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

// The server's clock, carried on by the browser's monotonic one: a wall clock that jumps moves nothing here.
// A page that no server has just made (data-now is empty) has this machine's word alone, until the first contact.
let ahead = (Date.parse(main.dataset.now) || Date.now()) - performance.now();
const now = () => ahead + performance.now();
const clock = time => new Date(time).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });

// An incident whose start was on its way, its channel, and whether it came: then it is meant only where this page was loaded again amid that.
const [starting, startingBy, came] = sessionStorage.getItem(STARTING)?.split(" ") ?? [];
const goesOn = !came || performance.getEntriesByType("navigation")[0]?.type === "reload";
if (!goesOn) sessionStorage.removeItem(STARTING);
const report = {
  id: main.dataset.id || (goesOn && starting) || null,
  started: Boolean(main.dataset.id),
  known: Boolean(main.dataset.id), // the server has it
  startedAt: Date.parse(main.dataset.started) || null,
  incident: null, // as GET /api/v1/incidents/{id} gives it
  contact: null,
  contacted: Boolean(main.dataset.now), // now() is the server's time
  unkept: false, // what is written is in this window alone, for good: report-keep.js can't keep it on the machine
  leaving: false, // the page goes away by itself: nobody need be asked
  loose: new Map(), // words that are no field's: by its id, the entry that they become
  shown: new Set(), // called whenever something was written, sent or changed
  sequence: 0, // of the record, as far as this page has written it
  circumstances: JSON.parse(main.dataset.circumstances), // the map that conditions are asked of; report-when.js keeps what is no field up to date
  listeners: new Set(),
  take() {}, // report-merge.js: shows a row
  get() {}, // report-merge.js: reads the incident again
  away: null, // report-news.js: silent or signed-out
  get trouble() { return outbox.length ? trouble : null; },
  NOT_SAID, $, all, show, now, clock, entry, post, put, touch, tell, line, mark, showContact, goTo, guide, order,
  changed() { for (const listener of report.listeners) listener(report); },
};

// ---- The queue: in order, one request at a time, retried until the server has it.
const outbox = [];
let sending = false, failures = 0, retry = 0, waitingSince = null, savedAt = null, trouble = null; // trouble: offline, signed-out, refused

function put(op) {
  op.at ??= performance.now();
  waitingSince ??= performance.now();
  outbox.push(op);
  if (!failures) send();
  show();
}

/** A fact of this incident. `at` is when it happened, as performance.now() tells it. */
function entry(type, body, { id = uuid(), at, done } = {}) {
  touch();
  put({ entry: { id, type, version: 1, body }, at, done });
  return id;
}

/** A decision: a door of its own. */
function post(door, body, done) {
  touch();
  put({ method: "POST", door, body: { id: uuid(), ...body }, done });
}

/** First touch: the incident begins, under an id that a refresh or a copied tab would use again. */
function touch() {
  if (report.started) return;
  report.started = true;
  report.id ??= uuid();
  const channel = $("[name=channel]:checked", form).value;
  sessionStorage.setItem(STARTING, `${report.id} ${channel}`);
  report.startedAt = now();
  put({ method: "POST", start: true, body: { id: report.id, channel }, done: started });
  presets();
  for (const field of fields.values()) if (field.prefilled) { field.prefilled = false; commit(field); }
}

function started(answer) {
  report.known = true;
  $("#number").textContent = answer.number;
  document.title = `${answer.number} · Holdfast`;
  report.startedAt = Date.parse(answer.startedAt) || report.startedAt;
  presets();
  history.replaceState(null, "", `/report/${report.id}`);
  sessionStorage.setItem(STARTING, `${report.id} ${answer.channel ?? startingBy ?? ""} came`);
  tell(t("Report started. {0}", answer.number));
  report.get();
}

const path = op => "/api/v1/incidents" + (op.start ? "" : `/${report.id}/${op.entry ? "entries" : op.door}`);

async function send() {
  if (sending) return;
  clearTimeout(retry);
  sending = true;
  while (outbox.length) {
    // Entries that follow one another go together; one that was refused goes alone, so that it holds nothing else up.
    let count = 1;
    if (outbox[0].entry && !outbox[0].refused) while (count < 50 && outbox[count]?.entry && !outbox[count].refused) count++;
    const batch = outbox.slice(0, count);
    for (const op of batch) op.flying = true;
    const answer = await ask(batch);
    for (const op of batch) op.flying = false;
    if (answer === null) {
      failures++;
      const wait = trouble === "signed-out" ? 4000 : Math.min(RETRY_MOST, 500 * 2 ** (failures - 1)) * (0.75 + Math.random() / 2);
      retry = setTimeout(send, wait);
      break;
    }
    outbox.splice(0, count);
    failures = 0;
    trouble = null;
    for (const op of batch) op.done?.(answer, op);
  }
  sending = false;
  show();
}

async function ask(batch) {
  const [op] = batch;
  const ago = one => Math.max(0, Math.round(performance.now() - one.at));
  const body = op.entry ? { entries: batch.map(one => ({ ...one.entry, ago: ago(one) })) }
    : { ...op.body, ago: ago(op), apart: op.start && sessionStorage.getItem("holdfast.apart") === report.id }; // begun apart from the server: report-offline.js
  try {
    const answer = await fetch(path(op), {
      method: op.entry ? "POST" : op.method,
      headers: { "Content-Type": "application/json", Accept: "application/json", "X-Holdfast": "1", "X-Holdfast-Person": PERSON, "X-Holdfast-Sent": report.contacted ? Math.round(now()) : "" },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(10_000),
    });
    if (answer.ok || answer.status === 409 || answer.status === 408) { // 408: later than this page waits, and sent again
      const read = await answer.json();
      report.sequence = Math.max(report.sequence, read.sequence ?? 0);
      if (read.serverTime) [ahead, report.contacted] = [Date.parse(read.serverTime) - performance.now(), true];
      if (answer.status !== 408) return read;
    }
    if (answer.status === 401) trouble = "signed-out";
    else if (answer.status < 500 && answer.status !== 408 && answer.status !== 429) refuse(batch);
    else trouble = "offline";
  } catch {
    trouble = "offline";
  }
  return null;
}

// Nothing that somebody typed is dropped: what the server won't take now goes behind the rest and is tried again.
function refuse(batch) {
  trouble = "refused";
  for (const op of batch) op.refused = true;
  if (!batch[0].start && outbox.length > batch.length) outbox.push(...outbox.splice(0, batch.length));
}

// ---- The truth about saving.
const saved = $("#saved");
const dirty = () => [...fields.values()].some(field => field.wait);
const waiting = () => new Set(outbox.map(op => op.field ?? op)).size + [...fields.values()].filter(field => field.wait && !outbox.some(op => op.field === field.name)).length;

function show() {
  for (const one of report.shown) one();
  const open = outbox.length > 0 || dirty();
  if (!open) {
    if (waitingSince !== null) { savedAt = now(); waitingSince = null; }
    if (report.away === "signed-out") say("waiting", "warning", t("*Signed out.* Sign in below; nothing is lost."));
    else if (report.loose.size) say("saving", "clock", t("Saving"));
    else if (savedAt) say("safe", "check", t("Saved {0}", clock(savedAt)));
    return;
  }
  waitingSince ??= performance.now();
  const seconds = Math.round((performance.now() - waitingSince) / 1000);
  const count = waiting();
  const kept = ` ${count === 1 ? t("1 answer waits here.") : t("{0} answers wait here.", count)}`;
  if (trouble === "signed-out") say("waiting", "warning", t("*Not saved yet: signed out.* Sign in below; your words are kept here."));
  else if (trouble === "refused") say("waiting", "warning", t("*Not saved yet: the server did not take it.* Keep typing."), kept);
  else if (performance.now() - waitingSince > PATIENCE) say("waiting", "warning", t("*Not saved yet: no connection for {0} s.* Keep typing.", seconds), kept);
  else say("saving", "clock", t("Saving"));
}

let shown = "", toldSaving = "";
function say(state, icon, text, more = "") {
  const html = text.replace(/\*(.+)\*/, "<b>$1</b>") + more + (report.unkept ? ` <span class="unkept">${t("Kept only in this window")}</span>` : ""); // nothing in it that somebody wrote
  if (html === shown) return;
  shown = html;
  saved.className = `saved ${state}`;
  saved.innerHTML = `<svg class="icon" aria-hidden="true"><use href="#i-${icon}"></use></svg> <span>${html}</span>`;
  // Read out once when it turns, not with every second.
  if (state === "saving" || state === toldSaving || (state === "safe" && !toldSaving)) return;
  toldSaving = state;
  $("#tell-saved").textContent = state === "safe" ? t("Saved.") : trouble === "signed-out" ? t("Not saved yet: signed out. Your words are kept here.") : t("Not saved yet. Keep typing.");
}

/** Says something to a screen reader, once. */
function tell(text) { $("#tell").textContent = text; }

const taken = field => field.entry && (field.kept || field.statement) && !field.read(); // taken out of a field, and not on record yet: no draft tells the server
addEventListener("beforeunload", event => {
  if (!report.leaving && (outbox.length || dirty() || report.loose.size || [...fields.values()].some(taken))) event.preventDefault();
});
const again = () => { if (outbox.length && !sending) send(); };
for (const back of ["online", "focus"]) addEventListener(back, again);
addEventListener("pageshow", event => { if (event.persisted) { again(); report.get(); } });
document.addEventListener("visibilitychange", () => { if (!document.hidden) again(); });

// ---- Fields: a draft within a second, an entry after a pause.
const fields = new Map();
for (const element of all("#words, .answer :is(textarea, input.input):not([name$='.words'])", form)) {
  const own = element.type === "datetime-local" ? $("[name$='.words']", element.parentElement) : null; // a time in their own words
  const field = { name: element.name, element, parts: own ? [element, own] : [element], wait: 0, pause: 0, since: null };
  field.read = () => (own ? own.value.trim() || instant(element.value) : element.value.trim());
  field.write = value => {
    const time = own && /^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:\d\d)$/.test(value) ? local(Date.parse(value)) : "";
    element.value = own ? time : value;
    if (own) own.value = time ? "" : value;
  };
  if (own) field.write(element.dataset.value);
  field.entry = element.dataset.entry || null;
  field.statement = element.dataset.statement || null; // the line that is being written on
  field.kept = element.dataset.entry ? null : field.read();
  fields.set(field.name, field);
  for (const part of field.parts) {
    part.addEventListener("input", () => { if (own) (part === own ? element : own).value = ""; typed(field); });
    part.addEventListener("focus", () => { if (part.value === NOT_SAID) part.select(); });
    part.addEventListener("blur", () => (field.name === "statement" ? commitLine(document.hasFocus()) : commit(field)));
  }
}

// A date and time: in the field as this machine's clock shows it, in the record with its offset.
function local(at) {
  const time = new Date(at - new Date(at).getTimezoneOffset() * 60_000);
  return time.toISOString().slice(0, 19);
}
function instant(value) {
  if (!value) return "";
  const minutes = -new Date(value).getTimezoneOffset();
  return `${value.length < 19 ? `${value}:00` : value}${minutes < 0 ? "-" : "+"}${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`;
}

/** What stands in a field until somebody changes it: the time of the start is known better and better. */
function presets() {
  for (const row of all('.answer[data-state="preset"][data-preset="now"]', form)) {
    const field = fields.get(row.dataset.field);
    if (!field || field.wait || field.pause) continue;
    field.write(main.dataset.began || new Date(report.startedAt ?? now()).toISOString()); // what was taken on paper began by the paper
    field.kept = field.read();
  }
}

function typed(field) {
  touch();
  field.prefilled = false;
  const time = performance.now();
  field.since ??= time;
  field.began = field.read() ? field.began ?? time : null; // a letter that was erased again began nothing
  field.entry ??= uuid();
  clearTimeout(field.wait);
  clearTimeout(field.pause);
  field.wait = setTimeout(draft, Math.max(0, Math.min(DRAFT_PAUSE, field.since + DRAFT_MOST - time)), field);
  field.pause = setTimeout(() => (field.name === "statement" ? commitLine(false) : commit(field)), ENTRY_PAUSE);
  show();
}

function draft(field) {
  field.wait = 0;
  field.since = null;
  const text = field.parts.length === 1 ? field.element.value : field.read();
  const old = outbox.find(op => op.field === field.name && !op.flying);
  if (old) { Object.assign(old.body, { text, entry: field.entry, statement: field.statement ?? undefined }); return; }
  const done = (answer, op) => { if (answer.entered && op.body.entry === field.entry) entered(field); };
  put({ method: "PUT", door: "drafts", field: field.name, body: { field: field.name, entry: field.entry, text, statement: field.statement ?? undefined }, done });
}

// The server made an entry of the draft while contact was lost: what is typed since corrects it under a new id.
function entered(field) {
  if (field.name === "statement") field.statement ??= field.entry;
  field.entry = uuid();
  field.kept = null;
}

function settle(field) {
  clearTimeout(field.wait);
  clearTimeout(field.pause);
  field.wait = field.pause = 0;
  field.since = null;
  const unsent = outbox.findIndex(op => op.field === field.name && !op.flying);
  const drafted = field.entry;
  if (unsent >= 0) outbox.splice(unsent, 1);
  field.entry = null;
  return drafted;
}

function commit(field) {
  if (field.prefilled) return;
  const text = field.read();
  const changed = text !== field.kept;
  const id = settle(field);
  if (changed) {
    field.kept = text;
    answer(field.name, text === "" ? "blank" : UNSAID.includes(text) ? "not-said" : "answered", text === "" || UNSAID.includes(text) ? [] : [text], id ?? uuid());
  } else if (id) {
    put({ method: "PUT", door: "drafts", field: field.name, body: { field: field.name, entry: id, text: "" } });
  }
  show();
}

function answer(name, state, values, id = uuid()) {
  mark(name, state, now(), values);
  entry("answer-given", { field: name, state, values }, { id });
  report.changed();
}

const icons = { blank: "open", answered: "done", "not-said": "not-said", observed: "ear" };
function mark(name, state, at, values = []) {
  const literals = rowOf(name)?.dataset.placeholder?.toLowerCase().split("\n") ?? []; // the form's own words typed as a value are no answer
  const known = state === "not-said" || ((state === "answered" || state === "observed") && values.some(value => value.trim() && !literals.includes(value.trim().toLowerCase())));
  if (known) report.circumstances[name] = ["any", ...values];
  else delete report.circumstances[name];
  const row = rowOf(name);
  if (!row) return;
  row.dataset.state = known ? state : "blank";
  if ($(".icon", row)) $("use", row).setAttribute("href", `#i-${icons[row.dataset.state]}`);
  const time = $("time", row);
  if (time) { time.textContent = known ? clock(at) : ""; time.dateTime = new Date(at).toISOString(); }
}

// ---- The exact words: one line of writing is one statement; writing on after a pause corrects it, and both are kept.
const continued = new Set(); // lines written on after a pause: what stood first is their beginning, and need not be shown again
function commitLine(over) {
  const field = fields.get("statement");
  const text = words.value.trim();
  const id = settle(field);
  if (text && !field.statement) {
    field.statement = entry("statement-added", { text }, { id: id ?? uuid(), at: field.began });
    field.saidAt = now() - (performance.now() - (field.began ?? performance.now()));
  } else if (text && text !== field.kept) {
    entry("statement-corrected", { statement: field.statement, text }, { id: id ?? uuid() });
    continued.add(field.statement);
  } else if (!text && field.statement) { // cleared after it was on record: taken back for everybody
    entry("statement-corrected", { statement: field.statement, text }, { id: id ?? uuid() });
  } else if (!text && id) {
    put({ method: "PUT", door: "drafts", field: field.name, body: { field: field.name, entry: id, text: "" } });
  }
  if ((over && text) || (!text && field.statement)) {
    line({ id: field.statement, text, at: field.saidAt ?? now(), original: text ? null : field.kept });
    words.value = "";
    Object.assign(field, { statement: null, kept: "", began: null, saidAt: null });
  } else field.kept = text;
  report.changed();
  show();
}

function line({ id, text, at, original }) {
  let row = $(`#lines [data-id="${id}"]`);
  if (!row) {
    row = document.createElement("li");
    row.dataset.id = id;
    row.innerHTML = `<time></time><q></q><span class="first" hidden></span><button class="btn plain" type="button">${t("Correct")}</button>`;
    const time = new Date(at);
    $("time", row).dateTime = time.toISOString();
    $("time", row).textContent = clock(time);
    const after = all("#lines li").find(other => Date.parse($("time", other).dateTime) > time);
    $("#lines").insertBefore(row, after ?? null);
    $("#lines").scrollTop = $("#lines").scrollHeight;
  }
  if ($("q", row)) { $("q", row).textContent = text; $("q", row).hidden = !text; }
  const first = $(".first", row);
  first.hidden = !original || original === text || (continued.has(id) && text.startsWith(original));
  if (original) first.dataset.original = original;
  first.textContent = !original ? "" : text ? t("first written: “{0}”", original) : t("Taken back. First written: “{0}”", original);
}

words.addEventListener("keydown", event => {
  if (event.key !== "Enter" || event.shiftKey || event.ctrlKey || event.isComposing) return;
  event.preventDefault();
  commitLine(true);
});

/** Whether something about a field is being typed or is on its way: the server's word must wait. */
report.busy = name => outbox.some(op => op.field === name || op.entry?.body.field === name) || fields.get(name)?.wait || fields.get(name)?.entry;
report.sending = type => outbox.some(op => op.entry?.type.startsWith(type));
Object.assign(report, { fields, outbox, send, typed, commit, commitLine, settle, begun: started, taken, filing: filed });

// ---- Choices, "not said", the caller, supervisors, filing.
const rowOf = name => $(`.answer[data-field="${CSS.escape(name)}"]`, form);
const boxes = name => all(`[type=checkbox][name="${CSS.escape(name)}"], [type=radio][name="${CSS.escape(name)}"]`, form);

form.addEventListener("change", ({ target }) => {
  const row = target.closest(".answer");
  if (!row || fields.has(row.dataset.field)) return;
  if (target.matches("[type=checkbox], [type=radio]")) chosen(row);
  else if (target.matches("select")) answer(row.dataset.field, target.value ? "answered" : "blank", target.value ? [target.value] : []);
});
// Choosing the same one again takes it back; choosing what only stood there by itself makes it an answer.
form.addEventListener("click", ({ target }) => {
  const row = target.type === "radio" && target.closest(".answer");
  if (!row) return;
  const mine = report.circumstances[target.name]?.includes(target.value);
  if (mine) target.checked = false;
  if (mine || row.dataset.state === "preset") chosen(row);
});

function chosen(row) {
  const values = boxes(row.dataset.field).filter(one => one.checked).map(one => one.value);
  answer(row.dataset.field, !values.length ? "blank" : row.dataset.type === "heard" ? "observed" : "answered", values);
}

function notSaid(row) {
  const field = fields.get(row.dataset.field);
  if (field) {
    field.write(NOT_SAID);
    commit(field);
  } else {
    for (const box of boxes(row.dataset.field)) box.checked = false;
    answer(row.dataset.field, "not-said", []);
  }
}

/** Blank, and nothing is being typed there. */
const blank = row => row.dataset.state === "blank" && !fields.get(row.dataset.field)?.read();
const control = row => $("textarea, input, select, button", row);

/** To a field, opening what it is folded into. */
function goTo(row) {
  for (let fold = row?.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  if (row) control(row).focus();
}

function next(row) {
  const rows = all(".facts .answer", form).filter(one => one.checkVisibility());
  const after = rows.slice(rows.indexOf(row) + 1).find(one => blank(one) && !["heard", "tick", "colleague"].includes(one.dataset.type));
  if (after) control(after).focus();
  return after;
}

function rest() {
  // What does not apply to this incident is not filled, folded or not.
  for (const row of all('.answer[data-may="not-said"]', form)) if (!row.closest("[hidden]") && blank(row)) notSaid(row);
  tell(t("The rest: {0}", NOT_SAID));
}

function contact(how) {
  if (how === "on-the-line") entry("contact-resumed", {});
  else entry("contact-ended", { how });
  showContact(how, now());
  tell($("#order-rest").textContent);
}

/** What is particular to the channel: its order, its words, how contact ends. */
function guide() { return JSON.parse($("[name=channel]:checked", form).dataset.guide); }

function order(how = report.contact ?? "on-the-line", at) {
  const { on, left, ended, ends, resumed, title, ask, icon } = guide();
  const over = how !== "on-the-line";
  const [text, rest] = over ? ended : report.left ? left : on;
  $("#order").dataset.contact = over ? "ended" : how;
  $("#order use").setAttribute("href", `#i-${icon}`);
  $("#order-text").textContent = text;
  $("#order-rest").textContent = (over && ends[how] ? `${ends[how]}${at ? ` ${clock(at)}` : ""}. ` : "") + rest;
  for (const button of all("#order button")) {
    const label = button.value === "resumed" ? resumed : ends[button.value];
    button.hidden = !label || (button.value === "resumed") !== over;
    $("span", button).textContent = label ?? "";
  }
  $("#words-title").textContent = title;
  $("#words-ask").textContent = words.placeholder = ask;
}

$("#channels").addEventListener("change", ({ target }) => {
  // Before first touch nothing begins: the start says the channel.
  if (report.started) entry("channel-chosen", { channel: target.value });
  order();
  tell($("#order-text").textContent);
  report.changed();
});

function showContact(how, at) {
  if (report.contact === how) return;
  report.contact = how;
  order(how, at);
  report.changed();
}

function file() {
  const editor = document.activeElement?.closest?.("#lines textarea");
  editor?.blur();
  commitLine(true);
  for (const field of fields.values()) if (field.name !== "statement") commit(field);
  post("filing", {}, answer => filed(answer));
}

async function filed(answer) {
  report.filed = true;
  report.take(answer);
  const { showFiled } = await import("./report-filed.js");
  showFiled(report, answer);
}

const doing = {
  file,
  supervisor: () => post("supervisor-requests", { askedBy: "agent" }, report.take),
  "customer-asked": () => post("supervisor-requests", { askedBy: "customer" }, report.take),
  "caller-hung-up": () => contact("caller-hung-up"),
  "line-lost": () => contact("line-lost"),
  resumed: () => contact("on-the-line"),
  rest,
  "not-said": (name, button) => {
    const row = rowOf(name);
    const focused = document.activeElement === button;
    notSaid(row);
    if (focused && !next(row)) control(row).focus();
  },
};
report.doing = doing;
document.addEventListener("submit", event => {
  if (event.target !== form) return;
  event.preventDefault();
  const [act, what] = (event.submitter?.value ?? "").split(":");
  (doing[act] ?? (() => { report.early = event.submitter; }))(what, event.submitter); // before its script is there: report-after.js presses it again
  if (event.submitter?.value === "customer-asked") event.submitter.setAttribute("aria-pressed", "true");
});
form.addEventListener("keydown", event => {
  if (event.key !== "Enter" || event.ctrlKey || event.metaKey || !event.target.matches("input")) return;
  event.preventDefault();
  const row = event.target.closest(".answer");
  if (fields.has(row?.dataset.field)) {
    commit(fields.get(row.dataset.field));
    next(row);
  } else if (event.target.type === "checkbox" || event.target.type === "radio") event.target.click();
});

// ---- Keys: one letter, as long as no field has the cursor.
const writing = "input:not([type=checkbox], [type=radio]), textarea, select";
document.addEventListener("keydown", event => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); if (!event.repeat) file(); return; }
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  if (event.key === "F2") {
    const row = event.target.closest("#live .answer");
    if (!row || ["heard", "tick", "colleague"].includes(row.dataset.type)) return;
    event.preventDefault();
    notSaid(row);
    next(row);
    return;
  }
  if (event.key === "Escape") { if (event.target.matches(writing)) event.target.blur(); return; }
  if (event.target.matches(writing) || localStorage.getItem("holdfast.letters") === "off") return;
  const pressed = all(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`).find(one => one.checkVisibility());
  if (!pressed) return;
  event.preventDefault();
  if (pressed.matches(writing)) return pressed.focus();
  if (pressed.matches("summary")) pressed.focus({ preventScroll: pressed.dataset.key === "?" }); // the keys lie over the page
  pressed.click();
});

// ---- The start of the page.
function two(number) { return String(number).padStart(2, "0"); }
function tick() {
  if (report.startedAt) {
    const seconds = Math.max(0, Math.floor((now() - report.startedAt) / 1000));
    const hours = Math.floor(seconds / 3600);
    $("#timer").textContent = `${hours ? `${hours}:` : ""}${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  }
  if (outbox.length) show();
}
setInterval(tick, 1000);
tick();
// Not left to autofocus, which comes with the first frame: a key pressed before it would be typed into the words.
if (document.activeElement === document.body && !$(":target")) words.focus();
for (const time of all("time[datetime]")) if (time.dateTime) time.textContent = clock(time.dateTime);

for (const field of fields.values()) if (field.kept === null) {
  if (field.parts.length === 1) field.element.setSelectionRange(field.element.value.length, field.element.value.length);
  typed(field);
}
presets();
if (report.started) { savedAt = now(); show(); }
else if (report.id) { // a refresh while the start was on its way
  $(`[name=channel][value="${startingBy || "phone"}"]`, form)?.click();
  touch();
}
const later = () => import("./report-after.js").then(after => after.begin(report), () => setTimeout(later, PATIENCE));
setTimeout(later, 0);

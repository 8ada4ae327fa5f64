// The live screen: everything that is needed before the first keystroke. Starts the incident at first touch, keeps what is typed in
// a queue until the server has it, and tells the truth about that. The rest of the screen is loaded after the first paint.
const $ = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const main = $("#main");
const form = $("#live");
const words = $("#words");
const NOT_SAID = main.dataset.notSaid;
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
let ahead = Date.parse(main.dataset.now) - performance.now();
const now = () => ahead + performance.now();
const clock = time => new Date(time).toLocaleTimeString("en-GB");

const report = {
  id: main.dataset.id || sessionStorage.getItem(STARTING) || null,
  started: Boolean(main.dataset.id),
  known: Boolean(main.dataset.id), // the server has it
  startedAt: Date.parse(main.dataset.started) || null,
  incident: null, // as GET /api/v1/incidents/{id} gives it
  contact: null,
  listeners: new Set(),
  take() {}, // report-merge.js: shows a row
  get() {}, // report-merge.js: reads the incident again
  away: null, // report-news.js: silent or signed-out
  NOT_SAID, $, all, show, now, clock, entry, post, put, touch, tell, line, mark, showContact,
  changed() { for (const listener of report.listeners) listener(report); },
};

// ---- The queue: in order, one request at a time, retried until the server has it.
const outbox = [];
let sending = false;
let failures = 0;
let trouble = null; // offline, signed-out, refused
let waitingSince = null;
let savedAt = null;
let retry = 0;

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
  sessionStorage.setItem(STARTING, report.id);
  report.startedAt = now();
  put({ method: "POST", start: true, body: { id: report.id, channel: "phone" }, done: started });
  for (const field of fields.values()) if (field.prefilled) { field.prefilled = false; commit(field); }
}

function started(answer) {
  report.known = true;
  $("#number").textContent = answer.number;
  document.title = `${answer.number} · Holdfast`;
  report.startedAt = Date.parse(answer.startedAt) || report.startedAt;
  history.replaceState(null, "", `/report/${report.id}`);
  sessionStorage.removeItem(STARTING);
  tell(`Report started. ${answer.number}`);
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
  const body = op.entry
    ? { entries: batch.map(one => ({ ...one.entry, ago: Math.max(0, Math.round(performance.now() - one.at)) })) }
    : op.body;
  try {
    const answer = await fetch(path(op), {
      method: op.entry ? "POST" : op.method,
      headers: { "Content-Type": "application/json", Accept: "application/json", "X-Holdfast": "1" },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(10_000),
    });
    if (answer.ok || answer.status === 409) {
      const read = await answer.json();
      if (read.serverTime) ahead = Date.parse(read.serverTime) - performance.now();
      return read;
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
const SIGN_IN = '<a href="/sign-in" target="_blank" rel="noopener">Sign in again in a new tab</a>';
const saved = $("#saved");
const dirty = () => [...fields.values()].some(field => field.wait);
const waiting = () => new Set(outbox.map(op => op.field ?? op)).size + [...fields.values()].filter(field => field.wait && !outbox.some(op => op.field === field.name)).length;

function show() {
  const open = outbox.length > 0 || dirty();
  if (!open) {
    if (waitingSince !== null) { savedAt = now(); waitingSince = null; }
    if (report.away === "signed-out") say("waiting", "warning", `<b>Signed out.</b> ${SIGN_IN}; nothing is lost.`);
    else if (savedAt) say("safe", "check", `Saved ${clock(savedAt)}`);
    return;
  }
  waitingSince ??= performance.now();
  const seconds = Math.round((performance.now() - waitingSince) / 1000);
  const count = waiting();
  const kept = `${count === 1 ? "1 answer waits" : `${count} answers wait`} here.`;
  if (trouble === "signed-out") say("waiting", "warning", `<b>Not saved yet: signed out.</b> ${SIGN_IN}; your words are kept here.`);
  else if (trouble === "refused") say("waiting", "warning", `<b>Not saved yet: the server did not take it.</b> Keep typing. ${kept}`);
  else if (performance.now() - waitingSince > PATIENCE) say("waiting", "warning", `<b>Not saved yet: no connection for ${seconds} s.</b> Keep typing. ${kept}`);
  else say("saving", "clock", "Saving");
}

let shown = "";
let toldSaving = "";
function say(state, icon, html) {
  if (html === shown) return;
  shown = html;
  saved.className = `saved ${state}`;
  saved.innerHTML = `<svg class="icon" aria-hidden="true"><use href="#i-${icon}"></use></svg> <span>${html}</span>`;
  // Read out once when it turns, not with every second.
  if (state === "saving" || state === toldSaving || (state === "safe" && !toldSaving)) return;
  toldSaving = state;
  $("#tell-saved").textContent = state === "safe" ? "Saved." : trouble === "signed-out" ? "Not saved yet. Sign in again in a new tab." : "Not saved yet. Keep typing.";
}

/** Says something to a screen reader, once. */
function tell(text) { $("#tell").textContent = text; }

addEventListener("beforeunload", event => { if (outbox.length || dirty()) event.preventDefault(); });
const again = () => { if (outbox.length && !sending) send(); };
addEventListener("online", again);
addEventListener("focus", again);
addEventListener("pageshow", event => { if (event.persisted) { again(); report.get(); } });
document.addEventListener("visibilitychange", () => { if (!document.hidden) again(); });

// ---- Fields: a draft within a second, an entry after a pause.
const fields = new Map();
for (const element of all("textarea:not([data-whole]), .answer input", form)) {
  const field = { name: element.name, element, entry: element.dataset.entry || null, kept: element.dataset.entry ? null : element.value.trim(), wait: 0, pause: 0, since: null };
  fields.set(field.name, field);
  element.addEventListener("input", () => typed(field));
  element.addEventListener("focus", () => { if (element.value === NOT_SAID) element.select(); });
  element.addEventListener("blur", () => (field.name === "statement" ? commitLine(document.hasFocus()) : commit(field)));
}

function typed(field) {
  touch();
  field.prefilled = false;
  const time = performance.now();
  field.since ??= time;
  field.began ??= time;
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
  const text = field.element.value;
  const old = outbox.find(op => op.field === field.name && !op.flying);
  if (old) { old.body.text = text; old.body.entry = field.entry; return; }
  const done = (answer, op) => { if (answer.entered && op.body.entry === field.entry) entered(field); };
  put({ method: "PUT", door: "drafts", field: field.name, body: { field: field.name, entry: field.entry, text }, done });
}

// The server made an entry of the draft while contact was lost: what is typed since corrects it under a new id.
function entered(field) {
  if (field.name === "statement") field.statement = field.entry;
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
  const text = field.element.value.trim();
  const changed = text !== field.kept;
  const id = settle(field);
  if (changed) {
    field.kept = text;
    answer(field.name, text === "" ? "blank" : text === NOT_SAID ? "not-said" : "answered", text === "" || text === NOT_SAID ? [] : [text], id ?? uuid());
  } else if (id) {
    put({ method: "PUT", door: "drafts", field: field.name, body: { field: field.name, entry: id, text: "" } });
  }
  show();
}

function answer(name, state, values, id) {
  mark(name, state, now());
  entry("answer-given", { field: name, state, values }, { id });
  report.changed();
}

const icons = { blank: "open", answered: "done", "not-said": "not-said", observed: "ear" };
function mark(name, state, at) {
  const row = $(`.answer[data-field="${name}"]`);
  if (!row) return;
  row.dataset.state = state;
  $("use", row)?.setAttribute("href", `#i-${icons[state]}`);
  const time = $("time", row);
  if (time) { time.textContent = state === "blank" ? "" : clock(at); time.dateTime = new Date(at).toISOString(); }
  count();
}

function count() {
  const rows = all(".who .answer:has(input)");
  $("#answered").textContent = `${rows.filter(one => one.dataset.state !== "blank").length} of ${rows.length}`;
}

// ---- Their exact words: one line of writing is one statement; writing on after a pause corrects it, and both are kept.
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
  } else if (!text && id) {
    put({ method: "PUT", door: "drafts", field: field.name, body: { field: field.name, entry: id, text: "" } });
  }
  field.kept = text;
  if (over && text) {
    line({ id: field.statement, text, at: field.saidAt ?? now() });
    words.value = "";
    Object.assign(field, { statement: null, kept: "", began: null, saidAt: null });
  }
  report.changed();
  show();
}

function line({ id, text, at, original }) {
  let row = $(`#lines [data-id="${id}"]`);
  if (!row) {
    row = document.createElement("li");
    row.dataset.id = id;
    row.innerHTML = '<time></time><q></q><span class="first" hidden></span><button class="btn plain" type="button">Correct</button>';
    const time = new Date(at);
    $("time", row).dateTime = time.toISOString();
    $("time", row).textContent = clock(time);
    const after = all("#lines li").find(other => Date.parse($("time", other).dateTime) > time);
    $("#lines").insertBefore(row, after ?? null);
    $("#lines").scrollTop = $("#lines").scrollHeight;
  }
  if ($("q", row)) $("q", row).textContent = text;
  const first = $(".first", row);
  first.hidden = !original || original === text || (continued.has(id) && text.startsWith(original));
  if (original) first.dataset.original = original;
  first.textContent = original ? `first written: “${original}”` : "";
}

words.addEventListener("keydown", event => {
  if (event.key !== "Enter" || event.shiftKey || event.ctrlKey || event.isComposing) return;
  event.preventDefault();
  commitLine(true);
});

/** Whether something about a field is being typed or is on its way: the server's word must wait. */
report.busy = name => outbox.some(op => op.field === name || op.entry?.body.field === name) || fields.get(name)?.wait || fields.get(name)?.entry;
report.sending = type => outbox.some(op => op.entry?.type.startsWith(type));
report.fields = fields;
report.filing = filed;

// ---- Choices, "Call Did not say", the caller, supervisors, filing.
form.addEventListener("change", ({ target }) => {
  if (target.matches("[type=checkbox], [type=radio]")) {
    const values = all(`[name="${target.name}"]:checked`, form).map(one => one.value);
    answer(target.name, values.length ? "answered" : "blank", values);
  } else if (target.matches("select")) {
    answer(target.name, target.value ? "answered" : "blank", target.value ? [target.value] : []);
  }
});

function notSaid(row) {
  const field = fields.get(row.dataset.field);
  field.element.value = NOT_SAID;
  commit(field);
}
form.addEventListener("click", ({ target }) => { if (target.closest(".answer > .btn")) notSaid(target.closest(".answer")); });
$("#rest").addEventListener("click", () => {
  for (const row of all(".who .answer:has(input)")) if (!$("input", row).value.trim()) notSaid(row);
  tell(`The rest: ${NOT_SAID}`);
});

function contact(how) {
  if (how === "on-the-line") entry("contact-resumed", {});
  else entry("contact-ended", { how });
  showContact(how, now());
  tell(how === "on-the-line" ? "Caller is back." : $("#order-rest").textContent);
}

const ENDED = { "caller-hung-up": "Caller hung up", "line-lost": "Line lost" };
function showContact(how, at) {
  if (report.contact === how) return;
  report.contact = how;
  const ended = how !== "on-the-line";
  const part = ended ? "ended" : "on";
  $("#order").dataset.contact = ended ? "ended" : how;
  $("#order-text").textContent = $("#order-text").dataset[part];
  $("#order-rest").textContent = (ended ? `${ENDED[how]}${at ? ` ${clock(at)}` : ""}. ` : "") + $("#order-rest").dataset[part];
  for (const button of all("#order button")) button.hidden = (button.value === "resumed") !== ended;
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
};
document.addEventListener("submit", event => {
  if (event.target !== form) return;
  event.preventDefault();
  doing[event.submitter?.value]?.();
  if (event.submitter?.value === "customer-asked") event.submitter.setAttribute("aria-pressed", "true");
});
form.addEventListener("keydown", event => {
  if (event.key !== "Enter" || event.ctrlKey || event.metaKey || !event.target.matches("input")) return;
  event.preventDefault();
  if (fields.has(event.target.name)) commit(fields.get(event.target.name));
  else if (event.target.type === "checkbox" || event.target.type === "radio") event.target.click();
});

// ---- Keys: one letter, as long as no field has the cursor.
const writing = "input:not([type=checkbox], [type=radio]), textarea, select";
document.addEventListener("keydown", event => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); if (!event.repeat) file(); return; }
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  if (event.key === "Escape") { if (event.target.matches(writing)) event.target.blur(); return; }
  if (event.target.matches(writing) || localStorage.getItem("holdfast.letters") === "off") return;
  const control = $(`[data-key="${CSS.escape(event.key.toLowerCase())}"]:not([hidden])`);
  if (!control) return;
  event.preventDefault();
  if (control.matches(writing)) control.focus();
  else control.click();
});

// ---- The start of the page.
const two = number => String(number).padStart(2, "0");
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
for (const time of all("time[datetime]")) if (time.dateTime) time.textContent = clock(time.dateTime);

// A pop-up from telephony or CRM gives what it knows in the fragment, which no server and no log ever sees.
if (location.hash.includes("=")) {
  for (const [name, value] of new URLSearchParams(location.hash.slice(1))) {
    const field = fields.get(name);
    if (!field || field.kept || field.name === "statement") continue;
    field.element.value = value.slice(0, field.element.maxLength);
    field.prefilled = true;
    $(`.answer[data-field="${name}"]`).dataset.state = "prefilled";
  }
  history.replaceState(null, "", location.pathname);
  if (report.started) for (const field of fields.values()) if (field.prefilled) { field.prefilled = false; commit(field); }
}

for (const field of fields.values()) if (field.kept === null) {
  field.element.setSelectionRange(field.element.value.length, field.element.value.length);
  typed(field);
}
count();
if (!main.dataset.id && report.id) touch(); // a refresh while the start was on its way
else if (report.started) {
  savedAt = now();
  show();
}
setTimeout(() => import("./report-after.js").then(after => after.begin(report)), 0);

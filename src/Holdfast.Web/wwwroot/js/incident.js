// The supervisor's view of one incident: grows while the agent types.
import { el } from "./dom.js";
import { pressLines } from "./entries.js";
import { subscribe } from "./feed.js";
import { takeForms } from "./forms.js";
import { livePart } from "./live-part.js";
import { count } from "./ring-count.js";
import { t } from "./texts.js";
import { clock, localize, now } from "./times.js";

const main = document.querySelector("[data-incident]");
const id = main.dataset.incident;
const content = Boolean(document.querySelector('[data-part="words"]'));
const FRESH = 20_000; // ms that new words stay marked
const seen = new Set(keysOf(".words > li[data-key]"));
let readingDrafts = false;
let draftsWanted = false;
let lastDraftAt = 0;

localize();
for (const input of document.querySelectorAll("[data-now]")) {
  input.addEventListener("focus", () => { input.value ||= clock(now()); });
}

const refresh = livePart(() => `${location.pathname}?handler=Live`, "[data-part]", waiting => {
  const held = document.querySelector("[data-held]");
  const text = waiting ? t("{0} new, shown when you stop reading", waiting) : t("Newest first");
  if (held && held.textContent !== text) held.textContent = text;
  held?.classList.toggle("waits", waiting > 0);
  count();
  mark();
});

pressLines(document);
if (content) import("./evidence.js").then(({ takeFiles }) => takeFiles({ id: () => id, tell: say, refresh }));
if (content) takeForms(id, (answer, form) => {
  const version = answer.data?.row?.version ?? answer.data?.incident?.version;
  if (version) for (const input of document.querySelectorAll("[data-version]")) input.value = version;
  if (form.dataset.act === "acknowledgement" && answer.status === 200) say(t("You acknowledged."));
  refresh();
});

subscribe(({ type, data }) => {
  if (type === "incident" && data.id === id) {
    if (!content) return;
    // Access ended, or the incident is no longer there for this person: the page says so by itself.
    if (data.access && data.access !== "content") return location.reload();
    for (const input of document.querySelectorAll("[data-version]")) input.value = data.version;
    refresh();
    drafts();
  }
  if (type === "gone" && data.id === id) return location.reload();
  if (type === "typing" && data.id === id && content) drafts();
  if (type === "missed" || type === "heard") refresh();
});

function keysOf(selector) {
  return [...document.querySelectorAll(selector)].map(item => item.dataset.key);
}

// Words that came while one looks are marked for a while, and said to a screen reader.
function mark() {
  for (const line of document.querySelectorAll(".words > li[data-key]")) {
    if (seen.has(line.dataset.key)) continue;
    seen.add(line.dataset.key);
    if (line.dataset.key === "none" || line.dataset.key === "typing") continue;
    line.dataset.fresh = t("New");
    setTimeout(() => delete line.dataset.fresh, FRESH);
    say(t("New words."));
  }
}

function say(text) {
  document.querySelector("[data-say]").textContent = text;
}

// Typing in progress: gray, without quotation marks.
async function drafts() {
  draftsWanted = true;
  if (readingDrafts) return;
  readingDrafts = true;
  while (draftsWanted) {
    draftsWanted = false;
    const answer = await fetch(`${location.pathname}?handler=Drafts`, { headers: { Accept: "application/json" } }).catch(() => null);
    if (answer?.ok) showDrafts((await answer.json()).drafts);
    await new Promise(next => setTimeout(next, 300));
  }
  readingDrafts = false;
}

function showDrafts(all) {
  lastDraftAt = performance.now();
  const words = all.find(draft => draft.field === "statement");
  const line = document.querySelector("[data-typing]");
  line?.replaceChildren(...(words ? [el("span", { class: "quiet" }, t("now")), el("span", { lang: line.closest("[data-speaks]").dataset.speaks }, words.text), el("span", { class: "who" }, t("{0} is typing", words.by.name))] : []));
  const others = all.filter(draft => draft.field !== "statement" && draft.field !== "note");
  const last = others.at(-1);
  const label = last && document.querySelector(`.answers > li[data-key="${CSS.escape(last.field)}"] > span`)?.textContent;
  const text = !last ? "" : last.field === "transcript" ? t("{0} has pasted a text that is not kept yet", last.by.name)
    : t("{0} is typing: {1}: {2}", last.by.name, label ?? last.field, last.text);
  const elsewhere = document.querySelector("[data-typing-elsewhere]");
  if (elsewhere && elsewhere.textContent !== text) elsewhere.textContent = text;
}

// A draft that was taken back leaves no event behind: look again while one is shown.
setInterval(() => {
  if (document.querySelector("[data-typing]:not(:empty), [data-typing-elsewhere]:not(:empty)") && performance.now() - lastDraftAt > 4000) drafts();
}, 2000);

if (content) drafts();

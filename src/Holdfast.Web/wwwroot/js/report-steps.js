// The steps: the one that matters now follows from what is known; each can be ticked, skipped with a word and taken back.
import { applies, holds } from "./report-when.js";
import { t } from "./texts.js";

const ICONS = { open: "open", now: "now", done: "done", skipped: "not-said" };
const STANDS = { open: "", now: t(", now"), done: t(", done"), skipped: t(", skipped") };
const skipped = word => (word ? t("Skipped: {0}", word) : "");
const AHEAD = 4; // steps shown after the one that matters now
const FEW = 8; // steps that are all shown

export function begin(report) {
  const { $, all, listeners, entry, circumstances, doing, tell } = report;
  const items = all("#steps li");
  const toggle = $("#steps-all");
  const marks = new Map(items.filter(item => /done|skipped/.test(item.dataset.state)).map(item => [item.dataset.step, { state: item.dataset.state, said: $(".step-word", item).hidden ? "" : $(".step-word", item).textContent }]));
  const done = new Map(items.filter(item => item.dataset.done).map(item => [item, JSON.parse(item.dataset.done)]));
  for (const item of items) if (done.has(item) && holds(done.get(item), circumstances)) marks.delete(item.dataset.step);
  let taken = null;
  let whole = false;

  function update({ incident }) {
    if (incident?.steps && incident !== taken && !report.sending("step-")) {
      taken = incident;
      for (const [step, { state, word }] of Object.entries(incident.steps)) marks.set(step, { state, said: skipped(word) });
    }
    const shown = items.filter(item => !(item.hidden = !applies(item, circumstances)));
    let now = null;
    for (const item of shown) {
      const recorded = done.has(item) && holds(done.get(item), circumstances);
      const mark = marks.get(item.dataset.step);
      const through = Boolean(item.dataset.throughout);
      const state = recorded || mark?.state === "done" ? "done" : mark?.state === "skipped" ? "skipped" : through || !now ? "now" : "open";
      if (state === "now" && !through) now = item;
      show(item, state, recorded, mark?.said);
    }
    $("#steps-count").textContent = t("{0} of {1}", shown.filter(item => /done|skipped/.test(item.dataset.state)).length, shown.length);
    near(shown, now);
    for (const item of items) $("summary", item).toggleAttribute("data-key", false);
    if (now) $("summary", now).dataset.key = "x";
  }

  function show(item, state, recorded, said) {
    const open = state === "now" || state === "open";
    const ringing = circumstances.supervisor[0] === "ringing" && done.get(item)?.supervisor && open;
    item.dataset.state = item.className = state;
    write($(".step-state", item), ringing ? t(", being rung") : STANDS[state]);
    $(".step-state", item).classList.toggle("said", !ringing);
    $("use", item).setAttribute("href", `#i-${ringing ? "bell" : ICONS[state]}`);
    $(".step-acts", item).hidden = !open;
    $(".step-recorded", item).hidden = !recorded;
    $(".step-reopen", item).hidden = open || recorded;
    $(".step-word", item).hidden = state !== "skipped" || !said;
    write($(".step-word", item), said ?? "");
  }

  // A long list shows what is common: what goes on throughout, the last one done, the one now and some after it.
  function near(shown, now) {
    const long = shown.length > FEW;
    const at = now ? shown.indexOf(now) : shown.length;
    const last = shown.findLast((item, place) => place < at && /done|skipped/.test(item.dataset.state));
    shown.forEach((item, place) => {
      const close = item === last || item.dataset.state === "now" || (place >= at && place <= at + AHEAD);
      item.classList.toggle("far", long && !whole && !close && !item.contains(document.activeElement));
    });
    toggle.hidden = !long;
    write(toggle, whole ? t("Fewer") : t("All {0}", shown.length));
  }

  const write = (element, text) => { if (element.textContent !== text) element.textContent = text; };

  function mark(step, state, type, word) {
    const item = items.find(one => one.dataset.step === step);
    marks.set(step, { state, said: skipped(word) });
    entry(type, { step, ...(word === undefined ? {} : { word }) });
    report.changed();
    tell(`${$(".step-text", item).textContent}${$(".step-state", item).textContent}`);
    $("details", item).open = false;
    $("summary", item).focus();
  }

  doing["step-ticked"] = step => mark(step, "done", "step-ticked");
  doing["step-reopened"] = step => mark(step, "open", "step-reopened");
  doing["step-skipped"] = step => {
    const word = $(`[name="skip-${CSS.escape(step)}"]`);
    if (!word.value.trim()) { word.focus(); tell(t("Say in a word why it is skipped.")); return; }
    mark(step, "skipped", "step-skipped", word.value.trim());
    word.value = "";
  };

  $("#steps").addEventListener("keydown", event => {
    if (event.key !== "Enter" || !event.target.matches("input")) return;
    event.preventDefault();
    doing["step-skipped"](event.target.closest("li").dataset.step);
  });
  // Opened by key or by hand: at once to what can be done with it, so that the next key meets it.
  $("#steps").addEventListener("click", event => {
    const fold = event.target.closest("summary")?.parentElement;
    if (!fold) return;
    event.preventDefault();
    fold.open = !fold.open;
    if (fold.open) all(".btn", fold).find(one => one.checkVisibility())?.focus();
  });
  toggle.addEventListener("click", () => {
    whole = !whole;
    toggle.setAttribute("aria-expanded", whole);
    report.changed();
  });

  listeners.add(update);
}

// What is pasted whole on the live screen: kept as a draft while it stands in the field, kept verbatim with one press, and then shown line by
// line, each of which becomes an exact quote with one press.
import { pressLines, quoteOf } from "./entries.js";
import { morph } from "./morph.js";
import { newId } from "./send.js";
import { language, t } from "./texts.js";

export function begin(report) {
  const { $, all, entry, put, touch, listeners, tell, clock } = report;
  const section = $("#transcript");
  const field = $("#paste-text");
  const note = $("#paste-note");
  const most = Number(field.dataset.most);
  let draft = field.dataset.entry || null;
  let waiting = null; // the draft that is not on its way yet
  let shown = "";

  const tooLong = () => field.value.length > most;

  // At once, so that nothing is called saved that isn't; while one draft is on its way the next one gathers what follows.
  function keepDraft() {
    if (tooLong()) return;
    if (waiting && !waiting.flying) return void Object.assign(waiting.body, { entry: draft, text: field.value });
    const op = { method: "PUT", door: "drafts", field: "transcript", body: { field: "transcript", entry: draft, text: field.value }, done: answer => kept(op, answer) };
    waiting = op;
    put(op);
  }

  // The server made an entry of a draft that stood still for long: what was pasted since is kept under an id of its own.
  function kept(op, answer) {
    if (waiting === op) waiting = null;
    if (!answer?.entered || op.body.entry !== draft) return;
    draft = newId();
    keepDraft();
  }

  field.addEventListener("input", () => {
    touch();
    draft ??= newId();
    note.textContent = tooLong()
      ? t("That is {0} characters. Keep it in pieces of at most {1}: cut the rest out, keep this piece, then paste the rest.", field.value.length.toLocaleString(language), most.toLocaleString(language)) : "";
    keepDraft();
  });

  // Several lines at once are no single sentence: they go where they are kept whole, and each line can still become a quote.
  $("#words").addEventListener("paste", event => {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if ($("#paste").hidden || text.trim().split("\n").length < 3) return;
    event.preventDefault();
    field.focus();
    field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
    field.dispatchEvent(new Event("input"));
    if (!note.textContent) note.textContent = t("Several lines were pasted, so they stand here. Keep it whole, then make a line an exact quote.");
    tell(note.textContent);
  });

  // What another window left of it; false where something stands here already.
  report.restore = body => {
    if (field.value) return false;
    field.value = body.text;
    draft = body.entry;
    keepDraft();
    return true;
  };

  function keep() {
    const text = field.value;
    if (!text.trim() || tooLong()) return field.focus();
    entry("transcript-added", { text }, { id: draft ?? newId(), done: () => report.get() });
    draft = null;
    field.value = note.textContent = "";
    tell(t("Kept whole."));
  }

  section.addEventListener("click", event => {
    const button = event.target.closest("button[name=do]");
    if (!button) return;
    event.preventDefault();
    if (button.value === "paste") return keep();
    const line = button.closest("[data-line]");
    if (!line || line.dataset.busy) return;
    line.dataset.busy = "yes";
    const quote = quoteOf(line);
    const id = entry("statement-added", quote, { done: () => report.get() });
    report.line({ id, text: quote.text, at: report.now() });
    if (document.activeElement === button) (all("button[name=do]:enabled", section).find(one => line.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING && !line.contains(one)) ?? field).focus();
    button.disabled = true;
    button.textContent = t("Quoted");
    tell(t("Quoted."));
    report.changed();
  });
  pressLines(section);

  async function fetchLines() {
    const answer = await fetch(`/incidents/${report.id}?handler=Transcripts`, { headers: { Accept: "text/html" } }).catch(() => null);
    if (!answer?.ok || answer.redirected) return void (shown = "");
    const next = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(".transcripts");
    if (!next) return;
    morph($(".transcripts", section), document.adoptNode(next));
    for (const time of all("time[datetime]", section)) time.textContent = clock(time.dateTime);
  }

  // The channel's own words for what to paste; a channel without any shows only what was pasted before.
  function follow(incident) {
    const chosen = $("[name=channel]:checked");
    if (!chosen?.dataset.guide) return;
    const { paste } = JSON.parse(chosen.dataset.guide);
    $("#paste").hidden = !paste;
    if (paste) $("#paste-ask").textContent = paste;
    section.hidden = !paste && !incident?.transcripts?.length && !$(".transcript", section);
  }

  listeners.add(({ incident }) => {
    follow(incident);
    const quoted = JSON.stringify((incident?.transcripts ?? []).map(one => [one.id, one.lines.filter(line => line.quoted).length]));
    if (!incident?.transcripts || quoted === shown || (quoted === "[]" && !shown)) return;
    shown = quoted;
    fetchLines();
  });
  document.addEventListener("change", ({ target }) => { if (target.name === "channel") follow(report.incident); });

  // Also what was pasted before this script was there to hear of it.
  if (draft || (report.started && field.value)) {
    draft ??= newId();
    keepDraft();
  }
}

// Evidence on the live screen. The server renders the panel; files go their own way beside the queue of words, so that a large one holds no
// sentence up. A file before the first touch starts the incident.
import { entryOf } from "./entries.js";
import { takeFiles } from "./evidence.js";
import { reportPart } from "./report-part.js";
import { t } from "./texts.js";

export function begin(report) {
  const { $, entry, listeners, touch, tell } = report;
  const refresh = reportPart(report, "Evidence", "#evidence");
  const files = takeFiles({ id: () => report.id, ready: () => report.known, begin: touch, tell, refresh,
    chosen: () => $("#words").focus() }); // or what is typed next would be taken for shortcuts
  let shown = null;

  document.addEventListener("submit", event => {
    const form = event.target;
    if (!form.matches("#evidence form:not([data-evidence-form])")) return;
    event.preventDefault();
    const focused = form.contains(document.activeElement);
    if (form.dataset.entry) {
      const { type, id, body } = entryOf(form, event.submitter);
      entry(type, body, { id, done: refresh });
    } else entry("answer-given", { field: form.elements.field.value, state: "answered", values: ["no"] }, { done: refresh });
    form.reset();
    if (form.elements.entry) form.elements.entry.value = ""; // the next one is another entry
    const fold = form.closest("details");
    if (fold) fold.open = false;
    if (focused) (fold?.querySelector("summary") ?? $("#evidence")).focus();
    tell(t("On the record."));
  });

  // From a step or a field to the files, without a stop in the history of the tab.
  document.addEventListener("click", event => {
    if (!event.target.closest('a[href="#evidence"]')) return;
    event.preventDefault();
    $("#evidence").scrollIntoView({ block: "nearest" });
    $("#evidence-file").focus();
  });

  // The field of the form that evidence answers says how much there is.
  function tally(kept, owed) {
    const field = $('#live .answer[data-type="evidence"]');
    if (!field) return;
    $("[data-evidence-tally]", field).textContent = [kept && t("{0} kept", kept), owed && t("{0} to come", owed)].filter(Boolean).join(", ") || t("Nothing yet");
    if (!kept && !owed && field.dataset.state !== "answered") return;
    field.dataset.state = kept || owed || $("input:checked", field) ? "answered" : "blank";
    $("use", field).setAttribute("href", `#i-${field.dataset.state === "answered" ? "done" : "open"}`);
  }

  listeners.add(({ incident }) => {
    files.start();
    if (!incident?.evidence) return;
    const now = JSON.stringify([incident.evidence.map(one => [one.id, one.scan]), incident.promised]);
    if (now === shown) return;
    shown = now;
    tally(incident.evidence.length, incident.promised.filter(one => one.owed).length);
    refresh();
  });
}

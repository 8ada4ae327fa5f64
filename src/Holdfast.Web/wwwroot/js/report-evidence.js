// Evidence on the live screen. The server renders the panel; files go their own way beside the queue of words, so that a large one holds no
// sentence up. A file before the first touch starts the incident.
import { entryOf } from "./entries.js";
import { takeFiles } from "./evidence.js";
import { reportPart } from "./report-part.js";

export function begin(report) {
  const { $, entry, listeners, touch, tell } = report;
  const refresh = reportPart(report, "Evidence", "#evidence");
  const files = takeFiles({ id: () => report.id, ready: () => report.known, begin: touch, tell, refresh });
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
    tell("On the record.");
  });

  listeners.add(({ incident }) => {
    files.start();
    const now = incident?.evidence?.sequence ?? null;
    if (now === shown || now === null) return;
    shown = now;
    refresh();
  });
}

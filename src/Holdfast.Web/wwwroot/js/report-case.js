// The case card on the live screen. The server renders it; each press is an entry in the page's own queue, so nothing is lost without a
// connection, and the card is fetched anew once the server has it.
import { BY_HAND, copy } from "./copy.js";
import { entryOf } from "./entries.js";
import { reportPart } from "./report-part.js";
import { t } from "./texts.js";

export function begin(report) {
  const { $, all, entry, listeners, tell } = report;
  const card = () => $("#case");
  const fetchCard = reportPart(report, "Case", "#case");
  let shown = "";
  const note = text => { const line = $("[data-case-note]", card()); if (line) line.textContent = text; };

  document.addEventListener("submit", async event => {
    const form = event.target;
    if (!form.matches("#case form[data-entry]")) return;
    event.preventDefault();
    const { type, id, body } = entryOf(form, event.submitter);
    const pressed = event.submitter;
    const words = pressed?.textContent.trim();
    if (pressed?.hasAttribute("aria-pressed")) for (const one of all("[aria-pressed]", form)) one.setAttribute("aria-pressed", one === pressed);
    entry(type, body, { id, done: fetchCard });
    form.reset();
    form.elements.entry.value = "";
    if (!("copies" in form.dataset)) {
      tell(words); // what was said of the case: the press may have been Enter in a field
      return note("");
    }
    const done = await copy(body.value);
    note(done ? "" : BY_HAND);
    if (done) tell(t("Copied: {0}", body.item));
  });

  listeners.add(({ incident }) => {
    const now = JSON.stringify([incident?.case ?? null, incident?.row?.filedAt ?? null]);
    if (!incident?.case || now === shown) return;
    shown = now;
    fetchCard();
  });
}

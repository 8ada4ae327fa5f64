// Sends a page's forms through the JSON doors without leaving the page. What was typed stays until the server has it; a form
// that fails says why and keeps it. Without this script the same forms are posted.
//   data-act="priority"          POST /api/v1/incidents/{id}/priority with the fields as they are named
//   data-entry="note-added"      one entry of that type whose body is the fields; a call with whether they reached the person is two
import { BY_HAND, copy } from "./copy.js";
import { entriesOf } from "./entries.js";
import { newId, sendUntilAnswered, why } from "./send.js";
import { t } from "./texts.js";

/** Takes over the forms of one incident. sent(answer) is called after each that the server has answered. */
export function takeForms(incident, sent) {
  document.addEventListener("submit", event => {
    const form = event.target;
    if (!form.matches("[data-act], [data-entry]")) return;
    event.preventDefault();
    if (form.dataset.busy) return;
    give(form, event.submitter, incident, sent);
  });
}

async function give(form, submitter, incident, sent) {
  form.dataset.busy = "yes";
  const note = form.querySelector(".form-note") ?? form.closest("[data-part]")?.querySelector("[data-case-note]");
  const say = text => { if (note) note.textContent = text; };
  const stated = form.dataset.entry ? entriesOf(form, submitter) : null;
  const { entry, version, __RequestVerificationToken, ...fields } = Object.fromEntries(new FormData(form, submitter));
  const path = `/api/v1/incidents/${incident}/${stated ? "entries" : form.dataset.act}`;
  const body = stated
    ? { entries: stated.map(one => ({ ...one, version: 1, ago: 0 })) }
    : { id: entry, ...fields, ...(version ? { expectedVersion: Number(version) } : {}) };
  const copied = "copies" in form.dataset ? await copy(stated[0].body.value) : null;
  const answer = await sendUntilAnswered(path, body, { waiting: failed => say(t("Not saved yet. {0} Trying again.", why(failed))) });
  delete form.dataset.busy;
  const mark = form.querySelector("[name=entry]");
  if (answer.status === 200) {
    say(copied === false ? BY_HAND : form.dataset.done ?? "");
    form.reset();
    if (mark) mark.value = newId();
    if (form.dataset.reload !== undefined) return location.reload();
    const fold = form.closest("details");
    if (fold && fold.contains(document.activeElement)) fold.querySelector("summary").focus();
    if (fold) fold.open = false;
  } else {
    say(form.dataset.act === "acknowledgement" ? why(answer, true) : t("Not saved. {0}", why(answer)));
    // Another decision came first; the next try is a new one, on what is so by then.
    if (answer.status === 409 && mark) mark.value = newId();
  }
  sent(answer, form);
}

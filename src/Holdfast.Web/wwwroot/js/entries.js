// A form that states one fact: its type, and the fields as the fact names them. A button on a line of a transcript states a quote of that line.
import { newId } from "./send.js";
import { now } from "./times.js";

const FLAGS = ["reached", "completed", "exists"]; // yes or no
const EMPTY = ["from", "number"]; // said by leaving it out

/** { type, id, body } of a form with data-entry. */
export function entryOf(form, submitter) {
  const line = submitter?.closest("[data-line]");
  if (line) return { type: "statement-added", id: newId(), body: quoteOf(line) };
  const { entry, version, type, back, __RequestVerificationToken, ...body } = Object.fromEntries(new FormData(form, submitter));
  if (body.hours) body.dueAt = new Date(now() + body.hours * 3_600_000).toISOString();
  delete body.hours;
  for (const flag of FLAGS) if (flag in body) body[flag] = body[flag] === "true";
  for (const [name, value] of Object.entries(body)) if (value === "" && EMPTY.includes(name)) delete body[name];
  return { type: form.dataset.entry, id: entry || newId(), body };
}

/** All that a form with data-entry states: a call, and whether they reached the person where that is known already, are two entries. */
export function entriesOf(form, submitter) {
  const stated = entryOf(form, submitter);
  const { answered, ...body } = stated.body;
  const reached = answered ? [{ type: "emergency-reached", id: newId(), body: { call: stated.id, reached: answered === "yes" } }] : [];
  return [{ ...stated, body }, ...reached];
}

/** The words of a line, exactly, and who said them when, as written there. */
export function quoteOf(line) {
  const body = { text: line.querySelector(".text").textContent, from: line.dataset.line };
  if (line.dataset.speaker) body.saidBy = line.dataset.speaker;
  if (line.dataset.time) body.saidAt = line.dataset.time;
  return body;
}

/** Lets a press anywhere on a line do what its button does, unless words are being selected. */
export function pressLines(root) {
  root.addEventListener("click", ({ target }) => {
    const line = target.closest("[data-line]");
    if (!line || target.closest("button, a") || String(getSelection())) return;
    line.querySelector("button")?.click();
  });
}

// When a part of the procedure applies: the same plain maps as on the server, asked of the same circumstances.
const BLANK = ["none"];
const PERSON = document.querySelector("meta[name=holdfast-person]")?.content;

/** Whether every condition of the map holds; a map without conditions, or none at all, always does. */
export function holds(when, circumstances) {
  for (const [key, values] of Object.entries(when ?? {})) {
    if (!(circumstances[key] ?? BLANK).some(value => values.includes(value))) return false;
  }
  return true;
}

const read = new WeakMap();

/** Whether an element applies, by its data-when. */
export function applies(element, circumstances) {
  if (!read.has(element)) read.set(element, element.dataset.when ? JSON.parse(element.dataset.when) : null);
  return holds(read.get(element), circumstances);
}

/** Keeps what is no field up to date: what happened here counts at once, what others did when it is read. */
export function begin({ $, all, listeners, fields, circumstances }) {
  listeners.add(report => {
    const { incident, contact } = report;
    const row = incident?.row;
    const released = row?.handover?.step === "released";
    const set = (key, ...values) => { circumstances[key] = values; };
    // Somebody else has the caller: the order is for them now.
    const left = released && row.handover.to?.id !== PERSON;
    if (left !== Boolean(report.left)) {
      report.left = left;
      report.order();
    }
    set("channel", $("[name=channel]:checked").value);
    if (contact) set("line", contact !== "on-the-line" ? "ended" : released ? "handed-over" : "on");
    if ($("#lines li") || fields.get("statement").statement) set("words", "some");
    if (incident?.transcripts?.length) set("transcript", "some");
    if (row) set("supervisor", row.acknowledged ? "taken" : row.ring ? "ringing" : "none");
    if (row) set("priority", row.priority);
    if (row) set("handover", row.handover?.step ?? "none");
    if (incident && "passedAt" in incident) set("passed-on", incident.passedAt ? "yes" : "no");
    if (incident && "cared" in incident) set("care", incident.cared ? "done" : "open");
    if (incident?.customerAsked || $("#customer-asked").getAttribute("aria-pressed") === "true") set("customer-asked", "yes");
    const reached = incident?.emergency?.some(call => call.reached) || all('#calls button[value="yes"]').some(one => one.getAttribute("aria-pressed") === "true");
    if ($("#calls li")) set("emergency", ...(reached ? ["called", "reached"] : ["called"]));
    if (row?.filedAt || report.filed) set("filed", "yes");
    if (incident?.evidence) {
      const there = [incident.evidence.length && "kept", incident.promised.some(one => one.owed) && "owed"].filter(Boolean);
      set("evidence", ...(there.length ? there : BLANK));
    }
    if (incident?.case) set("case", incident.case.done ? "done" : "open");
  });
}

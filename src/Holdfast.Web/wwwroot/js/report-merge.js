// What the server knows of this incident, merged into the page without touching what is being typed or is on its way.
export function begin(report) {
  const { $, all, fields, busy, line, mark, showContact, NOT_SAID } = report;
  const form = $("#live");
  let getting = null;
  let again = false;

  report.get = () => {
    if (!report.known) return;
    again = Boolean(getting); // what is on its way may have been read before what happened just now
    getting ??= read().finally(() => {
      getting = null;
      if (again) report.get();
    });
  };

  report.take = ({ row } = {}) => {
    if (!row) return;
    report.incident = { ...(report.incident ?? {}), row };
    const shown = $("#priority");
    shown.hidden = false;
    shown.className = `priority ${row.priority.toLowerCase()}`;
    shown.textContent = row.priority;
    $("#number").textContent = row.number;
    report.startedAt = Date.parse(row.startedAt);
    report.changed();
  };

  async function read() {
    try {
      const answer = await fetch(`/api/v1/incidents/${report.id}`, { headers: { Accept: "application/json" } });
      const incident = answer.ok ? await answer.json() : null;
      // Read before what this page has written since: it would take that back for a moment.
      if (incident?.row.sequence < report.sequence) again = true;
      else if (incident) merge(incident);
    } catch { /* Saving tells about the connection. */ }
  }

  function merge(incident) {
    report.incident = incident;
    report.take(incident);
    for (const [name, given] of Object.entries(incident.answers ?? {})) if (!busy(name)) answered(name, given);
    for (const said of incident.statements ?? []) {
      const written = said.id === fields.get("statement").statement || $(`#lines [data-id="${said.id}"] textarea`);
      if (!written && !report.sending("statement-corrected")) line({ ...said, at: Date.parse(said.at) });
    }
    if (incident.row?.filedAt && !report.filed) report.filing(incident);
    const channel = incident.row?.channel;
    const shown = $(`[name=channel][value="${channel}"]`, form);
    if (shown && !shown.checked && !report.sending("channel-chosen")) {
      shown.checked = true;
      report.order();
    }
    if (incident.contact && !report.sending("contact-")) showContact(incident.contact, Date.parse(incident.contactEndedAt));
    report.changed();
  }

  function answered(name, given) {
    const field = fields.get(name);
    if (field && !field.parts.includes(document.activeElement)) {
      field.write(given.state === "not-said" ? NOT_SAID : given.values.join(", "));
      field.kept = field.read();
    }
    const box = `[name="${CSS.escape(name)}"]`;
    for (const one of all(`[type=checkbox]${box}, [type=radio]${box}`, form)) one.checked = given.values.includes(one.value);
    mark(name, given.state, Date.parse(given.at), given.values);
  }

  report.answered = answered;
  report.get();
}

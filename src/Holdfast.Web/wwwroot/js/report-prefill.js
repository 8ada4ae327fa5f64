// A pop-up from telephony or CRM gives what it knows in the fragment, which no server and no log ever sees.
export function begin(report) {
  const { $, fields, commit } = report;
  if (!location.hash.includes("=")) return;
  for (const [name, value] of new URLSearchParams(location.hash.slice(1))) {
    const field = fields.get(name);
    if (!field || field.kept || field.entry || field.name === "statement") continue;
    field.write(value.slice(0, 2000));
    field.prefilled = true;
    $(`.answer[data-field="${CSS.escape(name)}"]`).dataset.state = "prefilled";
  }
  history.replaceState(null, "", location.pathname);
  // At first touch they become answers; that may have been before this script was there.
  if (report.started) for (const field of fields.values()) if (field.prefilled) { field.prefilled = false; commit(field); }
}

// What to say next, what to do now, which notices apply: by the kinds chosen and what is already known.
const MOST_CALLOUTS = 3;

export function begin({ $, all, listeners, ...report }) {
  const form = $("#live");
  const kinds = () => all("[name=kind]:checked", form).map(box => box.value);
  const known = name => {
    const row = $(`.answer[data-field="${name}"]`);
    if (row) return row.dataset.state !== "blank";
    return all(`[name="${name}"]:checked`, form).length > 0;
  };
  const holds = (part, chosen) => {
    const wanted = (part.dataset.kinds ?? "").split(" ").filter(Boolean);
    return (!wanted.length || wanted.some(kind => chosen.includes(kind))) && (!part.dataset.undecided || !chosen.length);
  };

  function say(chosen) {
    const group = all("#say-lines ol").find(one => holds(one, chosen));
    const lines = all("li", group);
    const asked = document.activeElement?.closest?.(".answer")?.dataset.field;
    const open = lines.filter(one => (one.dataset.field ? !known(one.dataset.field) : one === lines.at(-1) || !chosen.length && !$("#lines li")));
    const focused = lines.find(one => one.dataset.field === asked);
    const line = focused ?? open[0] ?? lines.at(-1);
    const then = open.filter(one => one !== line)[0];
    const ended = done.call(live);
    write($("#say-title"), ended ? "Do now" : "Say next");
    write($("#say"), ended ? $("#order-rest").dataset.ended : `“${line.textContent}”`);
    write($("#say-hint"), ended ? (then ? "" : "If they come back, go on asking.") : line.dataset.hint ?? "");
    write($("#say-then"), !then ? "" : ended ? `Still to ask: “${line.textContent}”` : `Then: “${then.textContent}”`);
    $("#say-then").hidden = !then;
    for (const row of all(".who .answer")) row.classList.toggle("now-row", row.dataset.field === (asked ?? line.dataset.field));
  }

  const done = {
    call: report => Boolean(report.contact) && report.contact !== "on-the-line",
    words: () => Boolean($("#lines li")),
    kind: () => known("kind"),
    number: () => known("caller-number"),
    place: () => known("caller-location") || known("threat-place"),
    supervisor: report => Boolean(report.incident?.row.acknowledged),
    emergency: () => Boolean($("#calls li")),
    filed: report => Boolean(report.incident?.row.filedAt),
  };

  function steps(chosen, live) {
    let first = true;
    for (const step of all("#steps li")) {
      step.hidden = !holds(step, chosen);
      if (step.hidden) continue;
      const isDone = done[step.dataset.done](live);
      const now = !isDone && (first || step.dataset.done === "call");
      if (!isDone && step.dataset.done !== "call") first = false;
      step.className = isDone ? "done" : now ? "now" : "";
      $("use", step).setAttribute("href", isDone ? "#i-done" : now ? "#i-now" : "#i-open");
      const text = $("span", step);
      text.dataset.text ??= text.textContent;
      write(text, step.dataset.done === "supervisor" && live.incident?.row.ring ? `${text.dataset.text}: being rung` : text.dataset.text);
      step.setAttribute("aria-label", `${text.textContent}${isDone ? ", done" : now ? ", now" : ""}`);
    }
  }

  function update(live) {
    const chosen = kinds();
    say(chosen);
    steps(chosen, live);
    let room = MOST_CALLOUTS;
    for (const callout of all("#callouts > .callout")) callout.hidden = !holds(callout, chosen) || --room < 0;
  }

  const write = (element, text) => { if (element.textContent !== text) element.textContent = text; };
  let live = report;
  listeners.add(now => update(live = now));
  form.addEventListener("focusin", event => {
    say(kinds());
    const field = event.target.closest(".answer");
    write($("#why"), field ? $(`#w-${field.dataset.field}`)?.textContent ?? "" : "");
  });
  form.addEventListener("focusout", () => setTimeout(() => {
    say(kinds());
    if (!document.activeElement?.closest(".answer")) write($("#why"), "");
  }));
  form.addEventListener("input", event => {
    const preset = event.target.dataset.preset;
    if (!preset) return;
    const literal = event.target.value.trim().toLowerCase() === preset.toLowerCase();
    write($("#why"), literal ? "These are the words of the form. Paste the link of the job itself." : $(`#w-${event.target.name}`).textContent);
  });
  update(live);
}

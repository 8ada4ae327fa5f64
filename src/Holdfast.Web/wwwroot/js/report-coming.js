// Who is coming: who is rung, for how long, who is next, who has it on the screen. It never goes quiet.
const CONFIRM = 10_000; // ms after which an alert that no screen has shown is called unconfirmed

const LOOK = 3_000; // ms between looks whose desks are open, as long as it rings: no event tells that a desk opened or closed

export function begin(report) {
  const { $, listeners, now, clock, tell } = report;
  const list = $("#coming");
  const short = $("#coming-short");
  const callThem = $("#call-them");
  let live = null;
  let state = "";
  let looked = 0;

  const icon = name => `<svg class="icon" aria-hidden="true"><use href="#i-${name}"></use></svg>`;
  const text = value => { const span = document.createElement("span"); span.textContent = value; return span.innerHTML; };
  const item = (mark, words, side = "", kind = "") => `<li class="${kind}">${icon(mark)}<span>${words}</span><span class="quiet">${side}</span></li>`;
  const team = row => text(row.team?.name ? ` of ${row.team.name}` : "");

  function show(report = live) {
    live = report;
    const row = live?.incident?.row;
    if (!row) return;
    const { ring, acknowledged } = row;
    if (live.incident.customerAsked) $("#customer-asked").setAttribute("aria-pressed", "true");
    if (ring) ringing(row, ring);
    else if (acknowledged) taken(row, acknowledged);
    else write([...silence(), item("open", "Nobody has been rung yet")], "", "none");
    seen(row);
  }

  function ringing(row, ring) {
    const seconds = Math.max(0, Math.floor((now() - Date.parse(ring.startedAt)) / 1000));
    const whom = ring.tier ? "Every supervisor, lead and Corporate Security" : `Supervisors${team(row)}`;
    const due = ring.dueAt ? Math.max(0, Math.ceil((Date.parse(ring.dueAt) - now()) / 1000)) : null;
    const span = ring.dueAt ? (Date.parse(ring.dueAt) - Date.parse(ring.startedAt)) / 1000 : 60;
    const unconfirmed = !ring.shownTo?.length && now() - Date.parse(ring.startedAt) > CONFIRM;
    const nobody = live.incident.reach?.length === 0;
    if (performance.now() - looked > LOOK) {
      looked = performance.now();
      report.get();
    }
    const lines = [...silence(), item("bell", `${whom}, ringing`, `${seconds} s`, "ringing")];
    lines.push(`<li class="progress"><progress max="${span}" value="${Math.min(span, seconds)}" aria-label="Ringing for ${seconds} s"></progress></li>`);
    for (const shown of ring.shownTo ?? []) lines.push(item("eye", `On the screen of ${text(shown.name)}`, clock(shown.at)));
    if (due !== null) lines.push(item("clock", "Every supervisor, lead and Corporate Security", due ? `in ${due} s` : "now"));
    if (nobody) lines.push(item("warning", "<b>Nobody’s desk is open.</b> Call:", "", "amber"));
    else if (unconfirmed) lines.push(item("warning", "<b>No desk has confirmed the alert.</b> Call:", "", "amber"));
    callThem.hidden = !nobody && !unconfirmed;
    write(lines, `${icon("bell")} <span>Ringing <b>${ring.tier ? "everyone" : "supervisors"}</b> ${seconds} s</span>`, nobody ? "nobody" : unconfirmed ? "unconfirmed" : `ringing-${ring.tier}-${ring.shownTo?.length ?? 0}`);
  }

  // What is known may be old: say so, and go on showing it.
  const silence = () => (live.away ? [item("warning", `<b>${live.away === "silent" ? "No news for 10 s." : "No news while signed out."}</b> This may be old.`, "", "amber")] : []);

  function taken(row, { by, at }) {
    callThem.hidden = true;
    const name = text(by.name);
    write([...silence(), item("done", `${name} has it`, clock(at), "taken"), item("clock", "Nobody else is being rung")], `${icon("done")} <span><b>${name}</b> acknowledged <time>${clock(at)}</time></span>`, `taken-${at}`);
  }

  const said = {
    nobody: "Nobody's desk is open. Call the numbers under Who is coming.",
    unconfirmed: "No desk has confirmed the alert. Call the numbers under Who is coming.",
  };

  function write(lines, summary, next) {
    const html = lines.join("");
    if (list.innerHTML !== html) list.innerHTML = html;
    short.innerHTML = summary;
    if (next === state) return;
    state = next;
    if (next === "none") return;
    tell(said[next] ?? (next.startsWith("taken") ? short.textContent : $(".ringing", list)?.textContent ?? ""));
  }

  function seen(row) {
    const others = (live.incident.seenBy ?? []).filter(one => one.id !== row.agent?.id);
    $("#seen span").textContent = others.length
      ? `Seen by ${others.map(one => `${one.name}, ${clock(one.at)}`).join("; ")}`
      : "Not opened by anyone else yet";
  }

  listeners.add(show);
  setInterval(() => { if (live?.incident?.row.ring) show(); }, 1000);
}

// Who is coming: who is tried by name, for how long, at which number; who was tried before; who is next and when; who has it. It never goes quiet.
import { morph } from "./morph.js";
import { dialed, names } from "./ring-words.js";
import { bold, t } from "./texts.js";

const CONFIRM = 10_000; // ms after which an alert that no screen has shown is called unconfirmed
const LOOK = 3_000; // ms between looks whose desks are open, as long as it rings: no event tells that a desk opened or closed
const FIND = 2; // s in which the first to be rung is found: until then nothing is said of who can be reached
const MOST = 3; // names that ring, and names tried before, that are shown; the rest is a number

export function begin(report) {
  const { $, listeners, now, clock, tell } = report;
  const list = $("#coming");
  const short = $("#coming-short");
  const callThem = $("#call-them");
  let live = null;
  let state = "";
  let told = new Map(); // id → how somebody stands, as it was said last
  let looked = 0;

  const icon = name => `<svg class="icon" aria-hidden="true"><use href="#i-${name}"></use></svg>`;
  const text = value => { const span = document.createElement("span"); span.textContent = value; return span.innerHTML; };
  const item = (mark, words, side = "", kind = "") => `<li class="${kind}">${icon(mark)}<span>${words}</span><span class="quiet">${side}</span></li>`;
  const seconds = since => Math.max(0, Math.floor((now() - Date.parse(since)) / 1000));
  const phone = ({ phone: number } = {}) => (number ? `<a href="${dialed(number)}">${text(number)}</a>` : "");

  function show(report = live) {
    live = report;
    const row = live?.incident?.row;
    if (!row) return;
    asked(live.incident);
    if (row.ring) ringing(row.ring);
    else if (row.acknowledged) taken(row);
    else write([...silence(), item("open", t("Nobody has been rung yet"))], "", "none");
    seen(row);
  }

  // The customer's wish is stamped apart from the agent's own call.
  function asked({ customerAsked, customerAskedAt }) {
    if (customerAsked) $("#customer-asked").setAttribute("aria-pressed", "true");
    const time = $("#customer-asked-at");
    if (customerAskedAt && time.dateTime !== customerAskedAt) Object.assign(time, { dateTime: customerAskedAt, textContent: clock(customerAskedAt) });
  }

  function ringing(ring) {
    const rung = ring.rung.filter(one => one.state === "ringing").sort((a, b) => b.reached - a.reached); // whom it reaches is named first
    const screen = one => ring.shownTo.find(shown => shown.id === one.id);
    const began = Math.max(Date.parse(ring.startedAt), ...rung.map(one => Date.parse(one.at)));
    const span = Math.max(1, (Date.parse(ring.dueAt) - began) / 1000);
    const left = Math.max(0, Math.ceil((Date.parse(ring.dueAt) - now()) / 1000));
    const nobody = live.incident.reach?.length === 0 && !rung.some(one => one.reached || screen(one)) && (rung.length > 0 || seconds(ring.startedAt) >= FIND);
    const unconfirmed = !rung.some(screen) && now() - (ring.shownTo.length ? began : Date.parse(ring.startedAt)) > CONFIRM;
    if (performance.now() - looked > LOOK) {
      looked = performance.now();
      report.get();
    }
    const lines = [...silence(), ...tried(ring)];
    for (const one of rung.slice(0, MOST)) {
      const where = screen(one) ? t("on their screen") : one.reached ? "" : t("no desk open");
      lines.push(item("bell", `${text(t("{0}, ringing", one.name))}<small>${[phone(one), where].filter(Boolean).join(" · ")}</small>`, t("{0} s", seconds(one.at)), "ringing"));
    }
    if (rung.length > MOST) lines.push(item("bell", t("and {0} more", rung.length - MOST), "", "ringing"));
    if (!rung.length) lines.push(item("bell", t("Finding somebody"), t("{0} s", seconds(ring.startedAt)), "ringing"));
    lines.push(`<li class="progress"><progress max="${span}" value="0" aria-label="${t("Until the next is tried")}"></progress></li>`);
    lines.push(item("clock", ring.next.length ? text(names(ring.next)) : t("Everybody again"), left ? t("in {0} s", left) : t("now")));
    if (nobody) lines.push(item("warning", bold(t("*Nobody’s desk is open.* Call:")), "", "amber"));
    else if (unconfirmed) lines.push(item("warning", bold(t("*No desk has confirmed the alert.* Call:")), "", "amber"));
    callThem.hidden = !nobody && !unconfirmed;
    const whom = rung.length > 1 ? t("{0} people", rung.length) : rung[0]?.name ?? t("somebody");
    write(lines, `${icon("bell")} <span>${bold(t("Ringing *{0}* {1} s", whom, seconds(rung[0]?.at ?? ring.startedAt)))}</span>`,
      `${nobody ? "nobody" : unconfirmed ? "unconfirmed" : ""} ${rung.map(one => one.id)}`, () => announce(ring, rung, nobody, unconfirmed));
    Object.assign($("progress", list), { value: Math.min(span, (now() - began) / 1000) });
  }

  // Nobody is ever silently tried: who did not answer, who can't come.
  function tried(ring) {
    const over = ring.rung.filter(one => one.state !== "ringing");
    const lines = over.length > MOST ? [item("x", t("{0} more tried before", over.length - MOST), "", "tried")] : [];
    for (const one of over.slice(-MOST)) lines.push(item("x", text(outcome(ring, one)), clock(one.at), "tried"));
    return lines;
  }

  // Whoever had taken a transfer that failed stands in the next ring from its first moment.
  const outcome = (ring, { name, state: how, at }) => (how === "missed" ? t("{0}, no answer", name)
    : ring.cause === "handover-failed" && at === ring.startedAt ? t("{0}, did not work", name) : t("{0}, can’t come", name));

  // What is known may be old: say so, and go on showing it.
  const silence = () => (live.away ? [item("warning", bold(live.away === "silent" ? t("*No news for 10 s.* This may be old.") : t("*No news while signed out.* This may be old.")), "", "amber")] : []);

  function taken({ acknowledged: { by, at }, handover }) {
    callThem.hidden = true;
    const accepted = handover?.step === "accepted";
    const number = accepted && handover.to?.id === by.id ? phone(handover.to) : "";
    write([...silence(), item("done", `${text(t("{0} has it", by.name))}${number ? `<small>${number}</small>` : ""}`, clock(at), "taken"), item("clock", t("Nobody else is being rung"))],
      `${icon("done")} <span>${bold(accepted ? t("*{0}* accepted", by.name) : t("*{0}* acknowledged", by.name))} <time>${clock(at)}</time></span>`, `taken-${at}`,
      () => (accepted ? t("{0} accepted.", by.name) : t("{0} has it.", by.name)));
  }

  // Read out once when it turns: who is tried now, and what became of those before. Not with every second.
  function announce(ring, rung, nobody, unconfirmed) {
    const over = ring.rung.filter(one => one.state !== "ringing" && told.get(one.id) !== one.state);
    told = new Map(ring.rung.map(one => [one.id, one.state]));
    return [
      ...over.slice(-MOST).map(one => `${outcome(ring, one)}.`),
      nobody ? t("Nobody’s desk is open. Call the numbers under Who is coming.") : unconfirmed ? t("No desk has confirmed the alert. Call the numbers under Who is coming.") : "",
      rung.length ? t("Ringing {0}.", names(rung)) : t("Finding somebody."),
    ].filter(Boolean).join(" ");
  }

  function write(lines, summary, next, words = () => "") {
    const wanted = list.cloneNode(false);
    wanted.innerHTML = lines.join("");
    morph(list, wanted);
    if (short.innerHTML !== summary) short.innerHTML = summary;
    if (next === state) return;
    state = next;
    const said = words();
    if (said) tell(said);
  }

  function seen(row) {
    const others = (live.incident.seenBy ?? []).filter(one => one.id !== row.agent?.id);
    $("#seen span").textContent = others.length
      ? t("Seen by {0}", others.map(one => `${one.name}, ${clock(one.at)}`).join("; "))
      : t("Not opened by anyone else yet");
  }

  listeners.add(show);
  setInterval(() => { if (live?.incident?.row.ring) show(); }, 1000);
}

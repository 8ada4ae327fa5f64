// What rings, as a banner: number, since when, who is rung next, Acknowledge and Open.
import { el, icon } from "./dom.js";
import { age, now } from "./times.js";

const ICONS = { "in-person": "people", email: "mail", chat: "chat", "social-media": "globe" };
const CHANNELS = { phone: "Phone", "in-person": "In person", email: "E-mail", chat: "Chat", "social-media": "Social media" };
const CAUSES = { "supervisor-requested": "A supervisor was asked for", p0: "P0", filed: "Filed, nobody has acknowledged it" };

/** The banner of one ringing row. others: the rest that rings. act: { acknowledge(row), open(row), key of Acknowledge or null }. */
export function banner(row, others, notice, act) {
  const p0 = row.priority === "P0";
  const cause = CAUSES[row.ring?.cause];
  return el("section", { class: p0 ? "ring p0" : "ring", role: "alert", "data-id": row.id, "aria-label": `Ringing ${row.priority} ${row.number}` },
    el("span", { class: `priority ${row.priority.toLowerCase()} large` }, row.priority),
    el("div", { class: "grow" },
      el("p", { class: "title" }, `Ringing you: ${row.number}`),
      el("p", { class: "row" },
        cause && cause !== row.priority ? el("b", {}, cause) : null,
        el("span", { class: "second" }, icon(ICONS[row.channel] ?? "phone"), ` ${CHANNELS[row.channel] ?? row.channel}, `,
          el("span", { "data-since": row.startedAt, "data-running": "yes" }, age(row.startedAt, true))),
        el("span", { class: "second" }, `${row.agent.name}, ${row.team.name}`)),
      el("div", { class: "row" }, el("div", { class: "bar" }, el("i")), el("span", { class: "tier" })),
      others.length ? el("p", { class: "row others" }, `${others.length} more ringing:`,
        ...others.slice(0, 4).map(other => el("a", { href: `/incidents/${other.id}` }, `${other.priority} ${other.number}`))) : null,
      el("p", { class: "notice amber", hidden: !notice }, notice ?? "")),
    el("div", { class: "act" },
      el("button", { class: "btn filled", type: "button", onclick: () => act.acknowledge(row) }, icon("arrow"), "Acknowledge ", act.key && el("kbd", {}, act.key)),
      el("button", { class: "btn", type: "button", onclick: () => act.open(row) }, "Open ", el("kbd", {}, "O"))));
}

/** Brings the seconds and the bar up to date. */
export function count(element, row) {
  const bar = element.querySelector(".bar > i");
  const tier = element.querySelector(".tier");
  if (!row.ring || !bar) return;
  const started = Date.parse(row.ring.startedAt);
  const seconds = Math.max(0, Math.floor((now() - started) / 1000));
  const due = row.ring.dueAt ? Math.round((Date.parse(row.ring.dueAt) - started) / 1000) : 0;
  bar.style.width = due ? `${Math.min(100, (100 * seconds) / due)}%` : "100%";
  tier.textContent = due
    ? `${seconds} s of ${due}, then every supervisor, lead and Corporate Security`
    : `${seconds < 120 ? `${seconds} s` : age(row.ring.startedAt)}: every supervisor, lead and Corporate Security is rung`;
}

// What rings, as a banner: number, why, alone or with whom, until when and who is next; to accept, to say that one can't come, to open.
import { el, icon } from "./dom.js";
import { countdown, mine, names, others } from "./ring-words.js";
import { t } from "./texts.js";
import { age, now } from "./times.js";

const ICONS = { "in-person": "people", email: "mail", chat: "chat", "social-media": "globe" };
const CHANNELS = { phone: t("Phone"), "in-person": t("In person"), email: t("E-mail"), chat: t("Chat"), "social-media": t("Social media") };

/** Whether a transfer is offered, so that to acknowledge is to accept it. */
export const offered = row => row.handover?.step === "offered";

/** The banner of one ringing row for a person. rest: what else rings. act: { acknowledge, decline, open (each of a row), keys: whether the letters press them }. */
export function banner(row, person, rest, notice, act) {
  const p0 = row.priority === "P0";
  const key = letter => (act.keys ? el("kbd", {}, letter) : null);
  return el("section", { class: p0 ? "ring p0" : "ring", role: "alert", "data-id": row.id, "aria-label": t("Ringing {0} {1}", row.priority, row.number) },
    el("span", { class: `priority ${row.priority.toLowerCase()} large` }, row.priority),
    el("div", { class: "grow" },
      el("p", { class: "title" }, t("Ringing you: {0}", row.number)),
      el("p", { class: "row" },
        el("b", {}, row.ring.because),
        el("span", { class: "second" }, icon(ICONS[row.channel] ?? "phone"), ` ${CHANNELS[row.channel] ?? row.channel}, `,
          el("span", { "data-since": row.startedAt, "data-running": "yes", "aria-live": "off" }, age(row.startedAt, true))),
        el("span", { class: "second" }, `${row.agent.name}, ${row.team.name}`),
        el("span", { class: "second" }, company(row, person))),
      el("div", { class: "row", "aria-live": "off" }, el("div", { class: "bar" }, el("i")), el("span", { class: "tier" })), // an alert is read whole whenever something in it changes
      rest.length ? el("p", { class: "row others" }, t("{0} more ringing:", rest.length),
        ...rest.slice(0, 4).map(other => el("a", { href: `/incidents/${other.id}` }, `${other.priority} ${other.number}`))) : null,
      el("p", { class: "notice amber", hidden: !notice }, notice ?? "")),
    el("div", { class: "act" },
      el("button", { class: "btn filled", type: "button", onclick: () => act.acknowledge(row) }, icon("arrow"), offered(row) ? t("Accept handover") : t("Acknowledge"), " ", key("A")),
      el("button", { class: "btn", type: "button", onclick: () => act.open(row) }, t("Open"), " ", el("kbd", {}, "O")),
      el("button", { class: "btn", type: "button", onclick: () => act.decline(row) }, t("I can’t come"), " ", key("Z"))));
}

// Whether it rings for others too, and who did not answer before.
function company(row, person) {
  const with_ = others(row, person, "ringing");
  const missed = others(row, person, "missed");
  const no = others(row, person, "declined");
  return [
    mine(row, person)?.alone && !with_.length ? t("Rings you alone") : with_.length ? t("Rings {0} too", names(with_)) : t("Rings nobody else"),
    missed.length ? t("{0} did not answer", names(missed)) : "",
    no.length ? t("{0} can’t come", names(no)) : "",
  ].filter(Boolean).join(". ");
}

/** Brings the seconds and the bar up to date. */
export function count(element, row, person) {
  const bar = element.querySelector(".bar > i");
  const rung = mine(row, person);
  if (!rung || !bar) return;
  const then = row.ring.next.length ? names(row.ring.next) : t("everybody again");
  const { part, text } = countdown({ at: Date.parse(rung.at), dueAt: Date.parse(row.ring.dueAt), alone: rung.alone, then }, now());
  bar.style.width = `${100 * part}%`;
  element.querySelector(".tier").textContent = text;
}

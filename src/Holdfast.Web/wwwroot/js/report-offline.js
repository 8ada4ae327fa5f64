// While nobody but this machine has the report: says that nobody is alerted, whom to call, and the code by which it is spoken of until it has its
// number. So it is where the worker opened the screen without the server (data-kept), and where a start waits for longer than PATIENCE.
import { el, icon } from "./dom.js";
import { bold, t } from "./texts.js";

const PATIENCE = 3000; // ms that a start may be on its way before it is called what it is
const LOOK = 4000; // ms between looks whether the server is back, and up to half as much again
const APART = "holdfast.apart"; // the id of a report whose code was shown: its start says so, also after a reload
const NUMBER = "holdfast.number"; // id and number of the report that this tab had last
const LETTERS = "FHJKLMQRTWXY";
const SIGNS = `23456789${LETTERS}`;

/** As the server reckons it (ProvisionalCode.cs): the last 32 bits of the id, a letter first. */
export function codeOf(id) {
  let left = parseInt(id.slice(-8), 16);
  let code = "T-";
  for (const from of [LETTERS, SIGNS, SIGNS, SIGNS]) {
    code += from[left % from.length];
    left = Math.floor(left / from.length);
  }
  return code;
}

export function begin(report) {
  const { $, all, listeners, tell, clock } = report;
  const list = $("#coming");
  const nobody = list.innerHTML;
  const mine = report.now() - performance.now(); // this machine's clock, where the server's isn't known yet
  const band = el("section", { class: "alone", hidden: true, "aria-label": t("The server can’t be reached") });
  $("#main").before(band);
  const opened = report.known; // begun before this page was opened
  let reached = !("kept" in $("#main").dataset);
  let since = null; // when a start began to wait
  let alone = "";
  let code = "";

  if (!reached) {
    const asked = new URLSearchParams(location.search).get("channel");
    const chip = asked && !report.started && $(`[name=channel][value="${CSS.escape(asked)}"]`);
    if (chip && !chip.checked) chip.click();
    if (report.known) known();
  }

  // An incident that was opened again: its time is in its id, its number in this tab.
  function known() {
    const [id, number] = (sessionStorage.getItem(NUMBER) ?? "").split(" ");
    $("#number").textContent = id === report.id ? number : t("Report");
    $("#priority").hidden = true;
    report.startedAt ??= parseInt(report.id.replace("-", "").slice(0, 12), 16);
  }

  /** Why nobody has it; nothing when somebody does. */
  function why() {
    if (report.incident || (report.known && !opened)) reached = true;
    if (report.known) return reached ? "" : "again";
    if (!report.started) return reached ? "" : "empty";
    since ??= performance.now();
    if (reached && performance.now() - since < PATIENCE) return alone;
    return ["signed-out", "refused"].includes(report.trouble) ? report.trouble : "away";
  }

  function update() {
    const now = why();
    if (report.started && !report.known && now && !code) begun();
    if (now !== alone) {
      const before = alone;
      alone = now;
      if (alone) say();
      else over(before);
    }
    const row = report.incident?.row;
    if (row) {
      sessionStorage.setItem(NUMBER, `${report.id} ${row.number}`);
      if (row.code) told(row.code);
    }
  }

  function begun() {
    code = codeOf(report.id);
    sessionStorage.setItem(APART, report.id);
    $("#number").textContent = code;
    document.title = `${code} · Holdfast`;
    if (alone) say();
  }

  const SAID = {
    empty: [t("Nobody is alerted: the server can’t be reached."), t("Write here all the same: it is sent when the server is back. Until then, call for help yourself.")],
    away: [t("Nobody is alerted: the server can’t be reached."), t("Go on writing: it is sent when the server is back. Until then, call for help yourself.")],
    "signed-out": [t("Nobody is alerted: you are signed out."), t("Sign in again on this page, and it is sent. Until then, call for help yourself.")],
    refused: [t("Nobody is alerted: the server did not take it."), t("It is tried again. Until then, call for help yourself.")],
    again: [t("The server can’t be reached."), t("Go on writing: it is sent when the server is back, and what was written before is shown again. Until then, call for help yourself.")],
  };

  function say() {
    const [title, rest] = SAID[alone];
    band.replaceChildren(icon("warning"), el("p", { class: "grow" }, el("b", {}, title), " ", rest),
      el("ul", { class: "numbers" }, ...all("#call-them li").map(one => one.cloneNode(true))));
    if (code) band.querySelector("p").append(Object.assign(el("span", { class: "alone-code" }), { innerHTML: bold(t("Say *{0}*: that is this report until its number comes.", code)) }));
    band.className = "alone";
    band.hidden = false;
    list.innerHTML = `<li class="amber">${icon("warning").outerHTML}<span><b></b></span></li>`;
    $("b", list).textContent = alone === "again" ? t("Not known: the server can’t be reached. Call:") : t("Nobody is alerted. Call:");
    $("#call-them").hidden = false;
    $("#main").dataset.alone = "";
    $("#coming-short").replaceChildren(icon("warning"), el("span", {}, alone === "again" ? t("Not known who comes") : t("Nobody is alerted")));
    files(true);
    tell(code ? `${title} ${t("Say {0}: that is this report until its number comes.", [...code].join(" "))}` : title);
  }

  function over(before) {
    delete $("#main").dataset.alone;
    list.innerHTML = nobody;
    $("#coming-short").replaceChildren();
    $("#call-them").hidden = true; // report-coming.js shows it again where it must
    files(false);
    band.hidden = !code;
    if (code) {
      sessionStorage.removeItem(APART);
      const number = $("#number").textContent;
      band.className = "alone back";
      band.replaceChildren(icon("done"), el("p", { class: "grow" }, el("b", {}, t("{0} has its number now: {1}.", code, number)), " ", t("The server has it since {0}.", clock(report.now()))));
      told(code);
      shift();
    } else if (before === "empty") tell(t("The server is back."));
  }

  // What was told on the telephone stays beside the number.
  function told(as) {
    if ($("#was")) return;
    $("#number").after(el("span", { id: "was", class: "quiet num" }, t("was {0}", as)));
  }

  // A file that waits is in this window and nowhere else.
  function files(wait) {
    $("#evidence-alone")?.remove();
    if (wait) $("#evidence-limit")?.after(el("p", { id: "evidence-alone", class: "hint amber" }, t("Files wait in this window until the server is back. Loading the page again loses them: choose them again then.")));
  }

  // Times that were shown by this machine's clock are shown by the server's now, as the record has them.
  function shift() {
    const by = report.now() - performance.now() - mine;
    if (Math.abs(by) < 1000) return;
    for (const time of all("#lines time, #live .answer time")) if (time.dateTime) {
      time.dateTime = new Date(Date.parse(time.dateTime) + by).toISOString();
      time.textContent = clock(time.dateTime);
    }
  }

  // What waits is sent at once when the server is back, not at the next attempt.
  async function look() {
    if (alone) {
      const answer = await fetch("/health/ready", { credentials: "omit", cache: "no-store", signal: AbortSignal.timeout(LOOK) }).catch(() => null);
      if (answer?.ok) {
        reached = true;
        dispatchEvent(new Event("online"));
        if (report.known) report.get();
      }
    }
    setTimeout(look, LOOK * (1 + Math.random() / 2));
  }

  listeners.add(update);
  document.addEventListener("input", () => update());
  setInterval(update, 1000);
  setTimeout(look, LOOK);
  update();
}

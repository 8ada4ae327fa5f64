// Signing in over the page: when the session has ended, a small panel beside the words asks for the password, and the same person goes on with the
// same text. Where somebody else has signed in in this browser, the page goes away: the words are not theirs to see, and are delivered as their author's.
import { send } from "./send.js";
import { t } from "./texts.js";

const LOOK = 4000; // ms between looks whether somebody has signed in in another tab
const KEPT = 500; // ms that leaving waits for the last key to be on the machine
const person = document.querySelector('meta[name="holdfast-person"]')?.content;

export function begin(report) {
  const { $, tell } = report;
  const panel = $("#sign-over");
  const form = $("form", panel);
  const says = $("[data-says]", panel);
  let out = false;
  let looking = 0;

  report.shown.add(() => {
    const now = report.trouble === "signed-out" || report.away === "signed-out";
    if (now === out) return;
    out = now;
    panel.hidden = !out;
    if (out) {
      says.textContent = "";
      look();
    } else back();
  });

  /** Who is signed in in this browser now. */
  async function look() {
    clearTimeout(looking);
    const answer = await fetch("/api/v1/people/me", { headers: { Accept: "application/json" } }).catch(() => null);
    const me = answer?.ok ? await answer.json().catch(() => null) : null;
    if (me && me.id !== person) return leave();
    if (me) report.signedIn();
    if (out) looking = setTimeout(look, LOOK);
  }

  function back() {
    const focused = panel.contains(document.activeElement);
    form.reset();
    report.renew?.();
    report.get();
    if (focused) $("#words").focus();
    tell(t("Signed in again."));
  }

  /** To the start of whoever is signed in. What is not delivered is on the machine, sealed. */
  async function leave() {
    if (report.leaving) return;
    report.leaving = document.body.hidden = true;
    await Promise.race([report.written?.(), new Promise(next => setTimeout(next, KEPT))]).catch(() => {});
    location.replace("/");
  }

  form.addEventListener("submit", async event => {
    event.preventDefault();
    const button = $("button", form);
    button.disabled = true;
    says.textContent = "";
    const { status, data } = await send("/api/v1/session", { userName: form.elements.userName.value, password: form.elements.password.value });
    button.disabled = false;
    if (status === 200) {
      if (data.person.id !== person) return leave();
      return report.signedIn();
    }
    says.textContent = status === 401 || status === 429 ? data?.title ?? t("That password does not open the account.") : t("No contact with the server. Your words are kept.");
    form.elements.password.select();
  });

  // The page that follows a sign-in tells every other of this browser whose it is.
  new BroadcastChannel("holdfast-person").onmessage = ({ data }) => { if (data !== person) leave(); };
}

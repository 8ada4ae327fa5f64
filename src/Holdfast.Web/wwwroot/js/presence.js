// Whether one can come, in the bar of every page: chosen in place, and kept as it is on the server. Without this script the same form is posted.
import { send, why } from "./send.js";
import { t } from "./texts.js";

const LOOK = 15_000; // ms between two looks at what was chosen elsewhere, while this tab is seen
const person = document.querySelector('meta[name="holdfast-person"]')?.content;
const forms = () => document.querySelectorAll("[data-presence]");

function show(chosen) {
  for (const button of document.querySelectorAll("[data-presence] button")) button.setAttribute("aria-pressed", button.value === chosen);
}

function tell(words) {
  for (const form of forms()) form.querySelector("[data-presence-told]").textContent = words;
}

document.addEventListener("submit", async event => {
  if (!event.target.matches("[data-presence]") || !event.submitter) return;
  event.preventDefault();
  const { value: availability, title } = event.submitter;
  const answer = await send("/api/v1/people/me/presence", { availability });
  if (answer.status === 200) {
    show(availability);
    tell(title);
    document.dispatchEvent(new Event("holdfast:presence"));
  } else if (answer.status === 409) {
    // What one leaves behind is to be said first.
    location.href = "/presence?end=yes#end";
  } else {
    tell(t("Not changed. {0}", why(answer)));
  }
});

async function look() {
  if (document.hidden || !forms().length) return;
  const answer = await fetch("/api/v1/presence", { headers: { Accept: "application/json" } }).catch(() => null);
  const mine = answer?.ok ? (await answer.json()).people.find(one => one.id === person) : null;
  if (mine) show(mine.chosen);
}

setInterval(look, LOOK);
document.addEventListener("visibilitychange", look);

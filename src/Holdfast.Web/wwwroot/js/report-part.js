// A part of the live screen that the server renders: fetched anew when told so, at most one request at a time, without touching focus or what is typed.
import { morph } from "./morph.js";
import { moment, time } from "./texts.js";

/** Returns refresh(). `selector` finds the part both on the page and in the answer. */
export function reportPart(report, handler, selector) {
  const { $, all, clock } = report;
  let fetching = null;
  let again = false;

  async function read() {
    const answer = await fetch(`/incidents/${report.id}?handler=${handler}`, { headers: { Accept: "text/html" } }).catch(() => null);
    if (!answer?.ok || answer.redirected) return;
    const next = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(selector);
    if (!next) return;
    morph($(selector), document.adoptNode(next));
    for (const time of all("time[datetime]", $(selector))) time.textContent = "minutes" in time.dataset ? minutes(time.dateTime) : clock(time.dateTime);
  }

  return function refresh() {
    if (!report.known) return;
    again = Boolean(fetching);
    fetching ??= read().finally(() => {
      fetching = null;
      if (again) refresh();
    });
  };
}

/** "14:02", with the day when it is another day. */
const minutes = at => (new Date(at).toDateString() === new Date().toDateString() ? time(at, false) : moment(at, false));

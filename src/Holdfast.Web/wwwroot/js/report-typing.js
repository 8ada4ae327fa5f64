// What others are typing in this incident, while one types oneself: gray, under the same field, with their name. Neither touches the other's words.
import { subscribe } from "./feed.js";
import { t } from "./texts.js";

const PAUSE = 300; // ms between two readings
const AGAIN = 4000; // ms after which what is shown is asked for again: typing that was taken back leaves no event behind

export function begin(report) {
  const { $, all } = report;
  let reading = false, wanted = false, ends = null, readAt = 0;

  async function read() {
    wanted = true;
    if (reading) return;
    reading = true;
    while (wanted) {
      wanted = false;
      const answer = await fetch(`/api/v1/incidents/${report.id}/drafts`, { headers: { Accept: "application/json" } }).catch(() => null);
      readAt = performance.now();
      if (answer?.ok) show((await answer.json()).drafts);
      await new Promise(next => setTimeout(next, PAUSE));
    }
    reading = false;
  }

  function show(drafts) {
    const shown = new Set();
    for (const { field, by, text } of drafts) {
      const place = field === "statement" ? $("#words").closest(".words-field") : $(`#live .answer[data-field="${CSS.escape(field)}"]`);
      if (!place || !text) continue;
      const key = `${field} ${by.id}`;
      shown.add(key);
      let line = all("[data-typing]").find(one => one.dataset.typing === key);
      if (!line) {
        line = Object.assign(document.createElement("p"), { className: "typing" });
        line.dataset.typing = key;
        line.append(Object.assign(document.createElement("span"), { className: "who", textContent: t("{0} is typing", by.name) }), " ", document.createElement("span"));
        if (field === "statement") place.before(line);
        else place.append(line);
      }
      const words = line.lastElementChild;
      if (words.textContent !== text) words.textContent = text;
    }
    for (const line of all("[data-typing]")) if (!shown.has(line.dataset.typing)) line.remove();
  }

  const follow = () => {
    if (ends || !report.known) return;
    ends = subscribe(({ type, data }) => {
      if (type === "typing" && data.id === report.id) read();
      if (type === "incident" && data.id === report.id && $("[data-typing]")) read();
      if (type === "hello") read();
    });
  };
  report.listeners.add(follow);
  setInterval(() => { if ($("[data-typing]") && performance.now() - readAt > AGAIN) read(); }, AGAIN / 2);
}

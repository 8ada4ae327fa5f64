// The person threatening, or a witness, is a colleague with an account: the names are asked for when somebody opens the list.
import { t } from "./texts.js";

export function begin({ $, all, listeners }) {
  const lists = all('.answer[data-type="colleague"] select');
  let asked = null;

  const load = () => asked ??= fetch("/api/v1/people", { headers: { Accept: "application/json" } })
    .then(answer => (answer.ok ? answer.json() : Promise.reject(new Error("not now"))))
    .then(answer => fill(answer.people ?? answer), () => { asked = null; });

  function fill(people) {
    for (const list of lists) {
      const chosen = list.value || list.dataset.chosen;
      list.replaceChildren(new Option(t("No"), ""), ...people.map(person => new Option(person.name ?? person.displayName, person.id)));
      list.value = people.some(person => person.id === chosen) ? chosen : "";
    }
  }

  for (const list of lists) {
    list.addEventListener("focus", load);
    list.addEventListener("pointerenter", load);
    if (list.dataset.chosen) load();
  }

  listeners.add(({ incident }) => {
    for (const list of lists) {
      const [value] = incident?.answers?.[list.closest(".answer").dataset.field]?.values ?? [];
      if (!value || list === document.activeElement || list.value === value) continue;
      list.dataset.chosen = value;
      load().then?.(() => { list.value = value; });
    }
  });
}

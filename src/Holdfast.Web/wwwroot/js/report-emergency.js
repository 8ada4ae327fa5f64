// The log of calls to emergency services: whom, when, reference, told which place; afterwards whether they reached the person.
import { t } from "./texts.js";

export function begin({ $, all, listeners, entry, now, clock, tell }) {
  const form = $("#called");
  const opener = $("#called-open");
  const list = $("#calls");
  const two = value => String(value).padStart(2, "0");

  // Which place was told: the one threatened, else where the caller is, as far as anything is written there.
  const place = means => {
    const row = $(`#live .answer[data-means="${means}"]`);
    return row?.dataset.state === "answered" ? $(".input", row)?.value ?? "" : "";
  };

  function open(show) {
    form.classList.toggle("open", show);
    opener.setAttribute("aria-expanded", show);
    if (!show) return;
    const time = new Date(now());
    form.calledAt.value = [time.getHours(), time.getMinutes(), time.getSeconds()].map(two).join(":");
    form.placeTold.value ||= place("threat-place") || place("caller-place");
    form.whom.focus();
  }
  // To the card without a stop in the history of the tab.
  $('a[href="#emergency"]').addEventListener("click", event => {
    event.preventDefault();
    $("#emergency").scrollIntoView({ block: "nearest" });
    $("#emergency").focus();
  });

  form.classList.add("scripted");
  opener.addEventListener("click", () => open(!form.classList.contains("open")));

  form.addEventListener("submit", event => {
    event.preventDefault();
    const time = new Date(now());
    const [hours, minutes, seconds] = form.calledAt.value.split(":").map(Number);
    if (form.calledAt.value) time.setHours(hours, minutes, seconds || 0, 0);
    const call = { whom: form.whom.value.trim() || "Emergency services", calledAt: time.toISOString(), reference: form.reference.value.trim(), placeTold: form.placeTold.value.trim() };
    show({ id: entry("emergency-called", call), ...call, reached: null });
    form.reset();
    open(false);
    opener.focus();
    tell(t("The call is on the record."));
  });

  function show(call) {
    let row = $(`[data-id="${call.id}"]`, list);
    if (!row) {
      row = document.createElement("li");
      row.dataset.id = call.id;
      row.innerHTML = `<p><b></b> <span class="quiet"></span></p><div class="row"><span>${t("Reached them?")}</span><button class="btn small" type="button" value="yes">${t("Yes")}</button><button class="btn small" type="button" value="no">${t("No")}</button></div>`;
      list.append(row);
    }
    if (!$("p", row)) { row.remove(); show(call); return; }
    $("b", row).textContent = call.whom;
    const at = Number.isNaN(Date.parse(call.calledAt)) ? call.calledAt : clock(call.calledAt);
    $(".quiet", row).textContent = [at, call.reference ? t("ref. {0}", call.reference) : t("no reference"), call.placeTold ? t("told: {0}", call.placeTold) : ""].filter(Boolean).join(" · ");
    reached(row, call.reached);
  }

  function reached(row, value) {
    for (const button of all("button", row)) button.setAttribute("aria-pressed", value !== null && value !== undefined && (button.value === "yes") === value);
  }

  list.addEventListener("click", ({ target }) => {
    if (!target.matches("button")) return;
    const row = target.closest("li");
    entry("emergency-reached", { call: row.dataset.id, reached: target.value === "yes" });
    reached(row, target.value === "yes");
  });

  listeners.add(({ incident }) => { for (const call of incident?.emergency ?? []) show(call); });
}

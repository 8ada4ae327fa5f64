// What applies to this incident: sections, fields and notices by their conditions; what to say next; why a field matters.
import { applies } from "./report-when.js";
import { t } from "./texts.js";

const MOST_CALLOUTS = 3;

export function begin(report) {
  const { $, all, listeners, circumstances, fields, goTo, guide, tell } = report;
  const form = $("#live");
  const rows = all(".answer", form);
  const rowOf = name => rows.find(row => row.dataset.field === name);
  const sections = all(".section", form);
  const parts = [...sections, ...rows].filter(part => part.dataset.when);
  const asked = () => document.activeElement?.closest?.("#live .answer");
  const write = (element, text) => { if (element.textContent !== text) element.textContent = text; };
  const known = name => Boolean(circumstances[name]);
  let asking = null; // the row of what is to be said next

  // What no longer applies is hidden and keeps its answer; where somebody is writing, it stays until they have left.
  function conditions() {
    for (const part of parts) {
      const hidden = !applies(part, circumstances);
      if (part.hidden !== hidden && !(hidden && part.contains(document.activeElement))) part.hidden = hidden;
    }
    for (const section of all("details.section[data-section]", form)) {
      const inside = all(".answer", section).filter(row => !row.hidden);
      write($(".count", section), t("{0} of {1}", inside.filter(row => known(row.dataset.field)).length, inside.length));
    }
    for (const summary of all("details.section > summary", form)) summary.removeAttribute("data-key");
    const folded = all("details.section:not([open], [hidden]) > summary", form)[0];
    if (folded) folded.dataset.key = "o";
  }

  function say() {
    const group = all("#say-lines ol").find(one => applies(one, circumstances));
    const now = circumstances.line[0] === "ended" ? "ended" : report.left ? "left" : "on";
    const focused = asked();
    if (!group || (now !== "on" && !group.dataset.when?.includes('"line"'))) {
      show(t("Do now"), guide()[now][1], "", "", null);
    } else {
      const lines = all("li", group);
      const kind = $('.answer[data-means="kind"]', form)?.dataset.field;
      const open = lines.filter(one => (one.dataset.field ? !known(one.dataset.field) && !rowOf(one.dataset.field)?.closest("[hidden]")
        : one === lines.at(-1) || (!known(kind) && circumstances.words[0] === "none")));
      const line = lines.find(one => one.dataset.field && one.dataset.field === focused?.dataset.field) ?? open[0] ?? lines.at(-1);
      const then = open.find(one => one !== line);
      const spoken = group.dataset.spoken === "yes";
      const quoted = one => (spoken ? `“${one.textContent}”` : one.textContent);
      show(!spoken ? t("Do now") : guide().spoken ? t("Say next") : t("Write next"), quoted(line), line.dataset.hint ?? "", then ? t("Then: {0}", quoted(then)) : "", rowOf(line.dataset.field));
    }
    for (const row of rows) row.classList.toggle("now-row", row === (focused ?? asking) && row.matches("div"));
  }

  function show(title, text, hint, then, row) {
    asking = row ?? null;
    write($("#say-title"), title);
    write($("#say"), text);
    write($("#say-hint"), hint);
    write($("#say-then"), then);
    $("#say-then").hidden = !then;
    $("#say-go").hidden = !row;
  }

  function callouts() {
    let room = MOST_CALLOUTS;
    for (const callout of all("#callouts > .callout")) callout.hidden = !applies(callout, circumstances) || --room < 0;
  }

  function update() {
    conditions();
    say();
    callouts();
    for (const row of rows) if (row.dataset.placeholder) placeholder(row);
  }

  // The placeholder's own words, typed as the answer, count as missing.
  function placeholder(row) {
    const hint = $(".placeholder-hint", row);
    const literal = row.dataset.placeholder.toLowerCase().split("\n").includes(fields.get(row.dataset.field)?.read().toLowerCase());
    if (hint.hidden === !literal) return;
    hint.hidden = !literal;
    if (literal) tell(hint.textContent.trim());
  }

  function why() {
    const row = asked();
    write($("#why"), row ? $(`#w-${CSS.escape(row.dataset.field)}`)?.textContent ?? "" : "");
    $("#file-hint")?.toggleAttribute("hidden", Boolean($("#why").textContent));
  }

  listeners.add(update);
  form.addEventListener("focusin", () => { say(); why(); });
  form.addEventListener("focusout", () => setTimeout(() => { conditions(); say(); why(); }));
  form.addEventListener("input", ({ target }) => { const row = target.closest(".answer"); if (row?.dataset.placeholder) placeholder(row); });
  form.addEventListener("toggle", conditions, true);
  $(".say").addEventListener("click", () => { if (asking) goTo(asking); });
}

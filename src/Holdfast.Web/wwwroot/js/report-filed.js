// After filing: the number to copy, what is missing, and who is there for the agent. Everything can still be added.
import { t } from "./texts.js";

export function showFiled({ $, clock, now, tell, listeners }, { missing, row } = {}) {
  const box = $("#filed");
  const number = row?.number ?? $("#number").textContent;
  box.innerHTML = '<svg class="icon good" aria-hidden="true"><use href="#i-done"></use></svg><b></b><span class="num fact"></span><button class="btn small" type="button"><svg class="icon" aria-hidden="true"><use href="#i-copy"></use></svg> <span></span></button><a class="another" href="/report"></a><span class="missing"></span>';
  $(".another", box).textContent = t("Another report");
  $("button span", box).textContent = t("Copy number");
  $("b", box).textContent = t("Filed {0}", clock(row?.filedAt ?? now()));
  $(".num", box).textContent = number;
  const still = open => {
    const labels = (open ?? []).map(one => one.label ?? one.field).join(", ");
    const text = [open && (labels ? t("Still open: {0}.", labels) : t("Nothing is missing.")), t("Everything can still be added.")].filter(Boolean).join(" ");
    if ($(".missing", box).textContent !== text) $(".missing", box).textContent = $(".missing", box).title = text;
  };
  still(missing);
  listeners.add(({ incident }) => still(incident?.missing ?? missing));
  $("button", box).addEventListener("click", async () => {
    await copy(number);
    $("button span", box).textContent = t("Copied");
  });
  $("#file-button").hidden = true;
  $("#care")?.removeAttribute("hidden");
  if (missing) tell(`${t("Filed. {0}.", number)} ${$(".missing", box).textContent}`);
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Plain http on another machine has no clipboard to write to.
    const field = Object.assign(document.createElement("textarea"), { value: text });
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
}

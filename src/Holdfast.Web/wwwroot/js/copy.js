// Puts text on the clipboard. Where the page may not (no TLS, an old browser), it asks the browser's own copy command; where that
// fails too, whoever is reading selects and copies by hand.
import { t } from "./texts.js";

/** What is said then. */
export const BY_HAND = t("This browser did not let the page copy. Select the value and copy it.");

/** Whether the text is on the clipboard now. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return byCommand(text);
  }
}

function byCommand(text) {
  const focused = document.activeElement;
  const area = Object.assign(document.createElement("textarea"), { value: text, readOnly: true, className: "said" });
  area.setAttribute("aria-hidden", "true");
  document.body.append(area);
  area.select();
  let done = false;
  try { done = document.execCommand("copy"); } catch { /* not allowed here */ }
  area.remove();
  focused?.focus?.();
  return done;
}

// One letter presses the control that shows it (data-key), as long as no field has the cursor. "?" shows them all, from what is on the page.
import { el, letters } from "./dom.js";
import { t } from "./texts.js";

const writing = 'input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea, select, [contenteditable]';
const opens = document.querySelector("[data-show-keys]");
const more = document.querySelector("[data-more-keys]"); // keys that no control shows, such as those of a list
let before = null; // where the cursor was

function lines() {
  const found = new Map();
  for (const control of document.querySelectorAll("[data-key]")) {
    const key = control.dataset.key;
    if (key.length !== 1 || found.has(key) || control === opens || !control.matches("a, button, summary, label, input, textarea, select") || !control.checkVisibility()) continue;
    const words = [...control.childNodes].filter(part => part.nodeName !== "KBD").map(part => part.textContent).join(" ").replace(/\s+/g, " ").trim();
    const name = control.getAttribute("aria-label") || words;
    if (name) found.set(key, name);
  }
  return [...found].flatMap(([key, name]) => [el("dt", {}, el("kbd", {}, key.toUpperCase())), el("dd", {}, name)]);
}

function show() {
  if (document.querySelector("dialog.keys[open]")) return hide();
  const off = el("input", { type: "checkbox", checked: letters() });
  off.addEventListener("change", () => localStorage.setItem("holdfast.letters", off.checked ? "on" : "off"));
  const list = el("dialog", { class: "panel keys stack", "aria-labelledby": "keys-title", tabindex: "-1" },
    el("div", { class: "head" }, el("h2", { id: "keys-title" }, t("Keys")), el("span", { class: "grow" }), el("button", { class: "btn small", type: "button", onclick: hide }, t("Close"))),
    el("dl", { class: "keys-list" }, ...lines(), ...(more ? [...more.content.cloneNode(true).children] : [])),
    el("p", { class: "hint" }, t("A key works as long as no field has the cursor; Esc leaves a field.")),
    el("label", { class: "row" }, off, t("Letter keys")));
  before = document.activeElement;
  document.body.append(list);
  list.show();
  list.focus();
}

function hide() {
  document.querySelector("dialog.keys")?.remove();
  before?.focus?.();
  before = null;
}

if (opens) {
  opens.hidden = false;
  opens.addEventListener("click", show);
}

document.addEventListener("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.defaultPrevented) return;
  if (event.key === "Escape") {
    const open = event.target.closest?.("details[open]");
    if (document.querySelector("dialog.keys[open]")) hide();
    else if (open) { open.open = false; open.querySelector("summary").focus(); }
    else if (event.target.matches?.(writing)) event.target.blur();
    return;
  }
  if (event.target.matches?.(writing) || (!letters() && event.key !== "?")) return;
  const control = document.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
  if (!control || control.disabled || !control.checkVisibility()) return;
  event.preventDefault();
  if (control.matches(writing)) control.focus();
  else control.click();
});

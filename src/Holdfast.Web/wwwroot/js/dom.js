// Elements without markup strings: what people wrote is only ever set as text.

/** el("p", { class: "fact", hidden: true }, "words", child, null) */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter(child => child !== null && child !== undefined && child !== false));
  return element;
}

/** An icon of the page's sprite; always beside a word. */
export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `#i-${name}`);
  svg.append(use);
  return svg;
}

/** Whether single letters are keys here: somebody who dictates, or whose screen reader uses them, turns them off. "?" always works. */
export const letters = () => localStorage.getItem("holdfast.letters") !== "off";

/** Whether a key belongs to what the person is typing in, or to the browser. */
export const typing = event => event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat || !letters()
  || event.target.closest?.("input:not([type=checkbox],[type=radio]), textarea, select, [contenteditable]");

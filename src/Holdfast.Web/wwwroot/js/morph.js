// Brings a part of the page up to date with a newly rendered one, touching only what differs: focus, selection, scroll
// position, open folds and everything typed stay. Children with data-key are matched by it, others by their order.
// A list with data-hold that is being read changes in place only: nothing is inserted, removed or moved in it.
const OWN = new Set(["open", "value", "checked", "selected", "data-state", "data-text", "data-fresh", "data-busy"]); // what the person or another script has set

// A hidden field is nobody's typing, except what names the next entry and what it decides on.
const isOwn = (element, name) => OWN.has(name) && !(name === "value" && element.type === "hidden" && !["entry", "version"].includes(element.name));

/** Makes `from` like `to`. reading(list) says whether somebody reads a list; returns how many changes wait in such lists. */
export function morph(from, to, reading = () => false) {
  attributes(from, to);
  if (from.hasAttribute("data-keep")) return 0;
  return children(from, to, reading);
}

function attributes(from, to) {
  for (const { name } of [...from.attributes]) if (!to.hasAttribute(name) && !isOwn(from, name)) from.removeAttribute(name);
  for (const { name, value } of [...to.attributes]) if (!isOwn(from, name) && from.getAttribute(name) !== value) from.setAttribute(name, value);
}

function children(from, to, reading) {
  const held = from.hasAttribute("data-hold") && from.childElementCount > 0 && reading(from);
  const keyed = new Map([...from.children].filter(child => child.dataset?.key).map(child => [child.dataset.key, child]));
  let waiting = 0;
  if (held) {
    const wanted = [...to.children].filter(child => child.dataset.key);
    for (const child of wanted) {
      const mine = keyed.get(child.dataset.key);
      if (mine) waiting += morph(mine, child, reading);
      else waiting++;
    }
    return waiting;
  }
  let at = from.firstChild;
  for (const next of [...to.childNodes]) {
    const key = next.dataset?.key;
    const mine = key ? keyed.get(key) : alike(at, next) ? at : null;
    if (mine) {
      if (mine === at) at = at.nextSibling;
      else from.insertBefore(mine, at);
      if (key) keyed.delete(key);
      if (mine.nodeType === Node.ELEMENT_NODE) waiting += morph(mine, next, reading);
      else if (mine.data !== next.data) mine.data = next.data;
    } else {
      from.insertBefore(next, at);
    }
  }
  while (at) {
    const gone = at;
    at = at.nextSibling;
    gone.remove();
  }
  return waiting;
}

const alike = (mine, next) => mine && mine.nodeType === next.nodeType && mine.nodeName === next.nodeName && !mine.dataset?.key
  && mine.id === next.id;

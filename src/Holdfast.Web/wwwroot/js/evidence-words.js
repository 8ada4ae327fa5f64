// How a file is called on the screen, as the server's pages call it: no name can turn the direction of reading or hide what it ends in.
import { language, n, t } from "./texts.js";

const UNITS = ["KB", "MB", "GB", "TB"];
const LONGEST = 80;

/** "812 bytes", "1.4 MB", "2 GB"; a KB has 1024 bytes. */
export function howMuch(bytes) {
  if (bytes < 1024) return n(bytes, "1 byte", "{0} bytes");
  let size = bytes / 1024;
  let unit = 0;
  for (; size >= 1023.95 && unit < UNITS.length - 1; unit++) size /= 1024;
  return `${size.toLocaleString(language, { maximumFractionDigits: size < 10 ? 1 : 0, useGrouping: false })} ${UNITS[unit]}`;
}

/** What would turn the direction of reading stands there by its number, what can't be seen is left out, a long name is cut in its middle. */
export function shownName(name) {
  const text = name.slice(0, 20 * LONGEST).replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, one => `[U+${one.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}]`)
    .replace(/[\s\p{Cc}]+/gu, " ").replace(/[\p{Cf}\p{Co}\u034f\u115f\u1160\u2800\u3164\uffa0\ufe00-\ufe0f]/gu, "").trim() || t("file");
  const letters = [...text];
  const ending = Math.floor(LONGEST / 3);
  return letters.length <= LONGEST ? text : `${letters.slice(0, LONGEST - ending - 1).join("")}…${letters.slice(-ending).join("")}`;
}

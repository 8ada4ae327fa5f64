// What scripts say, in the language of the page. The English text is the key; English itself needs no texts.
const texts = JSON.parse(document.getElementById("texts")?.textContent || "{}");

/** A text in the page's language, its {0}, {1}… filled. */
export const t = (text, ...values) => (texts[text] ?? text).replace(/\{(\d)\}/g, (_, place) => values[place]);

/** The text for one, or the one for any other number, which is {0} of both. */
export const n = (count, one, many) => t(...[count === 1 ? one : many, count]);

/** A text as HTML, encoded first; words between asterisks are bold. */
export const bold = text => text.replace(/[&<>]/g, one => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[one]).replace(/\*(.+?)\*/g, "<b>$1</b>");

/** The page's language, for dates and numbers in the reader's own way: with the browser's region where that is of the same language. */
export const language = navigator.languages?.find(one => one.split("-")[0] === document.documentElement.lang) ?? document.documentElement.lang;

/** "14:02:11" in the browser's zone. */
export const time = (at, seconds = true) => new Date(at).toLocaleTimeString(language, clock(seconds));

/** "Jul 3, 14:02:11", as the language has it. */
export const moment = (at, seconds = true) => new Date(at).toLocaleString(language, { month: "short", day: "numeric", ...clock(seconds) });

const clock = seconds => ({ hour: "2-digit", minute: "2-digit", second: seconds ? "2-digit" : undefined, hourCycle: "h23" });

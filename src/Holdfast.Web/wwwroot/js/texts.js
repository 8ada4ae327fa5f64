// What scripts say, in the language of the page. The English text is the key; English itself needs no texts.
const texts = JSON.parse(document.getElementById("texts")?.textContent || "{}");

/** A text in the page's language, its {0}, {1}… filled. */
export const t = (text, ...values) => (texts[text] ?? text).replace(/\{(\d)\}/g, (_, place) => values[place]);

/** The text for one, or the one for any other number, which is {0} of both. */
export const n = (count, one, many) => t(...[count === 1 ? one : many, count]);

/** The page's language, for dates and numbers in the reader's own way: with the browser's region where that is of the same language. */
export const language = navigator.languages?.find(one => one.split("-")[0] === document.documentElement.lang) ?? document.documentElement.lang;

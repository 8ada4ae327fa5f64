// The exact words carry the language that they are in, as it was answered, so that a screen reader speaks them right. Not answered claims nothing.
const NAMELESS = /^(und|mul|mis|zxx)(-|$)/; // tags that name no language

export function begin({ $, all, listeners, circumstances }) {
  const field = $('#live .answer[data-means="language"]')?.dataset.field;
  if (!field) return;

  listeners.add(() => {
    const answered = (circumstances[field] ?? []).find(value => value !== "any") ?? "";
    const lang = NAMELESS.test(answered) ? "" : answered;
    for (const said of all("#words, #lines q, .transcripts .text, .transcripts pre")) if (said.lang !== lang || !said.hasAttribute("lang")) said.lang = lang;
    for (const first of all("#lines .first")) quoted(first, first.dataset.original, lang);
  });

  // The words inside a sentence of ours.
  function quoted(sentence, said, lang) {
    const marked = $("[lang]", sentence);
    if (marked) return void (marked.lang = lang);
    const text = sentence.textContent;
    const at = said ? text.lastIndexOf(said) : -1;
    if (at < 0) return;
    sentence.replaceChildren(text.slice(0, at), Object.assign(document.createElement("span"), { lang, textContent: said }), text.slice(at + said.length));
  }
}

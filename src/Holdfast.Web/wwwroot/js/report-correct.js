// Correcting a line of exact words in its place. What was written first stays on record and stays in sight.
import { newId } from "./send.js";
import { t } from "./texts.js";

const PAUSE = 1000; // ms after the last key until a correction is kept

export function begin({ $, entry, line, loose, show }) {
  $("#lines").addEventListener("click", ({ target }) => {
    const row = target.closest("button") && target.closest("li");
    if (row) correct(row, target.closest("button"));
  });

  function correct(row, button) {
    const quote = $("q", row);
    const before = quote.textContent;
    const editor = Object.assign(document.createElement("textarea"), { className: "input", value: before, rows: 1, lang: quote.lang });
    editor.setAttribute("aria-label", t("Correct the words"));
    let kept = before;
    let pause = 0;
    let id = newId();

    // Nothing left, when it is over, takes the line back: what was written first is still told.
    const keep = over => {
      clearTimeout(pause);
      loose.delete(id);
      const text = editor.value.trim();
      if (text === kept || (!text && !over)) return void show();
      kept = text;
      entry("statement-corrected", { statement: row.dataset.id, text }, { id });
      id = newId();
    };

    editor.addEventListener("input", () => {
      clearTimeout(pause);
      pause = setTimeout(keep, PAUSE, false);
      const text = editor.value.trim();
      loose.delete(id);
      if (text && text !== kept) loose.set(id, { id, type: "statement-corrected", version: 1, body: { statement: row.dataset.id, text } });
      show();
    });
    editor.addEventListener("keydown", event => {
      if (event.key !== "Enter" || event.shiftKey) return;
      event.preventDefault();
      editor.blur();
      $("#words").focus();
    });
    editor.addEventListener("blur", () => {
      keep(true);
      editor.replaceWith(quote);
      button.hidden = false;
      const first = $(".first", row);
      if (kept !== before) line({ id: row.dataset.id, text: kept, original: first.dataset.original ?? before });
    });
    quote.replaceWith(editor);
    button.hidden = true;
    editor.focus();
  }
}

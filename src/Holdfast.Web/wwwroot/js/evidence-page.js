// The page of one piece of evidence: copies the hash, puts times into the reader's zone. Everything else works without it.
import { BY_HAND, copy } from "./copy.js";
import { t } from "./texts.js";
import { localize } from "./times.js";

localize();
for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const done = await copy(document.getElementById(button.dataset.copy).textContent);
    button.parentElement.querySelector("[data-copied]").textContent = done ? t("Copied.") : BY_HAND;
  });
}

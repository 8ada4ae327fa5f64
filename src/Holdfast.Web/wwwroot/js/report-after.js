// What the live screen loads after its first paint. Nothing here is needed to take down words.
import * as keep from "./report-keep.js";
import * as signIn from "./report-sign-in.js";
import * as typing from "./report-typing.js";
import "./deliver.js";
import * as prefill from "./report-prefill.js";
import * as when from "./report-when.js";
import * as merge from "./report-merge.js";
import * as correct from "./report-correct.js";
import * as guide from "./report-guide.js";
import * as steps from "./report-steps.js";
import * as offline from "./report-offline.js";
import * as coming from "./report-coming.js";
import * as handover from "./report-handover.js";
import * as emergency from "./report-emergency.js";
import * as colleagues from "./report-colleagues.js";
import * as caseCard from "./report-case.js";
import * as language from "./report-language.js";
import * as evidence from "./report-evidence.js";
import * as transcript from "./report-transcript.js";
import * as paper from "./report-paper.js";
import * as news from "./report-news.js";
import "./kept.js";
import "./report-filed.js"; // asked for at filing; loaded now, so that it is there without the server, and of the same version

export function begin(report) {
  // The sheets of who comes, of the case, of what is pasted and of evidence: not needed before the first keystroke.
  for (const sheet of ["handover", "case", "evidence", "keep"]) document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: new URL(`../css/${sheet}.css`, import.meta.url) }));
  for (const part of [keep, prefill, when, guide, steps, merge, correct, offline, coming, handover, emergency, colleagues, caseCard, evidence, transcript, paper, language, signIn, typing, news]) part.begin(report);
  const letters = report.$("#letters");
  letters.checked = localStorage.getItem("holdfast.letters") !== "off";
  letters.addEventListener("change", () => localStorage.setItem("holdfast.letters", letters.checked ? "on" : "off"));
  const keys = report.$("#keys");
  document.addEventListener("keydown", event => { if (event.key === "Escape") keys.open = false; });
  // What hid behind "more" takes its place, and the keyboard's place with it.
  report.$("#live").addEventListener("click", ({ target }) => {
    const fold = target.closest("details.more > summary")?.parentElement;
    if (fold && !fold.open) setTimeout(() => report.$("input", fold)?.focus());
  });
  report.changed();
  report.early?.click();
}

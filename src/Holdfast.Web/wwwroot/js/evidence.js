// Evidence is dropped anywhere on the page, pasted, or chosen; each file has a row that says how far it is until the server's own list has it.
// The words of a file's name are only ever set as text.
import { el, icon } from "./dom.js";
import { n, t } from "./texts.js";
import { uploads } from "./upload.js";
import { howMuch, shownName } from "./evidence-words.js";

const MOST = 100; // files taken at once
const writing = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]";

/**
 * page: { id(): the incident's id; ready(): whether the server knows it; begin(): starts it; tell(text): says something once; refresh(): the
 * server's list, anew; chosen(): the window that chooses files is closed }. Returns { start(): goes on with what waited }.
 */
export function takeFiles({ id, ready = () => true, begin = () => {}, chosen = () => {}, tell, refresh }) {
  if (!document.querySelector("#evidence [data-evidence-queue]")) return { start() {} }; // somebody who reads and adds nothing
  const panel = () => document.querySelector("#evidence");
  const list = () => panel().querySelector("[data-evidence-queue]");
  const rows = new Map();
  const queue = uploads({ address: piece => `/api/v1/incidents/${id()}/evidence/${piece}`, ready, changed });

  // ---- Three ways in.
  const overlay = el("div", { class: "drop-here", hidden: true, "aria-hidden": "true" }, el("p", {}, icon("plus"), " ", t("Drop to keep it as evidence")));
  document.body.append(overlay);
  const withFiles = event => event.dataTransfer?.types.includes("Files");
  let leaving = 0;
  document.addEventListener("dragover", event => {
    if (!withFiles(event)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "copy";
    overlay.hidden = false;
    clearTimeout(leaving);
    leaving = setTimeout(() => { overlay.hidden = true; }, 500); // a drag that ends elsewhere says nothing
  });
  document.addEventListener("drop", event => {
    overlay.hidden = true;
    if (!withFiles(event)) return;
    event.preventDefault();
    const folders = [...event.dataTransfer.items].filter(item => item.webkitGetAsEntry?.()?.isDirectory).length;
    const files = [...event.dataTransfer.items].filter(item => item.kind === "file" && !item.webkitGetAsEntry?.()?.isDirectory).map(item => item.getAsFile()).filter(Boolean);
    keep(files);
    if (folders) say(t("A folder can’t be kept. Open it and drop its files."));
  });

  // Words are pasted as always. A file from the clipboard, or a picture that no words come with, is evidence.
  document.addEventListener("paste", event => {
    const files = [...event.clipboardData?.files ?? []];
    if (!files.length || (event.target.matches?.(writing) && event.clipboardData.getData("text/plain"))) return;
    event.preventDefault();
    keep(files, { named: pastedName });
  });

  document.addEventListener("change", ({ target }) => {
    const form = target.closest("#evidence [data-evidence-form]");
    if (!form || target.type !== "file") return;
    keep([...target.files], { promise: form.elements.promise?.value, what: form.elements.what?.value });
    target.value = "";
    const fold = form.closest("details");
    if (fold?.contains(document.activeElement)) fold.querySelector("summary").focus();
    if (fold) fold.open = false;
    chosen();
  });
  document.addEventListener("cancel", ({ target }) => { if (target.matches("#evidence input[type=file]")) chosen(); }, true);
  document.addEventListener("click", event => {
    const button = event.target.closest("#evidence [data-cancel]");
    if (!button) return;
    event.preventDefault();
    giveUp(button);
  });

  // The clipboard calls every picture the same.
  function pastedName(file) {
    if (!/^image\.\w+$/.test(file.name)) return file.name;
    const time = new Date(file.lastModified);
    const two = number => String(number).padStart(2, "0");
    return `pasted-${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}-${[time.getHours(), time.getMinutes(), time.getSeconds()].map(two).join("")}${file.name.slice(5)}`;
  }

  // ---- Taking them.
  function keep(files, { named = file => file.name, promise, what } = {}) {
    if (!files.length) return;
    begin();
    if (files.length > MOST) say(t("{0} files at a time. The first {0} are taken; drop the rest again.", MOST));
    const limit = Number(panel().dataset.limit) || Infinity;
    const taken = files.slice(0, MOST).map(file => queue.add(file, {
      name: named(file), promise, what, from: broken(file),
      refused: file.size > limit ? t("Larger than {0}, the most one file may be. Nothing of it was sent.", howMuch(limit)) : undefined,
    }));
    const sent = taken.filter(upload => !queue.isOver(upload));
    if (sent.length && !ready()) tell(sent.length === 1 ? t("{0} goes with the report.", shownName(sent[0].name)) : t("{0} files go with the report.", sent.length));
    else if (sent.length) tell(sent.length === 1 ? t("Sending {0}.", shownName(sent[0].name)) : t("Sending {0} files.", sent.length));
    const held = taken.length - sent.length;
    if (held) tell(`${n(held, "1 file is too large.", "{0} files are too large.")} ${sent.length ? t("The rest is being sent.") : ""}`);
  }

  /** What was broken off earlier and is this very file: the same name, size and time of its last change. */
  function broken(file) {
    for (const { dataset: row } of panel().querySelectorAll("[data-arriving][data-name]")) {
      const going = queue.all.some(upload => upload.id === row.arriving && !queue.isOver(upload));
      if (!going && row.name === file.name && Number(row.length) === file.size && Date.parse(row.modified) === file.lastModified) return { id: row.arriving };
    }
    return undefined;
  }

  async function giveUp(button) {
    button.disabled = true;
    if (await queue.forget(button.dataset.cancel)) tell(t("Cancelled. Nothing of it is kept."));
    refresh();
  }

  // ---- Rows.
  const NAMES = { waiting: t("Waits"), cut: t("No connection. It goes on by itself."), "signed-out": t("Waits: signed out. Sign in again in a new tab, and it goes on.") };

  function changed(upload) {
    const row = rows.get(upload) ?? make(upload);
    const { state, sent, size, going } = upload;
    const percent = size ? Math.min(100, Math.floor(100 * (sent + going) / size)) : 100;
    const before = row.dataset.state;
    row.dataset.state = state;
    const bar = row.querySelector("progress");
    bar.value = size ? sent : 1;
    bar.setAttribute("aria-valuetext", t("{0} of {1}", howMuch(sent), howMuch(size)));
    const words = state === "sending" ? t("Sending, {0}%", percent) : state === "cut" && upload.words ? t("{0}. It goes on by itself.", upload.words) : NAMES[state] ?? upload.words;
    const shown = row.querySelector(".sending-state");
    if (shown.textContent !== words) shown.textContent = words;
    bar.hidden = queue.isOver(upload);
    const button = row.querySelector("button");
    button.textContent = state === "refused" ? t("Take off") : t("Cancel");
    button.setAttribute("aria-label", `${button.textContent}: ${shownName(upload.name)}`);
    if (state !== before) turned(upload, row);
    tidy();
  }

  function make(upload) {
    const cancel = () => {
      const mine = row.contains(document.activeElement);
      if (!queue.isOver(upload)) queue.cancel(upload).then(refresh);
      remove(upload);
      if (mine) (list().querySelector("button") ?? panel().querySelector("input[type=file]"))?.focus();
    };
    const row = el("li", { class: "sending-row", "data-upload": upload.id },
      el("bdi", { class: "sending-name" }, shownName(upload.name)), el("span", { class: "quiet" }, howMuch(upload.size)),
      el("button", { class: "btn plain small", type: "button", onclick: cancel }, t("Cancel")),
      el("progress", { max: upload.size || 1, value: 0, "aria-label": t("Kept of {0}", shownName(upload.name)) }), el("span", { class: "sending-state hint" }));
    rows.set(upload, row);
    list().append(row);
    return row;
  }

  function remove(upload) {
    rows.get(upload)?.remove();
    tidy();
  }

  // Said at the end and at a failure only; how far it is can be read.
  function turned(upload, row) {
    const name = shownName(upload.name);
    if (upload.state === "cut") tell(t("{0} waits for the connection.", name));
    if (upload.state === "signed-out") tell(t("{0} waits. Sign in again in a new tab.", name));
    if (upload.state === "refused") tell(t("{0} is not kept. {1}", name, upload.words));
    if (upload.state === "cancelled") tell(t("{0} cancelled.", name));
    if (upload.state !== "kept") return;
    const same = Boolean(upload.item?.same);
    const words = same ? t("{0} was here already. It is kept once and listed twice.", name) : t("{0} is kept.", name);
    tell(words);
    if (same) say(words);
    row.querySelector(".sending-state").textContent = t("Kept");
    refresh();
  }

  // While the rows are out of sight, one line says that there are some.
  const short = el("a", { class: "status sending-short", href: "#evidence", hidden: true }, icon("clip"), el("span"));
  document.body.append(el("aside", { "aria-label": t("Files on their way") }, short));
  let inSight = true;
  new IntersectionObserver(seen => { inSight = seen.at(-1).isIntersecting; brief(); }).observe(list());
  function brief() {
    const open = [...rows].filter(([upload, row]) => row.isConnected && upload.state !== "kept").map(([upload]) => upload);
    short.hidden = inSight || !open.length;
    if (short.hidden) return;
    const held = !ready() ? open.length : open.filter(upload => upload.state !== "sending" && upload.state !== "waiting").length;
    short.classList.toggle("trouble", held > 0);
    const text = held ? n(held, "1 file is held up", "{0} files are held up") : n(open.length, "Sending 1 file", "Sending {0} files");
    if (short.lastChild.textContent !== text) short.lastChild.textContent = text;
  }

  // Each file is shown once: as sending until the server's own list has it.
  function tidy() {
    for (const [upload, row] of rows) if (upload.state === "kept" && panel().querySelector(`[data-evidence="${upload.id}"]`)) row.remove();
    for (const row of panel().querySelectorAll("[data-arriving]")) row.hidden = queue.all.some(upload => upload.id === row.dataset.arriving && rows.get(upload)?.isConnected);
    brief();
  }

  function say(text) {
    const note = panel().querySelector("[data-evidence-note]");
    if (note) note.textContent = text;
    else tell(text);
  }

  new MutationObserver(tidy).observe(panel(), { childList: true, subtree: true });
  tidy();
  const drop = panel().querySelector(".drop");
  if (drop) drop.hidden = false; // before the first touch there is nothing to drop on without this script
  return { start: () => queue.start() };
}

// Sends files to an incident's evidence, piece by piece, until the server has every byte. After a cut, a restart of the server or a new sign-in it
// goes on where the server says it stopped. Knows nothing of the page. A file's name is in a header, never in an address.
import { newId } from "./send.js";
import { t } from "./texts.js";

const MB = 1024 * 1024;
const FIRST = MB; // bytes of the first piece, and of the one after a cut; each that arrives doubles the next
const MOST = 64 * MB; // bytes of one piece at most: a cut loses nothing of it, and the server reads again what it has before each
const AT_ONCE = 2; // files on their way at a time
const RETRY_MOST = 15_000; // ms between attempts at most
const SILENT = 60_000; // ms without a byte or an answer, after which a request is given up
const SIGNED_OUT = 4000; // ms between looks whether somebody has signed in again
const CANCELS = 5; // attempts to tell the server of a cancel; after a day it tidies up by itself

/**
 * address(id): where one piece of evidence is sent. ready(): whether the server knows the incident. changed(upload): something about it is new.
 * An upload: { id, file, name, size, sent (bytes that the server has acknowledged), going (bytes on their way), state, words, item }, state one of
 * waiting, sending, cut, signed-out, kept, refused, cancelled.
 */
export function uploads({ address, ready = () => true, changed }) {
  const all = [];
  const isOver = upload => ["kept", "refused", "cancelled"].includes(upload.state);

  /** Takes a file. `from`: { id } of one that was broken off earlier. `refused`: why it isn't sent at all. */
  function add(file, { from, refused, promise, what, name = file.name } = {}) {
    const upload = { id: from?.id ?? newId(), file, name, size: file.size, promise, what, sent: 0, going: 0, piece: FIRST, known: Boolean(from), state: "waiting", words: "" };
    if (refused) Object.assign(upload, { state: "refused", words: refused });
    all.push(upload);
    changed(upload);
    start();
    return upload;
  }

  /** Begins what waits, as far as the others leave room. Called again whenever the incident may have become known. */
  function start() {
    if (!ready()) return;
    let room = AT_ONCE - all.filter(one => one.running).length;
    for (const upload of all) if (room > 0 && upload.state === "waiting" && !upload.running) { room--; run(upload); }
  }

  async function run(upload) {
    upload.running = true;
    become(upload, "sending");
    let failures = 0;
    let ask = upload.known; // after whatever went wrong, the server says first how much it has
    while (!isOver(upload)) {
      const before = upload.sent;
      const answer = await request(upload, ask);
      if (isOver(upload)) break;
      const said = take(upload, answer, ask);
      if (said === "on") {
        if ((ask && answer.status !== 404) || upload.sent > before) failures = 0;
        else if (!ask) await pause(upload, 500 * 2 ** Math.min(5, failures++)); // an answer that brings it no further, again and again
        ask = false;
        if (!isOver(upload)) become(upload, "sending");
      } else if (said === "again") {
        ask = true;
        upload.piece = FIRST;
        if (!await readable(upload)) break;
        const wait = upload.state === "signed-out" ? SIGNED_OUT : Math.min(RETRY_MOST, 500 * 2 ** failures++) * (0.75 + Math.random() / 2);
        await pause(upload, wait);
      }
    }
    upload.running = false;
    start();
  }

  function become(upload, state, words = "") {
    if (upload.state === state && upload.words === words) return;
    Object.assign(upload, { state, words });
    changed(upload);
  }

  // HEAD asks; PUT begins, and finishes what is all there; PATCH goes on.
  function request(upload, ask) {
    if (ask) return xhr(upload, "HEAD", null);
    const end = Math.min(upload.size, upload.sent + upload.piece);
    const whole = upload.known && upload.sent >= upload.size;
    return xhr(upload, upload.known && !whole ? "PATCH" : "PUT", upload.file.slice(upload.sent, end));
  }

  function xhr(upload, method, body) {
    return new Promise(done => {
      const request = upload.request = new XMLHttpRequest();
      let silence = 0;
      const alive = () => { clearTimeout(silence); silence = setTimeout(() => request.abort(), SILENT); };
      request.open(method, address(upload.id));
      for (const [name, value] of Object.entries(headers(upload, method))) request.setRequestHeader(name, value);
      request.upload.onprogress = ({ loaded }) => { alive(); upload.going = loaded; changed(upload); };
      request.onloadend = () => {
        clearTimeout(silence);
        upload.going = 0;
        upload.request = null;
        const offset = request.getResponseHeader("Upload-Offset");
        done({ status: request.status, method, offset: offset === null ? null : Number(offset), data: read(request.responseText) });
      };
      alive();
      request.send(body);
    });
  }

  function headers(upload, method) {
    const own = { "X-Holdfast": "1", Accept: "application/json" };
    if (method === "HEAD") return own;
    own["Content-Type"] = "application/octet-stream";
    if (method === "PATCH") return { ...own, "Upload-Offset": upload.sent };
    const { file, name, size, promise, what } = upload;
    Object.assign(own, { "Upload-Length": size, "Upload-Name": encodeURIComponent(name.toWellFormed()), "Upload-Modified": new Date(file.lastModified).toISOString() });
    if (file.type) own["Upload-Type"] = file.type.replace(/[^\x20-\x7e]/g, "");
    if (promise) own["Upload-Promise"] = promise;
    if (what) own["Upload-What"] = encodeURIComponent(what.toWellFormed());
    return own;
  }

  // What an answer means: "on" to the next piece, "again" after a while, or over.
  function take(upload, { status, method, offset, data }, asked) {
    if (status === 200 || status === 201 || status === 202 || status === 204) {
      upload.known = true;
      if (offset !== null) upload.sent = offset;
      if (!asked && (status === 200 || status === 201) && method !== "HEAD" && data?.id) {
        upload.sent = upload.size;
        upload.item = data;
        become(upload, "kept");
        return "over";
      }
      if (!asked) upload.piece = Math.min(MOST, upload.piece * 2);
      return "on";
    }
    if (status === 404 && (upload.known || asked)) { // the server has given it up, or never heard of it
      Object.assign(upload, { known: false, sent: 0 });
      return "on";
    }
    if (status === 409 && offset !== null && offset !== upload.sent && offset <= upload.size) {
      Object.assign(upload, { known: true, sent: offset });
      return "on";
    }
    if (status === 401) become(upload, "signed-out");
    else if (status === 409 && offset !== null) become(upload, "cut", t("It is being sent from another page, too"));
    else if (status === 503) become(upload, "cut", data?.title ?? "");
    else if (status === 0 || status === 408 || status === 429 || (status >= 500 && status !== 507)) become(upload, "cut");
    else {
      become(upload, "refused", data?.title ?? (status === 404 ? t("This report takes nothing from you any more.") : t("The server did not take it.")));
      return "over";
    }
    return "again";
  }

  // A file that was changed or taken away since it was chosen fails as a cut does, and would be tried for ever.
  async function readable(upload) {
    try {
      if (upload.size) await upload.file.slice(upload.sent, upload.sent + 1).arrayBuffer();
      return true;
    } catch {
      become(upload, "refused", t("The file was changed, moved or can’t be read. Choose it again."));
      return false;
    }
  }

  function pause(upload, ms) {
    return new Promise(next => {
      const over = setTimeout(go, ms);
      upload.goOn = go;
      function go() { clearTimeout(over); upload.goOn = null; next(); }
    });
  }

  async function cancel(upload) {
    if (isOver(upload)) return;
    const told = upload.known || upload.running;
    become(upload, "cancelled");
    upload.request?.abort();
    upload.goOn?.();
    if (told) await forget(upload.id);
  }

  /** Tells the server that the rest won't come. Whether it heard. */
  async function forget(id) {
    for (let attempt = 1; attempt <= CANCELS; attempt++) {
      const answer = await fetch(address(id), { method: "DELETE", headers: { "X-Holdfast": "1", Accept: "application/json" } }).catch(() => null);
      if (answer && answer.status !== 409 && answer.status < 500) return answer.ok || answer.status === 404;
      await new Promise(next => setTimeout(next, 400 * attempt));
    }
    return false;
  }

  const again = () => { for (const upload of all) if (!["sending", "waiting"].includes(upload.state)) upload.goOn?.(); };
  addEventListener("online", again);
  addEventListener("focus", again);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) again(); });
  addEventListener("beforeunload", event => { if (all.some(upload => !isOver(upload))) event.preventDefault(); });

  return { all, add, start, cancel, forget, isOver };
}

function read(text) {
  try { return JSON.parse(text); } catch { return null; }
}

// Writing through the JSON doors. An id made here names the entry, so sending it twice writes it once.
import { t, time } from "./texts.js";

/** A new UUIDv7. */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const now = Date.now();
  for (let i = 0; i < 6; i++) bytes[i] = Math.floor(now / 2 ** (8 * (5 - i))) & 0xff;
  return spell(bytes, 0x70);
}

/** An id that the same words always give, so that eight tabs write one entry. */
export async function idOf(words) {
  if (!crypto.subtle) return newId();
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(words));
  return spell(new Uint8Array(hash).slice(0, 16), 0x80);
}

function spell(bytes, version) {
  bytes[6] = (bytes[6] & 0x0f) | version;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, b => b.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** Posts JSON. Never throws: { status, data }, status 0 when the server could not be reached within 10 s. */
export async function send(path, body) {
  try {
    const answer = await fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json", "X-Holdfast": "1" },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(10_000),
    });
    return { status: answer.status, data: await answer.json().catch(() => null) };
  } catch {
    return { status: 0, data: null };
  }
}

/** Sends until the server has answered, every 2 s, as long as wanted() says so. waiting() is told after each failure. */
export async function sendUntilAnswered(path, body, { wanted = () => true, waiting = () => {} } = {}) {
  for (;;) {
    const answer = await send(path, body);
    if (answer.status && answer.status < 500) return answer;
    if (!wanted()) return answer;
    waiting(answer);
    await new Promise(next => setTimeout(next, 2000));
  }
}

/** One plain sentence for an answer that is not a success. */
export function why({ status, data }, acknowledging = false) {
  if (status === 0) return t("No contact with the server.");
  if (status === 401) return t("You are signed out. Sign in again, then repeat this.");
  const first = acknowledging && status === 409 && data?.incident?.acknowledged;
  if (first) return t("{0} acknowledged first, at {1}.", first.by.name, time(first.at));
  return data?.title ?? t("The server could not do this. Nothing was changed.");
}

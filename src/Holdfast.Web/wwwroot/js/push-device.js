// Adds this browser to one's methods: asks the browser for leave, subscribes with the house's key, and reloads to where the code is typed in.
import { send, why } from "./send.js";
import { t } from "./texts.js";

const part = document.querySelector("[data-push-key]");
const button = part?.querySelector("[data-push-add]");
const note = part?.querySelector("[data-push-note]");
const can = "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;

if (button && !can) note.textContent = t("This browser can’t show notifications from here. On an iPhone, first add Holdfast to the Home Screen and open it from there.");
if (button && can) {
  note.textContent = t("The browser asks for leave to show notifications. Then a code comes as the first one.");
  button.hidden = false;
  button.addEventListener("click", add);
}

async function add() {
  button.disabled = true;
  note.textContent = await subscribe();
  button.disabled = false;
}

async function subscribe() {
  try {
    if (await Notification.requestPermission() !== "granted") return t("The browser does not allow notifications from here. Allow them in its settings for this site, then try again.");
    await navigator.serviceWorker.register("/sw.js", { scope: "/" });
    const worker = await navigator.serviceWorker.ready;
    const given = await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytes(part.dataset.pushKey) });
    const { endpoint, keys } = given.toJSON();
    const answer = await send("/api/v1/account/methods", { endpoint, p256dh: keys.p256dh, auth: keys.auth, label: device() });
    if (answer.status !== 201) return why(answer);
    location.assign("/account/methods");
    return answer.data.says;
  } catch {
    return t("The browser could not be added. Try again; if it fails again, use a mailbox.");
  }
}

const bytes = text => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), letter => letter.charCodeAt(0));

/** A name by which the owner knows it again. */
function device() {
  const agent = navigator.userAgent;
  const on = /Android/.test(agent) ? t("Android phone") : /iPhone|iPad/.test(agent) ? t("iPhone or iPad") : /Windows/.test(agent) ? "Windows" : /Mac/.test(agent) ? "Mac" : t("this computer");
  const browser = /Firefox\//.test(agent) ? "Firefox" : /Edg\//.test(agent) ? "Edge" : /Chrome\//.test(agent) ? "Chrome" : /Safari\//.test(agent) ? "Safari" : t("Browser");
  return t("{0} on {1}", browser, on);
}

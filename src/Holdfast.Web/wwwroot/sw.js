// The one service worker, at the root. It shows notices that come by push and says that they arrived; it answers no fetch.
// A notice is { title, text, link, tag, urgent }. Behind the link's # stands which of the person's methods this is.

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", event => event.waitUntil(self.clients.claim()));

self.addEventListener("push", event => event.waitUntil(show(read(event.data))));

self.addEventListener("notificationclick", event => {
  event.notification.close();
  event.waitUntil(open(event.notification.data?.link));
});

// The browser has another address for this device now: it is added anew, and waits for its code.
self.addEventListener("pushsubscriptionchange", event => event.waitUntil(renew(event)));

function read(data) {
  try {
    return data?.json() ?? {};
  } catch {
    return {};
  }
}

async function show({ title = "Holdfast", text = "", link = "/", tag, urgent = false }) {
  await self.registration.showNotification(title, {
    body: text, tag, renotify: Boolean(tag), requireInteraction: urgent, icon: "/icons/holdfast-192.png", badge: "/icons/holdfast-192.png", data: { link },
  });
  await tell(link, "delivered");
}

async function open(link) {
  const address = ours(link) ?? new URL("/", self.location.origin);
  await tell(link, "seen");
  const path = address.pathname;
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const page = pages.find(one => new URL(one.url).pathname === path);
  return page ? page.focus() : self.clients.openWindow(path);
}

/** The link as an address of this site; null for any other. */
function ours(link) {
  try {
    const address = new URL(link, self.location.origin);
    return address.origin === self.location.origin ? address : null;
  } catch {
    return null;
  }
}

async function tell(link, what) {
  const address = ours(link);
  const token = address?.pathname.match(/^\/notices\/([\w-]{64})$/)?.[1];
  if (!token) return;
  try {
    await fetch(`/api/v1/notices/${token}/receipts`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Holdfast": "1" },
      body: JSON.stringify({ what, method: address.hash.slice(1) || undefined }),
      credentials: "omit",
    });
  } catch {
    // No contact: the notice is shown all the same.
  }
}

async function renew(event) {
  const key = event.oldSubscription?.options.applicationServerKey;
  const fresh = event.newSubscription ?? (key ? await self.registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key }) : null);
  if (!fresh) return;
  const { endpoint, keys } = fresh.toJSON();
  await fetch("/api/v1/account/methods", {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Holdfast": "1" },
    body: JSON.stringify({ endpoint, p256dh: keys.p256dh, auth: keys.auth, label: "This device, renewed" }),
  });
}

// Keeps the site for offline use. The cache is named after the page's bytes: another page is
// another cache, filled beside the old one and used only when the user has asked for it.
// @ts-check

const scope = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (globalThis));
const prefix = "segmented-safety-stock-";
const cacheName = `${prefix}VERSION-OF-THE-PAGE`;
const files = ["./", "manifest.webmanifest", "icon.svg", "icon-192.png", "icon-512.png"];

scope.addEventListener("install", (event) => event.waitUntil(fillCache()));
scope.addEventListener("activate", (event) => event.waitUntil(takeOver()));
scope.addEventListener("fetch", (event) => event.respondWith(kept(event.request)));
scope.addEventListener("message", (event) => {
  if (event.data === "take over") event.waitUntil(scope.skipWaiting());
});

async function fillCache() {
  const cache = await caches.open(cacheName);
  await cache.addAll(files.map((file) => new Request(file, { cache: "reload" })));
}

async function takeOver() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(prefix) && name !== cacheName);
  await Promise.all(old.map((name) => caches.delete(name)));
  await scope.clients.claim();
}

/**
 * @param {Request} request
 * @returns {Promise<Response>}
 */
async function kept(request) {
  const cache = await caches.open(cacheName);
  const page = request.mode === "navigate" ? "./" : request;
  return (await cache.match(page, { ignoreSearch: true })) ?? fetch(request);
}

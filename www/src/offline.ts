// The site works offline after the first visit: a service worker keeps its few files. From
// `file://` there is nothing to keep, and nothing is asked of the browser.
//
// A new version is never swapped in by itself: it waits until the user says so, in every tab.

import { offlinePolicy } from "./engine/trusted";

/**
 * Makes the site installable and keeps it for offline use; does nothing on `file://`.
 * `onUpdate` hears of a new version that waits, with the function that takes it over and reloads.
 */
export async function keepOffline(onUpdate: (reload: () => void) => void): Promise<void> {
  if (!location.protocol.startsWith("http") || !("serviceWorker" in navigator)) return;
  linkManifest();
  const registration = await navigator.serviceWorker
    .register(offlinePolicy().createScriptURL("service-worker.js"), { updateViaCache: "none" })
    .catch(() => undefined); // Forbidden, as in some private windows: the page works without.
  if (!registration) return;
  const offer = () => offerUpdate(registration.waiting, onUpdate);
  offer();
  registration.addEventListener("updatefound", () =>
    registration.installing?.addEventListener("statechange", offer),
  );
}

/** The manifest's link is not in the page, because the single file has no manifest beside it. */
function linkManifest(): void {
  const link = document.createElement("link");
  link.rel = "manifest";
  link.href = "manifest.webmanifest";
  document.head.append(link);
}

function offerUpdate(waiting: ServiceWorker | null, onUpdate: (reload: () => void) => void): void {
  // Without a controller this is the first visit: what waits is what is shown.
  if (!waiting || !navigator.serviceWorker.controller) return;
  onUpdate(() => {
    navigator.serviceWorker.addEventListener("controllerchange", () => location.reload());
    waiting.postMessage("take over");
  });
}

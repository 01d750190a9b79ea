// How many requests the page has made since it opened, as the browser itself counts them.

import { signal } from "@preact/signals";

export const requests = signal(0);

/** The page's own parts: icon, manifest and the copy for use without a network. */
const ownParts = /\/(icon[^/]*\.(svg|png)|favicon\.ico|manifest\.webmanifest|service-worker\.js)$/;

const leavesThePage = ({ name }: PerformanceEntry) =>
  /^https?:/.test(name) && !ownParts.test(name.split(/[?#]/)[0] ?? "");

export function countRequests(): void {
  new PerformanceObserver((list) => {
    requests.value += list.getEntries().filter(leavesThePage).length;
  }).observe({ type: "resource", buffered: true });
}

// Where one is: the part of the address after `#`. It never carries data.

import { signal } from "@preact/signals";

export const screenNames = ["data", "segments", "items", "money", "commit"] as const;
export type Screen = (typeof screenNames)[number];

const isScreen = (name: string): name is Screen => (screenNames as readonly string[]).includes(name);

function read(): Screen | null {
  const name = location.hash.slice(1);
  return isScreen(name) ? name : null;
}

/** The screen that was asked for; null where the page chooses. */
export const route = signal<Screen | null>(read());

export function go(screen: Screen): void {
  location.hash = screen;
}

/** Follows links, the address bar and the back button. */
export function followRoute(): void {
  addEventListener("hashchange", () => {
    route.value = read();
    scrollTo(0, 0);
  });
}

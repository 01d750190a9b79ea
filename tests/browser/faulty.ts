// A page without views, for tests of the engine in a real browser: it hands the engine's room over
// to the test. Built with the engine's faults, never shipped.

import { startEngine } from "../../www/src/engine/engine";
import { openSample } from "../../www/src/engine/samples";
import { keepOffline } from "../../www/src/offline";

const room = { startEngine, openSample, keepOffline };

declare global {
  interface Window {
    room: typeof room;
  }
}

window.room = room;

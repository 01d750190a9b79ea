// The engine, the page's scripts and styles and the samples stand in the page packed: LZMA, seven
// bits a letter. A letter's code gives its bits as its lowest seven; the three codes that a page
// may not hold as they are (0, carriage return, `<`) stand 256 higher.

import { lzma } from "./lzma";

/** The bytes behind a packed block: four for the plain length, lowest first, then the stream. */
export function unpacked(text: string): Uint8Array<ArrayBuffer> {
  const packed = bytes(text);
  const length = new DataView(packed.buffer).getUint32(0, true);
  return lzma(packed.subarray(4), length);
}

/** The text behind a packed block. */
export function unpackedText(text: string): string {
  return new TextDecoder().decode(unpacked(text));
}

/** Seven bits a letter, highest first; what is left over at the end is padding. */
function bytes(text: string): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(Math.floor((text.length * 7) / 8));
  let held = 0;
  let count = 0;
  let at = 0;
  for (let place = 0; place < text.length; place += 1) {
    held = (held << 7) | (text.charCodeAt(place) & 0x7f);
    count += 7;
    if (count < 8) continue;
    count -= 8;
    out[at++] = held >> count;
    held &= (1 << count) - 1;
  }
  return out;
}

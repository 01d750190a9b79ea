// A policy in the part of the address after `#`, which no browser sends anywhere: deflated, in base64 for addresses.

import { counted, inflated } from "../engine/packed/inflate";

const mark = "#policy=";
/** No policy is larger; a short text can unpack to gigabytes. */
const mostBytes = 8_000_000;

export const isShared = (hash: string) => hash.startsWith(mark);

export async function packed(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream("deflate"));
  let text = "";
  for (const byte of new Uint8Array(await new Response(stream).arrayBuffer()))
    text += String.fromCharCode(byte);
  return mark + btoa(text).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** The policy's text; null where the link is cut short or damaged. */
export async function unpacked(hash: string): Promise<string | null> {
  try {
    const plain = atob(hash.slice(mark.length).replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
    const decoder = new TextDecoder("utf-8", { fatal: true });
    let text = "";
    for await (const piece of counted(inflated(once(bytes), "deflate"), { left: mostBytes }, refuse))
      text += decoder.decode(piece, { stream: true });
    return text + decoder.decode();
  } catch {
    return null;
  }
}

async function* once(bytes: Uint8Array<ArrayBuffer>) {
  yield bytes;
}

function refuse(): never {
  throw new RangeError();
}

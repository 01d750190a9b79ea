// One worker reads a file, another one uses it: buffers are handed over, not copied. A busy worker
// cannot take what the browser has read for it, so that it would wait for the file between two pieces.
//
// The reader may be so many pieces ahead; each piece that is taken lets it send one more.

import { pieces, Unreadable } from "./reading";

const credits = 4;

type Sent = { bytes: ArrayBuffer } | { unreadable: Unreadable["code"] } | "end";

/** Reads a file into a port, as fast as the other end takes it. */
export async function send(file: File, port: MessagePort): Promise<void> {
  let free = credits;
  let wake = () => {};
  port.onmessage = () => {
    free += 1;
    wake();
  };
  const say = (sent: Sent, moved: Transferable[] = []) => port.postMessage(sent, moved);
  try {
    for await (const { buffer } of pieces(file)) {
      while (free === 0) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      free -= 1;
      say({ bytes: buffer }, [buffer]);
    }
    say("end");
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    say({ unreadable: error.code });
  }
}

/** What comes out of a port, as `pieces` would give it; throws [`Unreadable`] like that. */
export async function* received(port: MessagePort): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const come: Sent[] = [];
  let wake = () => {};
  port.onmessage = ({ data }: MessageEvent<Sent>) => {
    come.push(data);
    wake();
  };
  for (;;) {
    const sent = come.shift();
    if (sent === "end") return;
    if (sent === undefined) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    } else if ("unreadable" in sent) {
      throw new Unreadable(sent.unreadable);
    } else {
      port.postMessage("taken");
      yield new Uint8Array(sent.bytes);
    }
  }
}

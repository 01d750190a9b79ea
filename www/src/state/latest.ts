// Work that is asked for more often than it can be done.

/** Does the latest of what it is asked to do; what comes in between is not done. */
export function latest(work: () => Promise<void>): () => void {
  let wanted = 0;
  let running = false;
  const run = async () => {
    running = true;
    for (let done = -1; done !== wanted; ) {
      done = wanted;
      await work();
    }
    running = false;
  };
  return () => {
    wanted += 1;
    if (!running) void run();
  };
}

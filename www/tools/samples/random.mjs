// Chance that is the same everywhere: 32-bit integers in, exact arithmetic out.

/** A seeded source of draws (mulberry32, Tommy Ettinger, public domain). */
export function seeded(seed) {
  let state = seed >>> 0;
  /** A fraction in [0, 1), a multiple of 2^-32. */
  const fraction = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  return {
    /** True with this probability. */
    chance: (probability) => fraction() < probability,
    /** A number from low up to, but not including, high. */
    between: (low, high) => low + (high - low) * fraction(),
    /** A whole number from low to high, both included. */
    whole: (low, high) => low + Math.floor((high - low + 1) * fraction()),
    /** One member of a list. */
    pick: (list) => list[Math.floor(list.length * fraction())],
  };
}

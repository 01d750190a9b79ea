// Reads LZMA, as Igor Pavlov's specification describes it, with the settings of our packer fixed:
// three literal context bits, no position bits, no end mark. It unpacks a megabyte in well under
// a tenth of a second; the browser's own gzip would make the page a third larger.
//
// In: a stream without header and the length of what it holds. Out: those bytes.

/** Symbols read so far decide how likely the next bit is: 2048ths, half at the start. */
type Odds = Uint16Array;
const odds = (count: number): Odds => new Uint16Array(count).fill(1024);

/** The range coder: turns the stream into bits, given the odds of each. */
class Bits {
  #stream: Uint8Array;
  #at = 5;
  #range = 0xffffffff;
  #code = 0;

  constructor(stream: Uint8Array) {
    this.#stream = stream;
    for (let at = 1; at < 5; at += 1) this.#code = ((this.#code << 8) | (stream[at] ?? 0)) >>> 0;
  }

  /** One bit, by the odds at a place, which learn from it. */
  bit(table: Odds, place: number): 0 | 1 {
    const chance = table[place] ?? 0;
    const bound = (this.#range >>> 11) * chance;
    if (this.#code < bound) {
      this.#range = bound;
      table[place] = chance + ((2048 - chance) >> 5);
      this.#refill();
      return 0;
    }
    this.#range -= bound;
    this.#code -= bound;
    table[place] = chance - (chance >> 5);
    this.#refill();
    return 1;
  }

  /** A number of some bits that are as often 0 as 1. */
  plain(count: number): number {
    let value = 0;
    for (let left = count; left > 0; left -= 1) {
      this.#range >>>= 1;
      const one = this.#code >= this.#range;
      if (one) this.#code -= this.#range;
      this.#refill();
      value = (value << 1) | (one ? 1 : 0);
    }
    return value >>> 0;
  }

  /** A number of some bits, highest first; its odds are a tree from `base` on. */
  tree(table: Odds, base: number, count: number): number {
    let node = 1;
    for (let left = count; left > 0; left -= 1) node = (node << 1) | this.bit(table, base + node);
    return node - (1 << count);
  }

  /** The same, lowest bit first. */
  mirrored(table: Odds, base: number, count: number): number {
    let node = 1;
    let value = 0;
    for (let at = 0; at < count; at += 1) {
      const one = this.bit(table, base + node);
      node = (node << 1) | one;
      value |= one << at;
    }
    return value;
  }

  #refill(): void {
    if (this.#range >= 0x1000000) return;
    this.#range = (this.#range << 8) >>> 0;
    this.#code = ((this.#code << 8) | (this.#stream[this.#at++] ?? 0)) >>> 0;
  }
}

/** The length of a repetition, from 2 to 273. */
class Lengths {
  #which = odds(2);
  #short = odds(8);
  #middle = odds(8);
  #long = odds(256);

  read(bits: Bits): number {
    if (!bits.bit(this.#which, 0)) return 2 + bits.tree(this.#short, 0, 3);
    if (!bits.bit(this.#which, 1)) return 10 + bits.tree(this.#middle, 0, 3);
    return 18 + bits.tree(this.#long, 0, 8);
  }
}

/** How far back a repetition begins: 0 for the byte before. */
class Distances {
  #slot = odds(4 * 64);
  #near = odds(128);
  #low = odds(16);

  read(bits: Bits, length: number): number {
    const slot = bits.tree(this.#slot, Math.min(length - 2, 3) * 64, 6);
    if (slot < 4) return slot;
    const count = (slot >> 1) - 1;
    const high = ((2 | (slot & 1)) << count) >>> 0;
    if (slot < 14) return high + bits.mirrored(this.#near, high - slot, count);
    return high + bits.plain(count - 4) * 16 + bits.mirrored(this.#low, 0, 4);
  }
}

/** What the last symbols were, as the format counts them. */
const afterByte = (state: number) => (state < 4 ? 0 : state < 10 ? state - 3 : state - 6);
const after = (state: number, early: number, late: number) => (state < 7 ? early : late);

/** The bytes that a stream holds, `length` of them. */
export function lzma(stream: Uint8Array, length: number): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(length);
  const bits = new Bits(stream);
  const [match, again, notLast, notSecond, notThird, lone] = Array.from({ length: 6 }, () => odds(12)) as [
    Odds,
    Odds,
    Odds,
    Odds,
    Odds,
    Odds,
  ];
  const bytes = odds(8 * 0x300);
  const [fresh, repeated, distances] = [new Lengths(), new Lengths(), new Distances()];
  let last: [number, number, number, number] = [0, 0, 0, 0];
  let state = 0;
  for (let at = 0; at < length; ) {
    if (!bits.bit(match, state)) {
      const base = ((out[at - 1] ?? 0) >> 5) * 0x300;
      out[at] = literal(bits, bytes, base, state < 7 ? -1 : (out[at - last[0] - 1] ?? 0));
      at += 1;
      state = afterByte(state);
      continue;
    }
    let count = 1;
    if (!bits.bit(again, state)) {
      count = fresh.read(bits);
      last = [distances.read(bits, count), last[0], last[1], last[2]];
      state = after(state, 7, 10);
    } else {
      const [one, two, three, four] = last;
      const whole = bits.bit(notLast, state);
      if (whole) {
        if (!bits.bit(notSecond, state)) last = [two, one, three, four];
        else if (!bits.bit(notThird, state)) last = [three, one, two, four];
        else last = [four, one, two, three];
      }
      if (whole || bits.bit(lone, state)) {
        count = repeated.read(bits);
        state = after(state, 8, 11);
      } else state = after(state, 9, 11);
    }
    for (const end = Math.min(at + count, length); at < end; at += 1) out[at] = out[at - last[0] - 1] ?? 0;
  }
  return out;
}

/** One byte; after a repetition its odds also rest on the byte that would have followed there. */
function literal(bits: Bits, table: Odds, base: number, follower: number): number {
  let node = 1;
  let other = follower;
  while (node < 0x100 && other >= 0) {
    const expected = (other >> 7) & 1;
    const one = bits.bit(table, base + ((1 + expected) << 8) + node);
    node = (node << 1) | one;
    other = one === expected ? (other << 1) & 0xff : -1;
  }
  while (node < 0x100) node = (node << 1) | bits.bit(table, base + node);
  return node & 0xff;
}

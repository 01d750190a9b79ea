// CRC-32 as zip and gzip use it (ISO 3309, reflected, polynomial 0xEDB88320).
//
//   checksum(0, "123456789") = 0xCBF43926

// Eight bytes at a time, each through a table of its own ("slicing by eight"), because a gigabyte may come.

/** What a byte becomes after its eight bits. */
const first = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** The same after so many bytes of nothing behind it. */
const after = (bytes: number): Uint32Array =>
  bytes === 0 ? first : after(bytes - 1).map((value) => (value >>> 8) ^ (first[value & 0xff] as number));

const [t0, t1, t2, t3] = [after(0), after(1), after(2), after(3)] as const;
const [t4, t5, t6, t7] = [after(4), after(5), after(6), after(7)] as const;

/** The checksum of what `before` is the checksum of, followed by `bytes`; 0 is that of nothing. */
export function checksum(before: number, bytes: Uint8Array): number {
  const at = (place: number) => bytes[place] as number;
  const of = (table: Uint32Array, index: number) => table[index & 0xff] as number;
  let value = ~before;
  let place = 0;
  for (; place + 8 <= bytes.length; place += 8) {
    value ^= at(place) | (at(place + 1) << 8) | (at(place + 2) << 16) | (at(place + 3) << 24);
    value =
      of(t7, value) ^
      of(t6, value >>> 8) ^
      of(t5, value >>> 16) ^
      of(t4, value >>> 24) ^
      of(t3, at(place + 4)) ^
      of(t2, at(place + 5)) ^
      of(t1, at(place + 6)) ^
      of(t0, at(place + 7));
  }
  for (; place < bytes.length; place += 1) value = (value >>> 8) ^ of(t0, value ^ at(place));
  return ~value >>> 0;
}

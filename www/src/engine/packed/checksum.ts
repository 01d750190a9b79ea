// CRC-32 as zip and gzip use it (ISO 3309, reflected, polynomial 0xEDB88320).
//
//   checksum(0, "123456789") = 0xCBF43926

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** The checksum of what `before` is the checksum of, followed by `bytes`; 0 is that of nothing. */
export function checksum(before: number, bytes: Uint8Array): number {
  let value = ~before;
  for (const byte of bytes) value = (value >>> 8) ^ (table[(value ^ byte) & 0xff] ?? 0);
  return ~value >>> 0;
}

/** Sizes of a tar archive, in bytes. */
const BLOCK = 512;
const END = 2 * BLOCK;

/** Fields of a POSIX ustar header: offset and content; the checksum is counted with spaces in its place. */
const CHECKSUM_AT = 148;

/**
 * A tar archive of one file that everybody may read. Written here, since what testcontainers packs is unpacked at the root
 * of a container, which an engine refuses where that root is read-only.
 * @param name of the file, of up to 99 ASCII characters
 */
export function tarOf(name: string, content: string): Buffer {
  const bytes = Buffer.from(content);
  const header = Buffer.alloc(BLOCK);
  const fields: readonly (readonly [at: number, text: string])[] = [
    [0, name],
    [100, '0000444\0'],
    [108, '0000000\0'],
    [116, '0000000\0'],
    [124, `${octal(bytes.length, 11)} `],
    [136, `${octal(0, 11)} `],
    [CHECKSUM_AT, ' '.repeat(8)],
    [156, '0'],
    [257, 'ustar\u000000'],
  ];
  for (const [at, text] of fields) header.write(text, at, 'latin1');
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${octal(sum, 6)}\0 `, CHECKSUM_AT, 'latin1');
  const filling = Buffer.alloc((BLOCK - (bytes.length % BLOCK)) % BLOCK);
  return Buffer.concat([header, bytes, filling, Buffer.alloc(END)]);
}

function octal(value: number, digits: number): string {
  return value.toString(8).padStart(digits, '0');
}

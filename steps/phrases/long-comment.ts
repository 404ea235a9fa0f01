/** The same csv with so long a comment in its last row that it has this many bytes. */
export function withLongComment(text: string, bytes: number): string {
  return text.replace(/\r\n$/, `${'c'.repeat(bytes - Buffer.byteLength(text))}\r\n`);
}

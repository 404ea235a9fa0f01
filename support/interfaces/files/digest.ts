import { createHash } from 'node:crypto';

/** SHA-256 of a file's text as delivered (UTF-8), base64: what a reference to a Migration Common File carries. */
export function fileDigest(xml: string): string {
  return createHash('sha256').update(xml, 'utf8').digest('base64');
}

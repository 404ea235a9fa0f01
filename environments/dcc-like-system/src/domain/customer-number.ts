import { createHash } from 'node:crypto';

/** What a customer number is made from: who asks for it, of which device, and with which counter (decimal). */
export interface NumberedRequest {
  readonly user: string;
  readonly deviceId: string;
  readonly counter: string;
}

/** The four digits that the DCC gives out for a request, and that the device shows: another one for each request (MODEL). */
export function customerNumberFor({ user, deviceId, counter }: NumberedRequest): string {
  const digest = createHash('sha256').update([user, deviceId, counter].join(':')).digest();
  return String(digest.readUInt32BE() % 10_000).padStart(4, '0');
}

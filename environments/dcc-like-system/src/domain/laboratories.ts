import { z } from 'zod';
import { EUI, INSTANT, NAME, text, type Read } from './fields';

/** What a remote laboratory, whose process simulates devices, says of itself and of them (MODEL: no such interface is public). */

/** Where a laboratory answers for its devices. */
const REACHED_AT = z
  .strictObject({
    /** Scheme, host and port alone: `http://127.0.0.1:8600`. */
    address: text(200),
    /** What the network shows there, as a bearer token. */
    token: z.string().regex(/^[\w.~+/=-]{16,200}$/, 'must be 16 to 200 characters of a bearer token'),
  })
  .meta({ id: 'ReachedAt' });

/** A laboratory connects an installation, or disconnects it; without an address the one that it gave before stays. */
export const CONNECTION = z
  .strictObject({ connected: z.boolean(), reachedAt: REACHED_AT.exactOptional() })
  .meta({ id: 'Connection' });
export type Connection = Read<typeof CONNECTION>;

/** The same as the network is told it, with the name of the laboratory. */
export const SIM_CONNECTION = CONNECTION.extend({ laboratory: NAME }).meta({ id: 'SimConnection' });
export type SimConnection = Read<typeof SIM_CONNECTION>;

/** Printable ASCII: it is quoted in files and documents, which take no other characters unchanged. */
export const PRINTABLE = z.string().regex(/^[ -~]{1,100}$/, 'must be 1 to 100 printable characters');

/** What a device of a laboratory tells of its own accord. */
export const LABORATORY_ALERT = z
  .strictObject({
    deviceId: EUI,
    alertCode: z.string().regex(/^[0-9A-F]{4}$/, 'must be four hex digits'),
    description: PRINTABLE,
    at: INSTANT,
  })
  .meta({ id: 'LaboratoryAlert' });
export type LaboratoryAlert = Read<typeof LABORATORY_ALERT>;

/** The same as the network is told it, with the name of the laboratory. */
export const SIM_ALERT = LABORATORY_ALERT.extend({ laboratory: NAME }).meta({ id: 'SimAlert' });
export type SimAlert = Read<typeof SIM_ALERT>;

/** What a laboratory is handed of an installation that it is to simulate; how its meters measure it decides itself. */
export interface DeviceSheet {
  readonly importMPAN: string;
  readonly iccid: string;
  readonly devices: readonly {
    readonly deviceId: string;
    readonly deviceType: string;
    readonly firmware: string;
    /** Absent on devices that take no commands. */
    readonly settings?: Readonly<Record<string, string>>;
    /** Base64 of 32 bytes each; absent on devices that hold no keys. */
    readonly keys?: { readonly access: string; readonly master: string; readonly version: number };
  }[];
}

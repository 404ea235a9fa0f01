import { z } from 'zod';
import { DEVICE_TYPES } from '../scope/devices';

/** Shapes of what Migration DUST publishes. */

const testInstallation = z.object({
  importMPAN: z.string(),
  mprn: z.string().optional(),
  source: z.enum(['dcc-lab', 'remote-lab', 'participant']),
  lab: z.string().optional(),
  connected: z.boolean(),
  devices: z.array(z.object({ deviceId: z.string(), deviceType: z.enum(DEVICE_TYPES) })),
  booking: z
    .object({ participant: z.string(), bookedAt: z.iso.datetime(), bookedUntil: z.iso.datetime().optional() })
    .optional(),
});
/** A test installation of Migration DUST. */
export type TestInstallation = z.output<typeof testInstallation>;

export const pool = z.object({
  free: z.object({ 'dcc-lab': z.int(), 'remote-lab': z.int() }),
  yours: z.array(testInstallation),
});
/** How many test installations are free, and which the caller has. */
export type Pool = z.output<typeof pool>;

const refusal = { code: z.string().optional(), reason: z.string().optional() };

export const submission = z.object({
  stem: z.string(),
  status: z.string(),
  missing: z.array(z.string()).optional(),
  provoked: z.string().optional(),
  exception: z.object({ code: z.string(), reason: z.string() }).optional(),
  rows: z
    .array(
      z.object({
        rowId: z.string(),
        importMPAN: z.string(),
        status: z.string(),
        ...refusal,
        installationId: z.string().optional(),
      }),
    )
    .optional(),
});
/** An authorisation as Migration DUST shows it. */
export type Submission = z.output<typeof submission>;

export const menuEntry = z.object({ code: z.string(), fault: z.string() });
export const example = z.object({ name: z.string(), code: z.string(), meaning: z.string() });
export const outcome = z.object({
  name: z.string(),
  receivedAt: z.iso.datetime(),
  installationIds: z.array(z.string()),
});
export const alert = z.object({
  number: z.int(),
  receivedAt: z.iso.datetime(),
  recipient: z.string(),
  code: z.string(),
  deviceId: z.string(),
});
/** An alert as Migration DUST lists it. */
export type ListedAlert = z.output<typeof alert>;
export const report = z.object({ reportId: z.string(), kind: z.string(), period: z.string() });
export const reportRows = z.object({
  kind: z.string(),
  rows: z.array(z.record(z.string(), z.union([z.string(), z.number()]))),
});

export const summary = z.object({
  participant: z.string(),
  kind: z.string(),
  principal: z.string().optional(),
  statement: z.string(),
  isTestPhase: z.boolean(),
  prerequisites: z.array(z.object({ name: z.string(), recordedAt: z.string().optional() })),
  installations: z.array(z.object({ importMPAN: z.string(), source: z.string(), migrated: z.boolean() })),
  authorisations: z.array(z.object({ stem: z.string(), status: z.string(), codes: z.array(z.string()) })),
  outcomeFiles: z.array(z.string()),
  alerts: z.int(),
});
/** What a participant tried, and what came. */
export type Summary = z.output<typeof summary>;

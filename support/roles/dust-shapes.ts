import { z } from 'zod';
import { DEVICE_TYPES } from '../scope/devices';
import { text } from './text';

/** Shapes of what Migration DUST publishes. */

const testInstallation = z.object({
  importMPAN: text,
  mprn: text.optional(),
  source: z.enum(['dcc-lab', 'remote-lab', 'participant']),
  lab: text.optional(),
  connected: z.boolean(),
  devices: z.array(z.object({ deviceId: text, deviceType: z.enum(DEVICE_TYPES) })),
  booking: z
    .object({ participant: text, bookedAt: z.iso.datetime(), bookedUntil: z.iso.datetime().optional() })
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

const refusal = { code: text.optional(), reason: text.optional() };

export const submission = z.object({
  stem: text,
  receivedAt: z.iso.datetime(),
  status: text,
  fileId: text.optional(),
  missing: z.array(text).optional(),
  provoked: text.optional(),
  exception: z.object({ code: text, reason: text }).optional(),
  rows: z
    .array(
      z.object({
        rowId: text,
        importMPAN: text,
        status: text,
        ...refusal,
        installationId: text.optional(),
        scheduledFor: z.iso.date().optional(),
      }),
    )
    .optional(),
});
/** An authorisation as Migration DUST shows it. */
export type Submission = z.output<typeof submission>;

export const menuEntry = z.object({ code: text, fault: text });
export const example = z.object({ name: text, code: text, meaning: text });
export const outcome = z.object({
  name: text,
  receivedAt: z.iso.datetime(),
  installationIds: z.array(text),
});
export const alert = z.object({
  number: z.int(),
  receivedAt: z.iso.datetime(),
  recipient: text,
  code: text,
  deviceId: text,
});
/** An alert as Migration DUST lists it. */
export type ListedAlert = z.output<typeof alert>;
export const report = z.object({ reportId: text, kind: text, period: text, producedAt: z.iso.datetime() });
export const reportRows = z.object({
  kind: text,
  rows: z.array(z.record(text, z.union([text, z.number()]))),
});

export const summary = z.object({
  participant: text,
  kind: text,
  principal: text.optional(),
  statement: text,
  isTestPhase: z.boolean(),
  deployment: z.object({ release: text, version: text }).optional(),
  prerequisites: z.array(z.object({ name: text, recordedAt: z.iso.datetime().optional(), reference: text.optional() })),
  authorisesAs: z.object({ electricity: text, gas: text }),
  installations: z.array(z.object({ importMPAN: text, source: testInstallation.shape.source, migrated: z.boolean() })),
  authorisations: z.array(z.object({ stem: text, status: text, codes: z.array(text) })),
  outcomeFiles: z.array(text),
  alerts: z.int(),
});
/** What a participant tried, and what came. */
export type Summary = z.output<typeof summary>;

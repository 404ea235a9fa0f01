import { z } from 'zod';
import { DEVICE_TYPES } from '../interfaces/vocabulary';
import { text } from './text';

/**
 * The shapes of the published HTTP interfaces, as far as roles use them. What is not named here may be there too: an
 * interface may grow.
 */

const reason = { code: text.optional(), reason: text.optional() };

/** Health of a service; `now` is its virtual time. */
export const health = z.object({
  service: text,
  version: text.optional(),
  now: z.iso.datetime(),
  /** What the service could not deal with. */
  setAside: z.array(z.object({ what: text, kind: text, party: text.optional(), reason: text })),
});

export const fileRegistration = z.object({
  name: text,
  kind: text,
  fileId: text.optional(),
  sender: text,
  receivedAt: z.iso.datetime(),
  verdict: z.enum(['received', 'accepted', 'rejected', 'duplicate']),
  ...reason,
  judgedAt: z.iso.datetime().optional(),
});
/** One file in the register of a party that received it. */
export type FileRegistration = z.output<typeof fileRegistration>;

export const authorisationResult = z.object({
  stem: text,
  fileId: text.optional(),
  status: z.enum([
    'waiting-for-password',
    'waiting-for-archive',
    'received',
    'accepted',
    'partly-accepted',
    'rejected',
  ]),
  exception: z.object({ code: text, reason: text }).optional(),
  rows: z.array(
    z.object({
      rowId: text,
      importMPAN: text,
      status: z.enum(['scheduled', 'rejected']),
      ...reason,
      installationId: text.optional(),
      scheduledFor: text.optional(),
    }),
  ),
});
/** What the Migration Control Centre answers to an authorisation. */
export type AuthorisationResult = z.output<typeof authorisationResult>;
export type AuthorisationRowResult = AuthorisationResult['rows'][number];

export const installationState = z.object({
  installationId: text,
  importMPAN: text,
  mprn: text.optional(),
  kind: z.enum(['Active', 'Dormant', 'Mixed']),
  state: z.enum(['Scheduled', 'InProgress', 'Intervention', 'Commissioned', 'Failed', 'Excluded']),
  attempt: z.int(),
  /** Day of the slot, YYYY-MM-DD. */
  scheduledFor: text,
  slotStart: z.iso.datetime(),
  /** First and last authorised day, YYYY-MM-DD. */
  authorisedFrom: z.iso.date(),
  authorisedTo: z.iso.date(),
  phase: text.optional(),
  ...reason,
  /** It waits for the people of the Migration Control Centre. */
  raised: z.boolean().optional(),
  history: z.array(z.object({ at: z.iso.datetime(), state: text, note: text, scheduledFor: z.iso.date().optional() })),
});
/** An installation as the Migration Control Centre tracks it. */
export type InstallationState = z.output<typeof installationState>;

export const notice = z.object({
  noticeId: text,
  batchId: text,
  importMPAN: text,
  mprn: text.optional(),
  kind: z.enum(['Dormant', 'Mixed']),
  meters: z.array(z.object({ deviceType: z.enum(['ESME', 'GSME']), mpxn: text })),
  /** First and last planned day, YYYY-MM-DD. */
  plannedFrom: z.iso.date(),
  plannedTo: z.iso.date(),
  sentAt: z.iso.datetime(),
  scheduledFor: z.iso.date().optional(),
});
/** Word to a supplier that the migration of its Dormant Meters is planned. */
export type Notice = z.output<typeof notice>;

export const noticeResult = z.object({
  batchId: text,
  notices: z.array(notice),
  refused: z.array(z.object({ importMPAN: text, code: text, reason: text })),
});
/** What became of an order to give notice. */
export type NoticeResult = z.output<typeof noticeResult>;

/** Settings of a device by name. */
const settings = z.record(text, text);

export const dormantConfiguration = z.object({
  configurationId: text,
  batchId: text,
  importMPAN: text,
  packageId: text,
  /** First and last planned day, YYYY-MM-DD. */
  plannedFrom: z.iso.date(),
  plannedTo: z.iso.date(),
  state: z.enum([
    'Notified',
    'ConfigInstructed',
    'FirmwareOK',
    'FirmwareFailed',
    'ConfigApplied',
    'ConfigFailed',
    'NoWAN',
    'LeftDormantPath',
  ]),
  ...reason,
  devices: z.array(
    z.object({
      deviceId: text,
      deviceType: z.enum(DEVICE_TYPES),
      result: z.enum(['Applied', 'Failed', 'Untouched']),
      firmware: text,
      settings: settings.optional(),
    }),
  ),
  history: z.array(z.object({ at: z.iso.datetime(), state: text, note: text })),
});
/** The configuration of the Dormant Devices of one installation. */
export type DormantConfiguration = z.output<typeof dormantConfiguration>;

export const configurationResult = z.object({
  batchId: text,
  configurations: z.array(dormantConfiguration),
  refused: z.array(z.object({ importMPAN: text, code: text, reason: text })),
});
/** What became of an order to configure Dormant Meters. */
export type ConfigurationResult = z.output<typeof configurationResult>;

export const upgradeNotice = z.object({
  noticeId: text,
  importMPAN: text,
  meters: z.array(
    z.object({
      deviceType: z.enum(['ESME', 'GSME']),
      mpxn: text,
      deviceId: text,
      fromFirmware: text,
      toFirmware: text,
    }),
  ),
  plannedFrom: z.iso.date(),
  plannedTo: z.iso.date(),
  sentAt: z.iso.datetime(),
  state: text,
});
/** Word to a supplier that its Dormant Meters are going to be configured. */
export type UpgradeNotice = z.output<typeof upgradeNotice>;

export const outcomeListing = z.object({
  name: text,
  receivedAt: z.iso.datetime(),
  installationIds: z.array(text),
});
export type OutcomeListing = z.output<typeof outcomeListing>;

export const smsoReading = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('answered'),
    at: text,
    activeImportWh: z.number().optional(),
    volumeLitres: z.number().optional(),
    settings: z.record(text, text).optional(),
  }),
  z.object({ outcome: z.literal('queued'), reference: text.optional() }),
  z.object({ outcome: z.enum(['unreachable', 'refused', 'no-answer']), reason: text }),
]);
/** What came of the SMSO's order to read a register. */
export type SmsoReading = z.output<typeof smsoReading>;

export const communicationsCheck = z.object({
  outcome: z.enum(['answered', 'unreachable', 'no-answer']),
  reason: text.optional(),
});
export type CommunicationsCheck = z.output<typeof communicationsCheck>;

export const s1spInstallation = z.object({
  installationId: text,
  state: text,
  phase: text.optional(),
  ...reason,
  attempts: z.object({ communications: z.int() }),
  rotated: z.array(text),
});
/** An installation as the S1SP works on it. */
export type S1spInstallation = z.output<typeof s1spInstallation>;

export const loneRotation = z.object({
  outcome: z.enum(['refused', 'accepted', 'unreachable']),
  reason: text.optional(),
});
/** What came of a key write that one side tried without the other. */
export type LoneRotation = z.output<typeof loneRotation>;

export const keyHolding = z.object({
  deviceId: text,
  holder: z.enum(['smso', 'dco']),
  masterVersion: z.int(),
  rotatedAt: z.iso.datetime().optional(),
});
/** Who holds a device's master key, by the DCO's books. */
export type KeyHolding = z.output<typeof keyHolding>;

export const inventoryEntry = z.object({
  deviceId: text,
  deviceType: z.enum(DEVICE_TYPES),
  manufacturer: text,
  model: text,
  firmware: text,
  status: text.optional(),
  importMPxN: text.optional(),
  s1sp: text.optional(),
  dateCommissioned: text.optional(),
  associatedWith: z.array(text),
  history: z.array(z.object({ at: z.iso.datetime(), status: text.optional(), note: text })),
});
/** A device in the Smart Metering Inventory. */
export type InventoryEntry = z.output<typeof inventoryEntry>;

export const registration = z.object({
  mpxn: text,
  fuel: text,
  supplier: text,
  networkOperator: text,
});
export type Registration = z.output<typeof registration>;

export const sim = z.object({ iccid: text, network: z.enum(['smso', 's1sp', 'dsp']) });
export type Sim = z.output<typeof sim>;

import { z } from 'zod';
import { DEVICE_TYPES } from '../interfaces/vocabulary';

/**
 * The shapes of the published HTTP interfaces, as far as roles use them. What is not named here may be there too: an
 * interface may grow.
 */

const reason = { code: z.string().optional(), reason: z.string().optional() };

/** Health of a service; `now` is its virtual time. */
export const health = z.object({
  service: z.string(),
  version: z.string().optional(),
  now: z.iso.datetime(),
  /** What the service could not deal with. */
  setAside: z.array(z.object({ what: z.string(), kind: z.string(), party: z.string().optional(), reason: z.string() })),
});

export const fileRegistration = z.object({
  name: z.string(),
  kind: z.string(),
  fileId: z.string().optional(),
  sender: z.string(),
  receivedAt: z.iso.datetime(),
  verdict: z.enum(['received', 'accepted', 'rejected', 'duplicate']),
  ...reason,
  judgedAt: z.iso.datetime().optional(),
});
/** One file in the register of a party that received it. */
export type FileRegistration = z.output<typeof fileRegistration>;

export const authorisationResult = z.object({
  stem: z.string(),
  fileId: z.string().optional(),
  status: z.enum([
    'waiting-for-password',
    'waiting-for-archive',
    'received',
    'accepted',
    'partly-accepted',
    'rejected',
  ]),
  exception: z.object({ code: z.string(), reason: z.string() }).optional(),
  rows: z.array(
    z.object({
      rowId: z.string(),
      importMPAN: z.string(),
      status: z.enum(['scheduled', 'rejected']),
      ...reason,
      installationId: z.string().optional(),
      scheduledFor: z.string().optional(),
    }),
  ),
});
/** What the Migration Control Centre answers to an authorisation. */
export type AuthorisationResult = z.output<typeof authorisationResult>;
export type AuthorisationRowResult = AuthorisationResult['rows'][number];

export const installationState = z.object({
  installationId: z.string(),
  importMPAN: z.string(),
  mprn: z.string().optional(),
  kind: z.enum(['Active', 'Dormant', 'Mixed']),
  state: z.enum(['Scheduled', 'InProgress', 'Intervention', 'Commissioned', 'Failed', 'Excluded']),
  attempt: z.int(),
  /** Day of the slot, YYYY-MM-DD. */
  scheduledFor: z.string(),
  slotStart: z.iso.datetime(),
  /** First and last authorised day, YYYY-MM-DD. */
  authorisedFrom: z.iso.date(),
  authorisedTo: z.iso.date(),
  phase: z.string().optional(),
  ...reason,
  /** It waits for the people of the Migration Control Centre. */
  raised: z.boolean().optional(),
  history: z.array(
    z.object({ at: z.iso.datetime(), state: z.string(), note: z.string(), scheduledFor: z.iso.date().optional() }),
  ),
});
/** An installation as the Migration Control Centre tracks it. */
export type InstallationState = z.output<typeof installationState>;

export const notice = z.object({
  noticeId: z.string(),
  batchId: z.string(),
  importMPAN: z.string(),
  mprn: z.string().optional(),
  kind: z.enum(['Dormant', 'Mixed']),
  meters: z.array(z.object({ deviceType: z.enum(['ESME', 'GSME']), mpxn: z.string() })),
  /** First and last planned day, YYYY-MM-DD. */
  plannedFrom: z.iso.date(),
  plannedTo: z.iso.date(),
  sentAt: z.iso.datetime(),
  scheduledFor: z.iso.date().optional(),
});
/** Word to a supplier that the migration of its Dormant Meters is planned. */
export type Notice = z.output<typeof notice>;

export const noticeResult = z.object({
  batchId: z.string(),
  notices: z.array(notice),
  refused: z.array(z.object({ importMPAN: z.string(), code: z.string(), reason: z.string() })),
});
/** What became of an order to give notice. */
export type NoticeResult = z.output<typeof noticeResult>;

/** Settings of a device by name. */
const settings = z.record(z.string(), z.string());

export const dormantConfiguration = z.object({
  configurationId: z.string(),
  batchId: z.string(),
  importMPAN: z.string(),
  packageId: z.string(),
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
      deviceId: z.string(),
      deviceType: z.enum(DEVICE_TYPES),
      result: z.enum(['Applied', 'Failed', 'Untouched']),
      firmware: z.string(),
      settings: settings.optional(),
    }),
  ),
  history: z.array(z.object({ at: z.iso.datetime(), state: z.string(), note: z.string() })),
});
/** The configuration of the Dormant Devices of one installation. */
export type DormantConfiguration = z.output<typeof dormantConfiguration>;

export const configurationResult = z.object({
  batchId: z.string(),
  configurations: z.array(dormantConfiguration),
  refused: z.array(z.object({ importMPAN: z.string(), code: z.string(), reason: z.string() })),
});
/** What became of an order to configure Dormant Meters. */
export type ConfigurationResult = z.output<typeof configurationResult>;

export const upgradeNotice = z.object({
  noticeId: z.string(),
  importMPAN: z.string(),
  meters: z.array(
    z.object({
      deviceType: z.enum(['ESME', 'GSME']),
      mpxn: z.string(),
      deviceId: z.string(),
      fromFirmware: z.string(),
      toFirmware: z.string(),
    }),
  ),
  plannedFrom: z.iso.date(),
  plannedTo: z.iso.date(),
  sentAt: z.iso.datetime(),
  state: z.string(),
});
/** Word to a supplier that its Dormant Meters are going to be configured. */
export type UpgradeNotice = z.output<typeof upgradeNotice>;

export const outcomeListing = z.object({
  name: z.string(),
  receivedAt: z.iso.datetime(),
  installationIds: z.array(z.string()),
});
export type OutcomeListing = z.output<typeof outcomeListing>;

export const smsoReading = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('answered'),
    at: z.string(),
    activeImportWh: z.number().optional(),
    volumeLitres: z.number().optional(),
    settings: z.record(z.string(), z.string()).optional(),
  }),
  z.object({ outcome: z.literal('queued'), reference: z.string().optional() }),
  z.object({ outcome: z.enum(['unreachable', 'refused', 'no-answer']), reason: z.string() }),
]);
/** What came of the SMSO's order to read a register. */
export type SmsoReading = z.output<typeof smsoReading>;

export const communicationsCheck = z.object({
  outcome: z.enum(['answered', 'unreachable', 'no-answer']),
  reason: z.string().optional(),
});
export type CommunicationsCheck = z.output<typeof communicationsCheck>;

export const s1spInstallation = z.object({
  installationId: z.string(),
  state: z.string(),
  phase: z.string().optional(),
  ...reason,
  attempts: z.object({ communications: z.int() }),
  rotated: z.array(z.string()),
});
/** An installation as the S1SP works on it. */
export type S1spInstallation = z.output<typeof s1spInstallation>;

export const loneRotation = z.object({
  outcome: z.enum(['refused', 'accepted', 'unreachable']),
  reason: z.string().optional(),
});
/** What came of a key write that one side tried without the other. */
export type LoneRotation = z.output<typeof loneRotation>;

export const keyHolding = z.object({
  deviceId: z.string(),
  holder: z.enum(['smso', 'dco']),
  masterVersion: z.int(),
  rotatedAt: z.iso.datetime().optional(),
});
/** Who holds a device's master key, by the DCO's books. */
export type KeyHolding = z.output<typeof keyHolding>;

export const inventoryEntry = z.object({
  deviceId: z.string(),
  deviceType: z.enum(DEVICE_TYPES),
  manufacturer: z.string(),
  model: z.string(),
  firmware: z.string(),
  status: z.string().optional(),
  importMPxN: z.string().optional(),
  s1sp: z.string().optional(),
  dateCommissioned: z.string().optional(),
  associatedWith: z.array(z.string()),
  history: z.array(z.object({ at: z.iso.datetime(), status: z.string().optional(), note: z.string() })),
});
/** A device in the Smart Metering Inventory. */
export type InventoryEntry = z.output<typeof inventoryEntry>;

export const registration = z.object({
  mpxn: z.string(),
  fuel: z.string(),
  supplier: z.string(),
  networkOperator: z.string(),
});
export type Registration = z.output<typeof registration>;

export const sim = z.object({ iccid: z.string(), network: z.enum(['smso', 's1sp', 'dsp']) });
export type Sim = z.output<typeof sim>;

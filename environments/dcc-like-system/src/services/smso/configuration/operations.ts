import type { ConfigurationPackage, DeviceSettings } from '../../../domain/configuration-package';
import { digestOf } from '../../../domain/configuration-package';
import type { DeclaredDevice, EstateRecord } from '../../../domain/estate';
import type { FirmwareImage } from '../../../domain/firmware-image';
import type { DeviceAnswer } from '../../../domain/frames';
import { area } from '../../../kernel/rules';
import type { Command } from '../head-end';
import type { CONFIGURATION_DECISIONS } from './decisions';
import type { Job, Operation } from './job';

/** How long a device that lost its power needs before it is asked again (MODEL). */
const RESTART_MINUTES = 15;

/** Everything that an operation looks at. */
export interface ConfigurationContext {
  readonly job: Job;
  readonly record: EstateRecord;
  readonly device: DeclaredDevice;
  readonly package: ConfigurationPackage;
  /** The image for the device, if there is one. */
  readonly image: FirmwareImage | undefined;
  readonly decisions: typeof CONFIGURATION_DECISIONS.rules;
}

/** What follows an answer, or its absence. */
export type Next =
  /** `afterMinutes`: absent where it follows at once. */
  | { readonly go: Operation; readonly change?: Partial<Job>; readonly afterMinutes?: number }
  /** The device is done with in this stage; `firmware`: the version it runs. */
  | { readonly finished: true; readonly change?: Partial<Job>; readonly firmware?: string }
  | { readonly code: string; readonly reason: string };

type Answered = (context: ConfigurationContext, answer: DeviceAnswer) => Next;
type Unanswered = (context: ConfigurationContext) => Next;

const READ_INFO: Command = { operation: 'read-device-info', body: {} };
const READ_SETTINGS: Command = { operation: 'get', body: { name: 'configuration' } };

/** The command of each operation. */
export const COMMANDS: Readonly<Record<Operation, (context: ConfigurationContext) => Command>> = {
  'read-version': () => READ_INFO,
  'store-image': ({ image }) => actionCommand('take-upgrade', image ?? {}),
  'activate-image': ({ image }) =>
    actionCommand('activate-firmware', { hash: digestOf(Buffer.from(image?.image ?? '', 'base64')) }),
  'check-version': () => READ_INFO,
  read: () => READ_SETTINGS,
  write: (context) => ({
    operation: 'set',
    body: { name: 'configuration', value: JSON.stringify(wantedSettings(context)) },
  }),
  synchronise: () => actionCommand('synchronise-clock', {}),
  'read-back': () => READ_SETTINGS,
  'compare-han': () => ({ operation: 'read-whitelist', body: {} }),
};

/** What follows the answer to each operation. */
const ANSWERS: Readonly<Record<Operation, Answered>> = {
  'read-version': (context, answer) => {
    const { image, job, decisions } = context;
    if (!answer.ok) return refused(context, answer.error);
    const { firmware = '' } = answer.values;
    if (!image || decisions.isUpToDate(firmware, image)) return { finished: true, firmware };
    if (job.installs >= decisions.mostInstalls) return notThere(context, firmware);
    if (decisions.isUpgradable(firmware, image)) return { go: 'store-image' };
    const reason = `${nameOf(context)} runs ${firmware}, which ${image.imageId} does not upgrade.`;
    return { code: 'SIM-FWU-12', reason };
  },
  'store-image': (context, answer) =>
    answer.ok
      ? { go: 'activate-image' }
      : { code: 'SIM-FWU-11', reason: `${nameOf(context)} refused the image: ${answer.error}.` },
  'activate-image': ({ job }, answer) =>
    answer.ok ? { go: 'check-version' } : { go: 'read-version', change: { installs: job.installs + 1 } },
  'check-version': (context, answer) => {
    if (!answer.ok) return refused(context, answer.error);
    const { firmware = '' } = answer.values;
    return firmware === context.image?.version
      ? { finished: true, firmware, change: { upgraded: true } }
      : notThere(context, firmware);
  },
  read: (context, answer) => {
    if (!answer.ok) return refused(context, answer.error);
    const read = settingsIn(answer);
    const change = { settings: read.settings };
    if (context.decisions.mustWrite(differences(context, read.settings))) return { go: 'write', change };
    return clockIsOff(context, read) ? { go: 'synchronise', change } : afterSettings(context, change);
  },
  write: (context, answer) =>
    answer.ok ? { go: 'read-back', change: { wrote: true } } : refused(context, answer.error),
  synchronise: (context, answer) =>
    answer.ok ? { go: 'read-back', change: { wrote: true, clockSet: true } } : refused(context, answer.error),
  'read-back': (context, answer) => {
    if (!answer.ok) return refused(context, answer.error);
    const read = settingsIn(answer);
    const change = { settings: read.settings };
    const wrong = differences(context, read.settings);
    const off = clockIsOff(context, read);
    if (wrong.length === 0 && off && !context.job.clockSet) return { go: 'synchronise', change };
    if (wrong.length === 0 && !off) return afterSettings(context, change);
    const what = [...wrong, ...(off ? ['clock'] : [])].join(', ');
    return { code: 'SIM-CFG-22', reason: `${nameOf(context)} reads back otherwise than it was set: ${what}.` };
  },
  'compare-han': (context, answer) => {
    if (!answer.ok) return refused(context, answer.error);
    const found = (answer.values.devices ?? '').split(',').filter((id) => id !== '');
    if (context.decisions.isDeclaredNetwork(found, context.record.whitelist)) return { finished: true };
    return { code: 'SIM-CFG-23', reason: `The HAN log of ${nameOf(context)} differs from what the SMSO holds.` };
  },
};

/** Operations after whose silence something else follows than another try. */
const SILENCES: Readonly<Partial<Record<Operation, Unanswered>>> = {
  // The device may have activated the image, or have lost its power over it: the version that it runs tells.
  'activate-image': ({ job }) => ({
    go: 'read-version',
    change: { installs: job.installs + 1 },
    afterMinutes: RESTART_MINUTES,
  }),
};

/** What follows the operations on a device. */
export const CONFIGURATION_OPERATIONS = area('smso-configuration-operations', {
  answers: ANSWERS,
  silences: SILENCES,
});

/** After its settings a hub is asked for its home area network; a meter is done with. */
export function afterSettings({ device }: ConfigurationContext, change: Partial<Job>): Next {
  return device.deviceType === 'CHF' ? { go: 'compare-han', change } : { finished: true, change };
}

/** The settings that the device is to have. */
export function wantedSettings({ decisions, package: configuration, device }: ConfigurationContext): DeviceSettings {
  return decisions.wantedSettings(configuration, device.deviceType);
}

/** Names of the settings that are not as the package has them. */
function differences(context: ConfigurationContext, found: DeviceSettings): string[] {
  return Object.entries(wantedSettings(context))
    .filter(([name, value]) => found[name] !== value)
    .map(([name]) => name);
}

function clockIsOff({ decisions, package: configuration }: ConfigurationContext, { clockAhead = 0 }: Read): boolean {
  return decisions.clockIsOff(clockAhead, configuration);
}

interface Read {
  readonly settings: DeviceSettings;
  /** Seconds; of meters. */
  readonly clockAhead?: number;
}

function settingsIn({ values }: Extract<DeviceAnswer, { ok: true }>): Read {
  return JSON.parse(values.value ?? '{"settings":{}}') as Read;
}

function actionCommand(name: string, value: object): Command {
  return { operation: 'act', body: { name, value: JSON.stringify(value) } };
}

function nameOf({ device }: ConfigurationContext): string {
  return `The ${device.deviceType} ${device.deviceId}`;
}

function refused(context: ConfigurationContext, error: string): Next {
  return { code: 'SIM-CFG-21', reason: `${nameOf(context)} refused: ${error}.` };
}

function notThere(context: ConfigurationContext, firmware: string): Next {
  const version = context.image?.version ?? 'an image';
  return { code: 'SIM-FWU-13', reason: `${nameOf(context)} runs ${firmware} after the activation of ${version}.` };
}

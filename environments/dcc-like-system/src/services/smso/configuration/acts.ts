import type { ConfigurationPackage, ConfiguredType, DeviceSettings } from '../../../domain/configuration-package';
import { digestOf } from '../../../domain/configuration-package';
import type { DeclaredDevice, EstateRecord } from '../../../domain/estate';
import type { FirmwareImage } from '../../../domain/firmware-image';
import type { DeviceAnswer } from '../../../domain/frames';
import type { Command } from '../head-end';
import type { Act, Job } from './job';

/** Times that an image is brought to a device before it is given up (MODEL). */
const MOST_INSTALLS = 3;

/** Seeded defects that bend what is made of answers. */
export interface Bent {
  readonly takesRefusalForDone: boolean;
  readonly skipsReadBack: boolean;
  readonly skipsVersionCheck: boolean;
  readonly ignoresFromVersions: boolean;
  readonly leavesClock: boolean;
  readonly ignoresHan: boolean;
  readonly upgradesAgain: boolean;
  readonly writesAgain: boolean;
  /** Names of settings that are left as they were. */
  readonly leaves: readonly string[];
}

/** Everything that an act looks at. */
export interface Scene {
  readonly job: Job;
  readonly record: EstateRecord;
  readonly device: DeclaredDevice;
  readonly package: ConfigurationPackage;
  /** The image for the device, if there is one. */
  readonly image: FirmwareImage | undefined;
  readonly bent: Bent;
}

/** What follows an answer. */
export type Next =
  | { readonly go: Act; readonly change?: Partial<Job> }
  /** The device is done with in this stage; `firmware`: the version it runs. */
  | { readonly finished: true; readonly change?: Partial<Job>; readonly firmware?: string }
  | { readonly code: string; readonly reason: string };

interface ActDefinition {
  readonly command: (scene: Scene) => Command;
  readonly answered: (scene: Scene, answer: DeviceAnswer) => Next;
}

const READ_INFO: Command = { operation: 'read-device-info', body: {} };
const READ_SETTINGS: Command = { operation: 'get', body: { name: 'configuration' } };

/** Commands and what is made of their answers, act by act. */
export const ACTS: Readonly<Record<Act, ActDefinition>> = {
  'read-version': {
    command: () => READ_INFO,
    answered: (scene, answer) => {
      const { image, job, bent } = scene;
      if (!answer.ok) return refused(scene, answer.error);
      const { firmware = '' } = answer.values;
      const current = firmware === image?.version && !bent.upgradesAgain;
      if (!image || current) return { finished: true, firmware };
      if (job.installs >= MOST_INSTALLS) return notThere(scene, firmware);
      if (image.fromVersions.includes(firmware) || bent.ignoresFromVersions) return { go: 'store-image' };
      const reason = `${nameOf(scene)} runs ${firmware}, which ${image.imageId} does not upgrade.`;
      return { code: 'SIM-FWU-12', reason };
    },
  },
  'store-image': {
    command: ({ image }) => act('take-upgrade', image ?? {}),
    answered: (scene, answer) =>
      answer.ok
        ? { go: 'activate-image' }
        : { code: 'SIM-FWU-11', reason: `${nameOf(scene)} refused the image: ${answer.error}.` },
  },
  'activate-image': {
    command: ({ image }) => act('activate-firmware', { hash: digestOf(Buffer.from(image?.image ?? '', 'base64')) }),
    answered: ({ job, bent, image }, answer) => {
      // Seeded defect: what was told to run is taken for running.
      if (bent.skipsVersionCheck) return { finished: true, firmware: image?.version ?? '', change: { upgraded: true } };
      return answer.ok ? { go: 'check-version' } : { go: 'read-version', change: { installs: job.installs + 1 } };
    },
  },
  'check-version': {
    command: () => READ_INFO,
    answered: (scene, answer) => {
      if (!answer.ok) return refused(scene, answer.error);
      const { firmware = '' } = answer.values;
      return firmware === scene.image?.version
        ? { finished: true, firmware, change: { upgraded: true } }
        : notThere(scene, firmware);
    },
  },
  read: {
    command: () => READ_SETTINGS,
    answered: (scene, answer) => {
      if (!answer.ok) return refused(scene, answer.error);
      const read = settingsIn(answer);
      const change = { settings: read.settings };
      // Seeded defect: what is there already is written again.
      if (differences(scene, read.settings).length > 0 || scene.bent.writesAgain) return { go: 'write', change };
      return clockIsOff(scene, read) ? { go: 'synchronise', change } : afterSettings(scene, change);
    },
  },
  write: {
    command: (scene) => ({
      operation: 'set',
      body: { name: 'configuration', value: JSON.stringify(wantedSettings(scene)) },
    }),
    answered: (scene, answer) => {
      if (!answer.ok && !scene.bent.takesRefusalForDone) return refused(scene, answer.error);
      const change = { wrote: true };
      // Seeded defects: what was written is taken for what is there.
      if (scene.bent.skipsReadBack || !answer.ok) {
        return afterSettings(scene, { ...change, settings: { ...scene.job.settings, ...wantedSettings(scene) } });
      }
      return { go: 'read-back', change };
    },
  },
  synchronise: {
    command: () => act('synchronise-clock', {}),
    answered: (scene, answer) =>
      answer.ok ? { go: 'read-back', change: { wrote: true, clockSet: true } } : refused(scene, answer.error),
  },
  'read-back': {
    command: () => READ_SETTINGS,
    answered: (scene, answer) => {
      if (!answer.ok) return refused(scene, answer.error);
      const read = settingsIn(answer);
      const change = { settings: read.settings };
      const wrong = differences(scene, read.settings);
      const off = clockIsOff(scene, read);
      if (wrong.length === 0 && off && !scene.job.clockSet) return { go: 'synchronise', change };
      if (wrong.length === 0 && !off) return afterSettings(scene, change);
      const what = [...wrong, ...(off ? ['clock'] : [])].join(', ');
      return { code: 'SIM-CFG-22', reason: `${nameOf(scene)} reads back otherwise than it was set: ${what}.` };
    },
  },
  'compare-han': {
    command: () => ({ operation: 'read-whitelist', body: {} }),
    answered: (scene, answer) => {
      if (!answer.ok) return refused(scene, answer.error);
      const found = (answer.values.devices ?? '')
        .split(',')
        .filter((id) => id !== '')
        .sort();
      const declared = [...scene.record.whitelist].sort();
      if (found.join() === declared.join() || scene.bent.ignoresHan) return { finished: true };
      return { code: 'SIM-CFG-23', reason: `The HAN log of ${nameOf(scene)} differs from what the SMSO holds.` };
    },
  },
};

/** After its settings a hub is asked for its home area network; a meter is done with. */
function afterSettings({ device }: Scene, change: Partial<Job>): Next {
  return device.deviceType === 'CHF' ? { go: 'compare-han', change } : { finished: true, change };
}

function wantedSettings({ package: { settings }, device, bent }: Scene): DeviceSettings {
  const wanted = settings[device.deviceType as ConfiguredType] ?? {};
  return Object.fromEntries(Object.entries(wanted).filter(([name]) => !bent.leaves.includes(name)));
}

/** Names of the settings that are not as the package has them. */
function differences(scene: Scene, found: DeviceSettings): string[] {
  return Object.entries(wantedSettings(scene))
    .filter(([name, value]) => found[name] !== value)
    .map(([name]) => name);
}

function clockIsOff({ package: { clockToleranceSeconds }, bent }: Scene, { clockAhead = 0 }: Read): boolean {
  return Math.abs(clockAhead) > clockToleranceSeconds && !bent.leavesClock;
}

interface Read {
  readonly settings: DeviceSettings;
  /** Seconds; of meters. */
  readonly clockAhead?: number;
}

function settingsIn({ values }: Extract<DeviceAnswer, { ok: true }>): Read {
  return JSON.parse(values.value ?? '{"settings":{}}') as Read;
}

function act(name: string, value: object): Command {
  return { operation: 'act', body: { name, value: JSON.stringify(value) } };
}

function nameOf({ device }: Scene): string {
  return `The ${device.deviceType} ${device.deviceId}`;
}

function refused(scene: Scene, error: string): Next {
  return { code: 'SIM-CFG-21', reason: `${nameOf(scene)} refused: ${error}.` };
}

function notThere(scene: Scene, firmware: string): Next {
  const reason = `${nameOf(scene)} runs ${firmware} after the activation of ${scene.image?.version ?? 'an image'}.`;
  return { code: 'SIM-FWU-13', reason };
}

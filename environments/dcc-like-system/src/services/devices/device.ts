import {
  configurationDigest,
  confirmMaster,
  isAuthentic,
  proveMaster,
  unwrapKey,
  type CommandFrame,
  type DeviceAnswer,
  type DeviceError,
} from '../../domain/frames';
import type { DeviceSettings } from '../../domain/configuration-package';
import { executeCommand, readRegisters, type Outcome } from './commands';
import type { Meter } from './meter/meter';
import { area, type RuleBook } from '../../kernel/rules';
import type { Answered, Device, Hub, KeyPair } from './state';

/** What a device stands on when it handles a command, and the faults that strike it now. */
export interface DeviceContext {
  readonly now: Date;
  /** When the hub took the command: before now where the device slept. */
  readonly takenAt: Date;
  readonly rules: RuleBook;
  /** It answers this command with an error and does nothing. */
  readonly refuses: boolean;
  /** Of meters: run up to now; a command changes it in place. */
  readonly meter?: Meter;
  /** Of hubs: the copy that the gas proxy function keeps of its gas meter. */
  readonly gasCopy?: Meter;
  /** Last word from each device on the home area network, ISO 8601. */
  readonly heardAt: (deviceId: string) => string;
  /** Its settings as they are now. */
  readonly settings: () => DeviceSettings;
  /** X.509 PEM of the makers of devices. */
  readonly makerCertificate: string;
}

/** What a device answers, and what is different afterwards. */
export interface Handled {
  readonly answer: DeviceAnswer;
  readonly after: Device;
  readonly hub?: Hub;
  readonly alerts?: Outcome['alerts'];
}

/** How a device checks commands and takes keys. */
export const DEVICE = area('devices-device', {
  /** The answer to a command that comes again: the same id and authentication, not the id alone. */
  answerBefore: (device: Device, { commandId, authentication }: CommandFrame): Answered | undefined =>
    device.answered.find((known) => known.commandId === commandId && known.authentication === authentication),
  /** Last execution counter that a head-end has used. */
  lastCounter: ({ counters }: Device, headEnd: string): bigint => BigInt(counters[headEnd] ?? '0'),
  isFresh: (counter: bigint, last: bigint): boolean => counter > last,
  /** Opens the DCO's part of new keys (base64) with the master key; undefined where it is for another device or command. */
  openMasterPart: unwrap,
  /** The new master key from the DCO's part, where there is one. */
  masterKey: (opened: string | undefined, _held: KeyPair): string | undefined => opened,
  isConfirmed: (confirmation: string | undefined, expected: string): boolean => confirmation === expected,
});

/** How many answers a device remembers for repeated commands. */
const REMEMBERED = 8;

/**
 * Checks a command under the keys and counters of a device: why it is refused, if it is, and the device afterwards. A device
 * without keys leaves this to the one it is behind.
 */
export function admit(
  device: Device,
  headEnd: string,
  frame: CommandFrame,
  rules: RuleBook,
): { refusal: DeviceError | undefined; after: Device } {
  const refusal = guard(device, headEnd, frame, rules);
  if (refusal !== undefined || frame.executionCounter === undefined) return { refusal, after: device };
  return { refusal, after: { ...device, counters: { ...device.counters, [headEnd]: frame.executionCounter } } };
}

/** Lets a device act on a command: its answer, and the device afterwards. */
export function handleCommand(
  device: Device,
  hub: Hub,
  headEnd: string,
  frame: CommandFrame,
  context: DeviceContext,
): Handled {
  const before = context.rules(DEVICE).answerBefore(device, frame);
  if (before) return { answer: before.answer, after: device };

  const { refusal: objection, after: counted } =
    device.behind === undefined ? admit(device, headEnd, frame, context.rules) : { refusal: undefined, after: device };
  const refusal = objection ?? (context.refuses ? 'cannot-act' : undefined);
  const handled: Handled =
    refusal === undefined ? execute(counted, hub, frame, context) : { answer: failed(refusal), after: counted };
  const { answer, after } = handled;
  const { commandId, authentication } = frame;
  const answered = [...after.answered, { commandId, authentication, answer }].slice(-REMEMBERED);
  return { ...handled, after: { ...after, answered } };
}

/** Authentication under a key the device holds, then the execution counter. */
function guard(device: Device, headEnd: string, frame: CommandFrame, rules: RuleBook): DeviceError | undefined {
  if (frame.operation === 'ping') return undefined;
  const keys = frame.operation === 'verify-keys' ? [device.pendingKeys] : [device.keys, device.pendingKeys];
  if (!keys.some((pair) => pair && isAuthentic(frame, Buffer.from(pair.access, 'base64')))) return 'not-authentic';
  const { lastCounter, isFresh } = rules(DEVICE);
  return isFresh(BigInt(frame.executionCounter ?? '0'), lastCounter(device, headEnd)) ? undefined : 'replayed-counter';
}

function execute(device: Device, hub: Hub, frame: CommandFrame, context: DeviceContext): Handled {
  const read = (values: Record<string, string>): { answer: DeviceAnswer; after: Device } => ({
    answer: { ok: true, values },
    after: device,
  });
  switch (frame.operation) {
    case 'ping':
      return read({ at: context.now.toISOString() });
    case 'read-whitelist':
      return read({ devices: hub.whitelist.join(',') });
    case 'read-device-info':
      return read({
        keyVersion: String(device.keys?.version ?? 0),
        firmware: device.firmware,
        configurationDigest: configurationDigest(context.settings()),
      });
    case 'read-registers':
      return { answer: readRegisters({ ...context, device, hub }), after: device };
    case 'get':
    case 'set':
    case 'act': {
      const outcome = executeCommand(frame, { ...context, device, hub });
      return { ...outcome, after: outcome.device ?? device };
    }
    case 'write-keys':
      return writeKeys(device, frame, context);
    case 'verify-keys':
      if (!device.pendingKeys) return { answer: failed('cannot-act'), after: device };
      return read({
        proof: proveMaster(Buffer.from(device.pendingKeys.master, 'base64'), frame.body.challenge ?? ''),
      });
    case 'confirm-keys':
      return confirmKeys(device, frame, context);
    default:
      return { answer: failed('unknown-operation'), after: device };
  }
}

/** Takes new keys beside the old ones; both the S1SP's and the DCO's part must open under the keys the device holds. */
function writeKeys(
  device: Device,
  frame: CommandFrame,
  context: DeviceContext,
): { answer: DeviceAnswer; after: Device } {
  if (!device.keys) return { answer: failed('cannot-act'), after: device };
  const counter = frame.executionCounter ?? '';
  const access = unwrap(frame.body.wrappedAccess, device.keys.access, device.deviceId, counter);
  const { openMasterPart, masterKey } = context.rules(DEVICE);
  const master = masterKey(
    openMasterPart(frame.body.wrappedMaster, device.keys.master, device.deviceId, counter),
    device.keys,
  );
  if (access === undefined || master === undefined) return { answer: failed('single-control'), after: device };
  const pendingKeys: KeyPair = { access, master, version: device.keys.version + 1 };
  return {
    answer: { ok: true, values: { keyVersion: String(pendingKeys.version) } },
    after: { ...device, pendingKeys },
  };
}

/** Forgets the old keys once the holder of the new master key says so; said again, there is nothing left to forget. */
function confirmKeys(
  device: Device,
  frame: CommandFrame,
  context: DeviceContext,
): { answer: DeviceAnswer; after: Device } {
  const { pendingKeys, ...rest } = device;
  const confirmed = pendingKeys ?? device.keys;
  if (!confirmed) return { answer: failed('cannot-act'), after: device };
  const expected = confirmMaster(Buffer.from(confirmed.master, 'base64'), device.deviceId);
  if (!context.rules(DEVICE).isConfirmed(frame.body.confirmation, expected)) {
    return { answer: failed('single-control'), after: device };
  }
  const formerKeys = [...(device.formerKeys ?? []), ...(pendingKeys && device.keys ? [device.keys] : [])];
  return {
    answer: { ok: true, values: { keyVersion: String(confirmed.version) } },
    after: { ...rest, keys: confirmed, formerKeys },
  };
}

function unwrap(wrapped: string | undefined, key: string, deviceId: string, counter: string): string | undefined {
  return unwrapKey(wrapped ?? '', Buffer.from(key, 'base64'), deviceId, counter)?.toString('base64');
}

function failed(error: DeviceError): DeviceAnswer {
  return { ok: false, error };
}

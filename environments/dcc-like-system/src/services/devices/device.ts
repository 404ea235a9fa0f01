import {
  configurationDigest,
  confirmMaster,
  isAuthentic,
  proveMaster,
  unwrapKey,
  unwrapUnbound,
  type CommandFrame,
  type DeviceAnswer,
  type DeviceError,
} from '../../domain/frames';
import type { DeviceSettings } from '../../domain/configuration-package';
import { carryOut, readRegisters, type Outcome } from './commands';
import type { Meter } from './meter/meter';
import type { Device, Hub, KeyPair } from './state';

/** Switches that bend a rule of the device (seeded defects), and the faults that strike it now. */
export interface Circumstances {
  readonly now: Date;
  readonly acceptsReplayedCounter: boolean;
  readonly acceptsSingleControl: boolean;
  readonly sharesCounters: boolean;
  readonly ignoresBinding: boolean;
  readonly forgetsAnswers: boolean;
  readonly keepsRemoved?: boolean;
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
  /** It takes images that nobody has signed. */
  readonly takesAnyImage: boolean;
}

/** What a device answers, and what is different afterwards. */
export interface Acted {
  readonly answer: DeviceAnswer;
  readonly after: Device;
  readonly hub?: Hub;
  readonly alerts?: Outcome['alerts'];
}

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
  circumstances: Pick<Circumstances, 'acceptsReplayedCounter' | 'sharesCounters'>,
): { refusal: DeviceError | undefined; after: Device } {
  const refusal = guard(device, headEnd, frame, circumstances);
  if (refusal !== undefined || frame.executionCounter === undefined) return { refusal, after: device };
  return { refusal, after: { ...device, counters: { ...device.counters, [headEnd]: frame.executionCounter } } };
}

/** Lets a device act on a command: its answer, and the device afterwards. */
export function act(
  device: Device,
  hub: Hub,
  headEnd: string,
  frame: CommandFrame,
  circumstances: Circumstances,
): Acted {
  const before = device.answered.find(
    ({ commandId, authentication }) => commandId === frame.commandId && authentication === frame.authentication,
  );
  if (before && !circumstances.forgetsAnswers) return { answer: before.answer, after: device };

  const { refusal: objection, after: counted } =
    device.behind === undefined ? admit(device, headEnd, frame, circumstances) : { refusal: undefined, after: device };
  const refusal = objection ?? (circumstances.refuses ? 'cannot-act' : undefined);
  const acted: Acted =
    refusal === undefined ? perform(counted, hub, frame, circumstances) : { answer: failed(refusal), after: counted };
  const { answer, after } = acted;
  const { commandId, authentication } = frame;
  const answered = [...after.answered, { commandId, authentication, answer }].slice(-REMEMBERED);
  return { ...acted, after: { ...after, answered } };
}

/** Authentication under a key the device holds, then the execution counter. */
function guard(
  device: Device,
  headEnd: string,
  frame: CommandFrame,
  circumstances: Pick<Circumstances, 'acceptsReplayedCounter' | 'sharesCounters'>,
): DeviceError | undefined {
  if (frame.operation === 'ping') return undefined;
  const keys = frame.operation === 'verify-keys' ? [device.pendingKeys] : [device.keys, device.pendingKeys];
  if (!keys.some((pair) => pair && isAuthentic(frame, Buffer.from(pair.access, 'base64')))) return 'not-authentic';
  // Seeded defect: what one head-end has used up is used up for the other.
  const used = circumstances.sharesCounters ? Object.values(device.counters) : [device.counters[headEnd] ?? '0'];
  const last = used.map(BigInt).reduce((highest, counter) => (counter > highest ? counter : highest), 0n);
  if (BigInt(frame.executionCounter ?? '0') <= last && !circumstances.acceptsReplayedCounter) return 'replayed-counter';
  return undefined;
}

function perform(device: Device, hub: Hub, frame: CommandFrame, circumstances: Circumstances): Acted {
  const read = (values: Record<string, string>): { answer: DeviceAnswer; after: Device } => ({
    answer: { ok: true, values },
    after: device,
  });
  switch (frame.operation) {
    case 'ping':
      return read({ at: circumstances.now.toISOString() });
    case 'read-whitelist':
      return read({ devices: hub.whitelist.join(',') });
    case 'read-device-info':
      return read({
        keyVersion: String(device.keys?.version ?? 0),
        firmware: device.firmware,
        configurationDigest: configurationDigest(circumstances.settings()),
      });
    case 'read-registers':
      return { answer: readRegisters({ ...circumstances, device, hub }), after: device };
    case 'get':
    case 'set':
    case 'act': {
      const outcome = carryOut(frame, { ...circumstances, device, hub });
      return { ...outcome, after: outcome.device ?? device };
    }
    case 'write-keys':
      return writeKeys(device, frame, circumstances);
    case 'verify-keys':
      if (!device.pendingKeys) return { answer: failed('cannot-act'), after: device };
      return read({
        proof: proveMaster(Buffer.from(device.pendingKeys.master, 'base64'), frame.body.challenge ?? ''),
      });
    case 'confirm-keys':
      return confirmKeys(device, frame, circumstances);
    default:
      return { answer: failed('unknown-operation'), after: device };
  }
}

/** Takes new keys beside the old ones; both the S1SP's and the DCO's part must open under the keys the device holds. */
function writeKeys(
  device: Device,
  frame: CommandFrame,
  circumstances: Circumstances,
): { answer: DeviceAnswer; after: Device } {
  if (!device.keys) return { answer: failed('cannot-act'), after: device };
  const counter = frame.executionCounter ?? '';
  const access = unwrap(frame.body.wrappedAccess, device.keys.access, device.deviceId, counter);
  const unwrappedMaster = circumstances.ignoresBinding
    ? unwrapUnbound(frame.body.wrappedMaster ?? '', Buffer.from(device.keys.master, 'base64'))?.toString('base64')
    : unwrap(frame.body.wrappedMaster, device.keys.master, device.deviceId, counter);
  const master = unwrappedMaster ?? (circumstances.acceptsSingleControl ? device.keys.master : undefined);
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
  circumstances: Circumstances,
): { answer: DeviceAnswer; after: Device } {
  const { pendingKeys, ...rest } = device;
  const confirmed = pendingKeys ?? device.keys;
  if (!confirmed) return { answer: failed('cannot-act'), after: device };
  const expected = confirmMaster(Buffer.from(confirmed.master, 'base64'), device.deviceId);
  if (frame.body.confirmation !== expected && !circumstances.acceptsSingleControl) {
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

import { createDecipheriv, createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** How many answers a device remembers for commands that come again. */
const REMEMBERED = 8;

/**
 * A simulated installation of SMETS1 devices, made from its device sheet. It does what a migration asks for, and lets itself be read;
 * everything else it refuses. The protocol is that of environments/contracts/remote-laboratory.md.
 */
export class Installation {
  /**
   * @param sheet `{importMPAN, iccid, devices: [{deviceId, deviceType, firmware, settings?, keys?}]}`
   * @param registers what the meters show: `{ESME: Wh, GSME: litres}`
   */
  constructor(sheet, registers) {
    this.importMPAN = sheet.importMPAN;
    this.iccid = sheet.iccid;
    this.devices = sheet.devices.map((device) => ({
      ...device,
      register: registers[device.deviceType],
      counters: {},
      answered: [],
    }));
  }

  /** The answer of the device that a command is for, as the network takes it. @param at time of the system, ISO 8601 */
  answer({ headEnd, at, frame }) {
    const device = this.devices.find(({ deviceId }) => deviceId === frame.deviceId);
    if (device === undefined) return { outcome: 'no-answer' };
    const { commandId, authentication } = frame;
    const before = device.answered.find((one) => one.commandId === commandId && one.authentication === authentication);
    if (before !== undefined) return before.answer;
    const refusal = this.#refusal(device, headEnd, frame);
    const body = refusal === undefined ? this.#carryOut(device, frame, at) : { ok: false, error: refusal };
    const answer = { outcome: 'answer', body };
    device.answered = [...device.answered, { commandId, authentication, answer }].slice(-REMEMBERED);
    return answer;
  }

  /** Why a device refuses a command before it looks at it: keys, then the execution counter. A device without keys is behind its hub's. */
  #refusal(device, headEnd, frame) {
    if (frame.operation === 'ping') return undefined;
    const holder = device.keys ? device : this.devices.find(({ deviceType }) => deviceType === 'CHF');
    const keys = frame.operation === 'verify-keys' ? [holder.pending] : [holder.keys, holder.pending];
    if (!keys.some((pair) => pair && isAuthentic(frame, pair.access))) return 'not-authentic';
    const counter = BigInt(frame.executionCounter ?? '0');
    if (counter <= (holder.counters[headEnd] ?? 0n)) return 'replayed-counter';
    holder.counters[headEnd] = counter;
    return undefined;
  }

  #carryOut(device, { operation, body, executionCounter }, at) {
    const done = (values) => ({ ok: true, values });
    const failed = (error) => ({ ok: false, error });
    switch (operation === 'get' ? `get ${body.name}` : operation) {
      case 'ping':
        return done({ at });
      case 'read-whitelist': {
        const others = this.devices.filter(({ deviceType }) => deviceType !== 'CHF');
        return done({ devices: others.map(({ deviceId }) => deviceId).join(',') });
      }
      case 'read-device-info': {
        const { keys, firmware, settings } = device;
        return done({
          keyVersion: String(keys?.version ?? 0),
          firmware,
          configurationDigest: digestOf(settings ?? {}),
        });
      }
      case 'read-registers':
        if (device.register === undefined) return failed('not-supported');
        return done({
          [device.deviceType === 'GSME' ? 'volumeLitres' : 'activeImportWh']: String(device.register),
          at,
        });
      case 'write-keys': {
        const access = opened(body.wrappedAccess, device.keys?.access, device.deviceId, executionCounter);
        const master = opened(body.wrappedMaster, device.keys?.master, device.deviceId, executionCounter);
        if (access === undefined || master === undefined) return failed('single-control');
        device.pending = { access, master, version: device.keys.version + 1 };
        return done({ keyVersion: String(device.pending.version) });
      }
      case 'verify-keys':
        return done({ proof: signed(device.pending.master, `prove|${body.challenge}`) });
      case 'confirm-keys': {
        const confirmed = device.pending ?? device.keys;
        if (body.confirmation !== signed(confirmed.master, `confirm|${device.deviceId}`))
          return failed('single-control');
        device.keys = confirmed;
        delete device.pending;
        return done({ keyVersion: String(confirmed.version) });
      }
      case 'get configuration':
        return done({ value: JSON.stringify({ settings: device.settings ?? {} }), at });
      case 'get firmware':
        return done({ value: JSON.stringify({ version: device.firmware }), at });
      default:
        return failed('not-supported');
    }
  }
}

/** HMAC-SHA256 under a key of base64, as base64. */
function signed(key, text) {
  return createHmac('sha256', Buffer.from(key, 'base64')).update(text).digest('base64');
}

/** Whether a command was authenticated under an access key. */
function isAuthentic({ deviceId, commandId, operation, executionCounter, body, authentication }, accessKey) {
  const text = pairsOf(body).join('&');
  const due = signed(accessKey, [deviceId, commandId, operation, executionCounter ?? '', text].join('|'));
  const given = authentication ?? '';
  return given.length === due.length && timingSafeEqual(Buffer.from(given), Buffer.from(due));
}

/** A key that was wrapped under the current one: nonce (12), cipher text (32), tag (16); undefined where it does not open. */
function opened(wrapped, currentKey, deviceId, executionCounter) {
  const bytes = Buffer.from(wrapped ?? '', 'base64');
  if (currentKey === undefined || bytes.length !== 60) return undefined;
  try {
    const decipher = createDecipheriv('aes-256-gcm', Buffer.from(currentKey, 'base64'), bytes.subarray(0, 12))
      .setAAD(Buffer.from(`${deviceId}|${executionCounter}`))
      .setAuthTag(bytes.subarray(44));
    return Buffer.concat([decipher.update(bytes.subarray(12, 44)), decipher.final()]).toString('base64');
  } catch {
    return undefined;
  }
}

function digestOf(settings) {
  return createHash('sha256').update(pairsOf(settings).join('\n')).digest('base64');
}

/** `name=value`, in order of name. */
function pairsOf(values) {
  return Object.entries(values)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`);
}

import { describe, expect, it } from 'vitest';
import {
  authenticate,
  confirmMaster,
  proveMaster,
  wrapKey,
  type CommandFrame,
  type Operation,
} from '../../domain/frames';
import { EffectiveRules } from '../../kernel/rules';
import { DEVICES_DEFECTS } from './defects';
import { admit, handleCommand, type DeviceContext } from './device';
import { newMeter, type Meter } from './meter/meter';
import { run } from './meter/run';
import type { Device, Hub } from './state';

const ACCESS = Buffer.alloc(32, 1);
const MASTER = Buffer.alloc(32, 2);
const NEW_ACCESS = Buffer.alloc(32, 3);
const NEW_MASTER = Buffer.alloc(32, 4);
const ID = '00-DB-12-E1-00-00-00-01';

const device: Device = {
  deviceId: ID,
  type: 'ESME',
  iccid: '8944',
  manufacturer: 'AB01',
  model: '433100AC',
  firmware: '9001',
  configuration: { billingDay: '1' },
  keys: { access: ACCESS.toString('base64'), master: MASTER.toString('base64'), version: 1 },
  counters: { smso: '100' },
  answered: [],
  registerAtStart: 5000,
  consumption: [200],
};
const hub: Hub = {
  iccid: '8944',
  chfDeviceId: 'hub',
  whitelist: [ID, 'other'],
  sleepers: {},
  mailbox: [],
  needsWakeUp: false,
  cachesReadings: false,
};
const usual: DeviceContext = {
  now: new Date('2019-06-03T10:00:00.000Z'),
  takenAt: new Date('2019-06-03T10:00:00.000Z'),
  refuses: false,
  heardAt: () => '2019-06-03T10:00:00.000Z',
  settings: () => ({}),
  makerCertificate: '',
  rules: (area) => area.rules,
  meter: meterAt('2019-06-03T10:00:00.000Z'),
};

function meterAt(instant: string): Meter {
  const meter = newMeter(device);
  run(meter, new Date(instant));
  return meter;
}

function frame(operation: Operation, counter: string, body: Record<string, string> = {}, key = ACCESS): CommandFrame {
  const unsigned = { deviceId: ID, commandId: `${operation}-${counter}`, operation, executionCounter: counter, body };
  return { ...unsigned, authentication: authenticate(unsigned, key) };
}

function newKeys(counter: string, underMaster = MASTER): Record<string, string> {
  return {
    wrappedAccess: wrapKey(NEW_ACCESS, ACCESS, ID, counter),
    wrappedMaster: wrapKey(NEW_MASTER, underMaster, ID, counter),
  };
}

describe('a simulated device', () => {
  it('answers a read that is authenticated under its access key', () => {
    const { answer } = handleCommand(device, hub, 's1sp', frame('read-registers', '1'), usual);
    expect(answer).toEqual({ ok: true, values: { activeImportWh: '9000', at: '2019-06-03T10:00:00.000Z' } });
  });

  it('sets its clock to the time of a command and as much later as its hub kept that', () => {
    const meter = { ...meterAt('2019-06-03T10:00:00.000Z'), clockAhead: 30_000 };
    const takenAt = new Date('2019-06-03T09:40:00.000Z');
    const value = JSON.stringify({ time: takenAt.toISOString(), tolerance: 60 });
    handleCommand(device, hub, 's1sp', frame('set', '1', { name: 'clock', value }), { ...usual, meter, takenAt });
    expect(meter.clockAhead).toBe(0);
  });

  it('lets a device join a hub up to the sixteenth', () => {
    const joins = (known: number): { readonly ok: boolean } => {
      const whitelist = Array.from({ length: known }, (_none, n) => `device-${n}`);
      const order = frame('act', '1', { name: 'join', value: JSON.stringify({ deviceId: 'one more' }) });
      return handleCommand({ ...device, type: 'CHF' }, { ...hub, whitelist }, 's1sp', order, usual).answer;
    };
    expect([joins(15), joins(16)]).toMatchObject([{ ok: true }, { ok: false, error: 'not-possible' }]);
  });

  it('refuses a command under another key, or altered on its way', () => {
    const forged = handleCommand(device, hub, 's1sp', frame('read-registers', '1', {}, NEW_ACCESS), usual);
    expect(forged.answer).toEqual({ ok: false, error: 'not-authentic' });
    const altered = { ...frame('write-keys', '1', newKeys('1')), executionCounter: '2' };
    expect(handleCommand(device, hub, 's1sp', altered, usual).answer).toEqual({ ok: false, error: 'not-authentic' });
  });

  it('refuses an execution counter that is not above the last one of that head-end, and only of that one', () => {
    const replayed = handleCommand(device, hub, 'smso', frame('read-registers', '100'), usual);
    expect(replayed.answer).toEqual({ ok: false, error: 'replayed-counter' });
    expect(handleCommand(device, hub, 's1sp', frame('read-registers', '100'), usual).answer.ok).toBe(true);
  });

  it('answers a repeated command as before, without doing it again', () => {
    const first = handleCommand(device, hub, 's1sp', frame('write-keys', '1', newKeys('1')), usual);
    const second = handleCommand(first.after, hub, 's1sp', frame('write-keys', '1', newKeys('1')), usual);
    expect(second.answer).toEqual(first.answer);
    expect(second.after).toBe(first.after);
  });

  it('tells its first answer to nobody who only knows the id of a command', () => {
    const first = handleCommand(device, hub, 's1sp', frame('read-registers', '1'), usual);
    const forged = { ...frame('read-registers', '1', {}, NEW_ACCESS), commandId: 'read-registers-1' };
    expect(handleCommand(first.after, hub, 's1sp', forged, usual).answer).toEqual({
      ok: false,
      error: 'not-authentic',
    });
  });

  it('does nothing that it refuses', () => {
    const refused = handleCommand(device, hub, 's1sp', frame('write-keys', '1', newKeys('1')), {
      ...usual,
      refuses: true,
    });
    expect(refused.answer).toEqual({ ok: false, error: 'cannot-act' });
    expect(refused.after.pendingKeys).toBeUndefined();
  });

  it('takes new keys only when both parts open under the keys it holds', () => {
    const alone = handleCommand(device, hub, 's1sp', frame('write-keys', '1', newKeys('1', ACCESS)), usual);
    expect(alone.answer).toEqual({ ok: false, error: 'single-control' });
    expect(alone.after.pendingKeys).toBeUndefined();
    const forAnotherCommand = frame('write-keys', '2', newKeys('1'));
    expect(handleCommand(device, hub, 's1sp', forAnotherCommand, usual).answer).toEqual({
      ok: false,
      error: 'single-control',
    });
  });

  it('keeps the old keys beside the new ones until the holder of the new master key confirms', () => {
    const written = handleCommand(device, hub, 's1sp', frame('write-keys', '1', newKeys('1')), usual).after;
    expect(handleCommand(written, hub, 'smso', frame('read-registers', '101'), usual).answer.ok).toBe(true);
    const proof = handleCommand(written, hub, 's1sp', frame('verify-keys', '2', { challenge: 'c' }, NEW_ACCESS), usual);
    expect(proof.answer).toEqual({ ok: true, values: { proof: proveMaster(NEW_MASTER, 'c') } });

    const wrong = frame('confirm-keys', '3', { confirmation: confirmMaster(MASTER, ID) }, NEW_ACCESS);
    expect(handleCommand(proof.after, hub, 's1sp', wrong, usual).answer).toEqual({
      ok: false,
      error: 'single-control',
    });
    const right = frame('confirm-keys', '3', { confirmation: confirmMaster(NEW_MASTER, ID) }, NEW_ACCESS);
    const confirmed = handleCommand(proof.after, hub, 's1sp', right, usual).after;
    expect(confirmed.keys?.version).toBe(2);
    const old = handleCommand(confirmed, hub, 'smso', frame('read-registers', '102'), usual);
    expect(old.answer).toEqual({ ok: false, error: 'not-authentic' });

    const again = frame('confirm-keys', '4', { confirmation: confirmMaster(NEW_MASTER, ID) }, NEW_ACCESS);
    expect(handleCommand(confirmed, hub, 's1sp', again, usual).answer).toEqual({
      ok: true,
      values: { keyVersion: '2' },
    });
  });

  it('that holds no keys leaves the check to the one it is behind, whose counter counts', () => {
    const { keys, ...rest } = device;
    const keyless: Device = { ...rest, deviceId: 'gas', type: 'GSME', behind: ID };
    const unchecked: CommandFrame = { ...frame('read-registers', '7'), deviceId: 'gas' };
    expect(handleCommand(keyless, hub, 's1sp', unchecked, usual).answer.ok).toBe(true);
    const { authentication, ...unsigned } = unchecked;
    const checked = { ...unsigned, authentication: authenticate(unsigned, ACCESS) };
    expect(authentication).not.toBe(checked.authentication);
    expect(keys).toBeDefined();
    expect(admit(device, 's1sp', unchecked, usual.rules).refusal).toBe('not-authentic');
    const admitted = admit(device, 's1sp', checked, usual.rules);
    expect(admitted).toMatchObject({ refusal: undefined, after: { counters: { s1sp: '7' } } });
    expect(admit(admitted.after, 's1sp', checked, usual.rules).refusal).toBe('replayed-counter');
  });

  it('bends each rule when its seeded defect is on', () => {
    const single = frame('write-keys', '1', newKeys('1', ACCESS));
    expect(
      handleCommand(device, hub, 'smso', frame('read-registers', '100'), bentBy('devices-accept-replayed-counter'))
        .answer.ok,
    ).toBe(true);
    expect(handleCommand(device, hub, 's1sp', single, bentBy('devices-accept-single-control')).answer.ok).toBe(true);
    const sharing = bentBy('devices-share-execution-counters');
    expect(handleCommand(device, hub, 's1sp', frame('read-registers', '100'), sharing).answer.ok).toBe(false);
    const foreign = frame('write-keys', '2', { ...newKeys('2'), wrappedMaster: newKeys('1').wrappedMaster ?? '' });
    expect(handleCommand(device, hub, 's1sp', foreign, usual).answer.ok).toBe(false);
    const unbound = handleCommand(device, hub, 's1sp', foreign, bentBy('devices-ignore-part-binding'));
    expect(unbound.after.pendingKeys?.master).toBe(NEW_MASTER.toString('base64'));
    const once = handleCommand(device, hub, 's1sp', frame('read-registers', '1'), usual).after;
    const again = handleCommand(once, hub, 's1sp', frame('read-registers', '1'), bentBy('devices-forget-answers'));
    expect(again.answer.ok).toBe(false);
  });
});

function bentBy(defect: string): DeviceContext {
  const rules = new EffectiveRules(DEVICES_DEFECTS);
  rules.switchOn([defect]);
  return { ...usual, rules: (area) => rules.of(area) };
}

import { sign } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ConfigurationReport } from '../domain/configuration-messages';
import { carry } from '../domain/configuration-package';
import { DEVICE_MAKER, signedText } from '../domain/firmware-image';
import { privateKeyOf } from '../domain/pem';
import { Store } from '../kernel/store';
import type { Written } from '../kernel/written';
import type { DormantConfiguration } from './mcc/dormant-configuration/configuration';
import { deviceOf, MigrationSystem, type MadeInstallation } from './fixtures/migration';

let system: MigrationSystem;
beforeAll(async () => {
  system = await MigrationSystem.start();
});
afterEach(() => {
  vi.restoreAllMocks();
});
afterAll(() => system.stop());

const MODELS = [
  { deviceType: 'CHF', manufacturer: 'BC02', model: '10A10001' },
  { deviceType: 'ESME', manufacturer: 'AB01', model: '433100AC' },
  { deviceType: 'GSME', manufacturer: 'CD03', model: '7C010B03' },
];
const SETTINGS = {
  CHF: { networkAlerts: 'on', silencedAlerts: 'none' },
  ESME: { paymentMode: 'Credit', message: 'none', billingPeriod: 'Monthly', unitPrice: '1500' },
  GSME: { paymentMode: 'Credit', message: 'none' },
};
const PACKAGE = { packageId: 'PACKAGE', models: MODELS, settings: SETTINGS, clockToleranceSeconds: 10 };
const FIRST_DAY = '2019-06-10';
const LAST_DAY = '2019-06-12';
const END = '2019-06-12T23:00:00.000Z';

beforeEach(async () => {
  await system.reset();
  const groups = [{ groupId: 'AA', smsoTag: 'ALPHA', configurationUpdate: true, firmwareUpgrade: true }];
  await system.lab('POST', '/groups', { groups });
  expect(await loadPackage()).toBe(201);
});

function loadPackage(changes: object = {}): Promise<number> {
  const path = '/operator/configuration-packages/PACKAGE';
  return system.load('mcc', path, JSON.stringify({ ...PACKAGE, ...changes }));
}

function dormant(reference: string, changes: object = {}): Promise<MadeInstallation> {
  return system.installation(reference, { kind: 'Dormant', unconfigured: true, ...changes });
}

interface OrderAnswer {
  readonly configurations: readonly DormantConfiguration[];
  readonly refused: readonly { readonly code: string }[];
  readonly error?: string;
}

async function order(made: readonly MadeInstallation[], changes: object = {}): Promise<OrderAnswer> {
  const importMPANs = made.map(({ importMPAN }) => importMPAN);
  const body = { importMPANs, packageId: 'PACKAGE', from: FIRST_DAY, to: LAST_DAY, ...changes };
  return (await system.call('mcc', 'POST', '/operator/dormant-configurations', body)) as OrderAnswer;
}

async function states(): Promise<string[]> {
  const all = (await system.call('mcc', 'GET', '/operator/dormant-configurations')) as DormantConfiguration[];
  return all.map(({ state, code }) => [state, code].filter(Boolean).join(' '));
}

async function settingsOf(made: MadeInstallation, type: string): Promise<Record<string, string>> {
  const shown = (await system.lab('GET', `/devices/${deviceOf(made, type)}`)) as { settings: Record<string, string> };
  return shown.settings;
}

async function reports(): Promise<ConfigurationReport[]> {
  return (await system.delivered('configuration-report')).map(({ body }) => JSON.parse(body) as ConfigurationReport);
}

describe('an order to configure Dormant Devices', () => {
  it('brings every setting of the package to every dormant device, and reports what was read back', async () => {
    const made = await dormant('one');
    expect((await order([made])).refused).toEqual([]);
    await system.advance(END);
    expect(await states()).toEqual(['ConfigApplied']);
    for (const [type, settings] of Object.entries(SETTINGS)) {
      expect(await settingsOf(made, type)).toMatchObject(settings);
    }
    const [report] = await reports();
    expect(report?.devices.map(({ deviceType, result }) => `${deviceType} ${result}`)).toEqual([
      'CHF Applied',
      'ESME Applied',
      'GSME Applied',
    ]);
    for (const { deviceType, settings } of report?.devices ?? []) {
      expect(settings).toEqual(await settingsOf(made, deviceType));
    }
  });

  it('leaves what the package does not name as it was', async () => {
    const made = await dormant('one');
    await order([made]);
    await system.advance(END);
    expect(await settingsOf(made, 'ESME')).toMatchObject({ privacyPin: 'on', loadLimit: '4000' });
  });

  it('is refused as a whole where the package was never loaded, and changes none that was', async () => {
    const made = await dormant('one');
    expect((await order([made], { packageId: 'OTHER' })).error).toContain('OTHER');
    expect(await loadPackage()).toBe(201);
    expect(await loadPackage({ clockToleranceSeconds: 60 })).toBe(409);
    expect(await system.load('mcc', '/operator/configuration-packages/PACKAGE', '{"packageId": 1}')).toBe(400);
    expect(await system.load('mcc', '/operator/configuration-packages/ANOTHER', JSON.stringify(PACKAGE))).toBe(400);
  });

  it('is refused where the release does not plan to use the function', async () => {
    const made = await dormant('one');
    await system.lab('POST', '/groups', { groups: [{ groupId: 'AA', smsoTag: 'ALPHA' }] });
    expect((await order([made])).refused).toMatchObject([{ code: 'SIM-DRM-22' }]);
  });

  it('fails a device that has no such setting, changing none of the others', async () => {
    const made = await dormant('one');
    const settings = { ...SETTINGS, ESME: { ...SETTINGS.ESME, spaceHeating: 'off' } };
    const other = { ...PACKAGE, packageId: 'WIDER', settings };
    await system.load('mcc', '/operator/configuration-packages/WIDER', JSON.stringify(other));
    await order([made], { packageId: 'WIDER' });
    await system.advance(END);
    expect(await states()).toEqual(['ConfigFailed SIM-CFG-21']);
    expect(await settingsOf(made, 'ESME')).toMatchObject({ paymentMode: 'Prepayment', billingPeriod: 'Weekly' });
  });

  it('is rejected where its package has the right digest and is none', async () => {
    const content = Buffer.from('{"packageId": "PACKAGE"}');
    const carried = carry('PACKAGE', content);
    const body = { orderId: 'X', package: carried, images: [], lastDay: LAST_DAY, installations: [] };
    await system.deliver('mcc', 'smso', 'configuration-order', JSON.stringify(body), { id: 'no package' });
    await system.settle();
    const [rejection] = await system.delivered('configuration-rejection');
    expect(JSON.parse(rejection?.body ?? '{}')).toMatchObject({ orderId: 'X', code: 'SIM-CFG-01' });
  });

  it('is taken from the Migration Control Centre only', async () => {
    const made = await dormant('one');
    await order([made]);
    await system.advance(`${FIRST_DAY}T07:00:00.000Z`);
    const body = JSON.stringify({ orderId: 'X', package: {}, images: [], lastDay: LAST_DAY, installations: [] });
    expect(await system.deliver('dsp', 'smso', 'configuration-order', body, { id: 'stranger' })).toBe(403);
    await system.settle();
    expect(await system.delivered('configuration-rejection')).toEqual([]);
  });
});

describe('firmware', () => {
  const OLDER = '0100';
  const image = Buffer.from('fictitious firmware');

  async function loadImage(changes: object = {}): Promise<number> {
    const content = { ...MODELS[1], version: '02030017', image: image.toString('base64') };
    const key = { key: privateKeyOf(system.key(DEVICE_MAKER).privateKey), dsaEncoding: 'ieee-p1363' } as const;
    const text = signedText({ manufacturer: 'AB01', model: '433100AC', version: '02030017', image: content.image });
    const signature = sign('sha256', Buffer.from(text), key).toString('base64');
    const file = { imageId: 'IMAGE', fromVersions: [OLDER], signature, ...content, ...changes };
    return system.load('mcc', '/operator/firmware-images/IMAGE', JSON.stringify(file));
  }

  function older(reference: string): Promise<MadeInstallation> {
    const devices = MODELS.map((model) => ({ ...model, firmware: model.deviceType === 'ESME' ? OLDER : '0104' }));
    return dormant(reference, { devices });
  }

  it('is activated, declared, and comes before the configuration', async () => {
    const made = await older('one');
    expect(await loadImage()).toBe(201);
    await order([made], { imageIds: ['IMAGE'] });
    await system.advance(END);
    expect(await states()).toEqual(['ConfigApplied']);
    expect((await reports()).map(({ result }) => result)).toEqual(['FirmwareApplied', 'Applied']);
    const estate = await system.call('smso', 'GET', `/estate/${made.importMPAN}`);
    expect(estate).toMatchObject({ packageId: 'PACKAGE', devices: [{}, { firmware: '02030017' }, {}] });
  });

  it.each<[string, object]>([
    ['signed for another version', { version: '02030018' }],
    ['with a signature of nobody', { signature: 'AAAA' }],
  ])('%s is refused by the meter', async (_how, wrong) => {
    const made = await older('one');
    await loadImage(wrong);
    await order([made], { imageIds: ['IMAGE'] });
    await system.advance(END);
    expect(await states()).toEqual(['FirmwareFailed SIM-FWU-11']);
    expect(await system.lab('GET', `/devices/${deviceOf(made, 'ESME')}`)).toMatchObject({ firmware: OLDER });
  });

  it('whose activation is answered but lost on its way is not brought again', async () => {
    const made = await older('one');
    await loadImage();
    const deviceId = deviceOf(made, 'ESME');
    await system.lab('POST', '/faults', { kind: 'answer-lost', deviceId, operation: 'activate-firmware' });
    await order([made], { imageIds: ['IMAGE'] });
    await system.advance(END);
    expect(await states()).toEqual(['ConfigApplied']);
    const audit = (await system.lab('GET', '/audit')) as { event: string; detail: string }[];
    expect(audit.filter(({ event, detail }) => event === 'alert-raised' && detail.startsWith('8F72'))).toHaveLength(1);
  });
});

describe('a crash between doing and storing', () => {
  /** Lets the transaction of this number never be stored, whatever its units of work have done outside by then. */
  function crashAt(transaction: number): () => boolean {
    const keep = Object.getOwnPropertyDescriptor(Store.prototype, 'keep')?.value as (written: Written) => void;
    let transactions = 0;
    vi.spyOn(Store.prototype, 'keep').mockImplementation(function (this: Store, written) {
      transactions += 1;
      if (transactions === transaction) throw new Error('crash');
      keep.call(this, written);
    });
    return () => transactions >= transaction;
  }

  it.each(Array.from({ length: 15 }, (_, index) => 1 + index * 4))(
    'at transaction %i of a configuration loses nothing and reports once',
    async (transaction) => {
      const made = [await dormant('one'), await dormant('two')];
      await order(made);
      await system.advance(`${FIRST_DAY}T07:59:00.000Z`);
      const crashed = crashAt(transaction);
      try {
        await system.advance(END);
      } catch {
        await system.advance(END);
      }
      expect(crashed()).toBe(true);
      expect(await states()).toEqual(['ConfigApplied', 'ConfigApplied']);
      for (const one of made) {
        for (const [type, settings] of Object.entries(SETTINGS)) {
          expect(await settingsOf(one, type)).toMatchObject(settings);
        }
      }
      expect((await reports()).map(({ configurationId }) => configurationId).sort()).toEqual([
        'CFG-000001',
        'CFG-000002',
      ]);
    },
  );
});

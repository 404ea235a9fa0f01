import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sign } from '../xml/signature';
import { deviceOf, MigrationSystem } from './fixtures/migration';

let system: MigrationSystem;
beforeAll(async () => {
  system = await MigrationSystem.start();
});
afterAll(() => system.stop());

/**
 * One scenario for each seeded defect of the Commissioning Party, the S1SP and the DCO: what is seen without it and with it.
 */
const SCENARIOS: Readonly<Record<string, { act: () => Promise<unknown>; right: unknown; wrong: unknown }>> = {
  'cp-accepts-tampered-mcf': {
    act: async () => {
      await tamper();
      return verdicts('commissioning-party', 'MCF');
    },
    right: ['SIM-CPV-03'],
    wrong: ['accepted'],
  },
  'cp-ignores-sequence-counter': {
    act: async () => {
      await replay();
      return verdicts('commissioning-party', 'MCF');
    },
    right: ['accepted', 'SIM-CPV-06'],
    wrong: ['accepted', 'accepted'],
  },
  'cp-ignores-epcl': {
    act: async () => {
      await system.lab('POST', '/epcl', { entries: [] });
      await migrate();
      return system.outcomes();
    },
    right: ['INS-1 NotMigrated CommonValidation SIM-CPV-11'],
    wrong: ['INS-1 Migrated Commissioning'],
  },
  'cp-reports-failed-as-migrated': {
    act: async () => {
      await migrate({ undeclaredDevice: true });
      return system.outcomes();
    },
    right: ['INS-1 NotMigrated Whitelist SIM-WHL-02'],
    wrong: ['INS-1 Migrated Commissioning'],
  },
  'cp-skips-associations': {
    act: async () => {
      const one = await migrate();
      const meter = await system.call('dsp', 'GET', `/inventory/${deviceOf(one, 'ESME')}`);
      return (meter as { associatedWith: string[] }).associatedWith.length;
    },
    right: 1,
    wrong: 0,
  },
  's1sp-starts-without-group-file': {
    act: async () => {
      await system.lab('POST', '/holds', { from: 'requesting-party', to: 's1sp', kind: 'MGF' });
      await migrate();
      return system.outcomes();
    },
    right: ['INS-1 NotMigrated RequiredFileSet SIM-S1V-20'],
    wrong: ['INS-1 NotMigrated RequiredFileSet SIM-S1V-12'],
  },
  's1sp-ignores-extra-device': {
    act: async () => {
      await migrate({ undeclaredDevice: true });
      return system.outcomes();
    },
    right: ['INS-1 NotMigrated Whitelist SIM-WHL-02'],
    wrong: ['INS-1 Migrated Commissioning'],
  },
  's1sp-forgets-sim-rollback': {
    act: async () => system.network((await migrate({ undeclaredDevice: true })).iccid),
    right: 'smso',
    wrong: 's1sp',
  },
  's1sp-rotates-before-dco-file': {
    act: async () => {
      await system.lab('POST', '/holds', { from: 'dco', to: 's1sp', kind: 'DCOVIF' });
      await migrate();
      return (await system.delivered('key-rotation-request')).length > 0;
    },
    right: false,
    wrong: true,
  },
  's1sp-scf-omits-failed': {
    act: async () => {
      await migrate({ undeclaredDevice: true });
      return (await system.files('SCF', 'commissioning-party')).map(({ installations }) => installations.length);
    },
    right: [1],
    wrong: [0],
  },
  's1sp-skips-key-reading': {
    act: async () => {
      await migrate({ firmwareOnDevice: { deviceType: 'ESME', firmware: '9999' } });
      return system.outcomes();
    },
    right: ['INS-1 NotMigrated KeyReading SIM-KEY-02'],
    wrong: ['INS-1 Migrated Commissioning'],
  },
  'dco-accepts-missing-master-key': {
    act: async () => {
      await migrate({ missingMasterKey: 'GSME' });
      return (await system.files('DCOVIF', 's1sp')).flatMap(({ results }) => results.map(({ verdict }) => verdict));
    },
    right: ['NotViable'],
    wrong: ['Viable'],
  },
  'dco-skips-verification': {
    act: async () => {
      const one = await system.installation('INS-1');
      await system.lab('POST', '/faults', {
        kind: 'command-refused',
        operation: 'verify-keys',
        deviceId: deviceOf(one, 'ESME'),
      });
      await system.instruct(one);
      await system.advance('2019-06-04T18:00:00.000Z');
      return system.outcomes();
    },
    right: [],
    wrong: ['INS-1 Migrated Commissioning'],
  },
};

async function migrate(quirks: object = {}): ReturnType<MigrationSystem['installation']> {
  const one = await system.installation('INS-1', { quirks });
  await system.instruct(one);
  await system.advance('2019-06-04T18:00:00.000Z');
  return one;
}

/** Holds the common file back and delivers a changed one in its place, under the old signature. */
async function tamper(): Promise<void> {
  await system.lab('POST', '/holds', { from: 'requesting-party', to: 'commissioning-party', kind: 'MCF' });
  await system.instruct(await system.installation('INS-1'));
  const [held] = (await system.lab('GET', '/held')) as { body: string; fileName: string }[];
  const xml = Buffer.from(held?.body ?? '', 'base64').toString('utf8');
  const changed = xml.replace('INS-1<', 'INS-2<');
  await system.deliver('requesting-party', 'commissioning-party', 'MCF', changed, {
    id: 'tampered',
    name: held?.fileName,
  });
  await system.settle();
}

/** Delivers a common file, and then another one with the same sequence counter. */
async function replay(): Promise<void> {
  await system.instruct(await system.installation('INS-1'));
  const [first] = await system.delivered('MCF');
  const again = sign(
    (first?.body ?? '').replace(/<Signature.*<\/Signature>/s, '').replace('RP-000001', 'RP-000099'),
    system.key('requesting-party'),
  );
  await system.deliver('requesting-party', 'commissioning-party', 'MCF', again, {
    id: 'again',
    name: 'MCF_AA_RP-000099.xml',
  });
  await system.settle();
}

/** Verdicts, or codes, of the files of a kind at a recipient. */
async function verdicts(service: 'commissioning-party', kind: string): Promise<string[]> {
  const files = (await system.call(service, 'GET', '/files')) as { kind: string; verdict: string; code?: string }[];
  return files.filter((file) => file.kind === kind).map(({ verdict, code }) => code ?? verdict);
}

describe.each(Object.entries(SCENARIOS))('the seeded defect %s', (id, { act, right, wrong }) => {
  it('shows when it is on, and only then', async () => {
    await system.reset();
    expect(await act()).toEqual(right);
    await system.reset(id);
    expect(await act()).toEqual(wrong);
  });
});

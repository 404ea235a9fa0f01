import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NotRunHereError, type InstallationOrder, type MadeInstallation } from '../roles';
import { writePool, type PooledInstallation } from './pool-file';
import { stockOf } from '../scope/pool-stock';
import { Pool } from './pool';

const ORDER: InstallationOrder = {
  reference: 'installation 1',
  groupId: 'AA',
  smsoTag: 'ALPHA',
  communicationsProvider: 'P',
  kind: 'Active',
  devices: [],
  sleepyGas: false,
  needsWakeUp: false,
  cachedGasReadings: false,
  keyHolders: ['CHF'],
  electricitySupplier: '90-B3-D5-1F-30-01-00-00',
  electricityNetwork: '90-B3-D5-1F-30-04-00-00',
};

function pooled(id: string, changes: Partial<PooledInstallation> = {}): PooledInstallation {
  const { reference: _name, ...wanted } = ORDER;
  const made: MadeInstallation = {
    reference: id,
    kind: 'Active',
    importMPAN: `100000000000${id}`,
    iccid: `89440000000000000${id}`,
    imsi: '234',
    electricitySupplier: ORDER.electricitySupplier,
    devices: [],
  };
  return { id, dmc: 'IOC-01', phase: 'Active', state: 'ready', mayBeUsedUp: true, wanted, made, ...changes };
}

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'pool-'));
  file = path.join(folder, 'pool.json');
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('an installation of a pool', () => {
  it('is taken by what it has to be, once, under the name of the scenario', async () => {
    const dormant = { ...pooled('1').wanted, kind: 'Dormant' as const };
    writePool(file, [pooled('1', { wanted: dormant }), pooled('2'), pooled('3')]);
    const one = new Pool(file, 'ST-A1-01');
    const another = new Pool(file, 'ST-A1-02');
    expect(await one.makeInstallation(ORDER)).toMatchObject({
      importMPAN: pooled('2').made.importMPAN,
      reference: 'installation 1',
    });
    expect((await another.makeInstallation(ORDER)).importMPAN).toBe(pooled('3').made.importMPAN);
    await expect(one.makeInstallation(ORDER)).rejects.toThrow(NotRunHereError);
    await expect(one.makeInstallation(ORDER)).rejects.toThrow('none left of 2');
    await expect(one.makeInstallation({ ...ORDER, kind: 'Mixed' })).rejects.toThrow('The pool has none like');
  });

  it('that may not be used up is not taken', async () => {
    writePool(file, [pooled('1', { mayBeUsedUp: false })]);
    await expect(new Pool(file, 'ST-A1-01').makeInstallation(ORDER)).rejects.toThrow(NotRunHereError);
  });

  it('is given back where nothing was done with it, and stays used up otherwise', async () => {
    writePool(file, [pooled('1'), pooled('2')]);
    const pool = new Pool(file, 'ST-A1-01');
    const [, second] = await pool.makeInstallations([ORDER, ORDER]);
    pool.giveBack(({ importMPAN }) => importMPAN === second?.importMPAN);
    expect(readdirSync(`${file}.reserved`)).toEqual(['1']);
    expect((await new Pool(file, 'ST-A1-02').makeInstallation(ORDER)).importMPAN).toBe(second?.importMPAN);
  });

  it('has files named by names that nobody else gives', () => {
    writePool(file, []);
    expect(new Pool(file, 'ST-A1-01').take('one')).toBe(true);
    expect(new Pool(file, 'ST-A1-02').take('one')).toBe(false);
    expect(new Pool(file, 'ST-A1-02').take('another')).toBe(true);
  });

  it('is written off where its process ended uncleanly: the reservation is left', async () => {
    writePool(file, [pooled('1')]);
    await new Pool(file, 'ST-A1-01').makeInstallation(ORDER);
    expect(existsSync(path.join(`${file}.reserved`, '1'))).toBe(true);
    await expect(new Pool(file, 'ST-A1-02').makeInstallation(ORDER)).rejects.toThrow('none left of 1');
  });
});

describe('the stock of a pool', () => {
  it('is what nobody has taken, by combination and Test Phase, with the device types that all of it has', async () => {
    const device = (deviceType: 'CHF' | 'ESME' | 'IHD') => ({
      ...{ deviceType, deviceId: '00-00-00-00-00-00-00-01', manufacturer: 'AB01' },
      ...{ model: '433100AC', firmware: '01' },
    });
    const having = (id: string, types: readonly ('CHF' | 'ESME' | 'IHD')[]): PooledInstallation =>
      pooled(id, { made: { ...pooled(id).made, devices: types.map(device) } });
    writePool(file, [
      having('1', ['CHF', 'ESME', 'IHD']),
      having('2', ['CHF', 'ESME']),
      pooled('3', { phase: 'Dormant' }),
    ]);
    const active = { dmc: 'IOC-01', phase: 'Active', deviceTypes: ['CHF', 'ESME'] };
    const dormant = { dmc: 'IOC-01', phase: 'Dormant', installations: 1, deviceTypes: [] };
    expect(stockOf(file)).toEqual([{ ...active, installations: 2 }, dormant]);
    await new Pool(file, 'ST-A1-01').makeInstallation(ORDER);
    expect(stockOf(file)).toEqual([{ ...active, installations: 1 }, dormant]);
  });
});

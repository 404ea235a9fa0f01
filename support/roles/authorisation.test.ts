import { BlobReader, TextWriter, ZipReader, type FileEntry } from '@zip.js/zip.js';
import { describe, expect, it } from 'vitest';
import type { Organisation } from '../../environments/environment';
import {
  makeAuthorisation,
  windowFrom,
  withRow,
  type Authorisation,
  type AuthorisationOverrides,
} from './authorisation';
import type { MadeInstallation } from './lab-shapes';

const SUPPLIER: Organisation = {
  key: 'first-supplier',
  name: 'Avon Supply',
  eui: '90-B3-D5-1F-30-01-00-00',
  roles: ['IS'],
  token: '',
  receiverToken: '',
  portal: { user: '', password: '' },
  privateKey: '',
  certificate: '',
};
const NOW = new Date('2019-06-03T00:00:00.000Z');
const installation = (importMPAN: string): MadeInstallation => ({
  reference: 'one',
  kind: 'Active',
  importMPAN,
  iccid: '',
  imsi: '',
  electricitySupplier: SUPPLIER.eui,
  devices: [
    { deviceId: '00-DB-12-90-00-00-00-01', deviceType: 'CHF', manufacturer: 'BC02', model: '10A10001', firmware: '1' },
  ],
});

function make(overrides?: AuthorisationOverrides, number = 1): Promise<Authorisation> {
  const installations = [installation('1000000000012'), installation('1200000000020')];
  return makeAuthorisation({ supplier: SUPPLIER, usualSmsoTag: 'ALPHA', installations, now: NOW, number }, overrides);
}

async function unpack({ archive, passwordFile }: Authorisation): Promise<Record<string, string>> {
  const password = passwordFile.bytes.toString('utf8');
  const entries = await new ZipReader(new BlobReader(new Blob([new Uint8Array(archive.bytes)]))).getEntries();
  const texts = entries.map(async (entry) => {
    return [entry.filename, await (entry as FileEntry).getData(new TextWriter(), { password })] as const;
  });
  return Object.fromEntries(await Promise.all(texts));
}

describe('an authorisation', () => {
  it('is right in every part', async () => {
    const authorisation = await make();
    const stem = 'ALPHA_90-B3-D5-1F-30-01-00-00_20190603_000001';
    expect(authorisation.archive.name).toBe(`MA_${stem}.zip`);
    expect(authorisation.passwordFile.name).toBe(`MAPASSWORD_${stem}.txt`);
    const { [`MA_${stem}.csv`]: csv = '' } = await unpack(authorisation);
    expect(csv.split('\r\n')).toEqual([
      'MAF,MAF-20190603T000001,90-B3-D5-1F-30-01-00-00,ALPHA,2019-06-03T00:00:01.000Z,2',
      expect.stringMatching(/^RowId,AuthorisationType,/),
      '1,ACTIVE,1000000000012,,90-B3-D5-1F-30-01-00-00,,00-DB-12-90-00-00-00-01,,,2019-06-04,2019-06-17,,',
      '2,ACTIVE,1200000000020,,90-B3-D5-1F-30-01-00-00,,00-DB-12-90-00-00-00-01,,,2019-06-04,2019-06-17,,',
      '',
    ]);
  });

  it('has a name, an id and a password of its own', async () => {
    const [first, second, again] = [await make(), await make({}, 2), await make()];
    expect(second.stem).not.toBe(first.stem);
    expect(second.fileId).not.toBe(first.fileId);
    expect(second.passwordFile.bytes).not.toEqual(first.passwordFile.bytes);
    expect(again.passwordFile.bytes).toEqual(first.passwordFile.bytes);
  });

  it('is wrong where a scenario overrides it', async () => {
    const changed = await make({
      windowDays: 1,
      fileId: 'USED',
      stem: (stem) => stem.toLowerCase(),
      change: (content) => withRow(content, 1, { RowId: '1' }),
      csv: (text) => text.replace('ACTIVE', 'PASSIVE'),
      entries: (entries) => [...entries, { name: 'more.txt', content: 'x' }],
    });
    const files = await unpack(changed);
    expect(Object.keys(files)).toEqual([`MA_${changed.stem}.csv`, 'more.txt']);
    expect(changed.stem).toMatch(/^alpha_/);
    const csv = Object.values(files)[0] ?? '';
    expect(csv).toMatch(/^MAF,USED,/);
    expect(csv).toContain('\r\n1,PASSIVE,1000000000012');
    expect(csv).toContain('\r\n1,ACTIVE,1200000000020');
    expect(csv).toContain('2019-06-04,2019-06-04');
    await expect(unpack(await make({ packedWith: 'another' }))).rejects.toThrow();
  });
});

it('the window begins tomorrow and counts both its ends', () => {
  expect(windowFrom(NOW, 1)).toEqual({ from: '2019-06-04', to: '2019-06-04' });
  expect(windowFrom(NOW, 30)).toEqual({ from: '2019-06-04', to: '2019-07-03' });
});

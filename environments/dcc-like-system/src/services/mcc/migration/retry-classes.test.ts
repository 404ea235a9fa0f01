import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { RETRY_CLASSES, retryClassOf } from './retry-classes';

const published = parse<{ code: string; party: string; level: string }>(
  readFileSync(join(__dirname, '../../../../../contracts/codes.csv')),
  { columns: true },
);

describe('retry classes', () => {
  it('know every published code that an outcome can carry, and no other', () => {
    const outcomeCodes = published.filter(({ party, level }) => level === 'record' && party !== 'mcc');
    expect(Object.keys(RETRY_CLASSES).sort()).toEqual(outcomeCodes.map(({ code }) => code).sort());
  });

  it('raise what nobody has classified', () => {
    expect(retryClassOf('SIM-XYZ-99')).toBe('D');
    expect(retryClassOf(undefined)).toBe('D');
  });
});

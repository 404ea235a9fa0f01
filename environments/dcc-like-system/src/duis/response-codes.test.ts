import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';
import { RESPONSE_CODES } from './response-codes';

const CONTRACTS = join(__dirname, '../../../contracts');

it('refuses service requests with the published codes and with no other', () => {
  const rows = parse<{ code: string; party: string }>(readFileSync(join(CONTRACTS, 'codes.csv')), { columns: true });
  const published = rows.filter(({ party }) => party === 'dsp').map(({ code }) => code);
  expect(RESPONSE_CODES.filter((code) => !code.startsWith('I'))).toEqual(published);
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Dice } from '../../../duis/fixtures/dice';
import { SchemaSamples } from '../../../duis/fixtures/schema-samples';
import { NOT_SMETS1 } from '../../../duis/requests/not-smets1';
import { answerElementOf } from '../../../duis/smets1-response';
import { SERVICE_RULES } from './service-request-table';

const CONTRACTS = join(__dirname, '../../../../../contracts');
const SCHEMA = join(CONTRACTS, 'schemas/mmc-response.xsd');

it('has a request to a device for exactly the answers of the published schema', () => {
  const published = new SchemaSamples(SCHEMA, new Dice(0)).elementsOf('answers');
  const toDevices = [...SERVICE_RULES.values()].filter(({ targets }) => targets.length > 0 && !targets.includes('DSP'));
  expect(toDevices.map(({ variant }) => answerElementOf(variant)).sort()).toEqual(published.sort());
});

it('has a row in the contract for each request of which it is not certain that SMETS1 lacks it', () => {
  const contract = readFileSync(join(CONTRACTS, 'service-requests.md'), 'utf8');
  const rows = [...contract.matchAll(/^\| (\d+(?:\.\d+)+) +\| `/gm)].map(([, variant]) => variant);
  const expected = [...SERVICE_RULES.keys()].filter((variant) => !(variant in NOT_SMETS1));
  expect(rows.sort()).toEqual(expected.sort());
});

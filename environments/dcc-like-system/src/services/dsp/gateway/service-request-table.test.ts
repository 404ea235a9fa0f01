import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Dice } from '../../../duis/fixtures/dice';
import { SchemaSamples } from '../../../duis/fixtures/schema-samples';
import { answerElementOf } from '../../../duis/smets1-response';
import { SERVICE_RULES } from './service-request-table';

const SCHEMA = join(__dirname, '../../../../../contracts/schemas/mmc-response.xsd');

it('has a request to a device for exactly the answers of the published schema', () => {
  const published = new SchemaSamples(SCHEMA, new Dice(0)).elementsOf('answers');
  const toDevices = [...SERVICE_RULES.values()].filter(({ targets }) => targets.length > 0 && !targets.includes('DSP'));
  expect(toDevices.map(({ variant }) => answerElementOf(variant)).sort()).toEqual(published.sort());
});

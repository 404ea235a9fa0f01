import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { SERVICE_RULES } from '../gateway/service-request-table';
import { RULES_BY_DEVICE } from './use-cases';

const CONTRACT = readFileSync(join(__dirname, '../../../../../contracts/smets2.md'), 'utf8');

/** A row of the table of variants: the variant, and the kinds of devices that have it. */
const ROW = /^\| (\d+(?:\.\d+)+) +\| ([A-Z]+(?:, [A-Z]+)*) +\|$/gm;

it('gives SMETS2+ devices the variants that the contract publishes, and no others', () => {
  const published = [...CONTRACT.matchAll(ROW)].map(([, variant = '', devices = '']) => [variant, devices.split(', ')]);
  const known = [...SERVICE_RULES.keys()].flatMap((variant) => {
    const { targets = [] } =
      RULES_BY_DEVICE.rules.smets2({ variant, commandVariant: 1, body: { kind: 'plain' } }) ?? {};
    return targets.length === 0 ? [] : [[variant, [...targets]]];
  });
  expect(published).not.toHaveLength(0);
  expect(Object.fromEntries(known)).toEqual(Object.fromEntries(published));
});

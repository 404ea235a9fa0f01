import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readRawTable } from '../../support/scope/raw-table';

const GUIDE = readFileSync('docs/writing-scenarios.md', 'utf8');
const FIXED = [
  ['another day', 'on another day'],
  ['new authorisation', 'never by itself'],
  // Raised, or in intervention.
  ['operator', 'never: it is'],
] as const;

/** `` `SIM-SIM-`01 02 `` as codes */
function codesIn(cell: string): string[] {
  return [...cell.matchAll(/`([A-Z0-9-]+)`((?: ?\d\d)+)/g)].flatMap(([, area = '', numbers = '']) =>
    numbers
      .trim()
      .split(' ')
      .map((number) => `${area}${number}`),
  );
}

it.each(FIXED)('the guide says which failures are followed by "%s"', (follows, words) => {
  const rows = readRawTable('features/scope/retry-strategy.csv').rows.map(({ cells }) => cells);
  const said = GUIDE.split('\n')
    .filter((line) => line.startsWith('| `SIM-') && line.includes(`| ${words}`))
    .flatMap((line) => codesIn(line.split('|')[1] ?? ''));
  expect(said.toSorted()).toEqual(
    rows
      .filter((one) => one.follows === follows)
      .map(({ code }) => code)
      .toSorted(),
  );
});

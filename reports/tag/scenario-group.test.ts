import { expect, it } from 'vitest';
import { allCellsInWords } from './scenario-group';

const cells = (text: string): { dmc: string; phase: string }[] =>
  text.split(', ').map((name) => {
    const [dmc = '', phase = ''] = name.split(' ');
    return { dmc, phase };
  });

it.each([
  ['IOC-01 Active', 'IOC-01 Active'],
  ['IOC-01 Active, IOC-01 Mixed', 'IOC-01: Active and Mixed'],
  ['IOC-01 Mixed, IOC-02 Mixed', 'IOC-01 and IOC-02: Mixed'],
  [
    'IOC-01 Active, IOC-01 Dormant, IOC-02 Active, IOC-03 Active, IOC-03 Dormant',
    'IOC-01 and IOC-03: Active and Dormant; IOC-02 Active',
  ],
])('names every Test Phase, combinations with the same ones together: %s', (names, words) => {
  expect(allCellsInWords(cells(names))).toBe(words);
});

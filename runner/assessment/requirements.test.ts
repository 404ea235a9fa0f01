import { describe, expect, it } from 'vitest';
import { exampleDmc } from '../../support/scope/fixtures/example-dmc';
import type { Plan } from '../../support/scope/plan';
import { assessRequirements } from './requirements';

const plan = {
  requirements: [
    { id: 'DM-2', shown: ['positive'] },
    { id: 'DM-3', shown: ['positive'], needs: 'firmware-upgrade' },
  ],
} as unknown as Plan;

function verdictsFor(notUsed: ReturnType<typeof exampleDmc>['notUsed']): string[] {
  const cell = { dmc: { ...exampleDmc(), notUsed }, phase: 'Dormant' as const };
  return assessRequirements(plan, cell, [], [], new Set()).map(({ verdict }) => verdict);
}

describe('a requirement that needs a function of the release', () => {
  it('does not apply where the release does not use it', () => {
    const notUsed = [{ name: 'firmware-upgrade', reason: 'Firmware upgrades are not tested for IOC.' }] as const;
    expect(verdictsFor(notUsed)).toEqual(['gap', 'does not apply']);
  });

  it('is a gap where the release uses it and nothing shows it', () => {
    expect(verdictsFor([])).toEqual(['gap', 'gap']);
  });
});

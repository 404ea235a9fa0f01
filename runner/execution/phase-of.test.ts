import { describe, expect, it } from 'vitest';
import { phaseOf } from './scenario-run';

describe('the Test Phase of scenarios for which none is named', () => {
  it.each([
    [[[]], 'Active'],
    [[['Dormant']], 'Dormant'],
    [[['Dormant', 'Mixed'], ['Mixed']], 'Mixed'],
    [[['Dormant', 'Mixed'], []], 'Dormant'],
    [[['Dormant'], ['Mixed']], 'Active'],
  ] as const)('limited to %j is %s', (limits, phase) => {
    expect(phaseOf(limits.map((phases) => ({ phases: [...phases] })))).toBe(phase);
  });
});

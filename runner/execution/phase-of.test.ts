import { describe, expect, it } from 'vitest';
import { findDmc } from '../../support/scope/dmc-catalogue';
import { loadScope } from '../../support/scope/scope';
import { phaseOf } from './scenario-run';

const { catalogue } = loadScope('.');

describe('the Test Phase of a scenario for which none is named', () => {
  it.each([
    [[], 'IOC-01', 'Active'],
    [['Dormant'], 'IOC-01', 'Dormant'],
    [['Mixed', 'Dormant'], 'IOC-01', 'Dormant'],
    [['Mixed'], 'IOC-01', 'Mixed'],
    // One meter alone cannot be half active and half dormant.
    [['Mixed', 'Dormant'], 'IOC-03', 'Dormant'],
  ] as const)('limited to %j, of %s, is %s', (phases, dmc, phase) => {
    expect(phaseOf({ phases: [...phases] }, findDmc(catalogue, dmc))).toBe(phase);
  });
});

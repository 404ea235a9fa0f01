import { describe, expect, it } from 'vitest';
import type { ObservedFailure } from '../../../reports/record/result-model';
import { fingerprintOf } from './fingerprint';

const failure = (device: string, at: string, changes: Partial<ObservedFailure> = {}): ObservedFailure => ({
  subject: 'the state',
  expected: `the state at ${at} to be Commissioned`,
  observed: `Failed (${at})`,
  on: { device: `ESME ${device}` },
  code: { given: 'SIM-WHL-02' },
  party: 's1sp',
  ...changes,
});

describe('the fingerprint of a failure', () => {
  const seen = failure('00-DB-12-34-56-78-90-A0', '2019-05-14 09:00 UTC');
  const one = fingerprintOf(seen);

  it('is the same with other identifiers, at another time, and in other words of the system', () => {
    expect(one).toMatch(/^2-[0-9a-f]{12}$/);
    expect(fingerprintOf(failure('00-DB-FF-34-56-78-90-A1', '2019-06-01 12:30 UTC'))).toBe(one);
    expect(fingerprintOf({ ...seen, said: 'No keys were changed.' })).toBe(one);
  });

  it.each<[string, Partial<ObservedFailure>]>([
    ['is expected', { expected: 'the state to be Failed' }],
    ['is observed', { observed: 'Intervention' }],
    ['code is given', { code: { given: 'SIM-WHL-01' } }],
    ['code is due', { code: { due: 'SIM-WHL-02' } }],
    ['party is to blame', { party: 'dco' }],
    ['kind of device it is', { on: { device: 'GSME 00-DB-12-34-56-78-90-A0' } }],
    ['number is observed', { observed: '3' }],
  ])('is another one where something else %s', (_what, changes) => {
    expect(fingerprintOf({ ...seen, ...changes })).not.toBe(one);
    expect(fingerprintOf({ ...seen, observed: '2' })).not.toBe(fingerprintOf({ ...seen, observed: '3' }));
  });
});

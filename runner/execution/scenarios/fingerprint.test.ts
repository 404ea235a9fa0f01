import { describe, expect, it } from 'vitest';
import { fingerprintOf } from './fingerprint';

const reason = (device: string, at: string, code: string): string =>
  `Then the migration stops with "${code}": ${device} answered at ${at}.\n    expected refused\n    came accepted`;

describe('the fingerprint of a failure', () => {
  const one = fingerprintOf(reason('00-DB-12-34-56-78-90-A0', '2019-05-14T09:00:00.000Z', 'SIM-WHL-02'));

  it('is the same with other identifiers and at another time', () => {
    expect(one).toMatch(/^[0-9a-f]{12}$/);
    expect(fingerprintOf(reason('00-DB-FF-34-56-78-90-A1', '2019-06-01T12:30:00.000Z', 'SIM-WHL-02'))).toBe(one);
    expect(fingerprintOf('The meter 1012345678806 is silent.')).toBe(
      fingerprintOf('The meter 2012345678806 is silent.'),
    );
  });

  it('is another one where another step fails, or says something else', () => {
    expect(fingerprintOf(reason('00-DB-12-34-56-78-90-A0', '2019-05-14T09:00:00.000Z', 'SIM-WHL-01'))).not.toBe(one);
    expect(fingerprintOf('Expected 2, came 3.')).not.toBe(fingerprintOf('Expected 2, came 4.'));
    expect(fingerprintOf('Then a: no')).not.toBe(fingerprintOf('Then b: no'));
  });
});

import { describe, expect, it } from 'vitest';
import { exampleDmc } from '../scope/fixtures/example-dmc';
import { isInTime, readingTimeOf, registerAt } from './readings';

const at = (time: string): Date => new Date(`2019-06-03T${time}:00.000Z`);

describe('the time of a reading', () => {
  const cached = exampleDmc({ gasReading: { from: -30, to: 0 } });

  it('is that of the request, but for gas where the catalogue says otherwise', () => {
    expect(readingTimeOf(exampleDmc(), 'GSME')).toEqual({ from: 0, to: 0 });
    expect(readingTimeOf(cached, 'GSME')).toEqual({ from: -30, to: 0 });
    expect(readingTimeOf(cached, 'ESME')).toEqual({ from: 0, to: 0 });
  });

  it('has limits that belong to it', () => {
    const time = { from: -30, to: 0 };
    expect(['09:30', '09:45', '10:00'].map((taken) => isInTime(at(taken), at('10:00'), time, 0))).toEqual([
      true,
      true,
      true,
    ]);
    expect(isInTime(at('09:29'), at('10:00'), time, 0)).toBe(false);
    expect(isInTime(at('10:01'), at('10:00'), time, 0)).toBe(false);
  });

  it('ends later where time goes on while the system works', () => {
    const time = { from: 0, to: 0 };
    expect(isInTime(at('10:02'), at('10:00'), time, 120_000)).toBe(true);
    expect(isInTime(at('10:03'), at('10:00'), time, 120_000)).toBe(false);
    expect(isInTime(at('09:59'), at('10:00'), time, 120_000)).toBe(false);
  });
});

describe('a register between and beside two looks', () => {
  const [one, other] = [
    { at: at('10:00'), register: 1000 },
    { at: at('12:00'), register: 1700 },
  ] as const;

  it('runs evenly', () => {
    expect(registerAt(at('10:00'), one, other)).toBe(1000);
    expect(registerAt(at('11:00'), one, other)).toBe(1350);
    expect(registerAt(at('09:00'), one, other)).toBe(650);
  });
});

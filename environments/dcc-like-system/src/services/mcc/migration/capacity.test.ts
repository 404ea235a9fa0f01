import { describe, expect, it } from 'vitest';
import { SCHEDULE_SETTINGS } from '../../../domain/provisions';
import { hasRoom } from './capacity';

const SUPPLIERS = ['A', 'B'];

function day(bySupplier: Record<string, number>): { bySupplier: Record<string, number> } {
  return { bySupplier };
}

describe('hasRoom', () => {
  const settings = { capacityPerDay: 10, minimumAllocation: 3 };

  it('leaves every other supplier the minimum', () => {
    expect(hasRoom(day({ A: 6 }), settings, 'A', SUPPLIERS)).toBe(true);
    expect(hasRoom(day({ A: 7 }), settings, 'A', SUPPLIERS)).toBe(false);
    expect(hasRoom(day({ A: 7 }), settings, 'B', SUPPLIERS)).toBe(true);
  });

  it('gives the rest to who asks first, once the others have had their minimum', () => {
    expect(hasRoom(day({ A: 6, B: 3 }), settings, 'A', SUPPLIERS)).toBe(true);
    expect(hasRoom(day({ A: 7, B: 3 }), settings, 'A', SUPPLIERS)).toBe(false);
    expect(hasRoom(day({ A: 7, B: 3 }), settings, 'B', SUPPLIERS)).toBe(false);
  });

  it('keeps nothing back where the capacity does not suffice for the minimum of all', () => {
    expect(hasRoom(day({ A: 4 }), { capacityPerDay: 5, minimumAllocation: 3 }, 'A', SUPPLIERS)).toBe(true);
    expect(hasRoom(day({ A: 5 }), { capacityPerDay: 5, minimumAllocation: 3 }, 'A', SUPPLIERS)).toBe(false);
    expect(hasRoom(day({}), { capacityPerDay: 0, minimumAllocation: 0 }, 'A', SUPPLIERS)).toBe(false);
  });
});

it.each([1e99, 1_000_001, -1, 0.5])('cannot be set to %s', (capacityPerDay) => {
  expect(SCHEDULE_SETTINGS.safeParse({ capacityPerDay }).success).toBe(false);
  expect(SCHEDULE_SETTINGS.safeParse({ minimumAllocation: capacityPerDay }).success).toBe(false);
});

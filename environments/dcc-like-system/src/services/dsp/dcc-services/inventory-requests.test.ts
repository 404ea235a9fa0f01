import { afterAll, beforeAll, expect, it } from 'vitest';
import { DspFixture, ESME, MPAN } from '../fixtures/dsp';
import { INVENTORY, METERS } from '../inventory/inventory';
import { updateInventory, type UpdateRequest } from './inventory-requests';

const OTHER_MPAN = '1000000000021';

let dsp: DspFixture;

beforeAll(async () => {
  dsp = await DspFixture.start();
  await dsp.commission();
});
afterAll(() => dsp.stop());

/** Gives the electricity meter a supply point by 8.4, and gives the device that is found by each of the two. */
function found(importMPxN: string): Promise<(string | undefined)[]> {
  return dsp.server.service.transact((work) => {
    const device = work.get(INVENTORY, ESME);
    if (device === undefined) throw new Error('The meter is not in the inventory.');
    const subject = { device, registrations: [] };
    const body = { kind: 'update-inventory', deviceId: ESME, update: { change: 'mpxn', importMPxN } } as const;
    updateInventory({ body, facts: { subject } } as unknown as UpdateRequest, work);
    return [MPAN, OTHER_MPAN].map((mpxn) => work.get(METERS, mpxn)?.deviceId);
  });
}

it('finds a meter that is given another supply point by that one alone', async () => {
  expect(await found(OTHER_MPAN)).toEqual([undefined, ESME]);
  expect(await found(OTHER_MPAN)).toEqual([undefined, ESME]);
  expect(await found(MPAN)).toEqual([ESME, undefined]);
});

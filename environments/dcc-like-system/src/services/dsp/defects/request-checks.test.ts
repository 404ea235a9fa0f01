import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DspFixture, OTHER_SUPPLIER, OTHER_USER } from '../fixtures/dsp';

let dsp: DspFixture;

beforeEach(async () => {
  dsp = await DspFixture.start();
});
afterEach(() => dsp.stop());

describe('the seeded defect dsp-answers-uncommissioned', () => {
  it('acknowledges a request for a device that is not in the inventory', async () => {
    dsp.server.service.switchDefectsOn(['dsp-answers-uncommissioned']);
    expect(await dsp.readMeter()).toBe('I99');
  });

  it('bends nothing else', async () => {
    dsp.server.service.switchDefectsOn(['dsp-answers-uncommissioned']);
    await dsp.commission();
    expect(await dsp.readMeter({ originator: OTHER_SUPPLIER })).toBe('E4');
    expect(await dsp.readMeter({ originator: OTHER_USER })).toBe('E2');
  });
});

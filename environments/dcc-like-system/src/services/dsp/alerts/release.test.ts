import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeS1spAlert } from '../../../duis/s1sp-alert';
import { codeOf, DspFixture, ESME, GSME, NOTICE, START, SUPPLIER } from '../fixtures/dsp';

let dsp: DspFixture;

beforeEach(async () => {
  dsp = await DspFixture.start();
});
afterEach(() => dsp.stop());

const BY_DEVICE = `<DeviceID>${ESME}</DeviceID>`;
/** Longer than a maker's name is in DUIS. */
const LONG = 'A'.repeat(31);

/** The S1SP refuses a request of the supplier. @param utrn twenty digits, where it is right */
async function refused(counter: number, utrn: string): Promise<void> {
  const requestId = `${SUPPLIER}:${ESME}:${counter}`;
  await dsp.readMeter({ counter });
  await dsp.work();
  const alert = { requestId, code: 'SIM-S1A-01', information: 'not its supplier', utrn, at: START };
  await dsp.say('s1sp-alert', requestId, writeS1spAlert(alert, dsp.key('s1sp')));
}

async function setAside(): Promise<{ readonly reason: string }[]> {
  const health = (await dsp.call('GET', '/health', 'dsp')).json();
  return (health as { setAside: { reason: string }[] }).setAside;
}

describe('a document that the schema of responses does not allow', () => {
  it('is not delivered but set aside by name, and what is behind it is delivered', async () => {
    await dsp.commission();
    await dsp.work();
    dsp.received.length = 0;

    await refused(1, 'no UTRN');
    expect(dsp.received).toEqual([]);
    const [aside, ...others] = await setAside();
    expect(others).toEqual([]);
    expect(aside).toMatchObject({ what: 'delivery', kind: 'N55', party: SUPPLIER });
    expect(aside?.reason).toMatch(/^It is not valid by duis-response\.xsd: .*UTRN/);

    await refused(2, '12345678901234567890');
    expect(dsp.received.map(({ document }) => /<DCCAlertCode>\w+/.exec(document)?.[0])).toEqual(['<DCCAlertCode>N55']);
  });

  it('is no answer, and what was asked has not happened', async () => {
    await dsp.provision('inventory', { ...NOTICE, manufacturer: LONG });
    const answer = await dsp.readInventory(BY_DEVICE);
    expect(answer).not.toContain(LONG);
    expect(answer).toContain('"error"');

    // The counter of the request without an answer is not used up.
    expect(codeOf(await dsp.readInventory(`<DeviceID>${GSME}</DeviceID>`))).toBe('E19');
  });
});

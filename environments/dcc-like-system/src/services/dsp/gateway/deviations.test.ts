import { afterEach, beforeEach, expect, it } from 'vitest';
import { codeOf, DspFixture, ESME, NOTICE, OTHER_USER } from '../fixtures/dsp';

const { manufacturer, model } = NOTICE;
const ASKED = { originator: OTHER_USER, target: ESME, variant: '9.1', body: '<RequestCustomerIdentificationNumber/>' };

let dsp: DspFixture;

beforeEach(async () => {
  dsp = await DspFixture.start();
  await dsp.commission();
  await dsp.work();
});
afterEach(() => dsp.stop());

async function answerTo(counter: number): Promise<string> {
  const { body } = await dsp.post(dsp.request({ ...ASKED, counter }));
  return body;
}

it('is refused what few models have, unless somebody declares it of the model', async () => {
  expect(codeOf(await answerTo(1))).toBe('E11');
  await dsp.provision('deviations', { entries: [{ manufacturer, model, variant: '6.27' }] });
  expect(codeOf(await answerTo(2))).toBe('E11');
  await dsp.provision('deviations', { entries: [{ manufacturer, model, variant: '9.1' }] });
  expect(codeOf(await answerTo(3))).toBe('I99');
});

it('is told the number that the device will show, another one each time', async () => {
  await dsp.provision('deviations', { entries: [{ manufacturer, model, variant: '9.1' }] });
  const numbers: (string | undefined)[] = [];
  for (const counter of [1, 2]) {
    const found = /<CINMessage><GBCSPayload\/?>.*<CustomerIdentificationNumber>(\d{4})</.exec(await answerTo(counter));
    numbers.push(found?.[1]);
  }
  expect(numbers).not.toContain(undefined);
  expect(new Set(numbers).size).toBe(2);
});

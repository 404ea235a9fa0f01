import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DSP_EUI } from '../../../duis/vocabulary';
import { codeOf, DspFixture, ESME } from '../fixtures/dsp';

let dsp: DspFixture;

beforeEach(async () => {
  dsp = await DspFixture.start();
});
afterEach(() => dsp.stop());

/** A request 11.1 whose image has this many bytes. */
function withImage(bytes: number): string {
  const image = Buffer.alloc(bytes, 'firmware').toString('base64');
  const parts = `<FirmwareImage>${image}</FirmwareImage><FirmwareVersion>1</FirmwareVersion><DeviceIDList>${ESME}</DeviceIDList>`;
  const body = `<UpdateFirmware>${parts}</UpdateFirmware>`;
  return dsp.request({ target: DSP_EUI, commandVariant: 8, variant: '11.1', body });
}

describe('a firmware image', () => {
  it('is taken up to its largest size', async () => {
    await dsp.commission();
    const { statusCode, body } = await dsp.post(withImage(10_240_000), 'serviceD');
    // The EPCL lists it for no device: its content was looked at.
    expect([statusCode, codeOf(body)]).toEqual([200, 'E110101']);
  });

  it('is refused beyond it', async () => {
    const { statusCode, body } = await dsp.post(withImage(10_240_001), 'serviceD');
    expect([statusCode, body]).toEqual([400, expect.stringContaining("Element 'FirmwareImage': [facet 'maxLength']")]);
  });
});

describe('a document that would be dear to parse', () => {
  it.each([
    ['nested elements that each declare a namespace', 'serviceD', '<a xmlns:p="u:p">'.repeat(12_000), 'deeper than 64'],
    ['4.8 MB of empty elements', 'serviceD', `<r>${'<a/>'.repeat(1_200_000)}</r>`, 'more than 10000 elements'],
    ['1 MiB of empty elements', 'serviceS', `<r>${'<a/>'.repeat(262_000)}</r>`, 'more than 10000 elements'],
  ])('is refused before it is: %s', async (_what, webService, document, sentence) => {
    const answer = await dsp.post(document, webService);
    expect([answer.statusCode, answer.body]).toEqual([400, expect.stringContaining(sentence)]);
  });
});

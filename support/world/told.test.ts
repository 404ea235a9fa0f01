import { describe, expect, it } from 'vitest';
import type { DuisContent } from '../interfaces/duis/response';
import { wrongDocuments, type Told } from './told';

const ESME = '00-DB-12-34-00-00-00-01';
const GSME = '00-DB-12-34-00-00-00-02';
const USER = '90-B3-D5-1F-30-01-00-00';
const CAME = '2019-06-05T10:00:00.000Z';

/** What one user is told when a document with this content comes to it. */
function told(content: DuisContent): Told {
  const response = { code: 'I0', at: CAME, content } as Told['documents'][number]['response'];
  return {
    user: 'Avon Supply',
    certificateHash: '',
    sent: [],
    schedules: [],
    devices: [
      { deviceId: ESME, deviceType: 'ESME' },
      { deviceId: GSME, deviceType: 'GSME' },
    ],
    documents: [{ receivedAt: CAME, response }],
  };
}

function alertOf(deviceId: string, mark = ''): DuisContent {
  const signedByS1sp = `<ra:Timestamp${mark}>${CAME}</ra:Timestamp>`;
  const about = { deviceId, user: USER, counter: 1n, signedByS1sp };
  return { kind: 'device-alert', ...about, alertCode: '8F01', description: 'Something' };
}

function refusalAt(instant: string): DuisContent {
  const signedByS1sp = `<S1SPAlert><DateTime>${instant}</DateTime></S1SPAlert>`;
  return { kind: 'dcc-alert', alertCode: 'N55', told: [], certificateHashes: [], signedByS1sp };
}

describe('where what users receive comes from', () => {
  const mark = ' isFromGSME="true"';

  it.each([
    ['a gas meter with its mark', alertOf(GSME, mark)],
    ['an electricity meter without', alertOf(ESME)],
    ['a device that nobody made, with either', alertOf('00-DB-12-34-00-00-00-09', mark)],
    ['the S1SP, at the time', refusalAt(CAME)],
  ])('is %s', (_what, content) => {
    expect(
      wrongDocuments([told(content)])
        .map(({ sentence }) => sentence)
        .join(),
    ).not.toMatch(/mark|tells of/);
  });

  it.each([
    ['a gas meter without its mark', alertOf(GSME), /without the mark of a gas meter/],
    ['an electricity meter with it', alertOf(ESME, mark), /with the mark of a gas meter/],
    ['the S1SP, later than it came', refusalAt('2026-06-05T10:00:00Z'), /in which the S1SP tells of 2026/],
    ['the S1SP, at no time', refusalAt('soon'), /in which the S1SP tells of soon/],
  ])('is not %s', (_what, content, sentence) => {
    expect(wrongDocuments([told(content)])[0]?.sentence).toMatch(sentence);
  });
});

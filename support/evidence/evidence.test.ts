import { describe, expect, it } from 'vitest';
import { EvidenceLog, packEntries } from './evidence-log';
import { MASK, maskSecrets } from './mask';
import { pretty } from './pretty';
import { entryOf } from './condense';

const MESSAGE = {
  n: 1,
  at: '2019-06-04T08:00:01.000Z',
  from: 'requesting-party',
  to: 's1sp',
  kind: 'MCF',
  fileName: 'MCF_AA_1.xml',
  body: '',
};

describe('evidence of a step', () => {
  it('knows the answers of services in the order of the questions, however they come', () => {
    const log = new EvidenceLog();
    const [first, second] = [log.ask(), log.ask()];
    const answer = (name: string, asked: number): void =>
      log.add({ name, givenBy: 'dsp', asked, answer: { status: 200, body: name } });
    answer('second', second);
    answer('first', first);
    log.add({ name: 'made by the tester', answer: { status: 200, body: '' } });
    expect(log.answers).toEqual(['first', 'second'].map((name) => ({ name, status: 200, body: name })));
  });

  it('is one text under the name of its only document', () => {
    const log = new EvidenceLog();
    expect(log.pack()).toBeUndefined();
    log.add({ name: 'Test lab', detail: 'time moved on' });
    log.add({ ...entryOf(MESSAGE), body: '<a><b>1</b></a>' });
    expect(log.pack()).toEqual({
      caption: 'Migration Common File, Requesting Party -> S1SP (MCF_AA_1.xml)',
      text:
        '[1] Test lab, time moved on\n\n[2] 2019-06-04T08:00:01.000Z Migration Common File, ' +
        'Requesting Party -> S1SP (MCF_AA_1.xml)\n<a>\n  <b>1</b>\n</a>\n',
    });
    expect(log.pack()).toBeUndefined();
  });

  it.each([
    [['MCF', 'MCF', 'MGF'], 'Migration Common File, Migration Group File'],
    [
      ['MCF', 'MGF', 'MCVF', 'SCF', 'COF'],
      'Migration Common File, Migration Group File, Migration Common Validation File and 2 more',
    ],
    [['uplink', 'MCF', 'uplink'], 'Migration Common File, Requesting Party -> S1SP (MCF_AA_1.xml)'],
    [['uplink', 'file-rejection'], 'uplink, file rejection'],
  ])('of %j is named after its documents', (kinds, caption) => {
    const log = new EvidenceLog();
    for (const kind of kinds) log.add(entryOf({ ...MESSAGE, kind }));
    expect(log.pack()?.caption).toBe(caption);
  });

  it('shows what was sent and what was answered', () => {
    expect(packEntries([{ name: 'Order', body: '{}', answer: { status: 202, body: 'done' } }])).toBe(
      '[1] Order\n{}\n-- answer 202\ndone\n',
    );
    expect(packEntries([{ name: 'Look', answer: { status: 204, body: '' } }])).toBe('[1] Look\n-- answer 204\n');
  });

  it('shows a long document once', () => {
    const body = `<a>${'x'.repeat(300)}</a>`;
    const text = packEntries([
      { name: 'one', body },
      { name: 'two', body },
    ]);
    expect(text.split('xxx'.repeat(100))).toHaveLength(2);
    expect(text).toContain('[2] two\n(the same document as in [1])');
  });
});

describe('a document', () => {
  it('is shown with line breaks', () => {
    expect(pretty('{"a":[1]}')).toBe('{\n  "a": [\n    1\n  ]\n}');
    expect(pretty(Buffer.from('<a><b/></a>'))).toBe('<a>\n  <b/>\n</a>');
  });
  it('that is broken is shown as it is', () => {
    expect(pretty('<a><b></a>')).toBe('<a><b></a>');
    expect(pretty('{"a":')).toBe('{"a":');
  });
  it('that is no text is described', () => {
    expect(pretty(Buffer.from([0x50, 0x4b, 0x03, 0xff]))).toBe('(4 bytes, not text)');
  });
  it('that is very long is cut, and says so', () => {
    expect(pretty('y'.repeat(60_010))).toMatch(/^y{60000}\n\(10 more characters\)$/);
  });
});

describe('secrets', () => {
  it('are masked wherever they stand', () => {
    const masked = maskSecrets({ user: 'a', Password: 'b', deep: [{ token: 'c', privateKey: 'd', n: 1 }] });
    expect(masked).toEqual({ user: 'a', Password: MASK, deep: [{ token: MASK, privateKey: MASK, n: 1 }] });
    expect(pretty('{"accessKey":"AAAA"}')).not.toContain('AAAA');
  });
});

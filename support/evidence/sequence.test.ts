import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sequencesOf } from './sequence';
import { sequenceSvg } from './sequence-svg';
import { sequenceText } from './sequence-text';
import { inOrderOfCause, isMessage, type AuditEntry, type TranscriptMessage } from './trail';

const AT = '2019-06-04T08:00:00.000Z';

const message = (changes: Partial<TranscriptMessage> = {}): TranscriptMessage => ({
  ...{
    n: 1,
    at: AT,
    logicalTime: 1,
    from: 'requesting-party',
    to: 's1sp',
    kind: 'MCF',
    fileName: 'MCF_AA_1.xml',
    body: '',
  },
  ...changes,
});
const entry = (changes: Partial<AuditEntry> = {}): AuditEntry => ({
  ...{ n: 1, at: AT, logicalTime: 1, service: 's1sp', event: 'file-accepted', detail: 'MCF_AA_1.xml' },
  ...changes,
});

/** What parties did by lot: each thing is of one party, and may be told to another, now or later. */
const history = fc.array(
  fc.record({ party: fc.nat(3), to: fc.nat(3), kind: fc.constantFrom('does', 'tells', 'asks'), later: fc.boolean() }),
  { minLength: 1, maxLength: 60 },
);

/** Plays a history with Lamport's clocks, as a system does that publishes logical times; knows what caused what. */
function play(acts: { party: number; to: number; kind: string; later: boolean }[]): {
  readonly messages: TranscriptMessage[];
  readonly audit: AuditEntry[];
  /** Numbers of a cause and of its effect, as the details and bodies say them. */
  readonly causes: [string, string][];
} {
  const clocks = [0, 0, 0, 0];
  const newest: (string | undefined)[] = [];
  const [messages, audit, causes]: [TranscriptMessage[], AuditEntry[], [string, string][]] = [[], [], []];
  let hour = 0;
  const happens = (party: number): { id: string; logicalTime: number; at: string } => {
    clocks[party] = (clocks[party] ?? 0) + 1;
    const id = `${messages.length + audit.length}`;
    const before = newest[party];
    if (before !== undefined) causes.push([before, id]);
    newest[party] = id;
    return { id, logicalTime: clocks[party] ?? 0, at: `2019-06-04T${String(hour).padStart(2, '0')}:00:00.000Z` };
  };
  const does = (party: number): void => {
    const { id, ...when } = happens(party);
    audit.push(entry({ ...when, n: audit.length, service: `party-${party}`, detail: id }));
  };
  const hears = (party: number, from: number): void => {
    const told = newest[from];
    clocks[party] = Math.max(clocks[party] ?? 0, clocks[from] ?? 0);
    const { id, ...when } = happens(party);
    if (told !== undefined) causes.push([told, id]);
    audit.push(entry({ ...when, n: audit.length, service: `party-${party}`, detail: id }));
  };
  for (const { party, to, kind, later } of acts) {
    if (later && hour < 23) hour += 1;
    if (kind === 'tells') {
      const { id, ...when } = happens(party);
      messages.push(message({ ...when, n: messages.length, from: `party-${party}`, to: `party-${to}`, body: id }));
      hears(to, party);
    } else if (kind === 'asks') {
      does(party);
      hears(to, party);
      hears(party, to);
    } else does(party);
  }
  return { messages, audit, causes };
}

describe('the order of cause', () => {
  it('never has an effect before its cause, whatever happened and in whatever order it was noted', () => {
    fc.assert(
      fc.property(history, fc.func(fc.nat()), (acts, lot) => {
        const { messages, audit, causes } = play(acts);
        const shuffled = [...audit].sort((a, b) => lot(a.detail) - lot(b.detail));
        const order = inOrderOfCause(messages, shuffled).map((one) => (isMessage(one) ? one.body : one.detail));
        const position = new Map(order.map((id, index) => [id, index]));
        const wrong = causes.filter(([cause, effect]) => (position.get(cause) ?? 0) >= (position.get(effect) ?? 0));
        expect(wrong).toEqual([]);
        expect(order).toHaveLength(messages.length + audit.length);
      }),
      { numRuns: 500 },
    );
  });
});

describe('the sequence of a scenario', () => {
  it('is told in words, an effect after its cause within one instant', () => {
    const audit = [
      entry({
        n: 2,
        at: '2019-06-04T08:00:02.000Z',
        service: 'wan',
        event: 'sim-handover',
        installation: 'I-1',
        detail: 'x',
      }),
      entry({ n: 1, logicalTime: 9, service: 'wan', event: 'sim-handover', installation: 'I-1', detail: 'y' }),
      entry({ n: 3, logicalTime: 8, event: 'file-accepted', detail: 'it' }),
    ];
    expect(sequenceText(sequencesOf([message({ logicalTime: 7 })], audit)).split('\n')).toEqual([
      '2019-06-04 08:00:00 -> Migration Common File, Requesting Party -> S1SP (MCF_AA_1.xml)',
      '2019-06-04 08:00:00    S1SP: file accepted it',
      '2019-06-04 08:00:00    Network: sim handover [I-1] y',
      '2019-06-04 08:00:02    Network: sim handover [I-1] x',
      '',
    ]);
  });

  it('shows a file that goes to several parties once', () => {
    const [sequence] = sequencesOf([message(), message({ n: 2, logicalTime: 2, to: 'dco' })], []);
    expect(sequence?.steps.map(({ to }) => to)).toEqual([['s1sp', 'dco']]);
  });

  it('is told by installation: what names a device, a SIM or a file of one is of that one, what names none of each', () => {
    const device = '00-DB-12-34-56-78-90-01';
    const audit = [
      entry({ n: 1, logicalTime: 1, service: 'mcc', event: 'reports-produced', detail: '2019-06-03' }),
      entry({ n: 2, logicalTime: 3, event: 'keys-read', installation: 'INST-1', detail: device }),
      entry({ n: 3, logicalTime: 4, event: 'keys-read', installation: 'INST-2', detail: 'SIM 8944474613359398045' }),
      entry({ n: 4, logicalTime: 5, service: 'devices', event: 'keys-written', detail: `ESME ${device}` }),
      entry({ n: 5, logicalTime: 6, service: 'dco', event: 'file-accepted', detail: 'MCF_AA_2.xml from the s1sp' }),
    ];
    const messages = [
      message({ logicalTime: 2, fileName: 'MCF_AA_2.xml', body: '<a id="INST-2"/>' }),
      message({ n: 2, logicalTime: 7, kind: 'uplink', fileName: undefined, body: '{"iccid":"8944474613359398045"}' }),
    ];
    expect(
      sequencesOf(messages, audit).map(({ installation, steps }) => [installation, steps.map(({ what }) => what)]),
    ).toEqual([
      ['INST-1', ['reports produced', 'keys read', 'keys written']],
      ['INST-2', ['reports produced', 'Migration Common File', 'keys read', 'file accepted', 'uplink']],
    ]);
  });

  it('is drawn with a title, a description and every step, the refused ones by a sign as well', () => {
    const refused = entry({ n: 2, logicalTime: 2, event: 'attempt-ended', detail: 'SIM-WHL-02: <a> & "b"' });
    const svg = sequenceSvg(sequencesOf([message()], [refused]), 'Sequence of ST-B4-03') ?? '';
    expect(svg).toContain('<title id="sequence-title">Sequence of ST-B4-03</title>');
    expect(svg).toContain('2 steps, from top to bottom in the order of cause, between Requesting Party, S1SP.');
    expect(svg).toContain('>RP \u2192 S1SP: Migration Common File (MCF_AA_1.xml)</text>');
    expect(svg).toContain('>\u2716 S1SP: attempt ended, SIM-WHL-02: &lt;a> &amp; &quot;b&quot;</text>');
  });

  it('is not drawn where nobody would read it', () => {
    const many = Array.from({ length: 401 }, (_, n) => entry({ n, logicalTime: n }));
    expect(sequenceSvg(sequencesOf([], many), 'Many')).toBeUndefined();
    expect(sequenceSvg(sequencesOf([], []), 'Nothing')).toBeUndefined();
  });
});

import { describe, expect, it } from 'vitest';
import { condensedSequence, entriesOf } from './condense';
import type { TranscriptMessage } from './trail';

const message = (n: number, kind: string): TranscriptMessage => ({
  n,
  at: '2019-06-04T08:00:01.000Z',
  from: 's1sp',
  to: 'dco',
  kind,
  body: `${kind} ${n}`,
  ...(kind === 'MCF' ? { fileName: `MCF_AA_${n}.xml` } : {}),
});

const few = [message(1, 'MCF'), message(2, 'key-rotation-request')];
const many = [...few, ...Array.from({ length: 500 }, (_, index) => message(index + 3, 'key-verification'))];

describe('the evidence of messages', () => {
  it('shows few one by one', () => {
    expect(entriesOf(few).map(({ name }) => name)).toEqual(['Migration Common File', 'key rotation request']);
    expect(condensedSequence(few).trim().split('\n')).toHaveLength(2);
  });

  it('shows the files of many, and the rest in numbers', () => {
    const [file, rest, ...others] = entriesOf(many);
    expect(file).toMatchObject({ name: 'Migration Common File', body: 'MCF 1' });
    expect(rest?.name).toBe('501 further messages');
    expect(rest?.body).toContain('   500 x key verification, S1SP -> DCO');
    expect(others).toEqual([]);
    expect(condensedSequence(many).split('\n')).toEqual([
      '2019-06-04 08:00:01 -> Migration Common File, S1SP -> DCO (MCF_AA_1.xml)',
      '',
      'All 502 messages by kind and route:',
      '     1 x Migration Common File, S1SP -> DCO',
      '     1 x key rotation request, S1SP -> DCO',
      '   500 x key verification, S1SP -> DCO',
      '',
    ]);
  });
});

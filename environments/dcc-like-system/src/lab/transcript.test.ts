import { describe, expect, it } from 'vitest';
import type { LabCall } from './coordinator';
import { Transcript } from './transcript';

const AT = '2019-06-03T00:00:00.000Z';

/** Services whose transcripts are written here, and who was asked for them. */
function lab(): {
  sent: Record<string, { n: number; logicalTime: number; at: string }[]>;
  asked: string[];
  call: LabCall;
} {
  const sent: Record<string, { n: number; logicalTime: number; at: string }[]> = { mcc: [], s1sp: [] };
  const asked: string[] = [];
  const call: LabCall = (service, _method, path) => {
    asked.push(service);
    const since = Number(path.split('since=')[1]);
    return Promise.resolve((sent[service] ?? []).filter(({ n }) => n > since));
  };
  return { sent, asked, call };
}

describe('what the services noted', () => {
  it('is one sequence in the order of their turns, and each of them is asked for the rest alone', async () => {
    const { sent, call } = lab();
    const audit = new Transcript(['mcc', 's1sp'], call, '/lab/audit');
    sent.s1sp?.push({ n: 1, logicalTime: 1, at: AT });
    sent.mcc?.push({ n: 1, logicalTime: 2, at: AT });
    expect((await audit.since(0)).map(({ n, logicalTime }) => [n, logicalTime])).toEqual([
      [1, 1],
      [2, 2],
    ]);
    sent.mcc?.push({ n: 2, logicalTime: 3, at: AT });
    expect((await audit.since(2)).map(({ n, logicalTime }) => [n, logicalTime])).toEqual([[3, 3]]);
  });

  it('is not asked for again where they note something in their turns alone and have had none', async () => {
    const { sent, asked, call } = lab();
    const turns: Record<string, number> = { mcc: 0, s1sp: 1 };
    const messages = new Transcript(['mcc', 's1sp'], call, '/lab/messages', (service) => turns[service] ?? 0);
    sent.s1sp?.push({ n: 1, logicalTime: 1, at: AT });
    expect(await messages.since(0)).toHaveLength(1);
    expect(await messages.since(1)).toEqual([]);
    turns.mcc = 2;
    sent.mcc?.push({ n: 1, logicalTime: 2, at: AT });
    expect(await messages.since(1)).toHaveLength(1);
    expect(asked).toEqual(['s1sp', 'mcc']);
  });
});

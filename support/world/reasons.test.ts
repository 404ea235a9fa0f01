import { describe, expect, it } from 'vitest';
import type { MigrationFile } from '../interfaces/files/migration-files';
import { wrongReasons, type Reasons } from './reasons';

const NOTHING: Reasons = { messages: [], files: [], answers: [] };

function sentences(told: Partial<Reasons>): string[] {
  return wrongReasons({ ...NOTHING, ...told }).map(({ sentence }) => sentence);
}

const message = (body: object) => ({ n: 4, kind: 'file-rejection', from: 's1sp', body: JSON.stringify(body) });
const answer = (status: number, body: object) => ({ name: 'Order', status, body: JSON.stringify(body) });

describe('a refusal', () => {
  it('has a reason in a sentence wherever there is a code', () => {
    expect(sentences({ messages: [message({ code: 'SIM-S1V-01', reason: 'The file is not UTF-8 text.' })] })).toEqual(
      [],
    );
    expect(sentences({ messages: [message({ code: 'SIM-S1V-01', reason: '' })] })).toEqual([
      'The file rejection (message 4) gives as a reason: "".',
    ]);
    expect(wrongReasons({ ...NOTHING, messages: [message({ code: 'SIM-S1V-01', reason: 'wrong' })] })).toMatchObject([
      { party: 's1sp' },
    ]);
  });

  it('has no gap where a value belongs', () => {
    const gaps = ['It has  lines.', 'undefined is wrong.', 'SMSO .', 'Missing: .', ' A begin.'];
    expect(gaps.filter((reason) => sentences({ answers: [answer(200, { rows: [{ reason }] })] }).length === 0)).toEqual(
      [],
    );
  });

  it('looks into files, and at whoever is refused an answer', () => {
    const file = { kind: 'COF', header: { fileId: 'CP-1', sender: 'commissioning-party' }, outcomes: [{ reason: '' }] };
    expect(sentences({ files: [file as unknown as MigrationFile] })).toEqual(['CP-1 gives as a reason: "".']);
    expect(sentences({ answers: [answer(404, { error: '' })] })).toHaveLength(1);
    expect(sentences({ answers: [answer(404, { error: 'You have no report x.' })] })).toEqual([]);
  });
});

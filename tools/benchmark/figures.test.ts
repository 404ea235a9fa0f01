import { describe, expect, it } from 'vitest';
import { figureText, measureAll, type Measurement } from './figures';

const speed = { name: 'speed', what: 'how fast', unit: '1/s', target: { atLeast: 10 } };
const time = { name: 'time', what: 'how long', unit: 's', target: { atMost: 5 } };

async function textOf(measurement: Measurement): Promise<string> {
  const texts: string[] = [];
  await measureAll([measurement], (figure) => texts.push(figureText(figure)));
  return texts.join('\n');
}

describe('a figure', () => {
  it('is met or not met by its target', async () => {
    expect(await textOf({ ...speed, measure: async () => 10 })).toBe(
      'met  speed: 10 1/s, target at least 10 (how fast)',
    );
    expect(await textOf({ ...speed, measure: async () => 9.996 })).toMatch(/^NOT MET {2}speed: 10 1\/s/);
    expect(await textOf({ ...time, measure: async () => 5.004 })).toMatch(/^NOT MET {2}time: 5 s/);
  });

  it('says what was measured with it', async () => {
    const shares = [{ what: 'store', share: 0.304 }];
    const text = await textOf({ ...time, measure: async () => ({ value: 1, details: ['0.9 s of CPU time'], shares }) });
    expect(text.split('\n')).toEqual([
      'met  time: 1 s, target at most 5 (how long)',
      '    0.9 s of CPU time',
      '    where the time went: store 30.4 %',
    ]);
  });

  it('that cannot be measured says why', async () => {
    const text = await textOf({ ...time, measure: async () => ({ note: 'There is no engine.' }) });
    expect(text).toBe('not measured  time: how long (There is no engine.)');
  });
});

import { describe, expect, it } from 'vitest';
import { Progress } from './progress';
import type { ExecutionSummary } from '../execution/workers/protocol';

const news = (outcome: ExecutionSummary['outcome'], id = 'ST-A1-01'): ExecutionSummary => ({
  id,
  title: 'A title',
  dmc: 'IOC-01',
  phase: 'Active',
  stage: 'Migration ST',
  outcome,
  durationMs: 5,
});

describe('progress', () => {
  it('shows each execution of a small run', () => {
    const said: string[] = [];
    const progress = new Progress(
      2,
      (line) => said.push(line),
      () => 0,
    );
    progress.take(news('passed'));
    progress.take(news('failed'));
    expect(said).toEqual(['  passed         ST-A1-01   A title (5 ms)', '  FAILED         ST-A1-01   A title (5 ms)']);
  });

  it('shows of a large one what did not pass, and now and then how far it is and when it will end', () => {
    const said: string[] = [];
    let now = Date.parse('2026-11-24T10:00:00');
    const progress = new Progress(
      1000,
      (line) => said.push(line),
      () => now,
    );
    for (let count = 1; count <= 100; count += 1) {
      now += 600;
      progress.take(news(count === 3 ? 'failed' : 'passed', `ST-A1-${count}`));
    }
    expect(said).toHaveLength(1 + 5);
    expect(said[0]).toBe('  FAILED         ST-A1-3    A title (5 ms) [IOC-01 Active]');
    expect(said[1]).toBe(
      '17 of 1000 done, 1 not passed; about 9 min 50 s left, until 10:10'
        .replace(' min', '\u00a0min')
        .replace(' s ', '\u00a0s '),
    );
  });

  it('counts once what is run again, since the worker that had run it ended', () => {
    const said: string[] = [];
    let now = 0;
    const progress = new Progress(
      1000,
      (line) => said.push(line),
      () => now,
    );
    progress.take(news('failed'));
    now = 10_000;
    progress.take(news('passed'));
    expect(said.at(-1)).toBe('1 of 1000 done, all passed');
  });
});

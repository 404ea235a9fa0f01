import { describe, expect, it } from 'vitest';
import type { RunResult } from '../reports/record/result-model';
import { checkLines, CHECKS, runChecks, type CheckHost } from './checks';

/** A host where every command ends with `code` and a cycle leaves `records`, one after the other. */
function host(code: number, records: readonly (RunResult | undefined)[]): CheckHost & { readonly ran: string[] } {
  const ran: string[] = [];
  let cycles = 0;
  return {
    ran,
    run: async (script) => {
      ran.push(script.join(' '));
      if (script[0] === 'cycle') cycles += 1;
      return code;
    },
    latest: () => records[cycles],
    seconds: () => 0,
  };
}

function record(id: string, environment: string, executed: number): RunResult {
  return { run: { id, environment }, counts: { executed } } as RunResult;
}

const OLD = record('old', 'embedded', 40);

describe('npm test', () => {
  it('runs a cycle on each environment, named', () => {
    expect(CHECKS.map(({ script }) => script.join(' '))).toEqual(
      expect.arrayContaining([
        'cycle -- --environment embedded --sockets',
        'cycle -- --environment containers --sockets',
      ]),
    );
  });

  it('holds the walls, and asks for what nobody uses', () => {
    expect(CHECKS.map(({ script }) => script.join(' '))).toEqual(expect.arrayContaining(['lint', 'walls', 'unused']));
  });

  it('passes when every command does and both environments were really run', async () => {
    const records = [OLD, record('a', 'embedded', 40), record('b', 'containers', 40)];
    const outcomes = await runChecks(CHECKS, host(0, records));
    expect(outcomes.every(({ passed }) => passed)).toBe(true);
    expect(checkLines(outcomes).at(-1)).toMatch(/^passed.*containers.*40 executions on containers, run b$/);
  });

  it('goes on after a failure, and says what failed', async () => {
    const failing = host(1, [OLD, record('a', 'embedded', 40), record('b', 'containers', 40)]);
    const outcomes = await runChecks(CHECKS, failing);
    expect(failing.ran).toHaveLength(CHECKS.length);
    expect(outcomes.some(({ passed }) => passed)).toBe(false);
    expect(checkLines(outcomes)[0]).toMatch(/^FAILED {2}Format/);
  });

  it.each([
    ['no record was left', [OLD, OLD, OLD]],
    ['another environment was run', [OLD, record('a', 'embedded', 40), record('b', 'embedded', 40)]],
    ['nothing was executed', [OLD, record('a', 'embedded', 40), record('b', 'containers', 0)]],
    ['there has never been a run', [undefined, undefined, undefined]],
  ])('fails though the command ended well when %s', async (_why, records) => {
    const outcomes = await runChecks(CHECKS, host(0, records));
    expect(outcomes.at(-1)?.passed).toBe(false);
  });
});

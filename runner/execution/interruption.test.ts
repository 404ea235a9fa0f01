import { spawn } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const COMMAND = path.join(__dirname, '../fixtures/interrupted-command.ts');

/** Starts the command, sends it a signal `times` over once it waits, and gives how it ended and what it said. */
function interrupt(signal: NodeJS.Signals, words: readonly string[], times = 1): Promise<[number | null, string]> {
  const child = spawn(process.execPath, ['-r', 'ts-node/register', COMMAND, ...words], { stdio: 'pipe' });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stdout.once('data', () => {
    for (let count = 0; count < times; count += 1) setTimeout(() => child.kill(signal), count * 50);
  });
  return new Promise((resolve) => child.once('close', (code) => resolve([code, said.trim()])));
}

describe('a command that is interrupted', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'by %s ends with 2 and a sentence',
    async (signal) => {
      expect(await interrupt(signal, [])).toEqual([2, `"npm run wait" was interrupted (${signal}) before its end.`]);
    },
    30_000,
  );

  it('clears up first, also when it hears of it twice', async () => {
    expect(await interrupt('SIGINT', ['clears-up'], 2)).toEqual([2, 'Cleared up after SIGINT.']);
  });
});

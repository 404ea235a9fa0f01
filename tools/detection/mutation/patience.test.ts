import { spawn } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { limitWork } from './patience';

/** Whether a process that runs this is given up, or ends by itself. */
async function end(script: string, limit: number): Promise<'given up' | 'ended'> {
  const child = spawn(process.execPath, ['-e', script]);
  return new Promise((resolve) => {
    const endWaiting = limitWork(child.pid ?? 0, limit, () => {
      child.kill('SIGKILL');
      resolve('given up');
    });
    child.on('exit', () => {
      endWaiting();
      resolve('ended');
    });
  });
}

describe('patience', () => {
  it('ends with a process that works too long', async () => {
    expect(await end('for (;;);', 100)).toBe('given up');
  });

  it('is not tried by one that waits', async () => {
    expect(await end('setTimeout(() => undefined, 3_000)', 2_500)).toBe('ended');
  });
});

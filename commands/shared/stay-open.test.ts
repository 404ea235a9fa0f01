import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';

describe('stayOpen', () => {
  it('keeps a process that nothing else keeps, until it is interrupted', async () => {
    const program = "require('./commands/shared/stay-open').stayOpen(); console.log('open');";
    const child = spawn(process.execPath, ['-r', 'ts-node/register', '-e', program], { stdio: 'pipe' });
    await once(child.stdout, 'data');
    // A process that nothing keeps ends in the turn after its last one.
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(child.exitCode).toBeNull();
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([null, 'SIGTERM']);
  });
});

/** Flags and variables that make a long-lived process with a whole system in it give memory back. */
import { spawn } from 'node:child_process';

/**
 * By default Node lets the heap grow to four times the live data where the machine has the memory; with a limit below 2 GB it
 * collects earlier. A larger semi-space keeps short-lived objects of a scenario out of the old generation.
 */
export const MEMORY_FLAGS: readonly string[] = ['--max-old-space-size=1024', '--max-semi-space-size=32'];

/**
 * For glibc, which keeps an arena for each thread and raises its mmap threshold with every large buffer: both fragment memory.
 * Other C libraries ignore these variables.
 */
export const MEMORY_VARIABLES: Readonly<Record<string, string>> = {
  MALLOC_ARENA_MAX: '2',
  MALLOC_MMAP_THRESHOLD_: '1048576',
  MALLOC_TRIM_THRESHOLD_: '33554432',
};

/**
 * Runs a command with the memory limits: flags and variables cannot be changed in a running process, so it starts this command
 * again in a child process and exits with its code.
 * @param run the command
 */
export async function runWithMemoryLimits(run: () => Promise<void>): Promise<void> {
  if (MEMORY_FLAGS.every((flag) => process.execArgv.includes(flag))) return run();
  const words = [...MEMORY_FLAGS, ...process.execArgv, ...process.argv.slice(1)];
  const child = spawn(process.execPath, words, { stdio: 'inherit', env: { ...process.env, ...MEMORY_VARIABLES } });
  // The child clears up after a signal; this process waits for it.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
  process.exitCode = await new Promise<number>((resolve) => {
    child.once('error', () => resolve(2));
    child.once('exit', (code) => resolve(code ?? 2));
  });
}

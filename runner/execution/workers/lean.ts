/** How a process is started that holds a whole system for a long time, so that it gives memory back. */
import { spawn } from 'node:child_process';

/**
 * Node would let the heap grow to four times what is alive, since the machine has the memory: below a limit of 2 GB it
 * collects earlier. What a scenario makes is to die young, although it waits for many promises: that takes a larger nursery.
 */
export const LEAN_FLAGS: readonly string[] = ['--max-old-space-size=1024', '--max-semi-space-size=32'];

/**
 * The C library keeps memory for each thread by itself, and with every large buffer it raises the size from which buffers are
 * given back on their own: both leave holes that grow all day. Other C libraries pass over these variables.
 */
export const LEAN_ENVIRONMENT: Readonly<Record<string, string>> = {
  MALLOC_ARENA_MAX: '2',
  MALLOC_MMAP_THRESHOLD_: '1048576',
  MALLOC_TRIM_THRESHOLD_: '33554432',
};

/**
 * Runs a command whose own process holds a system for long: this process is started once more, leanly, and ends as that one
 * does, since neither flags nor variables can be changed once it runs.
 * @param run what is to be done in the lean process
 */
export async function runLean(run: () => Promise<void>): Promise<void> {
  if (LEAN_FLAGS.every((flag) => process.execArgv.includes(flag))) return run();
  const words = [...LEAN_FLAGS, ...process.execArgv, ...process.argv.slice(1)];
  const child = spawn(process.execPath, words, { stdio: 'inherit', env: { ...process.env, ...LEAN_ENVIRONMENT } });
  // Who is asked to stop passes it on, and waits until what it started has cleared up.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
  process.exitCode = await new Promise<number>((resolve) => {
    child.once('error', () => resolve(2));
    child.once('exit', (code) => resolve(code ?? 2));
  });
}

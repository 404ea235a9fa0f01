import { fork } from 'node:child_process';
import { once } from 'node:events';
import { MEMORY_VARIABLES, MEMORY_FLAGS } from './memory-limits';
import type { WorkerCommand, WorkerMessage, WorkerLink } from './protocol';
import type { WorkerChannel } from './worker';

/**
 * Starts a worker in a process of its own.
 * @param script its main module, TypeScript loaded as in this process
 * @param words its arguments
 */
export function startWorkerProcess(script: string, words: readonly string[]): WorkerLink {
  const child = fork(script, words, {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    // Flags of Node come first: what follows the name of a script is its own.
    execArgv: [...MEMORY_FLAGS, ...process.execArgv],
    env: { ...process.env, ...MEMORY_VARIABLES },
  });
  // The channel closes after its last message, so that no message comes after `ended`.
  const closed = once(child, 'disconnect');
  const exited = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
  child.on('error', () => undefined);
  return {
    send: (command) => {
      if (child.connected) child.send(command, () => undefined);
    },
    onMessage: (listener) => void child.on('message', (message) => listener(message as WorkerMessage)),
    ended: (async () => {
      const [[code, signal]] = await Promise.all([exited, closed]);
      return signal === null ? `exit code ${String(code)}` : `signal ${signal}`;
    })(),
    stop: () => void child.kill('SIGTERM'),
    kill: () => void child.kill('SIGKILL'),
  };
}

/** The channel of this worker process to the one that started it. When that one exits, this one stops. */
export function channelOfThisProcess(): WorkerChannel & { readonly flushed: () => Promise<void> } {
  const commands: WorkerCommand[] = [];
  let wake = (): void => undefined;
  let open = true;
  let sending = Promise.resolve();
  process.on('message', (command) => {
    commands.push(command as WorkerCommand);
    wake();
  });
  process.on('disconnect', () => {
    open = false;
    wake();
    // Stops this process as any other signal would.
    process.kill(process.pid, 'SIGTERM');
  });
  return {
    next: async () => {
      while (open && commands.length === 0) await new Promise<void>((resolve) => (wake = resolve));
      return commands.shift();
    },
    send: (message) => {
      const sent = new Promise<void>((resolve) => {
        if (process.send === undefined || !open) resolve();
        else process.send(message, undefined, undefined, () => resolve());
      });
      sending = Promise.all([sending, sent]).then(() => undefined);
    },
    flushed: () => sending,
  };
}

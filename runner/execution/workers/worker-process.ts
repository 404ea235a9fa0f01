import { fork } from 'node:child_process';
import { once } from 'node:events';
import { LEAN_ENVIRONMENT, LEAN_FLAGS } from './lean';
import type { Order, Report, WorkerLink } from './protocol';
import type { WorkerChannel } from './worker';

/**
 * Starts a worker in a process of its own.
 * @param script its main module; it is read as this process reads TypeScript
 * @param words what is passed to it
 */
export function startWorkerProcess(script: string, words: readonly string[]): WorkerLink {
  const child = fork(script, words, {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    // Flags of Node come first: what follows the name of a script is its own.
    execArgv: [...LEAN_FLAGS, ...process.execArgv],
    env: { ...process.env, ...LEAN_ENVIRONMENT },
  });
  // What was said before the end is heard before the end: the channel closes after its last message.
  const closed = once(child, 'disconnect');
  const exited = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
  child.on('error', () => undefined);
  return {
    send: (order) => {
      if (child.connected) child.send(order, () => undefined);
    },
    onReport: (listener) => void child.on('message', (message) => listener(message as Report)),
    ended: (async () => {
      const [[code, signal]] = await Promise.all([exited, closed]);
      return signal === null ? `exit code ${String(code)}` : `signal ${signal}`;
    })(),
    stop: () => void child.kill('SIGTERM'),
    kill: () => void child.kill('SIGKILL'),
  };
}

/** The channel of a worker process to the one that started it; that one's end is an order to stop. */
export function channelOfThisProcess(): WorkerChannel & { readonly flushed: () => Promise<void> } {
  const orders: Order[] = [];
  let wake = (): void => undefined;
  let open = true;
  let sending = Promise.resolve();
  process.on('message', (order) => {
    orders.push(order as Order);
    wake();
  });
  process.on('disconnect', () => {
    open = false;
    wake();
    // Nobody is left to work for: whatever is going on stops as for any other signal.
    process.kill(process.pid, 'SIGTERM');
  });
  return {
    next: async () => {
      while (open && orders.length === 0) await new Promise<void>((resolve) => (wake = resolve));
      return orders.shift();
    },
    report: (report) => {
      const sent = new Promise<void>((resolve) => {
        if (process.send === undefined || !open) resolve();
        else process.send(report, undefined, undefined, () => resolve());
      });
      sending = Promise.all([sending, sent]).then(() => undefined);
    },
    flushed: () => sending,
  };
}

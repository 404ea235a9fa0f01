import { InterruptedError } from '../../support/scope/errors';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** A listener for Ctrl-C and signals, for work that has something to clear up. */
export interface Interruption {
  /** Aborted, with an `InterruptedError` as its reason, as soon as the work is interrupted. */
  readonly interrupted: AbortSignal;
  /** Rejects with the same error, and never resolves. */
  readonly happened: Promise<never>;
  stopListening(): void;
}

/** Listeners of this process, with what interrupts each. */
const listening = new Map<Interruption, (signal: NodeJS.Signals) => void>();

/**
 * Listens for whatever interrupts the work. From here until `stopListening` a signal does not end the process: whoever
 * listens ends the work, clears up and lets the error go on.
 * @param sentence what is said of the interrupted work, given the signal; that of a run where none is given
 */
export function listenForInterruption(sentence: (signal: NodeJS.Signals) => string = runInterrupted): Interruption {
  const controller = new AbortController();
  const interrupt = (signal: NodeJS.Signals): void => controller.abort(new InterruptedError(sentence(signal)));
  const happened = new Promise<never>((_resolve, reject) => {
    controller.signal.addEventListener('abort', () => reject(controller.signal.reason as InterruptedError));
  });
  // Without a race the rejection would be unhandled.
  happened.catch(() => undefined);
  // Not only the first one: npm passes on a Ctrl-C that the terminal sends as well, and the second must not cut short
  // what the first has begun.
  for (const signal of SIGNALS) process.on(signal, interrupt);
  const interruption: Interruption = {
    interrupted: controller.signal,
    happened,
    stopListening: () => {
      listening.delete(interruption);
      for (const signal of SIGNALS) process.removeListener(signal, interrupt);
    },
  };
  listening.set(interruption, interrupt);
  return interruption;
}

function runInterrupted(signal: NodeJS.Signals): string {
  return `The run was interrupted (${signal}): it is incomplete and its environment has been stopped.`;
}

/** Interrupts whatever listens, as a signal to this process would: for a process that works for another one. */
export function interruptWork(signal: NodeJS.Signals): void {
  for (const interrupt of [...listening.values()]) interrupt(signal);
}

/**
 * Calls back for a signal while nobody has anything to clear up. For a command, which then ends at once.
 */
export function whenInterruptedIdle(end: (signal: NodeJS.Signals) => void): void {
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      if (listening.size === 0) end(signal);
    });
  }
}

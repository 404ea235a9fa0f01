import { setTimeout as sleep } from 'node:timers/promises';
import type { OwnClock } from '../../environments/environment';
import { UnmetExpectation } from '../evidence/failure';

/** Longest that a Then is looked at again, in milliseconds. */
const LONGEST_LOOK = 15_000;

/**
 * Looks again at what a Then expects, since nobody knows when it comes where time goes on by itself.
 * @throws UnmetExpectation what was not met when the limit was reached
 */
export async function lookAgain(clock: OwnClock, look: () => unknown): Promise<unknown> {
  const begun = performance.now();
  for (;;) {
    try {
      return await look();
    } catch (error) {
      const waited = performance.now() - begun;
      if (!(error instanceof UnmetExpectation) || waited > Math.min(LONGEST_LOOK, clock.patience)) throw error;
      await sleep(clock.lookEvery);
    }
  }
}

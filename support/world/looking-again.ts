import { setTimeout as sleep } from 'node:timers/promises';
import type { OwnClock } from '../../environments/environment';
import { UnmetExpectation } from '../evidence/failure';
import { longestLook } from '../roles';

/**
 * Looks again at what is expected where time goes on by itself, since nobody knows when it comes.
 * @param clock absent where time is moved: one look is enough
 * @throws UnmetExpectation what was not met when the limit was reached
 */
export async function lookAgain(clock: OwnClock | undefined, look: () => unknown): Promise<unknown> {
  if (clock === undefined) return look();
  const begun = performance.now();
  for (;;) {
    try {
      return await look();
    } catch (error) {
      const waited = performance.now() - begun;
      if (!(error instanceof UnmetExpectation) || waited > longestLook(clock)) throw error;
      await sleep(clock.lookEvery);
    }
  }
}

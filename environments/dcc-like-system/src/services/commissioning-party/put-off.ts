import { minutesLater } from '../../domain/durations';
import { PeerUnavailable } from '../../kernel/look-up';
import { area } from '../../kernel/rules';
import type { Work } from '../../kernel/work';

/** Until a peer that could not answer is asked again (MODEL). */
const PEER_RETRY_MINUTES = 1;

/** What becomes of a step for which a peer is missing. */
export const PUT_OFF = area('commissioning-party-put-off', {
  /** Sets the timer that does the step again. */
  repeatLater: (step: string, body: object, work: Work): void =>
    work.later(minutesLater(work.now, PEER_RETRY_MINUTES), step, body),
});

/** Does a step, or puts it off where a peer cannot answer now. @param step kind of the timer that does it again */
export async function orLater(step: string, body: object, work: Work, act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!(error instanceof PeerUnavailable)) throw error;
    work.audit('step-put-off', undefined, `${step}: ${error.message}`);
    work.rules(PUT_OFF).repeatLater(step, body, work);
  }
}

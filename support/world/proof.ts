import { expectationsMade } from './expectation';

/** A Then has compared nothing, as where the list is empty that it goes through: that it passed proves nothing. */
export class NothingProvedError extends Error {
  override readonly name = 'NothingProvedError';
}

/**
 * Begins to watch a step.
 * @returns to be called when the step has passed. @throws NothingProvedError where it is a Then that had no expectation
 */
export function watchStep(kind: string | undefined): () => void {
  const before = expectationsMade();
  return () => {
    if (kind !== 'Outcome' || expectationsMade() > before) return;
    throw new NothingProvedError('It compared nothing, so that it proves nothing: what it looks at was empty.');
  };
}

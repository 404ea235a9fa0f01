import type { ProvenSolution } from './record/result-model';

/** By what the migration solution of a release is proven, in one sentence. */
export function provenSentence(proven: ProvenSolution): string {
  if (proven.kind === 'decision') {
    return `${proven.role} decided it on ${proven.date} (${proven.reference}): ${proven.statement}`;
  }
  return `The run ${proven.run} took ${proven.dmcs.join(', ')} through all three Test Phases and met its criteria; its evidence pack is signed by the ${proven.signer}.`;
}

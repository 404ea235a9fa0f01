import type { ProvenSolution } from '../../reports/record/result-model';
import { provenSentence } from '../../reports/proven-words';
import type { Scope } from '../../support/scope/scope';
import { buildOf } from './build';
import { sameDigests } from './comparison';
import type { Facts } from './facts';
import type { MeasuredCriterion } from './measured-criterion';

const THRESHOLD = 'an evidence pack with a trusted signature, or a recorded decision';

/** Judges whether the Migration Testing of the release of a combination has exited. */
export function releaseExited({ proven, scope, cells, environment }: Facts): MeasuredCriterion {
  const release = cells[0]?.dmc.release ?? '';
  if (proven?.release !== release) {
    const note = `No record says that the Migration Testing of ${release} has exited.`;
    return { threshold: THRESHOLD, measured: 'nothing', verdict: 'not demonstrated', note };
  }
  const measured = proven.kind === 'pack' ? 'evidence pack' : 'recorded decision';
  const doubt = doubtOf(proven, scope) ?? otherSolution(proven, environment.versions);
  if (doubt !== undefined) return { threshold: THRESHOLD, measured, verdict: 'not met', note: doubt };
  return { threshold: THRESHOLD, measured, verdict: 'met', note: provenSentence(proven) };
}

/** Why what a run rests on does not count by the tables of the scope; undefined where it does. */
function doubtOf(proven: ProvenSolution, { trustedSigners, records }: Scope): string | undefined {
  if (proven.kind === 'pack') {
    const isTrusted = trustedSigners.some(({ fingerprint }) => fingerprint === proven.signedWith);
    return isTrusted ? undefined : `The key ${proven.signedWith} is not in features/scope/trusted-signers.csv.`;
  }
  const isRecorded = records.some(
    ({ kind, release, reference, role }) =>
      kind === 'release-exit' && release === proven.release && reference === proven.reference && role === proven.role,
  );
  return isRecorded ? undefined : `The decision ${proven.reference} is not in features/scope/evidence.json.`;
}

/**
 * In what the solution that a pack proved is otherwise than the one that is there now.
 * @param versions component to version or digest, as they are now
 * @returns a sentence with each difference; undefined where both are the same, or where a decision stands for the solution
 */
export function otherSolution(proven: ProvenSolution, versions: Readonly<Record<string, string>>): string | undefined {
  if (proven.kind === 'decision') return undefined;
  const [then, now] = [buildOf(proven.versions), buildOf(versions)];
  if (Object.keys(then).length > 0 && sameDigests(then, now)) return undefined;
  const components = [...new Set([...Object.keys(then), ...Object.keys(now)])];
  const differing = components
    .filter((component) => then[component] !== now[component])
    .map((component) => `${component} was ${then[component] ?? 'not there'} and is ${now[component] ?? 'not there'}`);
  const what = differing.length === 0 ? 'no component is identified by a digest' : differing.join('; ');
  return `The solution is not the one that the pack of ${proven.run} proved: ${what}.`;
}

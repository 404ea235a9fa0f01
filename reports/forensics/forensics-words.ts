/** How reports say what new failures depend on. */
import { counted } from '../text';
import { DEPENDENCIES, type Dependency, type Forensics, type RepeatedFailure, type Trial } from './forensics-model';

/** `Repeated: 18 of 18 new failures: 17 always, 1 by order.` */
export function forensicsSentence({ failures, repeated }: Forensics): string {
  const kinds = [...DEPENDENCIES, undefined].flatMap((kind) => {
    const count = repeated.filter(({ depends }) => depends === kind).length;
    return count === 0 ? [] : [`${count} ${kind ?? 'not known'}`];
  });
  return `Repeated: ${repeated.length} of ${counted(failures, 'new failure')}: ${kinds.join(', ')}.`;
}

const FAILS_ELSEWHERE = (trials: readonly Trial[]): string =>
  trials.some(({ how }) => how === 'elsewhere') ? ', and elsewhere' : '';

const WHY: Readonly<Record<Dependency, (trials: readonly Trial[]) => string>> = {
  always: (trials) => `It fails alone, with other seeds${FAILS_ELSEWHERE(trials)}.`,
  'by seed': (trials) =>
    `Alone it fails with the seed ${seedsOf(trials, 'failed')} and passes with ${seedsOf(trials, 'passed')}.`,
  'by order': (trials) => `It passes alone, and fails after the ${before(trials)} that its worker had run before it.`,
  'by load': () => 'It passes alone and in its company, and fails where several workers run that at a time.',
  'by environment': (trials) => environmentInWords(trials),
};

/** Why a failure is said to depend on something, in a sentence. */
export function whyDependent({ depends, trials }: RepeatedFailure): string {
  return depends === undefined ? 'The repetitions have no result that tells.' : WHY[depends](trials);
}

function seedsOf(trials: readonly Trial[], outcome: 'failed' | 'passed'): string {
  const own = trials.filter((trial) => ['alone', 'other seed'].includes(trial.how) && trial.outcome === outcome);
  return own.map(({ seed }) => seed).join(', ');
}

function before(trials: readonly Trial[]): number {
  return trials.find(({ how }) => how === 'in company')?.before ?? 0;
}

function environmentInWords(trials: readonly Trial[]): string {
  const [here] = trials;
  const there = trials.find(({ how }) => how === 'elsewhere');
  if (here !== undefined && there !== undefined)
    return `It fails on ${here.environment} and passes on ${there.environment}.`;
  return 'It did not fail again: neither alone nor in its company and order nor under load. What was otherwise was the environment of the run.';
}

/** Whether a refusal code was given in a run, and what it means where it was not. */
import type { CodeResult, RunResult } from '../record/result-model';
import { refusalCodesOf } from '../text';

/**
 * `given`; `excepted`: the tables say why nothing can provoke it; `lacking`: it could have come, since a test of the run asks for it or the
 * run holds every Test Phase and its party took part; `elsewhere`: no test of this run provokes it.
 */
export type CodeStanding = 'given' | 'excepted' | 'lacking' | 'elsewhere';

const PHASES = ['Active', 'Dormant', 'Mixed'];

/** Codes that tests of a run ask for, by the run. */
const asked = new WeakMap<RunResult, ReadonlySet<string>>();

/** What a run says of a published code. */
export function codeStanding({ code, party, provokedBy, exception }: CodeResult, run: RunResult): CodeStanding {
  if (provokedBy.length > 0) return 'given';
  if (exception !== undefined) return 'excepted';
  const whole = run.run.formal && PHASES.every((phase) => run.cells.some((cell) => cell.phase === phase));
  // A party that gave no code at all, such as Migration DUST in a release, has no part in the run.
  const tookPart = run.codes.some((other) => other.party === party && other.provokedBy.length > 0);
  return (whole && tookPart) || codesAsked(run).has(code) ? 'lacking' : 'elsewhere';
}

function codesAsked(run: RunResult): ReadonlySet<string> {
  const known = asked.get(run);
  if (known !== undefined) return known;
  const applying = run.executions.filter(({ outcome }) => outcome !== 'does-not-apply');
  const codes = new Set(applying.flatMap(refusalCodesOf));
  asked.set(run, codes);
  return codes;
}

/** What tells runs, and tests of different versions, apart. */
import { createHash } from 'node:crypto';
import type { ExecutionResult, RunResult } from '../../reports/record/result-model';
import { buildOf, SEEDED_DEFECTS } from '../assessment/build';
import type { IndexedRun } from './index-tables';

/** What a run tested, and what tested it: the components that a digest identifies, seeded defects, and the version of the suite. */
export function testedBy(versions: RunResult['run']['versions']): Pick<IndexedRun, 'suite' | 'build'> {
  const build = Object.entries(buildOf(versions))
    .sort()
    .map((part) => part.join(' '));
  // With a seeded defect on, a build is another one.
  const defects = versions[SEEDED_DEFECTS];
  if (defects?.startsWith('on: ') === true) build.push(`${SEEDED_DEFECTS} ${defects}`);
  return { suite: versions.suite ?? 'unknown', build: build.join('; ') };
}

/** Digest of the title and the steps of a test: another one where somebody has worded it otherwise. */
export function wordsOf({ title, steps }: ExecutionResult): string {
  const words = [title, ...steps.flatMap(({ kind, text }) => (kind === 'step' ? [text] : []))];
  return createHash('sha256').update(words.join('\n')).digest('hex').slice(0, 16);
}

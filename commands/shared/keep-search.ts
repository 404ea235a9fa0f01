import { systemDigests } from '../../environments';
import type { DetectionSearch } from '../../reports/record/detection-model';
import { detectionDigests, keepSearch } from '../../runner/detection/detection-file';
import { REPORTS_FOLDER } from '../../runner/execution/run-folder';
import { quoted } from '../../runner/execution/shell-word';
import { suiteVersions } from '../../runner/planning/versions';

/** What a command that searches knows of its own start. */
type FinishedSearch = Pick<DetectionSearch, 'tool' | 'tried'> &
  Partial<Pick<DetectionSearch, 'population' | 'cases' | 'findings'>> & {
    readonly seed: string;
    readonly startedAt: Date;
  };

/** The state of system and suite that a search is about: to be taken before it begins. */
export function searchedState(tool: DetectionSearch['tool']): Pick<DetectionSearch, 'commit' | 'digests'> {
  return { commit: suiteVersions('.').suite, digests: detectionDigests('.', tool, systemDigests()) };
}

/**
 * Adds what this process has searched to `reports/detection.json`.
 * @returns the search with what earlier starts on the same state found
 */
export function keepOwnSearch(
  { seed, startedAt, cases = [], findings = [], ...search }: FinishedSearch,
  state: ReturnType<typeof searchedState>,
): DetectionSearch {
  const words = process.argv.slice(2).map(quoted);
  return keepSearch(REPORTS_FOLDER, {
    ...search,
    ...state,
    command: [`npm run ${search.tool}`, ...(words.length === 0 ? [] : ['--', ...words])].join(' '),
    startedAt: startedAt.toISOString(),
    finishedAt: new Date().toISOString(),
    seeds: [seed],
    cases,
    findings,
  });
}

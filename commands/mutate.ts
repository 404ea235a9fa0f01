import { execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ruleSources } from '../environments';
import type { DetectionCase } from '../reports/record/detection-model';
import { DETECTION_FILE, readDetection } from '../runner/detection/detection-file';
import { resultOf } from '../runner/detection/detection-results';
import { createRunFolder, REPORTS_FOLDER } from '../runner/execution/run-folder';
import { runCommand, say, type Command, type CommandLine } from '../runner/terminal/command-line';
import { RunError } from '../support/scope/errors';
import { nearest } from '../support/scope/nearest';
import { coverageOf, learnCoverage, type KeptCoverage } from '../tools/detection/mutation/coverage';
import { EQUIVALENTS_FILE, readEquivalents } from '../tools/detection/mutation/equivalents';
import { instrument, type Instrumented } from '../tools/detection/mutation/instrument';
import { chosenMutants, sampleMutants, type Mutant } from '../tools/detection/mutation/mutants';
import { mutationPage } from '../tools/detection/mutation/page';
import { KeptByScenario, makeSandbox } from '../tools/detection/mutation/sandbox';
import { searchMutants, type MutationContext } from '../tools/detection/mutation/search';
import { WorkerProcesses } from '../tools/detection/mutation/worker-process';
import { keepOwnSearch, searchedState } from './shared/keep-search';
import { DEFAULT_SEED, given, INFORMAL_OPTIONS } from './shared/texts';

const DEFAULT_SAMPLE = 50;
const DEFAULT_MOST = 100;

/** Main module of a worker, relative to the copy of the project that is instrumented. */
const WORKER = 'commands/shared/mutation-worker.ts';

type State = ReturnType<typeof searchedState>;

const mutate: Command = {
  name: 'mutate',
  summary:
    'Changes the rules of the system in one place at a time, by lot, and shows which changes no scenario notices.',
  options: {
    area: { value: 'AREA', help: 'mutants of one service (mcc, dsp, ...), or of formats, duis or domain' },
    sample: { value: 'N', help: `how many, drawn by the seed (default: ${DEFAULT_SAMPLE})` },
    'changed-since': { value: 'REV', help: 'mutants of files that were changed since a revision' },
    scenarios: {
      value: 'WORDS,...',
      help: 'these scenarios only, as of "npm run scenario"; nothing is added to detection.json',
    },
    most: { value: 'N', help: `scenarios that are tried of those that meet a mutant (default: ${DEFAULT_MOST})` },
    ...INFORMAL_OPTIONS,
  },
  notes: [
    'The seed draws the sample too. A larger sample begins with the smaller; what was tried before on the same state of system and',
    'suite is not tried again, and counts. First each scenario runs once without a mutant, to learn where it comes; that is kept.',
    'Exit code: 0 every mutant of the sample is found, or equivalent; 1 one is not; 2 could not run.',
  ],
  async run(line) {
    const [startedAt, state] = [new Date(), searchedState('mutate')];
    const seed = line.option('seed') ?? DEFAULT_SEED;
    const isNarrowed = line.option('scenarios') !== undefined;
    const instrumented = await instrument(ruleSources());
    const before = new Map(isNarrowed ? [] : keptCases(state).map((one) => [one.id, one]));
    const sample = sampleOf(line, instrumented, seed);
    const open = sample.filter(({ id }) => !before.has(id));
    say(
      `${sample.length} of ${instrumented.mutants.length} mutants; ${sample.length - open.length} were tried before.`,
    );
    const cases = new Map(before);
    const keep = (): void => {
      const tried = { tried: cases.size, population: instrumented.mutants.length, cases: [...cases.values()] };
      if (!isNarrowed) keepOwnSearch({ tool: 'mutate', seed, startedAt, ...tried }, state);
    };
    if (open.length > 0) {
      await search(line, instrumented, open, state, (found) => {
        cases.set(found.id, found);
        keep();
        say(caseLine(found));
      });
    }
    keep();
    const own = sample.flatMap(({ id }) => cases.get(id) ?? []);
    const file = writePage(line, own, instrumented, seed, state);
    const bad = own.filter(({ outcome }) => outcome !== 'found' && outcome !== 'equivalent').length;
    say(`${own.length - bad} of ${own.length} are found or equivalent. Survivors first: ${file}`);
    return bad === 0 ? 0 : 1;
  },
};

/** What earlier starts on this state of system and suite have tried. */
function keptCases({ digests }: State): readonly DetectionCase[] {
  const file = path.join(REPORTS_FOLDER, DETECTION_FILE);
  const kept = existsSync(file) ? readDetection(file).searches.find(({ tool }) => tool === 'mutate') : undefined;
  return kept !== undefined && JSON.stringify(kept.digests) === JSON.stringify(digests) ? kept.cases : [];
}

/** @throws RunError when there are no such mutants */
function sampleOf(line: CommandLine, { mutants }: Instrumented, seed: string): Mutant[] {
  const area = line.option('area');
  const areas = [...new Set(mutants.map((one) => one.area))];
  if (area !== undefined && !areas.includes(area)) {
    throw new RunError(`There is no area "${area}": try ${nearest(area, areas).join(', ')}.`);
  }
  const since = line.option('changed-since');
  const files = since === undefined ? {} : { files: changedSince(since) };
  const chosen = chosenMutants(mutants, { ...given('area', area), ...files });
  if (chosen.length === 0) throw new RunError('There are no such mutants: nothing of the rules has changed there.');
  return sampleMutants(chosen, seed, positive(line.option('sample'), DEFAULT_SAMPLE));
}

/** @throws RunError when git does not know the revision */
function changedSince(revision: string): Set<string> {
  try {
    const words = [
      'diff',
      '--name-only',
      '--relative',
      revision,
      '--',
      'environments/dcc-like-system/src',
      'environments/migration-dust',
    ];
    const output = execFileSync('git', words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    return new Set(output.split('\n').filter((file) => file !== ''));
  } catch {
    throw new RunError(`git knows no revision "${revision}".`);
  }
}

async function search(
  line: CommandLine,
  instrumented: Instrumented,
  open: readonly Mutant[],
  { digests }: State,
  onCase: (found: DetectionCase) => void,
): Promise<void> {
  const sandbox = makeSandbox('.', instrumented);
  const setUp = {
    dmc: line.option('dmc') ?? 'IOC-01',
    phase: line.option('phase') ?? 'Active',
    seed: DEFAULT_SEED,
    ...given('scenarios', line.option('scenarios')),
  };
  const runner = new WorkerProcesses(path.join(sandbox, WORKER), sandbox, setUp);
  try {
    const { scenarios, atLoad } = await runner.facts();
    const store = new KeptByScenario<KeptCoverage[string]>(
      '.',
      'coverage',
      JSON.stringify([digests, setUp.dmc, setUp.phase]),
    );
    const known = store.read();
    const unknown = scenarios.filter(({ id }) => known[id] === undefined).length;
    say(`${scenarios.length} scenarios; of ${unknown} it has to be learnt where they come.`);
    const coverage = await learnCoverage(scenarios, known, runner, (id, met) => store.add(id, met));
    const red = scenarios.filter(({ id }) => coverage[id] === null).map(({ id }) => id);
    if (red.length > 0) say(`Left out, since they fail without a mutant: ${red.join(', ')}.`);
    const context: MutationContext = {
      scenarios,
      coverage: coverageOf(scenarios, coverage),
      all: instrumented.mutants,
      atLoad: new Set(atLoad),
      reasonOfEquivalence: readEquivalents(EQUIVALENTS_FILE),
      most: positive(line.option('most'), DEFAULT_MOST),
    };
    await searchMutants(open, context, runner, onCase);
  } finally {
    runner.renew();
  }
}

function caseLine({ id, what, outcome, by, note }: DetectionCase): string {
  const verdict = outcome === 'found' ? 'found' : outcome.toUpperCase();
  return `${verdict.padEnd(9)} ${id.split(' ')[0] ?? ''}: ${what}${by.length > 0 ? ` (${by.join(', ')})` : `; ${note ?? ''}`}`;
}

function writePage(
  line: CommandLine,
  cases: readonly DetectionCase[],
  { mutants }: Instrumented,
  seed: string,
  state: State,
): string {
  const at = new Date().toISOString();
  const summary = resultOf(
    {
      ...{ tool: 'mutate', command: '', startedAt: at, finishedAt: at, seeds: [seed], findings: [], ...state },
      ...{ tried: cases.length, population: mutants.length, cases },
    },
    state.digests,
    () => undefined,
  );
  const notes = [
    `Seed ${seed}; ${state.commit}. At most ${positive(line.option('most'), DEFAULT_MOST)} scenarios are tried for each.`,
    ...(line.option('scenarios') === undefined ? [] : [`Only these scenarios: ${line.option('scenarios') ?? ''}.`]),
  ];
  const { path: folder } = createRunFolder(REPORTS_FOLDER, 'mutate', seed);
  writeFileSync(path.join(folder, 'mutants.json'), `${JSON.stringify(cases, null, 2)}\n`);
  const file = path.join(folder, 'mutants.md');
  writeFileSync(file, mutationPage(cases, summary, notes));
  return file;
}

function positive(wanted: string | undefined, usual: number): number {
  const number = Number(wanted ?? usual);
  if (Number.isInteger(number) && number >= 1) return number;
  throw new RunError(`"${wanted ?? ''}" is no number: give one from 1.`);
}

void runCommand(mutate);

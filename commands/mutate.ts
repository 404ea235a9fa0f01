import { execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ruleSources } from '../environments';
import type { DetectionCase } from '../reports/record/detection-model';
import { DETECTION_FILE, readDetection } from '../runner/detection/detection-file';
import { resultOf } from '../runner/detection/detection-results';
import { createRunFolder, REPORTS_FOLDER } from '../runner/execution/run-folder';
import { runCommand, say, type Command, type CommandLine } from '../runner/terminal/command-line';
import { findPhase } from '../runner/execution/scenario-run';
import { findDmc } from '../support/scope/dmc-catalogue';
import { RunError } from '../support/scope/errors';
import { nearest } from '../support/scope/nearest';
import { loadScope } from '../support/scope/scope';
import { learnCoverage, type LearntCoverage } from '../tools/detection/mutation/coverage';
import { CoverageStore, layoutOf } from '../tools/detection/mutation/coverage-store';
import { EQUIVALENTS_FILE, readEquivalents } from '../tools/detection/mutation/equivalents';
import { importersIn } from '../tools/detection/mutation/importers';
import { instrument, type Instrumented, type Source } from '../tools/detection/mutation/instrument';
import { Finders } from '../tools/detection/mutation/likelihood';
import { chosenMutants, drawn, meaningOf, sampleMutants, type Mutant } from '../tools/detection/mutation/mutants';
import { mutationPage } from '../tools/detection/mutation/page';
import type { PlannedScenario } from '../tools/detection/mutation/protocol';
import { instrumentPatches } from '../tools/detection/mutation/patched';
import { isCutShort } from '../tools/detection/mutation/trials';
import { searchMutants, type MutationContext, type MutationListeners } from '../tools/detection/mutation/search';
import type { WorkerProcesses } from '../tools/detection/mutation/worker-process';
import { mutationWorkers } from './shared/mutation-workers';
import { keepOwnSearch, searchedState } from './shared/keep-search';
import { DEFAULT_SEED, given, INFORMAL_OPTIONS } from './shared/texts';

const DEFAULT_SAMPLE = 50;

/** What is known of scenarios from one start to the next. */
const COVERAGE_FILE = '.cache/mutants/coverage.ndjson';

/** The same of faults that are kept outside the project. */
const FAULTS_COVERAGE_FILE = '.cache/mutants/coverage-of-faults.ndjson';

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
    most: {
      value: 'N',
      help: 'scenarios that are tried of those that meet a mutant, the likeliest first (default: all)',
    },
    faults: {
      value: 'FOLDER',
      help: 'in place of mutants faults that are kept outside the project, a patch of one function each, as of a lot; nothing is added to detection.json',
    },
    ...INFORMAL_OPTIONS,
  },
  notes: [
    'The seed draws the sample too. A larger sample begins with the smaller; what was tried before on the same state of system and',
    'suite is not tried again, and counts, unless it was missed and not all who meet it were tried. First each scenario runs once without a mutant, to learn where it comes; that is kept, and',
    'learnt again of scenarios whose feature file has changed.',
    'Exit code: 0 every mutant of the sample is found, or equivalent; 1 one is not; 2 could not run.',
  ],
  async run(line) {
    const [startedAt, state] = [new Date(), searchedState('mutate')];
    const seed = line.option('seed') ?? DEFAULT_SEED;
    const faults = line.option('faults');
    const isNarrowed = faults !== undefined || line.option('scenarios') !== undefined;
    const sources = ruleSources();
    const instrumented = faults === undefined ? await instrument(sources) : instrumentPatches(sources, faults);
    const kept = keptCases(state);
    const whole = kept.ofThisState.filter((one) => !isCutShort(one));
    const before = new Map(isNarrowed ? [] : whole.map((one) => [one.id, one]));
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
      await search(
        line,
        { sources, instrumented, open, finders: new Finders(kept.ofAnyState) },
        {
          onCase: (found) => {
            cases.set(found.id, found);
            keep();
            say(caseLine(found));
          },
          onOpen: (mutant) => say(`open      ${mutant.id.split(' ')[0] ?? ''}: ${meaningOf(mutant)}`),
        },
      );
    }
    keep();
    const own = sample.flatMap(({ id }) => cases.get(id) ?? []);
    const file = writePage(line, own, instrumented, seed, state);
    const bad = own.filter(({ outcome }) => outcome !== 'found' && outcome !== 'equivalent').length;
    say(`${own.length - bad} of ${own.length} are found or equivalent. Survivors first: ${file}`);
    return bad === 0 ? 0 : 1;
  },
};

/** What earlier starts have tried, on this state of system and suite and on any. */
function keptCases({ digests }: State): Record<'ofThisState' | 'ofAnyState', readonly DetectionCase[]> {
  const file = path.join(REPORTS_FOLDER, DETECTION_FILE);
  const kept = existsSync(file) ? readDetection(file).searches.find(({ tool }) => tool === 'mutate') : undefined;
  const isThisState = JSON.stringify(kept?.digests) === JSON.stringify(digests);
  return { ofThisState: isThisState ? (kept?.cases ?? []) : [], ofAnyState: kept?.cases ?? [] };
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
  return sampleMutants(
    chosen,
    seed,
    positive(line.option('sample'), line.option('faults') === undefined ? DEFAULT_SAMPLE : chosen.length),
  );
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

/** What is searched, and who has found what before. */
interface Searching {
  readonly sources: readonly Source[];
  readonly instrumented: Instrumented;
  readonly open: readonly Mutant[];
  readonly finders: Finders;
}

async function search(
  line: CommandLine,
  { sources, instrumented, open, finders }: Searching,
  listeners: MutationListeners,
): Promise<void> {
  const phase = line.option('phase');
  const setUp = {
    dmc: findDmc(loadScope('.').catalogue, line.option('dmc') ?? 'IOC-01').id,
    ...{ seed: DEFAULT_SEED, mutants: [] },
    ...(phase === undefined ? {} : { phase: findPhase(phase) }),
    ...given('scenarios', line.option('scenarios')),
  };
  const runner = mutationWorkers(instrumented, setUp);
  try {
    const { scenarios, atLoad } = await runner.facts();
    const layout = layoutOf(`${setUp.dmc}, ${setUp.phase ?? 'each in its Test Phase'}`, sources, instrumented.mutants);
    const context: MutationContext = {
      scenarios,
      learning: coverageKept(
        new CoverageStore(line.option('faults') === undefined ? COVERAGE_FILE : FAULTS_COVERAGE_FILE, layout),
        scenarios,
        runner,
      ),
      all: instrumented.mutants,
      atLoad: new Set(atLoad),
      importers: importersIn(sources),
      ...{ finders, reasonOfEquivalence: readEquivalents(EQUIVALENTS_FILE) },
      most: positive(line.option('most'), scenarios.length),
    };
    await searchMutants(open, context, runner, listeners);
  } finally {
    runner.stop();
  }
}

/** Where scenarios come: as far as it is kept, and the rest learnt now, in an order of nobody's choice. */
function coverageKept(
  store: CoverageStore,
  scenarios: readonly PlannedScenario[],
  runner: WorkerProcesses,
): AsyncIterable<LearntCoverage> {
  const known = store.read(scenarios);
  const unknown = scenarios.filter(({ id }) => known[id] === undefined).length;
  say(`${scenarios.length} scenarios; of ${unknown} it has to be learnt where they come.`);
  for (const [id, { duration }] of Object.entries(known)) runner.expect(id, duration);
  return learnCoverage(
    drawn(scenarios, ({ id }) => id, DEFAULT_SEED),
    known,
    runner,
    (scenario, own) => {
      store.add(scenario, own);
      runner.expect(scenario.id, own.duration);
      if (!own.passed) say(`${scenario.id} is left out, since it fails without a mutant.`);
    },
  );
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
    `Seed ${seed}; ${state.commit}. Of the scenarios that meet each, ${line.option('most') ?? 'all'} are tried at most.`,
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

import path from 'node:path';
import { ruleSources, startEnvironment } from '../environments';
import type { ExecutionResult } from '../reports/record/result-model';
import { parseRepeat, seedOfRepetition } from '../runner/execution/repetitions';
import { createRunFolder, REPORTS_FOLDER } from '../runner/execution/run-folder';
import { phaseOf, withInformalRun, type RunExecutions } from '../runner/execution/scenario-run';
import { DEFECTS_FILE, readDefects, type SeededDefect } from '../runner/planning/coverage';
import { arrangementOf, parseOrder } from '../runner/planning/execution-order';
import { lintFeatures } from '../runner/planning/features/feature-set';
import type { Scenario } from '../runner/planning/features/read-feature';
import { VOLUME_TAG } from '../runner/planning/features/tags';
import type { PlannedExecution } from '../runner/planning/planned-execution';
import { runCommand, say, type Command } from '../runner/terminal/command-line';
import { RunError } from '../support/scope/errors';
import { findDmc } from '../support/scope/dmc-catalogue';
import { loadScope, requirementIds } from '../support/scope/scope';
import {
  admissionLines,
  forecastLine,
  objections,
  requirementsAround,
  type TriedAlone,
  type TriedDefect,
  type TriedMutants,
} from '../tools/authoring/admit/admission';
import { instrument } from '../tools/detection/mutation/instrument';
import { tryMutants } from '../tools/detection/mutation/one-scenario';
import { machineCapabilities } from './shared/machine';
import { mutationWorkers } from './shared/mutation-workers';
import { DEFAULT_SEED, INFORMAL_OPTIONS } from './shared/texts';

/** How often a scenario is repeated where nothing is said. */
const REPETITIONS = '10';

/** After how many defects it can be said how long the others take. */
const FIRST_DEFECTS = 10;

/** How many changes of rules are tried where nothing is said. */
const MUTANTS = '20';

const admit: Command = {
  name: 'admit',
  summary:
    'Tries a new scenario: which seeded defects it finds, and whether it is stable with other seeds and in other company.',
  words: 'ID',
  options: {
    ...INFORMAL_OPTIONS,
    repeat: { value: 'N', help: `with N other seeds (default: ${REPETITIONS})` },
    mutants: { value: 'N', help: `with N changes of rules that it meets, drawn by lot (default: ${MUTANTS}; 0: none)` },
    all: { help: 'list each seeded defect that it misses, not only how many' },
    own: { help: 'only defects of its own requirements, not of those that the others of its feature trace to' },
  },
  notes: ['Exit code: 0 it is stable and finds a defect; 1 it is not, or finds none; 2 could not run.'],
  async run(line) {
    const [id, ...more] = line.words;
    if (id === undefined || more.length > 0) throw new RunError('Name one scenario: npm run admit -- ST-B4-03');
    const scenario = await scenarioNamed(id);
    const dmc = line.option('dmc') ?? 'IOC-01';
    const wish = {
      id,
      featurePath: scenario.featurePath,
      dmc,
      phase: line.option('phase') ?? phaseOf(scenario, findDmc(loadScope('.').catalogue, dmc)),
      seed: line.option('seed') ?? DEFAULT_SEED,
      ownOnly: line.isOn('own'),
    };
    if (wish.phase !== 'Active') say(`Test Phase: ${wish.phase}.`);
    const folder = createRunFolder(REPORTS_FOLDER, 'admit', wish.seed).path;
    const runs: TriedAlone[] = [];
    const times = parseRepeat(line.option('repeat') ?? REPETITIONS);
    for (let number = 2; number <= times; number += 1) {
      const seed = seedOfRepetition(wish.seed, number);
      runs.push(await inSession({ ...wish, seed }, folder, async (own, _feature, run) => alone(own, seed, run)));
    }
    const tried = await inSession(wish, folder, tryAll(wish, runs));
    const mutants = await inMutants(wish, countOf(line.option('mutants') ?? MUTANTS));
    const admission = { id, ...tried, ...(mutants === undefined ? {} : { mutants }) };
    for (const text of admissionLines(admission, line.isOn('all'))) say(text);
    say(`Evidence: ${folder}`);
    return objections(admission).length === 0 ? 0 : 1;
  },
};

/** @throws RunError where there is none */
async function scenarioNamed(id: string): Promise<Scenario> {
  const { sources } = await lintFeatures('.', requirementIds(loadScope('.')));
  const own = sources.find(({ scenario }) => scenario.id === id);
  if (own === undefined) throw new RunError(`There is no scenario ${id}: "npm run check" names what is there.`);
  return own.scenario;
}

/** @throws RunError for what is no number from 0 */
function countOf(wanted: string): number {
  if (/^\d{1,4}$/.test(wanted)) return Number(wanted);
  throw new RunError(`"${wanted}" is no number of changes: give one from 0.`);
}

/** Tries it on a copy of the system in which rules are changed. */
async function inMutants({ id, dmc, phase, seed }: Wish, count: number): Promise<TriedMutants | undefined> {
  if (count === 0) return undefined;
  const instrumented = await instrument(ruleSources());
  const workers = mutationWorkers(instrumented, { dmc, phase, seed, scenarios: id, mutants: [] });
  try {
    return await tryMutants(id, instrumented.mutants, { count, seed }, workers);
  } finally {
    workers.stop();
  }
}

interface Wish {
  readonly id: string;
  readonly featurePath: string;
  readonly dmc: string;
  readonly phase: string;
  readonly seed: string;
  readonly ownOnly: boolean;
}

/** @param own the scenario @param feature all executions of its feature, itself among them */
type Work<T> = (own: PlannedExecution, feature: readonly PlannedExecution[], run: RunExecutions) => Promise<T>;

/** Starts a system for the feature of the scenario. */
function inSession<T>({ id, featurePath, dmc, phase, seed }: Wish, folder: string, work: Work<T>): Promise<T> {
  return withInformalRun(
    {
      root: '.',
      dmc,
      phase,
      seed,
      select: async (scenarios) => scenarios.filter((scenario) => scenario.featurePath === featurePath),
    },
    {
      start: (options) => startEnvironment('embedded', options),
      capabilities: () => machineCapabilities(),
      progress: () => undefined,
    },
    () => folder,
    (planned, run) => {
      const own = planned.find(({ scenario }) => scenario.id === id);
      if (own?.aside !== undefined)
        throw new RunError(`${id} is not run here: ${own.aside.reason} --phase and --dmc choose another cell.`);
      if (own === undefined) throw new RunError(`${id} is not planned for ${dmc}, ${phase}.`);
      const feature = planned.filter(
        ({ aside, scenario }) => aside === undefined && !scenario.tags.includes(VOLUME_TAG),
      );
      return work(own, feature, run);
    },
  );
}

async function alone(own: PlannedExecution, seed: string, run: RunExecutions): Promise<TriedAlone> {
  const [result] = await run([own], { folder: `seed-${seed}` });
  return { how: `seed ${seed}`, outcome: outcomeOf(result) };
}

/** Once alone, once among the others of its feature in random order, and with each defect. */
function tryAll(wish: Wish, before: readonly TriedAlone[]): Work<{ runs: TriedAlone[]; defects: TriedDefect[] }> {
  return async (own, feature, run) => {
    const runs = [await alone(own, wish.seed, run), ...before];
    const shuffled = arrangementOf(parseOrder(`random:${wish.seed}`), () => [])(feature);
    const among = (await run(shuffled, { folder: 'company' })).find(({ id }) => id === wish.id);
    runs.push({ how: 'in random order among the others of its feature', outcome: outcomeOf(among) });
    const defects: TriedDefect[] = [];
    const wanted = defectsFor(wish, own, feature);
    const begun = performance.now();
    for (const defect of wanted) {
      const [result] = await run([own], { defects: [defect.id], folder: path.join('defects', defect.id) });
      defects.push({ defect, outcome: outcomeOf(result) });
      if (defects.length === FIRST_DEFECTS) {
        const forecast = forecastLine(FIRST_DEFECTS, wanted.length, performance.now() - begun);
        if (forecast !== undefined) say(forecast);
      }
    }
    return { runs, defects };
  };
}

function defectsFor({ ownOnly }: Wish, own: PlannedExecution, feature: readonly PlannedExecution[]): SeededDefect[] {
  const around = requirementsAround(
    own.scenario,
    feature.map(({ scenario }) => scenario),
  );
  const wanted = ownOnly ? around.own : [...around.own, ...around.neighbours];
  return readDefects(DEFECTS_FILE).filter(({ requirement }) => wanted.includes(requirement));
}

function outcomeOf(result: ExecutionResult | undefined): ExecutionResult['outcome'] {
  return result?.outcome ?? 'incomplete';
}

void runCommand(admit);

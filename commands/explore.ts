import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { startEnvironment } from '../environments';
import type { ExecutionResult } from '../reports/record/result-model';
import { createRunFolder, EVIDENCE_FOLDER, MESSAGES_FILE, REPORTS_FOLDER } from '../runner/execution/run-folder';
import { withInformalRun, type RunExecutions } from '../runner/execution/scenario-run';
import { DEFECTS_FILE, readDefects } from '../runner/planning/coverage';
import { lintFeatures } from '../runner/planning/features/feature-set';
import type { Scenario } from '../runner/planning/features/read-feature';
import type { PlannedExecution } from '../runner/planning/planned-execution';
import { runCommand, say, type Command } from '../runner/terminal/command-line';
import { RunError } from '../support/scope/errors';
import { explore, type Finding, type RunScenario } from '../tools/exploration/explore/explore';
import { EXPLORED_ID, type ExploredScenario } from '../tools/exploration/explore/gherkin';
import { learn, type Learnt } from '../tools/exploration/explore/learnt';
import { chooseDefects } from './shared/choose-defects';
import { keepOwnSearch, searchedState } from './shared/keep-search';
import { machineCapabilities } from './shared/machine';
import { DEFAULT_SEED, INFORMAL_OPTIONS } from './shared/texts';

const DEFAULT_STEPS = 2_000;

/** Where a scenario that is made up stands while it runs, relative to the project. */
const FEATURE = '.cache/explore/explored.feature';

const command: Command = {
  name: 'explore',
  summary:
    'Makes up scenarios from steps that there are, and runs them: the rules of every scenario and the models must hold.',
  options: {
    steps: { value: 'N', help: `how many steps are taken (default: ${DEFAULT_STEPS})` },
    defect: {
      value: 'ID,...',
      help: 'with seeded defects switched on, to see whether they are found; nothing is kept',
    },
    ...INFORMAL_OPTIONS,
  },
  notes: [
    'A finding is made as short as it can be, and printed as a scenario.',
    'Exit code: 0 nothing was found; 1 something was; 2 could not run.',
  ],
  async run(line) {
    const [startedAt, state] = [new Date(), searchedState('explore')];
    const seed = line.option('seed') ?? DEFAULT_SEED;
    const phase = line.option('phase') ?? 'Active';
    const steps = numberOf(line.option('steps'));
    const wanted = line.option('defect');
    const defects = wanted === undefined ? [] : chooseDefects(readDefects(DEFECTS_FILE), wanted).map(({ id }) => id);
    const folder = createRunFolder(REPORTS_FOLDER, 'explore', seed).path;
    let learnt: Learnt = { refusals: [], endings: [], configurations: [], truths: [] };
    const result = await withInformalRun(
      {
        ...{ root: '.', dmc: line.option('dmc') ?? 'IOC-01', phase, seed },
        // Any scenario will do: what is made up runs in its place.
        select: async (scenarios) => {
          learnt = await learntFrom(scenarios, phase);
          return scenarios.slice(0, 1);
        },
      },
      {
        start: (options) => startEnvironment('embedded', options),
        capabilities: () => machineCapabilities(),
        progress: () => undefined,
      },
      () => folder,
      ([template], run) => explore(steps, seed, learnt, runnerOf(template, run, folder, defects), sayFinding),
    );
    const { findings, scenarios } = result;
    if (defects.length === 0) {
      const kept = findings.map(({ scenario, why }) => `${why}\n${scenario.feature}`);
      keepOwnSearch({ tool: 'explore', seed, startedAt, tried: result.steps, findings: kept }, state);
    }
    say(`Seed ${seed}: ${result.steps} steps in ${scenarios} scenarios, ${findings.length} findings.`);
    return findings.length === 0 ? 0 : 1;
  },
};

/** What the written scenarios of this combination and Test Phase say. */
async function learntFrom(scenarios: readonly Scenario[], phase: string): Promise<Learnt> {
  const own = scenarios.filter(({ phases }) => phases.length === 0 || phases.map(String).includes(phase));
  const places = new Set(own.map(({ featurePath, line }) => `${featurePath}:${line}`));
  const { sources } = await lintFeatures('.', []);
  const written = sources.filter(({ scenario }) => places.has(`${scenario.featurePath}:${scenario.line}`));
  return learn(
    written.map(({ pickle: { steps } }) => {
      const texts = (type: string): string[] =>
        steps.filter((step) => String(step.type) === type).map(({ text }) => text);
      return { given: texts('Context'), when: texts('Action'), then: texts('Outcome') };
    }),
  );
}

function runnerOf(
  template: PlannedExecution | undefined,
  run: RunExecutions,
  folder: string,
  defects: readonly string[],
): RunScenario {
  if (template === undefined) throw new RunError('There is no scenario in whose place one could be run.');
  mkdirSync(path.dirname(FEATURE), { recursive: true });
  return async (scenario) => {
    writeFileSync(FEATURE, scenario.feature);
    const [result] = await run([inPlaceOf(template, scenario)], defects.length === 0 ? {} : { defects });
    for (const left of [EVIDENCE_FOLDER, MESSAGES_FILE])
      rmSync(path.join(folder, left), { recursive: true, force: true });
    return result?.outcome === 'passed' ? undefined : whyOf(result);
  };
}

function inPlaceOf({ aside: _aside, ...template }: PlannedExecution, { line }: ExploredScenario): PlannedExecution {
  const place = { featurePath: FEATURE, line, scenarioLine: line };
  return { ...template, scenario: { ...template.scenario, id: EXPLORED_ID, title: 'Explored', ...place } };
}

function whyOf(result: ExecutionResult | undefined): string {
  return `${result?.outcome ?? 'not run'}: ${(result?.reason ?? '').split('\n')[0] ?? ''}`;
}

function sayFinding({ scenario, why }: Finding): void {
  say(`FOUND ${why}\n\n${scenario.feature.split('\n').slice(2).join('\n')}`);
}

function numberOf(wanted: string | undefined): number {
  const number = Number(wanted ?? DEFAULT_STEPS);
  if (Number.isInteger(number) && number >= 1) return number;
  throw new RunError(`"${wanted ?? ''}" is no number of steps: give one from 1.`);
}

void runCommand(command);

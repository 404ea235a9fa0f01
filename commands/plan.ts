import path from 'node:path';
import { capabilitiesOf, chooseEnvironment } from '../environments';
import { hereLines } from '../runner/terminal/here-lines';
import { machineCapabilities } from './shared/machine';
import { runCommand, say, type Command } from '../runner/terminal/command-line';
import { DEFECTS_FILE, outlinePlan, readDefects } from '../runner/planning/coverage';
import { expectationLines, expectDuration } from '../runner/history/expected-duration';
import { judgedRuns } from '../runner/history/ledger';
import { outlineLines } from '../runner/terminal/outline-lines';
import { planExecutions } from '../runner/planning/plan-executions';
import { REPORTS_FOLDER } from '../runner/execution/run-folder';
import { scopeOf } from '../runner/planning/scope-of-testing';
import { readPlanContext, type PlanContext } from '../runner/planning/plan-context';
import { suiteVersions } from '../runner/planning/versions';
import { writeScopeDocuments } from '../reports';
import { WORKERS_OPTION, workersOf } from './shared/spawn-worker';
import { CELL_OPTIONS, DEFAULT_SEED, given } from './shared/texts';

const plan: Command = {
  name: 'plan',
  summary: 'Shows what a cycle would run and which requirements it would show; runs nothing.',
  options: {
    ...CELL_OPTIONS,
    environment: {
      value: 'NAME',
      help: 'environment that the expected duration is for (default: embedded); lists what would run there, and which step keeps out what would not',
    },
    workers: WORKERS_OPTION,
    documents: {
      help: `writes Depth and Breadth and Regression Scope for TAG, HTML and PDF, to ${REPORTS_FOLDER}/scope/<plan>`,
    },
    json: { help: 'as JSON: {cells, executions, scenarios, requirements, ...}' },
  },
  async run(line) {
    const wishes = { ...given('dmc', line.option('dmc')), ...given('phase', line.option('phase')) };
    const context = await readPlanContext('.', { plan: line.option('plan') ?? 'first', ...wishes });
    const { scope, plan: chosen, choice, scenarios } = context;
    const applying = choice.cells.filter(({ withoutPhase }) => withoutPhase === undefined);
    const planned = await planExecutions(applying, scenarios, DEFAULT_SEED, undefined);
    const defects = readDefects(DEFECTS_FILE);
    const outline = outlinePlan(chosen, planned, scope.requirements, defects);
    if (line.isOn('documents')) {
      const { suite } = suiteVersions('.');
      const testing = await scopeOf({ ...context, defects, suite });
      for (const text of await writeScopeDocuments(testing, path.join(REPORTS_FOLDER, 'scope', chosen.id))) say(text);
      return 0;
    }
    const environment = line.option('environment') ?? 'embedded';
    const workers = workersOf(line.option('workers'), environment);
    const place = { environment, workers };
    if (line.isOn('json')) {
      const expected = expectDuration(judgedRuns(REPORTS_FOLDER), outline.executions, place);
      say(JSON.stringify({ ...outline, ...(expected === undefined ? {} : { expected }) }, null, 2));
      return 0;
    }
    for (const text of outlineLines(chosen, choice, planned, outline)) say(text);
    for (const text of await whatRunsOn(line.option('environment'), context)) say(text);
    const elsewhere = line.option('environment') === undefined ? outline.assignments : [];
    const here = elsewhere.reduce((rest, { executions }) => rest - executions, outline.executions);
    for (const text of expectationLines(REPORTS_FOLDER, here, place)) say(text);
    for (const { environment: name, executions } of elsewhere) {
      const other = { environment: name, workers: workersOf(line.option('workers'), name) };
      for (const text of expectationLines(REPORTS_FOLDER, executions, other)) say(text);
    }
    return 0;
  },
};

/** What of a plan would run on an environment that is named, and what not. */
async function whatRunsOn(wanted: string | undefined, { choice, scenarios, needs }: PlanContext): Promise<string[]> {
  if (wanted === undefined) return [];
  const { name } = await chooseEnvironment(wanted);
  const capabilities = [...capabilitiesOf(name), ...machineCapabilities()];
  const cells = choice.cells.filter(({ withoutPhase }) => withoutPhase === undefined);
  return hereLines(name, await planExecutions(cells, scenarios, DEFAULT_SEED, { name, capabilities, needs }));
}

void runCommand(plan);

import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { writeRunManifest, keepInputs } from '../../runner/planning/run-manifest';
import { judgedRuns, type JudgedRun } from '../../runner/history/ledger';
import { RunError } from '../../support/scope/errors';
import { recordText } from '../../runner/assessment/record';
import { scopeOfRun } from '../../runner/assessment/reassess';
import { findRunFolder, RECORD_FILE } from '../../runner/execution/run-folder';
import { readJson } from '../../support/scope/json';
import { makePack } from '../../runner/evidence-pack/make-pack';
import { writeReports } from '../../reports';
import type { ExecutionResult, RunResult } from '../../reports/record/result-model';
import { runResultSchema } from '../../reports/record/result-schema';
import { largeRun, packSampleEvidence } from '../../reports/fixtures/large';
import type { Measurement } from './figures';

/** What the figures of cycles and reports are measured with. */
export interface CycleBench {
  /** Folder for the reports of the runs. */
  readonly folder: string;
  /** Runs the cycle of a plan on the embedded system with so many workers, its reports into a folder. */
  readonly runCycle: (plan: string, workers: number, reports: string) => Promise<void>;
}

/** Results of the synthetic run that reports are made of, and scenarios that they are results of. */
const RESULTS = 10_000;
const SCENARIOS = 300;

/** The figures of cycles, of which each is run once, and of the reports of a large run. */
export function cycleFigures(bench: CycleBench): Measurement[] {
  const cycles = new Map<string, Promise<MeasuredCycle>>();
  const cycleOf: CycleOf = (plan, workers) => {
    const key = `${plan}-${String(workers)}`;
    const cycle = cycles.get(key) ?? runOnce(bench, plan, workers, path.join(bench.folder, key));
    cycles.set(key, cycle);
    return cycle;
  };
  return [...figuresOfFirst(cycleOf), ...figuresOfReports(bench), ...figuresOfRelease(cycleOf)];
}

/** The cycle of a plan with so many workers. */
type CycleOf = (plan: string, workers: number) => Promise<MeasuredCycle>;

function figuresOfFirst(cycleOf: CycleOf): Measurement[] {
  const cycleWith = async (workers: number): Promise<JudgedRun> => (await cycleOf('first', workers)).line;
  const perSecond = async (workers: number): Promise<number> => {
    const { executed, executingMs } = await cycleWith(workers);
    return (1000 * executed) / executingMs;
  };
  return [
    {
      name: 'embedded-cycle',
      what: 'the cycle of the plan "first" on the embedded system with 2 workers, without its reports',
      unit: 's',
      target: { atMost: 60 },
      measure: async () => (await cycleWith(2)).durationMs / 1000,
    },
    {
      name: 'executions-per-second-1',
      what: 'executions of that plan, with 1 worker',
      unit: '1/s',
      target: { atLeast: 3 },
      measure: () => perSecond(1),
    },
    {
      name: 'executions-per-second-2',
      what: 'executions of that plan, with 2 workers',
      unit: '1/s',
      target: { atLeast: 5 },
      measure: () => perSecond(2),
    },
    {
      name: 'cpu-per-execution',
      what: 'processor time of an execution, the system included and the browser not, with 1 worker',
      unit: 'ms',
      target: { atMost: 300 },
      measure: async () => {
        const { cpuMs, executed } = await cycleWith(1);
        return cpuMs / executed;
      },
    },
    {
      name: 'memory-2',
      what: 'most memory that 2 workers held together in that plan',
      unit: 'MB',
      target: { atMost: 3000 },
      measure: async () => (await cycleWith(2)).memory / 1e6,
    },
  ];
}

function figuresOfReports({ folder }: CycleBench): Measurement[] {
  return [
    {
      name: 'reports-10000',
      what: `every report and the evidence pack of ${RESULTS} results of ${SCENARIOS} scenarios`,
      unit: 's',
      target: { atMost: 120 },
      measure: () => measureReports(path.join(folder, 'large')),
    },
  ];
}

function figuresOfRelease(cycleOf: CycleOf): Measurement[] {
  return [
    {
      name: 'release-cycle',
      what: 'the cycle of the plan "release" on the embedded system with 2 workers, every report and the evidence pack included',
      unit: 's',
      target: { atMost: 1800 },
      measure: async () => {
        const { seconds, line, run } = await cycleOf('release', 2);
        return { value: seconds, details: releaseDetails(line, run) };
      },
    },
    {
      name: 'release-memory',
      what: 'most memory that the run and its 2 workers held together while the executions of that plan went on',
      unit: 'MB',
      target: { atMost: 3000 },
      measure: async () => (await cycleOf('release', 2)).line.memory / 1e6,
    },
  ];
}

/** A cycle that was run to be measured. */
interface MeasuredCycle {
  /** From the command to its end. */
  readonly seconds: number;
  readonly line: JudgedRun;
  readonly run: RunResult;
}

async function runOnce(
  { runCycle }: CycleBench,
  plan: string,
  workers: number,
  reports: string,
): Promise<MeasuredCycle> {
  const before = performance.now();
  await runCycle(plan, workers, reports);
  const seconds = (performance.now() - before) / 1000;
  const line = judgedRuns(reports).at(-1);
  if (line === undefined) throw new RunError('The cycle left no line in its history: run it alone to see why.');
  const { path: folder } = findRunFolder(reports, line.id, RECORD_FILE);
  return { seconds, line, run: readJson(path.join(folder, RECORD_FILE), runResultSchema) };
}

/** What a release comes to: how it ended, what an execution takes, and what is run once for many cells. */
export function releaseDetails(
  { cpuMs, executingMs, executed }: Pick<JudgedRun, 'cpuMs' | 'executingMs' | 'executed'>,
  { counts, verdict, executions }: Pick<RunResult, 'counts' | 'verdict' | 'executions'>,
): string[] {
  const ran = executions.filter(({ steps }) => steps.length > 0);
  const shared = ran.filter(({ citedBy }) => citedBy.length > 0);
  const citations = shared.reduce((sum, { citedBy }) => sum + citedBy.length, 0);
  const stages = Map.groupBy(ran, ({ stage }) => stage);
  return [
    `${counts.executed} of ${counts.planned} executions, ${counts.passed} passed; verdict: ${verdict.result}`,
    `${(cpuMs / executed).toFixed(0)} ms of CPU time an execution; executions alone ${(executingMs / 1000).toFixed(0)} s`,
    ...[...stages].map(([stage, own]) => `${stage}: ${own.length} executions, ${meanMs(own)} ms each`),
    `${shared.length} ran once for several cells, which cite them ${citations} times`,
  ];
}

function meanMs(executions: readonly Pick<ExecutionResult, 'durationMs'>[]): string {
  return (executions.reduce((sum, { durationMs }) => sum + durationMs, 0) / executions.length).toFixed(0);
}

/** As a cycle does it: the documents about scope are those of the plan of a whole release. */
async function measureReports(folder: string): Promise<number> {
  const run = largeRun(RESULTS, SCENARIOS);
  mkdirSync(folder, { recursive: true });
  packSampleEvidence(run, folder);
  const { environment: name, simulated, versions, seed } = run.run;
  const environment = { name, simulated, versions, capabilities: [], healthProblems: [] };
  keepInputs('.', folder);
  writeRunManifest(
    folder,
    { plan: 'release', seed },
    { environment, stageRuns: [], assignedEnvironments: [] },
    new Map(),
  );
  writeFileSync(path.join(folder, 'result.json'), recordText(run));
  const before = performance.now();
  await writeReports(run, folder, { scope: () => scopeOfRun(folder) });
  await makePack(run, folder);
  return (performance.now() - before) / 1000;
}

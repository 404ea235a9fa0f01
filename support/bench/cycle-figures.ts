import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { keepBasis, keepInputs } from '../cycle/basis';
import { readHistory, type HistoryLine } from '../cycle/history';
import { RunError } from '../cycle/errors';
import { recordText } from '../cycle/record';
import { scopeOfRun } from '../cycle/rederive';
import { makePack } from '../pack/make-pack';
import { writeReports } from '../reporting';
import { largeRun, packSampleEvidence } from '../reporting/fixtures/large';
import type { Measurement } from './figures';

/** What the figures of cycles and reports are measured with. */
export interface CycleBench {
  /** Folder for the reports of the runs. */
  readonly folder: string;
  /** Runs the cycle of the plan "first" on the embedded system with so many workers, its reports into a folder. */
  readonly runCycle: (workers: number, reports: string) => Promise<void>;
}

/** Results of the synthetic run that reports are made of, and scenarios that they are results of. */
const RESULTS = 10_000;
const SCENARIOS = 300;

/** The figures of cycles, of which each is run once, and of the reports of a large run. */
export function cycleFigures(bench: CycleBench): Measurement[] {
  const cycles = new Map<number, Promise<HistoryLine>>();
  const cycleWith = (workers: number): Promise<HistoryLine> => {
    const cycle = cycles.get(workers) ?? runOnce(bench, workers);
    cycles.set(workers, cycle);
    return cycle;
  };
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
    {
      name: 'reports-10000',
      what: `every report and the evidence pack of ${RESULTS} results of ${SCENARIOS} scenarios`,
      unit: 's',
      target: { atMost: 120 },
      measure: () => measureReports(path.join(bench.folder, 'large')),
    },
  ];
}

async function runOnce({ folder, runCycle }: CycleBench, workers: number): Promise<HistoryLine> {
  const reports = path.join(folder, `cycle-${workers}`);
  await runCycle(workers, reports);
  const line = readHistory(reports).at(-1);
  if (line === undefined) throw new RunError('The cycle left no line in its history: run it alone to see why.');
  return line;
}

/** As a cycle does it: the documents about scope are those of the plan of a whole release. */
async function measureReports(folder: string): Promise<number> {
  const run = largeRun(RESULTS, SCENARIOS);
  mkdirSync(folder, { recursive: true });
  packSampleEvidence(run, folder);
  const { environment: name, simulated, versions, seed } = run.run;
  const environment = { name, simulated, versions, capabilities: [], illnesses: [] };
  keepInputs('.', folder);
  keepBasis(folder, { plan: 'release', seed }, { environment, stageRuns: [], places: [] });
  writeFileSync(path.join(folder, 'result.json'), recordText(run));
  const before = performance.now();
  await writeReports(run, folder, { scope: await scopeOfRun(folder) });
  await makePack(run, folder);
  return (performance.now() - before) / 1000;
}

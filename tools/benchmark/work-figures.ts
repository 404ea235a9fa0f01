import { mkdirSync } from 'node:fs';
import { withInformalRun } from '../../runner/execution/scenario-run';
import type { StartEnvironment } from '../../runner/execution/environment-session';
import { RunError } from '../../support/scope/errors';
import type { Measurement } from './figures';
import { FLOOR, floorMs } from './floor';

/** How often the system did each kind of work. */
type SystemWork = Readonly<Record<SystemWorkKind, number>>;
type SystemWorkKind =
  'inside calls' | 'commits' | 'statements' | 'signatures made' | 'signatures checked' | 'schema checks';

/** What the figures of the work of an execution are measured with. */
export interface WorkBench {
  /** Folder for evidence. */
  readonly folder: string;
  /** Starts an environment inside this process. */
  readonly start: StartEnvironment;
  /** Does a piece of work, and counts what the system does in that time. */
  readonly countWork: (work: () => Promise<void>) => Promise<SystemWork>;
}

/** What an execution takes on average. */
interface WorkPerExecution {
  readonly system: SystemWork;
  readonly cpuMs: number;
}

/** The frozen list: scenarios of the plan "first", of each area some. */
const FROZEN_LIST: readonly string[] = [
  ...['ST-A1-01', 'ST-A2-11', 'ST-A4-15', 'ST-A6-13', 'ST-A8-01', 'ST-A10-05', 'ST-A11-12', 'ST-A12-15', 'ST-B1-01'],
  ...['ST-B2-03', 'ST-B2-06', 'ST-B3-01', 'ST-B4-03', 'ST-B5-01', 'ST-B6-01', 'ST-C1-01'],
];

/** The figures of the work that an execution of a frozen list takes; it is run once before, and once to be measured. */
export function workFigures(bench: WorkBench): Measurement[] {
  let measured: Promise<WorkPerExecution> | undefined;
  const once = (): Promise<WorkPerExecution> => (measured ??= measureWork(bench));
  const list = `of ${FROZEN_LIST.length} scenarios of the plan "first"`;
  return [
    {
      name: 'commits-per-execution',
      what: `commits of the system in an execution ${list}`,
      unit: '',
      target: { atMost: 40 },
      measure: async () => {
        const { system } = await once();
        const others = Object.entries(system).map(([kind, count]) => `${kind} ${count.toFixed(1)}`);
        return { value: system.commits, details: [`in the system, per execution: ${others.join(', ')}`] };
      },
    },
    {
      name: 'inside-calls-per-execution',
      what: `calls of services and lab to each other in an execution ${list}`,
      unit: '',
      target: { atMost: 100 },
      measure: async () => (await once()).system['inside calls'],
    },
    {
      name: 'floor-ratio',
      what: `CPU time of an execution ${list}, as a multiple of the floor`,
      unit: '',
      target: { atMost: 5 },
      measure: async () => {
        const { cpuMs } = await once();
        const parts = FLOOR.map(({ what, count, micros }) => `${what} ${((count * micros) / 1000).toFixed(1)}`);
        const details = [`${cpuMs.toFixed(0)} ms; the floor is ${floorMs().toFixed(1)} ms: ${parts.join(', ')}`];
        return { value: cpuMs / floorMs(), details };
      },
    },
  ];
}

/**
 * Runs scenarios in this process, each once to warm up and once to be measured.
 * @throws RunError when one of them does not pass
 */
async function measureWork({ folder, start, countWork }: WorkBench): Promise<WorkPerExecution> {
  return withInformalRun(
    {
      ...{ root: '.', dmc: 'IOC-01', phase: 'Active', seed: '1' },
      select: (scenarios) => Promise.resolve(scenarios.filter(({ id }) => FROZEN_LIST.includes(id))),
    },
    { start, capabilities: () => [], progress: () => undefined },
    () => {
      mkdirSync(folder, { recursive: true });
      return folder;
    },
    async (planned, run) => {
      await run(planned, { folder: 'before' });
      let executed = 0;
      const cpu = process.cpuUsage();
      const system = await countWork(async () => {
        const results = await run(planned, { folder: 'measured' });
        executed = results.length;
        const other = results.find(({ outcome }) => outcome !== 'passed');
        if (other !== undefined)
          throw new RunError(`${other.id} is ${other.outcome}: nothing can be measured with it.`);
      });
      const { user, system: kernel } = process.cpuUsage(cpu);
      const mean = Object.fromEntries(Object.entries(system).map(([kind, count]) => [kind, count / executed]));
      return { system: mean as SystemWork, cpuMs: (user + kernel) / 1000 / executed };
    },
  );
}

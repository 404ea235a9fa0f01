import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Scenario } from '../../planning/features/read-feature';
import { exampleDmc } from '../../../support/scope/fixtures/example-dmc';
import type { PlannedExecution } from '../../planning/planned-execution';
import { unexecuted } from '../scenarios/unexecuted';
import { reconcileResults } from './reconcile-results';
import { cutIntoChunks } from './chunks';
import type { WorkerPoolHost } from './pool-model';
import { WorkerPool } from './worker-pool';
import type { EnvironmentFacts } from '../../assessment/facts';
import type { Chunk, WorkerCommand, WorkerMessage, WorkerLink } from './protocol';

const folder = mkdtempSync(path.join(tmpdir(), 'pool-'));
afterAll(() => rmSync(folder, { recursive: true }));

const ENVIRONMENT: EnvironmentFacts = {
  name: 'embedded',
  simulated: true,
  capabilities: ['lab'],
  versions: { system: '1' },
  healthProblems: [],
};
const CONTEXT = { environment: 'embedded', reproduce: (): string => 'repeat' };

function planned(id: string, dmc = 'IOC-01'): PlannedExecution {
  const scenario: Scenario = {
    id,
    title: `Title of ${id}`,
    feature: 'A feature',
    featurePath: 'features/a.feature',
    line: 1,
    scenarioLine: 1,
    area: 'Area',
    tags: [],
    refusals: [],
    positive: ['ST-A1'],
    negative: [],
    axis: 'dmc-and-phase',
    applies: [],
    phases: [],
    severity: 'normal',
  };
  return {
    scenario,
    dmc: exampleDmc({ id: dmc }),
    phase: 'Active',
    stage: 'ST',
    kind: 'test',
    stageSeed: '1',
    seed: '1',
    citedBy: [],
  };
}

/** How a worker of a test answers a chunk: it does it, ends, hangs until it is killed, or says that it cannot go on. */
type Behaviour = 'do' | 'die' | 'hang' | 'fail' | 'full' | 'dead';

interface Script {
  /** What the worker of this number finds; a sentence where it cannot begin. */
  readonly environment?: (number: number) => EnvironmentFacts | string;
  readonly answer?: (number: number, chunk: Chunk) => Behaviour;
}

function spawnBy({ environment = () => ENVIRONMENT, answer = () => 'do' }: Script): (number: number) => WorkerLink {
  return (number) => {
    const listeners: ((message: WorkerMessage) => void)[] = [];
    let end: (how: string) => void = () => undefined;
    const ended = new Promise<string>((resolve) => (end = resolve));
    const say = (message: WorkerMessage): void => {
      setImmediate(() => listeners.forEach((listener) => listener(message)));
    };
    const take = (chunk: Chunk): void => {
      const how = answer(number, chunk);
      if (how === 'die') end('signal SIGSEGV');
      if (how === 'fail') {
        say({ kind: 'failed', sentence: 'The disk is full.' });
        setImmediate(() => end('exit code 0'));
      }
      if (how === 'full') say({ kind: 'failed', sentence: 'There is no room left.', storage: true });
      if (how === 'dead') {
        const [first] = chunk.executions;
        const result = first && { ...unexecuted(first, CONTEXT), outcome: 'failed' as const };
        if (result) say({ kind: 'result', chunk: chunk.number, result });
        say({ kind: 'dead', sentence: 'The wan does not answer.' });
        setImmediate(() => end('exit code 0'));
      }
      if (how !== 'do') return;
      const results = chunk.executions.map((one) => ({ ...unexecuted(one, CONTEXT), outcome: 'passed' as const }));
      for (const result of results) say({ kind: 'result', chunk: chunk.number, result });
      say({ kind: 'done', chunk: chunk.number, cpuMs: 10, memory: 100 });
    };
    const found = environment(number);
    if (typeof found === 'string') {
      say({ kind: 'failed', sentence: found });
      setImmediate(() => end('exit code 0'));
    } else say({ kind: 'ready', environment: found });
    return {
      send: (command: WorkerCommand) => {
        if (command.kind === 'run') take(command.chunk);
        if (command.kind === 'finish') {
          say({ kind: 'finished', environment: typeof found === 'string' ? ENVIRONMENT : found });
          setImmediate(() => end('exit code 0'));
        }
      },
      onMessage: (listener) => void listeners.push(listener),
      ended,
      stop: () => end('signal SIGTERM'),
      kill: () => end('signal SIGKILL'),
    };
  };
}

function poolOf(script: Script, changes: Partial<WorkerPoolHost> = {}): WorkerPool {
  return new WorkerPool({
    spawn: spawnBy(script),
    size: 2,
    runFolder: folder,
    ownMemory: () => 50,
    onRequeued: () => undefined,
    onIncident: () => undefined,
    progress: () => undefined,
    onExecution: () => undefined,
    ...changes,
  });
}

const EXECUTIONS = ['S-1', 'S-2', 'S-3', 'S-4', 'S-5'].map((id) => planned(id));
const CHUNKS = cutIntoChunks(EXECUTIONS, { size: 2 });

describe('chunks', () => {
  it('hold executions of one cell and stage, in order, and no more than their size', () => {
    const mixed = [...EXECUTIONS.slice(0, 3), planned('S-1', 'IOC-02')];
    expect(cutIntoChunks(mixed, { size: 2 }).map(({ number, executions }) => [number, executions.length])).toEqual([
      [1, 2],
      [2, 1],
      [3, 1],
    ]);
  });
});

describe('a pool', () => {
  it('does every chunk, tells of each execution, and gives the results in the planned order', async () => {
    const told: string[] = [];
    const pool = poolOf({}, { onExecution: ({ id }) => told.push(id) });
    expect(await pool.start()).toEqual(ENVIRONMENT);
    const result = await pool.run(CHUNKS);
    expect(result.executions.map(({ id }) => id)).toEqual(['S-1', 'S-2', 'S-3', 'S-4', 'S-5']);
    expect(told.sort()).toEqual(['S-1', 'S-2', 'S-3', 'S-4', 'S-5']);
    expect(result).toMatchObject({ incidents: [], cpuMs: 30, memory: 250 });
    expect(await pool.finish()).toEqual(ENVIRONMENT);
    await pool.shutDown();
  });

  it.each([
    ['die', 'signal SIGSEGV'],
    ['hang', 'signal SIGKILL'],
    ['fail', 'The disk is full'],
  ] as const)('has a chunk run again when its worker does this: %s', async (how, words) => {
    const pool = poolOf(
      { answer: (number, chunk) => (number === 1 && chunk.number === 1 ? how : 'do') },
      { timeout: 10 },
    );
    await pool.start();
    const { executions, incidents } = await pool.run(CHUNKS);
    expect(executions.map(({ outcome }) => outcome)).toEqual(Array(5).fill('passed'));
    expect(incidents).toEqual([
      `Worker 1 ended (${words}) while it ran S-1 to S-2 of IOC-01 Active, ST; another one has run that again.`,
    ]);
    await pool.finish();
    await pool.shutDown();
  });

  it('calls incomplete what ended two workers, and goes on with the rest', async () => {
    const pool = poolOf({ answer: (_number, chunk) => (chunk.number === 2 ? 'die' : 'do') });
    await pool.start();
    const { executions, incidents } = await pool.run(CHUNKS);
    expect(executions.map(({ outcome }) => outcome)).toEqual([
      'passed',
      'passed',
      'incomplete',
      'incomplete',
      'passed',
    ]);
    expect(executions[2]?.reason).toBe('The worker that ran it ended twice (signal SIGSEGV).');
    expect(incidents[1]).toContain('it was not run a third time');
    await pool.shutDown();
  });

  it('gives up what has not begun when an environment dies, and lets the others finish what they run', async () => {
    const told: string[] = [];
    const pool = poolOf(
      { answer: (number) => (number === 1 ? 'dead' : 'do') },
      { onIncident: (sentence) => told.push(sentence) },
    );
    await pool.start();
    const { executions, dead } = await pool.run(CHUNKS);
    expect(executions.map(({ outcome, reason }) => [outcome, reason])).toEqual([
      ['failed', undefined],
      ['blocked', 'The wan does not answer.'],
      ['passed', undefined],
      ['passed', undefined],
      ['blocked', 'The wan does not answer.'],
    ]);
    expect([dead, ...told]).toEqual(['The wan does not answer.', 'The wan does not answer.']);
    expect((await pool.finish()).healthProblems).toEqual(['The wan does not answer.']);
    await pool.shutDown();
  });

  it('ends when nothing can be written, be it by a worker or by whoever keeps the results', async () => {
    const full = poolOf({ answer: () => 'full' });
    await full.start();
    await expect(full.run(CHUNKS)).rejects.toThrow('There is no room left.');
    await full.shutDown();
    const onExecution = (): void => {
      throw new Error('The journal cannot be written.');
    };
    const pool = poolOf({}, { onExecution });
    await pool.start();
    await expect(pool.run(CHUNKS)).rejects.toThrow('The journal cannot be written.');
    await pool.shutDown();
  });

  it('does not begin where a worker cannot, or where workers have different builds', async () => {
    const ill = poolOf({
      environment: (number) => (number === 1 ? ENVIRONMENT : 'The embedded environment could not start.'),
    });
    await expect(ill.start()).rejects.toThrow('The embedded environment could not start.');
    await ill.shutDown();
    const mixed = poolOf({ environment: (number) => ({ ...ENVIRONMENT, versions: { system: String(number) } }) });
    await expect(mixed.start()).rejects.toThrow('The workers do not run the same build');
    await mixed.shutDown();
  });

  it('gathers what is ill in any environment', async () => {
    const pool = poolOf({
      environment: (number) => ({ ...ENVIRONMENT, healthProblems: number === 2 ? ['The DSP is silent.'] : [] }),
    });
    expect((await pool.start()).healthProblems).toEqual(['The DSP is silent.']);
    await pool.shutDown();
  });
});

describe('the account of a run', () => {
  const environment = 'embedded';

  it('has a result of everything that was planned, and calls incomplete what there is none of', () => {
    const aside = { ...planned('S-9'), aside: { outcome: 'does-not-apply' as const, reason: 'No gas.' } };
    const results = EXECUTIONS.slice(1, 2).map((one) => ({ ...unexecuted(one, CONTEXT), outcome: 'passed' as const }));
    const accounts = reconcileResults([...EXECUTIONS.slice(0, 2), aside], results, environment);
    expect(accounts.map(({ id, outcome }) => `${id} ${outcome}`)).toEqual([
      'S-1 incomplete',
      'S-2 passed',
      'S-9 does-not-apply',
    ]);
    expect(accounts[0]?.reason).toBe('The test was planned and has no result.');
  });

  it('refuses a result of something that was not planned', () => {
    const results = EXECUTIONS.map((one) => ({ ...unexecuted(one, CONTEXT), outcome: 'passed' as const }));
    expect(() => reconcileResults(EXECUTIONS.slice(1), results, environment)).toThrow(
      'was not planned: S-1 | IOC-01 | Active | ST',
    );
  });
});

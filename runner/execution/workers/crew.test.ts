import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Scenario } from '../../planning/features/read-feature';
import { exampleDmc } from '../../../support/scope/fixtures/example-dmc';
import { unexecuted } from '../scenarios/collector';
import { accountFor } from './account';
import { cutIntoChunks } from './chunks';
import { Crew, type CrewHost } from './crew';
import type { Chunk, Order, PlaceFacts, Report, WorkerLink } from './protocol';
import type { PlannedExecution } from '../../planning/planned-execution';

const folder = mkdtempSync(path.join(tmpdir(), 'crew-'));
afterAll(() => rmSync(folder, { recursive: true }));

const PLACE: PlaceFacts = {
  name: 'embedded',
  simulated: true,
  capabilities: ['lab'],
  versions: { system: '1' },
  illnesses: [],
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
    positive: ['ST-A1'],
    negative: [],
    axis: 'dmc-and-phase',
    needs: [],
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
type Answer = 'do' | 'die' | 'hang' | 'fail';

interface Script {
  /** What the worker of this number finds; a sentence where it cannot begin. */
  readonly place?: (number: number) => PlaceFacts | string;
  readonly answer?: (number: number, chunk: Chunk) => Answer;
}

function hireBy({ place = () => PLACE, answer = () => 'do' }: Script): (number: number) => WorkerLink {
  return (number) => {
    const listeners: ((report: Report) => void)[] = [];
    let end: (how: string) => void = () => undefined;
    const ended = new Promise<string>((resolve) => (end = resolve));
    const say = (report: Report): void => {
      setImmediate(() => listeners.forEach((listener) => listener(report)));
    };
    const take = (chunk: Chunk): void => {
      const how = answer(number, chunk);
      if (how === 'die') end('signal SIGSEGV');
      if (how === 'fail') {
        say({ kind: 'failed', sentence: 'The disk is full.' });
        setImmediate(() => end('exit code 0'));
      }
      if (how !== 'do') return;
      const results = chunk.executions.map((one) => ({ ...unexecuted(one, CONTEXT), outcome: 'passed' as const }));
      for (const result of results) say({ kind: 'result', chunk: chunk.number, result });
      say({ kind: 'done', chunk: chunk.number, cpuMs: 10, memory: 100 });
    };
    const found = place(number);
    if (typeof found === 'string') {
      say({ kind: 'failed', sentence: found });
      setImmediate(() => end('exit code 0'));
    } else say({ kind: 'ready', place: found });
    return {
      send: (order: Order) => {
        if (order.kind === 'run') take(order.chunk);
        if (order.kind === 'finish') {
          say({ kind: 'finished', place: typeof found === 'string' ? PLACE : found });
          setImmediate(() => end('exit code 0'));
        }
      },
      onReport: (listener) => void listeners.push(listener),
      ended,
      stop: () => end('signal SIGTERM'),
      kill: () => end('signal SIGKILL'),
    };
  };
}

function crewOf(script: Script, changes: Partial<CrewHost> = {}): Crew {
  return new Crew({
    hire: hireBy(script),
    size: 2,
    runFolder: folder,
    ownMemory: () => 50,
    onTakenBack: () => undefined,
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

describe('a crew', () => {
  it('does every chunk, tells of each execution, and gives the results in the planned order', async () => {
    const told: string[] = [];
    const crew = crewOf({}, { onExecution: ({ id }) => told.push(id) });
    expect(await crew.assemble()).toEqual(PLACE);
    const result = await crew.run(CHUNKS);
    expect(result.executions.map(({ id }) => id)).toEqual(['S-1', 'S-2', 'S-3', 'S-4', 'S-5']);
    expect(told.sort()).toEqual(['S-1', 'S-2', 'S-3', 'S-4', 'S-5']);
    expect(result).toMatchObject({ incidents: [], cpuMs: 30, memory: 250 });
    expect(await crew.finish()).toEqual(PLACE);
    await crew.dismiss();
  });

  it.each([
    ['die', 'signal SIGSEGV'],
    ['hang', 'signal SIGKILL'],
    ['fail', 'The disk is full'],
  ] as const)('has a chunk run again when its worker does this: %s', async (how, words) => {
    const crew = crewOf(
      { answer: (number, chunk) => (number === 1 && chunk.number === 1 ? how : 'do') },
      { patience: 10 },
    );
    await crew.assemble();
    const { executions, incidents } = await crew.run(CHUNKS);
    expect(executions.map(({ outcome }) => outcome)).toEqual(Array(5).fill('passed'));
    expect(incidents).toEqual([
      `Worker 1 ended (${words}) while it ran S-1 to S-2 of IOC-01 Active, ST; another one has run that again.`,
    ]);
    await crew.finish();
    await crew.dismiss();
  });

  it('calls incomplete what ended two workers, and goes on with the rest', async () => {
    const crew = crewOf({ answer: (_number, chunk) => (chunk.number === 2 ? 'die' : 'do') });
    await crew.assemble();
    const { executions, incidents } = await crew.run(CHUNKS);
    expect(executions.map(({ outcome }) => outcome)).toEqual([
      'passed',
      'passed',
      'incomplete',
      'incomplete',
      'passed',
    ]);
    expect(executions[2]?.reason).toBe('The worker that ran it ended twice (signal SIGSEGV).');
    expect(incidents[1]).toContain('it was not run a third time');
    await crew.dismiss();
  });

  it('does not begin where a worker cannot, or where workers have different builds', async () => {
    const ill = crewOf({ place: (number) => (number === 1 ? PLACE : 'The embedded environment could not start.') });
    await expect(ill.assemble()).rejects.toThrow('The embedded environment could not start.');
    await ill.dismiss();
    const mixed = crewOf({ place: (number) => ({ ...PLACE, versions: { system: String(number) } }) });
    await expect(mixed.assemble()).rejects.toThrow('The workers do not run the same build');
    await mixed.dismiss();
  });

  it('gathers what is ill in any environment', async () => {
    const crew = crewOf({ place: (number) => ({ ...PLACE, illnesses: number === 2 ? ['The DSP is silent.'] : [] }) });
    expect((await crew.assemble()).illnesses).toEqual(['The DSP is silent.']);
    await crew.dismiss();
  });
});

describe('the account of a run', () => {
  const place = 'embedded';

  it('has a result of everything that was planned, and calls incomplete what there is none of', () => {
    const aside = { ...planned('S-9'), aside: { outcome: 'does-not-apply' as const, reason: 'No gas.' } };
    const results = EXECUTIONS.slice(1, 2).map((one) => ({ ...unexecuted(one, CONTEXT), outcome: 'passed' as const }));
    const accounts = accountFor([...EXECUTIONS.slice(0, 2), aside], results, place);
    expect(accounts.map(({ id, outcome }) => `${id} ${outcome}`)).toEqual([
      'S-1 incomplete',
      'S-2 passed',
      'S-9 does-not-apply',
    ]);
    expect(accounts[0]?.reason).toBe('The scenario was planned and has no result.');
  });

  it('refuses a result of something that was not planned', () => {
    const results = EXECUTIONS.map((one) => ({ ...unexecuted(one, CONTEXT), outcome: 'passed' as const }));
    expect(() => accountFor(EXECUTIONS.slice(1), results, place)).toThrow(
      'was not planned: S-1 | IOC-01 | Active | ST',
    );
  });
});

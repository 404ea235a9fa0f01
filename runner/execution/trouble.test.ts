import 'ts-node/register';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { sentenceOf } from '../../support/scope/errors';
import { fixtureHost } from '../fixtures/fixture-host';
import { spawnInline } from '../fixtures/inline-worker';
import { SmallProject } from '../fixtures/small-project';
import { startStub, type StubEnvironment } from '../fixtures/stub-environment';
import { resumeCycle } from './cycle';
import type { CycleHost } from './cycle-host';
import { withEnvironment } from './environment-session';
import { readJournal } from './journal';
import { lockRunFolder } from './run-lock';

const FEATURE = 'features/migration-st/outcomes/outcomes.feature';
const FULL = '/dev/full';

const base = mkdtempSync(path.join(tmpdir(), 'trouble-'));
let count = 0;
let project: SmallProject;
let folder = '';

beforeEach(() => {
  count += 1;
  project = new SmallProject(path.join(base, String(count)));
  folder = path.join(project.root, 'reports/runs/small-7-0001');
});
afterAll(() => rmSync(base, { recursive: true }));

const resume = (): ReturnType<typeof resumeCycle> => {
  const { root } = project;
  return resumeCycle('small-7-0001', { root, reports: path.join(root, 'reports') }, fixtureHost());
};

/** What a command would say of a cycle in which something happens before its first execution. */
function saidOf(onPlanned: () => void): Promise<unknown> {
  return project.run({}, { onPlanned }).then(() => 'nothing', sentenceOf);
}

const NO_ROOM = /there is no room left on its disk: mend that, and go on with --resume/;

describe('a run without room', () => {
  it('for its messages ends with a sentence, holds nothing that did not happen, and can be resumed', async () => {
    const messages = path.join(folder, 'messages', '00001.ndjson');
    const fill = (): void => {
      mkdirSync(path.dirname(messages), { recursive: true });
      symlinkSync(FULL, messages);
    };
    expect(await saidOf(fill)).toMatch(NO_ROOM);
    expect(readJournal(folder).results.filter(({ outcome }) => outcome !== 'passed')).toEqual([]);
    rmSync(messages, { force: true });
    expect((await resume()).run.verdict.exitCode).toBe(0);
  });

  it('for its evidence ends with a sentence, and holds nothing that did not happen', async () => {
    const fill = (): void => {
      mkdirSync(path.join(folder, 'evidence', 'ioc-01-active-migration-st'), { recursive: true });
      symlinkSync(FULL, path.join(folder, 'evidence', 'ioc-01-active-migration-st', 'ST-A1-01.zip'));
    };
    expect(await saidOf(fill)).toMatch(NO_ROOM);
    expect(readJournal(folder).results).toEqual([]);
  });

  it('for its journal ends with a sentence', async () => {
    const journal = path.join(folder, 'journal.ndjson');
    const onPlanned = (): void => {
      rmSync(journal);
      symlinkSync(FULL, journal);
    };
    expect(await saidOf(onPlanned)).toMatch(NO_ROOM);
  });

  it('for its environment ends with a sentence', async () => {
    vi.stubEnv('TMPDIR', path.join(project.root, 'no-such-folder'));
    await expect(
      withEnvironment(
        () => startStub(),
        '1',
        () => undefined,
        async () => undefined,
      ),
    ).rejects.toThrow(/^The temporary folder .*no-such-folder cannot be written \(.*\): make room, or set TMPDIR\.$/);
    vi.unstubAllEnvs();
  });
});

describe('a run whose environment dies', () => {
  it('stops as blocked, with what the service said, and fails nothing', async () => {
    project.edit(FEATURE, 'When it happens', 'When a step that fails');
    let stub: StubEnvironment | undefined;
    const spawn: CycleHost['spawn'] = (setUp) => spawnInline(setUp, async () => (stub = await startStub()));
    const { run } = await project.run({ plan: 'many' }, { spawn, onPlanned: () => stub?.answerWith(503) });
    expect(run.verdict.exitCode).toBe(2);
    expect(run.counts).toMatchObject({ failed: 0 });
    const { outcome, reason = '' } = run.executions.at(-1) ?? {};
    expect(outcome).toBe('blocked');
    expect(reason).toMatch(/^The environment "embedded" can no longer be used: .*The log of dsp ends: started/);
    expect(run.run.incidents).toEqual([reason]);
    expect(readFileSync(path.join(project.root, 'reports/runs', run.run.id, 'logs/dsp.log'), 'utf8')).toBe('started\n');
  });
});

describe('a folder of a run', () => {
  it('belongs to one process', async () => {
    await expect(project.run({}, { onPlanned: () => process.emit('SIGTERM', 'SIGTERM') })).rejects.toThrow(
      'interrupted',
    );
    const unlock = lockRunFolder({ id: 'small-7-0001', path: folder });
    await expect(resume()).rejects.toThrow(
      'Another process is running small-7-0001: wait for its end, or stop it first.',
    );
    unlock();
    expect((await resume()).run.verdict.exitCode).toBe(0);
  });
});

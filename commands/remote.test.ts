import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readScenarioSources } from '../runner/planning/features/feature-set';
import { loadScope, requirementIds } from '../support/scope/scope';
import { RemoteSystem, runScenarios } from './fixtures/remote-system';
import lists from './fixtures/remote-scenarios.json';

/** REMOTE_SCENARIOS=all runs the whole list: three quarters of an hour. */
const ids = process.env.REMOTE_SCENARIOS === 'all' ? lists.all : lists.few;
const LONGEST = 45 * 60_000;
const SPEED = 3_600;
/** Scenarios wait most of their time. */
const PROCESSES = 4;

const folder = mkdtempSync(path.join(tmpdir(), 'remote-system-'));
let remote: RemoteSystem;

beforeAll(async () => {
  remote = await RemoteSystem.start(folder, SPEED);
}, LONGEST);

afterAll(() => {
  remote.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('the scenarios that run on a remote system', () => {
  it('are of Migration ST, Migration DMRT and the full system regression, with migrations and negative ones', async () => {
    const sources = await readScenarioSources('.', requirementIds(loadScope('.')));
    const chosen = sources.filter(({ scenario }) => lists.all.includes(scenario.id));
    expect(chosen).toHaveLength(lists.all.length);
    expect(chosen.length).toBeGreaterThanOrEqual(60);
    expect(new Set(chosen.map(({ scenario }) => scenario.featurePath.split('/')[1]))).toEqual(
      new Set(['migration-st', 'migration-dmrt', 'full-system-regression']),
    );
    const migrating = chosen.filter(({ pickle }) =>
      pickle.steps.some(({ text }) => /^a migrated installation|migration is authorised$/.test(text)),
    );
    expect(migrating.length).toBeGreaterThanOrEqual(10);
    const negative = chosen.filter(({ scenario }) => scenario.tags.some((tag) => tag.startsWith('@negative:')));
    expect(negative.length).toBeGreaterThanOrEqual(10);
  });
});

describe('a system that others run, behind TLS and on its own clock', () => {
  it('is not trusted where its description does not say whose certificates it has', async () => {
    const described = JSON.parse(readFileSync(remote.file, 'utf8')) as object;
    const distrusting = path.join(folder, 'distrusting.json');
    writeFileSync(distrusting, JSON.stringify({ ...described, tlsAuthorities: undefined }));
    const { said } = await runScenarios(['ST-A1-11', '--environment', 'remote'], { MIGRATION_REMOTE: distrusting });
    expect(said).toContain('The remote environment cannot be used. Missing: an answer of mcc at https://');
    expect(remote.proxy.requests).toBe(0);
  });

  it(
    'takes scenarios unchanged',
    async () => {
      const { outcomes, said } = await remote.run(ids, PROCESSES, lists.askingTheDcc);
      expect(Object.fromEntries(outcomes), said).toEqual(
        Object.fromEntries(ids.map((id) => [id, 'passed, observed from outside'])),
      );
      expect(remote.proxy.requests).toBeGreaterThan(ids.length);
    },
    LONGEST,
  );

  it(
    'says of them what the embedded system says',
    async () => {
      const { outcomes } = await runScenarios([...ids, '--environment', 'embedded'], {});
      expect(Object.fromEntries(outcomes)).toEqual(Object.fromEntries(ids.map((id) => [id, 'passed'])));
    },
    LONGEST,
  );
});

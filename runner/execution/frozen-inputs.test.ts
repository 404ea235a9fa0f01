import 'ts-node/register';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { SmallProject } from '../fixtures/small-project';
import type { CycleHost } from './cycle-host';

const FEATURE = 'features/migration-st/outcomes/outcomes.feature';

const base = mkdtempSync(path.join(tmpdir(), 'frozen-'));
let count = 0;
let project: SmallProject;

beforeEach(() => {
  count += 1;
  project = new SmallProject(path.join(base, String(count)));
});
afterAll(() => rmSync(base, { recursive: true }));

/** A host in whose cycle something is edited once the inputs are kept and before anything runs. */
function editedMeanwhile(edit: () => void): Partial<CycleHost> {
  const prepareMachine: CycleHost['prepareMachine'] = async () => {
    edit();
    return { capabilities: [], versions: { browser: 'none' } };
  };
  return { prepareMachine };
}

describe('a run executes what its inputs hold', () => {
  it('and not a feature that was edited meanwhile', async () => {
    const undisturbed = await project.run();
    const { run } = await project.run(
      {},
      editedMeanwhile(() => project.edit(FEATURE, 'a step that passes with evidence', 'a step that fails')),
    );
    const texts = (result: typeof run): unknown => result.executions.map(({ steps }) => steps.map(({ text }) => text));
    expect(texts(run)).toEqual(texts(undisturbed.run));
    expect(run.verdict.result).toBe('met');
  });

  it('and does not begin where one was edited while it was planned', async () => {
    const useSchemas: CycleHost['useSchemas'] = async () => {
      project.edit(FEATURE, 'a step that passes with evidence', 'a step that fails');
      return 'none';
    };
    await expect(project.run({}, { useSchemas })).rejects.toThrow(
      'Features, scope or tables were edited while the run was planned: start it again.',
    );
    expect(existsSync(path.join(project.root, 'reports', 'runs', 'small-7-0001'))).toBe(false);
  });

  it('and no steps that were edited since it began', async () => {
    const edit = (): void => project.edit('steps/fixture-steps.ts', 'import', '// Edited.\nimport');
    await expect(project.run({}, editedMeanwhile(edit))).rejects.toThrow(
      'Steps or support were edited since the run began: start a new one.',
    );
  });
});

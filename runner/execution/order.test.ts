import 'ts-node/register';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { RunResult } from '../../reports/record/result-model';
import { SmallProject } from '../fixtures/small-project';

const base = mkdtempSync(path.join(tmpdir(), 'order-'));
afterAll(() => rmSync(base, { recursive: true }));

/** The ids of a run in the order in which it ran them, and its record. */
async function ran(
  project: SmallProject,
  order?: string,
): Promise<{ readonly ids: string[]; readonly run: RunResult }> {
  const ids: string[] = [];
  const asked = order === undefined ? {} : { order };
  const { run } = await project.run(
    { plan: 'many', ...asked },
    { onExecution: ({ id, dmc }) => ids.push(`${id} ${dmc}`) },
  );
  return { ids, run };
}

describe('a run in another order', () => {
  it('has the same record, names its order, and can be run again in it', async () => {
    const project = new SmallProject(path.join(base, 'small'));
    const planned = await ran(project);
    const random = await ran(project, 'random:3');
    expect(random.ids).not.toEqual(planned.ids);
    expect(random.ids.toSorted()).toEqual(planned.ids.toSorted());
    const outcomes = ({ executions }: RunResult): unknown =>
      executions.map(({ id, dmc, outcome }) => [id, dmc, outcome]);
    expect(outcomes(random.run)).toEqual(outcomes(planned.run));
    expect(random.run.run.command).toContain('--order random:3');
    const again = await ran(project, `recorded:${random.run.run.id}`);
    expect(again.ids).toEqual(random.ids);
  });
});

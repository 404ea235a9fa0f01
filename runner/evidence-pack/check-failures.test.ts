import { describe, expect, it } from 'vitest';
import { ALL_OUTCOMES, sampleRun } from '../../reports/fixtures/sample';
import { checkFailures } from './check-executions';

const { executions } = sampleRun(ALL_OUTCOMES);
const failed = executions.find(({ failure }) => failure !== undefined);

describe('the failures of a record', () => {
  it('are in order where everything that was made of them follows from the executions', () => {
    expect(checkFailures(executions, executions)).toEqual({ facts: [], wording: [] });
  });

  it('are found out where a cause, a first difference or an observation was edited, or a failure taken out', () => {
    if (failed?.failure === undefined) throw new Error('the sample has no failure');
    const { failure, ...rest } = failed;
    const edited = [{ cause: 'C-99' }, { firstDifference: 'Nothing of note.' }, { observed: 'what was expected' }];
    for (const change of edited) {
      const found = checkFailures([{ ...failed, failure: { ...failure, ...change } }], [failed]);
      const problems = [...found.facts, ...found.wording.map(({ problem }) => problem)];
      expect(problems).toHaveLength(1);
      expect(problems[0]).toContain(`result.json, failure of ${failed.id}`);
      expect(problems[0]).toContain(Object.keys(change)[0]);
      expect(found.wording).toHaveLength('firstDifference' in change ? 1 : 0);
    }
    expect(checkFailures([rest], [failed]).facts.length).toBeGreaterThan(0);
    expect(checkFailures([failed], [rest]).facts.length).toBeGreaterThan(0);
  });
});

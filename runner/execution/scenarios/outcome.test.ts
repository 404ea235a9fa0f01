import { describe, expect, it } from 'vitest';
import { judge, type ObservedStep } from './outcome';

const step = (text: string, changes: Partial<ObservedStep> = {}): ObservedStep => ({
  text,
  status: 'passed',
  place: 'scenario',
  ...changes,
});

describe('a step that the environment cannot show', () => {
  const failure = { subject: 'the environment', expected: 'it', observed: 'The pool has none.', on: {} };

  it('leaves its scenario not run here, with the reason, and never failed or passed', () => {
    const absent = step('Given an installation', { status: 'failed', errorType: 'NotRunHereError', failure });
    const rest = step('Then it is so', { status: 'skipped' });
    expect(judge([absent, rest])).toEqual({
      outcome: 'not-run-here',
      reason: 'Given an installation: The pool has none.',
    });
  });
});

describe('a step with a table that fails', () => {
  const failure = { subject: 'the errors', expected: 'the errors to be A', observed: 'B', on: {} };

  it('has what came of it on the first line of the reason', () => {
    const verdict = judge([step('Then the errors are\n  | A |', { status: 'failed', failure })]);
    expect(verdict.outcome).toBe('failed');
    expect(verdict.reason).toMatch(/^Then the errors are: Expected .*A.*B/);
  });
});

import { describe, expect, it } from 'vitest';
import { summarise } from './summary';
import type { CellAssessment } from './cell-assessment';

const NONE = { threshold: '', measured: '', verdict: 'not demonstrated', note: 'ReassessedRun nowhere.' } as const;

/** One cell for each note, in which the criterion is met unless the note is among those that are open. */
function noteOf(notes: readonly string[], open: readonly string[] = []): string {
  const cells = notes.map((note, index) => {
    const verdict = open.includes(note) ? 'not met' : 'met';
    const criteria = [{ id: 'EX-7', threshold: 'passed', measured: '1 of 1', verdict, note, waivers: [] }];
    return { cell: { dmc: { id: `IOC-0${String(index + 1)}` }, phase: 'Active' }, criteria };
  });
  return summarise('EX-7', cells as unknown as readonly CellAssessment[], NONE).note;
}

describe('what is noted of a criterion over many cells', () => {
  it('is said once where it is the same in all of them', () => {
    expect(noteOf(['73 executions.', '73 executions.'])).toBe('73 executions.');
  });

  it('says of each different note in how many cells it holds', () => {
    expect(noteOf(['73 executions.', '68 executions.', '73 executions.'])).toBe(
      'In 2 Test Phases: 73 executions. In 1 Test Phase: 68 executions.',
    );
  });

  it('is cut short where there are many', () => {
    expect(noteOf(['1', '2', '3', '4'])).toBe('It holds in each of the 4 Test Phases.');
  });

  it('names the cells where it is open, and nothing else', () => {
    expect(noteOf(['73 executions.', 'One failed.'], ['One failed.'])).toBe('IOC-02 Active: One failed.');
  });

  it('is that of no cell where none judges it', () => {
    expect(noteOf([])).toBe('ReassessedRun nowhere.');
  });
});

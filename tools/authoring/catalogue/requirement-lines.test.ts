import { describe, expect, it } from 'vitest';
import { isIdAsked, linesOfId } from './requirement-lines';

describe('what is asked for by its id', () => {
  it.each([
    [['ST-B2'], true],
    [['st-b2-03'], true],
    [['DM'], true],
    [['DM-R'], true],
    [['ZZ-1'], true],
    [['whitelist'], false],
    [['SMETS2'], false],
    [['DM', 'meter'], false],
  ])('is told from words: %j is %s', (words, isId) => {
    expect(isIdAsked(words)).toBe(isId);
  });

  it('is a requirement with the scenarios that show it', async () => {
    const lines = await linesOfId('.', 'st-b2');
    expect(lines[0]).toMatch(/^ST-B2: SIM rollback: /);
    expect(lines[2]).toMatch(/If it were not met \(MODEL\): .* Severity 1\.$/);
    expect(lines[3]).toMatch(/^ {4}\d+ scenarios and rows show it:$/);
    expect(lines).toContainEqual(expect.stringMatching(/^ {4}ST-B2-01: .*\(features\/.*sim-rollback\.feature:\d+\)$/));
  });

  it('is a scenario with its steps, and the requirement that it shows', async () => {
    const lines = await linesOfId('.', 'ST-B2-01');
    expect(lines.slice(1, 3)).toEqual([
      '    Given an installation whose whitelist lacks the prepayment interface',
      '    When its migration is authorised',
    ]);
    expect(lines).toContainEqual(expect.stringMatching(/^ST-B2: /));
  });

  it('is several requirements without their scenarios, by the beginning of their ids', async () => {
    const lines = await linesOfId('.', 'ST-B');
    expect(lines.filter((line) => /^ST-B\d: /.test(line)).length).toBeGreaterThan(3);
    expect(lines).toContainEqual(expect.stringMatching(/scenarios and rows show it\.$/));
  });

  it('is nothing where there is no such id', async () => {
    expect(await linesOfId('.', 'ST-B99')).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { testOneWord, words } from '../fixtures/page-tests';
import { releaseRun } from '../fixtures/release';
import { sampleRun, wholePhaseRun } from '../fixtures/sample';
import { regressionPage } from './regression-page';

const whole = wholePhaseRun();
const text = words(regressionPage(whole) ?? '');

describe('both sets of the end-of-cycle regression side by side', () => {
  testOneWord(regressionPage(releaseRun(300)) ?? '');

  it('shows every test of each set with its outcome and duration', () => {
    const ran = whole.executions.filter(({ stage }) => /regression set [12]$/.test(stage));
    const ids = new Set(ran.map(({ id }) => id));
    expect(ids.size).toBeGreaterThan(1);
    const html = regressionPage(whole) ?? '';
    const table = html.slice(html.indexOf('id="side-by-side"'));
    for (const id of ids) expect(table.split(`<th scope="row" class="id">${id}</th>`)).toHaveLength(2);
    expect(text).toMatch(/ST-B4-03 ?An undeclared device .*? ?Passed ?[\d.]+&nbsp;s|ST-B4-03/);
  });

  it('says what differs and what explains it, and names what nothing explains first', () => {
    expect(text).toContain('1 difference, of these 0 unexplained.');
    expect(text).toMatch(/Messages that are sent at one instant may arrive in any order\./);
    const release = words(regressionPage(releaseRun(300)) ?? '');
    const differences = release.slice(release.indexOf('What differs'));
    expect(differences.indexOf('Set 1 passed and set 2 failed.')).toBeLessThan(differences.indexOf('at one instant'));
  });

  it('is not written of a run without sets', () => {
    expect(regressionPage(sampleRun())).toBeUndefined();
  });
});

import { DOMParser, type Element } from '@xmldom/xmldom';
import { describe, expect, it } from 'vitest';
import { ALL_OUTCOMES, sampleRun } from '../fixtures/sample';
import { junitXml } from './junit';
import type { Outcome, RunResult } from '../record/result-model';

function parsed(run: RunResult): Element {
  const root = new DOMParser({ onError: (level, message) => fail(level, message) }).parseFromString(
    junitXml(run),
    'text/xml',
  ).documentElement;
  if (root === null) {
    throw new Error('the document has no root');
  }
  return root;
}

function fail(level: string, message: string): never {
  throw new Error(`${level}: ${message}`);
}

function all(root: Element, name: string): Element[] {
  return Array.from(root.getElementsByTagName(name));
}

describe('JUnit XML', () => {
  const run = sampleRun(ALL_OUTCOMES);
  const root = parsed(run);

  it('counts every execution once, and skipped, failed and broken ones apart', () => {
    expect(all(root, 'testcase')).toHaveLength(run.executions.length);
    const attribute = (name: string): string | null => root.getAttribute(name);
    expect(attribute('tests')).toBe(String(run.executions.length));
    expect(attribute('failures')).toBe('2');
    expect(attribute('errors')).toBe('2');
    const sum = (name: string): number =>
      all(root, 'testsuite').reduce((total, suite) => total + Number(suite.getAttribute(name)), 0);
    expect(sum('tests')).toBe(run.executions.length);
    expect(sum('failures')).toBe(2);
    expect(sum('errors')).toBe(2);
    expect(sum('skipped')).toBe(2);
  });

  it.each<[Outcome, string | undefined]>([
    ['passed', undefined],
    ['failed', 'failure'],
    ['known-issue', 'failure'],
    ['blocked', 'error'],
    ['incomplete', 'error'],
    ['does-not-apply', 'skipped'],
    ['not-run-here', 'skipped'],
  ])('%s becomes %s', (outcome, element) => {
    const id = run.executions.find((one) => one.outcome === outcome)?.id ?? 'none';
    const testCase = all(root, 'testcase').find((one) => one.getAttribute('name')?.startsWith(`${id} `));
    const marks = ['failure', 'error', 'skipped'].filter((name) => testCase?.getElementsByTagName(name).length === 1);
    expect(testCase).toBeDefined();
    expect(marks).toEqual(element === undefined ? [] : [element]);
  });

  it('says with each failure what it comes from', () => {
    const changed = sampleRun({ 'ST-B4-03': { outcome: 'failed', reason: 'no answer' } });
    const text = all(parsed(changed), 'failure')[0]?.textContent;
    expect(text).toContain('Expected what the test says. Observed no answer.\nParty: S1SP\nSeen on: MCF_AA_1.xml');
    expect(text).toContain(`Cause C-403 of 1 failure: ${changed.causes[0]?.sentence ?? ''}`);
  });

  it('carries hostile text as text', () => {
    const hostile = '\u001b[31m<b>"]]>&\u0000';
    const changed = sampleRun({ 'ST-B4-03': { outcome: 'failed', reason: hostile } });
    const failure = all(parsed(changed), 'failure')[0];
    expect(failure?.getAttribute('message')).toBe('Failed: Expected what the test says. Observed <b>"]]>&.');
    expect(failure?.textContent).toContain('<b>"]]>&');
  });
});

import { describe, expect, it } from 'vitest';
import { words } from '../../fixtures/page-tests';
import { sampleRun } from '../../fixtures/sample';
import type { RunResult } from '../../record/result-model';
import { completionReportHtml } from '../document';
import { completionReport } from '../document-model';

const page = (run: RunResult, signedWith?: string): string =>
  words(completionReportHtml(completionReport(run, { allure: true, signedWith }, undefined)));

describe('what the report rests on', () => {
  it('names every environment in which the run took place', () => {
    const run = sampleRun();
    const containers = { environment: 'containers', assigned: [], executions: 7, demonstrated: true, note: 'It ran.' };
    const text = page({ ...run, environments: [...run.environments, containers] });
    expect(text).toMatch(/Environment, build ?embedded and containers \(simulated\),/);
  });

  it('has the reviewer look into a test that has evidence, and switch on a seeded defect by a command', () => {
    const run = sampleRun();
    const [aside, next, ...others] = run.executions;
    if (aside === undefined || next === undefined) throw new Error('The sample has too few tests.');
    const text = page({ ...run, executions: [{ ...aside, outcome: 'does-not-apply' }, next, ...others] });
    expect(text).toContain(`Follow one result down to its messages: ${next.id}.`);
    expect(text).toContain(`npm run prove -- --quick --defect ID --dmc ${next.dmc} --phase ${next.phase}`);
  });

  it('has the reviewer of an unsigned pack check no signature', () => {
    expect(page(sampleRun(), 'ab'.repeat(32))).toContain('--public-key public.pem');
    expect(page(sampleRun())).not.toContain('--public-key');
  });
});

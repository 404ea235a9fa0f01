import { describe, expect, it } from 'vitest';
import type { ServiceRequestSeen } from '../../../support/evidence/service-requests';
import { testPage, words } from '../../fixtures/page-tests';
import { sampleRun } from '../../fixtures/sample';
import { runResultSchema } from '../../record/result-schema';
import { completionReportHtml } from '../document';
import { completionReport } from '../document-model';

const READ: ServiceRequestSeen = {
  variant: '4.10',
  name: 'Read Network Data',
  device: 'ESME',
  roles: ['IS'],
  expected: { answer: 'I99', response: 'I0' },
  came: { answer: 'I99', response: 'I0', refusals: [] },
  seconds: 12,
  target: 30,
};
const LATER: ServiceRequestSeen = { ...READ, variant: '4.2', name: 'Retrieve Logs' };
const REFUSED: ServiceRequestSeen = {
  ...READ,
  roles: ['OU'],
  expected: { answer: 'E2', response: '' },
  came: { answer: 'E2', response: '', refusals: [] },
  seconds: 0,
};

function pageOf(...seen: readonly ServiceRequestSeen[]): string {
  const run = sampleRun();
  const [first, ...rest] = run.executions;
  if (first === undefined) throw new Error('The sample has no execution.');
  const executions = [{ ...first, ...(seen.length === 0 ? {} : { serviceRequests: seen }) }, ...rest];
  const changed = { ...run, executions };
  expect(runResultSchema.safeParse(changed).error).toBeUndefined();
  return completionReportHtml(completionReport(changed, { allure: true, signedWith: undefined }, undefined));
}

describe('the page with service requests', () => {
  testPage(pageOf(READ, REFUSED), 'Simulated system. Fictitious Device Model Combinations.');
});

describe('the matrix of service requests', () => {
  it('says that no response is expected to what is taken on', () => {
    const silent = { ...READ, expected: { answer: 'I99', response: '' }, came: { ...READ.came, response: '' } };
    expect(words(pageOf(silent))).toMatch(/I99, then no response ?IS/);
  });

  it('is left out where none were sent one after the other', () => {
    expect(pageOf()).not.toContain('id="service-requests"');
  });

  it('says of each variant and device what is expected of whom, how soon it came, and that it did', () => {
    const text = words(pageOf(REFUSED, READ));
    expect(text).toMatch(
      /4\.10 ?Read Network Data ?ESME ?E2 ?OU ?I99, then I0 ?IS ?12 s of 30 s ?As expected, 2 times/,
    );
    expect(text).toContain('2 requests to devices of 1 combination; all came as expected and in time');
  });

  it('names one who has no role', () => {
    expect(words(pageOf({ ...REFUSED, roles: [] }))).toMatch(/E2 ?a former user, without a role/);
  });

  it('stands in the order of the variants', () => {
    const text = words(pageOf(READ, LATER));
    expect(text.indexOf('Retrieve Logs')).toBeLessThan(text.indexOf('Read Network Data'));
  });

  it.each<[string, Partial<ServiceRequestSeen>, string]>([
    ['comes late', { seconds: 45 }, 'brought its response after 45 s, later than 30 s'],
    [
      'brings another code',
      { came: { answer: 'I99', response: 'E21', refusals: [] } },
      'brought response E21 in place of response I0',
    ],
    [
      'brings a refusal',
      { came: { ...READ.came, refusals: ['cannot act'] } },
      'was refused by the device (cannot act)',
    ],
  ])('names a response that %s', (_what, change, complaint) => {
    const text = words(pageOf(READ, { ...READ, ...change }));
    expect(text).toContain('1 of 2 otherwise');
    expect(text).toContain(complaint);
  });
});

import { describe, expect, it } from 'vitest';
import { manyCells } from '../fixtures/many-cells';
import { words } from '../fixtures/page-tests';
import { releaseRun } from '../fixtures/release';
import { ALL_OUTCOMES, sampleRun, wholePhaseRun } from '../fixtures/sample';
import type { RunResult } from '../record/result-model';
import { completionReportHtml } from './document';
import { completionReport } from './document-model';

const page = (run: RunResult, allure = true): string =>
  completionReportHtml(completionReport(run, { allure, signedWith: undefined }, undefined));

describe('what the page says of many cells', () => {
  const html = page(manyCells());
  const text = words(html);

  it('shows each cell with its verdict, and why it is refused or does not apply', () => {
    expect(text).toContain('IOC-01 Dormant: refused; IOC-01 Mixed: does not apply');
    expect(text).toMatch(
      /IOC-01 Dormant ?Refused ?EN-1 is not met: it is still in SIT \(System Integration Testing\)\./,
    );
    expect(text).toMatch(/IOC-01 Mixed ?Does not apply ?It has one meter only\./);
    expect(text).toContain(
      'What does not vary between Test Phases ran once: 1 execution, which other Test Phases reuse 5 times',
    );
    expect(text).toMatch(/EX-1 ?IOC-01\b.*?Active.*? ?m ?Not met ?Left open\./);
  });

  it('shows a scenario once, with its outcomes in all cells and who cites it', () => {
    const [first] = manyCells().executions;
    expect(html.split(`id="scenario--${first?.id ?? ''}--`)).toHaveLength(2);
    expect(text).toMatch(/Ran once, for IOC-01 Active; reused by \d+ other Test Phases\./);
    expect(text).toMatch(/Passed &nbsp;4 Failed &nbsp;2/);
  });

  it('tells a failure that several cells share once in full, and names the others', () => {
    expect(text).toContain('The same in');
    expect(text).toContain('Stands also for IOC-01 Dormant, IOC-01 Mixed');
  });

  it('says nothing of cells where there is one', () => {
    expect(page(sampleRun())).not.toContain('Combinations and Test Phases');
  });
});

describe('what the page says of a whole Test Phase', () => {
  const text = words(page(wholePhaseRun()));
  const release = words(page(releaseRun()));

  it('says what would be recommended, and that it is no recommendation', () => {
    expect(text).toContain('IOC-01 Active meets its exit criteria with a Work-Off Plan.');
    expect(text).toContain('nothing may be entered in the EPCL because of it');
    expect(release).toContain(
      'Of 12 combinations: 10 would be recommended with work-off plan; 2 would not be recommended.',
    );
    expect(words(page(sampleRun()))).toMatch(/IOC-01 ?IOC ?No statement/);
  });

  it('shows every stage with its outcome, and why one was not entered', () => {
    expect(text).toMatch(/Migration ST, regression set 2 ?Passed ?24\/24 ?embedded ?2026, set 2/);
    expect(text).toMatch(/Exit criteria ?Passed/);
    expect(release).toMatch(
      /MOC-04 Mixed ?Full system regression ?Not entered ?Set 2 of Migration ST differs from set 1\./,
    );
  });

  it('compares the two sets, and keeps apart what is explained and what is not', () => {
    expect(text).toMatch(/one build ?seeds 2026 and 2026, set 2 ?24 of 24 ?23 of 24 ?1480 ?Explained/);
    expect(text).toMatch(/order-at-one-instant ?Messages that are sent at one instant .* 1 ?ST-B4-03/);
    expect(release).toMatch(
      /ST-A1-05 ?MOC-04 Mixed ?A wrong password ?Set 1 passed and set 2 failed\. ?passed ?failed/,
    );
    expect(release).toContain('31 of 31 cases, 1 difference unexplained');
  });

  it('holds the Work-Off Plan, the ledger and the waivers', () => {
    expect(text).toMatch(
      /KI-7 ?4 ?The gas transporter is told of a rollback .* The user ignores it\. ?S1SP ?The next maintenance release ?18 December 2026/,
    );
    expect(text).toMatch(/KI-8 .* Not run ?This run has no execution that it concerns\./);
    expect(release).toMatch(/KI-9 .* Expired/);
    expect(text).toMatch(
      /EX-5 ?IOC-01, every phase .* Chair of the Testing Advisory Group ?20 November 2026, Fictitious minute 12/,
    );
    expect(words(page(sampleRun()))).toContain('The ledger of known issues is empty.');
  });

  it('shows each area against each combination, and how much of what was planned passed', () => {
    expect(release).toMatch(/Areas by combination .* Migration ST \/ Device checking/);
    const html = page(releaseRun());
    const map = html.slice(html.indexOf('id="cells-areas"')).split('</table>')[0] ?? '';
    expect(map.match(/aria-label="Passed"/g)?.length).toBeGreaterThan(30);
    const [one] = releaseRun().executions;
    const executions = releaseRun().executions.map((other) =>
      other.id === one?.id ? { ...other, outcome: 'failed' as const } : other,
    );
    const failing = page({ ...releaseRun(), executions });
    expect(failing.slice(failing.indexOf('id="cells-areas"')).split('</table>')[0]).toContain('aria-label="Failed"');
  });

  it('says what risk is left, with likelihood, effect, owner and date', () => {
    const part = (run: RunResult): string => {
      const html = page(run);
      return words(html.slice(html.indexOf('id="risk"')).split('</section>')[0] ?? '');
    };
    expect(part(wholePhaseRun())).toMatch(
      /KI-7: .* certain where it applies: open ?Severity 4\. Workaround: .* ?S1SP ?18 December 2026/,
    );
    expect(part(sampleRun())).not.toContain('KI-7');
    expect(part(sampleRun())).toContain('What a simulation cannot show');
    expect(part(sampleRun({ 'ST-B4-03': { outcome: 'failed' } }))).toContain('Not demonstrated: EN-2');
  });

  it('says once what is the same risk: of causes, known issues and waivers', () => {
    const run = wholePhaseRun();
    const again = run.knownIssues.filter(({ state }) => state === 'open').map((one) => ({ ...one, id: 'KI-70' }));
    const waivers = [...run.waivers, ...run.waivers.map((one) => ({ ...one, criterion: 'EX-6' }))];
    const html = page({ ...run, knownIssues: [...run.knownIssues, ...again], waivers });
    const part = words(html.slice(html.indexOf('id="risk"')).split('</section>')[0] ?? '');
    expect(part).toContain('KI-7, KI-70: The gas transporter is told of a rollback');
    expect(part).toContain('EX-5 and EX-6 are waived');
    const failing = page(sampleRun(ALL_OUTCOMES));
    const risks = words(failing.slice(failing.indexOf('id="risk"')).split('</section>')[0] ?? '');
    expect(risks).toMatch(/C-403: /);
    expect(risks).not.toMatch(/\.\.\.|: expected /);
  });

  it('names a criterion that was waived as such', () => {
    const run = wholePhaseRun();
    const criteria = run.criteria.map((one) => (one.id === 'EX-5' ? { ...one, waivers: run.waivers } : one));
    expect(words(page({ ...run, criteria }))).toMatch(
      /Waived by Chair of the Testing Advisory Group, 20 November 2026/,
    );
    expect(text).not.toContain('Waived by');
  });

  it('says what a release does not use, and which scenarios no stage selects', () => {
    expect(text).toMatch(/IOC ?the firmware upgrade before migration ?Firmware upgrades are not tested for IOC\./);
    const run = wholePhaseRun();
    const short = words(page({ ...run, plannedSet: { ...run.plannedSet, notSelected: ['ST-A1-99'] } }));
    expect(short).toContain('1 test in the folders of this plan is left out by the selection of its stages: ST-A1-99.');
  });

  it('explains the placeholder of the command, where it has one', () => {
    const run = wholePhaseRun();
    const command = 'npm run cycle -- --plan first --schemas SCHEMAS';
    expect(words(page({ ...run, run: { ...run.run, command } }))).toContain(
      'stands for the folder with the official DUIS',
    );
    expect(text).not.toContain('stands for the folder');
  });
});

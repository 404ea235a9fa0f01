import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { execution } from '../../../runner/fixtures/builders';
import type { ExecutionResult } from '../../../reports/record/result-model';
import { addCombination, addKnownIssue, judgeKnownIssue } from './new-rows';
import { withNewScenario, type ScenarioWish } from './new-scenario';

const WISH: ScenarioWish = {
  requirement: 'ST-B4',
  area: 'whitelist',
  kind: 'refused',
  title: 'A whitelist without a hub stops the migration',
};
const WORDS = { workaround: 'none', ownerRole: 'S1SP', fixRelease: 'R2', targetDate: '2026-12-01' };
const TODAY = '2026-11-24';
const failedAt = (dmc: string): ExecutionResult =>
  execution('failed', {
    id: 'ST-B4-03',
    dmc,
    severity: 'blocker',
    negative: ['ST-B4'],
    reason: 'The whitelist was read.',
    fingerprint: '2-0123456789ab',
  });

describe('npm run new', () => {
  let root = '';
  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), 'new-'));
    cpSync('features', path.join(root, 'features'), { recursive: true });
    for (const own of ['docs/scenario-map.csv', 'environments/contracts', 'reports/templates']) {
      cpSync(own, path.join(root, own), { recursive: true });
    }
  });
  afterEach(() => {
    rmSync(root, { recursive: true });
  });
  const lastLine = (file: string): string =>
    readFileSync(path.join(root, file), 'utf8').trimEnd().split('\n').at(-1) ?? '';

  it('writes a scenario under its rule, with an id that nobody has had', () => {
    const { file, text, id, line, rule } = withNewScenario(root, {
      ...WISH,
      title: 'Nobody reads two hubs at once',
      rule: 'must match the Migration Common File',
    });
    const lines = text.split('\n');
    expect(readFileSync(path.join(root, file), 'utf8')).not.toContain(id);
    expect(lines[line - 1]).toBe(`    @id:${id} @negative:ST-B4 @severity:normal`);
    expect(lines[line]).toBe('    Scenario: Nobody reads two hubs at once');
    expect(lines.slice(0, line).findLast((one) => one.includes('Rule:'))).toContain(rule);
  });

  it('begins as the first scenario of its rule does, and leaves open what is to be observed', () => {
    const { text, id } = withNewScenario(root, {
      ...WISH,
      requirement: 'DM-5',
      area: 'payment',
      rule: 'non-disablement',
    });
    const own = text
      .slice(text.indexOf(`@id:${id}`))
      .split('\n')
      .slice(2, 5)
      .join('\n');
    expect(own.split('\n').map((step) => step.trim())).toEqual([
      'Given a migrated installation in prepayment mode with a balance of £0.10',
      'When a day passes',
      'Then say here what somebody can observe',
    ]);
  });

  it('is limited as the first scenario of its rule is, unless tags are given', () => {
    const wish = { ...WISH, requirement: 'ST-A13', area: 'file-exchange/schedule-notifications' };
    const { text, id } = withNewScenario(root, wish);
    expect(text).toMatch(new RegExp(`@id:${id} @negative:ST-A13 @severity:normal .*@phase:Dormant`));
    const other = withNewScenario(root, { ...wish, tags: ['@phase:Mixed'] });
    expect(other.text).toContain(`@id:${id} @negative:ST-A13 @severity:normal @phase:Mixed\n`);
  });

  it('begins as the scenario does that says most of its title, and names it', () => {
    const rule = 'must match the Migration Common File';
    const { model } = withNewScenario(root, { ...WISH, title: 'An undeclared device stops every migration', rule });
    expect(model.title).toBe('An undeclared device stops the migration and the SIM goes back');
    expect(model.beginning[0]).toContain('with a device on the whitelist that the SMSO did not declare');
  });

  it('finds the feature by its requirement, of several with the same name or without any', () => {
    const area = 'inventory';
    const wish = { ...WISH, rule: 'A rule of its own' };
    expect(withNewScenario(root, { ...wish, requirement: 'ST-C1', area }).file).toContain('commissioning/inventory');
    expect(withNewScenario(root, { ...wish, requirement: 'FR-1', area }).file).toContain('regression/inventory');
    const { title, rule } = wish;
    expect(withNewScenario(root, { requirement: 'ST-B4', kind: 'refused', title, rule }).file).toContain('whitelist');
  });

  it.each([
    ['ST-B5', 'gas-meter', /^No feature has "gas-meter" in its path: .*\. ST-B5 has its scenarios in key-reading\.$/],
    ['DM-2', 'S1SR', /^No feature has "S1SR" in its path: try (?!.*\b(\w+)\b.*, \1\b).* DM-2 has its scenarios in /],
    ['DM-5', undefined, /^DM-5 has scenarios in several features: say --area, one of [\w-]+, .* and \d+ more\.$/],
  ])('says of %s in %s where the requirement has its scenarios', (requirement, area, sentence) => {
    const { kind, title } = WISH;
    const wish = { requirement, kind, title, ...(area === undefined ? {} : { area }) };
    expect(() => withNewScenario(root, wish)).toThrow(sentence);
  });

  it('stands under the rule that speaks most of what its title says, and asks where none does', () => {
    const wish = { ...WISH, requirement: 'ST-B6', area: 'key-rotation' };
    const { rule } = withNewScenario(root, { ...wish, title: 'A failure before a key is written leaves no trace' });
    expect(rule).toBe('A failure before the first key is written leaves every key unchanged');
    expect(() => withNewScenario(root, { ...wish, title: 'Zebras' })).toThrow(
      /^No rule of the feature speaks of the title: say --rule with words of one, or a new rule:\n {2}\w/,
    );
  });

  it.each([
    [
      'ST-A7',
      'accepted',
      'The S1SP lists the installation as viable',
      'S1SP and DCO both find the installation viable',
      undefined,
    ],
    [
      'ST-B1',
      'refused',
      'The network refuses the handover of the SIM and the SMSO keeps it',
      'The migration stops when the network refuses the handover',
      undefined,
    ],
    [
      'FR-1',
      'accepted',
      'A SMETS2+ meter keeps its tariff during a migration',
      'A SMETS2+ meter is read during a migration',
      undefined,
    ],
    [
      'DU-5',
      'refused',
      'A participant with the wrong password is given an exception file',
      'An exception that is not on the menu is refused',
      'exceptions',
    ],
  ] as const)('begins a scenario of %s, where it is %s that %s, as "%s"', (requirement, kind, title, model, area) => {
    expect(
      withNewScenario(root, { requirement, kind, title, ...(area === undefined ? {} : { area }) }).model.title,
    ).toBe(model);
  });

  it('says which rules have the words, where several have them or none, and takes a sentence for a new one', () => {
    expect(() => withNewScenario(root, { ...WISH, rule: 'e' })).toThrow(/^"e" stands in \d+ rules:\n {2}/);
    expect(() => withNewScenario(root, { ...WISH, rule: 'another' })).toThrow(
      /^No rule has "another": say words of one/,
    );
    const { rule, otherRules } = withNewScenario(root, { ...WISH, title: 'A hub whose whitelist is unreadable' });
    expect(rule).toBe('A hub whose whitelist cannot be read stops the migration');
    expect(otherRules.length).toBeGreaterThan(0);
    expect(otherRules).not.toContain(rule);
  });

  it('begins as the row of an outline does that says most of its title, and as none that shows the contrary', () => {
    const silent = { ...WISH, requirement: 'ST-B3', area: 'communications-check' };
    const { model } = withNewScenario(root, { ...silent, title: 'An electricity meter that does not answer stops it' });
    expect(model.beginning[0]).toBe(
      'Given an installation whose electricity meter does not answer on its migration day',
    );
    const { title } = withNewScenario(root, {
      ...{ requirement: 'ST-A12', area: 'file-exchange/demand', kind: 'accepted' as const },
      title: 'A demand file of another supplier is passed on',
    }).model;
    expect(title).not.toContain('cannot');
  });

  it('goes to the feature whose scenarios speak of its title, where none is said', () => {
    const wish = { requirement: 'DM-5', kind: 'accepted', title: 'A top-up repays the emergency credit' } as const;
    const { file, otherFeatures, rule } = withNewScenario(root, wish);
    expect(file).toContain('payment.feature');
    expect(rule).toContain('Emergency credit');
    expect(otherFeatures.length).toBeGreaterThan(5);
  });

  it('offers what scenarios like it say, and goes where most of its requirement are if none says most of its title', () => {
    const title = 'An installation with a configuration that is refused is not viable';
    const { file, stepsLike } = withNewScenario(root, { requirement: 'ST-A7', kind: 'refused', title });
    expect(file).toContain('viable-installations-files.feature');
    expect(stepsLike.map((step) => step.split(' ')[0])).toEqual(expect.arrayContaining(['Given', 'When', 'Then']));
    expect(stepsLike).toContain(
      'Then the DCO Viable Installations File names the second installation as not viable with "SIM-DCO-11"',
    );
  });

  it('takes no title that another scenario of the feature has', () => {
    const { file } = withNewScenario(root, { ...WISH, rule: 'A rule of its own' });
    const [, taken = ''] = /Scenario: (.+)/.exec(readFileSync(path.join(root, file), 'utf8')) ?? [];
    expect(() => withNewScenario(root, { ...WISH, title: taken })).toThrow('has this title already');
  });

  it('writes an outline, and a rule of its own', () => {
    const { text, id } = withNewScenario(root, { ...WISH, kind: 'rows', rule: 'A hub has one whitelist' });
    expect(text).toContain(
      '  Rule: A hub has one whitelist\n\n    @negative:ST-B4 @severity:normal\n    Scenario Outline:',
    );
    expect(text).toContain(`        | ${id} | say here what differs | "SIM-XXX-00" |\n`);
  });

  it.each([
    [{ requirement: 'ST-B44' }, 'There is no requirement "ST-B44": try ST-B4'],
    [{ area: 'whitelsit' }, 'No feature has "whitelsit" in its path: try whitelist'],
  ])('refuses %o', (wrong, sentence) => {
    expect(() => withNewScenario(root, { ...WISH, ...wrong })).toThrow(sentence);
  });

  it('writes a failure of a run into the ledger', () => {
    const failed = [failedAt('IOC-01'), failedAt('IOC-02')];
    const row = addKnownIssue(root, failed, 'ST-B4-03', WORDS, TODAY);
    expect(lastLine(row.file)).toBe(
      'KI-1,The whitelist was read.,1,ST-B4-03,IOC-01;IOC-02,2-0123456789ab,ST-B4,none,S1SP,R2,2026-11-24,2026-12-01',
    );
  });

  it.each([
    [{ ownerRole: 'Bob' }, '"Bob" is no role that mends a known issue: say --owner as one of '],
    [{ targetDate: '31/12/2026' }, '"31/12/2026" is no date: say --target as year, month and day'],
    [{ targetDate: '2026-11-01' }, '--target 2026-11-01 has passed'],
  ])('judges %o before it looks for the run', (wrong, sentence) => {
    expect(() => judgeKnownIssue({ ...WORDS, ...wrong }, TODAY)).toThrow(sentence);
    expect(() => judgeKnownIssue(WORDS, TODAY)).not.toThrow();
  });

  it('takes back a row that is not in order', () => {
    const before = lastLine('features/scope/known-issues.csv');
    const wrong = { ...WORDS, targetDate: 'soon' };
    expect(() => addKnownIssue(root, [failedAt('IOC-01')], 'ST-B4-03', wrong, TODAY)).toThrow('targetDate');
    expect(lastLine('features/scope/known-issues.csv')).toBe(before);
    expect(() => addKnownIssue(root, [], 'ST-B4-03', WORDS, TODAY)).toThrow('did not fail in that run: nothing failed');
  });

  it('writes a combination like another, but for what is said', () => {
    const row = addCombination(root, 'IOC-01', { esmeFirmware: '02030018' });
    expect(lastLine(row.file)).toContain(`${row.id},IOC,IOC,AA,ALPHA`);
    expect(lastLine(row.file)).toContain('433100AC,02030018,');
    expect(lastLine(row.file)).toMatch(/,MODEL: as IOC-01 with another esmeFirmware$/);
  });

  it.each([
    ['IOC-99', {}, 'There is no combination "IOC-99" in the catalogue: try IOC-0'],
    ['IOC-01', { firmware: '1' }, 'The catalogue has no column "firmware": try'],
    ['IOC-01', { esmeFirmware: 'x' }, 'expected one to eight letters, digits or dots'],
  ])('refuses a combination like %s with %o', (from, changes, sentence) => {
    const before = lastLine('features/scope/dmc-catalogue.csv');
    expect(() => addCombination(root, from, changes)).toThrow(sentence);
    expect(lastLine('features/scope/dmc-catalogue.csv')).toBe(before);
  });
});

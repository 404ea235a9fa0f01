import 'ts-node/register';
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { SUPPORT_CODE } from '../../runner/planning/steps/load-steps';
import { problemLine } from '../../support/scope/problem';
import { checkProject } from './check';

const ROOT = path.join(__dirname, '../..');
const STEPS = SUPPORT_CODE.map((pattern) => path.join(ROOT, pattern));

const base = mkdtempSync(path.join(tmpdir(), 'check-'));
afterAll(() => rmSync(base, { recursive: true }));

it('finds nothing wrong with the project', { timeout: 60_000 }, async () => {
  const { problems, scenarios } = await checkProject(ROOT);
  expect(problems.map(problemLine)).toEqual([]);
  expect(scenarios).toBeGreaterThan(800);
});

describe('in a project with a mistake, the check names', { timeout: 60_000 }, () => {
  let root: string;
  let count = 0;
  beforeEach(() => {
    count += 1;
    root = path.join(base, String(count));
    for (const folder of ['features', 'environments/contracts', 'reports/templates']) {
      cpSync(path.join(ROOT, folder), path.join(root, folder), { recursive: true });
    }
  });

  const inFeatures = (name: string): string => path.join(root, 'features', name);
  const whitelist = 'migration-st/device-checking/whitelist.feature';
  const add = (name: string, text: string): void => appendFileSync(inFeatures(name), text);
  const edit = (name: string, from: string, to: string): void => {
    const text = readFileSync(inFeatures(name), 'utf8');
    if (!text.includes(from)) throw new Error(`${name} does not hold ${from}`);
    writeFileSync(inFeatures(name), text.replace(from, to));
  };

  const cases: [string, () => void, RegExp[]][] = [
    [
      'a feature file with another ending',
      () => renameSync(inFeatures(whitelist), inFeatures(`${whitelist}.txt`)),
      [/^features\/.*\/whitelist\.feature\.txt:1:1: nobody reads this .* does not end in ".feature": rename it\.$/],
    ],
    [
      'a feature file with an ending in capitals',
      () => renameSync(inFeatures(whitelist), inFeatures(whitelist.replace('.feature', '.Feature'))),
      [/^features\/.*\/whitelist\.Feature:1:1: nobody reads this feature file/],
    ],
    [
      'a feature in a text file',
      () => renameSync(inFeatures(whitelist), inFeatures('migration-st/whitelist.txt')),
      [/^features\/migration-st\/whitelist\.txt:1:1: nobody reads this feature file/],
    ],
    [
      'a feature file in the folder of no stage',
      () => renameSync(inFeatures(whitelist), inFeatures('whitelist.feature')),
      [/^features\/whitelist\.feature:1:1: nobody reads .* folder of no stage: move it to one, such as/],
    ],
    [
      'a feature file that no plan has',
      () => {
        mkdirSync(inFeatures('migration-sit'));
        renameSync(inFeatures(whitelist), inFeatures('migration-sit/whitelist.feature'));
      },
      [/^features\/migration-sit\/whitelist\.feature:1:1: nobody reads .* no stage of any plan has its folder or/],
    ],
    [
      'a feature file outside the features',
      () => {
        mkdirSync(path.join(root, 'steps'));
        renameSync(inFeatures(whitelist), path.join(root, 'steps/whitelist.feature'));
      },
      [/^steps\/whitelist\.feature:1:1: nobody reads this .* outside the folder features: move it/],
    ],
    [
      'a stage that selects nothing',
      () => edit('scope/plans/first.json', '"tags": "not @volume"', '"tags": "@phase:Dormant and @phase:Active"'),
      [/^features\/scope\/plans\/first\.json: the stage "Migration ST" selects no scenario: correct its "folders" or/],
    ],
    [
      'a known issue of a scenario that does not exist',
      () => {
        add('scope/known-issues.csv', 'KI-1,T,3,ST-B4-999,all,0123456789ab,ST-B4,W,S1SP,Next,2026-11-02,2026-12-01\n');
      },
      [/known-issues\.csv:2: field "scenario": KI-1 names the scenario ST-B4-999, .* The nearest: "ST-A4-29"/],
    ],
    [
      'a known issue of a combination and a requirement that do not exist',
      () => {
        add(
          'scope/known-issues.csv',
          'KI-1,T,3,ST-B4-03,IOC-1,0123456789ab,ST-B44,W,S1SP,Next,2026-11-02,2026-12-01\n',
        );
      },
      [
        /known-issues\.csv:2: field "dmcs": there is no combination "IOC-1" in the catalogue\. The nearest: "IOC-01"/,
        /known-issues\.csv:2: field "requirement": ST-B44 is not in the register\. The nearest: "ST-B4"/,
      ],
    ],
    [
      'waivers of what there is not',
      () => {
        add('scope/waivers.csv', 'frist,EX-1,all,all,Role,Because.,2026-11-02,R-1\n');
        add('scope/waivers.csv', 'first,EX-99,IOC-99,all,Role,Because.,2026-11-02,R-1\n');
      },
      [
        /waivers\.csv:2: field "plan": there is no plan "frist"\. The nearest: "first"/,
        /waivers\.csv:3: field "dmc": there is no combination "IOC-99"/,
        /waivers\.csv:3: field "criterion": the plan "first" has no criterion EX-99 that could be waived\. The nearest: "EX-1"/,
      ],
    ],
    [
      'service requests that are not published',
      () => {
        edit('scope/service-requests.csv', 'ReadMeterBalance', 'ReadMeterBalence');
        edit('scope/service-requests.csv', '\n4.13,', '\n4.99,');
      },
      [
        /service-requests\.csv:\d+: field "variant": .* has no service request 4\.99\. The nearest:/,
        /service-requests\.csv:\d+: field "element": the element of 4\.18 is not ReadMeterBalence: .* says ReadMeterBalance/,
      ],
    ],
    [
      'every table of the scope that cannot be read',
      () => {
        edit('scope/waivers.csv', 'criterion', 'criterium');
        add('scope/waivers.csv', 'first,EX-1,all,all,Role,Because.,2026-11-02,R-1\n');
        edit('scope/requirements.csv', 'PH-1,', 'PH1,');
      },
      [
        /requirements\.csv:2: field "id": expected the form ST-B4/,
        /waivers\.csv:1: the table has no column "criterion"\. The nearest: "criterium"\./,
      ],
    ],
    [
      'an id that stands twice, and an unknown tag with the nearest',
      () => edit(whitelist, '@id:ST-B4-01 ', '@id:ST-B4-03 @regresion '),
      [
        /whitelist\.feature:\d+:\d+: the tag @regresion is unknown: .* The nearest: "@regression"/,
        /the id ST-B4-03 also/,
      ],
    ],
    [
      'characters of a word processor',
      () => edit(whitelist, '"SIM-WHL-02"', '\u201CSIM-WHL-02\u201D'),
      [
        // The step is undefined because of it, which is said once.
        /^[^\n]*whitelist\.feature:\d+:\d+: a typographic quotation mark stands here, as word processors set it: type " in its place\.$/,
      ],
    ],
    [
      'a non-breaking space',
      () => edit(whitelist, 'When its', 'When\u00A0its'),
      [/whitelist\.feature:\d+:11: a non-breaking space stands here, .*: type an ordinary space\.$/],
    ],
    [
      'a file that is not UTF-8',
      () => writeFileSync(inFeatures(whitelist), Buffer.from('Feature: caf\xe9\n', 'latin1')),
      [/whitelist\.feature:1:13: the file is not saved as UTF-8/],
    ],
  ];

  it.each(cases)('%s', async (_name, mistake, expected) => {
    mistake();
    const lines = (await checkProject(root, STEPS)).problems.map((problem) =>
      problemLine({
        ...problem,
        file: path.isAbsolute(problem.file) ? path.relative(root, problem.file) : problem.file,
      }),
    );
    for (const sentence of expected) {
      expect(
        lines.some((line) => sentence.test(line)),
        `${String(sentence)} is none of\n${lines.join('\n')}`,
      ).toBe(true);
    }
  });

  it('nothing where lines end as on Windows and a byte order mark begins the file', async () => {
    const text = readFileSync(inFeatures(whitelist), 'utf8');
    writeFileSync(inFeatures(whitelist), `\uFEFF${text.replaceAll('\n', '\r\n').replaceAll('    ', '\t')}`);
    expect((await checkProject(root, STEPS)).problems.map(problemLine)).toEqual([]);
  });
});

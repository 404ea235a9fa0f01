import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { exampleDmc } from './fixtures/example-dmc';
import { findDmc } from './dmc-catalogue';
import { readCodeTables } from './codes';
import { HOUSEHOLDS_FILE, readHouseholds } from './households';
import { findRecord, readRecords } from './records';
import { problemLine } from './problem';
import { readRequirements } from './requirements';
import { loadScope, PLANS_FOLDER } from './scope';
import { readNotApplicable, readServiceRequests, strangeNotApplicable } from './service-requests';
import { readPlan } from './read-plan';

const ROOT = path.join(__dirname, '../..');
const folder = mkdtempSync(path.join(tmpdir(), 'scope-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  const target = path.join(folder, name);
  writeFileSync(target, text);
  return target;
}

describe('the scope data of the project', () => {
  const scope = loadScope(ROOT);

  it('has the default DMC: dual fuel, with a prepayment interface and an in-home display', () => {
    const dmc = findDmc(scope.catalogue, 'IOC-01');
    expect(dmc.devices.map(({ type }) => type)).toEqual(['CHF', 'ESME', 'GSME', 'GPF', 'PPMID', 'IHD']);
    expect(dmc.sitStatus).toBe('exited');
  });

  it('has combinations of every release and cohort, with and without gas, left out of SIT and still in it', () => {
    const { catalogue } = scope;
    expect(catalogue.length).toBeGreaterThanOrEqual(12);
    for (const cohort of ['IOC', 'MDS', 'Secure', 'FOC']) {
      const own = catalogue.filter((dmc) => dmc.cohort === cohort);
      const withGas = own.filter(({ devices }) => devices.some(({ type }) => type === 'GSME'));
      expect(withGas.length).toBeGreaterThan(0);
      expect(withGas.length).toBeLessThan(own.length);
    }
    expect(new Set(catalogue.map(({ sitStatus }) => sitStatus))).toEqual(new Set(['exited', 'planned']));
  });

  it('has service requests for every role, and device models that lack one', () => {
    const { serviceRequests, catalogue } = scope;
    expect(serviceRequests.length).toBeGreaterThanOrEqual(48);
    expect(new Set(serviceRequests.flatMap(({ roles }) => roles)).size).toBe(7);
    expect(findDmc(catalogue, 'IOC-02').notApplicable.map(({ variant }) => variant)).toEqual(['6.8']);
    expect(findDmc(catalogue, 'IOC-01').notApplicable).toEqual([]);
  });

  it('lets a combination of every release enter a Test Phase', () => {
    for (const id of ['IOC-01', 'MOC-02', 'FOC-01']) {
      const dmc = findDmc(scope.catalogue, id);
      const sit = dmc.sitStatus === 'exited' ? 'sit-exit' : 'sit-plan';
      for (const kind of [sit, 'depth-and-breadth', 'regression-scope'] as const) {
        expect(findRecord(scope.records, kind, dmc)).toBeDefined();
      }
    }
  });

  it('accounts in each plan for every requirement', () => {
    const register = scope.requirements.map(({ id }) => id);
    for (const name of readdirSync(path.join(ROOT, PLANS_FOLDER))) {
      expect(() => readPlan(path.join(ROOT, PLANS_FOLDER), path.parse(name).name, register)).not.toThrow();
    }
    expect(() => readPlan(path.join(ROOT, PLANS_FOLDER), 'first', [...register, 'ST-C3'])).toThrow(
      'ST-C3 is neither in the plan nor named as not in it.',
    );
    expect(() => readPlan(path.join(ROOT, PLANS_FOLDER), 'first', register.slice(1))).toThrow(
      'PH-1 is not in the register of requirements.',
    );
  });
});

describe('leaving SIT', () => {
  const project = (status: string, date: string): string => {
    const root = mkdtempSync(path.join(folder, 'project-'));
    const target = path.join(root, 'features/scope');
    cpSync(path.join(ROOT, 'features/scope'), target, { recursive: true });
    const table = path.join(target, 'dmc-catalogue.csv');
    const text = readFileSync(table, 'utf8').replace('exited,2019-05-03', `${status},${date}`);
    writeFileSync(table, text);
    return root;
  };

  it('is refused where the catalogue and the recorded evidence say different things', () => {
    expect(() => loadScope(project('exited', '2019-05-04'))).toThrow(
      /dmc-catalogue\.csv:4: field "sitExitDate": IOC-03 left SIT on 2019-05-04, but its record .* on 2019-05-03/,
    );
    expect(() => loadScope(project('planned', ''))).toThrow(
      /dmc-catalogue\.csv:4: field "sitStatus": IOC-03 is planned in SIT, but its record .* left on 2019-05-03/,
    );
  });
});

describe('the register', () => {
  it('names a wrong id and a wrong kind of evidence', () => {
    const text =
      'id,source,text,shownBy,effect,severity,provenance\nST-9,s,t,scenario,e.,2,SOURCED\nST-D1,s,t,hearsay,e,6,SOURCED\n';
    const sentence =
      /register\.csv:3: field "id"[^]*register\.csv:3: field "shownBy": "hearsay" is not made of scenario/;
    expect(() => readRequirements(file('register.csv', text))).toThrow(sentence);
  });
});

describe('codes', () => {
  it('name an exception to a code that nobody publishes, and a condition that is none', () => {
    const rows = 'code,unless,reason\nSIM-XYZ-01,,Never.\nSIM-WHL-01,gas,No gas.\n';
    expect(() => readCodeTables(ROOT, file('exceptions.csv', rows))).toThrow(/exceptions\.csv:3: field "unless"/);
    const unknown = file('unknown.csv', 'code,unless,reason\nSIM-XYZ-01,,Never.\n');
    expect(() => readCodeTables(ROOT, unknown)).toThrow(/unknown\.csv:2: field "code": SIM-XYZ-01 is not in/);
    const right = file('right.csv', 'code,unless,reason\nSIM-COM-03,dual-fuel,No gas.\nSIM-WHL-01,,Never.\n');
    expect(readCodeTables(ROOT, right).exceptions).toEqual([
      { code: 'SIM-COM-03', unless: 'dual-fuel', reason: 'No gas.' },
      { code: 'SIM-WHL-01', reason: 'Never.' },
    ]);
  });
});

describe('households', () => {
  it('may have a price in a run that no limit forbade in its day', () => {
    const text = readFileSync(path.join(ROOT, HOUSEHOLDS_FILE), 'utf8').replace(/"price": \d+/, '"price": 33470');
    expect(() => readHouseholds(file('households.json', text))).toThrow('expected number to be <=32767');
    expect(Object.keys(readHouseholds(file('households.json', text), true))).toContain('billed');
  });

  it('are read, and one whose consumption is not that of 48 half hours is named', () => {
    expect(Object.keys(readHouseholds(path.join(ROOT, HOUSEHOLDS_FILE)))).toContain('prepaying');
    const text = readFileSync(path.join(ROOT, HOUSEHOLDS_FILE), 'utf8').replace(
      /"consumption": \[\s*\d+,/,
      '"consumption": [',
    );
    expect(() => readHouseholds(file('households.json', text))).toThrow(
      /households\.json: field "households\.prepaying\.ESME\.consumption"/,
    );
  });
});

describe('records', () => {
  const text = (date: string): string =>
    JSON.stringify({
      provenance: 'MODEL',
      records: [
        { kind: 'sit-exit', release: 'IOC', dmc: 'IOC-02', date, reference: 'r', statement: 's' },
        { kind: 'depth-and-breadth', release: 'IOC', date, reference: 'r', statement: 's' },
      ],
    });

  it('hold for their own DMC, or for the whole release', () => {
    const records = readRecords(file('records.json', text('2019-04-12')));
    expect(findRecord(records, 'sit-exit', exampleDmc())).toBeUndefined();
    expect(findRecord(records, 'sit-exit', exampleDmc({ id: 'IOC-02' }))?.date).toBe('2019-04-12');
    expect(findRecord(records, 'depth-and-breadth', exampleDmc())).toBeDefined();
    expect(findRecord(records, 'depth-and-breadth', exampleDmc({ release: 'MOC' }))).toBeUndefined();
  });

  it('are refused with the name of the wrong field', () => {
    expect(() => readRecords(file('wrong.json', text('April')))).toThrow(/wrong\.json: field "records\.0\.date"/);
    expect(() => readRecords(file('broken.json', '{'))).toThrow(/broken\.json: it cannot be read as JSON/);
  });
});

describe('the service requests of the scope', () => {
  const HEAD = 'variant,name,element,content,devices,roles,critical,answer,response,target,targetAsleep,provenance';
  const RIGHT = '4.18,Read Meter Balance,ReadMeterBalance,none,ESME GSME,IS GS,no,I99,I0,PT30S,PT1H,MODEL';
  const LACKING = 'deviceType,manufacturer,model,variant,refusedWith,provenance';

  it('reads a row', () => {
    const [request] = readServiceRequests(file('right.csv', `${HEAD}\n${RIGHT}\n`));
    expect(request).toMatchObject({ roles: ['IS', 'GS'], devices: ['ESME', 'GSME'], target: 30, targetAsleep: 3600 });
  });

  it.each([
    ['IS GS', 'IS XX', /:2: field "roles/],
    ['PT30S', '30 s', /:2: field "target"/],
    [',no,', ',maybe,', /:2: field "critical"/],
    ['I99', 'done', /:2: field "answer"/],
    ['none', 'some', /:2: field "content"/],
  ])('refuses %s that became %s', (right, wrong, sentence) => {
    const table = file('wrong.csv', `${HEAD}\n${RIGHT.replace(right, wrong)}\n`);
    expect(() => readServiceRequests(table)).toThrow(sentence);
  });

  it('knows when a declared absence speaks of a model or a request that there is not', () => {
    const requests = readServiceRequests(file('right.csv', `${HEAD}\n${RIGHT}\n`));
    const strange = (row: string): string[] =>
      strangeNotApplicable(
        'x.csv',
        readNotApplicable(file('lacking.csv', `${LACKING}\n${row}\n`)),
        [exampleDmc()],
        requests,
      ).map(problemLine);
    expect(strange('ESME,BC02,10A10001,4.18,E11,MODEL')).toEqual([]);
    expect(strange('ESME,BC02,10A10009,4.18,E11,MODEL')).toEqual([
      'x.csv:2: field "model": no DMC has ESME BC02 10A10009.',
    ]);
    expect(strange('ESME,BC02,10A10001,4.19,E11,MODEL')).toEqual([
      'x.csv:2: field "variant": the scope has no 4.19 for ESME.',
    ]);
  });
});

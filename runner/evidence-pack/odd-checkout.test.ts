import 'ts-node/register';
import { cpSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { junitXml } from '../../reports/junit/junit';
import { documentsOf } from '../../reports/tag/documents';
import { scopeOfRun } from '../assessment/reassess';
import { runCycle } from '../execution/cycle';
import { fixtureHost } from '../fixtures/fixture-host';
import { makePack } from './make-pack';
import { verifyPack } from './verify';

const FIXTURES = path.join(__dirname, '../fixtures/project');
const base = mkdtempSync(path.join(tmpdir(), 'odd-'));
afterAll(() => rmSync(base, { recursive: true }));

/** A project in a folder with what patterns of files and shells act upon, whose lines end as on Windows. */
function oddProject(): string {
  const root = path.join(base, 'caf\u00e9 [x] {1,2} & y');
  cpSync(FIXTURES, root, { recursive: true });
  for (const name of globSync('**/*.{feature,csv,json,md}', { cwd: root })) {
    const file = path.join(root, name);
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll(/\r?\n/g, '\r\n'));
  }
  return root;
}

it('a pack of an odd checkout is sound in any other', async () => {
  const root = oddProject();
  const request = { root, plan: 'small', seed: '7', reports: path.join(root, 'reports') };
  const { run, folder } = await runCycle(request, fixtureHost());
  expect(run.verdict.exitCode).toBe(0);
  mkdirSync(path.join(folder.path, 'tag'), { recursive: true });
  writeFileSync(path.join(folder.path, 'junit.xml'), junitXml(run));
  const scope = await scopeOfRun(folder.path);
  for (const { file, html } of documentsOf(run, { allure: false, signedWith: undefined }, scope)) {
    writeFileSync(path.join(folder.path, file), html());
  }
  const { problems, rederived } = await verifyPack(await makePack(run, folder.path));
  expect(problems).toEqual([]);
  expect(rederived).toContain('3 executions, 3 criteria');
});

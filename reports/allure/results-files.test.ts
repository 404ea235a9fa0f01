import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Status, type TestResult, type TestResultContainer } from 'allure-js-commons';
import { FileSystemWriter } from 'allure-js-commons/sdk/reporter';
import { ResultsFiles } from './results-files';

let folder: string;

beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'allure-files-'))));
afterEach(() => rmSync(folder, { recursive: true }));

it('writes what the writer of Allure writes', () => {
  const [own, theirs] = [join(folder, 'own'), join(folder, 'theirs')];
  const result = { uuid: 'a', name: 'Ä "x"', status: Status.PASSED } as TestResult;
  const container: TestResultContainer = { uuid: 'b', children: ['a'], befores: [], afters: [] };
  const facts = { 'Run id': 'a=b', Verdict: 'Öst\nwest' };
  const files = new ResultsFiles(own);
  files.result(result);
  files.container(container);
  files.attachment('c-attachment.bin', Buffer.from([0, 255]));
  files.categories([{ name: 'd' }]);
  files.environment(facts);
  const writer = new FileSystemWriter({ resultsDir: theirs });
  writer.writeResult(result);
  writer.writeGroup(container);
  writer.writeAttachment('c-attachment.bin', Buffer.from([0, 255]));
  writer.writeCategoriesDefinitions([{ name: 'd' }]);
  writer.writeEnvironmentInfo(facts);
  expect(readdirSync(own)).toEqual(readdirSync(theirs));
  for (const name of readdirSync(own)) {
    expect(readFileSync(join(own, name))).toEqual(readFileSync(join(theirs, name)));
  }
});

import 'ts-node/register';
import { generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunResult } from '../reports/record/result-model';
import { readPackSigningKey } from '../runner/evidence-pack/signing';
import { verifyPack } from '../runner/evidence-pack/verify';
import { finishedRun, refuseOtherSuite } from '../runner/execution/finished-run';
import { SmallProject } from '../runner/fixtures/small-project';
import { makeReports, reportLines } from './shared/report-run';

const root = mkdtempSync(path.join(tmpdir(), 'report-'));
const project = new SmallProject(path.join(root, 'project'));
const reports = path.join(project.root, 'reports');
let run: RunResult;
let folder: string;
let id: string;

beforeAll(async () => {
  const finished = await project.run();
  ({ run } = finished);
  ({ path: folder, id } = finished.folder);
});
afterAll(() => rmSync(root, { recursive: true }));

const pack = (): string => path.join(folder, 'evidence-pack.zip');

describe('the reports of a finished run', () => {
  it('are made again from its record, inputs and evidence', async () => {
    const found = finishedRun(reports, id);
    expect(found.run).toEqual(run);
    const made = await makeReports(found.run, found.folder.path, undefined, []);
    expect(made.missing).toEqual([]);
    expect((await verifyPack(pack())).problems).toEqual([]);
  });

  it('are made without the one that fails; the pack is closed over the others and names what it would hold', async () => {
    // Nothing can be written where a file stands in the place of the folder.
    rmSync(path.join(folder, 'tag'), { recursive: true });
    writeFileSync(path.join(folder, 'tag'), '');
    const made = await makeReports(run, folder, undefined, []);
    expect(made.missing.map(({ report }) => report)).toEqual([
      'the documents for TAG',
      'the PDFs of the documents for TAG',
      'the working copy for a word processor',
    ]);
    const lines = reportLines(made, folder);
    expect(lines.join('\n')).toContain('Could not make the documents for TAG: ');
    expect(lines.at(-1)).toBe(`What is missing can be made again: npm run report -- ${id}`);
    const { problems, lacks } = await verifyPack(pack());
    expect(problems).toEqual([]);
    expect(lacks.map((sentence) => sentence.split(':')[0])).toEqual([
      'The pack was closed without the documents for TAG',
      'The pack was closed without the PDFs of the documents for TAG',
    ]);
    rmSync(path.join(folder, 'tag'));
    expect((await makeReports(run, folder, undefined, [])).missing).toEqual([]);
    expect((await verifyPack(pack())).lacks).toEqual([]);
  });

  it('leave a signed pack as it is, and agree with it', async () => {
    const file = path.join(root, 'key.pem');
    const { privateKey } = generateKeyPairSync('ed25519');
    writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }));
    const key = readPackSigningKey(file);
    await makeReports(run, folder, key, []);
    const [bytes, document] = [readFileSync(pack()), path.join(folder, 'tag/test-completion-report.html')];
    const text = readFileSync(document, 'utf8');
    rmSync(document);
    const made = await makeReports(run, folder, undefined, []);
    expect(made.pack).toBe(`The signed evidence pack ${pack()} stays as it is.`);
    expect(readFileSync(document, 'utf8')).toBe(text);
    const again = await makeReports(run, folder, key, []);
    expect(again.missing.map(({ why }) => why)).toEqual([
      `The evidence pack ${pack()} is signed and is not overwritten: move it elsewhere to have another one.`,
    ]);
    expect(readFileSync(pack()).equals(bytes)).toBe(true);
    expect(statSync(pack()).size).toBe(bytes.length);
  });
});

describe('a run that cannot be reported', () => {
  it('has no record: how to finish it is said in a sentence', () => {
    const record = path.join(folder, 'result.json');
    const text = readFileSync(record);
    rmSync(record);
    expect(() => finishedRun(reports, id)).toThrow(
      `The run ${id} has no result.json: resume it first: npm run cycle -- --resume ${id}`,
    );
    writeFileSync(record, '{"modelVersion":1}');
    expect(() => finishedRun(reports, id)).toThrow(`The run ${id} is of an older model: its record has version 1`);
    writeFileSync(record, text);
    expect(() => finishedRun(reports, 'small-7-9999')).toThrow('There is no run "small-7-9999"');
    expect(existsSync(record)).toBe(true);
  });

  it('was made by another version of the suite', () => {
    expect(() => refuseOtherSuite(run, run.run.versions.suite ?? '')).not.toThrow();
    expect(() => refuseOtherSuite(run, 'commit 0', '--other-suite')).toThrow(
      'this is commit 0): check that one out, or say --other-suite.',
    );
  });
});

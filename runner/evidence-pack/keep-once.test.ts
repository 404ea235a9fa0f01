import 'ts-node/register';
import { cpSync, existsSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { RunResult } from '../../reports/record/result-model';
import { readJournal } from '../execution/journal';
import { runCycle } from '../execution/cycle';
import { fixtureHost } from '../fixtures/fixture-host';
import { packFinished } from '../fixtures/proving-pack';
import { giveBack, keepOnce } from './keep-once';
import { makePack } from './make-pack';

const base = mkdtempSync(path.join(tmpdir(), 'once-'));
const whole = path.join(base, 'whole');
const folder = path.join(base, 'run');
let run: RunResult;

beforeAll(async () => {
  const root = path.join(base, 'project');
  cpSync(path.join(__dirname, '../fixtures/project'), root, { recursive: true });
  const finished = await runCycle(
    { root, plan: 'small', seed: '7', reports: path.join(base, 'reports') },
    fixtureHost(),
  );
  await packFinished(finished);
  cpSync(finished.folder.path, whole, { recursive: true });
  run = JSON.parse(readFileSync(path.join(whole, 'result.json'), 'utf8')) as RunResult;
});
beforeEach(() => {
  rmSync(folder, { recursive: true, force: true });
  cpSync(whole, folder, { recursive: true });
});
afterAll(() => rmSync(base, { recursive: true }));

const filesIn = (place: string): string[] =>
  globSync('**', { cwd: place, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(place, path.join(entry.parentPath, entry.name)))
    .sort();

const evidenceIn = (place: string): string[] =>
  filesIn(place)
    .filter((name) => name.startsWith('evidence/'))
    .map((name) => path.basename(name));
const bytesOf = (file: string): Buffer => readFileSync(path.join(folder, file));

/** Only one page leads to evidence, and only to that of one test; another test did not pass. */
async function packWithOneLink(): Promise<RunResult> {
  for (const page of globSync('tag/*.html', { cwd: folder })) writeFileSync(path.join(folder, page), '<p>Nothing.</p>');
  const link = '<a href="../evidence/ioc-01-active-migration-st/ST-A1-10.zip">ST-A1-10</a>';
  writeFileSync(path.join(folder, 'tag/depth-and-breadth.html'), link);
  const executions = run.executions.map((one) =>
    one.id === 'ST-A1-11' ? { ...one, outcome: 'failed' as const } : one,
  );
  await makePack(run, folder);
  return { ...run, executions };
}

it('leaves to the pack what no page leads to and what passed, and the messages', async () => {
  const few = await packWithOneLink();
  const before = filesIn(folder);
  await keepOnce(few, folder, 2);
  expect(before.filter((name) => !filesIn(folder).includes(name))).toEqual([
    'evidence/ioc-01-active-migration-st/ST-A1-01.zip',
    'journal.ndjson',
    'messages.ndjson.gz',
  ]);
});

it('packs the journal, which says the same as before', async () => {
  const few = await packWithOneLink();
  const before = readJournal(folder);
  await keepOnce(few, folder, 0);
  expect(existsSync(path.join(folder, 'journal.ndjson.gz'))).toBe(true);
  expect(readJournal(folder)).toEqual(before);
});

it('leaves every archive that the real pages of a run lead to', async () => {
  await keepOnce(run, folder, 0);
  expect(evidenceIn(folder)).toEqual(['ST-A1-01.zip', 'ST-A1-10.zip', 'ST-A1-11.zip']);
});

it('leaves a run as it is that is no larger than said', async () => {
  const few = await packWithOneLink();
  const before = filesIn(folder);
  await keepOnce(few, folder, 3);
  expect(filesIn(folder)).toEqual(before);
});

it('gives back what it took, byte for byte, so that the same pack can be made again', async () => {
  const few = await packWithOneLink();
  const [evidence, pack] = [bytesOf('evidence/ioc-01-active-migration-st/ST-A1-01.zip'), bytesOf('evidence-pack.zip')];
  await keepOnce(few, folder, 0);
  await giveBack(folder);
  expect(bytesOf('evidence/ioc-01-active-migration-st/ST-A1-01.zip')).toEqual(evidence);
  const again = await makePack(run, folder);
  expect(readFileSync(again)).toEqual(pack);
});

/** Changes one byte of what the pack holds of a test. */
function damagePack(): void {
  const pack = bytesOf('evidence-pack.zip');
  const at = pack.indexOf('ST-A1-01.zip') + 40;
  pack[at] = (pack[at] ?? 0) ^ 0xff;
  writeFileSync(path.join(folder, 'evidence-pack.zip'), pack);
}

it('removes nothing where the pack is damaged', async () => {
  const few = await packWithOneLink();
  damagePack();
  const before = filesIn(folder);
  await expect(keepOnce(few, folder, 0)).rejects.toThrow(/is not as it was made: evidence\/.*ST-A1-01\.zip/);
  expect(filesIn(folder)).toEqual(before);
});

it('gives nothing back where the pack is damaged', async () => {
  await keepOnce(await packWithOneLink(), folder, 0);
  damagePack();
  const before = filesIn(folder);
  await expect(giveBack(folder)).rejects.toThrow(/is not as it was made: evidence\/.*ST-A1-01\.zip/);
  expect(filesIn(folder)).toEqual(before);
});

it('gives nothing back where nothing was taken, and where there is no pack', async () => {
  const before = filesIn(folder);
  await giveBack(folder);
  expect(filesIn(folder)).toEqual(before);
  rmSync(path.join(folder, 'evidence-pack.zip'));
  rmSync(path.join(folder, 'messages.ndjson.gz'));
  await giveBack(folder);
  expect(existsSync(path.join(folder, 'messages.ndjson'))).toBe(false);
});

it('says what is gone where somebody has removed the pack that alone held it', async () => {
  await keepOnce(await packWithOneLink(), folder, 0);
  rmSync(path.join(folder, 'evidence-pack.zip'));
  await expect(giveBack(folder)).rejects.toThrow('has no evidence-pack.zip, which alone held the messages');
});

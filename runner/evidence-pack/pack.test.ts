import 'ts-node/register';
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCycle } from '../execution/cycle';
import { scopeOfRun } from '../assessment/reassess';
import { fixtureHost } from '../fixtures/fixture-host';
import { makeArchive } from '../../support/evidence/archive';
import { junitXml } from '../../reports/junit/junit';
import type { RunResult } from '../../reports/record/result-model';
import { documentsOf } from '../../reports/tag/documents';
import { makePack } from './make-pack';
import { readPackSigningKey, readVerificationKey } from './signing';
import { verifyPack } from './verify';

const FIXTURES = path.join(__dirname, '../fixtures/project');
const base = mkdtempSync(path.join(tmpdir(), 'pack-'));
const sound = path.join(base, 'sound');
let count = 0;

beforeAll(async () => {
  const root = path.join(base, 'project');
  cpSync(FIXTURES, root, { recursive: true });
  const { run, folder } = await runCycle(
    { root, plan: 'small', seed: '7', reports: path.join(base, 'reports') },
    fixtureHost(),
  );
  cpSync(folder.path, sound, { recursive: true });
  await writeDocuments(run, sound);
});
afterAll(() => rmSync(base, { recursive: true }));

async function writeDocuments(run: RunResult, folder: string, signedWith?: string): Promise<void> {
  const scope = await scopeOfRun(folder);
  mkdirSync(path.join(folder, 'tag'), { recursive: true });
  writeFileSync(path.join(folder, 'junit.xml'), junitXml(run));
  for (const { file, html } of documentsOf(run, { allure: false, signedWith }, scope)) {
    writeFileSync(path.join(folder, file), html());
  }
}

const recordIn = (folder: string): RunResult =>
  JSON.parse(readFileSync(path.join(folder, 'result.json'), 'utf8')) as RunResult;

/** A copy of the sound run, of which a test may change what it likes before it packs it. */
function copy(): string {
  count += 1;
  const folder = path.join(base, `copy-${count}`);
  cpSync(sound, folder, { recursive: true });
  return folder;
}

function edit(folder: string, file: string, from: string | RegExp, to: string): void {
  const target = path.join(folder, file);
  const text = readFileSync(target, 'utf8');
  const changed = text.replace(from, to);
  if (changed === text) throw new Error(`${file} does not hold ${String(from)}`);
  writeFileSync(target, changed);
}

/** Packs a folder as somebody would who wants the pack to agree with itself. */
async function problemsOf(folder: string): Promise<readonly string[]> {
  const { problems } = await verifyPack(await makePack(recordIn(folder), folder));
  return problems;
}

function keyFiles(name: string, { privateKey, publicKey }: { privateKey: KeyObject; publicKey: KeyObject }): string[] {
  const files = ['private', 'public'].map((kind) => path.join(base, `${name}-${kind}.pem`));
  writeFileSync(files[0] ?? '', privateKey.export({ type: 'pkcs8', format: 'pem' }));
  writeFileSync(files[1] ?? '', publicKey.export({ type: 'spki', format: 'pem' }));
  return files;
}

describe('an evidence pack', () => {
  it('is sound as it was made, and says that it is unsigned', async () => {
    const { problems, signature, rederived, manifest } = await verifyPack(await makePack(recordIn(sound), sound));
    expect(problems).toEqual([]);
    expect(signature).toContain('The pack is unsigned');
    expect(rederived).toContain('3 executions, 3 criteria');
    const names = manifest.files.map((file) => file.path);
    expect(names.slice(0, 3)).toEqual(['READ-ME.txt', 'result.json', 'basis.json']);
    expect(names).toEqual(
      expect.arrayContaining([
        'inputs/features/migration-st/outcomes/outcomes.feature',
        'inputs/features/scope/plans/small.json',
        'inputs/features/scope/dmc-catalogue.csv',
        'tag/test-completion-report.html',
        'messages.ndjson',
        'logs/dsp.log',
      ]),
    );
    expect(names.some((name) => name.startsWith('evidence/'))).toBe(true);
    expect(manifest).toMatchObject({ run: { seed: '7' }, verdict: { result: 'met' }, criteria: { length: 3 } });
  });

  it('has the same bytes for the same run', async () => {
    const once = readFileSync(await makePack(recordIn(sound), copy()));
    expect(readFileSync(await makePack(recordIn(sound), copy())).equals(once)).toBe(true);
  });

  it.each([
    ['Ed25519', () => generateKeyPairSync('ed25519')],
    ['P-256', () => generateKeyPairSync('ec', { namedCurve: 'prime256v1' })],
  ])('signed with %s is believed with its own public key and no other', async (name, generate) => {
    const [own = '', ownPublic = ''] = keyFiles(name, generate());
    const [, otherPublic = ''] = keyFiles(`${name}-other`, generate());
    const key = readPackSigningKey(own);
    const folder = copy();
    await writeDocuments(recordIn(folder), folder, key.fingerprint);
    const pack = await makePack(recordIn(folder), folder, key);
    const { problems, signature } = await verifyPack(pack, readVerificationKey(ownPublic));
    expect(problems).toEqual([]);
    expect(signature).toContain('the signature fits');
    expect((await verifyPack(pack, readVerificationKey(otherPublic))).problems[0]).toContain('does not fit');
    expect((await verifyPack(pack)).signature).toContain('was not checked');
    const unsigned = await makePack(recordIn(sound), copy());
    expect((await verifyPack(unsigned, readVerificationKey(ownPublic))).problems).toEqual([
      'The pack is unsigned although a key was given.',
    ]);
  });

  it('refuses keys that it does not sign with, and files that are no keys', () => {
    const [rsa = ''] = keyFiles('rsa', generateKeyPairSync('rsa', { modulusLength: 2048 }));
    expect(() => readPackSigningKey(rsa)).toThrow('neither Ed25519 nor on the curve P-256');
    expect(() => readPackSigningKey(path.join(sound, 'result.json'))).toThrow('is no private key');
    expect(() => readVerificationKey(path.join(base, 'nowhere.pem'))).toThrow('cannot be read');
  });
});

describe('a tampered pack', () => {
  /** The bytes of one file within the archive, where it is stored as it is. */
  async function withBytes(from: string, to: string): Promise<string> {
    const folder = copy();
    const evidence = readdirSync(path.join(folder, 'evidence'), { recursive: true, encoding: 'utf8' });
    const archive = evidence.find((name) => name.endsWith('.zip'));
    if (archive === undefined) throw new Error('The run left no packed evidence.');
    writeFileSync(path.join(folder, 'evidence', archive), makeArchive([{ name: from, body: Buffer.from('x') }]));
    const pack = await makePack(recordIn(folder), folder);
    const bytes = readFileSync(pack).toString('latin1').replaceAll(from, to);
    writeFileSync(pack, bytes, 'latin1');
    return pack;
  }

  it('names the file whose bytes were changed', async () => {
    const { problems } = await verifyPack(await withBytes('genuine.txt', 'altered.txt'));
    expect(problems).toEqual([expect.stringMatching(/^evidence\/.*\.zip is not what the manifest says/)]);
  });

  it('names a file that is missing, and one that was added', async () => {
    const pack = await makePack(recordIn(sound), copy());
    const renamed = readFileSync(pack).toString('latin1').replaceAll('logs/dsp.log', 'logs/dsq.log');
    writeFileSync(pack, renamed, 'latin1');
    const { problems } = await verifyPack(pack);
    expect(problems).toContain('logs/dsq.log is in the pack but not in its manifest: it was added afterwards.');
    expect(problems).toContain('logs/dsp.log is in the manifest but missing from the pack.');
  });

  it('cannot be read when it is cut off, is no pack, or is not there', async () => {
    const pack = await makePack(recordIn(sound), copy());
    truncateSync(pack, 1000);
    await expect(verifyPack(pack)).rejects.toThrow('cannot be read as an archive');
    const other = path.join(base, 'other.zip');
    writeFileSync(other, makeArchive([{ name: 'a.txt', body: Buffer.from('a') }]));
    await expect(verifyPack(other)).rejects.toThrow('is no evidence pack');
    await expect(verifyPack(path.join(base, 'nothing.zip'))).rejects.toThrow('cannot be read');
  });
});

describe('a pack that was made to agree with itself', () => {
  it('is found out by an edited count of the record', async () => {
    const folder = copy();
    edit(folder, 'result.json', /"passed": 3/, '"passed": 4');
    expect(await problemsOf(folder)).toContainEqual(
      expect.stringMatching(/^result\.json\.c.*counts\.passed says 4 and has to say 3\.$/),
    );
  });

  it('is found out by a criterion that its plan does not bear out', async () => {
    const folder = copy();
    edit(folder, 'inputs/features/scope/plans/small.json', '"atLeastPercent": 100', '"atLeastPercent": 50');
    expect(await problemsOf(folder)).toContainEqual(
      expect.stringMatching(/criteria\[EX-1\]\.threshold says ".*100 %.*" and has to say ".*50 %/),
    );
  });

  it('is found out by an edited word of a document', async () => {
    const folder = copy();
    edit(folder, 'tag/test-completion-report.html', '<dd>3</dd>', '<dd>5</dd>');
    expect(await problemsOf(folder)).toEqual([
      expect.stringMatching(
        /^tag\/test-completion-report\.html, line \d+, says .*<dd>5<\/dd>.* has to say .*<dd>3<\/dd>/,
      ),
    ]);
  });

  it('is neither sound nor found out where another version of the suite wrote the document that differs', async () => {
    const folder = copy();
    edit(folder, 'tag/test-completion-report.html', '<dd>3</dd>', '<dd>5</dd>');
    const pack = await makePack(recordIn(folder), folder);
    const made = recordIn(folder).run.versions.suite ?? '';
    const { problems, notJudged } = await verifyPack(pack, undefined, 'commit 0');
    expect(problems).toEqual([]);
    expect(notJudged).toBe(
      `Another version of the suite made this pack (${made}; this is commit 0) and may word its documents differently: tag/test-completion-report.html could not be judged here. Check that version out and verify again.`,
    );
    const own = await verifyPack(pack, undefined, made);
    expect([own.problems.length, own.notJudged]).toEqual([1, undefined]);
  });

  it('is neither sound nor found out where another version worded a sentence of the record in its own way', async () => {
    const folder = copy();
    edit(folder, 'result.json', 'Nothing was left out.', 'All was done.');
    const pack = await makePack(recordIn(folder), folder);
    const { problems, notJudged } = await verifyPack(pack, undefined, 'commit 0');
    expect(problems).toEqual([]);
    expect(notJudged).toContain('criteria[EX-1].note could not be judged here.');
    const own = await verifyPack(pack, undefined, recordIn(folder).run.versions.suite);
    expect(own.problems.join()).toContain('.note says "All was done.');
  });

  it('is found out by an edited count, whichever version of the suite made it', async () => {
    const folder = copy();
    edit(folder, 'result.json', /"passed": 3/, '"passed": 4');
    const { problems } = await verifyPack(await makePack(recordIn(folder), folder), undefined, 'commit 0');
    expect(problems.join('\n')).toContain('counts.passed says 4 and has to say 3.');
  });

  it('is found out by an execution that is left out', async () => {
    const folder = copy();
    const record = recordIn(folder);
    writeFileSync(
      path.join(folder, 'result.json'),
      JSON.stringify({ ...record, executions: record.executions.slice(1) }),
    );
    expect(await problemsOf(folder)).toContainEqual(
      expect.stringMatching(/^result\.json holds no result of .*, which the plan owes\.$/),
    );
  });

  it('is found out by an outcome that its steps do not bear out, and by steps that were never seen', async () => {
    const folder = copy();
    const record = recordIn(folder);
    const [one, ...others] = record.executions;
    if (one === undefined) throw new Error('The run has no execution.');
    writeFileSync(
      path.join(folder, 'result.json'),
      JSON.stringify({ ...record, executions: [{ ...one, outcome: 'failed', reason: 'So it was.' }, ...others] }),
    );
    expect(await problemsOf(folder)).toContainEqual(expect.stringContaining('is "failed", although every step passed'));
    const steps = one.steps.map((step) => ({ ...step, status: 'failed' }));
    writeFileSync(
      path.join(folder, 'result.json'),
      JSON.stringify({ ...record, executions: [{ ...one, outcome: 'failed', steps }, ...others] }),
    );
    expect(await problemsOf(folder)).toContainEqual(
      expect.stringMatching(/is failed; messages\.ndjson says passed\.$/),
    );
  });

  it('is found out by a step that its feature does not say', async () => {
    const folder = copy();
    const record = recordIn(folder);
    const [one, ...others] = record.executions;
    const steps = one?.steps.map((step) => ({ ...step, text: step.text.replace('passes', 'is passed by') }));
    writeFileSync(
      path.join(folder, 'result.json'),
      JSON.stringify({ ...record, executions: [{ ...one, steps }, ...others] }),
    );
    expect(await problemsOf(folder)).toContainEqual(
      expect.stringMatching(
        /ran "Given a step that is passed by.*" as step 1; features\/.*:\d+ says "Given a step that passes/,
      ),
    );
  });

  it('is found out by a feature that is not the one that ran', async () => {
    const folder = copy();
    edit(folder, 'inputs/features/migration-st/outcomes/outcomes.feature', 'Everything passes', 'Nothing passes');
    expect((await problemsOf(folder)).join('\n')).toContain(
      'title says "Everything passes" and has to say "Nothing passes"',
    );
  });

  it('is found out by evidence that is named and absent', async () => {
    const folder = copy();
    rmSync(path.join(folder, 'evidence'), { recursive: true });
    expect(await problemsOf(folder)).toContainEqual(expect.stringMatching(/^The evidence .* is not in the pack\.$/));
  });
});

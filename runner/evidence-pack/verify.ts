/** Verifies an evidence pack: who made it, that nothing was changed, and that everything in it follows from its executions. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { printable } from '../../support/scope/printable';
import { RunError, sentenceOf } from '../../support/scope/errors';
import { INPUTS_FOLDER } from '../planning/run-manifest';
import { RECORD_FILE } from '../execution/run-folder';
import { reassessRecord } from '../assessment/reassess';
import { junitXml } from '../../reports/junit/junit';
import type { RunResult } from '../../reports/record/result-model';
import { counted } from '../../reports/text';
import { documentsOf } from '../../reports/tag/documents';
import { bannerOf, type DocumentContext } from '../../reports/tag/document-model';
import type { ScopeOfTesting } from '../../reports/tag/scope/scope-model';
import {
  checkEvidence,
  checkFailures,
  checkMessages,
  checkOutcomes,
  checkPlanned,
  checkSteps,
  checkTranscripts,
} from './check-executions';
import { differences, differencesByKind, textDifference } from './compare';
import { manifestHead, type PackManifest } from './manifest';
import { lackSentence } from './make-pack';
import { openPack, type Pack } from './read-pack';
import { readRecord } from './read-record';
import type { VerificationKey } from './signing';

/** What was found. */
export interface Verification {
  readonly manifest: PackManifest;
  /** Who vouches for the pack, in a sentence. */
  readonly signature: string;
  /** Reports that the pack was closed without, one sentence each. */
  readonly lacks: readonly string[];
  /** What is wrong, one sentence each; none where the pack is sound. */
  readonly problems: readonly string[];
  /** Documents that nobody can judge here, since another version of the suite wrote them; absent where each was compared. */
  readonly notJudged?: string;
  /** What was counted and judged again, in a sentence. */
  readonly rederived: string;
  /** The record of the run; absent where it cannot be read. */
  readonly record?: RunResult;
}

/** Sentences about one kind of trouble; more of them say nothing new. */
const SHOWN = 20;

/** Differences in wording that are named one by one. */
const NAMED = 6;

/**
 * Verifies a pack, offline. Everything is looked at, also after the first finding.
 * @param key checks the signature; without one a signature is named and not checked
 * @param suite the version that verifies, where that is known: documents of another one may be worded differently
 * @throws RunError when the pack cannot be read at all
 */
export async function verifyPack(file: string, key?: VerificationKey, suite?: string): Promise<Verification> {
  const pack = await openPack(file);
  const folder = mkdtempSync(path.join(tmpdir(), 'verify-'));
  try {
    const { sentence, problem } = checkSignature(pack, key);
    const changed = await pack.check((name) => !/^(logs|allure)\//.test(name), folder);
    const found = await checkUntrusted(pack.manifest, folder, { suite, signedWith: pack.signature?.publicKey });
    return {
      manifest: pack.manifest,
      signature: sentence,
      lacks: (pack.manifest.missing ?? []).map(lackSentence),
      problems: [...(problem === undefined ? [] : [problem]), ...limited(changed), ...found.problems].map(printable),
      rederived: found.rederived,
      ...(found.record === undefined ? {} : { record: found.record }),
      ...(found.notJudged === undefined ? {} : { notJudged: printable(found.notJudged) }),
    };
  } finally {
    await pack.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function checkSignature(
  { signature, manifestBytes }: Pack,
  key: VerificationKey | undefined,
): { readonly sentence: string; readonly problem?: string } {
  if (signature === undefined) {
    const sentence = 'The pack is unsigned: it can be shown to agree with itself, not who made it.';
    return key === undefined ? { sentence } : { sentence, problem: 'The pack is unsigned although a key was given.' };
  }
  const by = `the key with SHA-256 ${signature.publicKey}`;
  if (key === undefined) return { sentence: `Signed with ${by}; the signature was not checked: name --public-key.` };
  if (!key.verify(manifestBytes, signature)) {
    const problem = `The signature of manifest.json does not fit the public key with SHA-256 ${key.fingerprint}.`;
    return { sentence: `Signed with ${by}.`, problem };
  }
  return { sentence: `Signed with ${by}, ${signature.algorithm}: the signature fits.` };
}

/** What the documents of a pack are written again with. */
interface Writer {
  readonly suite: string | undefined;
  /** SHA-256 of the public key that the documents name. */
  readonly signedWith: string | undefined;
}

/** What nobody has foreseen in a hostile pack is a finding too. */
async function checkUntrusted(
  ...[manifest, folder, writer]: Parameters<typeof checkContent>
): ReturnType<typeof checkContent> {
  try {
    return await checkContent(manifest, folder, writer);
  } catch (error) {
    if (error instanceof RunError) throw error;
    const problem = `What the pack holds cannot be checked: ${inside(sentenceOf(error), folder)}`;
    return { problems: [problem], rederived: 'Nothing was counted again.' };
  }
}

async function checkContent(
  manifest: PackManifest,
  folder: string,
  { suite, signedWith }: Writer,
): Promise<Pick<Verification, 'problems' | 'rederived' | 'record' | 'notJudged'>> {
  const nothing = 'Nothing was counted again.';
  if (!existsSync(path.join(folder, RECORD_FILE))) {
    return { problems: ['result.json is missing, so that nothing can be counted again.'], rederived: nothing };
  }
  const record = readRecord(folder, 'The pack');
  if (typeof record === 'string') return { problems: [record], rederived: nothing };
  const { files, missing = [], ...head } = manifest;
  const manifestProblems = differences(head, manifestHead(record, bannerOf(record)), 'manifest.json');
  let again: Awaited<ReturnType<typeof reassessRecord>>;
  try {
    again = await reassessRecord(folder, record);
  } catch (error) {
    const problem = `What the run rests on cannot be read: ${inside(sentenceOf(error), folder)}`;
    return { problems: [...manifestProblems, problem], rederived: nothing };
  }
  const names = new Set(files.map((one) => one.path));
  const context = { allure: names.has('allure/index.html'), signedWith };
  // What the pack says that it was closed without is named, and is no finding.
  const due = documentsDue(record, context, again.scope).filter(
    ([name]) => !missing.some((report) => path.matchesGlob(name, report.files)),
  );
  const documents = checkDocuments(due, folder);
  const facts = differencesByKind({ ...record, executions: [] }, { ...again.run, executions: [] }, 'result.json');
  const failures = checkFailures(record.executions, again.run.executions);
  const differing = [...facts.wording, ...failures.wording, ...documents.differing];
  const notJudged = wordsOfAnother(record, suite, differing);
  const problems = [
    ...limited(manifestProblems),
    ...limited(facts.facts),
    ...limited(checkPlanned(again.planned, record.executions)),
    ...limited(checkOutcomes(record.executions)),
    ...limited(failures.facts),
    ...limited(await checkSteps(path.join(folder, INPUTS_FOLDER), record.executions)),
    ...limited(await checkMessages(folder, record.executions, carriedOverBy(record))),
    ...limited(checkEvidence(record.executions, names)),
    ...limited(await checkTranscripts(folder, record.executions)),
    ...documents.missing,
    ...(notJudged === undefined ? limited(differing.map(({ problem }) => problem)) : []),
  ];
  return { problems, rederived: whatWasCounted(record), record, ...(notJudged === undefined ? {} : { notJudged }) };
}

function whatWasCounted({ executions, criteria, requirements, cells }: RunResult): string {
  const what = [
    counted(executions.length, 'execution'),
    counted(criteria.length, 'criterion', 'criteria'),
    counted(requirements.length, 'requirement'),
    counted(cells.length, 'Test Phase'),
  ];
  return `Planned, counted and judged again: ${what.join(', ')}; every document was written again and compared.`;
}

/** Why documents that differ are no finding; undefined where the suite that made them is the one that verifies. */
function wordsOfAnother(
  { run }: RunResult,
  suite: string | undefined,
  differing: readonly { readonly name: string }[],
): string | undefined {
  const made = run.versions.suite ?? 'unknown';
  if (suite === undefined || made === suite || differing.length === 0) return undefined;
  const more = differing.length - NAMED;
  const first = differing.slice(0, NAMED).map(({ name }) => name);
  const names = `${first.join(', ')}${more > 0 ? ` and ${more} more places` : ''}`;
  return `Another version of the suite made this pack (${made}; this is ${suite}) and may word its documents differently: ${names} could not be judged here. Check that version out and verify again.`;
}

/** How many results come from an earlier run; a run that went on has its own messages from before. */
function carriedOverBy({ run }: RunResult): number {
  return run.continues.filter((one) => one.run !== run.id).reduce((sum, one) => sum + one.executions, 0);
}

/** A document: its name, and what it has to say. */
type DueDocument = readonly [name: string, text: string];

/** Writes the documents again from the record. */
function documentsDue(run: RunResult, context: DocumentContext, scope: ScopeOfTesting): DueDocument[] {
  const documents = documentsOf(run, context, scope).map(({ file, html }) => [file, html()] as const);
  return [['junit.xml', junitXml(run)], ...documents];
}

/** The documents that are missing, one sentence each, and those that say something else than they have to. */
function checkDocuments(
  due: readonly DueDocument[],
  folder: string,
): { readonly missing: string[]; readonly differing: { readonly name: string; readonly problem: string }[] } {
  const [there, absent] = [due.filter(([name]) => isIn(folder, name)), due.filter(([name]) => !isIn(folder, name))];
  return {
    missing: absent.map(([name]) => `${name} is missing from the pack.`),
    differing: there.flatMap(([name, text]) => {
      const problem = textDifference(readFileSync(path.join(folder, name), 'utf8'), text, name);
      return problem === undefined ? [] : [{ name, problem }];
    }),
  };
}

function isIn(folder: string, name: string): boolean {
  return existsSync(path.join(folder, name));
}

/** Removes the path of the temporary folder from a sentence. */
function inside(sentence: string, folder: string): string {
  return sentence.replaceAll(`${folder}${path.sep}`, '');
}

function limited(problems: readonly string[]): readonly string[] {
  const more = problems.length - SHOWN;
  return more > 0 ? [...problems.slice(0, SHOWN), `And ${more} more of the same kind.`] : problems;
}

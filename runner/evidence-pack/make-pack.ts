/** Puts a run into one archive that can be handed on: the evidence pack. */
import { existsSync, globSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { RunResult } from '../../reports/record/result-model';
import type { MissingReport } from '../../reports';
import { RunError } from '../../support/scope/errors';
import { bannerOf, noticesOf, subjectOf } from '../../reports/tag/document-model';
import { messagesIn } from '../execution/kept-messages';
import { MESSAGES_FILE } from '../execution/run-folder';
import { MANIFEST, manifestHead, manifestText, READ_ME, SIGNATURE } from './manifest';
import { signerOfPack } from './read-pack';
import type { PackSigningKey } from './signing';
import { ZipFile, type PackedFile } from './zip-file';

/** Name of the pack in the folder of its run. */
export const PACK_FILE = 'evidence-pack.zip';

/** What stands in a pack, in this order; everything else in the folder of a run can be made from it. */
const LAYOUT: readonly { readonly files: string; readonly what: string }[] = [
  {
    files: 'result.json',
    what: 'the record of the run: executions, criteria, requirements, seeds, versions, verdicts',
  },
  { files: 'basis.json', what: 'what was asked for, and what was known of the environment' },
  { files: 'inputs/**', what: 'features as run, plan, combinations and their profiles, scope data, published codes' },
  { files: 'tag/*.html', what: 'the documents for TAG' },
  { files: 'tag/*.pdf', what: 'the same, to print' },
  { files: 'junit.xml', what: 'the same results for build servers' },
  { files: 'allure/index.html', what: 'the same results for engineers' },
  { files: MESSAGES_FILE, what: "the runner's messages" },
  { files: 'logs/**', what: 'logs of the services' },
  { files: 'evidence/**', what: 'what was exchanged and seen, one archive for each execution that passed' },
];

/** Without these there is nothing to verify. */
const NEEDED = ['result.json', 'basis.json', 'inputs'];

/**
 * Packs a run. The same folder and key give the same bytes, where the key is Ed25519 (an ECDSA signature is never the same).
 * @param folder of the run, with its documents
 * @param key signs the manifest; without one the pack is unsigned
 * @param missing reports that could not be made: manifest and READ-ME name those that a pack holds
 * @returns path of the pack
 * @throws RunError when the pack of the folder is signed: it is never overwritten
 * @throws Error when the folder lacks what a pack must hold
 */
export async function makePack(
  run: RunResult,
  folder: string,
  key?: PackSigningKey,
  missing: readonly MissingReport[] = [],
): Promise<string> {
  const needed = NEEDED.filter((name) => !existsSync(path.join(folder, name)));
  if (needed.length > 0) throw new Error(`The run ${folder} cannot be packed: it lacks ${needed.join(', ')}.`);
  const target = path.join(folder, PACK_FILE);
  if ((await signerOfPack(target)) !== undefined) {
    throw new RunError(
      `The evidence pack ${target} is signed and is not overwritten: move it elsewhere to have another one.`,
    );
  }
  const unfinished = `${target}.part`;
  const zip = new ZipFile(unfinished);
  try {
    const lacking = missing.filter(isPacked);
    const files: PackedFile[] = [await zip.addText(READ_ME, readMe(run, key, lacking))];
    for (const { files: pattern } of LAYOUT) {
      const kept = pattern === MESSAGES_FILE ? messagesIn(folder) : undefined;
      const named = kept === undefined ? filesOf(folder, pattern) : [pattern];
      for (const name of named) files.push(await zip.addFile(name, kept ?? path.join(folder, name)));
    }
    const without = lacking.length === 0 ? {} : { missing: lacking.map((one) => ({ ...one })) };
    const manifest = manifestText({ ...manifestHead(run, bannerOf(run)), ...without }, files);
    await zip.addText(MANIFEST, manifest);
    if (key !== undefined) {
      await zip.addText(SIGNATURE, `${JSON.stringify(key.sign(Buffer.from(manifest, 'utf8')), null, 2)}\n`);
    }
    await zip.finish();
  } catch (error) {
    await zip.abandon();
    rmSync(unfinished, { force: true });
    throw error;
  }
  renameSync(unfinished, target);
  return target;
}

/** Whether a pack would hold a report; working copies and pages for those who run the suite stay outside. */
function isPacked({ files }: MissingReport): boolean {
  return LAYOUT.some((part) => path.matchesGlob(part.files, files));
}

/** Files of a folder that a pattern names: in one order everywhere, with `/`. */
export function filesOf(folder: string, pattern: string): string[] {
  return globSync(pattern, { cwd: folder, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort();
}

function readMe(run: RunResult, key: PackSigningKey | undefined, missing: readonly MissingReport[]): string {
  const width = Math.max(...LAYOUT.map(({ files }) => files.length)) + 2;
  const signed =
    key === undefined
      ? 'This pack is unsigned: it can be shown to agree with itself, not who made it.'
      : `Its manifest is signed; the SHA-256 of the public key is ${key.fingerprint}.`;
  return `${[
    `Evidence pack of the run ${run.run.id}: ${subjectOf(run)}`,
    '',
    [...noticesOf(run), bannerOf(run)].join(' '),
    run.verdict.sentence,
    '',
    ...LAYOUT.map(({ files, what }) => `${files.padEnd(width)}${what}`),
    `${MANIFEST.padEnd(width)}every file with its SHA-256, the verdicts, versions and digests`,
    `${SIGNATURE.padEnd(width)}signature over the bytes of ${MANIFEST}; absent where the pack is unsigned`,
    '',
    ...missing.map(lackSentence),
    signed,
    `To verify it, from a copy of the suite at its version: npm run verify -- ${PACK_FILE}${key === undefined ? '' : ' --public-key FILE'}`,
  ].join('\n')}\n`;
}

/** `The pack was closed without the Allure report: ...` */
export function lackSentence({ report, why }: Pick<MissingReport, 'report' | 'why'>): string {
  return `The pack was closed without ${report}: ${why.replace(/\.?$/, '.')}`;
}

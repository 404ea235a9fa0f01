/** A large run keeps once what its folder and its pack both hold. */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { RunResult } from '../../reports/record/result-model';
import { RunError } from '../../support/scope/errors';
import { archiveOf } from '../../support/evidence/packed-evidence';
import { journalIn, packJournal } from '../execution/journal';
import { messagesIn } from '../execution/kept-messages';
import { EVIDENCE_FOLDER, MESSAGES_FILE } from '../execution/run-folder';
import { filesOf, PACK_FILE } from './make-pack';
import { openPack } from './read-pack';

/** Executions up to which a folder keeps everything beside its pack: their evidence is some ten megabytes. */
const KEPT_TWICE = 1_000;

/** Pages of a run that lead to its evidence. */
const PAGES = '{*,tag/*}.html';

/**
 * Removes from the folder of a large run the messages and the evidence that its pack holds, once every file of the pack is seen
 * to be what its manifest says, and packs the journal, of which the record holds all. What did not pass, and whatever a page leads to, stays in the folder too.
 * @param folder of the run, with its pack
 * @param keptTwice executions of the largest run that is left as it is
 * @throws RunError when the pack is not as its manifest says: nothing is removed then
 */
export async function keepOnce(run: RunResult, folder: string, keptTwice = KEPT_TWICE): Promise<void> {
  if (run.executions.length <= keptTwice) return;
  const held = await readPack(folder, () => false);
  const needed = new Set([...linked(folder), ...notPassed(run)]);
  packJournal(folder);
  const messages = messagesIn(folder);
  if (messages !== undefined && held.has(MESSAGES_FILE)) rmSync(messages);
  for (const name of evidenceIn(folder)) {
    if (held.has(name) && !needed.has(name)) rmSync(path.join(folder, name));
  }
}

/**
 * Gives back to the folder of a run what only its pack still holds; does nothing where the folder has all of it.
 * @throws RunError when the pack is gone, or not as its manifest says: nothing is given back then
 */
export async function giveBack(folder: string): Promise<void> {
  if (messagesIn(folder) !== undefined) return;
  if (!existsSync(path.join(folder, PACK_FILE))) {
    if (journalIn(folder)?.endsWith('.gz') !== true) return;
    throw new RunError(
      `${folder} has no ${PACK_FILE}, which alone held the messages and most evidence of this large run: put it back first.`,
    );
  }
  const kept = new Set(evidenceIn(folder));
  const isLacking = (name: string): boolean => isKeptOnce(name) && !kept.has(name);
  try {
    await readPack(folder, isLacking);
  } catch (error) {
    for (const name of [MESSAGES_FILE, ...evidenceIn(folder)].filter(isLacking))
      rmSync(path.join(folder, name), { force: true });
    throw error;
  }
}

/**
 * Reads the pack of a folder to its end.
 * @param wanted what of it is written into the folder
 * @returns names of all that it holds
 * @throws RunError when something in it is not what its manifest says
 */
async function readPack(folder: string, wanted: (file: string) => boolean): Promise<ReadonlySet<string>> {
  const file = path.join(folder, PACK_FILE);
  const pack = await openPack(file);
  try {
    const [problem] = await pack.check(wanted, folder);
    if (problem !== undefined) throw new RunError(`The evidence pack ${file} is not as it was made: ${problem}`);
    return new Set(pack.manifest.files.map(({ path: name }) => name));
  } finally {
    await pack.close();
  }
}

function isKeptOnce(name: string): boolean {
  return name === MESSAGES_FILE || name.startsWith(`${EVIDENCE_FOLDER}/`);
}

function evidenceIn(folder: string): string[] {
  return filesOf(folder, `${EVIDENCE_FOLDER}/**`);
}

/** What the pages of a run lead to. */
function linked(folder: string): string[] {
  return filesOf(folder, PAGES).flatMap((page) => {
    const text = readFileSync(path.join(folder, page), 'utf8');
    return [...text.matchAll(/href="([^"#]+)/g)].flatMap(([, href = '']) =>
      path.posix.join(path.posix.dirname(page), decodeURIComponent(href)),
    );
  });
}

/** The evidence of what did not pass, packed or not. */
function notPassed({ executions }: RunResult): string[] {
  return executions
    .filter(({ outcome }) => outcome !== 'passed')
    .flatMap(({ steps, evidence }) => [...steps.flatMap((step) => step.evidence), ...evidence])
    .flatMap(({ path: file }) => [file, archiveOf(path.posix.dirname(file))]);
}

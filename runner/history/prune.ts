/** Removes the folders of runs of which nothing is lost with them. */
import { existsSync, globSync, readdirSync, realpathSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import type { RunResult } from '../../reports/record/result-model';
import { sentenceOf } from '../../support/scope/errors';
import { openPack } from '../evidence-pack/read-pack';
import { readRecord } from '../evidence-pack/read-record';
import { verifyPack } from '../evidence-pack/verify';
import { suiteVersions } from '../planning/versions';
import { RECORD_FILE } from '../execution/run-folder';
import { digestOfFile, packsIn } from './index-runs';
import { addToLedger } from './ledger';

/** What is to become of the folder of a run. */
export interface PruneDecision {
  readonly run: string;
  readonly folder: string;
  readonly bytes: number;
  /** Verified pack of the run, outside its folder; absent where the folder stays. */
  readonly pack?: string;
  /** Why it stays; absent where it goes. */
  readonly kept?: string;
}

/**
 * Decides of each folder in `runs` whether it may go: never a formal run, the newest one, one without a record, one that the record of
 * another run names, or one without a sound pack of the same record in `packs`.
 * @param packs folder outside that of the reports
 */
export async function pruneDecisions(reports: string, packs: string): Promise<PruneDecision[]> {
  const runs = path.join(reports, 'runs');
  const names = existsSync(runs) ? readdirSync(runs).sort() : [];
  const records = names.map((name) => ({ name, record: recordIn(path.join(runs, name)) }));
  const named = new Set(records.flatMap(({ record }) => (record === undefined ? [] : runsNamedBy(record))));
  const elsewhere = await packsByRecord(packs, runs);
  const latest = path.join(reports, 'latest');
  const newest = existsSync(latest) ? path.basename(realpathSync(latest)) : undefined;
  const decisions: PruneDecision[] = [];
  for (const { name, record } of records) {
    const folder = path.join(runs, name);
    const about = { run: name, folder, bytes: bytesIn(folder) };
    const kept = whyKept(name, record, { named, newest });
    if (kept !== undefined) decisions.push({ ...about, kept });
    else decisions.push({ ...about, ...(await packOrReason(folder, elsewhere)) });
  }
  return decisions;
}

/** Removes what may go, and notes it in the ledger. */
export function prune(reports: string, decisions: readonly PruneDecision[]): void {
  for (const { run, folder, pack } of decisions) {
    if (pack === undefined) continue;
    // Noted first: what is half removed is named, too.
    addToLedger(reports, { kind: 'pruned', at: new Date().toISOString(), run, pack });
    rmSync(folder, { recursive: true });
  }
}

function whyKept(
  name: string,
  record: RunResult | undefined,
  { named, newest }: { readonly named: ReadonlySet<string>; readonly newest: string | undefined },
): string | undefined {
  if (record === undefined) return 'it has no record that this suite can read';
  if (record.run.formal) return 'it is formal';
  if (name === newest) return 'it is the newest';
  return named.has(record.run.id) ? 'the record of another run names it' : undefined;
}

function runsNamedBy({ run }: RunResult): string[] {
  const others = [...run.continues, ...(run.shares ?? [])].map((one) => one.run);
  return others.filter((id) => id !== run.id);
}

function recordIn(folder: string): RunResult | undefined {
  if (!existsSync(path.join(folder, RECORD_FILE))) return undefined;
  try {
    const record = readRecord(folder, folder);
    return typeof record === 'string' ? undefined : record;
  } catch {
    return undefined;
  }
}

/** Packs by the digest of the record in them; those that lie in the folders of runs go with these. */
async function packsByRecord(packs: string, runs: string): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  const inside = `${path.resolve(runs)}${path.sep}`;
  for (const file of packsIn(packs).filter((one) => !path.resolve(one).startsWith(inside))) {
    const digest = await recordDigestOf(file);
    if (digest !== undefined) found.set(digest, file);
  }
  return found;
}

async function recordDigestOf(file: string): Promise<string | undefined> {
  try {
    const pack = await openPack(file);
    await pack.close();
    return pack.manifest.files.find((one) => one.path === RECORD_FILE)?.sha256;
  } catch {
    return undefined;
  }
}

async function packOrReason(
  folder: string,
  packs: ReadonlyMap<string, string>,
): Promise<Pick<PruneDecision, 'pack' | 'kept'>> {
  const pack = packs.get(await digestOfFile(path.join(folder, RECORD_FILE)));
  if (pack === undefined) return { kept: 'there is no pack of it elsewhere' };
  try {
    const [problem] = (await verifyPack(pack, undefined, suiteVersions('.').suite)).problems;
    return problem === undefined ? { pack } : { kept: `its pack ${pack} is not sound: ${problem}` };
  } catch (error) {
    return { kept: `its pack ${pack} cannot be verified: ${sentenceOf(error)}` };
  }
}

function bytesIn(folder: string): number {
  const files = globSync('**/*', { cwd: folder, withFileTypes: true }).filter((one) => one.isFile());
  return files.reduce((sum, { parentPath, name }) => sum + statSync(path.join(parentPath, name)).size, 0);
}

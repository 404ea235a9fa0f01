/** By what it is known that the Migration Testing of a release has exited, before a combination that came later is tested. */
import { createHash, createPublicKey } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type {
  CellResult,
  ProvenByDecision,
  ProvenByPack,
  ProvenSolution,
  RunResult,
} from '../../reports/record/result-model';
import type { DeviceModelCombination } from '../../support/scope/dmc-catalogue';
import { RunError } from '../../support/scope/errors';
import { PHASES } from '../../support/scope/plan';
import { findReleaseExit } from '../../support/scope/records';
import type { Release } from '../../support/scope/releases';
import type { Scope } from '../../support/scope/scope';
import type { TrustedSigner } from '../../support/scope/trusted-signers';
import { signerOfPack } from '../evidence-pack/read-pack';
import { verificationKeyOf } from '../evidence-pack/signing';
import { verifyPack } from '../evidence-pack/verify';

/**
 * Finds by what the migration solution of the release of a combination is proven.
 * @param pack evidence pack that shows it; where none is named, a decision has to be recorded
 * @param suite the version of the suite that asks
 * @throws RunError with one sentence where nothing shows it
 */
export async function provenSolution(
  scope: Scope,
  dmc: DeviceModelCombination,
  pack: string | undefined,
  suite: string,
): Promise<ProvenSolution> {
  return pack === undefined ? byDecision(scope, dmc) : byPack(scope, dmc, pack, suite);
}

function byDecision({ records }: Scope, { release }: DeviceModelCombination): ProvenByDecision {
  const found = findReleaseExit(records, release);
  if (found?.role === undefined) {
    throw new RunError(
      `Nothing says that the Migration Testing of ${release} has exited: name an evidence pack with --pack, or record a "release-exit" in features/scope/evidence.json.`,
    );
  }
  const { role, date, reference, statement } = found;
  return { kind: 'decision', release, role, date, reference, statement };
}

async function byPack(scope: Scope, dmc: DeviceModelCombination, file: string, suite: string): Promise<ProvenByPack> {
  const refuse = (why: string): never => {
    throw new RunError(
      `The evidence pack ${file} does not show that the Migration Testing of ${dmc.release} has exited: ${why}.`,
    );
  };
  const signer = await signerOf(scope, file, refuse);
  const key = verificationKeyOf(createPublicKey(signer.pem), signer.role);
  // A release may have exited long ago: who signed vouches for documents that an earlier suite worded.
  const { problems, record } = await verifyPack(file, key, suite);
  const [problem] = problems;
  if (problem !== undefined) return refuse(`it is not sound (${problem.replace(/\.$/, '')})`);
  if (record === undefined) return refuse('it holds no record');
  const { run, verdict } = record;
  if (!run.formal) return refuse(`the run ${run.id} is informal`);
  if (verdict.result !== 'met') return refuse(`the verdict on the run ${run.id} is "${verdict.result}"`);
  const dmcs = provenCombinations(record, dmc.release);
  if (dmcs.length === 0) {
    return refuse(`the run ${run.id} takes no combination of ${dmc.release} through all three Test Phases`);
  }
  if (record.dmcs.some((one) => one.dmc === dmc.id)) {
    return refuse(`the run ${run.id} tested ${dmc.id} itself, so that it is none that came later`);
  }
  return {
    kind: 'pack',
    release: dmc.release,
    sha256: await digestOf(file),
    signedWith: signer.fingerprint,
    signer: signer.role,
    signerReference: signer.reference,
    run: run.id,
    plan: run.plan,
    finishedAt: run.finishedAt,
    dmcs,
    verdict: verdict.sentence,
    versions: run.versions,
  };
}

/** The trusted signer of a pack. @throws what `refuse` throws where there is none */
async function signerOf(
  { trustedSigners }: Scope,
  file: string,
  refuse: (why: string) => never,
): Promise<TrustedSigner> {
  const fingerprint = await signerOfPack(file);
  if (fingerprint === undefined) return refuse('it is not there, cannot be read, or is unsigned');
  const signer = trustedSigners.find((one) => one.fingerprint === fingerprint);
  return signer ?? refuse(`its key ${fingerprint} is not listed in features/scope/trusted-signers.csv`);
}

/** The combinations of a release that a run took through all three Test Phases, whole ones, whose criteria are met. */
function provenCombinations({ dmcs, cells }: RunResult, release: Release): string[] {
  const met = (id: string): readonly CellResult[] =>
    cells.filter(({ dmc, verdict }) => dmc.id === id && verdict === 'met');
  return dmcs
    .filter((one) => one.release === release && one.recommendation.verdict === 'would be recommended')
    .filter(({ dmc }) => PHASES.every((phase) => met(dmc).some((cell) => cell.phase === phase)))
    .map(({ dmc }) => dmc);
}

async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

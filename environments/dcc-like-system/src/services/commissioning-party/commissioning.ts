import { registeredSuppliers, registrationDifference, type Registrations } from '../../domain/registered-suppliers';
import { registrationsOf } from '../registrations';
import type { CommonInstallation } from '../../formats/common-file';
import type { CommissioningFile, CommissioningLine } from '../../formats/commissioning-file';
import type { Outcome } from '../../formats/outcome-file';
import type { Refused } from '../../formats/header';
import { area } from '../../kernel/rules';
import { table } from '../../kernel/store';
import type { Work } from '../../kernel/work';
import { latestAttempt, saveAttempt, type Attempt } from './attempts';
import { exclusionFault, withoutExcluded } from './exclusions';
import { commission } from './inventory';
import { issueOutcomes, migrated, notMigrated } from './outcomes';

/** An attempt without an outcome, and the installation as it passed. */
interface OpenAttempt {
  readonly attempt: Attempt;
  readonly installation: CommonInstallation;
}

const REGISTRATION_CHANGED = 'SIM-CMS-01';

/** What a line makes of an attempt: its outcome, or why people are called in. */
type Result = { readonly outcome: Outcome } | { readonly stopped: Refused };

/** A line of an S1SP Commissioning File, the attempt that it speaks of, and what its result depends on. */
export interface ReportedLine extends OpenAttempt {
  readonly line: CommissioningLine;
  readonly groupId: string;
  readonly registrations: Registrations;
  readonly work: Work;
}

/** What a line makes of an attempt, by its result. */
const RESULTS: Readonly<Record<CommissioningLine['result'], (line: ReportedLine) => Result | Promise<Result>>> = {
  Intervention: ({ line: { code = '', reason = '' } }) => ({ stopped: { code, reason } }),
  Failed: failed,
  ReadyToCommission: ready,
};

/** How S1SP Commissioning Files are acted on. */
export const COMMISSIONING = area('commissioning-party-commissioning', {
  contradictedIn,
  /** Whether a line that is not ready gives a code: without one nobody knows what is to follow. */
  saysWhy: ({ result, code }: CommissioningLine): boolean => result === 'ReadyToCommission' || code !== undefined,
  /** An attempt has one outcome: a line that comes again has no further effect. */
  hasEnded: ({ outcome }: Attempt): boolean => outcome !== undefined,
  resultOf: RESULTS,
  registrationFault,
  /** Supply points whose suppliers are compared. */
  supplyPointsOf: ({ importMPAN, mprn }: CommonInstallation): Pick<CommonInstallation, 'importMPAN' | 'mprn'> => ({
    importMPAN,
    ...(mprn === undefined ? {} : { mprn }),
  }),
  /** What is left behind is not commissioned. */
  toCommission: ({ installation, line }: ReportedLine): CommonInstallation =>
    withoutExcluded(installation, line.excluded),
  /** Devices that the outcome file names as left behind. */
  leftBehindIn: ({ excluded }: CommissioningLine): CommissioningLine['excluded'] => excluded,
});

/** By file id. */
export const COMMISSIONING_FILES = table<CommissioningFile>('commissioning-files');

/**
 * Acts on every line of an accepted S1SP Commissioning File: commissions what is ready, and reports what is final.
 * @throws PeerUnavailable before anything is written
 */
export async function commissionFrom(fileId: string, work: Work): Promise<void> {
  const file = work.get(COMMISSIONING_FILES, fileId);
  if (!file) throw new Error(`The S1SP Commissioning File ${fileId} is not in the store.`);
  const waiting = new Map<string, OpenAttempt & { readonly line: CommissioningLine }>();
  const ignored: string[] = [];
  const rules = work.rules(COMMISSIONING);
  const contradicted = rules.contradictedIn(file);
  for (const line of file.installations) {
    const counts = !contradicted.has(line.installationId) && rules.saysWhy(line);
    const open = counts ? openAttempt(file, line, work) : undefined;
    if (!open || waiting.has(line.installationId)) ignored.push(line.installationId);
    else waiting.set(line.installationId, { ...open, line });
  }
  const readyLines = [...waiting.values()].filter(({ line }) => line.result === 'ReadyToCommission');
  const registrations = await registrationsOf(
    readyLines.map(({ installation }) => installation),
    work.service,
  );
  const results: [Attempt, Result][] = [];
  for (const { line, ...open } of waiting.values()) {
    const reported = { ...open, line, groupId: file.header.groupId, registrations, work };
    results.push([open.attempt, await rules.resultOf[line.result](reported)]);
  }

  const outcomes: Outcome[] = [];
  for (const [attempt, result] of results) {
    if ('outcome' in result) outcomes.push(result.outcome);
    else intervene(attempt, result.stopped, work);
  }
  for (const installationId of ignored) {
    work.audit('commissioning-line-ignored', installationId, `no attempt of ${fileId} waits for a result`);
  }
  issueOutcomes(work, file.header.groupId, outcomes);
}

/** Installations of which a file says two different things: neither counts, and the attempt waits for another file. */
function contradictedIn(file: CommissioningFile): ReadonlySet<string> {
  const said = new Map<string, string>();
  const contradicted = new Set<string>();
  for (const { installationId, result } of file.installations) {
    if ((said.get(installationId) ?? result) !== result) contradicted.add(installationId);
    said.set(installationId, result);
  }
  return contradicted;
}

/** The attempt that a line speaks of: it passed with the file that this one refers to, and has no outcome yet. */
function openAttempt(file: CommissioningFile, line: CommissioningLine, work: Work): OpenAttempt | undefined {
  const attempt = latestAttempt(work, line.installationId);
  const { passed } = attempt ?? {};
  if (!attempt || passed?.commonFileId !== file.commonFile.fileId) return undefined;
  if (work.rules(COMMISSIONING).hasEnded(attempt)) return undefined;
  return { attempt, installation: passed.installation };
}

/** Why the attempt failed is reported as it is. */
function failed({ attempt, line, work }: ReportedLine): Result {
  const { phase = 'Commissioning', code = '', reason = '' } = line;
  const reached = phase === 'Authorisation' ? 'CommonValidation' : phase;
  return { outcome: notMigrated(work, attempt, reached, { code, reason }) };
}

/** What is ready is commissioned, unless something stands against it. */
async function ready(reported: ReportedLine): Promise<Result> {
  const { attempt, installation, line, groupId, registrations, work } = reported;
  const rules = work.rules(COMMISSIONING);
  const now = work.now.toISOString();
  const staying = withoutExcluded(installation, line.excluded);
  const stopped =
    exclusionFault(installation, line, groupId, work) ??
    rules.registrationFault(attempt, staying, registrations, work) ??
    (await taken(rules.toCommission(reported), now, work));
  return stopped ? { stopped } : { outcome: migrated(attempt, installation, now, rules.leftBehindIn(line)) };
}

/**
 * Why the registered suppliers stand against commissioning. Its keys are the DCC's by now and there is no way back: once
 * people have looked at it, whoever is registered counts.
 */
function registrationFault(
  attempt: Attempt,
  installation: CommonInstallation,
  registrations: Registrations,
  work: Work,
): Refused | undefined {
  const looked = attempt.intervention === REGISTRATION_CHANGED;
  const { electricitySupplier, gasSupplier } = looked ? registeredSuppliers(installation, registrations) : installation;
  const points = work.rules(COMMISSIONING).supplyPointsOf(installation);
  const reason = registrationDifference({ ...points, electricitySupplier, gasSupplier }, registrations);
  return reason === undefined ? undefined : { code: REGISTRATION_CHANGED, reason };
}

/** Commissions an installation in the inventory, unless a device of it belongs to another one. */
async function taken(installation: CommonInstallation, now: string, work: Work): Promise<Refused | undefined> {
  if (await commission(installation, now, work)) return undefined;
  return { code: 'SIM-CPV-14', reason: 'A device of the installation is already commissioned elsewhere.' };
}

/** The Migration Control Centre is told, and the attempt stays open. */
function intervene(attempt: Attempt, { code, reason }: Refused, work: Work): void {
  const { installationId } = attempt;
  saveAttempt(work, { ...attempt, intervention: code });
  work.audit('intervention', installationId, `${code}: ${reason}`);
  work.send({ to: 'mcc', kind: 'intervention-notice', body: { installationId, code, reason } });
}

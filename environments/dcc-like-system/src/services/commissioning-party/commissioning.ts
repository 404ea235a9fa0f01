import {
  registeredSuppliers,
  registrationDifference,
  registrationsOf,
  type Registrations,
} from '../../domain/registered-suppliers';
import type { CommonInstallation } from '../../formats/common-file';
import type { CommissioningFile, CommissioningLine } from '../../formats/commissioning-file';
import type { Outcome } from '../../formats/outcome-file';
import type { Refused } from '../../formats/header';
import { table } from '../../kernel/store';
import type { Work } from '../../kernel/work';
import { latestAttempt, saveAttempt, type Attempt } from './attempts';
import { exclusionFault, withoutExcluded } from './exclusions';
import { commission } from './inventory';
import { issueOutcomes, migrated, notMigrated } from './outcomes';
import type { ServiceContext } from '../../kernel/service-context';

/** An attempt without an outcome, and the installation as it passed. */
interface OpenAttempt {
  readonly attempt: Attempt;
  readonly installation: CommonInstallation;
}

const REGISTRATION_CHANGED = 'SIM-CMS-01';

/** What a line makes of an attempt: its outcome, or why people are called in. */
type Result = { readonly outcome: Outcome } | { readonly stopped: Refused };

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
  // Seeded defect: of two results the first counts.
  const firstCounts = work.service.defect('cp-takes-first-of-two-results');
  const contradicted = firstCounts ? new Set<string>() : contradictedIn(file);
  for (const line of file.installations) {
    const open = contradicted.has(line.installationId) ? undefined : openAttempt(file, line, work);
    if (!open || waiting.has(line.installationId)) ignored.push(line.installationId);
    else waiting.set(line.installationId, { ...open, line });
  }
  const ready = [...waiting.values()].filter(({ line }) => line.result === 'ReadyToCommission');
  const registrations = await registrationsOf(
    ready.map(({ installation }) => installation),
    work.service,
  );
  const results: [Attempt, Result][] = [];
  for (const { line, ...open } of waiting.values()) {
    results.push([open.attempt, await resultOf(open, line, file.header.groupId, registrations, work)]);
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
  // Seeded defect: what is reported once more is dealt with once more.
  const ended = attempt?.outcome !== undefined && !work.service.defect('cp-acts-on-repeated-line');
  if (ended || passed?.commonFileId !== file.commonFile.fileId) return undefined;
  return attempt && { attempt, installation: passed.installation };
}

/** What a line makes of an attempt. Changes nothing here. */
async function resultOf(
  { attempt, installation }: OpenAttempt,
  line: CommissioningLine,
  groupId: string,
  registrations: Registrations,
  work: Work,
): Promise<Result> {
  const now = work.now.toISOString();
  const { phase = 'Commissioning', code = '', reason = '' } = line;
  switch (line.result) {
    case 'Intervention':
      return { stopped: { code, reason } };
    case 'Failed':
      // Seeded defect: the outcome file says what everybody hopes for.
      if (work.service.defect('cp-reports-failed-as-migrated'))
        return { outcome: migrated(attempt, installation, now) };
      // Seeded defect: whatever is in the file is commissioned.
      if (work.service.defect('cp-commissions-every-line')) await commission(installation, now, work.service);
      return {
        outcome: notMigrated(work, attempt, phase === 'Authorisation' ? 'CommonValidation' : phase, { code, reason }),
      };
    case 'ReadyToCommission': {
      const staying = withoutExcluded(installation, line.excluded);
      // Seeded defect: everything is commissioned, left behind or not.
      const commissioned = work.service.defect('cp-commissions-excluded-gas-meter') ? installation : staying;
      const stopped =
        exclusionFault(installation, line, groupId, work) ??
        unregistered(attempt, staying, registrations, work.service) ??
        (await taken(commissioned, now, work.service));
      // Seeded defect: the outcome file says of every device that it is commissioned.
      const told = work.service.defect('cp-reports-excluded-as-commissioned') ? [] : line.excluded;
      return stopped ? { stopped } : { outcome: migrated(attempt, installation, now, told) };
    }
  }
}

/**
 * Why the registered suppliers stand against commissioning. Its keys are the DCC's by now and there is no way back: once
 * people have looked at it, whoever is registered counts.
 */
function unregistered(
  attempt: Attempt,
  installation: CommonInstallation,
  registrations: Registrations,
  service: ServiceContext,
): Refused | undefined {
  // Seeded defect: the suppliers that were right at the beginning are thought to be right still.
  if (service.defect('cp-forgets-registration')) return undefined;
  const looked = attempt.intervention === REGISTRATION_CHANGED;
  const { importMPAN, mprn } = installation;
  const { electricitySupplier, gasSupplier } = looked ? registeredSuppliers(installation, registrations) : installation;
  // Seeded defect: only the electricity supplier is looked at.
  const gas = mprn === undefined || service.defect('cp-forgets-gas-registration') ? {} : { mprn };
  const reason = registrationDifference({ importMPAN, ...gas, electricitySupplier, gasSupplier }, registrations);
  return reason === undefined ? undefined : { code: REGISTRATION_CHANGED, reason };
}

/** Commissions an installation in the inventory, unless a device of it belongs to another one. */
async function taken(
  installation: CommonInstallation,
  now: string,
  service: ServiceContext,
): Promise<Refused | undefined> {
  if (await commission(installation, now, service)) return undefined;
  return { code: 'SIM-CPV-14', reason: 'A device of the installation is already commissioned elsewhere.' };
}

/** The Migration Control Centre is told, and the attempt stays open. */
function intervene(attempt: Attempt, { code, reason }: Refused, work: Work): void {
  const { installationId } = attempt;
  saveAttempt(work, { ...attempt, intervention: code });
  work.audit('intervention', installationId, `${code}: ${reason}`);
  work.send({ to: 'mcc', kind: 'intervention-notice', body: { installationId, code, reason } });
}

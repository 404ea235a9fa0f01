import { retryStrategyIn } from '../../../domain/retry-strategy';
import type { DeviceOutcome } from '../../../formats/outcome-file';
import type { Work } from '../../../kernel/work';
import {
  ENDED_ATTEMPTS,
  INSTALLATIONS,
  type EndedAttempt,
  type ExcludedDevice,
  type Installation,
  type InstallationState,
  type RetryDecision,
} from '../mcc-records';
import { dayFor } from './authorise';
import { plan } from './capacity';
import { dayOf, plusDays } from './days';
import { enter, type Change } from './installations';

/**
 * Attempts in all after which an installation that keeps failing is excluded, however often it was authorised (SOURCED: DCC
 * consultation of November 2021).
 */
const MAXIMUM_ATTEMPTS = 5;

/** Final word of the Commissioning Party on one attempt at one installation. */
export interface AttemptOutcome {
  readonly installationId: string;
  readonly attempt: number;
  readonly result: 'Migrated' | 'NotMigrated';
  readonly phase: string;
  readonly code?: string;
  readonly reason?: string;
  /** ISO 8601. */
  readonly completedAt: string;
  readonly devices: readonly DeviceOutcome[];
}

/** What is decided after an attempt. */
interface Decision {
  readonly decision: RetryDecision;
  readonly state: InstallationState;
  readonly note: string;
  readonly change?: Change;
}

/** Takes an outcome into the state of its installation. Outcomes of another attempt, or after the end, change nothing. */
export function applyOutcome(work: Work, outcome: AttemptOutcome): void {
  const installation = work.get(INSTALLATIONS, outcome.installationId);
  const awaited = installation?.state === 'InProgress' || installation?.state === 'Intervention';
  const expected = awaited && installation.attempt === outcome.attempt;
  // Seeded defect: whatever an outcome file says is taken for what is awaited.
  if (!installation || (!expected && !work.service.defect('mcc-takes-any-outcome'))) {
    const detail = `An outcome of attempt ${outcome.attempt} was not expected: nothing changed.`;
    work.audit('outcome-not-expected', outcome.installationId, detail);
    return;
  }
  const { attempt, result, phase, code, reason } = outcome;
  const excludedDevices = leftBehind(outcome);
  // Seeded defect: what migrated without its gas meter is taken for a failure.
  const whole = excludedDevices === undefined || !work.service.defect('mcc-retries-after-exclusion');
  const decided =
    result === 'Migrated' && whole
      ? { decision: 'none' as const, state: 'Commissioned' as const, note: '' }
      : afterFailure(work, installation, code ?? (whole ? undefined : 'SIM-COM-03'));
  const what =
    result === 'Migrated'
      ? `Attempt ${attempt} migrated the installation${excludedDevices ? ` without ${listOf(excludedDevices)}` : ''}.`
      : `Attempt ${attempt} failed in ${phase} with ${code ?? 'no code'}: ${reason ?? 'no reason given'} ${decided.note}`;
  const after = enter(work, installation, decided.state, what, {
    phase,
    code,
    reason,
    excludedDevices,
    ...decided.change,
  });
  record(work, installation, outcome, decided.decision, after);
}

/** Devices that an outcome leaves behind; undefined when there are none. */
function leftBehind({ devices }: AttemptOutcome): readonly ExcludedDevice[] | undefined {
  const excluded = devices
    .filter(({ status }) => status === 'Excluded')
    .map(({ deviceId, deviceType, code = '' }) => ({ deviceId, deviceType, code }));
  return excluded.length === 0 ? undefined : excluded;
}

function listOf(devices: readonly ExcludedDevice[]): string {
  return devices.map(({ deviceType, deviceId, code }) => `${deviceType} ${deviceId} (${code})`).join(', ');
}

/** Decides by the code's retry class what follows a failed attempt. */
function afterFailure(work: Work, installation: Installation, code: string | undefined): Decision {
  const { afterwards } = retryStrategyIn(work.service.config.contractsFolder).of(code);
  if (afterwards === 'D') {
    return { decision: 'operator', state: 'Failed', note: 'Raised to the operators.', change: { raised: true } };
  }
  if (installation.attempt >= MAXIMUM_ATTEMPTS) {
    return { decision: 'excluded', state: 'Excluded', note: `Excluded after ${MAXIMUM_ATTEMPTS} attempts.` };
  }
  // Seeded defects: what needs a correction is tried again without one; what failed once is never tried again.
  if (
    (afterwards === 'C' && !work.service.defect('mcc-retries-without-correction')) ||
    work.service.defect('mcc-gives-up-after-first-attempt')
  ) {
    return { decision: 'new-authorisation', state: 'Failed', note: 'It needs a new authorisation.' };
  }
  return anotherDay(work, installation);
}

function anotherDay(work: Work, installation: Installation): Decision {
  const { installationId, electricitySupplier, authorisedTo, attempt, scheduledFor } = installation;
  const day = dayFor(work, electricitySupplier, plusDays(scheduledFor, 1), authorisedTo);
  if (day === undefined) {
    const note = 'No day with capacity is left in the authorised window: it needs a new authorisation.';
    return { decision: 'new-authorisation', state: 'Failed', note };
  }
  plan(work, day, electricitySupplier, installationId);
  const note = `Attempt ${attempt + 1} is scheduled for ${day}.`;
  return { decision: 'another-day', state: 'Scheduled', note, change: { attempt: attempt + 1, scheduledFor: day } };
}

/** Keeps what became of an attempt, under the day on which it became final: reports are made of it. */
function record(
  work: Work,
  installation: Installation,
  outcome: AttemptOutcome,
  decision: RetryDecision,
  after: Installation,
): void {
  const { attempt, result, phase, code, reason, completedAt } = outcome;
  const excludedDevices = leftBehind(outcome);
  const { installationId, importMPAN, mprn, electricitySupplier, gasSupplier, kind } = installation;
  const ended: EndedAttempt = {
    installationId,
    importMPAN,
    ...(mprn === undefined ? {} : { mprn }),
    electricitySupplier,
    ...(gasSupplier === undefined ? {} : { gasSupplier }),
    kind,
    attempt,
    result,
    phase,
    ...(code === undefined ? {} : { code }),
    ...(reason === undefined ? {} : { reason }),
    ...(excludedDevices === undefined ? {} : { excludedDevices }),
    completedAt,
    recordedAt: work.now.toISOString(),
    decision,
    ...(decision === 'another-day' ? { nextAttemptOn: after.scheduledFor } : {}),
  };
  // Seeded defect: the day of the attempt counts, whose report may be out already.
  const day = work.service.defect('mcc-dates-outcomes-by-attempt') ? installation.scheduledFor : dayOf(work.now);
  const key = `${day}/${installationId}/${String(attempt).padStart(3, '0')}`;
  work.put(ENDED_ATTEMPTS, key, ended);
}

/** Body of an `intervention-notice`. */
export interface InterventionNotice {
  readonly installationId: string;
  readonly code: string;
  readonly reason: string;
}

/** The Commissioning Party reports that an attempt stopped where people must decide (message `intervention-notice`). */
export function noteIntervention(work: Work, notice: InterventionNotice): void {
  const installation = work.get(INSTALLATIONS, notice.installationId);
  if (installation?.state !== 'InProgress') {
    work.audit('intervention-not-expected', notice.installationId, 'No attempt is under way: nothing changed.');
    return;
  }
  const { code, reason } = notice;
  enter(work, installation, 'Intervention', `Stopped for intervention with ${code}: ${reason}`, { code, reason });
}

/**
 * Orders the S1SP to resume an installation in intervention.
 * @returns undefined when the installation is not in intervention
 */
export function orderRecovery(work: Work, installation: Installation): Installation | undefined {
  if (installation.state !== 'Intervention') return undefined;
  work.send({ to: 's1sp', kind: 'recovery-instruction', body: { installationId: installation.installationId } });
  return enter(work, installation, 'InProgress', 'Recovery was ordered by the operator.');
}

/**
 * Lets an installation that was raised to the operators be authorised again.
 * @returns undefined when it was not raised, or is released already
 */
export function release(work: Work, installation: Installation): Installation | undefined {
  if (installation.raised !== true) return undefined;
  return enter(work, installation, installation.state, 'Released by the operator: it may be authorised again.', {
    raised: false,
  });
}

import type { InterventionNotice } from '../../../domain/migration-instruction';
import { retryStrategyIn, type Afterwards } from '../../../domain/retry-strategy';
import type { DeviceOutcome } from '../../../formats/outcome-file';
import { area, firstFault } from '../../../kernel/rules';
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
import { notifyOfInstallation } from '../notifications/issue';
import { dayFor } from './authorise';
import { claimantOf, plan } from './capacity';
import { dayOf, plusDays } from './days';
import { enter, type Change } from './installations';

/**
 * Attempts in all after which an installation that keeps failing is excluded, however often it was authorised (SOURCED: DCC
 * consultation of November 2021).
 */
const MAXIMUM_ATTEMPTS = 5;

/** Final word of the Commissioning Party on one attempt at one installation. */
interface AttemptOutcome {
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

/** The end of an attempt after which the supplier has to authorise anew. */
export const NEW_AUTHORISATION: Decision = {
  decision: 'new-authorisation',
  state: 'Failed',
  note: 'It needs a new authorisation.',
};

/** An installation whose attempt has failed, with what the code's retry class says of it. */
interface FailedAttempt {
  readonly installation: Installation;
  readonly afterwards: Afterwards;
}

/** In this order; where none of them applies, the installation is tried again on another day. */
const NO_RETRY = {
  raised: ({ afterwards }: FailedAttempt): Decision | undefined =>
    afterwards === 'D'
      ? { decision: 'operator', state: 'Failed', note: 'Raised to the operators.', change: { raised: true } }
      : undefined,
  mostAttempts: ({ installation: { attempt } }: FailedAttempt): Decision | undefined =>
    attempt >= MAXIMUM_ATTEMPTS
      ? { decision: 'excluded', state: 'Excluded', note: `Excluded after ${MAXIMUM_ATTEMPTS} attempts.` }
      : undefined,
  correction: ({ afterwards }: FailedAttempt): Decision | undefined =>
    afterwards === 'C' ? NEW_AUTHORISATION : undefined,
};

/** What follows the outcome of an attempt. */
export const ATTEMPT_OUTCOMES = area('mcc-attempt-outcomes', {
  /** Whether an outcome is of the attempt that is under way. */
  isExpected: ({ state, attempt }: Installation, outcome: AttemptOutcome): boolean =>
    (state === 'InProgress' || state === 'Intervention') && attempt === outcome.attempt,
  decide: (work: Work, installation: Installation, { result, code }: AttemptOutcome): Decision =>
    result === 'Migrated'
      ? { decision: 'none', state: 'Commissioned', note: '' }
      : afterFailure(work, installation, code),
  noRetry: NO_RETRY,
  retry: (work: Work, installation: Installation): Decision => anotherDay(work, installation),
  /** What is shown of an installation in intervention: why it stopped last. */
  stoppedFor: ({ code, reason }: InterventionNotice, _installation: Installation): Change => ({ code, reason }),
  /** The day (`YYYY-MM-DD`) whose report tells of an outcome: the one on which it became final. */
  reportDay: (work: Work, _installation: Installation): string => dayOf(work.now),
});

/** Takes an outcome into the state of its installation. Outcomes of another attempt, or after the end, change nothing. */
export function applyOutcome(work: Work, outcome: AttemptOutcome): void {
  const rules = work.rules(ATTEMPT_OUTCOMES);
  const installation = work.get(INSTALLATIONS, outcome.installationId);
  if (!installation || !rules.isExpected(installation, outcome)) {
    const detail = `An outcome of attempt ${outcome.attempt} was not expected: nothing changed.`;
    work.audit('outcome-not-expected', outcome.installationId, detail);
    return;
  }
  const { attempt, result, phase, code, reason } = outcome;
  const excludedDevices = leftBehind(outcome);
  const decided = rules.decide(work, installation, outcome);
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
  if (decided.decision === 'another-day') notifyOfInstallation(work, 'CHANGED', after);
  record(work, installation, outcome, decided.decision, after);
}

/** Devices that an outcome leaves behind; undefined when there are none. */
export function leftBehind({ devices }: AttemptOutcome): readonly ExcludedDevice[] | undefined {
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
  const { noRetry, retry } = work.rules(ATTEMPT_OUTCOMES);
  const { afterwards } = retryStrategyIn(work.service.config.contractsFolder).of(code);
  return firstFault(noRetry, { installation, afterwards }) ?? retry(work, installation);
}

function anotherDay(work: Work, installation: Installation): Decision {
  const { authorisedTo, scheduledFor } = installation;
  const day = dayFor(work, claimantOf(installation), plusDays(scheduledFor, 1), authorisedTo);
  if (day === undefined) {
    const note = 'No day with capacity is left in the authorised window: it needs a new authorisation.';
    return { decision: 'new-authorisation', state: 'Failed', note };
  }
  return tryOn(work, installation, day);
}

/** Plans the next attempt for a day (`YYYY-MM-DD`). */
export function tryOn(work: Work, installation: Installation, day: string): Decision {
  const attempt = installation.attempt + 1;
  plan(work, day, installation);
  const note = `Attempt ${attempt} is scheduled for ${day}.`;
  return { decision: 'another-day', state: 'Scheduled', note, change: { attempt, scheduledFor: day } };
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
  const day = work.rules(ATTEMPT_OUTCOMES).reportDay(work, installation);
  const key = `${day}/${installationId}/${String(attempt).padStart(3, '0')}`;
  work.put(ENDED_ATTEMPTS, key, ended);
}

/** The Commissioning Party reports that an attempt stopped where people must decide (message `intervention-notice`). */
export function noteIntervention(work: Work, notice: InterventionNotice): void {
  const installation = work.get(INSTALLATIONS, notice.installationId);
  if (installation?.state !== 'InProgress') {
    work.audit('intervention-not-expected', notice.installationId, 'No attempt is under way: nothing changed.');
    return;
  }
  const { code, reason } = notice;
  const shown = work.rules(ATTEMPT_OUTCOMES).stoppedFor(notice, installation);
  enter(work, installation, 'Intervention', `Stopped for intervention with ${code}: ${reason}`, shown);
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

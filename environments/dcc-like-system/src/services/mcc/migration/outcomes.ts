import type { Service } from '../../../kernel/service';
import type { Work } from '../../../kernel/work';
import { INSTALLATIONS, type Installation } from '../model';
import { dayFor } from './authorise';
import { plan } from './capacity';
import { plusDays } from './days';
import { enter, type Change } from './installations';
import { MAXIMUM_ATTEMPTS, retryClassOf } from './retry-classes';

/** Final word of the Commissioning Party on one attempt at one installation. */
export interface AttemptOutcome {
  readonly installationId: string;
  readonly attempt: number;
  readonly result: 'Migrated' | 'NotMigrated';
  readonly phase: string;
  readonly code?: string;
  readonly reason?: string;
}

/** Takes an outcome into the state of its installation. Outcomes of another attempt, or after the end, change nothing. */
export function applyOutcome(work: Work, service: Service, outcome: AttemptOutcome): void {
  const installation = work.get(INSTALLATIONS, outcome.installationId);
  const awaited = installation?.state === 'InProgress' || installation?.state === 'Intervention';
  if (!installation || !awaited || installation.attempt !== outcome.attempt) {
    const detail = `An outcome of attempt ${outcome.attempt} was not expected: nothing changed.`;
    work.audit('outcome-not-expected', outcome.installationId, detail);
    return;
  }
  const { phase, code, reason } = outcome;
  const change: Change = { phase, code, reason };
  if (outcome.result === 'Migrated') {
    enter(work, installation, 'Commissioned', `Attempt ${outcome.attempt} migrated the installation.`, change);
    return;
  }
  const failure = `Attempt ${outcome.attempt} failed in ${phase} with ${code ?? 'no code'}: ${reason ?? 'no reason given'}`;
  afterFailure(work, service, installation, failure, change);
}

/** Decides by the code's retry class what follows a failed attempt. */
function afterFailure(work: Work, service: Service, installation: Installation, failure: string, change: Change): void {
  const retryClass = retryClassOf(change.code);
  // Seeded defect: what failed once is never tried again.
  if (retryClass !== 'B' || service.defect('mcc-gives-up-after-first-attempt')) {
    const next = retryClass === 'D' ? 'Raised to the operators.' : 'It needs a new authorisation.';
    enter(work, installation, 'Failed', `${failure} ${next}`, change);
    return;
  }
  if (installation.attempt >= MAXIMUM_ATTEMPTS) {
    enter(work, installation, 'Excluded', `${failure} Excluded after ${MAXIMUM_ATTEMPTS} attempts.`, change);
    return;
  }
  const { installationId, electricitySupplier, authorisedTo, attempt, scheduledFor } = installation;
  const day = dayFor(work, service, electricitySupplier, plusDays(scheduledFor, 1), authorisedTo);
  if (day === undefined) {
    const note = `${failure} No day with capacity is left in the authorised window: it needs a new authorisation.`;
    enter(work, installation, 'Failed', note, change);
    return;
  }
  plan(work, day, electricitySupplier, installationId);
  const note = `${failure} Attempt ${attempt + 1} is scheduled for ${day}.`;
  enter(work, installation, 'Scheduled', note, { ...change, attempt: attempt + 1, scheduledFor: day });
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

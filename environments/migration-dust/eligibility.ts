import { area, firstFault, type Ordered } from '../dcc-like-system/src/kernel/rules';
import type { Work } from '../dcc-like-system/src/kernel/work';
import type { Refusal } from '../dcc-like-system/src/kernel/refusal';
import type { Participant } from './config';
import { DEPLOYMENTS, PREREQUISITES, type Deployment } from './records';
import { refusal } from './refusals';

/** The environment in which Migration DUST takes place (SOURCED: consultation section 6). */
const UIT = 'UIT';

/** What is recorded of a participant before it begins (MODEL: that there are prerequisites is SOURCED). */
export const PREREQUISITE_NAMES = ['party-status', 'certificates', 'connection', 'appointment'] as const;
export type PrerequisiteName = (typeof PREREQUISITE_NAMES)[number];

/** What is known of somebody who wants to use Migration DUST. */
interface Candidate {
  readonly participant: Participant;
  readonly work: Work;
}

/** In this order. */
const CHECKS = {
  open: ({ work }) => {
    const deployment = work.get(DEPLOYMENTS, 'current');
    if (deployment && work.rules(ELIGIBILITY).isOpen(deployment)) return undefined;
    return refusal(
      'SIM-DST-01',
      'Migration DUST is closed until the migration solution is recorded as deployed in UIT.',
    );
  },
  prerequisites: ({ participant, work }) => {
    const [missing] = prerequisitesOf(participant).filter((name) => !isRecorded(work, participant, name));
    if (missing === undefined) return undefined;
    return refusal(
      'SIM-DST-02',
      `The prerequisite "${missing}" of ${participant.name} is not recorded: ask the operators.`,
    );
  },
} satisfies Ordered<(candidate: Candidate) => Refusal | undefined>;

/** Who may use Migration DUST, and when. */
export const ELIGIBILITY = area('dust-eligibility', {
  checks: CHECKS,
  isOpen: ({ environment }: Deployment): boolean => environment === UIT,
});

/** The prerequisites of a participant: an adapter provider is appointed by the party for which it acts. */
export function prerequisitesOf({ kind }: Participant): PrerequisiteName[] {
  return PREREQUISITE_NAMES.filter((name) => name !== 'appointment' || kind === 'adapter provider');
}

/** Whether a prerequisite of a participant is recorded. */
export function isRecorded(work: Work, { key }: Participant, name: PrerequisiteName): boolean {
  return work.get(PREREQUISITES, `${key}/${name}`) !== undefined;
}

/** @throws Refusal SIM-DST-01 or -02 where a participant may not use Migration DUST now */
export function requireEligible(work: Work, participant: Participant): void {
  const fault = firstFault<Candidate, Refusal>(work.rules(ELIGIBILITY).checks, { participant, work });
  if (fault) throw fault;
}

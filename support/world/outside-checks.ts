import { SERVICES, type EnvironmentDescription, type ServiceName } from '../../environments/environment';
import { everythingSetAside, type MadeInstallation, type Roles } from '../roles';
import type { BrokenRule } from './broken-rule';
import { receivedBy, reachedFromBothSides } from './facts';
import { repeatedResponses } from './invariants';

/** A standing check that can be made without a lab. */
interface OutsideCheck {
  readonly name: string;
  /** Parties in whose name it looks. */
  readonly parties: readonly ServiceName[];
  readonly look: (roles: Roles, installations: readonly MadeInstallation[]) => Promise<BrokenRule[]>;
}

const OUTSIDE_CHECKS: readonly OutsideCheck[] = [
  {
    name: 'no service has set anything aside',
    parties: SERVICES,
    look: ({ context }) => everythingSetAside(context),
  },
  {
    name: 'a response comes once',
    parties: [],
    look: async (roles) => {
      const received = await receivedBy(roles.everyUser.filter(({ organisation }) => organisation.isOthers !== true));
      return repeatedResponses(received).map((sentence) => ({ sentence, party: 'dsp' }));
    },
  },
  {
    name: 'a hub is reached from one side only',
    parties: ['mcc', 's1sp', 'smso'],
    look: async (roles, installations) => {
      const states = await roles.controlCentre.installations();
      const begun = new Set(states.filter(({ state }) => state !== 'Scheduled').map(({ importMPAN }) => importMPAN));
      const own = installations.filter(({ importMPAN }) => begun.has(importMPAN));
      const names = await reachedFromBothSides(roles, own);
      return names.map((name) => ({ sentence: `Both the S1SP and the SMSO reach ${name}.` }));
    },
  },
];

/** The standing checks that can be made from outside, with the credentials that the tester has. */
function checksFor({ partyTokens }: EnvironmentDescription): readonly OutsideCheck[] {
  return OUTSIDE_CHECKS.filter(({ parties }) => parties.every((party) => partyTokens[party] !== undefined));
}

/** The names of the standing checks that are made from outside. */
export function outsideCheckNames(environment: EnvironmentDescription): string[] {
  return checksFor(environment).map(({ name }) => name);
}

/** Of what must hold in every scenario, what can be seen from outside and does not hold. */
export async function brokenFromOutside(
  roles: Roles,
  installations: readonly MadeInstallation[],
): Promise<BrokenRule[]> {
  const broken: BrokenRule[] = [];
  for (const { look } of checksFor(roles.context.environment)) broken.push(...(await look(roles, installations)));
  return broken;
}

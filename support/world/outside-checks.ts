import { everythingSetAside, type MadeInstallation, type Roles } from '../roles';
import { receivedByEverybody, reachedFromBothSides, type BrokenRule } from './facts';
import { repeatedResponses } from './invariants';

/** What must hold in every scenario and can be seen without a lab, by name. */
const OUTSIDE_CHECKS: Readonly<
  Record<string, (roles: Roles, installations: readonly MadeInstallation[]) => Promise<BrokenRule[]>>
> = {
  'no service has set anything aside': ({ context }) => everythingSetAside(context),
  'a response comes once': async (roles) =>
    repeatedResponses(await receivedByEverybody(roles)).map((sentence) => ({ sentence, party: 'dsp' })),
  'a hub is reached from one side only': async (roles, installations) => {
    const states = await roles.controlCentre.installations();
    const begun = new Set(states.filter(({ state }) => state !== 'Scheduled').map(({ importMPAN }) => importMPAN));
    const own = installations.filter(({ importMPAN }) => begun.has(importMPAN));
    const names = await reachedFromBothSides(roles, own);
    return names.map((name) => ({ sentence: `Both the S1SP and the SMSO reach ${name}.` }));
  },
};

/** The names of the standing checks that are made from outside. */
export const OUTSIDE_CHECK_NAMES: readonly string[] = Object.keys(OUTSIDE_CHECKS);

/** Of what must hold in every scenario, what can be seen from outside and does not hold. */
export async function brokenFromOutside(
  roles: Roles,
  installations: readonly MadeInstallation[],
): Promise<BrokenRule[]> {
  const broken: BrokenRule[] = [];
  for (const check of Object.values(OUTSIDE_CHECKS)) broken.push(...(await check(roles, installations)));
  return broken;
}

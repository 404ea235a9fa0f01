import type { DeviceModelCombination } from './dmc-catalogue';
import type { Release } from './releases';

/**
 * What a release asks of its combinations before a Test Phase (SOURCED: consultation, section 3): those of IOC have left
 * System Integration Testing (SIT), those of MOC and FOC have left it or have their place in its plan.
 */
export const SIT_RULE: Readonly<Record<Release, string>> = {
  IOC: 'left SIT',
  MOC: 'left SIT or planned in it',
  FOC: 'left SIT or planned in it',
};

/** Whether the catalogue, by the rule of the release, lets a combination into a Test Phase. */
export function mayEnter({ release, sitStatus }: DeviceModelCombination): boolean {
  return sitStatus === 'exited' || (sitStatus === 'planned' && release !== 'IOC');
}

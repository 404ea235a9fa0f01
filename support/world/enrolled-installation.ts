import type { MadeInstallation } from '../roles';
import type { DeviceModelCombination } from '../scope/dmc-catalogue';

/** An installation that was migrated before the scenario begins. */
export interface Enrolled {
  /** Its cohort, with `electricity-only` before it where it has no gas meter. */
  readonly name: string;
  readonly dmc: DeviceModelCombination;
  readonly made: MadeInstallation;
}

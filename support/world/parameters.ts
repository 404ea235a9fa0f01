import type { Transport } from '../../environments/environment';
import type { DeviceModelCombination } from '../scope/dmc-catalogue';
import type { Phase } from '../scope/plan';

/** What a run tells every scenario. Plain JSON. */
export interface MigrationParameters {
  /** The Device Model Combination under test: a row of the catalogue. */
  readonly dmc: DeviceModelCombination;
  readonly phase: Phase;
  readonly stage: string;
  readonly release: string;
  /** Seed of the run. */
  readonly seed: string;
  /** Whether the scenario leaves its normalised transcript whole, to be compared with another run. */
  readonly keepTranscript?: boolean;
  /** Whether the scenario leaves what a person wants to see of it, also where it passes: its sequence, and what its devices showed. */
  readonly show?: boolean;
  /** How calls reach the services: through sockets where nothing is said. */
  readonly transport?: Transport;
  /** Seeded defects that are on in every scenario. */
  readonly defects?: readonly string[];
}

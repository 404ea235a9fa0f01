import type { ConfiguredDevice } from '../../../domain/configuration-messages';
import { table } from '../../../kernel/store';
import type { Work } from '../../../kernel/work';
import type { DormantMeter } from '../notices/notice';

/** States of the configuration of Dormant Meters (MODEL). */
export type ConfigurationState =
  | 'Notified'
  | 'ConfigInstructed'
  | 'FirmwareOK'
  | 'FirmwareFailed'
  | 'ConfigApplied'
  | 'ConfigFailed'
  | 'NoWAN'
  | 'LeftDormantPath';

/** A Dormant Meter that is to be configured. */
export interface UpgradedMeter extends DormantMeter {
  readonly deviceId: string;
  /** Firmware that it runs, and that it is to run. */
  readonly fromFirmware: string;
  readonly toFirmware: string;
}

/**
 * The configuration of the Dormant Devices of one installation, of which their suppliers are told ahead. MODEL: the published
 * template (Dormant Meter FW Upgrade Schedule Notification v0.3) was not readable.
 */
export interface DormantConfiguration {
  readonly configurationId: string;
  /** The order of the Migration Control Centre that it is part of. */
  readonly batchId: string;
  readonly importMPAN: string;
  readonly mprn?: string;
  readonly kind: 'Dormant' | 'Mixed';
  readonly meters: readonly UpgradedMeter[];
  readonly packageId: string;
  readonly imageIds: readonly string[];
  /** First and last planned day, `YYYY-MM-DD`. */
  readonly plannedFrom: string;
  readonly plannedTo: string;
  /** ISO 8601, virtual time. */
  readonly sentAt: string;
  readonly state: ConfigurationState;
  readonly code?: string;
  readonly reason?: string;
  /** As the SMSO reported them. */
  readonly devices: readonly ConfiguredDevice[];
  readonly history: readonly { readonly at: string; readonly state: ConfigurationState; readonly note: string }[];
}

/** Keys: configuration id. */
export const CONFIGURATIONS = table<DormantConfiguration>('dormant-configurations');
/** The newest of an installation; keys: MPAN. */
const NEWEST = table<{ configurationId: string }>('newest-configurations');
/** Bytes of packages and images as they were loaded, base64; keys: their id. */
export const PACKAGES = table<{ content: string }>('configuration-packages');
export const IMAGES = table<{ content: string }>('firmware-images');
/** What the release of a group plans to use. */
export interface GroupFunctions {
  readonly configurationUpdate: boolean;
  readonly firmwareUpgrade: boolean;
}

/** Keys: Group ID. */
export const GROUP_FUNCTIONS = table<GroupFunctions>('group-functions');

/** States in which an order is still to be carried out. */
const OPEN: readonly ConfigurationState[] = ['Notified', 'ConfigInstructed', 'FirmwareOK'];

export function isOpen({ state }: DormantConfiguration): boolean {
  return OPEN.includes(state);
}

/** Stores a new configuration as the newest of its installation. */
export function addConfiguration(work: Work, configuration: DormantConfiguration): void {
  work.put(CONFIGURATIONS, configuration.configurationId, configuration);
  work.put(NEWEST, configuration.importMPAN, { configurationId: configuration.configurationId });
}

export function newestConfiguration(work: Work, importMPAN: string): DormantConfiguration | undefined {
  const newest = work.get(NEWEST, importMPAN);
  return newest && work.get(CONFIGURATIONS, newest.configurationId);
}

/** Lets a configuration enter a state and notes it in its history. */
export function enterState(
  work: Work,
  configuration: DormantConfiguration,
  state: ConfigurationState,
  note: string,
  change: Partial<Pick<DormantConfiguration, 'code' | 'reason' | 'devices'>> = {},
): void {
  const entry = { at: work.now.toISOString(), state, note };
  const history = [...configuration.history, entry];
  work.put(CONFIGURATIONS, configuration.configurationId, { ...configuration, ...change, state, history });
  work.audit(`configuration-${state}`, undefined, `${configuration.configurationId}: ${note}`);
}

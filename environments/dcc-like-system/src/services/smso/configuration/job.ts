import type { ConfigurationOrder, ConfiguredDevice } from '../../../domain/configuration-messages';
import type { DeviceSettings } from '../../../domain/configuration-package';
import type { CommandFrame } from '../../../domain/frames';
import { table } from '../../../kernel/store';

/** What is done to a device, one command each. */
export type Operation =
  | 'read-version'
  | 'store-image'
  | 'activate-image'
  | 'check-version'
  | 'read'
  | 'write'
  | 'synchronise'
  | 'read-back'
  | 'compare-han';

/** An installation whose dormant devices are being configured. */
export interface Job {
  readonly configurationId: string;
  readonly orderId: string;
  readonly importMPAN: string;
  /** Last planned day, `YYYY-MM-DD`. */
  readonly lastDay: string;
  /** Dormant devices, in the order in which they are configured. */
  readonly deviceIds: readonly string[];
  /** Firmware of every device comes before the configuration of any. */
  readonly stage: 'Firmware' | 'Configuration';
  /** Place in `deviceIds` of the device in hand. */
  readonly place: number;
  readonly operation: Operation;
  /** The command in hand: sent and not answered. It is sent again as it is. */
  readonly frame?: CommandFrame | undefined;
  /** When the operation was begun, ISO 8601, and how often the device was silent since. */
  readonly begunAt?: string | undefined;
  readonly silences: number;
  /** How often the image was brought to the device in hand. */
  readonly installs: number;
  /** Whether something was written to the device in hand, and its clock set. */
  readonly wrote: boolean;
  readonly clockSet: boolean;
  /** Settings of the device in hand as read last. */
  readonly settings?: DeviceSettings | undefined;
  readonly results: readonly ConfiguredDevice[];
  /** Whether an image was activated on one of its devices. */
  readonly upgraded: boolean;
  readonly ended: boolean;
}

/** Keys: configuration id. */
export const JOBS = table<Job>('configuration-jobs');
/** Keys: order id. */
export const ORDERS = table<ConfigurationOrder>('configuration-orders');
/** The job that waits for the answer to a command; keys: command id. */
export const AWAITED = table<{ configurationId: string }>('configuration-answers');

/** Name of the timer that moves a job on, and kind of that timer. */
export const CONFIGURE = 'configure';

export function timerOf(job: Pick<Job, 'configurationId'>): string {
  return `${CONFIGURE}-${job.configurationId}`;
}

import type { DeviceError } from '../../../domain/frames';
import type { EventName } from './events';

/** What came of a change: an error, or what the meter says and the alerts that it raises. */
export interface Effect {
  readonly error?: DeviceError;
  readonly value?: object;
  readonly alerts?: readonly EventName[];
}

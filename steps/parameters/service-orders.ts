import type { ServiceRequest } from '../../support/interfaces/duis/request';
import { readInventory, plainRead } from '../../support/interfaces/duis/requests/reads';
import { DCC_EUI } from '../../support/interfaces/duis/vocabulary';
import { DEVICE_NAMES, DEVICE_TYPES, type DeviceType } from '../../support/interfaces/vocabulary';
import type { DccUser, MadeInstallation } from '../../support/roles';

/** What a request can be made from. */
export interface OrderContext {
  readonly user: DccUser;
  /** Virtual time. */
  readonly now: Date;
  readonly installation: MadeInstallation;
  readonly deviceId: string;
  readonly fuel: 'electricity' | 'gas';
}

/** A service request as a scenario asks for it. */
export interface ServiceOrder {
  readonly device: DeviceType;
  /** Number of the installation, from 1. */
  readonly installation: number;
  /** To whom it goes: the device, or the DCC itself. */
  readonly target: (context: OrderContext) => string;
  readonly make: (context: OrderContext) => ServiceRequest;
}

/** What a phrase asks for, from what stands in its brackets after the device. */
type Maker = (words: readonly string[]) => (context: OrderContext) => ServiceRequest;
type Phrase = readonly [pattern: string, maker: Maker];

const ORDINALS = ['first', 'second', 'third'];
const DEVICE = `the (${DEVICE_TYPES.map((type) => DEVICE_NAMES[type]).join('|')})(?: of the (${ORDINALS.join('|')}) installation)?`;

const plain =
  (variant: string, element: string): Maker =>
  () =>
  () =>
    plainRead(variant, element);

/** Every phrase that can follow a user; the device is named where the pattern says DEVICE. */
const PHRASES: readonly Phrase[] = [
  ['asks DEVICE for its import registers', plain('4.1.1', 'ReadInstantaneousImportRegisters')],
  [
    'asks the inventory for DEVICE',
    () =>
      ({ deviceId }) =>
        readInventory('DeviceID', deviceId),
  ],
];

/** Matches every phrase; groups do not capture, so that cucumber hands over the whole phrase. */
export const SERVICE_ORDER = new RegExp(
  PHRASES.map(([pattern]) => pattern.replace('DEVICE', DEVICE).replaceAll(/\((?!\?)/g, '(?:')).join('|'),
);

/**
 * What a phrase asks for.
 * @param phrase one that `SERVICE_ORDER` matches
 */
export function serviceOrderOf(phrase: string): ServiceOrder {
  for (const [pattern, maker] of PHRASES) {
    const match = new RegExp(`^${pattern.replace('DEVICE', DEVICE)}$`).exec(phrase);
    if (!match) continue;
    const words = match.slice(1).filter(Boolean);
    const name = words.find((word) => DEVICE_TYPES.some((type) => DEVICE_NAMES[type] === word));
    const device = DEVICE_TYPES.find((type) => DEVICE_NAMES[type] === name) ?? 'CHF';
    const ordinal = words.find((word) => ORDINALS.includes(word));
    const make = maker(words.filter((word) => word !== name && word !== ordinal));
    return {
      device,
      installation: ordinal === undefined ? 1 : ORDINALS.indexOf(ordinal) + 1,
      make,
      target: (context) => (make(context).answeredBy === 'dcc' ? DCC_EUI : context.deviceId),
    };
  }
  throw new Error(`"${phrase}" is no service request that is known.`);
}

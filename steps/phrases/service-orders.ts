import { dated, type ServiceRequest } from '../../support/interfaces/duis/request';
import { DCC_EUI } from '../../support/interfaces/duis/vocabulary';
import { DEVICE_NAMES, DEVICE_TYPES, type DeviceType } from '../../support/interfaces/vocabulary';
import type { OrderContext, Phrase } from './service-phrases';
import { READS } from './service-phrases';
import { CHANGES } from './service-phrases-of-changes';
import type { InstallationReference } from '../../support/world/world';
import { DURATION, hoursOf, INSTALLATION, installationReferenceOf } from './words';

/** A service request as a scenario asks for it. */
export interface ServiceOrder {
  /** `new`: the device that can be added to the installation. */
  readonly device: DeviceType | 'new';
  readonly installation: InstallationReference;
  readonly make: (context: OrderContext) => ServiceRequest;
}

const NEW_DEVICE = 'new device';
const NAMES = [...DEVICE_TYPES.map((type) => DEVICE_NAMES[type]), NEW_DEVICE];
const DEVICE = `the (${NAMES.join('|')})(?: of the (${INSTALLATION}) installation)?`;
/** A request can be ordered to be carried out later. */
const LATER = `(?: in (${DURATION}))?`;

const PHRASES: readonly Phrase[] = [...READS, ...CHANGES];

/** Matches every phrase; groups do not capture, so that cucumber hands over the whole phrase. */
export const SERVICE_ORDER = new RegExp(
  `(?:${PHRASES.map(([pattern]) => pattern.replace('DEVICE', DEVICE)).join('|')})${LATER}`.replaceAll(
    /\((?!\?)/g,
    '(?:',
  ),
);

/**
 * What a phrase asks for.
 * @param phrase one that `SERVICE_ORDER` matches
 */
export function serviceOrderOf(phrase: string): ServiceOrder {
  for (const [pattern, maker] of PHRASES) {
    const match = new RegExp(`^${pattern.replace('DEVICE', DEVICE)}${LATER}$`).exec(phrase);
    if (!match) continue;
    const [, ...groups] = match;
    const later = groups.pop();
    const at = groups.findIndex((word) => NAMES.includes(word));
    const [name, reference] = at < 0 ? [] : groups.slice(at, at + 2);
    const own = groups.filter((word, index) => Boolean(word) && (at < 0 || index < at || index > at + 1));
    return {
      device: name === NEW_DEVICE ? 'new' : (DEVICE_TYPES.find((type) => DEVICE_NAMES[type] === name) ?? 'ESME'),
      installation: installationReferenceOf(reference),
      make: (context) => {
        const request = maker(context, own);
        if (later === undefined) return request;
        return dated(request, new Date(context.now.getTime() + hoursOf(later) * 3_600_000));
      },
    };
  }
  throw new Error(`"${phrase}" is no service request that is known.`);
}

/** To whom a request goes: the device, or the DCC itself. */
export function targetOf({ answeredBy }: ServiceRequest, deviceId: string): string {
  return answeredBy === 'dcc' ? DCC_EUI : deviceId;
}

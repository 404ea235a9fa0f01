import { dated, type ServiceRequest } from '../../support/interfaces/duis/request';
import { DCC_EUI } from '../../support/interfaces/duis/vocabulary';
import type { DeviceType } from '../../support/interfaces/vocabulary';
import type { InstallationReference } from '../../support/world/world';
import { device } from './basic-types';
import { billingTimes, quietDays, scheduleTimes } from './calendar-phrases';
import { which } from './installation-types';
import type { ParameterType } from './parameter-type';
import { phrasesType, typesIn } from './phrases-type';
import { log, reading, READS, serviceVariant, type OrderContext, type Phrase } from './service-phrases';
import { CHANGES, supplyChange } from './service-phrases-of-changes';
import { hoursOf, installationReferenceOf } from './words';

/** A service request as a scenario asks for it. */
export interface ServiceOrder {
  /** `new`: the device that can be added to the installation. */
  readonly device: DeviceType | 'new';
  readonly installation: InstallationReference;
  readonly make: (context: OrderContext) => ServiceRequest;
  /** Its service reference variant; absent where that depends on the device. */
  readonly variant?: string;
}

/** The device that a request is about. */
const target = phrasesType<Pick<ServiceOrder, 'device' | 'installation'>>(
  {
    name: 'target',
    meaning: 'the device that a service request is about',
    example: 'the electricity meter',
    parts: [which],
  },
  [
    [
      'the {device}( of the {which} installation)',
      ([name = '', place]) => ({ device: device.read(name), installation: installationReferenceOf(place) }),
    ],
    [
      'the new device( of the {which} installation)',
      ([place]) => ({ device: 'new', installation: installationReferenceOf(place) }),
    ],
  ],
);

/** A request can be ordered to be carried out later. */
const LATER = '( in {duration})';

const serviceOrder = phrasesType<ServiceOrder>(
  {
    name: 'serviceOrder',
    meaning: 'a service request that a user sends',
    example: 'asks the electricity meter for its import registers',
    parts: [target, reading, log, supplyChange, scheduleTimes, billingTimes, quietDays],
  },
  [...READS, ...CHANGES].map((order) => {
    const [phrase] = order;
    const at = typesIn(phrase).indexOf(target.name);
    return [`${phrase}${LATER}`, (words) => orderOf(order, words.slice(0, -1), at, words.at(-1))];
  }),
);

/** @param targetAt place of the target among the words; -1 where the phrase names none: the electricity meter is meant */
function orderOf([, make, ofSome]: Phrase, words: readonly string[], targetAt: number, later = ''): ServiceOrder {
  const about = target.read(words[targetAt] ?? target.example);
  const own = words.filter((_word, index) => index !== targetAt);
  const variant = typeof ofSome === 'function' ? ofSome(own) : ofSome;
  return {
    ...about,
    ...(variant === undefined ? {} : { variant }),
    make: (context) => {
      const request = make(context, own);
      if (variant !== undefined && request.variant !== variant) {
        throw new Error(`The phrase of ${variant} makes a request ${request.variant}.`);
      }
      if (later === '') return request;
      return dated(request, new Date(context.now.getTime() + hoursOf(later) * 3_600_000));
    },
  };
}

/** Service requests, and what stands in them. */
export const SERVICE_ORDER_TYPES: readonly ParameterType[] = [
  target,
  reading,
  log,
  serviceVariant,
  supplyChange,
  serviceOrder,
];

/**
 * What a phrase asks for.
 * @param phrase of the type `serviceOrder`
 */
export function serviceOrderOf(phrase: string): ServiceOrder {
  return serviceOrder.read(phrase);
}

/** The phrases that ask for one of some service reference variants, by their parameter types. */
export function phrasesAskingFor(variants: ReadonlySet<string>): ReadonlyMap<string, readonly string[]> {
  const orders = [...READS, ...CHANGES].flatMap(([phrase, , variant]) =>
    typeof variant === 'string' && variants.has(variant) ? [`${phrase}${LATER}`] : [],
  );
  const asked = (type: ParameterType<readonly [variant: string, element: string]>): [string, string[]] => [
    type.name,
    type.phrases.filter((words) => variants.has(type.read(words)[0])),
  ];
  return new Map([[serviceOrder.name, orders], asked(reading), asked(log), asked(supplyChange)]);
}

/** To whom a request goes: the device, or the DCC itself. */
export function targetOf({ answeredBy }: ServiceRequest, deviceId: string): string {
  return answeredBy === 'dcc' ? DCC_EUI : deviceId;
}

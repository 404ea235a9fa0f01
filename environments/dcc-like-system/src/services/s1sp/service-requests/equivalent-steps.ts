import { customerNumberFor, type NumberedRequest } from '../../../domain/customer-number';
import type { Operation } from '../../../domain/frames';
import type { Readings, ReadingName } from '../../../domain/meter/readings';
import type { RequestBody } from '../../../duis/requests/bodies';
import {
  activationPayload,
  billingCalendarPayload,
  clockPayload,
  deviceLogPayload,
  eventLogPayload,
  firmwarePayload,
  identityPayload,
  mpxnPayload,
  supplyPayload,
} from '../../../duis/payloads/device';
import {
  balancePayload,
  paymentModePayload,
  prepaymentConfigurationPayload,
  prepaymentValuesPayload,
} from '../../../duis/payloads/payment';
import {
  activePowerPayload,
  billingLogPayload,
  changeLogPayload,
  dailyLogPayload,
  exportProfilePayload,
  networkDataPayload,
  profilePayload,
  registersPayload,
  touRegistersPayload,
} from '../../../duis/payloads/registers';
import {
  alertBehaviourPayload,
  gasConversionPayload,
  joinPayload,
  networkRecordingPayload,
  powerThresholdsPayload,
  randomisationPayload,
  voltageLimitsPayload,
} from '../../../duis/payloads/configuration';
import {
  blockCountersPayload,
  blockRegistersPayload,
  creditsPayload,
  dailyConsumptionPayload,
  debtPaymentsPayload,
  exportDailyLogPayload,
  exportDemandPayload,
  exportRegisterPayload,
  loadLimitPayload,
  maximumDemandPayload,
  prepaymentDailyLogPayload,
  reactiveProfilePayload,
} from '../../../duis/payloads/measurements';
import { secondTariffPayload, tariffPayload } from '../../../duis/payloads/tariff';

/** One command to a device, before it is addressed and authenticated. */
interface StepCommand {
  readonly operation: Operation;
  readonly body: Readonly<Record<string, string>>;
}

/** What a response can be written from. */
interface Answered {
  /** Values of the answer to each command, in order. */
  readonly answers: readonly Readonly<Record<string, string>>[];
  readonly deviceType: string;
  /** Whether the party that asks is the network operator of the device. */
  readonly forNetworkOperator: boolean;
  /** Type of a device on the home area network, as DUIS calls it. */
  readonly typeOf: (deviceId: string) => string;
}

/** Steps whose effect equals that of the same request on a later device, and what is answered. */
export interface EquivalentSteps {
  readonly commands: (body: RequestBody, request: NumberedRequest) => readonly StepCommand[];
  readonly payload: (answered: Answered) => string;
}

/** Content of a body of one kind. */
type Body<K extends RequestBody['kind']> = Extract<RequestBody, { kind: K }>;

/** The body, which the reader of the variant has made of this kind. */
function ofKind<K extends RequestBody['kind']>(body: RequestBody, kind: K): Body<K> {
  if (body.kind !== kind) throw new Error(`A body of kind ${body.kind} came where ${kind} belongs.`);
  return body as Body<K>;
}

/** Asks for one thing, over a period where the request names one. */
function reads<N extends ReadingName>(
  name: N,
  write: (reading: Readings[N], answered: Answered) => string,
): EquivalentSteps {
  return {
    commands: (body) => {
      const { from, to, log } = body.kind === 'log' ? body : {};
      const asked = { ...(from && to ? { from, to } : {}), ...(log ? { log } : {}) };
      return [{ operation: 'get', body: { name, ...asked } }];
    },
    payload: (answered) => write(JSON.parse(answered.answers.at(-1)?.value ?? '{}') as Readings[N], answered),
  };
}

function commands<K extends RequestBody['kind']>(
  operation: 'set' | 'act',
  name: string,
  kind: K,
  value: (body: Body<K>) => object,
  payload: EquivalentSteps['payload'] = () => '',
): EquivalentSteps {
  return {
    commands: (body) => [{ operation, body: { name, value: JSON.stringify(value(ofKind(body, kind))) } }],
    payload,
  };
}

/** Sets the one thing that the body is about. */
const sets: EquivalentSteps = {
  commands: (body) => {
    const { name, value } = ofKind(body, 'setting').setting;
    return [{ operation: 'set', body: { name, value: JSON.stringify(value) } }];
  },
  payload: () => '',
};

/** A device comes to know another one, or forgets it. */
function acquaints(name: 'know-device' | 'forget-device'): EquivalentSteps {
  const code = name === 'know-device' ? 'joinResponseCode' : 'unjoinResponseCode';
  return commands(
    'act',
    name,
    'other-device',
    ({ deviceId }) => ({ deviceId }),
    () => joinPayload(code),
  );
}

/** Tells a device to do something that needs no more words. */
function orders(name: string): EquivalentSteps {
  return { commands: () => [{ operation: 'act', body: { name, value: '{}' } }], payload: () => '' };
}

const clock: EquivalentSteps = commands(
  'set',
  'clock',
  'clock',
  ({ time, tolerance }) => ({ time, tolerance }),
  ({ answers, deviceType }) => clockPayload(JSON.parse(answers.at(-1)?.value ?? '{}') as Readings['clock'], deviceType),
);

/**
 * Equivalent Steps by service reference variant. That there are such steps, and that models deviate from them, is SOURCED; the
 * steps themselves are MODEL. A variant that is missing here is carried out by the S1SP alone.
 */
export const EQUIVALENT_STEPS: Readonly<Record<string, EquivalentSteps>> = {
  '1.1.1': commands('set', 'tariff', 'tariff', ({ tariff }) => tariff),
  '1.1.2': commands('set', 'second-tariff', 'tariff', ({ tariff }) => tariff),
  '1.2.1': commands('set', 'prices', 'prices', ({ prices }) => prices),
  '1.2.2': commands('set', 'second-prices', 'prices', ({ prices }) => prices),
  '1.5': commands('act', 'adjust-balance', 'balance', ({ mode, adjust }) => ({ mode, adjust })),
  '1.6': commands('set', 'payment-mode', 'payment-mode', ({ settings }) => settings),
  '1.7': orders('reset-block-counters'),
  '2.1': commands('set', 'prepayment-configuration', 'prepayment-configuration', ({ configuration }) => configuration),
  '2.2': commands('act', 'top-up', 'top-up', ({ utrn }) => ({ utrn })),
  '2.3': commands('set', 'debt', 'debt', ({ debt }) => debt),
  '2.5': orders('activate-emergency-credit'),
  '3.1': sets,
  '3.2': commands('set', 'tenancy', 'tenancy', ({ since }) => ({ since })),
  '3.3': orders('clear-event-log'),
  '3.4': sets,
  '3.5': orders('disable-privacy-pin'),
  '4.1.1': {
    commands: () => [{ operation: 'read-registers', body: {} }],
    payload: ({ answers }) => {
      const { activeImportWh, volumeLitres } = answers.at(-1) ?? {};
      return activeImportWh === undefined
        ? registersPayload({ fuel: 'gas', volumeLitres: Number(volumeLitres) })
        : registersPayload({ fuel: 'electricity', activeImportWh: Number(activeImportWh) });
    },
  },
  '4.1.2': reads('tou-registers', touRegistersPayload),
  '4.1.3': reads('block-registers', blockRegistersPayload),
  '4.1.4': reads('block-registers', blockCountersPayload),
  '4.2': reads('export-register', exportRegisterPayload),
  '4.3': reads('prepayment-values', prepaymentValuesPayload),
  '4.4.2': reads('change-log', changeLogPayload),
  '4.4.3': reads('billing-log', billingLogPayload),
  '4.4.4': reads('debt-payments', debtPaymentsPayload),
  '4.4.5': reads('credits', creditsPayload),
  '4.6.1': reads('daily-log', dailyLogPayload),
  '4.6.2': reads('export-daily-log', exportDailyLogPayload),
  '4.8.1': reads('profile', profilePayload),
  '4.8.2': reads('reactive-profile', reactiveProfilePayload),
  '4.8.3': reads('export-profile', exportProfilePayload),
  '4.10': reads('network-data', networkDataPayload),
  '4.11.1': reads('tariff', tariffPayload),
  '4.11.2': reads('second-tariff', secondTariffPayload),
  '4.12.1': reads('maximum-demand', maximumDemandPayload),
  '4.12.2': reads('export-demand', exportDemandPayload),
  '4.13': reads('prepayment-configuration', prepaymentConfigurationPayload),
  '4.14': reads('prepayment-daily-log', prepaymentDailyLogPayload),
  '4.15': reads('load-limit', loadLimitPayload),
  '4.16': reads('active-power', activePowerPayload),
  '4.17': reads('daily-consumption', dailyConsumptionPayload),
  '4.18': reads('balance', balancePayload),
  '6.2.1': reads('voltage-limits', voltageLimitsPayload),
  '6.2.2': reads('randomisation', randomisationPayload),
  '6.2.3': reads('billing-calendar', billingCalendarPayload),
  '6.2.4': reads('identity', (identity, { deviceType }) => identityPayload(identity, deviceType)),
  '6.2.5': reads('power-thresholds', powerThresholdsPayload),
  '6.2.7': reads('mpxn', mpxnPayload),
  '6.2.8': reads('gas-conversion', gasConversionPayload),
  '6.2.9': reads('payment-mode', paymentModePayload),
  '6.2.10': reads('alert-behaviour', (read, { forNetworkOperator }) => alertBehaviourPayload(read, forNetworkOperator)),
  '6.4.1': sets,
  '6.4.2': orders('reset-load-limit-counter'),
  '6.5': sets,
  '6.6': sets,
  '6.7': sets,
  '6.8': commands('set', 'billing-calendar', 'billing-calendar', ({ calendar }) => calendar),
  '6.11': clock,
  '6.12': sets,
  '6.13': reads('event-log', eventLogPayload),
  '6.18.1': sets,
  '6.18.2': commands('act', 'reset-demand', 'demand-reset', ({ registers }) => ({ registers })),
  '6.20.1': commands('set', 'import-mpxn', 'mpxn', ({ importMPxN }) => ({ importMPxN })),
  '6.20.2': sets,
  '6.22': commands('set', 'alert-behaviour', 'alert-behaviour', ({ behaviour }) => behaviour),
  '6.25': sets,
  '6.26': sets,
  '6.27': orders('reset-voltage-counters'),
  '7.1': orders('enable-supply'),
  '7.2': orders('disable-supply'),
  '7.3': orders('arm-supply'),
  '7.4': reads('supply', supplyPayload),
  '8.1.1': clock,
  '8.7.1': acquaints('know-device'),
  '8.7.2': acquaints('know-device'),
  '8.8.1': acquaints('forget-device'),
  '8.8.2': acquaints('forget-device'),
  '8.9': reads('device-log', (log, { typeOf }) => deviceLogPayload(log, typeOf)),
  '8.11': {
    commands: (body) => {
      const { deviceId, request } = ofKind(body, 'device-log');
      const name = request === 'Add' ? 'join' : 'leave';
      return [{ operation: 'act', body: { name, value: JSON.stringify({ deviceId }) } }];
    },
    payload: () => '',
  },
  '9.1': {
    commands: (_body, request) => {
      const value = JSON.stringify({ number: customerNumberFor(request) });
      return [{ operation: 'set', body: { name: 'customer-number', value } }];
    },
    payload: () => '',
  },
  '11.2': reads('firmware', firmwarePayload),
  '11.3': commands(
    'act',
    'activate-firmware',
    'activate-firmware',
    ({ hash }) => ({ hash }),
    ({ answers }) => activationPayload(JSON.parse(answers.at(-1)?.value ?? '{}') as Readings['firmware']),
  ),
  '14.1': {
    commands: orders('record-network-data').commands,
    payload: ({ answers }) =>
      networkRecordingPayload(JSON.parse(answers.at(-1)?.value ?? '{}') as Readings['network-recording']),
  },
};

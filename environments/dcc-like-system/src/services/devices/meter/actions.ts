import { createHash } from 'node:crypto';
import { readUtrn, type Utrn } from '../../../domain/utrn';
import { MILLIPENCE_PER_POUND } from '../../../domain/meter/payment';
import type { PaymentMode } from '../../../domain/meter/payment';
import { topUp } from './credit';
import { BLOCKS } from './blocks';
import { LOAD_LIMIT } from './load-limit';
import { noteEvent, rulesOf, type Meter } from './meter';
import { area } from '../../../kernel/rules';
import type { Effect } from './effect';

/** Top-ups that a meter remembers (MODEL). */
const TOKENS_KEPT = 100;
const MILLIPENCE_PER_PENNY = MILLIPENCE_PER_POUND / 100;

/** What a meter can be told to do, by name, with what belongs to it. */
interface MeterActions {
  /** By so much, in millipence; without it to nothing. */
  readonly 'adjust-balance': { readonly mode: PaymentMode; readonly adjust?: number };
  readonly 'top-up': { readonly utrn: string };
  readonly 'activate-emergency-credit': object;
  readonly 'clear-event-log': object;
  readonly 'reset-block-counters': object;
  readonly 'reset-load-limit-counter': object;
  readonly 'reset-voltage-counters': object;
  /** The flows of gas of the next hours are kept. */
  readonly 'record-network-data': object;
  /** The registers of maximum demand that begin anew. */
  readonly 'reset-demand': { readonly registers: readonly ('import' | 'export' | 'configurable')[] };
  readonly 'enable-supply': object;
  readonly 'disable-supply': object;
  readonly 'arm-supply': object;
  /** The meter takes over the time of its hub. */
  readonly 'synchronise-clock': object;
  /** `image` in base64. */
  readonly 'store-firmware': { readonly image: string; readonly version: string; readonly hash: string };
}

type ActionName = keyof MeterActions;

const DONE: Effect = {};
const NOT_POSSIBLE: Effect = { error: 'not-possible' };

const ACTIONS: { readonly [N in ActionName]: (meter: Meter, argument: MeterActions[N], now: Date) => Effect } = {
  'adjust-balance': (meter, { mode, adjust }) => {
    if (!rulesOf(meter, METER_ACTIONS).isMode(meter, mode)) return NOT_POSSIBLE;
    meter.balance = adjust === undefined ? 0 : meter.balance + adjust;
    return DONE;
  },
  'top-up': (meter, { utrn }, now) => {
    const { readToken, isUsed, takesTopUps, bookTopUp } = rulesOf(meter, METER_ACTIONS);
    const token = readToken(utrn);
    if (!token || isUsed(meter, token)) {
      noteEvent(meter, 'tokenRefused', now);
      return { error: 'token-refused', alerts: ['tokenRefused'] };
    }
    const credit = token.pence * MILLIPENCE_PER_PENNY;
    const { maxCreditThreshold, maxMeterBalance } = meter.configuration;
    if (!takesTopUps(meter) || credit > maxCreditThreshold || meter.balance + credit > maxMeterBalance) {
      return NOT_POSSIBLE;
    }
    meter.tokens = [...meter.tokens, token.serial].slice(-TOKENS_KEPT);
    bookTopUp(meter, credit, now);
    return DONE;
  },
  'activate-emergency-credit': (meter, _none, now) => {
    if (!rulesOf(meter, METER_ACTIONS).needsEmergencyCredit(meter) || meter.emergency !== undefined)
      return NOT_POSSIBLE;
    meter.emergency = meter.configuration.emergencyCreditLimit;
    noteEvent(meter, 'emergencyCreditActivated', now);
    return { alerts: ['emergencyCreditActivated'] };
  },
  'clear-event-log': (meter) => {
    meter.events = [];
    return DONE;
  },
  'reset-block-counters': (meter) => {
    rulesOf(meter, BLOCKS).reset(meter);
    return DONE;
  },
  'reset-load-limit-counter': (meter) => {
    if (meter.fuel === 'gas') return { error: 'not-supported' };
    rulesOf(meter, LOAD_LIMIT).resetCounter(meter);
    return DONE;
  },
  'reset-voltage-counters': (meter, _none, now) => {
    if (meter.fuel === 'gas') return { error: 'not-supported' };
    rulesOf(meter, METER_ACTIONS).resetVoltageCounters(meter, now);
    return DONE;
  },
  'record-network-data': (meter, _none, now) => {
    if (meter.fuel === 'electricity') return { error: 'not-supported' };
    const sample = (meter.recording?.sample ?? 0) + 1;
    rulesOf(meter, METER_ACTIONS).beginRecording(meter, sample, now);
    return { value: { sample } };
  },
  'reset-demand': (meter, { registers }, now) => {
    if (meter.fuel === 'gas') return { error: 'not-supported' };
    rulesOf(meter, METER_ACTIONS).resetDemand(meter, registers, now);
    return DONE;
  },
  // A gas valve is opened only by somebody who stands in front of it (RECOLLECTION: no such command for gas).
  'enable-supply': (meter) => {
    if (meter.fuel === 'gas') return { error: 'not-supported' };
    meter.supply = 'Enabled';
    return DONE;
  },
  'disable-supply': (meter) => {
    meter.supply = 'Disabled';
    return DONE;
  },
  'arm-supply': (meter, _none, now) => {
    if (!rulesOf(meter, METER_ACTIONS).canBeArmed(meter)) return DONE;
    meter.supply = 'Armed';
    noteEvent(meter, 'supplyArmed', now);
    return { alerts: ['supplyArmed'] };
  },
  'synchronise-clock': (meter) => {
    meter.clockAhead = 0;
    return DONE;
  },
  'store-firmware': (meter, { image, version, hash }, now) => {
    const found = createHash('sha256').update(Buffer.from(image, 'base64')).digest('hex').toUpperCase();
    if (found !== hash) {
      noteEvent(meter, 'imageRefused', now);
      return { error: 'no-image', alerts: ['imageRefused'] };
    }
    meter.image = { version, hash };
    noteEvent(meter, 'imageVerified', now);
    return { alerts: ['imageVerified'] };
  },
};

/** What a meter can be told to do, and when it does it. */
export const METER_ACTIONS = area('devices-meter-actions', {
  actions: ACTIONS,
  isMode: ({ payment }: Meter, mode: PaymentMode): boolean => mode === payment.mode,
  readToken: (utrn: string): Utrn | undefined => readUtrn(utrn),
  isUsed: ({ tokens }: Meter, { serial }: Utrn): boolean => tokens.includes(serial),
  takesTopUps: ({ payment }: Meter): boolean => payment.mode !== 'Credit',
  bookTopUp: topUp,
  resetDemand: (meter: Meter, registers: readonly string[], now: Date): void => {
    const all = registers.includes('import') ? { demand: now.getTime() } : {};
    const limited = registers.includes('configurable') ? { limitedDemand: now.getTime() } : {};
    const exported = registers.includes('export') ? { exportDemand: now.getTime() } : {};
    meter.countedSince = { ...meter.countedSince, ...all, ...limited, ...exported };
  },
  resetVoltageCounters: (meter: Meter, now: Date): void => {
    meter.countedSince = { ...meter.countedSince, voltage: now.getTime() };
  },
  beginRecording: (meter: Meter, sample: number, now: Date): void => {
    meter.recording = { sample, since: now.getTime() };
  },
  needsEmergencyCredit: ({ payment, balance, configuration }: Meter): boolean =>
    payment.mode === 'Prepayment' && balance <= configuration.emergencyCreditThreshold,
  canBeArmed: ({ supply }: Meter): boolean => supply === 'Disabled',
});

/** Lets a meter do one thing. */
export function actOnMeter(meter: Meter, name: string, argument: unknown, now: Date): Effect {
  const action = Object.entries(rulesOf(meter, METER_ACTIONS).actions).find(
    ([candidate]) => candidate === name,
  )?.[1] as ((meter: Meter, argument: unknown, now: Date) => Effect) | undefined;
  return action ? action(meter, argument, now) : { error: 'not-supported' };
}

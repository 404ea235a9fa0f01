import { createHash } from 'node:crypto';
import { readUtrn } from '../../../domain/utrn';
import { MILLIPENCE_PER_POUND } from '../../../domain/meter/payment';
import type { PaymentMode } from '../../../domain/meter/payment';
import { topUp } from './credit';
import { isBent, noteEvent, type Meter } from './meter';
import type { Effect } from './settings';

/** Top-ups that a meter remembers (MODEL). */
const TOKENS_KEPT = 100;
const MILLIPENCE_PER_PENNY = MILLIPENCE_PER_POUND / 100;

/** What a meter can be told to do, by name, with what belongs to it. */
export interface MeterActions {
  /** By so much, in millipence; without it to nothing. */
  readonly 'adjust-balance': { readonly mode: PaymentMode; readonly adjust?: number };
  readonly 'top-up': { readonly utrn: string };
  readonly 'activate-emergency-credit': object;
  readonly 'clear-event-log': object;
  readonly 'enable-supply': object;
  readonly 'disable-supply': object;
  readonly 'arm-supply': object;
  /** The meter takes over the time of its hub. */
  readonly 'synchronise-clock': object;
  /** `image` in base64. */
  readonly 'store-firmware': { readonly image: string; readonly version: string; readonly hash: string };
}

export type ActionName = keyof MeterActions;

const DONE: Effect = {};
const NOT_POSSIBLE: Effect = { error: 'not-possible' };

const ACTIONS: { readonly [N in ActionName]: (meter: Meter, argument: MeterActions[N], now: Date) => Effect } = {
  'adjust-balance': (meter, { mode, adjust }) => {
    if (mode !== meter.payment.mode && !isBent(meter, 'devices-adjust-in-any-mode')) return NOT_POSSIBLE;
    const reset = isBent(meter, 'devices-ignore-reset-of-balance') ? meter.balance : 0;
    meter.balance = adjust === undefined ? reset : meter.balance + adjust;
    return DONE;
  },
  'top-up': (meter, { utrn }, now) => {
    const token = readUtrn(utrn, isBent(meter, 'devices-take-mistyped-utrn'));
    const isUsed = token !== undefined && meter.tokens.includes(token.serial);
    if (!token || (isUsed && !isBent(meter, 'devices-take-used-utrn'))) {
      noteEvent(meter, 'tokenRefused', now);
      return { error: 'token-refused', alerts: ['tokenRefused'] };
    }
    const credit = token.pence * MILLIPENCE_PER_PENNY;
    const { maxCreditThreshold, maxMeterBalance } = meter.configuration;
    const isCredit = meter.payment.mode === 'Credit' && !isBent(meter, 'devices-take-top-up-in-credit-mode');
    if (isCredit || credit > maxCreditThreshold || meter.balance + credit > maxMeterBalance) {
      return NOT_POSSIBLE;
    }
    meter.tokens = [...meter.tokens, token.serial].slice(-TOKENS_KEPT);
    if (!isBent(meter, 'devices-ignore-top-ups')) topUp(meter, credit, now);
    return DONE;
  },
  'activate-emergency-credit': (meter, _none, now) => {
    const { emergencyCreditThreshold, emergencyCreditLimit } = meter.configuration;
    const needed = meter.payment.mode === 'Prepayment' && meter.balance <= emergencyCreditThreshold;
    const isGiven = needed || isBent(meter, 'devices-give-emergency-credit-to-anybody');
    if (!isGiven || meter.emergency !== undefined) return NOT_POSSIBLE;
    meter.emergency = emergencyCreditLimit;
    noteEvent(meter, 'emergencyCreditActivated', now);
    return { alerts: ['emergencyCreditActivated'] };
  },
  'clear-event-log': (meter) => {
    if (!isBent(meter, 'devices-keep-cleared-log')) meter.events = [];
    return DONE;
  },
  // A gas valve is opened only by somebody who stands in front of it (RECOLLECTION: no such command for gas).
  'enable-supply': (meter) => {
    if (meter.fuel === 'gas') return { error: 'not-supported' };
    meter.supply = isBent(meter, 'devices-arm-instead-of-enabling') ? 'Armed' : 'Enabled';
    return DONE;
  },
  'disable-supply': (meter) => {
    if (!isBent(meter, 'devices-ignore-disabling')) meter.supply = 'Disabled';
    return DONE;
  },
  'arm-supply': (meter, _none, now) => {
    if (meter.supply !== 'Disabled' && !isBent(meter, 'devices-arm-supply-that-is-on')) return DONE;
    meter.supply = isBent(meter, 'devices-enable-instead-of-arming') ? 'Enabled' : 'Armed';
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

/** Lets a meter do one thing. */
export function actOnMeter(meter: Meter, name: string, argument: unknown, now: Date): Effect {
  const action = Object.entries(ACTIONS).find(([candidate]) => candidate === name)?.[1] as
    ((meter: Meter, argument: unknown, now: Date) => Effect) | undefined;
  return action ? action(meter, argument, now) : { error: 'not-supported' };
}

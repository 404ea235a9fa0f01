import type { Debt, PaymentSettings, PrepaymentConfiguration } from '../../../domain/meter/payment';
import type { AlertBehaviour, BillingCalendar } from '../../../domain/meter/settings';
import type { Prices, Tariff } from '../../../domain/meter/tariff';
import type { Effect } from './effect';
import { area } from '../../../kernel/rules';
import { noteChange, noteEvent, rulesOf, type Meter } from './meter';
import { isPriced } from './pricing';
import { isStored, storeSetting } from './stored-settings';

/** What can be changed in a meter, by name, with what it is changed to. MODEL: stands in for the objects of real protocols. */
interface MeterSettings {
  readonly tariff: Tariff;
  readonly prices: Prices;
  readonly 'second-tariff': Tariff;
  readonly 'second-prices': Prices;
  readonly 'payment-mode': PaymentSettings;
  readonly 'prepayment-configuration': PrepaymentConfiguration;
  readonly debt: Debt;
  readonly tenancy: { readonly since: string };
  readonly 'billing-calendar': BillingCalendar;
  /** `tolerance` in seconds. */
  readonly clock: { readonly time: string; readonly tolerance: number };
  readonly 'import-mpxn': { readonly importMPxN: string };
  readonly 'alert-behaviour': AlertBehaviour;
}

type SettingName = keyof MeterSettings;

const DONE: Effect = {};
const NOT_POSSIBLE: Effect = { error: 'not-possible' };

/** How a meter takes each change. */
const SETTERS: { readonly [N in SettingName]: (meter: Meter, value: MeterSettings[N], now: Date) => Effect } = {
  tariff: (meter, tariff, now) => setTariff(meter, 'tariff', tariff, now),
  prices: (meter, prices, now) => setTariff(meter, 'tariff', { ...meter.tariff, prices }, now),
  'second-tariff': (meter, tariff, now) => setTariff(meter, 'secondTariff', tariff, now),
  'second-prices': (meter, prices, now) =>
    meter.secondTariff === undefined
      ? { error: 'not-supported' }
      : setTariff(meter, 'secondTariff', { ...meter.secondTariff, prices }, now),
  'payment-mode': (meter, settings, now) => {
    if (settings.mode !== meter.payment.mode) {
      noteChange(meter, now);
      // The two modes count in opposite directions: neither takes over the other's money (MODEL).
      meter.balance = 0;
      meter.emergency = undefined;
    }
    meter.payment = settings;
    return DONE;
  },
  'prepayment-configuration': (meter, configuration) => {
    if (configuration.nonDisablement.fuel !== meter.fuel) return NOT_POSSIBLE;
    meter.configuration = configuration;
    return DONE;
  },
  debt: (meter, debt) => {
    meter.debt = debt;
    return DONE;
  },
  tenancy: (meter, { since }) => {
    meter.hiddenBefore = since;
    return DONE;
  },
  'billing-calendar': (meter, calendar) => {
    if (calendar.fuel !== meter.fuel) return NOT_POSSIBLE;
    meter.calendar = calendar;
    return DONE;
  },
  clock: (meter, { time, tolerance }, now) => {
    const { isReliable, setClock } = rulesOf(meter, METER_CHANGES);
    const reliable = isReliable(now.getTime() + meter.clockAhead - Date.parse(time), tolerance);
    if (reliable) setClock(meter, time, now);
    else noteEvent(meter, 'clockNotAdjusted', now);
    const value = { time: new Date(now.getTime() + meter.clockAhead).toISOString(), reliable };
    return reliable ? { value } : { value, alerts: ['clockNotAdjusted'] };
  },
  'import-mpxn': (meter, { importMPxN }) => {
    meter.points = { ...meter.points, importMPxN };
    return DONE;
  },
  'alert-behaviour': (meter, { group, enabled }) => {
    if (group.startsWith('Gas') !== (meter.fuel === 'gas')) return NOT_POSSIBLE;
    meter.behaviour = { ...meter.behaviour, [group]: { ...meter.behaviour[group], ...enabled } };
    return DONE;
  },
};

/** Sets the tariff of the first or of the second element. */
function setTariff(meter: Meter, which: 'tariff' | 'secondTariff', tariff: Tariff, now: Date): Effect {
  if (meter[which] === undefined) return { error: 'not-supported' };
  if (!isPriced(tariff)) return NOT_POSSIBLE;
  noteChange(meter, now);
  meter[which] = tariff;
  return DONE;
}

/** How a meter takes changes. */
export const METER_CHANGES = area('devices-meter-changes', {
  setters: SETTERS,
  /** Whether a clock that is off by so many milliseconds may be set; `tolerance` in seconds. */
  isReliable: (off: number, tolerance: number): boolean => Math.abs(off) <= tolerance * 1000,
  setClock: (meter: Meter, time: string, now: Date): void => {
    meter.clockAhead = Date.parse(time) - now.getTime();
  },
});

/** Changes one thing in a meter. */
export function changeMeter(meter: Meter, name: string, value: unknown, now: Date): Effect {
  if (isStored(name)) return storeSetting(meter, name, value as object, now);
  const setter = Object.entries(rulesOf(meter, METER_CHANGES).setters).find(
    ([candidate]) => candidate === name,
  )?.[1] as ((meter: Meter, value: unknown, now: Date) => Effect) | undefined;
  return setter ? setter(meter, value, now) : { error: 'not-supported' };
}

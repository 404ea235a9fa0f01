import type { Debt, DebtRecovery, PaymentSettings, PrepaymentConfiguration } from '../../../domain/meter/payment';
import type { BillingCalendar } from '../../../domain/meter/settings';
import type { Fuel, Tariff } from '../../../domain/meter/tariff';
import type { MeterStart } from '../../../domain/provisions';

/** How every meter is set before anybody changes it (MODEL). */
export const DEFAULT_PAYMENT: PaymentSettings = {
  mode: 'Credit',
  suspendDebtDisabled: false,
  suspendDebtEmergency: false,
  disablementThreshold: 0,
};

const NO_RECOVERY = { rate: 0, period: 'DAILY' } as const;

export const DEFAULT_DEBT: Debt = {
  timeDebt1: 0,
  timeDebt2: 0,
  paymentDebt: 0,
  perPayment: 0,
  recovery1: NO_RECOVERY,
  recovery2: NO_RECOVERY,
};

/** Power of ten of pounds that a millipenny is. */
const MILLIPENCE_SCALE = -5;

/** Debt of an electricity meter: what is recovered of it is a scaled number of pounds. */
export function inPounds(debt: Debt): Debt {
  const scaled = (recovery: DebtRecovery): DebtRecovery => ({ scale: MILLIPENCE_SCALE, ...recovery });
  return { ...debt, recovery1: scaled(debt.recovery1), recovery2: scaled(debt.recovery2) };
}

/** Each rate from its time of day on, all year, each in a register of its own. */
export function dayTariff(fuel: Fuel, { standingCharge, rates }: NonNullable<MeterStart['tariff']>): Tariff {
  const switches = rates
    .map(({ from }, index) => ({ start: from, action: { tou: index + 1 } }))
    .sort((a, b) => (a.start < b.start ? -1 : 1));
  const scales =
    fuel === 'gas' ? {} : ({ standingChargeScale: MILLIPENCE_SCALE, priceScale: MILLIPENCE_SCALE } as const);
  const tou = rates.map(({ price }, index) => ({ index: index + 1, value: price }));
  return {
    table: allYear(fuel, switches),
    thresholds: [],
    prices: { currency: 'GBP', standingCharge, ...scales, tou, blocks: [] },
  };
}

/** A single rate all year: 15 pence a kWh and 25 pence a day for electricity, 4 and 25 for gas. */
export function defaultTariff(fuel: Fuel): Tariff {
  const always = allYear(fuel, [{ start: '00:00:00', action: { tou: 1 } }]);
  if (fuel === 'gas') {
    const prices = { currency: 'GBP', standingCharge: 25_000, tou: [{ index: 1, value: 4_000 }], blocks: [] } as const;
    return { table: always, thresholds: [], prices };
  }
  const prices = {
    currency: 'GBP',
    standingCharge: 2500,
    standingChargeScale: -4,
    priceScale: -4,
    tou: [{ index: 1, value: 1500 }],
    blocks: [],
  } as const;
  return { table: always, thresholds: [], prices };
}

/** The same on every day of the year. */
function allYear(fuel: Fuel, switches: Tariff['table']['days'][number]['switches']): Tariff['table'] {
  return {
    days: [{ name: 1, switches }],
    weeks: [{ name: 1, days: [1, 1, 1, 1, 1, 1, 1] }],
    seasons: [{ ...(fuel === 'electricity' ? { name: 'year' } : {}), start: { month: 1, day: 1 }, week: 1 }],
    specialDays: [],
  };
}

/** Five pounds of emergency credit, and no time without disablement. */
export function defaultConfiguration(fuel: Fuel): PrepaymentConfiguration {
  return {
    debtRecoveryRateCap: 0,
    emergencyCreditLimit: 500_000,
    emergencyCreditThreshold: 100_000,
    lowCreditThreshold: 200_000,
    maxMeterBalance: 100_000_000,
    maxCreditThreshold: 50_000_000,
    nonDisablement:
      fuel === 'electricity'
        ? { fuel, specialDays: [], schedules: [] }
        : { fuel, days: [], weeks: [], seasons: [], specialDays: [] },
  };
}

/** A billing period ends at midnight of the first day of every month. */
export function defaultCalendar(fuel: Fuel): BillingCalendar {
  return fuel === 'electricity'
    ? { fuel, at: '00:00:00', period: 'Monthly', day: 1, month: 1 }
    : { fuel, start: '2019-01-01T00:00:00.000Z', period: 'Monthly' };
}

import type { DatePattern } from '../../../models/meter/day-calendar';
import type { QuietCalendar } from '../../../models/meter/disablement';
import type { Debt, PrepaymentLimits } from '../../../models/meter/state';
import type { Counting, Fuel, Numbered, Tariff } from '../../../models/meter/tariff';

/**
 * Settings in which whatever a request can say is said, each value unlike the others (MODEL: made up). Their calendars are about the end
 * of June 2019: a season begins on the 28th, the last days of the month are special.
 */

const LAST_OF_JUNE: DatePattern = { month: 6, day: 30 };
const THURSDAY: DatePattern = { year: 2019, month: 6, day: 27 };

const numbered = (values: readonly number[], from = 1): Numbered[] =>
  values.map((value, at) => ({ index: from + at, value }));
const registerAt = (start: string, register: number) => ({ start, counts: { register } });
const matrixAt = (start: string, matrix: number) => ({ start, counts: { matrix } });

/** Of electricity: registers and two matrices of blocks, with gaps in their numbers; of gas: a rate for each of four days. */
export function richTariff(fuel: Fuel): Tariff {
  return fuel === 'gas' ? gasTariff([1, 2, 4], { registers: GAS_REGISTERS, blocks: [] }) : electricityTariff();
}

/** A tariff of gas that counts in blocks on some days, of which one has no price of its own. */
export function gasBlocks(): Tariff {
  const prices = [
    { index: 1, value: 4110 },
    { index: 3, value: 6130 },
    { index: 4, value: 7140 },
  ];
  return gasTariff(['blocks', 'blocks', 'blocks'], { registers: [], blocks: [{ index: 1, prices }] });
}

const GAS_REGISTERS = [
  { index: 1, value: 3170 },
  { index: 2, value: 5290 },
  { index: 4, value: 2310 },
];

const ELECTRICITY_TABLE: Tariff['table'] = {
  days: [
    { name: 1, switches: [registerAt('00:00:00', 2), registerAt('06:30:00', 1), matrixAt('16:00:00', 1)] },
    { name: 2, switches: [matrixAt('00:00:00', 2), registerAt('12:00:00', 4)] },
    { name: 4, switches: [registerAt('03:00:00', 1), registerAt('20:30:00', 5)] },
    { name: 7, switches: [registerAt('00:00:00', 5)] },
  ],
  weeks: [
    { name: 1, days: [1, 1, 1, 1, 4, 2, 2] },
    { name: 3, days: [2, 4, 1, 4, 2, 1, 7] },
    { name: 4, days: [4, 2, 7, 1, 1, 4, 1] },
  ],
  seasons: [
    { name: 'winter', start: { month: 11, day: 'second-last' }, week: 1 },
    { name: 'high', start: { month: 6, day: 'last' }, week: 4 },
    { name: 'summer', start: { month: 6, day: 'second-last' }, week: 3 },
  ],
  specialDays: [
    { date: THURSDAY, day: 7 },
    { date: { month: 6, weekday: 5 }, day: 2 },
    { date: { month: 7, weekday: 2 }, day: 1 },
  ],
};

function electricityTariff(): Tariff {
  return {
    table: ELECTRICITY_TABLE,
    thresholds: [
      {
        index: 1,
        values: [
          { index: 1, value: 1500 },
          { index: 3, value: 4000 },
        ],
      },
      { index: 2, values: numbered([700, 0, 1900]) },
      ...[3, 4, 5, 6, 7, 8].map((index) => ({ index, values: [{ index: 1, value: 0 }] })),
    ],
    prices: {
      currency: 'ECB',
      standingCharge: 2710,
      standingChargeScale: -4,
      priceScale: -5,
      registers: [
        { index: 1, value: 21_380 },
        { index: 2, value: 9470 },
        { index: 4, value: -1250 },
        { index: 5, value: 30_110 },
      ],
      blocks: [
        {
          index: 1,
          prices: [
            { index: 1, value: 11_030 },
            { index: 3, value: 17_090 },
          ],
        },
        { index: 2, prices: numbered([12_010, 13_020, 14_030, 15_040]) },
      ],
    },
  };
}

/** @param rates of the first, the second and the fourth day: registers, or blocks */
function gasTariff(
  rates: readonly (number | 'blocks')[],
  prices: Pick<Tariff['prices'], 'registers' | 'blocks'>,
): Tariff {
  const counts = (rate: number | 'blocks' = 1): Counting => (rate === 'blocks' ? { matrix: 1 } : { register: rate });
  return {
    table: {
      days: [1, 2, 4].map((name, at) => ({ name, switches: [{ start: '00:00:00', counts: counts(rates[at]) }] })),
      weeks: [
        { name: 1, days: [1, 2, 4, 1, 2, 4, 1] },
        { name: 2, days: [4, 4, 2, 2, 1, 1, 2] },
      ],
      seasons: [
        { start: { month: 6, day: 28 }, week: 2 },
        { start: { month: 9 }, week: 1 },
      ],
      specialDays: [
        { date: THURSDAY, day: 4 },
        { date: LAST_OF_JUNE, day: 1 },
        { date: { month: 7, weekday: 2 }, day: 2 },
      ],
    },
    thresholds: [{ index: 1, values: numbered([900, 2100, 0]) }],
    prices: { currency: 'ECB', standingCharge: 26_840, ...prices },
  };
}

/** Limits of prepayment, with times without disablement. */
export function richLimits(fuel: Fuel): PrepaymentLimits {
  return {
    rateCap: 1234,
    emergencyCredit: 710_000,
    emergencyThreshold: 26_000_000,
    lowCredit: 330_000,
    mostBalance: 41_000_000,
    mostCredit: 17_000_000,
    quiet: fuel === 'gas' ? GAS_QUIET : ELECTRICITY_QUIET,
  };
}

const ELECTRICITY_QUIET: QuietCalendar = {
  fuel: 'electricity',
  specialDays: [
    { index: 1, date: { month: 6, day: 'last' } },
    { index: 2, date: { day: 'second-last' } },
    { index: 3, date: THURSDAY },
    { index: 4, date: { month: 7, weekday: 2 } },
  ],
  schedules: [
    {
      ...{ script: 'START', specialDays: [1, 3], weekdays: [], at: '09:15:00' },
      ...{ from: '2019-06-01', to: '2019-06-29' },
    },
    {
      ...{ script: 'STOP', specialDays: [], weekdays: [1, 2, 3, 4, 5, 6, 7], at: '05:30:00' },
      ...{ from: '2019-01-01', to: '2037-12-31' },
    },
    {
      ...{ script: 'START', specialDays: [4], weekdays: [6], at: '20:00:00' },
      ...{ from: '2019-06-28', to: '2019-12-31' },
    },
  ],
};

const GAS_QUIET: QuietCalendar = {
  fuel: 'gas',
  days: [
    {
      name: 1,
      actions: [
        { start: '00:00:00', script: 'STOP' },
        { start: '18:00:00', script: 'START' },
      ],
    },
    { name: 2, actions: [{ start: '06:00:00', script: 'START' }] },
    {
      name: 5,
      actions: [
        { start: '02:30:00', script: 'STOP' },
        { start: '12:00:00', script: 'START' },
        { start: '22:30:00', script: 'STOP' },
      ],
    },
  ],
  weeks: [
    { name: 1, days: [1, 1, 1, 1, 5, 2, 2] },
    { name: 2, days: [5, 1, 1, 2, 1, 1, 5] },
  ],
  seasons: [
    { start: { month: 6, day: 28 }, week: 2 },
    { start: { month: 10, day: 15 }, week: 1 },
  ],
  specialDays: [
    { date: LAST_OF_JUNE, day: 2 },
    { date: THURSDAY, day: 5 },
  ],
};

/** Debts of every kind, which are recovered in different ways. */
export function richDebt(fuel: Fuel): Debt {
  return {
    timeDebt1: 5_100_000,
    timeDebt2: 130_000,
    paymentDebt: 3_300_000,
    perPayment: 3333,
    recovery1: { rate: fuel === 'gas' ? 1234 : 4321, ...(fuel === 'gas' ? {} : { scale: -5 }), period: 'HOURLY' },
    recovery2: { rate: fuel === 'gas' ? 56_789 : 2, ...(fuel === 'gas' ? {} : { scale: -2 }), period: 'DAILY' },
  };
}

import { entriesOf } from '../../../domain/meter/readings';
import { defect, entry, rule } from '../../../kernel/defect';
import { CREDIT } from '../meter/credit';
import { METER_READINGS, NETWORK_DATA } from '../meter/readings';
import { METERING } from '../meter/run';

/** Litres of gas that a kWh is of as meters leave the factory. */
const USUAL_KWH_PER_LITRE = (0.001 * 39.5 * 1.02264) / 3.6;

/** Seeded defects of what meters charge and recover. */
export const ARITHMETIC_DEFECTS = [
  defect(
    'devices-charge-one-rate-all-day',
    rule(METERING, 'tariffOf', () => ({ tariff }) => ({
      ...tariff,
      table: { ...tariff.table, days: tariff.table.days.map((day) => ({ ...day, switches: day.switches.slice(-1) })) },
    })),
  ),
  defect(
    'devices-charge-weekends-as-working-days',
    rule(METERING, 'tariffOf', (right) => (meter) => {
      const tariff = right(meter);
      const weeks = tariff.table.weeks.map((week) => ({ ...week, days: week.days.map(() => week.days[0] ?? 1) }));
      return { ...tariff, table: { ...tariff.table, weeks } };
    }),
  ),
  defect(
    'devices-begin-tariff-weeks-on-sunday',
    rule(METERING, 'tariffOf', (right) => (meter) => {
      const tariff = right(meter);
      const weeks = tariff.table.weeks.map((week) => ({ ...week, days: [...week.days.slice(1), week.days[0] ?? 1] }));
      return { ...tariff, table: { ...tariff.table, weeks } };
    }),
  ),
  defect(
    'devices-ignore-special-days',
    rule(METERING, 'tariffOf', (right) => (meter) => {
      const tariff = right(meter);
      return { ...tariff, table: { ...tariff.table, specialDays: [] } };
    }),
  ),
  defect(
    'devices-omit-standing-charge',
    rule(METERING, 'standingCharge', () => () => 0),
  ),
  defect(
    'devices-ignore-calorific-value',
    rule(METERING, 'kwhPerLitre', () => () => USUAL_KWH_PER_LITRE),
  ),
  defect(
    'devices-recover-no-debt-over-time',
    rule(CREDIT, 'dueOf', () => () => 0),
  ),
  defect(
    'devices-repay-emergency-credit-before-debt',
    rule(CREDIT, 'sharedPayment', () => ({ emergency, configuration }, millipence) => {
      const used = emergency === undefined ? 0 : configuration.emergencyCreditLimit - emergency;
      return Math.max(0, millipence - used);
    }),
  ),
];

/** Seeded defects of what meters answer. */
export const READING_DEFECTS = [
  // Each half hour bears the instant at which it began.
  defect(
    'devices-time-half-hours-by-their-begin',
    entry(METER_READINGS, 'readers', 'profile').replace((right) => (meter, now, asked) => {
      const read = right?.(meter, now, asked);
      if (read === undefined) return undefined;
      const first = new Date(Date.parse(read.used.first) - read.used.seconds * 1000).toISOString();
      return { ...read, used: { ...read.used, first } };
    }),
  ),
  defect(
    'devices-mix-up-rate-registers',
    entry(METER_READINGS, 'readers', 'tou-registers').replace((right) => (meter, now, asked) => {
      const read = right?.(meter, now, asked);
      const values = read?.registers.map(({ value }) => value).reverse() ?? [];
      return read && { ...read, registers: read.registers.map(({ index }, at) => ({ index, value: values[at] ?? 0 })) };
    }),
  ),
  defect(
    'devices-omit-last-day',
    entry(METER_READINGS, 'readers', 'daily-log').replace((right) => (meter, now, asked) => {
      const read = right?.(meter, now, asked);
      return read && { ...read, entries: read.entries.filter(({ at }) => at !== asked.to) };
    }),
  ),
  defect(
    'devices-give-energy-as-power',
    entry(METER_READINGS, 'readers', 'active-power').replace((right) => (meter, now, asked) => {
      const read = right?.(meter, now, asked);
      return read && { watts: read.watts / 2 };
    }),
  ),
  defect(
    'devices-log-no-time-debt',
    entry(METER_READINGS, 'readers', 'prepayment-daily-log').replace((right) => (meter, now, asked) => {
      const read = right?.(meter, now, asked);
      return (
        read && {
          ...read,
          entries: read.entries.map(({ at, money }) => ({ at, money: { ...money, timeDebt1: 0, timeDebt2: 0 } })),
        }
      );
    }),
  ),
  defect(
    'devices-give-gas-flow-of-half-hour-before',
    rule(
      NETWORK_DATA,
      'flowBy',
      (right) => (meter, end) => right(meter, Math.min(end, meter.profile.until) - 1_800_000),
    ),
  ),
  defect(
    'devices-shift-daily-consumption',
    entry(METER_READINGS, 'readers', 'daily-consumption').replace((right) => (meter, now, asked) => {
      const read = right?.(meter, now, asked);
      const entries = read === undefined ? [] : entriesOf(read.days).slice(1);
      const [second] = entries;
      return read && second
        ? { ...read, days: { ...read.days, values: read.days.values.slice(0, -1), first: second.at } }
        : read;
    }),
  ),
];

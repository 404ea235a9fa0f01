import type { Fuel, Tariff } from '../../../models/meter/tariff';
import type { ServiceRequest } from '../request';
import { setTariff, tariffOf } from './tariff';

/** Prices in pence a kWh of working days, of weekends and of one special day (YYYY-MM-DD), and the charge of a day. */
export interface DayRates {
  readonly weekday: number;
  readonly weekend: number;
  readonly special: number;
  readonly date: string;
  readonly standing: number;
}

/** 1.1.1 with a price for working days, one for weekends and one for a special day: each has a profile and a register of its number. */
export function dayTariff(fuel: Fuel, rates: DayRates): ServiceRequest {
  const { weekday, weekend, special, date, standing } = rates;
  const ofEach = [weekday, weekend, special].map((day) => tariffOf(fuel, { day, standing }));
  const [first = tariffOf(fuel, { day: weekday, standing })] = ofEach;
  const registers = ofEach.flatMap(({ prices }, at) => prices.registers.map(({ value }) => ({ index: at + 1, value })));
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const tariff: Tariff = {
    ...first,
    table: {
      ...first.table,
      days: [1, 2, 3].map((name) => ({ name, switches: [{ start: '00:00:00', counts: { register: name } }] })),
      weeks: [{ name: 1, days: [1, 1, 1, 1, 1, 2, 2] }],
      specialDays: [{ date: { year, month, day }, day: 3 }],
    },
    prices: { ...first.prices, registers },
  };
  return setTariff(fuel, tariff);
}

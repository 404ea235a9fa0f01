import { defect, entry } from '../../../kernel/defect';
import { METER_READINGS } from '../meter/readings';

const DAY = 86_400_000;

/** Seeded defects of what meters answer about what they have measured. */
export const MEASUREMENT_READING_DEFECTS = [
  defect(
    'devices-double-reactive-energy',
    entry(METER_READINGS, 'readers', 'reactive-profile').replace((right) => (meter, now, asked) => {
      const read = right?.(meter, now, asked);
      return read && { ...read, values: read.values.map((value) => value * 2) };
    }),
  ),
  defect(
    'devices-date-exports-a-day-early',
    entry(METER_READINGS, 'readers', 'export-daily-log').replace((right) => (meter, now, asked) => {
      const read = right?.(meter, now, asked);
      const dayBefore = (at: string): string => new Date(Date.parse(at) - DAY).toISOString();
      return read && { entries: read.entries.map((one) => ({ ...one, at: dayBefore(one.at) })) };
    }),
  ),
];

import { defect, entry } from '../../../kernel/defect';
import { METER_READINGS } from '../meter/readings';

/** Seeded defects of what meters answer about their settings. */
export const SETTING_READING_DEFECTS = [
  defect(
    'devices-swap-voltage-limits',
    entry(METER_READINGS, 'readers', 'voltage-limits').replace((right) => (meter, now, asked) => {
      const read = right?.(meter, now, asked);
      return (
        read && {
          ...read,
          phases: read.phases.map(({ over, under, ...phase }) => ({ ...phase, over: under, under: over })),
        }
      );
    }),
  ),
  // What was switched is told, what it was switched to is not.
  defect(
    'devices-show-every-alert-as-on',
    entry(METER_READINGS, 'readers', 'alert-behaviour').replace((right) => (meter, now, asked) => {
      const read = right?.(meter, now, asked);
      const on = (settings: object): Record<string, boolean> =>
        Object.fromEntries(Object.keys(settings).map((code) => [code, true]));
      return (
        read && {
          ...read,
          groups: Object.fromEntries(Object.entries(read.groups).map(([group, settings]) => [group, on(settings)])),
        }
      );
    }),
  ),
  defect(
    'devices-show-billing-at-midnight',
    entry(METER_READINGS, 'readers', 'billing-calendar').replace((right) => (meter, now, asked) => {
      const read = right?.(meter, now, asked);
      if (read === undefined) return undefined;
      return read.fuel === 'gas'
        ? { ...read, start: `${read.start.slice(0, 10)}T00:00:00.000Z` }
        : { ...read, at: '00:00:00' };
    }),
  ),
  defect(
    'devices-swap-power-thresholds',
    entry(METER_READINGS, 'readers', 'power-thresholds').replace((right) => (meter, now, asked) => {
      const read = right?.(meter, now, asked);
      return read && { lowMedium: read.mediumHigh, mediumHigh: read.lowMedium };
    }),
  ),
];

import type { MeterSettingValues } from '../../../domain/meter/meter-settings';
import type { Fuel } from '../../../domain/meter/tariff';
import { rulesOf, type Meter } from './meter';
import { area } from '../../../kernel/rules';
import type { Effect } from './effect';

type Name = keyof MeterSettingValues;

/** Which meters have a setting, and what it is before anybody sets it (MODEL). */
const STORED: { readonly [N in Name]: { readonly fuels: readonly Fuel[]; readonly initial?: MeterSettingValues[N] } } =
  {
    'display-message': { fuels: ['electricity', 'gas'] },
    'supplier-contact': { fuels: ['electricity', 'gas'] },
    'load-limit': {
      fuels: ['electricity'],
      initial: { period: 1800, watts: 100_000, restoration: 300, state: 'Unchanged' },
    },
    'voltage-limits': {
      fuels: ['electricity'],
      initial: { rms: {}, phases: [{ over: 2530, under: 2160, seconds: 1800 }], keepsCounters: false },
    },
    'gas-conversion': { fuels: ['gas'], initial: { calorificValue: 39.5, factor: 1.02264 } },
    'gas-flow': { fuels: ['gas'] },
    'power-thresholds': { fuels: ['electricity'], initial: { lowMedium: 500, mediumHigh: 2000 } },
    'demand-period': { fuels: ['electricity'], initial: { from: '00:00:00', to: '23:59:59' } },
    'export-mpan': { fuels: ['electricity'] },
    'tamper-state': { fuels: ['electricity'], initial: { state: 'Unchanged' } },
    'daily-block-reset': { fuels: ['electricity'], initial: { daily: false } },
    'customer-number': { fuels: ['electricity', 'gas'] },
  };

/** What follows at once from a setting. */
const CONSEQUENCES: { readonly [N in Name]?: (meter: Meter, value: MeterSettingValues[N], now: Date) => void } = {
  'export-mpan': (meter, { exportMPAN }) => {
    meter.points = { ...meter.points, exportMPAN };
  },
  'voltage-limits': (meter, { keepsCounters }, now) => {
    if (!keepsCounters) meter.countedSince = { ...meter.countedSince, voltage: now.getTime() };
  },
};

/** How a meter keeps settings that have no state of their own. */
export const STORED_SETTINGS = area('devices-stored-settings', {
  store: (meter: Meter, name: Name, value: object): void => {
    meter.settings = { ...meter.settings, [name]: value };
  },
  consequences: CONSEQUENCES,
});

/** Whether a name is that of a setting that a meter merely keeps. */
export function isStored(name: string): name is Name {
  return Object.hasOwn(STORED, name);
}

/** What a meter is set to; undefined where it has no such setting. */
export function storedSetting<N extends Name>(meter: Meter, name: N): MeterSettingValues[N] | undefined {
  const set: MeterSettingValues[N] | undefined = meter.settings[name];
  const { fuels, initial } = STORED[name];
  return fuels.includes(meter.fuel) ? (set ?? initial) : undefined;
}

/** Sets one thing of a meter. */
export function storeSetting(meter: Meter, name: Name, value: object, now: Date): Effect {
  if (!STORED[name].fuels.includes(meter.fuel)) return { error: 'not-supported' };
  const { store, consequences } = rulesOf(meter, STORED_SETTINGS);
  store(meter, name, value);
  const consequence = consequences[name] as ((meter: Meter, value: object, now: Date) => void) | undefined;
  consequence?.(meter, value, now);
  return {};
}

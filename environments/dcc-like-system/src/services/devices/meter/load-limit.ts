import { area } from '../../../kernel/rules';
import { loadAt, noteEvent, rulesOf, type Meter } from './meter';
import { storedSetting } from './stored-settings';

/** How a meter watches the load. */
export const LOAD_LIMIT = area('devices-load-limit', {
  /** Whether the load of the half hour that has ended was above the limit. */
  isPassed: (meter: Meter, watts: number, end: Date): boolean =>
    meter.supply === 'Enabled' && loadAt(meter, end.getTime() - 1) > watts,
  resetCounter: (meter: Meter): void => {
    meter.loadLimitPassed = 0;
  },
  disable: (meter: Meter, seconds: number, at: Date): void => {
    meter.supply = 'Disabled';
    meter.limitedUntil = at.getTime() + seconds * 1000;
  },
});

/** At the end of a half hour: counts a load above its limit and disables the supply for a while, if it is set so (MODEL). */
export function limitLoad(meter: Meter, at: Date): void {
  const limit = storedSetting(meter, 'load-limit');
  if (!limit) return;
  const { isPassed, disable } = rulesOf(meter, LOAD_LIMIT);
  if (meter.limitedUntil !== undefined && at.getTime() >= meter.limitedUntil) {
    meter.limitedUntil = undefined;
    meter.supply = 'Armed';
    noteEvent(meter, 'supplyArmed', at);
    return;
  }
  if (!isPassed(meter, limit.watts, at)) return;
  meter.loadLimitPassed += 1;
  if (limit.state === 'Disable') disable(meter, limit.restoration, at);
}

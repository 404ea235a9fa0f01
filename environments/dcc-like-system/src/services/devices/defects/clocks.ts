import { defect, rule } from '../../../kernel/defect';
import { DEVICE_COMMANDS } from '../commands';
import { METER_CHANGES } from '../meter/settings';

/** Seeded defects of clocks that are set. */
export const CLOCK_DEFECTS = [
  // A difference that is negative is below every tolerance.
  defect(
    'devices-set-slow-clocks',
    rule(METER_CHANGES, 'isReliable', () => (off, tolerance) => off <= tolerance * 1000),
  ),
  defect(
    'devices-leave-slow-clocks',
    rule(METER_CHANGES, 'isReliable', (right) => (off, tolerance) => off >= 0 && right(off, tolerance)),
  ),
  defect(
    'devices-exclude-tolerance',
    rule(METER_CHANGES, 'isReliable', () => (off, tolerance) => Math.abs(off) < tolerance * 1000),
  ),
  defect(
    'devices-count-sleep-as-clock-error',
    rule(DEVICE_COMMANDS, 'keptFor', () => () => 0),
  ),
];

import type { DeviceTypeName } from '../../../domain/device-types';
import { defect, entry, reverse, rule } from '../../../kernel/defect';
import { FALLBACK } from '../migration/fallback';
import { MIGRATION } from '../migration/installation-migration';
import { COMMUNICATIONS_CHECK } from '../migration/steps/communications-check';
import { KEY_READING } from '../migration/steps/key-reading';
import { WAKE_UPS } from '../migration/wake-ups';

const HUB_ALONE: readonly DeviceTypeName[] = ['CHF'];
const METERS_ALONE: readonly DeviceTypeName[] = ['ESME', 'GSME'];

/** Seeded defects of device testing. */
export const TESTING_DEFECTS = [
  defect(
    's1sp-gives-up-at-once',
    rule(MIGRATION, 'nextTryAtMinutes', () => () => undefined),
  ),
  defect(
    's1sp-retries-too-soon',
    rule(MIGRATION, 'triesAtMinutes', () => () => [0, 10, 30]),
  ),
  defect(
    's1sp-hurries-sleeping-meter',
    rule(MIGRATION, 'uplinkMinutes', () => [45, 60]),
  ),
  defect(
    's1sp-waits-too-long-for-sleeping-meter',
    rule(MIGRATION, 'uplinkMinutes', () => [45, 90, 135, 180]),
  ),
  defect(
    's1sp-forgets-wake-up',
    rule(WAKE_UPS, 'isDue', () => () => false),
  ),
  defect(
    's1sp-wakes-every-hub',
    rule(WAKE_UPS, 'isDue', () => () => true),
  ),
  // A hub that was woken is taken to be awake.
  defect(
    's1sp-wakes-hub-once',
    rule(WAKE_UPS, 'doubt', () => () => undefined),
  ),
  defect(
    's1sp-never-falls-back',
    rule(FALLBACK, 'isDeclared', () => () => false),
  ),
  defect(
    's1sp-always-falls-back',
    rule(FALLBACK, 'isDeclared', () => () => true),
  ),
  // Where the hub answers, the meters behind it are thought to answer.
  defect(
    's1sp-checks-hub-alone',
    rule(COMMUNICATIONS_CHECK, 'checkedTypes', () => HUB_ALONE),
  ),
  // What was declared is believed.
  defect(
    's1sp-skips-key-reading',
    rule(KEY_READING, 'readTypes', () => []),
  ),
  defect(
    's1sp-reads-meters-only',
    rule(KEY_READING, 'readTypes', () => METERS_ALONE),
  ),
  defect('s1sp-ignores-key-version', entry(KEY_READING, 'comparisons', 'keyVersion').skip()),
  defect('s1sp-ignores-configuration', entry(KEY_READING, 'comparisons', 'configuration').skip()),
  defect(
    's1sp-compares-hub-configuration-only',
    entry(KEY_READING, 'comparisons', 'configuration').replace((right) => (read) => {
      return read.device.deviceType === 'CHF' ? right(read) : undefined;
    }),
  ),
  defect('s1sp-reports-last-difference', reverse(KEY_READING, 'comparisons')),
];

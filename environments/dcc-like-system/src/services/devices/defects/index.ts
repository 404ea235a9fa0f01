import { ACCESS_DEFECTS } from './access';
import { BILLING_DEFECTS } from './billing';
import { CLOCK_DEFECTS } from './clocks';
import { ARITHMETIC_DEFECTS, READING_DEFECTS } from './arithmetic';
import { DEVICE_DEFECTS } from './device';
import { HUB_DEFECTS } from './hub';
import { CREDIT_DEFECTS, LOG_DEFECTS, SUPPLY_DEFECTS } from './meter';
import { LOG_CAPACITY_DEFECTS } from './log-capacity';
import { MEASUREMENT_READING_DEFECTS } from './measurements-read';
import { METER_SETTING_DEFECTS } from './meter-settings';
import { PREPAYMENT_DEFECTS } from './prepayment';
import { REFUSED_SETTING_DEFECTS } from './refused-settings';
import { SETTING_READING_DEFECTS } from './settings-read';
import { SMETS2_DEFECTS } from './smets2';

/** The seeded defects of the devices. */
export const DEVICES_DEFECTS = [
  ...ACCESS_DEFECTS,
  ...DEVICE_DEFECTS,
  ...HUB_DEFECTS,
  ...CREDIT_DEFECTS,
  ...PREPAYMENT_DEFECTS,
  ...SUPPLY_DEFECTS,
  ...LOG_DEFECTS,
  ...LOG_CAPACITY_DEFECTS,
  ...BILLING_DEFECTS,
  ...CLOCK_DEFECTS,
  ...METER_SETTING_DEFECTS,
  ...REFUSED_SETTING_DEFECTS,
  ...ARITHMETIC_DEFECTS,
  ...READING_DEFECTS,
  ...SETTING_READING_DEFECTS,
  ...MEASUREMENT_READING_DEFECTS,
  ...SMETS2_DEFECTS,
];

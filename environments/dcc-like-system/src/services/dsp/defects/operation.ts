import { MIGRATION_ALERT_DEFECTS, USER_DELIVERY_DEFECTS } from './alerts';
import { AFTER_EFFECT_DEFECTS, COMMAND_DEFECTS, S1SP_MESSAGE_DEFECTS } from './commands';
import { COMMISSIONING_DEFECTS } from './commissioning';
import { SCHEDULE_DEFECTS } from './schedules';

/** The seeded defects of the DSP beyond its gateway: commissioning, commands, schedules, alerts. */
export const OPERATION_DEFECTS = [
  ...COMMISSIONING_DEFECTS,
  ...COMMAND_DEFECTS,
  ...AFTER_EFFECT_DEFECTS,
  ...S1SP_MESSAGE_DEFECTS,
  ...SCHEDULE_DEFECTS,
  ...MIGRATION_ALERT_DEFECTS,
  ...USER_DELIVERY_DEFECTS,
];

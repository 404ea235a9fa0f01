import { ACCESS_DEFECTS } from './access';
import { AUTHORISATION_DEFECTS } from './authorisations';
import { CALENDAR_DEFECTS } from './calendar';
import { DEMAND_DEFECTS } from './demand';
import { DORMANT_METER_DEFECTS } from './dormant-meters';
import { LIST_DEFECTS } from './lists';
import { MIGRATION_DEFECTS } from './migration';
import { NOTIFICATION_DEFECTS } from './notifications';
import { PORTAL_DEFECTS } from './portal';
import { REPORT_DEFECTS } from './reports';

/** The seeded defects of the Migration Control Centre. */
export const MCC_DEFECTS = [
  ...ACCESS_DEFECTS,
  ...AUTHORISATION_DEFECTS,
  ...CALENDAR_DEFECTS,
  ...DEMAND_DEFECTS,
  ...DORMANT_METER_DEFECTS,
  ...LIST_DEFECTS,
  ...MIGRATION_DEFECTS,
  ...NOTIFICATION_DEFECTS,
  ...REPORT_DEFECTS,
  ...PORTAL_DEFECTS,
];

import { ACCESS_TYPES } from './access-types';
import { AUTHORISATION_TYPES } from './authorisation-faults';
import { BASIC_TYPES } from './basic-types';
import { CALENDAR_TYPES } from './calendar-phrases';
import { CONFIGURATION_TYPES } from './configuration-phrases';
import { DCO_TYPES } from './dco-types';
import { DEMAND_TYPES } from './demand-faults';
import { DUST_PHRASES } from './dust-phrases';
import { DUST_REPORT_PHRASES } from './dust-report-phrases';
import { DUST_TYPES } from './dust-types';
import { ELIGIBILITY_TYPES } from './eligibility-types';
import { FINDING_TYPES } from './device-findings';
import { FILE_FAULT_TYPES } from './file-faults';
import { FILE_TYPES } from './file-types';
import { INSTALLATION_TYPES } from './installation-types';
import { MESSAGE_TYPES } from './message-types';
import { MIGRATION_TYPES } from './migration-types';
import { NOTICE_TYPES } from './notice-types';
import type { ParameterType } from './parameter-type';
import { PORTAL_TYPES } from './portal-phrases';
import { REPORT_TYPES } from './report-phrases';
import { REQUEST_FAULT_TYPES } from './request-faults';
import { RESPONSE_FAULT_TYPES } from './response-faults';
import { SERVICE_ORDER_TYPES } from './service-orders';
import { SERVICE_TYPES } from './service-types';
import { VARIATION_TYPES } from './variations';

/** Every parameter type of the steps. */
export const VOCABULARY: readonly ParameterType[] = [
  ...BASIC_TYPES,
  ...INSTALLATION_TYPES,
  ...VARIATION_TYPES,
  ...MIGRATION_TYPES,
  ...ELIGIBILITY_TYPES,
  ...FILE_TYPES,
  ...FILE_FAULT_TYPES,
  ...MESSAGE_TYPES,
  ...AUTHORISATION_TYPES,
  ...DEMAND_TYPES,
  ...DCO_TYPES,
  ...NOTICE_TYPES,
  ...ACCESS_TYPES,
  ...CONFIGURATION_TYPES,
  ...SERVICE_TYPES,
  ...CALENDAR_TYPES,
  ...SERVICE_ORDER_TYPES,
  ...REQUEST_FAULT_TYPES,
  ...RESPONSE_FAULT_TYPES,
  ...FINDING_TYPES,
  ...REPORT_TYPES,
  ...PORTAL_TYPES,
  ...DUST_TYPES,
  ...DUST_PHRASES,
  ...DUST_REPORT_PHRASES,
];

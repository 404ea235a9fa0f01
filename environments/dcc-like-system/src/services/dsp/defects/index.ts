import { ACCESS_DEFECTS } from './access';
import { AFTER_COMMISSIONING_DEFECTS } from './after-commissioning';
import { ANOMALY_DETECTION_DEFECTS } from './anomaly-detection';
import { CONTENT_CHECK_DEFECTS } from './content-checks';
import { DCC_SERVICE_DEFECTS } from './dcc-services';
import { EPCL_DEFECTS } from './epcl';
import { GATEWAY_DEFECTS } from './gateway';
import { OPERATION_DEFECTS } from './operation';
import { REGISTRATION_DEFECTS } from './registration';
import { REQUEST_CHECK_DEFECTS } from './request-checks';
import { REQUEST_FACT_DEFECTS } from './request-facts';
import { SMETS2_DEFECTS } from './smets2';

/** The seeded defects of the DSP. */
export const DSP_DEFECTS = [
  ...ACCESS_DEFECTS,
  ...AFTER_COMMISSIONING_DEFECTS,
  ...ANOMALY_DETECTION_DEFECTS,
  ...CONTENT_CHECK_DEFECTS,
  ...DCC_SERVICE_DEFECTS,
  ...EPCL_DEFECTS,
  ...GATEWAY_DEFECTS,
  ...OPERATION_DEFECTS,
  ...REGISTRATION_DEFECTS,
  ...REQUEST_CHECK_DEFECTS,
  ...REQUEST_FACT_DEFECTS,
  ...SMETS2_DEFECTS,
];

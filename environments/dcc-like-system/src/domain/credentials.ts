import { z } from 'zod';
import { EUI, listOf } from './fields';

/** Body of `notified-credentials`, dsp -> s1sp: whose certificates count for devices that were commissioned. */
export const NOTIFIED_CREDENTIALS = z
  .strictObject({
    devices: listOf(z.strictObject({ deviceId: EUI, supplier: EUI, networkOperator: EUI }), 32),
  })
  .meta({ id: 'NotifiedCredentials' });

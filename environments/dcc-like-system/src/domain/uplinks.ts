import { z } from 'zod';
import { DEVICE_ANSWER } from './frames';
import { CODE, CONTENT, EUI, ID, INSTANT, SENTENCE, type Read } from './fields';

/** What a SMETS1 device tells of its own accord. */
const RAISED_ALERT = z.strictObject({
  /** Four hex digits. */
  alertCode: CODE,
  description: SENTENCE,
  at: INSTANT,
});
export type RaisedAlert = Read<typeof RAISED_ALERT>;

const SENDER = { iccid: ID, deviceId: EUI };

/** Body of `uplink`: the late answer of a SMETS1 device that slept, or an alert of one. */
export const SMETS1_UPLINK = z
  .discriminatedUnion('kind', [
    z.strictObject({ ...SENDER, kind: z.literal('answer'), commandId: ID, body: DEVICE_ANSWER }),
    z.strictObject({ ...SENDER, kind: z.literal('alert'), body: RAISED_ALERT }),
  ])
  .meta({ id: 'Smets1Uplink' });

/** Body of `uplink`: what a SMETS2+ device says, signed by itself. */
export const GBCS_UPLINK = z
  .strictObject({
    ...SENDER,
    kind: z.enum(['gbcs-response', 'gbcs-alert']),
    body: z.strictObject({ payload: CONTENT, correlation: ID.exactOptional() }),
  })
  .meta({ id: 'GbcsUplink' });

/** Body of `uplink` as a device hands it to the network. */
export const UPLINK = z.union([SMETS1_UPLINK, GBCS_UPLINK]).meta({ id: 'Uplink' });
export type Uplink = Read<typeof UPLINK>;

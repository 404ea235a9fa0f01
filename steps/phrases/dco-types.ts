import type { Channel, Interception } from '../../support/roles';
import { interceptions } from '../../support/roles';
import { wordsType, type ParameterType } from './parameter-type';

/** What the DCO answers to the S1SP (published as JSON messages). */
export const AUTHORISATION: Channel = { from: 'dco', to: 's1sp', kind: 'key-rotation-authorisation' };
const CONFIRMATION: Channel = { from: 'dco', to: 's1sp', kind: 'key-confirmation' };

/** A confirmation that no DCO has made. */
const FORGED_CONFIRMATION = Buffer.alloc(32, 1).toString('base64');

const dcoMessage = wordsType<Channel>(
  { name: 'dcoMessage', meaning: 'a message of the DCO to the S1SP' },
  { 'parts of the keys': AUTHORISATION, 'key confirmation': CONFIRMATION },
);

const dcoDelivery = wordsType<Interception>(
  { name: 'dcoDelivery', meaning: 'what happens to a message of the DCO on its way to the S1SP' },
  {
    'do not reach the S1SP': interceptions.WITHHELD,
    'reach the S1SP three hours late': interceptions.delayed(3),
    'is forged on its way to the S1SP': {
      kind: 'replace',
      make: ({ kind, bytes }) => {
        const message = JSON.parse(bytes.toString('utf8')) as object;
        return Promise.resolve([{ kind, content: JSON.stringify({ ...message, confirmation: FORGED_CONFIRMATION }) }]);
      },
    },
  },
);

/** Messages of the DCO, and what happens to them. */
export const DCO_TYPES: readonly ParameterType[] = [dcoMessage, dcoDelivery];

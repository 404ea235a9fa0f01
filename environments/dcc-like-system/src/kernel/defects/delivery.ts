import { defect, rule } from '../defect';
import { DELIVERY } from '../outbox';
import { RECEPTION } from '../published-routes';

/** Every message that is due, even behind one that its recipient has not taken. */
const OVERTAKING = "SELECT * FROM {outbox} WHERE state IN ('pending', 'released') AND due <= ? ORDER BY n LIMIT ?";

/** Seeded defects of the delivery of messages, at every service. */
export const DELIVERY_DEFECTS = [
  defect(
    'retries-are-new-messages',
    rule(
      DELIVERY,
      'numberOf',
      () =>
        ({ n, tries }) =>
          Number(n) + Number(tries) * 1_000_000,
    ),
  ),
  defect(
    'repeated-messages-have-effect-again',
    rule(RECEPTION, 'idOf', () => (messageId, now) => `${messageId} ${now.toISOString()}`),
  ),
  defect(
    'later-messages-overtake',
    rule(DELIVERY, 'ready', () => OVERTAKING),
    rule(DELIVERY, 'isDue', () => () => true),
    rule(DELIVERY, 'keepsOrder', () => false),
  ),
  defect(
    'undelivered-messages-are-lost',
    rule(DELIVERY, 'stateAfterFailure', () => () => 'lost'),
  ),
];

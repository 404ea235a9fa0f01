import { StoreFault } from '../database-fault';
import { defect, rule } from '../defect';
import { RESUMPTION } from '../machine';
import { DELIVERY } from '../outbox';
import type { Change } from '../rules';
import { RECEPTION } from '../published-routes';

/** Every message that is due, even behind one that its recipient has not taken. */
const OVERTAKING = "SELECT * FROM {outbox} WHERE state IN ('pending', 'released') AND due <= ? ORDER BY n LIMIT ?";

/** Messages of these kinds are delivered once, taken or not. */
function triedOnce(...kinds: readonly string[]): Change {
  return rule(DELIVERY, 'stateAfterFailure', (right) => (state, kind) => {
    return kinds.includes(kind) ? 'lost' : right(state, kind);
  });
}

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
  defect(
    'broken-deliveries-count-as-made',
    rule(DELIVERY, 'whenBroken', () => () => 'taken'),
  ),
  defect(
    'full-services-acknowledge-messages',
    rule(RECEPTION, 'keep', (right) => (store, write) => {
      try {
        right(store, write);
      } catch (error) {
        if (!(error instanceof StoreFault)) throw error;
      }
    }),
  ),
  defect(
    'restarted-services-forget-messages',
    rule(RESUMPTION, 'givenUp', () => ['UPDATE {inbox} SET done = 1 WHERE done = 0']),
  ),
  defect(
    'undelivered-configuration-is-lost',
    triedOnce('configuration-order', 'configuration-report', 'configuration-rejection'),
  ),
  defect('undelivered-activation-is-lost', triedOnce('activation-notice')),
  defect('undelivered-recovery-is-lost', triedOnce('intervention-notice', 'recovery-instruction')),
  defect('undelivered-rejections-are-lost', triedOnce('file-rejection')),
  defect('undelivered-requests-are-lost', triedOnce('countersigned-service-request', 'firmware-distribution')),
  defect('undelivered-responses-are-lost', triedOnce('smets1-response', 'service-request-failure')),
  defect('undelivered-alerts-are-lost', triedOnce('smets1-alert', 's1sp-alert')),
  defect('undelivered-uplinks-are-lost', triedOnce('uplink')),
  defect('undelivered-smets2-commands-are-lost', triedOnce('gbcs-command', 'gbcs-failure')),
  defect('undelivered-credentials-are-lost', triedOnce('notified-credentials')),
];

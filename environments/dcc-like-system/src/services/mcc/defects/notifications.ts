import { defect, rule } from '../../../kernel/defect';
import { NOTIFYING } from '../notifications/issue';
import { NOTIFICATION_VIEWS } from '../notifications/notification-views';
import { CHANGES_OF_SUPPLIER } from '../notifications/registrations';

/** Seeded defects of schedule notifications. */
export const NOTIFICATION_DEFECTS = [
  // Whoever is told first is told everything of the order.
  defect(
    'mcc-notifies-one-supplier-of-all',
    rule(NOTIFYING, 'recipientOf', () => {
      let first: string | undefined;
      return ({ supplier }) => (first ??= supplier);
    }),
  ),
  defect(
    'mcc-never-corrects-notifications',
    rule(NOTIFYING, 'tells', () => (action) => action !== 'CHANGED'),
  ),
  defect(
    'mcc-never-withdraws-notifications',
    rule(NOTIFYING, 'tells', () => (action) => action !== 'WITHDRAWN'),
  ),
  defect(
    'mcc-keeps-firmware-to-itself',
    rule(NOTIFYING, 'isUpgraded', () => () => false),
  ),
  defect(
    'mcc-forgets-new-suppliers',
    rule(CHANGES_OF_SUPPLIER, 'hasChanged', () => () => false),
  ),
  defect(
    'mcc-leaves-former-suppliers-in-belief',
    rule(CHANGES_OF_SUPPLIER, 'told', () => (_former, next) => [next]),
  ),
  defect(
    'mcc-gives-notifications-to-all',
    rule(NOTIFICATION_VIEWS, 'isFor', () => () => true),
  ),
];

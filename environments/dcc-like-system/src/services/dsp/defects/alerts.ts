import { defect, rule } from '../../../kernel/defect';
import { table } from '../../../kernel/store';
import { MIGRATION_ALERTS } from '../alerts/commissioning-alerts';
import { deliverTo, DELIVERIES, goOn, QUEUES, USER_DELIVERY } from '../alerts/delivery';
import { RELEASE } from '../alerts/release';

/** Recipients that were told of an installation, by `installation recipient`. */
const TOLD = table<object>('told-of-installation');

/** Who was told first of a type of meter, by day, type and kind of recipient. */
const FIRST_TOLD = table<{ readonly recipient: string }>('first-told-of-a-day');

/** Seeded defects of the alerts about migrated meters. */
export const MIGRATION_ALERT_DEFECTS = [
  defect(
    'dsp-omits-network-alert',
    rule(MIGRATION_ALERTS, 'rowsFor', (right) => (meter) => right(meter).filter(({ code }) => code !== 'N16')),
  ),
  // Who is told of one meter of an installation is not told of the other.
  defect(
    'dsp-tells-nobody-twice',
    rule(MIGRATION_ALERTS, 'send', (right) => (notice, work) => {
      const key = `${notice.meter.installationId ?? ''} ${notice.recipient}`;
      if (work.get(TOLD, key)) return;
      work.put(TOLD, key, {});
      right(notice, work);
    }),
  ),
  defect(
    'dsp-alerts-wrong-mpxn',
    rule(MIGRATION_ALERTS, 'described', () => (meter, first) => ({ ...meter, importMPxN: first?.importMPxN ?? '' })),
  ),
  defect(
    'dsp-omits-variant',
    rule(
      MIGRATION_ALERTS,
      'described',
      () =>
        ({ esmeVariant: _variant, ...meter }) =>
          meter,
    ),
  ),
  defect(
    'dsp-alerts-every-supplier',
    rule(MIGRATION_ALERTS, 'recipients', (right) => (row, registration, service) => {
      if (row.recipient !== 'supplier') return right(row, registration, service);
      const suppliers = service.config.organisations.filter(
        ({ roles }) => roles.includes('IS') || roles.includes('GS'),
      );
      return suppliers.map(({ eui }) => eui);
    }),
  ),
  // Whoever is told first on a day is told of all that is commissioned on it.
  defect(
    'dsp-alerts-first-supplier-of-a-day',
    rule(MIGRATION_ALERTS, 'send', (right) => (notice, work) => {
      const key = `${work.now.toISOString().slice(0, 10)} ${notice.meter.deviceType} ${notice.rule.recipient}`;
      const recipient = work.get(FIRST_TOLD, key)?.recipient ?? notice.recipient;
      work.put(FIRST_TOLD, key, { recipient });
      right({ ...notice, recipient }, work);
    }),
  ),
  defect(
    'dsp-hashes-other-certificate',
    rule(
      MIGRATION_ALERTS,
      'certificateOwner',
      () => (recipient, service) =>
        Object.keys(service.config.certificates).find((holder) => holder !== recipient) ?? recipient,
    ),
  ),
];

/** Seeded defects of the delivery of documents to users. */
export const USER_DELIVERY_DEFECTS = [
  defect(
    'dsp-releases-what-is-not-valid',
    rule(RELEASE, 'shapeFaultOf', () => () => Promise.resolve(undefined)),
  ),
  defect(
    'dsp-delivers-newest-first',
    rule(
      USER_DELIVERY,
      'next',
      () =>
        ({ last }) =>
          last,
    ),
  ),
  // One receiver that is down holds up all.
  defect(
    'dsp-delivers-behind-others',
    rule(USER_DELIVERY, 'attempt', (right) => async (user, queue, work) => {
      const isHeldUp = queue.tries === 0 && work.list(QUEUES).some(({ value }) => value.tries > 0);
      if (isHeldUp) goOn(user, 60, work);
      else await right(user, queue, work);
    }),
  ),
  defect(
    'dsp-repeats-after-outage',
    rule(USER_DELIVERY, 'finish', (right) => (attempt, work) => {
      const { user, queue } = attempt;
      if (queue.tries === 0) {
        right(attempt, work);
        return;
      }
      work.put(QUEUES, user, { ...queue, tries: 0 });
      goOn(user, 0, work);
    }),
  ),
  // What a user was answered is copied to the suppliers of exports.
  defect(
    'dsp-copies-responses-to-others',
    rule(USER_DELIVERY, 'finish', (right) => (attempt, work) => {
      right(attempt, work);
      const { user, delivery } = attempt;
      const others = work.service.config.organisations.filter(({ roles }) => roles.includes('ES'));
      if (!delivery.what.startsWith('response') || others.some(({ eui }) => eui === user)) return;
      for (const { eui } of others) deliverTo(eui, delivery.document, delivery.what, delivery.installation, work);
    }),
  ),
  defect(
    'dsp-forgets-refused-delivery',
    rule(USER_DELIVERY, 'givesUp', () => () => true),
  ),
  defect(
    'dsp-tries-responses-once',
    rule(USER_DELIVERY, 'givesUp', () => (what) => what.startsWith('response')),
  ),
  defect(
    'dsp-gives-up-after-three-tries',
    rule(USER_DELIVERY, 'givesUp', () => (_what, tries) => tries >= 2),
  ),
  // The document that comes again is not, byte for byte, the one that the receiver may have taken.
  defect(
    'dsp-changes-repeated-document',
    rule(USER_DELIVERY, 'tryAgain', (right) => (attempt, work) => {
      const { user, number, delivery } = attempt;
      work.put(DELIVERIES, `${user}/${number}`, { ...delivery, document: `${delivery.document}\n` });
      right(attempt, work);
    }),
  ),
  defect(
    'dsp-takes-error-for-receipt',
    rule(USER_DELIVERY, 'isReceipt', (right) => (status) => status === 500 || right(status)),
  ),
];

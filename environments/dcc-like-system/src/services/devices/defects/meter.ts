import { createHash } from 'node:crypto';
import { readUtrn } from '../../../domain/utrn';
import { defect, entry, omitWrite, rule } from '../../../kernel/defect';
import { METER_ACTIONS } from '../meter/actions';
import { DEVICE_ALERTS } from '../meter/alerts';
import { CREDIT } from '../meter/credit';
import { defaultTariff } from '../meter/defaults';
import { EVENTS, type EventName } from '../meter/events';
import { isAlerted, METER_LOGS, meterOf, type Meter } from '../meter/meter';
import { MEASUREMENTS } from '../meter/measurements';
import { METERING } from '../meter/run';
import type { Effect } from '../meter/effect';
import { METER_CHANGES } from '../meter/settings';
import { DEVICES } from '../state';
import type { Work } from '../../../kernel/work';

const DAY = 24 * 3_600_000;

type Change<V> = (meter: Meter, value: V, now: Date) => Effect;

/** Makes a change as it should be made, and then puts one value of the meter back. */
function keeping(name: keyof Meter, applies: (meter: Meter) => boolean = () => true) {
  return <V>(right: Change<V>): Change<V> =>
    (meter, value, now) => {
      const before = meter[name];
      const effect = right(meter, value, now);
      if (applies(meter)) Object.assign(meter, { [name]: before });
      return effect;
    };
}

/** Seeded defects of the money of meters. */
export const CREDIT_DEFECTS = [
  defect('devices-ignore-top-ups', omitWrite(METER_ACTIONS, 'bookTopUp')),
  defect(
    'devices-take-used-utrn',
    rule(METER_ACTIONS, 'isUsed', () => () => false),
  ),
  defect(
    'devices-take-mistyped-utrn',
    rule(METER_ACTIONS, 'readToken', () => (utrn) => readUtrn(utrn, () => true)),
  ),
  defect(
    'devices-take-top-up-in-credit-mode',
    rule(METER_ACTIONS, 'takesTopUps', () => () => true),
  ),
  defect(
    'devices-recover-no-debt',
    rule(CREDIT, 'shareForDebt', () => () => 0),
  ),
  defect(
    'devices-keep-balance-over-change-of-mode',
    entry(METER_CHANGES, 'setters', 'payment-mode').replace(keeping('balance')),
  ),
  defect(
    'devices-stay-in-prepayment-mode',
    entry(METER_CHANGES, 'setters', 'payment-mode').replace(
      (right) => (meter, settings, now) => (settings.mode === 'Credit' ? {} : right(meter, settings, now)),
    ),
  ),
  defect(
    'devices-ignore-reset-of-balance',
    entry(METER_ACTIONS, 'actions', 'adjust-balance').replace(
      (right) => (meter, change, now) =>
        (change.adjust === undefined ? keeping('balance')(right) : right)(meter, change, now),
    ),
  ),
  defect(
    'devices-adjust-in-any-mode',
    rule(METER_ACTIONS, 'isMode', () => () => true),
  ),
  defect(
    'devices-ignore-prepayment-configuration',
    entry(METER_CHANGES, 'setters', 'prepayment-configuration').replace(keeping('configuration')),
  ),
  defect(
    'devices-give-emergency-credit-to-anybody',
    rule(METER_ACTIONS, 'needsEmergencyCredit', () => () => true),
  ),
  defect(
    'devices-pay-back-no-emergency-credit',
    rule(CREDIT, 'repayEmergencyCredit', () => () => 0),
  ),
  defect('devices-never-disable', omitWrite(CREDIT, 'disable')),
  defect('devices-stay-off-after-top-up', omitWrite(CREDIT, 'arm')),
  defect(
    'devices-disable-at-any-time',
    rule(CREDIT, 'isProtected', () => () => false),
  ),
];

/** Seeded defects of the tariffs, supply and calendars of meters. */
export const SUPPLY_DEFECTS = [
  defect(
    'devices-ignore-tariff',
    entry(METER_CHANGES, 'setters', 'tariff').replace(keeping('tariff', ({ fuel }) => fuel === 'electricity')),
  ),
  defect(
    'devices-ignore-gas-tariff',
    entry(METER_CHANGES, 'setters', 'tariff').replace(keeping('tariff', ({ fuel }) => fuel === 'gas')),
  ),
  defect('devices-ignore-prices', entry(METER_CHANGES, 'setters', 'prices').replace(keeping('tariff'))),
  defect(
    'devices-charge-by-first-tariff',
    rule(
      METERING,
      'tariffOf',
      () =>
        ({ fuel }) =>
          defaultTariff(fuel),
    ),
  ),
  defect('devices-ignore-disabling', entry(METER_ACTIONS, 'actions', 'disable-supply').replace(keeping('supply'))),
  defect(
    'devices-arm-instead-of-enabling',
    entry(METER_ACTIONS, 'actions', 'enable-supply').replace(endingIn('Armed')),
  ),
  defect(
    'devices-enable-instead-of-arming',
    entry(METER_ACTIONS, 'actions', 'arm-supply').replace(endingIn('Enabled')),
  ),
  defect(
    'devices-arm-supply-that-is-on',
    rule(METER_ACTIONS, 'canBeArmed', () => () => true),
  ),
  defect(
    'devices-measure-without-supply',
    rule(METERING, 'flows', () => () => true),
  ),
  defect(
    'devices-bill-at-midnight',
    rule(METERING, 'billingEnds', () => (_calendar, _from, to) => to % DAY === 0),
  ),
  defect(
    'devices-ignore-billing-calendar',
    entry(METER_CHANGES, 'setters', 'billing-calendar').replace(keeping('calendar')),
  ),
  defect('devices-leave-clock', omitWrite(METER_CHANGES, 'setClock')),
  defect(
    'devices-set-any-clock',
    rule(METER_CHANGES, 'isReliable', () => () => true),
  ),
  defect(
    'devices-lose-supply-point',
    entry(METER_CHANGES, 'setters', 'import-mpxn').replace(
      (right) => (meter, _given, now) => right(meter, { importMPxN: '' }, now),
    ),
  ),
];

/** Where an action changes the supply, it ends in this state. */
function endingIn(state: Meter['supply']) {
  return <V>(right: Change<V>): Change<V> =>
    (meter, value, now) => {
      const before = meter.supply;
      const effect = right(meter, value, now);
      if (effect.error === undefined && meter.supply !== before) meter.supply = state;
      return effect;
    };
}

/** Seeded defects of the logs and alerts of meters. */
export const LOG_DEFECTS = [
  defect('devices-note-no-change', omitWrite(METER_LOGS, 'noteChange')),
  defect('devices-note-no-day', omitWrite(METER_LOGS, 'noteDay')),
  defect('devices-log-nothing', omitWrite(METER_LOGS, 'noteEvent')),
  defect(
    'devices-take-altered-firmware',
    entry(METER_ACTIONS, 'actions', 'store-firmware').replace((right) => (meter, firmware, now) => {
      const hash = createHash('sha256').update(Buffer.from(firmware.image, 'base64')).digest('hex').toUpperCase();
      return right(meter, { ...firmware, hash }, now);
    }),
  ),
  defect('devices-keep-cleared-log', entry(METER_ACTIONS, 'actions', 'clear-event-log').replace(keeping('events'))),
  defect('devices-hide-nothing', entry(METER_CHANGES, 'setters', 'tenancy').replace(keeping('hiddenBefore'))),
  defect(
    'devices-note-no-export',
    rule(
      MEASUREMENTS,
      'exported',
      () =>
        ({ profile }) =>
          profile.values.map(() => 0),
    ),
  ),
  defect(
    'devices-ignore-alert-settings',
    rule(DEVICE_ALERTS, 'isWanted', () => () => true),
  ),
  // Switched off at one meter is switched off at all.
  defect(
    'devices-share-alert-settings',
    rule(
      DEVICE_ALERTS,
      'isWanted',
      (right) => (name, meter, work) => right(name, meter, work) && !isMutedAnywhere(name, work),
    ),
  ),
];

function isMutedAnywhere(name: EventName, work: Work): boolean {
  const meters = work.list(DEVICES).flatMap(({ value }) => meterOf(work, value) ?? []);
  return EVENTS[name].alert && meters.some((meter) => !isAlerted(meter, name));
}

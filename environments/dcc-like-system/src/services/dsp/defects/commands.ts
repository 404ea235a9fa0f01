import { defect, entry, omitWrite, rule } from '../../../kernel/defect';
import { isFirstNow } from '../../../kernel/defects/first-now';
import { table } from '../../../kernel/store';
import type { Work } from '../../../kernel/work';
import { parseXml, rootOf } from '../../../xml/parse';
import { AFTER_EFFECTS } from '../commands/after-effects';
import { COMMANDS } from '../commands/commands';
import { FIRMWARE } from '../commands/firmware';
import { S1SP_MESSAGES } from '../commands/s1sp-messages';
import { INVENTORY } from '../inventory/inventory';
import { REGISTRATIONS } from '../inventory/registration';

/** The first device of each home that raised an alert. */
const TOLD_HOMES = table<{ readonly deviceId: string }>('homes-that-raised-alerts');

/** Half of the day for which an answer is awaited. */
const HALF_DAY = 12 * 3_600_000;

/** Seeded defects of requests that were accepted. */
export const COMMAND_DEFECTS = [
  defect(
    'dsp-gives-up-after-half-a-day',
    rule(COMMANDS, 'limitWait', (_right, { isForSmets2 }) => (key, pending, work) => {
      const due = new Date(work.now.getTime() + (isForSmets2(pending, work) ? 2 : 1) * HALF_DAY);
      work.later(due, 'no-answer', { key }, `no-answer ${key}`);
    }),
  ),
  // Of requests for one instant the last goes out first.
  defect(
    'dsp-reverses-due-requests',
    rule(COMMANDS, 'plan', (right) => (key, due, work) => {
      right(key, new Date(due.getTime() - work.nextNumber('reversed')), work);
    }),
  ),
  defect(
    'dsp-executes-future-dated-at-once',
    rule(COMMANDS, 'plan', (_right, { countersign }) => (key, _due, work) => {
      countersign(key, work);
    }),
  ),
  defect(
    'dsp-executes-one-request-at-a-time',
    rule(COMMANDS, 'executeDue', (right) => (key, pending, work) => {
      if (isFirstNow('execute', work)) right(key, pending, work);
    }),
  ),
  defect(
    'dsp-forgets-overdue-requests',
    rule(COMMANDS, 'executeDue', (right) => (key, pending, work) => {
      if (work.now.getTime() <= Date.parse(pending.due ?? '')) right(key, pending, work);
    }),
  ),
  defect(
    'dsp-checks-dated-requests-once',
    rule(COMMANDS, 'maySend', () => () => true),
  ),
  defect('dsp-omits-doubt-about-device-log', omitWrite(COMMANDS, 'tellOfDoubt')),
  defect('dsp-keeps-answered-request', omitWrite(COMMANDS, 'closeAnswered')),
  defect(
    'dsp-drops-every-waiting-request',
    rule(COMMANDS, 'isEnded', () => () => true),
  ),
  defect(
    'dsp-takes-back-every-request',
    rule(
      COMMANDS,
      'cancelledBy',
      () =>
        ({ originator }) =>
          `${originator}:`,
    ),
  ),
  defect('dsp-keeps-cancelled-request', omitWrite(COMMANDS, 'cancel')),
  defect(
    'dsp-takes-smets2-for-smets1',
    rule(COMMANDS, 'isForSmets2', () => () => false),
  ),
  defect(
    'dsp-waits-for-smets2-for-ever',
    rule(COMMANDS, 'limitWait', (right, { isForSmets2 }) => (key, pending, work) => {
      if (!isForSmets2(pending, work)) right(key, pending, work);
    }),
  ),
  defect(
    'dsp-distributes-unlisted-firmware',
    rule(FIRMWARE, 'isListed', () => () => true),
  ),
];

/** Seeded defects of what follows from requests that devices have carried out. */
export const AFTER_EFFECT_DEFECTS = [
  defect('dsp-omits-notice-of-takeover', omitWrite(AFTER_EFFECTS, 'tellFormerSupplier')),
  defect('dsp-forgets-commissioning', entry(AFTER_EFFECTS, 'effects', '8.1.1').skip()),
  // What left the network of a hub stays beside it in the inventory.
  defect(
    'dsp-keeps-removed-devices',
    entry(AFTER_EFFECTS, 'effects', '8.11').replace((right) => (done, work) => {
      if (done.body.kind !== 'device-log' || done.body.request === 'Add') right(done, work);
    }),
  ),
  defect('dsp-omits-notice-of-device-log', omitWrite(AFTER_EFFECTS, 'confirmDeviceLog')),
  defect('dsp-keeps-old-firmware', entry(AFTER_EFFECTS, 'effects', '11.3').skip()),
  defect(
    'dsp-tells-suppliers-only-of-credentials',
    rule(AFTER_EFFECTS, 'tellOfCredentials', (right) => (device, role, holder, work) => {
      if (role !== 'NetworkOperator') right(device, role, holder, work);
    }),
  ),
  defect('dsp-tells-nobody-of-credentials', omitWrite(AFTER_EFFECTS, 'tellOfCredentials')),
];

/** Seeded defects of what the DSP takes from the S1SP. */
export const S1SP_MESSAGE_DEFECTS = [
  defect(
    'dsp-skips-signature-of-alerts',
    unsigned((_xml, kind) => kind === 'smets1-alert'),
  ),
  defect(
    'dsp-skips-s1sp-signature',
    unsigned((xml) => xml.includes('Signature>')),
  ),
  defect(
    'dsp-takes-unsigned-response',
    unsigned((xml) => !xml.includes('Signature>')),
  ),
  defect(
    'dsp-takes-any-signer-of-responses',
    rule(S1SP_MESSAGES, 'signedBy', () => (verdict) => verdict),
  ),
  defect('dsp-ignores-answered-request', entry(S1SP_MESSAGES, 'mismatches', 'request').skip()),
  defect('dsp-ignores-answered-service', entry(S1SP_MESSAGES, 'mismatches', 'service').skip()),
  defect(
    'dsp-omits-schedule-id',
    rule(S1SP_MESSAGES, 'scheduleIdOf', () => () => undefined),
  ),
  defect(
    'dsp-passes-alerts-on-again',
    rule(S1SP_MESSAGES, 'isPassedOn', () => () => false),
  ),
  // An alert of one meter counts as one of the other meter of the home too.
  defect(
    'dsp-takes-alerts-of-a-home-together',
    rule(S1SP_MESSAGES, 'isPassedOn', (right) => (responseId, work) => {
      const [deviceId = ''] = responseId.split(':');
      const home = work.get(INVENTORY, deviceId)?.installationId ?? deviceId;
      const told = work.get(TOLD_HOMES, home)?.deviceId;
      if (told === undefined) work.put(TOLD_HOMES, home, { deviceId });
      return right(responseId, work) || (told !== undefined && told !== deviceId);
    }),
  ),
  defect(
    'dsp-passes-alerts-to-former-supplier',
    rule(
      S1SP_MESSAGES,
      'recipientOf',
      (right) => (alert, work) => formerSupplierOf(alert.deviceId, work) ?? right(alert, work),
    ),
  ),
];

/** Takes what bears no signature that holds, where `applies` says so. */
function unsigned(applies: (xml: string, kind: string) => boolean) {
  return rule(
    S1SP_MESSAGES,
    'signedBy',
    (right) => (verdict, xml, kind) =>
      'fault' in verdict && applies(xml, kind) ? { root: rootOf(parseXml(xml)) } : right(verdict, xml, kind),
  );
}

function formerSupplierOf(deviceId: string, work: Work): string | undefined {
  const { importMPxN = '' } = work.get(INVENTORY, deviceId) ?? {};
  return work.get(REGISTRATIONS, importMPxN)?.previousSupplier;
}

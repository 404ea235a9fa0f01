import * as readings from '../../support/interfaces/duis/readings';
import type { XmlReader } from '../../support/interfaces/xml';
import type { DeviceInHand } from '../../support/roles';
import { LATER_FIRMWARE, newDeviceOf } from '../../support/world/under-test';
import { calendarDay } from './basic-types';
import { billingInstants, billingTimes } from './calendar-phrases';
import { poundsIn } from './words';
import { inPounds, inWords } from '../../support/world/words';
import {
  claim,
  comparison,
  contains,
  lacks,
  type DeviceComparison,
  type DeviceContext,
  type DevicePhrase,
} from './device-comparison';
import { asSaid, namesType, type ParameterType } from './parameter-type';
import { phrasesType, type PhrasesDescription } from './phrases-type';
import { METER_SETTINGS_IN_HAND, METER_SETTINGS_IN_RESPONSES } from './meter-setting-findings';

const MODES: Readonly<Record<string, string>> = { credit: 'Credit', prepayment: 'Prepayment' };
const SUPPLY: Readonly<Record<string, string>> = { on: 'Enabled', off: 'Disabled', armed: 'Armed' };
const DAY = 86_400_000;

/** What a response can bring. */
const OF_RESPONSES: readonly DevicePhrase<XmlReader>[] = [
  ...METER_SETTINGS_IN_RESPONSES,
  ['a balance of {pounds}', (said, [pounds = '']) => sum('the balance', readings.balance(said), pounds)],
  [
    'an emergency credit of {pounds}',
    (said, [pounds = '']) => sum('the emergency credit', readings.emergencyCredit(said), pounds),
  ],
  [
    'an emergency credit limit of {pounds}',
    (said, [pounds = '']) => sum('the emergency credit limit', readings.emergencyLimit(said), pounds),
  ],
  ['a debt of {pounds}', (said, [pounds = '']) => sum('the debt', readings.paymentDebt(said), pounds)],
  ['a price of {number} pence', (said, [pence]) => comparison('the prices', readings.prices(said), [Number(pence)])],
  [
    'a price of {number} pence on {calendarDay}',
    (said, [pence, day = '']) => {
      const found = readings.pricesOfSpecialDays(said);
      return comparison('the prices of special days', found, { [calendarDay.read(day)]: Number(pence) });
    },
  ],
  [
    'prices of {number} and {number} pence',
    (said, [day, night]) => comparison('the prices', readings.prices(said), [Number(day), Number(night)]),
  ],
  [
    'the {paymentMode} mode',
    (said, [mode = '']) => comparison('the mode of payment', readings.paymentMode(said), MODES[mode]),
  ],
  [
    'the supply as {supplyState}',
    (said, [state = '']) => comparison('the supply', readings.supplyState(said), SUPPLY[state]),
  ],
  ['the new firmware', (said) => comparison('the firmware', readings.firmwareVersion(said), LATER_FIRMWARE)],
  [
    'its own supply point',
    (said, _words, { installation, deviceId }) => {
      const gas = installation.devices.some((one) => one.deviceId === deviceId && one.deviceType === 'GSME');
      return comparison(
        'the supply point',
        readings.supplyPoint(said),
        gas ? installation.mprn : installation.importMPAN,
      );
    },
  ],
  [
    'the new device',
    (said, _words, { installation }) =>
      contains('the device log', readings.loggedDevices(said), newDeviceOf(installation).deviceId),
  ],
  [
    'the credentials of the requesting {credentials}',
    (said, [role], { user }) =>
      comparison(
        `the holder of the ${role ?? ''}'s credentials`,
        readings.credentialHolders(said)[role === 'supplier' ? 'Supplier' : 'NetworkOperator'],
        user.eui,
      ),
  ],
  [
    'credentials of its supplier alone',
    (said) =>
      comparison('the roles whose credentials are told', Object.keys(readings.credentialHolders(said)), ['Supplier']),
  ],
  [
    'an entry for each of the last {number} midnights',
    (said, [count], { now }) => {
      const times = readings.entryTimes(said).map((time) => Date.parse(time));
      const today = Math.floor(now.getTime() / DAY) * DAY;
      const midnights = Array.from({ length: Number(count) }, (_none, back) => today - back * DAY);
      return claim(
        midnights.every((time) => times.includes(time)),
        `an entry in the log for each of the last ${String(midnights.length)} midnights`,
        inWords(times.map((time) => new Date(time))),
      );
    },
  ],
  [
    '{number} entry for the former tariff',
    (said, [count]) => comparison('the number of entries', readings.entryTimes(said).length, Number(count)),
  ],
  ['{number} entry at {time}', entriesAt],
  ['{number} entries at {time}', entriesAt],
  [
    '{number} ends of billing periods since {calendarDay}, {billingTimes}',
    (said, [count, since = '', times = ''], { now }) => {
      const found = readings.entryTimes(said).map((at) => new Date(at).toISOString());
      const due = billingInstants(billingTimes.read(times), calendarDay.read(since), now);
      const what = 'the ends of billing periods';
      return comparison(what, { number: found.length, at: found }, { number: Number(count), at: due });
    },
  ],
  ['the event {eventCode}', (said, [code = '']) => contains('the event log', readings.eventCodes(said), code)],
  ['no event {eventCode}', (said, [code = '']) => lacks('an event log', readings.eventCodes(said), code)],
  [
    'daily billing at {time}',
    (said, [time]) => comparison('the time of daily billing', readings.dailyBillingTime(said), time),
  ],
  ['exported energy', (said) => claim(readings.exported(said) > 0, 'energy to have been exported', 'none')],
];

/** What somebody in front of a device can see. */
const IN_HAND: readonly DevicePhrase<DeviceInHand>[] = [
  ...METER_SETTINGS_IN_HAND,
  ['a balance of {pounds}', ({ balance }, [pounds = '']) => money('the balance', balance, pounds)],
  [
    'an emergency credit of {pounds}',
    ({ emergencyCredit }, [pounds = '']) => money('the emergency credit', emergencyCredit, pounds),
  ],
  ['a debt of {pounds}', ({ paymentDebt }, [pounds = '']) => money('the debt', paymentDebt, pounds)],
  [
    'the {paymentMode} mode',
    ({ paymentMode }, [mode = '']) => comparison('the mode of payment', paymentMode, MODES[mode]),
  ],
  ['the supply as {supplyState}', ({ supply }, [state = '']) => comparison('the supply', supply, SUPPLY[state])],
  ['the new firmware', ({ firmware }) => comparison('the firmware', firmware, LATER_FIRMWARE)],
  [
    'its previous firmware',
    ({ firmware }) => claim(firmware !== LATER_FIRMWARE, 'the previous firmware', 'the new one'),
  ],
  [
    'the correct time',
    ({ clockAhead }) => comparison('the number of seconds by which the clock is ahead', clockAhead, 0),
  ],
  [
    'an incorrect time',
    ({ clockAhead }) => claim(clockAhead !== 0, 'the clock to stay wrong', 'that it was set right'),
  ],
  [
    'no data from before now',
    ({ historySince }, _words, { now }) =>
      comparison('the beginning of the data shown', historySince, now.toISOString()),
  ],
  [
    'its own supply point',
    ({ importMPxN }, _words, { installation, deviceId }) => {
      const gas = installation.devices.some((one) => one.deviceId === deviceId && one.deviceType === 'GSME');
      return comparison('the supply point', importMPxN, gas ? installation.mprn : installation.importMPAN);
    },
  ],
  ['no credit', ({ balance = 0 }) => claim(balance <= 0, 'no credit to be left', String(balance))],
  [
    'every other device of the installation on its network',
    ({ homeAreaNetwork = [] }, _words, { installation }) => {
      const others = installation.devices.filter(({ deviceType }) => deviceType !== 'CHF');
      const missing = others.filter(({ deviceId }) => !homeAreaNetwork.includes(deviceId));
      return comparison(
        'the devices that are missing from the home area network',
        missing.map(({ deviceType }) => deviceType),
        [],
      );
    },
  ],
  [
    'no new device on its network',
    ({ homeAreaNetwork = [] }, _words, { installation }) =>
      lacks('a home area network', homeAreaNetwork, newDeviceOf(installation).deviceId),
  ],
  [
    'a balance below {pounds} and no emergency credit in use',
    ({ balance = 0, emergencyCredit }, [pounds = '']) =>
      comparison(
        'the display',
        { balanceIsBelowLimit: balance < poundsIn(pounds) * 100_000, emergencyCredit },
        { balanceIsBelowLimit: true, emergencyCredit: undefined },
      ),
  ],
  [
    'the new device on its network',
    ({ homeAreaNetwork = [] }, _words, { installation }) =>
      contains('the home area network', homeAreaNetwork, newDeviceOf(installation).deviceId),
  ],
];

function money(what: string, millipence: number | undefined, pounds: string): DeviceComparison {
  // What is left of a penny is not shown.
  return sum(what, millipence === undefined ? undefined : Math.round(millipence / 1000) / 100, pounds);
}

/** @param found in pounds */
function sum(what: string, found: number | undefined, pounds: string): DeviceComparison {
  return comparison(what, found === undefined ? undefined : inPounds(found), inPounds(poundsIn(pounds)));
}

function entriesAt(said: XmlReader, [count, time = '']: readonly string[]): DeviceComparison {
  const times = readings.entryTimes(said).filter((entry) => entry.slice(11, 16) === time);
  return comparison(`the number of entries at ${time}`, times.length, Number(count));
}

const credentials = namesType({ name: 'credentials', meaning: 'whose credentials a device can hold' }, [
  'supplier',
  'network operator',
]);

/** How something that is about a device is judged. */
type Judgement<T> = (source: T, context: DeviceContext) => DeviceComparison;

function judgementsOf<T>(about: PhrasesDescription, phrases: readonly DevicePhrase<T>[]): ParameterType<Judgement<T>> {
  return phrasesType<Judgement<T>>(
    { ...about, parts: [credentials, billingTimes] },
    phrases.map(([phrase, judge]) => [phrase, (words) => (source, context) => judge(source, words, context)]),
  );
}

const finding = judgementsOf(
  { name: 'finding', meaning: 'what a response contains', example: 'a balance of £12.50' },
  OF_RESPONSES,
);

const display = judgementsOf(
  { name: 'display', meaning: 'what somebody in front of a device can see', example: 'a balance of £12.50' },
  IN_HAND,
);

/** What responses contain and devices show. */
export const FINDING_TYPES: readonly ParameterType[] = [credentials, asSaid(finding), asSaid(display)];

/** Judges a response. @param phrase of the type `finding` */
export function judgeResponse(phrase: string, said: XmlReader, context: DeviceContext): DeviceComparison {
  return finding.read(phrase)(said, context);
}

/** Judges what a device shows. @param phrase of the type `display` */
export function judgeDevice(phrase: string, device: DeviceInHand, context: DeviceContext): DeviceComparison {
  return display.read(phrase)(device, context);
}

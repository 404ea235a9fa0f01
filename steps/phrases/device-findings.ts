import * as readings from '../../support/interfaces/duis/readings';
import type { XmlReader } from '../../support/interfaces/xml';
import type { DccUser, DeviceInHand, MadeInstallation, Roles } from '../../support/roles';
import { LATER_FIRMWARE, newDeviceOf } from '../../support/world/under-test';
import { POUNDS, poundsIn } from './words';

/** What is found, and what was expected. */
export interface DeviceComparison {
  readonly what: string;
  readonly found: unknown;
  readonly expected: unknown;
}

/** What a phrase about a device is judged with. */
export interface DeviceContext {
  readonly installation: MadeInstallation;
  readonly roles: Roles;
  readonly user: DccUser;
  /** The device that answered. */
  readonly deviceId: string;
  /** Virtual time. */
  readonly now: Date;
}

type Judge<T> = (source: T, words: readonly string[], context: DeviceContext) => DeviceComparison;
type DevicePhrase<T> = readonly [pattern: string, judge: Judge<T>];

const comparison = (what: string, found: unknown, expected: unknown): DeviceComparison => ({ what, found, expected });
const contains = (what: string, list: readonly string[], wanted: string): DeviceComparison =>
  comparison(`${what} has ${wanted}`, list.includes(wanted), true);

const MODES: Readonly<Record<string, string>> = { credit: 'Credit', prepayment: 'Prepayment' };
const SUPPLY: Readonly<Record<string, string>> = { on: 'Enabled', off: 'Disabled', armed: 'Armed' };
const DAY = 86_400_000;

/** What a response can bring. */
const OF_RESPONSES: readonly DevicePhrase<XmlReader>[] = [
  [
    `a balance of (${POUNDS})`,
    (said, [pounds = '']) => comparison('Balance', readings.balance(said), poundsIn(pounds)),
  ],
  [
    `an emergency credit of (${POUNDS})`,
    (said, [pounds = '']) => comparison('Emergency credit', readings.emergencyCredit(said), poundsIn(pounds)),
  ],
  [
    `an emergency credit limit of (${POUNDS})`,
    (said, [pounds = '']) => comparison('Emergency credit limit', readings.emergencyLimit(said), poundsIn(pounds)),
  ],
  [`a debt of (${POUNDS})`, (said, [pounds = '']) => comparison('Debt', readings.paymentDebt(said), poundsIn(pounds))],
  ['a price of (\\d+) pence', (said, [pence]) => comparison('Prices', readings.prices(said), [Number(pence)])],
  [
    'prices of (\\d+) and (\\d+) pence',
    (said, [day, night]) => comparison('Prices', readings.prices(said), [Number(day), Number(night)]),
  ],
  [
    'the (credit|prepayment) mode',
    (said, [mode = '']) => comparison('Mode of payment', readings.paymentMode(said), MODES[mode]),
  ],
  [
    'the supply as (on|off|armed)',
    (said, [state = '']) => comparison('Supply', readings.supplyState(said), SUPPLY[state]),
  ],
  ['the new firmware', (said) => comparison('Firmware', readings.firmwareVersion(said), LATER_FIRMWARE)],
  [
    'its own supply point',
    (said, _words, { installation, deviceId }) => {
      const gas = installation.devices.some((one) => one.deviceId === deviceId && one.deviceType === 'GSME');
      return comparison('Supply point', readings.supplyPoint(said), gas ? installation.mprn : installation.importMPAN);
    },
  ],
  [
    'the new device',
    (said, _words, { installation }) =>
      contains('The device log', readings.loggedDevices(said), newDeviceOf(installation).deviceId),
  ],
  [
    'the credentials of the requesting (supplier|network operator)',
    (said, [role], { user }) =>
      comparison(
        `Holder of the ${role ?? ''}'s credentials`,
        readings.credentialHolders(said)[role === 'supplier' ? 'Supplier' : 'NetworkOperator'],
        user.eui,
      ),
  ],
  [
    'an entry for each of the last (\\d+) midnights',
    (said, [count], { now }) => {
      const times = readings.entryTimes(said).map((time) => Date.parse(time));
      const today = Math.floor(now.getTime() / DAY) * DAY;
      const midnights = Array.from({ length: Number(count) }, (_none, back) => today - back * DAY);
      return comparison('Midnights that the log lacks', midnights.filter((time) => !times.includes(time)).length, 0);
    },
  ],
  [
    '(\\d+) entry for the former tariff',
    (said, [count]) => comparison('Entries', readings.entryTimes(said).length, Number(count)),
  ],
  [
    '(\\d+) entries? at (\\d\\d:\\d\\d)',
    (said, [count, time = '']) => {
      const times = readings.entryTimes(said).filter((entry) => entry.slice(11, 16) === time);
      return comparison(`Entries of ${time}`, times.length, Number(count));
    },
  ],
  ['the event (\\w{4})', (said, [code = '']) => contains('The event log', readings.eventCodes(said), code)],
  [
    'no event (\\w{4})',
    (said, [code = '']) => comparison(`The event log has ${code}`, readings.eventCodes(said).includes(code), false),
  ],
  [
    'daily billing at (\\d\\d:\\d\\d)',
    (said, [time]) => comparison('Time of daily billing', readings.dailyBillingTime(said), time),
  ],
  ['exported energy', (said) => comparison('Something was exported', readings.exported(said) > 0, true)],
];

/** What somebody in front of a device can see. */
const IN_HAND: readonly DevicePhrase<DeviceInHand>[] = [
  [`a balance of (${POUNDS})`, ({ balance }, [pounds = '']) => money('Balance', balance, pounds)],
  [
    `an emergency credit of (${POUNDS})`,
    ({ emergencyCredit }, [pounds = '']) => money('Emergency credit', emergencyCredit, pounds),
  ],
  [`a debt of (${POUNDS})`, ({ paymentDebt }, [pounds = '']) => money('Debt', paymentDebt, pounds)],
  [
    'the (credit|prepayment) mode',
    ({ paymentMode }, [mode = '']) => comparison('Mode of payment', paymentMode, MODES[mode]),
  ],
  ['the supply as (on|off|armed)', ({ supply }, [state = '']) => comparison('Supply', supply, SUPPLY[state])],
  ['the new firmware', ({ firmware }) => comparison('Firmware', firmware, LATER_FIRMWARE)],
  ['its previous firmware', ({ firmware }) => comparison('New firmware', firmware === LATER_FIRMWARE, false)],
  ['the correct time', ({ clockAhead }) => comparison('Seconds that the clock is ahead', clockAhead, 0)],
  ['an incorrect time', ({ clockAhead }) => comparison('The clock is right', clockAhead === 0, false)],
  [
    'no data from before now',
    ({ historySince }, _words, { now }) => comparison('Begin of what it shows', historySince, now.toISOString()),
  ],
  [
    'its own supply point',
    ({ importMPxN }, _words, { installation, deviceId }) => {
      const gas = installation.devices.some((one) => one.deviceId === deviceId && one.deviceType === 'GSME');
      return comparison('Supply point', importMPxN, gas ? installation.mprn : installation.importMPAN);
    },
  ],
  ['no credit', ({ balance = 0 }) => comparison('Credit is left', balance > 0, false)],
  [
    'no new device on its network',
    ({ homeAreaNetwork = [] }, _words, { installation }) =>
      comparison(
        'The home area network has the device',
        homeAreaNetwork.includes(newDeviceOf(installation).deviceId),
        false,
      ),
  ],
  [
    `a balance below (${POUNDS}) and no emergency credit in use`,
    ({ balance = 0, emergencyCredit }, [pounds = '']) =>
      comparison(
        'Balance and emergency credit',
        [balance < poundsIn(pounds) * 100_000, emergencyCredit],
        [true, undefined],
      ),
  ],
  [
    'the new device on its network',
    ({ homeAreaNetwork = [] }, _words, { installation }) =>
      contains('The home area network', homeAreaNetwork, newDeviceOf(installation).deviceId),
  ],
];

function money(what: string, millipence: number | undefined, pounds: string): DeviceComparison {
  // What is left of a penny is not shown.
  return comparison(what, millipence === undefined ? undefined : Math.round(millipence / 1000) / 100, poundsIn(pounds));
}

const patternOf = (phrases: readonly DevicePhrase<never>[]): RegExp =>
  new RegExp(phrases.map(([pattern]) => pattern.replaceAll(/\((?!\?)/g, '(?:')).join('|'));

/** Matches everything that a response can bring. */
export const RESPONSE_FINDING = patternOf(OF_RESPONSES);
/** Matches everything that a device in hand can show. */
export const HAND_FINDING = patternOf(IN_HAND);

/** Judges a response. @param phrase one that `RESPONSE_FINDING` matches */
export function judgeResponse(phrase: string, said: XmlReader, context: DeviceContext): DeviceComparison {
  return judge(OF_RESPONSES, phrase, said, context);
}

/** Judges what a device shows. @param phrase one that `HAND_FINDING` matches */
export function judgeDevice(phrase: string, device: DeviceInHand, context: DeviceContext): DeviceComparison {
  return judge(IN_HAND, phrase, device, context);
}

function judge<T>(
  phrases: readonly DevicePhrase<T>[],
  phrase: string,
  source: T,
  context: DeviceContext,
): DeviceComparison {
  for (const [pattern, judgement] of phrases) {
    const match = new RegExp(`^(?:${pattern})$`).exec(phrase);
    if (match) return judgement(source, match.slice(1), context);
  }
  throw new Error(`"${phrase}" is nothing that is known to be found.`);
}

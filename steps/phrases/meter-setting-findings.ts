import * as readings from '../../support/interfaces/duis/meter-readings';
import { OTHER_WAYS } from '../../support/interfaces/duis/requests/configuration';
import * as deviceReadings from '../../support/interfaces/duis/readings';
import type { XmlReader } from '../../support/interfaces/xml';
import type { DeviceInHand } from '../../support/roles';
import { claim, comparison, contains, lacks, type DeviceContext, type DevicePhrase } from './device-comparison';
import { poundsIn } from './words';

const IN_RESPONSES: readonly DevicePhrase<XmlReader>[] = [
  [
    'a load limit of {number} W that was exceeded',
    (said, [watts]) => {
      const { limit, passed } = readings.loadLimit(said);
      return comparison('the load limit', { limit, exceeded: passed > 0 }, { limit: Number(watts), exceeded: true });
    },
  ],
  [
    'a load limit that was not exceeded',
    (said) => comparison('how often the load limit was exceeded', readings.loadLimit(said).passed, 0),
  ],
  [
    'power thresholds of {number} and {number} W',
    (said, words) => comparison('the power thresholds', readings.powerThresholds(said), words.map(Number)),
  ],
  [
    'voltage limits of {number} and {number} V',
    (said, words) => comparison('the voltage limits', readings.voltageLimits(said), words.map(Number)),
  ],
  [
    'voltages beyond the limits',
    (said) => claim(readings.voltagesBeyond(said) > 0, 'mean voltages beyond the limits', 'none'),
  ],
  [
    'a calorific value of {number}',
    (said, [value]) => comparison('the calorific value', readings.calorificValue(said), Number(value)),
  ],
  ['a locked supply', (said) => comparison('the tamper state', readings.tamperState(said), 'Locked')],
  [
    'the export supply point {number}',
    (said, [mpan]) => comparison('the export supply point', readings.exportPoint(said), mpan),
  ],
  ['recording {number}', (said, [sample]) => comparison('the recording', readings.sampleNumber(said), Number(sample))],
  ['a maximum demand', (said) => claim(readings.maximumDemand(said) > 0, 'a maximum demand above 0 W', 'none')],
  ['no maximum demand', (said) => comparison('the maximum demand', readings.maximumDemand(said), 0)],
  [
    'a booking of {pounds}',
    (said, [pounds = '']) => comparison('the bookings', readings.bookings(said), [poundsIn(pounds)]),
  ],
  [
    'energy in block {digit}',
    (said, [block]) =>
      claim((readings.blocks(said)[Number(block) - 1] ?? 0) > 0, `energy in block ${block ?? ''}`, 'none'),
  ],
  [
    'no energy in block {digit}',
    (said, [block]) =>
      comparison(`the energy in block ${block ?? ''}`, readings.blocks(said)[Number(block) - 1] ?? 0, 0),
  ],
  [
    'the alert {eventCode} as switched off',
    (said, [code = '']) => comparison(`the setting of the alert ${code}`, readings.alertSetting(said, code), 'Disable'),
  ],
  ...Object.entries(OTHER_WAYS).map(([way, element]): DevicePhrase<XmlReader> => [
    `the ${way} {eventCode} as switched off`,
    (said, [code = '']) =>
      comparison(`the setting of the ${way} ${code}`, readings.waySetting(said, element, code), 'Disable'),
  ]),
  [
    'a balance at each of the last {number} midnights',
    (said, [count]) => comparison('the number of balances', readings.dailyBalances(said), Number(count)),
  ],
  [
    'the gas proxy function',
    (said, _words, { installation }) =>
      contains('the device log', deviceReadings.loggedDevices(said), proxyOf(installation.devices)),
  ],
  [
    'no gas proxy function',
    (said, _words, { installation }) =>
      lacks('a device log', deviceReadings.loggedDevices(said), proxyOf(installation.devices)),
  ],
];

const IN_HAND: readonly DevicePhrase<DeviceInHand>[] = [
  ['the message "{text}"', ({ message }, [text]) => comparison('the message', message, text)],
  ['its privacy PIN as off', ({ settings = {} }) => comparison('the privacy PIN', settings.privacyPin, 'off')],
  [
    'the customer identification number of the answer',
    ({ customerNumber }, _words, { roles, deviceId }) =>
      comparison('the customer identification number', customerNumber, numberGivenFor(deviceId, roles)),
  ],
  ['the supplier name "{text}"', ({ supplierName }, [name]) => comparison('the name', supplierName, name)],
];

/** What a response can bring of what a meter is set to, and of what it counts. */
export const METER_SETTINGS_IN_RESPONSES: readonly DevicePhrase<XmlReader>[] = [...IN_RESPONSES];

/** What somebody in front of a meter can see of it. */
export const METER_SETTINGS_IN_HAND: readonly DevicePhrase<DeviceInHand>[] = [...IN_HAND];

/** The number that the DCC gave out last for a device; `none` where it gave out none. */
function numberGivenFor(deviceId: string, { everyUser }: DeviceContext['roles']): string {
  const asked = everyUser.flatMap(({ sent }) => sent.filter(({ id }) => id.target === deviceId));
  const given = asked.map(({ answer }) =>
    answer?.content.kind === 'answer' ? answer.content.customerNumber : undefined,
  );
  return given.findLast((number) => number !== undefined) ?? 'none';
}

function proxyOf(devices: readonly { readonly deviceId: string; readonly deviceType: string }[]): string {
  return devices.find(({ deviceType }) => deviceType === 'GPF')?.deviceId ?? '';
}

import { fileDigestHex } from '../../support/interfaces/dormant-files';
import type { HeldMessage, Interception, DormantConfiguration } from '../../support/roles';
import { interceptions } from '../../support/roles';
import type { DeviceType } from '../../support/interfaces/vocabulary';
import type { OrderVariant } from '../../support/world/dormant-upgrade';
import { OTHER_MAKER, OTHER_MODEL } from '../../support/world/under-test';
import { code, device } from './basic-types';
import { wordsType, type ParameterType } from './parameter-type';
import { phrasesType, type PhraseRow } from './phrases-type';

/** How an order of the Migration Control Centre differs from the usual one, as testers say it. */
const VARIANTS: Readonly<Record<string, OrderVariant>> = {
  'with a package for other models': { otherModels: true },
  '6 days ahead': { leadDays: 6 },
  'with the firmware of their model': { firmware: 'right' },
  'with firmware that the manufacturers did not sign': { firmware: 'unsigned' },
  'with firmware that was altered after the manufacturers signed it': { firmware: 'changed' },
  'with firmware for another model': { firmware: 'another model' },
  'with firmware by another manufacturer': { firmware: 'another manufacturer' },
  'with firmware that does not upgrade the version they run': { firmware: 'another version' },
};

/** Settings of a package by the words for them (published: `files.md`). */
const packageSetting = wordsType(
  { name: 'packageSetting', meaning: 'a setting of a configuration package' },
  {
    'silenced alerts': 'silencedAlerts',
    'network alerts': 'networkAlerts',
    'billing period': 'billingPeriod',
    'unit price': 'unitPrice',
    'mode of payment': 'paymentMode',
    debt: 'paymentDebt',
    supply: 'supply',
    'load limit': 'loadLimit',
    'privacy PIN': 'privacyPin',
    'voltage thresholds': 'voltageThresholds',
    'space heating': 'spaceHeating',
  },
);

const orderVariant = phrasesType<OrderVariant>(
  {
    name: 'orderVariant',
    meaning: 'how an order of configuration differs from the usual one',
    example: ' 6 days ahead',
    parts: [packageSetting],
  },
  [
    ['', () => ({})],
    [
      ' with the firmware of their model, which was altered for the {device}',
      ([name = '']) => ({ firmware: 'right', altered: device.read(name) }),
    ],
    [' with a package that is not made for the {device}', ([name = '']) => ({ lacking: device.read(name) })],
    [
      ' with a package that sets the {packageSetting} of the {device} to "{text}"',
      ([setting = '', name = '', value = '']) => ({
        setting: { deviceType: device.read(name), name: packageSetting.read(setting), value },
      }),
    ],
    ...Object.entries(VARIANTS).map(([words, variant]): PhraseRow<OrderVariant> => [` ${words}`, () => variant]),
  ],
);

/** MPAN, right in form and check digit, that no SMSO knows. */
const UNKNOWN_MPAN = '1012345678806';

interface ConfigurationOrderText {
  readonly package: { readonly content: string };
  readonly installations: readonly { readonly configurationId: string; readonly importMPAN: string }[];
}

interface PackageText {
  readonly models: readonly { readonly deviceType: string }[];
}

const OTHER = { manufacturer: OTHER_MAKER, model: OTHER_MODEL } as const;

/** Another message goes on in the place of the order. */
function instead(change: (order: ConfigurationOrderText, text: string) => string): Interception {
  return {
    kind: 'replace',
    make: (held: HeldMessage) => {
      const text = held.bytes.toString('utf8');
      return Promise.resolve([
        { ...interceptions.asItIs(held), content: change(JSON.parse(text) as ConfigurationOrderText, text) },
      ]);
    },
  };
}

/** The last setting of the package is another one, and its digest is as it was. */
function withOtherSetting(order: ConfigurationOrderText): string {
  const text = Buffer.from(order.package.content, 'base64').toString('utf8').replace('"Credit"', '"Prepayment"');
  return JSON.stringify({ ...order, package: { ...order.package, content: Buffer.from(text).toString('base64') } });
}

/** The package is made for other models, and its digest is right. */
function withOtherModels(order: ConfigurationOrderText): string {
  const text = Buffer.from(order.package.content, 'base64').toString('utf8').replaceAll('"model": "', '"model": "F');
  const content = Buffer.from(text);
  const digest = fileDigestHex(content);
  return JSON.stringify({ ...order, package: { ...order.package, digest, content: content.toString('base64') } });
}

/** The package is made for all models but that of one type of device, of which it has another one or another maker. */
function withOther(deviceType: DeviceType, column: 'manufacturer' | 'model'): Interception {
  return instead((order) => {
    const { models, ...rest } = JSON.parse(
      Buffer.from(order.package.content, 'base64').toString('utf8'),
    ) as PackageText;
    const changed = models.map((one) => (one.deviceType === deviceType ? { ...one, [column]: OTHER[column] } : one));
    const content = Buffer.from(JSON.stringify({ ...rest, models: changed }));
    const digest = fileDigestHex(content);
    return JSON.stringify({ ...order, package: { ...order.package, digest, content: content.toString('base64') } });
  });
}

/** What becomes of the order on its way to the SMSO, as testers say it. */
const ORDER_INTERCEPTIONS: Readonly<Record<string, Interception>> = {
  'truncated in transit': instead((_order, text) => text.slice(0, text.length / 2)),
  'with a package that was altered in transit': instead(withOtherSetting),
  'with a package for other models': instead(withOtherModels),
  'four days late': interceptions.delayed(4 * 24),
  'at noon on the last planned day': interceptions.delayed(2 * 24 + 4),
  'at noon on the day after the last planned day': interceptions.delayed(3 * 24 + 4),
  'at noon on the first planned day': interceptions.delayed(4),
  'with an MPAN that is unknown to the SMSO': instead((order) =>
    JSON.stringify({
      ...order,
      installations: order.installations.map((one) => ({ ...one, importMPAN: UNKNOWN_MPAN })),
    }),
  ),
};

const orderInterception = phrasesType<Interception>(
  {
    name: 'orderInterception',
    meaning: 'what becomes of an order of configuration on its way to the SMSO',
    example: 'truncated in transit',
  },
  [
    ['with a package for another model of the {device}', ([name = '']) => withOther(device.read(name), 'model')],
    [
      'with a package for another manufacturer of the {device}',
      ([name = '']) => withOther(device.read(name), 'manufacturer'),
    ],
    ...Object.entries(ORDER_INTERCEPTIONS).map(([words, made]): PhraseRow<Interception> => [words, () => made]),
  ],
);

/** How a configuration has ended at the Migration Control Centre, and with which code. */
export interface ConfigurationEnd {
  readonly state: DormantConfiguration['state'];
  /** Absent where the scenario does not ask for one. */
  readonly code?: string;
  /** Every state on the way; absent where the scenario does not ask for them. */
  readonly history?: readonly DormantConfiguration['state'][];
}

/** The states of a configuration before which firmware is upgraded. */
const AFTER_FIRMWARE = ['Notified', 'ConfigInstructed', 'FirmwareOK', 'ConfigApplied'] as const;
/** Those of one whose meters run the firmware already. */
const WITHOUT_FIRMWARE = ['Notified', 'ConfigInstructed', 'ConfigApplied'] as const;

const end = wordsType<DormantConfiguration['state']>(
  { name: 'reportedEnd', meaning: 'how a configuration ended' },
  {
    applied: 'ConfigApplied',
    'firmware failed': 'FirmwareFailed',
    failed: 'ConfigFailed',
    'without WAN': 'NoWAN',
    'no longer dormant': 'LeftDormantPath',
  },
);

function configurationEndOf(words: string, quoted: string): ConfigurationEnd {
  return { state: end.read(words), ...(quoted ? { code: code.read(quoted) } : {}) };
}

/** `applied`, `applied after the firmware`, `failed with "SIM-CFG-21"` and the like. */
const configurationEnd = phrasesType<ConfigurationEnd>(
  {
    name: 'configurationEnd',
    meaning: 'how a configuration of dormant devices ended, and with which code',
    example: 'failed with "SIM-CFG-21"',
    parts: [end],
  },
  [
    ['{reportedEnd}( with {code})', ([words = '', quoted = '']) => configurationEndOf(words, quoted)],
    [
      '{reportedEnd} after the firmware( with {code})',
      ([words = '', quoted = '']) => ({ ...configurationEndOf(words, quoted), history: AFTER_FIRMWARE }),
    ],
    ['applied without new firmware', () => ({ state: 'ConfigApplied', history: WITHOUT_FIRMWARE })],
  ],
);

/** Orders of configuration, and what comes of them. */
export const CONFIGURATION_TYPES: readonly ParameterType[] = [
  packageSetting,
  orderVariant,
  orderInterception,
  end,
  configurationEnd,
];

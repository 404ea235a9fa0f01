import type { DeviceType } from './devices';
import { DEVIATIONS, deviationText, type Deviation } from './deviations';
import type { DeviceModelCombination } from './dmc-catalogue';
import { functionText, RELEASE_FUNCTIONS, type ReleaseFunction } from './releases';

/** Equipment in words that follow "has", and whether a DMC has it. */
const EQUIPMENT = {
  'dual-fuel': { words: 'gas devices', has: (dmc: DeviceModelCombination) => hasDevice(dmc, 'GSME') },
  'electricity-only': { words: 'only electricity', has: (dmc: DeviceModelCombination) => !hasDevice(dmc, 'GSME') },
  ppmid: { words: 'a prepayment interface (PPMID)', has: (dmc: DeviceModelCombination) => hasDevice(dmc, 'PPMID') },
  ihd: { words: 'an in-home display (IHD)', has: (dmc: DeviceModelCombination) => hasDevice(dmc, 'IHD') },
  'billing-calendar': {
    words: 'an electricity meter whose billing calendar can be set (6.8)',
    has: ({ notApplicable }: DeviceModelCombination) =>
      !notApplicable.some(({ variant, deviceType }) => variant === '6.8' && deviceType === 'ESME'),
  },
} as const;

function hasDevice({ devices }: DeviceModelCombination, wanted: DeviceType): boolean {
  return devices.some(({ type }) => type === wanted);
}

type Equipment = keyof typeof EQUIPMENT;
type Feature = Deviation | ReleaseFunction;

/**
 * What a scenario may ask of the DMC under test: equipment, a declared deviation or a function that its release uses; with
 * `no-` before it, that there is no such deviation or function. Where it is not so, the scenario does not apply.
 */
export type Profile = Equipment | Feature | `no-${Feature}`;

/** Devices that not every DMC has, in the words of features, and every profile of which it follows that a DMC has one. */
const OF_DEVICES: Readonly<Record<string, readonly Profile[]>> = {
  'gas meter': [
    'dual-fuel',
    'sleepy-gas',
    'keyless-gas',
    'cached-gas-readings',
    'gas-privacy-pin',
    'gas-flow',
    'gas-customer-number',
    'gas-recording',
  ],
  'gas proxy function': ['dual-fuel', 'sleepy-gas', 'keyless-gas', 'cached-gas-readings'],
  'prepayment interface': ['ppmid'],
  'in-home display': ['ihd'],
};

/** The profiles of which it follows that a DMC has a device, the plainest first. */
export function profilesWith(device: string): readonly Profile[] {
  return OF_DEVICES[device] ?? [];
}

const FEATURES: readonly Feature[] = [...DEVIATIONS, ...RELEASE_FUNCTIONS];

/** Every profile. */
export const PROFILES: readonly Profile[] = [
  ...(Object.keys(EQUIPMENT) as Equipment[]),
  ...FEATURES,
  ...FEATURES.map((feature) => `no-${feature}` as const),
];

/**
 * Why a DMC does not have these profiles.
 * @returns sentences, or undefined when it has them all
 */
export function whyNot(dmc: DeviceModelCombination, profiles: readonly Profile[]): string | undefined {
  const lacking: string[] = [];
  const others: string[] = [];
  for (const profile of profiles) {
    const wanted = !profile.startsWith('no-');
    const feature = profile.replace(/^no-/, '') as Equipment | Feature;
    if (isFunction(feature)) others.push(...aboutFunction(dmc, feature, wanted));
    else if (has(dmc, feature) === wanted) continue;
    else if (wanted) lacking.push(words(feature));
    else others.push(`${dmc.id} has ${words(feature)}.`);
  }
  const first = lacking.length === 0 ? [] : [`${dmc.id} does not have ${lacking.join(' and ')}.`];
  const sentences = [...first, ...others];
  return sentences.length === 0 ? undefined : sentences.join(' ');
}

/** Whether the release of a DMC plans to use a function. */
export function usesFunction({ notUsed }: DeviceModelCombination, name: ReleaseFunction): boolean {
  return notUsed.every((unused) => unused.name !== name);
}

function aboutFunction(dmc: DeviceModelCombination, name: ReleaseFunction, wanted: boolean): string[] {
  const unused = dmc.notUsed.find((candidate) => candidate.name === name);
  if ((unused === undefined) === wanted) return [];
  if (unused === undefined) return [`${dmc.release} uses ${functionText(name)}.`];
  return [`${dmc.release} does not use ${functionText(name)}: ${unused.reason}`];
}

function has(dmc: DeviceModelCombination, feature: Equipment | Deviation): boolean {
  if (isDeviation(feature)) return dmc.deviations.includes(feature);
  return EQUIPMENT[feature].has(dmc);
}

function words(feature: Equipment | Deviation): string {
  return isDeviation(feature) ? deviationText(feature) : EQUIPMENT[feature].words;
}

function isDeviation(feature: Equipment | Feature): feature is Deviation {
  return DEVIATIONS.some((deviation) => deviation === feature);
}

function isFunction(feature: Equipment | Feature): feature is ReleaseFunction {
  return RELEASE_FUNCTIONS.some((name) => name === feature);
}

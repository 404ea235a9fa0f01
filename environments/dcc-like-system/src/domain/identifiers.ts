import { createHash } from 'node:crypto';
import type { DeviceTypeName } from './device-types';

/** Weights of the first twelve digits of an MPAN (SOURCED: public descriptions of the MPAN core). */
const MPAN_WEIGHTS = [3, 5, 7, 13, 17, 19, 23, 29, 31, 37, 41, 43];

/**
 * Fourth byte of a device id, by type. MODEL: only the common tail of a hub's CHF and GPF is seen in public
 * inventory samples; the values are ours.
 */
const DEVICE_MARK: Readonly<Record<DeviceTypeName, string>> = {
  CHF: '90',
  GPF: 'CC',
  ESME: 'E1',
  GSME: '6A',
  PPMID: 'D1',
  IHD: 'D2',
};

/** Identifiers of one installation. */
export interface InstallationIdentifiers {
  /** 13 digits with a valid check digit. */
  readonly importMPAN: string;
  /** The meter point of what is exported: 13 digits with a valid check digit. */
  readonly exportMPAN: string;
  /** 10 digits with valid check digits. */
  readonly mprn: string;
  /** 19 digits, the last by Luhn (SOURCED: ITU-T E.118). */
  readonly iccid: string;
  /** 15 digits in the test network 001/01 (SOURCED: ITU-T E.212). */
  readonly imsi: string;
  /** EUI-64 of the device of this type; CHF and GPF of one hub share their tail. */
  readonly deviceId: (type: DeviceTypeName) => string;
}

/**
 * Identifiers that depend on nothing but `seed` and `reference`.
 * @param seed seed of the run or scenario
 * @param reference the name by which whoever makes the installation speaks of it
 */
export function identifiersFor(seed: string, reference: string): InstallationIdentifiers {
  const digitsOf = (label: string, count: number): string => digits(`${seed}\n${reference}\n${label}`, count);
  // Distributors 10 to 23 are the licensed areas of Great Britain (RECOLLECTION).
  const distributor = String(10 + (Number(digitsOf('distributor', 4)) % 14));
  const mpanBase = `${distributor}${digitsOf('mpan', 10)}`;
  const exportBase = `${distributor}${digitsOf('export mpan', 10)}`;
  const mprnBase = `${1 + (Number(digitsOf('mprn-first', 4)) % 6)}${digitsOf('mprn', 7)}`;
  const simBase = `8944${digitsOf('iccid', 14)}`;
  return {
    importMPAN: `${mpanBase}${mpanCheckDigit(mpanBase)}`,
    exportMPAN: `${exportBase}${mpanCheckDigit(exportBase)}`,
    mprn: `${mprnBase}${mprnCheckDigits(mprnBase)}`,
    iccid: `${simBase}${luhnDigit(simBase)}`,
    imsi: `00101${digitsOf('imsi', 10)}`,
    deviceId: (type) => {
      const owner = type === 'CHF' || type === 'GPF' ? 'hub' : type;
      const tail = createHash('sha256')
        .update(`${seed}\n${reference}\n${owner}`)
        .digest('hex')
        .slice(0, 8)
        .toUpperCase();
      return `00-DB-12-${DEVICE_MARK[type]}-${pairs(tail)}`;
    },
  };
}

/** Check digit of the twelve digits that begin an MPAN. */
export function mpanCheckDigit(base: string): string {
  const sum = MPAN_WEIGHTS.reduce((total, weight, index) => total + weight * Number(base.charAt(index)), 0);
  return String((sum % 11) % 10);
}

/** Whether these are thirteen digits. */
export function isMpanFormat(text: string): boolean {
  return /^[0-9]{13}$/.test(text);
}

/** Whether this is an MPAN with the right check digit. */
export function isMpan(text: string): boolean {
  return isMpanFormat(text) && text.slice(12) === mpanCheckDigit(text.slice(0, 12));
}

/** The two check digits of an MPRN's base (SOURCED: weights from the length of the base down to 1, sum mod 11). */
export function mprnCheckDigits(base: string): string {
  const sum = Array.from(base, Number).reduce((total, digit, index) => total + (base.length - index) * digit, 0);
  return String(sum % 11).padStart(2, '0');
}

/** Whether this is an MPRN (6 to 10 digits) with the right check digits. */
export function isMprn(text: string): boolean {
  return /^[0-9]{6,10}$/.test(text) && text.slice(-2) === mprnCheckDigits(text.slice(0, -2));
}

/** Whether this is an EUI-64 as eight upper-case hex pairs joined by hyphens. */
export function isEui64(text: string): boolean {
  return /^([0-9A-F]{2}-){7}[0-9A-F]{2}$/.test(text);
}

/** The digit that makes `base` pass the Luhn check when appended. */
export function luhnDigit(base: string): string {
  const sum = Array.from(base, Number)
    .reverse()
    .reduce((total, digit, index) => {
      const doubled = index % 2 === 0 ? digit * 2 : digit;
      return total + (doubled > 9 ? doubled - 9 : doubled);
    }, 0);
  return String((10 - (sum % 10)) % 10);
}

/** Whether this is the number of a SIM: 19 or 20 digits beginning with 89, the last one by Luhn. */
export function isIccid(text: string): boolean {
  return /^89[0-9]{17,18}$/.test(text) && text.slice(-1) === luhnDigit(text.slice(0, -1));
}

/** Whether this is the identity of a mobile subscriber: 15 digits. */
export function isImsi(text: string): boolean {
  return /^[0-9]{15}$/.test(text);
}

/** `count` decimal digits (at most 18) that depend on `source` alone. */
function digits(source: string, count: number): string {
  const number = createHash('sha256').update(source).digest().readBigUInt64BE() % 10n ** BigInt(count);
  return number.toString().padStart(count, '0');
}

function pairs(hex: string): string {
  return hex.match(/../g)?.join('-') ?? '';
}

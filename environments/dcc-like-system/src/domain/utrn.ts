import { luhnDigit } from './identifiers';

/**
 * A Unique Transaction Reference Number. MODEL: six digits of pence, thirteen of a serial number, a check digit by Luhn; the
 * real number carries a cryptogram, and for SMETS1 the DCC's systems make it.
 */
export interface Utrn {
  readonly pence: number;
  readonly serial: string;
}

/**
 * Reads twenty digits; undefined when the check digit is wrong.
 * @param isRight whether the check digit of twenty digits is right
 */
export function readUtrn(digits: string, isRight: (digits: string) => boolean = hasCheckDigit): Utrn | undefined {
  if (!/^[0-9]{20}$/.test(digits)) return undefined;
  if (!isRight(digits)) return undefined;
  return { pence: Number(digits.slice(0, 6)), serial: digits.slice(6, 19) };
}

function hasCheckDigit(digits: string): boolean {
  return digits.slice(19) === luhnDigit(digits.slice(0, 19));
}

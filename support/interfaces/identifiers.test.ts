import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkDigitOfMpan,
  checkDigitsOfMprn,
  isIccid,
  isMpan,
  isMprn,
  withWrongMpanCheckDigit,
  withWrongMprnCheckDigits,
} from './identifiers';

const digits = (length: number): fc.Arbitrary<string> =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((list) => list.join(''));

describe('an MPAN', () => {
  it.each(['1000000000012', '1200000000020', '1400000000039', '2000000000042', '2300000000055', '1012345678806'])(
    '%s is right',
    (mpan) => expect(isMpan(mpan)).toBe(true),
  );
  it.each(['1312345678111', '101234567880', '10123456788066', '10123456788O6'])('%s is wrong', (mpan) =>
    expect(isMpan(mpan)).toBe(false),
  );
  it('has exactly one right last digit', () => {
    fc.assert(
      fc.property(digits(12), (base) => {
        const right = Array.from('0123456789').filter((digit) => isMpan(base + digit));
        expect(right).toEqual([String(checkDigitOfMpan(base))]);
        expect(isMpan(withWrongMpanCheckDigit(base + right.join('')))).toBe(false);
      }),
    );
  });
});

describe('an MPRN', () => {
  it.each(['1000000109', '2000000207', '3000000305', '7400000400', '800000506', '3938424403'])('%s is right', (mprn) =>
    expect(isMprn(mprn)).toBe(true),
  );
  it.each(['3938424404', '39384', '39384244033', ''])('%s is wrong', (mprn) => expect(isMprn(mprn)).toBe(false));
  it('is spoilt by other check digits', () => {
    fc.assert(
      fc.property(digits(8), (base) => {
        const mprn = base + checkDigitsOfMprn(base);
        expect(isMprn(mprn)).toBe(true);
        expect(isMprn(withWrongMprnCheckDigits(mprn))).toBe(false);
      }),
    );
  });
});

describe('the number of a SIM', () => {
  it('ends by Luhn', () => {
    fc.assert(
      fc.property(digits(16), (tail) => {
        const right = Array.from('0123456789').filter((digit) => isIccid(`89${tail}${digit}`));
        expect(right.map((digit) => luhn(`89${tail}${digit}`))).toEqual([true]);
      }),
    );
  });
});

function luhn(text: string): boolean {
  const doubled = [0, 2, 4, 6, 8, 1, 3, 5, 7, 9];
  const sum = Array.from(text)
    .reverse()
    .reduce((total, digit, index) => total + (index % 2 ? (doubled[Number(digit)] ?? 0) : Number(digit)), 0);
  return sum % 10 === 0;
}

import { describe, expect, it } from 'vitest';
import {
  identifiersFor,
  isEui64,
  isIccid,
  isImsi,
  isMpan,
  isMprn,
  luhnDigit,
  mpanCheckDigit,
  mprnCheckDigits,
} from './identifiers';

describe('check digits', () => {
  it.each(['1000000000012', '1200000000020', '1400000000039', '2000000000042', '2300000000055', '1012345678806'])(
    'accepts the MPAN %s',
    (mpan) => expect(isMpan(mpan)).toBe(true),
  );

  it.each(['1000000000013', '1312345678111', '100000000001', '10000000000120', '10000000000a2', ''])(
    'refuses the MPAN "%s"',
    (mpan) => expect(isMpan(mpan)).toBe(false),
  );

  it.each(['3938424403', '1000000109', '2000000207', '7400000400', '800000506'])('accepts the MPRN %s', (mprn) =>
    expect(isMprn(mprn)).toBe(true),
  );

  it.each(['3938424404', '39384244031', '03', 'x938424403'])('refuses the MPRN "%s"', (mprn) =>
    expect(isMprn(mprn)).toBe(false),
  );

  it('computes them', () => {
    expect(mpanCheckDigit('101234567880')).toBe('6');
    expect(mprnCheckDigits('39384244')).toBe('03');
    expect(luhnDigit('7992739871')).toBe('3');
  });
});

describe('identifiersFor', () => {
  it('gives valid identifiers', () => {
    for (let n = 0; n < 200; n += 1) {
      const made = identifiersFor('a seed', `installation ${n}`);
      expect(isMpan(made.importMPAN)).toBe(true);
      expect(isMprn(made.mprn)).toBe(true);
      expect(isIccid(made.iccid)).toBe(true);
      expect(isImsi(made.imsi)).toBe(true);
      expect(isEui64(made.deviceId('GSME'))).toBe(true);
    }
  });

  it('gives the same for the same seed and reference, and others for others', () => {
    const plain = ({ importMPAN, mprn, iccid, imsi }: ReturnType<typeof identifiersFor>): string[] => [
      importMPAN,
      mprn,
      iccid,
      imsi,
    ];
    expect(plain(identifiersFor('s', 'one'))).toEqual(plain(identifiersFor('s', 'one')));
    for (const other of [identifiersFor('s', 'two'), identifiersFor('t', 'one')]) {
      plain(other).forEach((value, index) => expect(value).not.toBe(plain(identifiersFor('s', 'one'))[index]));
    }
  });

  it('gives every device of an installation its own id, hub and gas proxy with one tail', () => {
    const { deviceId } = identifiersFor('s', 'one');
    const ids = (['CHF', 'ESME', 'GSME', 'GPF', 'PPMID', 'IHD'] as const).map(deviceId);
    expect(new Set(ids).size).toBe(6);
    expect(deviceId('CHF').slice(-11)).toBe(deviceId('GPF').slice(-11));
  });
});

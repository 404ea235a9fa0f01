import { describe, expect, it } from 'vitest';
import { isInstant } from './csv-file';

describe('an instant in a file', () => {
  it.each(['2019-06-03T08:00:00Z', '2020-02-29T23:59:59Z', '2019-12-31T00:00:00+01:00'])('is "%s"', (text) => {
    expect(isInstant(text)).toBe(true);
  });

  it.each([
    '2019-06-31T08:00:00Z',
    '2019-02-29T08:00:00Z',
    '2019-13-01T08:00:00Z',
    '2019-06-03T25:00:00Z',
    '2019-06-03',
    '2019-06-03T08:00:00',
    '',
  ])('is not "%s"', (text) => {
    expect(isInstant(text)).toBe(false);
  });
});

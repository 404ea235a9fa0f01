import { describe, expect, it } from 'vitest';
import { agreeing } from './agreement';

describe('a number and what it counts', () => {
  it.each([
    ['two installation', 'two installations'],
    ['an installations', 'an installation'],
    ['a installation', 'an installation'],
    ['an migrated installation', 'a migrated installation'],
    ['a further installations without WAN', 'a further installation without WAN'],
    ['3 hour passes', '3 hours pass'],
    ['a hour pass', 'an hour passes'],
    ['30 scheduled reading', '30 scheduled readings'],
    ['1 service request have reached the S1SP', '1 service request has reached the S1SP'],
    ['2 service request has reached the S1SP', '2 service requests have reached the S1SP'],
  ])('do not agree in "%s"', (text, agreed) => {
    expect(agreeing(text)).toBe(agreed);
  });

  it.each([
    'no service request has reached the S1SP',
    'the logs from 3 to 1 hours ago',
    '40 installations a day',
    'the second installation',
    'the half hours of its day',
    '<count> scheduled readings',
    'its migration day',
  ])('agree in "%s"', (text) => {
    expect(agreeing(text)).toBe(text);
  });
});

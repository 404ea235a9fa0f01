import { describe, expect, it } from 'vitest';
import { mendedForms, mendedWhole } from './slips';

const anything = (): boolean => true;

describe('a value in another form', () => {
  it.each([
    ['it is 28/02/2020', 'it is 28 February 2020'],
    ['it is February 3rd, 2020', 'it is 3 February 2020'],
    ['it is 13/13/2020', undefined],
    ['at 12am', 'at 00:00'],
    ['at 12:15 pm', 'at 12:15'],
    ['at 6.30pm', 'at 18:30'],
    ['at 06:30', undefined],
    ['£1,250.5 and -£3', '£1250.50 and £3.00'],
    ['for 0.5 days', 'for 12 hours'],
    ['for 1.001 hours', undefined],
    ['for 90 mins', 'for 90 minutes'],
    ['an hour and a half', '90 minutes'],
    ['the half hours of its day', undefined],
  ])('%s', (text, mended) => {
    expect(mendedForms(text)?.text).toBe(mended);
  });

  it('is told of with every other one', () => {
    expect(mendedForms('£3 in 2 hrs')).toEqual({
      text: '£3.00 in 2 hours',
      message:
        'an amount of money is written like £2.50: with two digits of pence, and without a sign. And a length of time is a whole number of minutes, hours, days or weeks.',
    });
  });
});

describe('what features say in another way', () => {
  it.each([
    ['I wait a day', 'a day passes'],
    ['we wait for 1 day', '1 day passes'],
    ['the migration of the second installation does not stop', 'the second installation is migrated'],
    ['The third installation fails', 'the Commissioning Outcome File reports the third installation as not migrated'],
    ['two dormant installations', 'two installations'],
    ['a dormant installation without WAN', 'an installation without WAN'],
    ['the gas supplier receives no alert', 'the gas supplier has received no alert'],
  ])('%s', (text, instead) => {
    expect(mendedWhole(text, (one) => one === instead)?.text).toBe(instead);
  });

  it('is offered only where it is a step', () => {
    expect(mendedWhole('I wait a day', () => false)).toBeUndefined();
    expect(mendedWhole('the migration stops', anything)).toBeUndefined();
  });
});

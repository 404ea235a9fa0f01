import { describe, expect, it } from 'vitest';
import { mendedForms, mendedWhole, unsayable } from './slips';

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
    ['at 24:00 or at noon', 'at 00:00 or at 12:00'],
    ['at 06:30:00', 'at 06:30'],
    ['for 2 hours 30 minutes', 'for 150 minutes'],
    ['for 2:05 hours', 'for 125 minutes'],
    ['it is Mon, 3 June 2019', 'it is 3 June 2019'],
    ['it is 3 June 19', 'it is 3 June 2019'],
    ['at weekends and on Sundays', undefined],
    ['thirteen of ninety-nine and of twenty', '13 of 99 and of 20'],
    ['half a dozen, a dozen or a couple of readings', 'six, twelve or two readings'],
    ['a hundred or two thousand', '100 or 2000'],
    ['1,000 installations', '1000 installations'],
    ['0.5 kW, 3kW and 1.5 kWh', '500 W, 3000 W and 1500 Wh'],
    ['0.0005 kW', undefined],
    ['253 V and 207 V', '253 and 207 V'],
    ['1.5 and 2 kW', '1500 and 2000 W'],
    ['25p and 1 penny', '25 pence and 1 pence'],
    ['25% or 30 percent', '25 per cent or 30 per cent'],
    ['an installation of DMC IOC-01', 'an installation'],
    ['a MOC-02 installation', 'an installation'],
    ['with ""SIM-WHL-02""', 'with "SIM-WHL-02"'],
    ['stops # on its day', 'stops'],
    ['two installation', 'two installations'],
  ])('%s', (text, mended) => {
    expect(mendedForms(text)?.text).toBe(mended);
  });

  it('is told of with every other one', () => {
    expect(mendedForms('£3 in 2 hrs')).toEqual({
      text: '£3.00 in 2 hours',
      message:
        'a length of time is a whole number of minutes, hours, days or weeks. And an amount of money is written like £2.50: with two digits of pence, and without a sign.',
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

describe('what is meant where it makes a step of the whole', () => {
  it.each([
    ['to £0.04', 'to 4 pence'],
    ['to £12.50', 'to 1250 pence'],
    ['of 250 pence', 'of £2.50'],
    ['of 10', 'of £10.00'],
    ['of 10.00', 'of £10.00'],
    ['installation without WAN', 'an installation without WAN'],
    ['migrated installation', 'a migrated installation'],
  ])('%s', (text, meant) => {
    expect(mendedWhole(text, (one) => one === meant)?.text).toBe(meant);
    expect(mendedForms(text)).toBeUndefined();
  });
});

describe('a value that no step takes', () => {
  it.each([
    ['the twentieth installation', 'the tenth installation', 'twentieth'],
    ['at 25:00', 'at 06:30', '25:00'],
    ['a year passes', 'two hours passes', 'a year'],
    ['to 12.5 pence', 'to 12 pence', '12.5 pence'],
  ])('%s', (text, sayable, fragment) => {
    expect(unsayable(text, (one) => one === sayable)?.fragment).toBe(fragment);
  });

  it('is named only where nothing else is wrong', () => {
    expect(unsayable('a year goes by', () => false)).toBeUndefined();
  });
});

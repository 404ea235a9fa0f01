import { expect, it } from 'vitest';
import { nameInWords, valueInWords } from './device-values';

it.each([
  ['balance', 327_295, false, '£3.27 (exactly £3.27295)'],
  ['balance', -50_000, false, '-£0.50'],
  ['paymentDebt', 0, true, '£0.00'],
  ['register', 8_764_828, false, '8764.828 kWh'],
  ['register', 3_561_706, true, '3561.706 m³'],
  ['clockAhead', -30, false, '-30 s'],
  ['keyVersion', 2, false, '2'],
  ['hasFormerKey', false, false, 'no'],
  ['settings', { unitPrice: '1500', loadLimit: 'off' }, false, 'unit price 15 pence, load limit off'],
  ['settings', { loadLimit: '3000', paymentDebt: '800000' }, false, 'load limit 3000 W, payment debt £8.00'],
  ['settings', {}, false, undefined],
  ['message', '', false, undefined],
  ['counters', { s1sp: '1' }, false, undefined],
])('%s %j is read as people read it', (name, value, isGas, expected) => {
  expect(valueInWords(name, value, isGas)).toBe(expected);
});

it('says names in words', () => {
  expect(nameInWords('paymentMode')).toBe('payment mode');
});

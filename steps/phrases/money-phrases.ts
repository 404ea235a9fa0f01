/** Requests about tariffs, prices, balances, top-ups and debts. */
import { luhnDigit } from '../../support/interfaces/identifiers';
import { dated, type ServiceRequest } from '../../support/interfaces/duis/request';
import { dayTariff } from '../../support/interfaces/duis/requests/day-tariffs';
import {
  setDebt,
  setPrepayment,
  topUp,
  updateBalance,
  updateDebt,
  updatePaymentMode,
  updatePrepayment,
  utrnOf,
} from '../../support/interfaces/duis/requests/payment';
import { plainRead } from '../../support/interfaces/duis/requests/reads';
import { gasBlocks, richDebt, richLimits, richTariff } from '../../support/interfaces/duis/requests/rich';
import {
  setTariff,
  unpricedTariff,
  tariffWithoutFirstPrice,
  updatePrice,
  updateTariff,
} from '../../support/interfaces/duis/requests/tariff';
import { calendarDay } from './basic-types';
import { quietDays } from './calendar-phrases';
import type { OrderContext, Phrase } from './service-phrases';
import { poundsIn } from './words';

/** Execution time that takes back what waits (RECOLLECTION medium, as published). */
const TAKES_BACK = new Date('3000-12-31T00:00:00Z');
const MILLIPENCE_PER_POUND = 100_000;
/** Standing charge of every tariff of the scenarios, in pence a day. */
const STANDING = 30;

/** The last request of a variant that the user sent. @throws Error when it sent none */
function lastOf({ user }: OrderContext, variant: string): ServiceRequest {
  const last = user.sent.findLast(({ request }) => request.variant === variant);
  if (last === undefined) throw new Error(`${user.name} has sent no ${variant} yet.`);
  return last.request;
}

const MONEY: readonly Phrase[] = [
  [
    'sets the tariff of {target} to {number} pence by day and {number} pence by night',
    ({ fuel }, [day, night]) => updateTariff(fuel, { day: Number(day), night: Number(night), standing: STANDING }),
    '1.1.1',
  ],
  [
    'sets the tariff of {target} to {number} pence',
    ({ fuel }, [day]) => updateTariff(fuel, { day: Number(day), standing: STANDING }),
    '1.1.1',
  ],
  [
    'sets the tariff of {target} to {number} pence on working days, {number} pence at weekends and {number} pence on {calendarDay}',
    ({ fuel }, [weekday, weekend, special, day = '']) =>
      dayTariff(fuel, {
        ...{ weekday: Number(weekday), weekend: Number(weekend), special: Number(special) },
        ...{ date: calendarDay.read(day), standing: STANDING },
      }),
    '1.1.1',
  ],
  [
    'sets a tariff with seasons, special days, registers and blocks on {target}',
    ({ fuel }) => setTariff(fuel, richTariff(fuel)),
    '1.1.1',
  ],
  [
    'sets a tariff of gas in blocks, with seasons and special days, on {target}',
    ({ fuel }) => setTariff(fuel, gasBlocks()),
    '1.1.1',
  ],
  [
    'sets every limit of prepayment of {target}, with times without disablement by season and day',
    ({ fuel }) => setPrepayment(fuel, richLimits(fuel)),
    '2.1',
  ],
  ['sets debts of every kind on {target}', ({ fuel }) => setDebt(fuel, richDebt(fuel)), '2.3'],
  [
    'puts {target} into prepayment mode that disables the supply at {pounds} and suspends debt without supply',
    (_context, [pounds = '']) =>
      updatePaymentMode('Prepayment', {
        suspendDebtDisabled: true,
        suspendDebtEmergency: false,
        disablementThreshold: Math.round(poundsIn(pounds) * MILLIPENCE_PER_POUND),
      }),
    '1.6',
  ],
  [
    'puts {target} into prepayment mode that suspends debt while emergency credit is in use',
    () =>
      updatePaymentMode('Prepayment', {
        suspendDebtDisabled: false,
        suspendDebtEmergency: true,
        disablementThreshold: 0,
      }),
    '1.6',
  ],
  [
    'sets a tariff with an unpriced register on {target}',
    () => unpricedTariff({ day: 20, night: 10, standing: STANDING }),
    '1.1.1',
  ],
  [
    'sets a tariff whose first register has no price on {target}',
    () => tariffWithoutFirstPrice({ day: 20, night: 10, standing: STANDING }),
    '1.1.1',
  ],
  [
    'sets a tariff of the other fuel on {target}',
    ({ fuel }) => updateTariff(fuel === 'gas' ? 'electricity' : 'gas', { day: 20, standing: STANDING }),
    '1.1.1',
  ],
  [
    'sets the price of {target} to {number} pence',
    ({ fuel }, [day]) => updatePrice(fuel, { day: Number(day), standing: STANDING }),
    '1.2.1',
  ],
  [
    'cancels the future-dated price of {target}',
    ({ fuel }) => dated(updatePrice(fuel, { day: 0, standing: 0 }), TAKES_BACK),
    '1.2.1',
  ],
  [
    'adds {pounds} to the balance of {target}',
    (_context, [pounds = '']) => updateBalance('Prepayment', poundsIn(pounds)),
    '1.5',
  ],
  [
    'takes {pounds} from the balance of {target}',
    (_context, [pounds = '']) => updateBalance('Prepayment', -poundsIn(pounds)),
    '1.5',
  ],
  ['resets the balance of {target}', () => updateBalance('Prepayment'), '1.5'],
  [
    'puts {target} into {paymentMode} mode',
    (_context, [mode]) => updatePaymentMode(mode === 'credit' ? 'Credit' : 'Prepayment'),
    '1.6',
  ],
  [
    'sets the emergency credit of {target} to {pounds} and its non-disablement period to begin at {time}',
    ({ fuel }, [pounds = '', quiet = '']) =>
      updatePrepayment(fuel, {
        emergencyCredit: poundsIn(pounds),
        emergencyThreshold: poundsIn(pounds),
        quietFrom: `${quiet}:00`,
      }),
    '2.1',
  ],
  [
    'sets the emergency credit of {target} to {pounds} and its non-disablement period to begin at {time} on {quietDays}',
    ({ fuel }, [pounds = '', quiet = '', days = '']) =>
      updatePrepayment(fuel, {
        emergencyCredit: poundsIn(pounds),
        emergencyThreshold: poundsIn(pounds),
        quietFrom: `${quiet}:00`,
        quietOn: quietDays.read(days),
      }),
    '2.1',
  ],
  ['tops up {target} by {pounds}', ({ serial }, [pounds = '']) => topUp(utrnOf(poundsIn(pounds), serial())), '2.2'],
  ['tops up {target} with the UTRN of its last top-up', (context) => lastOf(context, '2.2'), '2.2'],
  [
    'tops up {target} with a mistyped UTRN',
    ({ serial }) => {
      const utrn = utrnOf(10, serial());
      return topUp(`${utrn.slice(0, -1)}${String((Number(luhnDigit(utrn.slice(0, -1))) + 1) % 10)}`);
    },
    '2.2',
  ],
  [
    'sets a debt of {pounds} on {target}, recovered at {number} per cent of each top-up',
    ({ fuel }, [pounds = '', percent]) => updateDebt(fuel, { payment: poundsIn(pounds), percent: Number(percent) }),
    '2.3',
  ],
  ['activates the emergency credit of {target}', () => plainRead('2.5', 'ActivateEmergencyCredit'), '2.5'],
];

/** What a supplier changes of the money of a meter. */
export const MONEY_CHANGES: readonly Phrase[] = [...MONEY];

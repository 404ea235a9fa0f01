import type { PrepaymentConfiguration } from '../../../domain/meter/payment';
import { defect, rule } from '../../../kernel/defect';
import { METER_ACTIONS } from '../meter/actions';
import { CREDIT } from '../meter/credit';

type Calendar = PrepaymentConfiguration['nonDisablement'];

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];

/** Seeded defects of the limits and calendars of prepayment. */
export const PREPAYMENT_DEFECTS = [
  // Whatever somebody pays is credit.
  defect(
    'devices-take-any-credit',
    rule(METER_ACTIONS, 'actions', (right) => ({
      ...right,
      'top-up': (meter, argument, now) => {
        const { configuration } = meter;
        meter.configuration = { ...configuration, maxCreditThreshold: Infinity, maxMeterBalance: Infinity };
        const effect = right['top-up'](meter, argument, now);
        meter.configuration = configuration;
        return effect;
      },
    })),
  ),
  defect(
    'devices-ignore-weekdays-without-disablement',
    rule(CREDIT, 'isProtected', (right) => (calendar, at) => right(onEveryDay(calendar), at)),
  ),
  defect(
    'devices-ignore-special-days-without-disablement',
    rule(CREDIT, 'isProtected', (right) => (calendar, at) => right(withoutSpecialDays(calendar), at)),
  ),
];

function onEveryDay(calendar: Calendar): Calendar {
  if (calendar.fuel === 'gas') return calendar;
  const schedules = calendar.schedules.map((schedule) =>
    schedule.weekdays.length === 0 ? schedule : { ...schedule, weekdays: EVERY_DAY },
  );
  return { ...calendar, schedules };
}

function withoutSpecialDays(calendar: Calendar): Calendar {
  return calendar.fuel === 'gas' ? calendar : { ...calendar, specialDays: [] };
}

import type { DatePattern, DayCalendar } from '../../../models/meter/day-calendar';
import type { QuietCalendar } from '../../../models/meter/disablement';
import type { Fuel, Numbered, SwitchingTable, TariffDay } from '../../../models/meter/tariff';
import { WEEKDAYS } from '../calendar-in';
import { group, indexed, marked, value, type Field } from './fields';

/** How answers say calendars, by the message mapping catalogue: each fuel has names of its own. */

/** Elements of one name, each with the index that it has. */
export function numbered(name: string, values: readonly Numbered[]): Field[] {
  return values.flatMap((one) => marked(name, { index: one.index }, String(one.value)));
}

/** A part of a date: what it says, or that it is open. */
function part(name: string, specified: string, open: string, said: number | undefined): Field[] {
  return group(name, said === undefined ? group(open) : value(specified, said));
}

function dateFields(fuel: Fuel, { year, month, day, weekday }: DatePattern): Field[] {
  const named = (what: string): string => (fuel === 'gas' ? `Gas${what}WithWildcards` : what);
  const openDay = fuel === 'gas' ? 'GasNonSpecifiedDayOfMonth' : 'NonSpecifiedDayOfMonth';
  const counted = { last: 'LastDayOfMonth', 'second-last': 'SecondLastDayOfMonth' } as const;
  return [
    ...part(named('Year'), 'SpecifiedYear', 'NonSpecifiedYear', year),
    ...part(named('Month'), 'SpecifiedMonth', 'NonSpecifiedMonth', month),
    ...(typeof day === 'string'
      ? group(named('DayOfMonth'), group(counted[day]))
      : part(named('DayOfMonth'), 'SpecifiedDayOfMonth', openDay, day)),
    ...part(named('DayOfWeek'), 'SpecifiedDayOfWeek', 'NonSpecifiedDayOfWeek', weekday),
  ];
}

/** What the elements are called in which weeks, seasons and special days refer to day profiles. */
interface CalendarNames {
  readonly week: string;
  readonly seasons: string;
}

function weeksAndSeasons(fuel: Fuel, { weeks, seasons }: DayCalendar, names: CalendarNames): Field[] {
  return [
    ...group(
      'WeekProfiles',
      ...weeks.map(({ name, days }) => group('WeekProfile', value('WeekName', name), indexed(names.week, days))),
    ),
    ...group(
      names.seasons,
      ...seasons.map(({ name, start, week }) =>
        group(
          'Season',
          value('SeasonName', name),
          group('SeasonStartDate', dateFields(fuel, start)),
          value('ReferencedWeekName', week),
        ),
      ),
    ),
  ];
}

function specialDays(fuel: Fuel, name: string, { specialDays: days }: DayCalendar, profile: string): Field[] {
  return group(
    name,
    ...days.map(({ date, day }) => group('SpecialDay', group('Date', dateFields(fuel, date)), value(profile, day))),
  );
}

/** A day profile of a tariff; one of gas has what counts all day. */
function tariffDay(fuel: Fuel, { name, switches }: TariffDay): Field[] {
  if (fuel === 'gas') {
    const counts = switches[0]?.counts ?? { register: 1 };
    const action = 'register' in counts ? value('TOUTariffAction', counts.register) : group('BlockTariff');
    return group('DayProfile', value('DayName', name), action);
  }
  const schedules = switches.flatMap(({ start, counts }) =>
    group(
      'ProfileSchedule',
      value('StartTime', start),
      'register' in counts ? value('TOUTariffAction', counts.register) : value('BlockTariffAction', counts.matrix),
    ),
  );
  return group('DayProfile', value('Day', name), schedules);
}

/** When which price of a tariff holds, with its special days. */
export function switchingTable(fuel: Fuel, table: SwitchingTable): Field[] {
  const week = fuel === 'gas' ? 'ReferencedDay' : 'ReferencedElecDay';
  return [
    ...group(
      'TariffSwitchingTable',
      group('DayProfiles', ...table.days.map((day) => tariffDay(fuel, day))),
      weeksAndSeasons(fuel, table, { week, seasons: 'Seasons' }),
    ),
    ...specialDays(fuel, 'TariffSwitchingTableSpecialDays', table, 'ReferencedDay'),
  ];
}

/** When a meter does not disable the supply. */
export function quietCalendar(calendar: QuietCalendar): Field[] {
  if (calendar.fuel === 'gas') {
    const days = calendar.days.map(({ name, actions }) =>
      group(
        'GasNonDisablementDayProfile',
        ...actions.map(({ start, script }, index) =>
          marked('TimeStartAction', { index: index + 1 }, [
            ...value('StartTime', start),
            ...value('NonDisablementAction', script),
          ]),
        ),
        value('GasDayName', name),
      ),
    );
    return [
      ...group('DayProfiles', ...days),
      ...weeksAndSeasons('gas', calendar, { week: 'ReferencedDayName', seasons: 'SeasonProfiles' }),
      ...specialDays('gas', 'SpecialDays', calendar, 'ReferencedDayName'),
    ];
  }
  const special = calendar.specialDays.map(({ index, date }) =>
    marked('SpecialDay', { index }, dateFields('electricity', date)),
  );
  const schedules = calendar.schedules.map(({ script, specialDays: days, weekdays, at, from, to }) =>
    group(
      'ElectricityNonDisablementSchedule',
      value('NonDisablementScript', script),
      group(
        'SpecialDaysApplicability',
        ...days.map((day) => group('SpecialDayApplicability', value('SpecialDayID', day))),
      ),
      group(
        'DaysOfWeekApplicability',
        ...weekdays.map((day) => group('DayOfWeekApplicability', value('DayOfWeekID', WEEKDAYS[day - 1]))),
      ),
      group('ScheduleDatesAndTime', value('SwitchTime', at), value('StartDate', from), value('EndDate', to)),
    ),
  );
  return [...group('ElectricitySpecialDays', ...special), ...schedules.flat()];
}

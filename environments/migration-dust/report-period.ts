const DAY = 86_400_000;

/** A stretch of time, as instants in ISO 8601: the first that belongs to it, and the first after it. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

/** Later than any time of the test environment. */
const ALWAYS: Period = { from: '', to: '9999' };

/** The period of a report: `YYYY-MM-DD`, a week `YYYY-Www` by ISO 8601, or without one everything until now. */
export function periodOf(name: string | undefined): Period {
  if (name === undefined) return ALWAYS;
  const [year = '', week] = name.split('-W');
  if (week === undefined) return daysFrom(Date.parse(name), 1);
  // The fourth of January lies in the first week, which begins on a Monday.
  const fourth = new Date(`${year}-01-04`);
  const monday = fourth.getTime() - ((fourth.getUTCDay() + 6) % 7) * DAY;
  return daysFrom(monday + (Number(week) - 1) * 7 * DAY, 7);
}

function daysFrom(begin: number, days: number): Period {
  return { from: new Date(begin).toISOString(), to: new Date(begin + days * DAY).toISOString() };
}

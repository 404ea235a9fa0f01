/** What stands for the instant of a header record and is none of ISO 8601 with a time zone, by how a scenario says it. */
const WRONG_INSTANTS: Readonly<Record<string, string>> = {
  'a day alone as the time of its header record': '2019-06-03',
  'a time without a zone in its header record': '2019-06-03T08:00:00',
  'a time without seconds in its header record': '2019-06-03T08:00Z',
  'a time in words in its header record': '3 June 2019 08:00:00 UTC',
  'a time of the 13th month in its header record': '2019-13-03T08:00:00Z',
  'a time of 31 June in its header record': '2019-06-31T08:00:00Z',
  'a time of the 25th hour in its header record': '2019-06-03T25:00:00Z',
  'a number of milliseconds as the time of its header record': '1559548800000',
};

/** The faults of a file whose header record holds such an instant. */
export function wrongInstants<F>(fault: (createdAt: string) => F): Record<string, F> {
  return Object.fromEntries(Object.entries(WRONG_INSTANTS).map(([said, createdAt]) => [said, fault(createdAt)]));
}

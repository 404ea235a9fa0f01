import { code, count } from './basic-types';
import { wordsType, type ParameterType } from './parameter-type';
import { phrasesType } from './phrases-type';
import { figures, type Figures } from './report-phrases';

/** Of which time a report is: of now, or the first that was kept of its kind. */
export type ReportTime = 'now' | 'first';

const reportTime = wordsType<ReportTime>(
  { name: 'reportTime', meaning: 'of which time a report of Migration DUST is' },
  { 'as things stand': 'now', 'of the first day': 'first', 'of the first week': 'first' },
);

/** What a report that a participant reads is expected to hold. */
export type DustReportFinding =
  | { readonly kind: 'portfolio'; readonly time: ReportTime; readonly figures: Figures }
  | { readonly kind: 'schedule'; readonly time: ReportTime; readonly installations: number }
  | { readonly kind: 'errors'; readonly time: ReportTime; readonly failures: number; readonly code?: string }
  | { readonly kind: 'every'; readonly as: 'csv' | 'given by the control centre' };

const dustReport = phrasesType<DustReportFinding>(
  {
    name: 'dustReport',
    meaning: 'a report of Migration DUST, and what it counts',
    example: 'the schedule as things stand, with one installation',
    parts: [reportTime, figures],
  },
  [
    [
      'the portfolio {reportTime}, with {figures}',
      ([time = '', counts = '']) => ({
        kind: 'portfolio',
        time: reportTime.read(time),
        figures: figures.read(counts),
      }),
    ],
    [
      'the schedule {reportTime}, with {count} installation(s)',
      ([time = '', installations = '']) => ({
        kind: 'schedule',
        time: reportTime.read(time),
        installations: count.read(installations),
      }),
    ],
    [
      'the errors by code {reportTime}, with {count} failed attempt(s)',
      ([time = '', failures = '']) => ({ kind: 'errors', time: reportTime.read(time), failures: count.read(failures) }),
    ],
    [
      'the errors by code {reportTime}, with {count} attempt(s) that failed with {code}',
      ([time = '', failures = '', quoted = '']) => ({
        kind: 'errors',
        time: reportTime.read(time),
        failures: count.read(failures),
        code: code.read(quoted),
      }),
    ],
    ['each report as CSV with the rows of the report', () => ({ kind: 'every', as: 'csv' })],
    [
      'each report with all that the Migration Control Centre reports',
      () => ({ kind: 'every', as: 'given by the control centre' }),
    ],
  ],
);

/** Phrases of the steps about the reports of Migration DUST. */
export const DUST_REPORT_PHRASES: readonly ParameterType[] = [reportTime, dustReport];

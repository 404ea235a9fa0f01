import { area } from '../../../kernel/rules';
import type { CurrentReport, KeptReport, ReportRow } from '../reports/report';
import { installationsFor, outcomesFor } from '../supplier-views';
import { installationsPage } from './pages';

/** What the pages of the portal show a supplier (EUI): the same as its interface gives. */
export const PORTAL = area('mcc-portal', {
  installations: installationsFor,
  installationsPage,
  outcomes: outcomesFor,
  /** The rows of a report on its page. */
  reportRows: ({ rows }: KeptReport | CurrentReport): readonly ReportRow[] => rows,
});

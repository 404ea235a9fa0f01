import { area } from '../../../kernel/rules';
import type { CurrentReport, KeptReport, ReportRow } from '../reports/report';
import { requireAuthorisation, requireOutcomeFile } from '../supplier-routes';
import { installationFor, installationsFor, outcomesFor } from '../supplier-views';
import { installationsPage } from './pages';

/** What the pages of the portal show a supplier (EUI): the same as its interface gives. */
export const PORTAL = area('mcc-portal', {
  /** No browser keeps a page: whoever goes back after signing out sees nothing. */
  cacheControl: 'no-store',
  /** Pages and files that are asked for by their address. */
  authorisation: requireAuthorisation,
  result: requireAuthorisation,
  installation: installationFor,
  outcomeFile: requireOutcomeFile,
  installations: installationsFor,
  installationsPage,
  outcomes: outcomesFor,
  /** The rows of a report on its page. */
  reportRows: ({ rows }: KeptReport | CurrentReport): readonly ReportRow[] => rows,
});

import { CALLERS } from '../../../kernel/callers';
import { defect, rule } from '../../../kernel/defect';
import { DEMAND_FILES } from '../demand/demand-records';
import { DEMAND_VIEWS } from '../demand/demand-views';
import { SUBMISSIONS } from '../mcc-records';
import { SUPPLIER_VIEWS } from '../supplier-views';
import { SUPPLIERS } from '../suppliers';

/** Seeded defects of who may call the Migration Control Centre, and of what they may ask for. */
export const ACCESS_DEFECTS = [
  defect(
    'mcc-lets-any-party-operate',
    rule(CALLERS, 'mayCall', (right) => (party, route) => route.url.startsWith('/operator') || right(party, route)),
  ),
  defect(
    'mcc-takes-anybody-for-a-supplier',
    rule(SUPPLIERS, 'mayCall', () => () => true),
  ),
  defect(
    'mcc-lists-every-authorisation',
    rule(SUPPLIER_VIEWS, 'submissionsOf', () => () => ''),
  ),
  // Whoever knows a name is given what bears it.
  defect(
    'mcc-gives-authorisations-to-all',
    rule(
      SUPPLIER_VIEWS,
      'newestSubmission',
      (right) => (work, supplier, stem) =>
        right(work, supplier, stem) ?? work.list(SUBMISSIONS).findLast(({ value }) => value.stem === stem)?.value,
    ),
  ),
  defect(
    'mcc-lists-every-installation',
    rule(SUPPLIER_VIEWS, 'isListed', () => () => true),
  ),
  defect(
    'mcc-gives-installations-to-all',
    rule(SUPPLIER_VIEWS, 'mayRead', () => () => true),
  ),
  defect(
    'mcc-gives-outcomes-to-all',
    rule(SUPPLIER_VIEWS, 'mayFetch', () => () => true),
  ),
  defect(
    'mcc-gives-demand-files-to-all',
    rule(
      DEMAND_VIEWS,
      'filesNamed',
      () => (work, _supplier, name) =>
        work.list(DEMAND_FILES).flatMap(({ value }) => (value.name === name ? [value] : [])),
    ),
  ),
];

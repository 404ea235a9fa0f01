import { defect, rule } from '../../../kernel/defect';
import { DEMAND_VIEWS } from '../demand/demand-views';
import { PORTAL } from '../portal/portal-rules';
import { SUPPLIER_VIEWS } from '../supplier-views';
import { SUBMISSIONS } from '../mcc-records';

/** Seeded defects of what is listed to suppliers. */
export const LIST_DEFECTS = [
  defect(
    'mcc-lists-newest-first',
    rule(SUPPLIER_VIEWS, 'inOrder', (right) => (one, other) => right(other, one)),
  ),
  // What was allocated stands in the place of what was wanted.
  defect(
    'mcc-csv-mixes-up-columns',
    rule(
      DEMAND_VIEWS,
      'lineOf',
      (right) => (share) => right({ ...share, demand: share.allocated, allocated: share.demand }),
    ),
  ),
  defect(
    'mcc-portal-lists-no-mprns',
    rule(
      PORTAL,
      'installationsPage',
      (right) => (list) => right(list.map(({ mprn: _mprn, ...installation }) => installation)),
    ),
  ),
  // Whatever stem is asked for: the newest authorisation of the supplier.
  defect(
    'mcc-answers-for-any-stem',
    rule(
      SUPPLIER_VIEWS,
      'newestSubmission',
      (right) => (work, supplier, stem) =>
        right(work, supplier, stem) ?? work.list(SUBMISSIONS, `${supplier}/`).at(-1)?.value,
    ),
  ),
];

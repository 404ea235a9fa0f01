import { defect, entry, reverse, rule } from '../../../kernel/defect';
import { AUTHORISATION_FILES } from '../authorisations/file-checks';
import { AUTHORISATION_ROWS } from '../authorisations/rows';

/** Rows that make a file long. */
const LONG_FILE = 1000;

/** Seeded defects of the validation of authorisations. */
export const AUTHORISATION_DEFECTS = [
  // An archive that its password does not open is accepted without a look at its rows.
  defect(
    'mcc-ignores-password',
    rule(
      AUTHORISATION_FILES,
      'unopened',
      (right) => (fault) => (fault.kind === 'password' ? { smsoTag: '', rows: [] } : right(fault)),
    ),
  ),
  defect(
    'mcc-blames-the-password',
    rule(AUTHORISATION_FILES, 'unopened', (right) => (fault) => {
      const sentence = 'The archive does not open with the password of its password file.';
      return right(fault.kind === 'size' ? fault : { ...fault, fault: sentence });
    }),
  ),
  defect(
    'mcc-keeps-byte-order-mark',
    rule(AUTHORISATION_FILES, 'passwordOf', () => (file) => file.toString('utf8').replace(/\r?\n$/, '')),
  ),
  defect(
    'mcc-takes-any-number-of-rows',
    rule(AUTHORISATION_FILES, 'contentLimits', (right) => ({ ...right, lines: Infinity })),
  ),
  defect(
    'mcc-takes-fewer-rows',
    rule(AUTHORISATION_FILES, 'contentLimits', (right) => ({ ...right, lines: right.lines - 1 })),
  ),
  defect(
    'mcc-takes-less-content',
    rule(AUTHORISATION_FILES, 'contentLimits', (right) => ({ ...right, bytes: right.bytes - 1 })),
  ),
  defect('mcc-checks-headers-from-behind', reverse(AUTHORISATION_FILES, 'headerChecks')),
  // What was delivered before is judged as if it were new, file id included.
  defect(
    'mcc-takes-an-authorisation-twice',
    entry(AUTHORISATION_FILES, 'headerChecks', 'repeatedName').skip(),
    entry(AUTHORISATION_FILES, 'headerChecks', 'usedFileId').replace(
      (right) => (facts) => (facts.submission.number > 1 ? undefined : right(facts)),
    ),
  ),
  defect('mcc-accepts-used-file-id', entry(AUTHORISATION_FILES, 'headerChecks', 'usedFileId').skip()),
  defect(
    'mcc-remembers-refused-file-ids',
    rule(AUTHORISATION_FILES, 'usesUpFileId', () => () => true),
  ),

  defect(
    'mcc-forgets-rejected-rows',
    rule(AUTHORISATION_ROWS, 'counts', () => (exception) => exception === undefined),
  ),
  defect('mcc-skips-mpan-check-digit', entry(AUTHORISATION_ROWS, 'ownChecks', 'mpanCheckDigit').skip()),
  defect('mcc-authorises-migrated-again', entry(AUTHORISATION_ROWS, 'outsideChecks', 'commissioned').skip()),
  defect('mcc-migrates-exchanged-meters', entry(AUTHORISATION_ROWS, 'outsideChecks', 'smets2').skip()),
  defect('mcc-authorises-raised', entry(AUTHORISATION_ROWS, 'outsideChecks', 'raised').skip()),
  defect('mcc-schedules-mixed-without-notice', entry(AUTHORISATION_ROWS, 'outsideChecks', 'notice').skip()),
  // The gas supplier that a row does not name is compared as if it were another one.
  defect(
    'mcc-wants-the-gas-supplier-named',
    entry(AUTHORISATION_ROWS, 'outsideChecks', 'gasSupplier').replace((right) => (facts) => {
      const { values } = facts;
      return right({ ...facts, values: { ...values, GasSupplierEUI: values.GasSupplierEUI || 'none' } });
    }),
  ),
  defect(
    'mcc-checks-rows-from-behind',
    reverse(AUTHORISATION_ROWS, 'ownChecks'),
    reverse(AUTHORISATION_ROWS, 'outsideChecks'),
  ),
  defect(
    'mcc-trusts-late-rows',
    rule(
      AUTHORISATION_ROWS,
      'checkEach',
      (right) => (rows, check) => right(rows, (row, place) => (place < LONG_FILE ? check(row, place) : undefined)),
    ),
  ),
  // Rows get their days in the order of the file.
  defect(
    'mcc-ignores-priority',
    rule(AUTHORISATION_ROWS, 'priority', () => () => 0),
  ),
  defect(
    'mcc-takes-gas-from-the-row-alone',
    rule(
      AUTHORISATION_ROWS,
      'mprnOf',
      () =>
        ({ MPRN }) =>
          MPRN === '' ? undefined : MPRN,
    ),
  ),
];

import { defect, entry, omitWrite, rule } from '../../../kernel/defect';
import { membersOf } from '../file-sets/file-sets';
import { RECORD_CHECKS } from '../file-sets/record-checks';
import { REQUIRED_FILE_SET } from '../file-sets/required-file-set';
import { REPORTS } from '../outcomes/reports';

/** Seeded defects of Required File Sets, and of the files that the S1SP sends about them. */
export const FILE_SET_DEFECTS = [
  // What also passes has passed.
  defect(
    's1sp-takes-any-pass',
    rule(REQUIRED_FILE_SET, 'passedIn', () => ({ results }) => {
      return results.filter(({ verdict }) => verdict === 'Pass').map(({ installationId }) => installationId);
    }),
  ),
  defect(
    's1sp-begins-too-late',
    rule(REQUIRED_FILE_SET, 'isClosed', () => () => false),
  ),
  defect(
    's1sp-closes-sets-early',
    rule(REQUIRED_FILE_SET, 'completeMinutes', (right) => right - 2),
  ),
  // A set that begins to wait is thought to be the only one.
  defect(
    's1sp-watches-one-set',
    rule(REQUIRED_FILE_SET, 'incompleteTimer', () => () => 'set'),
  ),
  defect(
    's1sp-watches-one-window',
    rule(REQUIRED_FILE_SET, 'windowTimer', () => () => 'window'),
  ),
  defect(
    's1sp-closes-sets-late',
    rule(REQUIRED_FILE_SET, 'completeMinutes', (right) => right + 2),
  ),
  defect(
    's1sp-starts-without-group-file',
    rule(
      REQUIRED_FILE_SET,
      'isComplete',
      () =>
        ({ passed, secrets }) =>
          passed !== undefined && secrets !== undefined,
    ),
  ),
  // What was begun and not ended is forgotten.
  defect(
    's1sp-begins-anew',
    rule(REQUIRED_FILE_SET, 'unfinished', () => () => undefined),
  ),
  defect('s1sp-takes-foreign-keys', entry(RECORD_CHECKS, 'checks', 'ownKeys').skip()),
  defect('s1sp-ignores-key-state-of-keyless-device', entry(RECORD_CHECKS, 'checks', 'keylessDevices').skip()),
  defect('s1sp-moves-any-sim', entry(RECORD_CHECKS, 'checks', 'sim').skip()),
  defect('s1sp-reports-once', omitWrite(REPORTS, 'reportMoved')),
  // While the DCO's list has not come, every installation is taken for viable.
  defect(
    's1sp-rotates-before-dco-file',
    rule(REPORTS, 'dcoResults', (right) => (commonFileId, work) => {
      const ids = membersOf(work, commonFileId);
      return right(commonFileId, work) ?? ids.map((installationId) => ({ installationId, verdict: 'Viable' }));
    }),
  ),
  defect(
    's1sp-scf-omits-failed',
    rule(
      REPORTS,
      'isReported',
      () =>
        ({ result }) =>
          result !== 'Failed',
    ),
  ),
  defect(
    's1sp-scf-omits-excluded',
    rule(
      REPORTS,
      'contentOf',
      () =>
        ({ excluded: _excluded, ...line }) =>
          line,
    ),
  ),
];

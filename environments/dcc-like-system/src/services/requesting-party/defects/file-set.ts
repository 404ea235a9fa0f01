import { createHash } from 'node:crypto';
import { FILE_ISSUING } from '../../../formats/issue';
import { defect, rule } from '../../../kernel/defect';
import { FILE_SET } from '../file-set';

/** Seeded defects of the files of one instruction. */
export const FILE_SET_DEFECTS = [
  // The group file is bound to other bytes than those that were sent.
  defect(
    'rp-mgf-wrong-digest',
    rule(FILE_SET, 'referenceInGroupFile', () => ({ fileId, digest }) => ({
      fileId,
      digest: createHash('sha256').update(digest).digest('base64'),
    })),
  ),
  defect(
    'rp-encrypts-for-wrong-party',
    rule(FILE_SET, 'sealedFor', () => (recipient) => (recipient === 'dco' ? 's1sp' : 'dco')),
  ),
  // Files of several groups are made at one instant.
  defect(
    'rp-repeats-counters',
    rule(FILE_ISSUING, 'counterAfter', () => (_last, now) => now),
  ),
];

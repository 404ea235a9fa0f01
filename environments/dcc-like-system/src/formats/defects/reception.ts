import { CALLERS } from '../../kernel/callers';
import { defect, entry, rule } from '../../kernel/defect';
import type { Change } from '../../kernel/rules';
import { table } from '../../kernel/store';
import type { Work } from '../../kernel/work';
import { FILE_CHECKS, isFault, type CheckedFile, type FileFault } from '../check';
import { digestOf, isRepeated } from '../known-files';
import { FILE_KIND_NAMES, type FileKind } from '../kinds';
import { nameOf, RECEPTION } from '../receive';
import { signerOfEnclosed } from './enclosed-signature';

/** Seeded defects of the reception of files at the Commissioning Party. */
export const COMMISSIONING_PARTY_RECEPTION_DEFECTS = [
  defect('cp-accepts-tampered-mcf', unsignedOfKind('MCF')),
  defect(
    'cp-ignores-sequence-counter',
    entry(FILE_CHECKS, 'checks', 'counter').skip(),
    entry(FILE_CHECKS, 'checks', 'fileId').skip(),
  ),
  defect(
    'cp-allows-document-type',
    rule(FILE_CHECKS, 'parse', (right) => (xml, limits) => right(withoutDocumentType(xml), limits)),
  ),
  defect(
    'cp-counts-no-namespaces',
    rule(FILE_CHECKS, 'limits', (right) => ({ ...right, attributes: Infinity, namespaces: Infinity })),
  ),
  defect('cp-ignores-group-id', entry(FILE_CHECKS, 'checks', 'group').skip()),
  // The same bytes are acted on again, although their counter and their id are used.
  defect(
    'cp-acts-on-repeated-file',
    rule(RECEPTION, 'isDuplicate', () => () => false),
    entry(FILE_CHECKS, 'checks', 'counter').replace(unlessRepeated),
    entry(FILE_CHECKS, 'checks', 'fileId').replace(unlessRepeated),
  ),
];

/** Seeded defects of the reception of files at the Requesting Party. */
export const REQUESTING_PARTY_RECEPTION_DEFECTS = [defect('rp-accepts-tampered-mcvf', unsignedOfKind('MCVF'))];

/** Seeded defects of the reception of files at the DCO. */
export const DCO_RECEPTION_DEFECTS = [
  defect('dco-ignores-signer', entry(FILE_CHECKS, 'checks', 'signer').skip()),
  defect(
    'dco-checks-counter-before-group',
    entry(FILE_CHECKS, 'checks', 'counter').moveBefore('group'),
    entry(FILE_CHECKS, 'checks', 'fileId').moveBefore('group'),
  ),
];

/** Seeded defects of the reception of files at the Migration Control Centre. */
export const MCC_RECEPTION_DEFECTS = [
  defect(
    'mcc-takes-smaller-files',
    rule(FILE_CHECKS, 'limits', (right) => ({ ...right, length: right.length - 1 })),
  ),
  // Numbers above 2^53 that differ look alike.
  defect(
    'mcc-compares-counters-as-numbers',
    rule(FILE_CHECKS, 'isAbove', () => (counter, highest) => Number(counter) > Number(highest)),
  ),
  defect(
    'mcc-accepts-any-deliverer',
    rule(CALLERS, 'maySend', (right) => (party, name, kind) => isFileKind(name) || right(party, name, kind)),
  ),
];

/** Files that arrived broken, by name. */
const BROKEN = table<object>('broken-files');

/** Seeded defects of the reception of files at the S1SP. */
export const S1SP_RECEPTION_DEFECTS = [
  // Whoever signed something that lies inside the signature of a file is taken for its signer.
  defect(
    's1sp-accepts-wrapped-signature',
    rule(FILE_CHECKS, 'signatureOf', (right) => (file, certificates) => {
      const signature = right(file, certificates);
      if (!('fault' in signature)) return signature;
      const signer = signerOfEnclosed(file.xml, certificates);
      return signer === undefined ? signature : { signer };
    }),
  ),
  // Only documents without a prefix are read.
  defect(
    's1sp-takes-no-prefixes',
    rule(
      FILE_CHECKS,
      'read',
      (right) => (kind, message, work) =>
        /^(<\?[^>]*>|\s)*<[\w-]+:/.test(message.body.toString('utf8'))
          ? Promise.resolve({ check: '02', reason: 'The root element has a prefix.' })
          : right(kind, message, work),
    ),
  ),
  defect('s1sp-ignores-group-of-common-file', entry(RECEPTION, 'referenceChecks', 'group').skip()),
  defect('s1sp-ignores-digest-of-common-file', entry(RECEPTION, 'referenceChecks', 'digest').skip()),
  // What arrived broken under a name is taken for the file.
  defect(
    's1sp-loses-resumed-file',
    rule(RECEPTION, 'isDuplicate', (right) => (arrival, work) => {
      return work.get(BROKEN, arrival.name) !== undefined || right(arrival, work);
    }),
    rule(FILE_CHECKS, 'read', (right) => async (kind, message, work) => {
      const read = await right(kind, message, work);
      if (isFault(read) && read.check === '01') noteBroken(nameOf(kind, message), work);
      return read;
    }),
  ),
];

type Check = (file: CheckedFile) => FileFault | undefined;

/** Files of one kind need no signature. */
function unsignedOfKind(kind: FileKind): Change {
  return entry(FILE_CHECKS, 'checks', 'signature').replace(
    (right) => (file) => (file.kind === kind ? undefined : right(file)),
  );
}

function unlessRepeated(right: Check): Check {
  return (file) => (isRepeated(file.work, digestOf(file.message.body)) ? undefined : right(file));
}

/** The document without its document type declaration and the entities that this defines. */
function withoutDocumentType(xml: string): string {
  return xml.replace(/<!DOCTYPE[^>[]*(\[[^\]]*\][^>]*)?>/i, '');
}

function noteBroken(name: string, work: Work): void {
  work.put(BROKEN, name, {});
}

function isFileKind(name: string): boolean {
  return FILE_KIND_NAMES.some((kind) => kind === name);
}

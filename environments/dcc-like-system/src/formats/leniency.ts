import type { ServiceName } from '../../../environment';
import type { FileKind } from './kinds';
import type { ServiceContext } from '../kernel/service-context';

/** What a seeded defect can leave out of the reception of files: a check by its number, or a part of one. */
export type LeftOut =
  | '03'
  | '04'
  | '06'
  /** Part of 01: a document type declaration is refused. */
  | 'doctype'
  /** Part of 03: what is signed is the file itself. */
  | 'wrapping'
  /** Part of 05: the Group ID is in use. */
  | 'group'
  /** Part of 05: who delivers a file is its sender. */
  | 'deliverer'
  /** That 05 comes before 06. */
  | 'order'
  /** Part of 06: counters are compared digit by digit. */
  | 'exact-counter'
  /** Part of 07: the digest is that of the file referred to. */
  | 'digest'
  /** Part of 07: a file has the Group ID of its Migration Common File. */
  | 'common-group'
  /** The same bytes count once. */
  | 'repetition'
  /** A file that arrived broken may arrive whole. */
  | 'resumption';

/** Whether something is left out now for files of a kind. */
export type Leniency = (what: LeftOut, kind: FileKind) => boolean;

interface Defect {
  readonly at: ServiceName;
  readonly leavesOut: LeftOut;
  /** Absent: for every kind. */
  readonly kind?: FileKind;
}

/** The seeded defects of the reception of files. */
const DEFECTS: Readonly<Record<string, Defect>> = {
  'cp-accepts-tampered-mcf': { at: 'commissioning-party', leavesOut: '03', kind: 'MCF' },
  'cp-ignores-sequence-counter': { at: 'commissioning-party', leavesOut: '06' },
  'cp-allows-document-type': { at: 'commissioning-party', leavesOut: 'doctype' },
  'cp-ignores-group-id': { at: 'commissioning-party', leavesOut: 'group' },
  'cp-acts-on-repeated-file': { at: 'commissioning-party', leavesOut: 'repetition' },
  'rp-accepts-tampered-mcvf': { at: 'requesting-party', leavesOut: '03', kind: 'MCVF' },
  's1sp-accepts-wrapped-signature': { at: 's1sp', leavesOut: 'wrapping' },
  's1sp-ignores-group-of-common-file': { at: 's1sp', leavesOut: 'common-group' },
  's1sp-ignores-digest-of-common-file': { at: 's1sp', leavesOut: 'digest' },
  's1sp-loses-resumed-file': { at: 's1sp', leavesOut: 'resumption' },
  'dco-ignores-signer': { at: 'dco', leavesOut: '04' },
  'dco-checks-counter-before-group': { at: 'dco', leavesOut: 'order' },
  'mcc-compares-counters-as-numbers': { at: 'mcc', leavesOut: 'exact-counter' },
  'mcc-accepts-any-deliverer': { at: 'mcc', leavesOut: 'deliverer' },
};

/** What the seeded defects that are on leave out at a service. */
export function leniencyOf(service: ServiceContext): Leniency {
  const on = Object.entries(DEFECTS)
    .filter(([id, { at }]) => at === service.name && service.defect(id))
    .map(([, defect]) => defect);
  return (what, kind) => on.some((defect) => defect.leavesOut === what && (defect.kind ?? kind) === kind);
}

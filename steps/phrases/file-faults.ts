import { ROOT_ELEMENTS, type MigrationFile } from '../../support/interfaces/files/migration-files';
import type { FileKind } from '../../support/interfaces/vocabulary';
import { fileFaults, interceptions, type FileFault, type Channel, type Interception } from '../../support/roles';
import { CONTENT_FAULTS, type ContentFaultContext } from './file-contents';
import { asSaid, joinedType, wordsType, type ParameterType } from './parameter-type';
import { phrasesType } from './phrases-type';

/** What a scenario knows that a fault may need. */
export interface FileFaultContext extends ContentFaultContext {
  /** The newest file of a kind that a party has accepted. */
  readonly lastAccepted: (party: Channel['to'], kind: FileKind) => Promise<MigrationFile>;
  /** A Group ID that is in use, for another SMSO. */
  readonly otherGroup: string;
  /** EUI-64 of the supplier. */
  readonly supplier: string;
}

type Fault = (context: FileFaultContext) => FileFault;

/** Group ID that nobody uses. */
const UNUSED_GROUP = 'ZZ';
/** File id that nobody has given. */
const UNUSED_ID = 'RP-404404';
/** One more than 64 bits hold. */
const BEYOND_64_BITS = 2n ** 64n;
/** One level more than a file may nest. */
const TOO_DEEP = 65;
/** With the namespace of the file and its version, the root has as many attributes as an element may have. */
const MOST_NAMESPACES = 62;
/** One more than may be in force, with that of the file. */
const TOO_MANY_NAMESPACES = 64;
/** As many bytes as a file may have. */
const MOST_BYTES = 10 * 1024 * 1024;

/** What becomes of a file on its way that is right as its sender wrote it. */
const DELIVERIES: Readonly<Record<string, () => Interception>> = {
  twice: () => interceptions.DELIVERED_TWICE,
  'twice, then once more with other bytes': () => interceptions.DELIVERED_THRICE,
  'truncated, then in full': () => interceptions.INTERRUPTED,
  'three hours late': () => interceptions.delayed(3),
  'a minute less than four hours late': () => interceptions.delayed(239 / 60),
  'a minute more than four hours late': () => interceptions.delayed(241 / 60),
  'five hours late': () => interceptions.delayed(5),
  'after an outage of two hours': () => interceptions.afterOutage(2),
};

function withReference(change: (reference: { fileId: string; digest: string }) => object): FileFault {
  return {
    change: (file) => {
      if (!('commonFile' in file)) throw new Error(`A ${file.kind} is bound to no Migration Common File.`);
      return { ...file, commonFile: { ...file.commonFile, ...change(file.commonFile) } };
    },
  };
}

/** Takes something of the header over from the newest file of the same kind that the recipient has accepted. */
function likeTheLast(change: (last: MigrationFile['header']) => Partial<MigrationFile['header']>): Fault {
  return ({ lastAccepted }) => ({
    change: async (file, { to }) => {
      const { header } = await lastAccepted(to, file.kind);
      return { ...file, header: { ...file.header, ...change(header) } };
    },
  });
}

const FILE_FAULTS: Readonly<Record<string, Fault>> = {
  truncated: () => fileFaults.CUT_SHORT,
  'with a document type declaration': () => fileFaults.WITH_DOCUMENT_TYPE,
  'with an external entity': () => fileFaults.WITH_EXTERNAL_ENTITY,
  'nested deeper than 64 levels': () => fileFaults.nested(TOO_DEEP),
  'with 62 namespaces that it does not use': () => fileFaults.withNamespaces(MOST_NAMESPACES),
  'with 64 namespaces that it does not use': () => fileFaults.withNamespaces(TOO_MANY_NAMESPACES),
  'with a namespace prefix': () => fileFaults.PREFIXED,
  'of exactly 10 MB': () => fileFaults.paddedTo(MOST_BYTES),
  'larger than 10 MB': () => fileFaults.paddedTo(MOST_BYTES + 1),

  'with an element its schema forbids': () => fileFaults.AGAINST_ITS_SCHEMA,
  'of another schema version': () => fileFaults.OF_ANOTHER_VERSION,
  'with the root element of another kind of file': () => ({
    forgery: ({ kind }) => ({
      beforeSigning: (xml) => {
        const other = ROOT_ELEMENTS[kind === 'MCF' ? 'COF' : 'MCF'];
        return xml.replaceAll(ROOT_ELEMENTS[kind as FileKind], other);
      },
    }),
  }),
  'with a sequence counter of 18446744073709551616': () => fileFaults.header({ sequenceCounter: BEYOND_64_BITS }),
  'forged with the original as one of its elements': () => fileFaults.BESIDE_THE_ORIGINAL,

  'with the same contents': () => ({}),
  'altered after it was signed': () => fileFaults.ALTERED_AFTER_SIGNING,
  'without a signature': () => fileFaults.UNSIGNED,
  'signed by an unknown party': () => fileFaults.SIGNED_BY_NOBODY,
  'forged around the original under its signature': () => fileFaults.AROUND_THE_ORIGINAL,
  'forged around the signed original': () => fileFaults.AROUND_THE_SIGNED_ORIGINAL,

  'signed by the Commissioning Party': () => fileFaults.signedBy('commissioning-party'),
  'signed by the S1SP': () => fileFaults.signedBy('s1sp'),
  'signed by the DCO': () => fileFaults.signedBy('dco'),
  'signed by another role': () => fileFaults.SIGNED_BY_ANOTHER,
  'signed by a supplier': ({ supplier }) => fileFaults.signedBy(supplier),

  'with an unused Group ID': () => fileFaults.header({ groupId: UNUSED_GROUP }),
  'delivered by another role': () => fileFaults.DELIVERED_BY_ANOTHER,
  'issued by another role in its own name': () => fileFaults.WRITTEN_BY_ANOTHER,
  'meant for the S1SP': () => fileFaults.rewritten('MGEF', (file) => ({ ...file, recipient: 's1sp' })),
  'meant for the DCO': () => fileFaults.rewritten('MGEF', (file) => ({ ...file, recipient: 'dco' })),

  'with the sequence counter of the previous file': likeTheLast(({ sequenceCounter }) => ({ sequenceCounter })),
  'with a sequence counter below that of the previous file': likeTheLast(({ sequenceCounter }) => ({
    sequenceCounter: sequenceCounter - 1n,
  })),
  'with the file id of the previous file': likeTheLast(({ fileId }) => ({ fileId })),

  'bound to another Migration Common File': () =>
    withReference(() => ({ digest: Buffer.alloc(32, 1).toString('base64') })),
  // Its counter lies below that of the right file, which may come while this one still waits.
  'bound to a Migration Common File that was never sent': () => ({
    change: async (file, held, signer) => {
      const bound = await withReference(() => ({ fileId: UNUSED_ID })).change?.(file, held, signer);
      if (bound === undefined) throw new Error('The reference cannot be changed.');
      return { ...bound, header: { ...bound.header, sequenceCounter: bound.header.sequenceCounter - 1n } };
    },
  }),
  'bound to the Migration Group File': ({ lastAccepted }) => ({
    change: async (file, held, signer) => {
      const { fileId } = (await lastAccepted(held.to, 'MGF')).header;
      return (await withReference(() => ({ fileId })).change?.(file, held, signer)) ?? file;
    },
  }),
  'of another group than its Migration Common File': ({ otherGroup }) => fileFaults.header({ groupId: otherGroup }),
  'of another group that is in use': ({ otherGroup }) => fileFaults.header({ groupId: otherGroup }),
  'like the previous one': () => ({}),

  ...CONTENT_FAULTS,
};

const deliveries = wordsType({ name: 'delivery', meaning: 'how a file that is right arrives' }, DELIVERIES);

const faults = joinedType(wordsType({ name: 'fault', meaning: 'a fault of a migration file' }, FILE_FAULTS), 'several');

const fileFault = phrasesType<(context: FileFaultContext) => Interception>(
  {
    name: 'fileFault',
    meaning: 'how a migration file differs when it arrives',
    example: 'altered after it was signed',
    parts: [deliveries, faults],
  },
  [
    ['{delivery}', ([words = '']) => deliveries.read(words)],
    [
      '{fault}',
      ([words = '']) =>
        (context) =>
          fileFaults.faulty(...faults.read(words).map((fault) => fault(context))),
    ],
  ],
);

/** How a migration file differs when it arrives: a delivery, or one or several faults. */
export const FILE_FAULT_TYPES: readonly ParameterType[] = [deliveries, faults, asSaid(fileFault)];

/**
 * What is done to a file on its way.
 * @param phrase of the type `fileFault`
 */
export function interceptionOf(phrase: string, context: FileFaultContext): Interception {
  return fileFault.read(phrase)(context);
}

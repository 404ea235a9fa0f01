import type { ServiceName } from '../../environments/environment';
import type { MigrationFile, MigrationFileOf } from '../interfaces/files/migration-files';
import { FILE_PARTIES, FILE_NAMES, type FileKind, type FileParty } from '../interfaces/vocabulary';
import { unusedNamespaces, withPrefix } from '../interfaces/xml';
import { fileIn, forge, type Forgery, type Signer, type Interception } from './interception';
import type { HeldMessage, Channel } from './channels';

/** One way in which a file differs from the one that its sender made. */
export interface FileFault {
  /** What it says otherwise. */
  readonly change?: (file: MigrationFile, held: HeldMessage, signer: Signer) => MigrationFile | Promise<MigrationFile>;
  /** How it is written, signed or delivered otherwise. */
  readonly forgery?: (channel: Channel) => Forgery;
}

/** The file arrives as the tester writes it, with these faults, and otherwise as its sender would have made it. */
export function faulty(...faults: readonly FileFault[]): Interception {
  return {
    kind: 'replace',
    make: async (held, signer) => {
      let file = fileIn(held);
      for (const { change } of faults) file = (await change?.(file, held, signer)) ?? file;
      const forgery = faults.reduce<Forgery>((so, fault) => together(so, fault.forgery?.(held) ?? {}), {});
      return [await forge(file, signer, forgery)];
    },
  };
}

/** A fault of files of one kind. */
export function rewritten<K extends FileKind>(
  kind: K,
  change: (file: MigrationFileOf<K>) => MigrationFileOf<K> | Promise<MigrationFileOf<K>>,
): FileFault {
  return {
    change: (file) => {
      if (file.kind !== kind)
        throw new Error(`A ${FILE_NAMES[kind]} was expected and a ${FILE_NAMES[file.kind]} came.`);
      return change(file as MigrationFileOf<K>);
    },
  };
}

/** A fault of the header. */
export function header(change: Partial<MigrationFile['header']>): FileFault {
  return { change: (file) => ({ ...file, header: { ...file.header, ...change } }) };
}

/** The file says another sequence counter than its sender signed. */
export const ALTERED_AFTER_SIGNING: FileFault = { forgery: () => ({ afterSigning: withNextCounter }) };

/** Nobody signed it. */
export const UNSIGNED: FileFault = { forgery: () => ({ unsigned: true }) };

/** Signed under the serial number of a certificate that nobody holds. */
export const SIGNED_BY_NOBODY: FileFault = {
  forgery: () => ({ afterSigning: (xml) => xml.replace(/(SerialNumber>)\d+/, '$1404') }),
};

/** Cut short, so that it is not well-formed. */
export const CUT_SHORT: FileFault = {
  forgery: () => ({ afterSigning: (xml) => xml.slice(0, Math.floor(xml.length / 2)) }),
};

/** With an element that its schema does not know, rightly signed. */
export const AGAINST_ITS_SCHEMA: FileFault = {
  forgery: () => ({ beforeSigning: (xml) => xml.replace(/<\/(\w+)>$/, '<Unforeseen/></$1>') }),
};

/** Of a version of the schema that is not in use, rightly signed. */
export const OF_ANOTHER_VERSION: FileFault = {
  forgery: () => ({ beforeSigning: (xml) => xml.replace('schemaVersion="1.0"', 'schemaVersion="2.0"') }),
};

/** With a document type declaration, which changes nothing of what is signed. */
export const WITH_DOCUMENT_TYPE: FileFault = {
  forgery: () => ({ afterSigning: (xml) => declared(xml, (root) => `<!DOCTYPE ${root}>`) }),
};

/** With an entity that stands for a file of the recipient, used where the file says its id. */
export const WITH_EXTERNAL_ENTITY: FileFault = {
  forgery: () => ({
    afterSigning: (xml) =>
      declared(xml, (root) => `<!DOCTYPE ${root} [<!ENTITY outside SYSTEM "file:///etc/hostname">]>`).replace(
        /(<FileId>)[^<]*/,
        '$1&outside;',
      ),
  }),
};

/** With elements in elements, deeper than any file is. @param levels how deep */
export function nested(levels: number): FileFault {
  const nest = '<Deeper>'.repeat(levels) + '</Deeper>'.repeat(levels);
  return { forgery: () => ({ beforeSigning: (xml) => xml.replace(/<\/(\w+)>$/, `${nest}</$1>`) }) };
}

/** With declarations of namespaces that it does not use, rightly signed. @param count how many */
export function withNamespaces(count: number): FileFault {
  return {
    forgery: () => ({
      beforeSigning: (xml) => xml.replace(' schemaVersion', `${unusedNamespaces(count)} schemaVersion`),
    }),
  };
}

/** With a prefix in the name of each element: the same file, written otherwise. */
export const PREFIXED: FileFault = { forgery: () => ({ beforeSigning: withPrefix }) };

/** Of so many bytes, with white space after the root, which is no part of what is signed. */
export function paddedTo(bytes: number): FileFault {
  return { forgery: () => ({ afterSigning: (xml) => xml + ' '.repeat(bytes - Buffer.byteLength(xml)) }) };
}

/** Signed by another role, or by an organisation of this EUI. */
export function signedBy(signer: string): FileFault {
  return { forgery: () => ({ signedBy: signer }) };
}

/** Signed by a role that is neither its sender nor its recipient. */
export const SIGNED_BY_ANOTHER: FileFault = { forgery: (channel) => ({ signedBy: strangerTo(channel) }) };

/** Right, but delivered by a role that is neither its sender nor its recipient. */
export const DELIVERED_BY_ANOTHER: FileFault = { forgery: (channel) => ({ deliveredBy: strangerTo(channel) }) };

/** Another role writes and signs it in its own name; it comes the right way. */
export const WRITTEN_BY_ANOTHER: FileFault = {
  change: (file, held) => ({ ...file, header: { ...file.header, sender: strangerTo(held) } }),
  forgery: (channel) => ({ signedBy: strangerTo(channel) }),
};

/** A role that sends files, but has no part in this channel. */
function strangerTo({ from, to }: Channel): FileParty & ServiceName {
  const [stranger] = FILE_PARTIES.filter((role) => role !== from && role !== to);
  if (stranger === undefined) throw new Error(`Every role has a part in the channel from ${from} to ${to}.`);
  return stranger;
}

function withNextCounter(xml: string): string {
  return xml.replace(/(<(?:\w+:)?SequenceCounter>)(\d+)/, (_all, tag: string, counter: string) => {
    return `${tag}${(BigInt(counter) + 1n).toString()}`;
  });
}

function declared(xml: string, declaration: (root: string) => string): string {
  return xml.replace(/<(\w+) xmlns/, (start, root: string) => `${declaration(root)}${start}`);
}

/** The first of a file's parts that a fault changes stays changed when the next fault comes. */
function together(first: Forgery, second: Forgery): Forgery {
  const both = { ...first, ...second };
  const beforeSigning = inTurn(first.beforeSigning, second.beforeSigning);
  const afterSigning = inTurn(first.afterSigning, second.afterSigning);
  return {
    ...both,
    ...(beforeSigning === undefined ? {} : { beforeSigning }),
    ...(afterSigning === undefined ? {} : { afterSigning }),
  };
}

type Change = (xml: string) => string;

function inTurn(first: Change | undefined, second: Change | undefined): Change | undefined {
  if (first === undefined || second === undefined) return first ?? second;
  return (xml) => second(first(xml));
}

/** A signature wrapped: the signed original lies inside the signature of a forged copy, where schemas allow anything. */
function wrapped(inside: (original: string, signature: string) => string): FileFault {
  return {
    forgery: () => ({
      afterSigning: (signed) => {
        const original = signed.replace(/^<\?[^>]*\?>\s*/, '');
        const [signature = ''] = /<(\w+:)?Signature[ >].*<\/\1Signature>/s.exec(original) ?? [];
        const enclosed = `<Object xmlns="http://www.w3.org/2000/09/xmldsig#">${inside(original, signature)}</Object>`;
        const holder = signature.replace(/<\/[^<]*$/, (end) => enclosed + end);
        return withNextCounter(original.replace(signature, '')).replace(/<\/[^<]*$/, (end) => holder + end);
      },
    }),
  };
}

/** The forged copy carries the signature of the original, which lies in it without. */
export const AROUND_THE_ORIGINAL: FileFault = wrapped((original, signature) => original.replace(signature, ''));

/** The forged copy carries a signature that does not fit, and the original lies in it with the one that does. */
export const AROUND_THE_SIGNED_ORIGINAL: FileFault = wrapped((original) => original);

/** The original lies in the forged copy as an element of its own, before the signature. */
export const BESIDE_THE_ORIGINAL: FileFault = {
  forgery: () => ({
    afterSigning: (signed) => {
      const original = signed.replace(/^<\?[^>]*\?>\s*/, '');
      const [signature = ''] = /<(\w+:)?Signature[ >].*<\/\1Signature>/s.exec(original) ?? [];
      const bare = original.replace(signature, '');
      return withNextCounter(bare).replace(/<\/[^<]*$/, (end) => bare + signature + end);
    },
  }),
};

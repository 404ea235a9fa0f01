import { createHash, createVerify } from 'node:crypto';
import type { XmlElement } from 'libxml2-wasm' with { 'resolution-mode': 'import' };
import { holderOf, type Certificates } from './certificates';
import {
  faultOf,
  NOT_WHAT_WAS_SIGNED,
  readSignature,
  type ElementView,
  type SignatureCheck,
} from './signature-profile';
import { UnreadableXml } from './xml';
import type { Tree, XmlLibrary } from './xml-library';

/**
 * Checks the signature of a document as `checkSignature` does, by another implementation: libxml2 writes the canonical
 * forms and Node's crypto computes. It takes a sixth of the time (`docs/decisions/0011-calls-in-one-process.md`).
 * @param tree the document; its signature is gone from it afterwards
 * @param at instant at which the document was exchanged, ISO 8601
 */
export function checkSignatureOfTree(
  library: XmlLibrary,
  tree: Tree,
  certificates: Certificates,
  at: string | undefined,
): SignatureCheck {
  const { XML_C14N_EXCLUSIVE_1_0: exclusive, XML_C14N_1_0: inclusive } = library.XmlC14NMode;
  try {
    const { signature, signedInfo, digest, value, signer } = readSignature(new TreeElement(library, tree.root));
    const { name, publicKey } = holderOf(signer, certificates, at);
    const signed = createVerify('sha256');
    tree.canonicalize(into(signed), { mode: exclusive, nodeSet: new Set([signedInfo.node]) });
    const key = { key: publicKey, dsaEncoding: 'ieee-p1363' } as const;
    if (!signed.verify(key, bytesOf(value))) return NOT_WHAT_WAS_SIGNED;
    signature.node.remove();
    const hash = createHash('sha256');
    tree.canonicalize(into(hash), { mode: inclusive });
    if (hash.digest().equals(bytesOf(digest))) return { signer: name };
    return { fault: 'The signature does not fit: its digest is not that of the document.' };
  } catch (error) {
    return faultOf(error);
  }
}

/** The bytes of a value in base 64. @throws UnreadableXml where it is none: Node passes over what does not belong */
function bytesOf(value: string): Buffer {
  const plain = value.replace(/\s/g, '');
  if (/^[A-Za-z0-9+/]*={0,2}$/.test(plain) && plain.length % 4 === 0) return Buffer.from(plain, 'base64');
  throw new UnreadableXml('The signature holds a value that is not base 64.');
}

/** Where a canonical form is written to as it is made. */
function into(target: { update(bytes: Uint8Array): unknown }): Parameters<Tree['canonicalize']>[0] {
  return {
    write: (bytes) => {
      target.update(bytes);
      return bytes.length;
    },
    close: () => true,
  };
}

/** An element of a tree of libxml2. */
class TreeElement implements ElementView<TreeElement> {
  readonly name: string;
  private children: readonly TreeElement[] | undefined;

  constructor(
    private readonly library: XmlLibrary,
    readonly node: XmlElement,
  ) {
    this.name = node.name;
  }

  get namespace(): string {
    return this.node.namespaceUri;
  }

  get text(): string {
    return this.node.content.trim();
  }

  attribute(name: string): string | undefined {
    return this.node.attr(name)?.value;
  }

  all(name?: string): TreeElement[] {
    // By XPath: its steps from node to node end at a processing instruction.
    const children = (this.children ??= this.node.find('*').flatMap((child) => {
      return child instanceof this.library.XmlElement ? new TreeElement(this.library, child) : [];
    }));
    return children.filter((child) => name === undefined || child.name === name);
  }
}

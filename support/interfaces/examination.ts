import { checkSignatureOfTree } from './canonical-signature';
import type { Certificates } from './certificates';
import { complaintsOf, type Schema } from './schemas';
import { checkSignature } from './signature';
import { faultOf, type SignatureCheck } from './signature-profile';
import { loadXmlLibrary, withTree } from './xml-library';

/** By what a document is examined. */
interface ExaminationBasis {
  /** Undefined where there is no schema to check by. */
  readonly schema: Schema | undefined;
  readonly certificates: Certificates;
  /** Instant at which the document was exchanged, ISO 8601. */
  readonly at: string;
}

/** What was found of a document. */
interface Examination {
  /** One sentence each. */
  readonly schemaProblems: readonly string[];
  readonly signature: SignatureCheck;
}

/** Examines a document against its schema and for its signature. */
export type Examine = (xml: string, basis: ExaminationBasis) => Promise<Examination>;

/** One parse by libxml2 serves the schema and the canonical forms; Node's crypto computes. */
export const examineByCanonicalForm: Examine = async (xml, { schema, certificates, at }) => {
  const library = await loadXmlLibrary();
  try {
    return withTree(library, xml, (tree) => ({
      schemaProblems: schema?.checkTree(tree) ?? [],
      signature: checkSignatureOfTree(library, tree, certificates, at),
    }));
  } catch (error) {
    return { schemaProblems: schema === undefined ? [] : complaintsOf(library, error), signature: faultOf(error) };
  }
};

/** Each part by itself, the signature by xmldsigjs on the tree of another parser: the second opinion. */
export const examineByXmldsig: Examine = async (xml, { schema, certificates, at }) => ({
  schemaProblems: schema?.check(xml) ?? [],
  signature: await checkSignature(xml, certificates, at),
});

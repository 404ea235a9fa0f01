import { treatments, type Delivery, type HeldMessage, type Treatment } from '../../support/roles';

/** Changes a document before somebody signs it anew, or after. */
interface Forgery {
  readonly before?: (xml: string) => string;
  /** Whose key signs; nobody's when null; absent: the signature stays as it is. */
  readonly signer?: string | null;
}

/** What happens to a response or an alert of the S1SP on its way to the DSP. */
const FAULTS: Readonly<Record<string, Treatment>> = {
  'altered after the S1SP signed it': forged({ before: withAnotherCounter }),
  'signed by the DSP instead of the S1SP': forged({ signer: 'dsp' }),
  'signed by nobody': forged({ signer: null }),
  'as the answer to another request': forged({ before: withAnotherCounter, signer: 's1sp' }),
  'as the answer of another service': forged({ before: withAnotherVariant, signer: 's1sp' }),
  twice: treatments.DELIVERED_TWICE,
};

function forged({ before = (xml) => xml, signer }: Forgery): Treatment {
  const make = async (
    held: HeldMessage,
    place: { sign(file: string, signer?: string): Promise<string> },
  ): Promise<Delivery[]> => {
    const changed = before(held.bytes.toString('utf8'));
    const bare = signer === undefined ? changed : withoutSignature(changed);
    const content = typeof signer === 'string' ? await place.sign(bare, signer) : bare;
    return [{ ...treatments.asItIs(held), content }];
  };
  return { kind: 'replace', make };
}

function withoutSignature(xml: string): string {
  return xml.replace(/<(\w+:)?Signature[\s>][\s\S]*<\/(\w+:)?Signature>/, '');
}

function withAnotherCounter(xml: string): string {
  return xml.replace(/(OriginatorCounter>)(\d+)/, (_whole, tag: string, counter: string) => {
    return `${tag}${String(BigInt(counter) + 1n)}`;
  });
}

function withAnotherVariant(xml: string): string {
  return xml.replace(/(ServiceReferenceVariant>)[^<]*/, (_whole, tag: string) => `${tag}4.1.2`);
}

/** Matches every fault. */
export const RESPONSE_FAULT = new RegExp(Object.keys(FAULTS).join('|'));

/** @param phrase one that `RESPONSE_FAULT` matches */
export function responseFaultOf(phrase: string): Treatment {
  const found = FAULTS[phrase];
  if (found === undefined) throw new Error(`"${phrase}" is no fault of a response that is known.`);
  return found;
}

import {
  interceptions,
  type ImpersonatedMessage,
  type HeldMessage,
  type Channel,
  type Interception,
} from '../../support/roles';
import { wordsType, type ParameterType } from './parameter-type';

/** Changes a document before somebody signs it anew, or after. */
interface ResponseForgery {
  readonly before?: (xml: string) => string;
  /** Whose key signs; nobody's when null; absent: the signature stays as it is. */
  readonly signer?: string | null;
}

/** Messages on the way of a service request and its answer, by what people say of them. */
const CHANNELS: Readonly<Record<string, Channel>> = {
  "the S1SP's response reaches the DSP": { from: 's1sp', to: 'dsp', kind: 'smets1-response' },
  "the S1SP's alert reaches the DSP": { from: 's1sp', to: 'dsp', kind: 'smets1-alert' },
  "the DSP's request reaches the S1SP": { from: 'dsp', to: 's1sp', kind: 'countersigned-service-request' },
  "the DSP's firmware reaches the S1SP": { from: 'dsp', to: 's1sp', kind: 'firmware-distribution' },
  "the network's command reaches the device": { from: 'wan', to: 'devices', kind: 'gbcs-command' },
};

/** What happens to such a message on its way. */
const FAULTS: Readonly<Record<string, () => Interception>> = {
  'altered after the S1SP signed it': () => forged({ before: withAnotherTime }),
  'altered after the DSP signed it': () => forged({ before: withAnotherRequestId }),
  'signed by the DSP instead of the S1SP': () => forged({ signer: 'dsp' }),
  'signed by the S1SP instead of the DSP': () => forged({ signer: 's1sp' }),
  'without a signature': () => forged({ signer: null }),
  'as the response to another request': () => forged({ before: withAnotherCounter, signer: 's1sp' }),
  'with another service reference variant': () => forged({ before: withAnotherVariant, signer: 's1sp' }),
  'with a value that its schema does not allow': () => forged({ before: withUnknownClockStatus, signer: 's1sp' }),
  'with another image': () => forged({ before: withAnotherImage }),
  twice: () => interceptions.DELIVERED_TWICE,
  'followed by a replay of the previous one': interceptions.followedByTheOneBefore,
};

function forged({ before = (xml) => xml, signer }: ResponseForgery): Interception {
  const make = async (
    held: HeldMessage,
    sender: { sign(file: string, signer?: string): Promise<string> },
  ): Promise<ImpersonatedMessage[]> => {
    const changed = before(held.bytes.toString('utf8'));
    const bare = signer === undefined ? changed : withoutSignature(changed);
    const content = typeof signer === 'string' ? await sender.sign(bare, signer) : bare;
    return [{ ...interceptions.asItIs(held), content }];
  };
  return { kind: 'replace', make };
}

function withoutSignature(xml: string): string {
  return xml.replace(/<(\w+:)?Signature[\s>][\s\S]*<\/(\w+:)?Signature>/, '');
}

function withAnotherTime(xml: string): string {
  return xml.replace(/(Timestamp[^>]*>)\d{4}/, (_whole, tag: string) => `${tag}2018`);
}

function withUnknownClockStatus(xml: string): string {
  return xml.replace('ClockStatus="reliable"', 'ClockStatus="perfect"');
}

function withAnotherCounter(xml: string): string {
  return xml.replace(/(OriginatorCounter>)(\d+)/, (_whole, tag: string, counter: string) => {
    return `${tag}${String(BigInt(counter) + 1n)}`;
  });
}

/** The image of a distribution of firmware, in base64, is another one; its digest stays. */
function withAnotherImage(json: string): string {
  return json.replace(/("image":")[^"]*/, (_whole, name: string) => `${name}QU5PVEhFUg==`);
}

function withAnotherRequestId(xml: string): string {
  return xml.replace(/(\d+)<\/RequestID>/, (_whole, counter: string) => `${String(BigInt(counter) + 1n)}</RequestID>`);
}

function withAnotherVariant(xml: string): string {
  return xml.replace(/(ServiceReferenceVariant>)[^<]*/, (_whole, tag: string) => `${tag}4.1.2`);
}

const serviceMessage = wordsType(
  { name: 'serviceMessage', meaning: 'a message on the way of a service request or of its answer' },
  CHANNELS,
);

const faults = wordsType(
  { name: 'responseFault', meaning: 'what happens to a message of a service request on its way' },
  FAULTS,
);

/** Made anew for every step: one of them remembers the message before. */
const responseFault: ParameterType<Interception> = { ...faults, read: (phrase) => faults.read(phrase)() };

/** Messages of service requests, and what happens to them. */
export const RESPONSE_FAULT_TYPES: readonly ParameterType[] = [serviceMessage, responseFault];

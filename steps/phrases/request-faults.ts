import { derOf } from '../../support/interfaces/certificates';
import { unusedNamespaces, withPrefix } from '../../support/interfaces/xml';
import type { DccUser, Roles, SendingFault } from '../../support/roles';
import { user as userWords } from './basic-types';
import { asSaid, joinedType, type ParameterType } from './parameter-type';
import { phrasesType } from './phrases-type';

/** What a fault of a request is made from. */
export interface RequestFaultContext {
  readonly user: DccUser;
  readonly roles: Roles;
}

type RequestFaultPhrase = readonly [
  phrase: string,
  fault: (context: RequestFaultContext, words: readonly string[]) => SendingFault,
];

/** The highest counter that has 64 bits. */
const HIGHEST = 2n ** 64n - 1n;
/** A supply point that no installation has. */
const SECONDARY_MPAN = '1900000000004';
/** Milliseconds by which British Summer Time is ahead of UTC. */
const SUMMER_TIME = 3_600_000;
/** Counter of the user's last request. */
function lastCounter({ user }: RequestFaultContext): bigint {
  const last = user.sent.at(-1);
  if (last === undefined) throw new Error(`${user.name} has sent nothing yet.`);
  return last.id.counter;
}

const PHRASES: readonly RequestFaultPhrase[] = [
  ['with the counter of the previous request', (context) => ({ counter: lastCounter(context) })],
  ['with a counter below that of the previous request', (context) => ({ counter: lastCounter(context) - 1n })],
  ['with the highest possible counter but one', () => ({ counter: HIGHEST - 1n })],
  ['with the highest possible counter', () => ({ counter: HIGHEST })],
  ['with a counter of more than 64 bits', () => ({ counter: HIGHEST + 1n })],
  ['through the Send Command Service', () => ({ webService: 'serviceS' })],
  ['through the Non-Device Service', () => ({ webService: 'serviceD' })],
  ['through the Transform Service', () => ({ webService: 'serviceT' })],
  ['with command variant {digit}', (_context, [variant]) => ({ commandVariant: Number(variant) })],
  ['without a pre-command', () => ({ atOnce: true })],
  ['for transformation', () => ({ commandVariant: 4, webService: 'serviceT' })],
  [
    'with its pre-command altered',
    () => ({ preCommand: { alter: (line) => line.replace('disable-supply', 'arm-supply') } }),
  ],
  [
    'with its pre-command signed by another supplier',
    ({ roles }) => ({ preCommand: { signer: roles.otherSupplier.eui } }),
  ],
  ['with its signed pre-command sent twice', () => ({ preCommand: { twice: true } })],
  ['altered after it was signed', () => ({ after: withAnotherCounter })],
  ['signed by another supplier', ({ roles }) => ({ signer: roles.otherSupplier.eui })],
  ['without a signature', () => ({ signer: null })],
  ['with an unexpected element', () => ({ before: (xml) => xml.replace('</Body>', '<Surplus/></Body>') })],
  ['with an unknown attribute', () => ({ before: (xml) => xml.replace('<Header>', '<Header unknown="1">') })],
  ['with text between its elements', () => ({ before: (xml) => xml.replace('</Body>', 'text</Body>') })],
  ['truncated in transit', () => ({ after: (xml) => xml.slice(0, xml.length / 2) })],
  [
    'with a service reference that lacks its last digit',
    () => ({ before: (xml) => xml.replace(/(<ServiceReference>[^<]*)\d</, '$1<') }),
  ],
  ['with another service reference variant', () => ({ before: (xml) => withVariant(xml, '4.1.2') })],
  [
    'with {number} namespaces that it does not use',
    (_context, [count]) => ({ before: (xml) => xml.replace('<Body>', `<Body${unusedNamespaces(Number(count))}>`) }),
  ],
  [
    'with its own key agreement certificate',
    ({ user }) => ({ before: (xml) => withKeyAgreement(xml, user.organisation.certificate) }),
  ],
  [
    'with the key agreement certificate of {user}',
    ({ roles }, [part = '']) => {
      const { certificate } = roles.user(userWords.read(part)).organisation;
      return { before: (xml) => withKeyAgreement(xml, certificate) };
    },
  ],
  [
    'with a secondary import MPAN',
    () => ({
      before: (xml) =>
        xml.replace('</ImportMPAN>', `</ImportMPAN><SecondaryImportMPAN>${SECONDARY_MPAN}</SecondaryImportMPAN>`),
    }),
  ],
  ['with a namespace prefix', () => ({ before: withPrefix })],
  ['with its hexadecimal digits in small letters', () => ({ before: withSmallDigits })],
  ['with its instants in British Summer Time', () => ({ before: inSummerTime })],
  ['with its truth values as digits', () => ({ before: withBinaryTruth })],
  ['of exactly {number} bytes', (_context, [bytes]) => ({ after: (xml) => paddedTo(xml, Number(bytes)) })],
];

function withAnotherCounter(xml: string): string {
  return xml.replace(
    /:(\d+)<\/RequestID>/,
    (_whole, counter: string) => `:${String(BigInt(counter) + 1n)}</RequestID>`,
  );
}

/** The same document with spaces after its end, which nobody signs. */
function paddedTo(xml: string, bytes: number): string {
  return xml + ' '.repeat(bytes - Buffer.byteLength(xml));
}

/** The certificate for key agreement beside that for signing. @param certificate X.509 PEM */
function withKeyAgreement(xml: string, certificate: string): string {
  const der = Buffer.from(derOf(certificate)).toString('base64');
  const end = '</DigitalSigningCertificate>';
  return xml.replace(end, `${end}<KeyAgreementCertificate>${der}</KeyAgreementCertificate>`);
}

/** The same request, for DUIS reads EUIs, hashes and install codes as numbers: in small letters, but for its own id. */
function withSmallDigits(xml: string): string {
  return xml.replace(
    />((?:[0-9A-F]{2}-){7}[0-9A-F]{2}(?:,[0-9A-F-]{23})*|(?:[0-9A-F]{2}){6,})</g,
    (_whole, digits: string) => `>${digits.toLowerCase()}<`,
  );
}

/** The same instants, said in another time zone. */
function inSummerTime(xml: string): string {
  return xml.replace(/>(\d{4}-\d\d-\d\dT[\d:.]+Z)</g, (_whole, instant: string) => {
    const later = new Date(Date.parse(instant) + SUMMER_TIME).toISOString();
    return `>${later.replace('Z', '+01:00')}<`;
  });
}

/** The same document, whose truth values DUIS lets be written in two ways. */
function withBinaryTruth(xml: string): string {
  return xml.replaceAll('>true<', '>1<').replaceAll('>false<', '>0<');
}

/** The same document under another service reference variant. */
function withVariant(xml: string, variant: string): string {
  return xml.replace(/<ServiceReferenceVariant>[^<]*/, `<ServiceReferenceVariant>${variant}`);
}

const requestFault = joinedType(
  phrasesType<(context: RequestFaultContext) => SendingFault>(
    { name: 'requestFault', meaning: 'how a service request is sent wrongly' },
    PHRASES.map(([phrase, fault]) => [phrase, (words) => (context) => fault(context, words)]),
  ),
  'two',
);

/** Faults of service requests. */
export const REQUEST_FAULT_TYPES: readonly ParameterType[] = [asSaid(requestFault)];

/** @param phrase of the type `requestFault` */
export function requestFaultOf(phrase: string, context: RequestFaultContext): SendingFault {
  return requestFault.read(phrase).reduce<SendingFault>((all, fault) => ({ ...all, ...fault(context) }), {});
}

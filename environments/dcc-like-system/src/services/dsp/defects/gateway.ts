import { defect, omitWrite, rule } from '../../../kernel/defect';
import { Refusal } from '../../../kernel/refusal';
import type { Change } from '../../../kernel/rules';
import { parseXml } from '../../../xml/parse';
import { verify } from '../../../xml/signature';
import { GATEWAY, responseTo } from '../gateway/gateway';
import { GATEWAY_READING, INTAKE } from '../gateway/intake';
import { REQUEST_CHECKS } from '../gateway/request-checks';
import { factsOf, useCounter } from '../gateway/request-facts';
import { PRE_COMMAND_RULES } from '../smets2/pre-commands';

/** An EUI or a hash in a request whose digits are small letters. */
const SMALL_DIGITS = />(?:(?=[\dA-F-]*[a-f])[\da-f]{2}(?:-[\da-f]{2}){7}|(?=\d*[a-f])[\da-f]{64})</;

/** Seeded defects of what the gateway does before and after it decides on a request. */
export const GATEWAY_DEFECTS = [
  defect(
    'dsp-takes-any-size',
    rule(INTAKE, 'mostBytes', () => ({ serviceS: Infinity, serviceD: Infinity, serviceT: Infinity })),
  ),
  defect(
    'dsp-takes-smaller-commands',
    rule(INTAKE, 'mostBytes', (right) => ({ ...right, serviceS: right.serviceS - 1 })),
  ),
  defect(
    'dsp-takes-smaller-dcc-requests',
    rule(INTAKE, 'mostBytes', (right) => ({ ...right, serviceD: right.serviceD - 1 })),
  ),
  defect(
    'dsp-checks-signature-before-shape',
    rule(INTAKE, 'textOf', (right) => (bytes, service) => {
      const xml = right(bytes, service);
      const verdict = verify(xml, service.config.certificates);
      if ('fault' in verdict) throw new Refusal(401, verdict.fault);
      return xml;
    }),
  ),
  defect(
    'dsp-counts-no-namespaces',
    rule(INTAKE, 'limits', (right) => ({ ...right, attributes: Infinity, namespaces: Infinity })),
  ),
  // The gateway fails on what is broken instead of refusing it.
  defect(
    'dsp-fails-on-broken-document',
    rule(INTAKE, 'documentOf', () => (xml, limits) => parseXml(xml, limits)),
  ),
  defect(
    'dsp-takes-long-counter',
    overlooking(/RequestID/),
    rule(GATEWAY_READING, 'highestCounter', () => 10n ** 20n),
  ),
  defect(
    'dsp-takes-other-element',
    rule(GATEWAY_READING, 'isOfVariant', () => () => true),
  ),
  defect(
    'dsp-ignores-surplus-element',
    overlooking(/is not expected/),
    rule(GATEWAY_READING, 'mostElements', () => Infinity),
  ),
  defect(
    'dsp-skips-schema',
    rule(INTAKE, 'shapeFaultOf', () => () => Promise.resolve(undefined)),
  ),
  defect(
    'dsp-takes-capital-digits-alone',
    rule(INTAKE, 'shapeFaultOf', (right) => (bytes, service) => {
      const fault = SMALL_DIGITS.test(bytes.toString()) ? 'hexadecimal digits are capital letters' : undefined;
      return fault === undefined ? right(bytes, service) : Promise.resolve(fault);
    }),
  ),
  // The instant is taken as it stands there, whatever its zone.
  defect('dsp-ignores-time-zones', rewriting(/(T[\d:.]+)\+01:00</g, '$1Z<')),
  defect(
    'dsp-reads-truth-from-words-alone',
    rewriting(/>1<\/DailyTariffBlockCounterMatrixReset>/g, '>false</DailyTariffBlockCounterMatrixReset>'),
  ),
  defect(
    'dsp-gives-out-another-customer-number',
    rule(GATEWAY, 'customerNumber', (right) => (request) => right({ ...request, counter: `${request.counter}0` })),
  ),
  defect('dsp-skips-signature', believing(isSigned)),
  defect(
    'dsp-takes-unsigned-request',
    believing((xml) => !isSigned(xml)),
  ),
  defect(
    'dsp-takes-any-signer',
    rule(INTAKE, 'maySignFor', () => () => true),
  ),
  defect(
    'dsp-checks-counter-before-signature',
    rule(GATEWAY, 'refuseUnauthentic', (right) => async (unauthentic, service) => {
      const { request, webService } = unauthentic;
      const response = await service.transact((work) => {
        const code = work.rules(REQUEST_CHECKS).checks.counter({ facts: factsOf(request, webService, work), work });
        return code === undefined ? undefined : responseTo(request, { code }, work);
      });
      return response ?? right(unauthentic, service);
    }),
  ),
  // Whoever knows the id of a user can use up its counters.
  defect(
    'dsp-counts-what-is-not-authentic',
    rule(GATEWAY, 'refuseUnauthentic', (right) => async (unauthentic, service) => {
      await service.transact((work) => {
        useCounter(unauthentic.request, work);
      });
      return right(unauthentic, service);
    }),
  ),
  defect(
    'dsp-keeps-counter-of-refused',
    rule(GATEWAY, 'usesUpCounter', () => (code) => !code.startsWith('E')),
  ),
  // A pre-command can be sent back again and again.
  defect('dsp-keeps-pre-commands', omitWrite(PRE_COMMAND_RULES, 'useUp')),
];

/** What was signed goes on with something else in it. */
function rewriting(what: RegExp, by: string): Change {
  return rule(INTAKE, 'signatureOf', (right) => (received, service) => {
    const signature = right(received, service);
    if ('fault' in signature) return signature;
    return { ...signature, content: signature.content.replace(what, by) };
  });
}

/** Requests pass for valid whose fault is of this sort. */
function overlooking(sort: RegExp): Change {
  return rule(INTAKE, 'shapeFaultOf', (right) => async (bytes, service) => {
    const fault = await right(bytes, service);
    return fault !== undefined && sort.test(fault) ? undefined : fault;
  });
}

/** Documents whose signature does not hold pass for signed by their originator. */
function believing(which: (xml: string) => boolean): Change {
  return rule(INTAKE, 'signatureOf', (right) => (received, service) => {
    const signature = right(received, service);
    const { xml, request } = received;
    if (!('fault' in signature) || !which(xml)) return signature;
    return { signer: request.id.originator, content: withoutSignature(xml) };
  });
}

function isSigned(xml: string): boolean {
  return xml.includes('Signature>');
}

/** A document without the signature at its end. */
function withoutSignature(xml: string): string {
  return xml.replace(/<(\w+:)?Signature\b.*<\/(\w+:)?Signature>/s, '');
}

import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readServiceRequests } from '../../scope/service-requests';
import { Documents } from '../documents';
import { examineByCanonicalForm } from '../examination';
import type { SigningKey } from '../signature';
import { makeTestKey } from '../fixtures/test-keys';
import { checkRequest } from './check';
import { loadOfficialSchemas, type OfficialSchemas } from './official-schemas';
import { dated, writeRequest } from './request';
import { madeVariants, usualRequest, type RequestContext } from './usual';
import { DCC_EUI } from './vocabulary';

const SCOPE = readServiceRequests(path.join(__dirname, '../../../features/scope/service-requests.csv'));
const USER = '90-B3-D5-1F-30-01-00-00';
const METER = '00-DB-12-E1-01-02-03-04';
const AT = new Date('2019-06-05T10:00:00Z');
/** Requests that may say when they are to be carried out, of each shape one. */
const DATABLE = [
  '1.1.1',
  '1.6',
  '2.1',
  '3.2',
  '1.1.2',
  '4.1.1',
  '4.8.1',
  '6.15.1',
  '6.18.1',
  '6.27',
  '6.20.1',
  '6.23',
  '8.11',
  '11.3',
];

let key: SigningKey;
let schemas: OfficialSchemas;

function problemsOf(xml: string): Promise<readonly string[]> {
  const documents = new Documents(examineByCanonicalForm, schemas);
  return checkRequest(xml, USER, { documents, certificates: { [USER]: key.certificate }, at: AT.toISOString() });
}

beforeAll(async () => {
  key = await makeTestKey('21');
  schemas = await loadOfficialSchemas(process.env.OFFICIAL_SCHEMAS);
});

function context(fuel: 'electricity' | 'gas', isNetworkOperator: boolean): RequestContext {
  return {
    now: AT,
    deviceId: METER,
    deviceType: fuel === 'gas' ? 'GSME' : 'ESME',
    fuel,
    importMPxN: fuel === 'gas' ? '3938424403' : '1000000000012',
    exportMPAN: '1000000000021',
    hubId: '00-DB-12-90-01-02-03-04',
    unknownDeviceId: '00-DB-12-D1-01-02-03-06',
    certificate: key.certificate,
    isNetworkOperator,
    isExportSupplier: false,
    newDeviceId: '00-DB-12-D1-01-02-03-05',
    newFirmware: '02030018',
    serial: () => 1,
  };
}

describe('every service request of the scope', () => {
  const kinds = SCOPE.flatMap((request) =>
    (['electricity', 'gas'] as const).flatMap((fuel) => [false, true].map((operator) => ({ request, fuel, operator }))),
  );

  it.each(kinds)('$request.variant of $fuel is signed and valid', async ({ request, fuel, operator }) => {
    const made = usualRequest(request, context(fuel, operator));
    expect(made.variant).toBe(request.variant);
    expect(made.body).toMatch(new RegExp(`^<${request.element}[ />]`));
    const target = made.answeredBy === 'dcc' ? DCC_EUI : METER;
    const xml = await writeRequest({ originator: USER, target, counter: 1n }, made, key);
    expect(await problemsOf(xml)).toEqual([]);
  });

  it.each(DATABLE)('%s is valid with an execution time', async (variant) => {
    const request = SCOPE.find((candidate) => candidate.variant === variant);
    if (request === undefined) throw new Error(`${variant} is not in scope`);
    const later = dated(usualRequest(request, context('electricity', false)), AT);
    expect(later.body).toContain('<ExecutionDateTime>2019-06-05T10:00:00.000Z</ExecutionDateTime>');
    const xml = await writeRequest({ originator: USER, target: METER, counter: 1n }, later, key);
    expect(await problemsOf(xml)).toEqual([]);
  });

  it('that has content of its own can be made, and nothing is made that is not in scope', () => {
    const own = SCOPE.filter(({ content }) => content === 'own').map(({ variant }) => variant);
    expect(madeVariants().sort()).toEqual([...own].sort());
  });
});

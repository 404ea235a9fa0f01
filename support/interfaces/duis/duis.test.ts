import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Certificates } from '../certificates';
import { Documents } from '../documents';
import { examineByCanonicalForm } from '../examination';
import { signXml, type SigningKey } from '../signature';
import { makeTestKey } from '../fixtures/test-keys';
import { checkRequest, checkResponse, type CheckContext } from './check';
import { loadOfficialSchemas, NOT_CHECKED, type OfficialSchemas } from './official-schemas';
import { importRegister } from './readings';
import { writeRequest } from './request';
import { plainRead, readInventory } from './requests/reads';
import { readResponse } from './response';
import { DCC_EUI, DUIS_NAMESPACE, responseIdOf, type MessageId } from './vocabulary';

const USER = '90-B3-D5-1F-30-01-00-00';
const METER = '00-DB-12-E1-01-02-03-04';
const ID: MessageId = { originator: USER, target: METER, counter: 18446744073709551615n };
const REGISTERS = plainRead('4.1.1', 'ReadInstantaneousImportRegisters');
const MMC = 'http://www.dccinterface.co.uk/ResponseAndAlert';

let dsp: SigningKey;
let s1sp: SigningKey;
let certificates: Record<string, string>;
/** Official schemas where somebody has them; otherwise the check that says it checks nothing. */
let schemas: OfficialSchemas;

beforeAll(async () => {
  [dsp, s1sp] = await Promise.all([makeTestKey('11'), makeTestKey('12')]);
  certificates = { dsp: dsp.certificate, s1sp: s1sp.certificate };
  schemas = await loadOfficialSchemas(process.env.OFFICIAL_SCHEMAS);
});

function context(certificates: Certificates): CheckContext {
  return { documents: new Documents(examineByCanonicalForm, schemas), certificates, at: '2019-06-05T10:00:00.000Z' };
}

/** Hand-written documents of the shapes in the public schemas and samples, not of this module's making. */
function respond(header: string, body: string): Promise<string> {
  const xml =
    `<Response xmlns="${DUIS_NAMESPACE}" schemaVersion="3.0"><Header>${header}` +
    `<ResponseDateTime>2019-06-05T10:00:00.000Z</ResponseDateTime></Header><Body>${body}</Body></Response>`;
  return signXml(xml, dsp);
}

async function speak(header: string, body: string): Promise<string> {
  const inner =
    `<SMETS1SignedResponse xmlns="${DUIS_NAMESPACE}" xmlns:ra="${MMC}" schemaVersion="3.0"><SMETS1Response><Header>` +
    `<ra:BusinessOriginatorID>${METER.toLowerCase()}</ra:BusinessOriginatorID>` +
    `<ra:BusinessTargetID>${USER}</ra:BusinessTargetID><ra:OriginatorCounter>7</ra:OriginatorCounter></Header>` +
    `<Body>${body}</Body></SMETS1Response></SMETS1SignedResponse>`;
  const signed = await signXml(inner, s1sp);
  return `<SMETS1ResponseMessage>${header}${signed}</SMETS1ResponseMessage>`;
}

const SERVICE = '<ServiceReference>4.1</ServiceReference><ServiceReferenceVariant>4.1.1</ServiceReferenceVariant>';

describe('a service request', () => {
  it.each([REGISTERS, readInventory('DeviceID', METER), readInventory('MPxN', '1012345678806')])(
    '$variant is signed and valid',
    async (request) => {
      const xml = await writeRequest(ID, request, dsp);
      expect(await checkRequest(xml, USER, context({ [USER]: dsp.certificate }))).toEqual([]);
      expect(xml).toContain(`<RequestID>${USER}:${METER}:18446744073709551615</RequestID>`);
    },
  );

  it('carries the command variant a scenario asks for', async () => {
    expect(await writeRequest(ID, REGISTERS, dsp)).toContain('<CommandVariant>1</CommandVariant>');
    const odd = await writeRequest(ID, REGISTERS, dsp, { commandVariant: 2 });
    expect(odd).toContain('<CommandVariant>2</CommandVariant>');
  });

  it('is answered under an id with originator and target changed', () => {
    expect(responseIdOf({ ...ID, target: DCC_EUI, counter: 5n })).toBe(`${DCC_EUI}:${USER}:5`);
  });
});

describe('a response', () => {
  it('acknowledges', async () => {
    const xml = await respond(
      `<RequestID>${USER}:${METER}:7</RequestID><ResponseCode>I99</ResponseCode>`,
      `<ResponseMessage>${SERVICE}</ResponseMessage>`,
    );
    expect(await checkResponse(xml, context(certificates))).toEqual([]);
    expect(readResponse(xml)).toMatchObject({
      requestId: `${USER}:${METER}:7`,
      code: 'I99',
      content: { kind: 'answer', variant: '4.1.1', inventory: [] },
    });
  });

  it('lists the inventory', async () => {
    const device =
      `<Device><DeviceID>${METER}</DeviceID><DeviceType>ESME</DeviceType><DeviceStatus>Commissioned</DeviceStatus>` +
      '<DeviceManufacturer>AB01</DeviceManufacturer><DeviceModel>433100AC</DeviceModel>' +
      '<DeviceFirmwareVersion>1.4.2</DeviceFirmwareVersion><DateCommissioned>2019-06-04</DateCommissioned>' +
      '<ImportMPxN>1012345678806</ImportMPxN><CSPRegion>SMETS1</CSPRegion><S1SP>S1SP-A</S1SP></Device>';
    const xml = await respond(
      `<RequestID>${USER}:${DCC_EUI}:8</RequestID><ResponseCode>I0</ResponseCode>`,
      '<ResponseMessage><ServiceReference>8.2</ServiceReference><ServiceReferenceVariant>8.2</ServiceReferenceVariant>' +
        `<DSPInventory>${device}</DSPInventory></ResponseMessage>`,
    );
    expect(await checkResponse(xml, context(certificates))).toEqual([]);
    expect(readResponse(xml).content).toMatchObject({
      inventory: [{ deviceId: METER, status: 'Commissioned', importMPxN: '1012345678806', s1sp: 'S1SP-A' }],
    });
  });

  it.each([
    [
      'electricity',
      '<ra:Electricity><ra:ActiveImportRegister><ra:Value>12345</ra:Value></ra:ActiveImportRegister></ra:Electricity>',
      12345,
    ],
    ['gas', '<ra:Gas><ra:ConsumptionRegister><ra:Value>12.345</ra:Value></ra:ConsumptionRegister></ra:Gas>', 12345],
  ])('carries a reading of %s, signed within and around', async (_fuel, register, reading) => {
    const payload =
      '<ResponseMessage><ra:SMETSData><ra:ReadInstantaneousImportRegistersRsp MessageSuccess="true">' +
      `${register}</ra:ReadInstantaneousImportRegistersRsp></ra:SMETSData></ResponseMessage>`;
    const xml = await respond(
      `<RequestID>${USER}:${METER}:7</RequestID><ResponseID>${METER}:${USER}:7</ResponseID><ResponseCode>I0</ResponseCode>`,
      await speak(SERVICE, payload),
    );
    expect(await checkResponse(xml, context(certificates))).toEqual([]);
    const { content } = readResponse(xml);
    expect(content).toMatchObject({ kind: 'device-response', deviceId: METER, user: USER, counter: 7n, refusals: [] });
    const said = content.kind === 'device-response' ? content.payload : undefined;
    expect(said && importRegister(said)).toBe(reading);
    const forged = xml.replace(/(?<=<ra:Value>1)2/, '9');
    expect(await checkResponse(forged, context(certificates))).toHaveLength(2);
  });

  it('carries a device alert, and tells a wrong signer', async () => {
    const alert =
      '<DeviceAlertMessage><ra:DeviceAlertContent><ra:GBCSHexAlertCode>8f69</ra:GBCSHexAlertCode>' +
      '<ra:AlertDescription>Device commissioned</ra:AlertDescription>' +
      '<ra:Timestamp>2019-06-05T10:00:00Z</ra:Timestamp></ra:DeviceAlertContent></DeviceAlertMessage>';
    const xml = await respond(
      `<ResponseID>${METER}:${USER}:7</ResponseID><ResponseCode>I0</ResponseCode>`,
      await speak('', alert),
    );
    expect(await checkResponse(xml, context(certificates))).toEqual([]);
    expect(readResponse(xml).content).toMatchObject({ kind: 'device-alert', alertCode: '8F69', deviceId: METER });
    const swapped = { dsp: s1sp.certificate, s1sp: dsp.certificate };
    expect(await checkResponse(xml, context(swapped))).toEqual([
      'Signed by s1sp where the dsp should have signed.',
      'Signed by dsp where the s1sp should have signed.',
    ]);
  });

  it.each([
    [
      'N16',
      `<DeviceStatusChangeEvent><DeviceID>${METER}</DeviceID><DeviceStatusChange><MeterIdentity><MeterMPxNs>` +
        '<ImportMPxN>1012345678806</ImportMPxN></MeterMPxNs><ESMEVariant>A</ESMEVariant></MeterIdentity>' +
        '</DeviceStatusChange></DeviceStatusChangeEvent>',
      { importMPxN: '1012345678806', esmeVariant: 'A', certificateHashes: [] },
    ],
    [
      'N42',
      `<SecurityCredentialsUpdated><DeviceID>${METER}</DeviceID><RemotePartyRole>Supplier</RemotePartyRole>` +
        '<Certificates><CertificateType>DigitalSigning</CertificateType>' +
        '<CertificateHash>AAAA</CertificateHash></Certificates></SecurityCredentialsUpdated>',
      { remotePartyRole: 'Supplier', certificateHashes: ['AAAA'] },
    ],
  ])('is the DCC Alert %s', async (alertCode, event, detail) => {
    const xml = await respond(
      `<ResponseID>${METER}:${USER}:9</ResponseID><ResponseCode>I0</ResponseCode>`,
      `<DCCAlertMessage><DCCAlertCode>${alertCode}</DCCAlertCode><DCCAlert>${event}</DCCAlert></DCCAlertMessage>`,
    );
    expect(await checkResponse(xml, context(certificates))).toEqual([]);
    expect(readResponse(xml).content).toMatchObject({ kind: 'dcc-alert', alertCode, deviceId: METER, ...detail });
  });
});

describe('the official schemas', () => {
  it('are checked where they are, and otherwise the report can say that they were not', () => {
    const given = process.env.OFFICIAL_SCHEMAS ?? '';
    if (given === '') expect(schemas.statement).toBe(NOT_CHECKED);
    else expect(schemas.schema?.check('<Request xmlns="urn:x"/>')).not.toEqual([]);
  });

  it('are missed in one sentence', async () => {
    const empty = mkdtempSync(path.join(tmpdir(), 'no-schemas-'));
    await expect(loadOfficialSchemas(empty)).rejects.toThrow(
      /does not hold the official schemas .* such as "DUIS Schema V5\.4\.xsd": correct OFFICIAL_SCHEMAS\.$/,
    );
    rmSync(empty, { recursive: true });
    await expect(loadOfficialSchemas(empty, '--schemas')).rejects.toThrow(/cannot be read: correct --schemas\.$/);
  });
});

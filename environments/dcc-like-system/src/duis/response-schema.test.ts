import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { schemaFault } from '../formats/schema';
import { Dice } from './fixtures/dice';
import { mutated } from './fixtures/mutations';
import { SchemaSamples } from './fixtures/schema-samples';
import { officialCheck, type OfficialCheck } from './official-schemas';
import { RESPONSE_CODES } from './response-codes';
import { DUIS, MMC } from './vocabulary';

const CONTRACTS = join(__dirname, '../../../contracts');
const OFFICIAL = process.env.OFFICIAL_SCHEMAS ?? '';
/** How many answers are drawn of each kind; each is followed by four mutations of it. */
const DRAWN = Number(process.env.DRAWN_RESPONSES ?? 3);
const SEED = 18;

const METER = '00-DB-12-E1-01-02-03-04';
const USER = '90-B3-D5-1F-30-01-00-00';
const AT = '2019-06-04T09:30:00.000Z';
const DSIG = 'http://www.w3.org/2000/09/xmldsig#';
const method = (name: string): string => `<${name} Algorithm="urn:any"/>`;
const SIGNATURE =
  `<Signature xmlns="${DSIG}"><SignedInfo>${method('CanonicalizationMethod')}${method('SignatureMethod')}` +
  `<Reference URI=""><Transforms>${method('Transform')}</Transforms>${method('DigestMethod')}<DigestValue>AA==</DigestValue>` +
  '</Reference></SignedInfo><SignatureValue>AA==</SignatureValue><KeyInfo><X509Data><X509IssuerSerial>' +
  '<X509IssuerName>CN=any</X509IssuerName><X509SerialNumber>1</X509SerialNumber></X509IssuerSerial></X509Data></KeyInfo></Signature>';

/** A response of the DCC with this body. */
function responseWith(body: string): string {
  const header = `<ResponseID>${METER}:${USER}:7</ResponseID><ResponseCode>I0</ResponseCode><ResponseDateTime>${AT}</ResponseDateTime>`;
  return `<Response xmlns="${DUIS}" schemaVersion="3.0"><Header>${header}</Header><Body>${body}</Body>${SIGNATURE}</Response>`;
}

/** A response of the DCC in which a device of SMETS1 says this. */
function fromDevice(message: string): string {
  const header =
    `<BusinessOriginatorID>${METER}</BusinessOriginatorID><BusinessTargetID>${USER}</BusinessTargetID>` +
    `<OriginatorCounter>7</OriginatorCounter><Timestamp ClockStatus="reliable">${AT}</Timestamp>`;
  const inMmc = header.replaceAll(/<([A-Z]\w*)(?=[ >])/g, `<$1 xmlns="${MMC}"`);
  return responseWith(
    `<SMETS1ResponseMessage><SMETS1SignedResponse schemaVersion="3.0"><SMETS1Response><Header>${inMmc}</Header>` +
      `<Body>${message}</Body></SMETS1Response>${SIGNATURE}</SMETS1SignedResponse></SMETS1ResponseMessage>`,
  );
}

const own = (xml: string): Promise<string | undefined> => schemaFault(Buffer.from(xml), CONTRACTS, 'duis-response.xsd');

/** Answers of every kind that the published schema knows, by what they are. */
class Drawn {
  private readonly dcc: SchemaSamples;
  private readonly devices: SchemaSamples;

  constructor(dice: Dice) {
    const samples = (file: string): SchemaSamples =>
      new SchemaSamples(join(CONTRACTS, 'schemas', file), dice, { 'ds:Signature': SIGNATURE });
    this.dcc = samples('duis-response.xsd');
    this.devices = samples('mmc-response.xsd');
  }

  *all(): Generator<string> {
    for (const name of this.devices.elementsOf('answers'))
      yield this.said('ResponseMessage', `<SMETSData>${this.devices.elementOf('answers', name)}</SMETSData>`);
    yield this.said('ResponseMessage', this.devices.elementOf('response', 'DebugInfo'));
    yield this.said('DeviceAlertMessage', this.devices.elementOf('alert', 'DeviceAlertContent'));
    for (const name of this.dcc.elementsOf('dcc-alert')) {
      const alert = this.dcc.elementOf('dcc-alert', name);
      yield responseWith(
        `<DCCAlertMessage><DCCAlertCode>N1</DCCAlertCode><DCCAlert>${alert}</DCCAlert></DCCAlertMessage>`,
      );
    }
    const service = '<ServiceReference>5.1</ServiceReference><ServiceReferenceVariant>5.1</ServiceReferenceVariant>';
    for (const name of this.dcc.elementsOf('dcc-answers')) {
      yield responseWith(`<ResponseMessage>${service}${this.dcc.elementOf('dcc-answers', name)}</ResponseMessage>`);
    }
  }

  private said(message: string, content: string): string {
    return fromDevice(`<${message}>${content.replace(/^<\w+/, `$& xmlns="${MMC}"`)}</${message}>`);
  }
}

describe('the published schema of responses', () => {
  it('has the codes of the system', () => {
    const text = readFileSync(join(CONTRACTS, 'schemas/duis-response.xsd'), 'utf8');
    const [type = ''] = /<xs:simpleType name="response-code">[^]*?<\/xs:simpleType>/.exec(text) ?? [];
    const listed = [...type.matchAll(/value="(\w+)"/g)].map(([, code]) => code);
    expect(listed).toEqual(RESPONSE_CODES);
  });

  it('takes what is drawn by it, but for values beyond a limit', async () => {
    let taken = 0;
    let all = 0;
    for (const xml of new Drawn(new Dice(SEED)).all()) {
      all += 1;
      if ((await own(xml)) === undefined) taken += 1;
    }
    expect(taken).toBeGreaterThan(all / 3);
  });
});

describe.runIf(OFFICIAL !== '')('with the official schemas at hand', () => {
  let official: OfficialCheck;
  beforeAll(async () => {
    const check = await officialCheck(OFFICIAL);
    if (typeof check === 'string') throw new Error(check);
    official = check;
  });

  it('the published schema takes nothing that the official one refuses', { timeout: 3_600_000 }, async () => {
    const dice = new Dice(SEED);
    const drawn = new Drawn(dice);
    const tally = { judged: 0, taken: 0 };
    const wrong: string[] = [];
    const judge = async (xml: string): Promise<void> => {
      tally.judged += 1;
      if ((await own(xml)) !== undefined) return;
      tally.taken += 1;
      const fault = official.faultOf(xml);
      if (fault !== undefined) wrong.push(`${fault}\n${xml}`);
    };
    for (let round = 0; round < DRAWN; round += 1) {
      for (const xml of drawn.all()) {
        await judge(xml);
        for (let change = 0; change < 4; change += 1) await judge(mutated(xml, dice));
      }
    }
    console.info(`${tally.judged} responses judged, ${tally.taken} of them taken`);
    expect(wrong.slice(0, 20).join('\n\n')).toBe('');
  });
});

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { schemaFault } from '../formats/schema';
import { XmlFault } from '../xml/parse';
import { Dice } from './fixtures/dice';
import { mutated } from './fixtures/mutations';
import { SchemaSamples } from './fixtures/schema-samples';
import { officialCheck, type OfficialCheck } from './official-schemas';
import { readRequest } from './request';
import { BODY_READERS } from './requests/bodies';
import { DUIS } from './vocabulary';

const CONTRACTS = join(__dirname, '../../../contracts');
const OFFICIAL = process.env.OFFICIAL_SCHEMAS ?? '';
/** How many requests are drawn for each body and schema; each is followed by four mutations of it. */
const DRAWN = Number(process.env.DRAWN_REQUESTS ?? 3);
const SEED = 18;

/** A request with this body, in the header that belongs to it. */
function requestWith(variant: string, body: string): string {
  const reference = variant.split('.').slice(0, 2).join('.');
  const header = [
    '<RequestID>90-B3-D5-1F-30-01-00-00:00-DB-12-E1-01-02-03-04:7</RequestID>',
    '<CommandVariant>1</CommandVariant>',
    `<ServiceReference>${reference}</ServiceReference>`,
    `<ServiceReferenceVariant>${variant}</ServiceReferenceVariant>`,
  ].join('');
  return `<Request xmlns="${DUIS}" schemaVersion="3.0"><Header>${header}</Header><Body>${body}</Body></Request>`;
}

/** Why the system does not take a request; undefined where it takes it. */
async function ownFault(xml: string): Promise<string | undefined> {
  const fault = await schemaFault(Buffer.from(xml), CONTRACTS, 'duis-request.xsd');
  if (fault !== undefined) return fault;
  try {
    readRequest(xml);
    return undefined;
  } catch (error) {
    if (error instanceof XmlFault) return `read: ${error.message}`;
    throw error;
  }
}

/** Whether it is only that header and body belong to different requests, which is a rule beside the schema. */
function isOtherBody(fault: string | undefined): boolean {
  return /^read: (The Body of a request|ServiceReference )/.test(fault ?? '');
}

describe('the published schema of requests', () => {
  const dice = new Dice(SEED);
  const own = new SchemaSamples(join(CONTRACTS, 'schemas/duis-request.xsd'), dice);

  it('has a body for every variant that is read', () => {
    const bodies = own.bodies();
    for (const { element } of Object.values(BODY_READERS)) expect(bodies).toContain(element);
  });

  it('allows nothing that cannot be read', async () => {
    for (const [variant, { element }] of Object.entries(BODY_READERS)) {
      for (let drawn = 0; drawn < DRAWN; drawn += 1) {
        const xml = requestWith(variant, own.body(element));
        for (const one of [xml, mutated(xml, dice)]) {
          const fault = await ownFault(one);
          if (fault?.startsWith('read:') === true && !isOtherBody(fault)) expect.fail(`${fault}\n${one}`);
        }
      }
    }
  });
});

describe.runIf(OFFICIAL !== '')('with the official schemas at hand', () => {
  let official: OfficialCheck;
  beforeAll(async () => {
    const check = await officialCheck(OFFICIAL);
    if (typeof check === 'string') throw new Error(check);
    official = check;
  });

  it('a request is taken exactly when the official schema takes it', { timeout: 3_600_000 }, async () => {
    const dice = new Dice(SEED);
    const name = readdirSync(OFFICIAL).find((file) => /^DUIS Schema V.*\.xsd$/.test(file)) ?? '';
    const samples = [join(CONTRACTS, 'schemas/duis-request.xsd'), join(OFFICIAL, name)].map(
      (file) => new SchemaSamples(file, dice),
    );
    const tally = { judged: 0, taken: 0 };
    const disagreements: string[] = [];
    const judge = async (xml: string): Promise<void> => {
      const [ours, theirs] = [await ownFault(xml), official.faultOf(xml)];
      tally.judged += 1;
      if (ours === undefined) tally.taken += 1;
      if ((ours === undefined) !== (theirs === undefined) && !isOtherBody(ours))
        disagreements.push(`ours: ${ours ?? 'taken'}; official: ${theirs ?? 'taken'}\n${xml}`);
    };
    for (const [variant, { element }] of Object.entries(BODY_READERS)) {
      for (const schema of samples) {
        for (let drawn = 0; drawn < DRAWN; drawn += 1) {
          const xml = requestWith(variant, schema.body(element));
          await judge(xml);
          for (let change = 0; change < 4; change += 1) await judge(mutated(xml, dice));
        }
      }
    }
    console.info(`${tally.judged} requests judged, ${tally.taken} of them taken`);
    expect(disagreements.slice(0, 20).join('\n\n')).toBe('');
  });
});

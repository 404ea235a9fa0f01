import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { Dice } from './fixtures/dice';
import { SchemaSamples, type Names } from './fixtures/schema-samples';
import { BODY_READERS } from './requests/bodies';

const OWN = join(__dirname, '../../../contracts/schemas');
const OFFICIAL = process.env.OFFICIAL_SCHEMAS ?? '';

function schema(file: string): SchemaSamples {
  return new SchemaSamples(file, new Dice(0));
}

/** Read when a test asks for it: without the folder there is nothing to read. */
function official(pattern: RegExp): SchemaSamples {
  const name = readdirSync(OFFICIAL).find((file) => pattern.test(file));
  if (name === undefined) throw new Error(`The folder ${OFFICIAL} holds no schema whose name fits ${pattern.source}.`);
  return schema(join(OFFICIAL, name));
}

const sorted = (names: Names): [string, readonly string[]][] => [...names].sort(([a], [b]) => (a < b ? -1 : 1));

/** What one schema names and lists that another one does not: where that one lists values, they have to be among these. */
function surplus(ours: Names, theirs: Names): string[] {
  return [...ours].flatMap(([path, values]) => {
    const known = theirs.get(path);
    if (known === undefined) return [path];
    if (known.length > 0 && values.length === 0) return [`${path} is not limited`];
    return known.length === 0
      ? []
      : values.filter((value) => !known.includes(value)).map((value) => `${path}: ${value}`);
  });
}

describe.runIf(OFFICIAL !== '')('every name and every listed value, with the official schemas at hand', () => {
  let duis: SchemaSamples;
  let mmc: SchemaSamples;
  beforeAll(() => {
    duis = official(/^DUIS Schema V.*\.xsd$/);
    mmc = official(/^MMC Schema V.*\.xsd$/);
  });
  const requests = schema(join(OWN, 'duis-request.xsd'));
  const devices = schema(join(OWN, 'mmc-response.xsd'));
  const dcc = schema(join(OWN, 'duis-response.xsd'));

  it.each(Object.entries(BODY_READERS).map(([variant, { element }]) => [variant, element] as const))(
    'of a request %s are those of the official schema',
    (_variant, element) => {
      expect(sorted(requests.inBody(element))).toEqual(sorted(duis.inBody(element)));
    },
  );

  it.each(devices.elementsOf('answers'))('of the answer %s are in the official schema', (element) => {
    const theirs = new Map(
      [...mmc.inElement('ResponsePayload', 'SMETSData')].map(([path, values]) => [
        path.replace('SMETSData/', ''),
        values,
      ]),
    );
    expect(surplus(devices.inElement('answers', element), theirs)).toEqual([]);
  });

  it.each(dcc.elementsOf('dcc-answers'))('of the answer %s of the DCC are in the official schema', (element) => {
    expect(surplus(dcc.inElement('dcc-answers', element), duis.inElement('ResponseMessage', element))).toEqual([]);
  });

  it.each(dcc.elementsOf('dcc-alert'))('of the alert %s are in the official schema', (element) => {
    const theirs = duis.inElement('DCCAlert', element);
    const inner =
      element === 'S1SPAlertDSP' ? new Map([...theirs, ...duis.inType('S1SPAlert', 'S1SPAlertDSP/S1SPAlert')]) : theirs;
    expect(surplus(dcc.inElement('dcc-alert', element), inner)).toEqual([]);
  });

  it('of the references of services', () => {
    expect(requests.listed('service-reference')).toEqual(duis.listed('ServiceReference'));
    expect(requests.listed('service-reference-variant')).toEqual(duis.listed('ServiceReferenceVariant'));
  });

  it('of response codes and alerts', () => {
    const codes = dcc.listed('response-code');
    expect(codes.filter((code) => !duis.listed('ResponseCode').includes(code))).toEqual([]);
    const alerts = surplus(
      dcc.inElement('dcc-alert-message', 'DCCAlertCode'),
      duis.inElement('DCCAlertMessage', 'DCCAlertCode'),
    );
    expect(alerts).toEqual([]);
  });
});

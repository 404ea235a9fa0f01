import { CURRENT_KINDS } from '../roles';
import type { OwnedThing, RouteAccess } from '../scope/route-access';
import { dayAfter } from '../models/calendar/days';
import type { KeptRecords } from './kept-records';
import type { MigrationWorld } from './world';

/** What fills in addresses and bodies of a scenario: things that are there. */
export interface Subjects {
  readonly records: KeptRecords;
  readonly importMPAN: string;
  readonly iccid: string;
  readonly deviceId: string;
  readonly eui: string;
  /** First and last day of a window that can be planned, YYYY-MM-DD. */
  readonly window: { readonly from: string; readonly to: string };
}

/** What is asked for, by the name of the parameter. Where nothing of the kind is there, a name such as it could have. */
const PARAMETERS: Readonly<Record<string, (subjects: Subjects) => readonly string[]>> = {
  name: () => ['MCF_AA_RP-000001.xml'],
  stem: ({ records }) => [records.things.authorisation.name],
  installationId: ({ records }) => [records.things.installation.name],
  kind: () => CURRENT_KINDS,
  mpan: ({ importMPAN }) => [importMPAN],
  mpxn: ({ importMPAN }) => [importMPAN],
  iccid: ({ iccid }) => [iccid],
  deviceId: ({ deviceId }) => [deviceId],
  eui: ({ eui }) => [eui],
  day: ({ window }) => [window.from],
  reference: () => ['READING-1'],
  id: () => ['S1SR-1'],
  n: () => ['1'],
};

/** What operators and uploads name that belongs to a supplier, by the beginning of the address. */
const NAMED: Readonly<Record<string, OwnedThing>> = {
  '/operator/installations/': 'installation',
  '/operator/reports/{id}': 'report',
  '/authorisations/': 'authorisation',
  '/demand-files/': 'demand file',
};

/** Bodies of calls that would change something, or that ask for something, as who may make them would write them. */
const BODIES: Readonly<Record<string, (subjects: Subjects) => object>> = {
  '/sims/{iccid}/handover': () => ({ to: 'smso', reference: 'tester' }),
  '/sims/{iccid}/downlink': ({ deviceId }) => ({ deviceId, commandId: 'tester', operation: 'ping', body: {} }),
  '/sims/{iccid}/laboratory': () => ({ laboratory: 'tester', connected: false }),
  '/sims/{iccid}/alerts': ({ deviceId }) => ({
    laboratory: 'tester',
    deviceId,
    alertCode: '8F3E',
    description: 'An alert',
    at: '2019-06-03T00:00:00.000Z',
  }),
  '/operator/days/{day}': () => ({ capacity: 0 }),
  '/operator/dormant-migrations': ({ records, window }) => ({ importMPANs: [records.dormant.importMPAN], ...window }),
  '/operator/dormant-configurations': ({ records, window }) => ({
    importMPANs: [records.dormant.importMPAN],
    packageId: 'S1SR-1',
    ...window,
  }),
  '/estate/look-up': ({ importMPAN }) => ({ ids: [importMPAN] }),
  '/registration-data': () => ({ registrations: [] }),
  '/receivers/{eui}': () => ({ address: 'http://receiver.example' }),
  '/estate/dormant': () => ({ models: [] }),
  '/operations/read-register': ({ importMPAN }) => ({ importMPAN, deviceType: 'ESME' }),
  '/operations/read-configuration': ({ importMPAN }) => ({ importMPAN, deviceType: 'ESME' }),
  '/operations/communications-check': ({ iccid }) => ({ iccid }),
  '/operations/rotate-without-dco': ({ records }) => ({ installationId: records.things.installation.name }),
  '/operations/rotate-without-s1sp': ({ deviceId, iccid }) => ({ deviceId, iccid }),
  '/operations/repeat-counter': ({ deviceId }) => ({ deviceId }),
  '/wake-ups': ({ iccid }) => ({ iccid }),
  '/inventory/look-up': ({ deviceId }) => ({ ids: [deviceId] }),
  '/registration/look-up': ({ importMPAN }) => ({ ids: [importMPAN] }),
  '/reset': () => ({ seed: 'tester' }),
  '/registration': ({ importMPAN, eui }) => ({ mpxn: importMPAN, supplier: eui }),
  '/keys/lend': () => ({ party: 's1sp' }),
  '/lab/defects': () => ({ ids: [] }),
};

/** What there is to ask for in a scenario. */
export async function subjectsOf(world: MigrationWorld, records: KeptRecords): Promise<Subjects> {
  const { importMPAN, iccid, devices } = world.installation;
  const now = await world.roles.time.now();
  return {
    records,
    importMPAN,
    iccid,
    deviceId: devices.find(({ deviceType }) => deviceType === 'ESME')?.deviceId ?? '',
    eui: world.roles.supplier.eui,
    window: { from: dayAfter(now, 10), to: dayAfter(now, 12) },
  };
}

/** The addresses of a route in a scenario: one, or one for each value that its parameter can have. */
export function addressesOf(route: Pick<RouteAccess, 'path' | 'of'>, subjects: Subjects): string[] {
  const { things } = subjects.records;
  const [, thing] = Object.entries(NAMED).find(([start]) => route.path.startsWith(start)) ?? [];
  const named = route.of === '' ? thing : route.of === 'own' ? undefined : route.of;
  const [, parameter] = /\{(\w+)\}/.exec(route.path) ?? [];
  if (parameter === undefined) return [route.path];
  const values = named === undefined ? (PARAMETERS[parameter]?.(subjects) ?? ['1']) : [things[named].name];
  return values.map((value) => route.path.replace(`{${parameter}}`, encodeURIComponent(value)));
}

/** What nobody has, in the form that it would have, by the name of the parameter. */
const UNKNOWN: Readonly<Record<string, string>> = {
  name: 'COF_AA_CP-999999.xml',
  stem: 'ALPHA_90-B3-D5-1F-30-01-00-00_20190101_000000',
  id: 'INST-999999',
  installationId: 'INST-999999',
  kind: 'nothing',
  mpan: '1012345678806',
  mpxn: '1012345678806',
  iccid: '8944999999999999999',
  deviceId: '00-DB-12-FF-FF-FF-FF-FF',
  reference: 'READING-999999',
};

/** The address of what a route does not have; undefined where it takes no name. */
export function unknownAddressOf({ path }: Pick<RouteAccess, 'path'>): string | undefined {
  const [whole = '', parameter = ''] = /\{(\w+)\}/.exec(path) ?? [];
  const unknown = UNKNOWN[parameter];
  return unknown === undefined ? undefined : path.replace(whole, encodeURIComponent(unknown));
}

/** The body of a call; undefined where it has none. */
export function bodyOf({ method, path }: Pick<RouteAccess, 'method' | 'path'>, subjects: Subjects): object | undefined {
  return method === 'GET' || method === 'DELETE' ? undefined : (BODIES[path]?.(subjects) ?? {});
}

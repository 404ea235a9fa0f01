import type { ServiceName } from '../../environments/environment';
import type { MadeInstallation, MigrationParty } from '../roles';
import type { Remainder } from '../scope/what-remains';
import type { MigrationWorld } from './world';

/** Looks at one record of an installation and says in a word or two what there is. */
type Look = (world: MigrationWorld, made: MadeInstallation) => Promise<string>;

const NOTHING = 'nothing';

/** Files that a party has taken and not judged yet. */
function waitingFiles(partyOf: (world: MigrationWorld) => MigrationParty): Look {
  return async (world) => {
    const register = await partyOf(world).fileRegister();
    return register.length === 0
      ? NOTHING
      : inWords(register.filter(({ verdict }) => verdict === 'received').map(({ kind }) => kind));
  };
}

/** Different values, each once, in order. */
function inWords(values: readonly (string | undefined)[]): string {
  const distinct = [...new Set(values.map((value) => value ?? NOTHING))].sort();
  return distinct.join(' and ') || NOTHING;
}

const state: Look = async ({ roles }, { importMPAN }) => {
  const newest = (await roles.controlCentre.installations()).filter((one) => one.importMPAN === importMPAN).at(-1);
  return newest === undefined ? NOTHING : [newest.state, newest.code].filter(Boolean).join(' ');
};

const stateForSupplier: Look = async ({ roles }, { importMPAN }) => {
  const newest = await roles.supplier.installationState(importMPAN);
  return newest === undefined ? NOTHING : [newest.state, newest.code].filter(Boolean).join(' ');
};

const plannedDays: Look = async ({ roles }) => {
  const { rows } = await roles.controlCentre.reports.now('schedule');
  return inWords(rows.map(({ installations }) => `${String(installations)} installation`));
};

const inFlight: Look = async ({ roles }, { importMPAN }) => {
  const { rows } = await roles.controlCentre.reports.now('in-flight');
  return inWords(rows.filter((row) => row.importMPAN === importMPAN).map((row) => row.state));
};

const portfolio: Look = async ({ roles }) => {
  const { rows } = await roles.controlCentre.reports.now('portfolio');
  const classes = ['migrated', 'failed', 'inFlight', 'scheduled', 'excluded'] as const;
  return inWords(rows.flatMap((row) => classes.filter((one) => row[one] > 0)));
};

const outcome: Look = async ({ roles }, { importMPAN }) => {
  const last = (await roles.supplier.outcomesOf(importMPAN)).at(-1);
  return last === undefined ? NOTHING : [last.result, last.code].filter(Boolean).join(' ');
};

const installationAtS1sp: Look = async (world, { importMPAN }) => {
  const own = await world.roles.controlCentre.installations();
  const id = own.filter((one) => one.importMPAN === importMPAN).at(-1)?.installationId;
  if (id === undefined) return NOTHING;
  return (await world.roles.s1sp.installation(id))?.state ?? NOTHING;
};

const keysOfDco: Look = async (world, made) => {
  const holders = world.keyHolders(made).map(({ deviceId }) => world.roles.dco.keyHolding(deviceId));
  return inWords((await Promise.all(holders)).map((holding) => holding?.holder));
};

/** Displays have no status in the inventory. */
const inventory: Look = async ({ roles }, { devices }) => {
  const entries = await roles.dsp.inventoryEntries(devices.map(({ deviceId }) => deviceId));
  const statuses = entries.flatMap(({ status }) => status ?? []);
  return entries.length > 0 && statuses.length === 0 ? 'no status' : inWords(statuses);
};

const registeredSupplier: Look = async ({ roles }, { importMPAN }) => {
  const supplier = (await roles.dsp.registration(importMPAN))?.supplier;
  return supplier === roles.supplier.eui
    ? 'the supplier'
    : supplier === roles.otherSupplier.eui
      ? 'another supplier'
      : NOTHING;
};

const readingOfSmso: Look = async ({ roles }, { importMPAN }) => {
  return (await roles.smso.readRegister(importMPAN, 'ESME')).outcome;
};

const sim: Look = async ({ roles }, { iccid }) => (await roles.network.sim(iccid)).network;

/** Keys of devices: those of the SMSO, new ones, or traces of both. */
const keysOfDevices: Look = async (world, made) => {
  const devices = await Promise.all(world.keyHolders(made).map(({ deviceId }) => world.lab.deviceInHand(deviceId)));
  return inWords(
    devices.map(({ keyVersion, pendingKeyVersion, hasFormerKey }) =>
      [
        `version ${String(keyVersion)}`,
        pendingKeyVersion === undefined ? '' : ', new ones waiting',
        hasFormerKey ? ', former ones too' : '',
      ].join(''),
    ),
  );
};

/** How each record of the table is looked at. */
const LOOKS: Readonly<Record<Remainder['party'], Readonly<Record<string, Look>>>> = {
  mcc: {
    state,
    'state for the supplier': stateForSupplier,
    'planned days': plannedDays,
    'in flight': inFlight,
    portfolio,
  },
  'requesting-party': { 'waiting files': waitingFiles(({ roles }) => roles.requestingParty) },
  'commissioning-party': { 'waiting files': waitingFiles(({ roles }) => roles.commissioningParty), outcome },
  s1sp: { 'waiting files': waitingFiles(({ roles }) => roles.s1sp), installation: installationAtS1sp },
  dco: { 'waiting files': waitingFiles(({ roles }) => roles.dco), keys: keysOfDco },
  dsp: { inventory, supplier: registeredSupplier },
  smso: { reading: readingOfSmso },
  wan: { SIM: sim },
  devices: { keys: keysOfDevices },
};

/** A record of an installation: who keeps it, and what it says. */
export interface KeptRecord {
  readonly party: ServiceName;
  readonly record: string;
  readonly says: string;
}

/** Everything that the parties keep of an installation, in the order of the table. */
export async function lookAtRecords(world: MigrationWorld, made: MadeInstallation): Promise<KeptRecord[]> {
  const found: KeptRecord[] = [];
  for (const [party, looks] of Object.entries(LOOKS) as [Remainder['party'], Readonly<Record<string, Look>>][]) {
    for (const [record, look] of Object.entries(looks)) found.push({ party, record, says: await look(world, made) });
  }
  return found;
}

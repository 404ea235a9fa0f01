import type { GivenAnswer } from '../evidence/evidence-log';
import type { AuditEntry, TranscriptMessage } from '../evidence/trail';
import type { DuisResponse } from '../interfaces/duis/response';
import type { Documents } from '../interfaces/documents';
import {
  everythingSetAside,
  labOf,
  type DccUser,
  type DeviceInHand,
  type InventoryEntry,
  type SetAside,
  type Sim,
  type InstallationState,
  type MadeInstallation,
  type Roles,
} from '../roles';
import { sampleOf } from '../sample';
import { toldTo, type Told } from './told';
import { gatherReporting, type Reporting } from './reporting';

/** Installations that are tried from both sides; of more a sample of so many. */
const MOST_REACHED = 40;

/** Commissioned devices with keys that are looked at in hand; of more a sample of so many. */
const MOST_IN_HAND = 12;

/** What was exchanged and what can be seen when a scenario ends. */
export interface ScenarioFacts {
  /** Every message delivered between the services, in order. */
  readonly messages: readonly TranscriptMessage[];
  /** X.509 PEM by role. */
  readonly certificates: Readonly<Record<string, string>>;
  readonly documents: Documents;
  /** Kinds of file that the tester wrote in a role's place; the transcript does not hold those. */
  readonly takenOver: ReadonlySet<string>;
  /** Devices of the scenario that are in the inventory. */
  readonly inventory: readonly InventoryEntry[];
  /** Devices among them that are Commissioned and have keys, as one who stands before them sees them. */
  readonly inHand: readonly Pick<DeviceInHand, 'deviceId' | 'type' | 'hasFormerKey' | 'sharesKeyWith'>[];
  /** On whose network the SIMs of the scenario are, but for those that it moved by hand. */
  readonly networks: readonly (Pick<MadeInstallation, 'importMPAN' | 'iccid'> & Pick<Sim, 'network'>)[];
  /** Installations that both the S1SP and the SMSO reach, by name. */
  readonly reachedFromBothSides: readonly string[];
  /** Every installation as the Migration Control Centre tracks it. */
  readonly states: readonly InstallationState[];
  /** Installations that its people have released, by id. */
  readonly released: ReadonlySet<string>;
  /** What every supplier is told of its installations. */
  readonly reporting: readonly Reporting[];
  /** Every answer that a service gave to the roles of the scenario. */
  readonly answers: readonly GivenAnswer[];
  /** What the services could not deal with. */
  readonly setAside: readonly SetAside[];
  /** What each user received, in order. */
  readonly received: readonly {
    readonly user: string;
    readonly eui: string;
    readonly responses: readonly DuisResponse[];
  }[];
  /** What each user was told, and what that can be about. */
  readonly told: readonly Told[];
  /** What every service has noted. */
  readonly audit: readonly AuditEntry[];
}

/** Looks at everything that the rules of every scenario speak of. */
export async function gatherFacts(roles: Roles, installations: readonly MadeInstallation[]): Promise<ScenarioFacts> {
  const { environment, documents, evidence } = roles.context;
  const lab = labOf(roles.context);
  lab.lookAfresh();
  const messages = await lab.messages();
  const begun = begunAmong(installations, messages);
  const received = await receivedBy(roles.everyUser);
  const inventory = await roles.dsp.inventoryEntries(deviceIdsOf(begun));
  const elsewhere = new Set(deviceIdsOf(begun.filter(({ deviceSheet }) => deviceSheet !== undefined)));
  return {
    messages,
    certificates: environment.certificates,
    documents,
    takenOver: new Set(roles.time.takenOver.map(({ kind }) => kind)),
    inventory,
    inHand: await commissionedInHand(roles, inventory, elsewhere),
    networks: await networksOf(roles, begun),
    reachedFromBothSides: await reachedFromBothSides(roles, begun),
    states: messages.length === 0 ? [] : await roles.controlCentre.installations(),
    released: roles.controlCentre.released,
    reporting: await gatherReporting(roles),
    answers: evidence.answers,
    setAside: await everythingSetAside(roles.context),
    received,
    told: await toldTo(roles.everyUser, installations),
    audit: await lab.audit(),
  };
}

/** What each user received, in order. */
export async function receivedBy(users: readonly DccUser[]): Promise<ScenarioFacts['received']> {
  const received: ScenarioFacts['received'][number][] = [];
  for (const user of users) {
    const responses = (await user.received()).map(({ response }) => response);
    received.push({ user: user.name, eui: user.eui, responses });
  }
  return received;
}

/** Installations that took part in a migration: what nobody has been told of cannot have changed. */
function begunAmong(
  installations: readonly MadeInstallation[],
  messages: readonly TranscriptMessage[],
): MadeInstallation[] {
  const told = messages.filter(({ kind }) => kind === 'migration-instruction' || kind === 'MCF');
  const named = new Set(told.flatMap(({ body }) => body.match(/\b\d{13}\b/g) ?? []));
  return installations.filter(({ importMPAN }) => named.has(importMPAN));
}

function deviceIdsOf(installations: readonly MadeInstallation[]): string[] {
  return installations.flatMap(({ devices }) => devices.map(({ deviceId }) => deviceId));
}

/** @param elsewhere ids of devices that a remote laboratory simulates: nobody else stands in front of those */
async function commissionedInHand(
  roles: Roles,
  inventory: readonly InventoryEntry[],
  elsewhere: ReadonlySet<string>,
): Promise<ScenarioFacts['inHand']> {
  const inHand: DeviceInHand[] = [];
  const commissioned = inventory.filter(
    ({ status, deviceId }) => status === 'Commissioned' && !elsewhere.has(deviceId),
  );
  for (const { deviceId } of sampleOf(commissioned, MOST_IN_HAND)) {
    inHand.push(await labOf(roles.context).deviceInHand(deviceId, true));
  }
  return inHand.filter(({ keyVersion }) => keyVersion !== undefined);
}

async function networksOf(
  roles: Roles,
  installations: readonly MadeInstallation[],
): Promise<ScenarioFacts['networks']> {
  const untouched = installations.filter(({ iccid }) => !roles.network.movedByHand.has(iccid));
  const some = sampleOf(untouched, MOST_REACHED);
  const networks = await roles.network.sims(some.map(({ iccid }) => iccid));
  return some.flatMap(({ importMPAN, iccid }) => {
    const network = networks.get(iccid);
    return network === undefined ? [] : [{ importMPAN, iccid, network }];
  });
}

/** Of these installations those that both the S1SP and the SMSO reach, by name. */
export async function reachedFromBothSides(
  roles: Roles,
  installations: readonly MadeInstallation[],
): Promise<string[]> {
  const names: string[] = [];
  for (const { importMPAN, iccid, reference } of sampleOf(installations, MOST_REACHED)) {
    if ((await roles.s1sp.checkCommunications(iccid)).outcome !== 'answered') continue;
    const { outcome } = await roles.smso.readRegister(importMPAN, 'ESME');
    // A meter that refuses was reached.
    if (outcome === 'answered' || outcome === 'refused') names.push(`${reference} (SIM ${iccid})`);
  }
  return names;
}

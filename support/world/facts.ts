import type { TranscriptMessage } from '../evidence/trail';
import type { DuisResponse } from '../interfaces/duis/response';
import type { Documents } from '../interfaces/documents';
import {
  everythingSetAside,
  labOf,
  type SetAside,
  type InstallationState,
  type MadeInstallation,
  type Roles,
} from '../roles';
import { sampleOf } from '../sample';
import { gatherReporting, type Reporting } from './reporting';

/** Installations that are tried from both sides; of more a sample of so many. */
const MOST_REACHED = 40;

/** What was exchanged and what can be seen when a scenario ends. */
export interface ScenarioFacts {
  /** Every message delivered between the services, in order. */
  readonly messages: readonly TranscriptMessage[];
  /** X.509 PEM by role. */
  readonly certificates: Readonly<Record<string, string>>;
  readonly documents: Documents;
  /** Kinds of file that the tester wrote in a role's place; the transcript does not hold those. */
  readonly takenOver: ReadonlySet<string>;
  /** Devices of the scenario that the inventory shows as Commissioned. */
  readonly commissioned: readonly { readonly deviceId: string; readonly deviceType: string }[];
  /** Installations that both the S1SP and the SMSO reach, by name. */
  readonly reachedFromBothSides: readonly string[];
  /** Every installation as the Migration Control Centre tracks it. */
  readonly states: readonly InstallationState[];
  /** Installations that its people have released, by id. */
  readonly released: ReadonlySet<string>;
  /** What every supplier is told of its installations. */
  readonly reporting: readonly Reporting[];
  /** What the services could not deal with. */
  readonly setAside: readonly SetAside[];
  /** What each user received, in order. */
  readonly received: readonly { readonly user: string; readonly responses: readonly DuisResponse[] }[];
}

/** Looks at everything that the rules of every scenario speak of. */
export async function gatherFacts(roles: Roles, installations: readonly MadeInstallation[]): Promise<ScenarioFacts> {
  const { environment, documents } = roles.context;
  const lab = labOf(roles.context);
  lab.lookAfresh();
  const messages = await lab.messages();
  const begun = begunAmong(installations, messages);
  const received: ScenarioFacts['received'][number][] = [];
  for (const user of roles.everyUser) {
    received.push({ user: user.name, responses: (await user.received()).map(({ response }) => response) });
  }
  return {
    messages,
    certificates: environment.certificates,
    documents,
    takenOver: new Set(roles.time.takenOver.map(({ kind }) => kind)),
    commissioned: await commissionedDevices(roles, begun),
    reachedFromBothSides: await reachedFromBothSides(roles, begun),
    states: messages.length === 0 ? [] : await roles.controlCentre.installations(),
    released: roles.controlCentre.released,
    reporting: await gatherReporting(roles),
    setAside: await everythingSetAside(roles.context),
    received,
  };
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

async function commissionedDevices(
  roles: Roles,
  installations: readonly MadeInstallation[],
): Promise<ScenarioFacts['commissioned']> {
  const ids = installations.flatMap(({ devices }) => devices.map(({ deviceId }) => deviceId));
  const entries = await roles.dsp.inventoryEntries(ids);
  return entries
    .filter(({ status }) => status === 'Commissioned')
    .map(({ deviceId, deviceType }) => ({ deviceId, deviceType }));
}

async function reachedFromBothSides(roles: Roles, installations: readonly MadeInstallation[]): Promise<string[]> {
  const names: string[] = [];
  for (const { importMPAN, iccid, reference } of sampleOf(installations, MOST_REACHED)) {
    if ((await roles.s1sp.checkCommunications(iccid)).outcome !== 'answered') continue;
    const { outcome } = await roles.smso.readRegister(importMPAN, 'ESME');
    // A meter that refuses was reached.
    if (outcome === 'answered' || outcome === 'refused') names.push(`${reference} (SIM ${iccid})`);
  }
  return names;
}
